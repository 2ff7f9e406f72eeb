//! Styles of a document of Word: what they are called, what they are based on, how they look (ISO/IEC 29500-1, clause 17.7).

use std::collections::HashMap;
use std::rc::Rc;

use crate::import::read::office::{
    Face, Looks, Raised, Role, Size, Tongues, Wording, attr, child, elements, name, role_named,
};
use crate::xml::read::Node;

/// Longest chain of styles that are based on each other.
const LONGEST: usize = 30;
/// From which spacing on letters are spaced out, in twentieths of a point: a point.
const SPACED: i32 = 20;

/// The looks that the properties of a run ask for.
pub(super) fn looks(node: Node<'_>) -> Looks {
    let mut looks = Looks::default();
    for own in elements(node) {
        let value = attr(own, "val");
        let on = Some(!matches!(value, Some("0" | "false" | "off" | "none")));
        match name(own) {
            "i" => looks.italic = on,
            "b" => looks.bold = on,
            "smallCaps" => looks.small_caps = on,
            "caps" => looks.caps = on,
            "strike" | "dstrike" => {
                looks.struck = Some(looks.struck == Some(true) || on == Some(true))
            }
            "vanish" => looks.hidden = on,
            "u" => looks.underlined = on,
            "em" => looks.italic = looks.italic.or(on),
            "highlight" => looks.marked = on,
            "spacing" => {
                let spacing = value.and_then(|value| value.parse::<i32>().ok());
                looks.spaced = spacing.map(|spacing| spacing >= SPACED);
            }
            "vertAlign" => {
                looks.raised = Some(match value {
                    Some("superscript") => Raised::Up,
                    Some("subscript") => Raised::Down,
                    _ => Raised::No,
                });
            }
            "sz" => looks.size = value.and_then(|value| value.parse().ok()).map(Size::Points),
            "lang" => looks.language = value.map(str::to_owned),
            "rFonts" => looks.font = attr(own, "ascii").or(attr(own, "hAnsi")).map(str::to_owned),
            _ => {}
        }
    }
    looks
}

/// A style with all that it inherits.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    /// What it says that a paragraph does.
    pub(super) role: Role,
    /// The list it belongs to: number and level.
    pub(super) list: (Option<u32>, Option<u8>),
    /// Whether it stands in the middle.
    pub(super) centred: bool,
    /// Whether a page begins with it.
    pub(super) breaks: bool,
    wording: Wording,
    looks: Looks,
}

/// A style as it is written.
#[derive(Debug, Default)]
struct Written {
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
    list: (Option<u32>, Option<u8>),
    centred: Option<bool>,
    breaks: Option<bool>,
    looks: Looks,
}

/// All styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    written: HashMap<String, Written>,
    known: HashMap<String, Rc<Style>>,
    defaults: Looks,
    /// The style of paragraphs that name none.
    normal: Option<String>,
}

impl Styles {
    /// Reads the styles.
    pub(super) fn read(root: Node<'_>) -> Self {
        let mut styles = Self::default();
        for node in elements(root) {
            match name(node) {
                "docDefaults" => {
                    let run = child(node, "rPrDefault").and_then(|node| child(node, "rPr"));
                    styles.defaults = run.map(looks).unwrap_or_default();
                }
                "style" => {
                    let Some(id) = attr(node, "styleId") else { continue };
                    let is_default = matches!(attr(node, "default"), Some("1" | "true" | "on"));
                    if is_default && attr(node, "type") == Some("paragraph") {
                        styles.normal = Some(id.to_owned());
                    }
                    styles.written.insert(id.to_owned(), written(node));
                }
                _ => {}
            }
        }
        styles
    }

    /// A style by its id; without one that of paragraphs that name none.
    pub(super) fn paragraph(&mut self, id: Option<&str>) -> Rc<Style> {
        let id = id.filter(|id| self.written.contains_key(*id)).map(str::to_owned);
        match id.or_else(|| self.normal.clone()) {
            Some(id) => self.named(&id),
            None => Rc::default(),
        }
    }

    /// A style of characters by its id.
    pub(super) fn character(&mut self, id: &str) -> Rc<Style> {
        self.named(id)
    }

