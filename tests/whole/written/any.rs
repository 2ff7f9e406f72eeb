//! Any edition: every construct of the format, nested and mixed.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::{Block, Edition, Fault, Inline, Passage, Section, Series, Size, Spoilt, Wishes};

/// Addresses with all the signs that mean something elsewhere.
const ADDRESSES: [&str; 7] = [
    "https://de.example.org/wiki/Karl_Marx_Haus",
    "http://a.example.org/~x/und/~y/",
    "https://b.example.org/a*b*c",
    "https://c.example.org/?q=1&r=x^2^#t",
    "https://d.example.org/it's...x",
    "https://e.example.org/wiki/Kapital_(Marx)",
    "https://f.example.org/a.b/c,d;e",
];

/// Addresses of other kinds, which no link needs. None has a hyphen, for in the structure of a PDF poppler
/// loses what stands behind one of an address.
const BARE: [&str; 4] =
    ["www.example.org/a_b_c", "doi:10.1000/x_y_z", "urn:example:a_b~c~", "a_b_c@example.org"];

const LANGUAGES: [&str; 5] = ["de", "de-1901", "en", "fr", "de-CH"];

/// What is written, and what is read.
const SIGNS: [(&str, &str); 24] = [
    ("--", "–"),
    ("---", "—"),
    ("...", "…"),
    ("\\*", "*"),
    ("\\_", "_"),
    ("\\[x\\]", "[x]"),
    ("\\{", "{"),
    ("\\|", "|"),
    ("\\\"", "\""),
    ("z.\\ B.", "z.\u{a0}B."),
    ("1 \\< 2 & 3", "1<2&3"),
    ("!", "!"),
    ("5 %", "5%"),
    ("\\`", "`"),
    ("§ 3", "§3"),
    ("a@b", "a@b"),
    ("\\#1", "#1"),
    ("$1", "$1"),
    ("//", "//"),
    ("@x", "@x"),
    ("ein'}s", "ein’s"),
    ("Zu\u{ad}cker", "Zucker"),
    ("Auf\u{200c}lage", "Auflage"),
    ("[eckig]", "[eckig]"),
];

fn mark() -> impl Strategy<Value = char> {
    select(vec!['_', '*', '+', '-', '=', '^', '~'])
}

fn leaf() -> impl Strategy<Value = Inline> {
    let keys = vec!["", "sub", "sort", "see", "see-also", "both", "from", "personen"];
    prop_oneof![
        9 => Just(Inline::Word),
        1 => select(vec!['_', '*', '+', '-', '=']).prop_map(Inline::Within),
        1 => select(vec!['^', '~']).prop_map(Inline::Raised),
        1 => select(&ADDRESSES[..]).prop_map(Inline::Autolink),
        1 => Just(Inline::Mail),
        1 => prop_oneof![select(&ADDRESSES[..]), select(&BARE[..])].prop_map(Inline::Address),
        1 => (any::<usize>(), any::<bool>()).prop_map(|(at, page)| Inline::Place(at, page)),
        1 => select(vec!["a_b_c", "{.x}", "*", "a  b", "\\", "<&>"]).prop_map(Inline::Code),
        1 => Just(Inline::Picture),
        1 => (any::<usize>(), any::<bool>()).prop_map(|(at, other)| Inline::Again(at, other)),
        1 => any::<bool>().prop_map(Inline::Page),
        1 => (any::<bool>(), select(keys)).prop_map(|(around, key)| Inline::Index(around, key)),
        1 => (0usize..3, any::<bool>(), select(vec!["", ", S. 12--14", ", 17", "-", "; @werk0", "word"]))
            .prop_map(|(work, before, behind)| Inline::Cite(work, before, behind)),
        1 => Just(Inline::Comment),
        1 => Just(Inline::Break),
        2 => select(&SIGNS[..]).prop_map(|(source, read)| Inline::Sign(source, read)),
    ]
}

/// What an inline is written around, given what may be inside.
fn around(
    inner: BoxedStrategy<Inline>,
    blocks: BoxedStrategy<Vec<Block>>,
) -> BoxedStrategy<Inline> {
    let words = || vec(inner.clone(), 1..3);
    let spans = vec![
        ".smallcaps",
        ".spaced",
        ".title",
        ".stage",
        ".index",
        "lang=en",
        "lang=fr",
        "#ID",
        ".title lang=fr",
        ".smallcaps #ID",
    ];
    let begins = vec!["", "", "", "Ebd., S. 5", "A. a. O., S. 7"];
    let call = (
        select(vec!["", ".", "!", "?", ",", "…", "!!"]),
        select(vec!["", "autor:", "red:", "fuss:"]),
        select(begins),
        blocks,
    );
    prop_oneof![
        2 => (mark(), any::<bool>(), words()).prop_map(|(mark, braced, inner)| Inline::Marked(mark, braced, inner)),
        2 => (select(spans), words()).prop_map(|(attributes, inner)| Inline::Span(attributes, inner)),
        1 => (select(&ADDRESSES[..]), any::<bool>(), words()).prop_map(|(address, below, inner)| Inline::Link(address, below, inner)),
        1 => (0usize..4, any::<bool>(), vec(inner.clone(), 0..2)).prop_map(|(at, page, inner)| Inline::Reference(at, page, inner)),
        1 => (select(vec!['"', '\'']), words()).prop_map(|(mark, inner)| Inline::Quoted(mark, inner)),
        1 => call.prop_map(|(sign, series, begins, body)| Inline::Call(sign, series, begins, body)),
    ]
    .boxed()
}

