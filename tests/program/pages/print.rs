//! The pages of a PDF as poppler reads them.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use regex::Regex;

use super::super::area::Area;

/// So many lines are read.
const LINES: usize = 8;
/// Words whose feet are no further apart, in points, stand in one line.
const LINE: f64 = 3.5;

/// Words further apart than this, in points, stand in different columns of a table.
const COLUMN: f64 = 4.0;

/// A page of a PDF.
#[derive(Debug, Clone)]
pub struct Page {
    /// Its number.
    pub label: String,
    /// The first lines of its type area, without spaces.
    pub lines: Vec<String>,
    /// What of each of them stands in the first column, if they are of a table.
    pub cells: Vec<String>,
}

static WORD: LazyLock<Regex> = LazyLock::new(|| {
    let number = r#""([\d.-]+)""#;
    let pattern = format!(
        r#"<page |<word xMin={number} yMin={number} xMax={number} yMax={number}>(.*?)</word>"#
    );
    Regex::new(&pattern).expect("a pattern")
});

struct Word {
    left: f64,
    right: f64,
    foot: f64,
    text: String,
}

/// The pages of a PDF set in a layout, shipped or in a folder; none without poppler.
pub fn pages(pdf: &[u8], layout: &Path) -> Option<Vec<Page>> {
    let xhtml = boxes(pdf)?;
    let area = Area::read(layout);
    let lines = area.top - area.leading / 2.0..area.foot;
    let edges = |recto: bool| {
        let outer = area.width - area.inner - area.measure;
        let left = if recto { area.inner } else { outer };
        left - 10.0..left + area.measure - 1.0
    };
    // A book that is read from the right is bound there.
    let leftward = 2 * xhtml.chars().filter(|c| is_leftward(*c)).count();
    let from_right =
        leftward > xhtml.chars().filter(|c| c.is_alphabetic() && !c.is_ascii()).count();
    let mut pages: Vec<Vec<Word>> = Vec::new();
    for found in WORD.captures_iter(&xhtml) {
        let Some(text) = found.get(5) else {
            pages.push(Vec::new());
            continue;
        };
        let number = |index: usize| found[index].parse::<f64>().expect("a number");
        let text = in_order(unescaped(text.as_str()));
        let word = Word { left: number(1), right: number(3), foot: number(4), text };
        let recto = area.single || (pages.len() % 2 == 1) != from_right;
        let page = pages.last_mut().expect("words stand on pages");
        if lines.contains(&number(2)) && edges(recto).contains(&word.left) {
            page.push(word);
        }
    }
    let labelled = pages.iter().enumerate();
    Some(
        labelled
            .map(|(n, words)| {
                let (lines, cells) = first(words);
                Page { label: (n + 1).to_string(), lines, cells }
            })
            .collect(),
    )
}

/// Letters of scripts that are written from the right: Hebrew, Arabic and their neighbours.
fn is_leftward(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// A word, of which poppler tells the letters from left to right, in the order of its script.
fn in_order(word: String) -> String {
    if word.chars().any(is_leftward) { word.chars().rev().collect() } else { word }
}

/// The first lines, each from the side at which its script begins, without the dots that lead to a number; and what stands
/// in the first column of each.
fn first(words: &[Word]) -> (Vec<String>, Vec<String>) {
    let mut rest: Vec<&Word> = words.iter().collect();
    let (mut lines, mut cells) = (Vec::new(), Vec::new());
    for _ in 0..LINES {
        let Some(head) = rest.iter().map(|word| word.foot).min_by(f64::total_cmp) else { break };
        let (mut line, below): (Vec<&Word>, Vec<&Word>) =
            rest.into_iter().partition(|word| word.foot < head + LINE);
        line.sort_by(|a, b| a.left.total_cmp(&b.left));
        if line.iter().any(|word| word.text.contains(is_leftward)) {
            line.reverse();
        }
        let near = |pair: &[&Word]| {
            (pair[1].left - pair[0].right).max(pair[0].left - pair[1].right) < COLUMN
        };
        let cell = line.windows(2).take_while(|pair| near(pair)).count() + 1;
        lines.push(said(&line));
        cells.push(said(&line[..cell.min(line.len())]));
        rest = below;
    }
    (lines, cells)
}

fn said(words: &[&Word]) -> String {
    let words = words.iter().map(|word| word.text.as_str());
    let said: String = words.take_while(|word| !word.chars().all(|c| c == '.')).collect();
    said.replace(['\u{ad}', '\u{2010}'], "")
}

fn unescaped(text: &str) -> String {
    quick_xml::escape::unescape(text).expect("well-formed").into_owned()
}

fn boxes(pdf: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("book.pdf");
    fs::write(&path, pdf).expect("the file can be written");
    let output = Command::new("pdftotext").arg("-bbox").arg(&path).arg("-").output();
    let Ok(output) = output else {
        let required = std::env::var("UMBRUCH_JUDGES").is_ok_and(|value| value == "required");
        assert!(!required, "pdftotext is required");
        eprintln!("skipped: pdftotext is not there");
        return None;
    };
    Some(String::from_utf8(output.stdout).expect("UTF-8"))
}
