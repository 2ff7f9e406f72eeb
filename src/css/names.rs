//! Names in style sheets: read and written.

use std::collections::BTreeSet;

use cssparser::{Parser, Token};

/// The names of elements, classes and ids that stand in selectors, with `*` where one means all elements.
/// What a selector does not name it cannot mean, unless it has `*`.
pub(crate) fn names(selectors: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    gather(&mut Parser::new(selectors), &mut names, 0);
    names
}

/// Brackets in each other in a selector that are looked into.
const DEEPEST: usize = 32;

fn gather(input: &mut Parser<'_>, names: &mut BTreeSet<String>, depth: usize) {
    while let Ok(token) = input.next().cloned() {
        match token {
            Token::Ident(name) | Token::IDHash(name) | Token::Hash(name) => {
                names.insert(name.to_string());
            }
            Token::Delim('*') => {
                names.insert("*".to_owned());
            }
            // What stands too deep may mean anything.
            Token::Function(_) | Token::ParenthesisBlock if depth == DEEPEST => {
                names.insert("*".to_owned());
            }
            Token::Function(_) | Token::ParenthesisBlock => {
                // Nothing fails in there, and what is left is passed over.
                let _ =
                    input.parse_nested_block(|input| -> Result<(), cssparser::ParseError<()>> {
                        gather(input, names, depth + 1);
                        Ok(())
                    });
            }
            // An attribute can be any element's.
            Token::SquareBracketBlock => {
                names.insert("*".to_owned());
            }
            _ => {}
        }
    }
}

/// A name as a string of CSS (CSS Syntax 3, section 4.3.5).
pub(crate) fn quoted(name: &str) -> String {
    let mut out = String::from("\"");
    for c in name.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            _ if c.is_control() => {}
            _ => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::{names, quoted};

    #[test]
    fn a_selector_means_what_it_names() {
        let shown = |selectors| names(selectors).into_iter().collect::<Vec<_>>().join(" ");
        assert_eq!(shown("path.a:hover > #b, rect"), "a b hover path rect");
        assert_eq!(shown(":not(.c) + g"), "c g");
        assert_eq!(shown("[fill=red]"), "*");
        assert_eq!(shown(&format!("{}a", ":is(".repeat(1000))), "*");
    }

    #[test]
    fn names_of_families_are_strings() {
        assert_eq!(quoted("Libertinus Serif"), "\"Libertinus Serif\"");
        assert_eq!(quoted("a\"b\\c\nd"), "\"a\\\"b\\\\cd\"");
    }
}
