//! The text of sections: what the draft says, with the calls and comments that were decided on put into it, notes at the end.

use crate::import::topic::Topic;
use std::collections::{HashMap, HashSet, VecDeque};
use std::ops::Range;

use super::headings::Heading;
use super::notes::{Mark, Note, Notes, Put};
use super::numerals::digit;
use super::outline::{Block, Outline, Section};
use super::source::{Line, item_at, push_said};
use crate::djot::{Content, carried};
use crate::import::draft::{EDITORS, Item, LinkedNote};
use crate::import::report::Report;
use crate::ir::{
    self, AsWritten, Beside, BlockKind, Comment, Inline, InlineKind, Name, Names, Paragraph,
    ParagraphKind, SectionId, SeriesId, walk,
};
use crate::source::{FileId, Span};

/// What the text of sections is made of: the draft's own blocks and notes, which move into them.
pub(super) struct Material<'t> {
    text: &'t str,
    lines: Vec<Line>,
    items: Vec<Item>,
    /// By item: whether a note is cut out of it, so that it has to stay as it is until the end.
    shared: Vec<bool>,
    /// The notes that the file links; none where one is in its section.
    linked: Vec<Option<LinkedNote>>,
}

impl<'t> Material<'t> {
    /// Of a text, what its lines were found to be, and what the draft holds; `notes` says what is cut out.
    pub(super) fn new(
        text: &'t str,
        lines: Vec<Line>,
        (items, linked): (Vec<Item>, Vec<LinkedNote>),
        notes: &Notes,
    ) -> Self {
        let mut shared = vec![false; items.len()];
        for note in notes.by_section.iter().flatten() {
            for (n, range) in note.paragraphs.iter().enumerate() {
                let start = if n == 0 { note.start.min(range.start) } else { range.start };
                let from = item_at(&lines, start);
                let behind = lines[from..].iter().take_while(|line| line.range.start < range.end);
                let ends = from + behind.count().max(1);
                shared[from..ends.min(items.len())].fill(true);
            }
        }
        let linked = linked.into_iter().map(Some).collect();
        Self { text, lines, items, shared, linked }
    }

    /// A block of the draft: the block itself, where nothing else is made of it.
    fn take(&mut self, item: usize) -> ir::Block {
        let block = &mut self.items[item].block;
        match self.shared[item] {
            true => block.clone(),
            false => std::mem::replace(block, ir::Block::new(block.span, BlockKind::ThematicBreak)),
        }
    }
}

/// What the files of all sections hold.
pub(super) fn contents(
    material: Material,
    outline: &Outline,
    notes: &Notes,
    report: &mut Report,
) -> Vec<Content> {
    let labelled = material.linked.iter().enumerate();
    let mut left: HashMap<String, usize> =
        labelled.filter_map(|(n, note)| Some((note.as_ref()?.label.clone(), n))).collect();
    let mut composer = Composer::new(material, notes);
    let mut composed = Vec::with_capacity(outline.sections.len());
    let sections = outline.sections.iter().zip(&notes.by_section);
    for (n, (section, own)) in sections.enumerate() {
        composer.begin(SectionId::nth(n));
        composer.section(section, own);
        composer.linked(&mut left);
        if n + 1 == outline.sections.len() {
            composer.uncalled_linked(report);
        }
        let mut content = std::mem::take(&mut composer.content);
        content.blocks.shrink_to_fit();
        content.notes.shrink_to_fit();
        composed.push(content);
    }
    composed
}

/// A section while it is put together.
struct Composer<'a, 't> {
    material: Material<'t>,
    notes: &'a Notes,
    names: Names,
    content: Content,
    /// The labels that are called, in order.
    called: Vec<String>,
    /// Offset in the text of what comes next.
    at: usize,
    /// What of the text is wanted.
    wanted: Range<usize>,
}

impl<'a, 't> Composer<'a, 't> {
    fn new(material: Material<'t>, notes: &'a Notes) -> Self {
        Self {
            material,
            notes,
            names: Names::for_section(SectionId::default()),
            content: Content::default(),
            called: Vec::new(),
            at: 0,
            wanted: 0..0,
        }
    }

    /// Begins a section.
    fn begin(&mut self, section: SectionId) {
        self.names = Names::for_section(section);
        self.called.clear();
    }

