//! A book in the words of schema.org, for search engines.

use serde_json::{Map, Value, json};

use super::Words;
use crate::ir::{Contributor, Metadata};
use crate::list::{edition_file, encoded};
use crate::publication::{FileRole, Publication, PublishedFile};

/// Roles that schema.org has a word for; all others are contributors.
const ROLES: [(&str, &str); 4] =
    [("aut", "author"), ("edt", "editor"), ("trl", "translator"), ("ill", "illustrator")];

/// A `Book`, with a `workExample` for each format.
pub(super) fn book(words: &Words<'_>, publication: &Publication) -> Value {
    let list = &words.catalogue.list;
    let known = &publication.metadata;
    let url = list.address_of(&format!("books/{}.html", known.slug));
    let mut out = Map::new();
    let mut put = |name: &str, value: Value| {
        let empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
        if !empty {
            out.insert(name.to_owned(), value);
        }
    };
    put("@context", json!("https://schema.org"));
    put("@type", json!("Book"));
    put("@id", json!(known.identifier));
    put("url", json!(url));
    put("name", json!(known.title));
    put("alternativeHeadline", json!(known.subtitle()));
    for (code, name) in ROLES {
        put(name, people(known, |c| c.roles.iter().any(|role| role.0 == code)));
    }
    put(
        "contributor",
        people(known, |c| c.roles.iter().all(|role| ROLES.iter().all(|r| r.0 != role.0))),
    );
    put(
        "publisher",
        json!(
            known.publisher.as_ref().map(|name| json!({ "@type": "Organization", "name": name }))
        ),
    );
    put("inLanguage", json!(known.language.as_str()));
    put("datePublished", json!(known.date.to_string()));
    put(
        "bookEdition",
        json!(known.edition_statement.clone().or(known.edition.map(|n| n.to_string()))),
    );
    put("description", json!(known.description));
    put("keywords", json!(known.subjects.iter().map(|subject| &subject.name).collect::<Vec<_>>()));
    put("isPartOf", series(known));
    put(
        "sameAs",
        json!(known.doi.as_ref().map(|doi| {
            let path: Vec<String> = doi.split('/').map(encoded).collect();
            format!("https://doi.org/{}", path.join("/"))
        })),
    );
    put("license", json!(known.licence));
    put("copyrightNotice", json!(known.rights));
    let cover = publication.files_of(FileRole::Cover).next();
    put("image", json!(cover.map(|file| address(words, known, file))));
    if let Some(offers) = &publication.offers {
        put("accessMode", json!(offers.modes));
        put("accessModeSufficient", json!(offers.sufficient));
        put("accessibilityFeature", json!(offers.features));
        put("accessibilityHazard", json!(offers.hazards));
        put("accessibilitySummary", json!(known.accessibility.summary));
    }
    put("workExample", json!(examples(words, publication)));
    Value::Object(out)
}

fn people(known: &Metadata, which: impl Fn(&Contributor) -> bool) -> Value {
    let all = known.contributors.iter().filter(|c| which(c));
    json!(all.map(|c| json!({ "@type": "Person", "name": c.name })).collect::<Vec<_>>())
}

fn series(known: &Metadata) -> Value {
    let all = known.series.iter().map(|one| {
        let mut out = json!({ "@type": "BookSeries", "name": one.title });
        if let Some(issn) = &one.issn {
            out["issn"] = json!(issn);
        }
        if let Some(number) = &one.number {
            out["position"] = json!(number);
        }
        out
    });
    json!(all.collect::<Vec<_>>())
}

fn examples(words: &Words<'_>, publication: &Publication) -> Vec<Value> {
    let known = &publication.metadata;
    let of = |role| publication.files_of(role);
    of(FileRole::Ebook)
        .chain(of(FileRole::Pdf))
        .map(|file| {
            let mut example = json!({
                "@type": "Book",
                "name": known.title,
                "bookFormat": "https://schema.org/EBook",
                "inLanguage": known.language.as_str(),
                "url": address(words, known, file),
                "encoding": {
                    "@type": "MediaObject",
                    "contentUrl": address(words, known, file),
                    "encodingFormat": file.media_type,
                    "contentSize": file.bytes.to_string(),
                    "sha256": file.sha256,
                },
                "isAccessibleForFree": true,
                "potentialAction": {
                    "@type": "ReadAction",
                    "target": address(words, known, file),
                },
            });
            if let Some(isbn) = known.isbns.epub.as_ref().filter(|_| file.role == FileRole::Ebook) {
                example["isbn"] = json!(isbn);
            }
            if let Some(pages) = file.pages {
                example["numberOfPages"] = json!(pages);
            }
            example
        })
        .chain(
            known
                .isbns
                .print
                .iter()
                .map(|isbn| json!({ "@type": "Book", "name": known.title, "isbn": isbn })),
        )
        .collect()
}

fn address(words: &Words<'_>, known: &Metadata, file: &PublishedFile) -> String {
    words.catalogue.list.address_of(&edition_file(&known.slug, &file.name))
}
