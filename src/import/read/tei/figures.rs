//! Pictures and tables.

use super::blocks::Depth;
use super::{Reader, named, said};
use crate::import::topic::Topic;
use crate::ir::{
    Alignment, Block, BlockKind, Cell, Figure, Inline, InlineKind, Paragraph, ParagraphKind, Row,
    Table,
};
use crate::source::Span;
use crate::xml::read::{Attributes, Node};

impl<'a> Reader<'a, '_> {
    /// The picture that an element names.
    fn path(&mut self, node: Node<'a>) -> Option<Result<String, String>> {
        let graphic = node.descendants().find(|inner| named(*inner, &["graphic"]))?;
        let url = graphic.attr("url").unwrap_or_default().to_owned();
        let name = self.foreign.name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
        Some(self.pictures.take(&name, &url).map_err(|why| {
            let shown = crate::import::fit::shown(&url);
            format!("the picture `{shown}` {}", why.says())
        }))
    }

    fn alternative(node: Node<'a>) -> String {
        let described = node.descendants().find(|inner| named(*inner, &["figDesc", "desc"]));
        described.map(said).unwrap_or_default()
    }

    /// A picture within a line.
    pub(super) fn picture(&mut self, node: Node<'a>) {
        let span = self.span(node);
        self.came.pictures += 1;
        let alt = Self::alternative(node);
        match self.path(node) {
            Some(Ok(path)) => {
                let decorative = alt.is_empty();
                self.flow().push(Inline::new(span, InlineKind::Image { path, alt, decorative }));
            }
            missing => {
                let message = match missing {
                    Some(Err(why)) => why,
                    _ => "a picture stands here of which the file has none".to_owned(),
                };
                self.report.doubt(span, Topic::Picture, message);
                let words = self.stands_for(&alt);
                self.flow().push(Inline::text(span, words));
            }
        }
        self.inlines_of_picture(node);
    }

    /// What stands for a picture that is not there.
    fn stands_for(&mut self, alt: &str) -> String {
        self.stand_in += crate::import::counts::words(alt);
        if alt.is_empty() { "[…]".to_owned() } else { format!("[{alt}]") }
    }

    fn inlines_of_picture(&mut self, node: Node<'a>) {
        for child in node
            .children()
            .filter(|child| child.is_element() && !named(*child, &["graphic", "figDesc", "desc"]))
        {
            self.text(" ", self.span(child));
            self.inline(child);
        }
    }

    /// A picture with what stands below it.
    pub(super) fn figure(&mut self, node: Node<'a>, span: Span, out: &mut Vec<Block>) {
        let mut caption = Vec::new();
        for child in node.children().filter(Node::is_element) {
            match child.tag_name().name() {
                "graphic" | "figDesc" | "desc" | "media" => {}
                "head" | "caption" => {
                    let line = self.line_of(child, false);
                    self.paragraph(child, line, ParagraphKind::Body, &mut caption);
                }
                _ if super::blocks::is_block(child) => {
                    self.block(child, Depth::inside(), &mut caption)
                }
                _ => {
                    let line = self.line_of(child, false);
                    self.paragraph(child, line, ParagraphKind::Body, &mut caption);
                }
            }
        }
        // a figure around text or a table is no picture
        let has_picture = node.descendants().any(|inner| named(inner, &["graphic"]));
        if !has_picture && !caption.is_empty() && Self::alternative(node).is_empty() {
            return out.extend(caption);
        }
        self.came.pictures += 1;
        let alt = Self::alternative(node);
        match self.path(node) {
            Some(Ok(path)) => {
                let figure = Figure {
                    path,
                    path_span: span,
                    decorative: alt.is_empty(),
                    alt,
                    description: None,
                    width: None,
                    caption,
                };
                self.container(node, BlockKind::Figure(Box::new(figure)), out);
            }
            missing => {
                let message = match missing {
                    Some(Err(why)) => why,
                    _ => "a picture stands here of which the file has none".to_owned(),
                };
                self.report.doubt(span, Topic::Picture, message);
                let content = vec![Inline::text(span, self.stands_for(&alt))];
                let role = ParagraphKind::Body;
                out.push(Block::new(span, BlockKind::Paragraph(Paragraph { role, content })));
                out.extend(caption);
            }
        }
    }

    pub(super) fn table(&mut self, node: Node<'a>, span: Span, out: &mut Vec<Block>) {
        self.came.tables += 1;
        let mut table =
            Table { caption: Vec::new(), columns: Vec::new(), head: Vec::new(), body: Vec::new() };
        for child in node.children().filter(Node::is_element) {
            match child.tag_name().name() {
                "head" => table.caption = self.line_of(child, false),
                "row" => {
                    let is_head = child.attr("role") == Some("label") && table.body.is_empty();
                    let row = self.row(child);
                    if is_head { table.head.push(row) } else { table.body.push(row) }
                }
                "pb" => self.page(child),
                "fw" => self.set_aside(child, "line of the page"),
                _ => {
                    let line = self.line_of(child, false);
                    self.paragraph(child, line, ParagraphKind::Body, out);
                }
            }
        }
        fill(&mut table, span);
        self.container(node, BlockKind::Table(Box::new(table)), out);
    }

    fn row(&mut self, node: Node<'a>) -> Row {
        let mut cells: Vec<Cell> = Vec::new();
        for child in node.children().filter(Node::is_element) {
            if !named(child, &["cell"]) {
                self.between_cells(child, &mut cells);
                continue;
            }
            let number = |name: &str| {
                child
                    .attr(name)
                    .and_then(|n| n.trim().parse::<u16>().ok())
                    .unwrap_or(1)
                    .clamp(1, 1000)
            };
            let blocks = self.blocks_of(child, Depth::inside());
            let header = child.attr("role") == Some("label") && node.attr("role") != Some("label");
            let (colspan, rowspan) = (number("cols"), number("rows"));
            cells.push(Cell { span: self.span(child), colspan, rowspan, header, blocks });
        }
        Row { span: self.span(node), cells }
    }

    /// What stands between the cells of a row belongs to the one before.
    fn between_cells(&mut self, node: Node<'a>, cells: &mut [Cell]) {
        match node.tag_name().name() {
            "pb" => return self.page(node),
            "fw" => return self.set_aside(node, "line of the page"),
            "lb" | "cb" => return,
            _ => {}
        }
        self.inline(node);
        let line = self.take_line();
        match cells.last_mut() {
            Some(cell) => self.paragraph(node, line, ParagraphKind::Body, &mut cell.blocks),
            None => self.set_aside(node, "beside the cells of a table"),
        }
    }
}

