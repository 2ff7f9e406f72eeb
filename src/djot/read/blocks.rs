//! Blocks: paragraphs, headings, figures, quotations, code.

use std::ops::Range;

use jotdown::{Attributes, Container, Event};

use super::attributes::{Allowed, Given, PLAIN};
use super::comments::Stand;
use super::{Reader, depth, rows};
use crate::diagnostics::Code;
use crate::ir::{
    Block, BlockKind, Figure, Heading, Inline, InlineKind, Paragraph, ParagraphKind, plain, walk,
};

/// The classes of paragraphs, and what they mean.
const ROLES: [(&str, ParagraphKind); 9] = [
    ("noindent", ParagraphKind::NoIndent),
    ("attribution", ParagraphKind::Attribution),
    ("address", ParagraphKind::Address),
    ("dateline", ParagraphKind::Dateline),
    ("salutation", ParagraphKind::Salutation),
    ("signature", ParagraphKind::Signature),
    ("postscript", ParagraphKind::Postscript),
    ("speaker", ParagraphKind::Speaker),
    ("stage", ParagraphKind::Stage),
];
const PARAGRAPH: Allowed = Allowed {
    classes: &[
        "noindent",
        "attribution",
        "address",
        "dateline",
        "salutation",
        "signature",
        "postscript",
        "speaker",
        "stage",
    ],
    keys: &[],
};
const HEADING: Allowed = Allowed { classes: &[], keys: &["number", "subtitle", "short"] };

/// The class of paragraphs of that kind.
pub(in crate::djot) fn class_of(kind: ParagraphKind) -> Option<&'static str> {
    ROLES.iter().find(|(_, known)| *known == kind).map(|(class, _)| *class)
}

