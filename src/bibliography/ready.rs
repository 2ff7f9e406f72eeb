//! Works made ready for styles. What hayagriva takes from a bibliography says some things twice, some
//! in English, and some where no style looks for them; here they are put where styles do look.

use hayagriva::Entry;
use hayagriva::types::{EntryType, FormatString, Publisher};

use crate::ir::Language;

/// The work as styles set it rightly, in that language.
pub(super) fn ready(work: &Entry, language: &Language) -> Entry {
    let parents: Vec<Entry> = work.parents().iter().map(|parent| container(work, parent)).collect();
    let mut made = number_the_series(&retyped(work, kind(work)), parents);
    if let Some(genre) = work.genre() {
        made.set_genre(in_language(genre, language));
    }
    let is_of_a_house = matches!(work.entry_type(), EntryType::Thesis | EntryType::Report);
    if is_of_a_house && work.publisher().is_none_or(|publisher| publisher.name().is_none()) {
        let place = work.publisher().and_then(|publisher| publisher.location().cloned());
        if let Some(house) = work.organization() {
            made.set_publisher(Publisher::new(Some(house.clone()), place));
        }
    }
    made
}

/// What a work is to a style. A part of a collection or of proceedings is a chapter: of both, styles
/// are told that the book is a volume of itself, and name it twice. A collection is a book with
/// editors: styles know little of any other kind.
fn kind(work: &Entry) -> EntryType {
    let is_in = |kind| work.parents().iter().any(|parent| *parent.entry_type() == kind);
    match work.entry_type() {
        EntryType::Anthos if is_in(EntryType::Anthology) => EntryType::Chapter,
        EntryType::Article if is_in(EntryType::Proceedings) => EntryType::Chapter,
        EntryType::Anthology | EntryType::Proceedings => EntryType::Book,
        other => *other,
    }
}

/// The book in which a work stands, or the series in which a book does. A book in a book would be a
/// part and a chapter of it, too, by the number of its volume.
fn container(work: &Entry, parent: &Entry) -> Entry {
    let is_book = |kind: &EntryType| {
        matches!(kind, EntryType::Book | EntryType::Anthology | EntryType::Proceedings)
    };
    let chapters = [EntryType::Chapter, EntryType::Anthos, EntryType::Article];
    let kind = match parent.entry_type() {
        EntryType::Proceedings => EntryType::Anthology,
        EntryType::Book if is_book(work.entry_type()) => EntryType::Anthology,
        other => *other,
    };
    let is_read = is_book(work.entry_type()) || chapters.contains(work.entry_type());
    let made = retyped(parent, kind);
    if is_read && is_book(parent.entry_type()) {
        let above = parent.parents().iter().map(|above| container(parent, above)).collect();
        return number_the_series(&made, above);
    }
    made
}

/// Puts the number of a book in its series, which BibLaTeX calls `number` and hayagriva an issue of
/// the book, where styles look for it: with the series.
fn number_the_series(book: &Entry, mut above: Vec<Entry>) -> Entry {
    let is_book = matches!(book.entry_type(), EntryType::Book | EntryType::Anthology);
    let series = above.iter_mut().find(|one| *one.entry_type() == EntryType::Anthology);
    let moved = match (series, book.issue()) {
        (Some(series), Some(number)) if is_book && series.volume().is_none() => {
            series.set_volume(number.clone());
            Some(Moved::Issue)
        }
        _ => None,
    };
    let mut made = without(book, *book.entry_type(), moved);
    made.set_parents(above);
    made
}

/// A volume of a work in several volumes, with its number at the work, for styles that say no
/// number of a book.
pub(super) fn numbered_at_the_whole(book: &Entry) -> Option<Entry> {
    let number = book.volume().filter(|_| *book.entry_type() == EntryType::Book)?;
    let mut above = book.parents().to_vec();
    let whole = above.iter_mut().find(|one| *one.entry_type() == EntryType::Anthology)?;
    if whole.volume().is_some() {
        return None;
    }
    whole.set_volume(number.clone());
    let mut made = without(book, EntryType::Book, Some(Moved::Volume));
    made.set_parents(above);
    Some(made)
}

/// A number that is taken from a book.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Moved {
    Issue,
    Volume,
}

/// The same work, called another kind.
fn retyped(work: &Entry, kind: EntryType) -> Entry {
    without(work, kind, None)
}

/// The same work, called another kind, without a number.
fn without(work: &Entry, kind: EntryType, moved: Option<Moved>) -> Entry {
    let mut made = Entry::new(work.key(), kind);
    /// Takes over what is there, by getter and setter.
    macro_rules! take {
        ($($get:ident $set:ident,)+) => {
            $(if let Some(value) = work.$get() { made.$set(value.to_owned().into()); })+
        };
    }
    take! {
        title set_title, authors set_authors, date set_date, editors set_editors,
        affiliated set_affiliated, publisher set_publisher, location set_location,
        organization set_organization, chapter set_chapter, volume_total set_volume_total, edition set_edition, page_range set_page_range,
        page_total set_page_total, time_range set_time_range, runtime set_runtime, url set_url,
        serial_number set_serial_number, language set_language, archive set_archive,
        archive_location set_archive_location, call_number set_call_number, note set_note,
        abstract_ set_abstract_, genre set_genre,
    }
    if let (Some(issue), true) = (work.issue(), moved != Some(Moved::Issue)) {
        made.set_issue(issue.clone());
    }
    if let (Some(volume), true) = (work.volume(), moved != Some(Moved::Volume)) {
        made.set_volume(volume.clone());
    }
    made.set_parents(work.parents().to_vec());
    made
}

/// What hayagriva and BibLaTeX call kinds of works, in German and in French.
const GENRES: [([&str; 3], &str, &str); 6] = [
    (["Doctoral dissertation", "phdthesis", "PhD thesis"], "Dissertation", "thèse de doctorat"),
    (["Master's thesis", "mathesis", "mastersthesis"], "Masterarbeit", "mémoire de master"),
    (["bathesis", "Bachelor's thesis", "bachelorsthesis"], "Bachelorarbeit", "mémoire de licence"),
    (["candthesis", "Candidate thesis", ""], "Kandidatenarbeit", "thèse de candidature"),
    (["technical report", "techreport", ""], "Technischer Bericht", "rapport technique"),
    (["resreport", "research report", ""], "Forschungsbericht", "rapport de recherche"),
];

fn in_language(genre: &FormatString, language: &Language) -> FormatString {
    let said = genre.to_string();
    let known = GENRES.iter().find(|(names, ..)| names.contains(&said.as_str()));
    match (known, language.primary()) {
        (Some((_, german, _)), "de") => (*german).to_owned().into(),
        (Some((.., french)), "fr") => (*french).to_owned().into(),
        _ => genre.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_work_that_is_called_another_kind_keeps_all_it_has() {
        let text = "@book{a, author={Muster, Karl}, title={T}, editor={E, F}, publisher={V}, \
            location={O}, date={1999}, edition={2}, volume={3}, pagetotal={17}, isbn={978-3-16-148410-0}, \
            url={https://example.org/}, note={N}, language={german}, translator={X, Y}, chapter={4}, \
            number={9}, series={S}, type={Schrift}, abstract={A}, doi={10.1234/a}}";
        let works = hayagriva::io::from_biblatex_str(text).expect("it can be read");
        let work = works.get("a").expect("a work");
        assert_eq!(&retyped(work, *work.entry_type()), work);
    }
}
