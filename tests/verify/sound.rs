//! Sound books of other kinds and other programs: no false alarm.

use super::book::{Archive, png};
use super::found;

/// What of it is an error.
fn errors(bytes: &[u8]) -> Vec<String> {
    found(bytes).into_iter().filter(|line| line.starts_with("error")).collect()
}

/// The clean book with changes: path, old, new; each is made once.
fn changed(changes: &[(&str, &str, &str)]) -> Archive {
    let mut archive = Archive::clean();
    for (path, old, new) in changes {
        let file = archive.file(path);
        let text = String::from_utf8(file.bytes.clone()).expect("a text");
        assert!(text.contains(old), "{old} is not in {path}");
        file.bytes = text.replacen(old, new, 1).into_bytes();
    }
    archive
}

const PACKAGE: &str = "EPUB/package.opf";
const ONE: &str = "EPUB/text/eins.xhtml";
const TWO: &str = "EPUB/text/zwei.xhtml";

/// What calibre and others make of covers: a drawing that holds the picture.
#[test]
fn a_cover_in_svg() {
    let cover = r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1" width="100%" height="100%" viewBox="0 0 700 1100" preserveAspectRatio="none"><image width="700" height="1100" xlink:href="../images/cover.jpg"/></svg>"#;
    let old = r#"<img role="doc-cover" src="../images/cover.jpg" alt="Umschlag: Das Kontor" width="700" height="1100"/>"#;
    let item = r#"href="text/umschlag.xhtml" media-type="application/xhtml+xml""#;
    let archive = changed(&[
        ("EPUB/text/umschlag.xhtml", old, cover),
        (PACKAGE, item, &format!("{item} properties=\"svg\"")),
    ]);
    assert_eq!(found(&archive.pack()), Vec::<String>::new());
}

/// The guide of version 2 beside the landmarks, and metadata in both forms.
#[test]
fn leftovers_of_version_2() {
    let archive = changed(&[
        (
            PACKAGE,
            "</spine>\n",
            "</spine>\n <guide><reference type=\"cover\" title=\"Umschlag\" href=\"text/umschlag.xhtml\"/></guide>\n",
        ),
        (
            PACKAGE,
            "  <meta name=\"cover\"",
            "  <meta name=\"calibre:timestamp\" content=\"2026-01-15T12:00:00+00:00\"/>\n  <meta name=\"cover\"",
        ),
    ]);
    assert_eq!(found(&archive.pack()), Vec::<String>::new());
}

/// A film on the network, with words for those who cannot see it.
#[test]
fn a_film_on_the_network() {
    let archive = changed(&[
        (
            TWO,
            "<hr/>",
            "<video src=\"https://example.org/kran.mp4\" controls=\"controls\"><p>Ein Film vom Kran.</p></video><hr/>",
        ),
        (PACKAGE, "properties=\"mathml svg\"", "properties=\"mathml svg remote-resources\""),
        (
            PACKAGE,
            "  <item id=\"umschlag\"",
            "  <item id=\"film\" href=\"https://example.org/kran.mp4\" media-type=\"video/mp4\"/>\n  <item id=\"umschlag\"",
        ),
    ]);
    assert_eq!(found(&archive.pack()), Vec::<String>::new());
}

/// A foreign format with a chain of fallbacks.
#[test]
fn a_fallback_chain() {
    let mut archive = changed(&[
        (
            PACKAGE,
            "  <item id=\"umschlag\"",
            "  <item id=\"daten\" href=\"daten.json\" media-type=\"application/json\" fallback=\"eins\"/>\n  <item id=\"umschlag\"",
        ),
        (
            PACKAGE,
            "  <itemref idref=\"zwei\"/>",
            "  <itemref idref=\"zwei\"/>\n  <itemref idref=\"daten\"/>",
        ),
        (ONE, "zwei.xhtml#waren", "../daten.json"),
    ]);
    archive.put("EPUB/daten.json", b"{}".to_vec());
    assert_eq!(found(&archive.pack()), Vec::<String>::new());
}

