//! Walks over blocks and inlines, and the plain text of them.

use super::{Block, BlockKind, Heading, Inline, InlineKind, Section};

/// Calls `visit` with every block, outer before inner, in reading order.
pub fn blocks<'a>(list: &'a [Block], visit: &mut impl FnMut(&'a Block)) {
    for block in list {
        visit(block);
        for inner in child_blocks(block) {
            blocks(inner, visit);
        }
    }
}

/// Calls `visit` with every inline below the blocks, outer before inner, in reading order.
pub fn inlines<'a>(list: &'a [Block], visit: &mut impl FnMut(&'a Inline)) {
    for block in list {
        for line in child_inlines(block) {
            nested(line, visit);
        }
        for inner in child_blocks(block) {
            inlines(inner, visit);
        }
    }
}

/// Calls `visit` with every inline of a section, its heading's first.
pub fn section<'a>(section: &'a Section, visit: &mut impl FnMut(&'a Inline)) {
    if let Some(heading) = &section.heading {
        nested(&heading.title, visit);
    }
    inlines(&section.blocks, visit);
}

/// Calls `visit` with every inline of the list and below, outer before inner.
pub fn nested<'a>(list: &'a [Inline], visit: &mut impl FnMut(&'a Inline)) {
    for inline in list {
        visit(inline);
        nested(inline.children(), visit);
    }
}

/// Calls `visit` with every inline below the blocks, to be changed, outer before inner.
pub fn inlines_mut(list: &mut [Block], visit: &mut impl FnMut(&mut Inline)) {
    for block in list {
        blocks_inlines_mut(block, visit);
    }
}

/// Calls `visit` with every inline of the list and below, to be changed, outer before inner.
pub fn nested_mut(list: &mut [Inline], visit: &mut impl FnMut(&mut Inline)) {
    for inline in list {
        visit(inline);
        if let Some(children) = inline.children_mut() {
            nested_mut(children, visit);
        }
    }
}

fn blocks_inlines_mut(block: &mut Block, visit: &mut impl FnMut(&mut Inline)) {
    match &mut block.kind {
        BlockKind::Paragraph(paragraph) => nested_mut(&mut paragraph.content, visit),
        BlockKind::Heading(heading) => nested_mut(&mut heading.title, visit),
        BlockKind::Verse { stanzas } => {
            for line in stanzas.iter_mut().flat_map(|stanza| &mut stanza.lines) {
                nested_mut(&mut line.content, visit);
            }
        }
        BlockKind::Table(table) => {
            nested_mut(&mut table.caption, visit);
            for row in table.head.iter_mut().chain(&mut table.body) {
                for cell in &mut row.cells {
                    nested_mut(&mut cell.content, visit);
                }
            }
        }
        BlockKind::Quotation { blocks }
        | BlockKind::Epigraph { blocks }
        | BlockKind::Letter { blocks }
        | BlockKind::Group { blocks } => inlines_mut(blocks, visit),
        BlockKind::Figure(figure) => inlines_mut(&mut figure.caption, visit),
        BlockKind::List(list) => {
            for item in &mut list.items {
                inlines_mut(&mut item.blocks, visit);
            }
        }
        BlockKind::Definitions { items } => {
            for item in items {
                nested_mut(&mut item.term, visit);
                inlines_mut(&mut item.blocks, visit);
            }
        }
        BlockKind::ThematicBreak | BlockKind::Code { .. } => {}
    }
}

/// The lists of blocks right inside a block, in reading order.
fn child_blocks(block: &Block) -> Vec<&[Block]> {
    match &block.kind {
        BlockKind::Quotation { blocks }
        | BlockKind::Epigraph { blocks }
        | BlockKind::Letter { blocks }
        | BlockKind::Group { blocks } => vec![blocks],
        BlockKind::Figure(figure) => vec![&figure.caption],
        BlockKind::List(list) => list.items.iter().map(|item| item.blocks.as_slice()).collect(),
        BlockKind::Definitions { items } => {
            items.iter().map(|item| item.blocks.as_slice()).collect()
        }
        BlockKind::Paragraph(_)
        | BlockKind::Heading(_)
        | BlockKind::Verse { .. }
        | BlockKind::Table(_)
        | BlockKind::ThematicBreak
        | BlockKind::Code { .. } => Vec::new(),
    }
}

/// The lines of inlines right inside a block, in reading order.
fn child_inlines(block: &Block) -> Vec<&[Inline]> {
    match &block.kind {
        BlockKind::Paragraph(paragraph) => vec![&paragraph.content],
        BlockKind::Heading(heading) => vec![&heading.title],
        BlockKind::Verse { stanzas } => {
            stanzas.iter().flat_map(|s| &s.lines).map(|line| line.content.as_slice()).collect()
        }
        BlockKind::Table(table) => std::iter::once(table.caption.as_slice())
            .chain(
                table
                    .head
                    .iter()
                    .chain(&table.body)
                    .flat_map(|row| &row.cells)
                    .map(|cell| cell.content.as_slice()),
            )
            .collect(),
        BlockKind::Definitions { items } => items.iter().map(|i| i.term.as_slice()).collect(),
        _ => Vec::new(),
    }
}

/// The text of inlines without notes, page markers and pictures.
#[must_use]
pub fn plain_text(list: &[Inline]) -> String {
    let mut text = String::new();
    nested(list, &mut |inline| match &inline.kind {
        InlineKind::Text { text: piece } | InlineKind::Code { text: piece } => text.push_str(piece),
        InlineKind::LineBreak => text.push(' '),
        _ => {}
    });
    text
}

impl Heading {
    /// Number and title as plain text.
    #[must_use]
    pub fn plain_title(&self) -> String {
        let title = plain_text(&self.title);
        match &self.number {
            Some(number) => format!("{number} {title}").trim().to_owned(),
            None => title.trim().to_owned(),
        }
    }
}
