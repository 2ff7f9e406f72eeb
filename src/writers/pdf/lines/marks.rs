//! All that is printed on the pages, for the inspection of the type area: type, pictures, rules.
//!
//! Heads, folios and what else is not read aloud have their place in the margin, and must but stay on the
//! page. Whether a page is short is told by the layout's grid and by what the next page begins with: what
//! cannot be parted and has no room is a good reason, and only where running text goes on must pages that
//! face each other end level.

use std::collections::{HashMap, VecDeque};

use typst::foundations::{IntoValue, Str, StyleChain};
use typst::introspection::{Location, Tag};
use typst::layout::{Abs, Frame, FrameItem, Point, Rect, Size, Transform};
use typst::pdf::{ArtifactElem, ArtifactKind};
use typst::text::{Glyph, RawElem, TextItem};
use typst_layout::PagedDocument;

use super::super::codes;
use super::super::draft::Draft;
use super::super::fill::hang::{self, Edge};
use super::super::pictures::Picture;
use super::{GlyphSources, formulas, overhang, type_area};
use crate::inspection::{Finding, Mark, MarkKind, Rectangle, look_at_marks};
use crate::ir::Book;
use crate::layouts::Settings;
use crate::source::Span;

/// From the baseline to the height of the small letters, and to what all type has below it, in em.
const ABOVE: f64 = 0.45;
const BELOW: f64 = 0.02;
/// How far above and below the baseline what is drawn for the letters of a line reaches, in em.
const LINE: (f64, f64) = (1.0, 0.5);

/// What stands out of the type area or on other text, on all pages.
pub(in crate::writers::pdf) fn astray(
    document: &PagedDocument,
    (draft, book): (&Draft, &Book),
    settings: &Settings,
    pictures: &[(String, Picture)],
) -> Vec<Finding> {
    let mut sources = GlyphSources::collect(&draft.world, &draft.map);
    let mut codes = codes::places(book, draft);
    let mut findings = Vec::new();
    for (page, set) in document.pages().iter().enumerate() {
        let (width, height) = (set.frame.width().to_pt(), set.frame.height().to_pt());
        let paper = Rectangle { left: 0.0, top: 0.0, right: width, bottom: height };
        let mut reader = Reader {
            draft,
            sources: &mut sources,
            codes: &mut codes,
            pictures: pictures.iter().map(|one| &one.1).filter(|one| one.page == page).collect(),
            artifacts: Vec::new(),
            code: None,
            last: None,
            rules: Vec::new(),
            hanging: Vec::new(),
            marks: Vec::new(),
            formula: None,
            between: settings.text.leading - settings.text.size,
        };
        reader.frame(&set.frame, Transform::identity());
        reader.trim_rules();
        findings.extend(look_at_marks(
            page,
            type_area(settings, draft.places(), page),
            paper,
            &reader.marks,
        ));
    }
    findings
}

struct Reader<'r, 'm, 'c> {
    draft: &'r Draft,
    sources: &'r mut GlyphSources<'m>,
    /// The places of code by its words, in the order of the book: the typesetter tells none.
    codes: &'r mut HashMap<&'c str, VecDeque<usize>>,
    /// Those of the page.
    pictures: Vec<&'r Picture>,
    /// What is not read aloud and still open.
    artifacts: Vec<(Location, ArtifactKind)>,
    /// The code that is open, with its place.
    code: Option<(Location, Option<Span>)>,
    /// The place of the last type that has one.
    last: Option<Span>,
    /// The rules since then, by their index among the marks.
    rules: Vec<usize>,
    /// Type whose last sign hangs over the line, without that and with it.
    hanging: Vec<(Rectangle, Rectangle)>,
    marks: Vec<Mark>,
    /// The formula that is open, how many marks there were before it, and how far it may reach into the space
    /// between lines.
    formula: Option<(Location, usize, f64)>,
    /// What is between two lines, in points.
    between: f64,
}