/// Attributes with a prefix are others than those without one.
#[test]
fn attributes_with_prefixes() {
    let types = "xmlns:xlink=\"http://www.w3.org/1999/xlink\" xmlns:x=\"http://example.org/x\"";
    for (old, new) in [
        (
            "<hr/>",
            "<object epub:type=\"figure\" data=\"../images/kran.png\"><p>Ein Kran.</p></object>",
        ),
        ("<hr/>", "<input epub:type=\"image\" aria-label=\"Name\"/>"),
        ("<hr/>", "<p x:role=\"note\" x:onset=\"1\" x:for=\"nothing\" x:style=\"a{\">Kai</p>"),
        ("<hr/>", "<p x:id=\"zwei\" x:lang=\"no language\">Kai</p>"),
        ("role=\"img\" aria-label", "xlink:role=\"https://example.org/\" role=\"img\" aria-label"),
    ] {
        let archive = changed(&[(TWO, "<html ", &format!("<html {types} ")), (TWO, old, new)]);
        assert_eq!(found(&archive.pack()), Vec::<String>::new(), "{new}");
    }
}

/// What the metadata, the manifest and the container may hold.
#[test]
fn unusual_packages() {
    for (place, new) in [
        (
            "  <meta name=\"cover\"",
            "<link rel=\"record\" href=\"onix.xml\" media-type=\"application/xml\" properties=\"onix\"/>",
        ),
        (
            "  <meta name=\"cover\"",
            "<link rel=\"acquire\" href=\"https://example.org/kontor\" hreflang=\"de\"/>",
        ),
        (
            "  <meta name=\"cover\"",
            "<meta property=\"source-language\">de</meta><meta property=\"target-language\">de</meta><meta property=\"dictionary-type\">monolingual</meta>",
        ),
        (
            "  <item id=\"umschlag\"",
            "<item id=\"karte\" href=\"karte.xml\" media-type=\"application/vnd.epub.search-key-map+xml\" properties=\"search-key-map dictionary glossary\"/>",
        ),
    ] {
        let mut archive = changed(&[(PACKAGE, place, &format!("{new}\n{place}"))]);
        archive.put("EPUB/onix.xml", b"<ONIXMessage/>".to_vec());
        if !new.contains("onix.xml") {
            archive.files.retain(|file| file.path != "EPUB/onix.xml");
        }
        if new.contains("karte.xml") {
            let map = b"<search-key-map xmlns=\"http://www.idpf.org/2007/ops\" xml:lang=\"de\"><search-key-group href=\"text/eins.xhtml\"><match value=\"Kran\"/></search-key-group></search-key-map>";
            archive.put("EPUB/karte.xml", map.to_vec());
        }
        assert_eq!(found(&archive.pack()), Vec::<String>::new(), "{new}");
    }
    let side =
        "<itemref idref=\"zwei\" properties=\"rendition:page-spread-left page-spread-left\"/>";
    let archive = changed(&[(PACKAGE, "<itemref idref=\"zwei\"/>", side)]);
    assert_eq!(found(&archive.pack()), Vec::<String>::new());
    let container = "META-INF/container.xml";
    let archive = changed(&[(
        container,
        "</rootfiles>",
        "<rootfile full-path=\"kontor.pdf\" media-type=\"application/pdf\"/></rootfiles>",
    )]);
    assert_eq!(found(&archive.pack()), Vec::<String>::new());
}

/// Names with accents, as one system stores them and another writes them; flags in names.
#[test]
fn unusual_names() {
    let told = |found: Vec<String>| -> Vec<String> {
        found.into_iter().filter(|line| !line.contains("epub-file-name-plain")).collect()
    };
    for (stored, written) in [
        ("pru\u{308}fung.xhtml", "pr\u{fc}fung.xhtml"),
        ("pr\u{fc}fung.xhtml", "pru\u{308}fung.xhtml"),
        (
            "\u{1F3F4}\u{E0067}\u{E0062}\u{E007F}.xhtml",
            "\u{1F3F4}\u{E0067}\u{E0062}\u{E007F}.xhtml",
        ),
    ] {
        let mut archive = Archive::clean();
        for file in &mut archive.files {
            if file.path == TWO {
                file.path = format!("EPUB/text/{stored}");
            } else if let Ok(text) = String::from_utf8(file.bytes.clone()) {
                file.bytes = text.replace("zwei.xhtml", written).into_bytes();
            }
        }
        assert_eq!(told(found(&archive.pack())), Vec::<String>::new(), "{written}");
    }
}

