//! How long 100,000 words take: `cargo bench --bench hyphenation`.
//!
//! The words are those of the lists that the tests score, each new at first and known later, as in a text
//! that repeats its words; then with every word new.

use std::hint::black_box;
use std::time::{Duration, Instant};

use umbruch::manuscript::Language;
use umbruch::measured::{Hyphenation, ligatures};

const LISTS: [&str; 3] = [
    include_str!("../tests/hyphenation/gold.tsv"),
    include_str!("../tests/hyphenation/held-out.tsv"),
    include_str!("../tests/hyphenation/second.tsv"),
];
const WORDS: usize = 100_000;

fn main() {
    let types: Vec<&str> = LISTS
        .iter()
        .flat_map(|list| list.lines().skip(1))
        .filter_map(|line| line.split('\t').next())
        .collect();
    let words: Vec<&str> = types.iter().copied().cycle().take(WORDS).collect();
    for tag in ["de-1901", "de-1996"] {
        let language = Language::parse(tag).expect("a language tag");
        // The patterns are loaded once for the whole program.
        let loaded = time(|| drop(Hyphenation::default().breaks("laden", &language)));
        let text = Hyphenation::default();
        let known = time(|| words.iter().for_each(|word| drop(text.breaks(word, &language))));
        let new = time(|| {
            for part in words.chunks(types.len()) {
                let fresh = Hyphenation::default();
                part.iter().for_each(|word| drop(black_box(fresh.breaks(word, &language))));
            }
        });
        let split = time(|| words.iter().for_each(|word| drop(ligatures::splits(word, &language))));
        println!(
            "{tag}: loaded in {loaded:?}; {WORDS} words: {known:?} as in a text, {new:?} all new"
        );
        println!("{tag}: ligatures of {WORDS} words: {split:?}");
    }
}

fn time(run: impl FnOnce()) -> Duration {
    let start = Instant::now();
    run();
    start.elapsed()
}
