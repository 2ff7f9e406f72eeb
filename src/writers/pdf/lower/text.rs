//! Lines of running text, word by word: what is judged of a word becomes calls of the vocabulary.

use std::borrow::Cow;
use std::ops::Range;
use std::rc::Rc;

use super::super::markup::Markup;
use super::super::words::{self, Letters, Marks, Piece, Running, Setting};
use super::{Lowering, Origin, parts, titles};
use crate::inspection::Part;
use crate::ir::{Direction, Inline, NodeId, in_language};
use crate::language::hyphenation::Minima;
use crate::source::Span;

/// The words of a line while it is written.
pub(super) struct Words {
    running: Running,
    marks: Marks,
    /// The stretch of text that is written next.
    next: usize,
    /// What of the running text is set as an initial.
    initial: Range<usize>,
    /// What behind it is set in small capitals.
    lead: Range<usize>,
    /// Whether its words are broken by the typesetter only where it is told so.
    are_chosen: bool,
    /// Whether what is written is deleted.
    pub(super) deleted: bool,
    /// What of it gives way between two parts of a long paragraph.
    cuts: Rc<[Range<usize>]>,
    /// Bytes of it, behind spaces, at which no line of a title ends.
    bound: Rc<[usize]>,
}

/// Whether words of a line may be broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Broken {
    Never,
    /// In a title, whose lines end by sense, too.
    NeverInTitle,
    /// As the layout has it for running text.
    AsText,
    /// Where the line would be too long: in the cells of a table, even where the layout
    /// breaks no word, for a table must not leave the type area; whether it does is up to the layout.
    WhereItMust,
}

impl Words {
    /// Goes past a stretch that is written otherwise.
    pub(super) fn pass(&mut self) {
        self.next += 1;
    }
}

