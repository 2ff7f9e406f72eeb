//! What the trees of the reports have beyond HTML: short numbers.

pub(super) use crate::xml::{Element, Syntax};

impl Element {
    /// With that length, in steps of a hundredth.
    pub(super) fn length(self, name: &'static str, value: f64) -> Self {
        self.attr(name, number(value))
    }
}

/// `12.5`: at most two decimals, and none that say nothing.
pub(super) fn number(value: f64) -> String {
    let value = if value.is_finite() { value } else { 0.0 };
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        let all = [12.5, 3.0, -0.001, f64::NAN, 0.126].map(number);
        assert_eq!(all, ["12.5", "3", "0", "0", "0.13"]);
    }
}
