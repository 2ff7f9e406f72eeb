//! What decoding has shown of pictures, kept for when their edition is read again.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use sha2::{Digest, Sha256};

use crate::ir::Image;

/// A picture that can be used as it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Judgement {
    /// Its format and its size.
    pub(super) image: Image,
    /// Whether it has several pictures, one after the other.
    pub(super) moves: bool,
}

/// What tells the bytes of one picture from those of all others.
pub(super) type Sum = [u8; 32];

/// Pictures that were decoded to the last byte and found whole, by the sums of their bytes. A few
/// words are kept of each, neither its bytes nor its pixels.
#[derive(Debug, Default)]
pub struct Judged(Mutex<BTreeMap<Sum, Judgement>>);

impl Judged {
    pub(super) fn get(&self, sum: &Sum) -> Option<Judgement> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(sum).copied()
    }

    pub(super) fn keep(&self, sum: Sum, judgement: Judgement) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(sum, judgement);
    }
}

pub(super) fn sum(bytes: &[u8]) -> Sum {
    Sha256::digest(bytes).into()
}
