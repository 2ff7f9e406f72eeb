//! Inlines as XHTML.

use super::ids::{call_id, note_id};
use super::lower::{Lowerer, one};
use super::pages;
use super::site::Site;
use crate::addresses;
use crate::ir::{Call, Inline, InlineKind, LinkTarget, walk};
use crate::xml::{Element, Node};

impl<S: Site> Lowerer<'_, S> {
    /// A line of inlines.
    pub(crate) fn inlines(&mut self, list: &[Inline]) -> Vec<Node> {
        list.iter().flat_map(|inline| self.inline(inline)).collect()
    }

    /// An inline behind the marks of pages that begin with it; those in a text stand between its letters.
    fn inline(&mut self, inline: &Inline) -> Vec<Node> {
        match &inline.kind {
            InlineKind::Text { text } => return self.plain(inline, text),
            InlineKind::Code { text } => return self.code_in_line(inline, text),
            _ => {}
        }
        let pages: Vec<usize> =
            self.pages_of(inline.name).into_iter().map(|(_, page)| page).collect();
        if pages.is_empty() {
            return self.of_kind(inline);
        }
        let mut nodes = self.print_marks(&pages);
        if self.is_bare(inline) {
            nodes.extend(self.of_kind(inline));
        } else {
            // What leads to it leads to that page.
            let mut bare = Inline::new(inline.span, inline.kind.clone());
            bare.name = inline.name.again();
            let children = self.of_kind(&bare);
            nodes.push(self.marked_inline(Element::new("span"), inline).children(children).into());
        }
        nodes
    }

    fn of_kind(&mut self, inline: &Inline) -> Vec<Node> {
        match &inline.kind {
            InlineKind::Text { .. } | InlineKind::Code { .. } => self.inline(inline),
            InlineKind::LineBreak => one(Element::new("br")),
            InlineKind::Emphasis { content } => self.wrap("em", None, inline, content),
            InlineKind::Strong { content } => self.wrap("strong", None, inline, content),
            InlineKind::SmallCaps { content } => {
                self.wrap("span", Some("smallcaps"), inline, content)
            }
            InlineKind::Letterspaced { content } => {
                self.wrap("em", Some("letterspaced"), inline, content)
            }
            InlineKind::Superscript { content } => self.wrap("sup", None, inline, content),
            InlineKind::Subscript { content } => self.wrap("sub", None, inline, content),
            InlineKind::Inserted { content } => self.wrap("ins", None, inline, content),
            InlineKind::Deleted { content } => self.wrap("del", None, inline, content),
            InlineKind::Highlighted { content } => self.wrap("mark", None, inline, content),
            InlineKind::WorkTitle { content } => self.wrap("cite", None, inline, content),
            InlineKind::Stage { content } => self.wrap("i", Some("stage"), inline, content),
            InlineKind::Group { content } | InlineKind::IndexMark { content, .. } => {
                self.group(inline, content)
            }
            InlineKind::Citation { .. } => {
                self.group(inline, self.setting.book.citations.said(inline))
            }
            InlineKind::PageReference { target, content } => {
                self.page_reference(inline, target, content)
            }
            InlineKind::Link { target, content } => self.link(inline, target, content),
            InlineKind::Image { path, alt, decorative } => {
                self.inline_image(inline, path, alt, *decorative)
            }
            InlineKind::Formula(formula) => {
                let formula = self.formula(formula, false);
                self.spanned(inline, vec![formula])
            }
            InlineKind::NoteCall { .. } => self.note_call(inline),
            InlineKind::PageMarker { label } => one(self.source_mark(inline, label)),
        }
    }

    /// Whether an inline needs no element that bears its id or language.
    fn is_bare(&self, inline: &Inline) -> bool {
        self.setting.book.ids.inline(inline).is_none() && inline.language.is_none()
    }

    fn wrap(
        &mut self,
        name: &'static str,
        class: Option<&str>,
        inline: &Inline,
        content: &[Inline],
    ) -> Vec<Node> {
        let element = self.marked_inline(Element::new(name).maybe("class", class), inline);
        let mut children = self.inlines(content);
        // A page begins before what begins with it, so that a link finds it on that page.
        let mut nodes = pages::leading(&mut children);
        nodes.push(element.children(children).into());
        nodes
    }

    fn plain(&mut self, inline: &Inline, text: &str) -> Vec<Node> {
        let children = self.marked_text(inline.name, text);
        self.spanned(inline, children)
    }

    /// What has an id or a language in an element that bears them, behind the marks of pages that begin with it.
    fn spanned(&self, inline: &Inline, mut children: Vec<Node>) -> Vec<Node> {
        if self.is_bare(inline) {
            return children;
        }
        let mut nodes = pages::leading(&mut children);
        let span = self.marked_inline(Element::new("span"), inline);
        nodes.push(span.children(children).into());
        nodes
    }

    fn code_in_line(&mut self, inline: &Inline, text: &str) -> Vec<Node> {
        let pages = self.pages_of(inline.name);
        if pages.is_empty() {
            return one(self.marked_inline(Element::new("code"), inline).text(text));
        }
        let mut nodes = Vec::new();
        let mut written = 0;
        let part = |from: usize, to: usize| -> Option<Node> {
            (from < to).then(|| Element::new("code").text(&text[from..to]).into())
        };
        for (byte, page) in pages {
            let at = text.floor_char_boundary(byte).max(written);
            nodes.extend(part(written, at));
            nodes.extend(self.print_marks(&[page]));
            written = at;
        }
        nodes.extend(part(written, text.len()));
        self.spanned(inline, nodes)
    }

    fn group(&mut self, inline: &Inline, content: &[Inline]) -> Vec<Node> {
        if self.is_bare(inline) {
            return self.inlines(content);
        }
        self.wrap("span", None, inline, content)
    }

    fn link(&mut self, inline: &Inline, target: &LinkTarget, content: &[Inline]) -> Vec<Node> {
        let filled = self.link_content(inline, target, content);
        match self.address(target).filter(|_| !self.in_link) {
            None => self.group(inline, &filled),
            Some(href) => self.anchors(inline, target, &href, &filled),
        }
    }

    /// A reference to a page names it where the printed pages are listed; else it is a link that says
    /// the title of what it leads to.
    fn page_reference(&mut self, inline: &Inline, id: &str, content: &[Inline]) -> Vec<Node> {
        let untitled = self.setting.book.anchors.get(id).is_some_and(|a| a.title.is_none());
        let target = LinkTarget::Anchor { id: id.to_owned() };
        if let Some(page) =
            self.setting.pages.page_of(id).filter(|_| self.address(&target).is_some())
        {
            let page = format!("{}{page}", self.setting.terms.page_short);
            let told = if content.is_empty() { page } else { format!(" ({page})") };
            let mut words = content.to_vec();
            words.push(Inline::text(inline.span, told));
            return self.link(inline, &target, &words);
        }
        if content.is_empty() && untitled {
            let here = [Inline::text(inline.span, self.setting.terms.here)];
            return self.link(inline, &target, &here);
        }
        self.link(inline, &target, content)
    }

    /// An empty link says the title of what it leads to.
    fn link_content(
        &self,
        inline: &Inline,
        target: &LinkTarget,
        content: &[Inline],
    ) -> Vec<Inline> {
        if !content.is_empty() {
            return content.to_vec();
        }
        let book = self.setting.book;
        book.said_by(target, inline.span, self.language.unwrap_or(&book.metadata().language))
    }

    fn address(&self, target: &LinkTarget) -> Option<String> {
        match target {
            LinkTarget::Web { url } => addresses::written(url).ok(),
            LinkTarget::Anchor { id } | LinkTarget::Work { id } => {
                let (file, id) = self.site.place(id, &self.ids)?;
                Some(self.href(file, &id))
            }
        }
    }

    /// The link around its content, which is not hyphenated if it is itself an address; calls of notes, links themselves, stand between its parts.
    fn anchors(
        &mut self,
        inline: &Inline,
        target: &LinkTarget,
        href: &str,
        content: &[Inline],
    ) -> Vec<Node> {
        let work = matches!(target, LinkTarget::Work { .. });
        self.in_link = true;
        let class = walk::plain_text(content).contains("://").then_some("url");
        let mut nodes: Vec<Node> = Vec::new();
        let mut marked = false;
        for run in content.chunk_by(|a, b| has_call(a) == has_call(b)) {
            let mut children = self.inlines(run);
            nodes.extend(pages::leading(&mut children));
            if run.first().is_some_and(has_call) {
                nodes.extend(children);
                continue;
            }
            let link = Element::new("a")
                .semantics(work.then_some("biblioref"), work.then_some("doc-biblioref"))
                .maybe("class", class)
                .attr("href", href);
            let link = if marked { link } else { self.marked_inline(link, inline) };
            marked = true;
            nodes.extend(one(link.children(children)));
        }
        self.in_link = false;
        nodes
    }

    /// A picture in a line: the style sheet makes it as high as the type, of whatever size it is.
    fn inline_image(
        &mut self,
        inline: &Inline,
        path: &str,
        alt: &str,
        decorative: bool,
    ) -> Vec<Node> {
        let Some(image) = self.picture(path) else {
            return Vec::new();
        };
        let img = Element::new("img")
            .attr("class", "inline")
            .attr("src", image.address)
            .attr("alt", if decorative { "" } else { alt })
            .maybe("role", decorative.then_some("presentation"))
            .attr("width", image.width.to_string())
            .attr("height", image.height.to_string());
        one(self.marked_inline(img, inline))
    }

    fn note_call(&mut self, inline: &Inline) -> Vec<Node> {
        let Some(Call { note: id, ordinal }) = self.setting.book.notes.called(inline) else {
            return Vec::new();
        };
        let Some(home) = self.site.home(id) else { return Vec::new() };
        let note = self.setting.book.note(id);
        let link = Element::new("a")
            .semantics(self.setting.form.call, Some("doc-noteref"))
            .attr("class", "noteref")
            .attr("href", self.href(home, &note_id(id)))
            .attr("id", call_id(id, ordinal))
            .text(note.mark);
        // The id of the call itself serves the way back; one of the editor's goes around it.
        if self.is_bare(inline) {
            return one(link);
        }
        one(self.marked_inline(Element::new("span"), inline).child(link))
    }
}

fn has_call(inline: &Inline) -> bool {
    let mut found = false;
    walk::nested(std::slice::from_ref(inline), &mut |inner| {
        found |= matches!(inner.kind, InlineKind::NoteCall { .. });
    });
    found
}
