//! Gives the program a sum of all that it is compiled from, so that it knows the editions which another one built.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the program is made of, here; what is not here is pinned by the lock file.
const MADE_OF: [&str; 6] = ["Cargo.lock", "Cargo.toml", "build.rs", "fonts", "layouts", "src"];

/// What else makes it another program.
const SETTINGS: [&str; 4] = ["TARGET", "PROFILE", "OPT_LEVEL", "CARGO_ENCODED_RUSTFLAGS"];

fn main() {
    let mut sum = DefaultHasher::new();
    for name in MADE_OF {
        println!("cargo::rerun-if-changed={name}");
        for path in files(Path::new(name)) {
            path.hash(&mut sum);
            fs::read(&path).unwrap_or_default().hash(&mut sum);
        }
    }
    for name in SETTINGS {
        env::var(name).unwrap_or_default().hash(&mut sum);
    }
    let compiler =
        env::var_os("RUSTC").and_then(|rustc| Command::new(rustc).arg("-vV").output().ok());
    compiler.map(|told| told.stdout).hash(&mut sum);
    println!("cargo::rustc-env=UMBRUCH_BUILD={:016x}", sum.finish());
}

/// The file itself, or all files below a folder, sorted.
fn files(path: &Path) -> BTreeSet<PathBuf> {
    let Ok(entries) = fs::read_dir(path) else { return BTreeSet::from([path.to_owned()]) };
    entries.flatten().flat_map(|entry| files(&entry.path())).collect()
}
