//! The text of a page and what stands around it: menus, advertisements, comments, lists of contents.

use std::collections::HashMap;

use super::around::{around, is_of_readers, says_notes};
use super::links::Links;
use super::marks::{is_block_name, is_heading};
use super::notes::Notes;
use super::said::is_silent;
use super::style::{Display, Style};
use super::tree::{Data, Id, Tree};

/// What of the page's text the part that calls itself the text must hold, of a hundred.
const MOST_OF_IT: usize = 50;

/// How much text stands in each element, and how much of it in links.
pub(super) struct Weights {
    text: Vec<u32>,
    linked: Vec<u32>,
}

impl Weights {
    /// How many letters stand in an element, and how many of them in links.
    pub(super) fn of_element(&self, id: Id) -> (u32, u32) {
        (self.text[id.index()], self.linked[id.index()])
    }

    fn of(tree: &Tree, root: Id, styles: &[Style]) -> Self {
        let mut weights = Self { text: vec![0; tree.len()], linked: vec![0; tree.len()] };
        let order: Vec<Id> = tree.descend(root).collect();
        for id in order.iter().rev() {
            let own = match tree.data(*id) {
                Data::Text(text) => {
                    let letters = text.chars().filter(|c| !c.is_whitespace()).count();
                    u32::try_from(letters).unwrap_or(u32::MAX)
                }
                _ => weights.text[id.index()],
            };
            let silent = is_silent(tree.name(*id)) || styles[id.index()].display == Display::None;
            let own = if silent { 0 } else { own };
            weights.text[id.index()] = own;
            let linked = if tree.name(*id) == "a" && tree.attr(*id, "href").is_some() {
                own
            } else {
                weights.linked[id.index()].min(own)
            };
            weights.linked[id.index()] = linked;
            if let Some(parent) = tree.parent(*id) {
                weights.text[parent.index()] = weights.text[parent.index()].saturating_add(own);
                weights.linked[parent.index()] =
                    weights.linked[parent.index()].saturating_add(linked);
            }
        }
        weights
    }
}

/// What of a page is no part of its text, and why.
pub(super) fn furniture(
    tree: &Tree,
    root: Id,
    styles: &[Style],
    links: &Links,
    notes: &Notes,
) -> HashMap<Id, &'static str> {
    let weights = Weights::of(tree, root, styles);
    let mut out = HashMap::new();
    let holds_note = |id: Id| tree.descend(id).any(|one| notes.taken.contains(&one));
    let body = tree.descend(root).find(|id| tree.name(*id) == "body").unwrap_or(root);
    let total = weights.text[body.index()] as usize;
    let main = tree
        .descend(body)
        .skip(1)
        .filter(|id| {
            is_main(tree, *id) && weights.text[id.index()] as usize * 100 >= total * MOST_OF_IT
        })
        .filter(|id| (weights.linked[id.index()] * 2) < weights.text[id.index()])
        .last();
    if let Some(main) = main {
        let mut inner = main;
        while inner != body {
            let Some(parent) = tree.parent(inner) else { break };
            for sibling in tree.elements(parent).filter(|one| *one != inner) {
                if !is_silent(tree.name(sibling))
                    && weights.text[sibling.index()] > 0
                    && !holds_note(sibling)
                    && !says_notes(tree, sibling)
                {
                    out.insert(sibling, "part of the page around the text");
                }
            }
            inner = parent;
        }
    }
    let top = main.unwrap_or(body);
    let whole = weights.text[top.index()].max(1);
    let mut at = tree.first(top);
    while let Some(id) = at {
        let own = weights.text[id.index()];
        let small = own * 5 < whole * 2;
        let of_readers = own * 10 < whole * 9 && is_of_readers(tree, id);
        let may_be = (small || of_readers) && !out.contains_key(&id);
        let found = tree.element(id).filter(|_| may_be).and_then(|_| {
            if of_readers {
                return (!holds_note(id)).then_some("comments of readers");
            }
            let why = reason(tree, id, own, weights.linked[id.index()], main.is_some())?;
            (!holds_note(id)).then_some(why)
        });
        if let Some(why) = found {
            out.insert(id, why);
        }
        at = match out.contains_key(&id) {
            true => tree.behind(id, top),
            false => tree.first(id).or_else(|| tree.behind(id, top)),
        };
    }
    contents(tree, top, links, notes, &weights, &mut out);
    for id in around(tree, top, &weights) {
        if !out.contains_key(&id) && !holds_note(id) {
            out.insert(id, "part of the page around the text");
        }
    }
    out
}

