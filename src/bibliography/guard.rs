//! Things that point at one another: whether following them comes to an end, and soon.

use std::collections::BTreeMap;

/// How many steps it may take to follow all that a thing points at.
const STEPS: u64 = 1 << 22;

/// The first thing from which following does not come to an end in that many steps.
pub(super) fn endless<'a>(edges: &BTreeMap<&'a str, Vec<&'a str>>) -> Option<&'a str> {
    let mut done: BTreeMap<&str, u64> = BTreeMap::new();
    for start in edges.keys() {
        // A stack of our own: the chain may be as long as the file.
        let mut open: Vec<(&str, usize)> = vec![(start, 0)];
        while let Some((name, next)) = open.pop() {
            if done.contains_key(name) {
                continue;
            }
            let targets = edges.get(name).map_or(&[][..], Vec::as_slice);
            if let Some(target) = targets.get(next) {
                open.push((name, next + 1));
                if open.iter().any(|(around, _)| around == target) || open.len() > DEPTH {
                    return edges.get_key_value(name).map(|(name, _)| *name);
                }
                open.push((target, 0));
                continue;
            }
            let steps = targets.iter().map(|target| done.get(target).copied().unwrap_or(1));
            let steps = steps.fold(1u64, u64::saturating_add);
            if steps > STEPS {
                return edges.get_key_value(name).map(|(name, _)| *name);
            }
            done.insert(name, steps);
        }
    }
    None
}

/// How long a chain may be: each step is a call within a call.
const DEPTH: usize = 60;

#[cfg(test)]
mod tests {
    use super::endless;

    #[test]
    fn cycles_and_heaps_are_found() {
        let found = |list: &[(&'static str, &[&'static str])]| {
            endless(&list.iter().map(|(name, to)| (*name, to.to_vec())).collect())
        };
        assert_eq!(found(&[("a", &["b", "b"]), ("b", &["c"])]), None);
        assert_eq!(found(&[("a", &["a"])]), Some("a"));
        assert!(found(&[("a", &["b"]), ("b", &["c"]), ("c", &["a"])]).is_some());
        let names: Vec<&'static str> =
            (0..40).map(|n| &*Box::leak(format!("m{n:02}").into_boxed_str())).collect();
        let doubled: Vec<(&str, Vec<&str>)> =
            names.windows(2).map(|two| (two[0], vec![two[1]; 2])).collect();
        assert!(endless(&doubled.into_iter().collect()).is_some());
    }
}
