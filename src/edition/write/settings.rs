//! What a manifest says besides: how the manuscript is set, printed and proofread.

use toml::Value;

use super::super::names::{
    BINDING, EPUB_HYPHENATION, EPUB_LIGATURES, EPUB_PAGES, IMPOSITION, PAGE_MARKERS, QUOTES,
    SPINE_TEXT, TYPOGRAPHY, WISHES, WORKS, name_of,
};
use super::super::resolve::{BLEED, DEFAULT_LAYOUT, DEFAULT_STYLE, RESOLUTION};
use super::super::{Print, Settings, Spelling, Works};
use super::{Lines, inline, list};
use crate::ir::Manuscript;
use crate::press::{Binding, Paper, Scheme, SheetSize, SpineText, sheet_named, sheet_names};

/// The keys at the top.
pub(super) fn head(manuscript: &Manuscript, settings: &Settings, out: &mut Lines) {
    let layouts = texts(&settings.layouts);
    out.unless(texts(&[DEFAULT_LAYOUT.to_owned()]), "layouts", layouts);
    let omit: Vec<String> = settings.omit.iter().map(|role| role.as_str().to_owned()).collect();
    out.strings("omit", &omit);
    if settings.pins.is_empty() {
        out.said("typography", TYPOGRAPHY, &settings.corrects_typography);
    }
    out.choice("quotes", QUOTES, &settings.quotes);
    out.choice("page-markers", PAGE_MARKERS, &manuscript.page_markers);
}

/// A list, whatever it holds.
fn texts(values: &[String]) -> Value {
    list(values).unwrap_or_else(|| Value::Array(Vec::new()))
}

/// The tables.
pub(super) fn tables(manuscript: &Manuscript, settings: &Settings, out: &mut Lines) {
    works(settings.works.as_ref(), manuscript, out);
    out.table("hyphenation");
    out.strings("exceptions", &settings.breaks.exceptions);
    out.strings("names", &settings.breaks.names);
    if !settings.pins.is_empty() {
        typography(settings, out);
    }
    out.table("epub");
    out.choice("hyphenation", EPUB_HYPHENATION, &settings.epub.soft_hyphens);
    out.choice("ligatures", EPUB_LIGATURES, &settings.epub.non_joiners);
    out.choice("pages", EPUB_PAGES, &settings.epub_pages.list);
    out.text("pages-from", settings.epub_pages.layout.as_deref());
    out.unless(true, "fonts", settings.epub.fonts);
    spelling(&settings.spelling, out);
    out.table("print");
    if let Some(print) = &settings.print {
        ordered(print, settings, manuscript.metadata.language.primary(), out);
    }
    out.table("lints");
    for (code, reason) in &settings.switched_off {
        out.string(code.as_str(), reason);
    }
    let all = settings.allowances.len();
    for (n, allowance) in settings.allowances.iter().enumerate() {
        out.nth_table("allow", n, all);
        out.string("code", allowance.code.as_str());
        out.string("file", &allowance.file);
        out.string("text", &allowance.text);
        out.string("reason", &allowance.reason);
    }
}

fn works(works: Option<&Works>, manuscript: &Manuscript, out: &mut Lines) {
    out.table("bibliography");
    let Some(works) = works else { return };
    let files: Vec<String> = works.files.iter().map(|(path, _)| path.clone()).collect();
    out.strings("file", &files);
    out.unless(DEFAULT_STYLE, "style", works.style.0.as_str());
    out.choice("list", WORKS, &works.all);
    let series = manuscript.series.get(usize::from(works.series.0));
    let series = series.filter(|_| works.series.0 > 0);
    out.text("notes", series.map(|series| series.name.as_str()));
}

fn typography(settings: &Settings, out: &mut Lines) {
    out.table("typography");
    out.said("rules", TYPOGRAPHY, &settings.corrects_typography);
    let all = settings.pins.len();
    for (n, pin) in settings.pins.iter().enumerate() {
        out.nth_table("typography.corrections", n, all);
        out.string("file", &pin.file);
        out.string("text", &pin.text);
        out.string("wish", name_of(WISHES, &pin.wish));
        out.text("layout", pin.layout.as_deref());
    }
}

fn spelling(spelling: &Spelling, out: &mut Lines) {
    out.table("spelling");
    let paths: Vec<String> = spelling.dictionaries.iter().map(|(path, _)| path.clone()).collect();
    out.strings("dictionaries", &paths);
    out.strings("words", &spelling.words);
}

fn ordered(print: &Print, settings: &Settings, language: &str, out: &mut Lines) {
    let job = &print.job;
    out.unless(texts(&settings.layouts), "layouts", texts(&print.layouts));
    out.value("paper", &paper(job.paper));
    out.some("cover-paper", job.cover_paper.map(paper));
    out.unless(BLEED, "bleed", job.bleed);
    out.unless(true, "marks", job.marks);
    out.unless(true, "black-only", job.black_only);
    out.unless(RESOLUTION, "resolution", job.resolution);
    out.some("spine", job.spine);
    let custom = name_of(SPINE_TEXT, &SpineText::of_language(language));
    out.unless(custom, "spine-text", name_of(SPINE_TEXT, &job.spine_text));
    out.text("spine-title", job.spine_title.as_deref());
    let asked = match job.imposition {
        Some(Scheme::Booklet) => Binding::Saddle,
        _ => Binding::Perfect,
    };
    out.unless(name_of(BINDING, &asked), "binding", name_of(BINDING, &job.binding));
    out.choice("imposition", IMPOSITION, &job.imposition);
    out.some("sheet", job.sheet.map(sheet));
    out.text("blurb", print.blurb.as_ref().map(|(path, _)| path.as_str()));
    out.text("price", job.price.as_deref());
}

/// A paper by its name, if it has one.
fn paper(paper: Paper) -> Value {
    match Paper::names().find(|name| Paper::named(name) == Some(paper)) {
        Some(name) => name.into(),
        None => inline([
            ("grammage", Some(paper.grammage.into())),
            ("volume", Some(paper.volume.into())),
        ]),
    }
}

/// A sheet by its name, if it has one.
fn sheet(sheet: SheetSize) -> Value {
    match sheet_names().find(|name| sheet_named(name) == Some(sheet)) {
        Some(name) => name.into(),
        None => Value::Array(vec![sheet.width.into(), sheet.height.into()]),
    }
}
