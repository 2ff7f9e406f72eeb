//! Blocks as lines of the source.

use super::attributes::Braces;
use super::beside::Beside;
use super::inlines::{Care, Pen, longest_run};
use super::{lines, lists, tables};
use crate::ir::{
    Block, BlockKind, Figure, Formula, Heading, Inline, InlineKind, Paragraph, Stanza,
};

/// Writes blocks.
#[derive(Clone, Copy)]
pub(super) struct Blocks<'w> {
    pub beside: &'w Beside<'w>,
    pub care: Care,
    /// Whether a block between colons is around.
    pub in_div: bool,
    /// How long the lines of paragraphs may be, if they are broken anew.
    pub measure: Option<lines::Measure>,
}

impl<'w> Blocks<'w> {
    pub fn pen(&self) -> Pen<'w> {
        Pen::new(self.beside, self.care)
    }

    /// Blocks below one another; those of an entry of a list that is `tight` without lines between them
    /// where that can be.
    pub fn all(&self, blocks: &[Block], tight: bool) -> Vec<String> {
        let mut out = Vec::new();
        let mut before: Option<&Block> = None;
        for block in blocks {
            let mut own = self.block(block);
            if let Some(before) = before {
                if !(tight && is_closed(before)) {
                    out.push(String::new());
                }
                if lists::go_on(before, block)
                    && own.first().is_some_and(|line| !line.starts_with('{'))
                {
                    own.insert(0, "{}".to_owned());
                }
            }
            out.append(&mut own);
            before = Some(block);
        }
        out
    }

    /// A block with the comments beside it and the line of its attributes.
    pub fn block(&self, block: &Block) -> Vec<String> {
        let mut out = comments(self.beside.before(block.name));
        let mut braces = Braces::default();
        let is_heading = matches!(block.kind, BlockKind::Heading(_));
        braces.id(block.id.as_deref().filter(|_| !is_heading));
        let own = self.kind(block, &mut braces);
        // The number stands first, as in the line below.
        braces.id(block.id.as_deref().filter(|_| is_heading));
        braces.language(block.language.as_ref());
        out.extend(Some(braces.written()).filter(|braces| !braces.is_empty()));
        out.extend(own);
        let behind = comments(self.beside.behind(block.name));
        if !behind.is_empty() {
            out.push(String::new());
            out.extend(behind);
        }
        out
    }

    fn kind(&self, block: &Block, braces: &mut Braces) -> Vec<String> {
        match &block.kind {
            BlockKind::Paragraph(paragraph) => self.paragraph(paragraph, braces),
            BlockKind::Heading(heading) => self.heading(heading, braces),
            BlockKind::Quotation { blocks } => prefixed("> ", "> ", self.all(blocks, false)),
            BlockKind::Epigraph { blocks } => self.div("epigraph", blocks),
            BlockKind::Letter { blocks } => self.div("letter", blocks),
            BlockKind::Drama { blocks } => {
                counting(block, braces);
                self.div("drama", blocks)
            }
            BlockKind::Group { blocks } => self.div("", blocks),
            BlockKind::Verse { stanzas } => {
                counting(block, braces);
                fenced("verse", self.verse(stanzas))
            }
            BlockKind::Figure(figure) => self.figure(figure),
            BlockKind::Table(table) => tables::table(self, table, braces),
            BlockKind::List(list) => lists::list(self, list, block),
            BlockKind::Definitions { items } => lists::definitions(self, items),
            BlockKind::ThematicBreak => vec!["* * *".to_owned()],
            BlockKind::Code { syntax, text } => code(syntax.as_deref(), text),
            BlockKind::Formula(formula) => self.formula(formula),
            // They are made, and never written.
            BlockKind::Index(_) | BlockKind::Captions { .. } | BlockKind::References { .. } => {
                Vec::new()
            }
        }
    }

    fn paragraph(&self, paragraph: &Paragraph, braces: &mut Braces) -> Vec<String> {
        if let Some(class) = super::super::read::class_of(paragraph.role) {
            braces.class(class);
        }
        lines::of_block(&self.pen().written(&paragraph.content), self.measure)
    }

    fn formula(&self, formula: &Formula) -> Vec<String> {
        let mut pen = self.pen();
        pen.formula("$$", formula, Braces::default());
        lines::of_block(&pen.written(&[]), self.measure)
    }

    pub fn heading(&self, heading: &Heading, braces: &mut Braces) -> Vec<String> {
        braces.key("number", heading.number.as_deref());
        braces.key("subtitle", heading.subtitle.as_deref());
        braces.key("short", heading.short.as_deref());
        let mut title = lines::of_line(&self.pen().in_one_line().written(&heading.title));
        if let Some(first) = title.first_mut() {
            *first = format!("{} {first}", "#".repeat(usize::from(heading.level)));
        }
        title
    }

    fn div(&self, class: &str, blocks: &[Block]) -> Vec<String> {
        let mut lines = Self { in_div: true, ..*self }.all(blocks, false);
        // The first line of an indented block is taken to be indented less than the others.
        if let Some(Block { kind: BlockKind::Code { text, .. }, .. }) = blocks.first()
            && text.lines().any(|line| line.starts_with([' ', '\t']))
            && lines.first().is_some_and(|line| line.starts_with('`'))
        {
            lines.insert(0, "{}".to_owned());
        }
        fenced(class, lines)
    }

    fn verse(&self, stanzas: &[Stanza]) -> Vec<String> {
        let mut out = Vec::new();
        for stanza in stanzas {
            if !out.is_empty() {
                out.push(String::new());
            }
            for line in &stanza.lines {
                let indent = " ".repeat(usize::from(line.indent));
                let text = lines::of_block(&self.pen().in_one_line().written(&line.content), None);
                out.extend(text.into_iter().map(|line| format!("{indent}{line}")));
            }
        }
        out
    }

    fn figure(&self, figure: &Figure) -> Vec<String> {
        let mut pen = self.pen().in_one_line();
        pen.image(&figure.path, &figure.alt);
        let mut braces = Braces::default();
        let width = figure.width.map(|width| format!("{width}%"));
        braces.key("width", width.as_deref());
        braces.key("decorative", figure.decorative.then_some("true"));
        braces.key("description", figure.description.as_deref());
        let picture = lines::in_one(&pen.written(&[])) + &braces.written();
        if figure.caption.is_empty() {
            return vec![picture];
        }
        let caption = Self { in_div: true, ..*self }.all(&figure.caption, false);
        fenced("figure", [vec![picture, String::new()], caption].concat())
    }
}

