//! From elements to blocks: what runs through them all, the line that is open and what waits for the next block.

use std::collections::HashMap;

use super::calls::calls;
use super::indexes::Indexes;
use super::line::{Line, trim};
use super::links::{Links, Paths};
use super::marks::is_block_name;
use super::notes::Notes;
use super::pages::Pages;
use super::style::{Display, Style};
use super::tree::{Data, Id, Tree};
use super::verse::{self, May};
use crate::import::draft::Aside;
use crate::import::read::pictures::Pictures;
use crate::import::report::Report;
use crate::ir::{
    Block, BlockKind, Figure, IndexMark, Inline, InlineKind, Language, Paragraph, ParagraphKind,
    is_id,
};
use crate::source::Span;

/// What is known of the documents before they are read.
pub(in crate::import::read) struct Known<'t> {
    /// The documents.
    pub(in crate::import::read) tree: &'t Tree,
    /// How elements look.
    pub(in crate::import::read) styles: &'t [Style],
    /// Where links lead.
    pub(in crate::import::read) links: &'t Links,
    /// Where files are.
    pub(in crate::import::read) paths: &'t Paths,
    /// The notes.
    pub(in crate::import::read) notes: &'t Notes,
    /// Where pages begin.
    pub(in crate::import::read) pages: &'t Pages,
    /// The indexes.
    pub(in crate::import::read) indexes: &'t Indexes,
    /// What is no part of the text, and why.
    pub(in crate::import::read) furniture: &'t HashMap<Id, &'static str>,
    /// The language of the whole.
    pub(in crate::import::read) language: Option<&'t Language>,
    /// Whether they are a piece of another text, which knows where links lead.
    pub(in crate::import::read) is_piece: bool,
}

/// What holds where an element stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'c> {
    /// What a paragraph does here.
    pub(super) role: ParagraphKind,
    /// How text looks here that nothing is done to.
    pub(super) base: Style,
    /// The language that what stands around says.
    pub(super) language: Option<&'c Language>,
    /// Whether text is in italics, bold, in small capitals, letterspaced by what is open in the line.
    pub(super) open: [bool; 4],
    /// Whether the line is that of a heading, a caption or a term.
    pub(super) label: bool,
    /// Whether the end of a line may be that of a verse.
    pub(super) verse: bool,
    /// Whether spaces at the beginning of lines are kept, for they indent verse.
    pub(super) raw: bool,
}

/// The mapper.
pub(in crate::import::read) struct Flow<'t, 'p> {
    pub(super) known: &'t Known<'t>,
    pub(super) pictures: &'t mut Pictures<'p>,
    /// The ids that links lead to, by element.
    pub(super) wanted: HashMap<Id, String>,
    /// Ids that are no element's own, by the id that stands for them.
    pub(super) aliases: HashMap<String, String>,
    pub(super) out: Vec<Block>,
    pub(super) line: Line,
    /// Whether a note is read, and not the text around it.
    pub(super) in_note: bool,
    /// Where the line begins.
    line_at: Option<Span>,
    /// Ids and marks of pages that the next block takes.
    pending_ids: Vec<String>,
    pending_marks: Vec<Inline>,
    /// The mark of an index that goes around the element that comes next.
    pub(super) wrapped: Option<IndexMark>,
    /// What stands in the place of elements whose text is none of the line: the TeX of formulas or their signs; of drawings what is set aside.
    pub(super) instead: HashMap<Id, String>,
    /// Where the last verse stands that was known by its shape.
    pub(super) shaped: Option<Span>,
    /// How many words were set aside that are none of the text: addresses, words for pictures.
    pub(super) beside: usize,
    /// What is no part of the text.
    pub(in crate::import::read) aside: Vec<Aside>,
    /// What was decided.
    pub(in crate::import::read) report: Report<Span>,
}

impl<'t, 'p> Flow<'t, 'p> {
    /// A mapper of documents.
    pub(in crate::import::read) fn new(
        known: &'t Known<'t>,
        pictures: &'t mut Pictures<'p>,
    ) -> Self {
        let mut flow = Self {
            known,
            pictures,
            wanted: HashMap::new(),
            aliases: HashMap::new(),
            out: Vec::new(),
            line: Line::default(),
            in_note: false,
            line_at: None,
            pending_ids: Vec::new(),
            pending_marks: Vec::new(),
            wrapped: None,
            instead: HashMap::new(),
            shaped: None,
            beside: 0,
            aside: Vec::new(),
            report: Report::default(),
        };
        flow.name_targets();
        flow
    }

