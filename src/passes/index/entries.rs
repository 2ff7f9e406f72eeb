//! The entries of one index: marks with the same words together, sorted, by their initials.

use std::collections::BTreeMap;

use super::super::ids::Taken;
use super::marks::Mark;
use crate::diagnostics::{Code, Diagnostics, nearest};
use crate::ir::{Index, IndexEntry, IndexGroup, IndexPlace, Inline, MarkNames, OtherEntry};
use crate::language::Collation;
use crate::source::Span;

/// An entry while it is made.
struct Draft<'m> {
    term: Vec<Inline>,
    id: String,
    sort: Option<(String, Span)>,
    places: Vec<IndexPlace>,
    see: Vec<(&'m str, Span)>,
    see_also: Vec<(&'m str, Span)>,
    subs: BTreeMap<String, Self>,
}

/// Entries by what they say.
type Drafts<'m> = BTreeMap<String, Draft<'m>>;

/// The index of these marks, each with its number; `places` are those that all marks name.
pub(super) fn index(
    marks: &[(usize, &Mark)],
    places: &[Option<IndexPlace>],
    collation: &Collation,
    taken: &mut Taken,
    diagnostics: &mut Diagnostics,
) -> Index {
    let mut drafts = Drafts::new();
    let mut made = 0usize;
    let mut fresh_id = || {
        made += 1;
        let number = marks.first().map_or(0, |(_, mark)| mark.index.0);
        let number = if number > 0 { (number + 1).to_string() } else { String::new() };
        taken.fresh(format!("register{number}-{made}"))
    };
    for (number, mark) in marks {
        if !matches!(mark.names, MarkNames::To { .. }) {
            put(mark, places[*number].clone(), &mut drafts, &mut fresh_id, diagnostics);
        }
    }
    let ids = ids(&drafts);
    let sorted = sorted(drafts, &ids, collation, diagnostics);
    let mut groups: Vec<IndexGroup> = Vec::new();
    for (key, entry) in sorted {
        let initial = collation.initial(&key);
        match groups.last_mut() {
            Some(last) if last.initial == initial => last.entries.push(entry),
            _ => groups.push(IndexGroup { initial, entries: vec![entry] }),
        }
    }
    Index { groups }
}

/// Adds what a mark says to its entry, which is made if it is not there.
fn put<'m>(
    mark: &'m Mark,
    place: Option<IndexPlace>,
    drafts: &mut Drafts<'m>,
    fresh_id: &mut dyn FnMut() -> String,
    diagnostics: &mut Diagnostics,
) {
    let mut new = |term: Vec<Inline>| Draft {
        term,
        id: fresh_id(),
        sort: None,
        places: Vec::new(),
        see: Vec::new(),
        see_also: Vec::new(),
        subs: BTreeMap::new(),
    };
    let mut entry = drafts.entry(mark.plain.clone()).or_insert_with(|| new(mark.term.clone()));
    if let Some(sub) = &mark.sub {
        let term = vec![Inline::text(mark.span, sub.clone())];
        entry = entry.subs.entry(sub.clone()).or_insert_with(|| new(term));
    }
    if let Some(sort) = &mark.sort {
        match &entry.sort {
            Some((other, _)) if other != sort => diagnostics.report(
                Code::IndexMark,
                mark.span,
                format!("the entry is sorted as `{sort}` here, but as `{other}` elsewhere"),
                "say it once, or the same everywhere",
            ),
            _ => entry.sort = Some((sort.clone(), mark.span)),
        }
    }
    entry.places.extend(place);
    match &mark.names {
        MarkNames::See { terms } => {
            entry.see.extend(terms.iter().map(|term| (term.as_str(), mark.span)));
        }
        MarkNames::SeeAlso { terms } => {
            entry.see_also.extend(terms.iter().map(|term| (term.as_str(), mark.span)));
        }
        _ => {}
    }
}

/// The id of every entry by what it says; of one below another, with a colon between the two.
fn ids(drafts: &Drafts<'_>) -> BTreeMap<String, String> {
    let mut ids = BTreeMap::new();
    for (term, draft) in drafts {
        for (sub, below) in &draft.subs {
            ids.insert(format!("{term}: {sub}"), below.id.clone());
        }
    }
    ids.extend(drafts.iter().map(|(term, draft)| (term.clone(), draft.id.clone())));
    ids
}

/// The entries in their order, each with the text by which it is sorted.
fn sorted(
    drafts: Drafts<'_>,
    ids: &BTreeMap<String, String>,
    collation: &Collation,
    diagnostics: &mut Diagnostics,
) -> Vec<(String, IndexEntry)> {
    let mut list: Vec<(String, IndexEntry)> = drafts
        .into_iter()
        .map(|(plain, draft)| {
            let key = draft.sort.as_ref().map_or_else(|| plain.clone(), |(sort, _)| sort.clone());
            (key, finished(&plain, draft, ids, collation, diagnostics))
        })
        .collect();
    list.sort_by(|a, b| collation.compare(&a.0, &b.0));
    list
}

fn finished(
    plain: &str,
    draft: Draft<'_>,
    ids: &BTreeMap<String, String>,
    collation: &Collation,
    diagnostics: &mut Diagnostics,
) -> IndexEntry {
    if let Some((_, span)) = draft.see.first()
        && (!draft.places.is_empty() || !draft.subs.is_empty())
    {
        diagnostics.report(
            Code::IndexMark,
            *span,
            format!("the entry `{plain}` has places of its own, and sends elsewhere by `see`"),
            "write `see-also=\"…\"`, or mark the places for the other entry",
        );
    }
    let mut others = |list: &[(&str, Span)]| {
        let mut found: Vec<OtherEntry> = Vec::new();
        for (term, span) in list {
            if let Some(other) = other(term, *span, &draft.id, ids, diagnostics)
                && !found.contains(&other)
            {
                found.push(other);
            }
        }
        found.sort_by(|a, b| collation.compare(&a.term, &b.term));
        found
    };
    let (see, see_also) = (others(&draft.see), others(&draft.see_also));
    let subs = sorted(draft.subs, ids, collation, diagnostics);
    IndexEntry {
        id: draft.id,
        term: draft.term,
        places: draft.places,
        see,
        see_also,
        subs: subs.into_iter().map(|(_, entry)| entry).collect(),
    }
}

/// The entry that another one names.
fn other(
    term: &str,
    span: Span,
    own: &str,
    ids: &BTreeMap<String, String>,
    diagnostics: &mut Diagnostics,
) -> Option<OtherEntry> {
    match ids.get(term) {
        Some(id) if id != own => Some(OtherEntry { term: term.to_owned(), id: id.clone() }),
        Some(_) => {
            diagnostics.report(
                Code::IndexSee,
                span,
                format!("the entry `{term}` leads to itself"),
                "name another entry, or take `see` out",
            );
            None
        }
        None => {
            let hint = match nearest(term, ids.keys().map(String::as_str)) {
                Some(candidate) => format!("did you mean `{candidate}`?"),
                None => "mark a place for it, or name an entry of the same index".to_owned(),
            };
            diagnostics.report(
                Code::IndexSee,
                span,
                format!("the index has no entry `{term}`"),
                hint,
            );
            None
        }
    }
}
