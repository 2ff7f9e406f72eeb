//! The texts of notes, without the marks that they begin with and what leads back.

use super::flow::{Flow, Place, is_mark};
use super::marks::mark;
use super::notes::{Note, Notes};
use super::tree::Id;
use crate::import::counts::words;
use crate::import::draft::LinkedNote;
use crate::ir::{Block, BlockKind, Inline, InlineKind, Paragraph, ParagraphKind, walk};

/// Reads the notes; also how many words were but their numbers.
pub(super) fn read(flow: &mut Flow<'_, '_>, notes: &Notes) -> (Vec<LinkedNote>, usize) {
    let mut numbers = 0;
    let bodies = notes.list.iter().map(|note| one(flow, note, &mut numbers)).collect();
    (bodies, numbers)
}

fn one(flow: &mut Flow<'_, '_>, note: &Note, numbers: &mut usize) -> LinkedNote {
    let known = flow.known;
    let first = note.nodes[0];
    let place = Place {
        role: ParagraphKind::Body,
        base: known.styles[first.index()],
        language: known.language,
        open: [false; 4],
        label: false,
        verse: false,
        raw: false,
    };
    // A way back that says the mark was it: what stands behind is text, if it is the same letter.
    let says_mark = |id: &Id| {
        known.notes.backs.contains(id)
            && known
                .tree
                .short(*id, 20)
                .and_then(|said| mark(&said))
                .is_some_and(|m| m == note.mark)
    };
    let shown =
        note.nodes.iter().flat_map(|node| known.tree.descend(*node)).any(|id| says_mark(&id));
    let mut body = flow.note(&note.nodes, place);
    *numbers += without_mark(&mut body, if shown { "" } else { &note.mark });
    body.retain(|block| match &block.kind {
        BlockKind::Paragraph(Paragraph { content, .. }) => !is_bare(content),
        _ => true,
    });
    LinkedNote::new(note.label.clone(), body)
}

/// Whether nothing but the remains of brackets stands in a line.
fn is_bare(content: &[Inline]) -> bool {
    let objects = content
        .iter()
        .any(|one| !matches!(one.kind, InlineKind::Text { .. }) && one.children().is_empty());
    !objects
        && walk::plain_text(content)
            .chars()
            .all(|c| c.is_whitespace() || "[](){}^↑↩\u{FE0E}".contains(c))
}

/// Takes the mark off the beginning, and what is left of brackets around a way back at both ends; how many words that was.
fn without_mark(body: &mut [Block], called: &str) -> usize {
    let Some(first) = body.first_mut().and_then(first_line) else { return 0 };
    let text: String = walk::plain_text(first).chars().take(40).collect();
    let around = |c: char| c.is_whitespace() || "[](){}^↑".contains(c);
    let inner = text.trim_start_matches(around);
    let end = inner.find(|c: char| around(c) || ".:,;".contains(c)).unwrap_or(inner.len());
    let own = mark(&inner[..end]).filter(|own| own == called);
    let mut length = text.len() - inner.len();
    // Brackets that open something of the text stay.
    let opened = text[..length].chars().filter(|c| "[({".contains(*c)).count();
    let closed = text[..length].chars().filter(|c| "])}".contains(*c)).count();
    if own.is_some() {
        length += end;
        let rest = &text[length..];
        length += rest.len()
            - rest
                .trim_start_matches(|c: char| around(c) && !"[({".contains(c) || ".:".contains(c))
                .len();
    } else if opened != closed {
        length = 0;
    } else if inner.starts_with(['.', ':']) && !inner.starts_with("..") {
        length += 1;
    }
    let rest = &text[length..];
    length += rest.len() - rest.trim_start().len();
    let taken = words(&text[..length]);
    cut(first, &mut text[..length].chars().count());
    super::line::trim(first);
    if let Some(line) = body.last_mut().and_then(last_line) {
        // Marks of ways back that were links.
        if let Some(Inline { kind: InlineKind::Text { text }, .. }) = line.last_mut() {
            let kept = text.trim_end_matches([' ', '\u{A0}', '↩', '↑', '\u{FE0E}', '^']).len();
            text.truncate(kept);
            for pair in ["[]", "()", "[ ]", "( )"] {
                if let Some(bare) = text.strip_suffix(pair) {
                    *text = bare.trim_end().to_owned();
                }
            }
        }
        super::line::trim(line);
    }
    taken
}

/// Takes so many characters off the beginning of a line.
fn cut(line: &mut Vec<Inline>, count: &mut usize) {
    while *count > 0 {
        let Some(first) = line.first_mut() else { return };
        if is_mark(first) {
            let mark = line.remove(0);
            cut(line, count);
            line.insert(0, mark);
            return;
        }
        match &mut first.kind {
            InlineKind::Text { text } => {
                let end = text.char_indices().nth(*count).map_or(text.len(), |(at, _)| at);
                *count -= text[..end].chars().count();
                text.drain(..end);
                if !text.is_empty() {
                    return;
                }
            }
            InlineKind::LineBreak => *count -= 1,
            _ => {
                let Some(content) = first.children_mut() else { return };
                cut(content, count);
                if !content.is_empty() {
                    return;
                }
            }
        }
        line.remove(0);
    }
}

fn first_line(block: &mut Block) -> Option<&mut Vec<Inline>> {
    match &mut block.kind {
        BlockKind::Paragraph(paragraph) => Some(&mut paragraph.content),
        BlockKind::Quotation { blocks } | BlockKind::Group { blocks } => {
            blocks.first_mut().and_then(first_line)
        }
        BlockKind::Verse { stanzas } => {
            stanzas.first_mut()?.lines.first_mut().map(|line| &mut line.content)
        }
        _ => None,
    }
}

fn last_line(block: &mut Block) -> Option<&mut Vec<Inline>> {
    match &mut block.kind {
        BlockKind::Paragraph(paragraph) => Some(&mut paragraph.content),
        _ => None,
    }
}

impl Flow<'_, '_> {
    /// The blocks of a note.
    fn note(&mut self, nodes: &[Id], place: Place<'_>) -> Vec<Block> {
        self.in_note = true;
        let blocks = self.inside(nodes, place);
        self.in_note = false;
        blocks
    }
}
