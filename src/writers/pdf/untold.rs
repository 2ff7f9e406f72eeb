//! What turns a page is a footnote to the typesetter (`turn-page` of the vocabulary), and nothing to anybody else: the file says
//! nothing of it.

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
    let is_of_turn = |item: &FrameItem| match item {
        FrameItem::Tag(tag) => turns.contains(&tag.location()),
        FrameItem::Group(group) => {
            group.parent.is_some_and(|parent| turns.contains(&parent.location))
        }
        _ => false,
    };
    let mut items: Vec<(Point, FrameItem)> =
        frame.items().filter(|(_, item)| !is_of_turn(item)).cloned().collect();
    for (_, item) in &mut items {
        if let FrameItem::Group(group) = item {
            take_out(&mut group.frame, turns);
        }
    }
    frame.clear();
    frame.push_multiple(items);
}
