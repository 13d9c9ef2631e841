//! Markdown as people write transcripts in it: `CommonMark` with tables and notes, `~~`, emphasis
//! next to Chinese marks, bare addresses as links, formulas, and raw HTML by an allow-list.
//!
//! [`parse`] accounts for every byte: it either becomes text of a block, or it is markup. What
//! is neither is reported as lost, which the compiler treats as a fault of the program.

mod autolink;
mod build;
mod coverage;
mod definitions;
mod formula;
mod guard;
mod held;
mod html;
mod masks;
pub mod math;
mod normal;
mod sparse;
mod strike;
#[cfg(test)]
mod tests;
mod write;

use pulldown_cmark::{BrokenLink, Event, Options, Parser, Tag, TagEnd};

use crate::model::block::Block;
use crate::model::markup::{Markup, Sort};
use build::Builder;
use chengshu_text::source::{OffsetMap, Span};
use coverage::Coverage;
use definitions::Definitions;
use guard::Guarded;
pub use held::Held;
pub use normal::settle;
pub use write::write;

/// A parsed text.
#[derive(Debug, Default)]
pub struct Parsed {
    /// The blocks.
    pub blocks: Vec<Block>,
    /// Sum of the text that is markup and not shown.
    pub markup: Markup,
    /// Ranges of the text that are neither shown nor markup, which must not happen.
    pub lost: Vec<Span>,
    /// Raw HTML that was left out, in order.
    pub left_out: Vec<LeftOut>,
    /// Where in the source file tables stand that have too many empty cells, and were read as paragraphs.
    pub sparse_tables: Vec<usize>,
}

/// Raw HTML that has no place in a book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Name of the element; none of a comment.
    pub element: String,
    /// The words that went with it.
    pub text: String,
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
    /// The recording it plays; the text inside, which stands in for it, stays.
    Recording,
    /// A comment.
    Comment,
}

/// Extensions that are read beside `CommonMark`.
const OPTIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_FOOTNOTES);

/// Parses a text; places in the blocks are given through `origin`.
pub fn parse(text: &str, origin: &OffsetMap) -> Parsed {
    let mut held = Held::default();
    match held.take(text, origin) {
        Some((text, origin)) => parse_held(&text, &origin, &held),
        None => parse_held(text, origin, &held),
    }
}

/// Parses a text whose formulas are held back.
pub fn parse_held(text: &str, origin: &OffsetMap, held: &Held) -> Parsed {
    let tables = sparse::find(text);
    let guarded = guard::guard(text, &tables, std::iter::empty());
    let parser = Parser::new_ext(&guarded.text, OPTIONS);
    let mut parsed = if parser.reference_definitions().iter().next().is_none() {
        read(&guarded, parser.into_offset_iter(), origin, held)
    } else {
        let definitions = Definitions::find(&guarded, parser.into_offset_iter());
        let (blanked, text_sum) = definitions.blanked(text);
        let guards: Vec<usize> = Definitions::guards(&blanked).collect();
        let guarded = guard::guard(blanked, &tables, guards.into_iter());
        let target = |link: BrokenLink<'_>| definitions.target(&link);
        let parser = Parser::new_with_broken_link_callback(&guarded.text, OPTIONS, Some(target));
        let mut parsed = read(&guarded, parser.into_offset_iter(), origin, held);
        parsed.markup.add(Sort::Definition, text_sum);
        parsed
    };
    let first = tables.iter().filter_map(|table| table.delimiters.first());
    parsed.sparse_tables = first.map(|at| origin.original(*at)).collect();
    parsed
}

/// Makes blocks of the parser's events.
fn read<'a>(
    guarded: &'a Guarded<'_>,
    events: impl Iterator<Item = (Event<'a>, Span)>,
    origin: &OffsetMap,
    held: &'a Held,
) -> Parsed {
    let mut reader = Reader {
        coverage: Coverage {
            text: &guarded.text,
            guard: guarded.guard,
            held,
            seen: 0,
            markup: Markup::default(),
            lost: Vec::new(),
        },
        builder: Builder::new(guarded, origin, held),
        hidden_text: 0,
        html: None,
    };
    for (event, range) in events {
        reader.event(event, range);
    }
    reader.finish()
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
                    self.builder.hidden(&text);
                }
            }
            Event::Code(text) => {
                if self.is_shown(&range) {
                    self.coverage.shown(&range, &text);
                    self.builder.code_span(&text, range.start);
                } else {
                    self.builder.hidden(&text);
                }
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                self.coverage.gap(range.start);
                if let Some((collected, _)) = &mut self.html {
                    collected.push_str(&html);
                    self.coverage.markup(Sort::Tag, range.end);
                } else if self.hidden_text > 0 {
                    self.coverage.markup(Sort::Tag, range.end);
                } else {
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
                self.coverage.markup(Sort::NoteLabel, range.end);
            }
            // Extensions that are not switched on.
            Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    /// True if text of a range is shown; accounts for the range when it is not.
    fn is_shown(&mut self, range: &Span) -> bool {
        self.coverage.gap(range.start);
        let sort = if self.builder.is_removing() {
            Sort::LeftOut
        } else if self.hidden_text > 0 {
            Sort::Alternative
        } else {
            return true;
        };
        self.coverage.markup(sort, range.end);
        false
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
                self.builder.start(Tag::FootnoteDefinition(label), range.start);
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
                    self.coverage.markup.take(Sort::Tag, shown);
                }
            }
            TagEnd::Image => {
                self.hidden_text = self.hidden_text.saturating_sub(1);
                self.coverage.markup(Sort::Address, range.end);
                if self.hidden_text == 0 {
                    self.builder.end(tag);
                }
            }
            TagEnd::Link => {
                self.coverage.markup(Sort::Address, range.end);
                if self.hidden_text == 0 {
                    self.builder.end(tag);
                }
            }
            _ if self.hidden_text > 0 => {}
            TagEnd::Heading(_) => {
                let source = self.coverage.text.get(range).unwrap_or_default();
                self.builder.name_heading(source);
                self.builder.end(tag);
            }
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
        if !self.coverage.is_lost(Sort::Sign, &text[at..end]) {
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
        let mut markup = self.coverage.markup;
        markup += built.markup;
        settle(&mut built.blocks);
        autolink::link(&mut built.blocks);
        Parsed {
            blocks: built.blocks,
            markup,
            lost: self.coverage.lost,
            left_out: built.left_out,
            sparse_tables: Vec::new(),
        }
    }
}
