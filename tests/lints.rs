//! Proofreading: for every code a folder `tests/lints/<code>/` with what is found, what is spared,
//! and what a correction makes of it.
//!
//! Characters that cannot be seen are written as `{U+202F}`, in the text and in what is expected.

use umbruch::diagnostics::{Code, Diagnostic, Severity};
use umbruch::pipeline::{self, Session, Shelf};
use umbruch::source::Sources;
use umbruch::storage::{Folder, Overlay};

use super::{cases, root, signs};

/// The system's dictionaries would make the results depend on the machine: none is looked for, and
/// only where that is what is tested, none is found.
fn session(code: &str) -> Session {
    if code == "dictionary-missing" { Session::new(Shelf::new(&[])) } else { Session::default() }
}

fn read(folder: &dyn Folder, session: &Session) -> (Vec<Diagnostic>, Sources) {
    let mut opened = pipeline::open(folder, "fall");
    session.proofread(&mut opened, folder).expect("nobody stops it");
    (opened.diagnostics, opened.sources)
}

/// A line for each finding, then the text with all corrections, if there are any.
fn told(folder: &dyn Folder, session: &Session) -> String {
    let (mut found, mut sources) = read(folder, session);
    let mut out = String::new();
    for one in &found {
        let place = sources.place(one.span);
        let file = if place.file == "text/a.dj" { "" } else { &format!("{}:", place.file) };
        out.push_str(&format!(
            "{file}{}:{} {}: {}; {}\n",
            place.line, place.column, one.code, one.message, one.hint
        ));
        for span in &one.also {
            let place = sources.place(*span);
            out.push_str(&format!("  also {}:{}\n", place.line, place.column));
        }
    }
    let mut overlay = Overlay::new(folder);
    let mut changed = std::collections::BTreeMap::new();
    for _ in 0..5 {
        for (file, (text, _)) in pipeline::corrected(&found, &sources) {
            let path = sources.file(file).path().to_owned();
            overlay.put(&path, text.clone());
            changed.insert(path, text);
        }
        (found, sources) = read(&overlay, session);
    }
    assert!(found.iter().all(|one| one.fix.is_none()), "corrections come to an end: {found:?}");
    assert!(found.iter().all(|one| one.severity() == Severity::Warning), "markup: {found:?}");
    for (path, text) in changed {
        let path = if path == "text/a.dj" { "" } else { &format!(" {path}") };
        out.push_str(&format!("=>{path}\n{text}"));
    }
    signs::visible(&out)
}

/// Every folder is named after a code and shows it; every case reads as it says.
#[test]
fn findings() {
    for folder in std::fs::read_dir(root().join("tests/lints")).expect("there").flatten() {
        let code = folder.file_name().to_string_lossy().into_owned();
        assert!(code.parse().is_ok_and(Code::is_proof), "{code} is not a code of proofreading");
        let shown = std::cell::Cell::new(false);
        for file in std::fs::read_dir(folder.path()).expect("a folder").flatten() {
            if file.path().extension().is_none_or(|extension| extension != "case") {
                continue;
            }
            cases::check(&file.path(), |case| {
                let files = case.files.iter().map(|(path, text)| (path.clone(), signs::raw(text)));
                let case = cases::Case { files: files.collect(), ..case.clone() };
                let text = told(&case.folder(), &session(&code));
                shown.set(shown.get() || text.contains(&format!(" {code}: ")));
                text
            });
        }
        assert!(shown.get(), "no case shows `{code}`");
    }
}

/// A code without a case is a message that nobody has seen.
#[test]
fn every_code_has_a_folder() {
    let codes = Code::ALL.iter().filter(|code| code.is_proof());
    let missing: Vec<&str> = codes
        .map(|code| code.as_str())
        .filter(|code| !root().join("tests/lints").join(code).is_dir())
        .collect();
    assert!(missing.is_empty(), "no folder in tests/lints/ for {missing:?}");
}
