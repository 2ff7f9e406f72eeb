//! Lists that outside judges see: strange books and plain ones, in three languages, under `target/judged/list`.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::{Editions, hold, publication, settings, write};
use crate::tests::root;

/// A book: slug, title, author as printed and as sorted, language, date, series with number, subject, pages.
type Row<'a> = (&'a str, &'a str, &'a str, &'a str, &'a str, &'a str, &'a str, &'a str, u32);

const BOOKS: [Row<'_>; 14] = [
    (
        "staat-und-konterrevolution",
        "Staat und Konterrevolution",
        "Alexander Schwarz",
        "Schwarz, Alexander",
        "de",
        "1939-05-01",
        "Schriften zur Zeit 2",
        "Politik",
        212,
    ),
    (
        "die-muehle",
        "Die Mühle am Bach",
        "Anna Özdemir",
        "Özdemir, Anna",
        "de",
        "2026-11-23",
        "",
        "Erzählungen",
        96,
    ),
    (
        "vormaerz",
        "Reden und Flugschriften aus dem Vormärz, gesammelt aus den Beständen dreier Archive und nach den Handschriften neu herausgegeben",
        "",
        "",
        "de-1901",
        "2025-03",
        "Schriften zur Zeit 10",
        "Geschichte",
        640,
    ),
    ("sefer", "ספר המסעות", "בנימין מטודלה", "בנימין מטודלה", "he", "2024", "", "Reisen", 188),
    (
        "contrat",
        "Du contrat social",
        "Jean-Jacques Rousseau",
        "Rousseau, Jean-Jacques",
        "fr",
        "2023-07-14",
        "",
        "Politik",
        150,
    ),
    (
        "zeichen",
        "<&\"'> Über Zeichen & »Wunder«",
        "O’Neill & Söhne <GmbH>",
        "O’Neill & Söhne <GmbH>",
        "de",
        "2022-01-31",
        "Schriften zur Zeit 9",
        "Sprache & Schrift",
        48,
    ),
    (
        "middlemarch",
        "Middlemarch",
        "George Eliot",
        "Eliot, George",
        "en",
        "1872",
        "",
        "Romane",
        880,
    ),
    (
        "lenz",
        "Lenz",
        "Georg Büchner",
        "Büchner, Georg",
        "de",
        "1839",
        "Kleine Bücherei 1",
        "Erzählungen",
        64,
    ),
    (
        "woyzeck",
        "Woyzeck",
        "Georg Büchner",
        "Büchner, Georg",
        "de",
        "1879",
        "Kleine Bücherei 2",
        "Dramen",
        80,
    ),
    (
        "dantons-tod",
        "Dantons Tod",
        "Georg Büchner",
        "Büchner, Georg",
        "de",
        "1835",
        "Kleine Bücherei 3",
        "Dramen",
        120,
    ),
    (
        "guenderode",
        "Melete",
        "Karoline von Günderrode",
        "Günderrode, Karoline von",
        "de",
        "1906",
        "",
        "Gedichte",
        140,
    ),
    (
        "rahel",
        "Ein Buch des Andenkens für ihre Freunde",
        "Rahel Varnhagen",
        "Varnhagen, Rahel",
        "de",
        "1834",
        "",
        "Briefe",
        608,
    ),
    (
        "heine",
        "Deutschland. Ein Wintermärchen",
        "Heinrich Heine",
        "Heine, Heinrich",
        "de",
        "1844",
        "Kleine Bücherei 4",
        "Gedichte",
        112,
    ),
    ("sand", "La Mare au diable", "George Sand", "Sand, George", "fr", "1846", "", "Romane", 176),
];

/// What is written is whole: every link leads somewhere. It stays under `target/judged/list` for the outside judges.
#[test]
fn the_lists_that_are_judged() {
    let to = root().join("target/judged/list");
    let said = |language: &str, title: &str, about: &str| {
        json!({ "language": language, "title": title, "description": about, "publisher": "Verlag Wort & Zeichen",
                "per_page": 20, "newest": 24, "address": "https://verlag.example/liste/" })
    };
    let about = "Texte aus drei Jahrhunderten, neu gesetzt, mit Anmerkungen, frei zu lesen.";
    put(&to.join("de"), &said("de", "Das Verzeichnis der Bücher", about), &books(64));
    put(&to.join("en"), &said("en", "The List", "Old texts, newly set."), &books(9));
    put(&to.join("fr"), &said("fr", "Le Catalogue", "Des textes anciens."), &books(9));
    put(&to.join("long"), &said("de", "Eine lange Liste", about), &books(530));
    put(&to.join("empty"), &said("de", "Noch leer", about), &Editions::default());
}

