//! The text of an OpenDocument: paragraphs, headings, lists and tables in their order.

use crate::import::topic::Topic;
use std::collections::HashMap;
use std::rc::Rc;

use super::inlines::plain;
use super::lists::{LEVELS, ListStyle};
use super::styles::{Style, Styles};
use crate::import::read::office::{
    DEEPEST, Document, Face, Form, Line, Look, Note, Para, Part, Place, Role, attr, child,
    elements, name, several,
};
use crate::import::read::package::Package;
use crate::ir::InlineKind;
use crate::source::Span;
use crate::xml::read::Node;

/// Goes through a document.
pub(super) struct Walker<'a, 'w, 'b> {
    /// What is found.
    pub(super) document: &'w mut Document,
    pub(super) package: &'w mut Package<'b>,
    pub(super) styles: Styles,
    /// The bodies of the notes, in the order of their calls.
    pub(super) bodies: Vec<Node<'a>>,
    /// How many notes of both kinds were called.
    pub(super) kinds: (usize, usize),
    /// What tracked changes say: id to who, and what was deleted.
    pub(super) changed: HashMap<String, Change>,
    /// Words that comments, insertions and marks of an index speak of, while they are read.
    pub(super) spoken_of: HashMap<String, String>,
    /// What belongs to the paragraph that is read.
    pub(super) open: Open<'a>,
    /// What is told once for all its places.
    once: Vec<(Topic, &'static str, Span, usize)>,
    /// The numbers of headings.
    outline: [u64; LEVELS],
    /// How far lists have counted, by the id that others go on with: the list and its numbers.
    counted: HashMap<String, [u64; LEVELS]>,
    /// How far the last list of a style has counted.
    last: HashMap<String, [u64; LEVELS]>,
    /// How many lists there were.
    lists: u32,
    /// Whether a list that is made anew is read.
    contents: bool,
    apart: bool,
}

/// A tracked change.
#[derive(Debug, Clone, Default)]
pub(super) struct Change {
    /// Who made it.
    pub(super) author: String,
    /// The words that it deletes; none: it puts some in.
    pub(super) deleted: Option<String>,
}

/// A paragraph while it is read.
#[derive(Debug, Default)]
pub(super) struct Open<'a> {
    pub(super) line: Line,
    pub(super) looks: Vec<String>,
    pub(super) marks: Vec<String>,
    /// Pictures and boxes that stand beside the text.
    pub(super) beside: Vec<Beside<'a>>,
    pub(super) style: Rc<Style>,
    pub(super) base: Form,
    /// The styles of words that are open, the outermost first.
    pub(super) spans: Vec<Rc<Style>>,
    /// What words look like in these.
    pub(super) face: Face,
    sizes: HashMap<u16, usize>,
    letters: (usize, usize),
    pub(super) code: bool,
}

/// Something that stands beside a paragraph.
#[derive(Debug)]
pub(super) enum Beside<'a> {
    /// A picture, and what to ask of it.
    Picture(InlineKind, Vec<String>),
    /// Text in a box.
    Text(Node<'a>),
}

/// A list while it is read.
struct OpenList {
    list: u32,
    style: Rc<ListStyle>,
    numbers: [u64; LEVELS],
}

impl<'a, 'w, 'b> Walker<'a, 'w, 'b> {
    pub(super) fn new(
        document: &'w mut Document,
        package: &'w mut Package<'b>,
        styles: Styles,
    ) -> Self {
        Self {
            document,
            package,
            styles,
            bodies: Vec::new(),
            kinds: (0, 0),
            changed: HashMap::new(),
            spoken_of: HashMap::new(),
            open: Open::default(),
            once: Vec::new(),
            outline: [0; LEVELS],
            counted: HashMap::new(),
            last: HashMap::new(),
            lists: 0,
            contents: false,
            apart: false,
        }
    }

    /// The paragraphs and tables of the text, a cell, a note.
    pub(super) fn text(&mut self, node: Node<'a>, depth: usize) -> Vec<Part> {
        let mut parts = Vec::new();
        self.blocks(node, depth, &mut parts);
        parts
    }

    pub(super) fn blocks(&mut self, node: Node<'a>, depth: usize, parts: &mut Vec<Part>) {
        for own in elements(node) {
            match name(own) {
                "p" | "h" => self.paragraph(own, None, depth, parts),
                "list" => self.list(own, depth, parts),
                "table" => self.table(own, depth, parts),
                "section" | "index-title" if hidden(own) => self.aside(own, "hidden section"),
                "section" | "numbered-paragraph" | "index-title" => self.blocks(own, depth, parts),
                "table-of-content" | "illustration-index" | "table-index" | "object-index"
                | "user-index" | "alphabetical-index" => self.made_anew(own, depth, parts),
                "bibliography" => {
                    if let Some(body) = child(own, "index-body") {
                        self.blocks(body, depth, parts);
                    }
                }
                "frame" | "a" | "custom-shape" | "rect" | "ellipse" | "circle" | "line" | "g"
                | "control" | "change-start" | "change-end" | "change" | "bookmark"
                | "bookmark-start" | "annotation" => {
                    self.alone(own, depth, parts);
                }
                _ => {}
            }
        }
    }

