//! A PDF as one who hears it: the texts in the order of its structure, as poppler tells it, with the
//! alternative texts and the addresses.

use std::collections::BTreeSet;

use super::super::pdf::tools::{rewritten, run};

/// What a PDF says.
#[derive(Debug, Clone)]
pub struct Print {
    /// Its text without white space and hyphens, which line ends may bring.
    pub text: String,
    /// The alternative texts of its pictures.
    pub alts: BTreeSet<String>,
    /// The addresses of its links.
    pub addresses: BTreeSet<String>,
}

impl Print {
    /// Reads a PDF; none without the programs that do so.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let (_, urls) = run("pdfinfo", &["-url"], &[bytes.to_vec()], &[])?;
        let objects = rewritten(bytes)?;
        let objects = String::from_utf8_lossy(&objects);
        let alts = objects.split("/Alt (").skip(1).filter_map(|rest| rest.split(')').next());
        let addresses = urls.lines().filter_map(|line| line.split_whitespace().nth(2));
        Some(Self {
            text: text(bytes)?,
            alts: alts.map(str::to_owned).collect(),
            addresses: addresses.map(super::decoded).collect(),
        })
    }

    /// The same with what is printed beyond the edges of its pages, where poppler reads nothing.
    pub fn with_what_lies_beyond(self, bytes: &[u8]) -> Option<Self> {
        let mut bytes = rewritten(bytes)?;
        // Of the same length, so that no object moves.
        for at in positions(&bytes, b"Box [") {
            let start = at + b"Box [".len();
            let end = start + bytes[start..].iter().position(|byte| *byte == b']')?;
            let wide = b"-9999 -9999 9999 9999";
            let numbers = &mut bytes[start..end];
            numbers.fill(b' ');
            numbers.get_mut(..wide.len())?.copy_from_slice(wide);
        }
        Some(Self { text: text(&bytes)?, ..self })
    }
}

fn positions(bytes: &[u8], wanted: &[u8]) -> Vec<usize> {
    let all = bytes.windows(wanted.len()).enumerate();
    all.filter(|(_, window)| *window == wanted).map(|(at, _)| at).collect()
}

fn text(bytes: &[u8]) -> Option<String> {
    let (_, told) = run("pdfinfo", &["-struct-text"], &[bytes.to_vec()], &[])?;
    let said = told.lines().filter_map(|line| line.trim().strip_prefix('"')?.strip_suffix('"'));
    Some(said.flat_map(str::chars).filter(|c| !is_of_lines(*c)).collect())
}

fn is_of_lines(c: char) -> bool {
    c.is_whitespace() || "-\u{ad}\u{2010}\u{2011}\u{200b}\u{200c}\u{2060}".contains(c)
}
