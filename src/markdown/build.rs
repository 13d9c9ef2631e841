//! Builds blocks from the events of the Markdown parser and the tags of raw HTML alike: a stack
//! of open elements that closes what must be closed, so that any order of tags gives a tree.

mod close;
mod raw;

use std::borrow::Cow;
use std::collections::HashMap;

use pulldown_cmark::{CodeBlockKind, HeadingLevel, Tag, TagEnd};

use super::LeftOut;
use crate::model::block::{Block, Cell, Inline};
use crate::model::ink::Ink;
use crate::model::source::OffsetMap;
use crate::script::is_set_solid;

/// How deep elements may nest; deeper ones give their content to the one around them. Keeps
/// every later walk of the tree within the stack.
const DEEPEST: usize = 48;

/// Stands for a picture where words are joined: U+FFFC, the object replacement character.
const PICTURE: char = '\u{fffc}';

/// What is open.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    Root,
    Quote,
    Lyrics,
    List { start: Option<u64> },
    Item,
    Table,
    Row,
    Note { label: String },
    Preformatted { info: String },
    Paragraph,
    Heading(u8),
    Cell,
    Strong,
    Emphasis,
    Struck,
    Link { href: String, title: String },
    Image { src: String, title: String },
    Inline(&'static str),
}

impl Kind {
    fn is_inline(&self) -> bool {
        matches!(
            self,
            Self::Strong | Self::Emphasis | Self::Struck | Self::Link { .. } | Self::Inline(_)
        )
    }

    /// Holds text itself rather than blocks.
    fn is_leaf(&self) -> bool {
        matches!(self, Self::Paragraph | Self::Heading(_) | Self::Cell)
    }
}

/// An open element and what is in it so far.
#[derive(Debug)]
struct Frame {
    kind: Kind,
    at: usize,
    blocks: Vec<Block>,
    content: Vec<Inline>,
    items: Vec<Vec<Block>>,
    rows: Vec<Vec<Cell>>,
    text: String,
}

impl Frame {
    fn new(kind: Kind, at: usize) -> Self {
        Self {
            kind,
            at,
            blocks: Vec::new(),
            content: Vec::new(),
            items: Vec::new(),
            rows: Vec::new(),
            text: String::new(),
        }
    }
}

/// What the builder hands over.
pub struct Built {
    pub blocks: Vec<Block>,
    /// Ink of marks that were read as text first: `~~`.
    pub markup: Ink,
    pub left_out: Vec<LeftOut>,
}

/// See the module.
pub struct Builder<'a> {
    text: &'a str,
    origin: &'a OffsetMap,
    guards: Option<&'a OffsetMap>,
    guard: char,
    stack: Vec<Frame>,
    /// Elements beyond [`DEEPEST`] whose end is still to come.
    skipped: Vec<Kind>,
    /// Header rows seen for the open table.
    header_cells: Option<Vec<Cell>>,
    /// How many elements were open at a wrapped line's end that may still need a space.
    soft_break: Option<usize>,
    last: Option<char>,
    /// A struck-out run of raw HTML goes on in the next paragraph.
    struck_on: bool,
    /// Where the last closing tag of an element stands, found once per name.
    last_close: HashMap<&'static str, Option<usize>>,
    /// Where the next one stands, once that was asked; searched on from there.
    next_close: HashMap<&'static str, usize>,
    /// The end of the blank line found last.
    next_blank: usize,
    /// The element that is being left out whole.
    removed: Option<&'static str>,
    pairs: usize,
    left_out: Vec<LeftOut>,
    /// Notes in the order of their definitions; they belong to no block around them.
    notes: Vec<(String, Vec<Block>)>,
    /// Where in `notes` a label is.
    note_places: HashMap<String, usize>,
}

