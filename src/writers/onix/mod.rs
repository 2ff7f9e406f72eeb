//! Messages to the book trade: ONIX for Books, releases 3.0 and 3.1 (EDItEUR), with reference names.
//!
//! Each form in which an edition is had is a product of its own: the e-book, and the printed book where there is an ISBN for it or files for
//! a printer. Codes are those of the ONIX code lists, issue 70; each says its list.

mod codes;
mod product;

use crate::ir::Date;
use crate::publication::Publication;
use crate::xml::{Element, Syntax};

/// The release of the standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Release {
    /// Release 3.0.
    V3_0,
    /// Release 3.1.
    V3_1,
}

impl Release {
    /// Both.
    pub const ALL: [Self; 2] = [Self::V3_0, Self::V3_1];

    /// Its number.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::V3_0 => "3.0",
            Self::V3_1 => "3.1",
        }
    }
}

/// Who sends a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender<'s> {
    /// The name of the house.
    pub name: &'s str,
    /// An address for questions.
    pub email: Option<&'s str>,
    /// The day of which the message is.
    pub date: Date,
    /// The address under which the files of an edition lie, ending in `/`; none if they are nowhere.
    pub base: Option<&'s str>,
}

/// What a message begins with.
#[must_use]
pub fn head(release: Release, sender: &Sender<'_>) -> String {
    let number = release.as_str();
    let from = Element::new("Sender")
        .child(Element::new("SenderName").text(sender.name))
        .children(sender.email.map(|email| Element::new("EmailAddress").text(email)));
    let header = Element::new("Header")
        .child(from)
        .child(Element::new("SentDateTime").text(product::day(sender.date)));
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <ONIXMessage release=\"{number}\" xmlns=\"http://ns.editeur.org/onix/{number}/reference\">\n{}\n",
        header.fragment(Syntax::Xhtml)
    )
}

/// The products of an edition, to be put behind the [`head`] and others.
#[must_use]
pub fn products(publication: &Publication, sender: &Sender<'_>) -> String {
    let products = product::all(publication, sender);
    products.iter().map(|product| product.fragment(Syntax::Xhtml) + "\n").collect()
}

/// What a message ends with.
pub const TAIL: &str = "</ONIXMessage>\n";

/// The message on one edition; none if it has no product.
#[must_use]
pub fn message(release: Release, publication: &Publication, sender: &Sender<'_>) -> Option<String> {
    let products = products(publication, sender);
    (!products.is_empty()).then(|| head(release, sender) + &products + TAIL)
}
