//! `umbruch import`

use std::fmt::Write as _;
use std::io::Read as _;
use std::path::Path;

use serde_json::{Value, json};

use super::args::{DecisionFormat, ImportArgs};
use super::{Outcome, refused, terminal};
use crate::import::{self, Foreign, ImportError, Imported, Kind, Options};
use crate::output;
use crate::storage::DiskFolder;

/// Largest file, in bytes.
const LIMIT: u64 = 256 << 20;

pub(super) fn run(args: &ImportArgs) -> Outcome {
    let is_stream = args.file.as_os_str() == "-";
    let name = if is_stream { "(stdin)".to_owned() } else { args.file.display().to_string() };
    let is_folder = !is_stream && args.file.is_dir();
    let read = match () {
        () if is_stream => from_stream(),
        () if is_folder => Ok(Vec::new()),
        () => terminal::read_file(&args.file, LIMIT),
    };
    let bytes = match read {
        Ok(bytes) => bytes,
        Err(message) => return terminal::complain(&format!("`{name}` cannot be read: {message}")),
    };
    let beside = args.file.parent().filter(|_| !is_stream).unwrap_or(Path::new("."));
    let beside = if beside.as_os_str().is_empty() { Path::new(".") } else { beside };
    let beside = if is_folder { &args.file } else { beside };
    let folder = match DiskFolder::open(beside) {
        Ok(folder) => folder,
        Err(error) => return terminal::complain(&format!("`{name}` cannot be read: {error}")),
    };
    let named = args.from.as_deref().and_then(|from| Kind::READ.iter().find(|kind| kind.0 == from));
    let stem = args.file.file_stem().filter(|_| !is_stream);
    let options = Options {
        identifier: import::mint_identifier(),
        slug: None,
        date: terminal::today().to_string(),
        fallback_title: stem.map(|stem| stem.to_string_lossy().into_owned()),
    };
    let kind = if is_folder { Some(Kind::Folder) } else { named.map(|named| named.1) };
    let foreign = Foreign { name: &name, bytes: bytes.into(), kind, folder: &folder };
    match import::import(foreign, &options) {
        Ok(imported) => write(args, imported),
        Err(error) => refuse(args, &name, &error),
    }
}

/// What comes in by standard input, up to [`LIMIT`].
fn from_stream() -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let mut stream = std::io::stdin().lock().take(LIMIT + 1);
    stream.read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    if bytes.len() as u64 > LIMIT {
        return Err(format!("it is larger than {} MB", LIMIT >> 20));
    }
    Ok(bytes)
}

fn refuse(args: &ImportArgs, name: &str, error: &ImportError) -> Outcome {
    if args.format == DecisionFormat::Json {
        let ImportError { line, column, message, hint } = error;
        let hint = hint.as_deref().unwrap_or_default();
        let told = json!({
            "code": "import-refused", "severity": "error", "message": message, "hint": hint,
            "file": name, "line": line, "column": column,
        });
        let _ = terminal::print(format!("{:#}\n", json!({ "decisions": [told] })).as_bytes());
        return Outcome::Errors;
    }
    terminal::say(&format!("error: {}", error.message));
    terminal::say(&format!(" --> {name}:{}:{}", error.line, error.column));
    if let Some(hint) = &error.hint {
        terminal::say(&format!("  = help: {hint}"));
    }
    Outcome::Errors
}

fn write(args: &ImportArgs, imported: Imported) -> Outcome {
    let told = match args.format {
        DecisionFormat::Text => as_text(args, &imported),
        DecisionFormat::Json => as_json(&imported),
    };
    let texts = imported.files.into_iter().map(|file| (file.path, file.text.into_bytes()));
    let files: Vec<(String, Vec<u8>)> = texts.chain(imported.pictures).collect();
    if let Err(error) = output::write_folder(&args.to, &files) {
        let why = refused::to_write(&error);
        return terminal::complain(&format!("`{}` cannot be made: {why}", args.to.display()));
    }
    terminal::print(told.as_bytes())
}

fn as_text(args: &ImportArgs, imported: &Imported) -> String {
    let mut report = String::new();
    let mut line = |words: String| writeln!(report, "{words}").expect("a string takes all");
    for decision in &imported.decisions {
        line(format!("{}:{decision}", decision.file));
    }
    line(format!("in the file: {}", imported.came));
    let aside = match imported.aside {
        0 => String::new(),
        words => format!("; {words} words set aside, in `leftovers/text.txt`"),
    };
    line(format!("in the edition: {}{aside}", imported.went));
    let (shown, to) = (args.to.display(), refused::quoted(&args.to));
    line(format!("made the edition {shown}; places to look at are marked `look:`"));
    line(format!("read it: umbruch check {to}"));
    line(format!("build it: umbruch build {to}"));
    report
}

/// Decisions and counts for programs.
fn as_json(imported: &Imported) -> String {
    let decisions = imported.decisions.iter().map(|decision| {
        json!({
            "code": decision.topic.as_str(),
            "severity": if decision.is_doubtful() { "warning" } else { "note" },
            "message": decision.message, "hint": "",
            "file": decision.file, "line": decision.line, "column": decision.column,
        })
    });
    let whole = json!({
        "decisions": decisions.collect::<Vec<Value>>(),
        "in the file": imported.came,
        "in the edition": imported.went,
        "words set aside": imported.aside,
    });
    format!("{whole:#}\n")
}
