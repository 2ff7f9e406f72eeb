//! Notes as XHTML, with the ways back to their calls.

use super::ids::{call_id, note_id};
use super::lower::{Lowerer, one};
use super::site::{Back, NoteForm, Setting, Site};
use crate::ir::{
    BackReference, Language, Marks, NoteGroup, NoteId, NumberedNote, Role, SectionId, SeriesId,
    plain,
};
use crate::language::numerals::alphabetic;
use crate::xml::{Element, Node};

impl<'a, S: Site> Lowerer<'a, S> {
    /// The notes to each section under its title; those to the one section that has any without.
    pub(crate) fn groups(
        &mut self,
        groups: &[NoteGroup],
        one: bool,
        below: u8,
        language: &Language,
    ) -> Vec<Node> {
        let mut nodes = Vec::new();
        for group in groups {
            let mut list = self.note_list(group, language);
            if one {
                nodes.push(list.into());
                continue;
            }
            let title = self.section_title(group.section, language);
            let section = self.setting.book.section(group.section);
            let id = self.heading_of_notes(group.series, &section.id);
            let heading = self.next_heading(below).attr("id", id).children(title);
            let marks = if self.is_headed(group) { list.take_marks() } else { Vec::new() };
            nodes.push(under(heading, marks).child(list).into());
        }
        nodes
    }

    /// Whether a printed page can begin with a heading above the notes of a section.
    fn is_headed(&self, group: &NoteGroup) -> bool {
        let section = self.setting.book.section(group.section);
        section.is_titled() || matches!(section.role, Role::Dedication | Role::Epigraph)
    }

    /// An id for the heading above notes of a series, all or those of a section.
    pub(crate) fn heading_of_notes(&mut self, series: SeriesId, section: &str) -> String {
        let series = self.setting.book.manuscript().series(series).name.as_str();
        let parts = ["anmerkungen", series, section];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        self.ids.fresh(&parts.join("-"))
    }

    /// The title of a section as a heading over its notes says it: its own, else what its document is
    /// called.
    fn section_title(&mut self, section: SectionId, around: &Language) -> Vec<Node> {
        let book = self.setting.book;
        let own = book.section(section);
        let title = book.title_of(own).unwrap_or_default();
        if !plain(&title).trim().is_empty() {
            return self.inlines(&title);
        }
        let title = self.site.title_of(section).unwrap_or(self.setting.terms.section);
        match Some(book.language_of(own)).filter(|language| *language != around) {
            None => vec![Node::Text(title.to_owned())],
            own => one(Element::new("span").language(own).text(title)),
        }
    }

    pub(crate) fn series_title(&self, series: SeriesId) -> String {
        let title = self.setting.book.manuscript().series(series).title.clone();
        title
            .filter(|title| !title.trim().is_empty())
            .unwrap_or(self.setting.terms.section_of(Role::Endnotes).to_owned())
    }

    /// The notes that stand at the end of a section in that language, each series under its own heading.
    pub(crate) fn notes_of_section(
        &mut self,
        groups: &[NoteGroup],
        language: &Language,
    ) -> Vec<Node> {
        let mut nodes = Vec::new();
        for group in groups {
            let title = self.series_title(group.series);
            let own = self.setting.book.section(group.section).id.as_str();
            let id = self.heading_of_notes(group.series, own);
            let own_language = self.label_language(Some(language));
            let heading = self.next_heading(self.depth.saturating_add(1));
            let heading = heading.attr("id", id.as_str()).language(own_language).text(title);
            let mut list = self.note_list(group, language);
            let titled_in_print =
                self.setting.book.manuscript().series(group.series).title.is_some();
            let marks = if titled_in_print { list.take_marks() } else { Vec::new() };
            let section = under(heading, marks)
                .semantics(Some("endnotes"), Some("doc-endnotes"))
                .attr("class", "endnotes")
                .attr("aria-labelledby", id);
            nodes.push(section.child(list).into());
        }
        nodes
    }

    fn note_list(&mut self, group: &NoteGroup, language: &Language) -> Element {
        let marks = self.setting.book.manuscript().series(group.series).marks;
        let kind = list_type(marks);
        let mut list = Element::new("ol").maybe("type", kind);
        // The mark stands in the note.
        if marks == Marks::Asterisks || self.setting.form.back == Back::Before {
            list = list.attr("class", "marked");
        }
        let mut expected = 1;
        for (i, &id) in group.notes.iter().enumerate() {
            let number = self.setting.book.note(id).number;
            let mut item = self.entry(id, language);
            if number != expected {
                match i {
                    0 => list = list.attr("start", number.to_string()),
                    _ => item = item.attr("value", number.to_string()),
                }
            }
            expected = number.saturating_add(1);
            list = list.child(item);
        }
        list
    }