/// Whether an element says that the text of the page stands in it.
fn is_main(tree: &Tree, id: Id) -> bool {
    let names = || tree.words(id, "class").chain(tree.words(id, "id"));
    matches!(tree.name(id), "main" | "article")
        || tree.attr(id, "role") == Some("main")
        || tree.words(id, "itemprop").any(|one| matches!(one, "articleBody" | "text"))
        || names().any(|name| {
            matches!(
                name.to_ascii_lowercase().as_str(),
                "mw-content-text"
                    | "mw-parser-output"
                    | "entry-content"
                    | "post-content"
                    | "article-content"
                    | "article-body"
                    | "articlebody"
                    | "post-body"
                    | "story-body"
                    | "post-entry"
                    | "articletext"
                    | "article-text"
                    | "prp-pages-output"
                    | "td-post-content"
                    | "e-content"
                    | "h-entry"
                    | "hentry"
                    | "thework"
            )
        })
}

/// Why an element of a page is no part of its text, if it is none; `text` letters stand in it, `linked` of them in links.
fn reason(tree: &Tree, id: Id, text: u32, linked: u32, has_main: bool) -> Option<&'static str> {
    let name = tree.name(id);
    let role = tree.attr(id, "role").unwrap_or_default();
    let linked = linked * 5 >= text * 2;
    if tree.has_type(id, &["toc"]) {
        return Some("list of contents");
    }
    if matches!(
        role,
        "navigation"
            | "search"
            | "banner"
            | "contentinfo"
            | "menu"
            | "menubar"
            | "dialog"
            | "alertdialog"
            | "tablist"
            | "toolbar"
    ) {
        return Some("menu of the page");
    }
    match name {
        "nav" | "menu" | "dialog" | "search" => return Some("menu of the page"),
        "form" if text < 600 => return Some("form of the page"),
        "aside"
            if (linked || role == "complementary")
                && !tree.has_type(id, &["footnote", "endnote", "note", "pullquote"]) =>
        {
            return Some("part of the page beside the text");
        }
        "footer" | "header"
            if !has_main
                && tree
                    .ancestors(id)
                    .all(|up| matches!(tree.name(up), "body" | "html" | "div" | "")) =>
        {
            let head = tree.descend(id).any(|one| tree.name(one) == "h1");
            return (!head && (linked || name == "footer"))
                .then_some("part of the page around the text");
        }
        _ => {}
    }
    let names = tree.words(id, "class").chain(tree.words(id, "id"));
    for own in names {
        let lower = own.to_ascii_lowercase();
        if matches!(
            lower.as_str(),
            "toc" | "table-of-contents" | "toctitle" | "mw-toc" | "ez-toc-container"
        ) && text > 0
        {
            return Some("list of contents");
        }
        if matches!(
            lower.as_str(),
            "comments"
                | "comment-list"
                | "commentlist"
                | "respond"
                | "disqus_thread"
                | "comments-area"
        ) {
            return Some("comments of readers");
        }
        let plain = matches!(
            lower.as_str(),
            "mw-editsection"
                | "noprint"
                | "navbox"
                | "catlinks"
                | "printfooter"
                | "sharedaddy"
                | "jp-relatedposts"
                | "mw-jump-link"
                | "screen-reader-text"
                | "skip-link"
                | "ws-noexport"
                | "sistersitebox"
                | "metadata"
                | "mw-empty-elt"
                | "mw-indicators"
                | "vector-header"
                | "mw-footer"
                | "cookie-notice"
                | "wp-block-buttons"
                | "post-navigation"
                | "nav-links"
                | "addtoany_share_save_container"
                | "headertemplate"
                | "ws-header"
                | "header-notes"
                | "wst-header"
        );
        let like = || {
            lower.split(['-', '_']).any(|word| {
                matches!(
                    word,
                    "nav"
                        | "navbar"
                        | "navigation"
                        | "menu"
                        | "sidebar"
                        | "breadcrumb"
                        | "breadcrumbs"
                        | "share"
                        | "sharing"
                        | "social"
                        | "cookie"
                        | "cookies"
                        | "related"
                        | "newsletter"
                        | "subscribe"
                        | "advert"
                        | "advertisement"
                        | "pagination"
                        | "pager"
                        | "toolbar"
                        | "widget"
                        | "promo"
                        | "sponsor"
                        | "masthead"
                        | "footer"
                        | "ad"
                        | "ads"
                        | "adslot"
                        | "advertising"
                        | "outbrain"
                        | "taboola"
                        | "trending"
                        | "recommended"
                        | "recommendations"
                        | "promoted"
                        | "sponsored"
                        | "signup"
                        | "teaser"
                        | "teasers"
                        | "rail"
                )
            })
        };
        if plain || (like() && is_block_name(name) && (linked || text < 200)) {
            return Some("part of the page around the text");
        }
    }
    None
}

