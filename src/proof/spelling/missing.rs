//! Tells that a dictionary is missing, and where to get it.

use super::choose::Lacking;
use super::lexicon::Lexicon;
use crate::diagnostics::{Code, Diagnostic};
use crate::ir::Language;
use crate::source::Span;

/// What is to be told of the dictionaries of a language that stands at `span` in the manifest.
pub(super) fn tell(language: &Language, lexicon: &Lexicon, span: Span) -> Vec<Diagnostic> {
    let mut told: Vec<Diagnostic> = lexicon
        .broken
        .iter()
        .map(|(name, broken)| {
            Diagnostic::new(
                Code::DictionaryMissing,
                span,
                format!("the dictionary `{name}` of this system cannot be used: {}", broken.0),
                "install it anew, or name another under `dictionaries` of `[spelling]`",
            )
        })
        .collect();
    if let Some(lacking) = lexicon.lacking {
        told.push(Diagnostic::new(
            Code::DictionaryMissing,
            span,
            message(language, lacking),
            hint(language, lacking),
        ));
    }
    told
}

fn message(language: &Language, lacking: Lacking) -> String {
    match lacking {
        Lacking::All => {
            format!("the spelling is not checked: this system has no dictionary for `{language}`")
        }
        Lacking::Old => format!(
            "of the two dictionaries for `{language}` that of the old orthography is missing; right words will be told as unknown"
        ),
        Lacking::New => format!(
            "of the two dictionaries for `{language}` that of the new orthography is missing; right words will be told as unknown"
        ),
    }
}

fn hint(language: &Language, lacking: Lacking) -> String {
    let german = language.primary() == "de";
    let package = match (lacking, language.region()) {
        (Lacking::Old, _) => "myspell-de-de-1901".to_owned(),
        (Lacking::All, _) if super::choose::is_old_german(language) => {
            "hunspell-de-de-frami myspell-de-de-1901".to_owned()
        }
        (_, Some("AT")) if german => "hunspell-de-at-frami".to_owned(),
        (_, Some("CH" | "LI")) if german => "hunspell-de-ch-frami".to_owned(),
        _ if german => "hunspell-de-de-frami".to_owned(),
        (_, Some(region)) if language.primary() == "en" => {
            format!("hunspell-en-{}", region.to_lowercase())
        }
        _ if language.primary() == "en" => "hunspell-en-gb".to_owned(),
        _ => format!("hunspell-{}", language.primary()),
    };
    format!(
        "on Debian and Ubuntu `apt install {package}`; elsewhere put the two files of a Hunspell \
         dictionary, `.aff` and `.dic`, into `~/.local/share/hunspell` (macOS: \
         `~/Library/Spelling`, Windows: `%APPDATA%\\hunspell`), or into the edition's folder and \
         name them: `[spelling] dictionaries = [\"…\"]`"
    )
}
