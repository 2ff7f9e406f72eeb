//! A finished book as one hears it who has it read aloud.

/// What a finished book says, in its order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// Its text without notes, contents and index, with the alternative texts of pictures and formulas where these stand.
    pub text: String,
    /// The text of each note.
    pub notes: Vec<String>,
}