/// Lists of contents in the documents of a book.
pub(super) fn lists_of_contents(
    tree: &Tree,
    roots: &[Id],
    styles: &[Style],
    links: &Links,
    notes: &Notes,
) -> HashMap<Id, &'static str> {
    let mut out = HashMap::new();
    for root in roots {
        let weights = Weights::of(tree, *root, styles);
        let body = tree.descend(*root).find(|id| tree.name(*id) == "body").unwrap_or(*root);
        contents(tree, body, links, notes, &weights, &mut out);
    }
    out
}

/// Lists of links that say what the headings of the page say: the list of contents.
fn contents(
    tree: &Tree,
    top: Id,
    links: &Links,
    notes: &Notes,
    weights: &Weights,
    out: &mut HashMap<Id, &'static str>,
) {
    let mut matched: HashMap<Id, (u32, u32)> = HashMap::new();
    let file = tree.file(top);
    for (link, target) in links.all().iter().filter(|(link, _)| tree.file(*link) == file) {
        if notes.calls.contains_key(link)
            || notes.backs.contains(link)
            || weights.text[link.index()] == 0
        {
            continue;
        }
        let fits =
            heading_at(tree, *target).is_some_and(|heading| says_the_same(tree, *link, heading));
        if fits && !tree.ancestors(*link).any(|up| is_heading(tree.name(up))) {
            for up in tree.ancestors(*link).take_while(|up| *up != top) {
                let entry = matched.entry(up).or_default();
                entry.0 += 1;
                entry.1 += weights.text[link.index()];
            }
        }
    }
    let is_list = |id: &Id| {
        let text = weights.text[id.index()];
        matched.get(id).is_some_and(|(count, linked)| {
            *count >= 3 && (weights.linked[id.index()].max(*linked)) * 10 >= text * 6
        })
    };
    for id in tree.descend(top).collect::<Vec<Id>>() {
        let around = tree.ancestors(id).any(|up| out.contains_key(&up));
        let block =
            is_block_name(tree.name(id)) && !matches!(tree.name(id), "body" | "main" | "article");
        if around || !block || out.contains_key(&id) || !is_list(&id) {
            continue;
        }
        let holds_heads = tree.descend(id).filter(|one| is_heading(tree.name(*one))).count() > 1;
        if holds_heads {
            continue;
        }
        out.insert(id, "list of contents");
        let before = std::iter::successors(tree.previous(id), |at| tree.previous(*at));
        let before = before.into_iter().find(|one| weights.text[one.index()] > 0);
        if let Some(title) = before.filter(|one| names_contents(tree, *one)) {
            out.insert(title, "list of contents");
        }
    }
}

fn names_contents(tree: &Tree, id: Id) -> bool {
    let said = tree.short(id, 40).unwrap_or_default();
    let said = said.trim_matches(|c: char| !c.is_alphanumeric());
    crate::language::section_called(said) == Some(crate::ir::Role::Contents)
}

/// The heading that a link leads to: its target, what that stands in, or what follows it at once.
fn heading_at(tree: &Tree, target: Id) -> Option<Id> {
    let top = tree.ancestors(target).last().unwrap_or(target);
    let target = match tree.data(target) {
        Data::Root => tree.descend(target).find(|id| tree.name(*id) == "body").unwrap_or(target),
        _ => target,
    };
    let is_head = |id: &Id| is_heading(tree.name(*id));
    let around = std::iter::once(target).chain(tree.ancestors(target).take(3)).find(is_head);
    around.or_else(|| {
        let mut at = Some(target);
        let mut letters = 0;
        for _ in 0..40 {
            let id = at?;
            if is_head(&id) {
                return Some(id);
            }
            if let Data::Text(text) = tree.data(id) {
                letters += text.trim().len();
                if letters > 12 {
                    return None;
                }
            }
            at = tree.first(id).or_else(|| tree.behind(id, top));
        }
        None
    })
}

fn says_the_same(tree: &Tree, link: Id, heading: Id) -> bool {
    let bare = |id: Id| -> String {
        tree.said(id)
            .chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .take(200)
            .collect()
    };
    let (one, other) = (bare(link), bare(heading));
    !one.is_empty() && (other.contains(&one) || (!other.is_empty() && one.contains(&other)))
}
