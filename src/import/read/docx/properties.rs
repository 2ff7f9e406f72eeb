//! What a document of Word says of itself: core, extended and custom properties.

use super::relations::Relations;
use crate::import::read::office::{Properties, attr, elements, name, parse, said};
use crate::import::read::package::Package;
use crate::import::report::ImportError;

/// Reads the properties.
///
/// # Errors
/// Their parts are broken.
pub(super) fn read(top: &Relations, package: &mut Package<'_>) -> Result<Properties, ImportError> {
    let mut all = Properties::default();
    for path in top.of_kind("core-properties").map(str::to_owned).collect::<Vec<_>>() {
        let Some(text) = package.text(&path)? else { continue };
        let tree = parse(&text, &path)?;
        for node in elements(tree.root_element()) {
            let value = Some(said(node).trim().to_owned()).filter(|value| !value.is_empty());
            match name(node) {
                "title" => all.title = value,
                "creator" => all.creator = value,
                "subject" => all.subject = value,
                "description" => all.description = value,
                "keywords" => {
                    let words = value.unwrap_or_default();
                    let words = words.split([',', ';']).map(|word| word.trim().to_owned());
                    all.keywords = words.filter(|word| !word.is_empty()).collect();
                }
                "category" => all.others.extend(value.map(|value| ("category".to_owned(), value))),
                _ => {}
            }
        }
    }
    for path in top.of_kind("extended-properties").map(str::to_owned).collect::<Vec<_>>() {
        let Some(text) = package.text(&path)? else { continue };
        let tree = parse(&text, &path)?;
        let company = elements(tree.root_element()).find(|node| name(*node) == "Company");
        let company =
            company.map(|node| said(node).trim().to_owned()).filter(|value| !value.is_empty());
        all.others.extend(company.map(|value| ("company".to_owned(), value)));
    }
    for path in top.of_kind("custom-properties").map(str::to_owned).collect::<Vec<_>>() {
        let Some(text) = package.text(&path)? else { continue };
        let tree = parse(&text, &path)?;
        for node in elements(tree.root_element()).take(200) {
            let key = attr(node, "name").unwrap_or_default().to_owned();
            all.others.push((key, said(node).trim().chars().take(2000).collect()));
        }
    }
    Ok(all)
}