/// What HTML lets stand where one might not think so.
#[test]
fn unusual_html() {
    for body in [
        "<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>",
        "<details><summary><h3>Mehr</h3></summary><p>Text</p></details>",
        "<ins><p>Ein Absatz</p></ins>",
        "<p><a href=\"zwei.xhtml\"><span>Weiter</span></a> <del>weg</del></p>",
        "<a href=\"zwei.xhtml\"><div><p>Ein Block als Link</p></div></a>",
        "<dl><div><dt>Kai</dt><dd>Ufer</dd></div><div><dt>Mole</dt><dt>Damm</dt><dd>Wall</dd></div></dl>",
        "<table border=\"1\"><colgroup><col span=\"2\"/></colgroup><tr><th>A</th><td rowspan=\"0\">B</td></tr></table>",
        "<picture><source srcset=\"../images/kran.png\" media=\"(min-width: 600px)\"/><img src=\"../images/kran.png\" alt=\"Ein Kran\"/></picture>",
        "<object data=\"../images/kran.png\" type=\"image/png\"><p>Ein Kran</p></object>",
        "<map name=\"karte\"><area shape=\"rect\" coords=\"0,0,9,9\" href=\"zwei.xhtml\" alt=\"Kai\"/></map><img src=\"../images/kran.png\" usemap=\"#karte\" alt=\"Karte\"/>",
        "<ol reversed=\"reversed\" type=\"a\"><li value=\"-1\">A</li></ol>",
        "<p data-x=\"1\" hidden=\"hidden\" itemscope=\"itemscope\" property=\"dc:title\" class=\"\">A<wbr/>B</p>",
        "<p><img src=\"../images/kran.png\" alt=\"\"/></p>",
        "<figure><figcaption>Oben</figcaption><table><tr><td>1</td></tr></table></figure>",
        "<p xml:space=\"preserve\" dir=\"rtl\" lang=\"he\" xml:lang=\"HE\">שלום</p>",
        "<aside epub:type=\"footnote\" role=\"doc-footnote\" id=\"fuss\"><p>Eine Fußnote ohne Weg zurück.</p></aside><p>A<a epub:type=\"noteref\" role=\"doc-noteref\" href=\"#fuss\">*</a></p>",
        "<fieldset><legend>Wahl</legend><label>A <input type=\"checkbox\"/></label></fieldset>",
        "<meine-karte>Text</meine-karte>",
        "<header><h3>A</h3></header><footer><p>B</p></footer>",
        "<blockquote cite=\"https://example.org/\"><p>Zitat</p><footer>Wer</footer></blockquote>",
        "<section><h3>Eins</h3><section><h4>Zwei</h4></section></section><section><h3>Drei</h3></section>",
        "<p><img srcset=\"data:image/png;base64,iVBORw0KGgo=, ../images/kran.png 2x\" src=\"../images/kran.png\" alt=\"Ein Kran\"/></p>",
        "<header role=\"doc-footnote\"><p>Eine Fußnote</p></header>",
        "<p><a href=\"../package.opf#epubcfi(/6/4!/4/2)\">Stelle</a></p>",
        "<div itemscope=\"itemscope\"><link itemprop=\"license\" href=\"https://example.org/\"/></div>",
        "<dl><dt><h4>Kai</h4></dt><dd>Ufer</dd></dl>",
        "<address><h4>Kontor</h4><p>Am Kai</p></address>",
        "<table><tr><th><section><h4>A</h4></section></th></tr></table>",
        "<p its-term=\"yes\">Kai</p>",
        "<p><input type=\"text\" disabled=\"disabled\"/><input type=\"checkbox\" checked=\"\"/></p>",
        "<p><map name=\"m\"/><time datetime=\"1911\">1911</time><bdi>a</bdi><bdo dir=\"rtl\">b</bdo></p>",
    ] {
        let archive = changed(&[(
            ONE,
            "<h3 id=\"kran\">Der Kran</h3>",
            &format!("<h3 id=\"kran\">Der Kran</h3>\n{body}"),
        )]);
        assert_eq!(found(&archive.pack()), Vec::<String>::new(), "{body}");
    }
}

