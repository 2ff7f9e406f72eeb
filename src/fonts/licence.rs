//! The licence of the fonts that come with umbruch.

/// The SIL Open Font License 1.1 with the copyright notice of Libertinus Serif, as its condition 2
/// asks of every copy.
pub const OPEN_FONT_LICENCE: &str = include_str!("../../fonts/OFL.txt");
