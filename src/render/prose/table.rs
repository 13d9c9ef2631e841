//! Tables as XHTML.

use super::Prose;
use crate::model::block::{Alignment, Cell, plain_text};
use chengshu_text::xml::{Element, element};

/// A table of so many columns is set smaller, so that it fits a phone.
const WIDE: usize = 7;

impl Prose<'_> {
    /// A table, with classes for columns that are not set as text is.
    pub(super) fn table(
        &mut self,
        alignments: &[Alignment],
        head: Vec<Cell>,
        rows: Vec<Vec<Cell>>,
    ) -> Element {
        let class = |column: usize| match alignments.get(column) {
            Some(Alignment::Center) => Some("middle"),
            Some(Alignment::Right) => Some("end"),
            None | Some(Alignment::Unstated | Alignment::Left) => None,
        };
        let columns = rows.iter().map(Vec::len).chain([head.len()]).max();
        let wide = columns.is_some_and(|columns| columns >= WIDE);
        let mut table = element("table").attr_opt("class", wide.then_some("wide"));
        if !head.is_empty() {
            let cells = head.into_iter().enumerate().map(|(column, cell)| {
                // An empty header says nothing to anybody (axe: empty-table-header).
                let element = if plain_text(&cell).trim().is_empty() {
                    element("td")
                } else {
                    element("th").attr("scope", "col")
                };
                element.attr_opt("class", class(column)).nodes(self.line(cell))
            });
            table = table.child(element("thead").child(element("tr").children(cells)));
        }
        let rows: Vec<Element> = rows
            .into_iter()
            .filter(|row| !row.is_empty())
            .map(|row| {
                element("tr").children(row.into_iter().enumerate().map(|(column, cell)| {
                    element("td").attr_opt("class", class(column)).nodes(self.line(cell))
                }))
            })
            .collect();
        if rows.is_empty() { table } else { table.child(element("tbody").children(rows)) }
    }
}
