//! The documents of a page or an e-book, read together: links and notes lead from one to the other.

use crate::import::topic::Topic;
use std::collections::{HashMap, HashSet};

use super::article;
use super::bodies;
use super::emptied;
use super::flow::{Flow, Known};
use super::indexes;
use super::links::{Links, Paths, resolve};
use super::notes;
use super::pages;
use super::parse::{self, Fault};
use super::said;
use super::style::styles;
use super::tables;
use super::tree::{Data, Id, Tree};
use super::xml;
use crate::import::counts::{Counts, words};
use crate::import::draft::{Aside, Draft, LinkedNote};
use crate::import::read::pictures::{Pictures, Reader};
use crate::import::report::Report;
use crate::ir::{Block, BlockKind, Inline, InlineKind, Language, LinkTarget, walk};
use crate::source::{FileId, Sources};
use html5ever::ns;

/// Largest style sheet, in bytes.
const LARGEST_SHEET: usize = 2 << 20;

/// Most style sheets of a document.
const MOST_SHEETS: usize = 40;

/// Documents while they are gathered.
#[derive(Debug, Default)]
pub(in crate::import::read) struct Documents {
    /// All of them.
    pub(in crate::import::read) tree: Tree,
    /// The root of each.
    pub(in crate::import::read) roots: Vec<Id>,
    /// Their texts.
    pub(in crate::import::read) sources: Sources,
    /// Where they are.
    pub(in crate::import::read) paths: Paths,
    /// Their names for links.
    names: Vec<String>,
    sheets: Vec<(FileId, String)>,
    /// Pages that a list of pages names, by path and id.
    pub(in crate::import::read) listed_pages: Vec<(String, Option<String>, String)>,
    /// The language of the whole, if it is known besides.
    pub(in crate::import::read) language: Option<Language>,
    /// The path of the picture of the cover.
    pub(in crate::import::read) cover: Option<String>,
    /// What is no part of the text, and why.
    pub(in crate::import::read) set_aside: HashMap<Id, &'static str>,
}

/// What was read.
pub(in crate::import::read) struct Reading {
    /// All but the items.
    pub(in crate::import::read) draft: Draft,
    /// The blocks of each document.
    pub(in crate::import::read) blocks: Vec<Vec<Block>>,
    /// By document: the number of the index in it.
    pub(in crate::import::read) indexes: Vec<Option<usize>>,
}

impl Documents {
    /// Takes in a document; `shown` is what the user calls it, `path` where it is for links.
    pub(in crate::import::read) fn add(
        &mut self,
        shown: &str,
        path: &str,
        text: &str,
    ) -> Result<Id, Fault> {
        let is_xml = begins_xml(text);
        let resolved = if is_xml { xml::resolved(text) } else { text.into() };
        let file = self.sources.add(shown, &*resolved);
        let before = std::mem::take(&mut self.tree);
        let root = match is_xml {
            true => {
                let mut tree = before;
                match xml::xml(&resolved, file, &mut tree) {
                    Ok(root) => {
                        self.tree = tree;
                        Ok(root)
                    }
                    // What is broken is read as browsers read it.
                    Err(_) => parse::html(&resolved, file, tree).map(|(tree, root)| {
                        self.tree = tree;
                        root
                    }),
                }
            }
            false => parse::html(text, file, before).map(|(tree, root)| {
                self.tree = tree;
                root
            }),
        }?;
        self.paths.add(path, file, root);
        self.roots.push(root);
        self.names.push(path.to_owned());
        Ok(root)
    }

    /// Whether an element of that id stands where a document begins: no text stands before it.
    pub(in crate::import::read) fn begins_at(&self, root: Id, id: &str) -> bool {
        let tree = &self.tree;
        let body = tree.descend(root).find(|one| tree.name(*one) == "body").unwrap_or(root);
        for one in tree.descend(body) {
            if tree.attr(one, "id") == Some(id) || tree.attr(one, "name") == Some(id) {
                return true;
            }
            if let Data::Text(text) = tree.data(one)
                && !text.trim().is_empty()
            {
                // The heading itself may have the id on what stands in it.
                return tree.ancestors(one).take(4).any(|up| tree.attr(up, "id") == Some(id));
            }
        }
        false
    }

    /// Line and column of a byte of a text.
    pub(in crate::import::read) fn place(&self, text: &str, at: usize) -> (usize, usize) {
        let mut sources = Sources::default();
        let file = sources.add("", text);
        sources.file(file).position(at)
    }

