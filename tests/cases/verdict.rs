//! What `check` says of an edition, and what `build` makes of it.

use std::path::Path;

use umbruch::diagnostics::{self, Code, Diagnostic, Severity};
use umbruch::pipeline::{self, Opened, Options};
use umbruch::storage::Folder;

/// A whole build, as without any arguments.
pub fn options(out: &Path) -> Options {
    Options {
        out: out.to_owned(),
        only: None,
        layouts: Vec::new(),
        profiles: Vec::new(),
        keep: false,
        report: false,
        corrects: true,
        strict: false,
        modified: None,
    }
}

/// The errors among what is told.
pub fn errors(opened: &Opened) -> Vec<Diagnostic> {
    let errors = opened.diagnostics.iter().filter(|d| d.severity() == Severity::Error);
    errors.cloned().collect()
}

/// The errors as they are told.
#[allow(dead_code, reason = "not every test shows them")]
pub fn told(opened: &Opened) -> String {
    diagnostics::text(&errors(opened), &opened.sources, false)
}

/// The errors that `check` tells of an edition, and whether `build` refuses it; both begin with what
/// the files say.
pub fn judged(folder: &dyn Folder) -> (Vec<Code>, bool) {
    let mut checked = pipeline::open(folder, "fall");
    let refused = checked.has_errors();
    pipeline::rehearse(&mut checked, folder);
    let told: Vec<Code> = errors(&checked).iter().map(|one| one.code).collect();
    if refused {
        // Of such an edition nothing is made.
        return (told, true);
    }
    let out = tempfile::tempdir().expect("a temporary folder");
    let mut opened = pipeline::open(folder, "fall");
    let built = pipeline::build(&mut opened, folder, &options(out.path()), &|_| {});
    (told, built.is_err())
}
