//! Page 12 of the e-book is page 12 of the print: both files are read from outside, and for every
//! page of the PDF the word with which it begins is compared with what follows its mark in the EPUB.

mod ebook;
mod print;
mod small;
#[path = "../../epub/tree.rs"]
mod tree;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use ebook::{Ebook, Mark};
use print::Page;
use unicode_normalization::UnicodeNormalization;

/// So many letters and figures of a page's first line are compared at most.
const COMPARED: usize = 12;

/// What a comparison of the pages found.
#[derive(Debug, Default)]
pub struct Compared {
    /// Pages that begin with the same words.
    pub agreed: usize,
    /// Pages without any words.
    pub blank: usize,
    /// Pages that begin within a word.
    pub within: usize,
    /// What does not agree, in words.
    pub faults: Vec<String>,
}

/// Compares the pages of a PDF set in a layout with the marks of an EPUB.
pub fn compare(pdf: &[Page], epub: &Ebook) -> Compared {
    let mut compared = Compared::default();
    if epub.listed.iter().map(|entry| &entry.0).ne(pdf.iter().map(|page| &page.label)) {
        let listed: Vec<&String> = epub.listed.iter().map(|entry| &entry.0).collect();
        compared.faults.push(format!("listed are {listed:?} of {} pages", pdf.len()));
    }
    if epub.marks.iter().map(|mark| &mark.label).ne(epub.listed.iter().map(|entry| &entry.0)) {
        compared.faults.push("the marks stand in another order than they are listed".to_owned());
    }
    for page in pdf {
        let Some(mark) = epub.marks.iter().find(|mark| mark.label == page.label) else {
            compared.faults.push(format!("page {} has no mark", page.label));
            continue;
        };
        if page.lines.is_empty() {
            compared.blank += 1;
            continue;
        }
        let printed = begin(page, mark);
        let begins = |text: &str| letters(text).starts_with(&printed);
        // Behind a mark at the beginning of a list's entry stands the number that readers put there.
        let agrees = begins(&mark.after)
            || begins(&format!("{}{}", mark.entry, mark.after))
            || is_formula(page, mark)
            || is_within_link(&printed, mark);
        if printed.is_empty() || !agrees {
            compared.faults.push(told(page, mark));
            continue;
        }
        let ends = |c: char| matches!(c, '»' | '„' | '(' | '[' | '‚' | '›');
        if mark.before.ends_with(ends) {
            compared.faults.push(format!("a sign is left behind: {}", told(page, mark)));
        }
        compared.agreed += 1;
        compared.within += usize::from(mark.is_within_word());
    }
    compared
}

/// Whether a page begins within the words of the link behind the mark: what a reference says is made of the title that it
/// names, and has no places of its own.
fn is_within_link(printed: &[char], mark: &Mark) -> bool {
    let (link, after) = (letters(&mark.link), letters(&mark.after));
    (0..link.len()).any(|at| after.get(at..).is_some_and(|rest| rest.starts_with(printed)))
}

/// Whether a page begins with the formula behind the mark: its letters are those of mathematics, and stand on the page in
/// the order in which they are set.
fn is_formula(page: &Page, mark: &Mark) -> bool {
    let sorted = |letters: &[char]| {
        let mut plain: Vec<char> = letters.iter().copied().nfkc().collect();
        plain.sort_unstable();
        plain
    };
    let formula = letters(mark.after.lines().next().unwrap_or_default());
    let printed = letters(&page.lines.concat());
    let mathematical = |c: &char| ('\u{1D400}'..='\u{1D7FF}').contains(c);
    printed.first().is_some_and(mathematical)
        && printed.get(..formula.len()).is_some_and(|begin| sorted(begin) == sorted(&formula))
}

