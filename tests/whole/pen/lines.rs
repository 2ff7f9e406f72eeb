//! Lines and what stands in them.

use std::fmt::Write as _;

use super::super::written::{Block, Inline};
use super::{NOTES_IN_NOTES, Pen, Piece, Place, indented};

impl Pen {
    /// A line; it begins with a word.
    pub(super) fn line(&mut self, line: &[Inline], place: Place) -> String {
        let mut out = self.said();
        for inline in line {
            let piece = self.inline(inline, place);
            if !piece.is_empty() {
                if !is_glued(inline) && !out.ends_with('\n') {
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
            Inline::Link(address, below, inner) => self.link(address, *below, inner),
            Inline::Autolink(address) => {
                self.said.push(Piece::Address((*address).to_owned()));
                self.text(address);
                format!("<{address}>")
            }
            Inline::Mail => {
                let address = format!("{}@example.org", self.word().to_lowercase());
                self.said.push(Piece::Address(format!("mailto:{address}")));
                self.text(&address);
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
            Inline::Place(at, page) => {
                let Some(id) = self.places.get(at % self.places.len().max(1)).cloned() else {
                    return String::new();
                };
                let page = if *page { "{.page}" } else { "" };
                format!("[{}](#{id}){page}", self.said())
            }
            Inline::Code(code) => {
                self.text(code);
                format!("``{code} ``")
            }
            Inline::Picture => format!("![{}](images/kai_\\(neu\\).png)", self.alt()),
            Inline::Call(sign, series, begins, body) => self.call(sign, series, begins, body),
            Inline::Again(at, other) => self.again(*at, *other),
            Inline::Page(within) => self.page(*within),
            Inline::Index(around, key) => self.index(*around, key),
            Inline::Cite(work, before, behind) => self.cite(*work, *before, behind),
            Inline::Comment => format!("{{% {} %}}", self.nowhere()),
            Inline::Break if place == Place::Prose => "\\\n".to_owned(),
            Inline::Break => String::new(),
            // A long dash is one of those that `typography = "fix"` mends.
            Inline::Sign("---", _) if self.fixes => {
                self.text("–");
                "--".to_owned()
            }
            // It closes the quotation there.
            Inline::Sign("ein'}s", _) if self.in_single => self.said(),
            Inline::Sign(source, read) => {
                self.text(read);
                (*source).to_owned()
            }
            Inline::Quoted(mark, inner) => {
                let outer = self.in_single;
                self.in_single |= *mark == '\'';
                let inner = self.line(inner, place);
                self.in_single = outer;
                format!("{mark}{inner}{mark}")
            }
        }
    }

    fn link(&mut self, address: &str, below: bool, inner: &[Inline]) -> String {
        self.said.push(Piece::Address(address.to_owned()));
        let inner = self.plain_line(inner);
        if !below {
            return format!("[{inner}]({address})");
        }
        self.addresses += 1;
        let label = format!("adresse {}", self.addresses);
        self.waiting.push(vec![format!("[{label}]: {address}")]);
        format!("[{inner}][{label}]")
    }

    /// Words for a link, in which no other link stands.
    fn plain_line(&mut self, inner: &[Inline]) -> String {
        let words: Vec<String> = inner.iter().map(|_| self.said()).collect();
        words.join(" ")
    }

    fn call(&mut self, sign: &str, series: &'static str, begins: &str, body: &[Block]) -> String {
        let word = self.said();
        self.text(sign);
        self.labelled += 1;
        let label = format!("{series}n{}", self.labelled);
        let of = if series.is_empty() { self.default_series } else { series.trim_end_matches(':') };
        self.called.insert(of);
        let outer = std::mem::take(&mut self.said);
        self.open.push(0);
        // Behind `Ebd.` the e-book may say what the note before names.
        begins.split(", ").for_each(|part| self.text(part));
        let blocks = self.entry_blocks(body);
        let depth = self.open.pop().expect("it was pushed") + 1;
        self.calls(depth);
        self.depths.insert(label.clone(), depth);
        let note = std::mem::replace(&mut self.said, outer);
        self.expected.notes.push((label.clone(), note));
        let mut lines = indented(blocks, 4);
        let begins = if begins.is_empty() { String::new() } else { format!("{begins}. ") };
        lines[0] = format!("[^{label}]: {begins}{}", lines[0].trim_start());
        self.waiting.push(lines);
        self.labels.push(label.clone());
        self.all_labels.push(label.clone());
        format!("{word}{sign}[^{label}]")
    }

    fn again(&mut self, at: usize, other: bool) -> String {
        let labels = if other { &self.all_labels } else { &self.labels };
        let Some(label) = labels.get(at % labels.len().max(1)).cloned() else {
            return String::new();
        };
        let depth = self.depths[&label];
        if self.open.len() + depth > NOTES_IN_NOTES {
            return String::new();
        }
        self.calls(depth);
        format!("[^{label}]")
    }

    /// Keeps of the note that is written how deep what it calls is.
    fn calls(&mut self, depth: usize) {
        if let Some(open) = self.open.last_mut() {
            *open = depth.max(*open);
        }
    }

    fn page(&mut self, within: bool) -> String {
        self.pages += 1;
        let marker = format!("[{}]{{.page}}", self.pages);
        if !within {
            return marker;
        }
        let word = self.word();
        let (before, behind) = word.split_at(4);
        self.text(before);
        self.text(behind);
        format!("{before}{marker}{behind}")
    }

    fn index(&mut self, around: bool, key: &str) -> String {
        let words = if around { self.said() } else { String::new() };
        let mut attributes = ".index".to_owned();
        if !around || matches!(key, "sort" | "both") {
            let term = self.anywhere();
            write!(attributes, " term=\"{term}\"").expect("a string takes all");
        }
        let mut end = String::new();
        let own = match key {
            "sub" => format!(" sub=\"{}\"", self.anywhere()),
            "sort" => format!(" sort=\"{}\"", self.word()),
            "both" => format!(" sub=\"{}\" sort=\"{}\"", self.anywhere(), self.word()),
            "see" => " see=\"Kai: Bau\"".to_owned(),
            "see-also" => " see-also=\"Kai; Kai: Bau\"".to_owned(),
            "personen" => " index=\"personen\"".to_owned(),
            "from" => {
                self.ranges += 1;
                let label = format!("spanne{}", self.ranges);
                end = format!(" {}[]{{.index to=\"{label}\"}}", self.said());
                format!(" from=\"{label}\"")
            }
            _ => String::new(),
        };
        format!("[{words}]{{{attributes}{own}}}{end}")
    }

    fn cite(&mut self, work: usize, before: bool, behind: &str) -> String {
        self.cited.insert(work);
        let words = if before { format!("{} ", self.anywhere()) } else { String::new() };
        let (key, behind) = match behind {
            "-" => ("-@", String::new()),
            "word" => ("@", format!(", {}", self.anywhere())),
            _ => ("@", behind.to_owned()),
        };
        if behind.contains("werk0") {
            self.cited.insert(0);
        }
        // In front of a note that is made of it, no space stands.
        let words = format!("[{words}{key}werk{work}{behind}]{{.cite}}");
        if self.cites_in_notes { words } else { format!("{} {words}", self.said()) }
    }
}

/// Whether a piece stands right behind the word before it.
fn is_glued(inline: &Inline) -> bool {
    matches!(inline, Inline::Again(..) | Inline::Comment | Inline::Break)
        || matches!(inline, Inline::Sign(_, "!"))
}
