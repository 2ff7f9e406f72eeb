//! Formulas: their source, and what is said of them where only text can stand.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;

use super::plain::{Side, set_off};
use crate::formula::{self, Tree};
use crate::source::Span;

/// A formula.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Formula {
    /// Its source, in the TeX of LaTeX's mathematics.
    pub tex: String,
    /// Where that stands in the source.
    pub tex_span: Span,
    /// What it says in words, if the source tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alt: Option<String>,
}

impl Formula {
    /// What is read aloud, found and said in contents: the words of the source, else the formula as a line of text,
    /// else its TeX.
    #[must_use]
    pub fn words(&self) -> String {
        let told = self.alt.clone().or_else(|| self.line());
        told.unwrap_or_else(|| self.tex.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// The formula as a line of text that says the same, `a² + b² = c²`; `None` if a line cannot, as of a matrix.
    #[must_use]
    pub fn line(&self) -> Option<String> {
        let tree = formula::read(&self.tex, false).ok()?;
        let mut line = String::new();
        list(&tree, &mut line)?;
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        Some(line).filter(|line| !line.is_empty())
    }
}

/// Signs with nothing on either side.
const CLOSE: &str = "()[]{}|‖⟨⟩⌊⌋⌈⌉!/′″‴°∘%";
/// Signs that are not seen.
const UNSEEN: [char; 4] = ['\u{2061}', '\u{2062}', '\u{2063}', '\u{2064}'];

fn list(element: &Tree, out: &mut String) -> Option<()> {
    element.elements().try_for_each(|child| one(child, out))
}

fn one(element: &Tree, out: &mut String) -> Option<()> {
    let parts: Vec<&Tree> = element.elements().collect();
    match (element.name, &parts[..]) {
        ("mi" | "mn", _) => name(&element.said(), out),
        ("mtext", _) => out.push_str(&element.said()),
        ("mo", _) => sign(element, out),
        ("mspace", _) => {
            if element.value("width").and_then(em).is_some_and(|width| width > 0.1) {
                out.push(' ');
            }
        }
        ("mrow" | "mstyle" | "mpadded", _) => list(element, out)?,
        ("msup", [base, above]) => {
            one(base, out)?;
            raised(above, out)?;
        }
        ("msub", [base, below]) => {
            one(base, out)?;
            lowered(below, out)?;
        }
        ("msubsup" | "munderover", [base, below, above]) => {
            one(base, out)?;
            lowered(below, out)?;
            raised(above, out)?;
            separate(base, out);
        }
        ("munder", [base, below]) if is_operator(base) => {
            one(base, out)?;
            lowered(below, out)?;
            separate(base, out);
        }
        ("mover", [base, above]) if is_operator(base) => {
            one(base, out)?;
            raised(above, out)?;
            separate(base, out);
        }
        ("mover", [base, accent]) if element.value("accent") == Some("true") => {
            let mark = formula::combining(&accent.said())?;
            let mut letter = String::new();
            one(base, &mut letter)?;
            if letter.chars().count() != 1 {
                return None;
            }
            out.extend(format!("{letter}{mark}").nfc());
        }
        ("mfrac", [over, under]) if element.value("linethickness").is_none() => {
            grouped(over, out)?;
            out.push('/');
            grouped(under, out)?;
        }
        ("msqrt", _) => {
            out.push('√');
            let mut inside = String::new();
            list(element, &mut inside)?;
            bracketed(&inside, out);
        }
        ("mroot", [base, index]) => {
            raised(index, out)?;
            out.push('√');
            grouped(base, out)?;
        }
        _ => return None,
    }
    Some(())
}

/// Letters and digits, whatever their cut.
fn name(text: &str, out: &mut String) {
    let plain = |c: char| match c {
        '\u{1d400}'..='\u{1d7ff}' => c.nfkc().collect::<String>(),
        c => c.to_string(),
    };
    // A name of several letters stands apart from what is before it.
    if text.chars().count() > 1
        && out.ends_with(char::is_alphanumeric)
        && text.starts_with(char::is_alphabetic)
    {
        out.push(' ');
    }
    out.extend(text.chars().map(plain));
    if text.chars().count() > 1 && text.starts_with(char::is_alphabetic) {
        out.push(' ');
    }
}

fn sign(element: &Tree, out: &mut String) {
    let text: String = element.said().chars().filter(|c| !UNSEEN.contains(c)).collect();
    let is_name = text.chars().count() > 1 && text.starts_with(char::is_alphabetic);
    let Some(first) = text.chars().next() else { return };
    if is_name {
        return name(&text, out);
    }
    if CLOSE.contains(first) || is_large(first) {
        if is_large(first) && out.ends_with(char::is_alphanumeric) {
            out.push(' ');
        }
        return out.push_str(&text);
    }
    if matches!(first, ',' | ';') {
        out.push_str(&text);
        // A comma within a number has no space behind it.
        if element.value("rspace") != Some("0") {
            out.push(' ');
        }
        return;
    }
    let behind = out.trim_end();
    let alone = behind.is_empty()
        || behind.ends_with(|c: char| "([{,;=<>≤≥≠+−⋅×→∈/".contains(c))
        || behind.ends_with('…') && first == '…';
    match alone {
        true => out.push_str(&text),
        false => {
            let trimmed = out.trim_end().len();
            out.truncate(trimmed);
            out.push_str(&format!(" {text} "));
        }
    }
}

/// Whether a sign is written large, with bounds below and above.
fn is_large(c: char) -> bool {
    matches!(c, '∏'..='∑' | '∫'..='∳' | '⋀'..='⋃' | '⨀'..='⨆' | '√')
}

fn is_operator(element: &Tree) -> bool {
    element.name == "mo"
        || matches!(element.name, "mstyle" | "mpadded" | "mrow") && {
            let mut parts = element.elements();
            parts.next().is_some_and(is_operator) && parts.next().is_none()
        }
}

/// What follows a sign with bounds stands apart from them.
fn separate(base: &Tree, out: &mut String) {
    if is_operator(base) {
        out.push(' ');
    }
}

fn raised(element: &Tree, out: &mut String) -> Option<()> {
    let text = closed_up(element)?;
    trim(out);
    match text.chars().all(|c| matches!(c, '′' | '″' | '‴' | '∘' | '°')) {
        true => out.push_str(&text.replace('∘', "°")),
        false => set_off(&text, Side::Above, out),
    }
    Some(())
}

fn lowered(element: &Tree, out: &mut String) -> Option<()> {
    let text = closed_up(element)?;
    trim(out);
    set_off(&text, Side::Below, out);
    Some(())
}

/// What is raised or lowered, without the spaces beside its signs.
fn closed_up(element: &Tree) -> Option<String> {
    let mut text = String::new();
    one(element, &mut text)?;
    let text = text.trim();
    let mut closed = String::new();
    for (at, c) in text.char_indices() {
        let between = closed.ends_with(char::is_alphanumeric)
            && text[at + c.len_utf8()..].starts_with(char::is_alphanumeric);
        if c != ' ' || between {
            closed.push(c);
        }
    }
    Some(closed)
}

/// What is above or below a name belongs to it.
fn trim(out: &mut String) {
    out.truncate(out.trim_end().len());
}

fn grouped(element: &Tree, out: &mut String) -> Option<()> {
    let mut text = String::new();
    one(element, &mut text)?;
    bracketed(&text, out);
    Some(())
}

fn bracketed(text: &str, out: &mut String) {
    let text = text.trim();
    match text.chars().all(char::is_alphanumeric) {
        true => out.push_str(text),
        false => out.extend(["(", text, ")"]),
    }
}

/// A length in em.
fn em(length: &str) -> Option<f64> {
    length.strip_suffix("em")?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    fn line(tex: &str) -> Option<String> {
        let tex_span = Span::new(FileId(0), 0..0);
        Formula { tex: tex.to_owned(), tex_span, alt: None }.line()
    }

    #[test]
    fn a_formula_is_a_line_of_text() {
        for (tex, expected) in [
            ("a^2+b^2=c^2", "a² + b² = c²"),
            ("E = mc^2", "E = mc²"),
            (r"c = \sqrt{a^2+b^2}", "c = √(a² + b²)"),
            (r"\frac{a+b}{c} \cdot \frac12", "(a + b)/c ⋅ 1/2"),
            (r"\sqrt[3]{x}", "³√x"),
            (r"\sum_{i=1}^n i", "∑ᵢ₌₁ⁿ i"),
            (r"\int_0^\infty e^{-x^2}\,dx", "∫₀^(∞) e^(−x²) dx"),
            (r"\lim_{x\to 0} \sin x", "lim_(x→0) sin x"),
            (r"-x + -y", "−x + −y"),
            (r"f(x), g'(x)", "f(x), g′(x)"),
            (r"90^\circ", "90°"),
            (r"3{,}5", "3,5"),
            (r"x \in \mathbf{R}", "x ∈ R"),
            (r"\hat x \vec v", "x\u{302}v\u{20d7}"),
            (r"x_{\text{max}}", "xₘₐₓ"),
            (r"a = b \quad \text{sonst}", "a = b sonst"),
        ] {
            assert_eq!(line(tex).as_deref(), Some(expected), "{tex}");
        }
    }

    #[test]
    fn what_has_more_than_one_line_is_none() {
        for tex in [
            r"\begin{pmatrix} a & b \end{pmatrix}",
            r"\binom{n}{k}",
            r"\overline{AB}",
            r"\underbrace{a}_b",
            r"\cancel{x}",
        ] {
            assert_eq!(line(tex), None, "{tex}");
        }
    }

    #[test]
    fn its_own_words_come_first_and_its_source_last() {
        let formula = |tex: &str, alt: Option<&str>| {
            let tex_span = Span::new(FileId(0), 0..0);
            Formula { tex: tex.to_owned(), tex_span, alt: alt.map(str::to_owned) }.words()
        };
        assert_eq!(formula("x^2", Some("x zum Quadrat")), "x zum Quadrat");
        assert_eq!(formula("x^2", None), "x²");
        assert_eq!(formula(r"\binom{n}  {k}", None), r"\binom{n} {k}");
        assert_eq!(formula(r"\fraq", None), r"\fraq");
    }
}