    fn section(&mut self, section: &Section, own: &'a [Note]) {
        if let Some(heading) = &section.heading {
            let id = self.headed(heading).id.clone();
            let title = heading.title.start;
            let heading = self.heading(heading);
            self.content.heading = Some((heading, id));
            self.looks(title, Beside::Heading);
        } else if let Some(title) = section.title.as_ref().filter(|_| section.found_on_page) {
            let title = vec![Inline::text(nowhere(), said(title))];
            let heading =
                ir::Heading { level: 1, number: None, title, subtitle: None, short: None };
            self.content.heading = Some((heading, None));
            self.comment("look: the heading is supplied; the page has none", Beside::Heading);
        }
        for block in &section.blocks {
            match block {
                Block::Heading(heading) => {
                    let kind = BlockKind::Heading(Box::new(self.heading(heading)));
                    let mut block = ir::Block::new(nowhere(), kind);
                    let marked = self.headed(heading);
                    block.id.clone_from(&marked.id);
                    block.language.clone_from(&marked.language);
                    let name = self.push(block);
                    self.looks_at(name, heading.title.start);
                }
                Block::Item(item) => self.item(*item),
                Block::Break => {
                    self.push(ir::Block::new(nowhere(), BlockKind::ThematicBreak));
                }
            }
        }
        let called: HashSet<String> = self.called.iter().cloned().collect();
        let (called, others): (Vec<&Note>, Vec<&Note>) =
            own.iter().partition(|note| called.contains(&note.label));
        others.into_iter().for_each(|note| self.uncalled(note));
        called.into_iter().for_each(|note| self.note(note));
    }

    fn push(&mut self, mut block: ir::Block) -> Name {
        self.names.name(&mut block.name);
        let name = block.name;
        self.content.blocks.push(block);
        name
    }

    /// The questions that a reader has at the item which holds an offset.
    fn looks(&mut self, offset: usize, place: Beside) {
        let item = item_at(&self.material.lines, offset);
        for look in self.material.items[item].looks.clone() {
            self.comment(&format!("look: {look}"), place);
        }
    }

    fn looks_at(&mut self, name: Name, offset: usize) {
        if let Some(id) = name.own() {
            self.looks(offset, Beside::Before(id));
        }
    }

    fn comment(&mut self, text: &str, place: Beside) {
        let text = carried(text).map(|c| if c.is_whitespace() { ' ' } else { c });
        let text: String =
            text.filter(|c| !matches!(c, '%' | '{' | '}' | '`') && !c.is_control()).collect();
        let text = format!(" {} ", text.trim());
        self.content.comments.push(Comment { span: nowhere(), text, place });
    }

    fn heading(&mut self, heading: &Heading) -> ir::Heading {
        let number = heading.number.clone().map(|range| self.cut(&range));
        let mut title = self.cut(&heading.title);
        // A number is words alone: notes that it calls are called by the title.
        walk::nested(number.as_deref().unwrap_or_default(), &mut |inline| match inline.kind {
            InlineKind::NoteCall { .. } => title.push(inline.clone()),
            InlineKind::PageMarker { .. } => title.insert(0, inline.clone()),
            _ => {}
        });
        let number = number.map(|number| walk::plain_text(&number).trim().to_owned());
        let subtitle = match &self.headed(heading).kind {
            BlockKind::Heading(marked) => marked.subtitle.as_deref().map(said),
            _ => None,
        };
        ir::Heading { level: heading.level, number, title, subtitle, short: None }
    }

    /// The block of the draft that is a heading.
    fn headed(&self, heading: &Heading) -> &ir::Block {
        let item = item_at(&self.material.lines, heading.title.start);
        &self.material.items[item].block
    }

    /// A block of the draft, with what was decided on put into it.
    fn item(&mut self, index: usize) {
        let range = self.material.lines[index].range.clone();
        self.at = range.start;
        self.wanted = range.clone();
        let mut block = self.material.take(index);
        self.rework(&mut block);
        let name = self.push(block);
        self.looks_at(name, range.start);
    }

    fn rework(&mut self, block: &mut ir::Block) {
        for line in walk::child_inlines_mut(block) {
            *line = self.line(line, false);
            self.at += 1;
        }
        for inner in walk::child_blocks_mut(block) {
            inner.iter_mut().for_each(|block| self.rework(block));
        }
    }

