//! `umbruch release`

use std::io;
use std::path::{Path, PathBuf};

use super::args::ReleaseArgs;
use super::build::profiles;
use super::progress::Progress;
use super::said::{self, Said};
use super::terminal::{self, Detail, counted};
use super::{Outcome, refused, side};
use crate::diagnostics::{Code, Diagnostic};
use crate::diff::{self, Text};
use crate::ir::Timestamp;
use crate::output::Unwritten;
use crate::pipeline::{self, Failure, Opened, Request, Session};
use crate::publication::{FileRole, Publication};
use crate::record::Watched;
use crate::release::{self, Book, Judgement, Place, Release, Shelf, Tampered, outside};
use crate::source::Span;
use crate::storage::DiskFolder;

/// Largest finished file, in bytes.
const LIMIT: u64 = 1 << 30;

pub(super) fn run(args: &ReleaseArgs) -> Outcome {
    let prepared = terminal::editions(&args.dirs)
        .and_then(|editions| Ok((editions, terminal::source_date_epoch()?)));
    let (editions, modified) = match prepared {
        Ok(prepared) => prepared,
        Err(message) => return terminal::complain(&message),
    };
    if args.strict {
        let missing = outside::missing();
        for (program, install) in &missing {
            terminal::complain(&format!("`{program}` cannot be called; {install}"));
        }
        if !missing.is_empty() {
            return Outcome::Usage;
        }
    }
    let releasing = Releasing {
        args,
        modified,
        session: &Session::default(),
        progress: &Progress::new(),
        detail: Detail::for_command("release", args.all),
    };
    let mut told = Vec::new();
    let mut lines = String::new();
    let mut outcome = Outcome::Clean;
    for (_, folder) in &editions {
        let came = releasing.edition(folder);
        told.push(came.said);
        match came.result {
            Ok(line) => lines.push_str(&line),
            Err(why) => {
                outcome = Outcome::Errors;
                why.iter().for_each(|why| terminal::say(&format!("error: {why}")));
            }
        }
    }
    outcome = outcome.max(said::report(&told, args.format));
    if lines.is_empty() { outcome } else { outcome.max(terminal::print(lines.as_bytes())) }
}

struct Releasing<'a> {
    args: &'a ReleaseArgs,
    modified: Option<Timestamp>,
    session: &'a Session,
    progress: &'a Progress,
    detail: Detail,
}

/// What came of one edition: what is told of it, and a line; or what else stands against it.
struct Came {
    said: Said,
    result: Result<String, Vec<String>>,
}

/// An edition that was made.
struct Candidate<'m> {
    text: Text,
    manifest: Span,
    label: String,
    release: Release<'m>,
    shelf: Shelf,
}

