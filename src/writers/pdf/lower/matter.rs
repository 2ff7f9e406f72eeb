//! What is made from the metadata: the head of the file, half title and title page.

use super::super::draft::Breaking;
use super::super::markup::{Arguments, Markup};
use super::super::world::LAYOUT;
use super::apart::Apart;
use super::{Lowering, labels, language_arguments};
use crate::ir::{Metadata, Section, TitleKind, plain};

/// Who stands on the title page below the title, by MARC relator code; the others stand in the
/// imprint, authors above the title.
const CREDITED: [&str; 12] =
    ["edt", "trl", "aui", "win", "aft", "wat", "wpr", "ann", "ill", "pht", "com", "ctb"];

impl Lowering<'_> {
    /// The import of the layout and what it is told of the book.
    pub(super) fn head(&self, markup: &mut Markup) {
        let metadata = self.book.metadata();
        markup.line(&format!("#import \"/{LAYOUT}/book.typ\": *"));
        markup.call("show: book.with", |call| {
            call.new_line();
            call.string("title", &metadata.full_title());
            call.list("authors", |list| {
                authors(metadata).for_each(|name| list.string("", name));
            });
            call.string("author", &self.names(authors(metadata)));
            call.maybe_string("description", metadata.description.as_deref());
            call.list("keywords", |list| {
                metadata.subjects.iter().for_each(|subject| list.string("", &subject.name));
            });
            call.new_line();
            language_arguments(call, "lang", &metadata.language);
            call.maybe_string("head-title", self.short_title());
            let apart = self.parted_in_heads();
            if !apart.is_empty() {
                call.list("apart", |list| apart.write(list));
            }
        });
        markup.line("");
        self.places.borrow_mut().breaking = markup.position();
        markup.line(&Breaking::Typesetter.rule());
        markup.blank_line();
    }

    /// The title by which the book is called, for running heads.
    fn short_title(&self) -> Option<&str> {
        let titles = &self.book.metadata().other_titles;
        titles.iter().find(|title| title.kind == TitleKind::Short).map(|title| title.text.as_str())
    }

    /// The words in running heads, which are strings, whose letters must not be joined.
    fn parted_in_heads(&self) -> Apart {
        let metadata = self.book.metadata();
        let mut words = Apart::default();
        let titles = [metadata.title.as_str()].into_iter().chain(self.short_title());
        for text in authors(metadata).chain(titles) {
            words.add(text, &metadata.language);
        }
        for section in self.book.sections() {
            let language = section.language.as_ref().unwrap_or(&metadata.language);
            words.add(&plain(&self.head_of(section)), language);
        }
        words
    }

    pub(super) fn half_title(&self, call: &mut Arguments<'_>, section: &Section) {
        call.string("", &labels::anchor(&section.id));
        if section.is_generated() {
            let metadata = self.book.metadata();
            let author = self.names(authors(metadata));
            if !author.is_empty() {
                call.content("author", |markup| self.called(markup, &author));
            }
            call.content("title", |markup| self.called(markup, &metadata.title));
        }
    }

    pub(super) fn title_page(&self, call: &mut Arguments<'_>, section: &Section) {
        call.string("", &labels::anchor(&section.id));
        if !section.is_generated() {
            return;
        }
        let metadata = self.book.metadata();
        let author = self.names(authors(metadata));
        if !author.is_empty() {
            call.content("authors", |markup| self.called(markup, &author));
        }
        let text = |call: &mut Arguments<'_>, key, value: Option<&str>| {
            if let Some(value) = value {
                call.new_line();
                call.content(key, |markup| self.called(markup, value));
            }
        };
        text(call, "title", Some(&metadata.title));
        self.lines(call, "subtitle", &metadata.subtitles);
        call.list("credits", |list| {
            for credit in self.credits() {
                list.content("", |markup| self.called(markup, &credit));
            }
        });
        text(call, "edition", self.edition().as_deref());
        let series: Vec<String> =
            metadata.series.iter().map(|series| self.terms.series(series)).collect();
        self.lines(call, "series", &series);
        text(call, "publisher", metadata.publisher.as_deref());
        text(call, "place", metadata.place.as_deref());
        text(call, "year", Some(&metadata.date.year.to_string()));
    }

    /// The cover: the layout makes it from these words.
    pub(super) fn cover(&self, markup: &mut Markup) {
        let metadata = self.book.metadata();
        markup.line(&format!("#import \"/{LAYOUT}/cover.typ\": cover"));
        self.parted_on_covers().show(markup);
        markup.call("cover", |call| {
            call.string("title", &metadata.title);
            call.maybe_string("subtitle", metadata.subtitle().as_deref());
            call.string("author", &self.names(authors(metadata)));
            call.maybe_string("publisher", metadata.publisher.as_deref());
            language_arguments(call, "lang", &metadata.language);
        });
    }

    /// The words on a cover or a wrap whose letters must not be joined.
    pub(super) fn parted_on_covers(&self) -> Apart {
        let metadata = self.book.metadata();
        let shown = [metadata.publisher.as_deref(), Some(metadata.title.as_str())];
        let subtitle = metadata.subtitle();
        let shown = shown.into_iter().flatten().chain(subtitle.as_deref()).chain(authors(metadata));
        let mut words = Apart::default();
        shown.for_each(|text| words.add(text, &metadata.language));
        words
    }

    /// `Herausgegeben von A und B`, for each kind of work that the title page names.
    fn credits(&self) -> Vec<String> {
        let metadata = self.book.metadata();
        CREDITED
            .iter()
            .filter_map(|relator| {
                let names = self.names(metadata.names_with(relator));
                let words = (self.terms.credit)(relator)?;
                (!names.is_empty()).then(|| format!("{words} {names}"))
            })
            .collect()
    }

    fn edition(&self) -> Option<String> {
        let metadata = self.book.metadata();
        let number = || metadata.edition.filter(|number| *number > 1).map(self.terms.edition);
        metadata.edition_statement.clone().or_else(number)
    }

    /// Texts one below the other; nothing without any.
    fn lines(&self, call: &mut Arguments<'_>, key: &str, lines: &[String]) {
        if lines.is_empty() {
            return;
        }
        call.new_line();
        call.content(key, |markup| {
            for (index, line) in lines.iter().enumerate() {
                if index > 0 {
                    markup.line_break();
                }
                self.called(markup, line);
            }
        });
    }

    /// `A, B und C`.
    pub(super) fn names<'n>(&self, names: impl Iterator<Item = &'n str>) -> String {
        let mut names: Vec<&str> = names.collect();
        let last = names.pop().unwrap_or_default();
        if names.is_empty() {
            return last.to_owned();
        }
        format!("{} {} {last}", names.join(", "), self.terms.and)
    }
}

fn authors(metadata: &Metadata) -> impl Iterator<Item = &str> {
    metadata.names_with("aut")
}
