//! TEI P5, and what of P4 has the same names: texts as libraries and archives encode them. The header is the record; of the text what a
//! book can say, and a list of what it cannot.

mod blocks;
mod choices;
mod count;
mod drama;
mod figures;
mod header;
mod inlines;
mod lists;
mod looks;
mod notes;
mod sections;
mod verse;

use crate::import::topic::Topic;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::{line_column, pictures::Pictures};
use crate::import::draft::{Aside, Draft, Item, LinkedNote, Opening};
use crate::import::report::{ImportError, Report};
use crate::import::{Foreign, encoding};
use crate::ir::{Block, Inline, Language};
use crate::source::Span;
use crate::xml::read::{Attributes, Node, XML, parse};

/// Largest file, in bytes.
const LARGEST: usize = 128 << 20;

/// Reads a text in TEI.
pub(super) fn read(mut foreign: Foreign<'_>) -> Result<Draft, ImportError> {
    let text = encoding::decode(std::mem::take(&mut foreign.bytes))?.text;
    let text: Arc<str> = text.into();
    if text.len() > LARGEST {
        let message = format!("the file is larger than {} MB", LARGEST >> 20);
        return Err(ImportError::new(1, 1, message).hint("part it into several files"));
    }
    let document = parse(&text).map_err(|fault| {
        let (line, column) = line_column(&text, fault.at);
        ImportError::new(line, column, fault.message).hint(fault.hint)
    })?;
    let root = document.root_element();
    let mut draft = Draft::of_file(foreign.name, Arc::clone(&text));
    let mut reader = Reader::new(root, foreign);
    if let Some(head) = root.children().find(|node| named(*node, &["teiHeader"])) {
        header::read(head, &mut draft.record, &mut reader);
        reader.language.clone_from(&draft.record.language);
    }
    let texts: Vec<Node<'_>> =
        root.children().filter(|node| named(*node, &["text", "TEI", "TEI.2"])).collect();
    if let Some(page) =
        texts.iter().find_map(|text| text.descendants().find(|inner| named(*inner, &["titlePage"])))
    {
        header::title_page(page, &mut draft.record);
    }
    for node in &texts {
        draft.came.words += count::words_of(*node);
        reader.part(*node);
    }
    reader.finish(&mut draft);
    Ok(draft)
}

/// Whether a node is an element with one of these names, of whatever namespace.
fn named(node: Node<'_>, names: &[&str]) -> bool {
    node.is_element() && names.contains(&node.tag_name().name())
}

/// The id of an element.
fn id_of<'a>(node: Node<'a>) -> Option<&'a str> {
    node.attr_in(XML, "id").or_else(|| node.attr("id"))
}

/// The language that an element says it has.
fn language_of(node: Node<'_>) -> Option<Language> {
    let tag = node.attr_in(XML, "lang").or_else(|| node.attr("lang"))?;
    // the codes of three letters that libraries use
    let shortest = crate::language::shortest_code(tag.split('-').next().unwrap_or_default());
    let rest = tag.split_once('-').map(|(_, rest)| format!("-{rest}")).unwrap_or_default();
    Language::parse(&format!("{shortest}{rest}"))
}

/// What is read so far.
struct Reader<'a, 'f> {
    foreign: Foreign<'f>,
    items: Vec<Item>,
    notes: Vec<LinkedNote>,
    aside: Vec<Aside>,
    report: Report<Span>,
    pictures: Pictures<'f>,
    came: crate::import::counts::Counts,
    /// The line of text that is read; lines in which it is read, of notes, around it.
    lines: Vec<inlines::Flow>,
    /// Markers of pages that begin before the next words.
    pages: Vec<Inline>,
    /// What the next item opens.
    opening: Option<Opening>,
    /// Elements by their ids.
    by_id: HashMap<&'a str, Node<'a>>,
    /// Ids that something leads to.
    wanted: HashSet<&'a str>,
    /// Labels of notes by their ids, and the ids of notes that words elsewhere call.
    labels: HashMap<&'a str, String>,
    called: HashSet<&'a str>,
    /// Notes that say themselves where they are called, by what they name.
    called_at: HashMap<&'a str, Vec<Node<'a>>>,
    used: HashSet<String>,
    /// Looks of letters, by the names that the header gives them.
    renditions: HashMap<&'a str, &'a str>,
    /// Elements that a book has no words for: how often, and where first.
    unknown: BTreeMap<String, (usize, Span)>,
    in_play: bool,
    /// The language of the text, if the header says it.
    language: Option<Language>,
    /// Words of the text that the edition says otherwise: the numbers of calls.
    unsaid: usize,
    /// Words that stand for what is missing.
    stand_in: usize,
}