impl Lowering<'_> {
    /// Writes a line of inlines of running text.
    pub(super) fn inlines(&self, markup: &mut Markup, list: &[Inline]) {
        self.judged(markup, list, self.broken());
    }

    /// Writes a line of inlines in which no word is broken.
    pub(super) fn unhyphenated(&self, markup: &mut Markup, list: &[Inline]) {
        self.judged(markup, list, Broken::Never);
    }

    /// Writes a title: no word is broken, and no line ends with a word that leads to the next.
    pub(super) fn titled(&self, markup: &mut Markup, list: &[Inline]) {
        self.judged(markup, list, Broken::NeverInTitle);
    }

    /// Writes a line of inlines of a cell.
    pub(super) fn cell(&self, markup: &mut Markup, list: &[Inline]) {
        self.judged(markup, list, Broken::WhereItMust);
    }

    /// What the layout wishes for running text, and what holds in cells.
    fn broken(&self) -> Broken {
        match self.settings.justification.hyphenate {
            _ if self.in_cell.get() => Broken::WhereItMust,
            true => Broken::AsText,
            false => Broken::Never,
        }
    }

    fn judged(&self, markup: &mut Markup, list: &[Inline], broken: Broken) {
        let mut start = markup.position();
        let outer = self.cuts.take();
        let is_line = self.now.line(|| self.line_of_words(markup, list, broken));
        let cuts = self.cuts.replace(outer);
        if !is_line {
            return;
        }
        let mut parts = Vec::new();
        for (end, next) in cuts {
            parts.push(start..end);
            start = next;
        }
        parts.push(start..markup.position());
        let broken = broken == Broken::AsText;
        self.places.borrow_mut().add_parts(&parts, markup.scope(), self.now.part(), broken);
    }

    fn line_of_words(&self, markup: &mut Markup, list: &[Inline], broken: Broken) {
        let (running, marks) = self.judgement(list, broken);
        let (initial, lead) = self.first_words(&running.text);
        let in_parts = self.in_parts.take() && parts::is_long(list);
        let cuts = if in_parts { parts::cuts(list, &running, &marks) } else { Vec::new() }.into();
        let is_title = broken == Broken::NeverInTitle;
        let are_chosen = broken == Broken::AsText && self.settings.justification.justify;
        let bound = if is_title { titles::bound(&running) } else { Vec::new() }.into();
        self.line(
            markup,
            list,
            &mut Words {
                running,
                marks,
                next: 0,
                initial,
                lead,
                are_chosen,
                deleted: false,
                cuts,
                bound,
            },
        );
    }

    /// A line as it is read, and what is judged of its words.
    pub(super) fn judgement(&self, list: &[Inline], broken: Broken) -> (Running, Marks) {
        let mut running = Running::new(list, &self.book.citations, &self.tongue.borrow());
        let how = &self.settings.justification;
        let never = matches!(broken, Broken::Never | Broken::NeverInTitle);
        if never && !how.hyphenate {
            // Where no word is broken, none is at the editor's soft hyphens.
            running.soft.clear();
        }
        let (before, after) = how.minima;
        let minima = Minima { before: before.into(), after: after.into() };
        let marks = words::judge(&running, self.hyphenation, !never, minima);
        (running, marks)
    }

    /// Writes a heading's line in the contents.
    pub(super) fn entry(&self, markup: &mut Markup, title: &[Inline]) {
        let language = self.tongue.borrow().clone();
        let other = Some(&language).filter(|language| **language != self.book.metadata().language);
        let line = in_language(self.book.excerpt(title), other);
        self.titled(markup, &line);
    }

    /// Text that does not stand in the source where it is read: a title, a name, what a link says.
    pub(super) fn said(&self, markup: &mut Markup, text: &str) {
        let span = markup.scope();
        self.now.aside(|| self.unhyphenated(markup, &[Inline::text(span, text)]));
    }

    /// The same as a heading or a part of one.
    pub(super) fn title(&self, markup: &mut Markup, text: &str) {
        self.now.within(Part::Heading, || self.called(markup, text));
    }

    /// What a book is called, and by whom it is.
    pub(super) fn called(&self, markup: &mut Markup, text: &str) {
        let span = markup.scope();
        self.now.aside(|| self.titled(markup, &[Inline::text(span, text)]));
    }

    /// Writes the next stretch of text of a line.
    pub(super) fn text(&self, markup: &mut Markup, inline: &Inline, text: &str, words: &mut Words) {
        let span = inline.span;
        let range = words.running.stretch(words.next);
        words.pass();
        let same = span.range().len() == text.len();
        let text = words::without_controls(text);
        let exact = same && matches!(text, Cow::Borrowed(_));
        let (initial, lead, node) = (words.initial.clone(), words.lead.clone(), inline.name.own());
        let (cuts, bound) = (words.cuts.clone(), words.bound.clone());
        let (cuts, bound, are_chosen) = (&cuts, &bound, words.are_chosen);
        let stretch = Stretch {
            text: &text,
            range,
            span,
            exact,
            initial,
            lead,
            node,
            cuts,
            bound,
            are_chosen,
        };
        let Marks { pieces, .. } = &words.marks;
        let first = pieces.partition_point(|piece| piece.range.end <= stretch.range.start);
        let around = self.tongue.borrow().direction();
        let mut at = stretch.range.start;
        for group in pieces[first..].chunk_by(Piece::is_one_with) {
            let whole = group[0].range.start..group[group.len() - 1].range.end;
            if whole.start >= stretch.range.end {
                break;
            }
            self.part(markup, &stretch, at..whole.start.max(at), &words.marks);
            let text = &words.running.text[whole.clone()];
            let own = Direction::first_strong(text);
            let is_uncut = group[0].setting == Setting::Uncut;
            let is_parted = group.len() > 1 || !within(&stretch.range, &whole);
            if is_uncut && is_parted && own.is_crossed_in(text) {
                // Boxes would stand in the order of the first letter, all of them.
                let whole = Piece { range: whole.clone(), setting: UNBROKEN };
                self.set_otherwise(markup, &stretch, &[whole], &words.marks);
            } else if is_uncut && own != around {
                markup.call("turned-pieces", |call| {
                    call.value("", own.as_str());
                    call.body(|markup| self.set_otherwise(markup, &stretch, group, &words.marks));
                });
            } else {
                self.set_otherwise(markup, &stretch, group, &words.marks);
            }
            at = whole.end.min(stretch.range.end);
        }
        self.part(markup, &stretch, at..stretch.range.end, &words.marks);
    }

    /// Writes what of these pieces stands in a stretch.
    fn set_otherwise(
        &self,
        markup: &mut Markup,
        stretch: &Stretch<'_>,
        pieces: &[Piece],
        marks: &Marks,
    ) {
        for piece in pieces {
            let within = &stretch.range;
            let range = piece.range.start.max(within.start)..piece.range.end.min(within.end);
            if range.is_empty() {
                continue;
            }
            // Where a piece goes over several stretches, not all of them need it.
            let needed = piece.setting != UNBROKEN || has_one(&marks.forbidden, &range);
            let is_unbroken =
                needed && matches!(piece.setting, Setting::Words { unbroken: true, .. });
            let functions = functions(piece.setting, is_unbroken && !stretch.are_chosen);
            let from = markup.position();
            nested(markup, &functions, &mut |markup| {
                self.part(markup, stretch, range.clone(), marks);
            });
            let mut places = self.places.borrow_mut();
            if piece.setting == Setting::Uncut {
                places.uncut.push(from..markup.position());
            } else if is_unbroken && stretch.are_chosen {
                places.unbroken.push(from..markup.position());
            }
        }
    }

    /// Writes a part of a stretch and takes down where its words may be broken.
    fn part(
        &self,
        markup: &mut Markup,
        stretch: &Stretch<'_>,
        part: Range<usize>,
        Marks { breaks, misleading, .. }: &Marks,
    ) {
        let from = breaks.partition_point(|one| one.0 < part.start);
        let mut written = part.start;
        for (at, class) in breaks[from..].iter().take_while(|one| one.0 < part.end) {
            self.stretch(markup, stretch, written..*at);
            let mut places = self.places.borrow_mut();
            places.breaks.push((markup.position(), *class));
            if misleading.binary_search(at).is_ok() {
                places.misleading.push(markup.position());
            }
            written = *at;
        }
        self.stretch(markup, stretch, written..part.end);
    }

    /// Writes a part of a stretch, by its range in the running text.
    fn stretch(&self, markup: &mut Markup, stretch: &Stretch<'_>, part: Range<usize>) {
        let within = |range: &Range<usize>| {
            range.start.clamp(part.start, part.end)..range.end.clamp(part.start, part.end)
        };
        let (large, small) = (within(&stretch.initial), within(&stretch.lead));
        if large.is_empty() && small.is_empty() {
            return self.piece(markup, stretch, part);
        }
        self.piece(markup, stretch, part.start..large.start);
        if !large.is_empty() {
            let start = markup.position() + "#initial".len();
            markup.call("initial", |call| {
                call.body(|markup| self.piece(markup, stretch, large.clone()));
            });
            self.places.borrow_mut().initials.push(start..markup.position());
        }
        if !small.is_empty() {
            markup.call("lead-in", |call| {
                call.body(|markup| self.piece(markup, stretch, small.clone()));
            });
        }
        self.piece(markup, stretch, small.end.max(large.end)..part.end);
    }

    fn piece(&self, markup: &mut Markup, stretch: &Stretch<'_>, mut part: Range<usize>) {
        let first = stretch.cuts.partition_point(|cut| cut.start < part.start);
        let cuts = stretch.cuts[first..].iter().take_while(|cut| cut.start < part.end);
        for cut in cuts {
            self.uncut_piece(markup, stretch, part.start..cut.start);
            let end = markup.position();
            markup.call("next-part", |_| {});
            self.cuts.borrow_mut().push((end, markup.position()));
            part.start = cut.end;
        }
        self.uncut_piece(markup, stretch, part);
    }

    fn uncut_piece(&self, markup: &mut Markup, stretch: &Stretch<'_>, part: Range<usize>) {
        let (from, byte) = (markup.position(), part.start.saturating_sub(stretch.range.start));
        let first = stretch.bound.partition_point(|at| *at <= part.start);
        let mut written = part.start;
        for at in stretch.bound[first..].iter().take_while(|at| **at <= part.end) {
            stretch.write(markup, written..*at);
            markup.joiner();
            written = *at;
        }
        stretch.write(markup, written..part.end);
        if let Some(node) = stretch.node {
            let range = from..markup.position();
            self.places.borrow_mut().origins.add(range, Origin::Text(node, byte));
        }
    }
}

