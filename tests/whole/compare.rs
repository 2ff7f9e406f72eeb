//! What should be read, held against what is read.

use super::ebook::Ebook;
use super::pen::{Expected, Piece};
use super::print::Print;

/// What is missing of something written in an order: where it belongs, and what.
#[derive(Debug)]
pub struct Lost {
    /// In what it should stand.
    pub of: String,
    /// What stands before it.
    pub before: String,
    pub piece: Piece,
    /// Words that stand nowhere else: the piece itself, if it is one, and those next to it.
    pub near: Vec<String>,
    /// The label of the note in which it stands.
    pub note: Option<String>,
}

impl Lost {
    /// Whether it is a word that stands nowhere else.
    pub fn is_word(&self) -> bool {
        word(&self.piece).is_some()
    }
}

impl std::fmt::Display for Lost {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "{}: {:?} is lost behind {:?}", self.of, self.piece, self.before)
    }
}

/// What an EPUB lacks.
pub fn in_epub(epub: &Ebook, expected: &Expected) -> Result<(), String> {
    let text = Stream::of(&epub.text);
    let mut lost = text.lacks("EPUB, text", &expected.text);
    let notes: Vec<Stream> = epub.notes.iter().map(|note| Stream::of(note)).collect();
    for (_, wanted) in &expected.notes {
        let first = wanted.iter().find_map(word).expect("a note begins with a word");
        let note = notes.iter().find(|note| note.0.contains(first));
        let note = note.ok_or_else(|| format!("EPUB: no note says {first}"))?;
        lost.extend(note.lacks("EPUB, a note", wanted));
    }
    if let Some(lost) = lost.first() {
        return Err(lost.to_string());
    }
    let all: String =
        notes.iter().map(|note| note.0.as_str()).collect::<String>() + &text.0 + &epub.contents;
    somewhere(&all, expected).map_err(|lost| format!("EPUB: {lost}"))
}

/// What a PDF lacks of text and notes; an error is what nothing can excuse.
pub fn in_pdf(print: &Print, expected: &Expected) -> Result<Vec<Lost>, String> {
    let text = Stream(print.text.clone());
    let mut lost = text.lacks("PDF, text", &words(&expected.text));
    for (label, note) in &expected.notes {
        let of_note = text.lacks(&format!("PDF, note {label}"), &words(note));
        lost.extend(of_note.into_iter().map(|one| Lost { note: Some(label.clone()), ..one }));
    }
    let notes = expected.notes.iter().flat_map(|(_, note)| note);
    let pieces = expected.text.iter().chain(notes);
    for piece in pieces {
        let found = match piece {
            Piece::Text(_) => true,
            Piece::Alt(alt) => print.alts.contains(alt),
            Piece::Address(address) => print.addresses.contains(address),
        };
        if !found {
            return Err(format!("PDF: {piece:?} is lost"));
        }
    }
    Ok(lost)
}

/// Whether a PDF holds what is said at no certain place, and nothing that is for the editor alone.
pub fn somewhere_in_pdf(print: &Print, expected: &Expected) -> Result<(), String> {
    somewhere(&print.text, expected).map_err(|lost| format!("PDF: {lost}"))
}

/// Texts alone, without hyphens, which line ends may bring.
fn words(pieces: &[Piece]) -> Vec<Piece> {
    let words = pieces.iter().filter_map(|piece| match piece {
        Piece::Text(text) => Some(Piece::Text(text.replace('-', ""))),
        _ => None,
    });
    words.collect()
}

fn somewhere(text: &str, expected: &Expected) -> Result<(), String> {
    for word in &expected.nowhere {
        if text.contains(word.as_str()) {
            return Err(format!("{word} is for the editor, and is read"));
        }
    }
    match expected.anywhere.iter().find(|word| !text.contains(word.as_str())) {
        Some(word) => Err(format!("{word} stands nowhere")),
        None => Ok(()),
    }
}

/// A word that stands nowhere else.
fn word(piece: &Piece) -> Option<&str> {
    match piece {
        Piece::Text(text) => Some(text.as_str()).filter(|text| super::pen::is_word(text)),
        _ => None,
    }
}

/// What is read, without white space, soft hyphens and what keeps letters apart; what is not text stands between signs of its own.
struct Stream(String);

impl Stream {
    fn of(pieces: &[Piece]) -> Self {
        Self(pieces.iter().map(sign).collect())
    }

    /// Which pieces do not stand in it in their order. What is no word stands between the words
    /// beside it.
    fn lacks(&self, of: &str, pieces: &[Piece]) -> Vec<Lost> {
        let mut lost = Vec::new();
        let mut at = 0;
        let mut before = String::new();
        for (n, piece) in pieces.iter().enumerate() {
            let wanted = sign(piece);
            if let Some(end) = self.found(at, &wanted, &before, &pieces[n..]) {
                at = end;
                before = wanted;
                continue;
            }
            let behind = pieces[n + 1..].iter().find_map(word);
            let ahead = pieces[..n].iter().rev().find_map(word);
            let near =
                [word(piece), ahead, behind].into_iter().flatten().map(str::to_owned).collect();
            let (of, before, piece) = (of.to_owned(), before.clone(), piece.clone());
            lost.push(Lost { of, before, piece, near, note: None });
        }
        lost
    }
}

impl Stream {
    /// Where the first of the pieces ends, which stands behind `at`. What is no word stands before the next
    /// word; a title is read where it is referred to, too, and then `before` is looked for again.
    fn found(&self, at: usize, wanted: &str, before: &str, pieces: &[Piece]) -> Option<usize> {
        let rest = &self.0[at..];
        if word(&pieces[0]).is_some() {
            return rest.find(wanted).map(|found| at + found + wanted.len());
        }
        let next = pieces.iter().filter_map(word).find(|word| rest.contains(word));
        // A title that says the next word may stand before it.
        let ends = next.into_iter().flat_map(|word| rest.match_indices(word));
        let ends = ends.map(|(end, _)| end).chain(next.is_none().then_some(rest.len()));
        for end in ends {
            if let Some(found) = rest[..end].find(wanted) {
                return Some(at + found + wanted.len());
            }
        }
        let again = rest.find(before).filter(|_| !before.is_empty())?;
        self.found(at + again + before.len(), wanted, before, pieces)
    }
}

fn sign(piece: &Piece) -> String {
    match piece {
        Piece::Text(text) => {
            text.chars().filter(|c| !c.is_whitespace() && !"\u{ad}\u{200c}".contains(*c)).collect()
        }
        Piece::Alt(alt) => format!("\u{1}{alt}\u{1}"),
        Piece::Address(address) => format!("\u{2}{address}\u{2}"),
    }
}
