//! The word spaces over the book as a drawing: of every page the mean, the tightest and the loosest
//! line, and the limits.

use super::node::{Element, number};
use super::terms::Terms;
use crate::inspection::{End, Line, Page, Part, Report};

/// The drawing is so high and so wide; a page has its share of the width.
const HEIGHT: f64 = 100.0;
const WIDTH: f64 = 1000.0;
/// Left of it stand the figures of the scale.
const SCALE: f64 = 34.0;

/// The word spaces of a page: least, mean, greatest; none without a justified line.
pub(super) fn spaces(page: &Page) -> Option<(f64, f64, f64)> {
    let measured = |line: &&Line| {
        line.justified && line.spaces >= 3 && line.end != End::Last && line.part != Part::Furniture
    };
    let all: Vec<f64> = page.lines.iter().filter(measured).map(|line| line.space).collect();
    let least = all.iter().copied().reduce(f64::min)?;
    let greatest = all.iter().copied().reduce(f64::max)?;
    Some((least, all.iter().sum::<f64>() / all.len() as f64, greatest))
}

pub(super) fn chart(report: &Report, terms: &Terms) -> Element {
    let pages = &report.pages.pages;
    let limits = report.limits;
    let measured: Vec<_> = pages.iter().map(spaces).collect();
    let greatest = measured.iter().flatten().map(|s| s.2).fold(limits.loose, f64::max);
    // A line that is torn apart shall not press all others flat: its bar goes out at the top.
    let top = (greatest + 0.05).min(limits.loose * 1.7).max(0.3);
    let height = |space: f64| HEIGHT * (1.0 - space.min(top) / top);
    let step = WIDTH / pages.len().max(1) as f64;
    let middle = |page: usize| SCALE + step * (page as f64 + 0.5);
    let mut svg = Element::new("svg")
        .attr("id", "chart")
        .attr("viewBox", format!("0 -6 {} {}", WIDTH + SCALE + 60.0, HEIGHT + 22.0))
        .attr("role", "img")
        .attr("aria-labelledby", "chart-name chart-help")
        .attr("data-pages", pages.len().to_string())
        .attr("data-left", SCALE.to_string())
        .attr("data-step", number(step));
    svg = svg.child(
        Element::new("rect")
            .attr("id", "here")
            .attr("width", number(step.max(2.0)))
            .length("height", HEIGHT)
            .attr("x", "-99"),
    );
    for (limit, name) in [(limits.loose, terms.loose_limit), (limits.tight, terms.tight_limit)] {
        let y = height(limit);
        svg = svg
            .child(line((SCALE, y), (SCALE + WIDTH, y)).class("limit"))
            .child(label(SCALE - 4.0, y + 4.0, &terms.number(limit, 2)).attr("text-anchor", "end"))
            .child(label(SCALE + WIDTH + 4.0, y + 4.0, name));
    }
    let mut bars = Element::new("g").class("bars");
    let (mut curve, mut rises) = (String::new(), false);
    for (page, spaces) in measured.iter().enumerate() {
        let Some((least, mean, greatest)) = spaces else {
            // A gap: nothing is known of a page without justified lines.
            rises = false;
            continue;
        };
        let x = middle(page);
        let outside = *greatest > limits.loose || *least < limits.tight;
        let bar = line((x, height(*least)), (x, height(*greatest)))
            .length("stroke-width", (step * 0.6).clamp(0.6, 6.0));
        bars = bars.child(if outside { bar.class("outside") } else { bar });
        curve.push_str(if rises { " L" } else { " M" });
        rises = true;
        curve.push_str(&format!("{} {}", number(x), number(height(*mean))));
    }
    svg = svg.child(bars).child(Element::new("path").class("mean").attr("d", curve));
    svg.children(folios(pages.len()).map(|page| {
        label(middle(page - 1), HEIGHT + 13.0, &page.to_string()).attr("text-anchor", "middle")
    }))
}

/// Pages whose number stands below the drawing: some twenty, round ones.
fn folios(pages: usize) -> impl Iterator<Item = usize> {
    let step = [1, 2, 5, 10, 20, 50, 100, 200, 500].into_iter().find(|s| pages / s <= 20);
    let step = step.unwrap_or(1000);
    (1..=pages).filter(move |page| *page == 1 || page.is_multiple_of(step))
}

fn line(from: (f64, f64), to: (f64, f64)) -> Element {
    Element::new("line")
        .length("x1", from.0)
        .length("y1", from.1)
        .length("x2", to.0)
        .length("y2", to.1)
}

fn label(x: f64, y: f64, text: &str) -> Element {
    Element::new("text").length("x", x).length("y", y).text(text)
}
