//! Language tags (BCP 47).

use std::borrow::Cow;
use std::fmt;
use std::sync::{Arc, LazyLock};

use icu_locale::LocaleDirectionality;
use icu_locale_core::LanguageIdentifier;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use unicode_bidi::{BidiClass, bidi_class};

/// A well-formed BCP 47 tag in its canonical case, such as `de`, `de-1901`, `de-CH`, `fr`.
///
/// Each piece of running text says its language: all say the same letters, by an address alone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Language(Arc<String>);

/// In which direction text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From left to right.
    LeftToRight,
    /// From right to left.
    RightToLeft,
}

impl Direction {
    /// The direction of the first letter of a text that has one (Unicode Standard Annex 9, rule P2).
    #[must_use]
    pub fn first_strong(text: &str) -> Self {
        let strong = text.chars().find_map(|c| match bidi_class(c) {
            BidiClass::L => Some(Self::LeftToRight),
            BidiClass::R | BidiClass::AL => Some(Self::RightToLeft),
            _ => None,
        });
        strong.unwrap_or(Self::LeftToRight)
    }

    /// Whether a text has a letter of the other direction.
    #[must_use]
    pub fn is_crossed_in(self, text: &str) -> bool {
        text.chars().any(|c| match bidi_class(c) {
            BidiClass::L => self == Self::RightToLeft,
            BidiClass::R | BidiClass::AL => self == Self::LeftToRight,
            _ => false,
        })
    }

    /// `ltr` or `rtl`, as HTML and Typst say it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }
}

/// The directions of scripts, and the scripts in which languages are mostly written (Unicode CLDR).
static DIRECTIONS: LazyLock<LocaleDirectionality> =
    LazyLock::new(LocaleDirectionality::new_extended);

impl Language {
    /// Parses a tag (RFC 5646, section 2.1), `None` if it is not well-formed.
    #[must_use]
    pub fn parse(tag: &str) -> Option<Self> {
        let tag = oxilangtag::LanguageTag::parse_and_normalize(tag).ok()?;
        // Longer primary tags are reserved; what looks like one is a word, not a language.
        (2..=3).contains(&tag.primary_language().len()).then(|| Self(Arc::new(tag.into_inner())))
    }

    /// The tag.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The primary language, such as `de`.
    #[must_use]
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }

    /// The direction of its script: that of the tag (`az-Arab`), else the one in which it is mostly written
    /// (`yi`, `ur`).
    #[must_use]
    pub fn direction(&self) -> Direction {
        // Variants and extensions do not change the script, and not every tag with some is a locale.
        let parts = self.0.split('-').enumerate();
        let parts = parts.take_while(|(at, part)| {
            let variant = part.len() > 4 || part.starts_with(|c: char| c.is_ascii_digit());
            *at == 0 || (part.len() > 1 && (!variant || part.len() == 3))
        });
        // Extended languages (`ar-arb`) are of the script of the language before them.
        let parts = parts.filter(|(at, part)| *at == 0 || part.len() != 3 || is_number(part));
        let tag = parts.map(|(_, part)| part).collect::<Vec<_>>().join("-");
        let language: Option<LanguageIdentifier> = tag.parse().ok();
        match language.is_some_and(|language| DIRECTIONS.is_right_to_left(&language)) {
            true => Direction::RightToLeft,
            false => Direction::LeftToRight,
        }
    }

    /// The region, such as `CH`.
    #[must_use]
    pub fn region(&self) -> Option<&str> {
        self.0
            .split('-')
            .skip(1)
            .find(|part| part.len() == 2 && part.bytes().all(|b| b.is_ascii_uppercase()))
    }
}

fn is_number(part: &str) -> bool {
    part.bytes().all(|b| b.is_ascii_digit())
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Language {
    type Error = String;

    fn try_from(tag: String) -> Result<Self, String> {
        Self::parse(&tag).ok_or_else(|| format!("`{tag}` is not a BCP 47 language tag"))
    }
}

impl From<Language> for String {
    fn from(language: Language) -> Self {
        language.as_str().to_owned()
    }
}

impl JsonSchema for Language {
    fn schema_name() -> Cow<'static, str> {
        "Language".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "description": "A BCP 47 language tag" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_decides_on_the_direction() {
        let of = |tag: &str| Language::parse(tag).expect("a tag").direction().as_str();
        for tag in [
            "he",
            "yi",
            "ar",
            "fa",
            "ur",
            "ckb",
            "dv",
            "syr",
            "ug",
            "ps",
            "sd",
            "arc",
            "ku-Arab",
            "az-Arab",
            "az-IR",
            "pa-PK",
            "uz-AF",
            "he-IL",
            "ar-EG",
            "ar-001",
            "ar-u-nu-latn",
            "ar-arb",
            "de-Hebr",
            "und-Hebr",
            "lad-Hebr",
            "en-Hebr-x-own",
            "nqo",
            "ff-Adlm",
            "he-x-bibel",
        ] {
            assert_eq!(of(tag), "rtl", "{tag}");
        }
        for tag in [
            "de",
            "de-1901",
            "de-CH-1901",
            "yi-Latn",
            "ar-Latn",
            "he-Latn",
            "fa-Latn",
            "az",
            "az-Latn",
            "ku",
            "pa",
            "uz",
            "ja",
            "la",
            "grc",
            "ru",
            "und",
            "zh-cmn-Hans",
            "sl-rozaj-biske",
            "und-Latn",
        ] {
            assert_eq!(of(tag), "ltr", "{tag}");
        }
    }
}
