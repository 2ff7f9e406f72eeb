//! How a run of text looks, as far as a book keeps it.

/// A language of the document, by its place in [`Tongues`](super::Tongues).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(in crate::import::read) struct Tongue(pub(super) u16);

/// A link of the document, by its place in [`Links`](super::Links).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import::read) struct LinkId(pub(super) u32);

/// The looks of a run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each look is there or not, and all go together")]
pub(in crate::import::read) struct Form {
    /// Slanted.
    pub(in crate::import::read) italic: bool,
    /// Bold.
    pub(in crate::import::read) bold: bool,
    /// Underlined, which stands for italics in typescripts.
    pub(in crate::import::read) underlined: bool,
    /// Small capitals.
    pub(in crate::import::read) small_caps: bool,
    /// Letterspaced.
    pub(in crate::import::read) spaced: bool,
    /// Superscript.
    pub(in crate::import::read) raised: bool,
    /// Subscript.
    pub(in crate::import::read) lowered: bool,
    /// Struck out.
    pub(in crate::import::read) struck: bool,
    /// Highlighted.
    pub(in crate::import::read) marked: bool,
    /// Quoted letter by letter: code.
    pub(in crate::import::read) code: bool,
    /// The title of a work.
    pub(in crate::import::read) work: bool,
    /// Its language, if the document says one.
    pub(in crate::import::read) tongue: Option<Tongue>,
    /// The link that it is a part of.
    pub(in crate::import::read) link: Option<LinkId>,
}

impl Form {
    /// Without the looks that all of `base` has, and with those that set a run off against it: upright in an italic quotation.
    pub(in crate::import::read) fn against(self, base: Self) -> Self {
        let differs = |own: bool, base: bool| own != base;
        Self {
            italic: differs(self.italic, base.italic),
            bold: self.bold && !base.bold,
            underlined: self.underlined && !base.underlined,
            small_caps: self.small_caps && !base.small_caps,
            spaced: self.spaced && !base.spaced,
            ..self
        }
    }

    /// Only what both have.
    pub(super) fn common(self, other: Self) -> Self {
        Self {
            italic: self.italic && other.italic,
            bold: self.bold && other.bold,
            underlined: self.underlined && other.underlined,
            small_caps: self.small_caps && other.small_caps,
            spaced: self.spaced && other.spaced,
            ..Self::default()
        }
    }
}

/// What words look like after all that styles and hands have said.
#[derive(Debug, Clone, Default)]
pub(in crate::import::read) struct Face {
    /// Their form.
    pub(in crate::import::read) form: Form,
    /// Whether they are hidden.
    pub(in crate::import::read) hidden: bool,
    /// Whether they are shown in capitals.
    pub(in crate::import::read) caps: bool,
    /// Their size in half points; 0: not said.
    pub(in crate::import::read) size: u16,
    /// Their font, where it is one of signs.
    pub(in crate::import::read) font: Option<String>,
}
