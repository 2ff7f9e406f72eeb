//! Headings, titles and the lines of the contents on the page.

use umbruch::inspection::Part;
use umbruch::layouts::Layout;
use umbruch::pipeline;
use umbruch::storage::MemoryFolder;
use umbruch::writers::pdf::Pdf;

use super::{cases, layout, set};

/// The first line that is read so.
fn line_with<'a>(pdf: &'a Pdf, words: &str) -> &'a umbruch::inspection::Line {
    let mut lines = pdf.report.pages.pages.iter().flat_map(|page| &page.lines);
    lines.find(|line| line.text.contains(words)).unwrap_or_else(|| panic!("no line says `{words}`"))
}

/// Headings of the second to the sixth level are told apart by their size, by how far they are indented and by how
/// wide the same words are, be they figures alone; and stand on the grid.
#[test]
fn levels_of_headings_are_told_apart() {
    for words in ["Hafen im Jahr", "1919 1848"] {
        let level =
            |level: usize| format!("{} {words} {words} {level}\n\nText.\n\n", "#".repeat(level));
        let text = format!("# A\n\n{}", (2..=6).map(level).collect::<String>());
        let folder = MemoryFolder::default().with("text/a.dj", text.as_bytes()).with(
            "edition.toml",
            cases::MANIFEST.replace("date", "omit = [\"contents\"]\ndate").as_bytes(),
        );
        let opened = pipeline::open(&folder, "fall");
        assert_eq!(opened.diagnostics, []);
        for name in Layout::shipped() {
            let pdf = set(&opened, &folder, name).expect("it can be set");
            let looks: Vec<(f64, f64, f64)> = (2..=6)
                .map(|level| {
                    let line = line_with(&pdf, &format!("{words} {words} {level}"));
                    (line.size, line.left, line.right - line.left)
                })
                .collect();
            for (at, one) in looks.iter().enumerate() {
                for other in &looks[..at] {
                    let apart = (one.0 - other.0).abs() > 0.3
                        || (one.1 - other.1).abs() > 3.0
                        || (one.2 - other.2).abs() > 1.5;
                    assert!(apart, "{name}, level {}: {one:?} {other:?}", at + 2);
                }
            }
        }
    }
}

/// Lines of titles are about as long as each other, no line ends with a word that leads to the next, none is a short word
/// alone, and the text of the file and its outline say nothing of it. A line that ends by hand stays as it is.
#[test]
fn titles_are_parted_by_sense() {
    let title = "Die Geschichte der Druckerei am Graben und von der Kunst, aus den Lettern und dem Papier Bücher zu machen";
    let text = format!(
        "# {title}\n\nText.\n\n## {title} im Jahr\n\nText.\n\n## Mit Umbruch \\\n  von der Hand\n\nText.\n"
    );
    let manifest = cases::MANIFEST.replace("date", "omit = []\ndate");
    let folder = MemoryFolder::default()
        .with("edition.toml", manifest.as_bytes())
        .with("text/a.dj", text.as_bytes());
    let opened = pipeline::open(&folder, "fall");
    for name in Layout::shipped() {
        let pdf = set(&opened, &folder, name).expect("it can be set");
        let headings = pdf.report.pages.paragraphs.iter().filter_map(|paragraph| {
            let lines: Vec<_> =
                paragraph.lines.iter().map(|at| pdf.report.pages.line(*at)).collect();
            (lines.len() > 1 && lines[0].part == Part::Heading).then_some(lines)
        });
        let mut seen = 0;
        for lines in headings {
            let (last, rest) = lines.split_last().expect("two lines");
            let long = rest.iter().map(|line| line.right - line.left).fold(0.0, f64::max);
            assert!(last.right - last.left > 0.4 * long, "{name}: {lines:?}");
            for line in rest {
                let word = line.text.rsplit(' ').next().unwrap_or_default();
                assert!(
                    !["Die", "der", "am", "und", "von", "aus", "den", "dem", "zu", "im"]
                        .contains(&word),
                    "{name}: {lines:?}"
                );
            }
            seen += 1;
        }
        assert!(seen > 0, "{name}");
        let mut lines = pdf.report.pages.pages.iter().flat_map(|page| &page.lines);
        assert!(lines.any(|line| line.text == "Mit Umbruch"), "{name}");
    }
}

/// A section of which no heading is seen, but whose title stands in the contents, is parted by a free
/// line from the section before it, where both stand on one page; one with a heading is not.
#[test]
fn sections_without_heading_are_parted_by_a_free_line() {
    let manifest = cases::MANIFEST.replace("title = \"A\"\n", "")
        + "[[section]]\nfile = \"text/b.dj\"\ntitle = \"Ein Brief\"\n";
    let folder = MemoryFolder::default()
        .with("edition.toml", manifest.as_bytes())
        .with("text/a.dj", b"# Kai\n\nErster Absatz.\n\nZweiter Absatz.\n")
        .with("text/b.dj", b"Dritter Absatz.\n\nVierter Absatz.\n");
    let opened = pipeline::open(&folder, "fall");
    assert_eq!(opened.diagnostics, []);
    let pdf = set(&opened, &folder, "pamphlet").expect("it can be set");
    let settings = layout("pamphlet", None).expect("shipped");
    let leading = settings.settings().text.leading;
    let pages = &pdf.report.pages.pages;
    let page = pages.iter().find(|page| page.lines.iter().any(|l| l.text.contains("Dritter")));
    let page = page.expect("it is set");
    let foot = |words: &str| {
        let line = page.lines.iter().find(|line| line.text.contains(words));
        line.unwrap_or_else(|| panic!("`{words}` stands on another page")).baseline
    };
    let lines = |from: &str, to: &str| (foot(to) - foot(from)) / leading;
    for (from, to, wanted) in
        [("Erster", "Zweiter", 1.0), ("Zweiter", "Dritter", 2.0), ("Dritter", "Vierter", 1.0)]
    {
        let found = lines(from, to);
        assert!((found - wanted).abs() < 0.01, "{from}, {to}: {found} lines");
    }
    assert!(line_with(&pdf, "Ein Brief").text.contains("Ein Brief"), "in the contents");
}

