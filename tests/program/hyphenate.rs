//! `umbruch hyphenate`: words marked, and what is told of those that cannot be.

use std::io::Write as _;
use std::process::{Command, Stdio};

/// Runs `umbruch hyphenate` with that input: exit code, standard output, standard error.
fn run(args: &[&str], input: &[u8]) -> (Option<i32>, String, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_umbruch"))
        .arg("hyphenate")
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command runs");
    // A command that reads nothing may be gone already.
    let _ = child.stdin.take().expect("a pipe").write_all(input);
    let output = child.wait_with_output().expect("the command ends");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn the_command_marks_words() {
    let said = |args: &[&str], input: &str| {
        let (code, out, error) = run(args, input.as_bytes());
        assert_eq!((code, error.as_str()), (Some(0), ""), "{args:?}");
        out
    };
    assert_eq!(said(&["--lang", "de-1901", "Zucker", "Kisten"], ""), "Zu{ck/k-k}er\nKi-sten\n");
    assert_eq!(
        said(&["--lang", "de-1901", "--plain", "Zucker", "Oberamt"], ""),
        "Zuc-ker\nOber-amt\n"
    );
    assert_eq!(said(&["--lang", "fr"], "révolution\r\n\nd’État"), "ré-vo-lu-tion\n\nd’État\n");
    assert_eq!(said(&["--minima", "2,3"], "Leute\nHanföl\n"), "Leute\nHanf=öl\n");
    assert_eq!(said(&[], ""), "");
}

#[test]
fn the_command_tells_what_is_wrong() {
    let (code, out, error) = run(&[], b"Hallo\nW\xffrt\n");
    assert_eq!((code, out.as_str()), (Some(1), "Hal-lo\n"));
    assert_eq!(error, "error: line 2 is not UTF-8\n");
    let (code, _, error) = run(&["--lang", "xx", "Wort"], b"");
    assert_eq!(
        (code, error.as_str()),
        (Some(2), "error: there are no patterns for the language `xx`\n")
    );
    let (code, _, error) = run(&["--lang", "Deutsch!", "Wort"], b"");
    assert_eq!(
        (code, error.as_str()),
        (Some(2), "error: `Deutsch!` is not a BCP 47 language tag\n")
    );
    assert_eq!(run(&["--minima", "0,3", "Wort"], b"").0, Some(2));
    let long = vec![b'a'; (1 << 20) + 9];
    let (code, _, error) = run(&[], &long);
    assert_eq!((code, error.as_str()), (Some(1), "error: line 1 is longer than any word\n"));
}
