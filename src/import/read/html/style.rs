//! How elements look, by the style sheets of their documents: what of it says something of the text.

use std::collections::HashMap;

use simplecss::{AttributeOperator, PseudoClass};

use super::tree::{Id, Tree};
use crate::css::{Selector, Sheet};
use crate::source::FileId;

/// How the content of an element stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Display {
    /// As its name says.
    Natural,
    /// In a line.
    Inline,
    /// Below what is before it.
    Block,
    /// Not at all.
    None,
}

/// What a style says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Said {
    italic: Option<bool>,
    bold: Option<bool>,
    capitals: Option<bool>,
    spaced: Option<bool>,
    struck: Option<bool>,
    display: Option<Display>,
    hidden: Option<bool>,
    lines: Option<bool>,
    /// 1: above the line, -1: below it.
    raised: Option<i8>,
    /// In tenths of an em.
    indent: Option<i16>,
    align: Option<Align>,
}

/// Where lines stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    /// At the start.
    Start,
    /// In the middle.
    Center,
    /// At the end.
    End,
}

/// How an element looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Style {
    /// In italics.
    pub(super) italic: bool,
    /// Bold.
    pub(super) bold: bool,
    /// In small capitals.
    pub(super) capitals: bool,
    /// Letterspaced.
    pub(super) spaced: bool,
    /// Struck out.
    pub(super) struck: bool,
    /// How it stands.
    pub(super) display: Display,
    /// Whether the ends of lines in it count.
    pub(super) lines: bool,
    /// 1: above the line, -1: below it.
    pub(super) raised: i8,
    /// By how much it is indented, in tenths of an em.
    pub(super) indent: i16,
    /// Where its lines stand, if it says so.
    pub(super) align: Option<Align>,
}

impl Style {
    /// Of what stands in nothing.
    const PLAIN: Self = Self {
        italic: false,
        bold: false,
        capitals: false,
        spaced: false,
        struck: false,
        display: Display::Natural,
        lines: false,
        raised: 0,
        indent: 0,
        align: None,
    };
}

/// A rule that says something, with its weight and its place among all.
struct Weighed<'s> {
    selector: Selector<'s>,
    weight: (bool, [u8; 3], usize),
    said: Said,
}

/// Most rules that are held against elements.
const MOST_RULES: usize = 20_000;

/// How all elements of a tree look; `sheets` are the texts of the style sheets, each with the document it holds for.
pub(super) fn styles(tree: &Tree, sheets: &[(FileId, String)]) -> Vec<Style> {
    let read: Vec<(FileId, Sheet<'_>)> =
        sheets.iter().map(|(file, text)| (*file, Sheet::read(text))).collect();
    let mut by_file: HashMap<FileId, Rules<'_>> = HashMap::new();
    let mut count = 0;
    for (file, sheet) in &read {
        let rules = by_file.entry(*file).or_default();
        for rule in sheet.rules.iter().filter(|rule| !rule.inner && !rule.dark && rule.is_style()) {
            let mut of_rule = [Said::default(), Said::default()];
            for declaration in &rule.declarations {
                let said = &mut of_rule[usize::from(declaration.important)];
                said.take(&declaration.name, &declaration.value);
            }
            for (important, said) in [false, true].into_iter().zip(of_rule) {
                if said == Said::default() || count >= MOST_RULES {
                    continue;
                }
                for (text, selector) in rule.written_selectors() {
                    let weight = (important, selector.weight(), count);
                    count += 1;
                    rules.add(text, Weighed { selector, weight, said });
                }
            }
        }
    }
    let mut styles = vec![Style::PLAIN; tree.len()];
    for root in tree.ids().filter(|id| tree.parent(*id).is_none()) {
        let rules = by_file.get(&tree.file(root));
        for id in tree.descend(root).skip(1) {
            let around = tree.parent(id).map_or(Style::PLAIN, |parent| styles[parent.index()]);
            styles[id.index()] = match tree.element(id) {
                Some(_) => one(tree, id, rules, around),
                None => around,
            };
        }
        if let Some(id) = waiting(tree, root, &styles) {
            styles[id.index()].display = Display::Natural;
        }
    }
    styles
}

/// Shortest paragraph of running text, and least of all of them, in letters.
const PARAGRAPH: usize = 80;
const RUNNING_TEXT: usize = 400;

/// An element that is not shown and holds more running text than all that is: the text, which waits for a script.
fn waiting(tree: &Tree, root: Id, styles: &[Style]) -> Option<Id> {
    let (mut hidden, mut shown): (Vec<(Id, usize)>, usize) = (Vec::new(), 0);
    let mut within = None;
    let mut at = Some(root);
    while let Some(id) = at {
        if within.is_none() && styles[id.index()].display == Display::None {
            within = Some(id);
            hidden.push((id, 0));
        }
        if tree.name(id) == "p" {
            let letters = tree.said(id).chars().filter(|c| !c.is_whitespace()).count();
            match hidden.last_mut().filter(|_| within.is_some()) {
                Some((_, all)) if letters >= PARAGRAPH => *all += letters,
                None if letters >= PARAGRAPH => shown += letters,
                _ => {}
            }
        }
        at = tree.first(id).or_else(|| {
            let (mut up, mut behind) = (id, tree.next(id));
            while behind.is_none() && up != root {
                within = within.filter(|own| *own != up);
                up = tree.parent(up)?;
                behind = tree.next(up).filter(|_| up != root);
            }
            within = within.filter(|own| *own != up);
            behind
        });
    }
    let most = hidden.into_iter().max_by_key(|(_, letters)| *letters);
    most.filter(|(_, letters)| *letters >= RUNNING_TEXT && *letters > shown).map(|(id, _)| id)
}

/// Rules by what they must find at an element: its id, a class, its name; those that can be of any.
#[derive(Default)]
struct Rules<'s> {
    keyed: HashMap<String, Vec<Weighed<'s>>>,
    any: Vec<Weighed<'s>>,
}