impl Releasing<'_> {
    fn edition(&self, folder: &DiskFolder) -> Came {
        let watched = Watched::new(folder);
        let name = folder.name();
        let mut opened =
            self.session.open(&watched, &name).expect("nobody else has the session, to stop it");
        let request = Request {
            profiles: profiles(&self.args.profile),
            modified: self.modified,
            ..Request::default()
        };
        let steps = self.session.steps(&opened, &watched, &request) + 1;
        let line = self.progress.edition(&name, steps);
        let step = |step: pipeline::Step| line.step(&step.to_string());
        let made = self.session.make(&mut opened, &watched, &request, &step);
        line.step(if self.args.verify { "verifying" } else { "judging" });
        let came = match made {
            Ok(made) => self.made(opened, made, watched.sum()),
            Err(failure) => {
                let why = match failure {
                    Failure::Epub(error) => vec![error.to_string()],
                    Failure::Edition | Failure::Stopped => Vec::new(),
                };
                let said = Said::of_edition(opened, self.args.format, self.detail);
                Came { said, result: Err(why) }
            }
        };
        line.done();
        came
    }

    fn made(&self, opened: Opened, made: pipeline::Made, sum: Option<String>) -> Came {
        let Opened { content, sources, mut diagnostics, .. } = opened;
        let (edition, book, _) = content.expect("a book was made of it");
        let text = diff::read(&book, sources, false);
        let Some(sum) = sum else {
            let why = "files of the edition changed while it was read; call it again".to_owned();
            return self.came(diagnostics, &text, Err(vec![why]));
        };
        let metadata = &edition.metadata;
        let shelf = Shelf::of(&self.args.out, &metadata.slug);
        let before = match self.before(&shelf, metadata) {
            Ok(before) => before,
            Err(why) => return self.came(diagnostics, &text, Err(vec![why])),
        };
        let label = release::label(metadata);
        let mut release = release::assemble(metadata, &text, &made, sum, Some(label.clone()));
        if let Some((before, old)) = &before {
            release.tell_changes(&diff::compare(old, &text), (before, &label));
        }
        release.tell_the_trade();
        let candidate = Candidate { text, manifest: edition.span, label, release, shelf };
        let result = if self.args.verify {
            self.verify(candidate, &mut diagnostics)
        } else {
            self.release(candidate, &mut diagnostics)
        };
        match result {
            (text, Ok(line)) => self.came(diagnostics, &text, Ok(line)),
            (text, Err(why)) => self.came(diagnostics, &text, Err(why)),
        }
    }

    fn came(
        &self,
        diagnostics: Vec<Diagnostic>,
        text: &Text,
        result: Result<String, Vec<String>>,
    ) -> Came {
        let said = Said::of_file(diagnostics, &text.sources, self.args.format, self.detail);
        Came { said, result }
    }

    /// The text of the release before, with its name.
    fn before(
        &self,
        shelf: &Shelf,
        metadata: &crate::ir::Metadata,
    ) -> Result<Option<(String, Text)>, String> {
        let Some(placed) = shelf.before(metadata) else { return Ok(None) };
        let Some(path) = ebook_of(&placed.folder, &placed.publication) else { return Ok(None) };
        match side::read(&path) {
            Ok(text) => Ok(Some((placed.label, text))),
            Err(why) => Err(why.trim_start_matches("error: ").trim_end().to_owned()),
        }
    }

    /// Has a release judged and places it.
    fn release(
        &self,
        candidate: Candidate<'_>,
        told: &mut Vec<Diagnostic>,
    ) -> (Text, Result<String, Vec<String>>) {
        let Candidate { text, manifest, label, mut release, shelf } = candidate;
        let books = release.books();
        let mut judgement = release::judge(&text, &books, manifest);
        if self.args.strict
            && let Err(error) = strictly(&books, manifest, &mut judgement)
        {
            return (text, Err(vec![format!("the judges cannot be called: {error}")]));
        }
        drop(books);
        let Judgement { judged, faults } = judgement;
        if !faults.is_empty() {
            told.extend(faults);
            return (text, Err(Vec::new()));
        }
        release.set_judged(judged);
        let (words, notes) = (release.publication.words, release.publication.notes);
        let source = release.publication.source.clone();
        let result = match shelf.place(&label, release) {
            Ok(Place::New(folder)) => {
                let (words, notes) = (counted(words, "word"), counted(notes, "note"));
                Ok(format!("{}, {words} and {notes} in every book\n", folder.display()))
            }
            Ok(Place::Same(folder)) => Ok(format!("{}, released before\n", folder.display())),
            Ok(Place::Taken(placed, differ)) => {
                let changed = placed.publication.source != source;
                told.push(taken(&placed, &differ, changed, &text, manifest));
                Err(Vec::new())
            }
            Ok(Place::Foreign(folder)) => Err(vec![format!(
                "`{}` is there and holds no release; give it another name, or take it away",
                folder.display()
            )]),
            Err(Unwritten { path, error }) => Err(vec![format!(
                "`{}` cannot be written: {}",
                path.display(),
                refused::to_write(&error)
            )]),
        };
        (text, result)
    }

    /// Looks at what was released: whether its files are those of its list, say all, and come out the same now.
    fn verify(
        &self,
        candidate: Candidate<'_>,
        told: &mut Vec<Diagnostic>,
    ) -> (Text, Result<String, Vec<String>>) {
        let Candidate { text, manifest, label, release, shelf } = candidate;
        let Some(placed) = shelf.release(&label) else {
            let path = self.args.out.join(&release.publication.metadata.slug).join(&label);
            let why = format!("there is no release `{}`", path.display());
            return (text, Err(vec![why]));
        };
        let mut why = Vec::new();
        match release::check_sums(&placed.folder) {
            Ok(tampered) => why.extend(tampered.iter().map(in_words)),
            Err(error) => why.push(format!("its list of sums cannot be read: {error}")),
        }
        let files = placed.publication.files.iter().filter(|file| is_plain(&file.name));
        let files: Vec<(&str, FileRole, Vec<u8>)> = files
            .filter_map(|file| {
                let bytes = terminal::read_file(&placed.folder.join(&file.name), LIMIT).ok()?;
                Some((file.name.as_str(), file.role, bytes))
            })
            .collect();
        let books: Vec<Book<'_>> =
            files.iter().map(|(name, role, bytes)| Book { name, role: *role, bytes }).collect();
        told.extend(release::judge(&text, &books, manifest).faults);
        let mut same = 0;
        for (name, bytes) in release.files() {
            match books.iter().find(|book| book.name == name) {
                Some(book) if book.bytes == bytes => same += 1,
                Some(_) => why.push(format!("`{name}` comes out with other bytes now")),
                None => why.push(format!("`{name}` comes out now and was not released")),
            }
        }
        if !why.is_empty() && placed.publication.program != release.publication.program {
            let (then, now) = (&placed.publication.program, &release.publication.program);
            why.push(format!("it was made by {then}, and this is {now}"));
        }
        let folder = placed.folder.display();
        let prefixed = why.iter().map(|why| format!("`{folder}`: {why}")).collect::<Vec<_>>();
        let line = format!(
            "{folder}, {same} files come out the same
"
        );
        (text, if why.is_empty() { Ok(line) } else { Err(prefixed) })
    }
}

