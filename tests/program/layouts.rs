//! `umbruch layout new` and `umbruch layout list`.

use std::fs;

use super::command::{code, stderr, umbruch};

#[test]
fn a_layout_is_copied_into_an_edition() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    assert_eq!(code(&umbruch(folder, &["new", "buch"])), 0);
    let made = umbruch(folder, &["layout", "new", "meins", "buch", "--from", "screen"]);
    assert_eq!(code(&made), 0, "{}", stderr(&made));
    let own = folder.join("buch/layouts/meins");
    for file in ["layout.toml", "book.typ", "cover.typ", "book.css"] {
        assert!(own.join(file).is_file(), "{file}");
    }
    let settings = fs::read_to_string(own.join("layout.toml")).expect("there");
    assert!(settings.starts_with("# 150 × 200 mm"), "it is as it was written, with its comments");
    fs::write(own.join("layout.toml"), settings.replace("for reading on a tablet", "meine"))
        .expect("written");
    let built = umbruch(folder, &["build", "buch", "--layout", "meins", "--only", "pdf"]);
    assert_eq!(code(&built), 0, "{}", stderr(&built));
    let again = umbruch(folder, &["layout", "new", "meins", "buch", "--from", "screen"]);
    assert_eq!(code(&again), 2);
    assert!(stderr(&again).contains("is not empty"), "{}", stderr(&again));
    let list = umbruch(folder, &["layout", "list", "buch"]);
    assert_eq!(code(&list), 0);
    let list = String::from_utf8(list.stdout).expect("text");
    assert!(list.starts_with("meins       150 × 200 mm, meine"), "{list}");
    let shipped = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/layouts")).expect("there");
    let shipped = shipped.flatten().filter(|one| one.path().join("layout.toml").is_file());
    for name in shipped.map(|one| one.file_name().into_string().expect("a name")) {
        assert!(list.lines().any(|line| line.starts_with(&name)), "{name} is not in\n{list}");
    }
}

#[test]
fn layouts_that_cannot_be_copied_are_told() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    assert_eq!(code(&umbruch(folder, &["new", "buch"])), 0);
    for (arguments, said) in [
        (["meins", "nirgends", "pamphlet"], "is no edition"),
        (["../meins", "buch", "pamphlet"], "is no name"),
        (["Meins", "buch", "pamphlet"], "is no name"),
        (["meins", "buch", "pamflet"], "there is no shipped layout `pamflet`"),
    ] {
        let [name, dir, from] = arguments;
        let output = umbruch(folder, &["layout", "new", name, dir, "--from", from]);
        assert_eq!(code(&output), 2, "{arguments:?}");
        assert!(stderr(&output).contains(said), "{}", stderr(&output));
    }
    fs::create_dir_all(folder.join("buch/layouts/kaputt")).expect("a folder");
    fs::write(folder.join("buch/layouts/kaputt/layout.toml"), "description = 1").expect("written");
    let list = umbruch(folder, &["layout", "list", "buch"]);
    assert_eq!(code(&list), 1);
    assert!(
        stderr(&list).contains("the layout `kaputt` has no file `book.typ`"),
        "{}",
        stderr(&list)
    );
}
