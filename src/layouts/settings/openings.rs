//! Where and how sections open.

use serde::{Deserialize, Serialize};

/// Where sections start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Openings {
    /// Prefaces and what else stands before the text.
    pub front: Opening,
    /// The first section of the text.
    pub first: Opening,
    /// Every further chapter.
    pub chapter: Opening,
    /// Parts.
    pub part: Opening,
    /// Afterwords, notes, indexes.
    pub back: Opening,
    /// Lines left free above the heading of a section that starts on a new page.
    pub sink: u32,
    /// Height in lines of the letter with which the text of a chapter begins; with 0 and 1 it is
    /// like all others.
    #[serde(default)]
    pub initial: u32,
    /// How that letter stands.
    #[serde(default, rename = "initial-form")]
    pub initial_form: InitialForm,
    /// How many words, from that letter on, are set in small capitals.
    #[serde(default, rename = "lead-in")]
    pub lead_in: u32,
}

/// How the letter stands with which the text of a chapter begins.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum InitialForm {
    /// Up from the first line.
    #[default]
    Raised,
    /// Let into the first lines.
    Dropped,
}

/// Where a section starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Opening {
    /// On the next right-hand page.
    Recto,
    /// On the next page.
    Page,
    /// Right below the section before.
    RunOn,
}
