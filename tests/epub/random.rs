//! Books that nobody would write: whatever a manuscript holds, passes and writer make an EPUB of it, and a
//! well-formed one.

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use umbruch::diagnostics::Diagnostics;
use umbruch::ir::*;
use umbruch::language::QuoteStyle;
use umbruch::passes::{self, Settings};
use umbruch::proof::typography::HouseStyle;
use umbruch::resources::Resources;
use umbruch::source::{FileId, Span};
use umbruch::stop::Stop;

use super::books::{Files, chapter};
use super::tree::Tree;

fn span() -> Span {
    Span::new(FileId(0), 0..0)
}

/// Text with all that XML minds.
fn text() -> impl Strategy<Value = String> {
    prop_oneof!["[a-zäöüß ]{0,12}", any::<String>(), Just("<&>\"'\u{0}\u{b}\u{ffff}]]>".to_owned())]
}

/// Ids, good and bad, a few of them again and again.
fn id() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("anm-1".to_owned()),
        Just("titel-s0".to_owned()),
        Just("a b/ö#?".to_owned()),
        Just(String::new()),
        "[a-d]",
    ]
}

fn language() -> impl Strategy<Value = Option<Language>> {
    option::of(prop_oneof![Just("de-1901"), Just("fr"), Just("zh-Hant-x-ab")])
        .prop_map(|tag| tag.and_then(Language::parse))
}

fn target() -> impl Strategy<Value = LinkTarget> {
    prop_oneof![
        text().prop_map(|url| LinkTarget::Web { url }),
        Just(LinkTarget::Web { url: "https://example.org/ä \"<>".to_owned() }),
        id().prop_map(|id| LinkTarget::Anchor { id }),
    ]
}

fn leaf() -> impl Strategy<Value = InlineKind> {
    prop_oneof![
        text().prop_map(|text| InlineKind::Text { text }),
        text().prop_map(|text| InlineKind::Code { text }),
        text().prop_map(|label| InlineKind::PageMarker { label }),
        Just(InlineKind::LineBreak),
        (id(), text(), any::<bool>()).prop_map(|(path, alt, decorative)| InlineKind::Image {
            path,
            alt,
            decorative
        }),
        label().prop_map(|label| InlineKind::NoteCall { label }),
    ]
}

fn put(kind: impl Strategy<Value = InlineKind>) -> impl Strategy<Value = Inline> {
    (kind, name(), option::weighted(0.1, id()), language()).prop_map(
        |(kind, name, id, language)| Inline {
            span: span(),
            name,
            language,
            id,
            written: AsWritten::default(),
            kind,
        },
    )
}

fn name() -> impl Strategy<Value = Name> {
    let id = (0u32..3, 0u32..9)
        .prop_map(|(section, number)| NodeId { section: SectionId(section), number });
    prop_oneof![Just(Name::None), id.clone().prop_map(Name::Own), id.prop_map(Name::Again)]
}

fn mark() -> IndexMark {
    IndexMark { index: None, term: None, sub: None, sort: None, names: MarkNames::Place }
}

fn index() -> impl Strategy<Value = Index> {
    let entry = (id(), inlines(), vec((id(), option::of(id())), 0..3), vec((id(), text()), 0..2));
    let entry = entry.prop_map(|(id, term, places, others)| {
        let see: Vec<OtherEntry> =
            others.into_iter().map(|(id, term)| OtherEntry { term, id }).collect();
        IndexEntry {
            id,
            term,
            places: places.into_iter().map(|(from, to)| IndexPlace { from, to }).collect(),
            see: see.clone(),
            see_also: see,
            subs: Vec::new(),
        }
    });
    (text(), vec(entry, 0..3))
        .prop_map(|(initial, entries)| Index { groups: vec![IndexGroup { initial, entries }] })
}

fn inlines() -> impl Strategy<Value = Vec<Inline>> {
    let inline = put(leaf()).prop_recursive(3, 12, 3, |inner| {
        let content = vec(inner, 0..3);
        put(prop_oneof![
            content.clone().prop_map(|content| InlineKind::Emphasis { content }),
            content.clone().prop_map(|content| InlineKind::Group { content }),
            (target(), content.clone())
                .prop_map(|(target, content)| InlineKind::Link { target, content }),
            (id(), content.clone())
                .prop_map(|(target, content)| InlineKind::PageReference { target, content }),
            content.prop_map(|content| InlineKind::IndexMark { mark: Box::new(mark()), content }),
        ])
    });
    vec(inline, 0..4)
}

fn heading() -> impl Strategy<Value = Heading> {
    (any::<u8>(), option::of(text()), inlines(), option::of(text())).prop_map(
        |(level, number, title, subtitle)| Heading { level, number, title, subtitle, short: None },
    )
}

fn plain_block() -> impl Strategy<Value = BlockKind> {
    prop_oneof![
        inlines().prop_map(|content| {
            BlockKind::Paragraph(Paragraph { role: ParagraphKind::Body, content })
        }),
        heading().prop_map(|heading| BlockKind::Heading(Box::new(heading))),
        Just(BlockKind::ThematicBreak),
        index().prop_map(BlockKind::Index),
        vec((id(), inlines()), 0..3).prop_map(|entries| {
            let entry = |(target, caption)| CaptionEntry { target, caption };
            BlockKind::Captions { entries: entries.into_iter().map(entry).collect() }
        }),
        (option::of(text()), text()).prop_map(|(syntax, text)| BlockKind::Code { syntax, text }),
        (any::<u16>(), option::of(any::<u32>()), option::of(text()), inlines()).prop_map(
            |(indent, number, before, content)| {
                let lines = vec![Line { span: span(), indent, number, before, content }];
                BlockKind::Verse { stanzas: vec![Stanza { span: span(), lines }] }
            }
        ),
        (vec(inlines(), 0..3), inlines(), any::<bool>()).prop_map(|(cells, caption, head)| {
            let cells = cells.into_iter().map(|content| Cell::of_line(span(), content)).collect();
            let rows = vec![Row { span: span(), cells }];
            let (head, body) = if head { (rows, Vec::new()) } else { (Vec::new(), rows) };
            BlockKind::Table(Box::new(Table { caption, columns: Vec::new(), head, body }))
        }),
    ]
}

