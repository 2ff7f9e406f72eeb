//! Sections and their blocks.

use std::fmt::Write as _;

use super::super::written::{Block, Inline, Passage, Section};
use super::{Pen, Piece, Place, indented};

impl Pen {
    pub(super) fn section(&mut self, section: &Section, number: usize) -> String {
        self.labels.clear();
        self.default_series = section.notes.unwrap_or("autor");
        let mut lines = Vec::new();
        let mut above = 1;
        for (n, passage) in section.passages.iter().enumerate() {
            let level = match (n, section.heading) {
                (0, true) => Some(1),
                (0, false) => None,
                _ => Some(passage.level.min(above + 1)),
            };
            if let Some(level) = level {
                above = level;
                lines.extend(self.heading(passage, level));
                lines.push(String::new());
                self.flush(&mut lines);
            }
            if number == 0 && n == 0 {
                // The entries that others lead to.
                let personen = "[]{.index index=\"personen\" term=\"Ida\"}";
                let kai = "[]{.index term=\"Kai\"}[]{.index term=\"Kai\" sub=\"Bau\"}";
                lines.extend([format!("Am Kai.{kai}{personen}"), String::new()]);
            }
            for block in &passage.blocks {
                lines.extend(self.block(block));
                lines.push(String::new());
                self.flush(&mut lines);
            }
        }
        self.expected.text.append(&mut self.said);
        lines.join("\n") + "\n"
    }

    fn heading(&mut self, passage: &Passage, level: usize) -> Vec<String> {
        let number = passage.number.then(|| self.said());
        let title = self.line(&passage.title, Place::Line);
        let subtitle = passage.subtitle.then(|| self.said());
        let short = passage.short.then(|| self.word());
        let mut attributes = String::new();
        for (key, value) in [("number", number), ("subtitle", subtitle), ("short", short)] {
            if let Some(value) = value {
                write!(attributes, "{key}=\"{value}\" ").expect("a string takes all");
            }
        }
        // The section has an id already.
        let own = if level == 1 {
            passage.attributes.replace("#ID", "")
        } else {
            passage.attributes.to_owned()
        };
        let mut lines = self.before(&own);
        if !attributes.is_empty() {
            lines.push(format!("{{{}}}", attributes.trim_end()));
        }
        lines.push(format!("{} {title}", "#".repeat(level)));
        lines
    }

    /// Blocks, with empty lines between.
    fn blocks(&mut self, blocks: &[Block]) -> Vec<String> {
        let mut lines = Vec::new();
        for block in blocks {
            parted(&mut lines);
            lines.extend(self.block(block));
        }
        lines
    }

    /// Blocks behind the sign of an entry or a note: the first is a paragraph.
    pub(super) fn entry_blocks(&mut self, blocks: &[Block]) -> Vec<String> {
        let mut lines = vec![self.said()];
        for block in blocks {
            lines.push(String::new());
            lines.extend(self.block(block));
        }
        lines
    }

