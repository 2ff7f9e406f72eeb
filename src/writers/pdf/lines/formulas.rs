//! Formulas on the pages: to lines and their ends each is one thing, as wide as all of it.

use typst::foundations::StyleChain;
use typst::introspection::{Location, Tag};
use typst::layout::Point;
use typst::math::EquationElem;
use typst::text::TextItem;

use super::{Glyph, GlyphSources, Reader};

/// A formula of which the end has not come yet.
pub(super) struct Formula {
    location: Location,
    /// Whether it stands on lines of its own.
    display: bool,
    /// Where it begins, and the baseline of the box that it is set in.
    begin: (f64, f64),
    /// The byte of the markup of its first glyph that has one.
    first: Option<usize>,
    said: String,
    /// From its first glyph to its last, and the lowest of their baselines.
    across: (f64, f64),
    lowest: f64,
    size: f64,
}

impl Formula {
    /// Takes in what is set in it.
    pub(super) fn add(&mut self, item: &TextItem, at: Point, sources: &mut GlyphSources<'_>) {
        let own = || item.glyphs.iter().find_map(|glyph| sources.of_glyph(glyph).0);
        self.first = self.first.or_else(own);
        self.said.extend(item.text.chars().filter(|c| !c.is_whitespace()));
        let left = at.x.to_pt();
        let width: f64 =
            item.glyphs.iter().map(|glyph| glyph.x_advance.at(item.size).to_pt()).sum();
        self.across = (self.across.0.min(left), self.across.1.max(left + width));
        self.lowest = self.lowest.max(at.y.to_pt());
        self.size = self.size.max(item.size.to_pt());
    }
}

/// The formula that begins with a tag, and whether it stands on lines of its own.
pub(super) fn begins(tag: &Tag) -> Option<(Location, bool)> {
    let Tag::Start(element, _) = tag else { return None };
    let equation = element.to_packed::<EquationElem>()?;
    Some((tag.location(), equation.block.get(StyleChain::default())))
}

impl Reader<'_, '_> {
    /// Opens or closes a formula at a place of the page.
    pub(super) fn bound_of_formula(&mut self, tag: &Tag, at: Point) {
        if let Some((location, display)) = begins(tag).filter(|_| self.formula.is_none()) {
            self.formula = Some(Formula {
                location,
                display,
                begin: (at.x.to_pt(), self.baseline),
                first: None,
                said: String::new(),
                across: (f64::INFINITY, f64::NEG_INFINITY),
                lowest: 0.0,
                size: 0.0,
            });
        }
        let Tag::End(location, ..) = tag else { return };
        if let Some(formula) = self.formula.take_if(|open| open.location == *location) {
            self.put_formula(formula, at);
        }
    }

    /// Puts a formula into its line: within text it reaches from where it begins to where it ends, with the spaces
    /// in it, and stands on the line; alone, its lowest line counts.
    fn put_formula(&mut self, formula: Formula, end: Point) {
        if formula.said.is_empty() {
            return;
        }
        let (left, right, baseline) = match formula.display {
            true => (formula.across.0, formula.across.1, formula.lowest),
            false => (formula.begin.0, end.x.to_pt(), formula.begin.1),
        };
        let whole = formula.first.and_then(|at| self.places.uncut_of(at));
        let byte = whole.map(|range| range.start).or(formula.first);
        let at = Point::new(typst::layout::Abs::pt(left), typst::layout::Abs::pt(baseline));
        let index = self.line_at(at, formula.size, byte, false);
        let line = &mut self.lines[index];
        let start = line.text.len();
        line.text.push_str(&formula.said);
        let width = right - left;
        line.glyphs.push(Glyph {
            at: byte,
            range: start..line.text.len(),
            left,
            width,
            plain: width,
            size: formula.size,
            rigid: true,
        });
        line.hyphen = None;
        line.right = right;
    }
}
