//! Styles of an OpenDocument: those with names, and those that a program made for what was set by hand
//! (OpenDocument 1.3, part 3, clause 16).

use std::collections::HashMap;
use std::rc::Rc;

use super::lists::ListStyle;
use crate::import::read::office::{
    Face, Looks, Raised, Role, Size, Tongues, Wording, attr, child, elements, name, role_named,
};
use crate::xml::read::Node;

/// Longest chain of styles that are based on each other.
const LONGEST: usize = 30;

/// A style as it is written.
#[derive(Debug, Default)]
struct Written {
    name: String,
    below: Option<String>,
    level: Option<u8>,
    centred: Option<bool>,
    breaks: Option<bool>,
    looks: Looks,
}

/// A style of paragraphs with all that it inherits.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    /// What it says that a paragraph does.
    pub(super) role: Role,
    /// Whether it stands in the middle.
    pub(super) centred: bool,
    /// Whether a page begins with it.
    pub(super) breaks: bool,
    wording: Wording,
    looks: Looks,
}

/// All styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    written: HashMap<(bool, String), Written>,
    known: HashMap<(bool, String), Rc<Style>>,
    defaults: Looks,
    /// The styles of lists.
    pub(super) lists: HashMap<String, Rc<ListStyle>>,
    /// How headings are numbered.
    pub(super) outline: ListStyle,
}

impl Styles {
    /// Reads the styles of both files: those with names, those of the text.
    pub(super) fn read(common: Node<'_>, content: Node<'_>) -> Self {
        let mut styles = Self::default();
        let wanted = ["styles", "automatic-styles"];
        let fonts = fonts(common).chain(fonts(content)).collect::<HashMap<_, _>>();
        for root in [common, content] {
            // In the file of the common styles, automatic ones are those of the margins; their names may be those of others.
            let count = if root == common { 1 } else { 2 };
            for list in &wanted[..count] {
                let Some(list) = child(root, list) else { continue };
                elements(list).for_each(|node| styles.one(node, &fonts));
            }
        }
        styles
    }

    fn one(&mut self, node: Node<'_>, fonts: &HashMap<String, String>) {
        let family = attr(node, "family");
        match name(node) {
            "default-style" if family == Some("paragraph") => self.defaults = looks(node, fonts),
            "style" if matches!(family, Some("paragraph" | "text")) => {
                let Some(id) = attr(node, "name") else { return };
                let properties = child(node, "paragraph-properties");
                let get = |wanted: &str| properties.and_then(|own| attr(own, wanted));
                let written = Written {
                    name: attr(node, "display-name").map_or_else(|| decoded(id), str::to_owned),
                    below: attr(node, "parent-style-name").map(str::to_owned),
                    level: attr(node, "default-outline-level").and_then(|level| level.parse().ok()),
                    centred: get("text-align").map(|align| align == "center"),
                    breaks: get("break-before").map(|kind| kind == "page"),
                    looks: looks(node, fonts),
                };
                self.written.insert((family == Some("paragraph"), id.to_owned()), written);
            }
            "list-style" => {
                if let Some(id) = attr(node, "name") {
                    self.lists.insert(id.to_owned(), Rc::new(ListStyle::read(node)));
                }
            }
            "outline-style" => self.outline = ListStyle::read(node),
            _ => {}
        }
    }

    /// A style of paragraphs.
    pub(super) fn paragraph(&mut self, id: &str) -> Rc<Style> {
        self.named(true, id)
    }

    /// A style of words.
    pub(super) fn words(&mut self, id: &str) -> Rc<Style> {
        self.named(false, id)
    }

    fn named(&mut self, paragraph: bool, id: &str) -> Rc<Style> {
        let key = (paragraph, id.to_owned());
        if let Some(known) = self.known.get(&key) {
            return Rc::clone(known);
        }
        let mut style = Style::default();
        let (mut role, mut level) = (None, None);
        let (mut centred, mut breaks) = (None, None);
        let mut next = Some(id.to_owned());
        for _ in 0..LONGEST {
            let Some(id) = next.take() else { break };
            let Some(written) = self.written.get(&(paragraph, id.clone())) else {
                // A style that is named and not there says what it is called.
                role = role.or_else(|| role_named(&decoded(&id)));
                break;
            };
            role = role.or_else(|| role_named(&written.name));
            level = level.or(written.level);
            centred = centred.or(written.centred);
            breaks = breaks.or(written.breaks);
            style.wording.named(&written.name);
            style.looks = style.looks.over(&written.looks);
            next.clone_from(&written.below);
        }
        style.role = match (role, level) {
            (Some(role @ (Role::Title | Role::Contents)), _) => role,
            (Some(Role::Heading(own)), _) => Role::Heading(own),
            (_, Some(level)) if level > 0 => Role::Heading(level),
            (role, _) => role.unwrap_or_default(),
        };
        style.centred = centred == Some(true);
        style.breaks = breaks == Some(true);
        let style = Rc::new(style);
        self.known.insert(key, Rc::clone(&style));
        style
    }

