//! Lists of illustrations and of tables, made of their captions.

use super::ids::Taken;
use super::titles::Titles;
use crate::diagnostics::{Code, Diagnostics};
use crate::ir::{
    Arrangement, Block, BlockKind, CaptionEntry, Citations, Inline, Role, Section, plain, walk,
};

/// Fills the generated lists and gives ids to what stands in them; a list without lines is
/// reported.
pub(super) fn list(
    arrangement: &mut Arrangement,
    citations: &Citations,
    taken: &mut Taken,
    diagnostics: &mut Diagnostics,
) {
    for role in [Role::ListOfIllustrations, Role::ListOfTables] {
        let made = |section: &&Section| section.is_generated() && section.role == role;
        let Some((id, span)) = arrangement.sections().find(made).map(|s| (s.key, s.span)) else {
            continue;
        };
        let entries = entries(arrangement, citations, role, taken);
        if entries.is_empty() {
            let what = if role == Role::ListOfTables { "table" } else { "picture" };
            diagnostics.report(
                Code::EmptyList,
                span,
                format!("no {what} has a caption that could stand in this list"),
                "take the section out of the manifest, or write captions",
            );
        }
        let list = Block::new(span, BlockKind::Captions { entries });
        arrangement.made_mut(id).blocks = vec![list];
    }
}

fn entries(
    arrangement: &Arrangement,
    citations: &Citations,
    role: Role,
    taken: &mut Taken,
) -> Vec<CaptionEntry> {
    let titles = Titles::collect(arrangement, &taken.given, citations);
    let mut found = Vec::new();
    walk::every_block(arrangement, &mut |block| {
        let Some((caption, stem)) = caption(block, role) else { return };
        let caption = titles.excerpt(caption);
        if plain(&caption).trim().is_empty() {
            return;
        }
        let number = found.len() + 1;
        let target = taken.block(block, || format!("{stem}-{number}"));
        found.push(CaptionEntry { target, caption });
    });
    found
}

/// The caption of what the list names, and how ids of such things begin.
fn caption(block: &Block, role: Role) -> Option<(&[Inline], &'static str)> {
    match (&block.kind, role) {
        (BlockKind::Table(table), Role::ListOfTables) => Some((&table.caption, "tabelle")),
        (BlockKind::Figure(figure), Role::ListOfIllustrations) => {
            match &figure.caption.first()?.kind {
                BlockKind::Paragraph(paragraph) => Some((&paragraph.content, "abbildung")),
                _ => None,
            }
        }
        _ => None,
    }
}
