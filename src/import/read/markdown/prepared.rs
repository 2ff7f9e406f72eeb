//! The text as the parser gets it. What CommonMark does not know and lines alone tell, divisions between colons (`::: {.poem}`), blocks
//! of lines (`| Vers`) and the cells of drawn tables, stands in it as paragraphs that begin with a guard, a sign that the text does not have.

use std::collections::HashMap;
use std::ops::Range;

use super::attributes::Attributes;
use super::drawn::{self, Drawn, Shape};
use super::lines::{Line, Lines};
use super::tags;

/// Where something begins or ends that holds blocks: a line of colons, a table that is drawn, a cell of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fence {
    /// A division begins.
    Open {
        /// What it is.
        attributes: Attributes,
        /// Where in the text its own title stands, if it has one: `::: tip Zum Anfang`.
        title: Range<usize>,
    },
    /// The innermost one ends.
    Close,
    /// A table begins whose cells follow.
    Table(Shape),
    /// The next cell of the table begins.
    Cell,
    /// The table ends.
    End,
}

/// A line of a block of lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct VerseLine {
    /// The number of its block.
    pub(super) block: usize,
    /// By how many spaces it is indented.
    pub(super) indent: u16,
}

/// The text for the parser.
#[derive(Debug)]
pub(super) struct Prepared {
    /// What the parser reads.
    pub(super) text: String,
    /// The sign that marks what was put in.
    pub(super) guard: char,
    /// Divisions, by the place in the file.
    pub(super) fences: HashMap<usize, Fence>,
    /// Lines of blocks of lines, by the place in the file where their words begin.
    pub(super) verses: HashMap<usize, VerseLine>,
    /// Where pieces of it begin, rising, with their places in the file.
    pieces: Vec<(usize, usize)>,
    end: usize,
}

/// Signs of punctuation that no text has; the first that is not in it is the guard.
const GUARDS: [char; 4] = ['\u{2E3C}', '\u{2E3F}', '\u{2E44}', '\u{2E49}'];

impl Prepared {
    /// Makes it of the text of a file from an offset on.
    pub(super) fn new(text: &str, from: usize) -> Self {
        let guard = GUARDS.into_iter().find(|guard| !text.contains(*guard)).unwrap_or(GUARDS[0]);
        let mut made = Self {
            text: String::with_capacity(text.len() + text.len() / 16),
            guard,
            fences: HashMap::new(),
            verses: HashMap::new(),
            pieces: Vec::new(),
            end: text.len(),
        };
        let mut lines = Lines::of(text, from);
        let mut code = None;
        let mut open = 0usize;
        let mut tags = Vec::new();
        while let Some(line) = lines.next() {
            if let Some(closes) = &code {
                if is_fence(line.text, Some(*closes)).is_some() {
                    code = None;
                }
                made.keep(&line);
                continue;
            }
            code = is_fence(line.text, None);
            if code.is_some() {
                made.keep(&line);
            } else if let Some(fence) = around(&line, &lines, &mut tags) {
                made.put(line.at, fence);
            } else if let Some(fence) = fence(&line, open > 0) {
                open = if fence == Fence::Close { open - 1 } else { open + 1 };
                made.put(line.at, fence);
            } else if made.at_start()
                && let Some(table) = drawn::table(&line, &lines)
            {
                lines.go_to(table.end);
                made.table(text, table);
                made.caption(&mut lines);
            } else if made.at_start() && begins_lines(&line, &mut lines) {
                made.lines(line, &mut lines);
            } else {
                made.keep(&line);
            }
        }
        made
    }

    /// The place in the file of an offset of the text.
    pub(super) fn place(&self, at: usize) -> usize {
        let after = self.pieces.partition_point(|(start, _)| *start <= at);
        let Some((start, place)) = after.checked_sub(1).map(|at| self.pieces[at]) else { return 0 };
        let end = self.pieces.get(after).map_or(self.end, |(_, next)| *next);
        (place + at - start).min(end.max(place))
    }

    fn at_start(&self) -> bool {
        self.text.is_empty() || self.text.ends_with("\n\n")
    }

    fn keep(&mut self, line: &Line<'_>) {
        self.piece(line.at);
        // Lines of blanks are empty, so that what follows is known to stand at the start of a block.
        if line.text.trim().is_empty() {
            self.text.push('\n');
        } else {
            self.text.push_str(line.text);
            self.text.push('\n');
        }
    }

    fn piece(&mut self, place: usize) {
        self.pieces.push((self.text.len(), place));
    }

