//! Several editions at the same time, each from its beginning to its end by one worker.
//!
//! A worker opens an edition, makes it, writes it and drops it, so that memory is that of the largest
//! edition times the workers. Of what was told only the lines to be printed are kept; they are printed in
//! the order of the editions.

use std::io;
use std::panic::resume_unwind;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Room for the calls of a thread, in bytes: as much as a program has that works alone.
const STACK: usize = 8 << 20;

/// Begins the threads, so many (0: one a core), that do the parts of the work.
///
/// # Errors
/// If the system gives none.
pub(super) fn pool(threads: usize) -> Result<(), rayon::ThreadPoolBuildError> {
    rayon::ThreadPoolBuilder::new().num_threads(threads).stack_size(STACK).build_global()
}

/// What `work` makes of each, in their order; so many at the same time.
///
/// Workers are no tasks of the pool in which parts of the work are done: there a thread that waits for a part
/// begins another task, which would be the next edition while this one is open, and one upon the other.
///
/// # Errors
/// If the system gives no thread.
pub(super) fn each<T: Sync, M: Send>(
    all: &[T],
    workers: usize,
    work: impl Fn(&T) -> M + Sync,
) -> io::Result<Vec<M>> {
    let next = AtomicUsize::new(0);
    let made: Mutex<Vec<(usize, M)>> = Mutex::default();
    let go_on = || {
        while let Some((at, one)) =
            Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|at| Some((at, all.get(at)?)))
        {
            let result = work(one);
            made.lock().unwrap_or_else(PoisonError::into_inner).push((at, result));
        }
    };
    thread::scope(|scope| {
        let begin = |_| thread::Builder::new().stack_size(STACK).spawn_scoped(scope, go_on);
        let begun: io::Result<Vec<_>> = (0..workers.min(all.len())).map(begin).collect();
        for worker in begun? {
            worker.join().unwrap_or_else(|panic| resume_unwind(panic));
        }
        Ok::<(), io::Error>(())
    })?;
    let mut made = made.into_inner().unwrap_or_else(PoisonError::into_inner);
    made.sort_by_key(|(at, _)| *at);
    Ok(made.into_iter().map(|(_, made)| made).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Never more are open than there are workers, though each waits for parts that the pool does.
    #[test]
    fn no_worker_has_two_at_once() {
        use rayon::prelude::*;
        let (open, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let all: Vec<u64> = (0..40).collect();
        let made = each(&all, 3, |one| {
            most.fetch_max(open.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            let sum: u64 = (0..64u64).into_par_iter().map(|part| part % 3 + one).sum();
            open.fetch_sub(1, Ordering::SeqCst);
            (*one, sum)
        });
        let made = made.expect("there are threads");
        assert!(made.iter().map(|(one, _)| *one).eq(0..40), "in their order");
        assert!(most.into_inner() <= 3);
    }
}
