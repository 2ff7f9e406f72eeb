//! Pictures that a text names and does not have: `[Illustration: Das Rad]` becomes a figure with a sheet in its place, to be
//! supplied by the editor.

use super::joined::Joined;
use super::lines::{LineRole, Lines};
use super::marks;
use crate::import::draft::{Draft, Item, Picture};
use crate::import::topic::Topic;
use crate::ir::{Block, BlockKind, Figure, Paragraph, ParagraphKind};
use crate::source::Span;

/// What such a line begins with.
const NAMES: [&str; 5] = ["[illustration", "[abbildung", "[bild", "[ill.", "[image"];
/// Over how many lines a caption may go.
const LONGEST: usize = 40;

/// The lines of a picture that begins with a line: up to the bracket that closes it, over empty lines, too.
pub(super) fn at(lines: &Lines, line: usize) -> Option<Vec<usize>> {
    let text = lines.line(line);
    let small: String = text.chars().take(14).flat_map(char::to_lowercase).collect();
    let name = NAMES.iter().find(|name| small.starts_with(**name))?;
    let behind = small[name.len()..].chars().next();
    if !behind.is_none_or(|c| matches!(c, ':' | ']' | ' ' | '.')) {
        return None;
    }
    let mut depth = 0_usize;
    let mut of = Vec::new();
    for at in (line..lines.all.len()).take(LONGEST) {
        if lines.all[at].role != LineRole::Text {
            continue;
        }
        of.push(at);
        for c in lines.line(at).chars() {
            match c {
                '[' => depth += 1,
                ']' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        if depth == 0 {
            return lines.line(at).ends_with(']').then_some(of);
        }
    }
    None
}

/// How much of the first line stands before the caption, in bytes.
pub(super) fn skip(first: &str) -> usize {
    let behind = first
        .find([':', ']'])
        .map_or(first.len(), |at| at + usize::from(first[at..].starts_with(':')));
    behind + first[behind..].len() - first[behind..].trim_start().len()
}

/// The figure, with what stands in place of its picture.
pub(super) fn figure(mut caption: Joined, span: Span, draft: &mut Draft) -> Item {
    caption.close();
    let number = draft.pictures.len() + 1;
    let path = format!("images/abbildung-{number}.svg");
    let content = marks::inlines(&caption);
    let alt = caption.text.trim().to_owned();
    let words = alt.chars().any(char::is_alphanumeric);
    let paragraph = BlockKind::Paragraph(Paragraph { role: ParagraphKind::Body, content });
    let figure = Figure {
        path: path.clone(),
        path_span: span,
        alt: if words { alt } else { format!("Abbildung {number}") },
        decorative: false,
        description: None,
        width: None,
        caption: if words { vec![Block::new(span, paragraph)] } else { Vec::new() },
    };
    draft.report.doubt(
        span,
        Topic::Picture,
        format!("a picture is named here and not in the file; `{path}` stands in its place"),
    );
    draft.pictures.push(Picture { path: path.clone(), bytes: SHEET.as_bytes().to_vec() });
    let mut item = Item::new(Block::new(span, BlockKind::Figure(Box::new(figure))));
    item.looks.push(format!(
        "the picture is to be supplied, and its alternative text; {path} is an empty sheet"
    ));
    item
}

/// An empty sheet with a frame.
const SHEET: &str = concat!(
    r#"<svg xmlns="http://www.w3.org/2000/svg" width="600" height="400" viewBox="0 0 600 400">"#,
    r##"<rect x="2" y="2" width="596" height="396" fill="#ffffff" stroke="#888888" stroke-width="2"/>"##,
    r##"<path d="M2 2L598 398M598 2L2 398" stroke="#888888" stroke-width="1"/></svg>"##,
    "\n"
);
