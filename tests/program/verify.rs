//! `umbruch verify` as its user meets it.

use std::path::Path;
use std::process::{Command, Output};

#[path = "../verify/book.rs"]
#[allow(dead_code, reason = "shared with the tests of the checker")]
mod book;

use book::Archive;

fn verify(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_umbruch"));
    command.current_dir(folder).arg("verify").args(args);
    command.output().expect("the command runs")
}

#[test]
fn exit_status_messages_and_json() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut archive = Archive::clean();
    std::fs::write(folder.path().join("gut.epub"), archive.pack()).expect("written");
    archive.put("EPUB/images/rest.png", Vec::new());
    std::fs::write(folder.path().join("warnung.epub"), archive.pack()).expect("written");
    archive.file("mimetype").deflated = true;
    std::fs::write(folder.path().join("fehler.epub"), archive.pack()).expect("written");

    let clean = verify(folder.path(), &["gut.epub"]);
    assert_eq!(clean.status.code(), Some(0));
    // What is not looked into is said, and nothing else.
    let said = String::from_utf8_lossy(&clean.stderr).into_owned();
    assert!(clean.stdout.is_empty() && said.contains("0 errors, 1 warning"), "{said}");
    let warned = verify(folder.path(), &["gut.epub", "warnung.epub"]);
    assert_eq!(warned.status.code(), Some(0));
    let said = String::from_utf8_lossy(&warned.stderr).into_owned();
    assert!(said.contains("--> warnung.epub/EPUB/package.opf:30:2"), "{said}");
    assert!(said.contains("0 errors, 3 warnings"), "{said}");
    let failed = verify(folder.path(), &["fehler.epub", "--format", "json"]);
    assert_eq!(failed.status.code(), Some(1));
    let json: serde_json::Value = serde_json::from_slice(&failed.stdout).expect("JSON");
    assert_eq!(json[0]["code"], "epub-mimetype");
    assert_eq!(json[0]["file"], "fehler.epub");
    for wrong in [&["fehlt.epub"] as &[&str], &["."], &[]] {
        assert_eq!(verify(folder.path(), wrong).status.code(), Some(2), "{wrong:?}");
    }
}

/// A book of others gets the report that umbruch's own get.
#[test]
fn the_report_on_accessibility() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut archive = Archive::clean();
    let text = String::from_utf8(archive.file("EPUB/text/eins.xhtml").bytes.clone()).expect("text");
    let spoilt = text.replace("</body>", "<p><img src=\"../images/kran.png\"/></p></body>");
    archive.file("EPUB/text/eins.xhtml").bytes = spoilt.into_bytes();
    std::fs::write(folder.path().join("fremd.epub"), archive.pack()).expect("written");
    std::fs::write(folder.path().join("kein.epub"), "nichts").expect("written");
    verify(folder.path(), &["fremd.epub", "kein.epub", "--report", "b"]);
    let made = |name: &str| std::fs::read(folder.path().join("b").join(name));
    assert!(made("kein.a11y.json").is_err(), "there is nothing to tell of");
    let json: serde_json::Value =
        serde_json::from_slice(&made("fremd.a11y.json").expect("a report")).expect("JSON");
    assert_eq!((&json["title"], &json["language"]), (&"Das Kontor".into(), &"de".into()));
    assert_eq!(json["claims"]["accessModeSufficient"][0], "textual,visual");
    assert_eq!(json["pages"]["source"], "urn:isbn:9783161484100");
    let stated = json["package"].as_array().expect("a list");
    assert!(stated.iter().any(|one| one["property"] == "a11y:certifiedBy"));
    let gap = &json["gaps"][0];
    assert_eq!(gap["criterion"], "1.1.1");
    let place = gap["place"].as_str().expect("a place");
    assert!(place.starts_with("fremd.epub/EPUB/text/eins.xhtml:"), "{place}");
    let page = String::from_utf8(made("fremd.a11y.html").expect("a page")).expect("UTF-8");
    assert!(page.contains("Bericht zur Barrierefreiheit") && page.contains("data:image/jpeg"));
}

