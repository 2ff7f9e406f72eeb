//! Puts generated sections where they belong and fills in what is made from metadata.

use super::imprint;
use crate::diagnostics::{Code, Diagnostics};
use crate::ir::{
    Arrangement, Heading, Inline, Manuscript, Matter, Medium, Notes, Role, Section, SectionId,
    Stand,
};
use crate::language::terms;
use crate::source::{FileId, Span};

/// The generated sections of the front, in their conventional order.
const FRONT: [Role; 4] = [Role::HalfTitle, Role::TitlePage, Role::Imprint, Role::Contents];

/// The generated sections that are made only where they are listed.
const ASKED: [Role; 4] =
    [Role::ListOfIllustrations, Role::ListOfTables, Role::Bibliography, Role::Index];

/// The sections in reading order: generated ones that are neither listed nor in `omit` are put where
/// they belong. Imprint and contents get their text and titles, those that are made only where they
/// are listed their headings.
pub(super) fn place(manuscript: Manuscript, omit: &[(Role, Span)]) -> Arrangement {
    let mut arrangement = Arrangement::new(manuscript);
    let omitted = |role: Role| omit.iter().any(|(other, _)| *other == role);
    for role in FRONT {
        if !omitted(role) && !arrangement.has(role) {
            let at = place_of(&arrangement, role);
            insert(&mut arrangement, at, role);
        }
    }
    if !omitted(Role::Endnotes) && !arrangement.has(Role::Endnotes) {
        let last = |found: &dyn Fn(&Section) -> bool| {
            arrangement.sections().rposition(found).map_or(0, |n| n + 1)
        };
        let text = last(&|section| section.role.matter() != Matter::Back);
        let after = last(&|section| {
            matches!(section.role, Role::Afterword | Role::Appendix | Role::Acknowledgments)
        });
        insert(&mut arrangement, text.max(after), Role::Endnotes);
    }
    let generated = |section: &&Section| section.is_generated();
    let made: Vec<SectionId> = arrangement.sections().filter(generated).map(|s| s.key).collect();
    for id in made {
        fill(&mut arrangement, id);
    }
    arrangement
}

/// Gives a generated section what is made of the metadata alone.
fn fill(arrangement: &mut Arrangement, id: SectionId) {
    let terms = terms(&arrangement.metadata().language);
    let section = arrangement.section(id);
    let title = match section.role {
        Role::Imprint => {
            let first = arrangement.sections().next().map(|first| first.span);
            let blocks = imprint::blocks(arrangement.metadata(), first);
            arrangement.made_mut(id).blocks = blocks;
            terms.section_of(Role::Imprint)
        }
        Role::Contents => terms.section_of(Role::Contents),
        role if ASKED.contains(&role) => {
            let of_index = || {
                let indexes = &arrangement.manuscript.indexes;
                let own = indexes.get(usize::from(section.index.0));
                own.filter(|_| role == Role::Index).and_then(|index| index.title.clone())
            };
            let title = section.title.clone().or_else(of_index);
            let title = title.unwrap_or_else(|| terms.section_of(role).to_owned());
            let title = vec![Inline::text(section.span, title)];
            let heading = Heading { level: 1, number: None, title, subtitle: None, short: None };
            arrangement.made_mut(id).heading = Some(heading);
            return;
        }
        _ => return,
    };
    arrangement.made_mut(id).title.get_or_insert_with(|| title.to_owned());
}

/// Gives the generated endnotes their title, or takes them out where no note stands in them; reports it
/// where they were not wanted, but notes are to stand there.
pub(super) fn settle_endnotes(
    arrangement: &mut Arrangement,
    notes: &Notes,
    omit: &[(Role, Span)],
    diagnostics: &mut Diagnostics,
) {
    let groups = arrangement.notes_at(notes, Stand::Endnotes, Medium::Flow);
    let endnotes = |section: &&Section| section.role == Role::Endnotes;
    let listed: Vec<SectionId> = arrangement.sections().filter(endnotes).map(|s| s.key).collect();
    if groups.is_empty() {
        listed.into_iter().for_each(|id| arrangement.remove(id));
        return;
    }
    let word = terms(&arrangement.metadata().language).section_of(Role::Endnotes);
    let own = arrangement.title_of_series(&groups).unwrap_or(word).to_owned();
    for &id in &listed {
        let title = &mut arrangement.made_mut(id).title;
        if title.as_ref().is_none_or(|given| given.trim().is_empty()) {
            *title = Some(own.clone());
        }
    }
    if let Some((_, span)) = omit.iter().find(|(role, _)| *role == Role::Endnotes)
        && listed.is_empty()
        && !arrangement.notes_at(notes, Stand::Endnotes, Medium::Pages).is_empty()
    {
        diagnostics.report(
            Code::Misplaced,
            *span,
            "the endnotes are left out, but notes stand in them",
            "take `endnotes` out of this list, or place the notes elsewhere: `placement = \"section\"` or `\"footnote\"`",
        );
    }
}

/// Behind all that conventionally stands before `role` at the front; the contents behind
/// dedication and epigraph.
fn place_of(arrangement: &Arrangement, role: Role) -> usize {
    let behind = |section: &Section| section.role > role || section.role.matter() != Matter::Front;
    let mut sections = arrangement.sections();
    let count = sections.len();
    sections.position(behind).unwrap_or(count)
}

fn insert(arrangement: &mut Arrangement, at: usize, role: Role) {
    let first = arrangement.sections().next().map(|section| section.span);
    let mut id = role.as_str().to_owned();
    while arrangement.sections().any(|section| section.id == id) {
        id.push_str("-page");
    }
    let span = first.unwrap_or(Span::new(FileId(0), 0..0));
    let section = Section { id, ..Section::empty(span, SectionId::default(), role) };
    arrangement.insert(at, section);
}
