//! `umbruch check`

use super::Outcome;
use super::args::CheckArgs;
use super::correct::{self, Corrected};
use super::terminal::{self, Detail};
use crate::diagnostics::{Code, suggestion};
use crate::pipeline::{self, Opened};
use crate::storage::Folder;

pub(super) fn run(args: &CheckArgs) -> Outcome {
    let editions = match terminal::editions(&args.dirs) {
        Ok(editions) => editions,
        Err(message) => return terminal::complain(&message),
    };
    let only = match args.only.iter().map(|name| code(name)).collect::<Result<Vec<Code>, _>>() {
        Ok(only) => only,
        Err(message) => return terminal::complain(&message),
    };
    let shelf =
        if reads_words(&only) { pipeline::Shelf::system() } else { pipeline::Shelf::none() };
    let open = |folder: &dyn Folder, name: &str| open(folder, name, &only, &shelf);
    let mut opened = Vec::new();
    for (_, folder) in &editions {
        let name = folder.name();
        let mut edition = open(folder, &name);
        if args.fix {
            let again = |folder: &dyn Folder| open(folder, &name);
            match correct::correct(edition, folder, &again) {
                Ok(Corrected { opened, report }) => {
                    report.iter().for_each(|line| terminal::say(line));
                    edition = opened;
                }
                Err(message) => return terminal::complain(&message),
            }
        }
        if !args.quick {
            pipeline::rehearse(&mut edition, folder);
        }
        opened.push(edition);
    }
    terminal::report(&opened, args.format, Detail::of("check", args.all))
}

fn code(name: &str) -> Result<Code, String> {
    name.parse().map_err(|()| {
        let codes = Code::ALL.iter().map(|code| code.as_str());
        format!("there is no code `{name}`; {}", suggestion(name, codes))
    })
}

/// Whether any of the codes that are wanted needs the dictionaries of the system.
fn reads_words(only: &[Code]) -> bool {
    let words = [Code::Spelling, Code::UnknownWord, Code::DictionaryMissing, Code::Misread];
    only.is_empty() || only.iter().any(|code| words.contains(code))
}

/// Opens and proofreads an edition; `only`: of proofreading, these codes alone are told.
fn open(folder: &dyn Folder, name: &str, only: &[Code], shelf: &pipeline::Shelf) -> Opened {
    let mut opened = pipeline::open(folder, name);
    pipeline::proofread(&mut opened, folder, shelf);
    if !only.is_empty() {
        opened.diagnostics.retain(|d| !d.code.is_proof() || only.contains(&d.code));
        // What was certain together may not be without the others.
        pipeline::settle(&mut opened, folder);
    }
    opened
}
