//! Numbers as programs set them before headings.

/// `IV`; up to 3,999.
pub(in crate::import::read) fn roman(value: u64) -> String {
    const SIGNS: [(u64, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut left = value.min(3999);
    let mut out = String::new();
    for (worth, sign) in SIGNS {
        while left >= worth {
            out.push_str(sign);
            left -= worth;
        }
    }
    out
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
