//! Lists that are made of the text, as XHTML: indexes, captions. They lead to the places by links.

use super::lower::{Lowerer, one};
use super::pages;
use super::ranges::{Locator, Named};
use super::site::Site;
use crate::ir::{Block, CaptionEntry, Index, IndexEntry, IndexPlace, OtherEntry, Reference, plain};
use crate::language::numerals::alphabetic;
use crate::xml::{Element, Node};

impl<S: Site> Lowerer<'_, S> {
    /// The groups of an index, each with its initial as heading.
    pub(super) fn index(&mut self, index: &Index) -> Vec<Node> {
        let mut nodes = Vec::new();
        for group in &index.groups {
            let mut section = Element::new("section").attr("epub:type", "index-group");
            let mut list = self.index_list(&group.entries);
            if !group.initial.is_empty() {
                section.append(list.take_marks());
                let heading = self.next_heading(self.depth.saturating_add(1));
                section = section.child(heading.text(group.initial.as_str()));
            }
            nodes.push(section.child(list).into());
        }
        nodes
    }

    fn index_list(&mut self, entries: &[IndexEntry]) -> Element {
        let items: Vec<Element> = entries.iter().map(|entry| self.index_entry(entry)).collect();
        Element::new("ul").attr("epub:type", "index-entry-list").children(items)
    }

    fn index_entry(&mut self, entry: &IndexEntry) -> Element {
        let term = self.inlines(&entry.term);
        let mut item = self
            .with_id(Element::new("li"), Some(&entry.id))
            .attr("epub:type", "index-entry")
            .child(Element::new("span").attr("epub:type", "index-term").children(term));
        let plain = plain(&entry.term);
        for (n, place) in self.locators(&entry.places).iter().enumerate() {
            item = item.text(if n == 0 { " " } else { ", " });
            item = item.children(self.index_place(place, &plain));
        }
        let terms = self.setting.terms;
        for (word, kind, list) in [
            (terms.see, "index-xref-preferred", &entry.see),
            (terms.see_also, "index-xref-related", &entry.see_also),
        ] {
            if !list.is_empty() {
                item = item.text(", ").child(Element::new("i").text(word)).text(" ");
                item = item.children(self.other_entries(list, kind));
            }
        }
        if entry.subs.is_empty() { item } else { item.child(self.index_list(&entry.subs)) }
    }

    /// What an entry of an index names: pages as the printed index has them, or places by number.
    fn locators(&self, places: &[IndexPlace]) -> Vec<Vec<Locator>> {
        if let Some(pages) = self.page_ranges(places) {
            return pages;
        }
        let mut number = 0;
        let mut locators = Vec::new();
        for place in places {
            let ends = std::iter::once(&place.from).chain(&place.to);
            let found = ends.filter(|id| self.site.place(id, &self.ids).is_some());
            locators.push(
                found
                    .map(|id| {
                        number += 1;
                        Locator { id: id.clone(), named: Named::Place(number) }
                    })
                    .collect(),
            );
        }
        locators
    }

    /// The page or place of a mark, or those where a range begins and ends.
    fn index_place(&self, place: &[Locator], term: &str) -> Vec<Node> {
        let mut nodes = Vec::new();
        for Locator { id, named } in place {
            let Some((file, target)) = self.site.place(id, &self.ids) else { continue };
            let terms = self.setting.terms;
            let (text, label) = match named {
                Named::Page(page) => (page.clone(), format!("{term}, {}", (terms.page)(page))),
                Named::Place(number) => {
                    let section = self.site.title_around(id);
                    (number.to_string(), (terms.place)(term, *number, section))
                }
            };
            if !nodes.is_empty() {
                nodes.push(Node::Text("–".to_owned()));
            }
            let link = Element::new("a")
                .attr("epub:type", "index-locator")
                .attr("href", self.href(file, &target))
                .attr("aria-label", label)
                .language(self.label_language(self.language))
                .text(text);
            nodes.push(link.into());
        }
        nodes
    }

    fn other_entries(&self, others: &[OtherEntry], kind: &'static str) -> Vec<Node> {
        let mut nodes = Vec::new();
        for other in others {
            if !nodes.is_empty() {
                nodes.push(Node::Text("; ".to_owned()));
            }
            let target = self.site.place(&other.id, &self.ids);
            let Some((file, id)) = target else { continue };
            let link = Element::new("a")
                .attr("epub:type", kind)
                .attr("href", self.href(file, &id))
                .text(other.term.as_str());
            nodes.push(link.into());
        }
        nodes
    }

    /// The list of works, each with the ways back to its citations.
    pub(super) fn references(&mut self, block: &Block, entries: &[Reference]) -> Vec<Node> {
        let mut list = self.marked(Element::new("ul").attr("class", "references"), block);
        for entry in entries {
            let mut item = self.with_id(Element::new("li"), Some(&entry.id));
            if !entry.mark.is_empty() {
                item = item.children(self.inlines(&entry.mark)).text(" ");
            }
            let item = item.children(self.inlines(&entry.content));
            list = list.child(item.children(self.ways_to_citations(&entry.citations)));
        }
        one(list)
    }

    fn ways_to_citations(&self, citations: &[String]) -> Vec<Node> {
        let places: Vec<(&str, String)> =
            citations.iter().filter_map(|id| self.site.place(id, &self.ids)).collect();
        let mut nodes = Vec::new();
        for (n, (file, id)) in places.iter().enumerate() {
            let which = (places.len() > 1).then_some(n + 1);
            let arrow = self.setting.form.arrow;
            let text = which
                .map_or_else(|| arrow.to_owned(), |n| format!("{arrow}{}", alphabetic(n as u64)));
            let link = Element::new("a")
                .semantics(Some("backlink"), Some("doc-backlink"))
                .attr("class", "backlink")
                .attr("href", self.href(file, id))
                .attr("aria-label", (self.setting.terms.back_to_citation)(which))
                .language(self.label_language(self.language))
                .text(text);
            // A no-break space: the arrow is not to stand alone on a line.
            nodes.push(Node::Text("\u{a0}".to_owned()));
            nodes.push(link.into());
        }
        nodes
    }

    /// A list of illustrations or tables.
    pub(super) fn captions(&mut self, block: &Block, entries: &[CaptionEntry]) -> Vec<Node> {
        let mut list = self.marked(Element::new("ol").attr("class", "captions"), block);
        for entry in entries {
            let mut line = self.inlines(&entry.caption);
            let item = Element::new("li").children(pages::leading(&mut line));
            let target = self.site.place(&entry.target, &self.ids);
            list = list.child(match target {
                Some((file, id)) => {
                    let href = self.href(file, &id);
                    item.child(Element::new("a").attr("href", href).children(line))
                }
                None => item.children(line),
            });
        }
        one(list)
    }
}
