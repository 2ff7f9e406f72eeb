//! Which quotation marks a German text uses.

/// Whether most of its quotations stand in »…«.
pub(super) fn are_inward(text: &str) -> bool {
    let opened = |mark: char| {
        let behind = text.chars().zip(text.chars().skip(1));
        behind.filter(|(c, next)| *c == mark && next.is_alphanumeric()).count()
    };
    opened('»') > opened('„') + opened('«')
}

#[cfg(test)]
mod tests {
    use super::are_inward;

    #[test]
    fn marks_before_words_decide() {
        assert!(are_inward("Er sagte: »Ja«, sie »nein«, und der Dritte „vielleicht“."));
        assert!(!are_inward("Er sagte: „Ja“, sie »nein«, und der Dritte „vielleicht“."));
        assert!(!are_inward("Er sagte: «Ja», sie «nein»."));
        assert!(!are_inward("Er schwieg."));
    }
}
