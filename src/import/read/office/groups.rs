//! Paragraphs that make one block by their styles: lists, quotations, plays, verse, code, definitions, lists of contents.

use super::assemble::{Bound, LONGEST_LINE, Maker, flatten};
use super::lists::{self, Entry};
use super::part::{Para, Part, several};
use super::style::Role;
use crate::import::draft::{Aside, Item};
use crate::import::topic::Topic;
use crate::ir::{
    Block, BlockKind, Definition, Inline, InlineKind, Line as VerseLine, ParagraphKind, Stanza,
};

impl Maker<'_, '_> {
    pub(super) fn list(&mut self, group: Vec<Para>) {
        let mut looks = Vec::new();
        let entries: Vec<Entry> = group
            .into_iter()
            .filter_map(|mut para| {
                let place = para.list.take()?;
                looks.append(&mut para.looks);
                let span = para.place();
                let (blocks, own) = self.inside(vec![para]);
                looks.extend(own);
                let empty = blocks.is_empty() && place.goes_on;
                (!empty).then_some(Entry { place, blocks, span })
            })
            .collect();
        for block in lists::lists(entries) {
            let apart = std::mem::take(&mut self.apart);
            let looks = std::mem::take(&mut looks);
            self.out.push(Item { apart, looks, ..Item::new(block) });
        }
    }

    /// Paragraphs as blocks inside of another.
    pub(super) fn inside(&mut self, group: Vec<Para>) -> (Vec<Block>, Vec<String>) {
        let parts = group.into_iter().map(|para| Part::Para(Box::new(para))).collect();
        let cell = self.bound == Bound::Cell;
        self.assembly.blocks(parts, cell)
    }

    /// Paragraphs in a block of their own.
    pub(super) fn around(&mut self, group: Vec<Para>, kind: impl Fn(Vec<Block>) -> BlockKind) {
        let (place, apart) = (group[0].place(), group[0].apart);
        let mut looks = Vec::new();
        let mut blocks: Vec<Block> = Vec::new();
        for mut para in group {
            looks.append(&mut para.looks);
            let role = para.role;
            if role == Role::Verse {
                let (verse, own) = self.inside(vec![para]);
                looks.extend(own);
                join_verse(&mut blocks, verse);
                continue;
            }
            para.role = Role::Body;
            let (mut own, more) = self.inside(vec![para]);
            looks.extend(more);
            if let Some(BlockKind::Paragraph(paragraph)) =
                own.first_mut().map(|block| &mut block.kind)
            {
                paragraph.role = match role {
                    Role::Attribution => ParagraphKind::Attribution,
                    Role::Speaker => ParagraphKind::Speaker,
                    Role::Stage => ParagraphKind::Stage,
                    _ => ParagraphKind::Body,
                };
            }
            blocks.extend(own);
        }
        if !blocks.is_empty() {
            let apart = std::mem::take(&mut self.apart) || apart;
            self.out.push(Item { apart, looks, ..Item::new(Block::new(place, kind(blocks))) });
        }
    }

    /// Verse: a paragraph with line breaks is a stanza, one without a line; an empty one parts stanzas.
    pub(super) fn verse(&mut self, group: Vec<Para>) {
        let place = group[0].place();
        let several = group.iter().any(|para| para.line.breaks() > 0);
        let mut stanzas: Vec<Stanza> = Vec::new();
        let mut looks = Vec::new();
        let mut ids = Vec::new();
        let mut fresh = true;
        for mut para in group {
            looks.append(&mut para.looks);
            ids.extend(self.assembly.links.id(&para));
            let span = para.place();
            if !para.line.says() {
                fresh = true;
                continue;
            }
            let content = self.line_in(para.line, None);
            let lines = split(&content).into_iter().map(|content| VerseLine {
                span,
                indent: 0,
                number: None,
                before: None,
                content,
            });
            let lines: Vec<VerseLine> = lines.filter(|line| !line.content.is_empty()).collect();
            if fresh || several || para.apart {
                stanzas.push(Stanza { span, lines: Vec::new() });
            }
            fresh = false;
            stanzas.last_mut().expect("one was begun").lines.extend(lines);
        }
        stanzas.retain(|stanza| !stanza.lines.is_empty());
        if stanzas.is_empty() {
            self.apart = true;
            return;
        }
        let block =
            Block { id: ids.into_iter().next(), ..Block::new(place, BlockKind::Verse { stanzas }) };
        let apart = std::mem::take(&mut self.apart);
        self.out.push(Item { apart, looks, ..Item::new(block) });
    }

