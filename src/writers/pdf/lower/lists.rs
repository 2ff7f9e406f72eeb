//! Lists that are made of the text: indexes, captions. The pages stand in them once the book is
//! set.

use super::super::markup::{Arguments, Markup};
use super::{Lowering, labels};
use crate::ir::{
    CaptionEntry, Index, IndexEntry, Inline, InlineKind, LinkTarget, OtherEntry, Reference,
};

impl Lowering<'_> {
    pub(super) fn index(&self, markup: &mut Markup, index: &Index) {
        markup.call("index", |call| {
            call.string("see", self.terms.see);
            call.string("see-also", self.terms.see_also);
            for group in &index.groups {
                call.new_line();
                call.call("", "index-group", |call| {
                    call.content("", |markup| self.said(markup, &group.initial));
                    for entry in &group.entries {
                        call.new_line();
                        call.call("", "index-entry", |call| self.index_entry(call, entry));
                    }
                });
            }
        });
    }

    fn index_entry(&self, call: &mut Arguments<'_>, entry: &IndexEntry) {
        call.string("", &labels::anchor(&entry.id));
        call.content("", |markup| self.unhyphenated(markup, &entry.term));
        if !entry.places.is_empty() {
            call.list("at", |list| {
                for place in &entry.places {
                    match &place.to {
                        None => list.string("", &labels::anchor(&place.from)),
                        Some(to) => list.list("", |pair| {
                            pair.string("", &labels::anchor(&place.from));
                            pair.string("", &labels::anchor(to));
                        }),
                    }
                }
            });
        }
        self.other_entries(call, "see", &entry.see);
        self.other_entries(call, "also", &entry.see_also);
        for sub in &entry.subs {
            call.new_line();
            call.call("", "index-entry", |call| self.index_entry(call, sub));
        }
    }

    fn other_entries(&self, call: &mut Arguments<'_>, key: &str, others: &[OtherEntry]) {
        if others.is_empty() {
            return;
        }
        call.list(key, |list| {
            for other in others {
                list.list("", |pair| {
                    pair.string("", &labels::anchor(&other.id));
                    pair.content("", |markup| self.said(markup, &other.term));
                });
            }
        });
    }

    pub(super) fn captions(&self, markup: &mut Markup, entries: &[CaptionEntry]) {
        markup.call("captions", |call| {
            for entry in entries {
                call.new_line();
                call.call("", "caption-line", |call| {
                    call.string("", &labels::anchor(&entry.target));
                    call.body(|markup| self.unhyphenated(markup, &entry.caption));
                });
            }
        });
    }

    /// The list of works; the mark of a work, or the beginning of what is said of it, leads back to
    /// its first citation.
    pub(super) fn references(&self, markup: &mut Markup, entries: &[Reference]) {
        markup.call("references", |call| {
            for entry in entries {
                call.new_line();
                call.within(entry.span, |call| {
                    call.call("", "reference", |call| self.reference(call, entry));
                });
            }
        });
    }

    fn reference(&self, call: &mut Arguments<'_>, entry: &Reference) {
        let back = entry.citations.iter().find(|id| self.labels.has(id));
        call.string("", &labels::anchor(&entry.id));
        if !entry.mark.is_empty() {
            let mark = with_way_back(&entry.mark, back);
            call.content("mark", |markup| self.unhyphenated(markup, &mark));
            return call.body(|markup| self.inlines(markup, &entry.content));
        }
        let content = with_way_back(&entry.content, back);
        call.body(|markup| self.inlines(markup, &content));
    }

    /// A link that names the page of what it leads to.
    pub(super) fn page_reference(
        &self,
        markup: &mut Markup,
        id: &str,
        content: &[Inline],
        words: &mut super::text::Words,
    ) {
        if !self.labels.has(id) {
            return self.line(markup, content, words);
        }
        markup.call("page-of", |call| {
            call.string("", &labels::anchor(id));
            call.string("before", self.terms.page_short);
            if !content.is_empty() {
                call.body(|markup| self.line(markup, content, words));
            }
        });
    }
}

/// A line whose first piece leads back to a citation.
fn with_way_back(line: &[Inline], citation: Option<&String>) -> Vec<Inline> {
    let mut line = line.to_vec();
    if let (Some(first), Some(id)) = (line.first_mut(), citation)
        && !matches!(first.kind, InlineKind::Link { .. })
    {
        let target = LinkTarget::Anchor { id: id.clone() };
        let content = vec![first.clone()];
        *first = Inline::new(first.span, InlineKind::Link { target, content });
    }
    line
}
