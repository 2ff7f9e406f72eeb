//! Sections, each by its role.

use super::super::markup::{Arguments, Markup};
use super::context::BlockContext;
use super::{Lowering, Origin, labels, language_arguments};
use crate::ir::{Inline, Matter, OutlineEntry, Role, Section, SectionId};

impl Lowering<'_> {
    /// The whole book.
    pub(super) fn book(&self, markup: &mut Markup) {
        self.head(markup);
        let mut in_body = false;
        let mut after_part = false;
        for section in self.book.sections() {
            let first = after_part || (!in_body && section.role.matter() == Matter::Body);
            in_body |= first;
            after_part = section.role == Role::Part;
            markup.blank_line();
            markup.within(section.span, |markup| {
                let language = section.language.as_ref();
                self.told(markup, Origin::Section(section.key), |markup| {
                    self.in_tongue(language, || self.section(markup, section, first));
                });
            });
        }
        let listed = self.book.sections().any(|section| section.role == Role::Endnotes);
        if !listed && self.has_endnotes() {
            self.told(markup, Origin::Notes, |markup| self.unlisted_endnotes(markup));
        }
        markup.blank_line();
    }

    fn section(&self, markup: &mut Markup, section: &Section, first: bool) {
        self.end_levels(self.book.depth(section));
        match section.role {
            Role::HalfTitle => self.page(markup, "half-title", section, Self::half_title),
            Role::TitlePage => self.page(markup, "title-page", section, Self::title_page),
            Role::Imprint => self.page(markup, "imprint", section, Self::only_id),
            Role::Dedication => self.page(markup, "dedication", section, Self::only_id),
            Role::Epigraph => self.page(markup, "motto", section, Self::only_id),
            Role::Colophon => self.page(markup, "colophon", section, Self::only_id),
            Role::Contents => self.contents(markup, section),
            Role::Part => self.opening(markup, "part", section, first),
            _ => self.opening(markup, "section", section, first),
        }
    }

    /// A page with a form of its own.
    fn page(
        &self,
        markup: &mut Markup,
        name: &str,
        section: &Section,
        arguments: impl FnOnce(&Self, &mut Arguments<'_>, &Section),
    ) {
        markup.call(name, |call| {
            arguments(self, call, section);
            call.block_body(|markup| {
                if let Some(language) = &section.language {
                    markup.call("group", |call| {
                        language_arguments(call, "lang", language);
                        call.block_body(|markup| self.page_text(markup, section));
                    });
                } else {
                    self.page_text(markup, section);
                }
            });
        });
    }

    fn page_text(&self, markup: &mut Markup, section: &Section) {
        if let Some(heading) = &section.heading {
            markup.blank_line();
            let level = self.next_level(self.book.depth(section));
            markup.call("subheading", |call| {
                call.string("", &labels::page_heading(&section.id));
                call.value("", level);
                self.heading_arguments(call, heading, None);
                call.value("listed", false);
            });
        }
        let place = BlockContext::in_section(self.book.depth(section), &[]);
        self.now.aside(|| {
            self.blocks(markup, &section.blocks, place);
            self.section_notes(markup, section.key, self.book.depth(section));
        });
    }

    fn only_id(&self, call: &mut Arguments<'_>, section: &Section) {
        call.string("", &labels::anchor(&section.id));
    }

    fn contents(&self, markup: &mut Markup, section: &Section) {
        let title = section.title.as_deref().unwrap_or(self.terms.section_of(Role::Contents));
        self.next_level(1);
        markup.call("contents", |call| {
            call.string("", &labels::anchor(&section.id));
            call.content("title", |markup| self.title(markup, title));
            call.string("plain", title);
            call.string("head", title);
        });
    }

    /// A section with a heading and running text.
    fn opening(&self, markup: &mut Markup, name: &str, section: &Section, first: bool) {
        let endnotes = section.role == Role::Endnotes;
        if endnotes && section.blocks.is_empty() && !self.has_endnotes() {
            return;
        }
        let listed = self.listed(section.key);
        markup.call(name, |call| {
            if name == "section" {
                call.string("", section.role.as_str());
            }
            call.string("", &labels::anchor(&section.id));
            self.opening_heading(call, section);
            if first && name == "section" {
                call.value("first", true);
            }
            if let Some(language) = &section.language {
                language_arguments(call, "lang", language);
            }
            let place = BlockContext::in_section(self.book.depth(section), &listed);
            call.block_body(|markup| {
                if section.role.matter() == Matter::Body && section.role != Role::Part {
                    self.chapter(markup, &section.blocks, place);
                } else {
                    self.blocks(markup, &section.blocks, place);
                }
                if endnotes {
                    self.endnotes(markup, self.book.depth(section));
                }
                self.section_notes(markup, section.key, self.book.depth(section));
            });
        });
    }

    /// Level, heading, running head and whether the section is in the contents.
    fn opening_heading(&self, call: &mut Arguments<'_>, section: &Section) {
        let words = match section.role {
            Role::Endnotes => Some(self.endnotes_title()),
            _ => section.title.as_deref(),
        };
        match (&section.heading, words) {
            (Some(heading), _) => {
                call.value("level", self.next_level(self.book.depth(section)));
                self.heading_arguments(call, heading, None);
                self.running_head(call, section);
            }
            (None, Some(words)) => {
                call.value("level", self.next_level(self.book.depth(section)));
                call.content("title", |markup| self.title(markup, words));
                call.string("plain", words);
                call.content("entry", |markup| {
                    let line = [Inline::text(section.span, words)];
                    self.told(markup, Origin::Line, |markup| {
                        self.now.aside(|| self.entry(markup, &line));
                    });
                });
                if section.role != Role::Endnotes {
                    call.value("seen", false);
                }
                self.running_head(call, section);
            }
            (None, None) => self.running_head(call, section),
        }
        if !section.role.in_contents() {
            call.value("listed", false);
        }
    }

    /// The running head; over notes it says on which pages they are called.
    fn running_head(&self, call: &mut Arguments<'_>, section: &Section) {
        if section.role == Role::Endnotes && self.has_endnotes() {
            let (one, several) = self.terms.notes_to_pages;
            call.list("head", |list| {
                list.string("", one);
                list.string("", several);
            });
        } else {
            self.head_argument(call, &self.head_of(section));
        }
    }

    /// The ids of the headings of a section that stand in the contents.
    fn listed(&self, section: SectionId) -> Vec<String> {
        let mut ids = Vec::new();
        collect(&self.book.outline, section, &mut ids);
        ids
    }

    /// Notes that no section of the book was made for are not left out.
    fn unlisted_endnotes(&self, markup: &mut Markup) {
        let level = self.next_level(1);
        let title = self.endnotes_title();
        markup.call("section", |call| {
            call.string("", Role::Endnotes.as_str());
            call.string("", &labels::page_heading("endnotes"));
            call.value("level", level);
            call.content("title", |markup| self.title(markup, title));
            call.string("plain", title);
            call.content("entry", |markup| {
                self.told(markup, Origin::Line, |markup| self.said(markup, title));
            });
            let (one, several) = self.terms.notes_to_pages;
            call.list("head", |list| {
                list.string("", one);
                list.string("", several);
            });
            call.block_body(|markup| self.endnotes(markup, 1));
        });
    }
}

fn collect(entries: &[OutlineEntry], section: SectionId, ids: &mut Vec<String>) {
    for entry in entries {
        if entry.section == section {
            ids.extend(entry.heading.clone());
        }
        collect(&entry.children, section, ids);
    }
}
