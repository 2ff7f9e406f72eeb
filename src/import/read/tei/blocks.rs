//! What stands below one another.

use super::{Reader, id_of, language_of, named, said};
use crate::ir::{Block, BlockKind, Heading, Inline, InlineKind, Paragraph, ParagraphKind};
use crate::source::Span;
use crate::xml::read::{Attributes, Node};

/// Where a block stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Depth {
    /// Level of the headings there.
    pub(super) level: u8,
    /// Whether it stands in another block, where there are no headings.
    pub(super) inside: bool,
}

impl Depth {
    pub(super) fn inside() -> Self {
        Self { level: 6, inside: true }
    }

    /// One level below.
    pub(super) fn below(self) -> Self {
        Self { level: (self.level + 1).min(6), ..self }
    }
}

/// Elements that stand below one another.
const BLOCKS: [&str; 60] = [
    "p",
    "ab",
    "lg",
    "l",
    "list",
    "table",
    "figure",
    "quote",
    "q",
    "said",
    "cit",
    "sp",
    "spGrp",
    "head",
    "div",
    "div0",
    "div1",
    "div2",
    "div3",
    "div4",
    "div5",
    "div6",
    "div7",
    "opener",
    "closer",
    "dateline",
    "salute",
    "signed",
    "postscript",
    "epigraph",
    "argument",
    "byline",
    "trailer",
    "castList",
    "castGroup",
    "castItem",
    "stage",
    "floatingText",
    "group",
    "text",
    "front",
    "body",
    "back",
    "titlePage",
    "listBibl",
    "bibl",
    "biblStruct",
    "biblFull",
    "address",
    "addrLine",
    "speaker",
    "milestone",
    "divGen",
    "set",
    "prologue",
    "epilogue",
    "performance",
    "egXML",
    "noteGrp",
    "docDate",
];

/// Whether something in an element stands below another.
pub(super) fn holds_blocks(node: Node<'_>) -> bool {
    const PLAIN: [&str; 14] = [
        "q",
        "said",
        "quote",
        "bibl",
        "milestone",
        "stage",
        "docDate",
        "figure",
        "signed",
        "salute",
        "dateline",
        "address",
        "head",
        "speaker",
    ];
    node.children().any(|child| {
        let name = child.tag_name().name();
        child.is_element()
            && BLOCKS.contains(&name)
            && (!PLAIN.contains(&name) || holds_blocks(child))
    })
}

/// Whether an element is a block where it stands.
pub(super) fn is_block(node: Node<'_>) -> bool {
    let name = node.tag_name().name();
    match name {
        "q" | "said" | "quote" => holds_blocks(node) || stands_alone(node),
        "bibl" | "docDate" | "signed" | "salute" | "dateline" | "address" | "stage" | "speaker"
        | "head" => !in_line(node),
        "milestone" => {
            !in_line(node)
                && node
                    .attr("rend")
                    .is_some_and(|rend| rend.contains(['*', '-', '_']) || rend.contains("hr"))
        }
        "figure" => !in_line(node),
        name => BLOCKS.contains(&name),
    }
}

/// Whether what is around is a line of text.
fn in_line(node: Node<'_>) -> bool {
    node.parent().is_some_and(|around| {
        let within = named(
            around,
            &[
                "p", "ab", "l", "head", "item", "cell", "hi", "ref", "salute", "signed",
                "dateline", "stage", "bibl", "seg", "byline", "addrLine", "castItem", "speaker",
                "note", "trailer",
            ],
        );
        within || named(around, &["q", "said", "quote"]) && in_line(around)
    })
}

/// Whether a quotation is a block of its own: it stands among blocks.
fn stands_alone(node: Node<'_>) -> bool {
    !in_line(node) && node.parent().is_some_and(|around| !named(around, &["note", "item", "cell"]))
}

