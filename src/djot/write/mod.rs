//! Writes what was read back into a section file, so that reading it gives the same again.
//!
//! What an editor wrote in more than one way that reads alike stays as it was where that is safe: straight marks, dashes of
//! hyphens, the ends of lines. Each part is read back; one that reads otherwise is written again with more care.
//!
//! What could be written in more than one way is kept beside the nodes
//! ([`AsWritten`](crate::ir::AsWritten)), counts in no comparison and comes into no output. More care
//! means: with signs for themselves, then with all marks in braces.

mod attributes;
mod beside;
mod blocks;
mod inlines;
mod lines;
mod lists;
mod same;
mod tables;
mod text;

use std::collections::{BTreeMap, BTreeSet};

use attributes::Braces;
use beside::Beside;
use blocks::{Blocks, comments, prefixed};
use inlines::Care;

use super::read::read_passing;
use super::{Content, Context, read};
use crate::diagnostics::Diagnostics;
use crate::ir::{self, Block, BlockKind, Comment, Heading, Note};
use crate::source::Sources;

#[cfg(test)]
pub use same::difference;

/// What a section file holds, where it stands.
#[derive(Debug, Clone, Copy)]
pub struct View<'c> {
    /// The heading at its start, with its id.
    pub heading: Option<(&'c Heading, Option<&'c str>)>,
    /// Its text.
    pub blocks: &'c [Block],
    /// Its notes.
    pub notes: &'c [Note],
    /// The remarks of the editor's in it.
    pub comments: &'c [Comment],
}

impl Content {
    /// The same where it stands.
    #[must_use]
    pub fn view(&self) -> View<'_> {
        View {
            heading: self.heading.as_ref().map(|(heading, id)| (heading, id.as_deref())),
            blocks: &self.blocks,
            notes: &self.notes,
            comments: &self.comments,
        }
    }
}

/// The text of a section file.
#[must_use]
pub fn write(content: View<'_>, context: Context<'_>) -> String {
    careful(content, context, None)
}

/// The text of a section file whose paragraphs are broken anew, into lines of at most so many letters.
#[must_use]
pub fn write_in_lines(content: View<'_>, context: Context<'_>, width: usize) -> String {
    careful(content, context, Some(width))
}

fn careful(content: View<'_>, context: Context<'_>, width: Option<usize>) -> String {
    let beside = Beside::new(content.comments);
    let mut cares = vec![Care::default(); 1 + content.blocks.len() + content.notes.len()];
    loop {
        let text = File { content, beside: &beside, cares: &cares, width }.text();
        let otherwise = otherwise(content, &beside, &text, context);
        let mut changed = false;
        for part in otherwise {
            let more = match cares[part] {
                Care::AsWritten => Care::Literal,
                Care::Literal => Care::Braced,
                Care::Braced => continue,
            };
            cares[part] = more;
            changed = true;
        }
        if !changed {
            return text;
        }
    }
}

/// The parts of a file that its text says otherwise. The blocks are compared while they are read, so that a long text is not in memory twice.
fn otherwise(
    content: View<'_>,
    beside: &Beside<'_>,
    text: &str,
    context: Context<'_>,
) -> Vec<usize> {
    let mut compared = same::Compared::new(content, beside);
    let again = read_passing(text, context, &mut |index, block| compared.pass(index, block));
    match again {
        Some(again) => compared.differing(again.view()),
        None => {
            let file = Sources::default().add("", "");
            let again = read(text, file, context, &mut Diagnostics::default());
            same::Compared::new(content, beside).differing(again.view())
        }
    }
}

/// A file while it is written.
struct File<'f> {
    content: View<'f>,
    beside: &'f Beside<'f>,
    /// With how much care each part is written: the heading, the blocks, the notes.
    cares: &'f [Care],
    width: Option<usize>,
}

impl<'f> File<'f> {
    fn text(&self) -> String {
        let mut page = Page::default();
        if let Some((heading, id)) = self.content.heading {
            page.part(self.heading(heading, id));
        }
        let mut before: Option<&Block> = None;
        let mut notes_before: BTreeMap<_, Vec<(usize, &Note)>> = BTreeMap::new();
        for (n, note) in self.content.notes.iter().enumerate() {
            if let ir::Beside::Before(id) = note.place.0 {
                notes_before.entry(id).or_default().push((n, note));
            }
        }
        for (n, block) in self.content.blocks.iter().enumerate() {
            let id = block.name.own();
            let mut is_parted = false;
            for (n, note) in id.and_then(|id| notes_before.get(&id)).into_iter().flatten() {
                page.part(self.note(*n, note));
                is_parted = true;
            }
            let mut own = self.blocks(1 + n).block(block);
            if let Some(before) = before.filter(|_| !is_parted)
                && lists::go_on(before, block)
                && own.first().is_some_and(|line| !line.starts_with('{'))
            {
                own.insert(0, "{}".to_owned());
            }
            page.part(own);
            before = Some(block);
        }
        let known: BTreeSet<_> =
            self.content.blocks.iter().filter_map(|block| block.name.own()).collect();
        for (n, note) in self.content.notes.iter().enumerate() {
            if !matches!(note.place.0, ir::Beside::Before(id) if known.contains(&id)) {
                page.part(self.note(n, note));
            }
        }
        page.part(comments(self.beside.end()));
        page.text()
    }

