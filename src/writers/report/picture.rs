//! Pictures of pages, made small: three hundred of them share the outlines of their letters.
//!
//! A picture comes as SVG in which every letter is a `use` of an outline defined in the same file. Here
//! outlines are kept once for the whole book, letters in a row become pairs of name and place, and only
//! what draws is taken over: elements and attributes that are not listed are left out.

use std::collections::{HashMap, HashSet};

use super::drawing::read;
use super::node::{Element, Syntax, number};
use super::plate;
use crate::xml::Node;

/// The pictures of a book.
#[derive(Debug, Default)]
pub(super) struct Pictures {
    /// The outlines, as SVG.
    pub(super) shapes: String,
    /// What each page shows, as SVG, with letters as `letters="name place name place"`.
    pub(super) pages: Vec<String>,
}

/// Makes the pictures of all pages small. What cannot be read gives an empty page.
pub(super) fn shrink(pages: &[String]) -> Pictures {
    let mut shapes = Shapes::default();
    let drawn = pages.iter().map(|svg| {
        let Some(drawing) = read(svg) else { return String::new() };
        let mut out = String::new();
        for child in shapes.taken(drawing.children) {
            out.push_str(&child.fragment(Syntax::Svg));
        }
        out
    });
    let pages = drawn.collect();
    Pictures { shapes: shapes.written, pages }
}

/// The outlines that were met, with short names.
#[derive(Default)]
struct Shapes {
    names: HashMap<String, String>,
    known: HashSet<String>,
    written: String,
}

impl Shapes {
    /// A short name, the same for the same id.
    fn name(&mut self, id: &str) -> String {
        let next = format!("_{:x}", self.names.len());
        self.names.entry(id.to_owned()).or_insert(next).clone()
    }

    /// The drawings made small, without those that draw nothing themselves.
    fn taken(&mut self, drawings: Vec<Node>) -> Vec<Element> {
        let elements = drawings.into_iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        });
        elements.filter_map(|element| self.take(element)).collect()
    }

    /// The drawing made small; none if it draws nothing itself.
    fn take(&mut self, mut drawing: Element) -> Option<Element> {
        if drawing.name == "symbol" {
            self.define(drawing);
            return None;
        }
        for (name, value) in &mut drawing.attributes {
            if *name == "transform" {
                *value = rounded(value);
            } else if *name == "id" {
                *value = self.name(value);
            } else if let Some(id) = value.strip_prefix("url(#").and_then(|v| v.strip_suffix(')')) {
                *value = format!("url(#{})", self.name(id));
            } else if *name == "href" {
                *value = match value.strip_prefix('#') {
                    Some(id) => format!("#{}", self.name(id)),
                    None => plate::shrink(std::mem::take(value)),
                };
            }
        }
        if let Some(row) = self.row(&drawing) {
            return Some(row);
        }
        let inside = std::mem::take(&mut drawing.children);
        let drawing = drawing.children(self.taken(inside));
        let holder = matches!(drawing.name, "g" | "defs");
        (!holder || !drawing.children.is_empty()).then_some(drawing)
    }

    /// Keeps an outline once.
    fn define(&mut self, mut symbol: Element) {
        let Some(id) = symbol.value("id").map(|id| self.name(id)) else { return };
        if !self.known.insert(id.clone()) {
            return;
        }
        symbol.name = "g";
        symbol.attributes = vec![("id", id)];
        self.written.push_str(&symbol.fragment(Syntax::Svg));
    }

    /// Letters on one baseline with one fill, as a list.
    fn row(&mut self, group: &Element) -> Option<Element> {
        let first = group.elements().next()?;
        let fill = first.value("fill")?;
        let plain = |letter: &Element| {
            letter.name == "use"
                && letter.value("fill") == Some(fill)
                && letter.attributes.iter().all(|(name, value)| {
                    matches!(*name, "href" | "x" | "fill") || (*name == "y" && value == "0")
                })
        };
        if group.name != "g" || !group.elements().all(plain) {
            return None;
        }
        let mut list = String::new();
        for letter in group.elements() {
            let place = letter.value("x").unwrap_or("0").parse().unwrap_or(0.0);
            let name = letter.value("href").unwrap_or_default().trim_start_matches('#');
            if !list.is_empty() {
                list.push(' ');
            }
            list.push_str(&self.name(name));
            list.push(' ');
            list.push_str(&number(place));
        }
        let mut row = Element::new("g").attr("fill", fill).attr("letters", list);
        row.attributes.splice(0..0, group.attributes.clone());
        Some(row)
    }
}

/// A transformation with numbers of four decimals: a ten-thousandth of a point cannot be seen.
fn rounded(transform: &str) -> String {
    let Some((name, rest)) = transform.split_once('(') else { return transform.to_owned() };
    let numbers: Option<Vec<f64>> =
        rest.strip_suffix(')').and_then(|all| all.split(' ').map(|one| one.parse().ok()).collect());
    let Some(numbers) = numbers else { return transform.to_owned() };
    let short = numbers.iter().map(|one| ((one * 1e4).round() / 1e4).to_string());
    format!("{name}({})", short.collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r##"<svg viewBox="0 0 9 9" xmlns:xlink="http://www.w3.org/1999/xlink"><g>
        <g transform="matrix(1 0 0 -1 3 4)"><use xlink:href="#gAB" x="0" y="0" fill="#000" fill-rule="nonzero"/><use
        xlink:href="#gCD" x="5.1234" y="0" fill="#000"/></g><script>alert(1)</script>
        <rect width="3" onclick="alert(1)" clip-path="url(#cEF)"/></g><defs><symbol id="gAB"
        overflow="visible"><path d="M0 0"/></symbol><symbol id="gCD"><path d="M1 1"/></symbol></defs>
        <defs><clipPath id="cEF"><path d="M2 2"/></clipPath></defs></svg>"##;

    #[test]
    fn pages_share_outlines_and_keep_only_what_draws() {
        let pictures = shrink(&[PAGE.to_owned(), PAGE.to_owned(), "<svg".to_owned()]);
        assert_eq!(pictures.shapes.matches("<path").count(), 2);
        assert_eq!(pictures.pages[0], pictures.pages[1]);
        assert_eq!(pictures.pages[2], "");
        let page = &pictures.pages[0];
        assert!(page.contains(r##"fill="#000" letters="_0 0 _1 5.12""##), "{page}");
        assert!(!page.contains("alert"), "{page}");
        let clip = page.split("url(#").nth(1).and_then(|rest| rest.split(')').next());
        assert!(page.contains(&format!("id=\"{}\"", clip.expect("a clip"))), "{page}");
    }
}
