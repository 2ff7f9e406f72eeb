//! A PDF as one hears it who has it read aloud, in the order of its structure, and its pages as they are drawn (ISO 32000-1, 14.6–14.8).

use std::collections::{HashMap, HashSet};

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Encoding, Object, ObjectId};

use unicode_bidi::{BidiClass, bidi_class};
use unicode_segmentation::UnicodeSegmentation;

use crate::accessibility::Said;

/// Most bytes that a page, or the table of a font's letters, may unpack to.
const MOST_BYTES: usize = 64 << 20;
/// How deep drawings may lie in one another.
const DEPTH: usize = 12;
/// How deep elements of the structure may lie in one another.
const STRUCTURE_DEPTH: usize = 256;

/// What is said elsewhere: contents, indexes.
const ELSEWHERE: [&[u8]; 3] = [b"TOC", b"TOCI", b"Index"];
/// What a note is.
const NOTES: [&[u8]; 2] = [b"Note", b"FENote"];
/// What is said by its alternative text.
const BY_ALTERNATIVE: [&[u8]; 2] = [b"Figure", b"Formula"];

/// Where letters of the structure stand: on a page or in a drawing, under a number.
type Place = (ObjectId, i64);

/// A finished PDF.
pub struct Print {
    /// What its structure says; none if it has none.
    pub said: Option<Said>,
    /// What is drawn on each page, in the order in which it is.
    pub pages: Vec<String>,
}

impl Print {
    /// Reads a PDF.
    ///
    /// # Errors
    /// What keeps it from being read.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        let document = Document::load_mem(bytes).map_err(|error| error.to_string())?;
        let mut drawn =
            Drawn { document: &document, fonts: HashMap::new(), marked: HashMap::new() };
        let mut pages = Vec::new();
        for page in document.page_iter() {
            pages.push(drawn.page(page).map_err(|error| error.to_string())?);
        }
        let said = Structure::of(&document, &drawn.marked).map(Structure::said);
        Ok(Self { said, pages })
    }
}

/// Whether each stream of a PDF has the length that it tells (7.3.8.2): behind so many bytes stands its end.
#[must_use]
pub fn lengths_hold(bytes: &[u8]) -> bool {
    let Ok(document) = Document::load_mem(bytes) else { return false };
    let streams = document.objects.values().filter_map(|object| object.as_stream().ok());
    streams.filter(|stream| stream.start_position.is_some()).all(|stream| {
        let length = stream.dict.get_deref(b"Length", &document).and_then(Object::as_i64).ok();
        let length = length.and_then(|length| usize::try_from(length).ok());
        let end =
            stream.start_position.zip(length).and_then(|(start, length)| start.checked_add(length));
        let behind = end.and_then(|end| bytes.get(end..)).unwrap_or_default();
        [&b"endstream"[..], b"\nendstream", b"\r\nendstream"]
            .iter()
            .any(|end| behind.starts_with(end))
    })
}

/// The text that is drawn.
struct Drawn<'d> {
    document: &'d Document,
    /// How fonts write letters, by object.
    fonts: HashMap<ObjectId, Option<Encoding<'d>>>,
    /// The text of the structure's places.
    marked: HashMap<Place, String>,
}

/// A page or a drawing that is being read.
struct Canvas<'d> {
    /// Its object, by which the structure names it.
    id: ObjectId,
    resources: Vec<&'d Dictionary>,
    /// The marked contents that are open.
    open: Vec<Mark>,
    font: Option<ObjectId>,
    /// What was drawn of a text object and is not said yet: units of letters in the order in which they are drawn, and the number in the
    /// structure that they belong to.
    line: (Vec<String>, Option<i64>),
}

#[derive(Clone, Copy, Default)]
struct Mark {
    /// Its number in the structure.
    number: Option<i64>,
    /// Whether its text was given in other words.
    replaced: bool,
}

impl<'d> Drawn<'d> {
    fn page(&mut self, id: ObjectId) -> lopdf::Result<String> {
        let (own, inherited) = self.document.get_page_resources(id)?;
        let inherited =
            inherited.into_iter().filter_map(|id| self.document.get_dictionary(id).ok());
        let resources = own.into_iter().chain(inherited).collect();
        let content = self.document.get_page_content_with_limit(id, MOST_BYTES)?;
        let mut out = String::new();
        let mut canvas =
            Canvas { id, resources, open: Vec::new(), font: None, line: (Vec::new(), None) };
        self.content(&content, &mut canvas, &mut out, 0)?;
        Ok(out)
    }

