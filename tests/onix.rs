//! Messages to the trade: what a manifest says, and what is told of it. Outside, `onixcheck` judges by the schemas (`tests/run`).

use std::path::Path;

use umbruch::pipeline;
use umbruch::publication::{self, FileRole, Offers, Publication, PublishedFile};
use umbruch::writers::onix::{self, Release, Sender};

use super::cases;

fn file(name: &str, role: FileRole, variant: Option<&str>) -> PublishedFile {
    PublishedFile {
        name: name.into(),
        role,
        variant: variant.map(str::to_owned),
        media_type: "application/octet-stream".into(),
        bytes: 1,
        sha256: "0".repeat(64),
        pages: (role == FileRole::Print).then_some(96),
        size: None,
    }
}

/// Every case is a manifest; an e-book and a cover were made of it, and the block if it orders one.
#[test]
fn products() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/onix");
    for entry in std::fs::read_dir(folder).expect("there").flatten() {
        cases::check(&entry.path(), |case| {
            let opened = pipeline::open(&case.folder().with("text/a.dj", "Text\n"), "fall");
            assert!(!opened.has_errors(), "{}: {:?}", case.name, opened.diagnostics);
            let (edition, _, _) = opened.content.expect("an edition");
            let mut files =
                vec![file("a.epub", FileRole::Ebook, None), file("a.jpg", FileRole::Cover, None)];
            if edition.settings.print.is_some() {
                files.push(file("a-print.pdf", FileRole::Print, Some("paperback-print")));
            }
            let features = ["tableOfContents", "readingOrder", "longDescription", "MathML"];
            let publication = Publication {
                format: publication::VERSION,
                program: "umbruch".into(),
                source: String::new(),
                metadata: edition.metadata,
                words: 1200,
                notes: 3,
                offers: Some(Offers {
                    features: features.map(str::to_owned).into(),
                    ..Offers::default()
                }),
                files,
                judged: Vec::new(),
            };
            let json = String::from_utf8(publication.json()).expect("JSON is text");
            assert_eq!(Publication::read(&json).as_ref(), Ok(&publication));
            let date = publication.metadata.date;
            let base = Some("https://example.org/kahn/");
            let sender = Sender { name: "Verlag am Kai", email: None, date, base };
            let products = onix::products(&publication, &sender);
            for release in Release::ALL {
                let message = onix::message(release, &publication, &sender).expect("an e-book");
                assert!(message.contains(&products));
                let read = roxmltree::Document::parse(&message);
                assert!(read.is_ok(), "{}: {read:?}", case.name);
            }
            products.replace("><", ">\n<")
        });
    }
}

#[test]
fn without_a_form_there_is_no_message() {
    let opened = pipeline::open(
        &umbruch::storage::MemoryFolder::default()
            .with("edition.toml", cases::MANIFEST)
            .with("text/a.dj", "Text\n"),
        "fall",
    );
    let (edition, _, _) = opened.content.expect("an edition");
    let publication = Publication {
        format: publication::VERSION,
        program: String::new(),
        source: String::new(),
        metadata: edition.metadata,
        words: 0,
        notes: 0,
        offers: None,
        files: vec![file("a.pdf", FileRole::Pdf, Some("pamphlet"))],
        judged: Vec::new(),
    };
    let date = publication.metadata.date;
    let sender = Sender { name: "Verlag", email: Some("post@example.org"), date, base: None };
    assert_eq!(onix::message(Release::V3_0, &publication, &sender), None);
    assert!(onix::head(Release::V3_1, &sender).contains("<EmailAddress>post@example.org<"));
}
