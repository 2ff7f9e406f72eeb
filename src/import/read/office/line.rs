//! Runs to inlines: pieces of a line with their looks become nested nodes, white space single spaces.

use super::form::{Form, LinkId, Tongue};
use super::languages::Tongues;
use super::log::Log;
use super::references::Links;
use crate::ir::{Inline, InlineKind};
use crate::source::Span;

/// A piece of a line.
#[derive(Debug, Clone)]
pub(in crate::import::read) struct Piece {
    /// What it is: a text, or something in the line.
    pub(super) inline: Inline,
    /// How it looks.
    pub(super) form: Form,
}

/// A line while it is read.
#[derive(Debug, Clone, Default)]
pub(in crate::import::read) struct Line {
    /// Its pieces.
    pub(super) pieces: Vec<Piece>,
    /// Whether it ends with a space, or has nothing in it yet.
    spaced: bool,
}

impl Line {
    /// Adds text; white space becomes single spaces, none at the beginning of the line.
    pub(in crate::import::read) fn text(&mut self, text: &str, form: Form, log: &mut Log) {
        let mut said = String::with_capacity(text.len());
        let mut spaced = self.spaced || self.pieces.is_empty();
        for c in text.chars() {
            if is_space(c) {
                if !spaced {
                    said.push(' ');
                }
                spaced = true;
            } else {
                said.push(c);
                spaced = false;
            }
        }
        self.spaced = spaced;
        self.add(said, form, log);
    }

    /// Adds text as it is, for what is quoted letter by letter.
    pub(in crate::import::read) fn verbatim(&mut self, text: &str, form: Form, log: &mut Log) {
        self.spaced = false;
        self.add(text.to_owned(), form, log);
    }

    fn add(&mut self, said: String, form: Form, log: &mut Log) {
        if said.is_empty() {
            return;
        }
        let span = log.say(&said);
        if let Some(last) = self.pieces.last_mut().filter(|last| last.form == form)
            && let InlineKind::Text { text } = &mut last.inline.kind
        {
            text.push_str(&said);
            last.inline.span.end = span.end;
            return;
        }
        self.pieces.push(Piece { inline: Inline::text(span, said), form });
    }

    /// Adds a line break.
    pub(in crate::import::read) fn line_break(&mut self, form: Form, log: &mut Log) {
        let span = log.say(" ");
        self.spaced = true;
        self.pieces.push(Piece { inline: Inline::new(span, InlineKind::LineBreak), form });
    }

    /// Adds something that is no text.
    pub(in crate::import::read) fn object(&mut self, kind: InlineKind, form: Form, log: &Log) {
        self.spaced = false;
        self.pieces.push(Piece { inline: Inline::new(log.here(), kind), form });
    }

    /// Adds a mark that leaves nothing in the line.
    pub(in crate::import::read) fn mark(&mut self, kind: InlineKind, log: &Log) {
        let form = Form::default();
        self.pieces.push(Piece { inline: Inline::new(log.here(), kind), form });
    }

    /// The line at its end, which takes no more memory than it needs.
    pub(in crate::import::read) fn ended(mut self) -> Self {
        for piece in &mut self.pieces {
            if let InlineKind::Text { text } = &mut piece.inline.kind {
                text.shrink_to_fit();
            }
        }
        self.pieces.shrink_to_fit();
        self
    }

    /// Whether nothing is in it.
    pub(in crate::import::read) fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Its words alone.
    pub(in crate::import::read) fn words(&self) -> String {
        let mut words = String::new();
        for piece in &self.pieces {
            match &piece.inline.kind {
                InlineKind::Text { text } => words.push_str(text),
                InlineKind::LineBreak => words.push(' '),
                _ => {}
            }
        }
        words.trim().to_owned()
    }

    /// Whether it holds letters or digits.
    pub(in crate::import::read) fn says(&self) -> bool {
        self.texts().any(|(text, _)| text.contains(|c: char| !c.is_whitespace()))
    }

    /// Its texts with their looks.
    pub(super) fn texts(&self) -> impl Iterator<Item = (&str, Form)> {
        self.pieces.iter().filter_map(|piece| match &piece.inline.kind {
            InlineKind::Text { text } => Some((text.as_str(), piece.form)),
            _ => None,
        })
    }

    /// How many line breaks it has.
    pub(super) fn breaks(&self) -> usize {
        self.pieces.iter().filter(|piece| piece.inline.kind == InlineKind::LineBreak).count()
    }

    /// Whether a picture stands in it.
    pub(in crate::import::read) fn has_picture(&self) -> bool {
        self.pieces.iter().any(|piece| matches!(piece.inline.kind, InlineKind::Image { .. }))
    }

