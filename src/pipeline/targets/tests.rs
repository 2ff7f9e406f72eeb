//! The table, and sessions that are used again or stopped.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::*;
use crate::pipeline::{Stopped, open, slug};
use crate::stop::Stop;
use crate::storage::MemoryFolder;

const MANIFEST: &str = "slug = \"kai\"\ntitle = \"Am Kai\"\nlanguage = \"de\"\ndate = 2026\n\
    identifier = \"urn:uuid:6f9619ff-8b86-4d01-b42d-00cf4fc964ff\"\n\
    layouts = [\"pamphlet\", \"paperback\"]\n\
    [[contributor]]\nname = \"Ida Probe\"\n[[section]]\nfile = \"a.dj\"\n\
    [print]\npaper = \"offset-90\"\nlayouts = [\"paperback\"]\n";

fn edition() -> MemoryFolder {
    let mut png = std::io::Cursor::new(Vec::new());
    let grey = image::GrayImage::from_pixel(900, 600, image::Luma([150]));
    grey.write_to(&mut png, image::ImageFormat::Png).expect("a picture can be written");
    MemoryFolder::default()
        .with("edition.toml", MANIFEST)
        .with("a.dj", "# Eins\n\nEin Wort.[^1]\n\n![Grau](kai.png)\n\n[^1]: Eine Note.\n")
        .with("kai.png", png.into_inner())
}

