//! Settings are read, worked out and written for the layout's files.

use super::{Justification, Settings};

const REST: &str = r#"
description = "A page"

[text]
fonts = ["Libertinus Serif"]
size = 10
leading = 13

[notes]
size = 8
leading = 10

[openings]
front = "page"
first = "recto"
chapter = "page"
part = "recto"
back = "page"
sink = 2

[contents]
depth = 2
"#;

fn read(tables: &str) -> Result<Settings, String> {
    Settings::read(format!("{REST}\n{tables}").as_bytes()).map_err(|fault| fault.to_string())
}

fn settings(tables: &str) -> Settings {
    read(tables).unwrap_or_else(|fault| panic!("{tables}: {fault}"))
}

const NUMBERS: &str =
    "[page]\nwidth = 125\nheight = 190\ninner = 15\ntop = 20\nmeasure = 90\nlines = 33\n";

/// Tschichold's figure on a page of 2:3: margins of 2:3:4:6, an area of the page's proportions, as
/// high as the page is wide.
#[test]
fn villards_figure_on_a_page_of_two_to_three() {
    let page = settings("[page]\nwidth = 120\nheight = 180\ncanon = \"villard\"\n").page;
    let outer = page.width - page.inner - page.measure;
    assert_eq!((page.inner, page.top, page.measure), (13.33, 20.0, 80.0));
    assert!((outer - 2.0 * page.inner).abs() < 0.02, "{outer}");
    let line = 13.0 * 25.4 / 72.0;
    let area = f64::from(page.lines - 1) * line + 10.0 * 25.4 / 72.0;
    assert!((area - 120.0).abs() <= line / 2.0, "{area} is not the width within half a line");
    let secular = settings("[page]\nwidth = 120\nheight = 180\ncanon = \"2:3:4:6\"\n").page;
    assert_eq!(page, secular, "on this page the two are one");
}

/// On any other page Villard keeps the page's proportions, the other canon those of the margins.
#[test]
fn canons_on_a_page_of_other_proportions() {
    let line = 13.0 * 25.4 / 72.0;
    let villard = settings("[page]\nwidth = 148\nheight = 210\ncanon = \"villard\"\n").page;
    let height = f64::from(villard.lines - 1) * line + 10.0 * 25.4 / 72.0;
    assert!((height - 140.0).abs() <= line / 2.0, "{height}");
    assert_eq!((villard.inner, villard.top, villard.measure), (16.44, 23.33, 98.67));
    let secular = settings("[page]\nwidth = 148\nheight = 210\ncanon = \"2:3:4:6\"\n").page;
    let height = f64::from(secular.lines - 1) * line + 10.0 * 25.4 / 72.0;
    let foot = 210.0 - secular.top - height;
    assert!((secular.top / secular.inner - 1.5).abs() < 0.01);
    assert!((foot - 3.0 * secular.inner).abs() <= line / 2.0, "{foot}");
}

#[test]
fn finer_divisions_leave_smaller_margins() {
    let of = |division: u32| {
        settings(&format!(
            "[page]\nwidth = 120\nheight = 180\ncanon = \"villard\"\ndivision = {division}\n"
        ))
        .page
    };
    assert_eq!((of(12).inner, of(12).top, of(12).measure), (10.0, 15.0, 90.0));
    assert_eq!((of(6).measure, of(6).lines), (60.0, 20));
}

#[test]
fn a_table_that_is_not_there_has_its_defaults() {
    let it = settings(NUMBERS).justification;
    assert_eq!(it, Justification::default());
    assert_eq!((it.spacing, it.scale, it.tracking), ((0.72, 1.5), (-0.02, 0.02), (0.0, 0.0)));
    assert_eq!(it.minima, (2, 3));
    assert!(it.justify && it.hyphenate && it.hanging);
}

#[test]
fn percent_become_fractions() {
    let table = "[justification]\nspacing = [75, 133]\nscale = [99, 101]\ntracking = [-0.5, 0.25]\nhyphenate = false\nhyphen-cost = 50\n";
    let it = settings(&format!("{NUMBERS}{table}")).justification;
    let near = |a: (f64, f64), b: (f64, f64)| (a.0 - b.0).abs() + (a.1 - b.1).abs() < 1e-9;
    assert!(near(it.spacing, (0.75, 1.33)) && near(it.scale, (-0.01, 0.01)), "{it:?}");
    assert!(near(it.tracking, (-0.005, 0.0025)), "{it:?}");
    assert!(!it.hyphenate && it.hanging, "what is not said stays");
    assert!((it.hyphen_cost - 0.5).abs() < 1e-9);
}