fn blocks() -> impl Strategy<Value = Vec<Block>> {
    let put = |kind: BoxedStrategy<BlockKind>| {
        (kind, name(), option::weighted(0.1, id()), language()).prop_map(
            |(kind, name, id, language)| Block {
                span: span(),
                name,
                language,
                id,
                written: AsWritten::default(),
                kind,
            },
        )
    };
    let block = put(plain_block().boxed()).prop_recursive(2, 8, 3, move |inner| {
        let list = vec(inner, 0..3).boxed();
        let nested = prop_oneof![
            list.clone().prop_map(|blocks| BlockKind::Quotation { blocks }),
            list.clone().prop_map(|blocks| BlockKind::Drama { blocks }),
            list.clone().prop_map(|blocks| BlockKind::Group { blocks }),
            (list.clone(), any::<u64>(), any::<bool>()).prop_map(|(blocks, start, tight)| {
                let items = vec![ListItem { span: span(), blocks }];
                BlockKind::List(Box::new(List {
                    numbering: Some(Numbering::LowerRoman),
                    delimiter: Delimiter::Parentheses,
                    start,
                    tight,
                    items,
                }))
            }),
            (list.clone(), inlines()).prop_map(|(blocks, term)| BlockKind::Definitions {
                items: vec![Definition { span: span(), term, blocks }]
            }),
            (list, id(), option::of(any::<u8>())).prop_map(|(caption, path, width)| {
                let (path_span, alt) = (span(), String::new());
                BlockKind::Figure(Box::new(Figure {
                    path,
                    path_span,
                    alt,
                    decorative: false,
                    description: None,
                    width,
                    caption,
                }))
            }),
        ];
        put(nested.boxed())
    });
    vec(block, 0..4)
}

/// Labels of notes, each of them again and again.
fn label() -> impl Strategy<Value = String> {
    "[k-n]"
}

fn section() -> impl Strategy<Value = Section> {
    let role = (0..Role::ALL.len()).prop_map(|index| Role::ALL[index]);
    let titles = (option::of(text()), option::of(heading()));
    (id(), role, language(), titles, vec(note(), 0..4), blocks(), any::<bool>()).prop_map(
        |(id, role, language, (title, heading), notes, blocks, generated)| Section {
            span: span(),
            key: SectionId(0),
            id,
            file: (!generated).then(|| "a.dj".to_owned()),
            role,
            language,
            title,
            heading,
            series: SeriesId(0),
            index: IndexId(0),
            blocks,
            notes,
            comments: Vec::new(),
        },
    )
}

fn note() -> impl Strategy<Value = Note> {
    (blocks(), 0..SERIES, label()).prop_map(|(body, series, label)| Note {
        span: span(),
        label,
        series: SeriesId(u16::try_from(series).expect("few")),
        place: AsWritten::default(),
        body,
    })
}

/// How many series of notes a book has.
const SERIES: usize = 3;

fn series() -> impl Strategy<Value = NoteSeries> {
    let marks = prop_oneof![Just(Marks::Decimal), Just(Marks::Asterisks), Just(Marks::UpperRoman)];
    let placement =
        prop_oneof![Just(Placement::Book), Just(Placement::Section), Just(Placement::Footnote)];
    (text(), option::of(text()), marks, placement).prop_map(|(name, title, marks, placement)| {
        NoteSeries {
            name,
            title,
            marks,
            restart: Restart::Book,
            placement,
            pages: NotePages::None,
            back_references: BackReferences::None,
        }
    })
}

fn book() -> impl Strategy<Value = (Book, Resources)> {
    let parts = (vec(section(), 0..4), vec(series(), SERIES));
    (parts, text()).prop_map(|((sections, series), title)| {
        let (book, mut resources) = chapter("", "# Eins\n\nText\n");
        let mut manuscript = book.arrangement.manuscript;
        manuscript.metadata.title = title;
        manuscript.series = series;
        let keyed = |(section, key)| Arc::new(Section { key: SectionId(key), ..section });
        manuscript.sections = sections.into_iter().zip(0..).map(keyed).collect();
        let image = Image { format: ImageFormat::Png, width: 0, height: u32::MAX };
        let images = BTreeMap::from([("a".to_owned(), image), (String::new(), image)]);
        resources.images.insert("a".to_owned(), vec![1, 2, 3].into());
        let style = HouseStyle { quotes: QuoteStyle::Custom };
        let stop = Stop::default();
        let settings =
            Settings { omit: &[], typography: None, style: &style, works: None, stop: &stop };
        let book = passes::run(manuscript, images, &settings, &mut Diagnostics::default());
        let book = book.expect("nobody stops it");
        (book, resources)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_book_can_be_written(book in book()) {
        let files = Files::of(&book);
        for name in files.names() {
            let own = name.strip_prefix("EPUB/");
            if let Some(name) = own.filter(|n| [".xhtml", ".opf", ".ncx"].iter().any(|e| n.ends_with(e))) {
                let tree: Tree = files.tree(name);
                prop_assert!(!tree.name.is_empty());
            }
        }
        prop_assert!(!files.spine().is_empty());
    }
}