impl<'a> Reader<'a, '_> {
    /// The blocks of what holds text and blocks.
    pub(super) fn blocks_of(&mut self, node: Node<'a>, depth: Depth) -> Vec<Block> {
        let mut out = Vec::new();
        let lines = std::mem::take(&mut self.lines);
        self.lines.push(super::inlines::Flow::default());
        self.take_line();
        let children: Vec<Node<'a>> = node.children().collect();
        let mut at = 0;
        while let Some(child) = children.get(at).copied() {
            at += 1;
            if child.is_text() {
                self.text(
                    child.text().unwrap_or_default(),
                    crate::import::draft::Draft::span(child.range()),
                );
            } else if child.is_element() && !is_block(child) {
                // a note between blocks belongs to the one before it
                let standing = named(child, &["note"])
                    && self.flow().is_blank()
                    && !out.is_empty()
                    && !named(node, &["note"]);
                if standing {
                    self.take_line();
                }
                self.inline(child);
                if standing {
                    let line = self.take_line();
                    match out.last_mut().and_then(super::last_line) {
                        Some(last) => last.extend(line),
                        None => self.paragraph(node, line, ParagraphKind::Body, &mut out),
                    }
                }
            } else if child.is_element() {
                self.flush(node, ParagraphKind::Body, &mut out);
                if named(child, &["l"]) {
                    let run = super::verse::run(&children, at - 1);
                    self.verse_lines(&children[at - 1..run], &mut out);
                    at = run;
                } else if named(child, &["sp", "spGrp"]) && !self.in_play
                    || named(child, &["stage"]) && self.begins_play(&children, at - 1)
                {
                    let run = super::drama::run(&children, at - 1);
                    self.play(&children[at - 1..run], &mut out);
                    at = run;
                } else {
                    self.block(child, depth, &mut out);
                }
            }
        }
        self.flush(node, ParagraphKind::Body, &mut out);
        self.lines = lines;
        out
    }

    /// What was read of the line becomes a paragraph.
    fn flush(&mut self, node: Node<'a>, role: ParagraphKind, out: &mut Vec<Block>) {
        let line = self.take_line();
        self.paragraph(node, line, role, out);
    }

    pub(super) fn paragraph(
        &mut self,
        node: Node<'a>,
        content: Vec<Inline>,
        role: ParagraphKind,
        out: &mut Vec<Block>,
    ) {
        if content.is_empty() {
            return;
        }
        let span = content
            .iter()
            .map(|one| one.span)
            .find(|span| span.start > 0)
            .unwrap_or_else(|| self.span(node));
        let mut block = Block::new(span, BlockKind::Paragraph(Paragraph { role, content }));
        if named(node, &["p", "ab"]) {
            block.language = language_of(node);
            block.id = self.id(node);
        }
        out.push(block);
    }

    /// The id of an element that something leads to.
    pub(super) fn id(&self, node: Node<'a>) -> Option<String> {
        id_of(node).filter(|id| self.wanted.contains(id)).map(str::to_owned)
    }

    /// A paragraph of a role, with line breaks where the print has them.
    fn of_role(&mut self, node: Node<'a>, role: ParagraphKind, out: &mut Vec<Block>) {
        if holds_blocks(node) {
            let inner = self.blocks_of(node, Depth::inside());
            out.extend(inner.into_iter().map(|mut block| {
                if let BlockKind::Paragraph(paragraph) = &mut block.kind
                    && paragraph.role == ParagraphKind::Body
                {
                    paragraph.role = role;
                }
                block
            }));
            return;
        }
        let line = self.line_of(node, true);
        self.paragraph(node, line, role, out);
    }

    /// Reads an element that stands below others.
    pub(super) fn block(&mut self, node: Node<'a>, depth: Depth, out: &mut Vec<Block>) {
        let span = self.span(node);
        match node.tag_name().name() {
            "p" | "ab" if !holds_blocks(node) => {
                let line = self.line_of(node, false);
                self.paragraph(node, line, ParagraphKind::Body, out);
            }
            "p" | "ab" => {
                let from = out.len();
                let inner = self.blocks_of(node, Depth::inside());
                out.extend(inner);
                // what goes on behind a block is no new paragraph
                for block in out.iter_mut().skip(from + 1) {
                    if let BlockKind::Paragraph(Paragraph {
                        role: role @ ParagraphKind::Body,
                        ..
                    }) = &mut block.kind
                    {
                        *role = ParagraphKind::NoIndent;
                    }
                }
            }
            "head" => self.head(node, depth, out),
            "lg" => self.line_group(node, depth, out),
            "quote" | "q" | "said" | "cit" => self.quotation(node, span, out),
            "epigraph" => {
                let blocks = attributed(self.blocks_of(node, Depth::inside()));
                self.container(node, BlockKind::Epigraph { blocks }, out);
            }
            "sp" | "spGrp" => self.speech(node, out),
            "stage" => {
                let role = if self.in_play { ParagraphKind::Stage } else { ParagraphKind::Body };
                self.of_role(node, role, out);
            }
            "speaker" => self.of_role(node, ParagraphKind::Speaker, out),
            "castList" | "castGroup" => self.cast(node, depth, out),
            "list" => self.list(node, span, out),
            "table" => self.table(node, span, out),
            "figure" => self.figure(node, span, out),
            "opener" | "closer" => {
                let inner = self.blocks_of(node, Depth::inside());
                out.extend(inner);
            }
            "dateline" | "docDate" => self.of_role(node, ParagraphKind::Dateline, out),
            "salute" => self.of_role(node, ParagraphKind::Salutation, out),
            "signed" => self.of_role(node, ParagraphKind::Signature, out),
            "postscript" => self.of_role(node, ParagraphKind::Postscript, out),
            "address" => self.address(node, out),
            "bibl" | "byline" | "trailer" | "biblStruct" | "biblFull" | "addrLine" | "castItem" => {
                let line = self.line_of(node, false);
                self.paragraph(node, line, ParagraphKind::Body, out);
            }
            "titlePage" => self.title_page(node, out),
            "milestone" => out.push(Block::new(span, BlockKind::ThematicBreak)),
            "divGen" => {}
            "egXML" => {
                let text = said(node);
                out.push(Block::new(span, BlockKind::Code { syntax: None, text }));
            }
            name if name.starts_with("div")
                || matches!(
                    name,
                    "text"
                        | "front"
                        | "body"
                        | "back"
                        | "group"
                        | "set"
                        | "prologue"
                        | "epilogue"
                        | "performance"
                        | "argument"
                        | "floatingText"
                        | "listBibl"
                        | "noteGrp"
                ) =>
            {
                let inner = match depth.inside {
                    true => self.blocks_of(node, depth),
                    false => self.division(node, depth),
                };
                out.extend(inner);
            }
            _ => {
                self.not_known(node);
                let inner = self.blocks_of(node, depth);
                out.extend(inner);
            }
        }
    }

    fn head(&mut self, node: Node<'a>, depth: Depth, out: &mut Vec<Block>) {
        let span = self.span(node);
        let pages = std::mem::take(&mut self.pages);
        let title = self.line_of(node, false);
        self.pages.splice(0..0, pages);
        if title.is_empty() {
            return;
        }
        self.came.headings += 1;
        if depth.inside {
            let content = vec![Inline::new(span, InlineKind::Strong { content: title })];
            self.came.headings -= 1;
            return self.paragraph(node, content, ParagraphKind::Body, out);
        }
        // the lines of a heading are one heading
        if let Some(Block { kind: BlockKind::Heading(before), .. }) = out.last_mut() {
            self.came.headings -= 1;
            before.title.push(Inline::text(span, " "));
            before.title.extend(title);
            return;
        }
        let (number, subtitle, short) = (None, None, None);
        let heading = Heading { level: depth.level, number, title, subtitle, short };
        let mut block = Block::new(span, BlockKind::Heading(Box::new(heading)));
        block.id = self.id(node).or_else(|| node.parent().and_then(|around| self.id(around)));
        block.language = language_of(node);
        out.push(block);
    }

    pub(super) fn container(&mut self, node: Node<'a>, kind: BlockKind, out: &mut Vec<Block>) {
        let mut block = Block::new(self.span(node), kind);
        block.language = language_of(node);
        block.id = self.id(node);
        out.push(block);
    }

    fn quotation(&mut self, node: Node<'a>, span: Span, out: &mut Vec<Block>) {
        let mut blocks = Vec::new();
        // `cit` has the quotation and whose it is
        let inner = match named(node, &["cit"]) {
            true => node.children().filter(Node::is_element).collect(),
            false => vec![node],
        };
        for part in inner {
            match named(part, &["bibl", "ref"]) {
                true => {
                    let line = self.line_of(part, false);
                    self.paragraph(part, line, ParagraphKind::Attribution, &mut blocks);
                }
                false => blocks.extend(self.blocks_of(part, Depth::inside())),
            }
        }
        if !blocks.is_empty() {
            let mut block = Block::new(span, BlockKind::Quotation { blocks: attributed(blocks) });
            block.language = language_of(node);
            block.id = self.id(node);
            out.push(block);
        }
    }

    fn address(&mut self, node: Node<'a>, out: &mut Vec<Block>) {
        let mut content: Vec<Inline> = Vec::new();
        let lines: Vec<Node<'a>> =
            node.children().filter(|child| named(*child, &["addrLine"])).collect();
        if lines.is_empty() {
            return self.of_role(node, ParagraphKind::Address, out);
        }
        for line in lines {
            if !content.is_empty() {
                content.push(Inline::new(self.span(line), InlineKind::LineBreak));
            }
            content.extend(self.line_of(line, false));
        }
        self.paragraph(node, content, ParagraphKind::Address, out);
    }
}

/// A last paragraph of a quotation that is a reference says whose words it is.
fn attributed(mut blocks: Vec<Block>) -> Vec<Block> {
    let several = blocks.len() > 1;
    if let Some(Block { kind: BlockKind::Paragraph(last), .. }) =
        blocks.last_mut().filter(|_| several)
        && last.role == ParagraphKind::Body
        && let Some(Inline { kind: InlineKind::Text { text }, .. }) = last.content.first()
        && text.starts_with(['–', '—'])
    {
        last.role = ParagraphKind::Attribution;
    }
    blocks
}
