//! Divisions between colons, or of HTML, put together: what they say of the blocks in them.

use super::attributes::Attributes;
use super::prepared::Fence;
use super::tables::{Cells, caption, with_caption};
use super::{Found, Place};
use crate::import::topic::Topic;
use crate::ir::{
    Block, BlockKind, Inline, InlineKind, Language, Line, Paragraph, ParagraphKind, Role, Stanza,
    Writing,
};
use crate::source::Span;

/// What stands below one another.
pub(super) enum Part {
    Block(Block),
    /// A heading, with its classes.
    Heading(Block, Vec<String>),
    /// A stanza of a block of lines, with the number of the block.
    Stanza(Stanza, usize),
    /// A line of colons.
    Fence(Fence, Span),
    /// The same, of a tag of HTML.
    Tag(Fence, Span),
}

/// Deepest divisions that are kept; deeper ones are none.
const DEEPEST: usize = 12;

struct Open {
    opener: Opener,
    span: Span,
    before: Vec<Block>,
}

/// What is open.
enum Opener {
    /// A division between colons, which may have a title.
    Colons(Attributes, Option<Block>),
    /// One of HTML.
    Tag(Attributes),
    /// A table that is drawn.
    Table(Cells),
}

/// Makes blocks of parts.
pub(super) fn folded(parts: Vec<Part>, place: &Place<'_>, found: &mut Found<'_>) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let mut verse: Option<usize> = None;
    for part in parts {
        let goes_on = verse.take();
        match part {
            Part::Block(block) if caption(&block, &mut out, found) => {}
            Part::Block(block) => {
                let block = with_caption(block, &mut out, found);
                out.push(block);
            }
            Part::Heading(block, classes) => out.push(heading(block, classes, found)),
            Part::Stanza(stanza, number) => {
                match out.last_mut().map(|block| &mut block.kind) {
                    Some(BlockKind::Verse { stanzas }) if goes_on == Some(number) => {
                        stanzas.push(stanza);
                    }
                    _ => {
                        let (span, stanzas) = (stanza.span, vec![stanza]);
                        out.push(Block::new(span, BlockKind::Verse { stanzas }));
                    }
                }
                verse = Some(number);
            }
            Part::Fence(fence, span) => fenced(fence, span, &mut open, &mut out, (place, found)),
            Part::Tag(Fence::Open { attributes, .. }, span) => {
                let before = std::mem::take(&mut out);
                open.push(Open { opener: Opener::Tag(attributes), span, before });
            }
            Part::Tag(..) => {
                if open.last().is_some_and(|last| matches!(last.opener, Opener::Tag(_))) {
                    close(&mut open, &mut out, found);
                }
            }
        }
    }
    while let Some(last) = open.last() {
        if matches!(last.opener, Opener::Colons(..)) {
            let message = "a division between colons is opened here and not closed".to_owned();
            found.report.doubt(last.span, Topic::Markup, message);
        }
        close(&mut open, &mut out, found);
    }
    out
}

/// Opens or closes a division between colons, a table or a cell of one.
fn fenced(
    fence: Fence,
    span: Span,
    open: &mut Vec<Open>,
    out: &mut Vec<Block>,
    (place, found): (&Place<'_>, &mut Found<'_>),
) {
    let opener = match fence {
        Fence::Open { attributes, title } => {
            let title = (!title.is_empty()).then(|| place.words(title, found));
            Opener::Colons(attributes, title)
        }
        Fence::Table(shape) => Opener::Table(Cells::new(shape)),
        Fence::Close => {
            if open.last().is_some_and(|last| matches!(last.opener, Opener::Colons(..))) {
                close(open, out, found);
            }
            return;
        }
        Fence::Cell | Fence::End => {
            let is_table = |one: &Open| matches!(one.opener, Opener::Table(_));
            let Some(at) = open.iter().rposition(is_table) else { return };
            // what is open in a cell ends with it
            while open.len() > at + 1 {
                close(open, out, found);
            }
            if fence == Fence::End {
                close(open, out, found);
            } else if let Some(Open { opener: Opener::Table(cells), .. }) = open.last_mut() {
                cells.next(span, std::mem::take(out));
            }
            return;
        }
    };
    open.push(Open { opener, span, before: std::mem::take(out) });
}

