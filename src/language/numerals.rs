//! Numbers as letters.

/// A Roman number in capitals; it grows with the number, so that those who take any number bound it.
#[must_use]
pub fn roman(mut number: u64) -> String {
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
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while number >= value {
            out.push_str(sign);
            number -= value;
        }
    }
    out
}

/// a b … z aa ab …, from 1.
#[must_use]
pub fn alphabetic(mut number: u64) -> String {
    let mut letters = Vec::new();
    while number > 0 {
        number -= 1;
        letters.push(char::from(b'a' + (number % 26) as u8));
        number /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::{alphabetic, roman};

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!([1, 3, 26, 27, 53].map(alphabetic), ["a", "c", "z", "aa", "ba"]);
    }

    #[test]
    fn roman_numbers_take_away_what_stands_before() {
        assert_eq!([4, 14, 399, 1999].map(roman), ["IV", "XIV", "CCCXCIX", "MCMXCIX"]);
    }
}