fn within(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

const UNBROKEN: Setting = Setting::Words { unbroken: true, letters: Letters::Plain };

/// Whether one of the places, which are in order, lies in the range.
fn has_one(places: &[usize], range: &Range<usize>) -> bool {
    let first = places.partition_point(|at| *at < range.start);
    places.get(first).is_some_and(|at| *at < range.end)
}

/// The functions of the vocabulary that set a piece, the outer first; `unbroken` is whether it is to be said that no word
/// is broken in it.
fn functions(setting: Setting, unbroken: bool) -> Vec<&'static str> {
    let own = match setting {
        Setting::Uncut => Some("uncut"),
        Setting::Words { letters, .. } => function_of(letters),
    };
    unbroken.then_some("unbroken").into_iter().chain(own).collect()
}

/// The function of the vocabulary that sets letters so.
pub(super) fn function_of(letters: Letters) -> Option<&'static str> {
    match letters {
        Letters::Plain => None,
        Letters::Unjoined => Some("unjoined"),
        Letters::Detached => Some("detached"),
    }
}

pub(super) fn nested(markup: &mut Markup, names: &[&str], write: &mut dyn FnMut(&mut Markup)) {
    match names {
        [] => write(markup),
        [outer, inner @ ..] => {
            markup.call(outer, |call| call.body(|markup| nested(markup, inner, write)));
        }
    }
}

/// A stretch of text in a line.
struct Stretch<'a> {
    text: &'a str,
    /// Its range in the running text.
    range: Range<usize>,
    /// Its place in the source.
    span: Span,
    /// Whether the source says it in the same words.
    exact: bool,
    /// What of the running text is set as an initial.
    initial: Range<usize>,
    /// What behind it is set in small capitals.
    lead: Range<usize>,
    /// The inline, where it stands at its own place.
    node: Option<NodeId>,
    /// What of the running text gives way between two parts.
    cuts: &'a [Range<usize>],
    /// Bytes of the running text, behind spaces, at which no line ends.
    bound: &'a [usize],
    /// Whether its words are broken by the typesetter only where it is told so.
    are_chosen: bool,
}

impl Stretch<'_> {
    /// Writes a part, by its range in the running text.
    fn write(&self, markup: &mut Markup, part: Range<usize>) {
        if part.is_empty() {
            return;
        }
        let part = part.start - self.range.start..part.end - self.range.start;
        let span = if self.exact {
            let start = self.span.range().start;
            Span::new(self.span.file, start + part.start..start + part.end)
        } else {
            self.span
        };
        markup.text_at(span, self.text, part);
    }
}
