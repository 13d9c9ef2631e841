//! Running text, free of the format it arrived in.

use chengshu_text::xml::{Element, Origin};
use std::slice;

/// A block of running text. Places are byte offsets in the source file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading; levels as written until `normalise` has made a hierarchy of them, then 2 and up.
    Heading {
        /// 1 to 6.
        level: u8,
        /// The heading's text.
        content: Vec<Inline>,
        /// Where it stands.
        at: usize,
    },
    /// A paragraph.
    Paragraph {
        /// The paragraph's text.
        content: Vec<Inline>,
        /// Where it stands.
        at: usize,
    },
    /// A quotation.
    Quote(Vec<Block>),
    /// Lyrics or a recorded clip, which the source wraps in `<audio>`.
    Lyrics(Vec<Block>),
    /// Set apart from the talk: advertising, which the source strikes out.
    Aside(Vec<Block>),
    /// Set apart in a box, as notes, tips and warnings are; a title is its first paragraph.
    Callout(Vec<Block>),
    /// A list.
    List {
        /// The first number of an ordered list.
        start: Option<u64>,
        /// The items.
        items: Vec<Vec<Block>>,
    },
    /// Preformatted text.
    Code {
        /// The language or other words after the fence.
        info: String,
        /// The text, with its line breaks.
        text: String,
        /// Where it stands.
        at: usize,
    },
    /// A table.
    Table {
        /// How columns are set; those without an entry as text is.
        columns: Vec<Alignment>,
        /// Header cells; empty when the table has none.
        head: Vec<Cell>,
        /// Rows of cells.
        rows: Vec<Vec<Cell>>,
    },
    /// A thematic break.
    Break,
    /// Where a section begins that the text has no heading for. It is no text of the talk.
    Station {
        /// The first words of the section.
        words: String,
        /// When they are said, in seconds from the beginning of the recording.
        seconds: Option<u32>,
        /// Where they stand.
        at: usize,
    },
    /// A stretch of a talk in the language of its chapter, and the same in the other language. Either
    /// may be empty.
    Pair([Vec<Block>; 2]),
    /// The text of a note.
    Note {
        /// The label marks refer to.
        label: String,
        /// The note's text.
        blocks: Vec<Block>,
    },
}

/// How the cells of a column are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alignment {
    /// As text is.
    Unstated,
    /// From the left on: where lines begin, as books with tables in them run.
    Left,
    /// In the middle.
    Center,
    /// To the right, as numbers are.
    Right,
}

/// A table cell.
pub type Cell = Vec<Inline>;

/// Text within a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Plain text.
    Text {
        /// The text.
        text: String,
        /// Where it begins.
        at: usize,
    },
    /// Code within a line.
    Code(String),
    /// Strong importance.
    Strong(Vec<Inline>),
    /// Stress.
    Emphasis(Vec<Inline>),
    /// Struck out.
    Struck(Vec<Inline>),
    /// A link.
    Link {
        /// Destination as written.
        href: String,
        /// Its title, or empty.
        title: String,
        /// The text that links.
        content: Vec<Inline>,
    },
    /// An image.
    Image {
        /// Path or address as written.
        src: String,
        /// Alternative text.
        alt: String,
        /// Its title, which is its caption where it stands alone, or empty.
        title: String,
        /// Where it stands.
        at: usize,
    },
    /// A formula. It stands in the line as a whole.
    Formula(Box<Formula>),
    /// A line break the text means, as in verse.
    LineBreak,
    /// The mark of a note.
    NoteMark {
        /// The note's label.
        label: String,
    },
    /// An element of the allow-list of raw HTML that has no place of its own here.
    Tag {
        /// The element's name, one of [`crate::markdown`]'s allow-list.
        name: &'static str,
        /// Its content.
        content: Vec<Inline>,
    },
    /// The name of who speaks from here on, as printed, with its colon.
    Speaker {
        /// The name.
        label: String,
        /// Where it stands.
        at: usize,
    },
    /// A stage direction: heard or done, not said.
    Direction(Vec<Inline>),
    /// A place that links lead to. It shows nothing.
    Anchor {
        /// Its name, as written.
        name: String,
    },
    /// A link to a moment of the recording, in seconds. It is no text of the talk.
    Moment {
        /// Seconds from the beginning.
        seconds: u32,
    },
    /// A run in another language than the book's.
    Foreign {
        /// Language tag.
        language: &'static str,
        /// The run.
        content: Vec<Inline>,
    },
}

