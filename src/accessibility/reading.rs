//! What is in a finished document, for those who cannot read print.

use super::{Document, Heading, Passage, Picture, Table};
use crate::source::Span;
use crate::xml::is_phrasing;
use crate::xml::read::{self, Attributes, MATHML, Node, OPS, SVG, XHTML, XLINK, XML};

/// Letters of a passage that are kept.
const KEPT: usize = 80;

/// Where an element stands, if that is to be told.
type Places<'p> = &'p dyn Fn(Node<'_>) -> Option<Span>;

impl Document {
    /// What a document holds whose place nobody asks for; `file` is its path beside the package. One that
    /// is no XML holds nothing.
    pub(crate) fn of_bytes(file: &str, bytes: &[u8], in_spine: bool) -> Self {
        let tree = std::str::from_utf8(bytes).ok().and_then(|text| read::parse(text).ok());
        match tree {
            Some(tree) => Self::read(file, tree.root_element(), in_spine, &|_| None),
            None => Self { file: file.to_owned(), in_spine, ..Self::default() },
        }
    }

    /// What a document holds; `file` is its path beside the package.
    pub(crate) fn read(file: &str, root: Node<'_>, in_spine: bool, places: Places<'_>) -> Self {
        let language = language(root).unwrap_or_default();
        let (file, own) = (file.to_owned(), language.to_owned());
        let found = Self { file, language: own, in_spine, ..Self::default() };
        let mut look = Look { root, places, found };
        look.inside(root, language, None);
        look.found
    }
}

/// A look through a document.
struct Look<'a, 'p> {
    root: Node<'a>,
    places: Places<'p>,
    found: Document,
}

impl<'a> Look<'a, '_> {
    /// Looks at what is inside an element in that language; `list` is the kind of the navigation
    /// around it.
    fn inside(&mut self, element: Node<'a>, language: &str, list: Option<&'a str>) {
        for child in element.children().filter(Node::is_element) {
            match child.tag_name().namespace() {
                Some(SVG) => self.drawing(child),
                Some(MATHML) => self.found.formulas += usize::from(name(child) == "math"),
                _ => self.element(child, language, list),
            }
        }
    }

    fn element(&mut self, element: Node<'a>, around: &str, list: Option<&'a str>) {
        let own = language(element);
        if let Some(own) = own.filter(|own| *own != around) {
            let text = excerpt(&said(element));
            self.found.passages.push(Passage { language: own.to_owned(), text });
        }
        let list = if name(element) == "nav" { element.attr_in(OPS, "type") } else { list };
        self.note(element);
        match name(element) {
            "title" => self.found.title = said(element),
            "img" => self.picture(element),
            "table" if !is_silent(element) => self.table(element),
            "a" => self.link(element, list),
            "audio" | "video" | "script" | "object" | "iframe" => self.found.media += 1,
            other => {
                if let Some(level) = level(other).filter(|_| !is_hidden(element, list)) {
                    let text = excerpt(&said(element));
                    self.found.headings.push(Heading { level, text });
                }
            }
        }
        if means(element, "pagebreak") {
            let label = element.attr("aria-label").or(element.attr("title"));
            let label = label.map_or_else(|| excerpt(&said(element)), str::to_owned);
            self.found.page_breaks.push(label);
        }
        // Landmarks name what stands elsewhere.
        self.found.index |= list.is_none() && means(element, "index");
        self.inside(element, own.unwrap_or(around), list);
    }

    fn picture(&mut self, element: Node<'a>) {
        let details = element.attr("aria-details").or(element.attr("aria-describedby"));
        let words = element.attr("alt").or(element.attr("aria-label"));
        self.take(element, element.attr("src"), words.unwrap_or_default().to_owned());
        if let Some(picture) = self.found.pictures.last_mut() {
            let described = details.and_then(|id| {
                self.root.descendants().find(|node| node.attr("id") == Some(id.trim()))
            });
            picture.description = described.map(said);
        }
    }

    /// A drawing in the document, and the picture that it may hold, as covers often do.
    fn drawing(&mut self, element: Node<'a>) {
        let mut inside = element.descendants();
        let title = element.children().find(|node| node.has_tag_name((SVG, "title")));
        let words = element.attr("aria-label").map(str::to_owned).or(title.map(said));
        let image = inside.find(|node| node.has_tag_name((SVG, "image")));
        let file = image.and_then(|image| image.attr_in(XLINK, "href").or(image.attr("href")));
        self.take(element, file, words.unwrap_or_default());
    }

    fn take(&mut self, element: Node<'a>, file: Option<&str>, words: String) {
        let cover = |node: Node<'_>| means(node, "cover");
        self.found.pictures.push(Picture {
            file: file.unwrap_or_default().to_owned(),
            words,
            decorative: is_silent(element),
            cover: element.ancestors().any(cover),
            description: None,
            path: None,
            place: (self.places)(element),
        });
    }

    fn table(&mut self, element: Node<'a>) {
        let mut table = Table { caption: String::new(), rows: 0, headers: 0 };
        for inner in element.descendants().filter(Node::is_element) {
            match name(inner) {
                "caption" => table.caption = excerpt(&said(inner)),
                "tr" => table.rows += 1,
                "th" => table.headers += 1,
                _ => {}
            }
        }
        self.found.tables.push(table);
    }

    fn link(&mut self, element: Node<'a>, list: Option<&str>) {
        let Some(address) = element.attr("href") else { return };
        let says = element.attr("aria-label").map_or_else(|| said(element), str::to_owned);
        let of = |kind: &str| list.is_some_and(|list| list.split_whitespace().any(|k| k == kind));
        self.found.contents += usize::from(of("toc"));
        if of("page-list") {
            self.found.listed_pages.push(says.clone());
        }
        let mut inside = element.descendants();
        let pictured =
            inside.any(|node| node.attr("alt").is_some_and(|alt| !alt.trim().is_empty()));
        if says.trim().is_empty() && !pictured {
            self.found.silent_links.push(address.to_owned());
        } else {
            self.found.links += 1;
        }
    }

    /// Calls of notes, and ways back from them.
    fn note(&mut self, element: Node<'a>) {
        let Some(address) = element.attr("href") else { return };
        if means(element, "noteref") {
            self.found.notes.calls += 1;
            let file = self.found.file.rsplit('/').next().unwrap_or_default();
            let target = match address.strip_prefix('#') {
                Some(id) => format!("{file}#{id}"),
                None => address.to_owned(),
            };
            self.found.notes.targets.insert(target);
        }
        if means(element, "backlink") && element.has_attr("aria-label") {
            self.found.notes.ways_back += 1;
        }
    }
}

