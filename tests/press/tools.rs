//! Outside programs that look at a file for the printer: poppler, qpdf, Ghostscript, ZBar.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where a program is; none: it is not installed, which is told, or fails where judges are required.
fn program(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let found = std::env::split_paths(&path).map(|folder| folder.join(name)).find(|p| p.exists());
    if found.is_none() {
        let required = std::env::var("UMBRUCH_JUDGES").is_ok_and(|value| value == "required");
        assert!(!required, "{name} is required and not installed");
        let _ = writeln!(std::io::stderr(), "skipped: {name} is not installed");
    }
    found
}

fn run(name: &str, arguments: &[&str], file: &Path) -> Option<String> {
    let output = Command::new(program(name)?).args(arguments).arg(file).output();
    let output = output.expect("the program runs");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success(),
        "{name} {}: {said}{}",
        file.display(),
        String::from_utf8_lossy(&output.stderr)
    );
    Some(said)
}

/// A box of a page, in millimetres: left, bottom, right, top.
pub fn page_box(file: &Path, name: &str) -> Option<[f64; 4]> {
    let said = run("pdfinfo", &["-box"], file)?;
    let line = said.lines().find(|line| line.starts_with(name)).expect("the box is told");
    let numbers = line.split_whitespace().skip(1).map(|n| n.parse::<f64>().expect("a number"));
    let numbers: Vec<f64> = numbers.map(|points| points * 25.4 / 72.0).collect();
    numbers.try_into().ok()
}

/// A word on a page, its box in millimetres from the page's left and top.
#[derive(Debug, Clone)]
pub struct Word {
    pub text: String,
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

/// The words of every page.
pub fn words(file: &Path) -> Option<Vec<Vec<Word>>> {
    let out = file.with_extension("bbox");
    let output = Command::new(program("pdftotext")?).arg("-bbox").arg(file).arg(&out).output();
    assert!(output.expect("it runs").status.success());
    let said = std::fs::read_to_string(&out).expect("written");
    let pages = said.split("<page ").skip(1);
    Some(pages.map(|page| page.lines().filter_map(word).collect()).collect())
}

fn word(line: &str) -> Option<Word> {
    let rest = line.trim().strip_prefix("<word ")?;
    let side = |name: &str| -> f64 {
        let (_, value) = rest.split_once(&format!("{name}=\"")).expect("a side");
        let (value, _) = value.split_once('"').expect("a number");
        value.parse::<f64>().expect("a number") * 25.4 / 72.0
    };
    let (_, text) = rest.split_once('>')?;
    let text = text.split_once('<')?.0.to_owned();
    Some(Word {
        text,
        left: side("xMin"),
        top: side("yMin"),
        right: side("xMax"),
        bottom: side("yMax"),
    })
}

/// How much of each page every ink covers: cyan, magenta, yellow, black, from 0 to 1.
pub fn inks(file: &Path) -> Option<Vec<[f64; 4]>> {
    let said =
        run("gs", &["-q", "-dNOPAUSE", "-dBATCH", "-sOutputFile=-", "-sDEVICE=inkcov"], file)?;
    let page = |line: &str| -> Option<[f64; 4]> {
        let numbers = line.split_whitespace().take(4).map(|n| n.parse::<f64>().ok());
        numbers.collect::<Option<Vec<f64>>>()?.try_into().ok()
    };
    Some(said.lines().filter_map(page).collect())
}

/// What a reader of bar codes sees on the first page, printed with 300 dots an inch.
pub fn bar_code(file: &Path) -> Option<String> {
    let picture = file.with_extension("");
    let output = Command::new(program("pdftoppm")?)
        .args(["-r", "300", "-png", "-singlefile"])
        .args([file, &picture])
        .output();
    assert!(output.expect("it runs").status.success());
    run("zbarimg", &["-q", "--raw"], &picture.with_extension("png"))
}

/// The first page in grey, four pixels a millimetre.
pub fn picture(file: &Path) -> Option<image::GrayImage> {
    let picture = file.with_extension("");
    let output = Command::new(program("pdftoppm")?)
        .args(["-r", "101.6", "-png", "-singlefile"])
        .args([file, &picture])
        .output();
    assert!(output.expect("it runs").status.success());
    let picture = image::open(picture.with_extension("png")).expect("a picture");
    Some(picture.to_luma8())
}

/// Fails unless the file's syntax is sound and every font is embedded.
pub fn judge(file: &Path) {
    run("qpdf", &["--check"], file);
    let Some(fonts) = run("pdffonts", &[], file) else { return };
    for line in fonts.lines().skip(2) {
        let words: Vec<&str> = line.split_whitespace().collect();
        // emb sub uni object ID
        let embedded = words.len().checked_sub(5).map(|at| words[at]);
        assert_eq!(embedded, Some("yes"), "{line}");
    }
}
