//! `umbruch build`

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use super::Outcome;
use super::args::{BuildArgs, Format, ProfileName};
use super::outputs::{self, Written};
use super::progress::Progress;
use super::refused;
use super::said::{self, Said};
use super::terminal::{self, Detail};
use super::workers;
use crate::diff;
use crate::output::Unwritten;
use crate::pipeline::{self, Failure, Opened, Profile, Request, Session, Unopened};
use crate::publication;
use crate::record::{self, Came, Watched};
use crate::release;
use crate::storage::{DiskFolder, Folder};

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
    match terminal::editions(&args.dirs) {
        Ok(editions) => all(args, &editions, false),
        Err(message) => terminal::complain(&message),
    }
}

/// Builds editions; `listed`: each with what a list of editions is made of beside its books.
pub(super) fn all(args: &BuildArgs, editions: &[(PathBuf, DiskFolder)], listed: bool) -> Outcome {
    let start = Instant::now();
    let request = match terminal::source_date_epoch() {
        Ok(modified) => request(args, modified),
        Err(message) => return terminal::complain(&message),
    };
    let slugs = match slugs(editions) {
        Ok(slugs) => slugs,
        Err(message) => {
            terminal::complain(&message);
            return Outcome::Errors;
        }
    };
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
        listed,
    };
    let all: Vec<_> = editions.iter().map(|(_, folder)| folder).zip(slugs).collect();
    let built = workers::each(&all, rayon::current_num_threads(), |(folder, slug)| {
        building.edition(folder, slug.as_deref())
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
        listed: false,
    };
    let book = building.book(folder, &folder.name(), opened, |_, _| Ok(()), || None);
    finish(vec![book], start)
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
pub(super) fn profiles(asked: &[ProfileName]) -> Vec<Profile> {
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

/// The names of the folders for the outputs; of editions the manifests alone are read.
///
/// # Errors
/// Two editions of one name, which would overwrite each other.
fn slugs(editions: &[(PathBuf, DiskFolder)]) -> Result<Vec<Option<String>>, String> {
    let mut seen: BTreeMap<String, &PathBuf> = BTreeMap::new();
    let mut slugs = Vec::with_capacity(editions.len());
    for (path, folder) in editions {
        let slug = pipeline::slug(folder, &folder.name());
        if let Some(slug) = &slug
            && let Some(other) = seen.insert(slug.clone(), path)
        {
            return Err(format!(
                "`{}` and `{}` have the same name `{slug}`; give one of them another `slug`",
                other.display(),
                path.display()
            ));
        }
        slugs.push(slug);
    }
    Ok(slugs)
}

/// What all editions are built with.
struct Building<'a> {
    args: &'a BuildArgs,
    request: &'a Request,
    session: &'a Session,
    progress: &'a Progress,
    detail: Detail,
    /// Whether there is to be what a list of editions is made of.
    listed: bool,
}

impl Building<'_> {
    /// Opens an edition, makes its books and writes them; nothing of it stays in memory but what is told. What would come
    /// out as it is, is left as it is.
    fn edition(&self, folder: &DiskFolder, slug: Option<&str>) -> Built {
        let name = folder.name();
        let listed = if self.listed { ", listed" } else { "" };
        let demand = format!("{name}: {}{listed}", self.request.in_words());
        let outputs = slug.filter(|_| !self.args.force).map(|slug| self.args.out.join(slug));
        let standing = outputs.and_then(|outputs| {
            let came = record::standing(&outputs, folder, &demand)?;
            Some((outputs, came))
        });
        if let Some((outputs, came)) = standing {
            let written = Written::new(outputs, &came.outputs, true);
            return Built { said: self.said(came, false), result: Ok(Some(written)) };
        }
        let watched = Watched::new(folder);
        let opened = self.session.open(&watched, &name);
        let opened = opened.expect("nobody else has the session, to stop it");
        let keep = |outputs: &Path, came: &Came| record::keep(outputs, &watched, &demand, came);
        self.book(&watched, &name, opened, keep, || watched.sum())
    }

    /// Makes the books of an edition and writes them, and what came of it by `keep`; `sum`: of all that was read.
    fn book(
        &self,
        folder: &dyn Folder,
        name: &str,
        mut opened: Opened,
        keep: impl Fn(&Path, &Came) -> Result<(), Unwritten>,
        sum: impl Fn() -> Option<String>,
    ) -> Built {
        // One step more: the files.
        let steps = self.session.steps(&opened, folder, self.request) + 1;
        let line = self.progress.edition(name, steps);
        let step = |step: pipeline::Step| line.step(&step.to_string());
        let mut made = self.session.make(&mut opened, folder, self.request, &step);
        if let (Ok(made), true) = (&mut made, self.listed) {
            list(&opened, made, &sum().unwrap_or_default());
        }
        let broken = opened.has_errors();
        // The book and its pictures go before the files are written.
        let Opened { diagnostics, sources, .. } = opened;
        let mut came = Came { outputs: Vec::new(), diagnostics, sources };
        let result = match made {
            Err(failure) => Err(Unbuilt::Unmade(failure)),
            Ok(made) if made.books.is_empty() => Ok(None),
            Ok(made) => {
                line.step("files");
                let written = outputs::write(&self.args.out, &made).and_then(|(outputs, files)| {
                    came.outputs = files;
                    keep(&outputs, &came)?;
                    Ok(Some(Written::new(outputs, &came.outputs, false)))
                });
                written.map_err(Unbuilt::Unwritten)
            }
        };
        line.done();
        Built { said: self.said(came, broken), result }
    }

    fn said(&self, came: Came, broken: bool) -> Said {
        let Came { diagnostics, sources, .. } = came;
        Said::of_file(diagnostics, &sources, Format::Text, self.detail).of_broken(broken)
    }
}

/// Puts what a list of editions is made of to what was made: `edition.json`, pictures of the cover, the beginning of the text.
fn list(opened: &Opened, made: &mut pipeline::Made, source: &str) {
    let Some((edition, book, _)) = &opened.content else { return };
    let text = diff::read(book, opened.sources.clone(), false);
    let release = release::assemble(&edition.metadata, &text, made, source.to_owned(), None);
    let own = release.publication.json();
    let beside = release.files().filter(|(name, _)| made.files().all(|(other, _)| other != *name));
    let mut files: Vec<(String, Arc<[u8]>)> =
        beside.map(|(name, bytes)| (name.to_owned(), bytes.into())).collect();
    files.push((publication::FILE.to_owned(), own.into()));
    made.known.extend(files.iter().map(|(name, _)| name.clone()));
    made.kept.extend(files);
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
