//! The program as its user runs it.

use std::path::Path;
use std::process::{Command, Output};

/// Runs `umbruch` in a folder.
pub fn umbruch(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_umbruch"))
        .current_dir(folder)
        .args(args)
        .env_remove("SOURCE_DATE_EPOCH")
        .output()
        .expect("the command runs")
}

/// How it ended.
pub fn code(output: &Output) -> i32 {
    output.status.code().expect("the command was not killed")
}

/// What it said.
pub fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}
