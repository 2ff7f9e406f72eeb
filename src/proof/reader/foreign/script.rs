//! Scripts: what a passage is written in says whether it is foreign.

/// A script, as far as it matters here.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    Latin,
    Greek,
    Cyrillic,
    Hebrew,
    Arabic,
    Other,
}

impl Script {
    pub(super) fn detect(word: &str) -> Self {
        match word.chars().find(|c| c.is_alphabetic()) {
            Some('\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}') => Self::Greek,
            Some('\u{400}'..='\u{52f}') => Self::Cyrillic,
            Some('\u{590}'..='\u{5ff}') => Self::Hebrew,
            Some('\u{600}'..='\u{77f}') => Self::Arabic,
            Some('A'..='Z' | 'a'..='z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}') | None => {
                Self::Latin
            }
            Some(_) => Self::Other,
        }
    }

    /// The script of a language and the tag that is most likely for text in the script.
    pub(super) fn of_language(primary: &str) -> Self {
        match primary {
            "el" | "grc" => Self::Greek,
            "ru" | "uk" | "be" | "bg" | "sr" | "mk" => Self::Cyrillic,
            "he" | "yi" => Self::Hebrew,
            "ar" | "fa" | "ur" => Self::Arabic,
            "zh" | "ja" | "ko" | "hi" | "th" | "ka" | "hy" => Self::Other,
            _ => Self::Latin,
        }
    }

    pub(super) fn tag(self) -> &'static str {
        match self {
            Self::Greek => "el",
            Self::Cyrillic => "ru",
            Self::Hebrew => "he",
            Self::Arabic => "ar",
            Self::Latin | Self::Other => "…",
        }
    }
}
