//! What turns a page is a footnote to the typesetter (`turn-page` of the vocabulary), and nothing to anybody else: the file says
//! nothing of it. The rule above notes goes with it where no other note stands below it.

use std::collections::HashSet;

use typst::foundations::Label;
use typst::introspection::{Location, Tag};
use typst::layout::{Frame, FrameItem, Point};
use typst::utils::PicoStr;
use typst_layout::Page;

/// The label of what turns a page.
const TURNS: &str = "turns-page";

/// Takes out of pages what turned them.
pub(super) fn taken_out(pages: &mut [Page]) {
    let Some(label) = Label::new(PicoStr::intern(TURNS)) else { return };
    // What was to turn a page may stand on the next one.
    let mut turns = HashSet::new();
    pages.iter().for_each(|page| find(&page.frame, label, &mut turns));
    if !turns.is_empty() {
        pages.iter_mut().for_each(|page| take_out(&mut page.frame, &turns));
    }
}

fn find(frame: &Frame, label: Label, turns: &mut HashSet<Location>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => find(&group.frame, label, turns),
            FrameItem::Tag(tag @ Tag::Start(element, _)) if element.label() == Some(label) => {
                turns.insert(tag.location());
            }
            _ => {}
        }
    }
}

fn take_out(frame: &mut Frame, turns: &HashSet<Location>) {
    let mut items: Vec<(Point, FrameItem)> = frame.items().cloned().collect();
    for (_, item) in &mut items {
        if let FrameItem::Group(group) = item {
            take_out(&mut group.frame, turns);
        }
    }
    let rule = rule(&items, turns);
    let left = items.into_iter().enumerate().filter(|(index, (_, item))| {
        let is_of_turn = match item {
            FrameItem::Tag(tag) => turns.contains(&tag.location()),
            item => note(item).is_some_and(|note| turns.contains(&note)),
        };
        !is_of_turn && Some(*index) != rule
    });
    let left: Vec<(Point, FrameItem)> = left.map(|(_, item)| item).collect();
    frame.clear();
    frame.push_multiple(left);
}

/// The note of which an item is the text at the foot.
fn note(item: &FrameItem) -> Option<Location> {
    match item {
        FrameItem::Group(group) => group.parent.map(|parent| parent.location),
        _ => None,
    }
}

/// The rule above notes, by its index, if what turns the page stands below it alone.
fn rule(items: &[(Point, FrameItem)], turns: &HashSet<Location>) -> Option<usize> {
    let is_tag = |item: &FrameItem| matches!(item, FrameItem::Tag(_));
    let first =
        items.iter().position(|(_, item)| note(item).is_some_and(|n| turns.contains(&n)))?;
    let others = items[first..].iter().filter_map(|(_, item)| note(item));
    if others.into_iter().any(|note| !turns.contains(&note)) {
        return None;
    }
    let before = items[..first].iter().rposition(|(_, item)| !is_tag(item))?;
    let is_rule = match &items[before].1 {
        FrameItem::Shape(..) => true,
        FrameItem::Group(group) => {
            let mut drawn = group.frame.items().filter(|(_, item)| !is_tag(item)).peekable();
            drawn.peek().is_some() && drawn.all(|(_, item)| matches!(item, FrameItem::Shape(..)))
        }
        _ => false,
    };
    is_rule.then_some(before)
}