    /// Reads the style sheets of all documents.
    pub(in crate::import::read) fn style(&mut self, reader: &mut Reader<'_>) {
        let mut known: HashMap<String, Option<String>> = HashMap::new();
        for (root, name) in self.roots.iter().zip(&self.names) {
            let tree = &self.tree;
            let mut count = 0;
            for id in tree.descend(*root) {
                let sheet = match tree.name(id) {
                    "style" => Some(tree.said(id)),
                    "link" if tree.words(id, "rel").any(|rel| rel == "stylesheet") => {
                        let address = tree.attr(id, "href").unwrap_or_default();
                        resolve(name, address).and_then(|(path, _)| {
                            let text =
                                |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
                            known
                                .entry(path.clone())
                                .or_insert_with(|| reader(&path).map(text))
                                .clone()
                        })
                    }
                    _ => None,
                };
                if let Some(sheet) =
                    sheet.filter(|sheet| sheet.len() <= LARGEST_SHEET && count < MOST_SHEETS)
                {
                    count += 1;
                    self.sheets.push((tree.file(id), sheet));
                }
            }
        }
    }

    /// Reads all documents; `page`: they are pages of the web, with other things around the text.
    pub(in crate::import::read) fn read(self, reader: &mut Reader<'_>, page: bool) -> Reading {
        let Self {
            mut tree,
            roots,
            sources,
            paths,
            sheets,
            listed_pages,
            language,
            cover,
            set_aside,
            ..
        } = self;
        tree.shrink();
        let styles = styles(&tree, &sheets);
        drop(sheets);
        let links = Links::find(&tree, &roots, &paths);
        let mut marks = pages::find(&tree, &roots);
        if !marks.keys().any(|id| tree.attr(*id, "data-page").is_some()) {
            for (path, id, label) in &listed_pages {
                let Some(id) = id
                    .as_ref()
                    .and_then(|id| paths.file(path).and_then(|file| links.named(file, id)))
                else {
                    continue;
                };
                // A mark that stands for itself; a heading or a paragraph keeps its words.
                if tree.short(id, 0).is_some() {
                    marks.entry(id).or_insert_with(|| label.clone());
                }
            }
        }
        let found = notes::find(&tree, &roots, &links, &|id| marks.contains_key(&id));
        let mut report = Report::default();
        let mut furniture = set_aside;
        let aside = |id: Id| furniture.contains_key(&id);
        let indexes = indexes::find(&tree, &roots, &links, &aside, &mut report);
        furniture
            .extend(indexes.lists.iter().map(|(id, _)| (*id, "index, which the book makes anew")));
        if !page {
            furniture.extend(article::lists_of_contents(&tree, &roots, &styles, &links, &found));
        } else {
            for root in &roots {
                furniture.extend(article::furniture(&tree, *root, &styles, &links, &found));
            }
        }
        furniture.extend(found.twice.iter().map(|id| (*id, "note that stands below, too")));
        furniture.extend(emptied::headings(&tree, &roots, &found, &furniture));
        let record = roots
            .first()
            .filter(|_| page)
            .map(|root| super::meta::read(&tree, *root))
            .unwrap_or_default();
        let language = language.or_else(|| record.language.clone());
        let known = Known {
            tree: &tree,
            styles: &styles,
            links: &links,
            paths: &paths,
            notes: &found,
            pages: &marks,
            indexes: &indexes,
            furniture: &furniture,
            language: language.as_ref(),
            is_piece: false,
        };
        let mut pictures = Pictures::new(reader);
        let mut flow = Flow::new(&known, &mut pictures);
        let mut blocks: Vec<Vec<Block>> = roots.iter().map(|root| flow.document(*root)).collect();
        if let Some(last) = blocks.last_mut() {
            last.extend(flow.left());
        }
        let (mut notes, numbers): (Vec<LinkedNote>, usize) = bodies::read(&mut flow, &found);
        let (soft, beside) = (flow.line.soft, flow.beside);
        let instead = std::mem::take(&mut flow.instead);
        let aliases = std::mem::take(&mut flow.aliases);
        let mut asides: Vec<Aside> = std::mem::take(&mut flow.aside);
        report.extend(std::mem::take(&mut flow.report));
        drop(flow);
        if soft > 0 {
            let are = if soft == 1 { "soft hyphen is" } else { "soft hyphens are" };
            let message = format!("{soft} {are} left out: a book breaks its words by itself");
            report.sure(tree.span(roots[0]), Topic::Character, message);
        }
        let small = "a picture of the cover that is too small for a book is left out";
        let cover = cover.and_then(|path| match pictures.cover(&path) {
            Some(path) => Some((path, String::new())),
            None => {
                report.doubt(tree.span(roots[0]), Topic::Cover, small.to_owned());
                None
            }
        });
        let mut came = came(&known, &roots, &instead);
        came.words = (came.words + beside).saturating_sub(numbers);
        let list = std::mem::take(&mut pictures.taken);
        drop(pictures);
        let read = blocks.iter().chain(notes.iter().map(|note| &note.body));
        let mut found = Counts::default();
        read.for_each(|list| found.blocks(list));
        came.verses = found.verses;
        let mut all: Vec<&mut Vec<Block>> = blocks.iter_mut().collect();
        all.extend(notes.iter_mut().map(|note| &mut note.body));
        settle_links(all, &aliases);
        asides.sort_by_key(|aside| (aside.span.file, aside.span.start));
        let mut draft = Draft::empty(sources);
        draft.record = record;
        draft.record.cover = cover;
        draft.notes = notes;
        draft.pictures = list;
        draft.aside = asides;
        draft.came = came;
        draft.report = report;
        let is_index = |root: &Id| {
            let is_in = |id: Id| tree.ancestors(id).any(|up| up == *root);
            indexes.lists.iter().find(|(id, _)| is_in(*id)).map(|(_, number)| *number)
        };
        let by_document = roots.iter().map(is_index).collect();
        draft.indexes = indexes.settings;
        Reading { draft, blocks, indexes: by_document }
    }
}