impl Block {
    /// The lines it shows itself: its text, or the cells of a table from left to right and down.
    pub fn lines(&self) -> impl Iterator<Item = &Vec<Inline>> {
        let (first, rows): (&[Cell], &[Vec<Cell>]) = match self {
            Self::Heading { content, .. } | Self::Paragraph { content, .. } => {
                (slice::from_ref(content), &[])
            }
            Self::Table { head, rows, .. } => (head, rows),
            _ => (&[], &[]),
        };
        first.iter().chain(rows.iter().flatten())
    }

    /// As [`Self::lines`], to be changed.
    pub fn lines_mut(&mut self) -> impl Iterator<Item = &mut Vec<Inline>> {
        let (first, rows): (&mut [Cell], &mut [Vec<Cell>]) = match self {
            Self::Heading { content, .. } | Self::Paragraph { content, .. } => {
                (slice::from_mut(content), &mut [])
            }
            Self::Table { head, rows, .. } => (head, rows),
            _ => (&mut [], &mut []),
        };
        first.iter_mut().chain(rows.iter_mut().flatten())
    }

    /// The blocks it holds: those of each item of a list, or all at once.
    pub fn inner(&self) -> &[Vec<Block>] {
        match self {
            Self::Quote(blocks)
            | Self::Lyrics(blocks)
            | Self::Aside(blocks)
            | Self::Callout(blocks)
            | Self::Note { blocks, .. } => slice::from_ref(blocks),
            Self::List { items, .. } => items,
            Self::Pair(sides) => sides,
            _ => &[],
        }
    }

    /// As [`Self::inner`], to be changed.
    pub fn inner_mut(&mut self) -> &mut [Vec<Block>] {
        match self {
            Self::Quote(blocks)
            | Self::Lyrics(blocks)
            | Self::Aside(blocks)
            | Self::Callout(blocks)
            | Self::Note { blocks, .. } => slice::from_mut(blocks),
            Self::List { items, .. } => items,
            Self::Pair(sides) => sides,
            _ => &mut [],
        }
    }
}

impl Inline {
    /// True if it stands in a line as a whole, and no rule about marks reads what is in it: an
    /// image, a formula, and code, in Markdown or in raw HTML.
    pub fn is_object(&self) -> bool {
        matches!(
            self,
            Self::Code(_)
                | Self::Image { .. }
                | Self::Formula(_)
                | Self::Tag { name: "code" | "kbd" | "samp", .. }
        )
    }

    /// The blocks it holds; none when it holds no other.
    pub fn content(&self) -> &[Inline] {
        match self {
            Self::Strong(content)
            | Self::Emphasis(content)
            | Self::Struck(content)
            | Self::Direction(content)
            | Self::Link { content, .. }
            | Self::Tag { content, .. }
            | Self::Foreign { content, .. } => content,
            Self::Text { .. }
            | Self::Code(_)
            | Self::Image { .. }
            | Self::Formula(_)
            | Self::LineBreak
            | Self::NoteMark { .. }
            | Self::Speaker { .. }
            | Self::Anchor { .. }
            | Self::Moment { .. } => &[],
        }
    }

    /// The blocks it holds, to be changed; `None` when it can hold no other.
    pub fn content_mut(&mut self) -> Option<&mut Vec<Inline>> {
        match self {
            Self::Strong(content)
            | Self::Emphasis(content)
            | Self::Struck(content)
            | Self::Direction(content)
            | Self::Link { content, .. }
            | Self::Tag { content, .. }
            | Self::Foreign { content, .. } => Some(content),
            _ => None,
        }
    }
}

/// Calls `visit` with every piece of text in reading order, notes where they are defined.
pub fn visit_text<'a>(blocks: &'a [Block], visit: &mut impl FnMut(&'a str)) {
    visit_pieces(blocks, &mut |text, _| visit(text));
}