fn put(folder: &Path, list: &Value, editions: &Editions) {
    if folder.exists() {
        fs::remove_dir_all(folder).expect("the old list can be removed");
    }
    let catalogue = editions.catalogue(settings(list)).expect("a list");
    let written = write(&catalogue, editions);
    hold(&catalogue, &written);
    let mut files: Vec<(String, Vec<u8>)> =
        written.into_iter().map(|(path, text)| (path, text.into_bytes())).collect();
    for (at, one) in editions.all.iter().enumerate() {
        for file in &one.files {
            let bytes = editions.files.get(&(at, file.name.clone())).cloned();
            let path = format!("editions/{}/{}", one.metadata.slug, file.name);
            files.push((path, bytes.unwrap_or_else(|| file.name.clone().into_bytes())));
        }
    }
    for (path, bytes) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
        fs::write(path, bytes).expect("a file can be written");
    }
}

/// The books above, and plain ones up to so many.
fn books(count: usize) -> Editions {
    let mut editions = Editions::default();
    for (at, row) in BOOKS.iter().enumerate().take(count) {
        // Every third has no picture.
        let drawn = at % 3 != 2;
        editions.all.push(publication(&book(row, drawn)));
        if drawn {
            editions.files.insert((at, "cover.jpg".into()), cover(at, 800, 1280));
            editions.files.insert((at, "small.jpg".into()), cover(at, 250, 400));
        }
        editions.files.insert((at, "probe.html".into()), SAMPLE.into());
    }
    for number in BOOKS.len()..count {
        editions.all.push(publication(&plain(number)));
    }
    editions
}

const SAMPLE: &str = "<section><h1>Erstes Kapitel</h1><p>Es war einmal ein Buch, das <em>niemand</em> las.<a href=\"#n1\"><sup>1</sup></a> Da \
kam einer, der las es, und siehe: Es war gut. Und weil es gut war, las er es noch einmal und erzählte davon.</p><p>Andere hörten davon und \
kamen auch.</p><div class=\"verse\"><div class=\"stanza\"><p class=\"line\">Ein Vers steht hier,</p><p class=\"line\">ein zweiter dort.</p></div></div>\
<hr><p id=\"n1\"><a href=\"#n1\">1</a> So steht es in der Handschrift.</p><h2>Unter dem Kapitel</h2><p>Hier geht es weiter.</p></section>";

