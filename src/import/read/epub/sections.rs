//! The parts of a book: where each begins, what it is, what it is called where it has no heading.

use std::collections::HashMap;

use super::navigation::Navigation;
use super::package::Opf;
use super::roles;
use crate::import::draft::{Draft, Item, Opening, Record};
use crate::import::read::html::documents::{Documents, Reading};
use crate::import::read::html::tree::{Data, Id};
use crate::ir::{Block, BlockKind, Language, Paragraph, ParagraphKind, Role};
use crate::source::{FileId, Span};

/// Most words of a page that does nothing but open a part.
const SHORT: usize = 300;

/// A document of the book.
#[derive(Debug)]
pub(super) struct Part {
    role: Option<Role>,
    /// What the list of contents calls it.
    title: Option<String>,
    /// Whether the list of contents leads to it.
    listed: bool,
    /// Whether other documents stand below it in the list of contents.
    above_others: bool,
    language: Option<Language>,
}

/// What is known of each document before it is read.
pub(super) fn parts(
    documents: &Documents,
    list: &[(Id, String)],
    navigation: &Navigation,
) -> Vec<Part> {
    list.iter().map(|(root, path)| part(documents, *root, path, navigation)).collect()
}

fn part(documents: &Documents, root: Id, path: &str, navigation: &Navigation) -> Part {
    let tree = &documents.tree;
    let at = navigation.entries.iter().position(|entry| entry.path == path);
    let entry = at.map(|at| &navigation.entries[at]);
    // An entry that leads into the middle does not name the whole.
    let begins =
        entry.filter(|entry| entry.id.as_deref().is_none_or(|id| documents.begins_at(root, id)));
    let above_others = at.is_some_and(|at| {
        let below = navigation.entries[at + 1..]
            .iter()
            .take_while(|other| other.depth > navigation.entries[at].depth);
        below.into_iter().any(|other| other.path != path)
    });
    let html = tree.descend(root).find(|id| tree.name(*id) == "html");
    let language = html.and_then(|id| tree.attr(id, "lang").or_else(|| tree.attr(id, "xml:lang")));
    Part {
        role: role(documents, root).or_else(|| landmark(path, navigation)),
        title: begins.map(|entry| entry.title.clone()).filter(|title| !title.is_empty()),
        listed: entry.is_some(),
        above_others,
        language: language.and_then(Language::parse),
    }
}

/// The role that the body of a document says, or the first element that holds all of it.
fn role(documents: &Documents, root: Id) -> Option<Role> {
    let tree = &documents.tree;
    let body = tree.descend(root).find(|id| tree.name(*id) == "body")?;
    let mut at = body;
    for _ in 0..4 {
        if let Some(role) = roles::of(tree, at) {
            return Some(role);
        }
        let mut inner = tree.children(at).filter(|child| match tree.data(*child) {
            Data::Text(text) => !text.trim().is_empty(),
            _ => tree.short(*child, 0).is_none() || tree.attr(*child, "epub:type").is_some(),
        });
        let first = inner.next()?;
        if inner.next().is_some() || tree.element(first).is_none() {
            return roles::of(tree, first).filter(|_| tree.name(first) == "section");
        }
        at = first;
    }
    None
}

/// What a landmark says of a whole document.
fn landmark(path: &str, navigation: &Navigation) -> Option<Role> {
    let found = navigation.landmarks.iter().find(|one| one.path == path && one.id.is_none())?;
    found
        .kind
        .as_deref()?
        .split_whitespace()
        .find_map(roles::named)
        .filter(|role| roles::is_made_anew(*role))
}