/// As [`visit_text`], and tells where running text stands in the source.
pub fn visit_pieces<'a>(blocks: &'a [Block], visit: &mut impl FnMut(&'a str, Option<usize>)) {
    for block in blocks {
        if let Block::Code { text, .. } = block {
            visit(text, None);
        }
        for line in block.lines() {
            visit_line_pieces(line, visit);
        }
        for inner in block.inner() {
            visit_pieces(inner, visit);
        }
    }
}

/// Calls `visit` with every piece of text of a line. Alternative texts of images are data, not
/// running text.
pub fn visit_inline_text<'a>(content: &'a [Inline], visit: &mut impl FnMut(&'a str)) {
    visit_line_pieces(content, &mut |text, _| visit(text));
}

/// As [`visit_inline_text`], and tells where running text stands in the source.
pub fn visit_line_pieces<'a>(
    content: &'a [Inline],
    visit: &mut impl FnMut(&'a str, Option<usize>),
) {
    visit_line(content, &mut |inline| match inline {
        Inline::Text { text, at } => visit(text, Some(*at)),
        Inline::Code(text) | Inline::Speaker { label: text, .. } => visit(text, None),
        Inline::Formula(formula) => visit(&formula.words, None),
        _ => {}
    });
}

/// Calls `visit` with everything in the lines of all blocks, in reading order, what holds others
/// before what it holds.
pub fn visit_inlines<'a>(blocks: &'a [Block], visit: &mut impl FnMut(&'a Inline)) {
    for block in blocks {
        for line in block.lines() {
            visit_line(line, visit);
        }
        for inner in block.inner() {
            visit_inlines(inner, visit);
        }
    }
}

fn visit_line<'a>(content: &'a [Inline], visit: &mut impl FnMut(&'a Inline)) {
    for inline in content {
        visit(inline);
        visit_line(inline.content(), visit);
    }
}

/// The text of a line as one string.
pub fn plain_text(content: &[Inline]) -> String {
    let mut out = String::new();
    visit_inline_text(content, &mut |text| out.push_str(text));
    out
}

/// The text of a line as lists have it: without the readings of ruby, and on one line.
pub fn label(content: &[Inline]) -> String {
    let mut out = String::new();
    let mut open: Vec<&Inline> = content.iter().rev().collect();
    while let Some(inline) = open.pop() {
        match inline {
            Inline::Tag { name, .. } if matches!(*name, "rt" | "rp") => {}
            Inline::LineBreak => out.push(' '),
            other if other.content().is_empty() => {
                visit_inline_text(slice::from_ref(other), &mut |text| out.push_str(text));
            }
            other => open.extend(other.content().iter().rev()),
        }
    }
    out
}

/// Where the first text or image of a line stands.
pub fn first_place(content: &[Inline]) -> Option<usize> {
    content.iter().find_map(|inline| match inline {
        Inline::Text { at, .. } | Inline::Image { at, .. } | Inline::Speaker { at, .. } => {
            Some(*at)
        }
        Inline::Formula(formula) => Some(formula.at),
        other => first_place(other.content()),
    })
}

/// Calls `rewrite` with every line under the blocks.
pub fn rewrite_lines(blocks: &mut [Block], rewrite: &mut impl FnMut(&mut Vec<Inline>)) {
    for block in blocks {
        block.lines_mut().for_each(&mut *rewrite);
        for inner in block.inner_mut() {
            rewrite_lines(inner, rewrite);
        }
    }
}

/// A formula as it was written, and as it is set. [`crate::markdown::math`] makes them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formula {
    /// As written, with the signs around it, in TeX or `MathML`: what is written back.
    pub source: String,
    /// The text by which the proof that no text is lost knows it: the TeX between the signs, or the
    /// characters of `MathML`. All of the source where it is not understood.
    pub words: String,
    /// True if it is set apart from the line.
    pub is_display: bool,
    /// As `MathML`; none where it is not understood.
    pub tree: Option<Element>,
    /// Where it stands.
    pub at: usize,
}

impl Formula {
    /// True if its words are in its own tree, rather than TeX that the tree draws.
    pub fn is_written_as_tree(&self) -> bool {
        let tree = self.tree.as_ref();
        tree.is_some_and(|tree| tree.origin == Origin::Source)
    }
}
