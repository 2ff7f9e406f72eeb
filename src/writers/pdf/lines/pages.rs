//! The set lines as pages for the inspection: each with what it shows of the source.

use std::collections::HashMap;
use std::ops::Range;

use super::super::MILLIMETRE;
use super::super::draft::Draft;
use super::super::fit::measures;
use super::super::lower::Places;
use super::{Glyph, Line, Lines};
use crate::inspection::{self, End, Page, Pages, Part, Rectangle};
use crate::language::hyphenation::Class;
use crate::layouts::{Settings, Sides};

/// From a baseline to the lower edge of its line, in em of the text, as the vocabulary has it.
const BELOW: f64 = 0.3;

/// The type area of a page: from the head of its first line to below its last.
pub(super) fn type_area(settings: &Settings, places: &Places, page: usize) -> Rectangle {
    let area = settings.page;
    let recto = area.sides == Sides::Single || Pages::is_recto(page);
    // The inner margin of a recto is the left one, but in a book that is bound on the right.
    let inner_left = recto != places.bound_right;
    let left = if inner_left { area.inner } else { area.width - area.inner - area.measure };
    let between = f64::from(area.lines.saturating_sub(1)) * settings.text.leading;
    Rectangle {
        left: left * MILLIMETRE,
        top: area.top * MILLIMETRE,
        right: (left + area.measure) * MILLIMETRE,
        bottom: area.top * MILLIMETRE + between + settings.text.size,
    }
}

/// The lines of a paragraph: its index, the lines by their index, and which glyph of the first
/// begins it.
#[derive(Debug, Clone)]
pub(in crate::writers::pdf) struct Group {
    /// The index of the paragraph in [`Places`].
    pub(in crate::writers::pdf) paragraph: usize,
    /// Its lines.
    pub(in crate::writers::pdf) lines: Vec<usize>,
    /// The first glyph of the first line that is its own: a number or a mark may stand before it.
    pub(in crate::writers::pdf) begin: usize,
}

/// Puts lines together to paragraphs, in the order in which they begin.
pub(super) fn groups(lines: &[Line], places: &Places) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    // Of each paragraph the last group, and the byte with which that begins.
    let mut known: HashMap<usize, (usize, Option<usize>)> = HashMap::new();
    // Glyphs next to each other mostly are of one paragraph.
    let mut near: (Range<usize>, Option<usize>) = (0..0, None);
    let mut paragraph_of = |glyph: &Glyph| {
        let at = glyph.at?;
        if !near.0.contains(&at) {
            near = places.paragraph_around(at);
        }
        near.1
    };
    for (index, line) in lines.iter().enumerate() {
        // Before the text of an entry its term may stand in the same line.
        let Some(paragraph) = line.glyphs.iter().rev().find_map(&mut paragraph_of) else {
            continue;
        };
        let mut begin = None;
        let mut first = None;
        for (number, glyph) in line.glyphs.iter().enumerate() {
            if paragraph_of(glyph) == Some(paragraph) {
                begin.get_or_insert(number);
                first = glyph.at.into_iter().chain(first).min();
            }
        }
        let begin = begin.unwrap_or(0);
        match known.get(&paragraph) {
            // The head of a table is said again on every page.
            Some((group, begins)) if *begins != first => groups[*group].lines.push(index),
            _ => {
                known.insert(paragraph, (groups.len(), first));
                groups.push(Group { paragraph, lines: vec![index], begin });
            }
        }
    }
    groups
}

/// The pages of set lines.
pub(in crate::writers::pdf) fn pages(
    Lines { all: lines, groups, .. }: &Lines,
    sizes: &[(f64, f64)],
    draft: &Draft,
    settings: &Settings,
) -> Pages {
    let mut pages = Pages {
        pages: sizes
            .iter()
            .map(|(width, height)| Page { width: *width, height: *height, ..Page::default() })
            .collect(),
        paragraphs: Vec::new(),
        leading: settings.text.leading,
        size: settings.text.size,
        indent: settings.text.indent * settings.text.size,
        foot: Some(type_area(settings, draft.places(), 0).bottom - BELOW * settings.text.size),
        facing: settings.page.sides == Sides::Facing,
    };
    // By line: the paragraph, whether it is the last of it, whether it is justified.
    let mut of: Vec<Option<(usize, bool, bool)>> = vec![None; lines.len()];
    for (index, group) in groups.iter().enumerate() {
        let set: Vec<&Line> = group.lines.iter().map(|line| &lines[*line]).collect();
        let filled = set.iter().any(|line| line.fill.is_some());
        let justified = filled || measures(&set, group.begin).is_some();
        let paragraph = &draft.places().paragraphs()[group.paragraph];
        for line in &group.lines {
            let last = Some(line) == group.lines.last() && !paragraph.goes_on;
            of[*line] = Some((index, last, justified));
        }
        let span = paragraph.span;
        pages.paragraphs.push(inspection::Paragraph { span, lines: Vec::new() });
    }
    let reading = Reading { draft, settings, groups };
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by(|a, b| {
        let key = |line: &Line| (line.page, line.baseline, line.left());
        let (a, b) = (key(&lines[*a]), key(&lines[*b]));
        a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.total_cmp(&b.2))
    });
    let mut placed = vec![0; lines.len()];
    for index in order {
        let line = &lines[index];
        let Some(page) = pages.pages.get_mut(line.page) else { continue };
        placed[index] = page.lines.len();
        page.lines.push(reading.line(line, of[index]));
    }
    for (index, group) in groups.iter().enumerate() {
        let at = group.lines.iter().map(|line| (lines[*line].page, placed[*line]));
        pages.paragraphs[index].lines = at.collect();
    }
    pages
}