/// Documents that a book is given anew, by their first elements: title page, contents, imprint, the page of the cover.
pub(super) fn generated(
    documents: &Documents,
    list: &[(Id, String)],
    opf: &Opf,
    navigation: &Navigation,
) -> HashMap<Id, &'static str> {
    let tree = &documents.tree;
    let mut out = HashMap::new();
    for (root, path) in list {
        let Some(top) = tree.elements(*root).next() else { continue };
        let is_cover = |id: Id| {
            tree.words(id, "epub:type").any(|kind| kind == "cover") || tree.has_type(id, &["cover"])
        };
        let cover = tree.descend(top).take(12).any(is_cover)
            || opf.cover.as_ref() == Some(path)
            || navigation
                .landmarks
                .iter()
                .any(|one| one.path == *path && one.kind.as_deref() == Some("cover"));
        let role = role(documents, *root).or_else(|| landmark(path, navigation));
        let why = match role {
            _ if opf.nav.as_deref() == Some(path) => Some("list of contents"),
            Some(Role::Contents) => Some("list of contents"),
            Some(Role::TitlePage | Role::HalfTitle) => Some("title page"),
            Some(Role::Imprint) => Some("imprint"),
            Some(Role::ListOfIllustrations | Role::ListOfTables) => Some("list of figures"),
            _ if cover
                && tree.descend(top).all(
                    |id| !matches!(tree.data(id), Data::Text(text) if text.trim().len() > 80),
                ) =>
            {
                Some("page of the cover")
            }
            _ => None,
        };
        if let Some(why) = why {
            out.insert(top, why);
        }
    }
    out
}

/// Puts the parts into their order.
pub(super) fn put_together(reading: Reading, parts: Vec<Part>, record: Record) -> Draft {
    let Reading { mut draft, blocks, indexes } = reading;
    let cover = draft.record.cover.take();
    draft.record = Record { cover, ..record };
    let book = draft.record.language.clone();
    for ((mut blocks, part), index) in blocks.into_iter().zip(parts).zip(indexes) {
        let index = index.map(|number| draft.indexes.get(number).filter(|_| number > 0));
        let index = index.map(|index| index.map(|index| index.name.clone()));
        let made = made(&part, index, blocks.is_empty());
        if blocks.is_empty() {
            draft.items.extend(made);
            continue;
        }
        let headed = blocks.iter().take(3).any(|block| matches!(block.kind, BlockKind::Heading(_)));
        let opens = part.title.is_some() || part.listed || headed || part.role.is_some();
        levels(&mut blocks);
        let role = part.role.filter(|role| !roles::is_made_anew(*role) && *role != Role::Endnotes);
        let short = words(&blocks) < SHORT;
        let role = role.or_else(|| (part.above_others && headed && short).then_some(Role::Part));
        let language = part.language.filter(|own| Some(own) != book.as_ref());
        let title = part.title.filter(|_| !headed);
        let opening = Opening { role, title, language, ..Opening::default() };
        for (n, block) in blocks.into_iter().enumerate() {
            let mut item = Item::new(block);
            if n == 0 && opens {
                item.opens = Some(Box::new(opening.clone()));
            }
            draft.items.push(item);
        }
        draft.items.extend(made);
    }
    draft
}

/// What the book makes of its text where a document stood that nothing is left of, or behind what is left of it: an index, by its name
/// where it is not the first, or a list.
fn made(part: &Part, index: Option<Option<String>>, empty: bool) -> Option<Item> {
    let listed = [Role::ListOfIllustrations, Role::ListOfTables];
    let role = match &index {
        Some(_) => Role::Index,
        None => part.role.filter(|role| empty && listed.contains(role))?,
    };
    let index = index.flatten();
    let opening = Opening { role: Some(role), generated: true, index, ..Opening::default() };
    let span = Span::new(FileId(0), 0..0);
    let nothing = Paragraph { role: ParagraphKind::Body, content: Vec::new() };
    let mut item = Item::new(Block::new(span, BlockKind::Paragraph(nothing)));
    item.opens = Some(Box::new(opening));
    Some(item)
}

fn words(blocks: &[Block]) -> usize {
    let mut counts = crate::import::counts::Counts::default();
    counts.blocks(blocks);
    counts.words
}

/// Headings of a document from level 1 on: how deep the document itself stands its place in the order says.
fn levels(blocks: &mut [Block]) {
    let mut highest = u8::MAX;
    for block in blocks.iter() {
        if let BlockKind::Heading(heading) = &block.kind {
            highest = highest.min(heading.level);
        }
    }
    for block in blocks.iter_mut() {
        if let BlockKind::Heading(heading) = &mut block.kind {
            heading.level = heading.level.saturating_sub(highest.saturating_sub(1)).max(1);
        }
    }
}
