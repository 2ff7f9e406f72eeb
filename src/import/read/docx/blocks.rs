//! The body of a document of Word, and every other run of paragraphs in it: paragraphs and tables in their order.

use crate::import::topic::Topic;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::drawings::Drawing;
use super::fields::{Fields, Kind};
use super::inlines::plain;
use super::notes::Comment;
use super::numbering::Numberings;
use super::relations::Relations;
use super::styles::{Style, Styles, list, on};
use crate::import::draft::{Aside, Draft};
use crate::import::read::office::{
    DEEPEST, Document, Form, Line, Looks, Para, Part, Place, RawCell, RawRow, RawTable, Role, attr,
    child, elements, name,
};
use crate::import::read::package::Package;
use crate::import::report::quote;
use crate::source::Span;
use crate::xml::read::Node;

/// Goes through a document.
pub(super) struct Walker<'w, 'b> {
    /// What is found.
    pub(super) document: &'w mut Document,
    pub(super) package: &'w mut Package<'b>,
    /// The relations of the part that is read.
    pub(super) relations: Relations,
    pub(super) styles: Styles,
    pub(super) lists: Numberings,
    pub(super) fields: Fields,
    /// The notes that were called, in order: kind and id.
    pub(super) called: Vec<(&'static str, String)>,
    /// Where in that order each is.
    pub(super) order: HashMap<(&'static str, String), usize>,
    /// The comments, by id.
    pub(super) comments: HashMap<String, Comment>,
    /// Comments that were told.
    pub(super) told: HashSet<String>,
    /// Words that comments speak of, while they are read.
    pub(super) spoken_of: HashMap<String, String>,
    /// What belongs to the paragraph that is read.
    pub(super) open: Open,
    /// The beginning of a paragraph whose end was deleted, or its drop cap.
    joined: Option<Open>,
    /// Names of places between paragraphs.
    marks: Vec<String>,
    /// Named places that are open in the line: id and name.
    pub(super) places: Vec<(String, String)>,
    /// Once told: places of what is told all together.
    pub(super) once: Vec<(Topic, &'static str, Span, usize)>,
    /// Whether a list of contents is read.
    contents: bool,
    /// Space or a page break was above.
    apart: bool,
}

/// A paragraph while it is read.
#[derive(Debug, Default)]
pub(super) struct Open {
    pub(super) line: Line,
    pub(super) looks: Vec<String>,
    pub(super) marks: Vec<String>,
    /// Pictures that stand beside the text.
    pub(super) beside: Vec<Drawing>,
    /// Style of the paragraph.
    pub(super) style: Rc<Style>,
    /// What its style alone says its words look like.
    pub(super) base: Form,
    /// Letters by size.
    pub(super) sizes: HashMap<u16, usize>,
    /// Letters, and how many of them are bold.
    pub(super) letters: (usize, usize),
    pub(super) rule: bool,
    pub(super) tab: bool,
    pub(super) code: bool,
}

impl<'w, 'b> Walker<'w, 'b> {
    pub(super) fn new(
        document: &'w mut Document,
        package: &'w mut Package<'b>,
        relations: &Relations,
        styles: Styles,
        lists: Numberings,
    ) -> Self {
        Self {
            document,
            package,
            relations: relations.clone(),
            styles,
            lists,
            fields: Fields::default(),
            called: Vec::new(),
            order: HashMap::new(),
            comments: HashMap::new(),
            told: HashSet::new(),
            spoken_of: HashMap::new(),
            open: Open::default(),
            joined: None,
            marks: Vec::new(),
            places: Vec::new(),
            once: Vec::new(),
            contents: false,
            apart: false,
        }
    }

    /// The paragraphs and tables of a body, a cell, a note.
    pub(super) fn text(&mut self, node: Node<'_>, depth: usize) -> Vec<Part> {
        let mut parts = Vec::new();
        self.blocks(node, depth, &mut parts);
        if let Some(open) = self.joined.take() {
            // What was to be joined with a paragraph that never came.
            let span = self.document.log.line();
            parts.push(Part::Para(Box::new(Para {
                line: open.line,
                looks: open.looks,
                ..Para::at(span)
            })));
        }
        parts
    }

    fn blocks(&mut self, node: Node<'_>, depth: usize, parts: &mut Vec<Part>) {
        for own in elements(node) {
            match name(own) {
                "p" => self.paragraph(own, depth, parts),
                "tbl" => self.table(own, depth, parts),
                "sdt" => self.control(own, depth, parts),
                "customXml" | "smartTag" | "ins" | "moveTo" | "sdtContent" => {
                    self.blocks(own, depth, parts)
                }
                "del" | "moveFrom" => self.deleted(own),
                "AlternateContent" => {
                    if let Some(chosen) = super::drawings::chosen(own) {
                        self.blocks(chosen, depth, parts);
                    }
                }
                "bookmarkStart" => self.marks.extend(attr(own, "name").map(str::to_owned)),
                "commentRangeStart" | "commentRangeEnd" => {}
                "oMathPara" | "oMath" => {
                    self.document.log.paragraph();
                    self.open = Open::default();
                    self.formula(own);
                    let span = self.document.log.line();
                    let open = std::mem::take(&mut self.open);
                    parts.push(Part::Para(Box::new(Para {
                        line: open.line,
                        looks: open.looks,
                        ..Para::at(span)
                    })));
                }
                "altChunk" => {
                    let span = self.document.log.here();
                    let path = attr(own, "id").and_then(|id| self.relations.get(id));
                    let path = path.map_or_else(String::new, |one| one.target.clone());
                    let message =
                        format!("another document is put in here, and not read: {}", quote(&path));
                    self.document.report.doubt(span, Topic::Leftover, message);
                    self.document.aside.push(Aside { span, why: "document put in", words: path });
                }
                _ => {}
            }
        }
    }

    /// A control around paragraphs; that of a list of contents says so.
    fn control(&mut self, node: Node<'_>, depth: usize, parts: &mut Vec<Part>) {
        let gallery = child(node, "sdtPr").and_then(|own| child(own, "docPartObj"));
        let gallery =
            gallery.and_then(|own| child(own, "docPartGallery")).and_then(|own| attr(own, "val"));
        let was = self.contents;
        self.contents |= gallery == Some("Table of Contents");
        if is_placeholder(node) {
            self.aside(node, "words that the file shows where none were written");
        } else if let Some(content) = child(node, "sdtContent") {
            self.blocks(content, depth, parts);
        }
        self.contents = was;
    }

    fn paragraph(&mut self, node: Node<'_>, depth: usize, parts: &mut Vec<Part>) {
        let place = self.document.log.paragraph();
        let properties = child(node, "pPr");
        let style =
            properties.and_then(|own| child(own, "pStyle")).and_then(|own| attr(own, "val"));
        let style = self.styles.paragraph(style);
        let joined = self.joined.take();
        self.begin(&style);
        if let Some(joined) = joined {
            self.open.line = joined.line;
            self.open.looks = joined.looks;
            self.open.marks = joined.marks;
            self.open.beside = joined.beside;
        }
        self.open.marks.append(&mut self.marks);
        let contents = self.in_contents();
        elements(node).for_each(|own| self.inline(own));
        let contents = (contents || self.in_contents()) && self.is_of_contents(&style);
        self.fields.paragraph();
        let mark = properties.and_then(|own| child(own, "rPr"));
        let gone = mark
            .is_some_and(|mark| child(mark, "del").is_some() || child(mark, "moveFrom").is_some());
        let frame = properties.and_then(|own| child(own, "framePr"));
        let drop_cap =
            frame.is_some_and(|own| matches!(attr(own, "dropCap"), Some("drop" | "margin")));
        if gone || (drop_cap && !self.open.line.is_empty()) {
            let open = std::mem::take(&mut self.open);
            self.joined = Some(open);
            return;
        }
        let mut para = self.close(properties, place);
        if contents {
            para.role = Role::Contents;
        }
        let beside = std::mem::take(&mut self.open.beside);
        let breaks = self.open.style.breaks
            || properties.and_then(|own| child(own, "pageBreakBefore")).is_some_and(on);
        para.apart |= std::mem::take(&mut self.apart) || breaks;
        self.open = Open::default();
        parts.push(Part::Para(Box::new(para)));
        self.beside(beside, depth, parts);
        if properties.is_some_and(|own| child(own, "sectPr").is_some()) {
            self.apart = true;
        }
    }

    /// Begins a paragraph of a style.
    fn begin(&mut self, style: &Rc<Style>) {
        let base =
            self.styles.face(style, None, &Looks::default(), &mut self.document.tongues).form;
        // Running text is measured against the text of no style, all else against its own.
        let base = match style.role {
            Role::Body | Role::NoIndent => {
                let normal = self.styles.paragraph(None);
                self.styles.face(&normal, None, &Looks::default(), &mut self.document.tongues).form
            }
            _ => base,
        };
        let code = style.role == Role::Code;
        self.open = Open { style: Rc::clone(style), base, code, ..Open::default() };
    }

    fn in_contents(&self) -> bool {
        self.contents || self.fields.within(&Kind::Contents) || self.fields.within(&Kind::Index)
    }

    /// Whether a paragraph in a list of contents is a line of it: a field that never ends takes no text along.
    fn is_of_contents(&self, style: &Style) -> bool {
        self.contents || style.role == Role::Contents || self.open.tab || !self.open.line.says()
    }

    /// What was read as a paragraph.
    fn close(&mut self, properties: Option<Node<'_>>, place: Span) -> Para {
        let style = Rc::clone(&self.open.style);
        let direct = properties.map(list).unwrap_or_default();
        let outline =
            properties.and_then(|own| child(own, "outlineLvl")).and_then(|own| attr(own, "val"));
        let outline = outline.and_then(|level| level.parse::<u8>().ok());
        let role = match (style.role, outline) {
            (Role::Body, Some(level)) if level < 9 => Role::Heading(level + 1),
            (Role::Heading(_), Some(9..)) => Role::Body,
            (role, _) => role,
        };
        let centred = properties.and_then(|own| child(own, "jc")).and_then(|own| attr(own, "val"));
        let centred = centred.map_or(style.centred, |jc| jc == "center");
        let open = &mut self.open;
        let size = open
            .sizes
            .iter()
            .max_by_key(|(size, letters)| (**letters, **size))
            .map_or(0, |(size, _)| *size);
        let bold = open.letters.0 > 0 && open.letters.0 == open.letters.1;
        let rule = open.rule || (is_line(properties) && !open.line.says());
        let mut para = Para {
            role,
            line: std::mem::take(&mut open.line).ended(),
            look: crate::import::read::office::Look { size, bold, centred },
            marks: std::mem::take(&mut open.marks),
            looks: std::mem::take(&mut open.looks),
            rule,
            ..Para::at(Span::new(
                place.file,
                place.start as usize..self.document.log.here().end as usize,
            ))
        };
        let number = direct.0.or(style.list.0).filter(|number| *number != 0);
        let level = direct.1.or(style.list.1).unwrap_or(match role {
            Role::Heading(level) => level.saturating_sub(1),
            _ => 0,
        });
        let number = number.filter(|_| para.line.says() || !para.line.is_empty());
        let Some(counted) = number.and_then(|number| self.lists.next(number, level)) else {
            return para;
        };
        if let Role::Heading(_) = role {
            if counted.numbering.is_some() && !counted.shown.is_empty() {
                self.document.came.words += crate::import::counts::words(&counted.shown);
                para.number = Some(counted.shown);
            }
            return para;
        }
        para.list = Some(Place {
            list: number.unwrap_or(0),
            level,
            numbering: counted.numbering,
            delimiter: counted.delimiter,
            number: counted.number,
            goes_on: counted.goes_on,
        });
        para
    }

    /// Pictures and text boxes that stand beside a paragraph come behind it.
    fn beside(&mut self, beside: Vec<Drawing>, depth: usize, parts: &mut Vec<Part>) {
        for drawing in beside {
            match drawing {
                Drawing::Picture { kind, looks } => {
                    let mut line = Line::default();
                    line.object(kind, Form::default(), &self.document.log);
                    let span = self.document.log.here();
                    parts.push(Part::Para(Box::new(Para { line, looks, ..Para::at(span) })));
                }
                Drawing::Text { xml } => {
                    let span = self.document.log.here();
                    let message = "text of a box comes behind the paragraph beside which it stands"
                        .to_owned();
                    self.document.report.doubt(span, Topic::Box, message);
                    // Boxes are read from their own text: they may hold what holds them.
                    let Ok(tree) = crate::import::read::office::parse(&xml, "a text box") else {
                        continue;
                    };
                    if depth >= DEEPEST {
                        self.aside(tree.root_element(), "text nested too deep");
                        continue;
                    }
                    self.blocks(tree.root_element(), depth + 1, parts);
                }
            }
        }
    }

    /// What is no part of the text, with its words.
    pub(super) fn aside(&mut self, node: Node<'_>, why: &'static str) {
        self.document.set_aside(plain(node), why);
    }

    fn table(&mut self, node: Node<'_>, depth: usize, parts: &mut Vec<Part>) {
        if depth >= DEEPEST {
            self.aside(node, "table nested too deep");
            return;
        }
        let mut table = RawTable { span: Some(self.document.log.here()), ..RawTable::default() };
        self.rows(node, depth, &mut table);
        parts.push(Part::Table(table));
    }

    fn rows(&mut self, node: Node<'_>, depth: usize, table: &mut RawTable) {
        for own in elements(node) {
            match name(own) {
                "tr" => self.row(own, depth, table),
                "sdt" => {
                    if let Some(content) = child(own, "sdtContent") {
                        self.rows(content, depth, table);
                    }
                }
                "customXml" | "ins" | "moveTo" => self.rows(own, depth, table),
                "bookmarkStart" => self.marks.extend(attr(own, "name").map(str::to_owned)),
                _ => {}
            }
        }
    }

    fn row(&mut self, node: Node<'_>, depth: usize, table: &mut RawTable) {
        let properties = child(node, "trPr");
        let has = |wanted: &str| properties.and_then(|own| child(own, wanted));
        if has("del").is_some() {
            self.deleted(node);
            return;
        }
        let before =
            has("gridBefore").and_then(|own| attr(own, "val")).and_then(|value| value.parse().ok());
        let mut row = RawRow {
            head: has("tblHeader").is_some_and(on),
            before: before.unwrap_or(0),
            cells: Vec::new(),
        };
        self.cells(node, depth, &mut row);
        table.rows.push(row);
    }

    fn cells(&mut self, node: Node<'_>, depth: usize, row: &mut RawRow) {
        for own in elements(node) {
            match name(own) {
                "tc" => {
                    let properties = child(own, "tcPr");
                    let get = |wanted: &str| properties.and_then(|own| child(own, wanted));
                    let columns = get("gridSpan")
                        .and_then(|own| attr(own, "val"))
                        .and_then(|value| value.parse().ok());
                    let goes_on =
                        get("vMerge").is_some_and(|own| attr(own, "val") != Some("restart"));
                    let parts = self.text(own, depth + 1);
                    let columns = columns.unwrap_or(1).clamp(1, 200);
                    let merged =
                        get("hMerge").is_some_and(|own| attr(own, "val") != Some("restart"));
                    match row.cells.last_mut().filter(|_| merged) {
                        Some(last) => {
                            last.columns = last.columns.saturating_add(columns);
                            last.parts.extend(parts);
                        }
                        None => row.cells.push(RawCell {
                            columns,
                            rows: 1,
                            goes_on: goes_on && !says(&parts),
                            parts,
                        }),
                    }
                }
                "sdt" => {
                    if let Some(content) = child(own, "sdtContent") {
                        self.cells(content, depth, row);
                    }
                }
                "customXml" => self.cells(own, depth, row),
                _ => {}
            }
        }
    }

    /// Tells once what is told all together.
    pub(super) fn finish(&mut self) {
        for (topic, message, span, count) in std::mem::take(&mut self.once) {
            let message =
                if count > 1 { format!("{message} ({count} places)") } else { message.to_owned() };
            self.document.report.doubt(span, topic, message);
        }
        let left: Vec<String> =
            self.comments.keys().filter(|id| !self.told.contains(*id)).cloned().collect();
        let mut left = left;
        left.sort();
        for id in left {
            if let Some(comment) = self.comments.get(&id) {
                let message = format!(
                    "comment of {} that stands nowhere: {}",
                    comment.author,
                    quote(&comment.words)
                );
                self.document.report.doubt(Draft::span(0..0), Topic::Comment, message);
            }
        }
    }

    /// Tells of something, once for all its places.
    pub(super) fn tell(&mut self, topic: Topic, message: &'static str) {
        let here = self.document.log.here();
        match self.once.iter_mut().find(|(own, said, ..)| *own == topic && *said == message) {
            Some((.., count)) => *count += 1,
            None => self.once.push((topic, message, here, 1)),
        }
    }
}

/// Whether parts say or show anything.
fn says(parts: &[Part]) -> bool {
    parts.iter().any(|part| match part {
        Part::Para(para) => !para.line.is_empty(),
        Part::Table(_) => true,
    })
}

/// Whether a control shows words that only ask for some.
pub(super) fn is_placeholder(node: Node<'_>) -> bool {
    child(node, "sdtPr").and_then(|own| child(own, "showingPlcHdr")).is_some_and(on)
}

/// Whether a paragraph draws a line below or above itself.
fn is_line(properties: Option<Node<'_>>) -> bool {
    let borders = properties.and_then(|own| child(own, "pBdr"));
    borders.is_some_and(|own| {
        let drawn = |side: &str| {
            child(own, side)
                .is_some_and(|own| !matches!(attr(own, "val"), None | Some("nil" | "none")))
        };
        (drawn("bottom") || drawn("top")) && !drawn("left") && !drawn("right")
    })
}
