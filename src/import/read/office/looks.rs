//! How letters look: what styles and runs ask for, as far as they do.

use super::form::{Face, Form};
use super::languages::Tongues;

/// The looks that a style or a run asks for.
#[derive(Debug, Clone, Default)]
pub(in crate::import::read) struct Looks {
    pub(in crate::import::read) italic: Option<bool>,
    pub(in crate::import::read) bold: Option<bool>,
    pub(in crate::import::read) small_caps: Option<bool>,
    pub(in crate::import::read) caps: Option<bool>,
    pub(in crate::import::read) spaced: Option<bool>,
    pub(in crate::import::read) struck: Option<bool>,
    pub(in crate::import::read) hidden: Option<bool>,
    pub(in crate::import::read) underlined: Option<bool>,
    pub(in crate::import::read) marked: Option<bool>,
    pub(in crate::import::read) raised: Option<Raised>,
    pub(in crate::import::read) size: Option<Size>,
    pub(in crate::import::read) language: Option<String>,
    pub(in crate::import::read) font: Option<String>,
}

/// Where letters stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import::read) enum Raised {
    /// On the line.
    No,
    /// Above it.
    Up,
    /// Below it.
    Down,
}

/// Size of letters.
#[derive(Debug, Clone, Copy)]
pub(in crate::import::read) enum Size {
    /// In half points.
    Points(u16),
    /// In percent of what the style below has.
    Percent(u16),
}

impl Size {
    fn over(self, below: Option<Self>) -> Self {
        let part = |percent: u16, of: u16| u16::try_from(u32::from(of) * u32::from(percent) / 100);
        match (self, below) {
            (Self::Percent(own), Some(Self::Percent(below))) => {
                Self::Percent(part(own, below).unwrap_or(100))
            }
            (Self::Percent(own), Some(Self::Points(below))) => {
                Self::Points(part(own, below).unwrap_or(below))
            }
            _ => self,
        }
    }
}

/// What a style says of words besides their looks.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::import::read) struct Wording {
    /// Whether they are quoted letter by letter.
    code: bool,
    /// Whether they are a link, whose underlining says no more.
    link: bool,
    /// Whether they are the title of a work.
    work: bool,
}

impl Wording {
    /// Adds what the name of a style says.
    pub(in crate::import::read) fn named(&mut self, name: &str) {
        let name = name.to_lowercase();
        self.code |= matches!(
            name.as_str(),
            "verbatim char"
                | "html code"
                | "html typewriter"
                | "source text"
                | "source_text"
                | "teletype"
                | "quelltext"
                | "code"
        );
        self.link |= name.contains("hyperlink")
            || matches!(
                name.as_str(),
                "internet link" | "visited internet link" | "internetlink" | "index link"
            );
        self.work |= matches!(name.as_str(), "werktitel" | "work title" | "worktitle");
    }

    /// What both say.
    pub(in crate::import::read) fn and(self, other: Self) -> Self {
        Self {
            code: self.code || other.code,
            link: self.link || other.link,
            work: self.work || other.work,
        }
    }
}

impl Looks {
    /// These, and where they ask for nothing what `below` asks for.
    pub(in crate::import::read) fn over(self, below: &Self) -> Self {
        Self {
            italic: self.italic.or(below.italic),
            bold: self.bold.or(below.bold),
            small_caps: self.small_caps.or(below.small_caps),
            caps: self.caps.or(below.caps),
            spaced: self.spaced.or(below.spaced),
            struck: self.struck.or(below.struck),
            hidden: self.hidden.or(below.hidden),
            underlined: self.underlined.or(below.underlined),
            marked: self.marked.or(below.marked),
            raised: self.raised.or(below.raised),
            size: self.size.map(|own| own.over(below.size)).or(below.size),
            language: self.language.or_else(|| below.language.clone()),
            font: self.font.or_else(|| below.font.clone()),
        }
    }

    /// What words look like that have these looks and no others.
    pub(in crate::import::read) fn face(self, wording: Wording, tongues: &mut Tongues) -> Face {
        let on = |looks: Option<bool>| looks == Some(true);
        let form = Form {
            italic: on(self.italic),
            bold: on(self.bold),
            underlined: on(self.underlined) && !wording.link,
            small_caps: on(self.small_caps),
            spaced: on(self.spaced),
            raised: self.raised == Some(Raised::Up),
            lowered: self.raised == Some(Raised::Down),
            struck: on(self.struck),
            marked: on(self.marked),
            code: wording.code,
            work: wording.work,
            tongue: self.language.as_deref().and_then(|tag| tongues.of(tag)),
            link: None,
        };
        let size = match self.size {
            Some(Size::Points(size)) => size,
            _ => 0,
        };
        let font = self.font.filter(|font| font.contains("Symbol") || font.contains("dings"));
        Face { form, hidden: on(self.hidden), caps: on(self.caps), size, font }
    }
}
