//! Numbers as programs set them before headings.

use crate::language::numerals;

/// `IV`; up to 3,999.
pub(in crate::import::read) fn roman(value: u64) -> String {
    numerals::roman(value.min(3999))
}

/// `A` … `Z`, `AA`, `BB`, as office programs count.
pub(in crate::import::read) fn letters(value: u64) -> String {
    let value = value.clamp(1, 26 * 20) - 1;
    let letter = char::from(b'A' + u8::try_from(value % 26).unwrap_or(0));
    std::iter::repeat_n(letter, usize::try_from(value / 26).unwrap_or(0) + 1).collect()
}

#[cfg(test)]
mod tests {
    use super::{letters, roman};

    #[test]
    fn numbers_are_said_as_office_programs_say_them() {
        assert_eq!((letters(1), letters(26), letters(27)), ("A".into(), "Z".into(), "AA".into()));
        assert_eq!((roman(4), roman(1999)), ("IV".to_owned(), "MCMXCIX".to_owned()));
    }
}