    /// Takes from all of it what all of its texts have in common, as a heading is bold all over.
    pub(super) fn take_common(&mut self) {
        let words = |piece: &Piece| match &piece.inline.kind {
            InlineKind::Text { text } => text.contains(char::is_alphanumeric),
            _ => false,
        };
        let mut forms = self.pieces.iter().filter(|piece| words(piece)).map(|piece| piece.form);
        let Some(first) = forms.next() else { return };
        let common = forms.fold(first, Form::common);
        let common = Form { tongue: None, link: None, ..common };
        for piece in &mut self.pieces {
            piece.form = Form {
                italic: piece.form.italic && !common.italic,
                ..piece.form.against(Form { italic: false, ..common })
            };
        }
    }

    /// Takes the space at its end away.
    pub(super) fn trim(&mut self) {
        while let Some(last) = self.pieces.last_mut() {
            match &mut last.inline.kind {
                InlineKind::Text { text } => {
                    text.truncate(text.trim_end_matches(is_space).len());
                    if !text.is_empty() {
                        return;
                    }
                }
                InlineKind::LineBreak => {}
                _ => return,
            }
            self.pieces.pop();
        }
    }

    /// The pieces as nodes in each other; `around` is the language of what stands around them.
    pub(super) fn inlines(mut self, around: Option<Tongue>, context: &Context<'_>) -> Vec<Inline> {
        self.trim();
        let breaks = self.pieces.iter().take_while(|one| is_blank(&one.inline)).count();
        self.pieces.drain(..breaks);
        for piece in &mut self.pieces {
            if piece.form.tongue == around {
                piece.form.tongue = None;
            }
        }
        keep_words(&mut self.pieces);
        spread(&mut self.pieces);
        nest(self.pieces, 0, context)
    }
}

/// What nodes are made with.
pub(in crate::import::read) struct Context<'c> {
    /// The languages of the document.
    pub(in crate::import::read) tongues: &'c Tongues,
    /// Its links.
    pub(in crate::import::read) links: &'c Links,
}

/// White space at which a line may be broken: not the no-break spaces.
fn is_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{202F}' | '\u{2007}')
}

/// A word is of one language: where a program says another in the midst of it, the part that is nothing but of this word takes that of
/// the other part.
fn keep_words(pieces: &mut [Piece]) {
    for at in 1..pieces.len() {
        let (before, after) = (&pieces[at - 1], &pieces[at]);
        let (InlineKind::Text { text: left }, InlineKind::Text { text: right }) =
            (&before.inline.kind, &after.inline.kind)
        else {
            continue;
        };
        let within = left.ends_with(char::is_alphanumeric)
            && right.starts_with(char::is_alphanumeric)
            && before.form.tongue != after.form.tongue;
        let (first, second) = (before.form.tongue, after.form.tongue);
        if within && !right.contains(is_space) {
            pieces[at].form.tongue = first;
        } else if within && !left.contains(is_space) {
            pieces[at - 1].form.tongue = second;
        }
    }
}

/// What only divides words takes the looks and the language that the words on both sides have in common.
fn spread(pieces: &mut [Piece]) {
    let bare = |piece: &Piece| match &piece.inline.kind {
        InlineKind::Text { text } => !text.contains(char::is_alphanumeric),
        InlineKind::LineBreak => true,
        _ => false,
    };
    for at in 0..pieces.len() {
        if !bare(&pieces[at]) {
            continue;
        }
        let before = at.checked_sub(1).map(|before| pieces[before].form);
        let after = pieces.get(at + 1).map(|piece| piece.form);
        if let (Some(before), Some(after)) = (before, after) {
            if before == after && is_blank(&pieces[at].inline) {
                pieces[at].form = before;
                continue;
            }
            if before.tongue == after.tongue {
                pieces[at].form.tongue = before.tongue;
            }
        }
    }
}

fn is_blank(inline: &Inline) -> bool {
    match &inline.kind {
        InlineKind::Text { text } => text.chars().all(is_space),
        InlineKind::LineBreak => true,
        _ => false,
    }
}

/// What can be wrapped around pieces, outer before inner.
#[derive(Clone, Copy, PartialEq)]
enum Wrap {
    Tongue(Tongue),
    Link(LinkId),
    Struck,
    Marked,
    Work,
    Bold,
    Italic,
    Spaced,
    SmallCaps,
    Raised,
    Lowered,
    Code,
}

const WRAPS: usize = 12;

fn wrap(form: Form, nth: usize) -> Option<Wrap> {
    let when = |is: bool, wrap| is.then_some(wrap);
    match nth {
        0 => form.tongue.map(Wrap::Tongue),
        1 => form.link.map(Wrap::Link),
        2 => when(form.struck, Wrap::Struck),
        3 => when(form.marked, Wrap::Marked),
        4 => when(form.work, Wrap::Work),
        5 => when(form.bold, Wrap::Bold),
        6 => when(form.italic || form.underlined, Wrap::Italic),
        7 => when(form.spaced, Wrap::Spaced),
        8 => when(form.small_caps, Wrap::SmallCaps),
        9 => when(form.raised, Wrap::Raised),
        10 => when(form.lowered, Wrap::Lowered),
        _ => when(form.code, Wrap::Code),
    }
}