/// Whether a document says that it is XML.
fn begins_xml(text: &str) -> bool {
    let start = text.trim_start_matches('\u{FEFF}').trim_start();
    start.starts_with("<?xml")
}

/// How much is in the documents: words of all text, notes, headings, pictures, tables that do more than place text.
pub(super) fn came(known: &Known<'_>, roots: &[Id], instead: &HashMap<Id, String>) -> Counts {
    let tree = known.tree;
    let mut counts = Counts { notes: known.notes.list.len(), ..Counts::default() };
    for root in roots {
        let mut at = Some(*root);
        while let Some(id) = at {
            if known.furniture.contains_key(&id) {
                counts.words += words(&said::words(tree, id));
                at = tree.behind(id, *root);
                continue;
            }
            match tree.name(id) {
                name if super::marks::is_heading(name) && tree.short(id, 0).is_none() => {
                    counts.headings += 1
                }
                "img" => counts.pictures += 1,
                "" if tree.is(id, &ns!(svg), "svg") && instead.contains_key(&id) => {
                    counts.pictures += 1
                }
                "table" if tables::is_data(tree, id) => counts.tables += 1,
                _ => {}
            }
            at = tree.first(id).or_else(|| tree.behind(id, *root));
        }
        counts.words += said(known, *root, instead);
    }
    counts
}

/// The words of a document: of formulas and drawings, those that stand in their place, of notes in the line what they say, set apart.
fn said(known: &Known<'_>, root: Id, instead: &HashMap<Id, String>) -> usize {
    let inside = inside(known, instead);
    said::count_with(known.tree, root, &|id| {
        let other = inside.get(&id).or_else(|| instead.get(&id)).map(String::as_str);
        other.or_else(|| is_silent(known, id).then_some(""))
    })
}

/// By the elements that hold them: the words of the notes in the line.
fn inside(known: &Known<'_>, instead: &HashMap<Id, String>) -> HashMap<Id, String> {
    let with = |id: Id| {
        let other = instead.get(&id).map(String::as_str);
        other.or_else(|| is_silent(known, id).then_some(""))
    };
    let notes = known.notes.list.iter();
    let said = notes.filter_map(|note| {
        let (whole, body) = (note.inside?, known.tree.parent(*note.nodes.first()?)?);
        Some((whole, format!(" {} ", said::words_with(known.tree, body, &with))))
    });
    said.collect()
}

/// Whether what stands in an element is counted on no side, or apart.
fn is_silent(known: &Known<'_>, id: Id) -> bool {
    known.notes.backs.contains(&id)
        || known.notes.calls.contains_key(&id)
        || known.pages.contains_key(&id)
        || known.furniture.contains_key(&id)
}

/// Links to ids that stand for others lead to these; those to nothing are text.
fn settle_links(mut lists: Vec<&mut Vec<Block>>, aliases: &HashMap<String, String>) {
    let mut ids: HashSet<String> = HashSet::new();
    for list in &mut lists {
        walk::blocks_mut(list, &mut |block| ids.extend(block.id.clone()));
        walk::inlines_mut(list, &mut |inline| ids.extend(inline.id.clone()));
    }
    for list in lists {
        walk::inlines_mut(list, &mut |inline| {
            let InlineKind::Link { target: LinkTarget::Anchor { id }, content } = &mut inline.kind
            else {
                return;
            };
            if let Some(own) = aliases.get(id) {
                id.clone_from(own);
            }
            if !ids.contains(id) {
                let content = std::mem::take(content);
                inline.kind = InlineKind::Group { content };
            }
        });
        plain_groups(list);
    }
}

/// Groups that say nothing are what stands in them.
fn plain_groups(blocks: &mut [Block]) {
    fn line(list: &mut Vec<Inline>) {
        let mut out = Vec::with_capacity(list.len());
        for mut inline in list.drain(..) {
            if let Some(content) = inline.children_mut() {
                line(content);
            }
            match inline.kind {
                InlineKind::Group { content }
                    if inline.id.is_none() && inline.language.is_none() =>
                {
                    out.extend(content)
                }
                _ => out.push(inline),
            }
        }
        *list = out;
    }
    for block in blocks {
        walk::child_inlines_mut(block).into_iter().for_each(line);
        if let BlockKind::Table(table) = &mut block.kind {
            table.cells_mut().for_each(|cell| plain_groups(&mut cell.blocks));
            continue;
        }
        walk::child_blocks_mut(block).into_iter().for_each(|inner| plain_groups(inner));
    }
}
