//! What is read, what is refused, and that nothing breaks.

use super::{Tree, read};
use crate::xml::Syntax;

fn shown(tex: &str) -> String {
    let tree = read(tex, false).expect("the formula is read");
    tree.children
        .iter()
        .map(|child| match child {
            crate::xml::Node::Element(element) => element.fragment(Syntax::Svg),
            crate::xml::Node::Text(text) => text.clone(),
        })
        .collect()
}

fn refused(tex: &str) -> (String, String) {
    let fault = read(tex, true).expect_err("the formula is refused");
    (tex[fault.range].to_owned(), fault.message)
}

#[test]
fn a_formula_becomes_mathml() {
    for (tex, expected) in [
        ("x^2", "<msup><mi>x</mi><mn>2</mn></msup>"),
        (r"\frac12", "<mfrac><mn>1</mn><mn>2</mn></mfrac>"),
        (r"\mathcal{L}", "<mi>ℒ</mi>"),
        (r"a \dots b", "<mi>a</mi><mo lspace=\"0\" rspace=\"0\">…</mo><mi>b</mi>"),
        (r"\bmod", "<mspace width=\"0.22222222em\"/><mi>mod</mi><mspace width=\"0.22222222em\"/>"),
        (r"\displaystyle x", "<mstyle displaystyle=\"true\" scriptlevel=\"0\"><mi>x</mi></mstyle>"),
        (
            r"\text{wenn \textbf{ja}}",
            "<mrow><mtext>wenn\u{a0}</mtext><mtext mathvariant=\"bold\">ja</mtext></mrow>",
        ),
    ] {
        assert_eq!(shown(tex), expected, "{tex}");
    }
}

#[test]
fn lines_below_one_another_are_a_table_without_margins() {
    let tree = read(r"\begin{align*} a &= b \\ &= c \end{align*}", true).expect("it is read");
    let mut sides = Vec::new();
    tree.walk(&mut |element: &Tree| {
        if element.name == "mtd" {
            sides.push(element.value("columnalign").unwrap_or_default().to_owned());
        }
    });
    assert_eq!(sides, ["right", "left", "right", "left"]);
}

#[test]
fn what_cannot_be_read_is_told_at_its_place() {
    for (tex, place, message) in [
        ("", "", "the formula is empty"),
        (r"a + \fraq{1}{2}", r"\fraq", "unknown command `\\fraq`"),
        ("{a", "", "expected closing token `}`, but reached end of input"),
        ("a_b_c", "_", "duplicate subscript or superscript"),
        (r"a \\ b", r"\\", "a line ends outside of an environment"),
        ("a % b", "%", "`%` hides the rest of the formula"),
        (r"\text{$x$}", "$", "`$` cannot stand in a formula"),
        (r"\begin{align} a \end{align}", r"\begin{align}", "`align` numbers its lines"),
        (r"a \tag{1}", r"\tag", "`\\tag` has no meaning here"),
        (r"\color{red} x", r"\color", "`\\color` has no meaning here"),
        (r"\def\a{b}\a", r"\def", "unknown command `\\def`"),
        (r"\newcommand{\a}{b}", r"\newcommand", "unknown command `\\newcommand`"),
        (r"\input{/etc/passwd}", r"\input", "unknown command `\\input`"),
        (r"\write18{ls}", r"\write", "unknown command `\\write`"),
    ] {
        assert_eq!(refused(tex), (place.to_owned(), message.to_owned()), "{tex}");
    }
}

#[test]
fn what_the_outputs_would_show_otherwise_is_refused() {
    for tex in [
        r"\vphantom{x}",
        r"\begin{array}{|c|} a \end{array}",
        r"\begin{array}{c:c} a & b \end{array}",
        r"\genfrac{(}{)}{3pt}{0}{a}{b}",
        r"\text{\textsc{abc}}",
    ] {
        refused(tex);
    }
}

#[test]
fn length_and_depth_are_bounded() {
    let deep = |depth: usize| format!("{}x{}", "{".repeat(depth), "}".repeat(depth));
    assert!(read(&deep(24), true).is_ok());
    for tex in [
        deep(25),
        deep(100_000),
        r"\sqrt".repeat(10_000) + " x",
        r"\left(".repeat(5_000),
        r"\begin{matrix}".repeat(2_000),
        r"\displaystyle x ".repeat(200),
        "x".repeat(5_000),
        "x^".repeat(2_000),
    ] {
        let fault = read(&tex, true).err();
        assert!(fault.is_some() || tex.len() < 4_096, "{}", &tex[..20]);
    }
}

/// Whatever is written, it is read or refused, and a fault is at a place of the formula.
#[test]
fn no_formula_breaks_the_reader() {
    let signs = [
        "{",
        "}",
        "^",
        "_",
        "&",
        "\\\\",
        "a",
        "1",
        "2,3",
        "(",
        "]",
        "|",
        " ",
        "'",
        "\\left",
        "\\right",
        ".",
        "\\frac",
        "\\sqrt",
        "\\text{",
        "ä",
        "\u{300}",
        "\\",
        "~",
        "#1",
        "\\begin{matrix}",
        "\\end{matrix}",
        "\\begin{array}{c|c}",
        "\\end{array}",
        "\\hline",
        "\\limits",
        "\\sum",
        "\\not",
        "\\overset",
        "\\big",
        "\\hspace{1em}",
        "\\operatorname{",
        "\\genfrac",
        "{0pt}",
        "\\begin{cases}",
        "\\end{cases}",
        "\\mathbb",
        "\\over",
        "\\middle",
        "\u{1d4d0}",
        "\\xrightarrow",
    ];
    let mut seed = 0x2545_f491_4f6c_dd1du64;
    let mut next = |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % below as u64) as usize
    };
    let mut read_ones = 0;
    for round in 0..4_000 {
        let length = 1 + next(12);
        let tex: String = (0..length).map(|_| signs[next(signs.len())]).collect();
        match read(&tex, round % 2 == 0) {
            Ok(_) => read_ones += 1,
            Err(fault) => assert!(tex.get(fault.range.clone()).is_some(), "{tex}: {fault:?}"),
        }
    }
    assert!(read_ones > 100, "{read_ones}");
}