impl<'a, 'f> Reader<'a, 'f> {
    fn new(root: Node<'a>, foreign: Foreign<'f>) -> Self {
        let mut reader = Self {
            pictures: Pictures::beside(foreign.folder),
            foreign,
            items: Vec::new(),
            notes: Vec::new(),
            aside: Vec::new(),
            report: Report::default(),
            came: crate::import::counts::Counts::default(),
            lines: vec![inlines::Flow::default()],
            pages: Vec::new(),
            opening: None,
            by_id: HashMap::new(),
            wanted: HashSet::new(),
            labels: HashMap::new(),
            called: HashSet::new(),
            called_at: HashMap::new(),
            used: HashSet::new(),
            renditions: HashMap::new(),
            unknown: BTreeMap::new(),
            in_play: false,
            language: None,
            unsaid: 0,
            stand_in: 0,
        };
        reader.survey(root);
        reader
    }

    /// Looks through the whole for ids and what leads to them.
    fn survey(&mut self, root: Node<'a>) {
        for node in root.descendants().filter(Node::is_element) {
            if let Some(id) = id_of(node) {
                self.by_id.entry(id).or_insert(node);
                if named(node, &["rendition"]) {
                    self.renditions.insert(id, node.text().unwrap_or_default());
                }
            }
            if named(node, &["ref", "ptr", "note"]) {
                let target = node.attr("target").unwrap_or_default();
                for id in target.split_whitespace().filter_map(|part| part.strip_prefix('#')) {
                    self.wanted.insert(id);
                    if named(node, &["note"]) {
                        self.called_at.entry(id).or_default().push(node);
                    }
                }
            }
        }
        let is_note = |id: &&str| self.by_id.get(*id).is_some_and(|node| named(*node, &["note"]));
        let called: Vec<&str> = self.wanted.iter().copied().filter(is_note).collect();
        // a note that leads back to its call is not called by that call's own note
        self.called.extend(called);
    }

    fn span(&self, node: Node<'_>) -> Span {
        let range = node.range();
        let start = range.start;
        // the place of an element is its tag
        Draft::span(start..if node.is_element() { start + 1 } else { range.end })
    }

    /// Sets words aside.
    fn set_aside(&mut self, node: Node<'_>, why: &'static str) {
        let words = said(node);
        if !words.is_empty() {
            let span = self.span(node);
            self.aside.push(Aside { span, why, words });
        }
    }

    /// An element that a book has no words for: its words are kept.
    fn not_known(&mut self, node: Node<'_>) {
        let span = self.span(node);
        let name = node.tag_name().name().to_owned();
        self.unknown.entry(name).or_insert((0, span)).0 += 1;
    }

    fn finish(mut self, draft: &mut Draft) {
        if !self.pages.is_empty() {
            let pages = std::mem::take(&mut self.pages);
            if let Some(content) = self.items.last_mut().and_then(|item| last_line(&mut item.block))
            {
                content.extend(pages);
            }
        }
        for (name, (count, span)) in std::mem::take(&mut self.unknown) {
            let message = match count {
                1 => format!("the element `{name}` says what a book cannot; its words are kept"),
                count => format!(
                    "the element `{name}`, {count} times, says what a book cannot; its words are kept"
                ),
            };
            self.report.sure(span, Topic::Markup, message);
        }
        let words = (draft.came.words + self.stand_in).saturating_sub(self.unsaid);
        draft.came = self.came;
        draft.came.words = words;
        draft.items = self.items;
        draft.notes_are_marked = !self.notes.is_empty();
        draft.notes = self.notes;
        draft.aside = self.aside;
        draft.pictures = self.pictures.taken;
        draft.report = self.report;
    }
}

/// The line with which a block ends.
fn last_line(block: &mut Block) -> Option<&mut Vec<Inline>> {
    use crate::ir::BlockKind::{Drama, Epigraph, Group, Letter, Paragraph, Quotation, Verse};
    match &mut block.kind {
        Paragraph(paragraph) => Some(&mut paragraph.content),
        Verse { stanzas } => stanzas.last_mut()?.lines.last_mut().map(|line| &mut line.content),
        Quotation { blocks }
        | Epigraph { blocks }
        | Letter { blocks }
        | Drama { blocks }
        | Group { blocks } => last_line(blocks.last_mut()?),
        _ => None,
    }
}

/// The words of an element, without the line ends of the file.
fn said(node: Node<'_>) -> String {
    let mut words = String::new();
    for inner in node.descendants() {
        if inner.is_text() {
            words.push_str(inner.text().unwrap_or_default());
        } else if named(
            inner,
            &[
                "p",
                "l",
                "lb",
                "head",
                "item",
                "row",
                "cell",
                "titlePart",
                "docImprint",
                "byline",
                "line",
                "speaker",
                "publisher",
                "pubPlace",
                "docDate",
                "bibl",
                "resp",
                "name",
            ],
        ) {
            words.push(' ');
        }
    }
    let kept: String = crate::djot::carried(&words).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}
