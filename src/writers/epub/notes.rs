//! Notes as XHTML: the endnotes of the book and those at the end of a section.

use super::ids::{call_id, note_id};
use super::lower::{Lowerer, heading_name};
use super::node::{Element, Node};
use super::plan::Document;
use crate::ir::{Language, Marks, Note, NoteGroup, NoteId};

/// The arrow of the way back, as text rather than as a picture of the system's.
pub(super) const ARROW: &str = "\u{21a9}\u{fe0e}";

/// The mark of a note as printed; its running number where numbering has not been.
pub(super) fn mark(note: &Note, id: NoteId) -> String {
    if note.mark.is_empty() { (u64::from(id.0) + 1).to_string() } else { note.mark.clone() }
}

impl<'a> Lowerer<'a> {
    /// What stands in the document of the endnotes below its heading: by series, if there are
    /// several, and by section, if a series has notes to several.
    pub(super) fn endnotes(&mut self, document: &'a Document) -> Vec<Node> {
        let plan = self.plan;
        let series = plan.endnote_series();
        let mut nodes = Vec::new();
        for &index in &series {
            let groups: Vec<&NoteGroup> =
                plan.endnotes.iter().filter(|group| group.series == index).collect();
            let several = series.len() > 1;
            let inner = self.groups(&groups, if several { 4 } else { 3 }, &document.language);
            if several {
                let title = self.series_title(index);
                let heading = self.heading_of_notes(index, "");
                nodes.push(titled(3, &heading, &title, None).children(inner).into());
            } else {
                nodes.extend(inner);
            }
        }
        nodes
    }

    fn groups(&mut self, groups: &[&NoteGroup], level: u32, language: &Language) -> Vec<Node> {
        let mut nodes = Vec::new();
        for group in groups {
            let list = self.note_list(group, language);
            if groups.len() == 1 {
                nodes.push(list.into());
                continue;
            }
            let (title, own) = self.section_title(group.section, language);
            let section = self.plan.book.sections.get(group.section);
            let section = section.map_or("", |section| section.id.as_str());
            let heading = self.heading_of_notes(group.series, section);
            nodes.push(titled(level, &heading, &title, own.as_ref()).child(list).into());
        }
        nodes
    }

    /// An id for the heading above notes of a series, all or those of a section.
    fn heading_of_notes(&mut self, series: usize, section: &str) -> String {
        let series = self.plan.book.series.get(series).map_or("", |series| series.name.as_str());
        let parts = ["anmerkungen", series, section];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        self.ids.fresh(&parts.join("-"))
    }

    fn section_title(&self, section: usize, around: &Language) -> (String, Option<Language>) {
        let title = self
            .plan
            .document_of(section)
            .map_or_else(|| self.plan.terms.section.to_owned(), |document| document.title.clone());
        let language = self.plan.book.sections.get(section).map(|s| self.plan.book.language_of(s));
        (title, language.filter(|language| *language != around).cloned())
    }

    fn series_title(&self, series: usize) -> String {
        let series = self.plan.book.series.get(series);
        let title = series.and_then(|series| series.title.clone());
        title.filter(|title| !title.trim().is_empty()).unwrap_or(self.plan.terms.notes.to_owned())
    }

    /// The notes that stand at the end of a section, each series under its own heading.
    pub(super) fn section_notes(&mut self, section: usize, document: &Document) -> Vec<Node> {
        let Some(groups) = self.plan.section_notes.get(&section) else {
            return Vec::new();
        };
        let level = u32::from(self.depth) + 2;
        let mut nodes = Vec::new();
        for group in groups {
            let title = self.series_title(group.series);
            let own = self.plan.book.sections[group.section].id.as_str();
            let heading = self.heading_of_notes(group.series, own);
            let list = self.note_list(group, &document.language);
            let language = self.plan.label_language(Some(&document.language));
            let section = titled(level, &heading, &title, language)
                .semantics(Some("endnotes"), Some("doc-endnotes"))
                .attr("class", "endnotes")
                .attr("aria-labelledby", heading);
            nodes.push(section.child(list).into());
        }
        nodes
    }