impl<'s> Rules<'s> {
    fn add(&mut self, text: &str, rule: Weighed<'s>) {
        match key(text) {
            Some(key) => self.keyed.entry(key).or_default().push(rule),
            None => self.any.push(rule),
        }
    }
}

/// What the element that a selector means must have: `.class`, `#id` or a name, all from the last part of the selector.
fn key(selector: &str) -> Option<String> {
    let last = selector.trim().rsplit([' ', '>', '+', '~', '\t', '\n']).next()?;
    // What stands in brackets can be anything.
    if last.contains(['[', '(', ']', ')', '\\', '"', '*']) || selector.contains(['(', '\\']) {
        return None;
    }
    let end = last.find(':').unwrap_or(last.len());
    let last = &last[..end];
    let at = last.rfind(['.', '#']).unwrap_or(0);
    let key = &last[at..];
    let named = !key.is_empty() && key != "." && key != "#";
    named.then(|| {
        if at == 0 && !key.starts_with(['.', '#']) {
            key.to_ascii_lowercase()
        } else {
            key.to_owned()
        }
    })
}

fn one(tree: &Tree, id: Id, rules: Option<&Rules<'_>>, around: Style) -> Style {
    let mut style =
        Style { display: Display::Natural, raised: 0, indent: 0, align: None, ..around };
    by_name(tree, id, &mut style);
    let mut found: Vec<&Weighed<'_>> = Vec::new();
    if let Some(rules) = rules {
        let place = Place { tree, id };
        let hold = |list: &'_ [Weighed<'_>]| -> Vec<usize> {
            let means = |rule: &Weighed<'_>| rule.selector.means(&place);
            list.iter().enumerate().filter(|(_, rule)| means(rule)).map(|(at, _)| at).collect()
        };
        let mut take = |list| found.extend(hold(list).into_iter().map(|at| &list[at]));
        take(&rules.any[..]);
        let mut keyed = |key: &str| {
            if let Some(list) = rules.keyed.get(key) {
                take(&list[..]);
            }
        };
        keyed(tree.name(id));
        for class in tree.words(id, "class").take(32) {
            keyed(&format!(".{class}"));
        }
        if let Some(own) = tree.attr(id, "id") {
            keyed(&format!("#{own}"));
        }
    }
    found.sort_by_key(|rule| rule.weight);
    let (plain, important): (Vec<_>, Vec<_>) = found.into_iter().partition(|rule| !rule.weight.0);
    plain.into_iter().for_each(|rule| rule.said.hold(&mut style));
    if let Some(own) = tree.attr(id, "style") {
        let sheet = Sheet::read_attribute(own);
        let mut said = Said::default();
        for declaration in sheet.rules.iter().flat_map(|rule| &rule.declarations) {
            said.take(&declaration.name, &declaration.value);
        }
        said.hold(&mut style);
    }
    important.into_iter().for_each(|rule| rule.said.hold(&mut style));
    // A page that is hidden as a whole waits for a script to show it.
    if matches!(tree.name(id), "html" | "body") {
        style.display = Display::Natural;
    }
    style
}

/// What browsers do without a style sheet.
fn by_name(tree: &Tree, id: Id, style: &mut Style) {
    match tree.name(id) {
        "em" | "i" | "cite" | "dfn" | "var" | "address" | "u" => style.italic = true,
        "b" | "strong" => style.bold = true,
        "th" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {}
        "s" | "strike" | "del" => style.struck = true,
        "sup" => style.raised = 1,
        "sub" => style.raised = -1,
        "pre" | "listing" | "xmp" | "textarea" => style.lines = true,
        "center" => style.align = Some(Align::Center),
        _ => {}
    }
    match tree.attr(id, "align").map(str::to_ascii_lowercase).as_deref() {
        Some("center" | "middle") => style.align = Some(Align::Center),
        Some("right") => style.align = Some(Align::End),
        Some("left") => style.align = Some(Align::Start),
        _ => {}
    }
    if tree.attr(id, "hidden").is_some() {
        style.display = Display::None;
    }
}

