//! TeX that formulas become, and what is none.

use html5ever::ns;

use crate::formula;
use crate::import::read::html::parse;
use crate::import::read::html::tree::Tree;
use crate::source::FileId;
use crate::xml::Syntax;

/// The TeX of MathML.
fn again(math: &str) -> Option<String> {
    let page = format!("<p>{math}</p>");
    let (tree, root) = parse::html(&page, FileId(0), Tree::default()).expect("a page");
    let math = tree.descend(root).find(|id| tree.is(*id, &ns!(mathml), "math"))?;
    super::tex(&tree, math)
}

#[test]
fn formulas_become_tex_that_says_the_same() {
    let formulas = [
        "x^2 + y_1 = z_{12}",
        r"\frac{n(n+1)}{2}",
        r"\sum_{i=1}^n i",
        r"\int_0^\infty e^{-x^2}\,dx = \frac{\sqrt{\pi}}{2}",
        r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}",
        r"f(x)=\begin{cases} 1 & x>0 \\ 0 & \text{sonst} \end{cases}",
        r"\binom{n}{k} \quad \sqrt[3]{x}",
        r"\left( \frac{a}{b} \right)^2",
        r"\overline{AB} \quad \hat x \quad \widehat{abc} \quad \vec{v}",
        r"\underbrace{a+b}_{n}",
        r"A \xrightarrow{f} B \quad \cancel{x}",
        r"\mathbf{v}\, \mathcal{L}\, \mathfrak{g}\, \mathrm{d}x\, \Gamma \alpha \Omega",
        r"x \in \mathbb{R}, \emptyset \neq A",
        r"f'(x) = 2x, 3{,}14",
        r"\lim_{n \to \infty} \left( 1 + \frac{1}{n} \right)^n = e",
        r"\begin{aligned} (a+b)^2 &= (a+b)(a+b) \\ &= a^2 + b^2 \end{aligned}",
        r"90^\circ \le \aleph_0",
    ];
    let shown = |tex: &str| {
        let tree =
            formula::read(tex, true).unwrap_or_else(|fault| panic!("{tex}: {}", fault.message));
        tree.fragment(Syntax::Svg)
    };
    let mut wrong = Vec::new();
    for tex in formulas {
        let before = shown(tex);
        let made = again(&before);
        let after = made.as_deref().map(shown);
        if after.as_ref() != Some(&before) {
            wrong.push(format!("{tex}\n{made:?}\n{before}\n{}", after.unwrap_or_default()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn what_is_not_known_is_no_tex() {
    assert_eq!(again("<math><mrow><mi>a</mi><mglyph/></mrow></math>"), None);
    let fenced = "<math><mfenced><mi>a</mi><mi>b</mi></mfenced></math>";
    assert_eq!(again(fenced).as_deref(), Some(r"\left(a,b\right)"));
    let before = "<math><mmultiscripts><mi>X</mi><mn>1</mn><none/><mprescripts/><mn>2</mn><none/></mmultiscripts></math>";
    assert_eq!(again(before).as_deref(), Some("{}_2X_1"));
}