    /// Something that stands between paragraphs.
    fn alone(&mut self, node: Node<'a>, depth: usize, parts: &mut Vec<Part>) {
        self.begin(&Rc::default());
        self.inline(node);
        let open = std::mem::take(&mut self.open);
        let span = self.document.log.here();
        if !open.line.is_empty() || !open.looks.is_empty() {
            let para =
                Para { line: open.line, looks: open.looks, marks: open.marks, ..Para::at(span) };
            parts.push(Part::Para(Box::new(para)));
        }
        self.beside(open.beside, depth, parts);
    }

    /// A list of contents or an index.
    fn made_anew(&mut self, node: Node<'a>, depth: usize, parts: &mut Vec<Part>) {
        let was = std::mem::replace(&mut self.contents, true);
        if let Some(body) = child(node, "index-body") {
            self.blocks(body, depth, parts);
        }
        self.contents = was;
    }

    pub(super) fn begin(&mut self, style: &Rc<Style>) {
        let tongues = &mut self.document.tongues;
        // Running text is measured against the text of no style, all else against its own.
        let base = match style.role {
            Role::Body | Role::NoIndent => {
                let normal = self.styles.paragraph("Standard");
                self.styles.face(&normal, &[], tongues).form
            }
            _ => self.styles.face(style, &[], tongues).form,
        };
        let face = self.styles.face(style, &[], tongues);
        let code = style.role == Role::Code;
        self.open = Open { style: Rc::clone(style), base, face, code, ..Open::default() };
    }

    fn paragraph(
        &mut self,
        node: Node<'a>,
        place: Option<Place>,
        depth: usize,
        parts: &mut Vec<Part>,
    ) {
        let span = self.document.log.paragraph();
        let style = attr(node, "style-name").or(attr(node, "cond-style-name")).unwrap_or_default();
        let style = self.styles.paragraph(style);
        self.begin(&style);
        self.content(node);
        let open = std::mem::take(&mut self.open);
        let level = attr(node, "outline-level").and_then(|level| level.parse::<u8>().ok());
        let role = match (name(node), style.role) {
            _ if self.contents => Role::Contents,
            ("h", Role::Title) => Role::Title,
            ("h", _) => Role::Heading(level.unwrap_or(1).max(1)),
            // What only looks like a heading is none by its own word.
            (_, role) => role,
        };
        let size = open
            .sizes
            .iter()
            .max_by_key(|(size, letters)| (**letters, **size))
            .map_or(0, |(size, _)| *size);
        let bold = open.letters.0 > 0 && open.letters.0 == open.letters.1;
        let is_heading = matches!(role, Role::Heading(_));
        let mut para = Para {
            role,
            list: place.filter(|_| !is_heading),
            look: Look { size, bold, centred: style.centred },
            marks: open.marks,
            looks: open.looks,
            rule: role == Role::Rule,
            apart: std::mem::take(&mut self.apart) || style.breaks,
            line: open.line.ended(),
            ..Para::at(Span::new(
                span.file,
                span.start as usize..self.document.log.here().end as usize,
            ))
        };
        if role == Role::Rule {
            para.role = Role::Body;
        }
        let numbered = para.line.says() && attr(node, "is-list-header") != Some("true");
        if let Role::Heading(level) = role
            && numbered
        {
            para.number = self.number(usize::from(level - 1).min(LEVELS - 1));
        }
        parts.push(Part::Para(Box::new(para)));
        self.beside(open.beside, depth, parts);
    }

    /// The number that a heading has by the outline.
    fn number(&mut self, at: usize) -> Option<String> {
        let level = self.styles.outline.level(at);
        let begun = self.outline[at] > 0;
        self.outline[at] = if begun { self.outline[at] + 1 } else { level.start };
        self.outline[at + 1..].fill(0);
        let number = self.styles.outline.shown(at, &self.outline)?;
        self.document.came.words += crate::import::counts::words(&number);
        Some(number)
    }

    /// Pictures and boxes beside a paragraph come behind it.
    pub(super) fn beside(&mut self, beside: Vec<Beside<'a>>, depth: usize, parts: &mut Vec<Part>) {
        for one in beside {
            match one {
                Beside::Picture(kind, looks) => {
                    let mut line = Line::default();
                    line.object(kind, Form::default(), &self.document.log);
                    let span = self.document.log.here();
                    parts.push(Part::Para(Box::new(Para { line, looks, ..Para::at(span) })));
                }
                Beside::Text(node) if depth >= DEEPEST => self.aside(node, "text nested too deep"),
                Beside::Text(node) => {
                    let first = parts.len();
                    self.blocks(node, depth + 1, parts);
                    // A box around a picture and its caption is no box of text.
                    let pictured = parts[first..].iter().any(|part| match part {
                        Part::Para(para) => para.line.has_picture(),
                        Part::Table(_) => false,
                    });
                    if !pictured && parts.len() > first {
                        let span = self.document.log.here();
                        let message =
                            "text of a box comes behind the paragraph beside which it stands";
                        self.document.report.doubt(span, Topic::Box, message.to_owned());
                    }
                }
            }
        }
    }

