//! What is printed on a page, and whether it stands where it should: within the type area, and not
//! on other text. Lengths are in points, from the left and the upper edge of the trimmed page.

use super::{Finding, Flaw};
use crate::source::Span;

/// An upright rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rectangle {
    /// Its left edge.
    pub left: f64,
    /// Its upper edge.
    pub top: f64,
    /// Its right edge.
    pub right: f64,
    /// Its lower edge.
    pub bottom: f64,
}

/// Something that is printed.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// What it is.
    pub kind: MarkKind,
    /// Where it stands. Of type that is the height of the small letters alone, and no sign that
    /// hangs over the end of a line: what lies above and below them may reach into another line.
    pub body: Rectangle,
    /// Whether the margins are its place: heads, folios, numbers beside the lines.
    pub marginal: bool,
    /// The size of its type; 0 of what is no type.
    pub size: f64,
    /// What is read in it.
    pub text: String,
    /// The place in the source; none for what the layout sets.
    pub span: Option<Span>,
}

/// The kinds of what is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkKind {
    /// Type.
    Text,
    /// A picture.
    Picture,
    /// A rule, or another shape.
    Rule,
}

/// By how much, in points, type may stand out of the type area, across and down: what is rounded, and
/// what brings the name of a table away from its rule.
const TEXT: (f64, f64) = (0.5, 2.0);
/// The same of pictures and rules, across and down: rules beside a letter and the frames of what is
/// highlighted reach a little beyond it, and those of a table half of what is between two lines.
const SHAPE: (f64, f64) = (2.0, 4.0);
/// From which part of an em on, across and down, two pieces of type stand on one another. Set by judgement: less is
/// kerning, or the slope of italics.
const ACROSS: f64 = 0.15;
const DOWN: f64 = 0.15;

/// Looks at all that is printed on a page with that index, of which `area` is the type area and
/// `paper` the trimmed page.
///
/// Of the same line and the same kind nothing is told twice.
#[must_use]
pub fn look_at_marks(
    page: usize,
    area: Rectangle,
    paper: Rectangle,
    marks: &[Mark],
) -> Vec<Finding> {
    let mut findings = outside(page, area, paper, marks);
    findings.extend(overprints(page, marks));
    findings
}

/// What stands out of its place, the furthest of each line.
fn outside(page: usize, area: Rectangle, paper: Rectangle, marks: &[Mark]) -> Vec<Finding> {
    let mut found: Vec<(f64, Side, &Mark)> = Vec::new();
    for mark in marks {
        let on_page = mark.marginal || is_of_layout(mark);
        let within = if on_page { paper } else { area };
        let (across, down) = if mark.kind == MarkKind::Text { TEXT } else { SHAPE };
        let Some((side, over)) = Side::furthest(within, mark.body) else { continue };
        if over <= if side.is_across() { across } else { down } {
            continue;
        }
        // The rules of a table are all as long.
        let together = |one: &Mark| match mark.kind {
            MarkKind::Text => in_line(one, mark),
            MarkKind::Picture | MarkKind::Rule => one.span == mark.span,
        };
        let same = |one: &&mut (f64, Side, &Mark)| {
            one.1 == side && one.2.kind == mark.kind && together(one.2)
        };
        match found.iter_mut().find(same) {
            Some(known) if known.0 >= over => {}
            Some(known) => *known = (over, side, mark),
            None => found.push((over, side, mark)),
        }
    }
    let told = found.into_iter().map(|(over, side, mark)| {
        let what = match mark.kind {
            MarkKind::Text => format!("`{}`", excerpt(&mark.text)),
            MarkKind::Picture => "the picture".to_owned(),
            MarkKind::Rule => "a rule".to_owned(),
        };
        let place = if mark.marginal || is_of_layout(mark) { "page" } else { "type area" };
        let message = format!("{what} stands {over:.1} pt out of the {place} {}", side.said());
        finding(Flaw::OutsideArea, page, mark, message)
    });
    told.collect()
}

/// Type that stands on other type; of two lines only the first place at which they meet.
fn overprints(page: usize, marks: &[Mark]) -> Vec<Finding> {
    let mut type_of_page: Vec<&Mark> = marks
        .iter()
        .filter(|mark| mark.kind == MarkKind::Text && !mark.text.trim().is_empty())
        .filter(|mark| mark.body.right - mark.body.left > ACROSS * mark.size)
        .collect();
    type_of_page.sort_by(|a, b| a.body.top.total_cmp(&b.body.top));
    let mut met: Vec<(&Mark, &Mark)> = Vec::new();
    for (index, one) in type_of_page.iter().enumerate() {
        let near = type_of_page[index + 1..].iter().take_while(|other| {
            let least = DOWN * one.size.min(other.size);
            one.body.bottom - other.body.top > least
        });
        for other in near.filter(|other| stand_on(one, other)) {
            let known =
                met.iter().any(|(a, b)| in_line(a, one) && in_line(b, other) && a.span == one.span);
            if !known {
                met.push((one, other));
            }
        }
    }
    let told = met.into_iter().map(|(a, b)| {
        let (left, right) = if a.body.left <= b.body.left { (a, b) } else { (b, a) };
        let message = format!("`{}` is printed on `{}`", excerpt(&right.text), excerpt(&left.text));
        let mark = if right.span.is_some() { right } else { left };
        finding(Flaw::Overprint, page, mark, message)
    });
    told.collect()
}

/// Whether two pieces of type, of which the first begins higher, stand on one another.
///
fn stand_on(one: &Mark, other: &Mark) -> bool {
    if is_of_layout(one) && is_of_layout(other) {
        return false;
    }
    let em = one.size.min(other.size);
    let across = one.body.right.min(other.body.right) - one.body.left.max(other.body.left);
    let down = one.body.bottom.min(other.body.bottom) - one.body.top.max(other.body.top);
    across > ACROSS * em && down > DOWN * em
}