    /// Gives an id to all that links lead to.
    fn name_targets(&mut self) {
        let tree = self.known.tree;
        let mut used: HashMap<String, usize> = HashMap::new();
        for (link, target) in self.known.links.all() {
            let beside = || tree.ancestors(*link).any(|up| self.known.furniture.contains_key(&up));
            let is_note = self.known.notes.links.contains(link);
            if is_note || self.wanted.contains_key(target) || beside() {
                continue;
            }
            let own = tree.attr(*target, "id").or(tree.attr(*target, "name")).unwrap_or("stelle");
            let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
            let plain = own.chars().map(|c| if allowed(c) { c } else { '-' });
            let plain: String = plain.take(60).collect();
            let mut id = if is_id(&plain) { plain } else { format!("id-{plain}") };
            while let Some(count) = used.get_mut(&id) {
                *count += 1;
                id = format!("{id}-{count}");
            }
            used.insert(id.clone(), 1);
            self.wanted.insert(*target, id);
        }
    }

    /// The blocks of a document.
    pub(in crate::import::read) fn document(&mut self, root: Id) -> Vec<Block> {
        let place = Place {
            role: ParagraphKind::Body,
            base: self.known.styles[root.index()],
            language: self.known.language,
            open: [false; 4],
            label: false,
            verse: true,
            raw: false,
        };
        self.inside(&[root], place)
    }

    /// The blocks of some nodes.
    pub(super) fn inside(&mut self, nodes: &[Id], place: Place<'_>) -> Vec<Block> {
        let out = std::mem::take(&mut self.out);
        let line = std::mem::take(&mut self.line);
        let at = self.line_at.take();
        for node in nodes {
            self.node(*node, place);
        }
        self.end_line(place);
        self.leave_marks();
        self.line_at = at;
        let soft = self.line.soft;
        self.line = line;
        self.line.soft += soft;
        std::mem::replace(&mut self.out, out)
    }

    /// The blocks of what stands in an element.
    pub(super) fn within(&mut self, id: Id, place: Place<'_>) -> Vec<Block> {
        let children: Vec<Id> = self.known.tree.children(id).collect();
        self.inside(&children, place)
    }

    /// What stands in an element, into what is open.
    pub(super) fn children(&mut self, id: Id, place: Place<'_>) {
        let mut next = self.known.tree.first(id);
        while let Some(child) = next {
            self.node(child, place);
            next = self.known.tree.next(child);
        }
    }

    /// What stands in an element as one line.
    pub(super) fn one_line(&mut self, id: Id, place: Place<'_>) -> Vec<Inline> {
        let place =
            Place { base: self.known.styles[id.index()], label: true, verse: false, ..place };
        let mut line: Vec<Inline> = Vec::new();
        for block in self.within(id, place) {
            let own = block.id.clone();
            if let Some(id) = own {
                self.pending_ids.push(id);
            }
            let pieces = lines_of(block);
            for piece in pieces.into_iter().filter(|piece| !piece.is_empty()) {
                if let Some(last) = line.last() {
                    line.push(Inline::new(last.span, InlineKind::LineBreak));
                }
                line.extend(piece);
            }
        }
        line
    }

    /// A node, into what is open.
    pub(super) fn node(&mut self, id: Id, place: Place<'_>) {
        let tree = self.known.tree;
        let elsewhere = !self.in_note && self.known.notes.taken.contains(&id);
        if elsewhere || self.known.notes.backs.contains(&id) {
            return;
        }
        let element = match tree.data(id) {
            Data::Text(text) => {
                let span = tree.span(id);
                let blank = text.trim().is_empty();
                if !blank {
                    self.begin_line(span);
                }
                match self.known.styles[id.index()].lines && !blank {
                    true => self.text_of_lines(text, span),
                    false => self.line.text(text, span),
                }
                return;
            }
            Data::Root => return self.children(id, place),
            Data::Element(element) => element,
        };
        if let Some(why) = self.known.furniture.get(&id) {
            return self.set_aside(id, why);
        }
        let name = tree.name(id);
        if name.is_empty() && self.foreign(id, &element.name.local, place) {
            return;
        }
        let style = self.known.styles[id.index()];
        let page = self.known.pages.get(&id);
        // Numbers of pages are often hidden: they are marks nevertheless.
        let hidden = style.display == Display::None && page.is_none() && !self.is_inside(id);
        if hidden && !matches!(name, "head" | "script" | "style") {
            return self.hidden(id, place);
        }
        if let Some(wanted) = self.wanted.get(&id) {
            self.pending_ids.push(wanted.clone());
        }
        let wrapped = self.index_marks(id, style);
        if let Some(label) = page {
            let kind = InlineKind::PageMarker { label: label.clone() };
            return self.mark(Inline::new(tree.span(id), kind));
        }
        if let Some(note) = self.known.notes.calls.get(&id) {
            let label = self.known.notes.list[*note].label.clone();
            self.begin_line(tree.span(id));
            return self.line.object(Inline::new(tree.span(id), InlineKind::NoteCall { label }));
        }
        if self.void(id, name, place) {
            return;
        }
        let block = match style.display {
            Display::Block => true,
            Display::Inline => {
                is_block_name(name) && matches!(name, "table" | "figure" | "ul" | "ol" | "hr")
            }
            _ => is_block_name(name),
        };
        match block {
            true => self.block(id, name, style, place),
            false => {
                self.wrapped = wrapped;
                self.inline(id, name, style, place);
            }
        }
    }

