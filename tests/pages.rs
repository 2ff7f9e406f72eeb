//! The make-up of pages on books made for it: where pages end, with footnotes at all places.

use umbruch::inspection::Flaw;
use umbruch::pipeline;
use umbruch::storage::MemoryFolder;
use umbruch::writers::pdf::Pdf;

use super::book::{self, Called};
use super::correction;
use super::pdf::tools;

/// A book with its lines corrected, in the layout `paperback`.
fn set(folder: &MemoryFolder) -> Pdf {
    correction::set(&pipeline::open(folder, "noten"), true, &[])
}

/// How often the pages have each of those flaws.
fn flaws(pdf: &Pdf, flaws: &[Flaw]) -> Vec<usize> {
    flaws.iter().map(|flaw| pdf.report.measures.flaws[flaw.as_str()]).collect()
}

#[test]
fn no_line_stands_alone_and_no_note_astray_wherever_footnotes_are_called() {
    let books = [(Called::AtEnd, 150), (Called::AtBeginning, 60), (Called::Everywhere, 60)];
    for (called, paragraphs) in books {
        let pdf = set(&book::footnoted(1, paragraphs, called));
        let found = flaws(&pdf, &[Flaw::Widow, Flaw::Orphan, Flaw::NotePage, Flaw::Overfull]);
        assert_eq!(found, [0; 4], "{called:?}, of {} pages", pdf.pages);
    }
}

#[test]
fn pages_that_are_turned_for_the_sake_of_a_note_say_the_same() {
    let folder = book::footnoted(3, 60, Called::AtEnd);
    let pdf = set(&folder);
    assert!(pdf.typst.contains("#turn-page();"), "no page is turned");
    assert_eq!(pdf.bytes, set(&folder).bytes);
    tools::judge(std::slice::from_ref(&pdf.bytes));
    let notes = tools::structure(&pdf.bytes).map(|said| said.matches("Note <").count());
    assert!(notes.is_none_or(|notes| notes == 60), "{notes:?} notes are told");
}

#[test]
fn pages_that_end_early_show_nothing_of_it() {
    let pdf = set(&book::footnoted(2, 150, Called::Nowhere));
    assert!(pdf.typst.contains("#turn-page(bare: true);"), "no page ends early");
    let found = flaws(&pdf, &[Flaw::Widow, Flaw::Orphan, Flaw::Overfull, Flaw::OutsideArea]);
    assert_eq!(found, [0; 4], "of {} pages", pdf.pages);
    // Above footnotes there is a rule of that thickness.
    let rules = tools::rules(&pdf.bytes, 0.4);
    assert!(rules.is_none_or(|rules| rules == 0), "{rules:?} rules with nothing below");
    tools::judge(std::slice::from_ref(&pdf.bytes));
}
