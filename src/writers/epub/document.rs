//! The documents of the spine: each content of the plan as an XHTML document.

use super::CoverImage;
use super::Lowerer;
use super::plan::{Content, Document, section_of};
use crate::ir::{Language, Matter, Role, Section, SectionId};
use crate::writers::xhtml::{self, semantics, spoken};
use crate::xml::{Element, Node};

/// The frame of every XHTML document.
pub(super) fn page(
    title: &str,
    language: &Language,
    kind: &str,
    content: impl IntoIterator<Item = impl Into<Node>>,
) -> Element {
    let style = Element::new("link")
        .attr("rel", "stylesheet")
        .attr("type", "text/css")
        .attr("href", "../css/book.css");
    let head = Element::new("head")
        .child(Element::new("meta").attr("charset", "utf-8"))
        .child(Element::new("title").text(title))
        .child(style);
    Element::new("html")
        .attr("xmlns", "http://www.w3.org/1999/xhtml")
        .attr("xmlns:epub", "http://www.idpf.org/2007/ops")
        .language(Some(language))
        .child(head)
        .child(Element::new("body").attr("epub:type", kind).children(content))
}

impl<'a> Lowerer<'a> {
    /// A document of the plan; `None` for the table of contents, which needs all others first.
    pub(super) fn document(
        &mut self,
        document: &'a Document,
        cover: Option<&CoverImage>,
    ) -> Option<Element> {
        self.open(document);
        let book = self.site.book;
        let (kind, body) = match document.content {
            Content::Cover => ("frontmatter", cover_page(cover)),
            Content::TitlePage(index) => {
                let section = book.section(index);
                let marks = self.marks_of_section(Some(index));
                ("frontmatter", self.title_page(section, marks))
            }
            Content::Section(index) => {
                let section = book.section(index);
                (body_type(section), self.section(index, section, document))
            }
            Content::Contents(_) => return None,
            Content::Endnotes(index) => ("backmatter", self.endnotes_section(index, document)),
        };
        Some(page(&document.title, &document.language, kind, [body]))
    }

    /// Begins a document.
    pub(super) fn open(&mut self, document: &'a Document) {
        let files = self.site.documents.iter().map(|document| &document.file);
        let number = files.take_while(|file| **file != document.file).count();
        self.begin(number, &document.file, &document.language);
    }

    fn title_page(&self, section: &Section, marks: Vec<Node>) -> Element {
        let id = self.ids.get(&section.id);
        xhtml::title_page(self.site.book.metadata(), self.site.terms, id, marks)
    }

    fn section(
        &mut self,
        index: SectionId,
        section: &'a Section,
        document: &'a Document,
    ) -> Element {
        let book = self.site.book;
        let (kind, role) = semantics(section.role);
        // The title of the book is the one heading above those of its sections.
        let depth = if section.role == Role::TitlePage { 0 } else { book.depth(section).max(1) };
        match document.part {
            0 => self.begin_section(depth),
            _ => self.depth = depth,
        }
        self.in_epigraph = kind == Some("epigraph");
        let class = section.role.as_str();
        let mut element = Element::new("section");
        if document.part > 0 {
            // It goes on: another chapter is not to be announced.
            let blocks = self.blocks(self.site.blocks_of(document));
            let notes = self.notes_behind(index, document);
            return element.attr("class", class).children(blocks).children(notes);
        }
        element = self.with_id(element, Some(&section.id)).semantics(kind, role);
        element = element.attr("class", class);
        element.append(self.marks_of_section(Some(index)));
        match &section.heading {
            Some(heading) => {
                let id = self.heading_id(&section.id);
                let element_of_heading =
                    self.next_heading(self.depth).attr("id", id.as_str()).attr("class", "opening");
                let heading = self.heading(heading, element_of_heading);
                element = element.attr("aria-labelledby", id).children(heading);
            }
            None => element = element.maybe("aria-label", spoken(book, section, self.site.terms)),
        }
        let blocks = self.blocks(self.site.blocks_of(document));
        let notes = self.notes_behind(index, document);
        element.children(blocks).children(notes)
    }

    /// The notes of a section, in the last of its documents.
    fn notes_behind(&mut self, index: SectionId, document: &'a Document) -> Vec<Node> {
        match self.site.is_last(document) {
            true => self.section_notes(index, document),
            false => Vec::new(),
        }
    }

    fn endnotes_section(&mut self, index: Option<SectionId>, document: &'a Document) -> Element {
        let own = index.map(|index| self.site.book.section(index).id.as_str());
        let own = own.filter(|_| document.part == 0);
        let id = self.heading_id(own.unwrap_or("endnotes"));
        let heading = self
            .next_heading(1)
            .attr("id", id.as_str())
            .attr("class", "opening")
            .text(document.title.as_str());
        let marks = if document.part == 0 { self.marks_of_section(index) } else { Vec::new() };
        let notes: Vec<Node> = self.endnotes(document);
        self.with_id(Element::new("section"), own)
            .semantics(Some("endnotes"), Some("doc-endnotes"))
            .attr("class", "endnotes")
            .attr("aria-labelledby", id)
            .children(marks)
            .child(heading)
            .children(notes)
    }

    fn heading_id(&mut self, section: &str) -> String {
        self.ids.fresh(&format!("titel-{section}"))
    }

    /// The navigation document: the table of contents, read as a page or not.
    pub(super) fn nav_document(&mut self, document: Option<&'a Document>) -> Element {
        let plan = self.site;
        let title = document
            .map_or(plan.terms.section_of(Role::Contents), |document| document.title.as_str());
        let language = document.map_or(&plan.book.metadata().language, |d| &d.language);
        let section = document.and_then(|document| section_of(document.content));
        let id = section.and_then(|index| self.ids.get(&plan.book.section(index).id));
        let id = id.map(str::to_owned).unwrap_or_else(|| self.ids.fresh("inhalt"));
        let marks = document.map(|document| self.marks_of_contents(document, section));
        let (mut content, lines) = marks.unwrap_or_default();
        let navs = self.navs((title, &id), &lines);
        content.extend(navs.into_iter().map(Node::Element));
        page(title, language, "frontmatter", content)
    }
}

fn body_type(section: &Section) -> &'static str {
    match section.role.matter() {
        Matter::Front => "frontmatter",
        Matter::Body => "bodymatter",
        Matter::Back => "backmatter",
    }
}

fn cover_page(cover: Option<&CoverImage>) -> Element {
    let section = Element::new("section").attr("epub:type", "cover").attr("class", "cover");
    let Some(cover) = cover else {
        return section;
    };
    section.child(
        Element::new("img")
            .attr("role", "doc-cover")
            .attr("src", format!("../images/{}", cover.file))
            .attr("alt", cover.alt.as_str())
            .attr("width", cover.width.to_string())
            .attr("height", cover.height.to_string()),
    )
}
