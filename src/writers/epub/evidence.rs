//! What is in the documents as they go into the file, for those who cannot read print.

use crate::accessibility::{Document, Heading, Passage, Picture, Table};
use crate::css::Sheet;
use crate::xml::{Element, Node};

/// Letters of a passage that are kept.
const KEPT: usize = 80;

/// What a document holds; `file` is its path beside the package.
pub(super) fn document(file: &str, root: &Element, in_spine: bool) -> Document {
    let language = root.value("xml:lang").or(root.value("lang")).unwrap_or_default();
    let mut look = Look {
        root,
        found: Document {
            file: file.to_owned(),
            language: language.to_owned(),
            in_spine,
            ..Document::default()
        },
    };
    look.inside(root, language, None);
    look.found
}

/// A look through a document.
struct Look<'a> {
    root: &'a Element,
    found: Document,
}

impl<'a> Look<'a> {
    /// Looks at what is inside an element in that language; `list` is the kind of the navigation
    /// around it.
    fn inside(&mut self, element: &'a Element, language: &str, list: Option<&'a str>) {
        for child in &element.children {
            if let Node::Element(child) = child {
                self.element(child, language, list);
            }
        }
    }

    fn element(&mut self, element: &'a Element, language: &str, list: Option<&'a str>) {
        let own = element.value("xml:lang").or(element.value("lang"));
        if let Some(own) = own.filter(|own| *own != language) {
            let text = excerpt(&element.said());
            self.found.passages.push(Passage { language: own.to_owned(), text });
        }
        let kind = element.value("epub:type");
        let list = if element.name == "nav" { kind } else { list };
        self.note(element);
        match element.name {
            "title" => self.found.title = element.said(),
            "img" => self.picture(element),
            "table" => self.table(element),
            "a" => self.link(element, list),
            "math" => self.found.formulas += 1,
            "audio" | "video" | "script" | "object" | "iframe" => self.found.media += 1,
            name => {
                if let Some(level) = level(name).filter(|_| !is_hidden(element, list)) {
                    let text = excerpt(&element.said());
                    self.found.headings.push(Heading { level, text });
                }
            }
        }
        match element.value("role") {
            Some("doc-pagebreak") => {
                self.found.page_breaks.extend(element.value("aria-label").map(str::to_owned));
            }
            Some("doc-index") => self.found.index = true,
            _ => {}
        }
        self.inside(element, own.unwrap_or(language), list);
    }

    fn picture(&mut self, element: &Element) {
        let description = element.value("aria-details").and_then(|id| self.said_by(id));
        self.found.pictures.push(Picture {
            file: element.value("src").unwrap_or_default().to_owned(),
            words: element.value("alt").unwrap_or_default().to_owned(),
            decorative: element.value("role") == Some("presentation"),
            cover: element.value("role") == Some("doc-cover"),
            description,
            path: None,
            place: None,
        });
    }

    /// What the element with that id says.
    fn said_by(&self, id: &str) -> Option<String> {
        let mut said = None;
        self.root.walk(&mut |element| {
            if element.value("id") == Some(id) {
                said = Some(element.said());
            }
        });
        said
    }

    fn table(&mut self, element: &Element) {
        let mut table = Table { caption: String::new(), rows: 0, headers: 0 };
        element.walk(&mut |inner| match inner.name {
            "caption" => table.caption = excerpt(&inner.said()),
            "tr" => table.rows += 1,
            "th" if inner.value("scope").is_some() => table.headers += 1,
            _ => {}
        });
        self.found.tables.push(table);
    }

    fn link(&mut self, element: &Element, list: Option<&str>) {
        let Some(address) = element.value("href") else { return };
        let says = element.value("aria-label").map_or_else(|| element.said(), str::to_owned);
        match list {
            Some("toc") => self.found.contents += 1,
            Some("page-list") => self.found.listed_pages.push(says.clone()),
            _ => {}
        }
        let mut pictured = false;
        element.walk(&mut |inner| {
            pictured |= inner.value("alt").is_some_and(|words| !words.trim().is_empty());
        });
        if says.trim().is_empty() && !pictured {
            self.found.silent_links.push(address.to_owned());
        } else {
            self.found.links += 1;
        }
    }

    /// Calls of notes, and ways back from them.
    fn note(&mut self, element: &Element) {
        let Some(address) = element.value("href") else { return };
        match element.value("role") {
            Some("doc-noteref") => {
                self.found.notes.calls += 1;
                let file = self.found.file.rsplit('/').next().unwrap_or_default();
                let target = match address.strip_prefix('#') {
                    Some(id) => format!("{file}#{id}"),
                    None => address.to_owned(),
                };
                self.found.notes.targets.insert(target);
            }
            Some("doc-backlink") if element.value("aria-label").is_some() => {
                self.found.notes.ways_back += 1;
            }
            _ => {}
        }
    }
}