    fn block(&mut self, block: &Block) -> Vec<String> {
        match block {
            Block::Paragraph(attributes, line) => self.paragraph(attributes, line, Place::Prose),
            Block::Quotation(blocks) => {
                self.blocks(blocks).iter().map(|l| format!("> {l}").trim_end().to_owned()).collect()
            }
            Block::Verse(attributes, stanzas) => self.verse(attributes, stanzas),
            Block::Between(name, attributes, blocks) => {
                let own = self.before(attributes);
                let lines = self.blocks(blocks);
                between(name, own, lines)
            }
            Block::Letter(line, blocks) => self.letter(line, blocks),
            Block::Drama(attributes, stage, speeches, shared) => {
                self.drama(attributes, stage.as_deref(), speeches, *shared)
            }
            Block::Figure(attributes, caption, described) => {
                self.figure(attributes, caption, *described)
            }
            Block::Table(caption, aligned, head, rows) => {
                self.table(caption.as_deref(), aligned, *head, rows)
            }
            Block::List(marker, tight, items) => self.list(marker, *tight, items),
            Block::Definitions(entries) => {
                let mut lines = Vec::new();
                for (term, blocks) in entries {
                    parted(&mut lines);
                    lines.push(format!(": {}", self.line(term, Place::Line)));
                    lines.push(String::new());
                    lines.extend(indented(self.entry_blocks(blocks), 2));
                }
                lines
            }
            Block::Break(signs) => vec![(*signs).to_owned()],
            Block::Code(language, code) => {
                let mut lines = vec![format!("````{language}")];
                for line in code {
                    let word = self.said();
                    self.text(line);
                    lines.push(format!("{word}{line}"));
                }
                lines.push("````".to_owned());
                lines
            }
            Block::Comment => vec![format!("{{% {} %}}", self.nowhere())],
            Block::Speech(mark, each, paragraphs) => {
                let outer = self.in_single;
                self.in_single |= *mark == '\'';
                let mut lines = Vec::new();
                for (n, line) in paragraphs.iter().enumerate() {
                    parted(&mut lines);
                    let opens = n == 0 || *each;
                    let opening = if opens { mark.to_string() } else { String::new() };
                    let mut line = format!("{opening}{}", self.line(line, Place::Prose));
                    if n + 1 == paragraphs.len() {
                        write!(line, " {}{mark}", self.said()).expect("a string takes all");
                    }
                    lines.extend(line.split('\n').map(str::to_owned));
                }
                self.in_single = outer;
                lines
            }
            Block::With(attributes, block) => {
                // A block of its own has the id that it may have.
                let inner = self.block(block);
                let has_own = inner[0].starts_with('{') && attributes.contains("#ID");
                let own = if has_own { Vec::new() } else { self.before(attributes) };
                let takes = !matches!(**block, Block::Comment | Block::With(..));
                [if takes { own } else { Vec::new() }, inner].concat()
            }
        }
    }

    fn before(&mut self, attributes: &str) -> Vec<String> {
        if attributes.is_empty() { Vec::new() } else { vec![self.attributes(attributes)] }
    }

    fn paragraph(&mut self, attributes: &str, line: &[Inline], place: Place) -> Vec<String> {
        let mut lines = self.before(attributes);
        lines.extend(self.line(line, place).split('\n').map(str::to_owned));
        lines
    }

    fn verse(&mut self, attributes: &str, stanzas: &[Vec<Vec<Inline>>]) -> Vec<String> {
        let own = self.before(attributes);
        let mut lines = Vec::new();
        for stanza in stanzas {
            parted(&mut lines);
            for (m, line) in stanza.iter().enumerate() {
                let indent = " ".repeat(m % 3);
                lines.push(format!("{indent}{}", self.line(line, Place::Line)));
            }
        }
        between("verse", own, lines)
    }

    fn letter(&mut self, line: &[Inline], blocks: &[Block]) -> Vec<String> {
        let mut lines = Vec::new();
        for class in [".address", ".dateline", ".salutation"] {
            lines.extend(self.paragraph(class, line, Place::Prose));
            lines.push(String::new());
        }
        lines.extend(self.blocks(blocks));
        for class in [".signature", ".postscript"] {
            lines.push(String::new());
            lines.extend(self.paragraph(class, line, Place::Prose));
        }
        between("letter", Vec::new(), lines)
    }

    fn drama(
        &mut self,
        attributes: &str,
        stage: Option<&[Inline]>,
        speeches: &[(Vec<Inline>, Vec<Block>)],
        shared: bool,
    ) -> Vec<String> {
        let own = self.before(attributes);
        let mut lines = Vec::new();
        if let Some(stage) = stage {
            lines.extend(self.paragraph(".stage", stage, Place::Prose));
        }
        for (speaker, speech) in speeches {
            parted(&mut lines);
            lines.extend(self.paragraph(".speaker", speaker, Place::Line));
            lines.push(String::new());
            lines.extend(self.blocks(speech));
        }
        if shared {
            let verse = vec![vec![vec![Inline::Word]; 2]];
            for attributes in ["", ".shared"] {
                parted(&mut lines);
                lines.extend(self.paragraph(".speaker", &[], Place::Line));
                lines.push(String::new());
                lines.extend(self.verse(attributes, &verse));
            }
        }
        between("drama", own, lines)
    }

