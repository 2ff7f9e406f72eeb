//! The order of editions.

use std::cmp::Ordering;

use super::Entry;
use crate::ir::{IndexOrder, Language};
use crate::language::Collation;

/// Orders editions as a bibliography does: by their first author, else by title, then by title and date.
pub(super) fn sort(entries: &mut [Entry], language: &Language) {
    let names = Collation::new(language, IndexOrder::Names);
    entries.sort_by(|a, b| {
        names
            .compare(heading(a), heading(b))
            .then_with(|| names.compare(&a.title_sort, &b.title_sort))
            .then_with(|| a.date.cmp(&b.date))
            .then_with(|| a.slug.cmp(&b.slug))
    });
}

fn heading(entry: &Entry) -> &str {
    entry.creators.first().map_or(&entry.title_sort, |creator| &creator.sort)
}

/// Places of the newest editions, the newest first.
pub(super) fn newest(entries: &[Entry], count: usize) -> Vec<usize> {
    let mut all: Vec<usize> = (0..entries.len()).collect();
    all.sort_by(|a, b| entries[*b].date.cmp(&entries[*a].date).then(a.cmp(b)));
    all.truncate(count);
    all
}

/// Compares numbers within a series part by part: `9` stands before `10`, `98.4` before `98.10`; what has none stands last.
pub(super) fn compare_numbers(a: Option<&str>, b: Option<&str>) -> Ordering {
    let parts = |number: &str| -> Vec<Option<u64>> {
        number.split('.').map(|part| part.trim().parse().ok()).collect()
    };
    match (a, b) {
        (Some(a), Some(b)) => parts(a).cmp(&parts(b)).then_with(|| a.cmp(b)),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_count_by_their_value() {
        let mut numbers = [None, Some("98.10"), Some("10"), Some("98.4"), Some("9")];
        numbers.sort_by(|a, b| compare_numbers(*a, *b));
        assert_eq!(numbers, [Some("9"), Some("10"), Some("98.4"), Some("98.10"), None]);
    }
}
