//! Which notes stand in which document: the endnotes of the book and those at the end of a section.

use super::Lowerer;
use super::plan::Document;
use crate::ir::SectionId;
use crate::writers::xhtml::{leading, under};
use crate::xml::Node;

impl<'a> Lowerer<'a> {
    /// What stands in the document of the endnotes below its heading: by series, if there are
    /// several, and by section, if a series has notes to several.
    pub(super) fn endnotes(&mut self, document: &'a Document) -> Vec<Node> {
        let plan = self.site;
        let several = plan.endnote_series().len() > 1;
        let mut nodes = Vec::new();
        for groups in plan.endnotes_of(document).chunk_by(|a, b| a.series == b.series) {
            let index = groups[0].series;
            let one = plan.endnotes.iter().filter(|group| group.series == index).count() == 1;
            if several {
                let id = self.heading_of_notes(index, "");
                let heading = self.next_heading(2).attr("id", id).text(self.series_title(index));
                let mut inner = self.groups(groups, one, 3, &document.language);
                let marks = leading(&mut inner);
                nodes.push(under(heading, marks).children(inner).into());
            } else {
                nodes.extend(self.groups(groups, one, 2, &document.language));
            }
        }
        nodes
    }

    /// The notes that stand at the end of a section.
    pub(super) fn section_notes(&mut self, section: SectionId, document: &Document) -> Vec<Node> {
        match self.site.section_notes.get(&section) {
            Some(groups) => self.notes_of_section(groups, &document.language),
            None => Vec::new(),
        }
    }
}
