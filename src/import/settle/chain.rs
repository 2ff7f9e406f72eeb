//! Which markers begin notes: the best chain 1, 2, 3 … through a zone of note texts.

use std::collections::HashMap;

use super::markers::{Marker, MarkerStyle};

/// A number that follows the one before is worth this much more.
const SUCCESSION: i32 = 3;
/// Most notes that may be missing in one place.
const WIDEST_GAP: u32 = 5;
/// What a note that is missing costs.
const MISSING: i32 = 2;
/// What beginning again with 1 costs.
const RESTART: i32 = 2;
/// What another form than that of most notes costs, inside a line.
const ODD_STYLE: i32 = 4;

/// Chooses the markers that begin notes, in order. The numbers of the result rise by one, with
/// gaps where a note is missing, and may begin again with 1 at the beginning of a line.
pub(super) fn choose(mut markers: Vec<Marker>) -> Vec<Marker> {
    let first = best(&markers);
    if let Some(style) = most_frequent(first.iter().map(|i| markers[*i].style)) {
        for marker in &mut markers {
            if marker.style != style && !marker.line_start {
                marker.weight -= ODD_STYLE;
            }
        }
        markers.retain(|m| m.weight > 0);
    }
    let chosen = best(&markers);
    chosen.into_iter().map(|i| markers[i].clone()).collect()
}

/// The notes that run together behind a first one: those markers that follow its number.
pub(super) fn choose_from(first: &Marker, inside: Vec<Marker>) -> Vec<Marker> {
    let before = first.number - 1;
    let mut all = vec![Marker { line_start: true, weight: 60, ..first.clone() }];
    all.extend(inside);
    all.iter_mut().for_each(|marker| marker.number -= before);
    let mut chosen = choose(all);
    chosen.iter_mut().for_each(|marker| marker.number += before);
    match chosen.first() {
        Some(one) if one.range == first.range => chosen,
        _ => vec![first.clone()],
    }
}

fn most_frequent(styles: impl Iterator<Item = MarkerStyle>) -> Option<MarkerStyle> {
    let mut counts: HashMap<MarkerStyle, usize> = HashMap::new();
    for style in styles {
        *counts.entry(style).or_default() += 1;
    }
    counts
        .into_iter()
        .max_by_key(|(style, count)| (*count, std::cmp::Reverse(*style)))
        .map(|(style, _)| style)
}

/// The end of the best chain so far that ends with a given number.
#[derive(Clone, Copy)]
struct End {
    score: i64,
    marker: usize,
}

fn best(markers: &[Marker]) -> Vec<usize> {
    let mut ends: HashMap<u32, End> = HashMap::new();
    let mut previous: Vec<Option<usize>> = vec![None; markers.len()];
    let mut top: Option<End> = None;
    for (i, marker) in markers.iter().enumerate() {
        let Some((score, before)) = enter(marker, &ends, top) else {
            continue;
        };
        previous[i] = before;
        let end = End { score, marker: i };
        if ends.get(&marker.number).is_none_or(|e| score > e.score) {
            ends.insert(marker.number, end);
        }
        if top.is_none_or(|t| score > t.score) {
            top = Some(end);
        }
    }
    let mut chain: Vec<usize> =
        std::iter::successors(top.map(|t| t.marker), |i| previous[*i]).collect();
    chain.reverse();
    chain
}

/// The best way to reach a marker: from a lower number, as a beginning, or as a new beginning.
fn enter(
    marker: &Marker,
    ends: &HashMap<u32, End>,
    top: Option<End>,
) -> Option<(i64, Option<usize>)> {
    let weight = i64::from(marker.weight);
    let missing = |count: u32| i64::from(MISSING) * i64::from(count);
    let begin =
        (marker.number <= WIDEST_GAP + 1).then(|| (weight - missing(marker.number - 1) * 2, None));
    let follow = (1..=WIDEST_GAP + 1).filter_map(|step| {
        let end = ends.get(&marker.number.checked_sub(step)?)?;
        let bonus = if step == 1 { i64::from(SUCCESSION) } else { -missing(step - 1) };
        Some((end.score + weight + bonus, Some(end.marker)))
    });
    let again = top
        .filter(|_| marker.number == 1 && marker.line_start)
        .map(|t| (t.score + weight - i64::from(RESTART), Some(t.marker)));
    follow.chain(begin).chain(again).max_by_key(|(score, _)| *score)
}
