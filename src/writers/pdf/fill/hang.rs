//! What of a sign hangs over the edge of the measure, so that the edge looks straight.

/// The edge over which a sign hangs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::writers::pdf) enum Edge {
    /// Where lines begin.
    Left,
    /// Where lines end.
    Right,
}

/// What part of the width of what a glyph says hangs over an edge.
pub(in crate::writers::pdf) fn part(said: &str, edge: Edge) -> f64 {
    let sign = match edge {
        Edge::Left => said.chars().next(),
        Edge::Right => said.chars().next_back(),
    };
    let (left, right) = sign.map_or((0.0, 0.0), both);
    match edge {
        Edge::Left => left,
        Edge::Right => right,
    }
}

fn both(sign: char) -> (f64, f64) {
    match sign {
        '.' | ',' => (0.0, 0.8),
        ':' | ';' => (0.0, 0.4),
        '-' | '\u{ad}' | '\u{2010}' => (0.0, 0.6),
        '–' | '—' => (0.2, 0.25),
        '„' | '“' | '”' | '‚' | '‘' | '’' | '»' | '«' | '›' | '‹' => (0.5, 0.5),
        '!' | '?' => (0.0, 0.15),
        '(' | '[' => (0.1, 0.0),
        ')' | ']' => (0.0, 0.1),
        'A' | 'V' | 'W' | 'T' | 'Y' | 'v' | 'w' | 'y' => (0.06, 0.06),
        'C' | 'G' | 'O' | 'Q' | 'c' | 'e' | 'o' => (0.03, 0.03),
        'r' | 't' | 'k' | 'F' | 'K' | 'L' => (0.0, 0.05),
        _ => (0.0, 0.0),
    }
}
