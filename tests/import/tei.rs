//! TEI: texts and the editions made of them, side by side in `tests/import/tei/`.

use std::fs;

use umbruch::import::{Foreign, ImportError, Imported, import};
use umbruch::storage::MemoryFolder;

use super::markdown::errors;
use super::{compare, foreign_files, options, root};

fn of_text(text: &str) -> Result<Imported, ImportError> {
    let folder = MemoryFolder::default();
    let foreign =
        Foreign { name: "text.xml", bytes: text.as_bytes().into(), kind: None, folder: &folder };
    import(foreign, &options())
}

#[test]
fn texts_in_tei_become_the_editions_beside_them() {
    let mut wrong = Vec::new();
    for path in foreign_files("tei") {
        let text = fs::read_to_string(&path).expect("the text can be read");
        let imported = of_text(&text).expect("it is a text");
        assert_eq!(errors(&imported), Vec::<String>::new(), "{}", path.display());
        assert_eq!(imported.came.words, imported.went.words + imported.aside, "{}", path.display());
        wrong.extend(compare(&path, &imported));
    }
    assert!(wrong.is_empty(), "made otherwise than expected:\n{}", wrong.join("\n"));
}

/// What is cut off, is refused with a place; what is not broken is read.
#[test]
fn a_file_that_is_cut_off_is_refused() {
    let path = root().join("tests/import/tei/hafen.xml");
    let text = fs::read_to_string(path).expect("the text can be read");
    for at in (0..text.trim_end().len()).step_by(101) {
        let cut = &text[..text.floor_char_boundary(at)];
        if let Ok(imported) = of_text(cut) {
            // what is left of the declaration alone is plain text
            assert!(at < 400, "cut at {at}");
            assert_eq!(errors(&imported), Vec::<String>::new(), "cut at {at}");
        }
    }
}

fn whole(body: &str, subset: &str) -> String {
    let header =
        "<teiHeader><fileDesc><titleStmt><title>Kai</title></titleStmt></fileDesc></teiHeader>";
    format!(
        "{subset}<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">{header}<text><body>{body}</body></text></TEI>"
    )
}

#[test]
fn entities_come_from_the_file_alone_and_stay_small() {
    let own = whole("<div><p>Am &k;.</p></div>", "<!DOCTYPE TEI [<!ENTITY k \"Kai\">]>");
    assert!(of_text(&own).expect("it is read").files[1].text.contains("Am Kai."));
    let mut laughs = String::from("<!DOCTYPE TEI [<!ENTITY a0 \"ha\">");
    for n in 1..12 {
        laughs.push_str(&format!("<!ENTITY a{n} \"{}\">", format!("&a{};", n - 1).repeat(10)));
    }
    let laughs = whole("<p>&a11;</p>", &format!("{laughs}]>"));
    assert_eq!(of_text(&laughs).expect_err("too much").message, "entities become too large");
    let outside = whole("<p>&x;</p>", "<!DOCTYPE TEI [<!ENTITY x SYSTEM \"/etc/passwd\">]>");
    assert!(of_text(&outside).is_err_and(|error| error.line >= 1));
    let unknown = of_text(&whole("<p>\n&mdash;</p>", "")).expect_err("not known");
    assert_eq!((unknown.line, unknown.message.as_str()), (2, "the entity `&mdash;` is not known"));
}

#[test]
fn what_is_nested_deeply_is_refused_or_read() {
    let nested = |name: &str, times: usize| {
        let body = format!(
            "{}Wort{}",
            format!("<{name}>").repeat(times),
            format!("</{name}>").repeat(times)
        );
        whole(&format!("<div><p>Ein Satz.</p>{body}</div>"), "")
    };
    for name in
        ["div", "quote", "list", "item", "lg", "hi", "note", "table", "sp", "choice", "p", "figure"]
    {
        for times in [30, 150, 5000] {
            match of_text(&nested(name, times)) {
                Ok(imported) => {
                    assert_eq!(errors(&imported), Vec::<String>::new(), "{name} {times}")
                }
                Err(error) => {
                    assert!(error.message.contains("nested"), "{name} {times}: {}", error.message)
                }
            }
        }
    }
}