/// Files that are drafts, for they are quicker made.
fn draft(only: &[&'static Target]) -> Request {
    Request { only: only.to_vec(), corrects: false, ..Request::default() }
}

fn names(files: &[File]) -> Vec<&str> {
    files.iter().map(|file| file.name.as_str()).collect()
}

#[test]
fn each_target_can_be_asked_for_alone() {
    let (session, folder) = (Session::default(), edition());
    for (target, expected) in [
        (&EPUB, &["kai.epub"][..]),
        (&PDF, &["kai-pamphlet.pdf", "kai-paperback.pdf"]),
        (&PRINT, &["kai-paperback-print.pdf", "kai-paperback-cover.pdf"]),
    ] {
        let mut opened = open(&folder, "ordner");
        let steps = RefCell::new(Vec::new());
        let tell = |step: Step| steps.borrow_mut().push(step.to_string());
        let request = draft(&[target]);
        let made = session.make(&mut opened, &folder, &request, &tell).expect("it can be made");
        assert_eq!(names(&made.books), expected);
        assert!(made.books.iter().all(|book| book.target == Some(target)));
        assert_eq!(made.files().count(), made.books.len() + made.reports.len());
        let told = steps.into_inner();
        assert_eq!(session.steps(&opened, &folder, &request), told.len(), "{told:?}");
        assert_eq!(Some(&made.slug), slug(&folder, "ordner").as_ref());
    }
}

#[test]
fn the_table_knows_its_files() {
    let opened = open(&edition(), "ordner");
    let (edition, ..) = opened.content.as_ref().expect("an edition");
    let names: BTreeSet<&str> = TARGETS.iter().map(|target| target.name).collect();
    assert_eq!(names.len(), TARGETS.len());
    for target in TARGETS {
        assert_eq!(Target::named(target.name), Some(target));
        for book in (target.books)(edition) {
            assert!((target.could_be)("kai", &book), "{book}");
        }
    }
    for (name, ours) in [
        ("kai-screen.pdf", true),
        ("kai-paperback-booklet.pdf", true),
        ("kai-kindle.epub", true),
        ("kai-.pdf", false),
        ("kai.pdf", false),
        ("kaimauer.pdf", false),
        ("kai-rocket.epub", false),
        ("gutachten.pdf", false),
        ("kai.a11y.html", false),
    ] {
        assert_eq!(Target::makes("kai", name), ours, "{name}");
    }
}

/// What a session has kept of one build changes nothing in the next.
#[test]
fn a_session_makes_the_same_again() {
    let (session, folder) = (Session::default(), edition());
    let [first, again, alone] = [&session, &session, &Session::default()].map(|session| {
        let mut opened = session.open(&folder, "ordner").expect("nobody stops it");
        let made = session.make(&mut opened, &folder, &draft(&[]), &|_| {});
        let made = made.unwrap_or_else(|why| panic!("{why:?}: {:#?}", opened.diagnostics));
        let files = made.files().map(|(name, bytes)| (name.to_owned(), bytes.to_vec()));
        (opened.diagnostics, files.collect::<Vec<_>>())
    });
    assert!(first == again && again == alone);
}

/// At the word nothing more is begun, and what was made goes.
#[test]
fn what_is_stopped_leaves_nothing() {
    let folder = edition();
    for (at, seen) in [("PDF, pamphlet", 1), ("PDF, paperback", 2), ("cover", 4), ("EPUB", 5)] {
        let session = Session::default();
        let mut opened = session.open(&folder, "ordner").expect("nobody stops it yet");
        let steps = RefCell::new(Vec::new());
        let tell = |step: Step| {
            steps.borrow_mut().push(step.to_string());
            if step.to_string() == at {
                session.stop().say();
            }
        };
        let made = session.make(&mut opened, &folder, &draft(&[]), &tell);
        assert!(matches!(made, Err(Failure::Stopped)), "{at}");
        // The cover is a part of the e-book.
        let seen = if at == "cover" { seen + 1 } else { seen };
        assert_eq!(steps.into_inner().len(), seen, "{at}");
        assert!(!opened.has_errors(), "{:?}", opened.diagnostics);
        assert_eq!(session.open(&folder, "ordner").err(), Some(Stopped));
        assert_eq!(session.proofread(&mut opened, &folder), Err(Stopped));
    }
}

/// Runs `work` in sessions that are stopped the first, second … time that they listen, until it is done; says
/// how often they listened then.
fn stopped_ever_later<T>(mut work: impl FnMut(&Session) -> Option<T>) -> (usize, T) {
    for time in 1.. {
        let stop = Stop::at(time);
        let done = work(&Session::stopped_with(stop.clone()));
        if let Some(done) = done {
            return (stop.times_heard(), done);
        }
    }
    unreachable!("the work ends")
}

#[test]
fn an_edition_is_read_to_the_end_or_not_at_all() {
    let folder = edition();
    let whole = open(&folder, "ordner");
    let (times, opened) = stopped_ever_later(|session| session.open(&folder, "ordner").ok());
    assert_eq!(opened.diagnostics, whole.diagnostics);
    // Before and behind the pictures, at the section, the text of the cover, at each of the passes.
    assert!(times > 12, "{times}");
}

#[test]
fn what_is_proofread_in_part_is_not_told() {
    let text =
        "# Eins\n\nEr kam 10-12 Uhr - oder nie.\n\nDas ist z.B. so.\n\nUnd  noch ein Satz.\n";
    let folder = edition().with("a.dj", text);
    let mut whole = open(&folder, "ordner");
    let before = whole.diagnostics.clone();
    Session::default().proofread(&mut whole, &folder).expect("nobody stops it");
    assert!(whole.diagnostics.iter().any(|one| one.fix.is_some()), "{:?}", whole.diagnostics);
    let (times, found) = stopped_ever_later(|session| {
        let mut opened = open(&folder, "ordner");
        let done = session.proofread(&mut opened, &folder);
        if done.is_err() {
            assert_eq!(opened.diagnostics, before);
        }
        done.ok().map(|()| opened.diagnostics)
    });
    assert_eq!(found, whole.diagnostics);
    // At each line, at each section that is read back, twice.
    assert!(times > 8, "{times}");
}

#[test]
fn pages_are_stopped_between_the_rounds_of_their_setting() {
    let long = "Am Kai stand der Kran, und der Wächter rief, bis es Nacht wurde. ".repeat(60);
    let text = format!("# Eins\n\n{long}\n\nSiehe @eins.\n\n{long}\n");
    let folder = edition().with("a.dj", text);
    let request =
        Request { only: vec![&PDF], layouts: vec!["pamphlet".into()], ..Request::default() };
    let (times, files) = stopped_ever_later(|session| {
        let mut opened = open(&folder, "ordner");
        let before = opened.diagnostics.clone();
        match session.make(&mut opened, &folder, &request, &|_| {}) {
            Ok(made) => Some(made.books),
            Err(Failure::Stopped) => {
                assert_eq!(opened.diagnostics, before);
                None
            }
            Err(why) => panic!("{why:?}: {:?}", opened.diagnostics),
        }
    });
    assert_eq!(names(&files), ["kai-pamphlet.pdf"]);
    // Before the first setting, between its rounds, before each further one, behind them.
    assert!(times > 5, "{times}");
}

/// A rehearsal that was stopped has found nothing to be right.
#[test]
fn what_is_not_rehearsed_to_the_end_is_not_taken_for_right() {
    let (folder, stop) = (edition(), Stop::default());
    let session = Session::stopped_with(stop.clone());
    let mut opened = open(&folder, "ordner");
    stop.say();
    assert_eq!(session.rehearse(&mut opened, &folder), Err(Stopped));
}
