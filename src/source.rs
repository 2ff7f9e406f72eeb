//! Source files and places in them: byte spans in, lines and columns out.

use std::sync::{Arc, OnceLock};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Index of a file in [`Sources`].
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(transparent)]
pub struct FileId(pub u32);

/// A half-open range of bytes in one source file.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span over `range` of `file`. Offsets beyond `u32` are cut to its limit.
    #[must_use]
    pub fn new(file: FileId, range: std::ops::Range<usize>) -> Self {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { file, start: clamp(range.start), end: clamp(range.end.max(range.start)) }
    }

    /// The smallest span that covers both; `self` where the files differ.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        if self.file != other.file {
            return self;
        }
        Self { file: self.file, start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The range of bytes.
    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A span told in lines and columns, 1-based, columns in characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The file as the user knows it.
    pub file: String,
    /// First line.
    pub line: usize,
    /// First column.
    pub column: usize,
    /// Last line.
    pub end_line: usize,
    /// Column after the last character.
    pub end_column: usize,
}

/// One source file, held in memory.
#[derive(Debug, Clone)]
pub struct SourceFile {
    path: String,
    text: Arc<str>,
    line_starts: Vec<usize>,
    /// How many characters stand before each [`STEP`] of bytes, counted when the first place is asked for.
    characters: OnceLock<Vec<usize>>,
}

/// After how many bytes characters are counted again.
const STEP: usize = 1024;

impl SourceFile {
    fn new(path: String, text: Arc<str>) -> Self {
        let line_starts =
            std::iter::once(0).chain(text.match_indices('\n').map(|(i, _)| i + 1)).collect();
        Self { path, text, line_starts, characters: OnceLock::new() }
    }

    /// How many characters stand before an offset.
    fn characters_before(&self, offset: usize) -> usize {
        let sums = self.characters.get_or_init(|| {
            let steps = self.text.as_bytes().chunks(STEP).map(characters);
            steps.scan(0, |sum, count| Some(std::mem::replace(sum, *sum + count))).collect()
        });
        let step = (offset / STEP).min(sums.len().saturating_sub(1));
        let before = sums.get(step).copied().unwrap_or(0);
        before + characters(&self.text.as_bytes()[step * STEP..offset])
    }

    /// The number of the line that holds an offset, 1-based, and its range without the line end.
    #[must_use]
    pub fn line(&self, offset: usize) -> (usize, std::ops::Range<usize>) {
        let line = self.line_starts.partition_point(|&start| start <= offset.min(self.text.len()));
        let end = self.line_starts.get(line).map_or(self.text.len(), |next| next - 1);
        (line, self.line_starts[line - 1]..end)
    }

    /// The path as shown to the user.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The whole text, to be kept.
    #[must_use]
    pub(crate) fn shared(&self) -> Arc<str> {
        Arc::clone(&self.text)
    }

    /// Line and column of a byte offset, both 1-based; the column counts characters.
    #[must_use]
    pub fn position(&self, offset: usize) -> (usize, usize) {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.line_starts.partition_point(|&start| start <= offset);
        let start = self.line_starts[line - 1];
        (line, self.characters_before(offset) - self.characters_before(start) + 1)
    }
}

/// How many characters begin in these bytes.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

/// All source files that were read, in the order of reading.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    /// Takes in a file and returns its index.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<Arc<str>>) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).expect("fewer than 2^32 files"));
        self.files.push(SourceFile::new(path.into(), text.into()));
        id
    }

    /// The file with that index.
    ///
    /// # Panics
    /// If the index comes from other sources.
    #[must_use]
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// The file with that path.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<FileId> {
        let at = self.files.iter().position(|file| file.path == path)?;
        u32::try_from(at).ok().map(FileId)
    }

    /// The paths of all files, in order: index `n` is [`FileId`] `n`.
    #[must_use]
    pub fn paths(&self) -> Vec<String> {
        self.files.iter().map(|file| file.path.clone()).collect()
    }

    /// Where a span stands.
    #[must_use]
    pub fn place(&self, span: Span) -> Location {
        let file = self.file(span.file);
        let (line, column) = file.position(span.start as usize);
        let (end_line, end_column) = file.position(span.end as usize);
        Location { file: file.path.clone(), line, column, end_line, end_column }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let mut sources = Sources::default();
        let file = sources.add("a.dj", "äö\nüx");
        let place = sources.place(Span::new(file, 7..8));
        assert_eq!((place.line, place.column, place.end_line, place.end_column), (2, 2, 2, 3));
    }

    #[test]
    fn columns_of_an_endless_line_are_found() {
        let mut sources = Sources::default();
        let file = sources.add("a.dj", format!("a\n{}", "äö€x".repeat(1000)));
        let span = Span::new(file, 2 + 800 * 8 + 2..2 + 900 * 8);
        let place = sources.place(span);
        assert_eq!((place.line, place.column, place.end_column), (2, 3202, 3601));
        assert_eq!(sources.file(file).line(5), (2, 2..8002));
    }

    #[test]
    fn offsets_out_of_range_are_cut() {
        let mut sources = Sources::default();
        let file = sources.add("a.dj", "ä");
        assert_eq!(sources.place(Span::new(file, 1..99)).end_column, 2);
        assert_eq!(sources.place(Span::new(file, 1..1)).column, 1);
    }
}