fn book(row: &Row<'_>, drawn: bool) -> Value {
    let (slug, title, name, sort, language, date, series, subject, pages) = *row;
    let mut people =
        vec![json!({ "name": "Clara Wieck", "sort": "Wieck, Clara", "roles": ["edt", "ann"] })];
    if !name.is_empty() {
        people.insert(0, json!({ "name": name, "sort": sort, "roles": ["aut"] }));
    }
    if language != "de" {
        people.push(json!({ "name": "Max Grün", "sort": "Grün, Max", "roles": ["trl"] }));
    }
    let series: Vec<Value> = series
        .rsplit_once(' ')
        .map(|(title, number)| json!({ "title": title, "kind": "series", "number": number, "issn": null }))
        .into_iter()
        .collect();
    let mut files = vec![
        json!({ "name": format!("{slug}.epub"), "role": "ebook", "bytes": 1000 * u64::from(pages) }),
        json!({ "name": format!("{slug}-kindle.epub"), "role": "ebook", "variant": "kindle" }),
        json!({ "name": format!("{slug}-din-a5.pdf"), "role": "pdf", "variant": "din-a5", "pages": pages, "size": [148.0, 210.0] }),
        json!({ "name": "probe.html", "role": "sample" }),
    ];
    if drawn {
        files.push(json!({ "name": "cover.jpg", "role": "cover", "size": [800.0, 1280.0] }));
        files.push(json!({ "name": "small.jpg", "role": "thumbnail", "size": [250.0, 400.0] }));
    }
    json!({
        "metadata": {
            "slug": slug, "title": title, "language": language, "date": date, "contributors": people,
            "identifier": format!("urn:uuid:6f9619ff-8b86-4d01-b42d-{:012x}", slug.len() * 7919 + usize::try_from(pages).expect("small")),
            "subtitles": if slug == "lenz" { vec!["Eine Reliquie", "Mit den Quellen"] } else { vec![] },
            "series": series, "publisher": "Verlag Wort & Zeichen", "place": "Wien",
            "subjects": [{ "name": subject, "term": { "scheme": "Thema", "code": "NHT" } }, { "name": "Klassiker", "term": null }],
            "description": format!("{title}: ein Buch, das lange vergriffen war. Es erscheint hier nach der ersten Ausgabe, mit Anmerkungen, die \
                erklären, was nicht mehr jeder weiß, und einem Nachwort.\n\nDer Text folgt in Schreibung und Zeichensetzung der Vorlage."),
            "isbns": { "epub": "9783161484100", "print": "9783518188125" }, "doi": "10.1000/182(a)<b>", "urn": "urn:nbn:de:101:1-2019",
            "first_published": "1835", "edition": 2, "rights": "Gemeinfrei", "licence": "https://creativecommons.org/publicdomain/mark/1.0/",
            "source": { "title": "Erste Ausgabe, Leipzig", "url": "https://archiv.example/1", "date": "1835", "note": "Die Seitenzahlen sind die der Vorlage", "isbn": null },
            "title_renderings": if slug == "sefer" { vec![json!({ "language": "en", "text": "The Book of Travels" })] } else { vec![] },
            "accessibility": { "summary": "Der Text ist vollständig vorlesbar.", "conforms": true, "certified_by": "Prüfstelle <Mitte>",
                "certified_on": "2026-11-01", "credential": "https://pruefstelle.example/siegel", "report": null, "exemption": "eaa-microenterprise" },
        },
        "words": pages * 300, "notes": pages / 2,
        "offers": { "modes": ["textual", "visual"], "sufficient": ["textual", "textual,visual"], "hazards": ["none"],
            "features": ["tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability", "unlocked", "pageBreakMarkers", "pageNavigation", "ARIA"] },
        "judged": [{ "file": format!("{slug}.epub"), "judge": "umbruch 0.1.0", "demand": "EPUB 3.3", "errors": 0, "warnings": 0 },
                   { "file": format!("{slug}-din-a5.pdf"), "judge": "page_validation 0.12", "demand": "PDF/UA-1", "errors": 0, "warnings": 1 }],
        "files": files,
    })
}

fn plain(number: usize) -> Value {
    const NAMES: [&str; 11] = [
        "Adler", "Brenner", "Czech", "Dürr", "Engel", "Fuchs", "Groß", "Hübner", "Igel", "Jäger",
        "Kurz",
    ];
    const WORDS: [&str; 9] = [
        "Der Weg",
        "Ein Sommer",
        "Am Fluss",
        "Die Stadt",
        "Vom Schreiben",
        "Briefe",
        "Das Haus",
        "Winterlicht",
        "Nachlass",
    ];
    let name = NAMES[number * 7 % NAMES.len()];
    json!({
        "metadata": {
            "slug": format!("buch-{number}"), "title": format!("{} {number}", WORDS[number % WORDS.len()]),
            "identifier": format!("urn:uuid:6f9619ff-8b86-4d01-b42d-{number:012}"),
            "date": format!("{}-0{}", 1950 + number % 70, 1 + number % 9),
            "contributors": [{ "name": format!("Eva {name}"), "sort": format!("{name}, Eva"), "roles": ["aut"] }],
            "publisher": "Verlag Wort & Zeichen",
        },
        "files": [{ "name": format!("buch-{number}.epub"), "role": "ebook" }],
    })
}

/// A picture: a ground with two bands, of other colours for every book.
fn cover(number: usize, width: u32, height: u32) -> Vec<u8> {
    let shade = |of: usize, step: usize| {
        u8::try_from(60 + (number * of + step * 50) % 150).expect("a byte")
    };
    let picture = image::RgbImage::from_fn(width, height, |x, y| {
        let band = usize::from(y * 5 / height == 1) + usize::from(y * 5 / height == 3) * 2;
        let edge = usize::from(x * 20 / width == 0);
        image::Rgb([shade(37, band), shade(71, band + edge), shade(113, band)])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, image::ImageFormat::Jpeg).expect("a picture can be written");
    bytes.into_inner()
}
