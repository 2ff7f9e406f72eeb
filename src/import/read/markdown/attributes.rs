//! Attributes in braces, as Pandoc has them: `{#id .class key="value" -}`.

/// What stands in braces.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Attributes {
    /// `#id`
    pub(super) id: Option<String>,
    /// `.class`, and the name of a computer language.
    pub(super) classes: Vec<String>,
    /// `key=value`
    pub(super) pairs: Vec<(String, String)>,
}

/// Longest text in braces that is taken for attributes, in bytes.
const LONGEST: usize = 1000;

impl Attributes {
    /// The attributes in braces with which a text begins, and where it goes on behind them.
    pub(super) fn read(text: &str) -> Option<(Self, usize)> {
        let inside = text.strip_prefix('{')?;
        let mut found = Self::default();
        let mut rest = inside.trim_start();
        loop {
            if inside.len() - rest.len() > LONGEST {
                return None;
            }
            if let Some(behind) = rest.strip_prefix('}') {
                let is_said = found != Self::default() || inside.starts_with(['}', '-']);
                return is_said.then(|| (found, text.len() - behind.len()));
            }
            rest = found.one(rest)?.trim_start();
        }
    }

    /// Takes one of them; what stands behind it.
    fn one<'t>(&mut self, rest: &'t str) -> Option<&'t str> {
        let ends = |c: char| c.is_whitespace() || matches!(c, '}' | '{' | '"' | '=');
        let word = |text: &'t str| {
            let end = text.find(ends).unwrap_or(text.len());
            (end > 0).then(|| text.split_at(end))
        };
        if let Some(id) = rest.strip_prefix('#') {
            let (id, behind) = word(id)?;
            self.id = Some(id.to_owned());
            return Some(behind);
        }
        if let Some(class) = rest.strip_prefix('.') {
            let (class, behind) = word(class)?;
            self.classes.push(class.to_owned());
            return Some(behind);
        }
        if let Some(behind) = rest.strip_prefix('-') {
            self.classes.push("unnumbered".to_owned());
            return behind.starts_with(['}', ' ']).then_some(behind);
        }
        let (key, behind) = word(rest)?;
        let value = behind.strip_prefix('=')?;
        let (value, behind) = match value.chars().next()? {
            quote @ ('"' | '\'') => value[1..].split_once(quote)?,
            _ => word(value)?,
        };
        match key {
            "id" => self.id = Some(value.to_owned()),
            "class" => self.classes.extend(value.split_whitespace().map(str::to_owned)),
            _ => self.pairs.push((key.to_owned(), value.to_owned())),
        }
        Some(behind)
    }

    /// The value of a key.
    pub(super) fn get(&self, key: &str) -> Option<&str> {
        self.pairs.iter().find(|(own, _)| own == key).map(|(_, value)| value.as_str())
    }

    /// Whether it has one of these classes, in small letters.
    pub(super) fn is(&self, classes: &[&str]) -> bool {
        self.classes.iter().any(|own| classes.contains(&own.to_lowercase().as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::Attributes;

    #[test]
    fn attributes_are_read() {
        let (read, end) = Attributes::read("{#kai .poem lang=\"fr\" width=60%} und").unwrap();
        assert_eq!(read.id.as_deref(), Some("kai"));
        assert_eq!(read.classes, ["poem"]);
        assert_eq!((read.get("lang"), read.get("width")), (Some("fr"), Some("60%")));
        assert_eq!(end, "{#kai .poem lang=\"fr\" width=60%}".len());
        for text in ["{kai}", "{.}", "{ }", "{a=\"b}", "{# x}", "kai"] {
            assert_eq!(Attributes::read(text), None, "{text}");
        }
    }
}
