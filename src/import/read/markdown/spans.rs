//! What Markdown's dialects say with brackets, and HTML with tags, in the pieces of a line: `[Wort]{.smallcaps}`, `^[Anmerkung]`,
//! `<sup>2</sup>`, addresses without marks.

use std::ops::Range;

use super::addresses;
use super::attributes::Attributes;
use super::blocks::{Reader, trimmed};
use super::inlines::{Piece, PieceKind};
use super::tags::{self, Tag};
use super::works;
use crate::import::draft::LinkedNote;
use crate::ir::{
    Block, BlockKind, Inline, InlineKind, Language, LinkTarget, Paragraph, ParagraphKind,
};

/// How many brackets and tags may be open at a time; more are text.
const MOST_OPEN: usize = 40;

/// What is open.
enum Opener {
    /// A bracket; whether a caret stands before it.
    Bracket(bool),
    /// A tag.
    Tag(Tag),
}

struct Frame {
    opener: Option<Opener>,
    range: Range<usize>,
    out: Vec<Inline>,
}

impl Reader<'_, '_, '_> {
    /// The inlines of a whole line.
    pub(super) fn line(&mut self, pieces: Vec<Piece>) -> Vec<Inline> {
        let line = self.resolved(pieces);
        self.found.count.end();
        self.found.quotes.end();
        line
    }

    /// The inlines of pieces.
    pub(super) fn resolved(&mut self, pieces: Vec<Piece>) -> Vec<Inline> {
        let mut scan =
            Scan { frames: vec![Frame { opener: None, range: 0..0, out: Vec::new() }], skip: 0 };
        for piece in pieces {
            if piece.range.end <= scan.skip && !piece.range.is_empty() {
                continue;
            }
            self.one(piece, &mut scan);
        }
        while scan.frames.len() > 1 {
            self.unclosed(&mut scan);
        }
        let mut line = scan.frames.pop().map(|frame| frame.out).unwrap_or_default();
        line.shrink_to_fit();
        line
    }

    fn one(&mut self, mut piece: Piece, scan: &mut Scan) {
        let at_start = scan.skip.saturating_sub(piece.range.start);
        match piece.kind {
            PieceKind::Text(..) if at_start > 0 => {
                piece.cut(at_start);
                self.one(piece, scan);
            }
            PieceKind::Text(text, escaped) => self.scan(&text, escaped, piece.range, scan),
            PieceKind::Soft => scan.push(self.soft(&piece.range)),
            PieceKind::Hard => scan.push(self.inline(&piece.range, InlineKind::LineBreak)),
            PieceKind::Formula(tex, _) => {
                let formula = self.formula(&tex, &piece.range);
                scan.push(formula);
            }
            PieceKind::Inline(inline) => {
                let mut inline = *inline;
                if let Some((attributes, end)) = self.attributes(piece.range.end)
                    && matches!(
                        inline.kind,
                        InlineKind::Code { .. }
                            | InlineKind::Link { .. }
                            | InlineKind::Image { .. }
                    )
                {
                    self.found.count.drop(piece.range.end..end);
                    scan.skip = end;
                    self.put_on(&mut inline, attributes);
                }
                scan.push(inline);
            }
            PieceKind::Tag(tag) => self.tag(&tag, piece.range, scan),
        }
    }

    /// The attributes that stand at an offset of the text.
    fn attributes(&self, at: usize) -> Option<(Attributes, usize)> {
        let text = self.prepared.text.get(at..)?;
        Attributes::read(text).map(|(attributes, end)| (attributes, at + end))
    }

    fn scan(&mut self, text: &str, escaped: bool, range: Range<usize>, scan: &mut Scan) {
        // Only what stands in the file as it is read has offsets for each of its signs.
        let exact = range.len() == text.len();
        if !exact || !text.contains(['[', ']']) {
            return self.words(text, range, scan);
        }
        let place = |at: usize| range.start + at;
        let mut from = 0;
        let mut at = 0;
        while let Some(next) = text[at..].find(['[', ']']).map(|next| at + next) {
            at = next + 1;
            if escaped && next == 0 || place(next) < scan.skip {
                continue;
            }
            if text[next..].starts_with('[') {
                if scan.frames.len() > MOST_OPEN {
                    continue;
                }
                let caret = text[from..next].ends_with('^');
                let end = next - usize::from(caret);
                self.words(&text[from..end], place(from)..place(end), scan);
                let (opener, out) = (Some(Opener::Bracket(caret)), Vec::new());
                scan.frames.push(Frame { opener, range: place(end)..place(at), out });
                from = at;
                continue;
            }
            let is_open = matches!(scan.top().opener, Some(Opener::Bracket(_)));
            if !is_open {
                continue;
            }
            self.words(&text[from..next], place(from)..place(next), scan);
            from = at;
            let skip = self.close(place(next)..place(at), scan);
            if skip > place(at) {
                scan.skip = skip;
                from = (skip - range.start).min(text.len());
                at = from;
            }
        }
        self.words(&text[from..], place(from)..range.end, scan);
    }

    /// Closes the bracket that is open; where the text goes on.
    fn close(&mut self, range: Range<usize>, scan: &mut Scan) -> usize {
        let frame = scan.frames.pop().expect("a bracket is open");
        let caret = matches!(frame.opener, Some(Opener::Bracket(true)));
        if caret {
            let whole = frame.range.start..range.end;
            self.found.count.apart(whole.clone(), frame.range.end..range.start);
            let call = self.note(frame.out, whole);
            scan.push(call);
            return range.end;
        }
        if let Some((attributes, end)) = self.attributes(range.end) {
            self.found.count.drop(frame.range.clone());
            self.found.count.drop(range.start..end);
            let span = frame.range.start..end;
            let inlines = self.span_of(attributes, frame.out, &span);
            scan.extend(inlines);
            return end;
        }
        if let Some(end) = self.cited(&frame, &range, scan) {
            return end;
        }
        scan.push(Inline::text(self.span(&frame.range), "["));
        scan.extend(frame.out);
        scan.push(Inline::text(self.span(&range), "]"));
        range.end
    }

    /// What stands in brackets, if it cites works; where the text goes on.
    fn cited(&mut self, frame: &Frame, range: &Range<usize>, scan: &mut Scan) -> Option<usize> {
        let whole = frame.range.start..range.end;
        let span = self.span(&whole);
        let said = crate::ir::plain(&frame.out);
        let is_said = |one: &Inline| match &one.kind {
            InlineKind::Text { .. } => true,
            kind => matches!(kind, InlineKind::Emphasis { .. } | InlineKind::Link { .. }),
        };
        if works::place_behind(&mut scan.top().out, &said, &self.found.works) {
            self.found.count.drop(whole);
            return Some(range.end);
        }
        if !works::cites(&said) {
            return None;
        }
        let citation =
            frame.out.iter().all(is_said).then(|| works::citation(&said, span, &self.found.works));
        let Some(kind) = citation.flatten() else {
            works::count(&mut self.found.works.unknown, span);
            return None;
        };
        self.found.count.drop(whole);
        scan.push(Inline::new(span, kind));
        Some(range.end)
    }

    /// A note within the line.
    fn note(&mut self, content: Vec<Inline>, range: Range<usize>) -> Inline {
        let span = self.span(&range);
        let label = self.found.own_label();
        let role = ParagraphKind::Body;
        let content = trimmed(content);
        let body = vec![Block::new(span, BlockKind::Paragraph(Paragraph { role, content }))];
        self.found.came.notes += 1;
        self.found.notes.push(LinkedNote::new(label.clone(), body));
        Inline::new(span, InlineKind::NoteCall { label })
    }

    /// `[text]{…}`
    fn span_of(
        &mut self,
        attributes: Attributes,
        content: Vec<Inline>,
        range: &Range<usize>,
    ) -> Vec<Inline> {
        let span = self.span(range);
        if attributes.is(&["page", "pagenum", "pagebreak", "seite"])
            && !content.is_empty()
            && let Some(label) = self.found.page(&content)
        {
            self.found.count.drop(range.clone());
            return vec![Inline::new(span, InlineKind::PageMarker { label })];
        }
        let mut known: Vec<&str> = Vec::new();
        let mut inline = Inline::new(span, InlineKind::Group { content });
        for class in &attributes.classes {
            let around: fn(Vec<Inline>) -> InlineKind = match class.to_lowercase().as_str() {
                "smallcaps" | "sc" | "small-caps" => |content| InlineKind::SmallCaps { content },
                "spaced" | "letterspaced" | "gesperrt" | "sperrsatz" => {
                    |content| InlineKind::Letterspaced { content }
                }
                "title" | "worktitle" | "cite" => |content| InlineKind::WorkTitle { content },
                "mark" | "highlight" => |content| InlineKind::Highlighted { content },
                "underline" | "ul" | "emphasis" | "em" | "italic" => {
                    |content| InlineKind::Emphasis { content }
                }
                "strong" | "bold" => |content| InlineKind::Strong { content },
                "stage" => |content| InlineKind::Stage { content },
                _ => continue,
            };
            known.push(class);
            let content = inline.children_mut().map(std::mem::take).unwrap_or_default();
            let inner = match &inline.kind {
                InlineKind::Group { .. } => content,
                _ => {
                    let mut inner = inline.clone();
                    inner.children_mut().expect("it has some").extend(content);
                    vec![inner]
                }
            };
            inline.kind = around(inner);
        }
        let unknown: Vec<String> = attributes
            .classes
            .iter()
            .filter(|own| !known.contains(&own.as_str()))
            .cloned()
            .collect();
        for class in unknown {
            self.found.no_meaning(span, &class);
        }
        inline.id.clone_from(&attributes.id);
        inline.language = attributes.get("lang").and_then(Language::parse);
        let bare = inline.id.is_none() && inline.language.is_none();
        match inline.kind {
            InlineKind::Group { content } if bare => content,
            _ => vec![inline],
        }
    }

    /// Attributes behind code, a link, a picture.
    fn put_on(&mut self, inline: &mut Inline, attributes: Attributes) {
        let span = inline.span;
        for class in &attributes.classes {
            if !matches!(class.as_str(), "uri" | "url" | "email" | "external") {
                self.found.no_meaning(span, class);
            }
        }
        if let Some(width) =
            attributes.get("width").filter(|_| matches!(inline.kind, InlineKind::Image { .. }))
        {
            self.found.widths.insert((span.file.0, span.start), width.to_owned());
        }
        inline.id = attributes.id.or_else(|| inline.id.take());
        inline.language = attributes
            .pairs
            .iter()
            .find(|(key, _)| key == "lang")
            .and_then(|(_, tag)| Language::parse(tag));
    }

    /// Text without brackets: addresses in it become links.
    fn words(&mut self, text: &str, range: Range<usize>, scan: &mut Scan) {
        if text.is_empty() {
            return;
        }
        let exact = range.len() == text.len();
        let (mut text, mut range) = (text, range);
        while exact && let Some((start, end)) = raised_in(text) {
            let place = |at: usize| range.start + at;
            self.plain(&text[..start], range.start..place(start), scan);
            self.raised(text, start..end, place(0), scan);
            (text, range) = (&text[end + 1..], place(end + 1)..range.end);
        }
        self.plain(text, range, scan);
    }

    /// Text in which a sentence may name works by their keys.
    fn plain(&mut self, text: &str, range: Range<usize>, scan: &mut Scan) {
        let in_brackets =
            scan.frames.iter().any(|frame| matches!(frame.opener, Some(Opener::Bracket(_))));
        let may_cite = range.len() == text.len() && !in_brackets && !self.found.in_link;
        let (mut text, mut range) = (text, range);
        while may_cite && let Some((at, key)) = works::named(text, &self.found.works) {
            let place = |at: usize| range.start + at;
            self.linked(&text[..at.start], range.start..place(at.start), scan);
            let whole = place(at.start)..place(at.end);
            let span = self.span(&whole);
            self.found.works.cited_in_sentence(span);
            self.found.count.drop(whole);
            scan.push(Inline::new(span, works::of_sentence(key, span)));
            (text, range) = (&text[at.end..], place(at.end)..range.end);
        }
        self.linked(text, range, scan);
    }

    /// Text in which addresses become links.
    fn linked(&mut self, text: &str, range: Range<usize>, scan: &mut Scan) {
        if text.is_empty() {
            return;
        }
        let exact = range.len() == text.len();
        let piece = |at: Range<usize>| {
            if exact { range.start + at.start..range.start + at.end } else { range.clone() }
        };
        if self.found.in_link || !addresses::may_hold(text) {
            return scan.push(Inline::text(self.span(&range), text));
        }
        let mut from = 0;
        for (at, url) in addresses::bare(text) {
            if at.start > from {
                scan.push(Inline::text(self.span(&piece(from..at.start)), &text[from..at.start]));
            }
            let span = self.span(&piece(at.clone()));
            let content = vec![Inline::text(span, &text[at.clone()])];
            scan.push(Inline::new(
                span,
                InlineKind::Link { target: LinkTarget::Web { url }, content },
            ));
            from = at.end;
        }
        if from < text.len() {
            scan.push(Inline::text(self.span(&piece(from..text.len())), &text[from..]));
        }
    }

    /// `m^2^`, `H~2~O`, wherever in a word: what the parser does not see there. `signs` has the places of the two signs.
    fn raised(&mut self, text: &str, signs: Range<usize>, from: usize, scan: &mut Scan) {
        let place = |at: usize| from + at;
        let Range { start, end } = signs;
        let inside = place(start + 1)..place(end);
        let content = vec![Inline::text(self.span(&inside), &text[start + 1..end])];
        let kind = match text.as_bytes()[start] {
            b'^' => InlineKind::Superscript { content },
            _ => InlineKind::Subscript { content },
        };
        self.found.count.drop(place(start)..inside.start);
        self.found.count.drop(inside.end..inside.end + 1);
        let whole = place(start)..place(end + 1);
        scan.push(self.inline(&whole, kind));
    }

    fn tag(&mut self, tag: &str, range: Range<usize>, scan: &mut Scan) {
        let span = self.span(&range);
        if let Some(comment) = tag.strip_prefix("<!--") {
            let words = comment.trim_end_matches("-->").trim();
            if !words.is_empty() {
                self.found.aside(span, "comment", words);
            }
            return;
        }
        let Some(tag) = tags::parse(tag) else { return };
        if tag.name == "br" {
            self.found.count.push(&range, " ");
            return scan.push(Inline::new(span, InlineKind::LineBreak));
        }
        if tag.name == "img" {
            self.found.came.pictures += 1;
            let get = |name: &str| tag.get(name).unwrap_or_default().to_owned();
            let made =
                super::pictures::inline(&get("src"), &get("alt"), "", span, self.place, self.found);
            if !matches!(made.kind, InlineKind::Image { .. }) {
                self.found.count.push(&range, &crate::ir::plain(std::slice::from_ref(&made)));
            }
            return scan.push(made);
        }
        if !tag.closes {
            if !tag.is_void() && scan.frames.len() <= MOST_OPEN {
                scan.frames.push(Frame { opener: Some(Opener::Tag(tag)), range, out: Vec::new() });
            }
            return;
        }
        let same = |frame: &Frame| matches!(&frame.opener, Some(Opener::Tag(open)) if open.name == tag.name);
        let Some(at) = scan.frames.iter().rposition(same) else { return };
        while scan.frames.len() > at + 1 {
            self.unclosed(scan);
        }
        let frame = scan.frames.pop().expect("it was found");
        let Some(Opener::Tag(open)) = frame.opener else { return };
        let span = self.span(&(frame.range.start..range.end));
        let inlines = tags::inline(&open, frame.out, span, self.found);
        scan.extend(inlines);
    }

    /// What is open and is not closed: a bracket is text, a tag is none.
    fn unclosed(&mut self, scan: &mut Scan) {
        let Some(frame) = scan.frames.pop() else { return };
        match frame.opener {
            Some(Opener::Bracket(caret)) => {
                let text = if caret { "^[" } else { "[" };
                scan.push(Inline::text(self.span(&frame.range), text));
            }
            // an anchor that stands alone
            Some(Opener::Tag(tag)) => {
                let id = tag.get("id").or_else(|| tag.get("name")).map(str::to_owned);
                if id.is_some() {
                    let span = self.span(&frame.range);
                    let mut place = Inline::new(span, InlineKind::Group { content: Vec::new() });
                    place.id = id;
                    scan.push(place);
                }
            }
            None => {}
        }
        scan.extend(frame.out);
    }
}

/// Where the first piece between two carets, or two tildes, begins and ends: it holds no space.
fn raised_in(text: &str) -> Option<(usize, usize)> {
    const LONGEST: usize = 60;
    text.match_indices(['^', '~']).find_map(|(start, sign)| {
        let behind = &text[start + 1..];
        let near = &behind[..behind.floor_char_boundary(LONGEST)];
        let end = near.find(sign).filter(|end| *end > 0)?;
        let inside = &near[..end];
        let doubled = text[..start].ends_with(sign) || behind[end + 1..].starts_with(sign);
        (!doubled && !inside.contains(char::is_whitespace)).then_some((start, start + 1 + end))
    })
}

struct Scan {
    frames: Vec<Frame>,
    /// Up to where the text is read already.
    skip: usize,
}

impl Scan {
    fn top(&mut self) -> &mut Frame {
        self.frames.last_mut().expect("there is always the line itself")
    }

    fn push(&mut self, inline: Inline) {
        self.top().out.push(inline);
    }

    fn extend(&mut self, inlines: Vec<Inline>) {
        self.top().out.extend(inlines);
    }
}
