//! A line where only plain text can stand: names of bookmarks, metadata, what is read aloud.

use super::{Citations, Inline, InlineKind};

/// The line as plain text that says the same. What is struck out is left away, as are calls of notes,
/// page markers and soft hyphens; a picture is its words. Raised and lowered characters are those of
/// Unicode where all of them exist (`x²`), else behind a sign: `x^Q`, `x^(2 + Q)`, `H_Q`.
#[must_use]
pub fn plain(list: &[Inline]) -> String {
    plain_with(list, &Citations::default())
}

/// [`plain`], with what citations say.
#[must_use]
pub fn plain_with(list: &[Inline], citations: &Citations) -> String {
    let mut text = String::new();
    write(list, citations, &mut text);
    // What is left away may have stood between two spaces.
    let mut spaced = String::with_capacity(text.len());
    text.chars().filter(|c| *c != '\u{ad}').for_each(|c| {
        if c != ' ' || !spaced.ends_with(' ') {
            spaced.push(c);
        }
    });
    spaced
}

fn write(list: &[Inline], citations: &Citations, out: &mut String) {
    for inline in list {
        match &inline.kind {
            InlineKind::Text { text } | InlineKind::Code { text } => out.push_str(text),
            InlineKind::LineBreak => out.push(' '),
            InlineKind::Superscript { content } => beside(content, citations, Side::Above, out),
            InlineKind::Subscript { content } => beside(content, citations, Side::Below, out),
            InlineKind::Formula(formula) => out.push_str(&formula.words()),
            InlineKind::Image { alt, decorative: false, .. } => out.push_str(alt),
            InlineKind::Deleted { .. } => {}
            InlineKind::Citation { .. } => write(citations.said(inline), citations, out),
            _ => write(inline.children(), citations, out),
        }
    }
}

/// Writes what stands above or below the line.
fn beside(content: &[Inline], citations: &Citations, side: Side, out: &mut String) {
    let mut text = String::new();
    write(content, citations, &mut text);
    set_off(&text, side, out);
}

/// Where characters stand beside the line.
#[derive(Debug, Clone, Copy)]
pub(super) enum Side {
    Above,
    Below,
}

/// Writes text that stands above or below the line.
pub(super) fn set_off(text: &str, side: Side, out: &mut String) {
    let (sign, one): (char, fn(char) -> Option<char>) = match side {
        Side::Above => ('^', raised),
        Side::Below => ('_', lowered),
    };
    let text = text.trim();
    if let Some(characters) = text.chars().map(one).collect::<Option<String>>() {
        return out.push_str(&characters);
    }
    out.push(sign);
    match text.chars().all(char::is_alphanumeric) {
        true => out.push_str(text),
        false => out.extend(["(", text, ")"]),
    }
}

/// The characters of Unicode that stand above the line, behind what they mean.
const RAISED: &str =
    "0⁰1¹2²3³4⁴5⁵6⁶7⁷8⁸9⁹+⁺-⁻\u{2212}⁻=⁼(⁽)⁾aᵃbᵇcᶜdᵈeᵉfᶠgᵍhʰiⁱjʲkᵏlˡmᵐnⁿoᵒpᵖrʳsˢtᵗuᵘvᵛwʷxˣyʸzᶻ";

/// Those that stand below it.
const LOWERED: &str = "0₀1₁2₂3₃4₄5₅6₆7₇8₈9₉+₊-₋\u{2212}₋=₌(₍)₎aₐeₑhₕiᵢjⱼkₖlₗmₘnₙoₒpₚrᵣsₛtₜuᵤvᵥxₓ";

fn raised(c: char) -> Option<char> {
    paired(RAISED, c)
}

fn lowered(c: char) -> Option<char> {
    paired(LOWERED, c)
}

fn paired(pairs: &str, wanted: char) -> Option<char> {
    let mut characters = pairs.chars();
    while let (Some(meant), Some(shown)) = (characters.next(), characters.next()) {
        if meant == wanted {
            return Some(shown);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, Span};

    fn inline(kind: InlineKind) -> Inline {
        Inline::new(Span::new(FileId(0), 0..0), kind)
    }

    fn text(text: &str) -> Inline {
        inline(InlineKind::Text { text: text.to_owned() })
    }

    fn above(content: &str) -> String {
        plain(&[text("x"), inline(InlineKind::Superscript { content: vec![text(content)] })])
    }

    fn below(content: &str) -> String {
        plain(&[text("H"), inline(InlineKind::Subscript { content: vec![text(content)] })])
    }

    #[test]
    fn what_is_raised_or_lowered_is_seen_to_be() {
        for (content, expected) in [
            ("2", "x²"),
            ("n+1", "xⁿ⁺¹"),
            ("er", "xᵉʳ"),
            ("−3", "x⁻³"),
            ("Q", "x^Q"),
            ("q", "x^q"),
            ("2 + Q", "x^(2 + Q)"),
            ("½", "x^½"),
            ("*", "x^(*)"),
            ("", "x"),
        ] {
            assert_eq!(above(content), expected);
        }
        for (content, expected) in [("2", "H₂"), ("max", "Hₘₐₓ"), ("b", "H_b"), ("1,2", "H_(1,2)")]
        {
            assert_eq!(below(content), expected);
        }
    }

    #[test]
    fn what_stands_inside_counts_at_any_depth() {
        let two = inline(InlineKind::Emphasis { content: vec![text("2")] });
        let raised = inline(InlineKind::Superscript { content: vec![two] });
        assert_eq!(plain(&[text("m"), raised]), "m²");
    }

    #[test]
    fn what_is_not_part_of_the_words_is_left_away() {
        let old = inline(InlineKind::Deleted { content: vec![text("alt")] });
        let new = inline(InlineKind::Inserted { content: vec![text("neu")] });
        let call = inline(InlineKind::NoteCall { label: "a".to_owned() });
        let page = inline(InlineKind::PageMarker { label: "17".to_owned() });
        let line = [text("Das "), old, text(" "), new, text(" Haus\u{ad}boot"), call, page];
        assert_eq!(plain(&line), "Das neu Hausboot");
    }

    #[test]
    fn a_picture_is_its_words() {
        let picture = |alt: &str, decorative| {
            let (path, alt) = ("a.png".to_owned(), alt.to_owned());
            inline(InlineKind::Image { path, alt, decorative })
        };
        assert_eq!(
            plain(&[picture("Anker", false), text(" lichten"), picture("", true)]),
            "Anker lichten"
        );
    }
}