/// Gives every row the cells that it lacks.
fn fill(table: &mut Table, span: Span) {
    let widest = table
        .rows()
        .map(|row| row.cells.iter().map(|cell| usize::from(cell.colspan)).sum::<usize>());
    let columns = widest.max().unwrap_or(0).min(200);
    table.columns = vec![Alignment::Natural; columns];
    for rows in [&mut table.head, &mut table.body] {
        // how many rows below are taken by what reaches down, by column
        let mut taken = vec![0usize; columns];
        let count = rows.len();
        for (n, row) in rows.iter_mut().enumerate() {
            let reaching = taken.iter().filter(|rows| **rows > 0).count();
            let own: usize = row.cells.iter().map(|cell| usize::from(cell.colspan)).sum();
            for _ in own + reaching..columns {
                row.cells.push(Cell::of_line(span, Vec::new()));
            }
            let mut column = 0;
            let mut next: Vec<usize> = taken.iter().map(|rows| rows.saturating_sub(1)).collect();
            for cell in &mut row.cells {
                while column < columns && taken[column] > 0 {
                    column += 1;
                }
                let left = u16::try_from(count - n).unwrap_or(u16::MAX);
                cell.rowspan = cell.rowspan.min(left);
                let end = (column + usize::from(cell.colspan)).min(columns);
                let below = usize::from(cell.rowspan) - 1;
                let covered = next.iter_mut().take(end).skip(column);
                covered.for_each(|rows| *rows = (*rows).max(below));
                column += usize::from(cell.colspan);
            }
            taken = next;
        }
    }
}
