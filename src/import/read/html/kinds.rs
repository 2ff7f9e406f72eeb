//! What elements are in the book, by their names, classes and types.

use super::marks::is_heading;
use super::tree::{Id, Tree};
use crate::ir::ParagraphKind;

/// Whether an element says that it is a motto.
pub(super) fn is_epigraph(tree: &Tree, id: Id) -> bool {
    matches!(tree.name(id), "blockquote" | "div")
        && (tree.has_type(id, &["epigraph"])
            || tree.has_class(id, |class| matches!(class, "epigraph" | "motto")))
}

/// Whether a class is that of a quotation set apart.
pub(super) fn is_quotation_class(class: &str) -> bool {
    matches!(
        class.to_ascii_lowercase().as_str(),
        "blockquote"
            | "blockquot"
            | "quote"
            | "quotation"
            | "zitat"
            | "block-quote"
            | "extract"
            | "citation-block"
            | "block-citation"
    )
}

/// Whether a class is that of the words below a picture.
pub(super) fn is_caption_class(class: &str) -> bool {
    matches!(
        class.to_ascii_lowercase().as_str(),
        "thumbcaption"
            | "caption"
            | "wp-caption-text"
            | "gallerytext"
            | "bildunterschrift"
            | "figcaption"
            | "figure-caption"
            | "img-caption"
    )
}

/// Whether a box of a page holds a picture and its caption.
pub(super) fn is_picture_box(tree: &Tree, id: Id) -> bool {
    tree.name(id) == "div"
        && tree.has_class(id, |class| {
            let class = class.to_ascii_lowercase();
            matches!(
                class.as_str(),
                "thumb"
                    | "wp-caption"
                    | "figcenter"
                    | "figleft"
                    | "figright"
                    | "figure"
                    | "illustration"
                    | "image"
                    | "bild"
            )
        })
        && tree.descend(id).any(|one| tree.name(one) == "img")
        && !tree.descend(id).skip(1).any(|one| is_heading(tree.name(one)))
}

/// What a paragraph does, if it says so.
pub(super) fn role(tree: &Tree, id: Id) -> Option<ParagraphKind> {
    let typed: [(&str, ParagraphKind); 8] = [
        ("z3998:salutation", ParagraphKind::Salutation),
        ("z3998:sender", ParagraphKind::Signature),
        ("z3998:signature", ParagraphKind::Signature),
        ("z3998:valediction", ParagraphKind::Signature),
        ("z3998:postscript", ParagraphKind::Postscript),
        ("z3998:recipient", ParagraphKind::Address),
        ("z3998:stage-direction", ParagraphKind::Stage),
        ("z3998:persona", ParagraphKind::Speaker),
    ];
    let typed =
        typed.into_iter().find(|(name, _)| tree.has_type(id, &[name])).map(|(_, role)| role);
    typed.or_else(|| {
        tree.words(id, "class").find_map(|class| {
            Some(match class.to_ascii_lowercase().as_str() {
                "noindent" | "no-indent" | "noind" | "nonindent" => ParagraphKind::NoIndent,
                "attribution" | "citation"
                    if tree.ancestors(id).any(|up| tree.name(up) == "blockquote") =>
                {
                    ParagraphKind::Attribution
                }
                "attribution" => ParagraphKind::Attribution,
                "dateline" => ParagraphKind::Dateline,
                "salutation" | "anrede" => ParagraphKind::Salutation,
                "signature" | "unterschrift" => ParagraphKind::Signature,
                "postscript" => ParagraphKind::Postscript,
                "address" => ParagraphKind::Address,
                "speaker" | "personaname" => ParagraphKind::Speaker,
                "stage" | "stagedir" | "stage-direction" => ParagraphKind::Stage,
                _ => return None,
            })
        })
    })
}
