//! The part of a list that one machine builds.

use std::fmt;

use crate::output::checksum;

/// One of so many parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    /// Its number, from 1.
    pub number: usize,
    /// How many there are.
    pub of: usize,
}

/// Why something names no part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsharded(String);

impl fmt::Display for Unsharded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; write `--shard 2/8`: the second of eight parts", self.0)
    }
}

/// The variables in which schedulers say which part a job is: the number, the count, and what the first number is.
const SCHEDULERS: [(&str, &str, usize); 5] = [
    // Slurm arrays; numbers begin where the array does, `SLURM_ARRAY_TASK_MIN`.
    ("SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_COUNT", 0),
    // Indexed jobs of Kubernetes; the count is not told by the system and has to be set in the job.
    ("JOB_COMPLETION_INDEX", "JOB_COMPLETIONS", 0),
    // `parallel` of GitLab.
    ("CI_NODE_INDEX", "CI_NODE_TOTAL", 1),
    // A matrix of GitHub, whose job sets both.
    ("SHARD_INDEX", "SHARD_COUNT", 1),
    // Array jobs of AWS Batch; the count has to be set in the job.
    ("AWS_BATCH_JOB_ARRAY_INDEX", "AWS_BATCH_JOB_ARRAY_SIZE", 0),
];

impl Shard {
    /// Reads `K/N`.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Self, Unsharded> {
        let refused = |why: &str| Unsharded(format!("`{text}` {why}"));
        let (number, of) = text.split_once('/').ok_or_else(|| refused("is no part"))?;
        let read = |text: &str| text.trim().parse::<usize>().ok().filter(|number| *number > 0);
        let (number, of) = read(number).zip(read(of)).ok_or_else(|| refused("is no part"))?;
        if number > of {
            return Err(refused("is beyond the last part"));
        }
        Ok(Self { number, of })
    }

    /// The part that the scheduler says in the environment, if there is one.
    ///
    /// # Errors
    /// If it says half of it, or something that is no part.
    pub fn of_environment(
        variable: impl Fn(&str) -> Option<String>,
    ) -> Result<Option<Self>, Unsharded> {
        for (number, count, first) in SCHEDULERS {
            let Some(at) = variable(number) else { continue };
            let Some(of) = variable(count) else {
                return Err(Unsharded(format!("`{number}` is set, but `{count}` is not")));
            };
            let first = match number {
                "SLURM_ARRAY_TASK_ID" => variable("SLURM_ARRAY_TASK_MIN")
                    .and_then(|min| min.parse().ok())
                    .unwrap_or(first),
                _ => first,
            };
            let counted = at.parse::<usize>().ok().and_then(|at| at.checked_sub(first));
            let counted = counted.map(|at| at + 1);
            return match counted {
                Some(number) => Self::parse(&format!("{number}/{of}")).map(Some),
                None => {
                    Err(Unsharded(format!("`{number}` is `{at}`, which is no number of a part")))
                }
            };
        }
        Ok(None)
    }

    /// Whether an edition belongs to this part: by a sum of its path below the list, so that each machine finds the same.
    #[must_use]
    pub fn takes(self, path: &str) -> bool {
        let sum = checksum(path.replace('\\', "/").as_bytes());
        let sum = u64::from_str_radix(&sum[..15], 16).unwrap_or(0);
        sum % self.of as u64 == (self.number - 1) as u64
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_read() {
        assert_eq!(Shard::parse("2/8"), Ok(Shard { number: 2, of: 8 }));
        for wrong in ["", "2", "0/3", "4/3", "a/b", "1/0", "-1/2", "1/2/3"] {
            assert!(Shard::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn each_edition_is_in_one_part() {
        for of in [1, 3, 8] {
            let mut counts = vec![0; of];
            for edition in 0..1000 {
                let path = format!("source/band-{edition}");
                let takers: Vec<usize> =
                    (1..=of).filter(|number| Shard { number: *number, of }.takes(&path)).collect();
                assert_eq!(takers.len(), 1, "{path}");
                counts[takers[0] - 1] += 1;
            }
            let (least, most) = (counts.iter().min(), counts.iter().max());
            assert!(most < least.map(|least| least * 2).as_ref(), "{counts:?}");
        }
        assert!(
            Shard { number: 1, of: 2 }.takes("a/b") == Shard { number: 1, of: 2 }.takes("a\\b")
        );
    }

    #[test]
    fn schedulers_say_the_part() {
        let told = |set: &[(&str, &str)]| {
            let set: Vec<(String, String)> =
                set.iter().map(|(key, value)| ((*key).into(), (*value).into())).collect();
            Shard::of_environment(|name| {
                set.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone())
            })
        };
        let part = |number, of| Ok(Some(Shard { number, of }));
        assert_eq!(told(&[]), Ok(None));
        let slurm = [("SLURM_ARRAY_TASK_ID", "7"), ("SLURM_ARRAY_TASK_COUNT", "4")];
        assert_eq!(told(&[slurm[0], slurm[1], ("SLURM_ARRAY_TASK_MIN", "5")]), part(3, 4));
        assert!(told(&slurm).is_err());
        assert_eq!(told(&[("JOB_COMPLETION_INDEX", "0"), ("JOB_COMPLETIONS", "2")]), part(1, 2));
        assert_eq!(told(&[("CI_NODE_INDEX", "2"), ("CI_NODE_TOTAL", "2")]), part(2, 2));
        assert_eq!(
            told(&[("AWS_BATCH_JOB_ARRAY_INDEX", "1"), ("AWS_BATCH_JOB_ARRAY_SIZE", "2")]),
            part(2, 2)
        );
        assert!(told(&[("CI_NODE_INDEX", "2")]).is_err());
        assert!(told(&[("CI_NODE_INDEX", "zwei"), ("CI_NODE_TOTAL", "2")]).is_err());
    }
}
