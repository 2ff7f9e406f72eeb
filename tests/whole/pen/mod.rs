//! Writes an edition down, and keeps what a reader has to find in it.

mod blocks;
mod lines;
mod manifest;

use std::collections::{BTreeMap, BTreeSet};

use umbruch::storage::MemoryFolder;

use super::written::Edition;

/// What has to be found in every output.
#[derive(Debug, Clone, Default)]
pub struct Expected {
    /// In this order, in the sections.
    pub text: Vec<Piece>,
    /// In this order, in one note each, behind its label.
    pub notes: Vec<(String, Vec<Piece>)>,
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
    let mut pen = Pen { sections: edition.sections.len(), ..Pen::default() };
    let mut files = Vec::new();
    let mut manifest = pen.head(edition);
    let mut entries = String::new();
    for (number, section) in edition.sections.iter().enumerate() {
        let text = pen.section(section, number);
        pen.entry(section, number, &mut entries);
        files.push((format!("text/{number}.dj"), text));
    }
    manifest += &pen.series(edition);
    manifest += &entries;
    manifest += &pen.generated(edition);
    files.push(("werke.bib".to_owned(), pen.works(edition)));
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

/// Whether a text is a word of an edition, which stands nowhere else in it.
pub fn is_word(text: &str) -> bool {
    text.starts_with("Qu") && text.ends_with('x') && text.chars().all(char::is_alphabetic)
}

/// A note can be one to a note to a note.
const NOTES_IN_NOTES: usize = 3;

#[derive(Default)]
struct Pen {
    words: usize,
    ids: usize,
    /// Ids that were written.
    places: Vec<String>,
    pages: usize,
    /// Labels of the notes of the file that is written, and of all before.
    labels: Vec<String>,
    all_labels: Vec<String>,
    labelled: usize,
    /// How many notes in each other one is, by its label.
    depths: BTreeMap<String, usize>,
    /// Of the notes that are being written, the depth of what they call.
    open: Vec<usize>,
    /// The series of labels that name none, and those of which a note is called.
    default_series: &'static str,
    called: BTreeSet<&'static str>,
    sections: usize,
    /// Whether the typography is mended.
    fixes: bool,
    /// Whether a quotation in single marks is around.
    in_single: bool,
    /// Whether citations stand in the text, or in notes.
    cites_in_notes: bool,
    cited: BTreeSet<usize>,
    ranges: usize,
    captions: [usize; 2],
    addresses: usize,
    /// Definitions of notes and addresses that wait for the end of their block.
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
        if !text.is_empty() {
            self.said.push(Piece::Text(text));
        }
    }

    /// A word that has to be found somewhere.
    fn anywhere(&mut self) -> String {
        let word = self.word();
        self.expected.anywhere.push(word.clone());
        word
    }

    /// A word for the editor.
    fn nowhere(&mut self) -> String {
        let word = self.word();
        self.expected.nowhere.push(word.clone());
        word
    }

    fn id(&mut self) -> String {
        self.ids += 1;
        let id = format!("ort-{}", self.ids);
        self.places.push(id.clone());
        id
    }

    fn attributes(&mut self, attributes: &str) -> String {
        let own = if attributes.contains("#ID") {
            attributes.replace("#ID", &format!("#{}", self.id()))
        } else {
            attributes.to_owned()
        };
        format!("{{{own}}}")
    }

    /// Writes the notes that were called down.
    fn flush(&mut self, lines: &mut Vec<String>) {
        for note in std::mem::take(&mut self.waiting) {
            lines.extend(note);
            lines.push(String::new());
        }
    }
}

fn indented(lines: Vec<String>, by: usize) -> Vec<String> {
    let indent = " ".repeat(by);
    lines.into_iter().map(|l| if l.is_empty() { l } else { format!("{indent}{l}") }).collect()
}
