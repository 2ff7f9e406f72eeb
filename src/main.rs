//! The command `umbruch`.
#![forbid(unsafe_code)]

fn main() -> std::process::ExitCode {
    umbruch::run()
}