impl Said {
    fn take(&mut self, name: &str, value: &str) {
        let value = value.to_ascii_lowercase();
        let has = |word: &str| value.split_ascii_whitespace().any(|own| own == word);
        match name {
            "font-style" => self.italic = Some(has("italic") || has("oblique")),
            "font-weight" => {
                let heavy = value.trim().parse().is_ok_and(|weight: f32| weight >= 600.0);
                self.bold = Some(has("bold") || has("bolder") || heavy);
            }
            "font-variant" | "font-variant-caps" => {
                self.capitals = Some(has("small-caps") || has("all-small-caps"));
            }
            "font" => {
                self.italic = Some(has("italic") || has("oblique"));
                self.bold = Some(has("bold"));
                self.capitals = Some(has("small-caps"));
            }
            "letter-spacing" => self.spaced = Some(em(&value).is_some_and(|em| em >= 0.08)),
            "text-decoration" | "text-decoration-line" => self.struck = Some(has("line-through")),
            "vertical-align" => {
                self.raised = match value.trim() {
                    "super" | "text-top" => Some(1),
                    "sub" => Some(-1),
                    _ => Some(0),
                };
            }
            "display" => {
                self.display = Some(match value.trim() {
                    "none" => Display::None,
                    "inline" | "inline-block" | "inline-flex" => Display::Inline,
                    "block" | "list-item" | "flex" | "grid" => Display::Block,
                    _ => Display::Natural,
                });
            }
            "visibility" => self.hidden = Some(has("hidden") || has("collapse")),
            "white-space" => self.lines = Some(value.contains("pre")),
            "margin" => {
                let values: Vec<&str> = value.split_ascii_whitespace().collect();
                let left = values.get(3).or(values.get(1)).or(values.first());
                let tenths = left.and_then(|left| em(left)).map_or(0.0, |em| em * 10.0);
                self.indent = Some(tenths.clamp(-1000.0, 1000.0) as i16);
            }
            "text-indent" | "margin-left" | "padding-left" | "margin-inline-start" => {
                let tenths = em(&value).map_or(0.0, |em| (em * 10.0).clamp(-1000.0, 1000.0));
                self.indent = Some(self.indent.unwrap_or(0).saturating_add(tenths as i16));
            }
            "text-align" => {
                self.align = match value.trim() {
                    "center" => Some(Align::Center),
                    "right" | "end" => Some(Align::End),
                    "left" | "start" => Some(Align::Start),
                    _ => None,
                };
            }
            _ => {}
        }
    }

    fn hold(&self, style: &mut Style) {
        let set = |to: &mut bool, said: Option<bool>| *to = said.unwrap_or(*to);
        set(&mut style.italic, self.italic);
        set(&mut style.bold, self.bold);
        set(&mut style.capitals, self.capitals);
        set(&mut style.spaced, self.spaced);
        set(&mut style.struck, self.struck);
        set(&mut style.lines, self.lines);
        style.display = self.display.unwrap_or(style.display);
        if self.hidden == Some(true) {
            style.display = Display::None;
        }
        style.raised = self.raised.unwrap_or(style.raised);
        style.indent = self.indent.unwrap_or(style.indent);
        style.align = self.align.or(style.align);
    }
}

/// A length in em; 16 pixels or 12 points are one.
fn em(value: &str) -> Option<f32> {
    let value = value.trim();
    let end = value.find(|c: char| c.is_ascii_alphabetic() || c == '%').unwrap_or(value.len());
    let number: f32 = value[..end].trim().parse().ok()?;
    match value[end..].trim() {
        "em" | "rem" | "ic" => Some(number),
        "ex" | "ch" => Some(number / 2.0),
        "px" => Some(number / 16.0),
        "pt" => Some(number / 12.0),
        "%" => Some(number / 2.5),
        "mm" => Some(number / 4.23),
        "cm" => Some(number / 0.423),
        "" if number == 0.0 => Some(0.0),
        _ => None,
    }
}

/// An element with what stands around it.
#[derive(Clone, Copy)]
struct Place<'t> {
    tree: &'t Tree,
    id: Id,
}

impl simplecss::Element for Place<'_> {
    fn parent_element(&self) -> Option<Self> {
        let parent = self.tree.parent(self.id).filter(|id| self.tree.element(*id).is_some());
        parent.map(|id| Self { id, ..*self })
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        let mut at = self.tree.previous(self.id);
        while let Some(id) = at {
            if self.tree.element(id).is_some() {
                return Some(Self { id, ..*self });
            }
            at = self.tree.previous(id);
        }
        None
    }

    fn has_local_name(&self, name: &str) -> bool {
        self.tree
            .element(self.id)
            .is_some_and(|own| str::eq_ignore_ascii_case(&own.name.local, name))
    }

    fn attribute_matches(&self, name: &str, operator: AttributeOperator<'_>) -> bool {
        self.tree.attr(self.id, name).is_some_and(|value| operator.matches(value))
    }

    fn pseudo_class_matches(&self, class: PseudoClass<'_>) -> bool {
        match class {
            PseudoClass::FirstChild => self.prev_sibling_element().is_none(),
            PseudoClass::Link => self.tree.name(self.id) == "a",
            // How it looks when it is touched does not count.
            _ => false,
        }
    }
}
