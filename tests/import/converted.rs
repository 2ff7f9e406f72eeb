//! One text as other programs write it: Pandoc and LibreOffice convert it, and each of their forms brings in what the text has.
//! Where they are not there, nothing is compared, and that is said.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use umbruch::import::{Counts, Foreign, Imported, import};
use umbruch::storage::DiskFolder;

use super::{options, root};

/// How many words the formula of the text has.
const FORMULA: usize = 6;

/// Runs a program in a folder; whether it did what it was asked for.
fn run(folder: &Path, program: &str, arguments: &[&str]) -> bool {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

fn of_file(path: &Path) -> Imported {
    let around = path.parent().expect("it stands in a folder");
    let folder = DiskFolder::open(around).expect("the folder is there");
    let bytes = fs::read(path).expect("it was written");
    let name = path.file_name().expect("it has a name").to_string_lossy().into_owned();
    let foreign = Foreign { name: &name, bytes: bytes.into(), kind: None, folder: &folder };
    import(foreign, &options()).expect("it is a text")
}

/// What a form has to bring: notes, headings, pictures, tables, and the passages in French.
fn held(imported: &Imported) -> [usize; 5] {
    let Counts { notes, headings, pictures, tables, .. } = imported.went;
    let french = imported.files.iter().map(|file| file.text.matches("lang=fr").count()).sum();
    [notes, headings, pictures, tables, french]
}

#[test]
fn each_form_that_other_programs_write_brings_the_same() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let source = root().join("tests/import/converted");
    for name in ["hafen.md", "kai.png"] {
        fs::copy(source.join(name), folder.path().join(name)).expect("it can be copied");
    }
    if !run(folder.path(), "pandoc", &["--version"]) {
        let _ = writeln!(std::io::stderr(), "skipped: pandoc is not there");
        return;
    }
    let own = of_file(&folder.path().join("hafen.md"));
    assert_eq!(held(&own), [3, 4, 1, 1, 1]);
    // Pandoc says in documents of Word no language of a passage.
    let mut forms: Vec<(String, usize)> = Vec::new();
    for (form, french) in [("docx", 0), ("odt", 1), ("epub", 1), ("html", 1), ("md", 1)] {
        let to = format!("pandoc.{form}");
        let arguments = ["hafen.md", "--standalone", "--mathml", "-o", &to];
        assert!(run(folder.path(), "pandoc", &arguments), "{to}");
        forms.push((to, french));
    }
    let profile =
        format!("-env:UserInstallation=file://{}", folder.path().join("office").display());
    for (from, to, french) in [("pandoc.odt", "docx", 1), ("pandoc.docx", "odt", 0)] {
        let arguments = [&profile, "--headless", "--convert-to", to, "--outdir", "office", from];
        if run(folder.path(), "soffice", &arguments) {
            forms.push((format!("office/pandoc.{to}"), french));
        } else {
            let _ = writeln!(std::io::stderr(), "skipped: soffice is not there");
        }
    }
    let mut wrong = Vec::new();
    for (form, french) in forms {
        let imported = of_file(&folder.path().join(&form));
        let (words, held) = (imported.went.words, held(&imported));
        // without its part for formulas LibreOffice drops them
        let has_formula = imported.files.iter().any(|file| file.text.contains("$`"));
        let dropped = if form.starts_with("office") && !has_formula { FORMULA } else { 0 };
        if held != [3, 4, 1, 1, french] || words + dropped != own.went.words {
            wrong.push(format!("{form}: {held:?}, {words} of {} words", own.went.words));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
