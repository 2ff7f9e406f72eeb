//! A piece of HTML within another text: a table in Markdown.

use std::collections::HashMap;

use super::documents::came;
use super::flow::{Flow, Known};
use super::indexes::Indexes;
use super::links::{Links, Paths};
use super::notes::Notes;
use super::pages;
use super::parse;
use super::style::styles;
use super::tree::Tree;
use crate::import::counts::Counts;
use crate::import::draft::Aside;
use crate::import::read::pictures::Pictures;
use crate::import::report::Report;
use crate::ir::Block;
use crate::source::Span;

/// What a piece of HTML says.
pub(in crate::import::read) struct Fragment {
    /// Its blocks.
    pub(in crate::import::read) blocks: Vec<Block>,
    /// How much stands in it.
    pub(in crate::import::read) came: Counts,
    /// What is no part of the text.
    pub(in crate::import::read) aside: Vec<Aside>,
    /// What was decided.
    pub(in crate::import::read) report: Report<Span>,
}

/// Reads a piece of a file, which stands at a path; what its links lead to, the file says. `None`: it is beyond what is read.
pub(in crate::import::read) fn read(
    text: &str,
    path: &str,
    span: Span,
    pictures: &mut Pictures<'_>,
) -> Option<Fragment> {
    let (mut tree, root) = parse::html(text, span.file, Tree::default()).ok()?;
    tree.shift(span.start);
    let styles = styles(&tree, &[]);
    let mut paths = Paths::default();
    paths.add(path, span.file, root);
    let (links, notes, indexes) = (Links::default(), Notes::default(), Indexes::default());
    let marks = pages::find(&tree, &[root]);
    let known = Known {
        tree: &tree,
        styles: &styles,
        links: &links,
        paths: &paths,
        notes: &notes,
        pages: &marks,
        indexes: &indexes,
        furniture: &HashMap::new(),
        language: None,
        is_piece: true,
    };
    let mut flow = Flow::new(&known, pictures);
    let mut blocks = flow.document(root);
    blocks.extend(flow.left());
    let mut came = came(&known, &[root], &flow.instead);
    came.words += flow.beside;
    Some(Fragment { blocks, came, aside: flow.aside, report: flow.report })
}
