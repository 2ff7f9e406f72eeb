//! Where pages of the printed edition begin, and what they are called.

use std::collections::HashMap;

use super::tree::{Id, Tree};

/// The elements that mark the beginning of a page, by what the page is called.
pub(in crate::import::read) type Pages = HashMap<Id, String>;

/// Finds the marks of pages in documents.
pub(in crate::import::read) fn find(tree: &Tree, roots: &[Id]) -> Pages {
    let mut pages = Pages::new();
    let mut of_source = false;
    for id in roots.iter().flat_map(|root| tree.descend(*root)) {
        // One within another names the same page.
        if tree.parent(id).is_some_and(|up| pages.contains_key(&up)) {
            continue;
        }
        if let Some(label) = page(tree, id) {
            of_source |= tree.attr(id, "data-page").is_some();
            pages.insert(id, label);
        }
    }
    // Where the pages of the source are marked, other marks are those of this edition's own print.
    if of_source {
        pages.retain(|id, _| tree.attr(*id, "data-page").is_some());
    }
    pages
}

/// What a page is called that begins at an element, if one does.
fn page(tree: &Tree, id: Id) -> Option<String> {
    tree.element(id)?;
    let typed = tree.has_type(id, &["pagebreak"]);
    let classed = tree.has_class(id, is_page_class);
    let named = || {
        let names = [tree.attr(id, "id"), tree.attr(id, "name")];
        names.into_iter().flatten().find_map(of_id)
    };
    if !typed && !classed {
        // An anchor with nothing in it, or with the number in brackets.
        let anchor = matches!(tree.name(id), "a" | "span") && tree.attr(id, "href").is_none();
        let label = anchor.then(named).flatten()?;
        let said = tree.short(id, 14)?;
        return (said.is_empty() || number(&said).as_deref() == Some(&label)).then_some(label);
    }
    let said = tree.short(id, 24)?;
    let told = ["data-page", "data-page-number", "title", "aria-label"];
    let told = told.iter().filter_map(|name| tree.attr(id, name)).find_map(number);
    let inner = || {
        tree.elements(id).find_map(|inner| {
            let names = [tree.attr(inner, "id"), tree.attr(inner, "name")];
            names.into_iter().flatten().find_map(of_id)
        })
    };
    if !said.is_empty() && number(&said).is_none() {
        return None;
    }
    told.or_else(|| number(&said))
        .or_else(named)
        .or_else(inner)
        .or_else(|| typed.then(|| tree.attr(id, "id").and_then(number)).flatten())
}

fn is_page_class(class: &str) -> bool {
    let class = class.to_ascii_lowercase().replace(['-', '_'], "");
    matches!(
        class.as_str(),
        "pagenum"
            | "pageno"
            | "pagenumber"
            | "pagebreak"
            | "pb"
            | "pagestart"
            | "newpage"
            | "seite"
            | "seitenzahl"
            | "seitennummer"
            | "seitenumbruch"
            | "sourcepage"
            | "wspagenum"
            | "pagina"
            | "dtapb"
            | "teipb"
            | "page"
            | "pgnum"
            | "folio"
    )
}

/// The page that an id names: `Page_5`, `Seite_12`, `page-xii`.
fn of_id(id: &str) -> Option<String> {
    let lower = id.to_ascii_lowercase();
    let rest = ["pagebreak", "pagenum", "page", "seite", "pg", "pb"]
        .iter()
        .find_map(|word| lower.strip_prefix(word))?;
    let start = id.len() - rest.len();
    let bare = id[start..].trim_start_matches(['_', '-', '.']);
    is_number(bare).then(|| bare.to_owned())
}

/// The number of a page in what is said of it: `[Pg 5]`, `{12}`, `Seite 5`, `S. xii`.
pub(super) fn number(said: &str) -> Option<String> {
    let around = |c: char| c.is_whitespace() || "[](){}|<>–—-:.,/".contains(c);
    let bare = said.trim().trim_matches(around);
    let words =
        ["Page", "page", "Pg", "pg", "Seite", "seite", "S.", "p.", "P.", "pag.", "Pag.", "S", "p"];
    let cut = words.iter().find_map(|word| bare.strip_prefix(word));
    let bare = cut
        .filter(|rest| rest.starts_with(around) || rest.starts_with(|c: char| c.is_ascii_digit()))
        .unwrap_or(bare);
    let bare = bare.trim_matches(around);
    is_number(bare).then(|| bare.to_owned())
}

/// Whether a text is the number of a page: `12`, `12a`, `xii`, `A3`, `*5`.
fn is_number(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let others = text.chars().count() - digits;
    let plain = text.chars().all(|c| c.is_ascii_alphanumeric() || c == '*');
    let roman = |text: &str| {
        !text.is_empty()
            && text.len() <= 9
            && text.chars().all(|c| "ivxlcdm".contains(c.to_ascii_lowercase()))
    };
    plain && ((1..=5).contains(&digits) && others <= 2 || roman(text))
}

#[cfg(test)]
mod tests {
    use super::{number, of_id};

    #[test]
    fn pages_are_called_by_their_numbers() {
        for (said, bare) in [
            ("[Pg 5]", "5"),
            ("{12}", "12"),
            ("Seite 5", "5"),
            ("S. xii", "xii"),
            ("[S. 3]", "3"),
            ("12a", "12a"),
        ] {
            assert_eq!(number(said).as_deref(), Some(bare), "{said}");
        }
        for said in ["", "Seite", "siehe Seite 5", "Kapitel 3"] {
            assert_eq!(number(said), None, "{said}");
        }
        assert_eq!(of_id("Page_5").as_deref(), Some("5"));
        assert_eq!(of_id("Seite_12").as_deref(), Some("12"));
        assert_eq!(of_id("page"), None);
        assert_eq!(of_id("paget"), None);
    }
}
