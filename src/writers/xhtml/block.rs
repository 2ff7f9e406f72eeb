//! Blocks as XHTML.

use super::formulas;
use super::lower::{Lowerer, one};
use super::pages;
use super::site::Site;
use crate::ir::{Block, BlockKind, Definition, Figure, Heading, Inline, Line};
use crate::ir::{Paragraph, ParagraphKind, Stanza};
use crate::xml::{Element, Node};

/// The class of a heading of that level in its section's file: its element tells its level in the book,
/// of which there may be more than elements.
fn class_of(level: u8) -> Option<&'static str> {
    match level {
        0..=2 => None,
        3 => Some("deep level-3"),
        4 => Some("deep level-4"),
        5 => Some("deep level-5"),
        _ => Some("deep level-6"),
    }
}

/// Indent of a line of verse for a space of the source, in em.
const EM_PER_SPACE: f64 = 0.5;
/// About the width of a letter, in em: by it a verse that is shared between speakers is indented.
const EM_PER_LETTER: f64 = 0.42;
/// The widest such indent, in em: on a narrow screen something must be left for the words.
const FARTHEST: f64 = 12.0;
/// Width of the measure against which pictures without a width of their own are set, in inches:
/// 95 mm.
const MEASURE: f64 = 95.0 / 25.4;

