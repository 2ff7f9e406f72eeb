//! Tables of the standards, kept as text: cells parted by `|`, comments behind `#`.

use std::collections::BTreeMap;

/// The rows of a table, cells without the space around them.
pub(super) fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    let lines =
        table.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| line.split('|').map(str::trim).collect())
}

/// First cell to the words of the second.
pub(super) fn words(table: &'static str) -> BTreeMap<&'static str, Vec<&'static str>> {
    rows(table)
        .filter_map(|row| {
            let words = row.get(1).copied().unwrap_or_default();
            Some((*row.first()?, words.split_whitespace().collect()))
        })
        .collect()
}
