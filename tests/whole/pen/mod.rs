//! Writes an edition down, and keeps what a reader has to find in it.

use std::fmt::Write as _;

use umbruch::storage::MemoryFolder;

use crate::written::{Block, Edition, Inline, Passage, Section};

/// What has to be found in every output.
#[derive(Debug, Clone, Default)]
pub struct Expected {
    /// In this order, in the sections.
    pub text: Vec<Piece>,
    /// In this order, in one note each.
    pub notes: Vec<Vec<Piece>>,
    /// Somewhere.
    pub anywhere: Vec<String>,
    /// Nowhere.
    pub nowhere: Vec<String>,
}

/// Something that the source says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Signs that are read, without white space.
    Text(String),
    /// The alternative text of a picture.
    Alt(String),
    /// The address of a link.
    Address(String),
}

/// The files of an edition, and what has to be found.
pub fn written(edition: &Edition) -> (Vec<(String, String)>, Expected) {
    let mut pen = Pen::default();
    let mut files = Vec::new();
    let mut manifest = pen.head(edition);
    for (number, section) in edition.sections.iter().enumerate() {
        let text = pen.section(section, number, edition.sections.len());
        pen.entry(section, number, &mut manifest);
        files.push((format!("text/{number}.dj"), text));
    }
    manifest.push_str("[[section]]\nrole = \"index\"\n");
    files.push(("edition.toml".to_owned(), manifest));
    (files, pen.expected)
}

/// The files in memory, with their picture.
pub fn folder(files: &[(String, String)]) -> MemoryFolder {
    let mut png = std::io::Cursor::new(Vec::new());
    let picture = image::GrayImage::from_pixel(1200, 600, image::Luma([128]));
    picture.write_to(&mut png, image::ImageFormat::Png).expect("a picture can be written");
    let start = MemoryFolder::default().with("images/kai_(neu).png", png.into_inner());
    files.iter().fold(start, |folder, (path, text)| folder.with(path, text.as_bytes()))
}

#[derive(Default)]
struct Pen {
    words: usize,
    ids: usize,
    pages: usize,
    /// Labels of the notes of the file that is written.
    labels: Vec<String>,
    labelled: usize,
    sections: usize,
    /// Definitions of notes that wait for the end of their block.
    waiting: Vec<Vec<String>>,
    /// What was said in the piece of text that is written: the text's or a note's.
    said: Vec<Piece>,
    expected: Expected,
}

/// Where a line stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Prose,
    /// Where no line can end: in headings, cells, verse, captions, terms.
    Line,
}

impl Pen {
    /// A word that stands nowhere else, and in no other.
    fn word(&mut self) -> String {
        const SYLLABLES: [&str; 16] = [
            "ba", "fle", "gi", "do", "ku", "la", "me", "ni", "po", "ru", "sa", "te", "fi", "wo",
            "zu", "fa",
        ];
        let number = self.words;
        self.words += 1;
        let syllable = |place: u32| SYLLABLES[number / 16usize.pow(place) % 16];
        format!("Qu{}{}{}{}x", syllable(3), syllable(2), syllable(1), syllable(0))
    }

    /// A word that has to be found here.
    fn said(&mut self) -> String {
        let word = self.word();
        self.text(&word);
        word
    }

    fn text(&mut self, text: &str) {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        self.said.push(Piece::Text(text));
    }

    fn id(&mut self) -> String {
        self.ids += 1;
        format!("ort-{}", self.ids)
    }

    fn attributes(&mut self, attributes: &str) -> String {
        let own = attributes.replace("#ID", &format!("#{}", self.id()));
        format!("{{{own}}}")
    }

