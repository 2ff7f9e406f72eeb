//! The outside judge epubcheck on the rich edition; `tests/run` shows it and the others every book.

use std::io::Write;
use std::path::Path;
use std::process::Command;

use super::books::{rich, written};

/// Where `tests/judges/setup` puts the judges.
const EPUBCHECK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/target/judges/bin/epubcheck5");

#[test]
fn epubcheck_has_nothing_to_say() {
    if !Path::new(EPUBCHECK).exists() {
        let required = std::env::var("UMBRUCH_JUDGES").is_ok_and(|value| value == "required");
        assert!(!required, "epubcheck is required, but {EPUBCHECK} is not there");
        // Past the capture of the test harness, so that it is seen.
        let _ = writeln!(
            std::io::stderr(),
            "skipped: there is no {EPUBCHECK} (tests/judges/setup installs it)"
        );
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("rich.epub");
    std::fs::write(&path, written(&rich())).expect("written");
    let said = Command::new(EPUBCHECK).arg(&path).output().expect("epubcheck runs");
    let text = String::from_utf8_lossy(&said.stdout);
    assert!(said.status.success() && text.starts_with("PASS"), "{text}");
}
