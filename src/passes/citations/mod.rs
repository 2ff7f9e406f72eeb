//! Citations find their works, and are set by the edition's style.

mod list;
mod notes;

use std::collections::{BTreeMap, BTreeSet};

use super::ids::Taken;
use super::names;
use crate::bibliography::{Bibliography, Citation, RenderedReference};
use crate::diagnostics::{Code, Diagnostics};
use crate::ir::{
    Arrangement, Citations, CitedWork, Ids, Inline, InlineKind, Language, Manuscript, NoteId,
    Notes, SeriesId, walk,
};
use crate::proof::{self, typography::HouseStyle};
use crate::source::{FileId, Span};

/// What the edition says of its bibliography.
#[derive(Debug, Clone, Copy)]
pub struct Works<'a> {
    /// The works and the style; none if they cannot be used, which has been told.
    pub bibliography: Option<&'a Bibliography>,
    /// Whether the list names works that are not cited, too.
    pub all: bool,
    /// The series of notes of a style that cites in notes.
    pub series: SeriesId,
    /// Whether every file could be read.
    pub whole: bool,
}

/// Reports citations of unknown works; makes notes of citations in the text, where the style wants it.
pub(super) fn place(
    manuscript: &mut Manuscript,
    works: Option<Works<'_>>,
    diagnostics: &mut Diagnostics,
) {
    let Some(works) = works else { return report_no_bibliography(manuscript, diagnostics) };
    let Some(bibliography) = works.bibliography else { return };
    if works.whole {
        each(manuscript, &mut |_, cited| {
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
        notes::make(manuscript, works.series);
    }
}

fn report_no_bibliography(manuscript: &Manuscript, diagnostics: &mut Diagnostics) {
    let mut first: Option<Span> = None;
    each(manuscript, &mut |span, _| {
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
fn each<'b>(manuscript: &'b Manuscript, visit: &mut impl FnMut(Span, &'b [CitedWork])) {
    let mut look = |inline: &'b Inline| {
        if let InlineKind::Citation { works } = &inline.kind {
            visit(inline.span, works);
        }
    };
    manuscript.sections.iter().for_each(|section| walk::section(section, &mut look));
    manuscript.notes().for_each(|(_, note)| walk::inlines(&note.body, &mut look));
}

/// What all citations say; fills the generated list of works.
pub(super) fn render(
    arrangement: &mut Arrangement,
    notes: &Notes,
    (works, style): (Option<Works<'_>>, &HouseStyle),
    taken: &mut Taken,
    diagnostics: &mut Diagnostics,
) -> Citations {
    let list = list::place(arrangement, works.is_some(), diagnostics);
    let Some((works, bibliography)) = works.and_then(|w| Some((w, w.bibliography?))) else {
        return Citations::default();
    };
    give_ids(arrangement, taken);
    let found = in_reading_order(arrangement, notes, &taken.given);
    let more: Vec<&str> = if works.all { bibliography.keys().collect() } else { Vec::new() };
    let cited = found.iter().flat_map(|citation| &citation.works).map(|work| work.key.as_str());
    let ids: BTreeMap<String, String> = match list {
        None => BTreeMap::new(),
        Some(_) => {
            let keys: BTreeSet<&str> = cited.chain(more.iter().copied()).collect();
            let known = keys.into_iter().filter(|key| bibliography.has(key));
            known.map(|key| (key.to_owned(), taken.fresh(id_of(key)))).collect()
        }
    };
    let citations: Vec<Citation<'_>> =
        found.iter().map(|c| Citation { works: &c.works, note: c.note, span: c.span }).collect();
    let rendered = match bibliography.render(&citations, &more, &ids) {
        Ok(rendered) => rendered,
        Err(said) => {
            let first = || arrangement.sections().next().map(|section| section.span);
            let span = found.first().map(|citation| citation.span).or_else(first);
            diagnostics.report(
                Code::CitationStyle,
                span.unwrap_or(Span::new(FileId(0), 0..0)),
                format!("the citation style breaks down: {said}"),
                "take another style, or look for what is odd in the bibliography",
            );
            return Citations::default();
        }
    };
    let language = arrangement.metadata().language.clone();
    let set = |line| corrected(line, &language, style);
    let mut texts: BTreeMap<&str, Vec<Inline>> = BTreeMap::new();
    for (citation, text) in found.iter().zip(rendered.citations) {
        texts.insert(&citation.id, set(text));
    }
    let said = said(arrangement, &taken.given, texts);
    if let Some(at) = list {
        let references = rendered.references.map(|list| {
            let set = |mut reference: RenderedReference| {
                reference.content = set(reference.content);
                reference
            };
            list.into_iter().map(set).collect()
        });
        list::fill(arrangement, at, references, &ids, &found, bibliography);
        list::report_empty(arrangement.section(at), &works, diagnostics);
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
    said
}

/// A citation as it was found.
struct Found {
    id: String,
    span: Span,
    works: Vec<CitedWork>,
    /// The number of the note in which it stands.
    note: Option<u32>,
}

fn give_ids(arrangement: &Arrangement, taken: &mut Taken) {
    let mut number = 0;
    walk::inlines_of(arrangement, &mut |inline| {
        if matches!(inline.kind, InlineKind::Citation { .. }) {
            taken.inline(inline, || {
                number += 1;
                format!("zit-{number}")
            });
        }
    });
}

/// The citations in reading order: those of a note where it is first called, those of a note that
/// another one calls behind it.
fn in_reading_order(arrangement: &Arrangement, notes: &Notes, ids: &Ids) -> Vec<Found> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for section in arrangement.sections() {
        walk::section(section, &mut |inline| {
            let mut open: Vec<NoteId> =
                notes.called(inline).map(|call| call.note).into_iter().collect();
            see(inline, None, ids, &mut found);
            while let Some(id) = open.pop() {
                if seen.insert(id)
                    && let Some(note) = arrangement.note(notes, id)
                {
                    let mut inner = Vec::new();
                    walk::inlines(&note.written.body, &mut |inline| {
                        see(inline, Some(note.number), ids, &mut found);
                        inner.extend(notes.called(inline).map(|call| call.note));
                    });
                    open.extend(inner.into_iter().rev());
                }
            }
        });
    }
    found
}

fn see(inline: &Inline, note: Option<u32>, ids: &Ids, found: &mut Vec<Found>) {
    if let (InlineKind::Citation { works }, Some(id)) = (&inline.kind, ids.inline(inline)) {
        found.push(Found { id: id.to_owned(), span: inline.span, works: works.clone(), note });
    }
}

/// What each citation says; `texts` are by the ids of citations.
fn said(arrangement: &Arrangement, ids: &Ids, mut texts: BTreeMap<&str, Vec<Inline>>) -> Citations {
    let mut said = Citations::default();
    walk::lines(&arrangement.manuscript, &mut |_, line| in_line(line, ids, &mut texts, &mut said));
    names::of_citations(arrangement, &mut said);
    said
}

/// A citation that ends in a full stop loses it before another.
fn in_line(
    line: &[Inline],
    ids: &Ids,
    texts: &mut BTreeMap<&str, Vec<Inline>>,
    said: &mut Citations,
) {
    for (index, inline) in line.iter().enumerate() {
        if !matches!(inline.kind, InlineKind::Citation { .. }) {
            in_line(inline.children(), ids, texts, said);
            continue;
        }
        let text = ids.inline(inline).and_then(|id| texts.remove(id));
        let (Some(mut text), Some(node)) = (text, inline.name.own()) else { continue };
        let next = line.get(index + 1).map(|next| walk::plain_text(std::slice::from_ref(next)));
        if next.is_some_and(|next| next.starts_with(['.', ',', ';', ':', '!', '?', ')']))
            && let Some(InlineKind::Text { text }) = text.last_mut().map(|last| &mut last.kind)
        {
            text.truncate(text.strip_suffix('.').map_or(text.len(), str::len));
        }
        said.0.insert(node, text);
    }
}

/// What a style says with the typography of the language: spaces that hold, quotation marks.
fn corrected(mut line: Vec<Inline>, language: &Language, style: &HouseStyle) -> Vec<Inline> {
    proof::correct_line(&mut line, language, style);
    line
}

/// The id of the entry of a work.
fn id_of(key: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' };
    format!("lit-{}", key.chars().map(plain).collect::<String>())
}
