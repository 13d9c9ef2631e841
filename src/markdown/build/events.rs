//! Events of the Markdown parser: elements begin and end.

use pulldown_cmark::{CodeBlockKind, HeadingLevel, LinkType, Tag, TagEnd};

use super::text::on_a_line;
use super::{Builder, Kind, PICTURE};
use crate::model::block::{Alignment, Block, Inline};

impl Builder<'_> {
    /// An element of Markdown begins.
    pub fn start(&mut self, tag: Tag<'_>, at: usize) {
        match tag {
            Tag::Paragraph => self.open_leaf(Kind::Paragraph, at),
            Tag::Heading { level, .. } => self.open_leaf(Kind::Heading(number(level)), at),
            Tag::BlockQuote(_) => self.open_block(Kind::Quote, at),
            Tag::CodeBlock(kind) => {
                let info = match kind {
                    CodeBlockKind::Fenced(info) => on_a_line(self.clean(&info)).trim().to_owned(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.open_block(Kind::Preformatted { info }, at);
            }
            Tag::List(start) => self.open_block(Kind::List { start }, at),
            Tag::Item => self.open_block(Kind::Item, at),
            Tag::FootnoteDefinition(label) => {
                let label = fold(&self.clean(&label));
                self.open_block(Kind::Note { label }, at);
            }
            Tag::Table(columns) => {
                if !self.in_cell() {
                    self.columns = columns.into_iter().map(alignment).collect();
                }
                self.open_block(Kind::Table, at);
            }
            Tag::TableHead | Tag::TableRow => self.open_block(Kind::Row, at),
            Tag::TableCell => self.open_leaf(Kind::Cell, at),
            Tag::Emphasis => self.open_inline(Kind::Emphasis, at),
            Tag::Strong => self.open_inline(Kind::Strong, at),
            Tag::Link { link_type, dest_url, title, .. } => {
                let mut href = self.clean(&dest_url).into_owned();
                // `<a@b.example>` (CommonMark 0.31, section 6.5).
                if link_type == LinkType::Email {
                    href.insert_str(0, "mailto:");
                }
                let title = on_a_line(self.clean(&title)).into_owned();
                self.open_inline(Kind::Link { href, title }, at);
            }
            Tag::Image { dest_url, title, .. } => {
                self.inline_context(at);
                self.join(PICTURE, at);
                let src = self.clean(&dest_url).into_owned();
                let title = on_a_line(self.clean(&title)).into_owned();
                self.push(Kind::Image { src, title }, at);
            }
            // Extensions that are not switched on.
            _ => {}
        }
    }

    /// An element of Markdown ends.
    pub fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.close(|kind| *kind == Kind::Paragraph),
            TagEnd::Heading(_) => self.close(|kind| matches!(kind, Kind::Heading(_))),
            TagEnd::BlockQuote(_) => self.close(|kind| *kind == Kind::Quote),
            TagEnd::CodeBlock => self.close(|kind| matches!(kind, Kind::Preformatted { .. })),
            TagEnd::List(_) => self.close(|kind| matches!(kind, Kind::List { .. })),
            TagEnd::Item => self.close(|kind| *kind == Kind::Item),
            TagEnd::FootnoteDefinition => self.close(|kind| matches!(kind, Kind::Note { .. })),
            TagEnd::Table => self.close(|kind| *kind == Kind::Table),
            TagEnd::TableHead => {
                self.close(|kind| *kind == Kind::Row);
                if let Some(table) = self.stack.last_mut()
                    && table.kind == Kind::Table
                {
                    self.header_cells = table.rows.pop();
                }
            }
            TagEnd::TableRow => self.close(|kind| *kind == Kind::Row),
            TagEnd::TableCell => self.close(|kind| *kind == Kind::Cell),
            TagEnd::Emphasis => self.close(|kind| *kind == Kind::Emphasis),
            TagEnd::Strong => self.close(|kind| *kind == Kind::Strong),
            TagEnd::Link => self.close(|kind| matches!(kind, Kind::Link { .. })),
            TagEnd::Image => self.close(|kind| matches!(kind, Kind::Image { .. })),
            _ => {}
        }
    }

    /// A thematic break.
    pub fn thematic_break(&mut self) {
        if self.in_cell() {
            return self.break_cell();
        }
        self.block_context();
        self.push_block(Block::Break);
    }

    /// The mark of a note.
    pub fn note_mark(&mut self, label: &str, at: usize) {
        self.inline_context(at);
        let label = fold(&self.clean(label));
        if let Some(frame) = self.stack.last_mut() {
            frame.content.push(Inline::NoteMark { label });
        }
    }
}

fn alignment(column: pulldown_cmark::Alignment) -> Alignment {
    match column {
        pulldown_cmark::Alignment::None => Alignment::Unstated,
        pulldown_cmark::Alignment::Left => Alignment::Left,
        pulldown_cmark::Alignment::Center => Alignment::Center,
        pulldown_cmark::Alignment::Right => Alignment::Right,
    }
}

fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// The form of a label in which marks and notes find each other, as the parser compares them
/// without regard to case.
fn fold(label: &str) -> String {
    let mut folded = label.to_lowercase();
    // A last backslash, which had a space after it, would escape the bracket when written.
    let backslashes = folded.len() - folded.trim_end_matches('\\').len();
    if backslashes % 2 == 1 {
        folded.push('\\');
    }
    folded
}
