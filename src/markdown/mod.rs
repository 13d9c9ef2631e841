//! Markdown as people write transcripts in it: `CommonMark` with tables and notes, `~~`, emphasis
//! next to Chinese marks, and raw HTML by an allow-list.
//!
//! [`parse`] accounts for every byte: it either becomes text of a block, or it is markup. What
//! is neither is reported as lost, which the compiler treats as a fault of the program.

mod build;
mod guard;
mod html;
mod normal;
mod sparse;
mod strike;
#[cfg(test)]
mod tests;
mod write;

use pulldown_cmark::{BrokenLink, CowStr, Event, Options, Parser, Tag, TagEnd};

use crate::model::block::Block;
use crate::model::ink::Ink;
use crate::model::source::{OffsetMap, Span};
use build::Builder;
pub use normal::settle;
pub use write::write;

/// A parsed text.
#[derive(Debug, Default)]
pub struct Parsed {
    /// The blocks.
    pub blocks: Vec<Block>,
    /// Ink of the text that is markup and not shown.
    pub markup: Ink,
    /// Ranges of the text that are neither shown nor markup, which must not happen.
    pub lost: Vec<Span>,
    /// Raw HTML that was left out.
    pub left_out: Vec<LeftOut>,
    /// Where in the source file tables stand that have too many empty cells, and were read as paragraphs.
    pub sparse_tables: Vec<usize>,
}

/// Raw HTML that has no place in a book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Name of the element.
    pub element: String,
    /// Where it stands in the source file.
    pub at: usize,
    /// Whether text went with it.
    pub extent: Extent,
}

/// How much of an element was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// Its tag alone; the content stays.
    Tag,
    /// The tag and all inside, which is no text (`script`).
    Content,
    /// It opens and never closes; taken to end with its paragraph.
    Unclosed,
}

/// Parses a text; places in the blocks are given through `origin`.
pub fn parse(text: &str, origin: &OffsetMap) -> Parsed {
    let tables = sparse::find(text);
    let guarded = guard::guard(text, &tables);
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    let ignore = |_: BrokenLink<'_>| -> Option<(CowStr<'_>, CowStr<'_>)> { None };
    let parser = Parser::new_with_broken_link_callback(&guarded.text, options, Some(ignore));
    let mut definitions: Vec<Span> = parser
        .reference_definitions()
        .iter()
        .map(|(_, definition)| definition.span.clone())
        .collect();
    definitions.sort_unstable_by_key(|span| span.start);
    let mut reader = Reader {
        coverage: Coverage {
            text: &guarded.text,
            guard: guarded.guard,
            seen: 0,
            definitions,
            markup: Ink::default(),
            lost: Vec::new(),
        },
        builder: Builder::new(&guarded.text, origin, guarded.map.as_ref(), guarded.guard),
        hidden_text: 0,
        html: None,
    };
    for (event, range) in parser.into_offset_iter() {
        reader.event(event, range);
    }
    let first = tables.iter().filter_map(|table| table.delimiters.first());
    Parsed {
        sparse_tables: first.map(|at| origin.original(*at)).collect(),
        ..reader.finish()
    }
}

