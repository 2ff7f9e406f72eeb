//! Whether it can stand that the manifest asserts conformance with WCAG 2.2 at level AA: what umbruch
//! itself can find must be in order, and nothing of it be switched off.

use crate::accessibility::{Evidence, Gap};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Severity};
use crate::edition::Edition;
use crate::ir::{BlockKind, Book, walk};
use crate::source::Span;

/// Lints that find what stands against the claim.
const CONCERNED: [Code; 3] = [Code::HeadingSkip, Code::HeadingMissing, Code::ImageWithoutAlt];

/// Of what our own checker warns in the finished file, what stands against the claim.
const WARNED: [Code; 10] = [
    Code::EpubAltEmpty,
    Code::EpubHeadings,
    Code::EpubContrast,
    Code::EpubRoleMissing,
    Code::EpubNavOrder,
    Code::EpubNonlinear,
    Code::EpubPageNumber,
    Code::EpubSummary,
    Code::EpubScript,
    Code::EpubEncryption,
];

/// What the source itself shows: lints that were switched off although they find something, tables
/// whose columns nothing heads.
pub(super) fn check_source(edition: &Edition, book: &Book, diagnostics: &mut Diagnostics) {
    let Some(claim) = claim(edition) else { return };
    for code in CONCERNED {
        let found: Vec<Span> =
            diagnostics.iter().filter(|one| one.code == code).map(|one| one.span).collect();
        // What is not switched off and an error keeps the book from being built anyway.
        let off = edition.settings.switched_off.contains_key(&code);
        let silenced = off || code.severity() == Severity::Warning;
        if silenced && !found.is_empty() {
            let message = unproven(&format!("`{code}` is found {}", times(found.len())));
            let hint = "mend what is found, also where its lint is switched off, or take `conforms-to` out";
            diagnostics.push(Diagnostic {
                also: found,
                ..Diagnostic::new(Code::ConformanceUnproven, claim, message, hint)
            });
        }
    }
    let bare = bare_tables(book);
    if !bare.is_empty() {
        let count = times(bare.len());
        let message = unproven(&format!("a table without a head is found {count} (WCAG 1.3.1)"));
        let hint = "give each table a first row that heads the columns, with `|---|` below it";
        diagnostics.push(Diagnostic {
            also: bare,
            ..Diagnostic::new(Code::ConformanceUnproven, claim, message, hint)
        });
    }
}

/// What the documents show that were written.
pub(super) fn check_written(edition: &Edition, evidence: &Evidence) -> Vec<Diagnostic> {
    let Some(claim) = claim(edition) else { return Vec::new() };
    let told = |gap: Gap| Diagnostic {
        also: gap.place.into_iter().collect(),
        ..Diagnostic::new(
            Code::ConformanceUnproven,
            claim,
            unproven(&format!("{} (WCAG {})", gap.message, gap.criterion)),
            "mend it, or take `conforms-to` out of the manifest",
        )
    };
    Gap::all(evidence).into_iter().map(told).collect()
}

/// What our own checker has found in the files, whether the lint is switched off or not; errors keep
/// them from being written anyway.
pub(super) fn check_verified(edition: &Edition, faults: &Diagnostics) -> Vec<Diagnostic> {
    let Some(claim) = claim(edition) else { return Vec::new() };
    let found = |code: &Code| {
        let places: Vec<Span> =
            faults.iter().filter(|one| one.code == *code).map(|one| one.span).collect();
        (!places.is_empty()).then(|| Diagnostic {
            message: unproven(&format!("`{code}` is found {} in the e-book", times(places.len()))),
            also: places,
            ..Diagnostic::new(
                Code::ConformanceUnproven,
                claim,
                "",
                "mend what is found, also where its lint is switched off, or take `conforms-to` out",
            )
        })
    };
    WARNED.iter().filter_map(found).collect()
}

/// Where the manifest asserts conformance, if somebody stands for it.
fn claim(edition: &Edition) -> Option<Span> {
    edition.conforms_span.filter(|_| edition.metadata.accessibility.conforms)
}

fn unproven(what: &str) -> String {
    format!("conformance is asserted, but {what}")
}

fn times(count: usize) -> String {
    if count == 1 { "once".to_owned() } else { format!("{count} times") }
}

fn bare_tables(book: &Book) -> Vec<Span> {
    let mut bare = Vec::new();
    walk::every_block(&book.arrangement, &mut |block| {
        if let BlockKind::Table(table) = &block.kind
            && table.head.is_empty()
            && !table.body.is_empty()
            && !table.cells().any(|cell| cell.header)
        {
            bare.push(block.span);
        }
    });
    bare
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::MemoryFolder;

    fn edition(claims: &str) -> Edition {
        let manifest = format!(
            "slug = \"a\"\ntitle = \"A\"\nlanguage = \"de\"\ndate = 2026\n\
             identifier = \"urn:uuid:6f9619ff-8b86-4d01-b42d-00cf4fc964ff\"\n{claims}\
             [[section]]\nfile = \"a.dj\"\n[lints]\nepub-contrast = \"gewollt\"\n"
        );
        let folder = MemoryFolder::default().with("edition.toml", manifest.as_bytes());
        let opened = crate::pipeline::open(&folder.with("a.dj", "# A\n\nText\n"), "a");
        opened.content.expect("an edition").0
    }

    #[test]
    fn what_the_checker_warns_of_stands_against_a_claim() {
        let claims =
            "[accessibility]\nconforms-to = \"WCAG 2.2 AA\"\ncertified-by = \"Ida Probe\"\n";
        let (claiming, silent) = (edition(claims), edition(""));
        let mut faults = Diagnostics::default();
        assert!(check_verified(&claiming, &faults).is_empty());
        faults.report(Code::EpubContrast, claiming.span, "zu blass", "dunkler");
        faults.report(Code::EpubFileNamePlain, claiming.span, "ä", "a");
        let told = check_verified(&claiming, &faults);
        assert_eq!(told.len(), 1, "only what concerns those who cannot see");
        assert_eq!(told[0].code, Code::ConformanceUnproven);
        assert!(told[0].message.contains("`epub-contrast` is found once"), "{}", told[0].message);
        assert_eq!(Some(told[0].span), claiming.conforms_span);
        assert!(check_verified(&silent, &faults).is_empty(), "who claims nothing owes nothing");
    }
}
