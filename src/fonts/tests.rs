//! Cut fonts against whole ones: the same letters, the same shapes, the same widths.

use proptest::prelude::*;
use rustybuzz::ttf_parser::Tag;
use rustybuzz::{Face as Shaper, Feature, UnicodeBuffer};

use super::*;

const TEXT: &str = "AVATAR Tor. Waffe, Schiff, fließen: 1939 – „Voilà“ Übersicht\u{ad}s\u{2010}wort\u{a0}»Nr.« e\u{301}";

fn libertinus() -> Family {
    Fonts::load(&Resources::default())
        .family("Libertinus Serif", 400)
        .expect("it comes with umbruch")
}

fn wanted(text: &str, small_caps: &str) -> Wanted {
    let characters = text.chars().chain(small_caps.chars()).collect();
    Wanted { characters, small_caps: small_caps.chars().collect(), ..Wanted::default() }
}

fn whole(face: &Face) -> Shaper<'_> {
    Shaper::from_slice(face.font.data(), face.font.index()).expect("a font")
}

/// Advance, offset and cluster of every glyph.
fn shaped(shaper: &Shaper<'_>, text: &str, features: &[&[u8; 4]]) -> Vec<(i32, i32, i32, u32)> {
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    let on = features.iter().map(|tag| Feature::new(Tag::from_bytes(tag), 1, ..));
    let glyphs = rustybuzz::shape(shaper, &on.collect::<Vec<_>>(), buffer);
    let infos = glyphs.glyph_infos().iter();
    infos
        .zip(glyphs.glyph_positions())
        .map(|(info, at)| (at.x_advance, at.x_offset, at.y_offset, info.cluster))
        .collect()
}

/// Kerning, ligatures, figures and marks of a cut font are those of the whole one, in every face.
#[test]
fn a_cut_font_shapes_like_the_whole_one() {
    for face in &libertinus().faces {
        let cut = face.subset(&wanted(TEXT, "kleine Kapitälchen")).expect("it may be cut");
        let cut = Shaper::from_slice(&cut, 0).expect("a font");
        for features in [&[] as &[&[u8; 4]], &[b"onum"], &[b"lnum"], &[b"onum", b"tnum"]] {
            let (before, after) =
                (shaped(&whole(face), TEXT, features), shaped(&cut, TEXT, features));
            assert_eq!(before, after, "{:?} {features:?}", face.style);
        }
        // The ligature of `ffi` is one glyph.
        assert_eq!(shaped(&cut, "ffi", &[]).len(), shaped(&whole(face), "ffi", &[]).len());
        let kerned: i32 = shaped(&cut, "AV", &[]).iter().map(|glyph| glyph.0).sum();
        let loose: i32 =
            ["A", "V"].iter().flat_map(|c| shaped(&cut, c, &[])).map(|glyph| glyph.0).sum();
        assert!(kerned < loose, "AV is drawn together");
    }
}

/// Small capitals are there for the letters that are set in them, and for no others.
#[test]
fn small_capitals_are_kept_for_what_is_set_in_them() {
    let family = libertinus();
    let face = &family.faces[0];
    let words = "kleine Kapitälchen";
    let cut = face.subset(&wanted(TEXT, words)).expect("it may be cut");
    let shaper = Shaper::from_slice(&cut, 0).expect("a font");
    assert_eq!(shaped(&shaper, words, &[b"smcp"]), shaped(&whole(face), words, &[b"smcp"]));
    assert_ne!(shaped(&shaper, words, &[b"smcp"]), shaped(&shaper, words, &[]));
    assert_eq!(shaped(&shaper, "W", &[b"smcp"]), shaped(&shaper, "W", &[]));
    let without = face.subset(&wanted(&format!("{TEXT}{words}"), "")).expect("it may be cut");
    assert!(without.len() < cut.len());
    let shaper = Shaper::from_slice(&without, 0).expect("a font");
    assert_eq!(shaped(&shaper, words, &[b"smcp"]), shaped(&shaper, words, &[]));
}

/// Every character that is wanted and that the whole font has is found; nothing else is.
#[test]
fn what_is_wanted_is_there() {
    for face in &libertinus().faces {
        let cut = face.subset(&wanted(TEXT, "")).expect("it may be cut");
        let font = rustybuzz::ttf_parser::Face::parse(&cut, 0).expect("a font");
        for c in TEXT.chars() {
            assert!(font.glyph_index(c).is_some(), "{c:?}");
        }
        for c in ['q', 'Ж', 'Ω', '9'] {
            assert_eq!(font.glyph_index(c).is_some(), TEXT.contains(c), "{c:?}");
        }
    }
}

/// Names, licence and times are those of the whole font.
#[test]
fn names_licence_and_times_stay() {
    let family = libertinus();
    for face in &family.faces {
        let cut = face.subset(&wanted("abc", "")).expect("it may be cut");
        let raw = |bytes: &[u8], table: &[u8; 4]| {
            let font = rustybuzz::ttf_parser::RawFace::parse(bytes, 0).expect("a font");
            font.table(Tag::from_bytes(table)).expect("a table").to_vec()
        };
        let original = face.font.data();
        // `created` and `modified`: OpenType, table `head`.
        assert_eq!(raw(&cut, b"head")[20..36], raw(original, b"head")[20..36]);
        // `fsType`: OpenType, table `OS/2`.
        assert_eq!(raw(&cut, b"OS/2")[8..10], raw(original, b"OS/2")[8..10]);
        let names = |bytes: &[u8]| -> Vec<(u16, Option<String>)> {
            let font = rustybuzz::ttf_parser::Face::parse(bytes, 0).expect("a font");
            let names = font.names().into_iter().filter(|name| name.is_unicode());
            names.map(|name| (name.name_id, name.to_string())).collect()
        };
        let (kept, all) = (names(&cut), names(original));
        for id in [0, 1, 2, 4, 6, 13, 14] {
            let of = |names: &[(u16, Option<String>)]| {
                names.iter().find(|(other, _)| *other == id).cloned()
            };
            assert_eq!(of(&kept), of(&all), "name {id}");
        }
        assert!(names(&cut).iter().any(|(id, text)| *id == 13
            && text.as_ref().is_some_and(|text| text.contains("SIL Open Font License"))));
    }
    assert_eq!(family.name, "Libertinus Serif");
}

