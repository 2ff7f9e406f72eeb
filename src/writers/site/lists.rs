//! The pages on which several books stand: all, the newest, those of a group; and the lists of groups.

use std::io;

use serde_json::{Value, json};

use super::cards::{byline, cards, found_by};
use super::frame::Page;
use super::{PAGE, Site, WHOLE, Words};
use crate::ir::IndexOrder;
use crate::language::Collation;
use crate::list::{By, Group, Pages};
use crate::xml::{Element, Node};

/// Writes them all.
pub(super) fn write(site: &mut Site<'_, '_>) -> io::Result<()> {
    let words = site.words;
    let catalogue = words.catalogue;
    let all: Vec<usize> = (0..catalogue.entries.len()).collect();
    let title = words.shared.all;
    shelf(site, &Shelf { first: "index.html", rest: "page", title, members: &all, group: None })?;
    if catalogue.entries.len() > WHOLE {
        site.put.file("search.json", search(&words))?;
    }
    if !catalogue.newest.is_empty() {
        let (title, members) = (words.shared.newest, &catalogue.newest[..]);
        shelf(site, &Shelf { first: "new.html", rest: "new", title, members, group: None })?;
    }
    for by in By::ALL.into_iter().filter(|by| !catalogue.groups(*by).is_empty()) {
        let page = index(&words, by);
        site.page(&page.path, None, page.html(&words))?;
        for group in catalogue.groups(by) {
            let first = Words::group(group);
            let rest = first.trim_end_matches(".html");
            let (title, members) = (&group.name, &group.members);
            shelf(site, &Shelf { first: &first, rest, title, members, group: Some(group) })?;
        }
    }
    Ok(())
}

/// Books that stand together.
struct Shelf<'a> {
    /// The path of the first page.
    first: &'a str,
    /// The folder of the others.
    rest: &'a str,
    title: &'a str,
    members: &'a [usize],
    group: Option<&'a Group>,
}

impl Shelf<'_> {
    fn path(&self, number: usize) -> String {
        if number == 1 { self.first.to_owned() } else { format!("{}/{number}.html", self.rest) }
    }
}

fn shelf(site: &mut Site<'_, '_>, shelf: &Shelf<'_>) -> io::Result<()> {
    let words = site.words;
    let per_page = if shelf.members.len() <= WHOLE { WHOLE } else { PAGE };
    let pages = Pages::new(shelf.members.len(), per_page);
    for number in 1..=pages.count() {
        let page = leaf(&words, shelf, pages, number);
        site.page(&page.path, None, page.html(&words))?;
    }
    Ok(())
}

fn leaf(words: &Words<'_>, shelf: &Shelf<'_>, pages: Pages, number: usize) -> Page {
    let home = shelf.first == "index.html";
    let title = match number {
        1 => shelf.title.to_owned(),
        _ => format!("{}, {}", shelf.title, (words.shared.page)(number, pages.count())),
    };
    let mut page = Page::new(shelf.path(number), title);
    page.description = if home { words.catalogue.list.description.clone() } else { None };
    if number > 1 {
        page.beside.push(("prev", shelf.path(number - 1)));
    }
    if number < pages.count() {
        page.beside.push(("next", shelf.path(number + 1)));
    }
    page.data = (home && number == 1).then(|| about(words));
    let kind = shelf.group.map(|group| {
        let to = Element::new("a").attr("href", page.to(&Words::index(group.by)));
        Element::new("p").attr("class", "kind").child(to.text(words.shared.one(group.by)))
    });
    let heading =
        (!(home && number == 1)).then(|| Element::new("h1").attr("dir", "auto").text(&*page.title));
    let count = (words.shared.books)(shelf.members.len());
    let count = Element::new("p").attr("class", "count").attr("id", "count").text(count);
    let mut main: Vec<Element> = kind.into_iter().chain(heading).collect();
    let members = pages.slice(shelf.members, number);
    if members.len() > 1 {
        let whole = pages.count() == 1;
        let index = (home && !whole).then(|| page.to("search.json"));
        if whole || home {
            main.push(finder(words, members, index, whole));
        }
    }
    main.push(count);
    main.push(match members.is_empty() {
        true => Element::new("p").text(words.terms.empty),
        false => cards(words, &page, members),
    });
    main.extend(turns(words, shelf, &page, pages, number));
    page.main = main.into_iter().map(Node::from).collect();
    page
}