    fn head(&mut self, edition: &Edition) -> String {
        let (title, subtitle, author) = (self.word(), self.word(), self.word());
        let mut manifest = format!(
            "slug = \"a\"\ntitle = \"{title}\"\nsubtitle = \"{subtitle}\"\nlanguage = \"{}\"\n\
             identifier = \"urn:uuid:6f9619ff-8b86-4d01-b42d-00cf4fc964ff\"\ndate = 2026-11-23\n\
             layouts = [\"{}\"]\npage-markers = \"{}\"\ntypography = \"{}\"\n\
             [[contributor]]\nname = \"{author}\"\n",
            edition.language, edition.layout, edition.page_markers, edition.typography
        );
        for (name, (placement, numbering, marks)) in
            ["autor", "red", "fuss"].iter().zip(&edition.series)
        {
            write!(
                manifest,
                "[notes.{name}]\nplacement = \"{placement}\"\nnumbering = \"{numbering}\"\nmarks = \"{marks}\"\n"
            )
            .expect("a string takes all");
        }
        self.expected.anywhere.extend([title, subtitle, author]);
        manifest
    }

    fn entry(&mut self, section: &Section, number: usize, manifest: &mut String) {
        write!(
            manifest,
            "[[section]]\nfile = \"text/{number}.dj\"\nid = \"s{number}\"\nrole = \"{}\"\n",
            section.role
        )
        .expect("a string takes all");
        if let Some(language) = section.language {
            writeln!(manifest, "language = \"{language}\"").expect("a string takes all");
        }
        if !section.heading {
            let title = self.word();
            writeln!(manifest, "title = \"{title}\"").expect("a string takes all");
            self.expected.anywhere.push(title);
        }
    }

