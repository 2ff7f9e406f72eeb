//! Walks over blocks and inlines, and their letters.

use std::sync::Arc;

use super::{
    Arrangement, Block, BlockKind, Book, Formula, Inline, InlineKind, Language, Manuscript,
    Section, SectionId,
};

/// Calls `visit` with every block, outer before inner, in reading order.
pub fn blocks<'a>(list: &'a [Block], visit: &mut impl FnMut(&'a Block)) {
    for block in list {
        visit(block);
        for inner in child_blocks(block) {
            blocks(inner, visit);
        }
    }
}

/// Calls `visit` with every block, to be changed, outer before inner, in reading order.
pub fn blocks_mut(list: &mut [Block], visit: &mut impl FnMut(&mut Block)) {
    for block in list {
        visit(block);
        for inner in child_blocks_mut(block) {
            blocks_mut(inner, visit);
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

/// Calls `visit` with the id of everything in generated lists that links lead to.
pub fn entry_ids<'a>(list: &'a [Block], visit: &mut impl FnMut(&'a str)) {
    for block in list {
        match &block.kind {
            BlockKind::Index(index) => index.entries(&mut |entry| visit(&entry.id)),
            BlockKind::References { entries } => entries.iter().for_each(|e| visit(&e.id)),
            _ => {}
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

/// Calls `visit` with every inline of the book, generated ones and what citations say among them:
/// sections in order, then notes.
pub fn every_inline<'a>(book: &'a Book, visit: &mut impl FnMut(&'a Inline)) {
    inlines_of(&book.arrangement, &mut |inline| {
        visit(inline);
        nested(book.citations.said(inline), visit);
    });
}

/// Calls `visit` with every inline: sections in order, then notes.
pub fn inlines_of<'a>(arrangement: &'a Arrangement, visit: &mut impl FnMut(&'a Inline)) {
    arrangement.sections().for_each(|one| section(one, visit));
    arrangement.notes().for_each(|(_, note)| inlines(&note.body, visit));
}

/// Calls `visit` with every block: sections in order, then notes.
pub fn every_block<'a>(arrangement: &'a Arrangement, visit: &mut impl FnMut(&'a Block)) {
    arrangement.sections().for_each(|section| blocks(&section.blocks, visit));
    arrangement.notes().for_each(|(_, note)| blocks(&note.body, visit));
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
        for line in child_inlines_mut(block) {
            nested_mut(line, visit);
        }
        for inner in child_blocks_mut(block) {
            inlines_mut(inner, visit);
        }
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

/// Calls `visit` with every formula of the book, those that citations say among them: the blocks first, then those
/// within lines; and whether it stands on a line of its own.
pub fn formulas<'a>(book: &'a Book, visit: &mut impl FnMut(&'a Formula, bool)) {
    every_block(&book.arrangement, &mut |block| {
        if let BlockKind::Formula(formula) = &block.kind {
            visit(formula, true);
        }
    });
    every_inline(book, &mut |inline| {
        if let InlineKind::Formula(formula) = &inline.kind {
            visit(formula, false);
        }
    });
}

/// The lists of blocks right inside a block, in reading order.
#[must_use]
pub fn child_blocks(block: &Block) -> Vec<&[Block]> {
    match &block.kind {
        BlockKind::Quotation { blocks }
        | BlockKind::Epigraph { blocks }
        | BlockKind::Letter { blocks }
        | BlockKind::Drama { blocks }
        | BlockKind::Group { blocks } => vec![blocks],
        BlockKind::Figure(figure) => vec![&figure.caption],
        BlockKind::List(list) => list.items.iter().map(|item| item.blocks.as_slice()).collect(),
        BlockKind::Definitions { items } => {
            items.iter().map(|item| item.blocks.as_slice()).collect()
        }
        BlockKind::Table(table) => table.cells().map(|cell| cell.blocks.as_slice()).collect(),
        BlockKind::Paragraph(_)
        | BlockKind::Heading(_)
        | BlockKind::Verse { .. }
        | BlockKind::Index(_)
        | BlockKind::Captions { .. }
        | BlockKind::References { .. }
        | BlockKind::ThematicBreak
        | BlockKind::Formula(_)
        | BlockKind::Code { .. } => Vec::new(),
    }
}

/// The lines of inlines right inside a block, in reading order.
pub fn child_inlines(block: &Block) -> Vec<&[Inline]> {
    match &block.kind {
        BlockKind::Paragraph(paragraph) => vec![&paragraph.content],
        BlockKind::Heading(heading) => vec![&heading.title],
        BlockKind::Verse { stanzas } => {
            stanzas.iter().flat_map(|s| &s.lines).map(|line| line.content.as_slice()).collect()
        }
        BlockKind::Table(table) => vec![&table.caption],
        BlockKind::Definitions { items } => items.iter().map(|i| i.term.as_slice()).collect(),
        BlockKind::Index(index) => {
            let mut terms = Vec::new();
            index.entries(&mut |entry| terms.push(entry.term.as_slice()));
            terms
        }
        BlockKind::Captions { entries } => entries.iter().map(|e| e.caption.as_slice()).collect(),
        BlockKind::References { entries } => {
            entries.iter().flat_map(|e| [e.mark.as_slice(), e.content.as_slice()]).collect()
        }
        _ => Vec::new(),
    }
}

/// [`child_blocks`], to be changed.
pub(crate) fn child_blocks_mut(block: &mut Block) -> Vec<&mut Vec<Block>> {
    match &mut block.kind {
        BlockKind::Quotation { blocks }
        | BlockKind::Epigraph { blocks }
        | BlockKind::Letter { blocks }
        | BlockKind::Drama { blocks }
        | BlockKind::Group { blocks } => vec![blocks],
        BlockKind::Figure(figure) => vec![&mut figure.caption],
        BlockKind::List(list) => list.items.iter_mut().map(|item| &mut item.blocks).collect(),
        BlockKind::Definitions { items } => items.iter_mut().map(|i| &mut i.blocks).collect(),
        BlockKind::Table(table) => table.cells_mut().map(|cell| &mut cell.blocks).collect(),
        BlockKind::Paragraph(_)
        | BlockKind::Heading(_)
        | BlockKind::Verse { .. }
        | BlockKind::Index(_)
        | BlockKind::Captions { .. }
        | BlockKind::References { .. }
        | BlockKind::ThematicBreak
        | BlockKind::Formula(_)
        | BlockKind::Code { .. } => Vec::new(),
    }
}

/// [`child_inlines`], to be changed.
pub(crate) fn child_inlines_mut(block: &mut Block) -> Vec<&mut Vec<Inline>> {
    match &mut block.kind {
        BlockKind::Paragraph(paragraph) => vec![&mut paragraph.content],
        BlockKind::Heading(heading) => vec![&mut heading.title],
        BlockKind::Verse { stanzas } => {
            stanzas.iter_mut().flat_map(|s| &mut s.lines).map(|line| &mut line.content).collect()
        }
        BlockKind::Table(table) => vec![&mut table.caption],
        BlockKind::Definitions { items } => items.iter_mut().map(|i| &mut i.term).collect(),
        BlockKind::Index(index) => index
            .groups
            .iter_mut()
            .flat_map(|group| &mut group.entries)
            .flat_map(|entry| {
                std::iter::once(&mut entry.term)
                    .chain(entry.subs.iter_mut().map(|sub| &mut sub.term))
            })
            .collect(),
        BlockKind::Captions { entries } => entries.iter_mut().map(|e| &mut e.caption).collect(),
        BlockKind::References { entries } => {
            entries.iter_mut().flat_map(|e| [&mut e.mark, &mut e.content]).collect()
        }
        _ => Vec::new(),
    }
}

/// What a line of inlines is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    /// A heading.
    Heading,
    /// A line of verse.
    Verse,
    /// A caption, a cell of a table, a term of a list.
    Label,
    /// A paragraph.
    Prose,
}

/// Where a line of inlines stands.
#[derive(Debug, Clone, Copy)]
pub struct LineContext<'a> {
    /// What it is.
    pub kind: LineKind,
    /// The language around it.
    pub language: &'a Language,
    /// The section in whose file it stands.
    pub section: SectionId,
    /// Whether it belongs to a note.
    pub note: bool,
}

fn line_kind(block: &Block) -> LineKind {
    match &block.kind {
        BlockKind::Heading(_) => LineKind::Heading,
        BlockKind::Verse { .. } => LineKind::Verse,
        BlockKind::Paragraph(_) => LineKind::Prose,
        _ => LineKind::Label,
    }
}

/// Calls `visit` with every line of inlines that an editor wrote: sections in the order of the manifest,
/// then notes.
pub fn lines(manuscript: &Manuscript, visit: &mut impl FnMut(LineContext<'_>, &[Inline])) {
    for section in manuscript.sections.iter().filter(|section| !section.is_generated()) {
        let language = manuscript.language_of(section);
        if let Some(heading) = &section.heading {
            let context = heading_context(language, section.key);
            visit(context, &heading.title);
        }
        lines_of(&section.blocks, language, (section.key, false), visit);
    }
    for (section, note) in manuscript.notes() {
        let language = manuscript.language_of(section);
        lines_of(&note.body, language, (section.key, true), visit);
    }
}

fn heading_context(language: &Language, section: SectionId) -> LineContext<'_> {
    LineContext { kind: LineKind::Heading, language, section, note: false }
}

fn lines_of(
    list: &[Block],
    around: &Language,
    (section, note): (SectionId, bool),
    visit: &mut impl FnMut(LineContext<'_>, &[Inline]),
) {
    for block in list {
        let language = block.language.as_ref().unwrap_or(around);
        let context = LineContext { kind: line_kind(block), language, section, note };
        for line in child_inlines(block) {
            visit(context, line);
        }
        if let BlockKind::Table(table) = &block.kind {
            for cell in table.cells() {
                match cell.line() {
                    Some(line) => visit(context, line),
                    None => lines_of(&cell.blocks, language, (section, note), visit),
                }
            }
            continue;
        }
        for inner in child_blocks(block) {
            lines_of(inner, language, (section, note), visit);
        }
    }
}

/// [`lines`], to be changed; the notes of a section follow its text.
pub fn lines_mut(
    manuscript: &mut Manuscript,
    visit: &mut impl FnMut(LineContext<'_>, &mut Vec<Inline>),
) {
    for section in manuscript.sections.iter_mut().filter(|section| !section.is_generated()) {
        let section = Arc::make_mut(section);
        let own = section.language.as_ref();
        let language = own.unwrap_or(&manuscript.metadata.language).clone();
        if let Some(heading) = &mut section.heading {
            visit(heading_context(&language, section.key), &mut heading.title);
        }
        lines_of_mut(&mut section.blocks, &language, (section.key, false), visit);
        for note in &mut section.notes {
            lines_of_mut(&mut note.body, &language, (section.key, true), visit);
        }
    }
}

fn lines_of_mut(
    list: &mut [Block],
    around: &Language,
    (section, note): (SectionId, bool),
    visit: &mut impl FnMut(LineContext<'_>, &mut Vec<Inline>),
) {
    for block in list {
        let own = block.language.clone();
        let language = own.as_ref().unwrap_or(around);
        let context = LineContext { kind: line_kind(block), language, section, note };
        for line in child_inlines_mut(block) {
            visit(context, line);
        }
        for inner in child_blocks_mut(block) {
            lines_of_mut(inner, language, (section, note), visit);
        }
    }
}

/// All letters of inlines one after the other, whatever their look: what is compared and counted. What
/// people read is [`plain`](super::plain).
#[must_use]
pub fn plain_text(list: &[Inline]) -> String {
    let mut text = String::new();
    nested(list, &mut |inline| match &inline.kind {
        InlineKind::Text { text: piece } | InlineKind::Code { text: piece } => text.push_str(piece),
        InlineKind::LineBreak => text.push(' '),
        InlineKind::Formula(formula) => text.push_str(&formula.words()),
        _ => {}
    });
    text
}