impl<'a> Builder<'a> {
    /// A builder for a guarded text, with the maps that lead back to the source file.
    pub fn new(
        text: &'a str,
        origin: &'a OffsetMap,
        guards: Option<&'a OffsetMap>,
        guard: char,
    ) -> Self {
        Self {
            text,
            origin,
            guards,
            guard,
            stack: vec![Frame::new(Kind::Root, 0)],
            skipped: Vec::new(),
            header_cells: None,
            soft_break: None,
            last: None,
            struck_on: false,
            last_close: HashMap::new(),
            next_close: HashMap::new(),
            next_blank: 0,
            removed: None,
            pairs: 0,
            left_out: Vec::new(),
            notes: Vec::new(),
            note_places: HashMap::new(),
        }
    }

    /// Ends the document.
    pub fn finish(mut self) -> Built {
        self.close_above(1);
        let mut blocks = self.stack.pop().map(|root| root.blocks).unwrap_or_default();
        let notes = self.notes.into_iter();
        blocks.extend(notes.map(|(label, blocks)| Block::Note { label, blocks }));
        let mut markup = Ink::default();
        for _ in 0..self.pairs {
            markup += Ink::of("~~~~");
        }
        Built {
            blocks,
            markup,
            left_out: self.left_out,
        }
    }

    fn place(&self, at: usize) -> usize {
        self.origin
            .original(self.guards.map_or(at, |guards| guards.original(at)))
    }

    fn top(&self) -> &Kind {
        self.stack.last().map_or(&Kind::Root, |frame| &frame.kind)
    }

    fn is_open(&self, kind: &Kind) -> bool {
        self.stack.iter().any(|frame| &frame.kind == kind)
    }

    // Events of the Markdown parser.

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
            Tag::Table(_) => self.open_block(Kind::Table, at),
            Tag::TableHead | Tag::TableRow => self.open_block(Kind::Row, at),
            Tag::TableCell => self.open_leaf(Kind::Cell, at),
            Tag::Emphasis => self.open_inline(Kind::Emphasis, at),
            Tag::Strong => self.open_inline(Kind::Strong, at),
            Tag::Link {
                dest_url, title, ..
            } => {
                let href = self.clean(&dest_url).into_owned();
                let title = on_a_line(self.clean(&title)).into_owned();
                self.open_inline(Kind::Link { href, title }, at);
            }
            Tag::Image {
                dest_url, title, ..
            } => {
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

    /// Text of the current element.
    pub fn text(&mut self, text: &str, at: usize) {
        let clean = self.clean(text);
        if let Some(Frame {
            kind: Kind::Preformatted { .. },
            text: code,
            ..
        }) = self.stack.last_mut()
        {
            code.push_str(&clean);
            return;
        }
        let clean = on_a_line(clean);
        self.inline_context(at);
        // An escaped tilde is no mark, so it may not become one with another.
        if text.starts_with('~') && at > 0 && self.text.as_bytes().get(at - 1) == Some(&b'\\') {
            self.join('~', at);
            self.push_text("~", at);
            self.last = Some('~');
            if text.len() > 1 {
                self.push_text(&clean[1..], at + 1);
                self.last = text.chars().next_back();
            }
            return;
        }
        // Where each line is struck out by itself the marks of two lines are not one run.
        let parts_marks = self.soft_break.is_some() && text.starts_with('~') && self.ends_struck();
        if let Some(next) = text.chars().find(|&c| c != '~' && c != self.guard) {
            self.join(next, at);
        }
        if parts_marks {
            self.push_text(&clean, at);
        } else {
            self.append(&clean, at);
        }
        if let Some(last) = text.chars().rev().find(|&c| c != '~' && c != self.guard) {
            self.last = Some(last);
        }
    }

    /// Joins a wrapped line to the next, which begins with `next`. The space goes where the
    /// line ended, before the elements opened since.
    fn join(&mut self, next: char, at: usize) {
        if let Some(depth) = self.soft_break.take()
            && self.last.is_some_and(|last| needs_space(last, next))
        {
            self.append_to(depth.min(self.stack.len()), " ", at);
        }
    }

    fn append(&mut self, text: &str, at: usize) {
        self.append_to(self.stack.len(), text, at);
    }

    /// Adds text to the innermost of the first `depth` open elements.
    fn append_to(&mut self, depth: usize, text: &str, at: usize) {
        let at = self.place(at);
        let Some(frame) = depth.checked_sub(1).and_then(|at| self.stack.get_mut(at)) else {
            return;
        };
        if let Some(Inline::Text { text: last, .. }) = frame.content.last_mut() {
            last.push_str(text);
        } else {
            frame.content.push(Inline::Text {
                text: text.to_owned(),
                at,
            });
        }
    }

    /// Adds text as a piece of its own.
    fn push_text(&mut self, text: &str, at: usize) {
        let (text, at) = (text.to_owned(), self.place(at));
        if let Some(frame) = self.stack.last_mut() {
            frame.content.push(Inline::Text { text, at });
        }
    }

    fn ends_struck(&self) -> bool {
        let last = self.stack.last().and_then(|frame| frame.content.last());
        matches!(last, Some(Inline::Text { text, .. }) if text.ends_with('~'))
    }

    fn clean<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.guards.is_some() && text.contains(self.guard) {
            Cow::Owned(text.replace(self.guard, ""))
        } else {
            Cow::Borrowed(text)
        }
    }

