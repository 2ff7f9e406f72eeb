//! What is looked for in the TeX itself, before it is read: bounds, and what would be dropped or set otherwise
//! than it says.

use std::ops::Range;

use super::Fault;

/// Most bytes of a formula: some forty lines.
const LONGEST: usize = 4_096;

/// Deepest nesting of groups, environments and pairs of brackets that grow. Those who read and set a formula call
/// themselves for each level.
const DEEPEST: usize = 24;

/// Most commands that follow one another without anything between them: each can be the argument of the one before.
const MOST_IN_A_ROW: usize = 40;

/// Environments that number their lines: a number stands for something only where it can be referred to.
const NUMBERED: [(&str, &str); 4] = [
    ("align", "write `align*`, which has no numbers"),
    ("gather", "write `gather*`, which has no numbers"),
    ("equation", "take the environment out: a formula in `$$` stands on a line of its own"),
    ("multline", "write `aligned`, which has no numbers"),
];

/// Commands that mean something in a paper alone, or stand in the way of one look for all.
const REFUSED: [(&str, &str); 8] = [
    ("label", "give the formula an id behind it: `{#name}`"),
    ("eqref", "write a link in the text around the formula"),
    ("tag", "write the number in the text before the formula"),
    ("notag", "take it out: lines of formulas are not numbered"),
    ("nonumber", "take it out: lines of formulas are not numbered"),
    ("color", "take it out: books are set in black"),
    ("slashed", "write the letter without it, and say in the text what it means"),
    ("cramped", "take it out: the typesetter knows where exponents stand lower"),
];

/// Whether the TeX is within bounds and says nothing that would be lost.
pub(super) fn check(tex: &str) -> Result<(), Fault> {
    if tex.trim().is_empty() {
        return Err(fault(0..tex.len(), "the formula is empty", "write it, or take the signs out"));
    }
    if tex.len() > LONGEST {
        return Err(fault(
            0..0,
            format!("the formula has {} bytes, {LONGEST} can be set", tex.len()),
            "part it into several",
        ));
    }
    let mut depth = 0usize;
    let mut tables = 0usize;
    let mut row = 0;
    let mut at = 0;
    while let Some(c) = tex[at..].chars().next() {
        let end = at + c.len_utf8();
        match c {
            '\\' => {
                let name = command(&tex[end..]);
                let whole = at..end + name.len();
                row += 1;
                match name {
                    "begin" => {
                        let environment = argument(&tex[whole.end..]);
                        environment_is_known(&environment, &whole, tex)?;
                        depth += 1;
                        tables += 1;
                    }
                    "end" => {
                        depth = depth.saturating_sub(1);
                        tables = tables.saturating_sub(1);
                    }
                    "left" => depth += 1,
                    "right" => depth = depth.saturating_sub(1),
                    "\\" | "newline" if tables == 0 => {
                        let hint = "put lines between `\\begin{aligned}` and `\\end{aligned}`";
                        return Err(fault(whole, "a line ends outside of an environment", hint));
                    }
                    _ => {
                        if let Some((_, hint)) = REFUSED.iter().find(|(known, _)| *known == name) {
                            let message = format!("`\\{name}` has no meaning here");
                            return Err(fault(whole, message, *hint));
                        }
                    }
                }
                at = whole.end;
                bound(depth, row, at, tex)?;
                continue;
            }
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            '%' => {
                let hint = "write `\\%` for the sign; take comments out of formulas";
                return Err(fault(at..end, "`%` hides the rest of the formula", hint));
            }
            '$' => {
                let hint = "write `\\$` for the sign; what stands in `\\text` is words alone";
                return Err(fault(at..end, "`$` cannot stand in a formula", hint));
            }
            _ => {}
        }
        if !c.is_whitespace() && !matches!(c, '{' | '^' | '_') {
            row = 0;
        }
        at = end;
        bound(depth, row, at, tex)?;
    }
    Ok(())
}

fn environment_is_known(name: &str, whole: &Range<usize>, tex: &str) -> Result<(), Fault> {
    let numbered = NUMBERED.iter().find(|(known, _)| *known == name);
    numbered.map_or(Ok(()), |(name, hint)| {
        let end = tex[whole.end..].find('}').map_or(whole.end, |close| whole.end + close + 1);
        Err(fault(whole.start..end, format!("`{name}` numbers its lines"), *hint))
    })
}

fn bound(depth: usize, row: usize, at: usize, tex: &str) -> Result<(), Fault> {
    if depth <= DEEPEST && row <= MOST_IN_A_ROW {
        return Ok(());
    }
    let start = tex.floor_char_boundary(at.saturating_sub(1));
    Err(fault(
        start..at,
        "the formula is nested deeper than it can be set",
        "give a part of it a name of its own, and set that in a formula before",
    ))
}

/// The name of a command behind its backslash: letters, or one sign.
fn command(rest: &str) -> &str {
    let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    match letters {
        0 => &rest[..rest.chars().next().map_or(0, char::len_utf8)],
        letters => &rest[..letters],
    }
}

/// What stands in the braces that follow.
fn argument(rest: &str) -> String {
    let inside = rest.trim_start().strip_prefix('{').unwrap_or_default();
    inside.split('}').next().unwrap_or_default().trim().to_owned()
}

fn fault(range: Range<usize>, message: impl Into<String>, hint: impl Into<String>) -> Fault {
    Fault { range, message: message.into(), hint: hint.into() }
}
