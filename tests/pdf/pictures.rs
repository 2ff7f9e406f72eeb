//! Under which names the typesetter is asked for pictures: it never forgets one, and has room for 65,535.

use std::collections::BTreeSet;

use typst::syntax::{FileId, RootedPath, VirtualPath, VirtualRoot};
use umbruch::pipeline;
use umbruch::resources::Resources;
use umbruch::storage::MemoryFolder;
use umbruch::writers::pdf;

use super::{OPTIONS, cases, layout, set};

/// Pictures of one edition.
const PICTURES: usize = 3;

fn grey() -> Vec<u8> {
    let mut png = std::io::Cursor::new(Vec::new());
    let grey = image::GrayImage::from_pixel(90, 60, image::Luma([150]));
    grey.write_to(&mut png, image::ImageFormat::Png).expect("a picture can be written");
    png.into_inner()
}

/// All paths that the typesetter has ever been asked for in this process.
fn paths() -> Vec<String> {
    let path = VirtualPath::new("probe").expect("a path");
    let last = FileId::unique(RootedPath::new(VirtualRoot::Project, path)).into_raw();
    let all = (1..last.get()).filter_map(std::num::NonZero::new);
    all.map(|raw| FileId::from_raw(raw).get().vpath().get_with_slash().to_owned()).collect()
}

/// Twenty editions, each with pictures of other names: no name of them is in the typesetter's list, and of ours
/// there are as many as one edition needs.
#[test]
fn names_of_pictures_do_not_pile_up() {
    let name = |edition: usize, picture: usize| format!("bilder/auflage-{edition}-{picture}.png");
    for edition in 0..20 {
        let line = |picture| format!("![Grau]({})\n", name(edition, picture));
        let text: Vec<String> = (0..PICTURES).map(line).collect();
        let mut folder = MemoryFolder::default()
            .with("edition.toml", cases::MANIFEST)
            .with("text/a.dj", format!("# Eins\n\n{}", text.join("\n")));
        for picture in 0..PICTURES {
            folder = folder.with(&name(edition, picture), grey());
        }
        let opened = pipeline::open(&folder, "fall");
        assert!(!opened.has_errors(), "{:?}", opened.diagnostics);
        let made = set(&opened, &folder, "pamphlet").expect("it can be set");
        let (_, book, resources) = opened.content.as_ref().expect("an edition");
        let kept = pdf::kept_files(&made, &layout("pamphlet", None).expect("shipped"), resources);
        for path in book.images.keys() {
            assert!(made.typst.contains(&format!("picture(\"/edition/{path}\"")), "{}", made.typst);
            assert!(kept.contains_key(&format!("edition/{path}")), "{:?}", kept.keys());
        }
    }
    let known = paths();
    assert!(!known.iter().any(|path| path.contains("auflage")), "{known:?}");
    // Other tests set their books meanwhile: none of them has more pictures than this.
    let of_editions: BTreeSet<&String> =
        known.iter().filter(|path| path.starts_with("/edition/")).collect();
    assert!(of_editions.len() >= PICTURES && of_editions.len() < 20 * PICTURES, "{of_editions:?}");
    assert!(of_editions.contains(&"/edition/2.png".to_owned()), "{of_editions:?}");
}

/// More pictures than the typesetter can be asked for are an error; it does not break down.
#[test]
fn too_many_pictures_are_told() {
    let folder = MemoryFolder::default()
        .with("edition.toml", cases::MANIFEST)
        .with("text/a.dj", "# Eins\n\nText.\n");
    let (_, book, _) = pipeline::open(&folder, "fall").content.expect("an edition");
    let mut resources = Resources::default();
    let bytes: std::sync::Arc<[u8]> = grey().into();
    for picture in 0..=10_000 {
        resources.images.insert(format!("{picture}.png"), bytes.clone());
    }
    let pamphlet = layout("pamphlet", None).expect("shipped");
    let told = pdf::write(&book, &resources, &pamphlet, &OPTIONS).expect_err("too many");
    assert_eq!(told[0].message, "the typesetter takes 10000 pictures, and the edition has 10001");
}