/// Has books judged by the programs of others.
fn strictly(books: &[Book<'_>], manifest: Span, judgement: &mut Judgement) -> io::Result<()> {
    let folder = tempfile::tempdir()?;
    for book in books {
        std::fs::write(folder.path().join(book.name), book.bytes)?;
    }
    outside::judge(folder.path(), books, manifest, judgement);
    Ok(())
}

/// That another release stands under the name.
fn taken(
    placed: &release::Placed,
    differ: &[String],
    changed: bool,
    text: &Text,
    manifest: Span,
) -> Diagnostic {
    let folder = placed.folder.display();
    let files = differ.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    if !changed {
        let message = format!(
            "`{folder}` was released by {}, of the same source, with other bytes in {files}",
            placed.publication.program
        );
        let hint = "what was released stays; build it with the program that made it, or give the manifest a new `edition` or `date`";
        return Diagnostic::new(Code::ReleaseTaken, manifest, message, hint);
    }
    let old = ebook_of(&placed.folder, &placed.publication).and_then(|path| side::read(&path).ok());
    let found = old.as_ref().map(|old| diff::compare(old, text).tally());
    let what = match found {
        Some(tally) if tally.words_added + tally.words_removed > 0 => {
            format!(
                "{} put in, {} taken out",
                counted(tally.words_added, "word"),
                tally.words_removed
            )
        }
        _ => format!("other bytes in {files}"),
    };
    let message = format!("`{folder}` is released, and the edition has changed since: {what}");
    let hint = "a changed text is a new edition: give the manifest another `edition` or `date`; \
                `umbruch diff` shows what changed";
    Diagnostic::new(Code::ReleaseTaken, manifest, message, hint)
}

/// The e-book of a release, if its name is a plain one.
fn ebook_of(folder: &Path, publication: &Publication) -> Option<PathBuf> {
    let name = &publication.ebook()?.name;
    is_plain(name).then(|| folder.join(name))
}

/// Whether a name leads nowhere else.
fn is_plain(name: &str) -> bool {
    !name.contains(['/', '\\']) && name != ".."
}

fn in_words(tampered: &Tampered) -> String {
    match tampered {
        Tampered::Changed(name) => format!("`{name}` is not as it was released: its sum differs"),
        Tampered::Gone(name) => format!("`{name}` is gone"),
        Tampered::Unlisted(name) => format!("`{name}` was not released: it stands in no list"),
    }
}
