//! A book as an indented outline, for reading in tests.

use umbruch::ir::{
    Block, BlockKind, Book, Call, Cell, Delimiter, Formula, IndexEntry, Inline, InlineKind,
    LinkTarget, NoteId, OtherEntry, Row,
};

/// The sections with text, those made of it, and the notes.
pub fn book(book: &Book) -> String {
    let mut out = String::new();
    for section in book.sections().filter(|s| !s.is_generated() || !s.role.is_automatic()) {
        let language = section.language.as_ref().map_or(String::new(), |l| format!(" lang={l}"));
        out.push_str(&format!("{} #{}{language}\n", section.role.as_str(), section.id));
        if let Some(heading) = &section.heading {
            line(&mut out, 1, &heading_line(heading, book));
        }
        blocks(&mut out, 1, &section.blocks, book);
    }
    for (_, note) in book.called_notes() {
        let (written, mark) = (note.written, note.mark);
        let series = &book.manuscript().series(written.series).name;
        let calls = note.calls.len();
        let head = format!("note {} ({series}, mark {mark}, calls {calls})", written.label);
        line(&mut out, 0, &head);
        blocks(&mut out, 1, &written.body, book);
    }
    out
}

fn line(out: &mut String, depth: usize, text: &str) {
    out.push_str(&"  ".repeat(depth));
    out.push_str(text);
    out.push('\n');
}

fn heading_line(heading: &umbruch::ir::Heading, book: &Book) -> String {
    let mut text = format!("heading {}", heading.level);
    for (name, value) in
        [("number", &heading.number), ("subtitle", &heading.subtitle), ("short", &heading.short)]
    {
        if let Some(value) = value {
            text.push_str(&format!(" {name}={value:?}"));
        }
    }
    format!("{text}: {}", inlines(&heading.title, book))
}

fn blocks(out: &mut String, depth: usize, list: &[Block], book: &Book) {
    for block in list {
        let id = book.ids.block(block).map_or(String::new(), |id| format!(" #{id}"));
        let language = block.language.as_ref().map_or(String::new(), |l| format!(" lang={l}"));
        let head = |name: &str| format!("{name}{id}{language}");
        match &block.kind {
            BlockKind::Paragraph(paragraph) => {
                let kind = format!("{:?}", paragraph.role).to_lowercase();
                let name = if kind == "body" { "paragraph" } else { &kind };
                line(out, depth, &format!("{}: {}", head(name), inlines(&paragraph.content, book)));
            }
            BlockKind::Heading(heading) => {
                line(out, depth, &(heading_line(heading, book) + &head("")))
            }
            BlockKind::Quotation { blocks } => nested(out, depth, &head("quotation"), blocks, book),
            BlockKind::Epigraph { blocks } => nested(out, depth, &head("epigraph"), blocks, book),
            BlockKind::Letter { blocks } => nested(out, depth, &head("letter"), blocks, book),
            BlockKind::Drama { blocks } => nested(out, depth, &head("drama"), blocks, book),
            BlockKind::Group { blocks } => nested(out, depth, &head("group"), blocks, book),
            BlockKind::Verse { stanzas } => {
                line(out, depth, &head("verse"));
                for stanza in stanzas {
                    line(out, depth + 1, "stanza");
                    for verse in &stanza.lines {
                        let number = verse.number.map_or(String::new(), |n| format!(" ({n})"));
                        let before = verse
                            .before
                            .as_ref()
                            .map_or(String::new(), |b| format!(" after {b:?}"));
                        let text = inlines(&verse.content, book);
                        let text = format!("{}{number}{before}> {text}", verse.indent);
                        line(out, depth + 2, &text);
                    }
                }
            }
            BlockKind::Figure(figure) => {
                let width = figure.width.map_or(String::new(), |w| format!(" {w}%"));
                let text = format!("{} {} {:?}{width}", head("figure"), figure.path, figure.alt);
                nested(out, depth, &text, &figure.caption, book);
            }
            BlockKind::Table(table) => {
                line(
                    out,
                    depth,
                    &format!(
                        "{} {:?}: {}",
                        head("table"),
                        table.columns,
                        inlines(&table.caption, book)
                    ),
                );
                for (name, rows) in [("head", &table.head), ("row", &table.body)] {
                    for row in rows {
                        table_row(out, depth + 1, name, row, book);
                    }
                }
            }
            BlockKind::List(list) => {
                let numbering =
                    list.numbering.map_or("plain".into(), |n| format!("{n:?} from {}", list.start));
                let numbering = match list.delimiter {
                    Delimiter::Period => numbering,
                    other => format!("{numbering} in {other:?}"),
                };
                let tight = if list.tight { " tight" } else { "" };
                line(out, depth, &format!("{} {numbering}{tight}", head("list")));
                for item in &list.items {
                    nested(out, depth + 1, "item", &item.blocks, book);
                }
            }
            BlockKind::Definitions { items } => {
                line(out, depth, &head("definitions"));
                for item in items {
                    nested(
                        out,
                        depth + 1,
                        &format!("term: {}", inlines(&item.term, book)),
                        &item.blocks,
                        book,
                    );
                }
            }
            BlockKind::Index(index) => {
                line(out, depth, &head("index"));
                for group in &index.groups {
                    line(out, depth + 1, &group.initial);
                    group.entries.iter().for_each(|entry| index_entry(out, depth + 2, entry, book));
                }
            }
            BlockKind::References { entries } => {
                line(out, depth, &head("references"));
                for entry in entries {
                    let (mark, text) = (inlines(&entry.mark, book), inlines(&entry.content, book));
                    let mark = if mark.is_empty() { mark } else { format!("{mark} | ") };
                    let cited = entry.citations.join(" ");
                    line(out, depth + 1, &format!("#{}: {mark}{text} ({cited})", entry.id));
                }
            }
            BlockKind::Captions { entries } => {
                line(out, depth, &head("captions"));
                for entry in entries {
                    let text = format!("#{}: {}", entry.target, inlines(&entry.caption, book));
                    line(out, depth + 1, &text);
                }
            }
            BlockKind::Formula(formula) => {
                line(out, depth, &format!("{} {}", head("formula"), said(formula)));
            }
            BlockKind::ThematicBreak => line(out, depth, &head("break")),
            BlockKind::Code { syntax, text } => {
                line(out, depth, &format!("{} {syntax:?} {text:?}", head("code")));
            }
        }
    }
}