/// The name of an element.
fn name<'a>(node: Node<'a>) -> &'a str {
    node.tag_name().name()
}

fn language(node: Node<'_>) -> Option<&str> {
    node.attr_in(XML, "lang").or(node.attr("lang"))
}

/// Whether an element says that it is that, by its role (DPUB-ARIA) or its type (EPUB).
fn means(node: Node<'_>, word: &str) -> bool {
    let words = |list: Option<&'_ str>, prefix: &str| {
        list.into_iter()
            .flat_map(str::split_whitespace)
            .any(|one| one.strip_prefix(prefix) == Some(word))
    };
    words(node.attr_in(OPS, "type"), "") || words(node.attr("role"), "doc-")
}

/// Whether an element says that it is to be passed over.
fn is_silent(node: Node<'_>) -> bool {
    let role = node.attr("role").unwrap_or_default();
    let silent = role.split_whitespace().any(|role| matches!(role, "presentation" | "none"));
    silent || node.attr("aria-hidden") == Some("true")
}

/// Headings of lists that are not shown are none that a reader meets.
fn is_hidden(element: Node<'_>, list: Option<&str>) -> bool {
    element.has_attr("hidden") || matches!(list, Some("landmarks" | "page-list"))
}

fn level(name: &str) -> Option<u8> {
    name.strip_prefix('h')?.parse().ok().filter(|level| (1..=6).contains(level))
}

