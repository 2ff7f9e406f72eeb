//! What is written to the terminal.

use std::io::{IsTerminal, Read, Write};
use std::path::{Path, PathBuf};

use super::{Outcome, refused};
use crate::diagnostics::{self, Diagnostic, Look, Severity};
use crate::edition::MANIFEST;
use crate::ir::{Date, Timestamp};
use crate::source::Sources;
use crate::storage::DiskFolder;

/// The folder in which editions are looked for.
const EDITIONS: &str = "source";

/// Writes to standard output; a reader that has gone away is no error.
pub(super) fn print(bytes: &[u8]) -> Outcome {
    let mut out = std::io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Ok(()) => Outcome::Clean,
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Outcome::Clean,
        Err(error) => complain(&format!("standard output cannot be written: {error}")),
    }
}

/// Says on standard error what is wrong with the call.
pub(super) fn complain(message: &str) -> Outcome {
    say(&format!("error: {message}"));
    Outcome::Usage
}

/// Writes a line to standard error.
pub(super) fn say(line: &str) {
    // Nobody is left to be told if standard error is closed.
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

/// Whether standard error is a terminal that wants colours.
pub(super) fn wants_color() -> bool {
    std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty())
}

/// Whether standard output is a terminal that wants colours.
pub(super) fn prints_color() -> bool {
    std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty())
}

/// How diagnostics are shown on standard error: to a terminal as wide as it is.
pub(super) fn look() -> Look {
    let width = terminal_size::terminal_size_of(std::io::stderr());
    let width = width.map_or(Look::PLAIN.width, |(width, _)| usize::from(width.0));
    Look { color: wants_color(), width: width.clamp(NARROW, Look::PLAIN.width) }
}

/// Fewest columns that a place in the source needs to be recognised.
const NARROW: usize = 60;

/// The diagnostics of one edition as text.
pub(super) fn diagnostics_text(list: &[Diagnostic], sources: &Sources) -> String {
    diagnostics::text_with_notes(list.iter().map(|one| (one, None)), sources, look())
}

/// `2 errors, 1 warning`
pub(super) fn tally<'a>(list: impl Iterator<Item = &'a Diagnostic>) -> String {
    let (mut errors, mut warnings) = (0, 0);
    for diagnostic in list {
        match diagnostic.severity() {
            Severity::Error => errors += 1,
            Severity::Warning => warnings += 1,
        }
    }
    format!("{}, {}", counted(errors, "error"), counted(warnings, "warning"))
}

/// `1 word`, `2 words`
pub(super) fn counted(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

/// How much is shown to people; programs get all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Detail {
    /// Each message.
    Each,
    /// What is found many times is told once; this command shows each with `--all`.
    Grouped(&'static str),
}

impl Detail {
    /// That of a command which can be asked for `all`.
    pub(super) fn for_command(command: &'static str, all: bool) -> Self {
        if all { Self::Each } else { Self::Grouped(command) }
    }
}

/// Writes to standard error.
pub(super) fn eprint_text(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

/// The bytes of a file, at most `limit` of them.
///
/// # Errors
/// Why it cannot be read.
pub(super) fn read_file(path: &Path, limit: u64) -> Result<Vec<u8>, String> {
    let refused = |error: std::io::Error| refused::to_read(&error);
    // Asked before opening: a named pipe would block there.
    let found = std::fs::metadata(path).map_err(refused)?;
    if !found.is_file() {
        return Err("it is not a file; name a file".into());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(found.len().min(limit)).unwrap_or(0) + 1);
    let file = std::fs::File::open(path).map_err(refused)?;
    file.take(limit + 1).read_to_end(&mut bytes).map_err(refused)?;
    if bytes.len() as u64 > limit {
        return Err(format!("it is larger than {} MiB; split it", limit >> 20));
    }
    Ok(bytes)
}

/// The folders named, or every edition under `source/`.
pub(super) fn editions(named: &[PathBuf]) -> Result<Vec<(PathBuf, DiskFolder)>, String> {
    let paths = if named.is_empty() { all_editions()? } else { named.to_vec() };
    paths
        .into_iter()
        .map(|path| match DiskFolder::open(&path) {
            Ok(folder) => Ok((path, folder)),
            Err(error) => Err(no_edition(&path, &error)),
        })
        .collect()
}

/// Why a path is no folder of an edition.
fn no_edition(path: &Path, error: &std::io::Error) -> String {
    let shown = path.display();
    if path.is_file() {
        // `.` where the file is named alone.
        let above = path.ancestors().skip(1);
        let above =
            above.map(|folder| if folder == Path::new("") { Path::new(".") } else { folder });
        let edition = above.into_iter().find(|folder| folder.join(MANIFEST).is_file());
        return match edition {
            Some(folder) => format!(
                "`{shown}` is a file; name the folder of its edition, {}",
                refused::quoted(folder)
            ),
            None => format!(
                "`{shown}` is a file; name the folder of an edition, in which `{MANIFEST}` is"
            ),
        };
    }
    match error.kind() {
        std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory => {
            format!(
                "there is no folder `{shown}`; correct the path, or make an edition there with `umbruch new {}`",
                refused::quoted(path)
            )
        }
        _ => format!("the folder `{shown}` cannot be read: {}", refused::to_read(error)),
    }
}

fn all_editions() -> Result<Vec<PathBuf>, String> {
    let none = || {
        format!(
            "there is no edition under `{EDITIONS}/`; name a folder, or make an edition with `umbruch new {EDITIONS}/mein-buch`"
        )
    };
    let entries = std::fs::read_dir(Path::new(EDITIONS)).map_err(|_| none())?;
    let mut paths: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.join(MANIFEST).is_file())
        .collect();
    paths.sort();
    if paths.is_empty() { Err(none()) } else { Ok(paths) }
}

/// The moment that `SOURCE_DATE_EPOCH` names, if it is set to a number.
pub(super) fn source_date_epoch() -> Result<Option<Timestamp>, String> {
    match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(text) if text.is_empty() => Ok(None),
        Ok(text) => match text.parse() {
            Ok(seconds) => Ok(Some(Timestamp(seconds))),
            Err(_) => Err(format!("SOURCE_DATE_EPOCH is `{text}`, not a number of seconds")),
        },
        Err(_) => Ok(None),
    }
}

/// Today's date (UTC), or that of `SOURCE_DATE_EPOCH`.
pub(super) fn today() -> Date {
    let now = source_date_epoch().ok().flatten().unwrap_or_else(|| {
        let elapsed = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        Timestamp(elapsed.map_or(0, |d| i64::try_from(d.as_secs()).unwrap_or(0)))
    });
    let day = now.utc().date();
    Date {
        year: u16::try_from(day.year()).unwrap_or(1970),
        month: Some(day.month().into()),
        day: Some(day.day()),
    }
}
