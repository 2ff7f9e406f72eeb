//! Heads of tables that go over several pages.

use umbruch::pipeline;
use umbruch::storage::MemoryFolder;

use super::{cases, set, tools};

/// How often the head of a table of so many rows is read in a PDF.
fn heads(head: &str) -> Option<usize> {
    let rows: String = (1..=80).map(|n| format!("| {n} | Korb |\n")).collect();
    let note = if head == "[^1]" { "[^1]: Woher?\n" } else { "" };
    let text = format!("| Zahl {head} | Ding |\n|---|---|\n{rows}\n{note}");
    let folder = MemoryFolder::default()
        .with("edition.toml", cases::MANIFEST)
        .with("text/a.dj", text.as_bytes());
    let opened = pipeline::open(&folder, "fall");
    assert_eq!(opened.diagnostics, [], "{head}");
    let pdf = set(&opened, &folder, "pamphlet").expect("it can be set");
    assert_eq!(pdf.diagnostics, [], "{head}");
    Some(tools::text(&pdf.bytes)?.matches("Zahl").count())
}

#[test]
fn heads_are_said_again_where_links_lead_nowhere_in_them() {
    let found = ["", "[^1]", "[Kai]{#kai}", "[3]{.page}"].map(heads);
    if let [Some(plain), Some(call), Some(id), Some(page)] = found {
        assert!(plain > 1, "{plain}");
        assert_eq!((call, id, page), (1, 1, 1));
    }
}
