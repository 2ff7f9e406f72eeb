//! `umbruch verify` as its user meets it.

use std::path::Path;
use std::process::{Command, Output};

use crate::book::Archive;

fn verify(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_umbruch"));
    command.current_dir(folder).arg("verify").args(args);
    command.output().expect("the command runs")
}

#[test]
fn exit_status_messages_and_json() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut archive = Archive::clean();
    std::fs::write(folder.path().join("gut.epub"), archive.pack()).expect("written");
    archive.put("EPUB/images/rest.png", Vec::new());
    std::fs::write(folder.path().join("warnung.epub"), archive.pack()).expect("written");
    archive.file("mimetype").deflated = true;
    std::fs::write(folder.path().join("fehler.epub"), archive.pack()).expect("written");

    let clean = verify(folder.path(), &["gut.epub"]);
    assert_eq!(clean.status.code(), Some(0));
    assert!(clean.stdout.is_empty() && clean.stderr.is_empty());
    let warned = verify(folder.path(), &["gut.epub", "warnung.epub"]);
    assert_eq!(warned.status.code(), Some(0));
    let said = String::from_utf8_lossy(&warned.stderr).into_owned();
    assert!(said.contains("--> warnung.epub/EPUB/package.opf:30:2"), "{said}");
    assert!(said.contains("0 errors, 1 warning"), "{said}");
    let failed = verify(folder.path(), &["fehler.epub", "--format", "json"]);
    assert_eq!(failed.status.code(), Some(1));
    let json: serde_json::Value = serde_json::from_slice(&failed.stdout).expect("JSON");
    assert_eq!(json[0]["code"], "epub-mimetype");
    assert_eq!(json[0]["file"], "fehler.epub");
    for wrong in [&["fehlt.epub"] as &[&str], &["."], &[]] {
        assert_eq!(verify(folder.path(), wrong).status.code(), Some(2), "{wrong:?}");
    }
}
