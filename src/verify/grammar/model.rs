//! The order of children, as an expression made into an automaton: each child is looked at once,
//! however many there are.

/// A state; its steps are taken by the name of a child, or by none.
#[derive(Default)]
struct State {
    steps: Vec<(&'static str, usize)>,
    free: Vec<usize>,
}

/// Which children may follow each other: `a b? (c / d)*`.
pub(super) struct Model {
    states: Vec<State>,
    last: usize,
}

/// The states in which one may be.
type Places = Vec<bool>;

impl Model {
    /// Reads an expression of names, `?`, `*`, `+`, and alternatives in parentheses parted by `/`.
    pub(super) fn read(expression: &'static str) -> Self {
        let mut model = Self { states: vec![State::default()], last: 0 };
        let mut words = words(expression).into_iter().peekable();
        model.last = model.sequence(0, &mut words);
        assert!(words.next().is_none(), "a parenthesis is not opened in `{expression}`");
        model
    }

    fn state(&mut self) -> usize {
        self.states.push(State::default());
        self.states.len() - 1
    }

    /// Reads alternatives up to a closing parenthesis; gives the state behind them.
    fn sequence(&mut self, from: usize, words: &mut Words) -> usize {
        let end = self.state();
        let mut at = from;
        while let Some(word) = words.next_if(|word| *word != ")") {
            if word == "/" {
                self.states[at].free.push(end);
                at = from;
                continue;
            }
            let start = self.state();
            self.states[at].free.push(start);
            let after = if word == "(" {
                let after = self.sequence(start, words);
                words.next();
                after
            } else {
                let after = self.state();
                self.states[start].steps.push((word, after));
                after
            };
            at = self.repeated(start, after, words);
        }
        self.states[at].free.push(end);
        end
    }

    /// What stands behind a name or a parenthesis says how often it stands.
    fn repeated(&mut self, start: usize, after: usize, words: &mut Words) -> usize {
        let next = self.state();
        self.states[after].free.push(next);
        match words.next_if(|word| matches!(*word, "?" | "*" | "+")) {
            Some("?") => self.states[start].free.push(next),
            Some("*") => {
                self.states[start].free.push(next);
                self.states[after].free.push(start);
            }
            Some("+") => self.states[after].free.push(start),
            _ => {}
        }
        next
    }

    /// Where one is before the first child.
    pub(super) fn start(&self) -> Places {
        let mut places = vec![false; self.states.len()];
        self.enter(0, &mut places);
        places
    }

    fn enter(&self, state: usize, places: &mut Places) {
        if !std::mem::replace(&mut places[state], true) {
            for next in &self.states[state].free {
                self.enter(*next, places);
            }
        }
    }

    /// Where one is behind a child of that name; `None` where it cannot stand.
    pub(super) fn step(&self, from: &Places, name: &str) -> Option<Places> {
        let mut places = vec![false; self.states.len()];
        for (state, _) in self.states.iter().zip(from).filter(|(_, is)| **is) {
            for (_, next) in state.steps.iter().filter(|(wanted, _)| *wanted == name) {
                self.enter(*next, &mut places);
            }
        }
        places.contains(&true).then_some(places)
    }

    /// Whether no more children need to follow.
    pub(super) fn is_complete(&self, places: &Places) -> bool {
        places[self.last]
    }

    /// The names that may follow.
    pub(super) fn expected(&self, places: &Places) -> Vec<&'static str> {
        let here = self.states.iter().zip(places).filter(|(_, is)| **is);
        let mut names: Vec<&str> =
            here.flat_map(|(state, _)| state.steps.iter().map(|(name, _)| *name)).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// Whether that name stands anywhere in the expression.
    pub(super) fn has(&self, name: &str) -> bool {
        self.states.iter().any(|state| state.steps.iter().any(|(wanted, _)| *wanted == name))
    }
}

type Words = std::iter::Peekable<std::vec::IntoIter<&'static str>>;

/// Names and signs, each by itself.
fn words(expression: &'static str) -> Vec<&'static str> {
    let mut words = Vec::new();
    for word in expression.split_whitespace() {
        let mut rest = word;
        while let Some(at) = rest.find(['(', ')', '?', '*', '+', '/']) {
            if at > 0 {
                words.push(&rest[..at]);
            }
            words.push(&rest[at..=at]);
            rest = &rest[at + 1..];
        }
        if !rest.is_empty() {
            words.push(rest);
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::Model;

    /// Whether the children fit, and if not, which of them is the first that does not.
    fn fits(expression: &'static str, children: &str) -> Result<bool, String> {
        let model = Model::read(expression);
        let mut places = model.start();
        for name in children.split_whitespace() {
            places = model.step(&places, name).ok_or(name)?;
        }
        Ok(model.is_complete(&places))
    }

    #[test]
    fn children_follow_in_order() {
        let package = "metadata manifest spine guide? (bindings / tours)? collection*";
        assert_eq!(fits(package, "metadata manifest spine"), Ok(true));
        assert_eq!(fits(package, "metadata manifest spine tours collection collection"), Ok(true));
        assert_eq!(fits(package, "metadata manifest"), Ok(false));
        assert_eq!(fits(package, "manifest metadata"), Err("manifest".into()));
        assert_eq!(fits(package, "metadata manifest spine tours bindings"), Err("bindings".into()));
        assert_eq!(fits("(a b / c)+ d", "a b c a b d"), Ok(true));
        assert_eq!(fits("(a b / c)+ d", "d"), Err("d".into()));
        assert_eq!(fits("((a / b)* c)*", "a a c b c c"), Ok(true));
        assert_eq!(fits("((a / b)* c)*", "a"), Ok(false));
        assert_eq!(fits("", ""), Ok(true));
    }
}
