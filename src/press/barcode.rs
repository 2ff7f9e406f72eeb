//! The bar code of a book.

use barcoders::sym::ean13::EAN13;

/// The 95 modules of an EAN-13 (ISO/IEC 15420), `true` where there is a bar; `None` if the text is
/// not of thirteen digits with the right check digit.
#[must_use]
pub fn ean13(isbn: &str) -> Option<Vec<bool>> {
    if isbn.len() != 13 {
        return None;
    }
    let code = EAN13::new(isbn).ok()?;
    Some(code.encode().into_iter().map(|module| module == 1).collect())
}

#[cfg(test)]
mod tests {
    use super::ean13;

    #[test]
    fn guards_stand_at_both_ends_and_in_the_middle() {
        let modules = ean13("9783161484100").expect("a code");
        assert_eq!(modules.len(), 95);
        let shown: String = modules.iter().map(|bar| if *bar { '1' } else { '0' }).collect();
        assert!(shown.starts_with("101") && shown.ends_with("101"));
        assert_eq!(&shown[45..50], "01010");
        assert_eq!(ean13("9783161484101"), None, "the check digit is wrong");
        assert_eq!(ean13("978316148410"), None, "a digit is missing");
        assert_eq!(ean13("97831614841OO"), None, "letters are no digits");
    }
}