    /// The looks of words in a paragraph, inside of styles of words in each other, the outermost first.
    pub(super) fn face(
        &self,
        paragraph: &Style,
        spans: &[Rc<Style>],
        tongues: &mut Tongues,
    ) -> Face {
        let mut looks = Looks::default();
        let mut wording = Wording::default();
        for span in spans.iter().rev() {
            looks = looks.over(&span.looks);
            wording = wording.and(span.wording);
        }
        looks.over(&paragraph.looks).over(&self.defaults).face(wording, tongues)
    }
}

fn looks(node: Node<'_>, fonts: &HashMap<String, String>) -> Looks {
    let Some(own) = child(node, "text-properties") else { return Looks::default() };
    let get = |wanted: &str| attr(own, wanted);
    let language = get("language").map(|language| match get("country") {
        Some(country) if country != "none" && language != "zxx" => format!("{language}-{country}"),
        _ => language.to_owned(),
    });
    let drawn = |wanted: &str| get(wanted).map(|value| value != "none");
    Looks {
        italic: get("font-style").map(|value| matches!(value, "italic" | "oblique")),
        bold: get("font-weight")
            .map(|value| value == "bold" || value.parse().is_ok_and(|weight: u16| weight >= 600)),
        small_caps: get("font-variant").map(|value| value == "small-caps"),
        caps: get("text-transform").map(|value| value == "uppercase"),
        spaced: get("letter-spacing")
            .map(|value| points(value).is_some_and(|points| points >= 1.0)),
        underlined: drawn("text-underline-style"),
        struck: drawn("text-line-through-style").or_else(|| drawn("text-line-through-type")),
        // White is the paper.
        marked: get("background-color")
            .map(|value| !matches!(value, "transparent" | "#ffffff" | "#FFFFFF")),
        hidden: get("display").map(|value| value == "none"),
        raised: get("text-position").map(|value| {
            let shift = value.split_whitespace().next().unwrap_or_default();
            match shift {
                "super" => Raised::Up,
                "sub" => Raised::Down,
                _ if shift.starts_with('-') => Raised::Down,
                _ if shift.trim_end_matches('%').parse::<f32>().unwrap_or(0.0) > 0.0 => Raised::Up,
                _ => Raised::No,
            }
        }),
        size: get("font-size").and_then(size),
        language,
        font: get("font-name")
            .map(|font| fonts.get(font).cloned().unwrap_or_else(|| font.to_owned())),
    }
}

fn size(value: &str) -> Option<Size> {
    if let Some(percent) = value.strip_suffix('%') {
        return percent.trim().parse::<f32>().ok().map(|percent| Size::Percent(whole(percent)));
    }
    points(value).map(|points| Size::Points(whole(points * 2.0)))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is clamped")]
fn whole(value: f32) -> u16 {
    value.round().clamp(0.0, 2000.0) as u16
}

/// A length in points.
fn points(value: &str) -> Option<f32> {
    let unit = [("pt", 1.0), ("cm", 28.346), ("mm", 2.8346), ("in", 72.0), ("px", 0.75)];
    unit.iter().find_map(|(name, worth)| {
        Some(value.strip_suffix(name)?.trim().parse::<f32>().ok()? * worth)
    })
}

/// The families of fonts by the names that styles use.
fn fonts(root: Node<'_>) -> impl Iterator<Item = (String, String)> + use<'_> {
    let declared = child(root, "font-face-decls").into_iter().flat_map(elements);
    declared.filter_map(|node| {
        let family = attr(node, "font-family")?.trim_matches('\'').to_owned();
        Some((attr(node, "name")?.to_owned(), family))
    })
}

/// `Heading_20_1` as it was written: `Heading 1`.
fn decoded(name: &str) -> String {
    let mut out = String::new();
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('_') {
        out.push_str(before);
        let code = after.split_once('_').and_then(|(code, rest)| {
            let short = code.len() <= 4 && !code.is_empty();
            let sign =
                u32::from_str_radix(code, 16).ok().filter(|_| short).and_then(char::from_u32)?;
            Some((sign, rest))
        });
        match code {
            Some((sign, after)) => {
                out.push(sign);
                rest = after;
            }
            None => {
                out.push('_');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::{decoded, points};

    #[test]
    fn names_of_styles_are_decoded() {
        assert_eq!(decoded("Heading_20_1"), "Heading 1");
        assert_eq!(decoded("mein_stil"), "mein_stil");
        assert_eq!(decoded("_dc_berschrift_20_2"), "Überschrift 2");
    }

    #[test]
    fn lengths_are_read_in_points() {
        assert_eq!(points("12pt"), Some(12.0));
        assert!(points("0.1cm").is_some_and(|points| (points - 2.83).abs() < 0.01));
        assert_eq!(points("normal"), None);
    }
}
