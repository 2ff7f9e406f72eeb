//! What the manifest decides on the text: typography, hyphenation, spelling, allowed findings.

use super::super::names::{EPUB_HYPHENATION, EPUB_LIGATURES, QUOTES, TYPOGRAPHY, WISHES};
use super::super::raw::{RawAllow, RawCorrection, RawEpub, RawHyphenation, RawSpelling};
use super::super::table::Field;
use super::super::{Allowance, Breaks, EpubText, Pin, Spelling};
use super::choice::{choice, chosen};
use crate::diagnostics::{Code, Diagnostics, suggestion};
use crate::inspection::Wish;
use crate::ir::Contributor;
use crate::language::hyphenation::Hyphenation;
use crate::language::hyphenation::notation::Marked;
use crate::language::{QuoteStyle, words};

type Text = Option<Field<String>>;

pub(super) fn corrects_typography(field: Text, d: &mut Diagnostics) -> bool {
    choice("typography", field.as_ref(), TYPOGRAPHY, d)
}

pub(super) fn pin(raw: RawCorrection, d: &mut Diagnostics) -> Option<Pin> {
    let wish = chosen("wish", &raw.wish?, WISHES, d).unwrap_or(Wish::Together);
    let (file, text) = (raw.file?.value, raw.text?.value);
    Some(Pin { span: raw.span, file, text, wish, layout: raw.layout.map(|field| field.value) })
}

pub(super) fn quotes(field: Text, d: &mut Diagnostics) -> QuoteStyle {
    choice("quotes", field.as_ref(), QUOTES, d)
}

pub(super) fn epub(raw: Option<RawEpub>, d: &mut Diagnostics) -> EpubText {
    let Some(raw) = raw else { return EpubText::default() };
    EpubText {
        soft_hyphens: choice("hyphenation", raw.hyphenation.as_ref(), EPUB_HYPHENATION, d),
        non_joiners: choice("ligatures", raw.ligatures.as_ref(), EPUB_LIGATURES, d),
        fonts: raw.fonts.is_none_or(|field| field.value),
    }
}

/// What the manifest says of breaks; words with breaks that cannot be are left out.
pub(super) fn breaks(raw: Option<RawHyphenation>, d: &mut Diagnostics) -> Breaks {
    let Some(raw) = raw else { return Breaks::default() };
    let good = raw.exceptions.into_iter().filter(|field| exception(field, d).is_some());
    Breaks {
        exceptions: good.map(|field| field.value).collect(),
        names: raw.names.into_iter().map(|field| field.value).collect(),
    }
}

/// Hyphenation with these exceptions and names, those of the contributors among them.
pub(super) fn hyphenation(breaks: &Breaks, contributors: &[Contributor]) -> Hyphenation {
    let exceptions = breaks.exceptions.iter().filter_map(|word| Marked::parse(word).ok());
    let given = breaks.names.iter().map(String::as_str);
    let of_contributors = contributors.iter().map(|one| one.name.as_str());
    let names = given.chain(of_contributors).flat_map(|name| words(name).map(|at| &name[at]));
    let names: Vec<String> = names.map(str::to_owned).collect();
    Hyphenation::new(exceptions, names)
}

fn exception(field: &Field<String>, d: &mut Diagnostics) -> Option<Marked> {
    match Marked::parse(&field.value) {
        Ok(marked) => Some(marked),
        Err(mistake) => {
            d.report(
                Code::InvalidValue,
                field.span,
                format!("`{}` is no word with its breaks: {mistake}", field.value),
                "put `-` between syllables, `=` between the parts of a compound: `has-sens=wer-te-re`",
            );
            None
        }
    }
}

pub(super) fn spelling(raw: Option<RawSpelling>) -> Spelling {
    let Some(raw) = raw else { return Spelling::default() };
    Spelling {
        dictionaries: raw.dictionaries.into_iter().map(|f| (f.value, f.span)).collect(),
        words: raw.words.into_iter().map(|field| field.value).collect(),
    }
}

pub(super) fn allowance(raw: RawAllow, d: &mut Diagnostics) -> Option<Allowance> {
    let code = lint(&raw.code?, d)?;
    Some(Allowance {
        span: raw.span,
        code,
        file: raw.file?.value,
        text: raw.text?.value,
        reason: raw.reason?.value,
    })
}

/// The lint of that name; what is none, or cannot be switched off, is reported.
pub(super) fn lint(name: &Field<String>, d: &mut Diagnostics) -> Option<Code> {
    match name.value.parse::<Code>() {
        Ok(code) if code.is_lint() => Some(code),
        Ok(_) => {
            d.report(
                Code::InvalidValue,
                name.span,
                format!("`{}` cannot be switched off", name.value),
                "take the line out and mend what it reports",
            );
            None
        }
        Err(()) => {
            let lints = Code::ALL.iter().filter(|code| code.is_lint());
            let hint = suggestion(&name.value, lints.map(|code| code.as_str()));
            let message = format!("there is no lint `{}`", name.value);
            d.report(Code::InvalidValue, name.span, message, hint);
            None
        }
    }
}
