//! Recipes for CI: what `new --ci` writes, and the one for the shell run for real.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const UMBRUCH: &str = env!("CARGO_BIN_EXE_umbruch");

fn run(folder: &Path, program: &str, args: &[&str]) -> Output {
    let mut command = Command::new(program);
    command.current_dir(folder).args(args).env("UMBRUCH", UMBRUCH);
    for (key, value) in [
        ("GIT_AUTHOR_NAME", "Ida"),
        ("GIT_AUTHOR_EMAIL", "ida@example.org"),
        ("GIT_COMMITTER_NAME", "Ida"),
        ("GIT_COMMITTER_EMAIL", "ida@example.org"),
    ] {
        command.env(key, value);
    }
    command.output().unwrap_or_else(|error| panic!("{program}: {error}"))
}

#[track_caller]
fn done(folder: &Path, program: &str, args: &[&str]) -> String {
    let output = run(folder, program, args);
    let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "{program} {args:?}: {}", text(&output.stderr));
    text(&output.stdout)
}

#[test]
fn a_recipe_is_written_beside_what_is_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    fs::write(folder.join("README"), "").expect("written");
    for (place, path) in [
        ("github", ".github/workflows/umbruch.yml"),
        ("gitlab", ".gitlab-ci.yml"),
        ("forgejo", ".forgejo/workflows/umbruch.yml"),
        ("shell", "umbruch.sh"),
    ] {
        done(folder, UMBRUCH, &["new", "--ci", place, "."]);
        let text = fs::read_to_string(folder.join(path)).expect("it is written");
        for open in ["{version}", "{editions}", "{folder}"] {
            assert!(!text.contains(open), "{place}: {open}");
        }
        assert!(text.contains(" release ") && text.contains("--verify"), "{place}");
        // It stays, whatever is in it.
        fs::write(folder.join(path), "mine").expect("written");
        let again = run(folder, UMBRUCH, &["new", "--ci", place, "."]);
        assert_eq!(again.status.code(), Some(2), "{place}");
        assert_eq!(fs::read_to_string(folder.join(path)).expect("there"), "mine");
    }
    assert!(!folder.join("edition.toml").exists(), "no edition is made among other files");
}

/// A repository with an edition of its own, cloned bare and from there into an empty folder: every part of the recipe runs.
#[test]
fn the_recipe_for_the_shell() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let mine = folder.join("mine");
    done(folder, UMBRUCH, &["new", "mine/source/hafen"]);
    done(&mine, UMBRUCH, &["new", "--ci", "shell", "."]);
    done(&mine, "git", &["init", "--quiet", "."]);
    done(&mine, "git", &["add", "."]);
    done(&mine, "git", &["commit", "--quiet", "--message", "Hafen"]);
    done(folder, "git", &["clone", "--quiet", "--bare", "mine", "bare.git"]);
    done(folder, "git", &["clone", "--quiet", "bare.git", "clone"]);
    let clone = folder.join("clone");

    done(&clone, "./umbruch.sh", &["check"]);
    done(&clone, "./umbruch.sh", &["books"]);
    assert!(clone.join("books/hafen/hafen.epub").is_file());
    let told = done(&clone, "./umbruch.sh", &["release", "source/hafen"]);
    let released = told.lines().next().and_then(|line| line.split_once(", ")).expect("a line").0;
    assert!(clone.join(released).join("edition.json").is_file(), "{told}");

    // What is wrong fails, at its place.
    fs::write(clone.join("source/hafen/text/vorwort.dj"), "# Vorwort\n\nNein.[^nie]\n")
        .expect("written");
    let mut broken = Command::new("./umbruch.sh");
    let broken =
        broken.current_dir(&clone).arg("check").env("UMBRUCH", UMBRUCH).env("FORMAT", "github");
    let broken = broken.output().expect("it runs");
    assert_eq!(broken.status.code(), Some(1));
    let told = String::from_utf8_lossy(&broken.stdout);
    let expected = "::error file=source/hafen/text/vorwort.dj,line=3,endLine=3,col=6,";
    assert!(told.contains(expected), "{told}");
    assert_eq!(run(&clone, "./umbruch.sh", &[]).status.code(), Some(2));
    let lost = Command::new("./umbruch.sh")
        .current_dir(&clone)
        .arg("check")
        .env("UMBRUCH", "/nowhere/umbruch")
        .output();
    assert_eq!(lost.expect("it runs").status.code(), Some(2));
}

/// The last step of our action, as GitHub would run it: in bash, with the inputs in its environment.
#[test]
fn the_action_releases() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join("action.yml")).expect("it is there");
    let action: serde_json::Value = serde_saphyr::from_str(&text).expect("it is YAML");
    let steps = action["runs"]["steps"].as_array().expect("a list");
    let script = steps.last().and_then(|step| step["run"].as_str()).expect("the last step runs");
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    done(folder, UMBRUCH, &["new", "eine ausgabe"]);
    let run = |inputs: [(&str, &str); 2]| {
        let mut bash = Command::new("bash");
        bash.current_dir(folder).args(["--noprofile", "--norc", "-eo", "pipefail", "-c", script]);
        bash.env("PROGRAM", UMBRUCH).env("OUT", "dist").envs(inputs);
        bash.env("RUNNER_TEMP", folder).env("GITHUB_OUTPUT", folder.join("output.txt"));
        bash.output().expect("bash starts")
    };
    let released = run([("COMMAND", "release"), ("EDITIONS", "eine ausgabe\n")]);
    assert!(released.status.success(), "{}", String::from_utf8_lossy(&released.stderr));
    let output = fs::read_to_string(folder.join("output.txt")).expect("it is written");
    let place = output.trim().strip_prefix("folder=").expect("where the release lies");
    assert!(folder.join(place).join("edition.json").is_file(), "{output}");
    assert!(run([("COMMAND", "check"), ("EDITIONS", "eine ausgabe")]).status.success());
    assert_eq!(run([("COMMAND", "publish"), ("EDITIONS", "")]).status.code(), Some(2));
}