    fn list(&mut self, node: Node<'a>, depth: usize, parts: &mut Vec<Part>) {
        let style = attr(node, "style-name").unwrap_or_default().to_owned();
        let known = self.styles.lists.get(&style).map(Rc::clone).unwrap_or_default();
        let goes_on = attr(node, "continue-list").and_then(|id| self.counted.get(id).copied());
        let last = || self.last.get(&style).copied();
        let goes_on =
            goes_on.or_else(|| last().filter(|_| attr(node, "continue-numbering") == Some("true")));
        self.lists += 1;
        let mut open =
            OpenList { list: self.lists, style: known, numbers: goes_on.unwrap_or([0; LEVELS]) };
        self.entries(node, 0, &mut open, depth, parts);
        if let Some(id) = attr(node, "id") {
            self.counted.insert(id.to_owned(), open.numbers);
        }
        self.last.insert(style, open.numbers);
    }

    fn entries(
        &mut self,
        node: Node<'a>,
        level: usize,
        open: &mut OpenList,
        depth: usize,
        parts: &mut Vec<Part>,
    ) {
        if level >= LEVELS || depth + level >= 3 * DEEPEST {
            self.aside(node, "list nested too deep");
            return;
        }
        for entry in elements(node) {
            let header = match name(entry) {
                "list-item" => false,
                "list-header" => true,
                _ => continue,
            };
            let style = open.style.level(level);
            let mut first = !header;
            for own in elements(entry) {
                match name(own) {
                    "p" | "h" => {
                        if first && name(own) == "p" {
                            let start =
                                attr(entry, "start-value").and_then(|start| start.parse().ok());
                            let next = if open.numbers[level] > 0 {
                                open.numbers[level] + 1
                            } else {
                                style.start
                            };
                            open.numbers[level] = start.unwrap_or(next);
                            open.numbers[level + 1..].fill(0);
                        }
                        let place = Place {
                            list: open.list,
                            level: u8::try_from(level).unwrap_or(9),
                            numbering: style.numbering,
                            delimiter: style.delimiter,
                            number: open.numbers[level],
                            goes_on: !first,
                        };
                        self.paragraph(own, Some(place), depth, parts);
                        first = false;
                    }
                    "list" => {
                        let own_style =
                            attr(own, "style-name").and_then(|id| self.styles.lists.get(id));
                        let other = own_style.map(Rc::clone);
                        let was = other.map(|other| std::mem::replace(&mut open.style, other));
                        open.numbers[level + 1..].fill(0);
                        self.entries(own, level + 1, open, depth, parts);
                        if let Some(was) = was {
                            open.style = was;
                        }
                    }
                    "table" => self.table(own, depth, parts),
                    _ => self.alone(own, depth, parts),
                }
            }
        }
    }

    /// Counts words of a paragraph by their looks.
    pub(super) fn weigh(&mut self, text: &str) {
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        if letters > 0 {
            *self.open.sizes.entry(self.open.face.size).or_default() += letters;
            self.open.letters.0 += letters;
            self.open.letters.1 += if self.open.face.form.bold { letters } else { 0 };
        }
    }

    /// What is no part of the text, with its words.
    pub(super) fn aside(&mut self, node: Node<'_>, why: &'static str) {
        self.document.set_aside(plain(node), why);
    }

    /// Tells of something, once for all its places.
    pub(super) fn tell(&mut self, topic: Topic, message: &'static str) {
        let here = self.document.log.here();
        match self.once.iter_mut().find(|(own, said, ..)| *own == topic && *said == message) {
            Some((.., count)) => *count += 1,
            None => self.once.push((topic, message, here, 1)),
        }
    }

    /// Tells what was kept for the end.
    pub(super) fn finish(&mut self) {
        for (topic, message, span, count) in std::mem::take(&mut self.once) {
            let message =
                if count > 1 { format!("{message} ({count} places)") } else { message.to_owned() };
            self.document.report.doubt(span, topic, message);
        }
    }

    /// Reads the notes, in the order of their calls.
    pub(super) fn notes(&mut self) {
        if self.kinds.0 > 0 && self.kinds.1 > 0 {
            let (foot, end) = (several(self.kinds.0, "footnote"), several(self.kinds.1, "endnote"));
            let message = format!("{foot} and {end} became one series, numbered through");
            self.document.report.doubt(self.document.log.here(), Topic::Note, message);
        }
        let mut at = 0;
        while at < self.bodies.len() {
            let span = self.document.log.here();
            let parts = self.text(self.bodies[at], 1);
            at += 1;
            self.document.notes.push(Note { label: at.to_string(), parts, span });
            self.document.came.notes += 1;
        }
    }
}

/// Whether a section is not shown.
fn hidden(node: Node<'_>) -> bool {
    attr(node, "display") == Some("none")
}
