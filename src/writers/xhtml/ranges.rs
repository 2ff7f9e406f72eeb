//! The pages of an entry of an index, as the printed index has them.

use super::lower::Lowerer;
use super::site::Site;
use crate::ir::{IndexPlace, PageList};

/// A link of an entry of an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Locator {
    /// The id of the mark to which it leads.
    pub(super) id: String,
    /// What it says.
    pub(super) named: Named,
}

/// What a link of an entry says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Named {
    /// The printed page.
    Page(String),
    /// Which of the places of the entry it is, where pages are not listed.
    Place(usize),
}

/// Pages one after the other, by their index, with the marks on the first and on the last.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Range<'a> {
    first: usize,
    last: usize,
    from: &'a str,
    to: &'a str,
}

impl<S: Site> Lowerer<'_, S> {
    /// The pages of places: each once, what follows one another as a range. None where printed pages
    /// are not listed, or one of the places is on no page.
    pub(super) fn page_ranges(&self, places: &[IndexPlace]) -> Option<Vec<Vec<Locator>>> {
        let pages = self.setting.pages;
        let print = pages.print.filter(|_| pages.listed() == PageList::Print)?;
        let found = places.iter().map(|place| {
            let (from, to) = (place.from.as_str(), place.to.as_ref().unwrap_or(&place.from));
            let (first, last) = (*print.of_ids.get(from)?, *print.of_ids.get(to)?);
            Some(Range { first, last, from, to })
        });
        let locator = |id: &str, page: usize| {
            let named = Named::Page(print.pages.get(page)?.label.clone());
            self.site.place(id, &self.ids)?;
            Some(Locator { id: id.to_owned(), named })
        };
        let shown = |range: Range<'_>| {
            let mut ends = vec![locator(range.from, range.first)?];
            if range.last > range.first {
                ends.push(locator(range.to, range.last)?);
            }
            Some(ends)
        };
        joined(found.collect::<Option<_>>()?).into_iter().map(shown).collect()
    }
}

/// Ranges of which one goes on with the page of the other are one.
fn joined(mut found: Vec<Range<'_>>) -> Vec<Range<'_>> {
    found.sort_by_key(|range| (range.first, range.last));
    let mut ranges: Vec<Range<'_>> = Vec::new();
    for range in found {
        match ranges.last_mut() {
            Some(before) if range.first <= before.last + 1 => {
                if range.last > before.last {
                    (before.last, before.to) = (range.last, range.to);
                }
            }
            _ => ranges.push(range),
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::{Range, joined};

    #[test]
    fn pages_are_told_once_and_in_ranges() {
        let range = |first, last, from, to| Range { first, last, from, to };
        let found = vec![
            range(7, 7, "d", "d"),
            range(2, 2, "a", "a"),
            range(3, 3, "b", "b"),
            range(3, 3, "c", "c"),
            range(9, 12, "e", "f"),
            range(10, 10, "g", "g"),
        ];
        let expected = [range(2, 3, "a", "b"), range(7, 7, "d", "d"), range(9, 12, "e", "f")];
        assert_eq!(joined(found), expected);
    }
}