/// Headings of lists that are not shown are none that a reader meets.
fn is_hidden(element: &Element, list: Option<&str>) -> bool {
    element.value("hidden").is_some() || matches!(list, Some("landmarks" | "page-list"))
}

fn level(name: &str) -> Option<u8> {
    name.strip_prefix('h')?.parse().ok().filter(|level| (1..=6).contains(level))
}

/// Text in one line, cut behind so many letters.
fn excerpt(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(KEPT) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text,
    }
}

/// What a style sheet does to readers.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Style {
    /// Declarations that set a colour.
    pub(super) colours: Vec<String>,
    /// Declarations that set type in lengths which the reader cannot change.
    pub(super) fixed: Vec<String>,
    /// Declarations that move something.
    pub(super) moving: Vec<String>,
}

/// Colours that are the reader's own.
const OWN_COLOURS: [&str; 6] =
    ["inherit", "currentcolor", "transparent", "none", "initial", "unset"];
/// Units that do not follow the size of the reader's type.
const ABSOLUTE: [&str; 6] = ["px", "pt", "pc", "mm", "cm", "in"];

impl Style {
    /// Looks at the declarations of a style sheet.
    pub(super) fn of(sheet: &Sheet<'_>) -> Self {
        let mut style = Self::default();
        for declaration in sheet.rules.iter().flat_map(|rule| &rule.declarations) {
            let property = &declaration.name;
            let value = declaration.value.to_ascii_lowercase();
            let shown = || format!("{property}: {value}");
            match property.as_str() {
                "font-size" | "line-height" | "font" if is_absolute(&value) => {
                    style.fixed.push(shown());
                }
                "color" | "background" | "background-color" | "border-color"
                    if !OWN_COLOURS.contains(&value.as_str()) =>
                {
                    style.colours.push(shown());
                }
                _ if property.starts_with("animation") => style.moving.push(shown()),
                _ => {}
            }
        }
        style
    }
}

/// Whether a value has a length in a unit of its own.
fn is_absolute(value: &str) -> bool {
    value.split([' ', '/', ',']).any(|part| {
        let number = part.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let unit = &part[number.len()..];
        ABSOLUTE.contains(&unit) && number.parse::<f64>().is_ok_and(|size| size > 0.0)
    })
}

/// Whether a PNG is several pictures one after the other (the chunk `acTL` before the data).
pub(super) fn moves(png: &[u8]) -> bool {
    let at = |name: &[u8]| png.windows(4).position(|window| window == name);
    at(b"acTL").is_some_and(|chunk| at(b"IDAT").is_none_or(|data| chunk < data))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(body: Element) -> Element {
        Element::new("html").attr("lang", "de").attr("xml:lang", "de").child(body)
    }

    #[test]
    fn a_document_is_read_as_it_is_written() {
        let foreign = Element::new("i").attr("lang", "fr").attr("xml:lang", "fr").text("le quai");
        let again = Element::new("b").attr("lang", "fr").attr("xml:lang", "fr").text("!");
        let call = Element::new("a").attr("role", "doc-noteref").attr("href", "#n1").text("1");
        let silent = Element::new("a").attr("href", "b.xhtml");
        let body = Element::new("body")
            .child(Element::new("h2").text("Am  Kai"))
            .child(Element::new("p").child(foreign.child(again)).child(call).child(silent));
        let found = document("text/a.xhtml", &html(body), true);
        assert_eq!(found.headings, [Heading { level: 2, text: "Am Kai".to_owned() }]);
        assert_eq!(found.passages.len(), 1, "the same language within is no other");
        assert_eq!(found.notes.targets.iter().next().map(String::as_str), Some("a.xhtml#n1"));
        assert_eq!((found.links, found.silent_links), (1, vec!["b.xhtml".to_owned()]));
    }

    #[test]
    fn a_picture_leads_to_its_description() {
        let img = Element::new("img").attr("alt", "Ein Kai").attr("aria-details", "lang-1");
        let long = Element::new("div").attr("id", "lang-1").text("Links ein Kran.");
        let found = document("a", &html(Element::new("figure").child(img).child(long)), true);
        assert_eq!(found.pictures[0].description.as_deref(), Some("Links ein Kran."));
    }

    #[test]
    fn style_sheets_leave_the_reader_alone() {
        let style = Style::of(&Sheet::read(
            "/* color: red */ p { color: #333; line-height: 1.3 } a { color: inherit }
             h1 { font-size: 14pt; font-size: 1.4em; background: none } @media x { b { animation: a 1s } }",
        ));
        assert_eq!(style.colours, ["color: #333"]);
        assert_eq!(style.fixed, ["font-size: 14pt"]);
        assert_eq!(style.moving, ["animation: a 1s"]);
    }

    #[test]
    fn animated_pngs() {
        assert!(moves(b"..IHDR..acTL..IDAT") && !moves(b"..IHDR..IDAT..acTL") && !moves(b"IDAT"));
    }
}