    /// A note in its entry of the list, with the ways back to its calls. The type stands on a
    /// container and not on the entry, which may not have it; readers that show notes in a window
    /// look for it.
    pub(crate) fn entry(&mut self, id: NoteId, around: &Language) -> Element {
        let Setting { book, form, .. } = self.setting;
        let note = book.note(id);
        let language = Some(book.language_of(note.section));
        let mut nodes = self.blocks(&note.written.body);
        if let Some(reference) = note.refers {
            let supplement = self.supplement(reference, language);
            put_behind(&mut nodes, reference.at, supplement);
        }
        match form.back {
            Back::Before => lead(&mut nodes, self.ways_back(id, note, language)),
            Back::Behind => {
                if book.manuscript().series(note.written.series).marks == Marks::Asterisks {
                    lead(&mut nodes, vec![marked(note.mark)]);
                }
                close(&mut nodes, self.ways_back(id, note, language));
            }
        }
        let own = language.filter(|language| *language != around);
        let item = Element::new("li");
        match form.note {
            NoteForm::Typed => {
                let container = Element::new("div")
                    .attr("id", note_id(id))
                    .semantics(Some("footnote"), Some("doc-footnote"));
                item.child(container.language(own).children(nodes))
            }
            NoteForm::Entry => item.attr("id", note_id(id)).language(own).children(nodes),
        }
    }

    /// What a note refers to, in square brackets as an editor's: ` [Anm. 11: Muster, Der Kai]`.
    fn supplement(&self, reference: &BackReference, around: Option<&Language>) -> Vec<Node> {
        let named = (self.setting.terms.see_note)(self.setting.book.note(reference.to).mark);
        let label = match self.site.home(reference.to) {
            Some(home) => Element::new("a").attr("href", self.href(home, &note_id(reference.to))),
            None => Element::new("span"),
        };
        let label = label.language(self.label_language(around)).text(named);
        let work = format!(": {}]", reference.work);
        vec![Node::Text(" [".to_owned()), label.into(), Node::Text(work)]
    }

    /// The ways back to the calls of a note, each a link.
    fn ways_back(
        &self,
        id: NoteId,
        note: NumberedNote<'_>,
        around: Option<&Language>,
    ) -> Vec<Node> {
        let calls = self.site.calls(id);
        let label_language = self.label_language(around);
        let form = &self.setting.form;
        let sign = match form.back {
            Back::Behind => form.arrow,
            Back::Before => note.mark,
        };
        let link = |(n, (ordinal, file)): (usize, &(u32, &str))| {
            let which = (calls.len() > 1).then_some(n + 1);
            // Behind a letter a letter could not be told from the mark.
            let which_one = which.map(|n| match sign.ends_with(char::is_alphabetic) {
                true => n.to_string(),
                false => alphabetic(n as u64),
            });
            let text = format!("{sign}{}", which_one.unwrap_or_default());
            let link = Element::new("a")
                .semantics(Some("backlink"), Some("doc-backlink"))
                .attr("class", "backlink")
                .attr("href", self.href(file, &call_id(id, *ordinal)))
                .attr("aria-label", (self.setting.terms.back_to_call)(note.mark, which))
                .language(label_language)
                .text(text);
            Node::Element(link)
        };
        calls.iter().enumerate().map(link).collect()
    }
}

/// Puts nodes behind so many bytes of text of the first paragraph.
fn put_behind(nodes: &mut [Node], at: usize, put: Vec<Node>) {
    if let Some(Node::Element(first)) = nodes.first_mut()
        && first.name == "p"
    {
        first.insert(at, put);
    }
}

fn marked(mark: &str) -> Node {
    Element::new("span").attr("class", "mark").text(mark).into()
}

/// Puts marks or links before the text of a note.
fn lead(nodes: &mut Vec<Node>, marks: Vec<Node>) {
    let marks = marks.into_iter().flat_map(|mark| [mark, Node::Text(" ".to_owned())]);
    match nodes.first_mut() {
        Some(Node::Element(first)) if first.name == "p" => {
            let pages = first.take_marks();
            first.prepend(pages.into_iter().chain(marks));
        }
        _ => nodes.insert(0, Element::new("p").children(marks).into()),
    }
}

/// Puts links behind the text of a note, with no-break spaces: an arrow is not to stand alone on a
/// line. Where the text does not end in a paragraph, they get one of their own.
fn close(nodes: &mut Vec<Node>, links: Vec<Node>) {
    let spaced = links.into_iter().flat_map(|link| [Node::Text("\u{a0}".to_owned()), link]);
    let mut spaced = spaced.peekable();
    match nodes.last_mut() {
        _ if spaced.peek().is_none() => {}
        Some(Node::Element(last)) if last.name == "p" => last.append(spaced),
        _ => {
            let links = spaced.skip(1);
            nodes.push(Element::new("p").attr("class", "back").children(links).into());
        }
    }
}

/// A section that begins with marks of pages and a heading. It bears no label: with one it would be a
/// landmark, and as many landmarks as a book has chapters show nobody the way.
pub(crate) fn under(heading: Element, marks: Vec<Node>) -> Element {
    Element::new("section").children(marks).child(heading)
}

fn list_type(marks: Marks) -> Option<&'static str> {
    match marks {
        Marks::Decimal | Marks::Asterisks => None,
        Marks::LowerAlpha => Some("a"),
        Marks::UpperAlpha => Some("A"),
        Marks::LowerRoman => Some("i"),
        Marks::UpperRoman => Some("I"),
    }
}