    /// A piece of the text as a line, with its calls and comments.
    fn cut(&mut self, range: &Range<usize>) -> Vec<Inline> {
        self.wanted = range.clone();
        let mut cut = Vec::new();
        // The number of a note may be a block of its own.
        for item in item_at(&self.material.lines, range.start)..self.material.lines.len() {
            self.at = self.material.lines[item].range.start;
            if self.at >= range.end && self.at > range.start {
                break;
            }
            let span = self.material.items[item].block.span;
            let away = ir::Block::new(span, BlockKind::ThematicBreak);
            let block = std::mem::replace(&mut self.material.items[item].block, away);
            let mut lines = Vec::new();
            all_lines(&block, &mut lines);
            for line in lines {
                let piece = self.line(line, false);
                if !cut.is_empty() && !piece.is_empty() {
                    cut.push(Inline::text(nowhere(), " "));
                }
                cut.extend(piece);
                self.at += 1;
            }
            self.material.items[item].block = block;
        }
        cut.shrink_to_fit();
        cut
    }

    /// What is wanted of a line.
    fn line(&mut self, line: &[Inline], raised: bool) -> Vec<Inline> {
        let mut out = Vec::new();
        for inline in line {
            match &inline.kind {
                InlineKind::Text { text } => self.text(inline, text, raised, &mut out),
                InlineKind::LineBreak => {
                    if self.wanted.contains(&self.at) {
                        out.push(inline.clone());
                    }
                    self.at += 1;
                }
                _ if inline.children().is_empty() => self.object(inline, &mut out),
                kind => {
                    let raised = raised || matches!(kind, InlineKind::Superscript { .. });
                    let content = self.line(inline.children(), raised);
                    let is_call =
                        |inline: &Inline| matches!(inline.kind, InlineKind::NoteCall { .. });
                    // what was raised, bold or in a link to show that it is a call is shown so anyhow
                    if content.iter().all(is_call) {
                        out.extend(content);
                    } else {
                        let mut whole = inline.clone();
                        whole.children_mut().expect("it has some").clone_from(&content);
                        out.push(whole);
                    }
                }
            }
        }
        out.shrink_to_fit();
        out
    }

    /// Something in a line that is no text.
    fn object(&mut self, inline: &Inline, out: &mut Vec<Inline>) {
        // The text ends with its last letter; what stands behind a space there is still of it.
        let ends = self.material.text[self.wanted.end..].starts_with('\n');
        if self.wanted.start <= self.at && (ends || self.at <= self.wanted.end) {
            if let InlineKind::NoteCall { label } = &inline.kind {
                self.called.push(label.clone());
            }
            out.push(inline.clone());
        }
        if let InlineKind::Code { text } = &inline.kind {
            self.at += text.len();
        }
    }

    /// A text, cut at the marks.
    fn text(&mut self, inline: &Inline, text: &str, raised: bool, out: &mut Vec<Inline>) {
        let mut shown = String::new();
        push_said(text, raised, &mut shown);
        let start = self.at;
        self.at += shown.len();
        let within = start.max(self.wanted.start)..self.at.min(self.wanted.end);
        if within.is_empty() {
            return;
        }
        let piece = |range: Range<usize>| {
            let piece = &shown[range.start - start..range.end - start];
            let piece = if raised { said(&plain_digits(piece)) } else { said(piece) };
            Inline { language: inline.language.clone(), ..Inline::text(nowhere(), piece) }
        };
        let notes = self.notes;
        let mut from = within.start;
        let wanted = self.wanted.clone();
        let around = |mark: &Mark| mark.range.start < wanted.start && mark.range.end >= wanted.end;
        let mut made = Vec::new();
        // A note within the text is cut out of the mark that takes its place.
        for mark in notes.marks_in(&within).iter().filter(|mark| !around(mark)) {
            let begins = mark.range.start.clamp(from, within.end);
            let ends = mark.range.end.clamp(begins, within.end);
            made.push(piece(from..begins));
            if matches!(mark.put, Put::Stays | Put::CallBehind(_)) {
                made.push(piece(begins..ends));
            }
            // A mark may reach over several pieces; it is set where it begins.
            if mark.range.start >= start {
                self.mark(mark, &mut made);
            }
            from = ends;
        }
        made.push(piece(from..within.end));
        let is_empty =
            |one: &Inline| matches!(&one.kind, InlineKind::Text { text } if text.is_empty());
        out.extend(made.into_iter().filter(|one| !is_empty(one)));
    }