    fn blocks(&self, part: usize) -> Blocks<'f> {
        let measure = self.width.map(|width| lines::Measure { width, first: 0, others: 0 });
        Blocks { beside: self.beside, care: self.cares[part], in_div: false, measure }
    }

    fn heading(&self, heading: &Heading, id: Option<&str>) -> Vec<String> {
        let mut out = comments(self.beside.heading());
        let mut braces = Braces::default();
        let writer = self.blocks(0);
        let lines = match blocks::own_language(&heading.title) {
            Some((group, title)) if self.beside.has_none(group.name) => {
                let title = Heading { title: title.to_vec(), ..heading.clone() };
                let lines = writer.heading(&title, &mut braces);
                braces.id(id).language(group.language.as_ref());
                lines
            }
            _ => {
                let lines = writer.heading(heading, &mut braces);
                braces.id(id);
                lines
            }
        };
        out.extend(Some(braces.written()).filter(|braces| !braces.is_empty()));
        out.extend(lines);
        out
    }

    /// `[^label]: …`; further blocks are indented.
    fn note(&self, index: usize, note: &Note) -> Vec<String> {
        let mut out = comments(self.beside.note(index));
        let mut writer = self.blocks(1 + self.content.blocks.len() + index);
        if let Some(measure) = &mut writer.measure {
            (measure.first, measure.others) = (note.label.len() + 5, 2);
        }
        let own =
            blocks::own_group(&note.body).filter(|(group, _)| self.beside.has_none(group.name));
        let body = own.map_or(note.body.as_slice(), |(_, inner)| inner);
        let mut braces = Braces::default();
        if let Some((group, _)) = own {
            braces.id(group.id.as_deref()).language(group.language.as_ref());
        }
        out.extend(Some(braces.written()).filter(|braces| !braces.is_empty()));
        let lines = writer.all(body, false);
        let begins = lines.first().is_some_and(|line| !line.starts_with('{'))
            && matches!(body.first(), Some(Block { kind: BlockKind::Paragraph(_), .. }));
        let sign = format!("[^{}]:", note.label);
        // As many columns as the sign takes belong to no line of the note: where lines are indented further, they have
        // to be behind those.
        let is_deep = lines.iter().any(|line| line.starts_with([' ', '\t']));
        let indent = if is_deep { " ".repeat(sign.len()) } else { "  ".to_owned() };
        if begins {
            out.extend(prefixed(&format!("{sign} "), &indent, lines));
        } else {
            out.extend([sign, String::new()]);
            out.extend(prefixed(&indent, &indent, lines));
        }
        out
    }
}

/// The text of a file, part by part.
#[derive(Default)]
struct Page {
    text: String,
    has_parts: bool,
}

impl Page {
    /// Puts the lines of a part below an empty line; none are no part.
    fn part(&mut self, lines: Vec<String>) {
        for (n, line) in lines.into_iter().enumerate() {
            let between = if n > 0 { "\n" } else { "\n\n" };
            self.text.push_str(if n == 0 && !self.has_parts { "" } else { between });
            self.text.push_str(&line);
            self.has_parts = true;
        }
    }

    /// The whole, with the end of its last line.
    fn text(mut self) -> String {
        if !self.text.is_empty() {
            self.text.truncate(self.text.trim_end_matches('\n').len());
            self.text.push('\n');
        }
        self.text.shrink_to_fit();
        self.text
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_was_read_is_written() {
        use crate::ir::Language;
        use crate::{diagnostics::Diagnostics, djot, source::Sources};

        let text =
            "# Ankunft\n\n\"Der Zug\" -- er hielt.[^1]\n\n{% Um acht? %}\n[^1]: Um _acht_.\n";
        let file = Sources::default().add("text/a.dj", text);
        let language = Language::parse("de").unwrap();
        let context = djot::Context::alone(&language);
        let content = djot::read(text, file, context, &mut Diagnostics::default());
        assert_eq!(djot::write(content.view(), context), text);
    }

    #[test]
    fn blocks_pass_by_but_for_those_with_comments() {
        use crate::djot;
        use crate::ir::{self, Language};

        let text =
            "# Ankunft\n\nEins.\n\nZwei{% so? %} hier.\n\n> Drei.\n>\n> Vier.[^1]\n\n[^1]: Fünf.\n";
        let language = Language::parse("de").unwrap();
        let context = djot::Context::alone(&language);
        let mut passed = Vec::new();
        let mut show = |index: usize, _: &ir::Block| passed.push(index);
        let content = super::read_passing(text, context, &mut show).expect("the comment is seen");
        assert_eq!(passed, [0, 2]);
        assert!(content.heading.is_some() && content.comments.len() == 1);
        assert_eq!((content.blocks.len(), content.notes.len()), (3, 1));
    }
}
