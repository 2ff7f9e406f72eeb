//! The container: a ZIP archive after EPUB 3.3, section 4, the same bytes for the same files.

use std::io::{Cursor, Write};

use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::package::Item;
use crate::xml::{Element, Syntax};

const PACKAGE: &str = "EPUB/package.opf";

/// Where the licence of the embedded fonts stands: no document leads to it, so that it is no
/// resource of the publication, and none but those may stand in the manifest.
const LICENCE: &str = "META-INF/ofl.txt";

/// Packs the files: `mimetype`, the container file, the licence of fonts, the package, then the
/// others by name.
pub(super) fn pack(
    package: &[u8],
    licence: Option<&str>,
    mut items: Vec<Item>,
) -> ZipResult<Vec<u8>> {
    items.sort_by(|a, b| a.href.cmp(&b.href));
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    put(&mut archive, "mimetype", b"application/epub+zip", CompressionMethod::Stored)?;
    let container = container().document(Syntax::Xhtml);
    put(&mut archive, "META-INF/container.xml", &container, CompressionMethod::Deflated)?;
    if let Some(licence) = licence {
        put(&mut archive, LICENCE, licence.as_bytes(), CompressionMethod::Deflated)?;
    }
    put(&mut archive, PACKAGE, package, CompressionMethod::Deflated)?;
    for item in &items {
        let method = match item.is_compressed() {
            true => CompressionMethod::Stored,
            false => CompressionMethod::Deflated,
        };
        put(&mut archive, &format!("EPUB/{}", item.href), &item.bytes, method)?;
    }
    Ok(archive.finish()?.into_inner())
}

/// One time and one mode for all: nothing of the machine gets into the file.
fn put(
    archive: &mut ZipWriter<Cursor<Vec<u8>>>,
    name: &str,
    bytes: &[u8],
    method: CompressionMethod,
) -> ZipResult<()> {
    let options = SimpleFileOptions::default()
        .compression_method(method)
        .last_modified_time(DateTime::DEFAULT)
        .unix_permissions(0o644);
    archive.start_file(name, options)?;
    archive.write_all(bytes)?;
    Ok(())
}

fn container() -> Element {
    let rootfile = Element::new("rootfile")
        .attr("full-path", PACKAGE)
        .attr("media-type", "application/oebps-package+xml");
    Element::new("container")
        .attr("xmlns", "urn:oasis:names:tc:opendocument:xmlns:container")
        .attr("version", "1.0")
        .child(Element::new("rootfiles").child(rootfile))
}
