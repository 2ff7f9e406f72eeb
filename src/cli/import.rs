//! `umbruch import`

use std::fmt::Write as _;

use super::args::ImportArgs;
use super::{Outcome, refused, terminal};
use crate::import::{self, ImportError, Imported, Options};
use crate::output;

/// Largest text, in bytes.
const LIMIT: u64 = 32 << 20;

/// Most files that an import may make; a text with more headings is no book.
const MOST_FILES: usize = 5000;

pub(super) fn run(args: &ImportArgs) -> Outcome {
    let name = args.file.display().to_string();
    let bytes = match terminal::read_file(&args.file, LIMIT) {
        Ok(bytes) => bytes,
        Err(message) => return terminal::complain(&format!("`{name}` cannot be read: {message}")),
    };
    let options = Options {
        identifier: import::mint_identifier(),
        slug: None,
        date: terminal::today().to_string(),
        fallback_title: args.file.file_stem().map(|stem| stem.to_string_lossy().into_owned()),
    };
    let imported = import::decode(&bytes).and_then(|text| import::import(&text, &options));
    match imported {
        Ok(imported) => write(args, &name, imported),
        Err(error) => {
            tell(&name, &error);
            Outcome::Errors
        }
    }
}

fn tell(name: &str, error: &ImportError) {
    terminal::say(&format!("error: {}", error.message));
    terminal::say(&format!(" --> {name}:{}:{}", error.line, error.column));
    if let Some(hint) = &error.hint {
        terminal::say(&format!("  = help: {hint}"));
    }
}

fn write(args: &ImportArgs, name: &str, imported: Imported) -> Outcome {
    if imported.files.len() > MOST_FILES {
        let count = imported.files.len();
        terminal::say(&format!(
            "error: `{name}` would become {count} files; most of its lines look like headings"
        ));
        return Outcome::Errors;
    }
    let mut report = String::new();
    for decision in &imported.decisions {
        writeln!(report, "{name}:{decision}").expect("a string takes all");
    }
    let files: Vec<(String, String)> =
        imported.files.into_iter().map(|file| (file.path, file.text)).collect();
    if let Err(error) = output::write_folder(&args.to, &files) {
        let why = refused::to_write(&error);
        return terminal::complain(&format!("`{}` cannot be made: {why}", args.to.display()));
    }
    let (shown, to) = (args.to.display(), refused::quoted(&args.to));
    writeln!(report, "made the edition {shown}; places to look at are marked `look:`")
        .expect("a string takes all");
    writeln!(report, "read it: umbruch check {to}").expect("a string takes all");
    writeln!(report, "build it: umbruch build {to}").expect("a string takes all");
    terminal::print(report.as_bytes())
}
