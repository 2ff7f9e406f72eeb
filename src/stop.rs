//! The word that ends work early: whoever begins it keeps one, and whoever does it looks now and then.

use std::fmt;
use std::sync::Arc;
#[cfg(test)]
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::{AtomicBool, Ordering};

/// Said once, heard by all who have a clone of it.
///
/// ```
/// let stop = umbruch::Stop::default();
/// let heard = stop.clone();
/// assert!(!heard.is_said());
/// stop.say();
/// assert!(heard.is_said());
/// ```
#[derive(Debug, Clone, Default)]
pub struct Stop(Arc<Word>);

#[derive(Debug, Default)]
struct Word {
    said: AtomicBool,
    /// How often it was listened for.
    #[cfg(test)]
    heard: AtomicUsize,
    /// The time from which on it is said, counted from 1; 0: never.
    #[cfg(test)]
    said_from: AtomicUsize,
}

/// The work was ended early, and leaves nothing behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stopped;

impl fmt::Display for Stopped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the session was told to stop")
    }
}

impl std::error::Error for Stopped {}

impl Stop {
    /// Asks for an end.
    pub fn say(&self) {
        self.0.said.store(true, Ordering::Relaxed);
    }

    /// Whether an end was asked for.
    #[must_use]
    pub fn is_said(&self) -> bool {
        #[cfg(test)]
        if self.0.heard.fetch_add(1, Ordering::Relaxed) + 1
            == self.0.said_from.load(Ordering::Relaxed)
        {
            self.say();
        }
        self.0.said.load(Ordering::Relaxed)
    }

    /// Nothing, unless an end was asked for.
    ///
    /// # Errors
    /// If it was.
    pub fn go_on(&self) -> Result<(), Stopped> {
        if self.is_said() { Err(Stopped) } else { Ok(()) }
    }
}

#[cfg(test)]
impl Stop {
    /// One that says itself when it is listened for that time, counted from 1.
    pub(crate) fn at(time: usize) -> Self {
        let stop = Self::default();
        stop.0.said_from.store(time, Ordering::Relaxed);
        stop
    }

    /// How often it was listened for.
    pub(crate) fn times_heard(&self) -> usize {
        self.0.heard.load(Ordering::Relaxed)
    }
}
