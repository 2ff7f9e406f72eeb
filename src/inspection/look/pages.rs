//! Pages: what stands at their heads and feet, whether they are in register.

use std::collections::BTreeMap;

use super::super::{Flaw, Line, Part};
use super::{Look, Placed};

/// So many lines above the foot of the page a heading stands at it. Set by judgement.
const FOOT: f64 = 4.0;
/// Distance in points from which on a baseline is off the grid: what is rounded in a layout's measures is less.
const OFF: f64 = 0.2;

impl Look<'_> {
    /// Widows and orphans.
    pub(super) fn page_ends(&mut self) {
        for lines in self.paragraphs() {
            let [first, second, ..] = lines.as_slice() else { continue };
            let [.., before, last] = lines.as_slice() else { continue };
            if !matches!(first.2.part, Part::Text | Part::Note) {
                continue;
            }
            if second.0 != first.0 && self.is_lowest(first.0, first.2) {
                let message = "the first line of a paragraph stands alone at the foot of a page";
                self.found(Flaw::Orphan, (first.0, first.1), message.to_owned());
            }
            if before.0 != last.0 && self.is_highest(last.0, last.2) {
                let message = "the last line of a paragraph stands alone at the head of a page";
                self.found(Flaw::Widow, (last.0, last.1), message.to_owned());
            }
        }
    }

    fn is_lowest(&self, page: usize, line: &Line) -> bool {
        let same = |other: &Line| other.part == line.part || line.part == Part::Heading;
        !self.pages.text(page).any(|(_, other)| same(other) && other.baseline > line.baseline + 1.0)
    }

    fn is_highest(&self, page: usize, line: &Line) -> bool {
        !self
            .pages
            .text(page)
            .any(|(_, other)| other.part == line.part && other.baseline < line.baseline - 1.0)
    }

    /// Headings below which no text stands on the page.
    pub(super) fn headings(&mut self) {
        let pages = self.pages.pages.len();
        let foot = self.edge(f64::max).into_iter().fold(0.0, f64::max);
        for (page, index, line) in self.text() {
            let ends_book = page + 1 == pages;
            // Higher up it stands as it should: the title of a part, on a page of its own.
            let low = line.baseline > foot - FOOT * self.pages.leading;
            if line.part == Part::Heading && !ends_book && low && self.is_lowest(page, line) {
                let message = format!("the heading `{}` stands at the foot of the page", line.text);
                self.found(Flaw::HeadingFoot, (page, index), message);
            }
        }
    }

    /// What tables are called, and the table does not begin on the same page.
    pub(super) fn captions(&mut self) {
        let is_note =
            |lines: &Vec<Placed<'_>>| lines.first().is_some_and(|one| one.2.part == Part::Note);
        // A note that is called in the caption is none of its table.
        let read: Vec<_> = self.paragraphs().filter(|lines| !is_note(lines)).collect();
        for pair in read.windows(2) {
            let (Some(last), Some(next)) = (pair[0].last(), pair[1].first()) else { continue };
            if last.2.part == Part::Caption && next.0 != last.0 {
                let message = format!("the caption `{}` stands apart from its table", last.2.text);
                self.found(Flaw::CaptionFoot, (last.0, last.1), message);
            }
        }
    }

    /// Running text off the grid that most of its lines share; the first line of a page that is off.
    pub(super) fn register(&mut self) {
        let leading = self.pages.leading;
        if leading <= 0.0 {
            return;
        }
        let on_grid =
            |line: &Line| line.part == Part::Text && (line.size - self.pages.size).abs() < 0.01;
        let phase = |line: &Line| (line.baseline.rem_euclid(leading) * 10.0).round() as i64;
        let mut phases: BTreeMap<i64, usize> = BTreeMap::new();
        for (_, _, line) in self.text().filter(|one| on_grid(one.2)) {
            *phases.entry(phase(line)).or_default() += 1;
        }
        let Some((&common, _)) = phases.iter().max_by_key(|(phase, count)| (**count, -**phase))
        else {
            return;
        };
        let common = common as f64 / 10.0;
        let mut last = None;
        for (page, index, line) in self.text().filter(|one| on_grid(one.2)) {
            let away = (line.baseline - common).rem_euclid(leading);
            let away = away.min(leading - away);
            if away > OFF && last != Some(page) {
                last = Some(page);
                let message = format!("the line stands {away:.1} pt off the grid of the lines");
                self.found(Flaw::Register, (page, index), message);
            }
        }
    }

    /// The highest or lowest baseline of each page.
    fn edge(&self, pick: fn(f64, f64) -> f64) -> Vec<f64> {
        (0..self.pages.pages.len())
            .map(|page| {
                let baselines = self.pages.text(page).map(|(_, line)| line.baseline);
                baselines.reduce(pick).unwrap_or(f64::NAN)
            })
            .collect()
    }
}