    fn note_list(&mut self, group: &NoteGroup, language: &Language) -> Element {
        let marks = self.plan.book.series.get(group.series).map(|series| series.marks);
        let kind = marks.and_then(list_type);
        let mut list = Element::new("ol").maybe("type", kind);
        if marks == Some(Marks::Asterisks) {
            list = list.attr("class", "marked");
        }
        let mut expected = 1;
        for (i, &id) in group.notes.iter().enumerate() {
            let Some(note) = self.plan.book.notes.get(id.0 as usize) else {
                continue;
            };
            let mut item = Element::new("li");
            if note.number > 0 && note.number != expected {
                match i {
                    0 => list = list.attr("start", note.number.to_string()),
                    _ => item = item.attr("value", note.number.to_string()),
                }
            }
            expected = note.number.saturating_add(1);
            list = list.child(item.child(self.note(id, note, marks, language)));
        }
        list
    }

    /// A note with the ways back to its calls at its end. The type stands here and not on the
    /// entry of the list, which may not have it; readers that show notes in a window look for it.
    fn note(
        &mut self,
        id: NoteId,
        note: &Note,
        marks: Option<Marks>,
        around: &Language,
    ) -> Element {
        let language = self.plan.book.sections.get(note.section);
        let language = language.map(|section| self.plan.book.language_of(section));
        let mut nodes = self.blocks(&note.body);
        if marks == Some(Marks::Asterisks) {
            put_mark(&mut nodes, mark(note, id));
        }
        let back = self.ways_back(id, note, language);
        match nodes.last_mut() {
            Some(Node::Element(last)) if last.name() == "p" => last.append(back),
            _ if back.is_empty() => {}
            // The space before the first of them is for one that follows the text.
            _ => {
                let back = back.into_iter().skip(1);
                nodes.push(Element::new("p").attr("class", "back").children(back).into());
            }
        }
        Element::new("div")
            .attr("id", note_id(id))
            .semantics(Some("footnote"), Some("doc-footnote"))
            .language(language.filter(|language| *language != around))
            .children(nodes)
    }

    fn ways_back(&self, id: NoteId, note: &Note, around: Option<&Language>) -> Vec<Node> {
        let calls = self.plan.calls(id);
        let label_language = self.plan.label_language(around);
        let mark = mark(note, id);
        let mut nodes = Vec::new();
        for (n, (ordinal, document)) in calls.iter().enumerate() {
            let which = (calls.len() > 1).then_some(n + 1);
            let text = which.map_or_else(|| ARROW.to_owned(), |n| format!("{ARROW}{}", letters(n)));
            let link = Element::new("a")
                .semantics(Some("backlink"), Some("doc-backlink"))
                .attr("class", "backlink")
                .attr("href", self.href(&document.file, &call_id(id, *ordinal)))
                .attr("aria-label", (self.plan.terms.back_to_call)(&mark, which))
                .language(label_language)
                .text(text);
            // A no-break space: the arrow is not to stand alone on a line.
            nodes.push(Node::Text("\u{a0}".to_owned()));
            nodes.push(link.into());
        }
        nodes
    }
}

/// No list of HTML counts in asterisks: the mark stands in the note.
fn put_mark(nodes: &mut Vec<Node>, mark: String) {
    let mark = Element::new("span").attr("class", "mark").text(mark);
    let mark = [Node::Element(mark), Node::Text(" ".to_owned())];
    match nodes.first_mut() {
        Some(Node::Element(first)) if first.name() == "p" => first.prepend(mark),
        _ => nodes.insert(0, Element::new("p").children(mark).into()),
    }
}

/// A section with a heading. It bears no label: with one it would be a landmark, and as many
/// landmarks as a book has chapters show nobody the way.
fn titled(level: u32, id: &str, title: &str, language: Option<&Language>) -> Element {
    let heading = Element::new(heading_name(level)).attr("id", id).language(language).text(title);
    Element::new("section").child(heading)
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

/// a b c … z aa ab
pub(super) fn letters(number: usize) -> String {
    let mut rest = number;
    let mut letters = String::new();
    while rest > 0 {
        rest -= 1;
        letters.insert(0, char::from(b'a' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!([1, 3, 26, 27, 53].map(letters), ["a", "c", "z", "aa", "ba"]);
    }
}