/// The text of all that is inside, without the line ends that stand beside blocks.
fn said(element: Node<'_>) -> String {
    let mut text = String::new();
    for node in element.descendants().filter(Node::is_text) {
        let is_block =
            |node: Node<'_>| node.has_tag_name((XHTML, name(node))) && !is_phrasing(name(node));
        let part = node.text().unwrap_or_default();
        let behind = node.prev_sibling().is_some_and(is_block);
        let before = node.prev_sibling().is_none() && node.next_sibling().is_some_and(is_block);
        text.push_str(match part.strip_prefix('\n') {
            Some(rest) if behind || before => rest,
            _ => part,
        });
    }
    text
}

/// Text in one line, cut behind so many letters.
fn excerpt(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(KEPT) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> Document {
        let text = format!(
            "<html xmlns='http://www.w3.org/1999/xhtml' xmlns:epub='http://www.idpf.org/2007/ops' \
             lang='de' xml:lang='de'><head><title>T</title></head><body>{body}</body></html>"
        );
        Document::of_bytes("text/a.xhtml", text.as_bytes(), true)
    }

    #[test]
    fn a_document_is_read_as_it_is_written() {
        let found = read(
            "<h2>Am  Kai</h2>\n<p><i lang='fr' xml:lang='fr'>le quai<b lang='fr'>!</b></i>\
             <a role='doc-noteref' href='#n1'>1</a><a href='b.xhtml'></a></p>",
        );
        assert_eq!(found.headings, [Heading { level: 2, text: "Am Kai".to_owned() }]);
        assert_eq!(found.passages.len(), 1, "the same language within is no other");
        assert_eq!(found.notes.targets.iter().next().map(String::as_str), Some("a.xhtml#n1"));
        assert_eq!((found.links, found.silent_links), (1, vec!["b.xhtml".to_owned()]));
    }

    #[test]
    fn a_picture_leads_to_its_description() {
        let found = read(
            "<figure><img src='a.png' alt='Ein Kai' aria-details='l'/>\n\
             <div id='l'>\n<p>Links ein <em>Kran</em>\n<em>am</em> Ufer.</p>\n</div>\n</figure>",
        );
        let described = found.pictures[0].description.as_deref();
        assert_eq!(described, Some("Links ein Kran\nam Ufer."));
    }

    #[test]
    fn what_other_programs_write_is_read_too() {
        let found = read(
            "<section epub:type='cover'><svg xmlns='http://www.w3.org/2000/svg'><title>Umschlag</title>\
             <image href='c.jpg'/></svg></section><img src='b.png' alt='' role='none'/>\
             <span epub:type='pagebreak' title='7'/><a epub:type='noteref' href='n.xhtml#a'>1</a>\
             <table role='presentation'><tr><td>1</td></tr></table><table><tr><th>A</th></tr></table>\
             <math xmlns='http://www.w3.org/1998/Math/MathML'><mi>x</mi></math>",
        );
        let pictures = found.pictures.iter().map(|one| (&*one.file, &*one.words, one.tells()));
        let all = [("c.jpg", "Umschlag", false), ("b.png", "", false)];
        assert_eq!(pictures.collect::<Vec<_>>(), all);
        assert_eq!((found.page_breaks, found.notes.calls), (vec!["7".to_owned()], 1));
        assert_eq!((found.tables.len(), found.tables[0].headers, found.formulas), (1, 1, 1));
    }

    #[test]
    fn what_is_no_xml_holds_nothing() {
        let found = Document::of_bytes("a", b"<p", true);
        assert!(found.in_spine && found.title.is_empty());
    }
}
