//! `umbruch build`

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::Outcome;
use super::args::{BuildArgs, Format, ProfileName};
use super::outputs::{self, Written};
use super::progress::Progress;
use super::refused;
use super::said::{self, Said};
use super::terminal::{self, Detail};
use super::workers;
use crate::output::Unwritten;
use crate::pipeline::{self, Failure, Opened, Profile, Request, Session, Unopened};
use crate::storage::DiskFolder;

/// What came of one edition.
struct Built {
    said: Said,
    result: Result<Option<Written>, Unbuilt>,
}

/// Why nothing came of it.
enum Unbuilt {
    Unmade(Failure),
    /// The system refuses to write.
    Unwritten(Unwritten),
}

pub(super) fn run(args: &BuildArgs) -> Outcome {
    let start = Instant::now();
    let prepared = terminal::editions(&args.dirs).and_then(|editions| {
        let modified = terminal::source_date_epoch()?;
        Ok((editions, request(args, modified)))
    });
    let (editions, request) = match prepared {
        Ok(prepared) => prepared,
        Err(message) => return terminal::complain(&message),
    };
    if let Some(message) = same_slug(&editions) {
        terminal::complain(&message);
        return Outcome::Errors;
    }
    let jobs = args.jobs.unwrap_or(0).into();
    if let Err(error) = workers::pool(jobs) {
        return terminal::complain(&format!("no threads can be had: {error}"));
    }
    let building = Building {
        args,
        request: &request,
        session: &Session::default(),
        progress: &Progress::new(),
        detail: Detail::for_command("build", args.all),
    };
    let built = workers::each(&editions, rayon::current_num_threads(), |(_, folder)| {
        building.edition(folder)
    });
    match built {
        Ok(built) => finish(built, start),
        Err(error) => terminal::complain(&format!("no threads can be had: {error}")),
    }
}

/// Builds the books of an edition from a manuscript, as JSON, in place of the files of its text.
pub(super) fn from_manuscript(folder: &DiskFolder, json: &Path, out: &Path) -> Outcome {
    let start = Instant::now();
    let text = match std::fs::read_to_string(json) {
        Ok(text) => text,
        Err(error) => {
            let why = refused::to_read(&error);
            return terminal::complain(&format!("`{}` cannot be read: {why}", json.display()));
        }
    };
    let modified = match terminal::source_date_epoch() {
        Ok(modified) => modified,
        Err(message) => return terminal::complain(&message),
    };
    let args = BuildArgs { out: out.to_owned(), ..BuildArgs::default() };
    let session = Session::default();
    let opened = match session.open_manuscript(folder, &folder.name(), &text) {
        Ok(opened) => opened,
        Err(Unopened::Stopped) => unreachable!("nobody else has the session, to stop it"),
        Err(Unopened::Unread(unread)) => {
            let (file, line) = (json.display(), unread.line);
            return terminal::complain(&format!("`{file}`, line {line}: {}", unread.message));
        }
    };
    let building = Building {
        args: &args,
        request: &request(&args, modified),
        session: &session,
        progress: &Progress::new(),
        detail: Detail::for_command("build", false),
    };
    finish(vec![building.book(folder, opened)], start)
}

fn request(args: &BuildArgs, modified: Option<crate::ir::Timestamp>) -> Request {
    Request {
        only: args.only.into_iter().collect(),
        layouts: args.layout.clone(),
        profiles: profiles(&args.profile),
        keep: args.keep,
        report: args.report,
        corrects: !args.draft,
        strict: args.strict,
        modified,
    }
}

/// The profiles that are asked for, each once and in their order.
fn profiles(asked: &[ProfileName]) -> Vec<Profile> {
    let name = |profile: Profile| match profile {
        Profile::Everywhere => None,
        Profile::Apple => Some(ProfileName::Apple),
        Profile::Kobo => Some(ProfileName::Kobo),
        Profile::Kindle => Some(ProfileName::Kindle),
        Profile::Tolino => Some(ProfileName::Tolino),
        Profile::Plain => Some(ProfileName::Plain),
    };
    let wanted = |profile: &Profile| {
        asked.iter().any(|asked| *asked == ProfileName::All || Some(*asked) == name(*profile))
    };
    Profile::NAMED.into_iter().filter(wanted).collect()
}

