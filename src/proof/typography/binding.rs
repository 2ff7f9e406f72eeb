//! Spaces before dashes and ellipses, at which no line may end.

use super::super::Edit;
use super::line::{Line, NO_BREAK, is_blank};

/// The ordinary spaces before dashes and ellipses made no-break spaces.
pub(super) fn edits(line: &Line<'_>) -> Vec<Edit> {
    let signs = line.text.match_indices(['–', '…']);
    signs
        .filter_map(|(at, sign)| {
            let start = at.checked_sub(1)?;
            let left = line.text.get(..start)?.chars().next_back()?;
            let free_standing =
                sign == "…" || line.after(at + sign.len()).is_none_or(|c| !c.is_alphanumeric());
            let range = start..at;
            (line.text.get(range.clone())? == " "
                && !is_blank(left)
                && !matches!(left, '(' | '[' | '\n')
                && free_standing
                && line.free(&range))
            .then(|| Edit { range, replacement: NO_BREAK.to_owned() })
        })
        .collect()
}
