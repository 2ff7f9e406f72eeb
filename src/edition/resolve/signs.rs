//! What of the manifest is printed has the signs of its language, as the text has.

use super::super::Edition;
use crate::ir::Language;
use crate::language::{QuoteStyle, signs};

/// Sets the signs in all texts of the manifest that a reader of the book sees.
pub(super) fn set(edition: &mut Edition) {
    let style = edition.settings.quotes;
    let metadata = &mut edition.metadata;
    let language = metadata.language.clone();
    let of_book = Setter { language: &language, style };
    of_book.all([&mut metadata.title]);
    of_book.all(&mut metadata.subtitles);
    of_book.all(&mut metadata.title_sort);
    of_book.all(&mut metadata.edition_statement);
    of_book.all(&mut metadata.publisher);
    of_book.all(&mut metadata.place);
    of_book.all(&mut metadata.description);
    of_book.all(&mut metadata.rights);
    for one in &mut metadata.title_renderings {
        of_book.within(Some(&one.language)).all([&mut one.text]);
    }
    for one in &mut metadata.other_titles {
        let setter = of_book.within(one.language.as_ref());
        setter.all([&mut one.text].into_iter().chain(&mut one.sort));
    }
    for one in &mut metadata.contributors {
        of_book.all([&mut one.name, &mut one.sort]);
        for one in &mut one.renderings {
            of_book.within(Some(&one.language)).all([&mut one.text]);
        }
    }
    for one in &mut metadata.series {
        of_book.all([&mut one.title].into_iter().chain(&mut one.number));
    }
    of_book.all(metadata.subjects.iter_mut().map(|one| &mut one.name));
    if let Some(source) = &mut metadata.source {
        of_book.all([&mut source.title].into_iter().chain(&mut source.note));
    }
    of_book.all(metadata.cover.iter_mut().map(|cover| &mut cover.alt));
    of_book.all(&mut metadata.accessibility.summary);
    of_book.all(&mut metadata.accessibility.certified_by);
    of_book.all(edition.series.iter_mut().flat_map(|one| &mut one.title));
    of_book.all(edition.indexes.iter_mut().flat_map(|one| &mut one.title));
    for section in &mut edition.sections {
        of_book.within(section.language.as_ref()).all(&mut section.title);
    }
    if let Some(print) = &mut edition.settings.print {
        of_book.all(print.job.spine_title.iter_mut().chain(&mut print.job.price));
    }
}

/// Sets texts of one language.
#[derive(Clone, Copy)]
struct Setter<'a> {
    language: &'a Language,
    style: QuoteStyle,
}

impl<'a> Setter<'a> {
    fn within(self, language: Option<&'a Language>) -> Self {
        Self { language: language.unwrap_or(self.language), ..self }
    }

    fn all<'t>(self, texts: impl IntoIterator<Item = &'t mut String>) {
        for text in texts {
            *text = signs(text, self.language, self.style);
        }
    }
}
