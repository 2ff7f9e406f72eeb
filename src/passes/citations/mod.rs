//! Citations find their works, and are set by the edition's style.

mod list;
mod notes;

use std::collections::{BTreeMap, BTreeSet};

use super::headings::fresh;
use crate::bibliography::{Bibliography, Citation};
use crate::diagnostics::{Code, Diagnostics};
use crate::ir::{Book, CitedWork, Inline, InlineKind, Language, NoteId, walk};
use crate::proof::{self, typography::Style};
use crate::source::Span;

/// What the edition says of its bibliography.
#[derive(Debug, Clone, Copy)]
pub struct Works<'a> {
    /// The works and the style; none if they cannot be used, which has been told.
    pub bibliography: Option<&'a Bibliography>,
    /// Whether the list names works that are not cited, too.
    pub all: bool,
    /// Index of the series of notes of a style that cites in notes.
    pub series: usize,
    /// Whether every file could be read.
    pub whole: bool,
}

/// Reports citations of unknown works; makes notes of citations in the text, where the style wants it.
pub(super) fn place(book: &mut Book, works: Option<Works<'_>>, diagnostics: &mut Diagnostics) {
    let Some(works) = works else { return report_no_bibliography(book, diagnostics) };
    let Some(bibliography) = works.bibliography else { return };
    if works.whole {
        each(book, &mut |_, cited| {
            for work in cited.iter().filter(|work| !bibliography.has(&work.key)) {
                let hint = match bibliography.nearest(&work.key) {
                    Some(candidate) => format!("did you mean `@{candidate}`?"),
                    None => "add the work to the bibliography, or correct the key".to_owned(),
                };
                let message = format!("no work of the bibliography has the key `{}`", work.key);
                diagnostics.report(Code::UnknownWork, work.span, message, hint);
            }
        });
    }
    if bibliography.cites_in_notes() {
        notes::make(book, works.series);
    }
}

fn report_no_bibliography(book: &Book, diagnostics: &mut Diagnostics) {
    let mut first: Option<Span> = None;
    each(book, &mut |span, _| {
        first.get_or_insert(span);
    });
    if let Some(span) = first {
        diagnostics.report(
            Code::UnknownWork,
            span,
            "a work is cited, but the edition has no bibliography",
            "name its file in the manifest: `[bibliography]`, `file = \"literatur.bib\"`",
        );
    }
}

/// Calls `visit` with the place and the works of every citation.
fn each<'b>(book: &'b Book, visit: &mut impl FnMut(Span, &'b [CitedWork])) {
    let mut look = |inline: &'b Inline| {
        if let InlineKind::Citation { works, .. } = &inline.kind {
            visit(inline.span, works);
        }
    };
    book.sections.iter().for_each(|section| walk::section(section, &mut look));
    book.notes.iter().for_each(|note| walk::inlines(&note.body, &mut look));
}

/// Sets all citations and fills the generated list of works. `taken` are the ids of the book.
pub(super) fn render(
    book: &mut Book,
    works: Option<Works<'_>>,
    style: &Style,
    taken: &mut BTreeSet<String>,
    diagnostics: &mut Diagnostics,
) {
    let list = list::place(book, works.is_some(), diagnostics);
    let Some((works, bibliography)) = works.and_then(|w| Some((w, w.bibliography?))) else {
        return;
    };
    give_ids(book, taken);
    let found = in_reading_order(book);
    let more: Vec<&str> = if works.all { bibliography.keys().collect() } else { Vec::new() };
    let cited = found.iter().flat_map(|citation| &citation.works).map(|work| work.key.as_str());
    let ids: BTreeMap<String, String> = match list {
        None => BTreeMap::new(),
        Some(_) => {
            let keys: BTreeSet<&str> = cited.chain(more.iter().copied()).collect();
            let known = keys.into_iter().filter(|key| bibliography.has(key));
            known.map(|key| (key.to_owned(), fresh(id_of(key), taken))).collect()
        }
    };
    let citations: Vec<Citation<'_>> =
        found.iter().map(|c| Citation { works: &c.works, note: c.note, span: c.span }).collect();
    let rendered = match bibliography.render(&citations, &more, &ids) {
        Ok(rendered) => rendered,
        Err(said) => {
            let span = found.first().map_or(book.sections[0].span, |citation| citation.span);
            diagnostics.report(
                Code::CitationStyle,
                span,
                format!("the citation style breaks down: {said}"),
                "take another style, or look for what is odd in the bibliography",
            );
            return;
        }
    };
    let set = |line, language: &Language| corrected(line, language, style);
    let language = book.metadata.language.clone();
    let mut texts: BTreeMap<&str, Vec<Inline>> = BTreeMap::new();
    for (citation, text) in found.iter().zip(rendered.citations) {
        texts.insert(&citation.id, set(text, &language));
    }
    fill(book, &mut texts);
    if let Some(at) = list {
        let references = rendered.references.map(|list| {
            list.into_iter()
                .map(|mut reference| {
                    reference.content = set(reference.content, &language);
                    reference
                })
                .collect()
        });
        list::fill(book, at, references, &ids, &found, bibliography);
        list::report_empty(book, at, &works, diagnostics);
    } else if !bibliography.cites_in_notes()
        && let Some(first) = found.first()
    {
        diagnostics.report(
            Code::BibliographyMissing,
            first.span,
            "works are cited, but no section lists them",
            "list it in the manifest, without a file: `[[section]]`, `role = \"bibliography\"`",
        );
    }
}

