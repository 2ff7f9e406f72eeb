//! Scores hyphenation against a list of marked words:
//! `cargo run --example hyphenation-score -- FILE [--old|--new] [--wrong]`.
//!
//! The list is a table with tabs and the columns `old_1901 old_marked new_1996 new_marked`. A break
//! is right when the list marks it with `-`, `=`, `<`, `>` or `{ck/k-k}`; `~` counts neither way; `.`
//! is legal but misleads, and counts as wrong.

use std::process::ExitCode;

use umbruch::language::hyphenation::score::{Orthography, read, score};
use umbruch::language::hyphenation::{Hyphenation, notation};

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (flags, files): (Vec<&String>, Vec<&String>) =
        args.iter().partition(|arg| arg.starts_with("--"));
    let known = |flag: &&String| ["--old", "--new", "--wrong"].contains(&flag.as_str());
    let [file] = files.as_slice() else { return usage() };
    if !flags.iter().all(known) {
        return usage();
    }
    let list = match std::fs::read_to_string(file) {
        Ok(list) => list,
        Err(error) => {
            eprintln!("error: `{file}` cannot be read: {error}");
            return ExitCode::FAILURE;
        }
    };
    let has = |flag: &str| flags.iter().any(|given| *given == flag);
    let both = !has("--old") && !has("--new");
    for (orthography, flag) in [(Orthography::Old, "--old"), (Orthography::New, "--new")] {
        if (both || has(flag)) && !print(&list, orthography, has("--wrong")) {
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

fn usage() -> ExitCode {
    eprintln!("usage: hyphenation-score FILE [--old|--new] [--wrong]");
    ExitCode::from(2)
}

fn print(list: &str, orthography: Orthography, wrong: bool) -> bool {
    let words = match read(list, orthography) {
        Ok(words) => words,
        Err(bad) => {
            let why =
                bad.mistake.map_or("a column is missing or holds another word".into(), |mistake| {
                    mistake.to_string()
                });
            eprintln!("error: line {}: {why}", bad.line);
            return false;
        }
    };
    let language = orthography.language();
    let score = score(&words, &Hyphenation::default(), &language, |marked, found| {
        if wrong {
            println!("{} found, {} wanted", notation::mark(&marked.word, found), shown(marked));
        }
    });
    println!(
        "{language}: {} words, precision {:.4}, recall {:.4} of {} breaks; {} wrong, {} of them misleading; {} missed",
        score.words,
        score.precision(),
        score.recall(),
        score.right + score.missed,
        score.wrong,
        score.misleading,
        score.missed,
    );
    println!(
        "{language}: class right {:.3}; compound joints ranked as such {:.3}, ranked so and right {:.3}",
        score.class_share(),
        score.joint_recall(),
        score.joint_precision(),
    );
    true
}

/// The marked word with its misleading and free breaks.
fn shown(marked: &notation::Marked) -> String {
    let mut out = marked.word.clone();
    for mark in marked.marks.iter().rev() {
        out.insert(mark.at, mark.sign.symbol());
    }
    out
}
