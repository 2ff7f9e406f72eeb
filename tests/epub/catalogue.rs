//! What catalogues and shops look for: the manifest says it, the package repeats it.

use std::io::Cursor;

use rbook::Epub;
use rbook::ebook::metadata::TitleKind;

use super::books::{Files, chapter, written};
use super::package::{core, refined, values};
use super::tree::Tree;

fn package(keys: &str) -> Tree {
    Files::of(&chapter(keys, "# Eins\n\nText\n")).tree("package.opf")
}

/// What refines the element with that id: property, value, attributes that matter.
fn refinements(package: &Tree, id: &str) -> Vec<(String, String)> {
    let property = |meta: &&Tree| meta.attr("property").unwrap_or_default().to_owned();
    let of = package.with("refines", &format!("#{id}"));
    of.iter().map(|meta| (property(meta), meta.text())).collect()
}

fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
}

#[test]
fn titles_of_every_kind() {
    let package = package(
        r#"
subtitle = ["Eine Erzählung", "Mit Bildern"]
title-in = { da = "Bogen", "ru-Latn" = "Kniga" }

[[other-title]]
title = "Buch"
kind = "short"

[[other-title]]
title = "The Collected Books"
kind = "collection"
sort = "Collected Books, The"
language = "en"
"#,
    );
    let titles = ["Das Buch", "Eine Erzählung", "Mit Bildern", "Buch", "The Collected Books"];
    assert_eq!(core(&package, "dc:title"), titles);
    let kinds = ["main", "subtitle", "subtitle", "short", "collection"];
    for (title, kind) in titles.into_iter().zip(kinds) {
        assert_eq!(refined(&package, title, "title-type"), [kind], "{title}");
    }
    assert_eq!(refined(&package, "Das Buch", "alternate-script"), ["Bogen", "Kniga"]);
    let languages = package.with("property", "alternate-script");
    let languages: Vec<_> = languages.iter().map(|meta| meta.attr("xml:lang")).collect();
    assert_eq!(languages, [Some("da"), Some("ru-Latn")]);
    let collection = package.with("id", "other-title-2")[0];
    assert_eq!(collection.attr("xml:lang"), Some("en"));
    assert_eq!(refined(&package, "The Collected Books", "file-as"), ["Collected Books, The"]);
    let places: Vec<_> =
        titles.iter().map(|title| refined(&package, title, "display-seq").join("")).collect();
    assert_eq!(places, ["1", "2", "3", "", "4"], "a short title is not shown beside the long one");
}

#[test]
fn a_single_title_needs_no_place() {
    assert!(package("").with("property", "display-seq").is_empty());
}

#[test]
fn names_in_their_own_script_and_order() {
    let package = package(
        r#"
[[contributor]]
name = "Leo Tolstoi"
name-in = { ru = "Лев Толстой" }

[[contributor]]
name = "Zwei"
role = "trl"

[[contributor]]
name = "Drei"
role = "ill"
"#,
    );
    let author =
        [("role", "aut"), ("file-as", "Tolstoi, Leo"), ("alternate-script", "Лев Толстой")];
    assert_eq!(refinements(&package, "person-1"), pairs(&author), "one creator needs no place");
    assert_eq!(refined(&package, "Zwei", "display-seq"), ["1"]);
    assert_eq!(refined(&package, "Drei", "display-seq"), ["2"]);
    assert_eq!(package.with("property", "alternate-script")[0].attr("xml:lang"), Some("ru"));
}

#[test]
fn series_and_sets_with_positions() {
    let package = package(
        r#"
[[series]]
title = "Kleine Schriften"
number = 98.4
issn = "0317-8471"

[[series]]
title = "Werke"
kind = "set"
number = "2.2.1"
"#,
    );
    assert_eq!(values(&package, "belongs-to-collection"), ["Kleine Schriften", "Werke"]);
    let first = [
        ("collection-type", "series"),
        ("group-position", "98.4"),
        ("dcterms:identifier", "urn:issn:0317-8471"),
    ];
    assert_eq!(refinements(&package, "series"), pairs(&first));
    let second = [("collection-type", "set"), ("group-position", "2.2.1")];
    assert_eq!(refinements(&package, "series-2"), pairs(&second));
}

#[test]
fn identifiers_bear_their_types() {
    let package = package(
        "doi = \"https://doi.org/10.1234/a<b>\"\nurn = \"urn:nbn:de:0183-mbi0003721\"\n\
         [isbn]\nepub = \"978-3-16-148410-0\"\n",
    );
    let expected = [
        ("urn:isbn:9783161484100", "15"),
        ("doi:10.1234/a<b>", "06"),
        ("urn:nbn:de:0183-mbi0003721", "22"),
    ];
    assert_eq!(core(&package, "dc:identifier")[1..], expected.map(|(value, _)| value));
    for (value, kind) in expected {
        assert_eq!(refined(&package, value, "identifier-type"), [kind]);
    }
    for meta in package.with("property", "identifier-type") {
        assert_eq!(meta.attr("scheme"), Some("onix:codelist5"));
    }
}

