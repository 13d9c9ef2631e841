//! Builds blocks from the events of the Markdown parser and the tags of raw HTML alike: a stack
//! of open elements that closes what must be closed, so that any order of tags gives a tree.

mod anchor;
mod close;
mod events;
mod raw;
mod text;

use std::collections::{HashMap, HashSet};

use super::LeftOut;
use super::guard::Guarded;
use super::held::Held;
use crate::model::block::{Alignment, Block, Cell, Inline};
use crate::model::markup::Markup;
use chengshu_text::source::OffsetMap;

/// How deep elements may nest; deeper ones give their content to the one around them. Keeps
/// every later walk of the tree within the stack.
const DEEPEST: usize = 48;

/// How many elements beyond [`DEEPEST`] are remembered until their ends.
const MOST_SKIPPED: usize = 10_000;

/// An `a` without an address, which is only there for its name.
const BARE_ANCHOR: &str = "a";

/// Stands for a picture where words are joined: U+FFFC, the object replacement character.
const PICTURE: char = '\u{fffc}';

/// An open element.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    Root,
    Quote,
    Lyrics,
    Callout,
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

/// The result of the builder.
pub struct Built {
    pub blocks: Vec<Block>,
    /// Sum of what was read as text or tags first: `~~`, names of headings, what is left out, the signs
    /// of formulas.
    pub markup: Markup,
    pub left_out: Vec<LeftOut>,
}

/// See the module.
pub struct Builder<'a> {
    text: &'a str,
    origin: &'a OffsetMap,
    guards: Option<&'a OffsetMap>,
    guard: char,
    held: &'a Held,
    stack: Vec<Frame>,
    /// Elements that were not opened and whose end is still to come, each with how many were open.
    skipped: Vec<(Kind, usize)>,
    /// How the columns of the open table are set.
    columns: Vec<Alignment>,
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
    /// The names of all closing tags, once that was asked.
    closed: Option<HashSet<String>>,
    /// The end of the blank line found last.
    next_blank: usize,
    /// The element that is being left out whole.
    removed: Option<&'static str>,
    /// Sum of what was read as text or tags first.
    markup: Markup,
    /// Names of places before the next line.
    anchors: Vec<String>,
    left_out: Vec<LeftOut>,
    /// Notes in the order of their definitions; they belong to no block around them.
    notes: Vec<(String, Vec<Block>)>,
    /// Where in `notes` a label is.
    note_places: HashMap<String, usize>,
}

impl<'a> Builder<'a> {
    /// A builder for a guarded text whose formulas are held back, with the map that leads on to the
    /// source file.
    pub fn new(guarded: &'a Guarded<'_>, origin: &'a OffsetMap, held: &'a Held) -> Self {
        Self {
            text: &guarded.text,
            origin,
            guards: guarded.map.as_ref(),
            guard: guarded.guard,
            held,
            stack: vec![Frame::new(Kind::Root, 0)],
            skipped: Vec::new(),
            columns: Vec::new(),
            header_cells: None,
            soft_break: None,
            last: None,
            struck_on: false,
            last_close: HashMap::new(),
            next_close: HashMap::new(),
            closed: None,
            next_blank: 0,
            removed: None,
            markup: Markup::default(),
            anchors: Vec::new(),
            left_out: Vec::new(),
            notes: Vec::new(),
            note_places: HashMap::new(),
        }
    }

    /// Ends the document.
    pub fn finish(mut self) -> Built {
        self.close_above(1);
        let mut blocks = self.stack.pop().map(|root| root.blocks).unwrap_or_default();
        self.last_anchors(&mut blocks);
        let notes = self.notes.into_iter();
        blocks.extend(notes.map(|(label, blocks)| Block::Note { label, blocks }));
        Built { blocks, markup: self.markup, left_out: self.left_out }
    }

    fn place(&self, at: usize) -> usize {
        self.origin.original(self.guards.map_or(at, |guards| guards.original(at)))
    }

    fn top(&self) -> &Kind {
        self.stack.last().map_or(&Kind::Root, |frame| &frame.kind)
    }

    fn is_open(&self, kind: &Kind) -> bool {
        self.stack.iter().any(|frame| &frame.kind == kind)
    }

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
        let is_leaf = kind.is_leaf();
        let mut frame = Frame::new(kind, at);
        if is_leaf {
            frame.content = self.kept_anchors();
        }
        self.stack.push(frame);
    }

    /// Remembers an element that is not opened.
    fn skip(&mut self, kind: Kind) {
        if self.skipped.len() < MOST_SKIPPED {
            self.skipped.push((kind, self.stack.len()));
        }
    }

    /// Forgets the innermost skipped element that fits, and all inside it. Says whether there was
    /// one. It is looked for only so far, as every end does.
    fn close_skipped(&mut self, fits: impl Fn(&Kind) -> bool) -> bool {
        let from = self.skipped.len().saturating_sub(DEEPEST);
        let last = self.skipped[from..].iter();
        let found = last.rev().position(|(kind, _)| fits(kind));
        if let Some(back) = found {
            self.skipped.truncate(self.skipped.len() - 1 - back);
        }
        found.is_some()
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
            Kind::Root
            | Kind::Quote
            | Kind::Lyrics
            | Kind::Callout
            | Kind::Item
            | Kind::Note { .. } => {
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
        if self.close_skipped(&fits) {
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
        // What was skipped in an element ends with it.
        while self.skipped.pop_if(|(_, open)| *open > keep).is_some() {}
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