    /// Whether it holds the note that it calls.
    fn is_inside(&self, id: Id) -> bool {
        let notes = self.known.notes;
        notes.calls.get(&id).is_some_and(|note| notes.list[*note].inside == Some(id))
    }

    /// A text in which the ends of lines count.
    fn text_of_lines(&mut self, text: &str, span: Span) {
        for (n, line) in text.lines().enumerate() {
            // The end of a line behind a break is that break.
            if n > 0 && !(n == 1 && self.line.is_broken()) {
                self.line.line_break(span);
            }
            self.line.text(line, span);
        }
    }

    /// Sets an element aside.
    pub(super) fn set_aside(&mut self, id: Id, why: &'static str) {
        let tree = self.known.tree;
        let words = super::said::words(tree, id);
        if !words.is_empty() {
            self.aside.push(Aside { span: tree.span(id), why, words });
        }
    }

    /// Notes that a line begins here.
    pub(super) fn begin_line(&mut self, span: Span) {
        if self.line.is_empty() {
            self.line_at = Some(span);
            let marks = std::mem::take(&mut self.pending_marks);
            marks.into_iter().for_each(|mark| self.line.object(mark));
        }
    }

    /// A mark of a page: in the line that is open, or in the next.
    pub(super) fn mark(&mut self, mark: Inline) {
        match self.line.is_empty() {
            true => self.pending_marks.push(mark),
            false => self.line.object(mark),
        }
    }

    /// Marks with nothing behind them get a line of their own.
    fn leave_marks(&mut self) {
        if self.pending_marks.is_empty() {
            return;
        }
        let marks = std::mem::take(&mut self.pending_marks);
        if let Some(last) = self.out.last_mut().and_then(last_line) {
            last.extend(marks);
        } else {
            self.pending_marks = marks;
        }
    }

    /// Marks that no block took, as a paragraph.
    pub(in crate::import::read) fn left(&mut self) -> Vec<Block> {
        let marks = std::mem::take(&mut self.pending_marks);
        let Some(span) = marks.first().map(|mark| mark.span) else { return Vec::new() };
        vec![self.paragraph(marks, ParagraphKind::Body, span)]
    }

    /// Ends the line: a paragraph, several, verse or a picture.
    pub(super) fn end_line(&mut self, place: Place<'_>) {
        let mut content = self.line.take();
        let at = self.line_at.take();
        calls(&mut content);
        if place.raw && !content.is_empty() {
            let span = at.unwrap_or(content[0].span);
            let block = self.paragraph(content, place.role, span);
            return self.push(block);
        }
        trim(&mut content);
        let Some(first) = content.first() else { return };
        let span = at.unwrap_or(first.span);
        if content.iter().all(is_mark) {
            self.pending_marks.extend(content);
            return;
        }
        let alone = content
            .iter()
            .all(|one| matches!(one.kind, InlineKind::Image { .. } | InlineKind::LineBreak));
        if alone && !place.label {
            for one in content {
                if let Some(figure) = Figure::of_image(&one) {
                    self.push(Block::new(one.span, BlockKind::Figure(Box::new(figure))));
                }
            }
            return;
        }
        let may = match place.verse && place.role == ParagraphKind::Body {
            true if self.is_behind_verse() => May::GoOn,
            true => May::BeVerse,
            false => May::BeLines,
        };
        for (kind, span) in verse::broken(content, span, may) {
            match kind {
                verse::Broken::Prose(content) => {
                    let block = self.paragraph(content, place.role, span);
                    self.push(block);
                }
                verse::Broken::Verse(stanzas) => self.shaped_verse(stanzas, span),
            }
        }
    }