#[test]
fn the_same_letters_give_the_same_bytes() {
    for face in &libertinus().faces {
        let cut = || face.subset(&wanted(TEXT, "abc")).expect("it may be cut");
        assert_eq!(cut(), cut());
    }
}

/// DejaVu Sans Mono has TrueType outlines, some of them made of others (`ä`).
#[test]
fn true_type_fonts_are_cut_as_well() {
    let family =
        Fonts::load(&Resources::default()).family("DejaVu Sans Mono", 400).expect("shipped");
    for face in &family.faces {
        let cut = face.subset(&wanted("Größe: 3 Äpfel", "")).expect("it may be cut");
        assert!(cut.len() < 40_000, "{}", cut.len());
        let font = rustybuzz::ttf_parser::Face::parse(&cut, 0).expect("a font");
        let original = whole(face);
        for c in "Größe:3Äpfl".chars() {
            let glyph = font.glyph_index(c).expect("a glyph");
            let before = original.glyph_index(c).expect("a glyph");
            assert_eq!(font.glyph_hor_advance(glyph), original.glyph_hor_advance(before));
            assert_eq!(font.glyph_bounding_box(glyph), original.glyph_bounding_box(before));
        }
    }
}

#[test]
fn a_family_has_the_faces_that_the_typesetter_takes() {
    let styles = |family: &Family| -> Vec<(bool, bool)> {
        family.faces.iter().map(|face| (face.style.italic, face.style.bold)).collect()
    };
    let weight =
        |family: &Family, at: usize| family.faces[at].font.info().variant.weight.to_number();
    let fonts = Fonts::load(&Resources::default());
    let four = [(false, false), (true, false), (false, true), (true, true)];
    let regular = fonts.family("libertinus serif", 400).expect("whatever the case");
    assert_eq!((styles(&regular).as_slice(), weight(&regular, 2)), (&four[..], 700));
    // Where the running text is semibold, strong words are bold.
    let heavy = fonts.family("Libertinus Serif", 600).expect("shipped");
    assert_eq!((weight(&heavy, 0), weight(&heavy, 2)), (600, 700));
    assert!(fonts.family("Comic Sans", 400).is_none());
}

/// The bits of `fsType` (OpenType, table `OS/2`).
#[test]
fn what_makers_forbid_is_not_done() {
    let family = libertinus();
    let locked = |bits: u16| {
        let mut bytes = family.faces[0].font.data().to_vec();
        let at = (0..usize::from(u16::from_be_bytes([bytes[4], bytes[5]])))
            .map(|i| 12 + 16 * i)
            .find(|&at| &bytes[at..at + 4] == b"OS/2")
            .expect("a table");
        let table = u32::from_be_bytes(bytes[at + 8..at + 12].try_into().expect("four")) as usize;
        bytes[table + 8..table + 10].copy_from_slice(&bits.to_be_bytes());
        subset(&bytes, 0, &wanted("abc", "")).err()
    };
    assert_eq!(locked(0x0002), Some(Unfit::EmbeddingForbidden));
    assert_eq!(locked(0x0100), Some(Unfit::SubsettingForbidden));
    assert_eq!(locked(0x0200), Some(Unfit::BitmapsOnly));
    for allowed in [0x0000, 0x0004, 0x0008, 0x000e] {
        assert_eq!(locked(allowed), None, "{allowed:#x}");
    }
}

#[test]
fn what_is_no_font_is_said_to_be_broken() {
    for bytes in
        [&b""[..], b"OTTO", b"\0\x01\0\0\xff\xff", b"ttcf\0\x01\0\0\xff\xff\xff\xff", &[0; 4096]]
    {
        assert_eq!(subset(bytes, 0, &wanted("abc", "")), Err(Unfit::Broken));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Damaged fonts give a font or a reason, never the end of the program.
    #[test]
    fn damaged_fonts_do_no_harm(
        true_type: bool,
        cut in 0.0..1.2f64,
        flaws in prop::collection::vec((0.0..1.0f64, any::<u8>(), prop::bool::weighted(0.7)), 0..12),
    ) {
        let name = if true_type { "DejaVu Sans Mono" } else { "Libertinus Serif" };
        let family = Fonts::load(&Resources::default()).family(name, 400).expect("shipped");
        let mut bytes = family.faces[0].font.data().to_vec();
        for (place, byte, early) in flaws {
            // Most flaws lie among the first bytes, where counts and offsets stand.
            let end = if early { 512 } else { bytes.len() };
            let at = (place * end as f64) as usize;
            bytes[at] = byte;
        }
        bytes.truncate((cut * bytes.len() as f64) as usize);
        let _ = subset(&bytes, 0, &wanted(TEXT, "abc"));
    }
}