/// Closes what is innermost.
fn close(open: &mut Vec<Open>, out: &mut Vec<Block>, found: &mut Found<'_>) {
    let depth = open.len();
    let Some(Open { opener, span, before }) = open.pop() else { return };
    let mut inside = std::mem::replace(out, before);
    let attributes = match opener {
        Opener::Table(cells) => {
            let block = cells.table(span, inside, found);
            let block = with_caption(block, out, found);
            return out.push(block);
        }
        Opener::Tag(attributes) => attributes,
        Opener::Colons(attributes, title) => {
            inside.splice(0..0, title);
            attributes
        }
    };
    match depth > DEEPEST || inside.is_empty() {
        true => out.extend(inside),
        false => out.extend(division(attributes, span, inside, found)),
    }
}

fn heading(mut block: Block, classes: Vec<String>, found: &mut Found<'_>) -> Block {
    if let BlockKind::Heading(heading) = &mut block.kind
        && let Some(Inline { kind: InlineKind::Text { text }, .. }) = heading.title.last_mut()
        && let Some(bare) = text.strip_suffix("{-}").or_else(|| text.strip_suffix("{.unnumbered}"))
    {
        *text = bare.trim_end().to_owned();
    }
    for class in classes {
        if let Some(role) = Role::parse(&class) {
            found.roles.insert((block.span.file.0, block.span.start), role);
        } else if !matches!(class.as_str(), "unnumbered" | "unlisted" | "-" | "epub:type") {
            found.no_meaning(block.span, &class);
        }
    }
    block
}

/// What a division is.
fn division(
    attributes: Attributes,
    span: Span,
    mut blocks: Vec<Block>,
    found: &mut Found<'_>,
) -> Vec<Block> {
    let language = attributes.get("lang").and_then(Language::parse);
    let id = attributes.id.clone();
    let is = |names: &[&str]| attributes.is(names);
    let kind = match () {
        () if is(&[
            "poem",
            "verse",
            "poetry",
            "gedicht",
            "lyrics",
            "lg",
            "linegroup",
            "stanza",
        ]) =>
        {
            return poem(span, blocks, language, id, found);
        }
        () if is(&["epigraph", "motto"]) => BlockKind::Epigraph { blocks: attributed(blocks) },
        () if is(&["letter", "brief"]) => BlockKind::Letter { blocks },
        () if is(&["drama", "play"]) => BlockKind::Drama { blocks },
        () if is(&["blockquote", "quote", "quotation", "zitat"]) => {
            BlockKind::Quotation { blocks: attributed(blocks) }
        }
        () if is(&["comment", "todo", "hidden"]) => {
            for block in &blocks {
                let words = plain(block);
                found.aside(block.span, "comment", &words);
            }
            return Vec::new();
        }
        () => {
            if let [Block { kind: BlockKind::Paragraph(paragraph), .. }] = blocks.as_mut_slice()
                && let Some(role) = role_of_paragraph(&attributes)
            {
                paragraph.role = role;
                blocks[0].id = id.or(blocks[0].id.take());
                blocks[0].language = language.or(blocks[0].language.take());
                return blocks;
            }
            for class in &attributes.classes {
                found.no_meaning(span, class);
            }
            if language.is_none() && (id.is_none() || blocks.len() == 1) {
                if let Some(only) = blocks.first_mut().filter(|block| block.id.is_none()) {
                    only.id = id;
                }
                return blocks;
            }
            BlockKind::Group { blocks }
        }
    };
    let mut block = Block::new(span, kind);
    (block.language, block.id) = (language, id);
    vec![block]
}