/// The letters of a page's first line, but not of the head that a table says again.
fn begin(page: &Page, mark: &Mark) -> Vec<char> {
    let lines: Vec<Vec<char>> = page.lines.iter().map(|line| letters(line)).collect();
    let head = letters(&mark.head);
    let repeated = if lines.concat().starts_with(&head) { head.len() } else { 0 };
    let mut passed = 0;
    for (index, line) in lines.into_iter().enumerate() {
        passed += line.len();
        if passed > repeated {
            let rest = &line[line.len() - (passed - repeated)..];
            // The rows of a table are read cell by cell.
            let cell = page.cells.get(index).map_or_else(Vec::new, |cell| letters(cell));
            let rest = if repeated > 0 && rest.starts_with(&cell) { &cell } else { rest };
            return rest[..rest.len().min(COMPARED)].to_vec();
        }
    }
    Vec::new()
}

fn told(page: &Page, mark: &Mark) -> String {
    let begins: String = mark.after.chars().take(40).collect();
    format!(
        "page {} begins `{}`, its mark in {} stands before `{begins}`",
        page.label,
        page.lines.concat(),
        mark.file
    )
}

fn letters(text: &str) -> Vec<char> {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Builds an edition with the program; the EPUB and the PDF of the layout.
pub fn built(edition: &Path, slug: &str, layout: &str, args: &[&str]) -> (Vec<u8>, Vec<u8>) {
    let folder = tempfile::tempdir().expect("a folder");
    let output = Command::new(env!("CARGO_BIN_EXE_umbruch"))
        .arg("build")
        .arg(edition)
        .args(["--out", folder.path().to_str().expect("a path")])
        .args(args)
        .output()
        .expect("the command runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let file = |name: String| fs::read(folder.path().join(slug).join(name)).expect("built");
    (file(format!("{slug}.epub")), file(format!("{slug}-{layout}.pdf")))
}

/// Compares and prints the count; fails with all that does not agree. `None` without poppler.
pub fn agree(name: &str, epub: &[u8], pdf: &[u8], layout: &Path) -> Option<Compared> {
    let pages = print::pages(pdf, layout)?;
    let compared = compare(&pages, &Ebook::read(epub));
    let Compared { agreed, blank, within, faults } = &compared;
    // Past the capture of the test harness, so that it is seen.
    let _ = writeln!(
        std::io::stderr(),
        "{name}: {} pages, {agreed} begin with the same words ({within} of them within a word), \
         {blank} are blank",
        pages.len()
    );
    assert!(faults.is_empty(), "{name}: {faults:#?}");
    assert_eq!(agreed + blank, pages.len());
    Some(compared)
}

#[test]
fn the_handbook_has_its_printed_pages() {
    let edition = Path::new(env!("CARGO_MANIFEST_DIR")).join("source/handbuch");
    let (epub, pdf) = built(&edition, "handbuch", "pamphlet", &["--layout", "pamphlet"]);
    let Some(compared) = agree("handbook", &epub, &pdf, Path::new("pamphlet")) else { return };
    assert!(compared.agreed > 100, "{compared:?}");
}

/// Any edition at hand: `UMBRUCH_EDITION=folder`, whose name is that of its outputs, with a shipped
/// layout, `UMBRUCH_LAYOUT=paperback`.
#[test]
fn an_edition_at_hand_has_its_printed_pages() {
    let Some(edition) = std::env::var_os("UMBRUCH_EDITION").map(PathBuf::from) else { return };
    let layout = std::env::var("UMBRUCH_LAYOUT").unwrap_or_else(|_| "paperback".to_owned());
    let slug = edition.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
    let (epub, pdf) = built(&edition, &slug, &layout, &["--layout", &layout]);
    agree(&slug, &epub, &pdf, Path::new(&layout));
}

#[test]
fn an_imported_essay_has_its_printed_pages() {
    let beside =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seed/staat-und-konterrevolution.txt");
    let seed = std::env::var_os("UMBRUCH_SEED").map_or(beside, PathBuf::from);
    if !seed.is_file() {
        let _ = writeln!(std::io::stderr(), "skipped: {} is not there", seed.display());
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let output = Command::new(env!("CARGO_BIN_EXE_umbruch"))
        .current_dir(folder.path())
        .args(["import", seed.to_str().expect("a path"), "--to", "essay"])
        .output()
        .expect("the command runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let slug = "staat-und-konterrevolution";
    let (epub, pdf) = built(&folder.path().join("essay"), slug, "pamphlet", &[]);
    agree("seed", &epub, &pdf, Path::new("pamphlet"));
}
