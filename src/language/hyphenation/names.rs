//! Names of two syllables, which a typographer does not break.

use std::sync::OnceLock;

const NAMES: &str = include_str!("../data/german-names.txt");

fn names() -> &'static [&'static str] {
    static READ: OnceLock<Vec<&str>> = OnceLock::new();
    READ.get_or_init(|| {
        let lines = NAMES.lines().filter(|line| !line.starts_with('#'));
        let mut names: Vec<&str> = lines.flat_map(str::split_whitespace).collect();
        names.sort_unstable();
        names
    })
}

/// Whether it is one of the names; upper and lower case matter.
pub(super) fn is_known(name: &str) -> bool {
    names().binary_search(&name).is_ok()
}