/// Two editions of one name would overwrite each other. Their manifests alone are read.
fn same_slug(editions: &[(PathBuf, DiskFolder)]) -> Option<String> {
    let mut seen: BTreeMap<String, &PathBuf> = BTreeMap::new();
    for (path, folder) in editions {
        let Some(slug) = pipeline::slug(folder, &folder.name()) else { continue };
        if let Some(other) = seen.get(&slug) {
            return Some(format!(
                "`{}` and `{}` have the same name `{slug}`; give one of them another `slug`",
                other.display(),
                path.display()
            ));
        }
        seen.insert(slug, path);
    }
    None
}

/// What all editions are built with.
struct Building<'a> {
    args: &'a BuildArgs,
    request: &'a Request,
    session: &'a Session,
    progress: &'a Progress,
    detail: Detail,
}

impl Building<'_> {
    /// Opens an edition, makes its books and writes them; nothing of it stays in memory but what is told.
    fn edition(&self, folder: &DiskFolder) -> Built {
        let opened = self.session.open(folder, &folder.name());
        self.book(folder, opened.expect("nobody else has the session, to stop it"))
    }

    fn book(&self, folder: &DiskFolder, mut opened: Opened) -> Built {
        // One step more: the files.
        let steps = self.session.steps(&opened, folder, self.request) + 1;
        let line = self.progress.edition(&folder.name(), steps);
        let step = |step: pipeline::Step| line.step(&step.to_string());
        let made = self.session.make(&mut opened, folder, self.request, &step);
        // The book and its pictures go before the files are written.
        let said = Said::of_edition(opened, Format::Text, self.detail);
        let result = match made {
            Err(failure) => Err(Unbuilt::Unmade(failure)),
            Ok(made) if made.books.is_empty() => Ok(None),
            Ok(made) => {
                line.step("files");
                outputs::write(&self.args.out, &made).map(Some).map_err(Unbuilt::Unwritten)
            }
        };
        line.done();
        Built { said, result }
    }
}

fn finish(built: Vec<Built>, start: Instant) -> Outcome {
    let mut outcome = Outcome::Clean;
    let mut lines = String::new();
    let mut said = Vec::new();
    let mut folders = BTreeSet::new();
    for edition in built {
        match edition.result {
            Ok(None) => terminal::say(
                "nothing was made: no file for the printer is ordered for this layout; \
                 add `[print]` to the manifest",
            ),
            Ok(Some(written)) => {
                folders.insert(written.folder);
                lines.push_str(&written.lines);
            }
            Err(unbuilt) => {
                outcome = Outcome::Errors;
                match unbuilt {
                    Unbuilt::Unmade(Failure::Edition | Failure::Stopped) => {}
                    Unbuilt::Unmade(Failure::Epub(error)) => {
                        terminal::say(&format!("error: {error}"));
                    }
                    Unbuilt::Unwritten(Unwritten { path, error }) => terminal::say(&format!(
                        "error: `{}` cannot be written: {}",
                        path.display(),
                        refused::to_write(&error)
                    )),
                }
            }
        }
        said.push(edition.said);
    }
    if said::report(&said, Format::Text) == Outcome::Errors {
        outcome = Outcome::Errors;
    }
    let left_over = folders.iter().filter_map(|folder| outputs::left_over(folder));
    left_over.for_each(|told| terminal::say(&told));
    if !lines.is_empty() {
        lines.push_str(&format!("in {:.1} s\n", start.elapsed().as_secs_f64()));
        let printed = terminal::print(lines.as_bytes());
        if printed != Outcome::Clean {
            return printed;
        }
    }
    outcome
}
