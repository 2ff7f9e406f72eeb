//! Judges that are programs of others: `epubcheck`, Ace and veraPDF, as they are called by these names.

use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use super::judges::{Book, Judgement, counted};
use crate::diagnostics::Code;
use crate::publication::FileRole;
use crate::source::Span;

/// A judge of others.
struct Outside {
    /// The program.
    program: &'static str,
    /// Which files it judges.
    role: FileRole,
    /// By what: for each the arguments before the file, and the name.
    demands: &'static [(&'static [&'static str], &'static str)],
    /// Whether it writes its report into a folder that it is given, and not to standard output.
    folder: bool,
    /// How to have it.
    install: &'static str,
    /// Reads its report: errors, warnings, the first error in words.
    read: fn(&Value) -> Option<Found>,
}

struct Found {
    errors: usize,
    warnings: usize,
    first: String,
}

const OUTSIDE: [Outside; 3] = [
    Outside {
        program: "epubcheck",
        role: FileRole::Ebook,
        demands: &[(&["--quiet", "--json", "-"], "EPUB 3.3")],
        folder: false,
        install: "install EPUBCheck from https://www.w3.org/publishing/epubcheck/ so that `epubcheck` can be called",
        read: epubcheck,
    },
    Outside {
        program: "ace",
        role: FileRole::Ebook,
        demands: &[(&["--silent", "--force", "--outdir"], "EPUB Accessibility 1.1")],
        folder: true,
        install: "install Ace by DAISY with `npm install --global @daisy/ace`",
        read: ace,
    },
    Outside {
        program: "verapdf",
        role: FileRole::Pdf,
        demands: &[
            (&["--format", "json", "--flavour", "2a"], "PDF/A-2a"),
            (&["--format", "json", "--flavour", "ua1"], "PDF/UA-1"),
        ],
        folder: false,
        install: "install veraPDF from https://verapdf.org/software/ so that `verapdf` can be called",
        read: verapdf,
    },
];

/// Which judges of others cannot be called here, each with how to have it.
#[must_use]
pub fn missing() -> Vec<(&'static str, &'static str)> {
    let absent = OUTSIDE.iter().filter(|judge| version(judge.program).is_none());
    absent.map(|judge| (judge.program, judge.install)).collect()
}

/// Has finished files judged by the programs of others; they lie in `folder` under their names.
pub fn judge(folder: &Path, books: &[Book<'_>], manifest: Span, judgement: &mut Judgement) {
    for outside in &OUTSIDE {
        let name = version(outside.program).unwrap_or_else(|| outside.program.to_owned());
        for book in books.iter().filter(|book| book.role == outside.role) {
            for (arguments, demand) in outside.demands {
                let found = outside.ask(arguments, &folder.join(book.name));
                let (errors, message) = match &found {
                    Ok(found) if found.errors == 0 => (0, None),
                    Ok(found) => {
                        let count = counted(found.errors, "error");
                        let told = format!(
                            "{name} finds {count} in `{}` ({demand}): {}",
                            book.name, found.first
                        );
                        (found.errors, Some(told))
                    }
                    Err(why) => {
                        let told =
                            format!("{name} gives no verdict on `{}` ({demand}): {why}", book.name);
                        (1, Some(told))
                    }
                };
                let warnings = found.map_or(0, |found| found.warnings);
                judgement.put(book.name, &name, demand, errors, warnings);
                if let Some(message) = message {
                    let hint = "call it yourself for all that it says; if the source is right, report it with the edition";
                    judgement.fault(Code::ReleaseJudged, manifest, message, hint);
                }
            }
        }
    }
}

/// The first line that a program says of its version; none if it cannot be called.
fn version(program: &str) -> Option<String> {
    let told = Command::new(program).arg("--version").stdin(Stdio::null()).output().ok()?;
    let text =
        String::from_utf8_lossy(&told.stdout).into_owned() + &String::from_utf8_lossy(&told.stderr);
    let number = text.split_whitespace().find_map(|word| {
        let word = word.trim_start_matches('v').trim_end_matches([',', ';']);
        let dotted = word.contains('.') && word.starts_with(|c: char| c.is_ascii_digit());
        dotted.then(|| word.to_owned())
    });
    Some(number.map_or_else(|| program.to_owned(), |number| format!("{program} {number}")))
}

impl Outside {
    fn ask(&self, arguments: &[&str], file: &Path) -> Result<Found, String> {
        let said = |error: io::Error| error.to_string();
        let folder = tempfile::tempdir().map_err(said)?;
        let mut command = Command::new(self.program);
        command.args(arguments).stdin(Stdio::null());
        if self.folder {
            command.arg(folder.path());
        }
        let told = command.arg(file).output().map_err(said)?;
        let report = if self.folder {
            std::fs::read(folder.path().join("report.json")).map_err(said)?
        } else {
            told.stdout
        };
        let report: Value = serde_json::from_slice(&report).map_err(|_| {
            let why = String::from_utf8_lossy(&told.stderr);
            let first = why
                .lines()
                .find(|line| !line.trim().is_empty())
                .unwrap_or("its report cannot be read");
            first.chars().take(200).collect::<String>()
        })?;
        (self.read)(&report).ok_or_else(|| "its report has another form".to_owned())
    }
}

/// The report of EPUBCheck 4 and 5: `checker` counts, `messages` tell.
fn epubcheck(report: &Value) -> Option<Found> {
    let checker = report.get("checker")?;
    let count = |name: &str| checker.get(name)?.as_u64().and_then(|n| usize::try_from(n).ok());
    let messages = report.get("messages")?.as_array()?;
    let grave = |one: &&Value| matches!(one["severity"].as_str(), Some("FATAL" | "ERROR"));
    let first = messages.iter().find(grave);
    let first = first.map(|one| format!("{} ({})", text(&one["message"]), text(&one["ID"])));
    Some(Found {
        errors: count("nFatal")? + count("nError")?,
        warnings: count("nWarning")?,
        first: first.unwrap_or_default(),
    })
}

/// The report of Ace: an assertion for each document, in it one for each thing that was found.
fn ace(report: &Value) -> Option<Found> {
    let documents = report.get("assertions")?.as_array()?;
    let found: Vec<&Value> =
        documents.iter().filter_map(|one| one["assertions"].as_array()).flatten().collect();
    let grave = |one: &&&Value| {
        matches!(one["earl:test"]["earl:impact"].as_str(), Some("critical" | "serious"))
    };
    let errors = found.iter().filter(grave).count();
    let first = found.iter().find(grave).map(|one| text(&one["earl:test"]["dct:title"]).to_owned());
    Some(Found { errors, warnings: found.len() - errors, first: first.unwrap_or_default() })
}

/// The report of veraPDF: a result for each file.
fn verapdf(report: &Value) -> Option<Found> {
    let job = report.get("report")?.get("jobs")?.get(0)?;
    let result = job.get("validationResult")?;
    let result = if result.is_array() { result.get(0)? } else { result };
    if result.get("compliant")?.as_bool()? {
        return Some(Found { errors: 0, warnings: 0, first: String::new() });
    }
    let details = &result["details"];
    let errors = details["failedRules"].as_u64().and_then(|n| usize::try_from(n).ok());
    let first = text(&details["ruleSummaries"][0]["description"]).to_owned();
    Some(Found { errors: errors.unwrap_or(1).max(1), warnings: 0, first })
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
