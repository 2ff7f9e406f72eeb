//! E-books, EPUB 2 and 3: the package says what there is and in which order, the lists of contents and pages what parts and pages are called;
//! the documents are read like [pages](super::html), together, for notes lead from one to the other.

mod metadata;
mod navigation;
mod package;
mod roles;
mod sections;

use super::html::documents::Documents;
use super::package::Package;
use crate::import::Foreign;
use crate::import::draft::Draft;
use crate::import::kind::{Kind, Unsuitable};
use crate::import::report::ImportError;
use crate::xml::read::Attributes;
use package::Opf;

/// Most documents of a book.
const MOST_DOCUMENTS: usize = 5000;

/// Largest text of all documents together, in bytes.
const MOST_TEXT: usize = 256 << 20;

/// Reads a book.
pub(super) fn read(foreign: Foreign<'_>) -> Result<Draft, ImportError> {
    let mut files = Package::open(&foreign.bytes)?;
    if files.text("META-INF/encryption.xml")?.is_some_and(|text| encrypts_text(&text)) {
        let error = ImportError::new(1, 1, "the book is protected against copying (DRM)");
        return Err(error.hint("ask the publisher for a book without protection"));
    }
    let opf = Opf::read(&mut files)?;
    let navigation = navigation::read(&opf, &mut files)?;
    let mut documents = Documents::default();
    let mut size = 0;
    let mut parts = Vec::new();
    for item in opf.spine.iter().take(MOST_DOCUMENTS) {
        let Some(bytes) = files.read(&item.path)? else { continue };
        let text = match Kind::detect(&item.path, &bytes) {
            // A drawing is a document of its own, with words for those who do not see it.
            Kind::Unsuitable(Unsuitable::Picture(form)) if form != "SVG" => picture(&item.path),
            _ => super::html::encoding::decode(bytes)?,
        };
        size += text.len();
        if size > MOST_TEXT {
            let error = ImportError::new(1, 1, "the texts of the book are too large");
            return Err(error.hint("split the book"));
        }
        let shown = format!("{}/{}", foreign.name, item.path);
        let root = documents.add(&shown, &item.path, &text).map_err(|fault| {
            let message = format!("`{}`: {}", item.path, fault.message);
            ImportError::new(1, 1, message).hint("open the book in its program and save it anew")
        })?;
        parts.push((root, item.path.clone()));
    }
    if parts.is_empty() {
        let error = ImportError::new(1, 1, "the book holds no text");
        return Err(error.hint("it is damaged, or its texts are pictures: import a text"));
    }
    documents.listed_pages = navigation
        .pages
        .iter()
        .map(|page| (page.path.clone(), page.id.clone(), page.title.clone()))
        .collect();
    documents.language = opf.record.language.clone();
    let mut reader = |path: &str| {
        files
            .read(path)
            .ok()
            .flatten()
            .filter(|bytes| bytes.len() as u64 <= super::pictures::LARGEST)
    };
    documents.style(&mut reader);
    documents.cover = opf.cover.clone();
    documents.set_aside = sections::generated(&documents, &parts, &opf, &navigation);
    let parts = sections::parts(&documents, &parts, &navigation);
    let reading = documents.read(&mut reader, false);
    Ok(sections::put_together(reading, parts, opf.record))
}

/// A picture that stands in the order of reading itself, as a document that shows it.
fn picture(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let safe = |byte: u8| match byte {
        b'-' | b'.' | b'_' => true,
        _ => byte.is_ascii_alphanumeric(),
    };
    let address: String = name
        .bytes()
        .map(|byte| if safe(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect();
    format!("<html><body><figure><img src=\"{address}\"/></figure></body></html>")
}

/// Whether texts are encrypted: fonts may be.
fn encrypts_text(text: &str) -> bool {
    let Ok(document) = crate::xml::read::parse(text) else { return false };
    let methods =
        document.descendants().filter(|node| node.tag_name().name() == "EncryptionMethod");
    let obfuscation = ["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"];
    methods.filter_map(|node| node.attr("Algorithm")).any(|method| !obfuscation.contains(&method))
}