/// Endnotes stand below the title that their section was given, else below that of the only series.
#[test]
fn endnotes_have_the_title_that_they_are_given() {
    let series = "[notes.autor]\n[notes.red]\ntitle = \"Zur Ausgabe\"\n";
    let manifest = cases::MANIFEST.replacen("[[section]]", &format!("{series}[[section]]"), 1);
    let given = format!("{manifest}[[section]]\nrole = \"endnotes\"\ntitle = \"Apparat\"\n");
    for (manifest, title) in [(&manifest, "Zur Ausgabe"), (&given, "Apparat")] {
        let folder = MemoryFolder::default()
            .with("edition.toml", manifest.as_bytes())
            .with("text/a.dj", b"Wort.[^red:n]\n\n[^red:n]: Note.\n");
        let opened = pipeline::open(&folder, "fall");
        assert_eq!(opened.diagnostics, []);
        let pdf = set(&opened, &folder, "pamphlet").expect("it can be set");
        let lines = pdf.report.pages.pages.iter().flat_map(|page| &page.lines);
        let said: Vec<&str> = lines.map(|line| line.text.trim()).collect();
        let times = said.iter().filter(|line| **line == title).count();
        assert_eq!(times, 2, "over the notes and in the contents: {said:?}");
        assert!(!said.contains(&"Anmerkungen"), "{said:?}");
    }
}

/// A number that is long has a line of its own in the contents; titles beside short ones stand in line.
#[test]
fn contents_give_titles_their_room() {
    let section =
        |number: &str, title: &str| format!("{{number=\"{number}\"}}\n# {title}\n\nText.\n");
    let sections = [
        section(
            "Fünfundzwanzigstes Kapitel",
            "Am Kai von Warnemünde und weiter hinaus auf die See",
        ),
        section("1", "Erster Titel"),
        section("12", "Zwölfter Titel"),
    ];
    let mut manifest = cases::MANIFEST.replace("title = \"A\"\n", "");
    let mut folder = MemoryFolder::default();
    for (index, text) in sections.iter().enumerate() {
        let name = ["text/a.dj", "text/b.dj", "text/c.dj"][index];
        if index > 0 {
            manifest.push_str(&format!("[[section]]\nfile = \"{name}\"\n"));
        }
        folder = folder.with(name, text.as_bytes());
    }
    let folder = folder.with("edition.toml", manifest.as_bytes());
    let opened = pipeline::open(&folder, "fall");
    assert_eq!(opened.diagnostics, []);
    for name in ["pamphlet", "paperback", "screen", "proof"] {
        let pdf = set(&opened, &folder, name).expect("it can be set");
        let number = line_with(&pdf, "Fünfundzwanzigstes Kapitel");
        assert!(!number.text.contains("Am Kai"), "{name}: {}", number.text);
        line_with(&pdf, "Am Kai von Warnemünde und weiter hinaus");
        let starts = ["Erster Titel", "Zwölfter Titel"].map(|words| {
            let line = line_with(&pdf, words);
            let page = pdf.report.pages.pages.iter().find(|page| page.lines.contains(line));
            (line.left, line.text.clone(), page.is_some())
        });
        assert!((starts[0].0 - starts[1].0).abs() < 0.1, "{name}: {starts:?}");
    }
}

/// Chapters that run on have no running head above them where they come to begin at the head of a page,
/// with which other pages begin; and where folios of openings stand at the foot, theirs does.
#[test]
fn no_head_stands_above_a_chapter_that_begins_at_the_head_of_a_page() {
    let mut folder = MemoryFolder::default();
    let mut manifest = cases::MANIFEST.replace("title = \"A\"\n", "");
    for chapter in 0..30 {
        let text = format!(
            "# Kapitel {chapter}\n\n{}",
            "Die Zeile steht allein.\n\n".repeat(18 + chapter % 7)
        );
        if chapter > 0 {
            manifest += &format!("[[section]]\nfile = \"text/{chapter}.dj\"\n");
        }
        let name = if chapter == 0 { "a".to_owned() } else { chapter.to_string() };
        folder = folder.with(&format!("text/{name}.dj"), text);
    }
    let folder = folder.with("edition.toml", manifest);
    let opened = pipeline::open(&folder, "fall");
    assert_eq!(opened.diagnostics, []);
    for name in ["pamphlet", "proof"] {
        let pdf = set(&opened, &folder, name).expect("it can be set");
        let (mut opening, mut others) = (0, 0);
        let set = pdf.report.pages.pages.iter().filter(|page| {
            page.lines.iter().any(|line| line.text.contains("Die Zeile steht allein."))
        });
        for page in set.skip(1) {
            let first = page.lines.iter().find(|line| line.part != Part::Furniture);
            let first = first.expect("there is text");
            let above = page.lines.iter().filter(|line| line.baseline < first.baseline - 1.0);
            let head = above.map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ");
            if first.part == Part::Heading {
                opening += 1;
                assert_eq!(head, "", "{name}: {}", first.text);
            } else {
                others += 1;
                assert!(head.contains("Kapitel") || head.contains("Fall"), "{name}: {head}");
            }
        }
        assert!(opening > 0 && others > 0, "{name}: {opening}, {others}");
    }
}
