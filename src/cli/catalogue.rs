//! `umbruch catalogue`

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::args::{BuildArgs, CatalogueBuildArgs, CatalogueCommand, CatalogueMergeArgs, Format};
use super::said::{self, Said};
use super::terminal::{self, Detail};
use super::{Outcome, build, refused, serve};
use crate::catalogue::{self, Plan, Shard};
use crate::diagnostics::{Code, Diagnostics};
use crate::edition::MANIFEST;
use crate::ir::Date;
use crate::list::{Catalogue, Entry, Source, edition_file};
use crate::output::write_atomically;
use crate::pipeline;
use crate::publication::{self, Publication};
use crate::source::Sources;
use crate::storage::DiskFolder;
use crate::writers::onix::{self, Sender};
use crate::writers::{opds, site};

/// Largest file of a list, in bytes.
const LIMIT: u64 = 1 << 20;
/// Largest file of an edition that is read again, in bytes.
const LARGEST: u64 = 64 << 20;
/// The folder of the editions in that of the list.
const EDITIONS: &str = "editions";

pub(super) fn run(command: &CatalogueCommand) -> Outcome {
    match command {
        CatalogueCommand::Build(args) => build(args),
        CatalogueCommand::Merge(args) => merge(args),
        CatalogueCommand::Serve(args) => serve::run(args),
    }
}

/// A list that could be read, with the folders of its editions.
struct Opened {
    plan: Plan,
    folders: Vec<PathBuf>,
    sources: Sources,
}

/// Reads the file of a list; what is wrong is told.
fn open(path: &Path) -> Result<Opened, Outcome> {
    let name = path.display().to_string();
    let bytes = terminal::read_file(path, LIMIT)
        .map_err(|why| terminal::complain(&format!("`{name}` cannot be read: {why}")))?;
    let text = String::from_utf8(bytes).map_err(|_| {
        terminal::complain(&format!("`{name}` is no text in UTF-8; save it as UTF-8"))
    })?;
    let (mut sources, mut told) = (Sources::default(), Diagnostics::default());
    let file = sources.add(name, text.as_str());
    let plan = catalogue::read(file, &text, &mut told);
    let beside = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    let beside = beside.unwrap_or(Path::new("."));
    let folders = plan.as_ref().map(|plan| plan.folders(beside, &mut told)).unwrap_or_default();
    match plan.filter(|_| !told.has_errors()) {
        Some(plan) => Ok(Opened { plan, folders, sources }),
        None => Err(tell(told, &sources)),
    }
}

/// Tells what is wrong.
fn tell(told: Diagnostics, sources: &Sources) -> Outcome {
    let said = Said::of_file(told.into_sorted(), sources, Format::Text, Detail::Each);
    said::tell(&[said], Format::Text).max(Outcome::Errors)
}

fn build(args: &CatalogueBuildArgs) -> Outcome {
    let shard = match &args.shard {
        Some(text) => Shard::parse(text).map(Some),
        None => Shard::of_environment(|name| std::env::var(name).ok()),
    };
    let shard = match shard {
        Ok(shard) => shard,
        Err(why) => return terminal::complain(&why.to_string()),
    };
    let opened = match open(&args.catalogue) {
        Ok(opened) => opened,
        Err(outcome) => return outcome,
    };
    let beside = args.catalogue.parent().unwrap_or(Path::new(""));
    let own = |path: &&PathBuf| {
        let below = path.strip_prefix(beside).unwrap_or(path).to_string_lossy();
        shard.is_none_or(|shard| shard.takes(&below))
    };
    let own: Vec<PathBuf> = opened.folders.iter().filter(own).cloned().collect();
    if let Some(shard) = shard {
        terminal::say(&format!("part {shard}: {} of {} editions", own.len(), opened.folders.len()));
    }
    let built = if own.is_empty() {
        Outcome::Clean
    } else {
        let editions = match terminal::editions(&own) {
            Ok(editions) => editions,
            Err(message) => return terminal::complain(&message),
        };
        let args = BuildArgs {
            dirs: own,
            out: args.out.join(EDITIONS),
            force: args.force,
            jobs: args.jobs,
            all: args.all,
            ..BuildArgs::default()
        };
        build::all(&args, &editions, true)
    };
    if built != Outcome::Clean || shard.is_some() { built } else { list(&opened, &args.out) }
}

fn merge(args: &CatalogueMergeArgs) -> Outcome {
    match open(&args.catalogue) {
        Ok(opened) => list(&opened, &args.out),
        Err(outcome) => outcome,
    }
}