/// Comments, each in a line or lines of its own.
pub(super) fn comments(texts: &[&str]) -> Vec<String> {
    let mut out = Vec::new();
    for text in texts {
        let text: String = text.chars().filter(|c| !matches!(c, '%' | '}')).collect();
        out.extend(format!("{{%{text}%}}").split('\n').map(str::to_owned));
        if text.contains('\n') {
            // Of several lines it is a paragraph of which nothing is left.
            out.push(String::new());
        }
    }
    out
}

/// What says how the lines of verse are counted.
fn counting(block: &Block, braces: &mut Braces) {
    let Some(writing) = &block.written.0 else { return derived(block, braces) };
    if writing.shared {
        braces.class("shared");
    }
    writing.counting.iter().for_each(|(key, value)| braces.key(key, Some(value)));
}

/// The same of verse that was not read, by the numbers of its lines.
fn derived(block: &Block, braces: &mut Braces) {
    let BlockKind::Verse { stanzas } = &block.kind else { return };
    let lines: Vec<_> = stanzas.iter().flat_map(|stanza| &stanza.lines).collect();
    if lines.first().is_some_and(|line| line.before.is_some()) {
        braces.class("shared");
    }
    let counted = lines.iter().filter(|line| line.before.is_none());
    let mut numbers = (0u32..).zip(counted).filter_map(|(at, line)| Some((at, line.number?)));
    let Some((at, number)) = numbers.next() else { return };
    let every = numbers.next().map_or(number, |(_, next)| next.saturating_sub(number));
    braces.key("numbered", Some(&every.to_string()));
    if let Some(start) = number.checked_sub(at).filter(|start| *start > 1) {
        braces.key("start", Some(&start.to_string()));
    }
}

/// Whether a block ends with a line that nothing goes on with.
fn is_closed(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Figure(figure) => !figure.caption.is_empty(),
        kind => matches!(
            kind,
            BlockKind::Epigraph { .. }
                | BlockKind::Letter { .. }
                | BlockKind::Drama { .. }
                | BlockKind::Group { .. }
                | BlockKind::Verse { .. }
                | BlockKind::ThematicBreak
                | BlockKind::Code { .. }
        ),
    }
}

/// Lines behind signs: the first has its own.
pub(super) fn prefixed(first: &str, others: &str, lines: Vec<String>) -> Vec<String> {
    let prefix = |(n, line): (usize, String)| {
        let prefix = if n == 0 { first } else { others };
        match line.is_empty() {
            true => prefix.trim_end().to_owned(),
            false => format!("{prefix}{line}"),
        }
    };
    lines.into_iter().enumerate().map(prefix).collect()
}

/// Lines between colons, of which there are more than in any of them.
pub(super) fn fenced(class: &str, lines: Vec<String>) -> Vec<String> {
    let colons = |line: &String| {
        let line = line.trim_start_matches(|c: char| {
            " >-+*.:()".contains(c) && c != ':' || c.is_ascii_alphanumeric()
        });
        line.len() - line.trim_start_matches(':').len()
    };
    let inner = lines.iter().map(colons).max().unwrap_or(0);
    let fence = ":".repeat(if inner < 3 { 3 } else { inner + 1 });
    let opening = format!("{fence} {class}").trim_end().to_owned();
    [vec![opening], lines, vec![fence]].concat()
}

fn code(syntax: Option<&str>, text: &str) -> Vec<String> {
    let fence = "`".repeat(3.max(longest_run(text, '`') + 1));
    let opening = format!("{fence} {}", syntax.unwrap_or_default()).trim_end().to_owned();
    let lines = text.split('\n').filter(|_| !text.is_empty()).map(str::to_owned);
    std::iter::once(opening).chain(lines).chain([fence.clone()]).collect()
}

/// The one block that a note has on account of its own attributes.
pub(super) fn own_group(body: &[Block]) -> Option<(&Block, &[Block])> {
    match body {
        [group @ Block { kind: BlockKind::Group { blocks }, .. }]
            if group.id.is_some() || group.language.is_some() =>
        {
            Some((group, blocks))
        }
        _ => None,
    }
}

/// The one piece around a title that has a language of its own.
pub(super) fn own_language(title: &[Inline]) -> Option<(&Inline, &[Inline])> {
    match title {
        [
            group @ Inline {
                kind: InlineKind::Group { content }, id: None, language: Some(_), ..
            },
        ] => Some((group, content)),
        _ => None,
    }
}