    fn section(&mut self, section: &Section, number: usize, sections: usize) -> String {
        self.labels.clear();
        self.sections = sections;
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
            for (m, block) in passage.blocks.iter().enumerate() {
                if number == 0 && n == 0 && m == 0 {
                    // The one entry that others lead to.
                    lines.extend(["Am Kai.[]{.index term=\"Kai\"}".to_owned(), String::new()]);
                }
                lines.extend(self.block(block));
                lines.push(String::new());
                self.flush(&mut lines);
            }
        }
        self.expected.text.append(&mut self.said);
        lines.join("\n") + "\n"
    }

    /// Writes the notes that were called down.
    fn flush(&mut self, lines: &mut Vec<String>) {
        for note in std::mem::take(&mut self.waiting) {
            lines.extend(note);
            lines.push(String::new());
        }
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
        let mut lines = Vec::new();
        if !attributes.is_empty() {
            lines.push(format!("{{{}}}", attributes.trim_end()));
        }
        lines.push(format!("{} {title}", "#".repeat(level)));
        lines
    }

    /// Blocks, with empty lines between.
    fn blocks(&mut self, blocks: &[Block]) -> Vec<String> {
        let mut lines = Vec::new();
        for (n, block) in blocks.iter().enumerate() {
            if n > 0 {
                lines.push(String::new());
            }
            lines.extend(self.block(block));
        }
        lines
    }

    /// Blocks behind the sign of an entry or a note: the first is a paragraph.
    fn entry_blocks(&mut self, blocks: &[Block]) -> Vec<String> {
        let first = self.said();
        let mut lines = vec![first];
        for block in blocks {
            lines.push(String::new());
            lines.extend(self.block(block));
        }
        lines
    }

    fn block(&mut self, block: &Block) -> Vec<String> {
        match block {
            Block::Paragraph(attributes, line) => {
                let mut lines = self.before(attributes);
                lines.extend(self.line(line, Place::Prose).split('\n').map(str::to_owned));
                lines
            }
            Block::Quotation(blocks) => {
                self.blocks(blocks).iter().map(|l| format!("> {l}").trim_end().to_owned()).collect()
            }
            Block::Verse(attributes, stanzas) => {
                let mut lines = Vec::new();
                for (n, stanza) in stanzas.iter().enumerate() {
                    if n > 0 {
                        lines.push(String::new());
                    }
                    for (m, line) in stanza.iter().enumerate() {
                        let indent = " ".repeat(m % 3);
                        lines.push(format!("{indent}{}", self.line(line, Place::Line)));
                    }
                }
                self.between("verse", attributes, lines)
            }
            Block::Between(name, attributes, blocks) => {
                let lines = self.blocks(blocks);
                self.between(name, attributes, lines)
            }
            Block::Drama(speeches) => {
                let mut lines = Vec::new();
                for (speaker, speech) in speeches {
                    if !lines.is_empty() {
                        lines.push(String::new());
                    }
                    lines.push("{.speaker}".to_owned());
                    lines.push(self.line(speaker, Place::Line));
                    lines.push(String::new());
                    lines.extend(self.blocks(speech));
                }
                self.between("drama", "", lines)
            }
            Block::Figure(attributes, caption) => self.figure(attributes, caption.as_deref()),
            Block::Table(caption, aligned, head, rows) => {
                self.table(caption.as_deref(), aligned, *head, rows)
            }
            Block::List(marker, tight, items) => self.list(marker, *tight, items),
            Block::Definitions(entries) => {
                let mut lines = Vec::new();
                for (term, blocks) in entries {
                    if !lines.is_empty() {
                        lines.push(String::new());
                    }
                    lines.push(format!(": {}", self.line(term, Place::Line)));
                    lines.push(String::new());
                    lines.extend(indented(self.entry_blocks(blocks), 2));
                }
                lines
            }
            Block::Break => vec!["* * *".to_owned()],
            Block::Code(code) => {
                let mut lines = vec!["````".to_owned()];
                for line in code {
                    let word = self.said();
                    self.text(line);
                    lines.push(format!("{word}{line}"));
                }
                lines.push("````".to_owned());
                lines
            }
        }
    }

    fn before(&mut self, attributes: &str) -> Vec<String> {
        if attributes.is_empty() { Vec::new() } else { vec![self.attributes(attributes)] }
    }

    fn between(&mut self, name: &str, attributes: &str, lines: Vec<String>) -> Vec<String> {
        let colons = |line: &String| {
            let line = line.trim_start_matches([' ', '>']);
            line.len() - line.trim_start_matches(':').len()
        };
        let fence = ":".repeat(lines.iter().map(colons).max().unwrap_or(0).max(2) + 1);
        let mut out = self.before(attributes);
        out.push(format!("{fence} {name}").trim_end().to_owned());
        out.extend(lines);
        out.push(fence);
        out
    }

    fn figure(&mut self, attributes: &str, caption: Option<&[Inline]>) -> Vec<String> {
        let decorative = attributes.starts_with("decorative");
        let alt = if decorative { String::new() } else { self.alt() };
        let own = if attributes.is_empty() { String::new() } else { format!("{{{attributes}}}") };
        let picture = format!("![{alt}](images/kai_\\(neu\\).png){own}");
        let Some(caption) = caption else { return vec![picture] };
        let caption = self.line(caption, Place::Prose);
        let mut lines = vec![picture, String::new()];
        lines.extend(caption.split('\n').map(str::to_owned));
        self.between("figure", "", lines)
    }

    fn alt(&mut self) -> String {
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
            let blocks = if tight { &item[..0] } else { &item[..] };
            let inner = indented(self.entry_blocks(blocks), marker.len() + 1);
            let marker = format!("{marker} ");
            lines.extend(inner.into_iter().enumerate().map(|(m, line)| {
                if m == 0 { format!("{marker}{}", line.trim_start()) } else { line }
            }));
        }
        lines
    }

    /// A line; it begins with a word.
    fn line(&mut self, line: &[Inline], place: Place) -> String {
        let mut out = self.said();
        for inline in line {
            let piece = self.inline(inline, place);
            if !piece.is_empty() {
                let glued = inline_is_glued(inline);
                if !glued && !out.ends_with('\n') {
                    out.push(' ');
                }
                out.push_str(&piece);
            }
        }
        out.trim_end().trim_end_matches('\\').to_owned()
    }

    fn inline(&mut self, inline: &Inline, place: Place) -> String {
        match inline {
            Inline::Word => self.said(),
            Inline::Marked(mark, braced, inner) => {
                let inner = self.line(inner, Place::Line);
                let bare = !braced && matches!(mark, '_' | '*') && !inner.contains(*mark);
                if bare {
                    format!("{mark}{inner}{mark}")
                } else {
                    format!("{{{mark}{inner}{mark}}}")
                }
            }
            Inline::Within(mark) => {
                let word = self.said();
                let (before, behind) = word.split_at(4);
                format!("{{{mark}{before}{mark}}}{behind}")
            }
            Inline::Raised(mark) => format!("{}{mark}{}{mark}", self.said(), self.said()),
            Inline::Span(attributes, inner) => {
                let inner = self.line(inner, place);
                format!("[{inner}]{}", self.attributes(attributes))
            }
            Inline::Link(address, inner) => {
                self.said.push(Piece::Address((*address).to_owned()));
                let inner = self.plain_line(inner);
                format!("[{inner}]({address})")
            }
            Inline::Autolink(address) => {
                self.said.push(Piece::Address((*address).to_owned()));
                self.text(address);
                format!("<{address}>")
            }
            Inline::Address(address) => {
                self.text(address);
                (*address).to_owned()
            }
            Inline::Reference(at, page, inner) => {
                let inner = if inner.is_empty() { String::new() } else { self.plain_line(inner) };
                let page = if *page { "{.page}" } else { "" };
                format!("[{inner}](#s{}){page}", at % self.sections)
            }
            Inline::Code(code) => {
                self.text(code);
                format!("``{code} ``")
            }
            Inline::Picture => format!("![{}](images/kai_(neu).png)", self.alt()),
            Inline::Call(sign, series, body) => self.call(sign, series, body),
            Inline::Again(n) => match self.labels.get(n % self.labels.len().max(1)) {
                Some(label) => format!("[^{label}]"),
                None => String::new(),
            },
            Inline::Page => {
                self.pages += 1;
                format!("[{}]{{.page}}", self.pages)
            }
            Inline::Index(around, key) => self.index(*around, key),
            Inline::Comment => {
                let word = self.word();
                self.expected.nowhere.push(word.clone());
                format!("{{% {word} %}}")
            }
            Inline::Break if place == Place::Prose => "\\\n".to_owned(),
            Inline::Break => String::new(),
            Inline::Sign(source, read) => {
                self.text(read);
                (*source).to_owned()
            }
            Inline::Quoted(mark, inner) => format!("{mark}{}{mark}", self.line(inner, place)),
        }
    }

    /// Words for a link, in which no other link stands.
    fn plain_line(&mut self, inner: &[Inline]) -> String {
        let words: Vec<String> = inner.iter().map(|_| self.said()).collect();
        words.join(" ")
    }

    fn call(&mut self, sign: &str, series: &str, body: &[Block]) -> String {
        let word = self.said();
        self.text(sign);
        self.labelled += 1;
        let label = format!("{series}n{}", self.labelled);
        let outer = std::mem::take(&mut self.said);
        let blocks = self.entry_blocks(body);
        let note = std::mem::replace(&mut self.said, outer);
        self.expected.notes.push(note);
        let mut lines = indented(blocks, 4);
        lines[0] = format!("[^{label}]: {}", lines[0].trim_start());
        self.waiting.push(lines);
        self.labels.push(label.clone());
        format!("{word}{sign}[^{label}]")
    }

    fn index(&mut self, around: bool, key: &str) -> String {
        let words = if around { self.said() } else { String::new() };
        let mut attributes = ".index".to_owned();
        if !around || key == "sort" {
            let term = self.word();
            write!(attributes, " term=\"{term}\"").expect("a string takes all");
            self.expected.anywhere.push(term);
        }
        match key {
            "sub" | "sort" => {
                let value = self.word();
                write!(attributes, " {key}=\"{value}\"").expect("a string takes all");
                if key == "sub" {
                    self.expected.anywhere.push(value);
                }
            }
            "see" | "see-also" => {
                write!(attributes, " {key}=\"Kai\"").expect("a string takes all");
            }
            _ => {}
        }
        format!("[{words}]{{{attributes}}}")
    }
}

/// Whether a piece stands right behind the word before it.
fn inline_is_glued(inline: &Inline) -> bool {
    matches!(inline, Inline::Again(_) | Inline::Comment | Inline::Break)
        || matches!(inline, Inline::Sign(_, "!"))
}

fn indented(lines: Vec<String>, by: usize) -> Vec<String> {
    let indent = " ".repeat(by);
    lines.into_iter().map(|l| if l.is_empty() { l } else { format!("{indent}{l}") }).collect()
}
