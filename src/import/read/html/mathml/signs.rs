//! The signs of formulas by the names that TeX has for them.

/// Names of signs that keyboards lack.
const NAMED: [(&str, &str); 109] = [
    ("α", "alpha"),
    ("β", "beta"),
    ("γ", "gamma"),
    ("δ", "delta"),
    ("ϵ", "epsilon"),
    ("ε", "varepsilon"),
    ("ζ", "zeta"),
    ("η", "eta"),
    ("θ", "theta"),
    ("ϑ", "vartheta"),
    ("ι", "iota"),
    ("κ", "kappa"),
    ("λ", "lambda"),
    ("μ", "mu"),
    ("ν", "nu"),
    ("ξ", "xi"),
    ("π", "pi"),
    ("ϖ", "varpi"),
    ("ρ", "rho"),
    ("ϱ", "varrho"),
    ("σ", "sigma"),
    ("ς", "varsigma"),
    ("τ", "tau"),
    ("υ", "upsilon"),
    ("ϕ", "phi"),
    ("φ", "varphi"),
    ("χ", "chi"),
    ("ψ", "psi"),
    ("ω", "omega"),
    ("Γ", "Gamma"),
    ("Δ", "Delta"),
    ("Θ", "Theta"),
    ("Λ", "Lambda"),
    ("Ξ", "Xi"),
    ("Π", "Pi"),
    ("Σ", "Sigma"),
    ("Υ", "Upsilon"),
    ("Φ", "Phi"),
    ("Ψ", "Psi"),
    ("Ω", "Omega"),
    ("∑", "sum"),
    ("∏", "prod"),
    ("∐", "coprod"),
    ("∫", "int"),
    ("∬", "iint"),
    ("∭", "iiint"),
    ("∮", "oint"),
    ("⋃", "bigcup"),
    ("⋂", "bigcap"),
    ("⨁", "bigoplus"),
    ("⨂", "bigotimes"),
    ("⋀", "bigwedge"),
    ("⋁", "bigvee"),
    ("≤", "le"),
    ("≥", "ge"),
    ("≠", "ne"),
    ("≪", "ll"),
    ("≫", "gg"),
    ("≈", "approx"),
    ("≡", "equiv"),
    ("∼", "sim"),
    ("≃", "simeq"),
    ("≅", "cong"),
    ("∝", "propto"),
    ("±", "pm"),
    ("∓", "mp"),
    ("×", "times"),
    ("÷", "div"),
    ("·", "cdot"),
    ("⋅", "cdot"),
    ("∗", "ast"),
    ("∘", "circ"),
    ("⊕", "oplus"),
    ("⊗", "otimes"),
    ("∞", "infty"),
    ("∂", "partial"),
    ("∇", "nabla"),
    ("∈", "in"),
    ("∉", "notin"),
    ("∋", "ni"),
    ("⊂", "subset"),
    ("⊃", "supset"),
    ("⊆", "subseteq"),
    ("⊇", "supseteq"),
    ("∪", "cup"),
    ("∩", "cap"),
    ("∅", "emptyset"),
    ("∖", "setminus"),
    ("∀", "forall"),
    ("∃", "exists"),
    ("¬", "neg"),
    ("∧", "land"),
    ("∨", "lor"),
    ("⊢", "vdash"),
    ("⊥", "perp"),
    ("∥", "parallel"),
    ("∣", "mid"),
    ("→", "to"),
    ("←", "leftarrow"),
    ("↔", "leftrightarrow"),
    ("↦", "mapsto"),
    ("⇒", "Rightarrow"),
    ("⇐", "Leftarrow"),
    ("⇔", "Leftrightarrow"),
    ("…", "dots"),
    ("⋯", "cdots"),
    ("⋮", "vdots"),
    ("⋱", "ddots"),
    ("ℵ", "aleph"),
];