impl Reader<'_, '_, '_> {
    fn frame(&mut self, frame: &Frame, around: Transform) {
        for (at, item) in frame.items() {
            let here = around.pre_concat(Transform::translate(at.x, at.y));
            match item {
                FrameItem::Group(group) => {
                    self.frame(&group.frame, here.pre_concat(group.transform));
                }
                FrameItem::Tag(tag) => {
                    self.tag(tag);
                    self.bound_of_formula(tag);
                }
                FrameItem::Text(text) => self.text(text, here),
                FrameItem::Image(_, size, _) => self.picture(*size, here),
                FrameItem::Shape(shape, _) => {
                    // A rule belongs to what is set behind it: so it is with those of a table.
                    self.rules.push(self.marks.len());
                    self.add(MarkKind::Rule, shape.geometry.bbox(None), here, (0.0, ""), self.last);
                }
                FrameItem::Link(..) => {}
            }
        }
    }

    fn tag(&mut self, tag: &Tag) {
        match tag {
            Tag::Start(element, _) => {
                let location = tag.location();
                if let Some(artifact) = element.to_packed::<ArtifactElem>() {
                    self.artifacts.push((location, artifact.kind.get(StyleChain::default())));
                } else if let Some(raw) = element.to_packed::<RawElem>() {
                    let words = raw.text.clone().into_value().cast::<Str>().unwrap_or_default();
                    let span = self.place_of_code(words.trim_end_matches('\n'));
                    self.code = Some((location, span));
                }
            }
            Tag::End(location, ..) => {
                self.artifacts.retain(|open| open.0 != *location);
                self.code = self.code.filter(|open| open.0 != *location);
            }
        }
    }

    /// What is printed of a formula is one mark: its parts may stand over and under one another.
    fn bound_of_formula(&mut self, tag: &Tag) {
        if let Some((location, display)) = formulas::begins(tag).filter(|_| self.formula.is_none())
        {
            let between = if display { 0.0 } else { self.between };
            self.formula = Some((location, self.marks.len(), between));
        }
        let Tag::End(location, ..) = tag else { return };
        let Some((_, from, between)) = self.formula.take_if(|open| open.0 == *location) else {
            return;
        };
        let parts: Vec<Mark> = self.marks.drain(from..).collect();
        self.rules.retain(|rule| *rule < from);
        let Some(first) = parts.first() else { return };
        let least = |of: fn(&Mark) -> f64| parts.iter().map(of).fold(f64::INFINITY, f64::min);
        let most = |of: fn(&Mark) -> f64| parts.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
        let (top, bottom) = (least(|mark| mark.body.top), most(|mark| mark.body.bottom));
        let between = between.min((bottom - top) / 2.0);
        let body = Rectangle {
            left: least(|mark| mark.body.left),
            top: top + between,
            right: most(|mark| mark.body.right),
            bottom: bottom - between,
        };
        self.marks.push(Mark {
            kind: MarkKind::Text,
            body,
            marginal: first.marginal,
            size: most(|mark| mark.size),
            text: parts.iter().map(|mark| mark.text.as_str()).collect(),
            span: parts.iter().find_map(|mark| mark.span),
        });
    }

    fn place_of_code(&mut self, words: &str) -> Option<Span> {
        let places = self.codes.get_mut(words)?;
        // What is said again, as in the contents, stands where it was said last.
        let at = if places.len() > 1 { places.pop_front() } else { places.front().copied() };
        Some(self.draft.map.node(at?))
    }

    fn text(&mut self, item: &TextItem, here: Transform) {
        let size = item.size.to_pt();
        let mut own = item.glyphs.iter().filter_map(|glyph| self.sources.of_glyph(glyph).0);
        let first = own.next();
        let last = own.next_back().or(first);
        let margin = first.is_some_and(|at| self.draft.places().is_margin(at));
        let letter = |at: usize| self.draft.map.letter(at);
        let span = first.zip(last).map(|(first, last)| letter(first).to(letter(last)));
        let span = span.or_else(|| self.code.and_then(|code| code.1));
        if !margin && self.artifacts.is_empty() && span.is_some() {
            self.last = span;
            for rule in self.rules.drain(..) {
                if let Some(mark) = self.marks.get_mut(rule) {
                    mark.span = span;
                }
            }
        }
        // Neither spaces at its end nor what of the last sign hangs over the line belong to it.
        let seen = item.text.trim_end();
        if seen.is_empty() && item.width() == Abs::zero() {
            // The space at a line's end: nothing is printed.
            return;
        }
        let seen = if seen.is_empty() { &item.text } else { seen };
        let advance = |glyph: &Glyph| glyph.x_advance.at(item.size);
        let width: Abs = item.glyphs.iter().map(advance).sum();
        let blank = item.glyphs.iter().filter(|glyph| glyph.range().start >= seen.len());
        let end = item.glyphs.iter().rev().find(|glyph| glyph.range().end == seen.len());
        let hanging = end.map_or(Abs::zero(), |glyph| {
            let of_typesetter = seen.chars().next_back().map_or(0.0, overhang);
            advance(glyph) * of_typesetter.max(hang::part(seen, Edge::Right))
        });
        let beyond = blank.map(advance).sum::<Abs>() + hanging;
        let first = item.glyphs.first().map_or(Abs::zero(), advance);
        let before = first * hang::part(seen, Edge::Left);
        // The glyphs stand in the order of the page: where it is read from the right, the end comes first.
        let starts = |glyph: Option<&Glyph>| glyph.map_or(0, |glyph| glyph.range().start);
        let leftward = starts(item.glyphs.first()) > starts(item.glyphs.last());
        let (left, right) = if leftward { (beyond, width) } else { (before, width - beyond) };
        let body =
            Rect::new(Point::new(left, item.size * -ABOVE), Point::new(right, item.size * BELOW));
        if hanging + before > Abs::zero() {
            let whole = Rect::new(
                Point::new(Abs::zero(), item.size * -LINE.0),
                Point::new(width, item.size * LINE.1),
            );
            self.hanging.push((upright(body, here), upright(whole, here)));
        }
        self.add(MarkKind::Text, body, here, (size, seen), span);
    }

    /// Rules below and through type, and grounds behind it, hang over the line as far as its last sign does.
    fn trim_rules(&mut self) {
        let near = |a: f64, b: f64| (a - b).abs() < 0.1;
        for mark in self.marks.iter_mut().filter(|mark| mark.kind == MarkKind::Rule) {
            let rule = &mut mark.body;
            for (body, whole) in &self.hanging {
                if rule.top < whole.top || rule.bottom > whole.bottom {
                    continue;
                }
                if near(rule.right, whole.right) {
                    rule.right = body.right;
                }
                if near(rule.left, whole.left) {
                    rule.left = body.left;
                }
            }
        }
    }

    fn picture(&mut self, size: Size, here: Transform) {
        let top = Point::zero().transform(here).y.to_pt();
        let known = self.pictures.iter().find(|one| (one.top - top).abs() < 0.01);
        let span = known.map_or(self.last, |one| Some(one.span));
        let body = Rect::new(Point::zero(), size.to_point());
        self.add(MarkKind::Picture, body, here, (0.0, ""), span);
    }

    fn add(
        &mut self,
        kind: MarkKind,
        body: Rect,
        here: Transform,
        (size, text): (f64, &str),
        span: Option<Span>,
    ) {
        // What lies below or above the page itself is no part of what stands on it.
        let ground = |kind: &ArtifactKind| {
            matches!(kind, ArtifactKind::Watermark | ArtifactKind::Background | ArtifactKind::Page)
        };
        if self.artifacts.iter().any(|open| ground(&open.1)) {
            return;
        }
        // A picture without a meaning is not read aloud either, but has its place in the text.
        let of_page = |kind: &ArtifactKind| *kind != ArtifactKind::Other;
        let marginal = match kind {
            MarkKind::Picture => self.artifacts.iter().any(|open| of_page(&open.1)),
            MarkKind::Text | MarkKind::Rule => !self.artifacts.is_empty(),
        };
        let (body, text) = (upright(body, here), text.to_owned());
        self.marks.push(Mark { kind, body, marginal, size, text, span });
    }
}

/// The upright rectangle on the page around something, which may be turned.
fn upright(body: Rect, here: Transform) -> Rectangle {
    let corners = [
        body.min,
        Point::new(body.max.x, body.min.y),
        body.max,
        Point::new(body.min.x, body.max.y),
    ];
    let corners = corners.map(|corner| corner.transform(here));
    let across = corners.map(|corner| corner.x.to_pt());
    let down = corners.map(|corner| corner.y.to_pt());
    let least = |all: [f64; 4]| all.into_iter().fold(f64::INFINITY, f64::min);
    let most = |all: [f64; 4]| all.into_iter().fold(f64::NEG_INFINITY, f64::max);
    Rectangle { left: least(across), top: least(down), right: most(across), bottom: most(down) }
}
