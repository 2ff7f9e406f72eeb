//! What `check` says of an edition, and what `build` makes of it.

use umbruch::diagnostics::{Code, Diagnostic, Severity};
use umbruch::pipeline::{self, Opened, Request, Session};
use umbruch::storage::Folder;

/// The errors among what is told.
pub fn errors(opened: &Opened) -> Vec<Diagnostic> {
    let errors = opened.diagnostics.iter().filter(|d| d.severity() == Severity::Error);
    errors.cloned().collect()
}

/// The errors as they are told.
pub fn told(opened: &Opened) -> String {
    crate::tests::told(&errors(opened), &opened.sources)
}

/// The errors that `check` tells of an edition, and whether `build` refuses it; both begin with what
/// the files say.
pub fn judged(folder: &dyn Folder) -> (Vec<Code>, bool) {
    let mut checked = pipeline::open(folder, "fall");
    let refused = checked.has_errors();
    Session::default().rehearse(&mut checked, folder).expect("nobody stops it");
    let told: Vec<Code> = errors(&checked).iter().map(|one| one.code).collect();
    if refused {
        // Of such an edition nothing is made.
        return (told, true);
    }
    let mut opened = pipeline::open(folder, "fall");
    let made = Session::default().make(&mut opened, folder, &Request::default(), &|_| {});
    (told, made.is_err())
}