    /// Lines quoted letter by letter; what is in them that is no letter makes paragraphs of them.
    pub(super) fn code(&mut self, group: Vec<Para>) {
        let plain = |para: &Para| {
            let bare = |inline: &Inline| {
                matches!(inline.kind, InlineKind::Text { .. } | InlineKind::LineBreak)
            };
            para.line.pieces.iter().all(|piece| bare(&piece.inline) && piece.form.link.is_none())
        };
        let mut text = String::new();
        for para in &group {
            for piece in &para.line.pieces {
                match &piece.inline.kind {
                    InlineKind::Text { text: own } => text.push_str(own),
                    _ => text.push('\n'),
                }
            }
            text.push('\n');
        }
        let text = text.trim_matches('\n');
        let fits = text.lines().all(|line| line.len() <= LONGEST_LINE);
        if !group.iter().all(plain) || !fits || text.trim().is_empty() {
            group.into_iter().for_each(|para| self.paragraph(para, ParagraphKind::Body));
            return;
        }
        let kind = BlockKind::Code { syntax: None, text: text.to_owned() };
        let place = group[0].place();
        let looks = group.iter().flat_map(|para| para.looks.clone()).collect();
        let id = group.iter().find_map(|para| self.assembly.links.id(para));
        let apart = std::mem::take(&mut self.apart);
        self.out.push(Item { apart, looks, ..Item::new(Block { id, ..Block::new(place, kind) }) });
    }

    pub(super) fn definitions(&mut self, group: Vec<Para>) {
        let place = group[0].place();
        let mut looks = Vec::new();
        let mut items: Vec<Definition> = Vec::new();
        for mut para in group {
            looks.append(&mut para.looks);
            let span = para.place();
            match (para.role, items.last_mut()) {
                (Role::Explanation, Some(_)) => {
                    para.role = Role::Body;
                    let (blocks, own) = self.inside(vec![para]);
                    looks.extend(own);
                    items.last_mut().expect("it is there").blocks.extend(blocks);
                }
                _ => {
                    para.line.take_common();
                    let mut term = self.line_in(para.line, None);
                    flatten(&mut term);
                    items.push(Definition { span, term, blocks: Vec::new() });
                }
            }
        }
        let apart = std::mem::take(&mut self.apart);
        let block = Block::new(place, BlockKind::Definitions { items });
        self.out.push(Item { apart, looks, ..Item::new(block) });
    }

    /// Lists of contents are made anew.
    pub(super) fn contents(&mut self, group: Vec<Para>) {
        let words: Vec<String> =
            group.iter().map(|para| para.line.words()).filter(|words| !words.is_empty()).collect();
        if words.is_empty() {
            return;
        }
        let span = group[0].place();
        let message = format!(
            "list of contents set aside, since it is made anew: {}",
            several(words.len(), "line")
        );
        self.assembly.report.sure(span, Topic::Leftover, message);
        let words = words.join("\n");
        self.assembly.aside.push(Aside { span, why: "list of contents", words });
        self.apart = true;
    }
}

/// A line at its breaks; what reaches over one is divided.
fn split(content: &[Inline]) -> Vec<Vec<Inline>> {
    let mut lines = vec![Vec::new()];
    for inline in content {
        if inline.kind == InlineKind::LineBreak {
            lines.push(Vec::new());
            continue;
        }
        let mut pieces = match inline.children() {
            [] => vec![inline.clone()],
            children => {
                let parts = split(children);
                let whole = |part: Vec<Inline>| {
                    let mut piece = inline.clone();
                    piece.children_mut().expect("it has some").clone_from(&part);
                    piece
                };
                parts.into_iter().map(whole).collect()
            }
        }
        .into_iter();
        lines.last_mut().expect("there is one").extend(pieces.next());
        lines.extend(pieces.map(|piece| vec![piece]));
    }
    for line in &mut lines {
        trim(line);
    }
    lines
}

/// Takes the spaces at both ends of a line away.
fn trim(line: &mut Vec<Inline>) {
    if let Some(InlineKind::Text { text }) = line.first_mut().map(|inline| &mut inline.kind) {
        *text = text.trim_start_matches(' ').to_owned();
    }
    if let Some(InlineKind::Text { text }) = line.last_mut().map(|inline| &mut inline.kind) {
        text.truncate(text.trim_end_matches(' ').len());
    }
    line.retain(|inline| !matches!(&inline.kind, InlineKind::Text { text } if text.is_empty()));
}

/// Verse that follows verse goes on with it.
fn join_verse(blocks: &mut Vec<Block>, verse: Vec<Block>) {
    for block in verse {
        match (&block.kind, blocks.last_mut().map(|last| &mut last.kind)) {
            (BlockKind::Verse { stanzas: more }, Some(BlockKind::Verse { stanzas })) => {
                let mut more = more.clone().into_iter();
                if let (Some(last), Some(first)) = (stanzas.last_mut(), more.next()) {
                    last.lines.extend(first.lines);
                }
                stanzas.extend(more);
            }
            _ => blocks.push(block),
        }
    }
}