/// A book of others that asks for nothing but what the standard asks: what accessibility asks for is a
/// warning there, an error with `--accessibility`; what is not looked into is said.
#[test]
fn books_of_others() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut archive = Archive::clean();
    let package = String::from_utf8(archive.file("EPUB/package.opf").bytes.clone()).expect("text");
    let silent: String = package
        .lines()
        .filter(|line| !line.contains("accessMode\""))
        .map(|l| format!("{l}\n"))
        .collect();
    archive.file("EPUB/package.opf").bytes = silent.into_bytes();
    std::fs::write(folder.path().join("fremd.epub"), archive.pack()).expect("written");

    let lenient = verify(folder.path(), &["fremd.epub"]);
    let said = String::from_utf8_lossy(&lenient.stderr).into_owned();
    assert_eq!(lenient.status.code(), Some(0), "{said}");
    assert!(said.contains("warning[epub-accessibility]"), "{said}");
    assert!(said.contains("      1  warning  epub-accessibility"), "{said}");
    assert!(said.contains("the elements of drawings in SVG are not checked"), "{said}");
    let strict = verify(folder.path(), &["fremd.epub", "--accessibility"]);
    let said = String::from_utf8_lossy(&strict.stderr).into_owned();
    assert_eq!(strict.status.code(), Some(1), "{said}");
    assert!(said.contains("error[epub-accessibility]"), "{said}");
}

/// However much is wrong with a book, what is shown can be read; programs and `--all` get each message.
#[test]
fn messages_without_end_are_counted() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut archive = Archive::clean();
    let items: String = (0..400)
        .map(|n| format!("<item id=\"x{n}\" href=\"x{n}.css\" media-type=\"text/css\"/>\n"))
        .collect();
    let long = "lang".repeat(100_000);
    let package = String::from_utf8(archive.file("EPUB/package.opf").bytes.clone()).expect("text");
    let items =
        format!("{items}<item id=\"lang\" href=\"{long}\" media-type=\"text/css\"/></manifest>");
    archive.file("EPUB/package.opf").bytes =
        package.replacen("</manifest>", &items, 1).into_bytes();
    std::fs::write(folder.path().join("buch.epub"), archive.pack()).expect("written");
    let told = |args: &[&str]| {
        let output = verify(folder.path(), &[&["buch.epub"], args].concat());
        String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned()
    };
    let (shown, each) = (told(&[]), told(&["--all"]));
    let count = |text: &str| text.matches("error[epub-file-missing]: the file").count();
    assert_eq!((count(&shown), count(&each)), (100, 401), "{}", &shown[..2000]);
    assert!(shown.contains("error[epub-file-missing]: 301 more"));
    assert!(shown.contains("`umbruch verify --all` shows each"));
    assert!(shown.contains("    401  error    epub-file-missing"), "all are counted");
    let json: serde_json::Value = serde_json::from_str(&told(&["--format", "json"])).expect("JSON");
    let messages = json.as_array().expect("an array").iter().map(|one| &one["message"]);
    let lengths = messages.map(|message| message.as_str().expect("text").chars().count());
    assert_eq!(lengths.max(), Some(1001), "a message ends, however long the name in it is");
}

/// What is not looked into is said of a book that has it, and of no other.
#[test]
fn what_is_not_checked_is_said() {
    let package = "EPUB/package.opf";
    let one = "EPUB/text/eins.xhtml";
    let second = "<rootfile full-path=\"EPUB/package.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles>";
    for (path, old, new, said) in [
        (one, "</head>", "<script>var a;</script></head>", "scripts are not checked"),
        (package, "<dc:date>", "<dc:type>edupub</dc:type><dc:date>", "`edupub` are not checked"),
        ("META-INF/container.xml", "</rootfiles>", second, "further renditions of the book"),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let mut archive = Archive::clean();
        let told = |archive: &Archive| {
            std::fs::write(folder.path().join("buch.epub"), archive.pack()).expect("written");
            let output = verify(folder.path(), &["buch.epub"]);
            String::from_utf8_lossy(&output.stderr).into_owned()
        };
        assert!(!told(&archive).contains(said), "{said}");
        let text = String::from_utf8(archive.file(path).bytes.clone()).expect("a text");
        archive.file(path).bytes = text.replacen(old, new, 1).into_bytes();
        let told = told(&archive);
        assert!(told.contains(said) && told.contains("epub-unchecked"), "{told}");
    }
}
