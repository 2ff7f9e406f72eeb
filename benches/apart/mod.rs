//! One size of one kind, measured in a process of its own: its memory is no other's.

/// The word with which a bench calls itself for it.
const ALONE: &str = "alone";

/// The kind and the size for which this process was started, if it was for one alone.
pub fn wanted(words: &[String]) -> Option<(&str, usize)> {
    match words {
        [mode, kind, size] if mode == ALONE => Some((kind, size.parse().expect("a size"))),
        _ => None,
    }
}

/// The numbers that this program says of one size of a kind.
pub fn measured<const N: usize>(kind: &str, size: usize) -> [f64; N] {
    let program = std::env::current_exe().expect("this program");
    let mut command = std::process::Command::new(program);
    let output = command.args([ALONE, kind, &size.to_string()]).output().expect("it runs");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{kind}, {size}: {}", String::from_utf8_lossy(&output.stderr));
    let mut numbers = said.split_whitespace().map(|word| word.parse::<f64>().expect("a number"));
    std::array::from_fn(|_| numbers.next().expect("as many numbers"))
}

/// The most memory that was in use, in KiB.
pub fn most_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}
