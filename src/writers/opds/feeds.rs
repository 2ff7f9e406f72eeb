//! Which feeds there are, and what stands on which page.

use std::borrow::Cow;

use super::NEW;
use crate::list::{By, Catalogue, Group, Pages, Terms};
use crate::publication::Publication;

/// A page of a feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Page {
    /// Its path without ending and number.
    pub stem: String,
    /// Its number, from 1.
    pub number: usize,
    /// All pages of the feed.
    pub pages: Pages,
}

impl Page {
    /// Its path, with that ending.
    pub(super) fn path(&self, ending: &str) -> String {
        path(&self.stem, self.number, ending)
    }

    /// The other pages that it leads to, with their relations.
    pub(super) fn links(&self, ending: &str) -> Vec<(&'static str, String)> {
        let (number, last) = (self.number, self.pages.count());
        if last == 1 {
            return Vec::new();
        }
        let mut links = vec![("first", 1)];
        if number > 1 {
            links.push(("previous", number - 1));
        }
        if number < last {
            links.push(("next", number + 1));
        }
        links.push(("last", last));
        links.into_iter().map(|(rel, to)| (rel, path(&self.stem, to, ending))).collect()
    }
}

fn path(stem: &str, number: usize, ending: &str) -> String {
    match number {
        1 => format!("{stem}.{ending}"),
        _ => format!("{stem}/{number}.{ending}"),
    }
}

/// A feed of books.
#[derive(Debug)]
pub(super) struct Shelf<'a> {
    /// Its path without ending.
    pub stem: String,
    /// Its title.
    pub title: Cow<'a, str>,
    /// Places of its books.
    pub members: Cow<'a, [usize]>,
    /// The group that it shows, if it shows one.
    pub group: Option<&'a Group>,
}

/// A page of a feed of books, with the books.
#[derive(Debug)]
pub(super) struct Leaf<'a> {
    /// The feed.
    pub shelf: &'a Shelf<'a>,
    /// The page.
    pub page: Page,
    /// The books that stand on it.
    pub publications: &'a [Publication],
}

/// A page of a feed that leads to others.
#[derive(Debug)]
pub(super) struct Menu {
    /// The page.
    pub page: Page,
    /// Its title.
    pub title: String,
    /// Whether it is where the catalogue begins.
    pub is_start: bool,
    /// Where it leads to.
    pub ways: Vec<Way>,
}

impl Menu {
    /// Its path, with that ending.
    pub(super) fn path(&self, ending: &str) -> String {
        self.page.path(ending)
    }
}

/// A feed that another leads to.
#[derive(Debug)]
pub(super) struct Way {
    /// Its title.
    pub title: String,
    /// Its path without ending.
    pub stem: String,
    /// What it is to the feed that leads to it.
    pub rel: &'static str,
    /// Whether books stand in it, not feeds.
    pub acquisition: bool,
    /// How many books or feeds stand in it.
    pub count: usize,
    /// A sentence on it.
    pub said: String,
    /// When the newest of it appeared.
    pub updated: String,
}

/// The feed in which the catalogue begins.
pub(super) fn start(catalogue: &Catalogue) -> Menu {
    let terms = Terms::of(&catalogue.list.language);
    let updated = catalogue.updated().iso8601();
    let way = |title: &str, stem: String, rel, acquisition, count, said: String| Way {
        title: title.to_owned(),
        stem,
        rel,
        acquisition,
        count,
        said,
        updated: updated.clone(),
    };
    let (all, new) = (catalogue.entries.len(), catalogue.newest.len());
    let mut ways = vec![
        way(terms.newest, "opds/new".into(), NEW, true, new, (terms.books)(new)),
        way(terms.all, "opds/all".into(), "subsection", true, all, (terms.books)(all)),
    ];
    for by in By::ALL {
        let groups = catalogue.groups(by);
        if !groups.is_empty() {
            let names: Vec<&str> = groups.iter().take(3).map(|group| &*group.name).collect();
            let more = if groups.len() > 3 { " …" } else { "" };
            let said = format!("{}{more}", names.join(" · "));
            let (stem, count) = (format!("opds/{}", by.index()), groups.len());
            ways.push(way(terms.by(by), stem, "subsection", false, count, said));
        }
    }
    let page =
        Page { stem: "opds/index".into(), number: 1, pages: Pages::new(ways.len(), ways.len()) };
    Menu { page, title: catalogue.list.title.clone(), is_start: true, ways }
}

/// The pages of the feed that leads to the groups of a kind.
pub(super) fn indexes(catalogue: &Catalogue, by: By) -> Vec<Menu> {
    let terms = Terms::of(&catalogue.list.language);
    let groups = catalogue.groups(by);
    let pages = Pages::new(groups.len(), catalogue.list.per_page);
    let stem = format!("opds/{}", by.index());
    let menus = (1..=pages.count()).map(|number| Menu {
        page: Page { stem: stem.clone(), number, pages },
        title: terms.by(by).to_owned(),
        is_start: false,
        ways: pages.slice(groups, number).iter().map(|group| way(catalogue, group)).collect(),
    });
    menus.collect()
}

fn way(catalogue: &Catalogue, group: &Group) -> Way {
    let count = group.members.len();
    Way {
        title: group.name.clone(),
        stem: stem(group),
        rel: "subsection",
        acquisition: true,
        count,
        said: (Terms::of(&catalogue.list.language).books)(count),
        updated: catalogue.updated_of(&group.members).iso8601(),
    }
}

/// The path of the feed of a group, without ending.
pub(super) fn stem(group: &Group) -> String {
    format!("opds/{}/{}", group.by.folder(), group.slug)
}

/// The feeds of books: the newest, all, and those of every group.
pub(super) fn shelves(catalogue: &Catalogue) -> impl Iterator<Item = Shelf<'_>> {
    let terms = Terms::of(&catalogue.list.language);
    let shelf = |stem: &str, title, members: Cow<'static, [usize]>| Shelf {
        stem: stem.to_owned(),
        title: Cow::Borrowed(title),
        members,
        group: None,
    };
    let all = (0..catalogue.entries.len()).collect();
    let whole = [
        shelf("opds/new", terms.newest, Cow::Owned(catalogue.newest.clone())),
        shelf("opds/all", terms.all, Cow::Owned(all)),
    ];
    let groups = By::ALL.into_iter().flat_map(|by| catalogue.groups(by));
    whole.into_iter().chain(groups.map(|group| Shelf {
        stem: stem(group),
        title: Cow::Borrowed(&group.name),
        members: Cow::Borrowed(&group.members),
        group: Some(group),
    }))
}

/// The groups of a kind that are offered beside a feed: those with the most books, and the one that is shown.
pub(super) fn facets<'a>(
    catalogue: &'a Catalogue,
    by: By,
    shown: Option<&'a Group>,
) -> Vec<&'a Group> {
    let mut facets: Vec<&Group> = catalogue.largest(by).collect();
    let shown = shown.filter(|group| group.by == by);
    facets.extend(shown.filter(|group| facets.iter().all(|other| other.key != group.key)));
    facets
}