/// Alphabets of formulas: where each begins, and the command for it. Fifty-two letters follow.
const ALPHABETS: [(u32, &str); 10] = [
    (0x1D400, "mathbf"),
    (0x1D434, ""),
    (0x1D468, "boldsymbol"),
    (0x1D49C, "mathcal"),
    (0x1D504, "mathfrak"),
    (0x1D538, "mathbb"),
    (0x1D5A0, "mathsf"),
    (0x1D608, "mathsf"),
    (0x1D670, "mathtt"),
    (0x1D5D4, "mathsf"),
];

/// Letters of those alphabets that had a place before.
const OTHERS: [(char, &str, char); 24] = [
    ('ℎ', "", 'h'),
    ('ℬ', "mathcal", 'B'),
    ('ℰ', "mathcal", 'E'),
    ('ℱ', "mathcal", 'F'),
    ('ℋ', "mathcal", 'H'),
    ('ℐ', "mathcal", 'I'),
    ('ℒ', "mathcal", 'L'),
    ('ℳ', "mathcal", 'M'),
    ('ℛ', "mathcal", 'R'),
    ('ℯ', "mathcal", 'e'),
    ('ℊ', "mathcal", 'g'),
    ('ℴ', "mathcal", 'o'),
    ('ℭ', "mathfrak", 'C'),
    ('ℌ', "mathfrak", 'H'),
    ('ℑ', "mathfrak", 'I'),
    ('ℜ', "mathfrak", 'R'),
    ('ℨ', "mathfrak", 'Z'),
    ('ℂ', "mathbb", 'C'),
    ('ℍ', "mathbb", 'H'),
    ('ℕ', "mathbb", 'N'),
    ('ℙ', "mathbb", 'P'),
    ('ℚ', "mathbb", 'Q'),
    ('ℝ', "mathbb", 'R'),
    ('ℤ', "mathbb", 'Z'),
];

/// Greek letters of formulas: where each alphabet begins, and the command for it. Fifty-eight signs follow.
const GREEK: [(u32, &str); 3] = [(0x1D6A8, "mathbf"), (0x1D6E2, ""), (0x1D71C, "boldsymbol")];

/// Their order.
const GREEK_ORDER: &str = "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡϴΣΤΥΦΧΨΩ∇αβγδεζηθικλμνξοπρςστυφχψω∂ϵϑϰϕϱϖ";

/// The name of a sign, if it has one.
pub(super) fn named(sign: &str) -> Option<&'static str> {
    NAMED.iter().find(|(own, _)| *own == sign).map(|(_, name)| *name)
}

/// A letter of an alphabet of formulas: the command for the alphabet, empty for the common one, and the letter.
pub(super) fn of_alphabet(letter: char) -> Option<(&'static str, char)> {
    if let Some((_, command, plain)) = OTHERS.iter().find(|(own, ..)| *own == letter) {
        return Some((command, *plain));
    }
    let code = u32::from(letter);
    let within = |start: u32, count: u32| (start..start + count).contains(&code);
    let latin =
        ALPHABETS.iter().find(|(start, _)| within(*start, 52)).and_then(|(start, command)| {
            let at = code - start;
            let base = if at < 26 { u32::from('A') + at } else { u32::from('a') + at - 26 };
            Some((*command, char::from_u32(base)?))
        });
    latin
        .or_else(|| {
            let (start, command) = GREEK.iter().find(|(start, _)| within(*start, 58))?;
            Some((*command, GREEK_ORDER.chars().nth((code - start) as usize)?))
        })
        .or_else(|| {
            let digit =
                within(0x1D7CE, 10).then(|| char::from_u32(code - 0x1D7CE + u32::from('0')));
            Some(("mathbf", digit??))
        })
}

/// The command for the look that an attribute names.
pub(super) fn of_variant(variant: &str) -> Option<&'static str> {
    Some(match variant {
        "bold" => "mathbf",
        "bold-italic" => "boldsymbol",
        "script" | "bold-script" => "mathcal",
        "fraktur" | "bold-fraktur" => "mathfrak",
        "double-struck" => "mathbb",
        "sans-serif" | "bold-sans-serif" => "mathsf",
        "monospace" => "mathtt",
        "normal" => "mathrm",
        _ => return None,
    })
}
