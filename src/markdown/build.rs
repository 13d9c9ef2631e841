//! Builds blocks from the events of the Markdown parser and the tags of raw HTML alike: a stack
//! of open elements that closes what must be closed, so that any order of tags gives a tree.

use std::collections::HashMap;

use pulldown_cmark::{CodeBlockKind, HeadingLevel, Tag, TagEnd};

use super::html::{self, Meaning, Token};
use super::{Extent, LeftOut, strike};
use crate::model::block::{Block, Cell, Inline};
use crate::model::ink::Ink;
use crate::model::source::OffsetMap;
use crate::script::is_set_solid;

/// How deep elements may nest; deeper ones give their content to the one around them. Keeps
/// every later walk of the tree within the stack.
const DEEPEST: usize = 48;

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
    Image { src: String },
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
    soft_break: bool,
    last: Option<char>,
    /// A struck-out run of raw HTML goes on in the next paragraph.
    struck_on: bool,
    /// Where the last closing tag of an element stands, found once per name.
    last_close: HashMap<&'static str, Option<usize>>,
    pairs: usize,
    left_out: Vec<LeftOut>,
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
            soft_break: false,
            last: None,
            struck_on: false,
            last_close: HashMap::new(),
            pairs: 0,
            left_out: Vec::new(),
        }
    }

    /// Ends the document.
    pub fn finish(mut self) -> Built {
        self.close_above(1);
        let blocks = self.stack.pop().map(|root| root.blocks).unwrap_or_default();
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
                    CodeBlockKind::Fenced(info) => info.to_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.open_block(Kind::Preformatted { info }, at);
            }
            Tag::List(start) => self.open_block(Kind::List { start }, at),
            Tag::Item => self.open_block(Kind::Item, at),
            Tag::FootnoteDefinition(label) => {
                let label = label.to_string();
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
                let (href, title) = (self.clean(&dest_url), self.clean(&title));
                self.open_inline(Kind::Link { href, title }, at);
            }
            Tag::Image { dest_url, .. } => {
                self.inline_context(at);
                let src = self.clean(&dest_url);
                self.push(Kind::Image { src }, at);
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
        if let Some(Frame {
            kind: Kind::Preformatted { .. },
            text: code,
            ..
        }) = self.stack.last_mut()
        {
            code.extend(text.chars().filter(|&c| c != self.guard));
            return;
        }
        self.inline_context(at);
        if self.soft_break {
            self.soft_break = false;
            let next = text.chars().find(|&c| c != '~');
            if let (Some(last), Some(next)) = (self.last, next)
                && needs_space(last, next)
            {
                self.append(" ", at);
            }
        }
        if text.contains(self.guard) {
            let clean = self.clean(text);
            self.append(&clean, at);
        } else {
            self.append(text, at);
        }
        if let Some(last) = text.chars().rev().find(|&c| c != '~' && c != self.guard) {
            self.last = Some(last);
        }
    }

    fn append(&mut self, text: &str, at: usize) {
        let at = self.place(at);
        let Some(frame) = self.stack.last_mut() else {
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

    fn clean(&self, text: &str) -> String {
        text.chars().filter(|&c| c != self.guard).collect()
    }

    /// Alternative text of the open image.
    pub fn alt(&mut self, text: &str) {
        let clean = self.clean(text);
        if let Some(frame) = self.stack.last_mut() {
            frame.text.push_str(&clean);
        }
    }

    /// Code within a line.
    pub fn code_span(&mut self, text: &str, at: usize) {
        self.text("", at);
        let clean = self.clean(text);
        self.last = clean.chars().next_back();
        if let Some(frame) = self.stack.last_mut() {
            frame.content.push(Inline::Code(clean));
        }
    }

    /// A line break that only wraps the text, except in lyrics.
    pub fn soft_break(&mut self) {
        if self.is_open(&Kind::Lyrics) {
            self.hard_break();
        } else {
            self.soft_break = true;
        }
    }

    /// A line break the text means.
    pub fn hard_break(&mut self) {
        self.soft_break = false;
        self.last = None;
        if let Some(frame) = self.stack.last_mut()
            && (frame.kind.is_leaf() || frame.kind.is_inline())
        {
            frame.content.push(Inline::LineBreak);
        }
    }

    /// A thematic break.
    pub fn thematic_break(&mut self) {
        self.block_context();
        self.push_block(Block::Break);
    }

    /// The mark of a note.
    pub fn note_mark(&mut self, label: &str, at: usize) {
        self.text("", at);
        if let Some(frame) = self.stack.last_mut() {
            frame.content.push(Inline::NoteMark {
                label: label.to_owned(),
            });
        }
    }

    // Raw HTML.

    /// A stretch of raw HTML: a block of it, or one tag. Returns the ink of its text.
    pub fn html(&mut self, html: &str, at: usize) -> Ink {
        let mut shown = Ink::default();
        let mut removed: Option<&'static str> = None;
        for (offset, token) in html::tokens(html) {
            let at = at + offset;
            if let Some(name) = removed {
                if matches!(token, Token::Close { name: end } if end.eq_ignore_ascii_case(name)) {
                    removed = None;
                }
                continue;
            }
            match token {
                Token::Open { name, attributes } => match html::known(name) {
                    Some((name, Meaning::Removed)) => {
                        self.leave_out(name, at, Extent::Content);
                        if !attributes.ends_with('/') {
                            removed = Some(name);
                        }
                    }
                    Some((name, meaning)) => self.open_tag(name, meaning, attributes, at),
                    None => self.leave_out(name, at, Extent::Tag),
                },
                Token::Close { name } => {
                    if let Some((_, meaning)) = html::known(name) {
                        self.close_tag(meaning);
                    }
                }
                Token::Text(text) => shown += self.html_text(text, at),
                Token::Hidden => {}
            }
        }
        shown
    }

    fn leave_out(&mut self, element: &str, at: usize, extent: Extent) {
        self.left_out.push(LeftOut {
            element: element.to_owned(),
            at: self.place(at),
            extent,
        });
    }

    fn html_text(&mut self, text: &str, at: usize) -> Ink {
        let decoded = htmlize::unescape(text);
        if *self.top()
            == (Kind::Preformatted {
                info: String::new(),
            })
        {
            self.text(&decoded, at);
            return Ink::of(&self.clean(&decoded));
        }
        let mut shown = Ink::default();
        for (number, line) in decoded.split('\n').enumerate() {
            if number > 0 {
                self.soft_break();
            }
            if !line.trim().is_empty() {
                shown += Ink::of(&self.clean(line));
                self.text(line.trim_start_matches(' '), at);
            }
        }
        shown
    }

    fn open_tag(&mut self, name: &'static str, meaning: Meaning, attributes: &str, at: usize) {
        match meaning {
            Meaning::Strong => self.open_inline(Kind::Strong, at),
            Meaning::Emphasis => self.open_inline(Kind::Emphasis, at),
            Meaning::Struck => {
                self.struck_on = self.closes_later(name, at);
                self.open_inline(Kind::Struck, at);
            }
            Meaning::Inline(name) => self.open_inline(Kind::Inline(name), at),
            Meaning::Link => {
                let href = html::attribute(attributes, "href").unwrap_or_default();
                let title = html::attribute(attributes, "title").unwrap_or_default();
                self.open_inline(Kind::Link { href, title }, at);
            }
            Meaning::LineBreak => self.hard_break(),
            Meaning::Image => {
                self.text("", at);
                let image = Inline::Image {
                    src: html::attribute(attributes, "src").unwrap_or_default(),
                    alt: html::attribute(attributes, "alt").unwrap_or_default(),
                    at: self.place(at),
                };
                if let Some(frame) = self.stack.last_mut() {
                    frame.content.push(image);
                }
            }
            Meaning::Heading(level) => self.open_leaf(Kind::Heading(level), at),
            // A cell holds one paragraph; boxes in it only break its lines.
            Meaning::Paragraph if self.in_cell() => self.soft_break(),
            Meaning::Paragraph => self.block_context(),
            Meaning::Quote | Meaning::Lyrics => {
                let kind = match meaning {
                    Meaning::Quote => Kind::Quote,
                    _ => Kind::Lyrics,
                };
                if self.closes_later(name, at) {
                    self.open_block(kind, at);
                } else {
                    self.leave_out(name, at, Extent::Unclosed);
                    self.block_context();
                }
            }
            Meaning::Bullets => self.open_block(Kind::List { start: None }, at),
            Meaning::Numbers => {
                let start = html::attribute(attributes, "start");
                let start = Some(start.and_then(|start| start.parse().ok()).unwrap_or(1));
                self.open_block(Kind::List { start }, at);
            }
            Meaning::Item => {
                self.close(|kind| *kind == Kind::Item);
                if matches!(self.top(), Kind::List { .. }) {
                    self.open_block(Kind::Item, at);
                } else {
                    self.block_context();
                }
            }
            Meaning::Table => self.open_block(Kind::Table, at),
            Meaning::Row => {
                self.close(|kind| *kind == Kind::Row);
                if *self.top() == Kind::Table {
                    self.open_block(Kind::Row, at);
                }
            }
            Meaning::Cell => {
                self.close(|kind| *kind == Kind::Cell);
                if *self.top() == Kind::Row {
                    self.push(Kind::Cell, at);
                } else {
                    self.block_context();
                }
            }
            Meaning::Break => self.thematic_break(),
            Meaning::Preformatted => self.open_block(
                Kind::Preformatted {
                    info: String::new(),
                },
                at,
            ),
            Meaning::Transparent | Meaning::Removed => {}
        }
    }

    fn close_tag(&mut self, meaning: Meaning) {
        match meaning {
            Meaning::Strong => self.close_inline(&Kind::Strong),
            Meaning::Emphasis => self.close_inline(&Kind::Emphasis),
            Meaning::Struck => {
                self.struck_on = false;
                self.close_inline(&Kind::Struck);
            }
            Meaning::Inline(name) => self.close_inline(&Kind::Inline(name)),
            Meaning::Link => {
                let link = |kind: &Kind| matches!(kind, Kind::Link { .. });
                self.close(link);
            }
            Meaning::Heading(_) => self.close(|kind| matches!(kind, Kind::Heading(_))),
            Meaning::Paragraph => {
                if self.in_cell() {
                    self.soft_break();
                } else {
                    self.block_context();
                }
            }
            Meaning::Quote => self.close(|kind| *kind == Kind::Quote),
            Meaning::Lyrics => self.close(|kind| *kind == Kind::Lyrics),
            Meaning::Bullets | Meaning::Numbers => {
                self.close(|kind| matches!(kind, Kind::List { .. }));
            }
            Meaning::Item => self.close(|kind| *kind == Kind::Item),
            Meaning::Table => self.close(|kind| *kind == Kind::Table),
            Meaning::Row => self.close(|kind| *kind == Kind::Row),
            Meaning::Cell => self.close(|kind| *kind == Kind::Cell),
            Meaning::Preformatted => self.close(|kind| matches!(kind, Kind::Preformatted { .. })),
            Meaning::LineBreak
            | Meaning::Image
            | Meaning::Break
            | Meaning::Transparent
            | Meaning::Removed => {}
        }
    }

    /// Whether a closing tag of this name stands anywhere after an offset.
    fn closes_later(&mut self, name: &'static str, at: usize) -> bool {
        let text = self.text;
        let last = self
            .last_close
            .entry(name)
            .or_insert_with(|| last_closing_tag(text, name));
        last.is_some_and(|last| last > at)
    }

    // The stack.

    fn in_cell(&self) -> bool {
        self.is_open(&Kind::Cell)
    }

    fn push(&mut self, kind: Kind, at: usize) {
        if self.stack.len() >= DEEPEST {
            self.skipped.push(kind);
            return;
        }
        let at = self.place(at);
        self.stack.push(Frame::new(kind, at));
    }

    /// Closes leaves and inline elements, so that a block may begin.
    fn block_context(&mut self) {
        let keep = self
            .stack
            .iter()
            .rposition(|frame| !frame.kind.is_leaf() && !frame.kind.is_inline())
            .map_or(1, |at| at + 1);
        self.close_above(keep);
        self.soft_break = false;
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
        if self.struck_on {
            self.push(Kind::Struck, at);
        }
    }

    fn open_block(&mut self, kind: Kind, at: usize) {
        self.block_context();
        self.push(kind, at);
    }

    fn open_leaf(&mut self, kind: Kind, at: usize) {
        if kind != Kind::Cell {
            self.block_context();
        }
        self.push(kind, at);
        if self.struck_on {
            self.push(Kind::Struck, at);
        }
    }

    fn open_inline(&mut self, kind: Kind, at: usize) {
        self.text("", at);
        self.push(kind, at);
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

    /// Gives a closed element to the one around it.
    fn add(&mut self, mut frame: Frame) {
        let at = frame.at;
        if frame.kind.is_leaf() {
            trim_breaks(&mut frame.content);
            self.pairs += strike::pair(&mut frame.content);
        }
        let mut content = frame.content;
        if !content.is_empty() && !frame.kind.is_leaf() && !frame.kind.is_inline() {
            // Text where only blocks belong: its own paragraph was too deep to open.
            let content = std::mem::take(&mut content);
            frame.blocks.push(Block::Paragraph { content, at });
        }
        let Some(parent) = self.stack.last_mut() else {
            return;
        };
        let blocks = std::mem::take(&mut frame.blocks);
        match frame.kind {
            Kind::Root => {}
            Kind::Paragraph => {
                if !content.is_empty() {
                    parent.blocks.push(Block::Paragraph { content, at });
                }
            }
            Kind::Heading(level) => {
                if !content.is_empty() {
                    parent.blocks.push(Block::Heading { level, content, at });
                }
            }
            Kind::Quote => return parent.blocks.push(Block::Quote(blocks)),
            Kind::Lyrics => return parent.blocks.push(Block::Lyrics(blocks)),
            Kind::Note { label } => return parent.blocks.push(Block::Note { label, blocks }),
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
            Kind::Image { src } => parent.content.push(Inline::Image {
                src,
                alt: frame.text,
                at,
            }),
            kind if content.is_empty() && !matches!(kind, Kind::Link { .. }) => {}
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

/// Whether words on two lines need a space when the lines are joined (requirement Z6).
fn needs_space(last: char, next: char) -> bool {
    !is_set_solid(last) && !is_set_solid(next)
}

fn last_closing_tag(text: &str, name: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    memchr::memmem::rfind_iter(bytes, b"</").find(|&at| {
        let after = &bytes[at + 2..];
        after.len() > name.len()
            && after[..name.len()].eq_ignore_ascii_case(name.as_bytes())
            && !after[name.len()].is_ascii_alphanumeric()
    })
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
