//! What Office Math says, and the TeX that says the same.

use super::tex;

fn of(inside: &str) -> Option<String> {
    let text = format!("<m:oMath xmlns:m=\"m\">{inside}</m:oMath>");
    let document = roxmltree::Document::parse(&text).expect("it is XML");
    tex(document.root_element(), true)
}

fn r(text: &str) -> String {
    format!("<m:r><m:t>{text}</m:t></m:r>")
}

#[test]
fn usual_constructs_are_said_in_tex() {
    let (a, b, n) = (r("a"), r("b"), r("n"));
    let e = |inside: &str| format!("<m:e>{inside}</m:e>");
    let cases = [
        (format!("<m:f><m:num>{a}</m:num><m:den>{b}</m:den></m:f>"), "\\frac{a}{b}"),
        (format!("<m:sSup>{}<m:sup>{n}</m:sup></m:sSup>", e(&a)), "a^{n}"),
        (
            format!("<m:sSubSup>{}<m:sub>{b}</m:sub><m:sup>{n}</m:sup></m:sSubSup>", e(&a)),
            "a_{b}^{n}",
        ),
        (
            format!("<m:rad><m:radPr><m:degHide m:val=\"1\"/></m:radPr><m:deg/>{}</m:rad>", e(&a)),
            "\\sqrt{a}",
        ),
        (format!("<m:rad><m:deg>{n}</m:deg>{}</m:rad>", e(&a)), "\\sqrt[n]{a}"),
        (
            format!(
                "<m:nary><m:naryPr><m:chr m:val=\"∑\"/></m:naryPr><m:sub>{}</m:sub><m:sup>{n}</m:sup>{}</m:nary>",
                r("i=1"),
                e(&a)
            ),
            "\\sum_{i=1}^{n} a",
        ),
        (format!("<m:d>{}</m:d>", e(&r("a+b"))), "\\left( a+b\\right)"),
        (
            format!(
                "<m:d><m:dPr><m:begChr m:val=\"{{\"/><m:endChr m:val=\"\"/></m:dPr>{}</m:d>",
                e(&a)
            ),
            "\\left\\{ a\\right.",
        ),
        (
            format!("<m:m><m:mr>{}{}</m:mr><m:mr>{}{}</m:mr></m:m>", e(&a), e(&b), e(&b), e(&a)),
            "\\begin{matrix}a&b\\\\b&a\\end{matrix}",
        ),
        (
            format!("<m:acc><m:accPr><m:chr m:val=\"\u{303}\"/></m:accPr>{}</m:acc>", e(&a)),
            "\\tilde{a}",
        ),
        (
            format!("<m:bar><m:barPr><m:pos m:val=\"top\"/></m:barPr>{}</m:bar>", e(&a)),
            "\\overline{a}",
        ),
        (
            format!(
                "<m:func><m:fName><m:r><m:rPr><m:sty m:val=\"p\"/></m:rPr><m:t>sin</m:t></m:r></m:fName>{}</m:func>",
                e(&a)
            ),
            "\\sin {a}",
        ),
        (
            format!(
                "<m:limLow><m:e><m:r><m:rPr><m:sty m:val=\"p\"/></m:rPr><m:t>lim</m:t></m:r></m:e><m:lim>{}</m:lim></m:limLow>",
                r("n→∞")
            ),
            "\\lim_{n→∞}",
        ),
        (
            format!("<m:eqArr>{}{}</m:eqArr>", e(&r("a&amp;=b")), e(&r("b&amp;=a"))),
            "\\begin{aligned}a&=b\\\\b&=a\\end{aligned}",
        ),
        (r("α≤β"), "α≤β"),
    ];
    for (omml, expected) in cases {
        assert_eq!(of(&omml).as_deref(), Some(expected), "{omml}");
    }
}

#[test]
fn what_tex_does_not_say_is_none() {
    assert_eq!(of("<m:borderBox><m:e><m:r><m:t>a</m:t></m:r></m:e></m:borderBox>"), None);
    assert_eq!(of(""), None);
}