/// Goes through the parser's events.
struct Reader<'a> {
    coverage: Coverage<'a>,
    builder: Builder<'a>,
    /// Open images: their text is the alternative text, not running text.
    hidden_text: usize,
    /// The raw HTML block being collected, with its first offset.
    html: Option<(String, usize)>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: Span) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) => {
                if self.is_shown(&range) {
                    self.coverage.shown(&range, &text);
                    self.builder.text(&text, range.start);
                } else {
                    self.builder.alt(&text);
                }
            }
            Event::Code(text) => {
                if self.is_shown(&range) {
                    self.coverage.shown(&range, &text);
                    self.builder.code_span(&text, range.start);
                } else {
                    self.builder.alt(&text);
                }
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                if let Some((collected, _)) = &mut self.html {
                    collected.push_str(&html);
                    self.coverage.markup(range.end);
                } else if self.hidden_text > 0 {
                    self.coverage.markup(range.end);
                } else {
                    self.coverage.gap(range.start);
                    let shown = self.builder.html_tag(&html, range.start);
                    self.coverage.raw(range.end, shown);
                }
            }
            Event::SoftBreak | Event::HardBreak if self.hidden_text > 0 => self.builder.alt(" "),
            Event::SoftBreak => self.builder.soft_break(),
            Event::HardBreak => self.builder.hard_break(),
            Event::Rule => self.builder.thematic_break(),
            Event::FootnoteReference(label) => {
                if self.is_shown(&range) {
                    self.builder.note_mark(&label, range.start);
                }
                self.coverage.markup(range.end);
            }
            // Extensions that are not switched on.
            Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    /// Whether text of a range is shown; accounts for the range when it is not.
    fn is_shown(&mut self, range: &Span) -> bool {
        self.coverage.gap(range.start);
        let shown = self.hidden_text == 0 && !self.builder.is_removing();
        if !shown {
            self.coverage.markup(range.end);
        }
        shown
    }

    fn start(&mut self, tag: Tag<'_>, range: Span) {
        self.coverage.gap(range.start);
        match tag {
            Tag::HtmlBlock => self.html = Some((String::new(), range.start)),
            Tag::CodeBlock(kind) => {
                if let pulldown_cmark::CodeBlockKind::Fenced(_) = &kind {
                    self.coverage.line(range.start);
                }
                self.builder.start(Tag::CodeBlock(kind), range.start);
            }
            Tag::Item => {
                self.coverage.list_marker(range.start);
                self.builder.start(Tag::Item, range.start);
            }
            Tag::FootnoteDefinition(label) => {
                self.coverage.label(range.start);
                self.builder
                    .start(Tag::FootnoteDefinition(label), range.start);
            }
            Tag::Image { .. } => {
                self.hidden_text += 1;
                if self.hidden_text == 1 {
                    self.builder.start(tag, range.start);
                }
            }
            // The alternative text of an image is plain.
            _ if self.hidden_text > 0 => {}
            other => self.builder.start(other, range.start),
        }
    }

    fn end(&mut self, tag: TagEnd, range: Span) {
        match tag {
            TagEnd::HtmlBlock => {
                if let Some((html, at)) = self.html.take() {
                    let shown = self.builder.html_block(&html, at..range.end);
                    self.coverage.take_back(shown);
                }
            }
            TagEnd::Image => {
                self.hidden_text = self.hidden_text.saturating_sub(1);
                self.coverage.markup(range.end);
                if self.hidden_text == 0 {
                    self.builder.end(tag);
                }
            }
            TagEnd::Link => {
                self.coverage.markup(range.end);
                if self.hidden_text == 0 {
                    self.builder.end(tag);
                }
            }
            _ if self.hidden_text > 0 => {}
            TagEnd::TableRow => {
                self.excess_cells(range.end);
                self.builder.end(tag);
            }
            other => self.builder.end(other),
        }
    }

    /// Shows the cells of a row beyond those of the table's head, which the parser drops (GFM
    /// 0.29, section 4.10); as plain text, since it has not looked into them.
    fn excess_cells(&mut self, end: usize) {
        let text = self.coverage.text;
        let mut at = self.coverage.seen.min(end);
        if !self.coverage.is_lost(&text[at..end]) {
            return;
        }
        // What stands before the first bar still belongs to the last cell.
        for (number, piece) in text[at..end].split('|').enumerate() {
            let cell = piece.trim();
            let start = at + (piece.len() - piece.trim_start().len());
            at += piece.len() + 1;
            if number == 0 || cell.is_empty() {
                continue;
            }
            self.coverage.shown(&(start..start + cell.len()), cell);
            self.builder.start(Tag::TableCell, start);
            self.builder.text(cell, start);
            self.builder.end(TagEnd::TableCell);
        }
    }

    fn finish(mut self) -> Parsed {
        let end = self.coverage.text.len();
        self.coverage.gap(end);
        let mut built = self.builder.finish();
        settle(&mut built.blocks);
        Parsed {
            blocks: built.blocks,
            markup: self.coverage.markup + built.markup,
            lost: self.coverage.lost,
            left_out: built.left_out,
            sparse_tables: Vec::new(),
        }
    }
}

/// Accounts for the bytes of a text: shown, markup, or lost.
struct Coverage<'a> {
    text: &'a str,
    guard: char,
    /// Everything before is accounted for.
    seen: usize,
    /// Link reference definitions, which cause no events, in ascending order.
    definitions: Vec<Span>,
    markup: Ink,
    lost: Vec<Span>,
}

