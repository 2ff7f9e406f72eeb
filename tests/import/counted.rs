//! What came in and what went out agree, for all formats.

use std::fs;

use umbruch::import::{Counts, Imported};

use super::{foreign_files, of_bytes, packages, web};

/// What was read of every input of the tests, by its name.
fn all() -> Vec<(String, Imported)> {
    let mut all = Vec::new();
    for format in ["text", "markdown", "html", "tei"] {
        for path in foreign_files(format) {
            let name = path.file_name().expect("it has a name").to_string_lossy().into_owned();
            let bytes = fs::read(&path).expect("it can be read");
            let imported = of_bytes(&name, &bytes).expect("it is a text");
            all.push((path.display().to_string(), imported));
        }
    }
    for (folder, bytes) in web::books() {
        let imported = of_bytes("buch.epub", &bytes).expect("it is a book");
        all.push((folder.display().to_string(), imported));
    }
    for format in ["docx", "odt"] {
        for folder in packages::folders(format) {
            let imported = packages::imported(format, &folder);
            all.push((folder.display().to_string(), imported));
        }
    }
    all
}

/// Words stand in the edition or are set aside; a note that nothing calls is text, a picture that is not there is told.
#[test]
fn what_comes_in_goes_out() {
    let all = all();
    assert!(all.len() >= 60, "only {} inputs", all.len());
    let mut wrong = Vec::new();
    for (name, Imported { came, went, aside, decisions, .. }) in all {
        let uncalled = decisions.iter().filter(|one| one.message.contains("is called nowhere"));
        let pictures = came.pictures.max(went.pictures);
        let expected = Counts {
            words: went.words + aside,
            notes: went.notes + uncalled.count(),
            pictures,
            ..went
        };
        if came != expected {
            wrong.push(format!("{name}: {came} in, {went} out, {aside} words aside"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