/// What the layout's Typst files read is a `layout.toml` in numbers that says the same.
#[test]
fn what_is_worked_out_is_written() {
    for page in [NUMBERS, "[page]\nwidth = 148\nheight = 210\ncanon = \"villard\"\n"] {
        let first = settings(&format!("{page}[own]\nwords = [\"a\"]\n[own.deep]\nb = 1\n"));
        let written = first.resolved();
        assert!(written.contains("measure") && !written.contains("canon"), "{written}");
        let again = Settings::read(written.as_bytes()).expect("it can be read");
        assert_eq!(first.page, again.page);
        assert_eq!(first.own, again.own);
        assert_eq!(again.resolved(), written);
    }
}

#[test]
fn what_cannot_be_set_is_told() {
    let page = "[page]\nwidth = 148\nheight = 210\n";
    for (tables, part) in [
        (page.to_owned(), "`page.inner` and `page.top` and `page.measure` and `page.lines` is"),
        (format!("{page}canon = \"villard\"\ninner = 3\n"), "leave one of the two out"),
        (format!("{page}canon = \"villard\"\ndivision = 4\n"), "from 6 to 24"),
        (format!("{NUMBERS}division = 9\n"), "needs `page.canon`"),
        (format!("{page}canon = \"gutenberg\"\n"), "unknown variant `gutenberg`"),
        ("[page]\nwidth = nan\nheight = 210\ncanon = \"villard\"\n".into(), "`page.width`"),
        ("[page]\nwidth = 148\nheight = inf\ncanon = \"villard\"\n".into(), "the canon leaves inf"),
        ("[page]\nwidth = 148\nheight = 9e99\ncanon = \"villard\"\n".into(), "the canon leaves"),
        ("[page]\nwidth = 148\nheight = 3\ncanon = \"villard\"\n".into(), "no margin at the foot"),
        (
            "[page]\nwidth = 148\nheight = 1\ncanon = \"villard\"\n".into(),
            "the canon leaves 0.7 mm",
        ),
        ("[page]\nwidth = -148\nheight = 210\ncanon = \"villard\"\n".into(), "above 0"),
        (format!("{NUMBERS}[justification]\nspacing = [0, 150]\n"), "not from 30 to 100"),
        (format!("{NUMBERS}[justification]\nspacing = [nan, 150]\n"), "holds NaN"),
        (format!("{NUMBERS}[justification]\ntracking = [-0.1, inf]\n"), "not from 0 to 0.5"),
        (format!("{NUMBERS}[justification]\nscale = [90, 100]\n"), "not from 95 to 100"),
        (format!("{NUMBERS}[justification]\nminima = [0, 3]\n"), "not from 2 to 20"),
        (format!("{NUMBERS}[justification]\nminima = [2, 300]\n"), "invalid value"),
        (format!("{NUMBERS}[justification]\nstretch = 1\n"), "unknown field `stretch`"),
        (format!("{NUMBERS}[folios]\nplace = \"side\"\n"), "unknown variant `side`"),
        (format!("{NUMBERS}sides = \"left\"\n"), "unknown variant `left`"),
    ] {
        let told = read(&tables).expect_err(&tables);
        assert!(told.contains(part), "{tables}: {told}");
    }
}

/// The line is that of the table, or of the key if TOML knows it.
#[test]
fn faults_in_tables_have_a_line() {
    let told = read(&format!("{NUMBERS}[justification]\nminima = [0, 3]\n")).expect_err("wrong");
    assert!(told.starts_with("line "), "{told}");
    assert!(!told.starts_with("line 1:"), "{told}");
}

/// What stands in tables that have no defaults.
#[test]
fn what_cannot_be_set_is_told_of_every_table() {
    for (old, new, part) in [
        ("fonts = [\"Libertinus Serif\"]", "fonts = []", "names no font"),
        ("fonts = [\"Libertinus Serif\"]", "fonts = [\" \"]", "names no font"),
        ("size = 10\n", "size = nan\n", "`text.size` must be above 0"),
        ("size = 10\n", "size = 1e300\n", "`text.size` must be at most 1000"),
        ("size = 10\n", "size = 10\nweight = 20\n", "from 100 to 900"),
        ("size = 10\n", "size = 10\nindent = -1\n", "from 0 to 100"),
        ("depth = 2", "depth = 0", "`contents.depth` must be above 0"),
        ("sink = 2", "sink = 40", "leave no line for text"),
        ("sink = 2", "sink = 2\ninitial = 4000000000", "leave no line for text"),
        ("sink = 2", "sink = -2", "invalid value"),
        ("description = \"A page\"", "", "missing field `description`"),
    ] {
        let text = format!("{REST}\n{NUMBERS}");
        assert!(text.contains(old), "{old}");
        let told = Settings::read(text.replacen(old, new, 1).as_bytes()).expect_err(new);
        assert!(told.to_string().contains(part), "{new}: {told}");
    }
    assert!(Settings::read(&[0xff]).expect_err("no text").to_string().contains("not UTF-8"));
    assert!(Settings::read(b"").is_err());
}
