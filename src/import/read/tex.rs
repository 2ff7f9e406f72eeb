//! What TeX calls accents, braces and functions, for all readers of formulas.

/// Functions that are set upright.
const FUNCTIONS: [&str; 32] = [
    "arccos", "arcsin", "arctan", "arg", "cos", "cosh", "cot", "coth", "csc", "deg", "det", "dim",
    "exp", "gcd", "hom", "inf", "ker", "lg", "lim", "liminf", "limsup", "ln", "log", "max", "min",
    "Pr", "sec", "sin", "sinh", "sup", "tan", "tanh",
];

/// Signs above: over one letter, over more.
const ABOVE: [(&[&str], &str, &str); 12] = [
    (&["\u{304}", "\u{305}", "\u{332}", "¯", "‾", "―", "_", "ˉ"], "bar", "overline"),
    (&["\u{302}", "^", "ˆ"], "hat", "widehat"),
    (&["\u{303}", "~", "˜", "∼"], "tilde", "widetilde"),
    (&["\u{20D7}", "→"], "vec", "overrightarrow"),
    (&["\u{307}", "˙", "."], "dot", "dot"),
    (&["\u{308}", "¨"], "ddot", "ddot"),
    (&["\u{30A}", "˚"], "mathring", "mathring"),
    (&["\u{30C}", "ˇ"], "check", "check"),
    (&["\u{306}", "˘"], "breve", "breve"),
    (&["\u{301}", "´"], "acute", "acute"),
    (&["\u{300}", "`"], "grave", "grave"),
    (&["⏞", "︷"], "overbrace", "overbrace"),
];

/// Whether a name is that of a function that TeX knows.
pub(super) fn is_function(name: &str) -> bool {
    FUNCTIONS.contains(&name)
}

/// What a sign above makes of what it stands over; `wide`: over more than one letter.
pub(super) fn above(sign: &str, wide: bool) -> Option<&'static str> {
    let (_, one, more) = ABOVE.iter().find(|(signs, ..)| signs.contains(&sign))?;
    Some(if wide { more } else { one })
}

/// What a sign below makes of what it stands under; the low line that joins stands there wherever it is said to be.
pub(super) fn below(sign: &str) -> Option<&'static str> {
    Some(match sign {
        "\u{332}" | "_" | "¯" | "‾" | "―" => "underline",
        "⏟" | "︸" => "underbrace",
        _ => return None,
    })
}