    /// Alternative text of the open image.
    pub fn alt(&mut self, text: &str) {
        let clean = on_a_line(self.clean(text));
        if let Some(frame) = self.stack.last_mut()
            && matches!(frame.kind, Kind::Image { .. })
        {
            frame.text.push_str(&clean);
        }
    }

    /// Code within a line.
    pub fn code_span(&mut self, text: &str, at: usize) {
        let clean = self.clean(text);
        if self.in_code() {
            self.text(&clean, at);
            return;
        }
        self.inline_context(at);
        if let Some(next) = clean.chars().next() {
            self.join(next, at);
            self.last = clean.chars().next_back();
        }
        if let Some(frame) = self.stack.last_mut() {
            frame.content.push(Inline::Code(clean.into_owned()));
        }
    }

    /// A line break that only wraps the text, except in lyrics.
    pub fn soft_break(&mut self) {
        if self.is_open(&Kind::Lyrics) {
            self.hard_break();
        } else if self.in_code() {
            self.text("\n", 0);
        } else {
            self.soft_break = Some(self.stack.len());
        }
    }

    /// A line break the text means.
    pub fn hard_break(&mut self) {
        self.soft_break = None;
        self.last = None;
        if self.in_code() {
            self.text("\n", 0);
        } else if let Some(frame) = self.stack.last_mut()
            && (frame.kind.is_leaf() || frame.kind.is_inline())
        {
            frame.content.push(Inline::LineBreak);
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

    // The stack.

    fn in_code(&self) -> bool {
        matches!(self.top(), Kind::Preformatted { .. })
    }

    fn in_cell(&self) -> bool {
        self.is_open(&Kind::Cell)
    }

    fn push(&mut self, kind: Kind, at: usize) {
        // Leaves keep paragraphs apart, and notes do not stay where they are.
        let opens = kind.is_leaf() || matches!(kind, Kind::Note { .. } | Kind::Image { .. });
        if self.stack.len() >= DEEPEST && !opens {
            self.skip(kind);
            return;
        }
        let at = self.place(at);
        self.stack.push(Frame::new(kind, at));
    }

    /// Remembers an element that is not opened. Only so many, as each end looks for its own.
    fn skip(&mut self, kind: Kind) {
        if self.skipped.len() < DEEPEST {
            self.skipped.push(kind);
        }
    }

    /// A cell holds one paragraph: blocks in it only break its lines. Says whether this one is
    /// in a cell.
    fn skip_in_cell(&mut self, kind: &Kind) -> bool {
        let inside = self.in_cell() && !matches!(kind, Kind::Note { .. });
        if inside {
            self.break_cell();
            self.skip(kind.clone());
        }
        inside
    }

    /// Begins a new line in a cell that has one.
    fn break_cell(&mut self) {
        let begun = self
            .stack
            .last()
            .is_some_and(|frame| !matches!(frame.content.last(), None | Some(Inline::LineBreak)));
        if begun {
            self.hard_break();
        }
    }

    /// Closes leaves and inline elements, so that a block may begin.
    fn block_context(&mut self) {
        let keep = self
            .stack
            .iter()
            .rposition(|frame| !frame.kind.is_leaf() && !frame.kind.is_inline())
            .map_or(1, |at| at + 1);
        self.close_above(keep);
        self.soft_break = None;
        self.last = None;
    }

    /// Makes sure that text may stand here.
    fn inline_context(&mut self, at: usize) {
        match self.top() {
            Kind::Row => self.push(Kind::Cell, at),
            Kind::Table => {
                self.push(Kind::Row, at);
                self.push(Kind::Cell, at);
            }
            Kind::List { .. } => {
                self.push(Kind::Item, at);
                self.push(Kind::Paragraph, at);
            }
            Kind::Root | Kind::Quote | Kind::Lyrics | Kind::Item | Kind::Note { .. } => {
                self.push(Kind::Paragraph, at);
            }
            _ => return,
        }
        self.soft_break = None;
        self.last = None;
        if self.struck_on {
            self.push(Kind::Struck, at);
        }
    }

    fn open_block(&mut self, kind: Kind, at: usize) {
        if self.skip_in_cell(&kind) {
            return;
        }
        self.block_context();
        self.item_context(&kind, at);
        self.push(kind, at);
    }

    /// Makes sure that what stands in a list stands in an item.
    fn item_context(&mut self, kind: &Kind, at: usize) {
        if matches!(self.top(), Kind::List { .. })
            && !matches!(kind, Kind::Item | Kind::Note { .. })
        {
            self.push(Kind::Item, at);
        }
    }

    fn open_leaf(&mut self, kind: Kind, at: usize) {
        if self.skip_in_cell(&kind) {
            return;
        }
        self.block_context();
        self.item_context(&kind, at);
        self.push(kind, at);
        if self.struck_on {
            self.push(Kind::Struck, at);
        }
    }

    fn open_inline(&mut self, kind: Kind, at: usize) {
        // Code holds nothing but text.
        if !self.in_code() {
            self.inline_context(at);
            self.push(kind, at);
        }
    }

    fn close_inline(&mut self, kind: &Kind) {
        self.close(|open| open == kind);
    }

    /// Closes the innermost element that fits and all inside it; an inline element only within
    /// its leaf. Does nothing when there is none.
    fn close(&mut self, fits: impl Fn(&Kind) -> bool) {
        if let Some(at) = self.skipped.iter().rposition(&fits) {
            self.skipped.truncate(at);
            return;
        }
        if let Some(at) = self.stack.iter().rposition(|frame| fits(&frame.kind))
            && at > 0
        {
            let crosses = self.stack[at].kind.is_inline()
                && self.stack[at..].iter().any(|frame| !frame.kind.is_inline());
            if !crosses {
                self.close_above(at);
            }
        }
    }

    fn close_above(&mut self, keep: usize) {
        while self.stack.len() > keep.max(1) {
            if let Some(frame) = self.stack.pop() {
                self.add(frame);
            }
        }
    }

    fn push_block(&mut self, block: Block) {
        if let Some(frame) = self.stack.last_mut() {
            frame.blocks.push(block);
        }
    }
}

/// Whether words on two lines need a space when the lines are joined (requirement Z6).
fn needs_space(last: char, next: char) -> bool {
    !is_set_solid(last) && !is_set_solid(next)
}

/// A text without line breaks, which only references such as `&#10;` bring into a line: there
/// they are spaces.
fn on_a_line(text: Cow<'_, str>) -> Cow<'_, str> {
    if memchr::memchr2(b'\n', b'\r', text.as_bytes()).is_some() {
        Cow::Owned(text.replace(['\n', '\r'], " "))
    } else {
        text
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
    label.to_lowercase()
}
