//! Reads running text as a proofreader does.
//!
//! A [`Passage`] is a line of the book as running text; rules look at it and give [`Finding`]s,
//! with a correction where it is certain. [`typography`] holds the rules of good setting by
//! language, [`reader`] finds what digitising does to a text, [`spelling`] what no dictionary has.
//!
//! A rule with a certain correction serves three times: told by `check`, written into the source by `check
//! --fix`, applied to the book by a pass where the manifest says `typography = "fix"`.

mod alphabet;
mod confusion;
mod finding;
pub mod ibidem;
pub mod reader;
pub mod spelling;
pub mod typography;

pub use crate::ir::{Edit, OBJECT, Passage, Piece, PieceKind};
pub use finding::{Finding, edits};

use std::borrow::Cow;

use crate::diagnostics::{Code, Diagnostic, Fix};
use crate::djot;
use crate::ir::{self, Inline, Language, Manuscript, SectionId, walk};
use crate::source::{Sources, Span};
use crate::stop::{Stop, Stopped};

/// The lines of a manuscript as running text: sections in their order, then notes.
#[must_use]
pub fn passages(manuscript: &Manuscript) -> Vec<Passage> {
    let mut passages = Vec::new();
    walk::lines(manuscript, &mut |context, line| passages.push(Passage::from_line(context, line)));
    passages
}

/// A correction may uncover another; no known text needs more rounds than this.
pub const ROUNDS: usize = 5;

/// Applies the typographic rules with certain corrections to a manuscript.
///
/// # Errors
/// If it is stopped on the way; then only the first lines are corrected.
pub fn correct(
    manuscript: &mut Manuscript,
    style: &typography::HouseStyle,
    stop: &Stop,
) -> Result<(), Stopped> {
    walk::lines_mut(manuscript, &mut |context, line| {
        if !stop.is_said() {
            correct_in(context, line, style);
        }
    });
    stop.go_on()
}

/// Applies the same rules to a line of prose.
pub fn correct_line(line: &mut Vec<Inline>, language: &Language, style: &typography::HouseStyle) {
    let (kind, section) = (walk::LineKind::Prose, SectionId::default());
    let context = walk::LineContext { kind, language, section, note: false };
    correct_in(context, line, style);
}

fn correct_in(
    context: walk::LineContext<'_>,
    line: &mut Vec<Inline>,
    style: &typography::HouseStyle,
) {
    for _ in 0..ROUNDS {
        let edits = edits(&typography::find(&Passage::from_line(context, line), style));
        if edits.is_empty() {
            break;
        }
        ir::apply(line, &edits);
    }
    ir::apply(line, &typography::bind(&Passage::from_line(context, line)));
}

/// Reads a manuscript; what is found, at its places in the source.
///
/// # Errors
/// If it is stopped on the way.
pub fn read(
    manuscript: &Manuscript,
    sources: &Sources,
    options: &Options<'_>,
) -> Result<Vec<Diagnostic>, Stopped> {
    let passages = passages(manuscript);
    let mut told = Vec::new();
    let written = typography::find_written(&passages, options.style);
    let style = written.as_ref().map_or(options.style, |written| &written.style);
    if let Some((index, finding)) = written.as_ref().map(|written| &written.told) {
        told.extend(tell(finding, &passages[*index], sources));
    }
    for passage in &passages {
        options.stop.go_on()?;
        let mut findings = typography::find(passage, style);
        findings.extend(reader::find(passage));
        let findings = findings.iter().filter_map(|finding| tell(finding, passage, sources));
        // Straight marks are set in the style of the manifest, which is told to be wrong.
        told.extend(findings.filter(|one| written.is_none() || !is_straight(one, sources)));
    }
    for (index, finding) in typography::find_in_book(&passages, style) {
        told.extend(tell(&finding, &passages[index], sources));
    }
    options.stop.go_on()?;
    let known = |word: &str, language: &Language| options.speller.knows(word, language);
    told.extend(reader::find_in_book(&passages, sources, &known));
    options.stop.go_on()?;
    if options.spelling {
        told.extend(spelling::find(manuscript, &passages, sources, options.speller));
    }
    reader::settle(&mut told);
    Ok(told)
}

/// Whether a quotation mark of another style is straight in the source.
fn is_straight(one: &Diagnostic, sources: &Sources) -> bool {
    let source = || sources.file(one.span.file).text().get(one.span.range());
    one.code == Code::QuotationMarks && matches!(source(), Some("'" | "\""))
}

/// What the reading of a manuscript needs besides it.
#[derive(Debug, Clone, Copy)]
pub struct Options<'a> {
    /// The typography of the edition.
    pub style: &'a typography::HouseStyle,
    /// What knows the words.
    pub speller: &'a spelling::Speller<'a>,
    /// Whether words that it does not know are told.
    pub spelling: bool,
    /// The word at which the reading ends.
    pub stop: &'a Stop,
}

/// A finding as a diagnostic.
fn tell(finding: &Finding, passage: &Passage, sources: &Sources) -> Option<Diagnostic> {
    let span = passage.span(&finding.range, sources)?;
    let fix = turned(finding, passage, sources).or_else(|| {
        let replacement = finding.correction.as_ref().filter(|text| !text.contains(OBJECT))?;
        let span = djot::exact(passage, &finding.range, sources)?;
        let clear = !djot::is_made(sources.file(span.file).text(), span, replacement);
        clear.then(|| Fix { span, replacement: replacement.clone() })
    });
    let (message, hint) = (quoted_short(&finding.message), quoted_short(&finding.hint));
    let mut diagnostic = Diagnostic::new(finding.code, span, message, hint);
    diagnostic.fix = fix;
    Some(diagnostic)
}

/// The correction by which a note's call and a sign beside it change places in the source.
fn turned(finding: &Finding, passage: &Passage, sources: &Sources) -> Option<Fix> {
    let correction = finding.correction.as_ref()?;
    let sign = correction.strip_suffix(OBJECT).or_else(|| correction.strip_prefix(OBJECT))?;
    let call =
        passage.touched(&finding.range).iter().find(|piece| piece.kind == PieceKind::Call)?;
    let text = sources.file(call.span.file).text();
    let written = text.get(call.span.range())?;
    let range = call.span.range();
    let (span, replacement) = if correction.ends_with(OBJECT) {
        (range.start..range.end + sign.len(), format!("{sign}{written}"))
    } else {
        (range.start.checked_sub(sign.len())?..range.end, format!("{written}{sign}"))
    };
    let same = text.get(span.clone())?.replacen(written, "", 1) == sign;
    same.then(|| Fix { span: Span::new(call.span.file, span), replacement })
}

/// Most letters of a quotation from the text that a message shows.
const SHOWN: usize = 80;

/// A quotation from the text, of an endless one the beginning.
fn shortened(words: &str) -> Cow<'_, str> {
    match words.char_indices().nth(SHOWN) {
        Some((at, _)) => Cow::Owned(format!("{}…", &words[..at])),
        None => Cow::Borrowed(words),
    }
}

/// A message in which what stands in backticks is shortened.
fn quoted_short(message: &str) -> String {
    let parts = message.split('`').enumerate();
    let parts = parts.map(|(n, part)| if n % 2 == 1 { shortened(part) } else { part.into() });
    parts.collect::<Vec<_>>().join("`")
}