#[test]
fn subjects_name_their_classification() {
    let package = package(
        r#"subjects = ["Ostsee", { thema = "DNL", name = "Essays" }, { wgs = 117 }]
"#,
    );
    assert_eq!(core(&package, "dc:subject"), ["Ostsee", "Essays", "117"]);
    assert!(package.all("dc:subject")[0].attr("id").is_none(), "a keyword has no code");
    let thema = [("authority", "Thema"), ("term", "DNL")];
    assert_eq!(refinements(&package, "subject-2"), pairs(&thema));
    let trade = [("authority", "WGS"), ("term", "117")];
    assert_eq!(refinements(&package, "subject-3"), pairs(&trade));
}

/// The date of the edition is not that of the work.
#[test]
fn dates_of_edition_and_work() {
    let package = package("first-published = \"1911-05\"\n");
    assert_eq!(core(&package, "dc:date"), ["2026"]);
    assert_eq!(values(&package, "dcterms:created"), ["1911-05"]);
}

#[test]
fn the_certifier_has_a_date_and_a_credential() {
    let keys = "[accessibility]\nconforms-to = \"WCAG 2.2 AA\"\ncertified-by = \"Prüfer\"\n\
                certified-on = 2026-11-20\n";
    let named = package(&format!("{keys}credential = \"Gütesiegel\"\n"));
    let said = [("dcterms:date", "2026-11-20"), ("a11y:certifierCredential", "Gütesiegel")];
    assert_eq!(refinements(&named, "certifier"), pairs(&said));
    let linked = package(&format!("{keys}credential = \"https://example.org/siegel\"\n"));
    let link = linked.with("rel", "a11y:certifierCredential")[0];
    assert_eq!(link.attr("refines"), Some("#certifier"));
    assert_eq!(link.attr("href"), Some("https://example.org/siegel"));
}

/// What stands in the imprint and on the title page of both outputs.
#[test]
fn readers_see_it_too() {
    let keys = "subtitle = [\"Eine Erzählung\", \"Mit Bildern\"]\ndoi = \"10.1234/abc\"\n\
                urn = \"urn:nbn:de:0183-mbi0003721\"\nfirst-published = 1911\n[[series]]\n\
                title = \"Kleine Schriften\"\nnumber = 3\nissn = \"0317-8471\"\n[[series]]\n\
                title = \"Werke\"\nkind = \"set\"\nnumber = 2\n";
    let files = Files::of(&chapter(keys, "# Eins\n\nText\n"));
    let page = files.tree("text/title-page.xhtml").text();
    for words in
        ["Eine Erzählung", "Mit Bildern", "Kleine Schriften, Band\u{a0}3", "Werke, Band\u{a0}2"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    let imprint = files.tree("text/imprint.xhtml").text();
    for words in [
        "Das Buch. Eine Erzählung. Mit Bildern.",
        "Kleine Schriften, Band\u{a0}3 (ISSN\u{a0}0317-8471)",
        "Zuerst erschienen: 1911.",
        "DOI: https://doi.org/10.1234/abc",
        "urn:nbn:de:0183-mbi0003721",
    ] {
        assert!(imprint.contains(words), "{words}: {imprint}");
    }
}

/// Another reader finds the titles, the author's other name and the subjects.
#[test]
fn rbook_reads_the_catalogue() {
    let keys = "subtitle = [\"Eine Erzählung\", \"Mit Bildern\"]\nsubjects = [\"Ostsee\", { thema = \"DNL\", name = \"Essays\" }]\n\
                [[other-title]]\ntitle = \"Kurz\"\nkind = \"short\"\n\
                [[contributor]]\nname = \"Leo Tolstoi\"\nname-in = { ru = \"Лев Толстой\" }\n";
    let bytes = written(&chapter(keys, "# Eins\n\nText\n"));
    let epub = Epub::options().strict(true).read(Cursor::new(bytes)).expect("a strict reader");
    let metadata = epub.metadata();
    let titles: Vec<_> = metadata.titles().map(|t| (t.value().to_owned(), t.kind())).collect();
    let expected = [
        ("Das Buch", TitleKind::Main),
        ("Eine Erzählung", TitleKind::Subtitle),
        ("Mit Bildern", TitleKind::Subtitle),
        ("Kurz", TitleKind::Short),
    ];
    assert_eq!(titles, expected.map(|(title, kind)| (title.to_owned(), kind)));
    let author = metadata.creators().next().expect("an author");
    let scripts: Vec<_> = author.alternate_scripts().map(|one| one.value().to_owned()).collect();
    assert_eq!(scripts, ["Лев Толстой"]);
    let tags: Vec<_> = metadata.tags().map(|tag| tag.value().to_owned()).collect();
    assert_eq!(tags, ["Ostsee", "Essays"]);
}
