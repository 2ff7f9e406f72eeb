//! How letters look: `rend`, `rendition` and `style`, in the words that encoders use and in those of style sheets.

use super::Reader;
use crate::ir::{Inline, InlineKind};
use crate::xml::read::{Attributes, Node};

/// A look that a book can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    Italic,
    Bold,
    SmallCaps,
    Letterspaced,
    Superscript,
    Subscript,
    Underlined,
    Struck,
}

impl Look {
    /// A look by the name that encoders give it; `#g`, `#k`, `#i` are those of the Deutsches Textarchiv.
    fn named(name: &str) -> Option<Self> {
        let name = name.trim_start_matches('#').trim_start_matches("simple:").to_lowercase();
        Some(match name.as_str() {
            "i" | "it" | "ital" | "italic" | "italics" | "emph" | "em" | "kursiv" => Self::Italic,
            "b" | "bold" | "strong" | "fett" => Self::Bold,
            "k" | "sc" | "smcap" | "smallcap" | "smallcaps" | "small-caps" | "caps" => {
                Self::SmallCaps
            }
            "g" | "spaced" | "letterspaced" | "letterspace" | "gesperrt" | "spc" | "wide" => {
                Self::Letterspaced
            }
            "sup" | "super" | "superscript" => Self::Superscript,
            "sub" | "subscript" => Self::Subscript,
            "u" | "ul" | "underline" | "underlined" | "uu" => Self::Underlined,
            "s" | "strike" | "strikethrough" | "line-through" => Self::Struck,
            _ => return None,
        })
    }

    /// The looks that a piece of a style sheet gives.
    fn of_style(style: &str, looks: &mut Vec<Self>) {
        let style = style.to_lowercase().replace([' ', '\n', '\t'], "");
        let has = |what: &str| style.contains(what);
        let all = [
            (has("font-style:italic") || has("font-style:oblique"), Self::Italic),
            (has("font-weight:bold"), Self::Bold),
            (has("small-caps"), Self::SmallCaps),
            (
                has("letter-spacing:") && !has("letter-spacing:0") && !has("letter-spacing:normal"),
                Self::Letterspaced,
            ),
            (has("vertical-align:super"), Self::Superscript),
            (has("vertical-align:sub;") || style.ends_with("vertical-align:sub"), Self::Subscript),
            (has("underline"), Self::Underlined),
            (has("line-through"), Self::Struck),
        ];
        looks.extend(all.into_iter().filter(|(is, _)| *is).map(|(_, look)| look));
    }

    /// A line that looks so.
    pub(super) fn around(self, content: Vec<Inline>) -> InlineKind {
        match self {
            Self::Italic | Self::Underlined => InlineKind::Emphasis { content },
            Self::Bold => InlineKind::Strong { content },
            Self::SmallCaps => InlineKind::SmallCaps { content },
            Self::Letterspaced => InlineKind::Letterspaced { content },
            Self::Superscript => InlineKind::Superscript { content },
            Self::Subscript => InlineKind::Subscript { content },
            Self::Struck => InlineKind::Deleted { content },
        }
    }
}

impl Reader<'_, '_> {
    /// The looks of an element, and whether it names one.
    pub(super) fn looks(&self, node: Node<'_>) -> Vec<Look> {
        let mut looks = Vec::new();
        for name in ["rend", "rendition"].into_iter().filter_map(|name| node.attr(name)) {
            if name.contains(':') && !name.starts_with("simple:") {
                Look::of_style(name, &mut looks);
            }
            for part in name.split_whitespace() {
                let style = part.strip_prefix('#').and_then(|id| self.renditions.get(id));
                match Look::named(part) {
                    Some(look) => looks.push(look),
                    None => style.into_iter().for_each(|style| Look::of_style(style, &mut looks)),
                }
            }
        }
        if let Some(style) = node.attr("style") {
            Look::of_style(style, &mut looks);
        }
        looks.dedup();
        looks
    }

    /// By how many spaces a line of verse is indented.
    pub(super) fn indent(node: Node<'_>) -> u16 {
        let rend =
            node.attr("rend").or_else(|| node.attr("rendition")).unwrap_or_default().to_lowercase();
        let named = ["indent", "#et", "einzug"]
            .iter()
            .find_map(|name| rend.find(name).map(|at| at + name.len()));
        let Some(behind) = named else { return 0 };
        let digits: String = rend[behind..]
            .chars()
            .skip_while(|c| !c.is_ascii_digit())
            .take_while(char::is_ascii_digit)
            .collect();
        let steps = digits.parse::<u16>().unwrap_or(1).clamp(1, 12);
        steps * 2
    }
}