/// What the script finds and orders with: hidden, where no script shows it.
fn finder(words: &Words<'_>, members: &[usize], index: Option<String>, orders: bool) -> Element {
    let terms = words.terms;
    let search =
        Element::new("input").attr("type", "search").attr("id", "find").attr("autocomplete", "off");
    let label = |text: &str, of: &str| Element::new("label").attr("for", of).text(text);
    let field = |label: Element, control: Element| Element::new("p").child(label).child(control);
    let mut form = Element::new("form")
        .attr("role", "search")
        .attr("class", "finder")
        .attr("hidden", "")
        .maybe("data-index", index)
        .attr("data-found", terms.found)
        .attr("data-one", terms.found_one)
        .attr("data-none", terms.found_none)
        .child(field(label(terms.find, "find"), search));
    let option = |value: &str, text: &str| Element::new("option").attr("value", value).text(text);
    let spoken = |group: &&Group| {
        let of = |at: &usize| words.catalogue.entries[*at].language.primary() == group.key;
        members.iter().any(of)
    };
    let languages: Vec<&Group> =
        words.catalogue.groups(By::Language).iter().filter(spoken).collect();
    if orders && languages.len() > 1 {
        let options = languages.iter().map(|group| option(&group.key, &group.name));
        let select = Element::new("select").attr("id", "language").child(option("", terms.any));
        form = form.child(field(
            label(words.shared.one(By::Language), "language"),
            select.children(options),
        ));
    }
    if orders {
        let select = Element::new("select")
            .attr("id", "order")
            .child(option("list", terms.by_name))
            .child(option("new", terms.newest_first))
            .child(option("old", terms.oldest_first));
        form = form.child(field(label(terms.order, "order"), select));
    }
    form.child(Element::new("p").attr("id", "found").attr("role", "status"))
}

/// The ways to the other pages of the same.
fn turns(
    words: &Words<'_>,
    shelf: &Shelf<'_>,
    page: &Page,
    pages: Pages,
    number: usize,
) -> Option<Element> {
    let last = pages.count();
    if last == 1 {
        return None;
    }
    let to = |number: usize, name: &str| {
        Element::new("a").attr("href", page.to(&shelf.path(number))).text(name)
    };
    let near = |other: &usize| *other == 1 || *other == last || other.abs_diff(number) <= 2;
    let mut items = Vec::new();
    if number > 1 {
        items.push(Element::new("li").child(to(number - 1, words.terms.previous)));
    }
    let mut before = 0;
    for other in (1..=last).filter(near) {
        if other > before + 1 {
            items.push(Element::new("li").text("…"));
        }
        let here = (other == number).then_some("page");
        items.push(
            Element::new("li").child(to(other, &other.to_string()).maybe("aria-current", here)),
        );
        before = other;
    }
    if number < last {
        items.push(Element::new("li").child(to(number + 1, words.terms.next)));
    }
    let nav = Element::new("nav").attr("class", "turns").attr("aria-label", words.terms.pages_of);
    Some(nav.child(Element::new("ul").children(items)))
}

/// The list of the groups of a kind, under their initials where there are many.
fn index(words: &Words<'_>, by: By) -> Page {
    let catalogue = words.catalogue;
    let mut page = Page::new(Words::index(by), words.shared.by(by).to_owned());
    let groups = catalogue.groups(by);
    let mut main = vec![Element::new("h1").text(&*page.title)];
    let collation = Collation::new(&catalogue.list.language, IndexOrder::Names);
    let initial = |group: &&Group| match groups.len() > 30 {
        true => collation.initial(if by == By::Author { &group.key } else { &group.name }),
        false => String::new(),
    };
    let named: Vec<(String, &Group)> =
        groups.iter().map(|group| (initial(&group), group)).collect();
    for part in named.chunk_by(|a, b| a.0 == b.0) {
        if !part[0].0.is_empty() {
            main.push(Element::new("h2").attr("class", "initial").text(&*part[0].0));
        }
        let items = part.iter().map(|(_, group)| named_group(words, &page, group));
        main.push(Element::new("ul").attr("class", "groups").children(items));
    }
    page.main = main.into_iter().map(Node::from).collect();
    page
}

fn named_group(words: &Words<'_>, page: &Page, group: &Group) -> Element {
    let name = if group.by == By::Author { &group.key } else { &group.name };
    let name = Element::new("a")
        .attr("href", page.to(&Words::group(group)))
        .attr("dir", "auto")
        .text(&**name);
    let count = Element::new("span")
        .attr("class", "count")
        .text(format!(" {}", (words.shared.books)(group.members.len())));
    Element::new("li").child(name).child(count)
}

/// What the script of a list on several pages looks into: for each book its path, title, names, year and what it is found by.
fn search(words: &Words<'_>) -> Vec<u8> {
    let rows = words.catalogue.entries.iter().map(|entry| {
        json!([entry.slug, entry.title, byline(words, entry), entry.date.year, found_by(entry)])
    });
    let rows: Vec<String> = rows.map(|row: Value| row.to_string()).collect();
    format!("[\n{}\n]\n", rows.join(",\n")).into_bytes()
}

/// The list, in the words of schema.org.
fn about(words: &Words<'_>) -> Value {
    let list = &words.catalogue.list;
    let mut about = json!({
        "@context": "https://schema.org",
        "@type": "CollectionPage",
        "name": list.title,
        "url": list.address_of(""),
        "inLanguage": list.language.as_str(),
        "mainEntity": { "@type": "ItemList", "numberOfItems": words.catalogue.entries.len() },
    });
    if let Some(said) = &list.description {
        about["description"] = json!(said);
    }
    if let Some(name) = &list.publisher {
        about["publisher"] = json!({ "@type": "Organization", "name": name });
    }
    about
}
