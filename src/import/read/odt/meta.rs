//! What a document says of itself: `meta.xml` (OpenDocument 1.3, part 3, 4.3).

use crate::import::read::office::{Properties, attr, child, elements, name, parse, said};
use crate::import::read::package::Package;
use crate::import::report::ImportError;

/// Reads what there is.
///
/// # Errors
/// The file is broken.
pub(super) fn read(package: &mut Package<'_>) -> Result<Properties, ImportError> {
    let mut all = Properties::default();
    let Some(text) = package.text("meta.xml")? else { return Ok(all) };
    let tree = parse(&text, "meta.xml")?;
    let mut last = None;
    for node in child(tree.root_element(), "meta").into_iter().flat_map(elements) {
        let value = Some(said(node).trim().to_owned()).filter(|value| !value.is_empty());
        match name(node) {
            "title" => all.title = value,
            "initial-creator" => all.creator = value,
            // Who saved it last.
            "creator" => last = value,
            "subject" => all.subject = value,
            "keyword" => all.keywords.extend(value),
            "description" => all.description = value,
            "publisher" => all.publisher = value,
            "user-defined" => {
                let key = attr(node, "name").unwrap_or_default().to_owned();
                if all.others.len() < 200 {
                    all.others.extend(value.map(|value| (key, value.chars().take(2000).collect())));
                }
            }
            _ => {}
        }
    }
    all.creator = all.creator.or(last);
    Ok(all)
}
