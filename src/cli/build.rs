//! `umbruch build`

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Instant;

use rayon::prelude::*;

use super::Outcome;
use super::args::{BuildArgs, Format, Only, ProfileName};
use super::progress::Progress;
use super::refused;
use super::terminal::{self, Detail};
use crate::output;
use crate::pipeline::{self, Failure, Kind, Made, Opened, Options, Profile};
use crate::storage::DiskFolder;

/// What came of one edition.
struct Built {
    opened: Opened,
    result: Result<Vec<Made>, Failure>,
}

pub(super) fn run(args: &BuildArgs) -> Outcome {
    let start = Instant::now();
    let prepared = terminal::editions(&args.dirs).and_then(|editions| {
        let modified = terminal::source_date_epoch()?;
        Ok((editions, options(args, modified)))
    });
    let (editions, options) = match prepared {
        Ok(prepared) => prepared,
        Err(message) => return terminal::complain(&message),
    };
    let opened: Vec<Opened> =
        editions.iter().map(|(_, folder)| pipeline::open(folder, &folder.name())).collect();
    if let Some(message) = same_slug(&editions, &opened) {
        terminal::complain(&message);
        return Outcome::Errors;
    }
    let pool = rayon::ThreadPoolBuilder::new().num_threads(args.jobs.unwrap_or(0).into()).build();
    let pool = match pool {
        Ok(pool) => pool,
        Err(error) => return terminal::complain(&format!("no threads can be had: {error}")),
    };
    let progress = Progress::new();
    let built: Vec<Built> = pool.install(|| {
        let pairs = editions.par_iter().zip(opened);
        pairs.map(|((_, folder), opened)| build_one(folder, opened, &options, &progress)).collect()
    });
    finish(built, Detail::of("build", args.all), start)
}

fn options(args: &BuildArgs, modified: Option<crate::ir::Timestamp>) -> Options {
    Options {
        out: args.out.clone(),
        only: args.only.map(|only| match only {
            Only::Epub => Kind::Epub,
            Only::Pdf => Kind::Pdf,
            Only::Print => Kind::Print,
        }),
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

/// Two editions of one name would overwrite each other.
fn same_slug(editions: &[(PathBuf, DiskFolder)], opened: &[Opened]) -> Option<String> {
    let mut seen: BTreeMap<&str, &PathBuf> = BTreeMap::new();
    for ((path, _), opened) in editions.iter().zip(opened) {
        let Some((edition, _, _)) = &opened.content else { continue };
        let slug = edition.metadata.slug.as_str();
        if let Some(other) = seen.insert(slug, path) {
            return Some(format!(
                "`{}` and `{}` have the same name `{slug}`; give one of them another `slug`",
                other.display(),
                path.display()
            ));
        }
    }
    None
}

fn build_one(
    folder: &DiskFolder,
    mut opened: Opened,
    options: &Options,
    progress: &Progress,
) -> Built {
    let line = progress.edition(&folder.name(), pipeline::steps(&opened, options));
    let result = pipeline::build(&mut opened, folder, options, &|step| line.step(&step));
    line.done();
    Built { opened, result }
}

fn finish(built: Vec<Built>, detail: Detail, start: Instant) -> Outcome {
    let mut outcome = Outcome::Clean;
    let mut lines = String::new();
    let mut opened = Vec::new();
    let mut folders = BTreeSet::new();
    for edition in built {
        match edition.result {
            Ok(made) if made.is_empty() => terminal::say(
                "nothing was made: no file for the printer is ordered for this layout; \
                 add `[print]` to the manifest",
            ),
            Ok(made) => {
                folders
                    .extend(made.iter().filter_map(|made| made.path.parent()).map(PathBuf::from));
                lines.extend(made.iter().flat_map(|made| [line(made), made.told.clone()]));
            }
            Err(failure) => {
                outcome = Outcome::Errors;
                match failure {
                    Failure::Edition => {}
                    Failure::Epub(error) => terminal::say(&format!("error: {error}")),
                    Failure::Write(path, error) => terminal::say(&format!(
                        "error: `{}` cannot be written: {}",
                        path.display(),
                        refused::to_write(&error)
                    )),
                }
            }
        }
        opened.push(edition.opened);
    }
    if terminal::report(&opened, Format::Text, detail) == Outcome::Errors {
        outcome = Outcome::Errors;
    }
    folders.iter().filter_map(|folder| left_over(folder)).for_each(|told| terminal::say(&told));
    if !lines.is_empty() {
        lines.push_str(&format!("in {:.1} s\n", start.elapsed().as_secs_f64()));
        let printed = terminal::print(lines.as_bytes());
        if printed != Outcome::Clean {
            return printed;
        }
    }
    outcome
}

/// What is said of books in a folder of outputs that are of earlier settings, if there are any.
fn left_over(folder: &Path) -> Option<String> {
    let names = output::unlisted(folder, &["epub", "pdf"]);
    let (first, _) = names.split_first()?;
    let of_them = if names.len() == 1 { "it" } else { "them" };
    let named =
        if names.len() == 1 { format!("`{first}`") } else { format!("`{}`", names.join("`, `")) };
    Some(format!(
        "of earlier settings and not in {}: {named} in {}; delete {of_them} unless you want {of_them}",
        output::CHECKSUMS,
        folder.display()
    ))
}

/// `dist/a/a-pamphlet.pdf, 24 pages, 118 kB`
fn line(made: &Made) -> String {
    let pages = match made.pages {
        None => String::new(),
        Some(1) => ", 1 page".into(),
        Some(pages) => format!(", {pages} pages"),
    };
    format!("{}{pages}, {}\n", made.path.display(), size(made.size))
}

fn size(bytes: usize) -> String {
    if bytes < 1_000_000 {
        format!("{} kB", bytes.div_ceil(1000))
    } else {
        format!("{:.1} MB", bytes as f64 / 1e6)
    }
}