/// What style sheets may hold.
#[test]
fn unusual_css() {
    for sheet in [
        "@charset \"UTF-8\"; @namespace epub \"http://www.idpf.org/2007/ops\"; a[epub|type~=noteref] { color: inherit }",
        "@namespace epub url(http://www.idpf.org/2007/ops); p { margin: 0 }",
        "@page { margin: 5% } @media amzn-kf8 { p { margin: 0 } } @supports (display: grid) { p { margin: 0 } }",
        "p { -webkit-hyphens: auto; -epub-hyphens: auto; *zoom: 1; filter: progid:DXImageTransform.Microsoft.Alpha(opacity=50) }",
        "a::before { content: '}'; content: \"\\201C\" } /* ; { */ p{}",
        "p { --x: { a: b }; color: var(--x); background: url(\"data:image/png;base64,AAAA\") no-repeat }",
        ".a { color: #fff } .b { background: #000 }",
        "@keyframes x { from { color: black } 50% { color: black } to { color: black } }",
        "@media screen and (min-width: 30em) { a:hover, a:focus { color: #00f } }",
        "h1 { color: #888; font-size: 2em }",
        "p { color: rgba(0,0,0,.2); background-color: transparent }",
        "<!-- p { margin: 0 } -->",
        "",
    ] {
        let mut archive = Archive::clean();
        archive.put("EPUB/book.css", sheet.as_bytes().to_vec());
        let found = found(&archive.pack());
        // The hack with the star is told, as epubcheck does; all else is silent.
        let found: Vec<String> = found.into_iter().filter(|_| !sheet.contains('*')).collect();
        assert_eq!(found, Vec::<String>::new(), "{sheet}");
    }
}

/// A mark at the beginning, folders in the archive, links with percent signs.
#[test]
fn unusual_files() {
    let mut archive = Archive::clean();
    let two = archive.file(TWO);
    two.bytes = b"\xEF\xBB\xBF".iter().copied().chain(two.bytes.iter().copied()).collect();
    archive.put("META-INF/com.apple.ibooks.display-options.xml", b"<display_options/>".to_vec());
    assert_eq!(found(&archive.pack()), Vec::<String>::new());
    let archive = changed(&[(ONE, "zwei.xhtml#waren", "%7Awei.xhtml#w%61ren")]);
    assert_eq!(found(&archive.pack()), Vec::<String>::new());
}

/// A transparent format without a transparent pixel is no fault.
#[test]
fn an_opaque_picture_with_alpha() {
    let mut archive = Archive::clean();
    archive.put("EPUB/images/kran.png", png(60, 40, 255));
    assert_eq!(found(&archive.pack()), Vec::<String>::new());
}

/// An EPUB 2 as old programs make it.
#[test]
fn an_epub_of_version_2() {
    let found = found(&Archive::old().pack());
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].starts_with("warning epub-version"), "{found:#?}");
}

/// The book that comes with epubcheck, if the judges are there, has no fault but that it says nothing of
/// its accessibility.
#[test]
fn a_book_of_others() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/target/judges/python/lib");
    let found = std::fs::read_dir(root).into_iter().flatten().flatten().find_map(|python| {
        let path = "site-packages/epubcheck/samples/childrens-literature.epub";
        std::fs::read(python.path().join(path)).ok()
    });
    let Some(bytes) = found else { return };
    for error in errors(&bytes) {
        assert!(error.starts_with("error epub-accessibility"), "{error}");
    }
}

/// A book that the crate `rbook` makes.
#[test]
fn a_book_of_rbook() {
    use rbook::Epub;
    use rbook::epub::EpubChapter;
    let page = |body: &str| {
        format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"de\"><head><title>Eins</title></head><body>{body}</body></html>"
        )
    };
    let bytes = Epub::builder()
        .identifier("urn:uuid:4b9f1c1e-5d4e-4b8a-9c37-0a6b8f0f6d21")
        .title("Das Kontor")
        .creator("Ida Probe")
        .language("de")
        .chapter([
            EpubChapter::new("Eins").xhtml(page("<h1>Eins</h1><p>Text.</p>")),
            EpubChapter::new("Zwei").xhtml(page("<h1>Zwei</h1><p>Text.</p>")),
        ])
        .write()
        .to_vec()
        .expect("a book");
    for error in errors(&bytes) {
        // Its contents have no language, and it says nothing of accessibility.
        let true_fault =
            error.starts_with("error epub-accessibility") || error.contains("toc.xhtml");
        assert!(true_fault, "{error}");
    }
}
