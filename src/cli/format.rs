//! `umbruch format`

use std::path::PathBuf;

use super::Outcome;
use super::args::{Format, FormatArgs};
use super::refused;
use super::said::{self, Said};
use super::terminal::{self, Detail};
use crate::output;
use crate::pipeline::{Session, Shelf};
use crate::storage::{DiskFolder, Folder};

const ALONE: &str = "nobody else has the session, to stop it";

/// Largest file that is compared with what it would become, in bytes.
const LARGEST: u64 = 64 << 20;

pub(super) fn run(args: &FormatArgs) -> Outcome {
    let editions = match terminal::editions(&args.dirs) {
        Ok(editions) => editions,
        Err(message) => return terminal::complain(&message),
    };
    let session = Session::new(Shelf::none());
    let mut broken = Vec::new();
    let mut outcome = Outcome::Clean;
    for (_, folder) in &editions {
        let opened = session.open(folder, &folder.name()).expect(ALONE);
        if opened.has_errors() {
            let detail = Detail::for_command("check", false);
            broken.push(Said::of_edition(opened, Format::Text, detail));
            continue;
        }
        match changes(&session, folder) {
            Ok(files) if args.check => {
                for (path, _) in &files {
                    terminal::say(&format!("{} would change", path.display()));
                    outcome = outcome.max(Outcome::Errors);
                }
            }
            Ok(files) => {
                if let Err(error) = output::replace_all(&files) {
                    let why = refused::to_write(&error.error);
                    let path = error.path.display();
                    return terminal::complain(&format!(
                        "`{path}` cannot be written: {why}; nothing was written"
                    ));
                }
                for (path, _) in &files {
                    terminal::say(&format!("{} formatted", path.display()));
                }
            }
            Err(message) => {
                terminal::say(&format!("error: {message}"));
                outcome = outcome.max(Outcome::Errors);
            }
        }
    }
    if broken.is_empty() { outcome } else { outcome.max(said::report(&broken, Format::Text)) }
}

/// The files of an edition that are written otherwise, with what they become.
fn changes(session: &Session, folder: &DiskFolder) -> Result<Vec<(PathBuf, Vec<u8>)>, String> {
    let files = session.formatted(folder, &folder.name()).expect(ALONE);
    let Some(files) = files else {
        let shown = folder.shown("");
        return Err(format!(
            "`{shown}` would be read otherwise if it were written anew; nothing was written"
        ));
    };
    let mut changed = Vec::new();
    for file in files {
        let shown = folder.shown(&file.path);
        let before = folder.read(&file.path, LARGEST);
        if before.is_ok_and(|before| before == file.text.as_bytes()) {
            continue;
        }
        let place = PathBuf::from(&shown).canonicalize();
        let place = place
            .map_err(|error| format!("`{shown}` cannot be read: {}", refused::to_read(&error)))?;
        changed.push((place, file.text.into_bytes()));
    }
    Ok(changed)
}
