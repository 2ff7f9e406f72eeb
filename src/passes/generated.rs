//! Puts generated sections where they belong and fills in what is made from metadata.

use super::imprint;
use crate::diagnostics::{Code, Diagnostics};
use crate::ir::{Book, Heading, Inline, Matter, Medium, Role, Section, SectionId, Stand};
use crate::language::terms;
use crate::source::{FileId, Span};

/// The generated sections of the front, in their conventional order.
const FRONT: [Role; 4] = [Role::HalfTitle, Role::TitlePage, Role::Imprint, Role::Contents];

/// The generated sections that are made only where they are listed.
const ASKED: [Role; 4] =
    [Role::ListOfIllustrations, Role::ListOfTables, Role::Bibliography, Role::Index];

/// Inserts the generated sections that are neither listed nor in `omit`, and writes the imprint and
/// the headings of those that are made only where they are listed.
pub(super) fn place(book: &mut Book, omit: &[(Role, Span)]) {
    let omitted = |role: Role| omit.iter().any(|(other, _)| *other == role);
    for role in FRONT {
        if !omitted(role) && !has(book, role) {
            let at = place_of(book, role);
            insert(book, at, role);
        }
    }
    if !omitted(Role::Endnotes) && !has(book, Role::Endnotes) {
        let at = book.sections.iter().rposition(|s| s.role.matter() != Matter::Back);
        let after = book.sections.iter().rposition(|s| {
            matches!(s.role, Role::Afterword | Role::Appendix | Role::Acknowledgments)
        });
        insert(book, after.max(at).map_or(0, |n| n + 1), Role::Endnotes);
    }
    let lines = imprint::blocks(&book.metadata, book.sections.first().map(|s| s.span));
    let terms = terms(&book.metadata.language);
    for section in book.sections.iter_mut().filter(|section| section.generated) {
        let title = match section.role {
            Role::Imprint => {
                section.blocks.clone_from(&lines);
                terms.imprint
            }
            Role::Contents => terms.contents,
            _ => continue,
        };
        section.title.get_or_insert_with(|| title.to_owned());
    }
    give_headings(book);
}

fn give_headings(book: &mut Book) {
    let terms = terms(&book.metadata.language);
    let indexes = &book.indexes;
    let asked = |section: &&mut Section| section.generated && ASKED.contains(&section.role);
    for section in book.sections.iter_mut().filter(asked) {
        let title = section.title.clone().unwrap_or_else(|| match section.role {
            Role::ListOfIllustrations => terms.illustrations.to_owned(),
            Role::ListOfTables => terms.tables.to_owned(),
            Role::Bibliography => terms.bibliography.to_owned(),
            _ => {
                let own = indexes.get(section.index).and_then(|index| index.title.clone());
                own.unwrap_or_else(|| terms.index.to_owned())
            }
        });
        section.heading = Some(Heading {
            level: 1,
            number: None,
            title: vec![Inline::text(section.span, title)],
            subtitle: None,
            short: None,
        });
    }
}

/// Gives the generated endnotes their title, or takes them out where no note stands in them; reports it
/// where they were not wanted, but notes are to stand there.
pub(super) fn settle_endnotes(
    book: &mut Book,
    omit: &[(Role, Span)],
    diagnostics: &mut Diagnostics,
) {
    let groups = book.notes_at(Stand::Endnotes, Medium::Flow);
    if !groups.is_empty() {
        let word = terms(&book.metadata.language).notes;
        let title = book.endnotes_title(&groups, word).to_owned();
        for section in book.sections.iter_mut().filter(|s| s.role == Role::Endnotes) {
            section.title = Some(title.clone());
        }
        if let Some((_, span)) = omit.iter().find(|(role, _)| *role == Role::Endnotes)
            && !has(book, Role::Endnotes)
            && !book.notes_at(Stand::Endnotes, Medium::Pages).is_empty()
        {
            diagnostics.report(
                Code::Misplaced,
                *span,
                "the endnotes are left out, but notes stand in them",
                "take `endnotes` out of this list, or place the notes elsewhere: `placement = \"section\"` or `\"footnote\"`",
            );
        }
        return;
    }
    while let Some(at) = book.sections.iter().position(|s| s.role == Role::Endnotes) {
        book.sections.remove(at);
        shift(book, |index| if index > at { index - 1 } else { index });
    }
}

fn has(book: &Book, role: Role) -> bool {
    book.sections.iter().any(|section| section.role == role)
}

/// Behind all that conventionally stands before `role` at the front; the contents behind
/// dedication and epigraph.
fn place_of(book: &Book, role: Role) -> usize {
    book.sections
        .iter()
        .position(|section| section.role > role || section.role.matter() != Matter::Front)
        .unwrap_or(book.sections.len())
}

fn insert(book: &mut Book, at: usize, role: Role) {
    let span = book.sections.first().map_or(Span::new(FileId(0), 0..0), |section| section.span);
    let mut id = role.as_str().to_owned();
    while book.sections.iter().any(|section| section.id == id) {
        id.push_str("-page");
    }
    let key = book.sections.iter().map(|section| section.key.0 + 1).max().unwrap_or(0);
    let section = Section {
        span,
        key: SectionId(key),
        id,
        role,
        language: None,
        title: None,
        heading: None,
        depth: 1,
        series: 0,
        index: 0,
        blocks: Vec::new(),
        generated: true,
    };
    book.sections.insert(at, section);
    shift(book, |index| if index >= at { index + 1 } else { index });
}

/// Renumbers the sections that notes name.
fn shift(book: &mut Book, renumber: impl Fn(usize) -> usize) {
    for note in &mut book.notes {
        note.section = renumber(note.section);
        for call in &mut note.calls {
            *call = renumber(*call);
        }
    }
}
