//! Signs that documents take out of fonts of signs, where a letter stands for a sign: as the characters of Unicode.

/// The font `Symbol`, from 0x61 on for Greek: its code points as Unicode has them (Adobe's table `symbol.txt`, the common part).
const SYMBOL: [(u32, char); 110] = [
    (0x22, '∀'),
    (0x24, '∃'),
    (0x27, '∋'),
    (0x2A, '∗'),
    (0x2D, '−'),
    (0x40, '≅'),
    (0x41, 'Α'),
    (0x42, 'Β'),
    (0x43, 'Χ'),
    (0x44, 'Δ'),
    (0x45, 'Ε'),
    (0x46, 'Φ'),
    (0x47, 'Γ'),
    (0x48, 'Η'),
    (0x49, 'Ι'),
    (0x4A, 'ϑ'),
    (0x4B, 'Κ'),
    (0x4C, 'Λ'),
    (0x4D, 'Μ'),
    (0x4E, 'Ν'),
    (0x4F, 'Ο'),
    (0x50, 'Π'),
    (0x51, 'Θ'),
    (0x52, 'Ρ'),
    (0x53, 'Σ'),
    (0x54, 'Τ'),
    (0x55, 'Υ'),
    (0x56, 'ς'),
    (0x57, 'Ω'),
    (0x58, 'Ξ'),
    (0x59, 'Ψ'),
    (0x5A, 'Ζ'),
    (0x5C, '∴'),
    (0x5E, '⊥'),
    (0x61, 'α'),
    (0x62, 'β'),
    (0x63, 'χ'),
    (0x64, 'δ'),
    (0x65, 'ε'),
    (0x66, 'φ'),
    (0x67, 'γ'),
    (0x68, 'η'),
    (0x69, 'ι'),
    (0x6A, 'ϕ'),
    (0x6B, 'κ'),
    (0x6C, 'λ'),
    (0x6D, 'μ'),
    (0x6E, 'ν'),
    (0x6F, 'ο'),
    (0x70, 'π'),
    (0x71, 'θ'),
    (0x72, 'ρ'),
    (0x73, 'σ'),
    (0x74, 'τ'),
    (0x75, 'υ'),
    (0x76, 'ϖ'),
    (0x77, 'ω'),
    (0x78, 'ξ'),
    (0x79, 'ψ'),
    (0x7A, 'ζ'),
    (0x7E, '∼'),
    (0xA0, '€'),
    (0xA2, '′'),
    (0xA3, '≤'),
    (0xA4, '⁄'),
    (0xA5, '∞'),
    (0xA6, 'ƒ'),
    (0xA7, '♣'),
    (0xA8, '♦'),
    (0xA9, '♥'),
    (0xAA, '♠'),
    (0xAB, '↔'),
    (0xAC, '←'),
    (0xAD, '↑'),
    (0xAE, '→'),
    (0xAF, '↓'),
    (0xB0, '°'),
    (0xB1, '±'),
    (0xB2, '″'),
    (0xB3, '≥'),
    (0xB4, '×'),
    (0xB5, '∝'),
    (0xB6, '∂'),
    (0xB7, '•'),
    (0xB8, '÷'),
    (0xB9, '≠'),
    (0xBA, '≡'),
    (0xBB, '≈'),
    (0xBC, '…'),
    (0xC0, 'ℵ'),
    (0xC4, '⊗'),
    (0xC5, '⊕'),
    (0xC6, '∅'),
    (0xC7, '∩'),
    (0xC8, '∪'),
    (0xC9, '⊃'),
    (0xCA, '⊇'),
    (0xCC, '⊂'),
    (0xCD, '⊆'),
    (0xCE, '∈'),
    (0xCF, '∉'),
    (0xD0, '∠'),
    (0xD1, '∇'),
    (0xD5, '∏'),
    (0xD6, '√'),
    (0xD9, '∧'),
    (0xDA, '∨'),
    (0xDE, '⇒'),
    (0xE5, '∑'),
    (0xF2, '∫'),
];

/// The fonts `Wingdings`, the signs that texts use.
const WINGDINGS: [(u32, char); 34] = [
    (0x21, '✏'),
    (0x22, '✂'),
    (0x28, '☎'),
    (0x2A, '✉'),
    (0x45, '☜'),
    (0x46, '☞'),
    (0x4A, '☺'),
    (0x4C, '☹'),
    (0x54, '❄'),
    (0x58, '✠'),
    (0x6C, '●'),
    (0x6E, '■'),
    (0x6F, '□'),
    (0x71, '❑'),
    (0x73, '⬧'),
    (0x74, '⧫'),
    (0x75, '◆'),
    (0x76, '❖'),
    (0x77, '⬥'),
    (0x7B, '❀'),
    (0x9E, '·'),
    (0x9F, '•'),
    (0xA7, '▪'),
    (0xA8, '◻'),
    (0xAB, '★'),
    (0xD8, '➢'),
    (0xDF, '←'),
    (0xE0, '→'),
    (0xE1, '↑'),
    (0xE2, '↓'),
    (0xFB, '✗'),
    (0xFC, '✓'),
    (0xFD, '☒'),
    (0xFE, '☑'),
];

/// The character that a sign of a font of signs stands for; `None`: another font, or a sign that is not known.
pub(in crate::import::read) fn symbol(font: &str, code: u32) -> Option<char> {
    let code = if (0xF000..=0xF0FF).contains(&code) { code - 0xF000 } else { code };
    let table: &[(u32, char)] = match font {
        "Symbol" | "Standard Symbols PS" | "OpenSymbol" => &SYMBOL,
        "Wingdings" => &WINGDINGS,
        _ => return None,
    };
    let known = table.iter().find(|(own, _)| *own == code).map(|(_, sign)| *sign);
    // Digits and marks of `Symbol` are those of every font.
    let same =
        || char::from_u32(code).filter(|c| c.is_ascii() && !c.is_ascii_alphabetic() && *c >= ' ');
    known.or_else(|| same().filter(|_| font != "Wingdings"))
}

#[cfg(test)]
mod tests {
    use super::symbol;

    #[test]
    fn signs_of_fonts_become_characters() {
        assert_eq!(symbol("Symbol", 0xF061), Some('α'));
        assert_eq!(symbol("Symbol", 0x61), Some('α'));
        assert_eq!(symbol("Symbol", 0xF031), Some('1'));
        assert_eq!(symbol("Wingdings", 0xF0FC), Some('✓'));
        assert_eq!(symbol("Wingdings", 0xF0C3), None);
        assert_eq!(symbol("Arial", 0x61), None);
    }
}
