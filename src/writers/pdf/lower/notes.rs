//! Notes: all together behind the text, or at the end of their section.

use super::super::markup::{Arguments, Markup};
use super::context::BlockContext;
use super::{Lowering, labels};
use crate::inspection::Part;
use crate::ir::{
    Inline, Medium, NoteGroup, NoteId, NotePages, Role, SectionId, SeriesId, Stand, plain,
};

/// How many marks that are no numbers are measured for the widest.
const CANDIDATES: usize = 26;

impl Lowering<'_> {
    /// Whether notes are to stand behind the text.
    pub(super) fn has_endnotes(&self) -> bool {
        !self.book.notes_at(Stand::Endnotes, Medium::Pages).is_empty()
    }

    /// The endnotes of the book: by series, and within a series by section.
    pub(super) fn endnotes(&self, markup: &mut Markup, depth: u8) {
        let groups = self.book.notes_at(Stand::Endnotes, Medium::Pages);
        let widest = self.widest_marks(&groups);
        let many_series = groups.windows(2).any(|pair| pair[0].series != pair[1].series);
        let mut last_series = None;
        for (index, group) in groups.iter().enumerate() {
            let of_series = |other: &NoteGroup| other.series == group.series;
            if many_series && last_series != Some(group.series) {
                let title = self.series_line(group.series);
                self.notes_heading(markup, &title, depth.saturating_add(1), index, 1);
                last_series = Some(group.series);
            }
            if groups.iter().filter(|other| of_series(other)).count() > 1 {
                self.section_heading(
                    markup,
                    group,
                    depth.saturating_add(1 + u8::from(many_series)),
                    index,
                );
            }
            self.notes(markup, &group.notes, &widest);
        }
    }

    /// What may be as wide as the widest mark of these notes: of numbers as many of each figure as the
    /// longest has, of others those that are estimated to be the widest.
    fn widest_marks(&self, groups: &[NoteGroup]) -> Vec<String> {
        let notes = groups.iter().flat_map(|group| &group.notes);
        let mut marks: Vec<&str> = notes.map(|id| self.book.note(*id).mark).collect();
        marks.sort_by_cached_key(|mark| (std::cmp::Reverse(breadth(mark)), *mark));
        marks.dedup();
        let is_number = |mark: &&&str| mark.bytes().all(|byte| byte.is_ascii_digit());
        let longest = marks.iter().filter(is_number).map(|mark| mark.len()).max();
        let others = marks.iter().filter(|mark| !is_number(mark)).take(CANDIDATES);
        let numbers = longest
            .into_iter()
            .flat_map(|length| ('0'..='9').map(move |figure| figure.to_string().repeat(length)));
        numbers.chain(others.map(|mark| (*mark).to_owned())).collect()
    }

    /// The notes at the end of a section.
    pub(super) fn section_notes(&self, markup: &mut Markup, section: SectionId, depth: u8) {
        let groups = self.book.notes_at(Stand::Section, Medium::Pages);
        let own: Vec<&NoteGroup> = groups.iter().filter(|g| g.section == section).collect();
        if own.is_empty() {
            return;
        }
        let widest = self.widest_marks(&groups);
        markup.blank_line();
        markup.call("section-notes", |call| {
            call.block_body(|markup| {
                for group in own {
                    if self.book.manuscript().series(group.series).title.is_some() {
                        let before = usize::from(group.series.0) * self.book.sections().len();
                        let place = before + self.book.position(section);
                        let title = self.series_line(group.series);
                        self.notes_heading(markup, &title, depth.saturating_add(1), place, 2);
                    }
                    self.notes(markup, &group.notes, &widest);
                }
            });
        });
    }

    /// The title of the section of endnotes.
    pub(super) fn endnotes_title(&self) -> &str {
        self.book.endnotes_title(
            &self.book.notes_at(Stand::Endnotes, Medium::Pages),
            self.terms.section_of(Role::Endnotes),
        )
    }

    fn series_title(&self, series: SeriesId) -> &str {
        self.book
            .manuscript()
            .series(series)
            .title
            .as_deref()
            .unwrap_or(self.terms.section_of(Role::Endnotes))
    }

    fn series_line(&self, series: SeriesId) -> Vec<Inline> {
        let span = self.book.sections().next().map(|section| section.span);
        span.map(|span| Inline::text(span, self.series_title(series))).into_iter().collect()
    }

    fn section_heading(&self, markup: &mut Markup, group: &NoteGroup, level: u8, index: usize) {
        let section = &self.book.section(group.section);
        let name = match section.role {
            Role::Dedication | Role::Epigraph => Some(self.terms.section_of(section.role)),
            _ => None,
        };
        let name = name.map(|name| vec![Inline::text(section.span, name)]);
        if let Some(title) = self.book.title_of(section).or(name) {
            let series = self.book.manuscript().series.len();
            let place = self.book.sections().len() * series + index;
            self.notes_heading(markup, &title, level, place, 2);
        }
    }

    fn notes_heading(
        &self,
        markup: &mut Markup,
        title: &[Inline],
        level: u8,
        place: usize,
        depth: u8,
    ) {
        let level = self.next_level(level);
        markup.blank_line();
        markup.call("subheading", |call| {
            call.string("", &labels::notes_heading(place, depth));
            call.value("", level);
            call.value("depth", depth);
            call.content("title", |markup| {
                self.now.within(Part::Heading, || self.titled(markup, title));
            });
            call.string("plain", plain(title).trim());
            call.content("entry", |markup| self.now.aside(|| self.titled(markup, title)));
            call.value("listed", false);
        });
        markup.blank_line();
    }

    fn notes(&self, markup: &mut Markup, notes: &[NoteId], widest: &[String]) {
        markup.blank_line();
        markup.call("notes", |call| {
            call.list("widest", |list| widest.iter().for_each(|mark| list.string("", mark)));
            for id in notes {
                call.new_line();
                let span = self.book.note(*id).written.span;
                call.within(span, |call| call.call("", "note", |call| self.note(call, *id)));
            }
        });
        markup.blank_line();
    }

    fn note(&self, call: &mut Arguments<'_>, id: NoteId) {
        let note = self.book.note(id);
        call.string("", note.mark);
        call.string("note", &labels::note(id));
        call.list("calls", |list| {
            let calls = u32::try_from(note.calls.len()).unwrap_or(u32::MAX);
            (0..calls).for_each(|ordinal| list.string("", &labels::call(id, ordinal)));
        });
        call.string("words", &(self.terms.note)(note.mark));
        match self.book.manuscript().series(note.written.series).pages {
            NotePages::None => {}
            NotePages::Entry => call.string("pages", self.terms.page_short),
            NotePages::Margin => call.value("margin", true),
        }
        call.body(|markup| self.note_text(markup, id));
    }

    /// The text of a note; the ways back to its calls, where it has several, stand behind its last
    /// paragraph.
    pub(super) fn note_text(&self, markup: &mut Markup, id: NoteId) {
        let note = self.book.note(id);
        self.now.note(|| self.item(markup, &note.written.body, BlockContext::ASIDE));
        let told = self.book.manuscript().series(note.written.series).pages == NotePages::Entry;
        if note.calls.len() > 1 && !told {
            markup.call("ways-back", |call| {
                let calls = u32::try_from(note.calls.len()).unwrap_or(u32::MAX);
                (0..calls).for_each(|ordinal| call.string("", &labels::call(id, ordinal)));
            });
        }
    }
}

/// About how wide a mark is.
fn breadth(mark: &str) -> usize {
    let of = |c: char| match c {
        'i' | 'I' | 'j' | 'l' | '1' => 3,
        'm' | 'w' | 'M' | 'W' => 8,
        _ if c.is_uppercase() => 6,
        _ => 5,
    };
    mark.chars().map(of).sum()
}
