//! `umbruch layout`: what layouts there are, and a copy of one to be changed.

use std::path::{Path, PathBuf};

use super::args::{LayoutCommand, NewLayoutArgs};
use super::{Outcome, refused, terminal};
use crate::edition::MANIFEST;
use crate::layouts::Layout;
use crate::output;
use crate::source::{FileId, Span};
use crate::storage::DiskFolder;

pub(super) fn run(command: &LayoutCommand) -> Outcome {
    match command {
        LayoutCommand::New(args) => new(args),
        LayoutCommand::List { dir } => list(dir.as_deref()),
    }
}

fn new(args: &NewLayoutArgs) -> Outcome {
    let dir = args.dir.as_deref().unwrap_or(Path::new("."));
    if !dir.join(MANIFEST).is_file() {
        return terminal::complain(&format!(
            "`{}` is no edition: there is no `{MANIFEST}`; name its folder behind the layout's name",
            dir.display()
        ));
    }
    if !Layout::is_name(&args.name) {
        return terminal::complain(&format!(
            "`{}` is no name for a layout: it becomes the name of a folder, of letters `a` to `z`, \
             figures and hyphens",
            args.name
        ));
    }
    let Some(files) = Layout::shipped_files(&args.from) else {
        return terminal::complain(&format!(
            "there is no shipped layout `{}`; there are {}",
            args.from,
            in_backticks(Layout::shipped())
        ));
    };
    let folder = dir.join("layouts").join(&args.name);
    let files: Vec<(String, String)> =
        files.map(|(path, text)| (path.to_owned(), text.to_owned())).collect();
    match output::write_folder(&folder, &files) {
        Ok(()) => {
            terminal::say(&format!("copied `{}` to {}", args.from, folder.display()));
            terminal::say(&format!(
                "set with it: layouts = [\"{}\"] in {}",
                args.name,
                dir.join(MANIFEST).display()
            ));
            Outcome::Clean
        }
        Err(error) => terminal::complain(&format!(
            "`{}` cannot be made: {}; nothing was changed",
            folder.display(),
            refused::to_write(&error)
        )),
    }
}

fn in_backticks<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// A layout in the list: its name, what it is for, and whether it is the edition's own.
struct Entry {
    name: String,
    description: String,
    own: bool,
}

fn list(dir: Option<&Path>) -> Outcome {
    let mut own = Vec::new();
    let mut outcome = Outcome::Clean;
    if let Some(dir) = edition(dir) {
        match own_layouts(&dir) {
            Ok(entries) => {
                for entry in entries {
                    match entry {
                        Ok(entry) => own.push(entry),
                        Err(message) => {
                            terminal::say(&format!("error: {message}"));
                            outcome = Outcome::Errors;
                        }
                    }
                }
            }
            Err(message) => return terminal::complain(&message),
        }
    }
    let shipped: Vec<Entry> = Layout::shipped()
        .filter(|name| own.iter().all(|entry| entry.name != *name))
        .filter_map(|name| load(name, None).ok())
        .collect();
    let entries: Vec<Entry> = own.into_iter().chain(shipped).collect();
    let width = entries.iter().map(|entry| entry.name.chars().count()).max().unwrap_or(0);
    let lines: String = entries
        .iter()
        .map(|Entry { name, description, own }| {
            let whose = if *own { " (the edition's own)" } else { "" };
            format!("{name:width$}  {description}{whose}\n")
        })
        .collect();
    match terminal::print(lines.as_bytes()) {
        Outcome::Clean => outcome,
        failed => failed,
    }
}

/// The folder that was named, or the one that we are in if it is an edition.
fn edition(dir: Option<&Path>) -> Option<PathBuf> {
    let here = || Path::new(MANIFEST).is_file().then(|| PathBuf::from("."));
    dir.map(Path::to_owned).or_else(here)
}

/// The layouts of an edition in the order of their names; a broken one is told.
fn own_layouts(dir: &Path) -> Result<Vec<Result<Entry, String>>, String> {
    let refused =
        |error| format!("`{}` cannot be read: {}", dir.display(), refused::to_read(&error));
    let folder = DiskFolder::open(dir).map_err(refused)?;
    Ok(folder.folders_in("layouts").iter().map(|name| load(name, Some(&folder))).collect())
}

fn load(name: &str, folder: Option<&DiskFolder>) -> Result<Entry, String> {
    let span = Span::new(FileId(0), 0..0);
    let layout = Layout::load(name, span, folder.map(|folder| folder as _));
    layout
        .map(|layout| Entry {
            name: name.to_owned(),
            description: layout.settings().description.clone(),
            own: layout.is_own(),
        })
        .map_err(|told| told.into_iter().map(|one| one.message).collect::<Vec<_>>().join("; "))
}
