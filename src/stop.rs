//! The word that ends work early: whoever begins it keeps one, and whoever does it looks now and then.

use std::sync::Arc;
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
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Asks for an end.
    pub fn say(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether an end was asked for.
    #[must_use]
    pub fn is_said(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