/// A citation as it was found.
struct Found {
    id: String,
    span: Span,
    works: Vec<CitedWork>,
    /// The number of the note in which it stands.
    note: Option<u32>,
}

fn give_ids(book: &mut Book, taken: &mut BTreeSet<String>) {
    let mut number = 0;
    let mut visit = |inline: &mut Inline| {
        if matches!(inline.kind, InlineKind::Citation { .. }) && inline.id.is_none() {
            number += 1;
            inline.id = Some(fresh(format!("zit-{number}"), taken));
        }
    };
    each_mut(book, &mut visit);
}

fn each_mut(book: &mut Book, visit: &mut impl FnMut(&mut Inline)) {
    for section in &mut book.sections {
        if let Some(heading) = &mut section.heading {
            walk::nested_mut(&mut heading.title, visit);
        }
        walk::inlines_mut(&mut section.blocks, visit);
    }
    for note in &mut book.notes {
        walk::inlines_mut(&mut note.body, visit);
    }
}

/// The citations in reading order: those of a note where it is first called, those of a note that
/// another one calls behind it.
fn in_reading_order(book: &Book) -> Vec<Found> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for section in &book.sections {
        walk::section(section, &mut |inline| {
            let mut open = called(inline).into_iter().collect::<Vec<_>>();
            see(inline, None, &mut found);
            while let Some(id) = open.pop() {
                if seen.insert(id) {
                    let note = book.note(id);
                    let mut inner = Vec::new();
                    walk::inlines(&note.body, &mut |inline| {
                        see(inline, Some(note.number), &mut found);
                        inner.extend(called(inline));
                    });
                    open.extend(inner.into_iter().rev());
                }
            }
        });
    }
    found
}

fn called(inline: &Inline) -> Option<NoteId> {
    match inline.kind {
        InlineKind::NoteCall { note, .. } => note,
        _ => None,
    }
}

fn see(inline: &Inline, note: Option<u32>, found: &mut Vec<Found>) {
    if let (InlineKind::Citation { works, .. }, Some(id)) = (&inline.kind, &inline.id) {
        found.push(Found { id: id.clone(), span: inline.span, works: works.clone(), note });
    }
}

fn fill(book: &mut Book, texts: &mut BTreeMap<&str, Vec<Inline>>) {
    walk::lines_mut(book, &mut |_, line| fill_list(line, texts));
}

/// A citation that ends in a full stop loses it before another.
fn fill_list(list: &mut [Inline], texts: &mut BTreeMap<&str, Vec<Inline>>) {
    for index in 0..list.len() {
        let stop = list.get(index + 1).is_some_and(|next| {
            let text = walk::plain_text(std::slice::from_ref(next));
            text.starts_with(['.', ',', ';', ':', '!', '?', ')'])
        });
        let inline = &mut list[index];
        let id = inline.id.clone();
        if let (InlineKind::Citation { content, .. }, Some(id)) = (&mut inline.kind, id) {
            if let Some(text) = texts.remove(id.as_str()) {
                *content = text;
            }
            if stop && let Some(InlineKind::Text { text }) = content.last_mut().map(|i| &mut i.kind)
            {
                text.truncate(text.strip_suffix('.').map_or(text.len(), str::len));
            }
        } else if let Some(children) = inline.children_mut() {
            fill_list(children, texts);
        }
    }
}

/// What a style says with the typography of the language: spaces that hold, quotation marks.
fn corrected(mut line: Vec<Inline>, language: &Language, style: &Style) -> Vec<Inline> {
    proof::correct_line(&mut line, language, style);
    line
}

/// The id of the entry of a work.
fn id_of(key: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' };
    format!("lit-{}", key.chars().map(plain).collect::<String>())
}
