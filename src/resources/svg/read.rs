//! From the text of a drawing to a tree of what is known and stays within the file.

use std::collections::BTreeSet;
use std::ops::Range;

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::reader::NsReader;

use super::css::{self, Left, Rule};
use super::known::{self, Use};
use super::{Fault, Removed, RemovedKind};
use crate::xml::read::SVG;
use crate::xml::{Element, Node};

/// Elements may stand so deep in each other.
const DEEPEST: usize = 64;
/// So many elements a file may hold.
const MOST: usize = 100_000;

/// A drawing that was read.
pub(super) struct Reading {
    pub(super) root: Element,
    pub(super) removed: Vec<Removed>,
    /// The rules of its style sheets.
    pub(super) sheets: Vec<Rule>,
    /// Where words are drawn first.
    pub(super) words: Option<Range<usize>>,
}

/// An element that is open.
enum Open {
    Kept(Element),
    /// Nothing of it is taken over.
    Left,
}

/// Reads a drawing.
pub(super) fn read(text: &str) -> Result<Reading, Fault> {
    let mut reader = NsReader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut reading = Reader::default();
    loop {
        let start = place(reader.buffer_position());
        let event = reader.read_event().map_err(|error| {
            let at = place(reader.error_position()).min(text.len());
            Fault::new(at..at, format!("it is no well-formed XML ({error})"))
        })?;
        let range = start..place(reader.buffer_position());
        match event {
            Event::Start(tag) => reading.start(&reader, &tag, range)?,
            Event::End(_) => reading.end(),
            Event::Text(words) => reading.text(&words.xml10_content(), range),
            Event::CData(words) => reading.text(&words, range),
            Event::GeneralRef(entity) => {
                let words = resolved(&entity).ok_or_else(|| unknown_entity(&entity, &range))?;
                reading.text(&words, range);
            }
            Event::Eof => return reading.finish(text.len()),
            Event::Empty(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_) => {}
        }
    }
}

/// A place in the text, which is in memory.
fn place(position: u64) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}

fn resolved(entity: &BytesRef<'_>) -> Option<String> {
    match entity.resolve_char_ref() {
        Ok(Some(c)) => Some(c.to_string()),
        Ok(None) => resolve_predefined_entity(entity).map(str::to_owned),
        Err(_) => None,
    }
}

pub(super) fn unknown_entity(name: &str, range: &Range<usize>) -> Fault {
    let reason = format!("it uses an entity of its own, `&{name};`; save it as plain SVG");
    Fault::new(range.clone(), reason)
}

#[derive(Default)]
pub(super) struct Reader {
    open: Vec<Open>,
    root: Option<Element>,
    count: usize,
    removed: Vec<Removed>,
    sheets: Vec<Rule>,
    words: Option<Range<usize>>,
    /// The ids of the elements.
    pub(super) ids: BTreeSet<String>,
}

impl Reader {
    fn start(
        &mut self,
        reader: &NsReader<&[u8]>,
        tag: &BytesStart<'_>,
        range: Range<usize>,
    ) -> Result<(), Fault> {
        self.count += 1;
        if self.open.len() >= DEEPEST {
            return Err(Fault::new(range, "its elements stand too deep in each other"));
        }
        if self.count > MOST {
            return Err(Fault::new(range, "it has too many elements"));
        }
        if matches!(self.open.last(), Some(Open::Left)) {
            self.open.push(Open::Left);
            return Ok(());
        }
        let (space, local) = reader.resolver().resolve_element(tag.name());
        let local = local.into_inner();
        let drawn = match space {
            ResolveResult::Bound(Namespace(space)) => space == SVG,
            ResolveResult::Unbound => true,
            ResolveResult::Unknown(_) => false,
        };
        if self.root.is_none() && self.open.is_empty() && !(drawn && local == "svg") {
            let reason = match local {
                "svg" => "its namespace is not that of SVG".to_owned(),
                _ => format!("it begins with `{local}` and not with `svg`"),
            };
            return Err(Fault::new(range, reason));
        }
        if self.root.is_some() {
            return Err(Fault::new(range, "something follows the end of the drawing"));
        }
        // What drawing programs keep for themselves draws nothing.
        let used = if drawn { known::element(local) } else { foreign(&space, local) };
        let opened = match used {
            Use::Kept(name) => {
                if local == "a" {
                    self.tell(range.clone(), RemovedKind::Link, local);
                }
                let mut element = Element::read_at(name, range.clone());
                self.attributes(reader, tag, &mut element, &range)?;
                Open::Kept(element)
            }
            Use::Left(kind) => {
                self.tell(range, kind, local);
                Open::Left
            }
            Use::Passed => Open::Left,
        };
        self.open.push(opened);
        Ok(())
    }

    pub(super) fn tell(&mut self, range: Range<usize>, kind: RemovedKind, name: &str) {
        self.removed.push(Removed { range, kind, name: name.to_owned() });
    }

    fn text(&mut self, words: &str, range: Range<usize>) {
        let Some(Open::Kept(element)) = self.open.last_mut() else { return };
        if known::holds_text(element.name) {
            if element.name != "style" && self.words.is_none() && !words.trim().is_empty() {
                self.words = Some(range);
            }
            match element.children.last_mut() {
                Some(Node::Text(text)) => text.push_str(words),
                _ => element.children.push(Node::Text(words.to_owned())),
            }
        }
    }

    fn end(&mut self) {
        let Some(Open::Kept(mut element)) = self.open.pop() else { return };
        if element.name == "style" {
            self.sheet(&mut element);
        }
        let shows_another = matches!(element.name, "image" | "use" | "textPath");
        if shows_another && element.value("xlink:href").is_none() {
            return;
        }
        match self.open.last_mut() {
            Some(Open::Kept(around)) => around.children.push(Node::Element(element)),
            Some(Open::Left) | None => self.root = Some(element),
        }
    }

    /// Puts a cleaned style sheet in the place of the one that was read.
    fn sheet(&mut self, element: &mut Element) {
        let text: String = element
            .children
            .iter()
            .filter_map(|node| match node {
                Node::Text(text) => Some(text.as_str()),
                Node::Element(_) => None,
            })
            .collect();
        let sheet = css::sheet(&text);
        let range = element.range.clone();
        for left in sheet.left_out {
            match left {
                Left::Remote(property) => self.tell(range.clone(), RemovedKind::Remote, &property),
                Left::Rule(name) => self.tell(range.clone(), RemovedKind::Rule, &name),
            }
        }
        self.sheets.extend(sheet.rules);
        element.attributes.clear();
        element.children = vec![Node::Text(sheet.text)];
    }

    fn finish(self, end: usize) -> Result<Reading, Fault> {
        let Self { open, root, removed, sheets, words, .. } = self;
        match root {
            Some(root) if open.is_empty() => Ok(Reading { root, removed, sheets, words }),
            _ => Err(Fault::new(end..end, "it ends before the drawing does")),
        }
    }
}

/// HTML in a drawing is told; what programs keep for themselves is not.
fn foreign(space: &ResolveResult<'_>, local: &str) -> Use {
    match space {
        ResolveResult::Bound(Namespace("http://www.w3.org/1999/xhtml")) => {
            Use::Left(if local == "script" { RemovedKind::Script } else { RemovedKind::Foreign })
        }
        _ => Use::Passed,
    }
}