    fn part(&mut self) {
        if !self.at_start() {
            self.text.push_str(if self.text.ends_with('\n') { "\n" } else { "\n\n" });
        }
    }

    fn put(&mut self, at: usize, fence: Fence) {
        self.part();
        self.piece(at);
        self.text.push(self.guard);
        self.text.push_str("\n\n");
        self.fences.insert(at, fence);
    }

    /// Puts in the cells of a table, one below the other.
    fn table(&mut self, text: &str, table: Drawn) {
        self.put(table.at, Fence::Table(table.shape));
        for cell in table.cells {
            let Some(first) = cell.first() else {
                self.put(table.at + 1, Fence::Cell);
                continue;
            };
            let begins = first.start;
            let in_line = table.in_line || never_ends(text, &cell);
            match in_line {
                true => {
                    self.part();
                    self.piece(begins);
                    self.text.push(self.guard);
                    self.fences.insert(begins, Fence::Cell);
                }
                // the sign of the grid before the cell
                false => self.put(begins.saturating_sub(1), Fence::Cell),
            }
            for piece in cell {
                self.piece(piece.start);
                self.text.push_str(&text[piece]);
                self.text.push(if in_line { ' ' } else { '\n' });
            }
            self.part();
        }
        self.put(table.at + 2, Fence::End);
    }

    /// Puts in the caption that begins with a colon, which below other blocks would explain a term.
    fn caption(&mut self, lines: &mut Lines<'_>) {
        while let Some(line) = lines.next_if(|line| line.text.trim().is_empty()) {
            self.keep(&line);
        }
        let words = |line: &Line<'_>| {
            let bare = line.text.trim_start();
            let said = bare.strip_prefix(':').filter(|said| said.starts_with([' ', '\t']))?;
            (line.text.len() - bare.len() < 4).then(|| said.trim_start().len())
        };
        if let Some(line) = lines.next_if(|line| words(line).is_some())
            && let Some(words) = words(&line)
        {
            self.part();
            let at = line.text.len() - words;
            self.piece(line.at);
            self.text.push_str("Table: ");
            self.piece(line.at + at);
            self.text.push_str(&line.text[at..]);
            self.text.push('\n');
        }
    }

    /// Puts in a block of lines.
    fn lines(&mut self, first: Line<'_>, lines: &mut Lines<'_>) {
        let block = self.verses.len();
        let mut line = Some(first);
        self.part();
        while let Some(one) = line {
            let bar = one.text.find('|').unwrap_or(0) + 1;
            let said = one.text[bar..].strip_prefix(' ').unwrap_or(&one.text[bar..]);
            let words = said.trim().trim_end_matches('\\');
            if words.is_empty() {
                self.part();
            } else {
                let place = one.at + one.text.len() - said.trim_start().len();
                let indent = said.chars().take_while(|c| c.is_whitespace()).count();
                let indent = u16::try_from(indent).unwrap_or(u16::MAX);
                if !self.at_start() {
                    self.text.insert(self.text.len() - 1, '\\');
                }
                self.piece(place);
                self.text.push(self.guard);
                self.piece(place);
                self.text.push_str(words);
                self.text.push('\n');
                self.verses.insert(place, VerseLine { block, indent });
            }
            line = lines.next_if(|next| is_line_of_block(next.text));
        }
        self.part();
    }
}

/// The fence of code that a line opens, or with which it closes that of before.
fn is_fence(line: &str, closes: Option<(char, usize)>) -> Option<(char, usize)> {
    let bare = line.trim_start();
    let sign = bare.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = bare.len() - bare.trim_start_matches(sign).len();
    let info = &bare[length..];
    let fits = match closes {
        Some((open, least)) => sign == open && length >= least && info.trim().is_empty(),
        None => length >= 3 && !(sign == '`' && info.contains('`')),
    };
    fits.then_some((sign, length))
}