    fn content(
        &mut self,
        bytes: &[u8],
        canvas: &mut Canvas<'d>,
        out: &mut String,
        depth: usize,
    ) -> lopdf::Result<()> {
        for operation in &Content::decode(bytes)?.operations {
            match operation.operator.as_str() {
                "BMC" => canvas.open.push(Mark::default()),
                "BDC" => {
                    let (mark, words) = self.mark(operation, canvas);
                    canvas.open.push(mark);
                    if let Some(words) = words {
                        self.draw(canvas, out, [words]);
                    }
                }
                "EMC" => drop(canvas.open.pop()),
                "ET" => self.say(canvas, out),
                "Tf" => canvas.font = self.font(operation, canvas),
                "Tj" | "TJ" | "'" | "\"" => {
                    for operand in &operation.operands {
                        self.show(operand, canvas, out);
                    }
                }
                "Do" if depth < DEPTH => self.drawing(operation, canvas, out, depth)?,
                _ => {}
            }
        }
        self.say(canvas, out);
        Ok(())
    }

    /// A mark that begins, and the words that stand for what is drawn in it.
    fn mark(&self, operation: &Operation, canvas: &Canvas<'d>) -> (Mark, Option<String>) {
        let properties = operation.operands.get(1);
        let named = |name: &[u8]| canvas.resource(b"Properties", name, self.document);
        let properties = match properties {
            Some(Object::Name(name)) => named(name).and_then(|object| object.as_dict().ok()),
            Some(object) => object.as_dict().ok(),
            None => None,
        };
        let number = properties.and_then(|one| one.get(b"MCID").ok()?.as_i64().ok());
        let outer = canvas.open.last().is_some_and(|mark| mark.replaced);
        let words = properties.and_then(|one| text(one.get(b"ActualText").ok()?));
        let words = words.filter(|_| !outer);
        (Mark { number, replaced: outer || words.is_some() }, words)
    }

    fn font(&mut self, operation: &Operation, canvas: &Canvas<'d>) -> Option<ObjectId> {
        let name = operation.operands.first()?.as_name().ok()?;
        let id = canvas.reference(b"Font", name, self.document)?;
        let document = self.document;
        self.fonts.entry(id).or_insert_with(|| {
            let font = document.get_dictionary(id).ok()?;
            font.get_font_encoding_with_limit(document, MOST_BYTES).ok()
        });
        Some(id)
    }

    fn show(&mut self, operand: &Object, canvas: &mut Canvas<'d>, out: &mut String) {
        match operand {
            Object::Array(list) => list.iter().for_each(|one| self.show(one, canvas, out)),
            Object::String(bytes, _) if !canvas.open.last().is_some_and(|mark| mark.replaced) => {
                let font = canvas.font.and_then(|id| self.fonts.get(&id)?.as_ref());
                let words = font.and_then(|font| Document::decode_text(font, bytes).ok());
                let words = words.unwrap_or_default();
                self.draw(canvas, out, words.graphemes(true).map(str::to_owned));
            }
            _ => {}
        }
    }

    /// Puts letters to what is drawn.
    fn draw(
        &mut self,
        canvas: &mut Canvas<'d>,
        out: &mut String,
        units: impl IntoIterator<Item = String>,
    ) {
        let number = canvas.open.iter().rev().find_map(|mark| mark.number);
        if number != canvas.line.1 {
            self.say(canvas, out);
            canvas.line.1 = number;
        }
        canvas.line.0.extend(units);
    }

    /// Says what was drawn: letters of scripts that run to the left are drawn from the left.
    fn say(&mut self, canvas: &mut Canvas<'d>, out: &mut String) {
        let (mut units, number) = (std::mem::take(&mut canvas.line.0), canvas.line.1);
        let to_left = |c: char| matches!(bidi_class(c), BidiClass::R | BidiClass::AL);
        if units.iter().any(|unit| unit.chars().any(to_left)) {
            units.reverse();
        }
        let words = units.concat();
        out.push_str(&words);
        if let Some(number) = number {
            self.marked.entry((canvas.id, number)).or_default().push_str(&words);
        }
    }

    /// A drawing that is used as a whole. Its own numbers are its own; without any, what it says belongs to the mark around it.
    fn drawing(
        &mut self,
        operation: &Operation,
        canvas: &mut Canvas<'d>,
        out: &mut String,
        depth: usize,
    ) -> lopdf::Result<()> {
        let name = operation.operands.first().and_then(|name| name.as_name().ok());
        let id = name.and_then(|name| canvas.reference(b"XObject", name, self.document));
        let Some(id) = id else { return Ok(()) };
        let Ok(stream) = self.document.get_object(id).and_then(Object::as_stream) else {
            return Ok(());
        };
        if stream.dict.get(b"Subtype").and_then(Object::as_name).ok() != Some(b"Form") {
            return Ok(());
        }
        let resources = stream.dict.get_deref(b"Resources", self.document);
        let resources = resources.and_then(Object::as_dict).map(|own| vec![own]);
        let own = stream.dict.has(b"StructParents");
        let mut inner = Canvas {
            id: if own { id } else { canvas.id },
            resources: resources.unwrap_or_else(|_| canvas.resources.clone()),
            open: if own { Vec::new() } else { canvas.open.clone() },
            font: canvas.font,
            line: (Vec::new(), None),
        };
        self.say(canvas, out);
        let content = stream.decompressed_content_with_limit(MOST_BYTES)?;
        self.content(&content, &mut inner, out, depth + 1)
    }
}