fn role_of_paragraph(attributes: &Attributes) -> Option<ParagraphKind> {
    let roles = [
        ("attribution", ParagraphKind::Attribution),
        ("source", ParagraphKind::Attribution),
        ("noindent", ParagraphKind::NoIndent),
        ("dateline", ParagraphKind::Dateline),
        ("salutation", ParagraphKind::Salutation),
        ("signature", ParagraphKind::Signature),
        ("postscript", ParagraphKind::Postscript),
        ("address", ParagraphKind::Address),
    ];
    roles.into_iter().find(|(class, _)| attributes.is(&[class])).map(|(_, role)| role)
}

/// A last paragraph that begins with a dash says whose words a quotation is.
fn attributed(mut blocks: Vec<Block>) -> Vec<Block> {
    if blocks.len() > 1
        && let Some(Block { kind: BlockKind::Paragraph(last), .. }) = blocks.last_mut()
        && let Some(Inline { kind: InlineKind::Text { text }, .. }) = last.content.first()
        && text.starts_with(['–', '—', '―'])
    {
        last.role = ParagraphKind::Attribution;
    }
    blocks
}

/// The lines of a poem: those of its paragraphs and blocks of lines; what else is in it stands around it.
fn poem(
    span: Span,
    blocks: Vec<Block>,
    language: Option<Language>,
    id: Option<String>,
    found: &mut Found<'_>,
) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    for block in blocks {
        let at = block.span;
        let stanzas = match block.kind {
            BlockKind::Verse { stanzas } => stanzas,
            BlockKind::Paragraph(Paragraph { role: ParagraphKind::Body, content }) => {
                let lines = lines_of(content);
                found.came.verses += lines.len();
                vec![Stanza { span: at, lines }]
            }
            kind => {
                out.push(Block { kind, ..block });
                continue;
            }
        };
        match out.last_mut().map(|last| &mut last.kind) {
            Some(BlockKind::Verse { stanzas: before }) => before.extend(stanzas),
            _ => out.push(Block::new(at, BlockKind::Verse { stanzas })),
        }
    }
    if let Some(first) = out.first_mut() {
        first.id = id.or_else(|| first.id.take());
    }
    match language {
        Some(language) => {
            let mut group = Block::new(span, BlockKind::Group { blocks: out });
            group.language = Some(language);
            vec![group]
        }
        None => out,
    }
}

/// The lines of a paragraph of verse, whose ends are forced or those of the file.
fn lines_of(content: Vec<Inline>) -> Vec<Line> {
    let mut lines: Vec<Vec<Inline>> = vec![Vec::new()];
    for inline in content {
        let ends =
            matches!(inline.kind, InlineKind::LineBreak) || inline.written.0 == Writing::LineEnd;
        match ends {
            true => lines.push(Vec::new()),
            false => lines.last_mut().expect("there is one").push(inline),
        }
    }
    let lines = lines.into_iter().map(super::blocks::trimmed).filter(|line| !line.is_empty());
    lines.map(line_of).collect()
}

fn line_of(mut content: Vec<Inline>) -> Line {
    let span =
        content.first().map_or(Span::new(crate::source::FileId(0), 0..0), |first| first.span);
    let mut indent = 0;
    if let Some(Inline { kind: InlineKind::Text { text }, .. }) = content.first_mut() {
        let bare = text.trim_start_matches(['\u{A0}', '\u{2003}', '\u{2002}', ' ']);
        let spaces = text[..text.len() - bare.len()].chars().count();
        indent = u16::try_from(spaces).unwrap_or(u16::MAX).min(40);
        *text = bare.to_owned();
    }
    Line { span, indent, number: None, before: None, content }
}

/// The words of a block.
pub(super) fn plain(block: &Block) -> String {
    let mut words = String::new();
    crate::ir::walk::blocks(std::slice::from_ref(block), &mut |block| {
        for line in crate::ir::walk::child_inlines(block) {
            words.push_str(&crate::ir::plain(line));
            words.push('\n');
        }
        if let BlockKind::Code { text, .. } = &block.kind {
            words.push_str(text);
            words.push('\n');
        }
    });
    words.trim_end().to_owned()
}
