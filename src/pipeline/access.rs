//! The report on what a finished EPUB offers to those who cannot read print, whoever made it.

use std::collections::BTreeMap;

use super::targets::thumbnail;
use crate::source::Sources;
use crate::verify;
use crate::writers::report::access;

/// The report in its two forms.
#[derive(Debug, Clone)]
pub struct AccessReport {
    /// The page: HTML.
    pub page: Vec<u8>,
    /// The same as JSON.
    pub json: Vec<u8>,
}

/// The report on an EPUB; `name` is the file's name as the user knows it. None if it cannot be opened.
#[must_use]
pub fn access_report(name: &str, bytes: &[u8]) -> Option<AccessReport> {
    let mut sources = Sources::default();
    let seen = verify::seen(name, bytes, &mut sources)?;
    let small = |(path, bytes): (&String, &Vec<u8>)| Some((path.clone(), thumbnail(bytes)?));
    let thumbnails: BTreeMap<String, Vec<u8>> = seen.pictures.iter().filter_map(small).collect();
    let subject = access::Subject {
        title: &seen.title,
        language: &seen.language,
        file: name,
        evidence: &seen.evidence,
        sources: &sources,
        thumbnails: &thumbnails,
    };
    Some(AccessReport { page: access::page(&subject), json: access::json(&subject) })
}