fn fence(line: &Line<'_>, may_close: bool) -> Option<Fence> {
    let bare = line.text.trim_start();
    let inside = bare.trim_start_matches(':');
    if line.text.len() - bare.len() > 3 || bare.len() - inside.len() < 3 {
        return None;
    }
    let said = inside.trim_end().trim_end_matches(':').trim();
    if said.is_empty() {
        return may_close.then_some(Fence::Close);
    }
    let nothing = line.at..line.at;
    if said.starts_with('{') {
        let (mut attributes, end) = match Attributes::read(said) {
            Some(read) => read,
            // `{note}`
            None => (Attributes::default(), said.find('}')? + 1),
        };
        if attributes == Attributes::default() {
            attributes.classes.push(said[1..end - 1].trim().to_owned());
        }
        return said[end..].trim().is_empty().then_some(Fence::Open { attributes, title: nothing });
    }
    let end = said.find(|c: char| c.is_whitespace() || c == '{' || c == '[').unwrap_or(said.len());
    let (name, rest) = said.split_at(end);
    if !name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_')) {
        return None;
    }
    let rest = rest.trim();
    let (mut attributes, title) = match Attributes::read(rest) {
        Some((attributes, end)) => (attributes, rest[end..].trim()),
        None => (Attributes::default(), rest),
    };
    attributes.classes.insert(0, name.to_owned());
    let start = line.at + (title.as_ptr() as usize - line.text.as_ptr() as usize);
    Some(Fence::Open { attributes, title: start..start + title.len() })
}

/// Whether a cell opens code or a tag that would go on behind it.
fn never_ends(text: &str, cell: &[Range<usize>]) -> bool {
    let mut open = None;
    for line in cell.iter().map(|piece| &text[piece.clone()]) {
        match open {
            Some(_) if is_fence(line, open).is_some() => open = None,
            Some(_) => {}
            None => open = is_fence(line, None),
        }
    }
    open.is_some() || cell.iter().any(|piece| text[piece.clone()].contains('<'))
}

/// A line that is nothing but the tag of an element around blocks, whose text is Markdown: a division. `open` has the names of those that
/// are open, and whether they are such.
fn around(line: &Line<'_>, lines: &Lines<'_>, open: &mut Vec<(String, bool)>) -> Option<Fence> {
    const AROUND: [&str; 4] = ["div", "section", "article", "aside"];
    const MOST: usize = 100;
    let bare = line.text.trim();
    if !bare.starts_with('<') || line.text.starts_with("    ") {
        return None;
    }
    let tag = tags::parse(bare).filter(|tag| AROUND.contains(&tag.name.as_str()))?;
    if tag.closes {
        let at = open.iter().rposition(|(name, _)| *name == tag.name)?;
        let (_, is_division) = open.remove(at);
        return is_division.then_some(Fence::Close);
    }
    let next = lines.peek().map_or("", |next| next.text);
    let is_html =
        next.trim_start().starts_with('<') || next.starts_with("    ") || next.trim().is_empty();
    if open.len() < MOST {
        open.push((tag.name.clone(), !is_html));
    }
    let attributes = tags::of_tag(&tag);
    (!is_html).then_some(Fence::Open { attributes, title: line.at..line.at })
}

/// Whether a line belongs to a block of lines.
fn is_line_of_block(line: &str) -> bool {
    let bare = line.trim_start();
    line.len() - bare.len() <= 3 && (bare == "|" || bare.starts_with("| "))
}

/// Whether a block of lines begins, and no table.
fn begins_lines(line: &Line<'_>, lines: &mut Lines<'_>) -> bool {
    if !is_line_of_block(line.text) {
        return false;
    }
    let rule = |line: &str| line.contains('-') && line.chars().all(|c| "|-: \t+".contains(c));
    let row = |line: &str| line.trim_end().ends_with('|') && line.matches('|').count() > 2;
    let next = lines.peek().map_or("", |next| next.text);
    !rule(next) && !(row(line.text) && (row(next) || next.trim().is_empty()))
}

#[cfg(test)]
mod tests {
    use super::{Fence, Prepared};

    #[test]
    fn divisions_and_lines_are_guarded() {
        let text = "Ein Satz.\n::: {.poem}\n| Der Mond\n|   ist _auf_\n|\n| Ende\n:::\n";
        let prepared = Prepared::new(text, 0);
        let guard = prepared.guard;
        let expected = "Ein Satz.\n\nG\n\nGDer Mond\\\nGist _auf_\n\nGEnde\n\nG\n\n";
        assert_eq!(prepared.text, expected.replace('G', &guard.to_string()));
        assert_eq!(prepared.fences.len(), 2);
        assert_eq!(prepared.fences[&text.rfind(":::").unwrap()], Fence::Close);
        let second = text.find("ist").unwrap();
        assert_eq!(prepared.verses[&second].indent, 2);
        assert_eq!(prepared.place(prepared.text.find("ist").unwrap()), second);
    }

    #[test]
    fn a_table_is_no_block_of_lines() {
        for text in ["| a | b |\n|---|---|\n| 1 | 2 |\n", "```\n::: x\n| a\n```\n"] {
            assert_eq!(Prepared::new(text, 0).text, text);
        }
    }
}
