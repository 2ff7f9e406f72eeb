//! A PDF as one who hears it: the texts in the order of its structure, as poppler tells it, with the
//! alternative texts and the addresses.

use std::collections::BTreeSet;

use crate::tools::run;

/// What a PDF says.
#[derive(Debug)]
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
        let file = [bytes.to_vec()];
        let (_, told) = run("pdfinfo", &["-struct-text"], &file, &[])?;
        let (_, urls) = run("pdfinfo", &["-url"], &file, &[])?;
        let (_, objects) = run("qpdf", &["--qdf", "--object-streams=disable"], &file, &["-"])?;
        let said = told.lines().filter_map(|line| line.trim().strip_prefix('"')?.strip_suffix('"'));
        let text: String = said.flat_map(str::chars).filter(|c| !is_of_lines(*c)).collect();
        let alts = objects.split("/Alt (").skip(1).filter_map(|rest| rest.split(')').next());
        let addresses = urls.lines().filter_map(|line| line.split_whitespace().nth(2));
        Some(Self {
            text,
            alts: alts.map(str::to_owned).collect(),
            addresses: addresses.map(crate::decoded).collect(),
        })
    }
}

fn is_of_lines(c: char) -> bool {
    c.is_whitespace() || "-\u{ad}\u{2010}\u{200b}\u{2060}".contains(c)
}