    fn named(&mut self, id: &str) -> Rc<Style> {
        if let Some(known) = self.known.get(id) {
            return Rc::clone(known);
        }
        let mut style = Style::default();
        let mut role = None;
        let mut outline = None;
        let (mut centred, mut breaks) = (None, None);
        let mut next = Some(id.to_owned());
        for _ in 0..LONGEST {
            let Some(written) = next.take().and_then(|id| self.written.get(&id)) else { break };
            role = role.or_else(|| role_named(&written.name));
            outline = outline.or(written.outline);
            style.list.0 = style.list.0.or(written.list.0);
            style.list.1 = style.list.1.or(written.list.1);
            centred = centred.or(written.centred);
            breaks = breaks.or(written.breaks);
            style.wording.named(&written.name);
            style.looks = style.looks.over(&written.looks);
            next.clone_from(&written.based_on);
        }
        style.role = match (role, outline) {
            (Some(Role::Title), _) => Role::Title,
            (Some(Role::Contents), _) => Role::Contents,
            (_, Some(level)) if level < 9 => Role::Heading(level + 1),
            // Level 10 of the outline is running text.
            (Some(Role::Heading(_)), Some(_)) => Role::Body,
            (Some(role), _) => role,
            (None, _) => Role::Body,
        };
        style.centred = centred == Some(true);
        style.breaks = breaks == Some(true);
        let style = Rc::new(style);
        self.known.insert(id.to_owned(), Rc::clone(&style));
        style
    }

    /// The looks of a run, by the styles of its paragraph and its own, and what it asks for itself. Looks that styles turn on
    /// and off are turned around where both do (clause 17.7.3).
    pub(super) fn face(
        &self,
        paragraph: &Style,
        own: Option<&Style>,
        direct: &Looks,
        tongues: &mut Tongues,
    ) -> Face {
        let none = Looks::default();
        let (below, above) = (&paragraph.looks, own.map_or(&none, |own| &own.looks));
        let toggled = |get: fn(&Looks) -> Option<bool>| {
            let default = get(&self.defaults) == Some(true);
            let turned = (get(below) == Some(true)) != (get(above) == Some(true));
            Some(get(direct).unwrap_or(default || turned))
        };
        let looks = direct.clone().over(above).over(below).over(&self.defaults);
        let looks = Looks {
            italic: toggled(|looks| looks.italic),
            bold: toggled(|looks| looks.bold),
            small_caps: toggled(|looks| looks.small_caps),
            caps: toggled(|looks| looks.caps),
            struck: toggled(|looks| looks.struck),
            hidden: toggled(|looks| looks.hidden),
            ..looks
        };
        looks.face(own.map_or(Wording::default(), |own| own.wording), tongues)
    }
}

fn written(node: Node<'_>) -> Written {
    let value = |node: Node<'_>, of: &str| {
        child(node, of).and_then(|own| attr(own, "val")).map(str::to_owned)
    };
    let mut written = Written {
        name: value(node, "name").unwrap_or_default(),
        based_on: value(node, "basedOn"),
        looks: child(node, "rPr").map(looks).unwrap_or_default(),
        ..Written::default()
    };
    let Some(properties) = child(node, "pPr") else { return written };
    written.outline = value(properties, "outlineLvl").and_then(|level| level.parse().ok());
    written.list = list(properties);
    written.centred = value(properties, "jc").map(|jc| jc == "center");
    written.breaks = child(properties, "pageBreakBefore").map(on);
    written
}

/// The list that properties of a paragraph name, and its level.
pub(super) fn list(properties: Node<'_>) -> (Option<u32>, Option<u8>) {
    let Some(list) = child(properties, "numPr") else { return (None, None) };
    let value = |of: &str| child(list, of).and_then(|own| attr(own, "val"));
    let number = value("numId").and_then(|number| number.parse().ok());
    (number, value("ilvl").and_then(|level| level.parse().ok()))
}

/// Whether a property that is there is turned on.
pub(super) fn on(node: Node<'_>) -> bool {
    !matches!(attr(node, "val"), Some("0" | "false" | "off"))
}
