//! What a closed element becomes in the one around it.

use super::{Builder, Frame, Kind};
use crate::markdown::strike;
use crate::model::block::{Block, Cell, Inline};

impl Builder<'_> {
    /// Gives a closed element to the one around it.
    pub(super) fn add(&mut self, mut frame: Frame) {
        let at = frame.at;
        if frame.kind == Kind::Cell {
            // What was open in it ends with it.
            self.skipped.clear();
        }
        if frame.kind.is_leaf() {
            self.removed = None;
            trim_breaks(&mut frame.content);
            self.pairs += strike::pair(&mut frame.content);
        }
        let mut content = frame.content;
        let nothing = says_nothing(&content);
        if frame.kind.is_inline() && nothing {
            // A space between words stays one without the element around it.
            if let Some(parent) = self.stack.last_mut() {
                parent.content.append(&mut content);
            }
        } else if matches!(frame.kind, Kind::Paragraph | Kind::Heading(_)) && nothing {
            content.clear();
        } else if !frame.kind.is_leaf() && !frame.kind.is_inline() {
            // Text where only blocks belong: its own paragraph was too deep to open.
            let content = std::mem::take(&mut content);
            if !nothing {
                frame.blocks.push(Block::Paragraph { content, at });
            }
        }
        let Some(parent) = self.stack.last_mut() else {
            return;
        };
        let blocks = std::mem::take(&mut frame.blocks);
        match frame.kind {
            Kind::Root => {}
            Kind::Paragraph => {
                let parts = paragraphs(content).into_iter();
                let blocks = parts.map(|content| Block::Paragraph { content, at });
                parent.blocks.extend(blocks);
            }
            Kind::Heading(level) => {
                if !content.is_empty() {
                    parent.blocks.push(Block::Heading { level, content, at });
                }
            }
            Kind::Quote | Kind::Lyrics if blocks.is_empty() => return,
            Kind::Quote => return parent.blocks.push(Block::Quote(blocks)),
            Kind::Lyrics => return parent.blocks.push(Block::Lyrics(blocks)),
            Kind::Note { label } => return self.add_note(label, blocks),
            Kind::Item => match &parent.kind {
                Kind::List { .. } => return parent.items.push(blocks),
                _ => return parent.blocks.extend(blocks),
            },
            Kind::List { start } => {
                let mut items = frame.items;
                if !blocks.is_empty() {
                    items.push(blocks);
                }
                return parent.blocks.push(Block::List { start, items });
            }
            Kind::Cell => match parent.kind {
                Kind::Row => parent.rows.push(vec![content]),
                _ => parent.content.extend(content),
            },
            Kind::Row => {
                let cells: Vec<Cell> = frame.rows.into_iter().flatten().collect();
                match parent.kind {
                    Kind::Table => parent.rows.push(cells),
                    _ => parent.blocks.extend(
                        cells
                            .into_iter()
                            .map(|content| Block::Paragraph { content, at }),
                    ),
                }
            }
            Kind::Table => {
                let head = self.header_cells.take().unwrap_or_default();
                parent.blocks.push(Block::Table {
                    head,
                    rows: frame.rows,
                });
            }
            Kind::Preformatted { info } => parent.blocks.push(Block::Code {
                info,
                text: frame.text,
                at,
            }),
            Kind::Image { src, title } => parent.content.push(Inline::Image {
                src,
                alt: frame.text,
                title,
                at,
            }),
            _ if content.is_empty() => {}
            Kind::Strong => parent.content.push(Inline::Strong(content)),
            Kind::Emphasis => parent.content.push(Inline::Emphasis(content)),
            Kind::Struck => parent.content.push(Inline::Struck(content)),
            Kind::Link { href, title } => parent.content.push(Inline::Link {
                href,
                title,
                content,
            }),
            Kind::Inline(name) => parent.content.push(Inline::Tag { name, content }),
        }
        parent.blocks.extend(blocks);
    }

    /// A label defined twice has one note, of all that is said under it.
    fn add_note(&mut self, label: String, blocks: Vec<Block>) {
        let place = *self
            .note_places
            .entry(label.clone())
            .or_insert(self.notes.len());
        match self.notes.get_mut(place) {
            Some((_, note)) => note.extend(blocks),
            None => self.notes.push((label, blocks)),
        }
    }
}

/// Whether a reader would see nothing of a line.
fn says_nothing(content: &[Inline]) -> bool {
    content.iter().all(|inline| match inline {
        Inline::Text { text, .. } => text.trim().is_empty(),
        Inline::LineBreak => true,
        Inline::Code(_)
        | Inline::Image { .. }
        | Inline::NoteMark { .. }
        | Inline::Speaker { .. }
        | Inline::Moment { .. } => false,
        other => says_nothing(other.content()),
    })
}

/// The paragraphs of a line: two breaks in a row part them (requirement Z1).
fn paragraphs(content: Vec<Inline>) -> Vec<Vec<Inline>> {
    let mut parts = Vec::new();
    if !content.is_empty() && !content.contains(&Inline::LineBreak) {
        parts.push(content);
        return parts;
    }
    let mut part: Vec<Inline> = Vec::with_capacity(content.len());
    let mut breaks = 0;
    for inline in content {
        match &inline {
            Inline::LineBreak => {
                breaks += 1;
                continue;
            }
            Inline::Text { text, .. } if breaks > 0 && text.trim().is_empty() => continue,
            _ => {}
        }
        match breaks {
            0 => {}
            1 => part.push(Inline::LineBreak),
            _ => parts.push(std::mem::take(&mut part)),
        }
        breaks = 0;
        part.push(inline);
    }
    parts.push(part);
    parts.retain(|part| !part.is_empty());
    parts
}

/// Line breaks at the ends of a paragraph break nothing.
fn trim_breaks(content: &mut Vec<Inline>) {
    while content.last() == Some(&Inline::LineBreak) {
        content.pop();
    }
    let leading = content
        .iter()
        .take_while(|inline| **inline == Inline::LineBreak)
        .count();
    content.drain(..leading);
}