impl<'a> Reader<'a, '_> {
    /// Reads the whole file.
    pub(super) fn document(&mut self) -> Vec<Block> {
        // The container around all is entered here and ends with the events.
        self.cursor.next();
        let mut out = Vec::new();
        self.blocks_into(&mut out);
        out
    }

    /// Reads blocks up to and with the end of the container just entered; returns them and the
    /// range of the end.
    pub(super) fn blocks(&mut self) -> (Vec<Block>, Range<usize>) {
        let mut out = Vec::new();
        let outer = std::mem::take(&mut self.going_on);
        let passing = self.passing.take();
        let end = self.blocks_into(&mut out);
        out.shrink_to_fit();
        self.going_on = outer;
        self.passing = passing;
        (out, end)
    }

    fn blocks_into(&mut self, out: &mut Vec<Block>) -> Range<usize> {
        while let Some((event, range)) = self.cursor.next() {
            match event {
                Event::End(_) => return range,
                Event::Start(container, attributes) => {
                    self.block(container, &attributes, range, out);
                }
                Event::ThematicBreak(attributes) => {
                    let given = self.given(&attributes, &range, PLAIN);
                    self.put(BlockKind::ThematicBreak, given, range, out);
                }
                Event::Attributes(attributes) => {
                    self.keep_comments(&attributes, &range, Stand::Alone);
                    self.dangling(&attributes, &range);
                }
                _ => {}
            }
            if let Some(passing) = &mut self.passing {
                passing(out, &self.comments);
            }
        }
        let end = self.text.len();
        end..end
    }

    /// Attributes that belong to nothing; a comment is fine.
    pub(super) fn dangling(&mut self, attributes: &Attributes<'a>, range: &Range<usize>) {
        if attributes.iter().any(|(kind, _)| kind.key().is_some()) {
            self.diagnostics.report(
                Code::Misplaced,
                self.span(range.clone()),
                "these attributes belong to nothing",
                "put them right behind brackets, `[text]{…}`, or on the line right before a block; a backslash before the brace if it is text",
            );
        }
    }

    pub(super) fn put(
        &mut self,
        kind: BlockKind,
        given: Given,
        range: Range<usize>,
        out: &mut Vec<Block>,
    ) {
        let (span, language) = (self.span(range), given.language);
        out.push(Block { language, id: given.id, ..Block::new(span, kind) });
    }

    pub(super) fn block(
        &mut self,
        container: Container<'a>,
        attributes: &Attributes<'a>,
        range: Range<usize>,
        out: &mut Vec<Block>,
    ) {
        let weight = depth::weight(&container);
        if self.enter(weight, &range) {
            self.known_block(container, attributes, range, out);
            self.depth -= weight;
        }
    }

    fn known_block(
        &mut self,
        container: Container<'a>,
        attributes: &Attributes<'a>,
        range: Range<usize>,
        out: &mut Vec<Block>,
    ) {
        match container {
            Container::Section { .. } => self.section(attributes, range, out),
            Container::Heading { level, .. } => self.heading(level, attributes, range, out),
            Container::Paragraph => self.paragraph(attributes, range, out),
            Container::Div { class } => self.div(&class, attributes, range, out),
            Container::Blockquote => self.quotation(attributes, range, out),
            Container::List { kind, tight } => self.list(kind, tight, attributes, range, out),
            Container::DescriptionList => self.definitions(attributes, range, out),
            Container::Footnote { label } => self.note(&label, attributes, range),
            Container::Table => self.table(attributes, range, out),
            Container::CodeBlock { language } => self.code(&language, attributes, range, out),
            Container::LinkDefinition { .. } => {
                self.keep_comments(attributes, &range, Stand::Alone);
                self.cursor.skip_container();
            }
            Container::RawBlock { .. } => {
                let end = self.cursor.skip_container();
                self.diagnostics.report(
                    Code::Unsupported,
                    self.span(range.start..end.end),
                    "a raw block for one output cannot be used here",
                    "say it in Djot, or use a code block without `=`",
                );
            }
            // The parser opens no other container among blocks.
            _ => {
                self.cursor.skip_container();
            }
        }
    }

    /// A section only groups what stands below a heading; its attributes are the heading's.
    fn section(&mut self, attributes: &Attributes<'a>, range: Range<usize>, out: &mut Vec<Block>) {
        if self.cursor.at_start_of(|c| matches!(c, Container::Heading { .. }))
            && let Some((Event::Start(Container::Heading { level, .. }, own), at)) =
                self.cursor.next()
        {
            let mut all = attributes.clone();
            all.extend(own.iter().cloned());
            self.heading(level, &all, range.start..at.end, out);
        }
        self.blocks_into(out);
    }

    fn heading(
        &mut self,
        level: u16,
        attributes: &Attributes<'a>,
        range: Range<usize>,
        out: &mut Vec<Block>,
    ) {
        let given = self.given(attributes, &range, HEADING);
        let language = given.language.clone();
        self.going_on.clear();
        let (title, end) = self.within(language.as_ref(), Self::line);
        let range = range.start..end.end;
        if level > 6 {
            self.diagnostics.report(
                Code::Unsupported,
                self.span(range.clone()),
                "a heading has more than six levels",
                "use at most `######`",
            );
        }
        if self.inside > 0 {
            self.diagnostics.report(
                Code::Misplaced,
                self.span(range.clone()),
                "a heading stands inside another block",
                "take it out of the list, quotation or note around it",
            );
        }
        let value = |reader: &mut Self, key| {
            let value = given.value(key).filter(|value| !value.is_empty())?;
            Some(reader.within(language.as_ref(), |reader| reader.signs(value)))
        };
        if given.value("number").is_none_or(str::is_empty) && says_nothing(&title) {
            let hint = match level {
                1 => {
                    "write its title, or take it out and give the section a `title` in the manifest"
                }
                _ => "write its title, or take it out",
            };
            self.diagnostics.report(
                Code::HeadingEmpty,
                self.span(range.clone()),
                "this heading holds no words: nothing can stand for it in contents and bookmarks",
                hint,
            );
        }
        let heading = Heading {
            level: u8::try_from(level.min(6)).unwrap_or(6),
            number: value(self, "number"),
            title,
            subtitle: value(self, "subtitle"),
            short: value(self, "short"),
        };
        self.put(BlockKind::Heading(Box::new(heading)), given, range, out);
    }

    fn paragraph(
        &mut self,
        attributes: &Attributes<'a>,
        range: Range<usize>,
        out: &mut Vec<Block>,
    ) {
        let given = self.given(attributes, &self.with_attributes(&range), PARAGRAPH);
        let language = given.language.clone();
        if self.cursor.at_start_of(|c| matches!(c, Container::Image(..))) {
            return self.picture_paragraph(given, range, out);
        }
        let (mut content, end) = self.within(language.as_ref(), Self::paragraph_line);
        if self.is_no_table(&(range.end..end.start)) {
            rows::as_written(&mut content);
        }
        self.finish_paragraph(content, given, range.start..end.end, out);
    }

    fn finish_paragraph(
        &mut self,
        content: Vec<Inline>,
        given: Given,
        range: Range<usize>,
        out: &mut Vec<Block>,
    ) {
        if content.is_empty() {
            return;
        }
        if given.classes.len() > 1 {
            self.diagnostics.report(
                Code::Misplaced,
                self.span(range.clone()),
                format!("a paragraph is `{}`, and `{}` too", given.classes[0], given.classes[1]),
                "leave it one of the two",
            );
        }
        let named = |class: &String| ROLES.iter().find(|(name, _)| name == class);
        let role = given.classes.first().and_then(named).map_or(ParagraphKind::Body, |r| r.1);
        if role == ParagraphKind::Speaker && self.plays == 0 {
            self.diagnostics.report(
                Code::Misplaced,
                self.span(range.clone()),
                "a speaker stands outside a play",
                "put the scene between `:::: drama` and `::::`",
            );
        }
        if self.holds_displayed(&content, role) {
            return self.put_parts(content, role, given, &range, out);
        }
        self.put(BlockKind::Paragraph(Paragraph { role, content }), given, range, out);
    }

    /// A paragraph that begins with a picture: a figure if there is nothing else in it.
    fn picture_paragraph(&mut self, given: Given, range: Range<usize>, out: &mut Vec<Block>) {
        let Some((Event::Start(Container::Image(path, _), attributes), at)) = self.cursor.next()
        else {
            return;
        };
        let picture = self.picture(&path, &attributes, at);
        if matches!(self.cursor.peek(), Some((Event::End(_), _))) {
            self.cursor.next();
            let range = range.start..picture.range.end;
            let id = given.id.or_else(|| picture.given.id.clone());
            let width = self.width(&picture.given);
            let figure = Figure {
                path: picture.path,
                path_span: self.span(picture.range),
                alt: picture.alt,
                decorative: picture.decorative,
                description: picture.given.value("description").map(str::to_owned),
                width,
                caption: Vec::new(),
            };
            let block = Block::new(self.span(range), BlockKind::Figure(Box::new(figure)));
            out.push(Block { language: given.language, id, ..block });
            return;
        }
        let mut content = Vec::new();
        self.place_in_line(picture, &mut content);
        let outer = std::mem::take(&mut self.open_quotes);
        let language = given.language.clone();
        let (rest, end) = self.within(language.as_ref(), Self::inlines);
        self.open_quotes = outer;
        content.extend(rest);
        self.settle(&mut content);
        self.finish_paragraph(content, given, range.start..end.end, out);
    }

    /// The width of a picture in percent of the measure.
    fn width(&mut self, given: &Given) -> Option<u8> {
        let value = given.value("width")?;
        let width = value.trim_end_matches('%').trim().parse().ok();
        let width = width.filter(|w| (1..=100).contains(w));
        if width.is_none() {
            let at = given.place("width").unwrap_or_default();
            self.diagnostics.report(
                Code::InvalidValue,
                self.span(at),
                format!("`{value}` is no width"),
                "give the width in percent of the measure, 1–100: `{width=\"60%\"}`",
            );
        }
        width
    }

    fn quotation(
        &mut self,
        attributes: &Attributes<'a>,
        range: Range<usize>,
        out: &mut Vec<Block>,
    ) {
        self.inside += 1;
        let (given, (blocks, end)) = self.attributed(attributes, &range, Self::blocks);
        self.inside -= 1;
        self.put(BlockKind::Quotation { blocks }, given, range.start..end.end, out);
    }

    fn code(
        &mut self,
        syntax: &str,
        attributes: &Attributes<'a>,
        range: Range<usize>,
        out: &mut Vec<Block>,
    ) {
        let given = self.given(attributes, &range, PLAIN);
        let mut text = String::new();
        let mut end = range.clone();
        while let Some((event, at)) = self.cursor.next() {
            end = at;
            match event {
                Event::Str(piece) => text.push_str(&piece),
                Event::End(_) => break,
                _ => {}
            }
        }
        if end.is_empty() {
            self.diagnostics.report(
                Code::UnclosedBlock,
                self.span(range.start..range.start + self.text[range.clone()].trim_end().len()),
                "this block of code is never closed",
                self.hint_for_code(range.start),
            );
        }
        let syntax = (!syntax.is_empty()).then(|| syntax.to_owned());
        let text = text.trim_end_matches('\n').to_owned();
        self.put(BlockKind::Code { syntax, text }, given, range.start..end.end, out);
    }

    /// What closes a block of code: within another block its lines have to belong to that.
    fn hint_for_code(&self, fence: usize) -> &'static str {
        let line = self.text[..fence].rfind('\n').map_or(0, |end| end + 1);
        match self.text[line..fence].trim_end().chars().next_back() {
            None => "put a line with the same backticks behind its last line",
            Some('>') => {
                "begin its lines with `>`, too, and put one with the same backticks behind the last"
            }
            Some(_) => {
                "indent its lines as far as the backticks, and put one with the same backticks behind the last"
            }
        }
    }

    /// Reports a block whose closing fence is missing.
    pub(super) fn unclosed(&mut self, opening: &Range<usize>, fence: &str) {
        let text = self.text[opening.clone()].trim_end();
        let at = text.rfind('\n').map_or(opening.start, |n| opening.start + n + 1);
        self.diagnostics.report(
            Code::UnclosedBlock,
            self.span(at..opening.start + text.len()),
            format!("this block is opened with `{fence}` and never closed"),
            format!("put a line with only `{fence}` behind its last line, or delete this one"),
        );
    }

    /// Checks the attributes of a block that takes only an id and a language, and reads what is in
    /// it in that language.
    pub(super) fn attributed<T>(
        &mut self,
        attributes: &Attributes<'a>,
        range: &Range<usize>,
        read: impl FnOnce(&mut Self) -> T,
    ) -> (Given, T) {
        let given = self.given(attributes, &self.with_attributes(range), PLAIN);
        let language = given.language.clone();
        let result = self.within(language.as_ref(), read);
        (given, result)
    }

    /// A block's range with the attribute lines before it.
    pub(super) fn with_attributes(&self, range: &Range<usize>) -> Range<usize> {
        let mut start = self.text[..range.start].rfind('\n').map_or(0, |n| n + 1);
        while start > 0 {
            let before = &self.text[..start - 1];
            let line = before.rfind('\n').map_or(0, |n| n + 1);
            let text = before[line..].trim();
            if text.is_empty() || !(text.starts_with('{') || text.ends_with('}')) {
                break;
            }
            start = line;
        }
        start..range.end.max(start)
    }
}

/// Whether a heading leaves nothing to be said of it: neither words nor a number nor a picture with words.
/// What a link without words says is not known yet.
fn says_nothing(title: &[Inline]) -> bool {
    let mut later = false;
    walk::nested(title, &mut |inline| {
        later |= matches!(
            inline.kind,
            InlineKind::Link { .. }
                | InlineKind::PageReference { .. }
                | InlineKind::Citation { .. }
        );
    });
    !later && plain(title).trim().is_empty()
}
