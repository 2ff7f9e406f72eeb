//! The intermediate representation as JSON: its schema is the one in `docs/`, and nothing is lost.

use umbruch::ir::{self, Exchange};
use umbruch::pipeline;
use umbruch::storage::DiskFolder;

use super::root;

/// With `UMBRUCH_BLESS=1` the file in `docs/` is rewritten.
#[test]
fn the_schema_is_the_documented_one() {
    let path = root().join("docs/ir.schema.json");
    let schema = format!("{}\n", umbruch::cli::ir::schema());
    if std::env::var_os("UMBRUCH_BLESS").is_some() {
        std::fs::write(&path, &schema).expect("the schema can be written");
    }
    assert_eq!(std::fs::read_to_string(path).expect("the schema is there"), schema);
}

/// The same of what is known of a release.
#[test]
fn the_schema_of_releases_is_the_documented_one() {
    let path = root().join("docs/edition.schema.json");
    let schema = format!("{}\n", umbruch::publication::Publication::schema());
    if std::env::var_os("UMBRUCH_BLESS").is_some() {
        std::fs::write(&path, &schema).expect("the schema can be written");
    }
    assert_eq!(std::fs::read_to_string(path).expect("the schema is there"), schema);
}

#[test]
fn a_book_survives_the_round_trip() {
    for name in ["alles", "apparat", "minimal", "tafeln"] {
        let folder = DiskFolder::open(&root().join("tests/editions").join(name)).expect("opened");
        let opened = pipeline::open(&folder, name);
        let (_, book, _) = opened.content.expect("the manifest can be read");
        let manuscript = book.manuscript().clone();
        let handed = Exchange::of_book(book);
        let json = serde_json::to_string(&handed).expect("a book is always JSON");
        let again: Exchange = serde_json::from_str(&json).expect("its JSON is a book");
        assert!(again == handed, "{name}");
        assert!(ir::manuscript(&json, 0).expect("it holds one") == manuscript, "{name}");
    }
}