/// Whether something is type that has no place in the source and is not in the margin: a mark of a
/// list. Where lists are too deep in each other for any indent, those that begin in one line share it,
/// and long ones reach into the margin.
fn is_of_layout(mark: &Mark) -> bool {
    mark.kind == MarkKind::Text && mark.span.is_none() && !mark.marginal
}

fn in_line(one: &Mark, other: &Mark) -> bool {
    (one.body.bottom - other.body.bottom).abs() < 1.0
}

fn finding(flaw: Flaw, page: usize, mark: &Mark, message: String) -> Finding {
    let reason = match mark.kind {
        MarkKind::Text => "there is no place at which it could be broken, or it has a fixed place",
        MarkKind::Picture | MarkKind::Rule => "umbruch moves nothing that the layout has placed",
    };
    Finding { flaw, page, line: None, span: mark.span, message, reason: Some(reason.to_owned()) }
}

/// So many letters of a text are told.
const TOLD: usize = 40;

fn excerpt(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(TOLD) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

/// Where something stands out of a rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
    Above,
    Below,
}

impl Side {
    /// At which side something stands out the furthest, and by how much.
    fn furthest(within: Rectangle, body: Rectangle) -> Option<(Self, f64)> {
        let sides = [
            (Self::Left, within.left - body.left),
            (Self::Right, body.right - within.right),
            (Self::Above, within.top - body.top),
            (Self::Below, body.bottom - within.bottom),
        ];
        let out = sides.into_iter().filter(|side| side.1 > 0.0);
        out.max_by(|a, b| a.1.total_cmp(&b.1))
    }

    fn is_across(self) -> bool {
        matches!(self, Self::Left | Self::Right)
    }

    fn said(self) -> &'static str {
        match self {
            Self::Left => "on the left",
            Self::Right => "on the right",
            Self::Above => "above",
            Self::Below => "below",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Mark, MarkKind, Rectangle, look_at_marks};
    use crate::inspection::Flaw;
    use crate::source::{FileId, Span};

    const PAPER: Rectangle = Rectangle { left: 0.0, top: 0.0, right: 300.0, bottom: 400.0 };
    const AREA: Rectangle = Rectangle { left: 40.0, top: 50.0, right: 260.0, bottom: 350.0 };

    /// Type of ten points from `left` to `right` on a baseline.
    fn text(text: &str, left: f64, right: f64, baseline: f64) -> Mark {
        let body = Rectangle { left, top: baseline - 4.5, right, bottom: baseline };
        let span = Some(Span::new(FileId(0), 0..text.len()));
        let text = text.to_owned();
        Mark { kind: MarkKind::Text, body, marginal: false, size: 10.0, text, span }
    }

    fn said(marks: &[Mark]) -> Vec<(Flaw, String)> {
        let found = look_at_marks(0, AREA, PAPER, marks);
        found.into_iter().map(|one| (one.flaw, one.message)).collect()
    }

    #[test]
    fn lines_one_below_the_other_are_no_finding() {
        let lines = [
            text("eine Zeile", 40.0, 260.3, 60.0),
            text("noch eine", 40.0, 200.0, 73.0),
            text("2", 200.0, 204.0, 70.0),
            text("die letzte", 40.0, 130.0, 349.0),
        ];
        assert_eq!(said(&lines), []);
    }

    #[test]
    fn what_stands_out_of_the_type_area_is_told_once_a_line() {
        let lines = [
            text("let lange", 40.0, 290.0, 60.0),
            text("_zeile = 1", 290.0, 330.0, 60.0),
            text("zu tief", 40.0, 90.0, 362.0),
            text("zu weit links", 20.0, 90.0, 80.0),
        ];
        let found = said(&lines).into_iter().map(|one| one.1);
        assert_eq!(
            found.collect::<Vec<_>>(),
            [
                "`_zeile = 1` stands 70.0 pt out of the type area on the right",
                "`zu tief` stands 12.0 pt out of the type area below",
                "`zu weit links` stands 20.0 pt out of the type area on the left",
            ]
        );
    }

    #[test]
    fn what_belongs_in_the_margin_stays_on_the_page() {
        let inside = Mark { marginal: true, ..text("127", 270.0, 285.0, 60.0) };
        let over = Mark { marginal: true, ..text("zu lang", 270.0, 310.0, 80.0) };
        assert_eq!(
            said(&[inside, over]),
            [(
                Flaw::OutsideArea,
                "`zu lang` stands 10.0 pt out of the page on the right".to_owned()
            )]
        );
    }

    #[test]
    fn pictures_and_rules_are_looked_at_too() {
        let body = Rectangle { left: 40.0, top: 60.0, right: 280.0, bottom: 360.0 };
        let of = |kind| Mark { kind, body, size: 0.0, ..text("", 0.0, 0.0, 0.0) };
        assert_eq!(
            said(&[of(MarkKind::Picture), of(MarkKind::Rule)])
                .into_iter()
                .map(|one| one.1)
                .collect::<Vec<_>>(),
            [
                "the picture stands 20.0 pt out of the type area on the right",
                "a rule stands 20.0 pt out of the type area on the right",
            ]
        );
    }

    #[test]
    fn type_on_type_is_told() {
        let cells = [
            text("September", 40.0, 88.0, 60.0),
            text("Oktober", 80.0, 120.0, 60.0),
            text("4,5", 120.0, 130.0, 60.0),
            // What stands close above is no finding.
            text("darüber", 40.0, 120.0, 54.0),
        ];
        assert_eq!(
            said(&cells),
            [(Flaw::Overprint, "`Oktober` is printed on `September`".to_owned())]
        );
    }
}
