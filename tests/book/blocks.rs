//! Paragraphs and the other blocks of a chapter, as Djot.

use super::grammar::Case;
use super::pen::{BOUND, NARROW, Pen};
use super::sentences::capital;
use super::words::Kind;

/// What a chapter is made of: its text, and the notes that are called in it.
pub struct Sheet {
    /// Prefix of the labels of notes.
    pub name: String,
    pub text: String,
    pub notes: Vec<String>,
    /// A note is called in so many paragraphs of a hundred.
    pub noted: usize,
    /// Every fourth note is the editor's, at the foot of the page.
    pub footnotes: bool,
}

impl Sheet {
    pub fn words(&self) -> usize {
        self.text.split_whitespace().count()
    }

    /// A block with an empty line before it. Long lines are broken as an editor would.
    pub fn block(&mut self, text: &str) {
        self.text.push('\n');
        self.text.push_str(&wrapped(text));
        self.text.push('\n');
    }

    fn raw(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }
}

/// Lines of about a hundred characters; none begins with what could be markup.
fn wrapped(text: &str) -> String {
    let mut out = String::new();
    let mut width = 0;
    for word in text.split(' ') {
        let length = word.chars().count();
        let starts_well = word.starts_with(|first: char| first.is_alphabetic() || first == '„');
        if width > 0 && width + length > 100 && starts_well {
            out.push('\n');
            width = 0;
        } else if width > 0 {
            out.push(' ');
            width += 1;
        }
        out.push_str(word);
        width += length;
    }
    out
}

impl Pen {
    /// A paragraph of narration, of the length that paragraphs have: many short, few long.
    pub fn paragraph(&mut self, sheet: &mut Sheet) {
        let sentences = match self.random.below(100) {
            0..8 => self.random.between(1, 2),
            8..40 => self.random.between(3, 5),
            40..75 => self.random.between(6, 9),
            _ => self.random.between(10, 16),
        };
        let call_at = self.random.percent(sheet.noted).then(|| self.random.below(sentences));
        let text: Vec<String> = (0..sentences)
            .map(|n| {
                let sentence = self.sentence();
                if call_at == Some(n) { sentence + &self.call(sheet) } else { sentence }
            })
            .collect();
        sheet.block(&text.join(" "));
    }

    /// A call, its note put aside.
    fn call(&mut self, sheet: &mut Sheet) -> String {
        let number = sheet.notes.len() + 1;
        let series = if sheet.footnotes && number.is_multiple_of(4) { "hg:" } else { "" };
        let label = format!("{series}{}-{number}", sheet.name);
        let note = wrapped(&self.note()).replace('\n', "\n    ");
        sheet.notes.push(format!("[^{label}]: {note}"));
        format!("[^{label}]")
    }

    fn note(&mut self) -> String {
        let leaf = self.random.between(2, 340);
        let reference = match self.random.below(4) {
            0 => format!(
                "Vgl.{BOUND}{}, S.{NARROW}{leaf}–{}.",
                self.author(),
                leaf + self.random.between(1, 9)
            ),
            1 => format!(
                "Stadtarchiv {}, Bestand {}, Bl.{NARROW}{leaf}.",
                self.word("towns"),
                self.random.between(3, 90)
            ),
            2 => format!("Brief vom {}, S.{NARROW}{}.", self.date(), self.random.between(1, 9)),
            _ => format!("{}, S.{NARROW}{leaf}{NARROW}f.", self.author()),
        };
        let remarks = self.random.below(4);
        (0..remarks.saturating_sub(1))
            .fold(reference, |text, _| format!("{text} {}", self.sentence()))
    }

    fn author(&mut self) -> String {
        let (first, last) = (self.word("men"), self.word("surnames"));
        let idea = self.noun(&[Kind::Idea]).singular;
        let title = self.title(&idea);
        format!("{first} {last}, [{title}]{{.title}}, {} {}", self.word("towns"), self.year())
    }

    /// People who talk: a paragraph for each turn.
    pub fn dialogue(&mut self, sheet: &mut Sheet) {
        for _ in 0..self.random.between(3, 9) {
            let (said, says) = (self.said(), self.says());
            let text = match self.random.below(6) {
                0 => format!("„{}“", self.question()),
                1 => format!("„{said}!“"),
                2 => {
                    let more = self.sentence().replace('„', "‚").replace('“', "‘");
                    format!("„{said}“, {says}. „{more}“")
                }
                3 => format!("„{}“, {says}.", self.question()),
                4 => format!("Da {says}: „{said}.“"),
                _ => format!("„{said}“, {says}."),
            };
            self.written.insert(text.clone());
            sheet.block(&text);
        }
    }

    pub fn quotation(&mut self, sheet: &mut Sheet) {
        let text: Vec<String> = (0..self.random.between(2, 4)).map(|_| self.sentence()).collect();
        let quoted = wrapped(&text.join(" ")).replace('\n', "\n> ");
        sheet.raw(&format!("\n> {quoted}\n>\n> {{.attribution}}\n> {}", self.author()));
    }

    pub fn verse(&mut self, sheet: &mut Sheet) {
        sheet.raw("\n::: verse");
        for stanza in 0..self.random.between(2, 4) {
            if stanza > 0 {
                sheet.raw("");
            }
            for line in 0..4 {
                let indent = if line % 2 == 1 { "  " } else { "" };
                let thing = self.phrase(&[Kind::Thing, Kind::Idea], Case::Nominative);
                let is = if thing.plural { "sind" } else { "ist" };
                let (place, time) = (self.place(), self.word("times"));
                let text = match self.random.below(3) {
                    0 => format!("{} {is} {place}", thing.text),
                    1 => format!("{time} {place}"),
                    _ => format!("und {} schweigt {place}", self.word("men")),
                };
                sheet.raw(&format!("{indent}{},", capital(&text)));
            }
        }
        sheet.raw(":::");
    }

    pub fn letter(&mut self, sheet: &mut Sheet) {
        let (town, date) = (self.word("towns"), self.date());
        let (to, from) = (self.word("women"), self.word("men"));
        sheet.raw(&format!(
            "\n::: letter\n{{.dateline}}\n{town}, den {date}\n\n{{.salutation}}\nLiebe {to},"
        ));
        for _ in 0..self.random.between(2, 4) {
            let text: Vec<String> =
                (0..self.random.between(2, 6)).map(|_| self.sentence()).collect();
            sheet.block(&text.join(" "));
        }
        sheet.raw(&format!("\n{{.signature}}\n{from}\n:::"));
    }

    pub fn list(&mut self, sheet: &mut Sheet) {
        sheet.raw("");
        for number in 1..=self.random.between(3, 5) {
            let text = wrapped(&self.sentence()).replace('\n', "\n   ");
            sheet.raw(&format!("{number}. {text}"));
        }
    }

    pub fn table(&mut self, sheet: &mut Sheet) {
        let goods: Vec<String> = (0..3).map(|_| self.noun(&[Kind::Thing]).singular).collect();
        sheet.raw(&format!("\n| Jahr | {} |\n|------|{}", goods.join(" | "), "-----:|".repeat(3)));
        let first = self.year();
        for row in 0..self.random.between(4, 7) {
            let counts: Vec<String> =
                (0..3).map(|_| self.random.between(3, 980).to_string()).collect();
            sheet.raw(&format!("| {} | {} |", first + row, counts.join(" | ")));
        }
        sheet.raw(&format!("\n^ Bestände {}", self.place()));
    }
}
