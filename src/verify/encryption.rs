//! What `META-INF/encryption.xml` tells of files that are not as they are (EPUB 3.3 §4.2.6.3.1 and §4.4).

use std::collections::BTreeMap;

use super::address::{Target, resolve};
use super::archive::Files;
use super::grammar;
use super::media;
use super::package::Package;
use super::text::Texts;
use super::xml::{Attributes, Node, Xml};
use crate::diagnostics::{Code, Diagnostics};
use crate::source::Span;

const ENCRYPTION: &str = "META-INF/encryption.xml";
/// The method that makes fonts unreadable outside of the book (EPUB 3.3 §4.4).
const OBFUSCATION: &str = "http://www.idpf.org/2008/embedding";
/// The same of Adobe's programs, older than the standard.
const OBFUSCATION_OF_ADOBE: &str = "http://ns.adobe.com/pdf/enc#RC";

/// How a file is hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Method {
    /// By the method of the standard.
    Obfuscated,
    /// By that of Adobe's programs.
    ObfuscatedByAdobe,
    /// By any other.
    Encrypted,
}

impl Method {
    /// The method of an `EncryptedData`.
    fn read(node: Node<'_>) -> Self {
        let method = node.children().find(|child| child.tag_name().name() == "EncryptionMethod");
        match method.and_then(|method| method.attr("Algorithm")) {
            Some(OBFUSCATION) => Self::Obfuscated,
            Some(OBFUSCATION_OF_ADOBE) => Self::ObfuscatedByAdobe,
            _ => Self::Encrypted,
        }
    }

    /// What it makes of a file, and what to do about it.
    fn told(self) -> (&'static str, &'static str) {
        match self {
            Self::Obfuscated | Self::ObfuscatedByAdobe => (
                "obfuscated",
                "give it as it is: obfuscation has had its day, and protects nothing",
            ),
            Self::Encrypted => (
                "encrypted",
                "give it as it is: what is encrypted cannot be checked, and may not be readable aloud",
            ),
        }
    }
}

/// The files that are hidden, by path.
#[derive(Default)]
pub(super) struct Hidden(BTreeMap<String, (Method, Span)>);

impl Hidden {
    /// Reads which files are hidden.
    pub(super) fn read(files: &Files, texts: &mut Texts<'_>, out: &mut Diagnostics) -> Self {
        let mut hidden = Self::default();
        if files.get(ENCRYPTION).is_none() {
            return hidden;
        }
        let Some(text) = texts.take(files, ENCRYPTION, out) else { return hidden };
        let Some(xml) = Xml::parse(&text, out) else { return hidden };
        grammar::ENCRYPTION.check(&xml, out);
        for node in xml.tree.descendants().filter(|n| n.tag_name().name() == "EncryptedData") {
            let address = node.descendants().find_map(|node| node.attr("URI"));
            // Addresses there begin at the root of the archive.
            let Some(Target::Inside { path, .. }) = address.map(|address| resolve("", address))
            else {
                continue;
            };
            let method = Method::read(node);
            let (made, hint) = method.told();
            let message = format!("`{path}` is {made}");
            out.report(Code::EpubEncryption, xml.at(node), message, hint);
            hidden.0.insert(path, (method, xml.at(node)));
        }
        hidden
    }

    /// Whether the bytes of that file are not its own.
    pub(super) fn holds(&self, path: &str) -> bool {
        self.0.contains_key(path)
    }

    /// Whether a key is needed to read that file.
    pub(super) fn is_encrypted(&self, path: &str) -> bool {
        self.0.get(path).is_some_and(|(method, _)| *method == Method::Encrypted)
    }

    /// Only fonts may be obfuscated (EPUB 3.3 §4.4.2).
    pub(super) fn check(&self, package: &Package<'_>, out: &mut Diagnostics) {
        for (path, (method, at)) in &self.0 {
            let item = package.item_at(path).map(|item| &package.items[item]);
            let media_type = item.and_then(|item| item.media_type);
            if *method == Method::Obfuscated && !media_type.is_some_and(media::is_font) {
                let message = format!("`{path}` is obfuscated and is no font");
                let hint = "give it as it is: only fonts may be obfuscated";
                out.report(Code::EpubContainer, *at, message, hint);
            }
        }
    }
}