fn index_entry(out: &mut String, depth: usize, entry: &IndexEntry, book: &Book) {
    let places = entry.places.iter().map(|place| {
        let to = place.to.as_ref().map_or(String::new(), |to| format!("–{to}"));
        format!(" {}{to}", place.from)
    });
    let others = |word: &str, list: &[OtherEntry]| {
        list.iter().map(|other| format!(" ({word} {})", other.term)).collect::<String>()
    };
    let places: String = places.collect();
    let (see, also) = (others("see", &entry.see), others("see also", &entry.see_also));
    line(out, depth, &format!("{}{places}{see}{also}", inlines(&entry.term, book)));
    entry.subs.iter().for_each(|sub| index_entry(out, depth + 1, sub, book));
}

fn nested(out: &mut String, depth: usize, head: &str, inner: &[Block], book: &Book) {
    line(out, depth, head);
    blocks(out, depth + 1, inner, book);
}

/// A row in a line; one with cells that hold more than a line, or that span, with a line for each.
fn table_row(out: &mut String, depth: usize, name: &str, row: &Row, book: &Book) {
    if row.cells.iter().all(|cell| cell.line().is_some() && !cell.spans() && !cell.header) {
        let cell = |cell: &Cell| inlines(cell.line().unwrap_or_default(), book);
        let cells = row.cells.iter().map(cell).collect::<Vec<_>>().join(" | ");
        return line(out, depth, &format!("{name}: {cells}"));
    }
    line(out, depth, &format!("{name}:"));
    for cell in &row.cells {
        let header = if cell.header { " header" } else { "" };
        let span = if cell.spans() {
            format!(" {}×{}", cell.colspan, cell.rowspan)
        } else {
            String::new()
        };
        nested(out, depth + 1, &format!("cell{header}{span}"), &cell.blocks, book);
    }
}

fn inlines(list: &[Inline], book: &Book) -> String {
    list.iter().map(|one| inline(one, book)).collect()
}

fn inline(inline: &Inline, book: &Book) -> String {
    let id = book.ids.inline(inline).map_or(String::new(), |id| format!("#{id}"));
    let language = inline.language.as_ref().map_or(String::new(), |l| format!("lang={l}"));
    let content = match inline.children() {
        [] => book.citations.said(inline),
        content => content,
    };
    let wrap = |name: &str| {
        let marks: Vec<&str> =
            [name, &id, &language].into_iter().filter(|part| !part.is_empty()).collect();
        format!("<{} {}>", marks.join(" "), inlines(content, book))
    };
    match &inline.kind {
        InlineKind::Text { text } => text.clone(),
        InlineKind::LineBreak => "⏎".into(),
        InlineKind::Emphasis { .. } => wrap("em"),
        InlineKind::Strong { .. } => wrap("strong"),
        InlineKind::SmallCaps { .. } => wrap("smallcaps"),
        InlineKind::Letterspaced { .. } => wrap("spaced"),
        InlineKind::Superscript { .. } => wrap("sup"),
        InlineKind::Subscript { .. } => wrap("sub"),
        InlineKind::Inserted { .. } => wrap("ins"),
        InlineKind::Deleted { .. } => wrap("del"),
        InlineKind::Highlighted { .. } => wrap("mark"),
        InlineKind::WorkTitle { .. } => wrap("title"),
        InlineKind::Stage { .. } => wrap("stage"),
        InlineKind::Group { .. } => wrap("group"),
        InlineKind::Code { text } => format!("<code {text}>"),
        InlineKind::Link { target: LinkTarget::Web { url }, .. } => wrap(&format!("link {url}")),
        InlineKind::Link { target: LinkTarget::Anchor { id }, .. } => wrap(&format!("link #{id}")),
        InlineKind::PageReference { target, .. } => wrap(&format!("page-of #{target}")),
        InlineKind::IndexMark { mark, .. } => {
            let term = mark.term.as_ref().map_or(String::new(), |term| format!(" {term:?}"));
            let sub = mark.sub.as_ref().map_or(String::new(), |sub| format!(" {sub:?}"));
            let names = format!("{:?}", mark.names);
            let names = if names == "Place" { String::new() } else { format!(" {names}") };
            wrap(&format!("index{term}{sub}{names}"))
        }
        InlineKind::Citation { .. } => wrap("cite"),
        InlineKind::Link { target: LinkTarget::Work { id }, .. } => wrap(&format!("work #{id}")),
        InlineKind::Formula(formula) => wrap(&format!("formula {}", said(formula))),
        InlineKind::Image { path, alt, .. } => format!("<image {path} {alt:?}>"),
        InlineKind::NoteCall { label } => match book.notes.called(inline) {
            Some(Call { note: NoteId(note), ordinal }) => format!("<note {note}.{ordinal}>"),
            None => format!("<note ?{label}>"),
        },
        InlineKind::PageMarker { label } => format!("<page {label}>"),
    }
}

/// A formula with what is said of it.
fn said(formula: &Formula) -> String {
    format!("{} {:?}", formula.tex, formula.words())
}