    fn figure(
        &mut self,
        attributes: &str,
        caption: &[Vec<Inline>],
        described: bool,
    ) -> Vec<String> {
        let decorative = attributes.starts_with("decorative");
        let alt = if decorative { String::new() } else { self.alt() };
        let description = (described && !decorative).then(|| self.id());
        let mut own = attributes.replace("#ID", "");
        if let Some(id) = &description {
            own = format!("{own} description={id}").trim_start().to_owned();
        }
        let own = if own.is_empty() { own } else { format!("{{{own}}}") };
        let picture = format!("![{alt}](images/kai_\\(neu\\).png){own}");
        let mut lines = if attributes == "#ID" { self.before(attributes) } else { Vec::new() };
        if caption.is_empty() {
            lines.push(picture);
        } else {
            self.captions[0] += 1;
            let mut inner = vec![picture];
            for line in caption {
                inner.push(String::new());
                inner.extend(self.paragraph("", line, Place::Prose));
            }
            lines = between("figure", lines, inner);
        }
        if let Some(id) = description {
            lines.extend([String::new(), format!("{{#{id}}}"), self.said()]);
        }
        lines
    }

    pub(super) fn alt(&mut self) -> String {
        let alt = format!("{} {}", self.word(), self.word());
        self.said.push(Piece::Alt(alt.clone()));
        alt
    }

    fn table(
        &mut self,
        caption: Option<&[Inline]>,
        aligned: &[&str],
        head: bool,
        rows: &[Vec<Vec<Inline>>],
    ) -> Vec<String> {
        // The caption stands behind the table, and is read before it.
        let caption = caption.map(|caption| self.line(caption, Place::Line));
        let mut lines = Vec::new();
        for (n, row) in rows.iter().enumerate() {
            let cells: Vec<String> = row.iter().map(|cell| self.line(cell, Place::Line)).collect();
            lines.push(format!("| {} |", cells.join(" | ")));
            if head && n == 0 {
                lines.push(format!("|{}|", aligned.join("|")));
            }
        }
        if let Some(caption) = caption {
            self.captions[1] += 1;
            lines.extend([String::new(), format!("^ {caption}")]);
        }
        lines
    }

    fn list(&mut self, marker: &str, tight: bool, items: &[Vec<Block>]) -> Vec<String> {
        let mut lines = Vec::new();
        for (n, item) in items.iter().enumerate() {
            if n > 0 && !tight {
                lines.push(String::new());
            }
            let lists = item.iter().filter(|block| !tight || matches!(block, Block::List(..)));
            let blocks: Vec<Block> = lists.cloned().collect();
            let inner = indented(self.entry_blocks(&blocks), marker.len() + 1);
            let marker = format!("{marker} ");
            lines.extend(inner.into_iter().enumerate().map(|(m, line)| {
                if m == 0 { format!("{marker}{}", line.trim_start()) } else { line }
            }));
        }
        lines
    }
}

/// An empty line behind what stands there.
fn parted(lines: &mut Vec<String>) {
    if !lines.is_empty() {
        lines.push(String::new());
    }
}

/// Lines between as many colons as are needed, behind its attributes.
fn between(name: &str, attributes: Vec<String>, lines: Vec<String>) -> Vec<String> {
    let colons = |line: &String| {
        let line = line.trim_start_matches([' ', '>']);
        line.len() - line.trim_start_matches(':').len()
    };
    let fence = ":".repeat(lines.iter().map(colons).max().unwrap_or(0).max(2) + 1);
    let mut out = attributes;
    out.push(format!("{fence} {name}").trim_end().to_owned());
    out.extend(lines);
    out.push(fence);
    out
}