impl<S: Site> Lowerer<'_, S> {
    /// Blocks below one another.
    pub(crate) fn blocks(&mut self, list: &[Block]) -> Vec<Node> {
        list.iter().flat_map(|block| self.paged(block)).collect()
    }

    /// A block behind the marks of pages that begin with it.
    fn paged(&mut self, block: &Block) -> Vec<Node> {
        let pages = self.pages_of(block.name).into_iter().filter(|(byte, _)| *byte == 0);
        let pages: Vec<usize> = pages.map(|(_, page)| page).collect();
        let mut nodes = self.print_marks(&pages);
        nodes.extend(self.block(block));
        nodes
    }

    fn block(&mut self, block: &Block) -> Vec<Node> {
        match &block.kind {
            BlockKind::Paragraph(paragraph) => self.paragraph(block, paragraph),
            BlockKind::Heading(heading) => {
                let below = self.depth.saturating_add(heading.level.max(2) - 1);
                let class = class_of(heading.level);
                let element = self.next_heading(below).maybe("class", class);
                let element = self.marked(element, block);
                self.heading(heading, element)
            }
            BlockKind::Quotation { blocks } => self.around("blockquote", None, block, blocks),
            BlockKind::Epigraph { blocks } => self.epigraph(block, blocks),
            BlockKind::Letter { blocks } => self.around("div", Some("letter"), block, blocks),
            BlockKind::Verse { stanzas } => self.verse(block, stanzas),
            BlockKind::Drama { blocks } => self.around("div", Some("drama"), block, blocks),
            BlockKind::Figure(figure) => self.figure(block, figure),
            BlockKind::Table(table) => self.table(block, table),
            BlockKind::List(list) => self.list(block, list),
            BlockKind::Definitions { items } => self.definitions(block, items),
            BlockKind::Index(index) => self.index(index),
            BlockKind::Captions { entries } => self.captions(block, entries),
            BlockKind::References { entries } => self.references(block, entries),
            BlockKind::ThematicBreak => one(self.marked(Element::new("hr"), block)),
            BlockKind::Code { syntax, text } => self.code(block, syntax.as_deref(), text),
            BlockKind::Formula(formula) => {
                let element = self.marked(formulas::own_lines(), block);
                one(element.child(self.formula(formula, true)))
            }
            BlockKind::Group { blocks }
                if self.setting.book.ids.block(block).is_none() && block.language.is_none() =>
            {
                self.blocks(blocks)
            }
            BlockKind::Group { blocks } => self.around("div", None, block, blocks),
        }
    }

    fn around(
        &mut self,
        name: &'static str,
        class: Option<&str>,
        block: &Block,
        blocks: &[Block],
    ) -> Vec<Node> {
        let element = self.marked(Element::new(name).maybe("class", class), block);
        let children = self.blocks(blocks);
        one(element.children(children))
    }

    fn paragraph(&mut self, block: &Block, paragraph: &Paragraph) -> Vec<Node> {
        let class = match paragraph.role {
            ParagraphKind::Body => None,
            ParagraphKind::NoIndent => Some("noindent"),
            ParagraphKind::Attribution => Some("attribution"),
            ParagraphKind::Dateline => Some("dateline"),
            ParagraphKind::Salutation => Some("salutation"),
            ParagraphKind::Signature => Some("signature"),
            ParagraphKind::Postscript => Some("postscript"),
            ParagraphKind::Address => Some("address"),
            ParagraphKind::Speaker => Some("speaker"),
            ParagraphKind::Stage => Some("stage"),
        };
        let element = self.marked(Element::new("p").maybe("class", class), block);
        let children = self.inlines(&paragraph.content);
        one(element.children(children))
    }

    /// A heading in the given element: number and title; with a subtitle, both in a group. The mark
    /// of a page that begins with it stands before it.
    pub(crate) fn heading(&mut self, heading: &Heading, element: Element) -> Vec<Node> {
        let mut title = self.inlines(&heading.title);
        let mut nodes = pages::leading(&mut title);
        let mut element = element;
        if let Some(number) = &heading.number {
            let line = number.contains(char::is_whitespace) || number.chars().count() > 6;
            let class = if line { "number line" } else { "number" };
            element =
                element.child(Element::new("span").attr("class", class).text(number)).text(" ");
        }
        let element = element.children(title);
        let element = match &heading.subtitle {
            None => element,
            Some(subtitle) => Element::new("hgroup").child(element).child(
                Element::new("p")
                    .semantics(Some("subtitle"), Some("doc-subtitle"))
                    .text(subtitle.as_str()),
            ),
        };
        nodes.push(element.into());
        nodes
    }

    fn epigraph(&mut self, block: &Block, blocks: &[Block]) -> Vec<Node> {
        let mut element = Element::new("blockquote").attr("class", "epigraph");
        if !self.in_epigraph {
            element = element.semantics(Some("epigraph"), Some("doc-epigraph"));
        }
        let children = self.blocks(blocks);
        one(self.marked(element, block).children(children))
    }

    fn verse(&mut self, block: &Block, stanzas: &[Stanza]) -> Vec<Node> {
        let element = self.marked(Element::new("div").attr("class", "verse"), block);
        let stanzas: Vec<Element> = stanzas.iter().map(|stanza| self.stanza(stanza)).collect();
        one(element.children(stanzas))
    }

    /// The breaks between the lines are for readers without the style sheet, which hides them.
    fn stanza(&mut self, stanza: &Stanza) -> Element {
        let mut element = Element::new("p").attr("class", "stanza");
        for (i, line) in stanza.lines.iter().enumerate() {
            if i > 0 {
                element = element.child(Element::new("br"));
            }
            element = element.child(self.line(line));
        }
        element
    }

    fn line(&mut self, line: &Line) -> Element {
        let shared = line
            .before
            .as_ref()
            .map_or(0.0, |before| (before.chars().count() as f64 * EM_PER_LETTER).min(FARTHEST));
        let em = f64::from(line.indent) * EM_PER_SPACE + shared;
        let em = (em * 100.0).round() / 100.0;
        let style = (em > 0.0).then(|| format!("margin-left: {em}em"));
        let children = self.inlines(&line.content);
        let element = Element::new("span").attr("class", "line").maybe("style", style);
        let element = match line.number {
            Some(number) => element.child(line_number(number)),
            None => element,
        };
        element.children(children)
    }

    fn figure(&mut self, block: &Block, figure: &Figure) -> Vec<Node> {
        let picture = self.picture(&figure.path);
        if picture.is_none() && figure.caption.is_empty() {
            return Vec::new();
        }
        let mut element = self.marked(Element::new("figure"), block);
        let description = figure.description.as_deref();
        let described = description.and_then(|id| self.site.place(id, &self.ids));
        if let Some(image) = picture {
            // The attribute names an id of the same document.
            let details = described.as_ref().filter(|(file, _)| *file == self.file);
            let natural = (image.inches / MEASURE * 100.0).round();
            let width = figure.width.map_or(natural, f64::from).clamp(1.0, 100.0);
            element = element.child(
                Element::new("img")
                    .attr("src", image.address)
                    .attr("alt", if figure.decorative { "" } else { figure.alt.as_str() })
                    .maybe("role", figure.decorative.then_some("presentation"))
                    .attr("width", image.width.to_string())
                    .attr("height", image.height.to_string())
                    .maybe("aria-details", details.map(|(_, id)| id.as_str()))
                    .attr("style", format!("width: {width}%")),
            );
        }
        let described = described.map(|(file, id)| self.href(file, &id));
        let mut caption = self.blocks(&figure.caption);
        caption.extend(described.map(|href| self.to_description(href)));
        if !caption.is_empty() {
            element = element.child(Element::new("figcaption").children(caption));
        }
        one(element)
    }

    /// The link to what describes a picture at length: not all readers are told of it otherwise.
    fn to_description(&self, href: String) -> Node {
        let link = Element::new("a")
            .attr("href", href)
            .language(self.label_language(self.language))
            .text(self.setting.terms.long_description);
        Element::new("p").child(link).into()
    }

    fn definitions(&mut self, block: &Block, items: &[Definition]) -> Vec<Node> {
        let mut element = self.marked(Element::new("dl"), block);
        for item in items {
            let term: Vec<Node> = self.inlines(&item.term as &[Inline]);
            let explanation = self.blocks(&item.blocks);
            element = element
                .child(Element::new("dt").children(term))
                .child(Element::new("dd").children(explanation));
        }
        one(element)
    }

    fn code(&mut self, block: &Block, syntax: Option<&str>, text: &str) -> Vec<Node> {
        let class = syntax.map(|name| {
            let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
            format!("language-{}", name.chars().map(plain).collect::<String>())
        });
        let mut code = Element::new("code").maybe("class", class);
        let mut written = 0;
        for (byte, page) in self.pages_of(block.name).into_iter().filter(|(byte, _)| *byte > 0) {
            let at = text.floor_char_boundary(byte).max(written);
            code = code.text(&text[written..at]).children(self.print_marks(&[page]));
            written = at;
        }
        let code = code.text(&text[written..]);
        one(self.marked(Element::new("pre"), block).child(code))
    }
}

/// The number beside a line of verse. It is shown by the style sheet and is no part of the text:
/// it is neither read aloud nor found nor copied.
fn line_number(number: u32) -> Element {
    Element::new("span")
        .attr("class", "line-number")
        .attr("aria-hidden", "true")
        .attr("data-line", number.to_string())
}
