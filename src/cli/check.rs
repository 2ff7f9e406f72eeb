//! `umbruch check`

use super::Outcome;
use super::args::CheckArgs;
use super::correct::{self, Corrected};
use super::said::{self, Said};
use super::terminal::{self, Detail};
use crate::diagnostics::{Code, suggestion};
use crate::pipeline::{self, Opened, Session};
use crate::storage::Folder;

const ALONE: &str = "nobody else has the session, to stop it";

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
    let session = Session::new(shelf);
    let open = |folder: &dyn Folder, name: &str| open(folder, name, &only, &session);
    let detail = Detail::for_command("check", args.all);
    let mut all = Vec::new();
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
            session.rehearse(&mut edition, folder).expect(ALONE);
        }
        all.push(Said::of_edition(edition, args.format, detail));
    }
    said::report(&all, args.format)
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
fn open(folder: &dyn Folder, name: &str, only: &[Code], session: &Session) -> Opened {
    let mut opened = session.open(folder, name).expect(ALONE);
    session.proofread(&mut opened, folder).expect(ALONE);
    if !only.is_empty() {
        opened.diagnostics.retain(|d| !d.code.is_proof() || only.contains(&d.code));
        // What was certain together may not be without the others.
        session.settle(&mut opened, folder).expect(ALONE);
    }
    opened
}