struct Reading<'a> {
    draft: &'a Draft,
    settings: &'a Settings,
    groups: &'a [Group],
}

impl Reading<'_> {
    fn line(&self, line: &Line, of: Option<(usize, bool, bool)>) -> inspection::Line {
        let spaces: Vec<&Glyph> = line.glyphs.iter().filter(|glyph| line.is_space(glyph)).collect();
        let mean = |of: fn(&Glyph) -> f64| {
            spaces.iter().map(|glyph| of(glyph)).sum::<f64>() / spaces.len().max(1) as f64
        };
        let space = mean(|glyph| glyph.width / glyph.size);
        // What keeps words together is not read.
        let mut text = line.text.trim_end().replace('\u{2060}', "");
        text.extend(line.hyphen.map(|_| '-'));
        inspection::Line {
            left: line.left_edge(),
            right: line.edge(),
            hangs: (line.left_edge() - line.left(), line.right - line.edge()),
            baseline: line.baseline,
            size: line.size,
            text,
            span: self.span(line),
            part: self.part(line, of),
            paragraph: of.map(|of| of.0),
            end: self.end(line, of.is_none_or(|of| of.1)),
            justified: of.is_some_and(|of| of.2 && !of.1),
            spaces: spaces.len(),
            space,
            tracking: line.fill.map_or(0.0, |fill| fill.tracking),
            scale: line.fill.map_or(1.0, |fill| fill.scale),
            gaps: spaces.iter().map(|glyph| (glyph.left, glyph.left + glyph.width)).collect(),
            overfull: self.overfull(line, of),
        }
    }

    fn span(&self, line: &Line) -> Option<crate::source::Span> {
        let mut own = line.glyphs.iter().filter_map(|glyph| glyph.at);
        let first = self.draft.map.letter(own.next()?);
        Some(own.next_back().map_or(first, |last| first.to(self.draft.map.letter(last))))
    }

    fn part(&self, line: &Line, of: Option<(usize, bool, bool)>) -> Part {
        let places = self.draft.places();
        if let Some((group, ..)) = of {
            return places.paragraphs()[self.groups[group].paragraph].part;
        }
        let is_margin = |at| places.is_margin(at);
        let margin = line.margin || line.glyphs.iter().filter_map(|g| g.at).any(is_margin);
        if margin || !self.in_type_area(line) { Part::Furniture } else { Part::Other }
    }

    /// Whether a line stands where text stands, and not in the margins.
    fn in_type_area(&self, line: &Line) -> bool {
        let area = type_area(self.settings, self.draft.places(), line.page);
        let foot = area.top + f64::from(self.settings.page.lines) * self.settings.text.leading;
        (area.top..=foot).contains(&line.baseline)
            && line.left() > area.left - self.settings.text.size
            && line.left() < area.right
    }

    fn end(&self, line: &Line, last: bool) -> End {
        if let Some(hyphen) = line.hyphen {
            let places = self.draft.places();
            return match hyphen.at.and_then(|at| places.class(at)) {
                _ if hyphen.at.is_some_and(|at| places.misleads(at)) => End::Misleading,
                Some(Class::Joint) => End::Joint,
                Some(Class::Affix) => End::Affix,
                Some(Class::Syllable) => End::Syllable,
                None => End::Illegal,
            };
        }
        let dash = line.text.trim_end().ends_with(['-', '\u{2010}', '–', '—']);
        match (last, dash) {
            (true, _) => End::Last,
            (false, true) => End::Dash,
            (false, false) => End::Word,
        }
    }

    /// By how much a line stands out of the type area.
    fn overfull(&self, line: &Line, of: Option<(usize, bool, bool)>) -> f64 {
        if of.is_none() {
            return 0.0;
        }
        (line.edge() - type_area(self.settings, self.draft.places(), line.page).right).max(0.0)
    }
}