    /// What a mark puts into the text, with its question to the editor.
    fn mark(&mut self, mark: &Mark, out: &mut Vec<Inline>) {
        match &mark.put {
            Put::Call(label) | Put::CallBehind(label) => {
                self.called.push(label.clone());
                out.push(Inline::new(nowhere(), InlineKind::NoteCall { label: label.clone() }));
            }
            Put::Page(label) => {
                out.push(Inline::new(nowhere(), InlineKind::PageMarker { label: label.clone() }));
            }
            Put::Nothing | Put::Stays => {}
        }
        let (Some(comment), Some(piece)) = (&mark.comment, out.last_mut()) else { return };
        self.names.name(&mut piece.name);
        if let Some(id) = piece.name.own() {
            self.comment(comment, Beside::Behind(id));
        }
    }

    /// A note, behind all else.
    fn note(&mut self, note: &Note) {
        let body = note.paragraphs.iter().map(|range| self.note_block(range)).collect();
        self.enter(note.label.clone(), body);
    }

    /// A paragraph of a note, or what stands in it as a block of its own.
    fn note_block(&mut self, range: &Range<usize>) -> ir::Block {
        let item = item_at(&self.material.lines, range.start);
        let block = &self.material.items[item].block;
        if self.material.lines[item].range != *range
            || matches!(block.kind, BlockKind::Paragraph(_))
        {
            return self.paragraph(range);
        }
        self.at = range.start;
        self.wanted = range.clone();
        let mut block = block.clone();
        self.rework(&mut block);
        block
    }

    fn enter(&mut self, label: String, body: Vec<ir::Block>) {
        let is_editors = label.split_once(':').is_some_and(|(series, _)| series == EDITORS);
        let series = SeriesId(u16::from(is_editors));
        let (span, place) = (nowhere(), AsWritten::default());
        self.content.notes.push(ir::Note { span, label, series, place, body });
    }

    fn paragraph(&mut self, range: &Range<usize>) -> ir::Block {
        let (role, content) = (ParagraphKind::Body, self.cut(range));
        ir::Block::new(nowhere(), BlockKind::Paragraph(Paragraph { role, content }))
    }

    /// A note of which no call was found: text as it stands on the page, with its number.
    fn uncalled(&mut self, note: &Note) {
        for (n, range) in note.paragraphs.iter().enumerate() {
            let start = if n == 0 { note.start } else { range.start };
            let paragraph = self.paragraph(&(start..range.end));
            let name = self.push(paragraph);
            if n == 0 {
                self.no_call(name, &note.label);
            }
        }
    }

    fn no_call(&mut self, name: Name, label: &str) {
        if let Some(id) = name.own() {
            let look = format!("look: no call of note {label} was found in the text");
            self.comment(&look, Beside::Before(id));
        }
    }

    /// The notes that the file itself links with calls of this section.
    fn linked(&mut self, left: &mut HashMap<String, usize>) {
        let mut called = VecDeque::from(std::mem::take(&mut self.called));
        while let Some(label) = called.pop_front() {
            let note = left.remove(&label).and_then(|note| self.material.linked[note].take());
            let Some(note) = note else { continue };
            // notes may call notes
            walk::inlines(&note.body, &mut |inline| {
                if let InlineKind::NoteCall { label } = &inline.kind {
                    called.push_back(label.clone());
                }
            });
            self.enter(label, note.body);
        }
    }

    /// The notes that the file links with calls that are nowhere.
    fn uncalled_linked(&mut self, report: &mut Report) {
        for note in std::mem::take(&mut self.material.linked).into_iter().flatten() {
            let label = &note.label;
            let message = format!("note {label} is called nowhere; kept as text");
            report.doubt(self.material.text.len(), Topic::Note, message);
            for (n, block) in note.body.into_iter().enumerate() {
                let name = self.push(block);
                if n == 0 {
                    self.no_call(name, label);
                }
            }
        }
    }
}

/// The lines of a block, outer before inner.
fn all_lines<'b>(block: &'b ir::Block, lines: &mut Vec<&'b [Inline]>) {
    lines.extend(walk::child_inlines(block));
    for inner in walk::child_blocks(block) {
        inner.iter().for_each(|block| all_lines(block, lines));
    }
}

/// Raised digits as plain ones.
fn plain_digits(text: &str) -> String {
    let plain =
        |c: char| digit(c).filter(|(_, raised)| *raised).and_then(|(d, _)| char::from_digit(d, 10));
    text.chars().map(|c| plain(c).unwrap_or(c)).collect()
}

/// A text without what no source carries.
fn said(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    out.extend(carried(text));
    out
}

/// What was imported has no place in a source file yet.
pub(super) fn nowhere() -> Span {
    Span::new(FileId(0), 0..0)
}