/// What may stand in a line; `blocks` are the bodies of the notes that are called in it.
fn inlines(blocks: BoxedStrategy<Vec<Block>>) -> BoxedStrategy<Vec<Inline>> {
    let inline = leaf().prop_recursive(2, 4, 2, move |inner| around(inner, blocks.clone()));
    vec(inline, 0..4).boxed()
}

fn plain(line: BoxedStrategy<Vec<Inline>>) -> BoxedStrategy<Block> {
    let classes = vec!["", "", "", ".noindent", ".attribution", ".signature", "lang=en", "#ID"];
    let columns = 1usize..5;
    let line_again = line.clone();
    let code = vec!["", "  _a_ *b* {c}", "[^1]: d", "> e", "\tf", "::: g", "{% h %}", "| i |"];
    prop_oneof![
        6 => (select(classes), line.clone()).prop_map(|(class, line)| Block::Paragraph(class, line)),
        1 => (select(vec!["", "numbered=1", "start=continue", "numbered=2 start=7 lang=en"]), vec(vec(line.clone(), 1..3), 1..3))
            .prop_map(|(attributes, stanzas)| Block::Verse(attributes, stanzas)),
        1 => (select(vec!["", "width=50", "lang=en", "decorative=true", "#ID"]), vec(line.clone(), 0..3), any::<bool>())
            .prop_map(|(attributes, caption, described)| Block::Figure(attributes, caption, described)),
        1 => columns.prop_flat_map(move |columns| {
            let rows = vec(vec(line_again.clone(), columns), 1..3);
            let aligned = vec(select(vec!["---", ":--", ":-:", "--:"]), columns);
            (option::of(line_again.clone()), aligned, any::<bool>(), rows)
        }).prop_map(|(caption, aligned, head, rows)| Block::Table(caption, aligned, head, rows)),
        1 => select(vec!["* * *", "---", "***"]).prop_map(Block::Break),
        1 => (select(vec!["", " toml"]), vec(select(code), 1..5)).prop_map(|(language, lines)| Block::Code(language, lines)),
        1 => Just(Block::Comment),
        1 => (select(vec!['"', '\'']), any::<bool>(), vec(line.clone(), 2..4))
            .prop_map(|(mark, each, paragraphs)| Block::Speech(mark, each, paragraphs)),
    ]
    .boxed()
}

fn nested(inner: BoxedStrategy<Block>, line: BoxedStrategy<Vec<Inline>>) -> BoxedStrategy<Block> {
    let several = || vec(inner.clone(), 1..3);
    let markers =
        vec!["-", "+", "*", "1.", "a)", "(A)", "i.", "7.", "A.", "I.", "(1)", "c.", "(i)"];
    let attributes = || select(vec!["", "lang=fr", "#ID", "#ID lang=en"]);
    let scene = (
        select(vec!["", "numbered=1", "numbered=5 start=3"]),
        option::of(line.clone()),
        vec((line.clone(), several()), 1..3),
        any::<bool>(),
    );
    prop_oneof![
        2 => several().prop_map(Block::Quotation),
        2 => (select(markers), any::<bool>(), vec(several(), 1..3)).prop_map(|(marker, tight, items)| Block::List(marker, tight, items)),
        1 => (select(vec!["epigraph", "letter", ""]), attributes(), several())
            .prop_map(|(name, attributes, blocks)| Block::Between(name, attributes, blocks)),
        1 => (line.clone(), several()).prop_map(|(line, blocks)| Block::Letter(line, blocks)),
        1 => scene.prop_map(|(attributes, stage, speeches, shared)| Block::Drama(attributes, stage, speeches, shared)),
        1 => vec((line, several()), 1..3).prop_map(Block::Definitions),
        1 => (select(vec!["lang=fr", "lang=en", "#ID"]), inner).prop_map(|(attributes, block)| Block::With(attributes, Box::new(block))),
    ]
    .boxed()
}

/// Blocks, at most so many less one, whose lines call notes down to that depth.
fn blocks(depth: u32, most: usize) -> BoxedStrategy<Vec<Block>> {
    let bodies = if depth == 0 {
        vec(vec(Just(Inline::Word), 1..3).prop_map(|line| Block::Paragraph("", line)), 1..2).boxed()
    } else {
        blocks(depth - 1, 4)
    };
    let line = inlines(bodies);
    let again = line.clone();
    let block =
        plain(line).prop_recursive(3, 6, 2, move |inner| nested(inner.boxed(), again.clone()));
    vec(block, 1..if depth == 0 { 2 } else { most }).boxed()
}

