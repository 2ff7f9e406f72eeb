//! Writes the book that tests and benches are made with into a folder:
//! `cargo run --example test-book -- FOLDER [--seed N] [--words N] [--footnotes]`.

use std::path::Path;
use std::process::ExitCode;

#[path = "../tests/book/mod.rs"]
mod book;

fn main() -> ExitCode {
    let Some((folder, plan)) = arguments() else {
        eprintln!("usage: test-book FOLDER [--seed N] [--words N] [--footnotes]");
        return ExitCode::from(2);
    };
    for (path, text) in book::files(&plan) {
        if let Err(error) = write(&Path::new(&folder).join(&path), &text) {
            eprintln!("error: `{path}` cannot be written: {error}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

fn arguments() -> Option<(String, book::Plan)> {
    let mut plan = book::Plan::default();
    let mut folder = None;
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--seed" => plan.seed = args.next()?.parse().ok()?,
            "--words" => plan.words = args.next()?.parse().ok()?,
            "--footnotes" => plan.footnotes = true,
            _ if arg.starts_with('-') || folder.is_some() => return None,
            _ => folder = Some(arg),
        }
    }
    Some((folder?, plan))
}

fn write(path: &Path, text: &str) -> std::io::Result<()> {
    std::fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
    std::fs::write(path, text)
}
