//! The language of each section, from the text alone.

use super::orthography::Spelling;
use super::outline::{Outline, Section};
use super::source::Source;
use crate::import::report::Report;
use crate::import::topic::Topic;
use crate::ir::{Language, Role};
use crate::language::{section_name, shortest_code};

/// The languages of a book.
#[derive(Debug)]
pub(super) struct Languages {
    /// BCP 47 tag of most of the text.
    pub(super) book: String,
    /// Tags of the sections that differ from the book, by index.
    pub(super) sections: Vec<Option<String>>,
    pub(super) doubtful: bool,
}

/// What one part of the text shows.
#[derive(Debug)]
struct Judgement {
    tag: Option<String>,
    clear: bool,
    evidence: String,
}

/// How much of a part the language is told from, in bytes; spelling is counted in all of it.
const SAMPLE: usize = 16_000;
/// Shortest section whose own language is believed against the book's, in bytes.
const SHORTEST: usize = 300;
/// The tag for a text in a language that cannot be told (BCP 47, ISO 639-2).
const UNDETERMINED: &str = "und";

/// Judges the body as a whole, then the preface and each section against it.
pub(super) fn settle(source: &Source, outline: &mut Outline, report: &mut Report) -> Languages {
    let body = outline.sections.iter().filter(|s| !s.found_on_page);
    let whole = judge(body.flat_map(|section| texts_of(source, section)));
    let start = outline.sections.iter().find(|s| !s.found_on_page).map_or(0, |s| s.start);
    let book = book_language(source, &whole);
    let doubtful = match &source.draft.record.language {
        Some(said) if !contradicts(&whole, said) => {
            if whole.clear && whole.tag.as_ref() == Some(&book) {
                say(report, start, "text", &book, &whole);
            } else {
                report.sure(start, Topic::Language, format!("text in `{book}`, as the file says"));
            }
            false
        }
        Some(_) => {
            let found = whole.tag.as_deref().unwrap_or(UNDETERMINED);
            let message =
                format!("text in `{book}`, as the file says, but it looks like `{found}`");
            report.doubt(start, Topic::Language, message);
            true
        }
        None => {
            say(report, start, "text", &book, &whole);
            !whole.clear
        }
    };
    let sections: Vec<Option<String>> = outline
        .sections
        .iter()
        .map(|section| own_language(source, section, &book, report))
        .collect();
    for (section, own) in outline.sections.iter_mut().zip(&sections) {
        if section.found_on_page {
            let language = Language::parse(own.as_deref().unwrap_or(&book));
            let word = section_name(language.as_ref(), Role::Preface);
            section.title = Some(word.to_owned());
            if section.heading.is_none() {
                let message = format!("the heading `{word}` is supplied; the page has none");
                report.sure(section.start, Topic::Heading, message);
            }
        }
    }
    Languages { doubtful, book, sections }
}

/// Whether the words of a text are clearly of another language than the file says.
fn contradicts(whole: &Judgement, said: &Language) -> bool {
    let found = whole.tag.as_deref().and_then(Language::parse);
    whole.clear && found.is_some_and(|found| found.primary() != said.primary())
}

/// What the file says of its language; where the text is spelled in a way that has a tag of its own, that tag.
fn book_language(source: &Source, whole: &Judgement) -> String {
    let told = whole.tag.clone();
    let Some(said) = &source.draft.record.language else {
        return told.unwrap_or_else(|| UNDETERMINED.to_owned());
    };
    let said = said.as_str().to_owned();
    let narrower = |tag: &String| tag.strip_prefix(&said).is_some_and(|rest| rest.starts_with('-'));
    told.filter(narrower).unwrap_or(said)
}

/// The language of a section if it is clearly not the book's.
fn own_language(
    source: &Source,
    section: &Section,
    book: &str,
    report: &mut Report,
) -> Option<String> {
    if section.language.is_some() {
        return None;
    }
    let length: usize = texts_of(source, section).map(|text| text.len() + 1).sum();
    if length < SHORTEST && !section.found_on_page {
        return None;
    }
    let judgement = judge(texts_of(source, section));
    let tag = judgement.tag.clone().filter(|t| t != book);
    // a chapter without `daß` is not therefore in the new orthography
    let spelled =
        tag.as_deref() != Some("de") || book == "und" || !judgement.evidence.starts_with("no word");
    let tag = tag.filter(|_| judgement.clear && (spelled || !book.starts_with("de")));
    if section.found_on_page {
        let shown = tag.as_deref().unwrap_or(book);
        say(report, section.start, "preface", shown, &judgement);
    } else if let Some(tag) = &tag {
        say(report, section.start, "section", tag, &judgement);
    }
    tag
}

fn say(report: &mut Report, at: usize, part: &str, tag: &str, judgement: &Judgement) {
    let message = format!("{part} in `{tag}`: {}", judgement.evidence);
    if judgement.clear {
        report.sure(at, Topic::Language, message);
    } else {
        report.doubt(at, Topic::Language, message);
    }
}

/// The texts of a section, one below the other.
fn texts_of<'t>(source: &Source<'t>, section: &Section) -> impl Iterator<Item = &'t str> {
    let text = source.text;
    section.texts(source).map(|range| &text[range])
}

/// Judges texts that stand one below the other.
fn judge<'t>(texts: impl Iterator<Item = &'t str>) -> Judgement {
    let (mut sample, mut spelling) = (String::new(), Spelling::default());
    for text in texts {
        let left = SAMPLE.saturating_sub(sample.len());
        if left > 0 {
            sample.push_str(&text[..text.floor_char_boundary(left)]);
            sample.push('\n');
        }
        spelling.count(text);
    }
    let guess = whatlang::detect(&sample);
    let code = guess.as_ref().map(|g| shortest_code(g.lang().code()));
    let reliable = guess.is_some_and(|g| g.is_reliable());
    let spelled = spelling.tag();
    // a short German text is often taken for Dutch or Danish; `daß` is neither
    let german = code == Some("de") || (!reliable && spelled.is_some());
    match (spelled, code) {
        (Some((tag, clear)), _) if german => {
            Judgement { tag: Some(tag.to_owned()), clear, evidence: spelling.evidence(tag) }
        }
        (None, Some("de")) => Judgement {
            tag: Some("de".to_owned()),
            clear: false,
            evidence: "no word tells the old from the new orthography".to_owned(),
        },
        (_, Some(code)) => Judgement {
            tag: Some(code.to_owned()),
            clear: reliable,
            evidence: "told by its groups of three letters".to_owned(),
        },
        (_, None) => Judgement {
            tag: None,
            clear: false,
            evidence: "the language cannot be told".to_owned(),
        },
    }
}