impl Size {
    /// At most so many sections less one, passages of each, blocks of each of those.
    fn most(self) -> [usize; 3] {
        match self {
            Self::Small => [3, 3, 4],
            Self::Large => [8, 6, 12],
        }
    }
}

fn passage(size: Size) -> impl Strategy<Value = Passage> {
    let line = inlines(vec(Just(Block::Paragraph("", vec![Inline::Word])), 1..2).boxed());
    let attributes = select(vec!["", "", "#ID", "lang=fr"]);
    (2usize..7, any::<[bool; 3]>(), attributes, line, blocks(1, size.most()[2])).prop_map(
        |(level, [number, subtitle, short], attributes, title, blocks)| Passage {
            level,
            number,
            subtitle,
            short,
            attributes,
            title,
            blocks,
        },
    )
}

fn section(size: Size) -> impl Strategy<Value = Section> {
    let role = prop_oneof![
        3 => Just("chapter"),
        1 => select(vec!["part", "introduction", "prologue", "interlude", "epilogue", "conclusion"]),
        1 => select(vec!["dedication", "epigraph", "foreword", "preface"]),
        1 => select(vec!["afterword", "appendix", "acknowledgments", "glossary", "colophon"]),
    ];
    let language = option::weighted(0.2, select(vec!["en", "fr", "de-1901"]));
    let notes = option::weighted(0.2, select(vec!["red", "fuss"]));
    (role, language, notes, any::<bool>(), vec(passage(size), 1..size.most()[1])).prop_map(
        |(role, language, notes, heading, passages)| Section {
            role,
            language,
            notes,
            heading,
            passages,
        },
    )
}

fn wishes() -> impl Strategy<Value = Wishes> {
    let epub = (
        select(vec!["css", "soft-hyphens"]),
        select(vec!["span", "zwnj"]),
        select(vec!["print", "source", "none"]),
        any::<bool>(),
    );
    let styles = vec!["chicago-author-date", "chicago-notes", "deutsche-sprache", "ieee"];
    (
        select(vec!["margin", "brackets", "none"]),
        select(vec!["report", "fix"]),
        select(vec!["custom", "inward"]),
        any::<[bool; 2]>(),
        epub,
        (select(styles), select(vec!["cited", "all"])),
        option::weighted(0.1, select(vec!["none", "booklet", "16"])),
    )
        .prop_map(
            |(page_markers, typography, quotes, [metadata, half_title], epub, citations, print)| {
                Wishes {
                    page_markers,
                    typography,
                    quotes,
                    metadata,
                    half_title,
                    epub,
                    citations,
                    print,
                }
            },
        )
}

fn series() -> impl Strategy<Value = Series> {
    (
        select(vec!["book", "section", "footnote"]),
        select(vec!["book", "section"]),
        select(vec!["1", "a", "A", "*", "i", "I"]),
        select(vec!["none", "entry", "margin"]),
        select(vec!["none", "epub", "all"]),
    )
        .prop_map(|(placement, numbering, marks, pages, back_references)| Series {
            placement,
            numbering,
            marks,
            pages: if placement == "footnote" { "none" } else { pages },
            back_references,
        })
}

/// The place of a role in a book.
fn matter(role: &str) -> u8 {
    match role {
        "dedication" | "epigraph" | "foreword" | "preface" => 0,
        "afterword" | "appendix" | "acknowledgments" | "glossary" | "colophon" => 2,
        _ => 1,
    }
}

/// Any edition.
pub fn edition(size: Size) -> impl Strategy<Value = Edition> {
    let layouts = vec!["pamphlet", "paperback", "largeprint", "screen", "proof"];
    (
        select(&LANGUAGES[..]),
        select(layouts),
        wishes(),
        vec(series(), 3),
        vec(section(size), 1..size.most()[0]),
    )
        .prop_map(|(language, layout, wishes, series, mut sections)| {
            sections.sort_by_key(|section| matter(section.role));
            Edition { language, layout, wishes, series, sections }
        })
}

/// An edition with a fault in it.
pub fn spoilt() -> impl Strategy<Value = Spoilt> {
    let others =
        vec!["{", "[", "\"", "![", "\n", "\n\n", "\n:::\n", "`", "{#a ", "|", "\\", "^", "# "];
    let fault = prop_oneof![
        Just(Fault::Left),
        Just(Fault::Twice),
        Just(Fault::Behind),
        select(others).prop_map(Fault::Before),
    ];
    (edition(Size::Small), any::<usize>(), fault).prop_map(|(edition, place, fault)| Spoilt {
        edition,
        place,
        fault,
    })
}
