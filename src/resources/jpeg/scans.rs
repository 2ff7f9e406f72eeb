//! Whether the scans of a JPEG send all of the picture: of one that makes it finer scan by scan
//! (ITU-T T.81, G) the last may be missing, and it is shown coarse.

use super::{END, SCAN};

/// Coefficients of a block.
const COEFFICIENTS: usize = 64;
/// Of a coefficient that was not sent, the number of bits that are missing.
const NOT_SENT: u8 = u8::MAX;

/// A component of the colour, and how many bits of each coefficient are still to be sent.
struct Component {
    id: u8,
    missing: [u8; COEFFICIENTS],
}

/// Whether every bit of every coefficient is sent. `bare` is a picture without what stands beside it.
pub(super) fn are_complete(bare: &[u8]) -> bool {
    let mut components: Vec<Component> = Vec::new();
    let read = read(bare, &mut components);
    let whole = |one: &Component| one.missing.iter().all(|bits| *bits == 0);
    read.is_some() && !components.is_empty() && components.iter().all(whole)
}

fn read(bare: &[u8], components: &mut Vec<Component>) -> Option<()> {
    let mut at = 2;
    loop {
        let [0xff, marker] = *bare.get(at..at + 2)? else { return None };
        if marker == END {
            return Some(());
        }
        let length = usize::from(u16::from_be_bytes([*bare.get(at + 2)?, *bare.get(at + 3)?]));
        let content = bare.get(at + 4..at + 2 + length)?;
        at += 2 + length;
        match marker {
            // Frames; among their numbers stand those of tables.
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                let ids = content.get(6..)?.chunks_exact(3).map(|component| component[0]);
                let begun = ids.map(|id| Component { id, missing: [NOT_SENT; COEFFICIENTS] });
                components.extend(begun);
            }
            SCAN => {
                sent(content, components)?;
                at += super::scan(bare.get(at..)?)?;
            }
            _ => {}
        }
    }
}

/// Notes what a scan sends, as its head says: for which components, of which coefficients, and how
/// many bits it leaves to others.
fn sent(head: &[u8], components: &mut [Component]) -> Option<()> {
    let count = usize::from(*head.first()?);
    let (first, last) = (*head.get(1 + 2 * count)?, *head.get(2 + 2 * count)?);
    let left = head.get(3 + 2 * count)? & 0x0f;
    for id in head.get(1..1 + 2 * count)?.chunks_exact(2).map(|component| component[0]) {
        let component = components.iter_mut().find(|component| component.id == id)?;
        for missing in component.missing.get_mut(usize::from(first)..=usize::from(last))? {
            *missing = left;
        }
    }
    Some(())
}
