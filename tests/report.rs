//! The report on pages: as JSON that its schema describes, as a page from which nothing of a source
//! escapes.

use std::path::Path;

use umbruch::inspection::{self, End, Limits, Line, Page, Pages, Paragraph, Part, Report};
use umbruch::source::{Sources, Span};
use umbruch::writers::report::{Heading, json, page, schema};

const EVIL: &str = "</script><img src=x onerror=alert(1)> & \"<!--";
const PICTURE: &str = r##"<svg viewBox="0 0 300 400" xmlns:xlink="http://www.w3.org/1999/xlink"><g>
<g transform="matrix(1 0 0 -1 20 50)"><use xlink:href="#gAB" x="0" y="0" fill="#000000"/></g></g>
<defs><symbol id="gAB"><path d="M0 0L5 5"/></symbol></defs></svg>"##;

fn line(baseline: f64, space: f64, span: Span, text: &str) -> Line {
    Line {
        left: 20.0,
        right: 280.0,
        baseline,
        size: 10.0,
        text: text.to_owned(),
        span: Some(span),
        part: Part::Text,
        paragraph: Some(0),
        end: End::Word,
        justified: true,
        spaces: 6,
        space,
        hangs: (0.0, 0.0),
        tracking: 0.0,
        scale: 1.0,
        gaps: Vec::new(),
        overfull: 0.0,
    }
}

/// Two pages; on the second a line is loose.
fn made() -> (Report, Sources) {
    let mut sources = Sources::default();
    let file = sources.add("text/a.dj", format!("# A\n\n{EVIL} steht hier\n"));
    let span = Span::new(file, 5..5 + EVIL.len());
    let lines = |space| {
        vec![
            line(50.0, 0.25, span, "eine Zeile, die gut steht"),
            line(63.0, space, span, EVIL),
            Line { end: End::Last, ..line(76.0, 0.25, span, "und die letzte von allen") },
        ]
    };
    let at = |page| Page { width: 300.0, height: 400.0, lines: lines(page) };
    let paragraph = Paragraph { span, lines: vec![(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2)] };
    let pages = Pages {
        pages: vec![at(0.25), at(0.61)],
        paragraphs: vec![paragraph],
        leading: 13.0,
        size: 10.0,
        indent: 12.0,
        ..Pages::default()
    };
    (inspection::inspect("eigen", pages, Limits::default(), Vec::new()), sources)
}

fn heading() -> Heading<'static> {
    Heading { title: EVIL, language: "de-1901" }
}

fn html() -> String {
    let (report, sources) = made();
    let bytes = page(&report, &sources, &[PICTURE.to_owned(), PICTURE.to_owned()], &heading());
    String::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn nothing_of_a_source_becomes_markup() {
    let html = html();
    assert!(!html.contains("<img"), "an element of the source");
    assert!(!html.contains("<!--"), "a comment of the source");
    // Every script that is opened is one of ours, and is closed by us.
    assert_eq!(html.matches("<script").count(), 4);
    assert_eq!(html.matches("</script").count(), 4);
    assert!(html.contains("&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt; &amp; \"&lt;!--"));
}

#[test]
fn it_asks_for_nothing_and_runs_but_its_own_script() {
    let html = html();
    assert!(html.contains("default-src &apos;none&apos;") || html.contains("default-src 'none'"));
    assert!(!html.contains("unsafe-inline"));
    for name in ["src=", "url(http", "@import", " style=", " onclick="] {
        assert!(!html.replace("onerror=alert", "").replace("src=x", "").contains(name), "{name}");
    }
}

#[test]
fn a_finding_leads_to_its_line_and_tells_its_place() {
    let html = html();
    for part in [
        "id=\"finding-0\" data-flaw=\"loose\" data-page=\"1\"",
        "href=\"#mark-0\"",
        "id=\"mark-0\" href=\"#finding-0\"",
        "id=\"page-2\"",
        "text/a.dj:3:1",
        "Zu weite Zeile",
        "0,61 em",
        "<html lang=\"de\">",
        "Schwere Mängel: 1",
    ] {
        assert!(html.contains(part), "no {part}");
    }
}

#[test]
fn pages_lie_as_in_the_book() {
    let html = html();
    let spreads: Vec<&str> = html.split("class=\"spread\"").skip(1).collect();
    assert_eq!(spreads.len(), 2);
    assert!(spreads[0].contains("page recto") && !spreads[0].contains("page verso"));
    assert!(spreads[1].contains("page verso"));
}

#[test]
fn other_languages_get_english() {
    let (report, sources) = made();
    let heading = Heading { title: "A", language: "fr" };
    let html = String::from_utf8(page(&report, &sources, &[], &heading)).expect("UTF-8");
    assert!(html.contains("<html lang=\"en\">") && html.contains("Loose line"));
    assert!(html.contains("<h1 lang=\"fr\">"));
}

#[test]
fn an_empty_report_is_a_page_too() {
    let pages = Pages::default();
    let report = inspection::inspect("a", pages, Limits::default(), Vec::new());
    let html = String::from_utf8(page(&report, &Sources::default(), &[], &heading()));
    assert!(html.expect("UTF-8").contains("Nichts zu beanstanden."));
}

#[test]
fn json_counts_and_places_what_was_found() {
    let (report, sources) = made();
    let text = String::from_utf8(json(&report, &sources, &heading())).expect("UTF-8");
    let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(value["summary"]["after"]["counts"]["loose"], 1);
    assert_eq!(value["summary"]["grave"], 1);
    assert!(value["summary"]["before"].is_null());
    let finding = &value["findings"][0];
    assert_eq!((&finding["code"], &finding["page"]), (&"loose".into(), &2.into()));
    assert_eq!(finding["text"], EVIL);
    assert_eq!(finding["source"]["file"], "text/a.dj");
    assert_eq!((&finding["source"]["line"], &finding["source"]["column"]), (&3.into(), &1.into()));
    assert_eq!(value["pages"][1]["loosest"], 0.61);
    assert!(text.ends_with("}\n"));
}

/// With `UMBRUCH_BLESS=1` the file in `docs/` is rewritten.
#[test]
fn the_schema_is_the_documented_one() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/report.schema.json");
    let schema = format!("{}\n", schema());
    if std::env::var_os("UMBRUCH_BLESS").is_some() {
        std::fs::write(&path, &schema).expect("the schema can be written");
    }
    assert_eq!(std::fs::read_to_string(path).expect("the schema is there"), schema);
}