fn nest(pieces: Vec<Piece>, nth: usize, context: &Context<'_>) -> Vec<Inline> {
    if nth == WRAPS {
        return joined(pieces);
    }
    let mut out = Vec::new();
    let mut rest = pieces.into_iter().peekable();
    while let Some(first) = rest.next() {
        let around = wrap(first.form, nth);
        let mut group = vec![first];
        while let Some(next) = rest.next_if(|next| wrap(next.form, nth) == around) {
            group.push(next);
        }
        match around {
            None => out.extend(nest(group, nth + 1, context)),
            Some(around) => wrapped(group, around, nth, context, &mut out),
        }
    }
    out.shrink_to_fit();
    out
}

/// A group in what is around it; the spaces at its edges stand outside.
fn wrapped(
    mut group: Vec<Piece>,
    around: Wrap,
    nth: usize,
    context: &Context<'_>,
    out: &mut Vec<Inline>,
) {
    let span = Span::new(
        group[0].inline.span.file,
        group[0].inline.span.start as usize..group[group.len() - 1].inline.span.end as usize,
    );
    let leading = blanks(&mut group, true);
    let trailing = blanks(&mut group, false);
    out.extend(leading);
    // A call is shown as one anyhow.
    let is_call = |piece: &Piece| matches!(piece.inline.kind, InlineKind::NoteCall { .. });
    if group.is_empty() || group.iter().all(is_call) {
        out.extend(nest(group, nth + 1, context));
        out.extend(trailing);
        return;
    }
    let content = nest(group, nth + 1, context);
    let kind = match around {
        Wrap::Tongue(tongue) => {
            out.push(in_language(content, span, tongue, context.tongues));
            out.extend(trailing);
            return;
        }
        Wrap::Link(link) => match context.links.kind(link, &content) {
            Some(kind) => kind,
            None => {
                out.extend(content);
                out.extend(trailing);
                return;
            }
        },
        Wrap::Struck => InlineKind::Deleted { content },
        Wrap::Marked => InlineKind::Highlighted { content },
        Wrap::Work => InlineKind::WorkTitle { content },
        Wrap::Bold => InlineKind::Strong { content },
        Wrap::Italic => InlineKind::Emphasis { content },
        Wrap::Spaced => InlineKind::Letterspaced { content },
        Wrap::SmallCaps => InlineKind::SmallCaps { content },
        Wrap::Raised => InlineKind::Superscript { content },
        Wrap::Lowered => InlineKind::Subscript { content },
        Wrap::Code => match code(&content) {
            Some(text) => InlineKind::Code { text },
            None => {
                out.extend(content);
                out.extend(trailing);
                return;
            }
        },
    };
    out.push(Inline::new(span, kind));
    out.extend(trailing);
}

fn in_language(mut content: Vec<Inline>, span: Span, tongue: Tongue, all: &Tongues) -> Inline {
    let language = all.language(tongue);
    let alone = content.len() == 1
        && !matches!(content[0].kind, InlineKind::Text { .. } | InlineKind::NoteCall { .. });
    let mut inline = match content.pop() {
        Some(only) if alone => only,
        last => {
            content.extend(last);
            Inline::new(span, InlineKind::Group { content })
        }
    };
    inline.language = language;
    inline
}

/// The words of what is quoted letter by letter, if there is nothing else.
fn code(content: &[Inline]) -> Option<String> {
    let words = content.iter().map(|inline| match &inline.kind {
        InlineKind::Text { text } => Some(text.as_str()),
        _ => None,
    });
    words.collect()
}

/// Takes the spaces and line breaks at one end of a group out of it.
fn blanks(group: &mut Vec<Piece>, leading: bool) -> Vec<Inline> {
    let blank = |piece: &&Piece| is_blank(&piece.inline);
    let mut out: Vec<Inline> = if leading {
        let count = group.iter().take_while(blank).count();
        group.drain(..count).map(|piece| piece.inline).collect()
    } else {
        let count = group.iter().rev().take_while(blank).count();
        group.drain(group.len() - count..).map(|piece| piece.inline).collect()
    };
    let edge = if leading { group.first_mut() } else { group.last_mut() };
    let Some(Inline { span, kind: InlineKind::Text { text }, .. }) =
        edge.map(|edge| &mut edge.inline)
    else {
        return out;
    };
    let kept = match leading {
        true => text.trim_start_matches(is_space),
        false => text.trim_end_matches(is_space),
    };
    if kept.len() < text.len() {
        *text = kept.to_owned();
        let at = if leading { out.len() } else { 0 };
        out.insert(at, Inline::text(*span, " "));
    }
    out
}

/// Texts that follow each other as one.
fn joined(pieces: Vec<Piece>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::with_capacity(pieces.len());
    for Piece { inline, .. } in pieces {
        if let (InlineKind::Text { text }, Some(last)) = (&inline.kind, out.last_mut())
            && let InlineKind::Text { text: before } = &mut last.kind
        {
            before.push_str(text);
            last.span.end = inline.span.end;
            continue;
        }
        out.push(inline);
    }
    out
}