/// Makes feeds, messages and pages of editions that are built.
fn list(opened: &Opened, out: &Path) -> Outcome {
    let plan = &opened.plan;
    let mut told = Diagnostics::default();
    let mut built = Built { out, slugs: Vec::new() };
    let mut entries = Vec::new();
    for path in &opened.folders {
        let shown = path.display();
        let slug =
            DiskFolder::open(path).ok().and_then(|folder| pipeline::slug(&folder, &folder.name()));
        let Some(slug) = slug else {
            let message = format!("`{shown}`: its `{MANIFEST}` cannot be read");
            let hint = "see what `umbruch check` says of it";
            told.report(Code::CatalogueEdition, plan.span, message, hint);
            continue;
        };
        match built.read(&slug) {
            Ok(publication) => {
                entries.push(Entry::of(&publication));
                built.slugs.push(slug);
            }
            Err(why) => {
                let message = format!("`{shown}` is not built as `{slug}`: {why}");
                let hint =
                    "build it: `umbruch catalogue build`, or the part of the list in which it is";
                told.report(Code::CatalogueEdition, plan.span, message, hint);
            }
        }
    }
    if told.has_errors() {
        return tell(told, &opened.sources);
    }
    let catalogue = match Catalogue::new(plan.list.clone(), entries) {
        Ok(catalogue) => catalogue,
        Err(why) => {
            told.report(Code::CatalogueEdition, plan.span, why.to_string(), why.hint());
            return tell(told, &opened.sources);
        }
    };
    let mut files = 0;
    let mut put = |path: &str, bytes: Vec<u8>| {
        files += 1;
        put(&out.join(path), &bytes)
    };
    let written = opds::write(&catalogue, &built, &mut put)
        .and_then(|()| site::write(&catalogue, &built, &mut put))
        .and_then(|()| trade(plan, &catalogue, &built));
    match written {
        Ok(()) => {
            let count = built.slugs.len();
            let line = format!("{}, {count} editions, {files} files of the list\n", out.display());
            terminal::print(line.as_bytes())
        }
        Err(error) => {
            let why = refused::to_write(&error);
            terminal::say(&format!(
                "error: the list in `{}` cannot be written: {why}",
                out.display()
            ));
            Outcome::Errors
        }
    }
}

/// Writes a file of the list, if it is not there as it is.
fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let same = fs::metadata(path).is_ok_and(|found| found.len() == bytes.len() as u64)
        && fs::read(path).is_ok_and(|found| found == bytes);
    if same { Ok(()) } else { write_atomically(path, bytes) }
}

/// Writes the messages to the trade, one edition after the other.
fn trade(plan: &Plan, catalogue: &Catalogue, built: &Built<'_>) -> io::Result<()> {
    let newest = catalogue.entries.iter().map(|entry| entry.date).max();
    let date = newest.unwrap_or(Date { year: 1970, month: None, day: None });
    let name = plan.list.publisher.as_deref().unwrap_or(&plan.list.title);
    for release in onix::Release::ALL {
        let path = built.out.join(format!("onix-{}.xml", release.as_str()));
        let mut staged = tempfile::Builder::new().prefix(".umbruch-").tempfile_in(built.out)?;
        let mut out = BufWriter::new(staged.as_file_mut());
        let sender = Sender { name, email: plan.email.as_deref(), date, base: None };
        out.write_all(onix::head(release, &sender).as_bytes())?;
        for entry in &catalogue.entries {
            let base = catalogue.list.address_of(&edition_file(&entry.slug, ""));
            let publication = built.publication(entry.at)?;
            let sender = Sender { base: Some(&base), ..sender.clone() };
            out.write_all(onix::products(&publication, &sender).as_bytes())?;
        }
        out.write_all(onix::TAIL.as_bytes())?;
        out.flush()?;
        drop(out);
        staged.as_file().sync_all()?;
        readable(staged.as_file())?;
        staged.persist(path).map_err(|error| error.error)?;
    }
    Ok(())
}

/// A temporary file is private; an output is a file like any other.
fn readable(file: &File) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        file.set_permissions(fs::Permissions::from_mode(0o644))?;
    }
    #[cfg(not(unix))]
    let _ = file;
    Ok(())
}

/// Editions that are built, in the folder of the list.
struct Built<'o> {
    out: &'o Path,
    /// Their names, in the order in which the list was made of them.
    slugs: Vec<String>,
}

impl Built<'_> {
    fn read(&self, slug: &str) -> Result<Publication, String> {
        let path = self.out.join(EDITIONS).join(slug).join(publication::FILE);
        let text = fs::read_to_string(&path)
            .map_err(|error| format!("`{}`: {}", path.display(), refused::to_read(&error)))?;
        Publication::read(&text).map_err(|unread| {
            format!("`{}`, line {}: {}", path.display(), unread.line, unread.message)
        })
    }
}

impl Source for Built<'_> {
    fn publication(&self, at: usize) -> io::Result<Publication> {
        self.read(&self.slugs[at]).map_err(io::Error::other)
    }

    fn file(&self, at: usize, name: &str) -> io::Result<Vec<u8>> {
        if name.contains(['/', '\\']) || name == ".." {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        let path = self.out.join(EDITIONS).join(&self.slugs[at]).join(name);
        terminal::read_file(&path, LARGEST).map_err(io::Error::other)
    }
}