impl Coverage<'_> {
    /// Accounts for what stands before the next event: white space and signs of the markup.
    fn gap(&mut self, end: usize) {
        if end <= self.seen {
            return;
        }
        let mut from = self.seen;
        let first = self.definitions.partition_point(|span| span.end <= from);
        for at in first..self.definitions.len() {
            let span = self.definitions[at].clone();
            if span.start >= end {
                break;
            }
            self.signs(from, span.start.max(from));
            self.add_markup(span.start.max(from), span.end.min(end));
            from = span.end.min(end);
        }
        self.signs(from, end);
        self.seen = end;
    }

    /// Accounts for signs; anything else among them is lost.
    fn signs(&mut self, start: usize, end: usize) {
        let gap = &self.text[start..end];
        if self.is_lost(gap) && !is_repeated_definition(gap) {
            self.lost.push(start..end);
        }
        self.add_markup(start, end);
    }

    /// Whether a text without events holds more than signs of the markup.
    fn is_lost(&self, gap: &str) -> bool {
        let is_sign = |c: char| c.is_whitespace() || c.is_ascii_punctuation() || c == self.guard;
        !gap.chars().all(is_sign)
    }

    fn add_markup(&mut self, start: usize, end: usize) {
        if let Some(text) = self.text.get(start..end) {
            self.markup += self.ink(text);
        }
    }

    /// The ink of a text without guards, which were never in the source.
    fn ink(&self, text: &str) -> Ink {
        let mut ink = Ink::of(text);
        let mut buffer = [0; 4];
        let guard = &*self.guard.encode_utf8(&mut buffer);
        for _ in memchr::memmem::find_iter(text.as_bytes(), guard) {
            ink -= Ink::of(guard);
        }
        ink
    }

    /// Accounts for everything up to `end` as markup.
    fn markup(&mut self, end: usize) {
        let end = end.min(self.text.len());
        if end > self.seen {
            self.add_markup(self.seen, end);
            self.seen = end;
        }
    }

    /// Accounts for the rest of a line, as of a fence with its words.
    fn line(&mut self, start: usize) {
        let length = memchr::memchr(b'\n', &self.text.as_bytes()[start..]);
        self.markup(length.map_or(self.text.len(), |length| start + length));
    }

    /// Accounts for the label a note begins with, up to its colon.
    fn label(&mut self, start: usize) {
        let note = &self.text.as_bytes()[start..];
        let mut escaped = false;
        let length = note.iter().position(|&b| {
            let ends = b == b']' && !escaped;
            escaped = b == b'\\' && !escaped;
            ends
        });
        let end = length.map_or(note.len(), |length| length + "]:".len());
        self.markup(start + end);
    }

    /// Accounts for the sign or number a list item begins with.
    fn list_marker(&mut self, start: usize) {
        let item = &self.text[start..];
        // The range of an item behind a tab begins with what the tab belongs to.
        let before = item.trim_start_matches([' ', '\t', '\n', '>']);
        let indent = item.len() - before.len();
        let digits = before.bytes().take_while(u8::is_ascii_digit).count();
        self.markup(start + indent + digits);
    }

    /// Accounts for a range that shows `text`; what differs is markup (`&amp;` shows `&`, and
    /// the range of a code span includes its backticks).
    fn shown(&mut self, range: &Span, text: &str) {
        self.gap(range.start);
        let source = &self.text[range.clone()];
        if source != text {
            self.markup += self.ink(source) - self.ink(text);
        }
        self.seen = range.end.max(self.seen);
    }

    /// Accounts for raw HTML that showed some ink.
    fn raw(&mut self, end: usize, shown: Ink) {
        self.markup(end);
        self.take_back(shown);
    }

    /// Ink counted as markup that was shown after all.
    fn take_back(&mut self, shown: Ink) {
        self.markup -= shown;
    }
}

/// A link reference definition whose label is defined before: the parser uses the first and
/// says nothing of the others (`CommonMark` 0.31, section 4.7).
fn is_repeated_definition(gap: &str) -> bool {
    let is_sign = |c: char| c != '[' && (c.is_whitespace() || c.is_ascii_punctuation());
    gap.trim_start_matches(is_sign).starts_with('[') && gap.contains("]:")
}