impl<'d> Canvas<'d> {
    fn entry(&self, kind: &[u8], name: &[u8], document: &'d Document) -> Option<&'d Object> {
        self.resources.iter().find_map(|resources| {
            resources.get_deref(kind, document).ok()?.as_dict().ok()?.get(name).ok()
        })
    }

    fn reference(&self, kind: &[u8], name: &[u8], document: &'d Document) -> Option<ObjectId> {
        self.entry(kind, name, document)?.as_reference().ok()
    }

    fn resource(&self, kind: &[u8], name: &[u8], document: &'d Document) -> Option<&'d Object> {
        let entry = self.entry(kind, name, document)?;
        document.dereference(entry).ok().map(|(_, object)| object)
    }
}

/// A string of text (7.9.2.2).
fn text(object: &Object) -> Option<String> {
    lopdf::decode_text_string(object).ok()
}

/// The tree of the structure.
struct Structure<'d> {
    document: &'d Document,
    marked: &'d HashMap<Place, String>,
    root: &'d Dictionary,
    said: Said,
    note: Option<String>,
    seen: HashSet<ObjectId>,
}

impl<'d> Structure<'d> {
    fn of(document: &'d Document, marked: &'d HashMap<Place, String>) -> Option<Self> {
        let root = document.catalog().ok()?.get_deref(b"StructTreeRoot", document).ok()?;
        let root = root.as_dict().ok()?;
        let (said, seen) = (Said::default(), HashSet::new());
        Some(Self { document, marked, root, said, note: None, seen })
    }

    fn said(mut self) -> Said {
        if let Ok(kids) = self.root.get(b"K") {
            self.kids(kids, None, 0);
        }
        self.said
    }

    fn say(&mut self, words: &str) {
        self.note.as_mut().unwrap_or(&mut self.said.text).push_str(words);
    }

    /// What stands in an element: other elements, numbers of marks, references to either.
    fn kids(&mut self, kids: &'d Object, page: Option<ObjectId>, depth: usize) {
        if depth > STRUCTURE_DEPTH {
            return;
        }
        match kids {
            Object::Array(list) => list.iter().for_each(|kid| self.kids(kid, page, depth + 1)),
            Object::Integer(number) => self.marked(page, *number),
            Object::Reference(id) if self.seen.insert(*id) => {
                if let Ok(object) = self.document.get_object(*id) {
                    self.kids(object, page, depth + 1);
                }
            }
            Object::Dictionary(kid) => self.element(kid, page, depth),
            _ => {}
        }
    }

    fn marked(&mut self, place: Option<ObjectId>, number: i64) {
        let words = place.and_then(|place| self.marked.get(&(place, number)));
        if let Some(words) = words {
            self.say(words);
        }
    }

    fn element(&mut self, element: &'d Dictionary, page: Option<ObjectId>, depth: usize) {
        let reference = |key: &[u8]| element.get(key).and_then(Object::as_reference).ok();
        let page = reference(b"Pg").or(page);
        let Some(role) = self.role(element) else {
            // A reference to a mark on a page, or in a drawing.
            if let Ok(number) = element.get(b"MCID").and_then(Object::as_i64) {
                self.marked(reference(b"Stm").or(page), number);
            }
            return;
        };
        if ELSEWHERE.contains(&role) {
            return;
        }
        let words = |key: &[u8]| text(element.get(key).ok()?);
        if let Some(words) = words(b"ActualText") {
            return self.say(&words);
        }
        if BY_ALTERNATIVE.contains(&role)
            && let Some(words) = words(b"Alt")
        {
            self.say(&words);
        }
        let Ok(kids) = element.get(b"K") else { return };
        if NOTES.contains(&role) && self.note.is_none() {
            self.note = Some(String::new());
            self.kids(kids, page, depth + 1);
            self.said.notes.extend(self.note.take());
        } else {
            self.kids(kids, page, depth + 1);
        }
    }

    /// The standard role of an element (14.7.3); none of what is no element.
    fn role(&self, element: &'d Dictionary) -> Option<&'d [u8]> {
        let mut role = element.get(b"S").and_then(Object::as_name).ok()?;
        let map = self.root.get_deref(b"RoleMap", self.document).and_then(Object::as_dict).ok();
        for _ in 0..DEPTH {
            match map.and_then(|map| map.get(role).and_then(Object::as_name).ok()) {
                Some(other) if other != role => role = other,
                _ => break,
            }
        }
        Some(role)
    }
}
