//! The section files: headings, paragraphs with their calls, notes at the end.

use std::ops::Range;

use super::ImportedFile;
use super::flow::Flow;
use super::headings::Heading;
use super::notes::{Note, Notes};
use super::outline::{Block, Outline, Section};
use super::source::Source;
use crate::djot::{attribute, comment};

/// Writes all section files.
pub(super) fn files(source: &Source, outline: &Outline, notes: &Notes) -> Vec<ImportedFile> {
    let sections = outline.sections.iter().zip(&notes.by_section);
    sections
        .map(|(section, own)| ImportedFile {
            path: section.path.clone(),
            text: Writer { source, notes }.section(section, own),
        })
        .collect()
}

struct Writer<'a, 't> {
    source: &'a Source<'t>,
    notes: &'a Notes,
}

impl Writer<'_, '_> {
    fn section(&self, section: &Section, own: &[Note]) -> String {
        let heading = section.heading.as_ref().map(|h| self.heading(h));
        let heading = heading.or_else(|| supplied(section)).into_iter();
        let blocks = section.blocks.iter().map(|block| match block {
            Block::Heading(heading) => self.heading(heading),
            Block::Paragraph(range) => self.flow(range).lines(0, ""),
            Block::Break => "* * *".to_owned(),
        });
        let mut all: Vec<String> = heading.chain(blocks).collect();
        let text = all.join("\n\n");
        // What stands in brackets on the page is escaped, so that this is a call and nothing else.
        let is_called = |note: &&Note| text.contains(&format!("[^{}]", note.label));
        let (called, others): (Vec<&Note>, Vec<&Note>) = own.iter().partition(is_called);
        all.extend(others.into_iter().map(|note| self.uncalled(note)));
        all.extend(called.into_iter().map(|note| self.note(note)));
        let mut text = all.join("\n\n");
        text.push('\n');
        text
    }

    fn heading(&self, heading: &Heading) -> String {
        let signs = "#".repeat(usize::from(heading.level));
        let title = self.flow(&heading.title).line();
        match &heading.number {
            Some(number) => {
                let number = attribute(&self.source.text[number.clone()]);
                format!("{{number={number}}}\n{signs} {title}")
            }
            None => format!("{signs} {title}"),
        }
    }

    /// A piece of the text with its calls and comments.
    fn flow(&self, range: &Range<usize>) -> Flow {
        let mut flow = Flow::default();
        let mut at = range.start;
        let mut after_call = false;
        for mark in self.notes.marks_in(range) {
            self.add(&mut flow, at..mark.range.start, after_call);
            match &mark.label {
                Some(label) => flow.call(label),
                None => flow.text(&self.source.text[mark.range.clone()]),
            }
            if let Some(text) = &mark.comment {
                flow.comment(text);
            }
            after_call = true;
            at = mark.range.end;
        }
        self.add(&mut flow, at..range.end, after_call);
        flow
    }

    fn add(&self, flow: &mut Flow, range: Range<usize>, after_call: bool) {
        let text = &self.source.text[range];
        if after_call {
            flow.text_after_call(text);
        } else {
            flow.text(text);
        }
    }

    /// `[^4]: …`; further paragraphs are indented.
    fn note(&self, note: &Note) -> String {
        let opening = format!("[^{}]: ", note.label);
        let paragraphs: Vec<String> = note
            .paragraphs
            .iter()
            .map(|range| {
                let mut flow = Flow::default();
                flow.text(&self.source.text[range.clone()]);
                flow.lines(opening.len(), "  ")
            })
            .collect();
        opening + &paragraphs.join("\n\n  ")
    }

    /// A note of which no call was found: text as it stands on the page, with its number.
    fn uncalled(&self, note: &Note) -> String {
        let look = format!("look: no call of note {} was found in the text", note.label);
        let from_number = |(n, range): (usize, &Range<usize>)| {
            let start = if n == 0 { note.start } else { range.start };
            self.flow(&(start..range.end)).lines(0, "")
        };
        let paragraphs: Vec<String> = note.paragraphs.iter().enumerate().map(from_number).collect();
        format!("{}\n{}", comment(&look), paragraphs.join("\n\n"))
    }
}

/// The heading of a preface that has none on the page.
fn supplied(section: &Section) -> Option<String> {
    let title = section.title.as_ref().filter(|_| section.found_on_page)?;
    Some(format!("{}\n# {title}", comment("look: the heading is supplied; the page has none")))
}