    fn paragraph(&self, content: Vec<Inline>, role: ParagraphKind, span: Span) -> Block {
        Block::new(span, BlockKind::Paragraph(Paragraph { role, content }))
    }

    /// Adds a block, with the id that waits for one.
    pub(super) fn push(&mut self, mut block: Block) {
        let mut ids = std::mem::take(&mut self.pending_ids).into_iter();
        if block.id.is_none() {
            block.id = ids.next();
        }
        if let Some(own) = &block.id {
            self.aliases.extend(ids.map(|id| (id, own.clone())));
        }
        self.out.push(block);
    }

    /// The id of an element that links lead to waits for the next block.
    pub(super) fn pending(&mut self, id: Id) {
        self.pending_ids.extend(self.wanted.get(&id).cloned());
    }

    /// Ids that wait now, for who takes them himself.
    pub(super) fn take_ids(&mut self) -> Vec<String> {
        std::mem::take(&mut self.pending_ids)
    }

    /// Gives ids back to wait for the next block.
    pub(super) fn wait(&mut self, ids: Vec<String>) {
        self.pending_ids.splice(0..0, ids);
    }

    /// Marks of pages that wait now.
    pub(super) fn take_marks(&mut self) -> Vec<Inline> {
        std::mem::take(&mut self.pending_marks)
    }
}

/// Whether an inline marks nothing but a place.
pub(super) fn is_mark(inline: &Inline) -> bool {
    match &inline.kind {
        InlineKind::PageMarker { .. } => true,
        InlineKind::IndexMark { content, .. } => content.is_empty(),
        _ => false,
    }
}

/// The last line of text in a block.
fn last_line(block: &mut Block) -> Option<&mut Vec<Inline>> {
    match &mut block.kind {
        BlockKind::Paragraph(paragraph) => Some(&mut paragraph.content),
        BlockKind::Quotation { blocks }
        | BlockKind::Group { blocks }
        | BlockKind::Letter { blocks } => blocks.last_mut().and_then(last_line),
        BlockKind::List(list) => list.items.last_mut()?.blocks.last_mut().and_then(last_line),
        BlockKind::Verse { stanzas } => {
            stanzas.last_mut()?.lines.last_mut().map(|line| &mut line.content)
        }
        _ => None,
    }
}

/// The lines of a block, for what holds but lines.
pub(super) fn lines_of(block: Block) -> Vec<Vec<Inline>> {
    let span = block.span;
    match block.kind {
        BlockKind::Paragraph(paragraph) => vec![paragraph.content],
        BlockKind::Heading(heading) => vec![heading.title],
        BlockKind::Code { text, .. } => vec![vec![Inline::new(span, InlineKind::Code { text })]],
        BlockKind::Formula(formula) => vec![vec![Inline::new(span, InlineKind::Formula(formula))]],
        BlockKind::Verse { stanzas } => {
            stanzas.into_iter().flat_map(|stanza| stanza.lines).map(|line| line.content).collect()
        }
        BlockKind::Figure(figure) => {
            let Figure { path, alt, decorative, caption, .. } = *figure;
            let image = Inline::new(span, InlineKind::Image { path, alt, decorative });
            std::iter::once(vec![image]).chain(caption.into_iter().flat_map(lines_of)).collect()
        }
        BlockKind::Quotation { blocks }
        | BlockKind::Epigraph { blocks }
        | BlockKind::Letter { blocks }
        | BlockKind::Drama { blocks }
        | BlockKind::Group { blocks } => blocks.into_iter().flat_map(lines_of).collect(),
        BlockKind::List(list) => {
            list.items.into_iter().flat_map(|item| item.blocks).flat_map(lines_of).collect()
        }
        BlockKind::Definitions { items } => items
            .into_iter()
            .flat_map(|item| {
                std::iter::once(item.term).chain(item.blocks.into_iter().flat_map(lines_of))
            })
            .collect(),
        BlockKind::Table(table) => {
            let cells = table.head.into_iter().chain(table.body).flat_map(|row| row.cells);
            let cells = cells.flat_map(|cell| cell.blocks).flat_map(lines_of);
            std::iter::once(table.caption).chain(cells).collect()
        }
        _ => Vec::new(),
    }
}
