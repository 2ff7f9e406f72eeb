//! What is told of breaks within words.

use umbruch::inspection::Flaw;
use umbruch::pipeline;
use umbruch::storage::MemoryFolder;

use super::{cases, set};

/// What the editor wished for is done, and told.
#[test]
fn a_soft_hyphen_that_misleads_is_told() {
    let words = ["am", "Kai", "stand", "der", "Kran", "und", "ruft"];
    let line = |n: usize| format!("{} {} Urin\u{ad}stinkt ", words[n % 7], words[n * n % 5]);
    let text = "# A\n\n".to_owned() + &(0..120).map(line).collect::<String>();
    let folder =
        MemoryFolder::default().with("edition.toml", cases::MANIFEST).with("text/a.dj", text);
    let opened = pipeline::open(&folder, "fall");
    let pdf = set(&opened, &folder, "pamphlet").expect("it can be set");
    let told = pdf.report.findings.iter().filter(|one| one.flaw == Flaw::MisleadingBreak);
    let told: Vec<&str> = told.map(|one| one.message.as_str()).collect();
    assert!(told.contains(&"`Urin-stinkt` is misread"), "{told:?}");
}
