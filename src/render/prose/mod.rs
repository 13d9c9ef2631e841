//! Blocks as XHTML.

mod formula;
mod links;
mod notes;
mod pictures;
mod setting;
mod table;
mod works;

use std::collections::VecDeque;

use super::mentions::Mentions;
use super::numbering::{Ids, Numbering};
use super::targets::Targets;
use super::words::clock;
use crate::model::block::{Block, Inline, label};
use crate::model::parallel::Bilingual;
use chengshu_text::diag::{Diagnostic, Sink};
use chengshu_text::xml::{Element, Node, element};
use chengshu_writing::language::Direction;

use works::{Sources, near};

pub use setting::{Pages, Picture, Setting};

/// A heading that the table of contents leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// 2 or deeper.
    pub level: u8,
    /// Its text.
    pub label: String,
    /// Id within its page.
    pub id: String,
}

/// Renders the pages of one file, numbering sections and notes through all of them.
pub struct Prose<'a> {
    setting: &'a Setting<'a>,
    sink: &'a mut Sink,
    sections: Vec<Section>,
    /// Ids so far, over all pages of the file.
    ids: Ids,
    /// Targets of links within the file.
    targets: Targets,
    notes: Numbering,
    in_link: usize,
    in_ruby: bool,
    sources: Sources,
    pub(super) mentions: Mentions<'a>,
}

impl<'a> Prose<'a> {
    /// A renderer at the beginning of a file.
    pub fn new(
        setting: &'a Setting<'a>,
        targets: Targets,
        mentions: Mentions<'a>,
        sink: &'a mut Sink,
    ) -> Self {
        Self {
            setting,
            sink,
            sections: Vec::new(),
            ids: Ids::default(),
            targets,
            notes: Numbering::default(),
            in_link: 0,
            in_ruby: false,
            sources: Sources::default(),
            mentions,
        }
    }

    /// The body of one page: sections with their blocks, and the notes at the end. Headings of
    /// the page are appended to `sections`. `file` is the page's own name, for links from other
    /// pages of the chapter.
    pub fn page(
        &mut self,
        file: &str,
        blocks: Vec<Block>,
        sections: &mut Vec<Section>,
    ) -> Vec<Element> {
        let (notes, blocks): (Vec<Block>, Vec<Block>) =
            blocks.into_iter().partition(|block| matches!(block, Block::Note { .. }));
        self.notes.turn_to(file, &notes);
        let mut out = Vec::new();
        let mut open: Option<Element> = None;
        for block in blocks {
            self.sources.see(&block, &mut self.mentions);
            let (level, heading) = match block {
                Block::Heading { level, content, .. } => (level, self.heading(level, content)),
                Block::Station { words, seconds, .. } => (2, self.station(&words, seconds)),
                block => {
                    if let Some(rendered) = self.block(block) {
                        place(&mut out, &mut open, rendered);
                    }
                    continue;
                }
            };
            if level <= 2 {
                out.extend(open.take());
                // Unnamed: named sections are landmarks, and headings may repeat.
                open = Some(element("section").child(heading));
            } else {
                place(&mut out, &mut open, heading);
            }
        }
        self.mentions.in_list = false;
        out.extend(open);
        if !notes.is_empty() {
            out.push(self.notes(notes));
        }
        self.mentions.end_page();
        sections.append(&mut self.sections);
        out
    }

    fn heading(&mut self, level: u8, mut content: Vec<Inline>) -> Element {
        self.mentions.next_block();
        let label = label(&content);
        let id = self.ids.heading(&label);
        // Whatever else it is called, it is found by its id.
        content.retain(|inline| !matches!(inline, Inline::Anchor { .. }));
        let name = match level {
            0..=2 => "h2",
            3 => "h3",
            4 => "h4",
            5 => "h5",
            _ => "h6",
        };
        let heading = element(name).attr("id", id.clone()).nodes(self.line(content));
        self.sections.push(Section {
            level: level.max(2),
            label: label.split_whitespace().collect::<Vec<_>>().join(" "),
            id,
        });
        heading
    }

    /// A heading that says when a section is said, and its first words.
    fn station(&mut self, words: &str, seconds: Option<u32>) -> Element {
        self.mentions.next_block();
        let id = self.ids.heading(words);
        let mut heading = element("h2").attr("id", id.clone()).attr("class", "station");
        let mut label = String::new();
        if let Some(seconds) = seconds {
            let time = self.moment(seconds).unwrap_or_else(|| element("span").text(clock(seconds)));
            heading = heading.child(time).text(" ");
            label = format!("{} ", clock(seconds));
        }
        label.push_str(words);
        self.sections.push(Section { level: 2, label, id });
        heading.text(words.to_owned()).furniture()
    }

    fn blocks(&mut self, blocks: Vec<Block>) -> Vec<Element> {
        blocks.into_iter().filter_map(|block| self.block(block)).collect()
    }

    fn block(&mut self, block: Block) -> Option<Element> {
        self.mentions.next_block();
        Some(match block {
            // Inside other blocks a heading would break the outline of the page.
            Block::Heading { content, .. } => element("p")
                .attr("class", "heading")
                .attr("id", self.ids.anchor())
                .child(element("strong").nodes(self.line(content))),
            Block::Paragraph { content, .. } => self.paragraph(content),
            Block::Quote(blocks) => element("blockquote").children(self.blocks(blocks)),
            Block::Lyrics(blocks) => {
                element("blockquote").attr("class", "lyrics").children(self.blocks(blocks))
            }
            Block::Callout(blocks) => element("div")
                .attr("class", "callout")
                .attr("role", "note")
                .children(self.blocks(blocks)),
            Block::Aside(blocks) => element("div")
                .attr("class", "aside")
                .attr("role", "note")
                .children(self.blocks(blocks)),
            Block::List { items, .. } if items.is_empty() => return None,
            Block::List { start, items } => self.list(start, items),
            // Code runs from left to right in every language.
            Block::Code { text, .. } => element("pre")
                .attr_opt("dir", self.turned(Direction::LeftToRight))
                .child(element("code").text(text)),
            Block::Table { head, rows, .. } if head.is_empty() && rows.is_empty() => return None,
            Block::Table { columns, head, rows } => self.table(&columns, head, rows),
            Block::Break => element("hr"),
            Block::Station { words, seconds, .. } => self.station(&words, seconds),
            Block::Pair([first, second]) => self.pair(first, second),
            Block::Note { label, blocks } => self.note(&label, blocks),
        })
    }

    /// A stretch in both languages. Elements of one class each, in the order they are read, so that they
    /// stand one under the other wherever a reading system knows no boxes side by side.
    fn pair(&mut self, first: Vec<Block>, second: Vec<Block>) -> Element {
        let outer = self.setting;
        let firsts = self.blocks(first);
        let layout = outer.second.map_or(Bilingual::Off, |(setting, layout)| {
            self.setting = setting;
            layout
        });
        let language = self.setting.language;
        let direction = Direction::of(language);
        let seconds = element("div")
            .attr("class", "second")
            .attr("lang", language.to_owned())
            .attr("xml:lang", language.to_owned())
            .attr_opt(
                "dir",
                (direction != Direction::of(outer.language)).then(|| direction.as_str()),
            )
            .children(self.blocks(second));
        self.setting = outer;
        if firsts.is_empty() {
            return seconds;
        }
        match layout {
            Bilingual::Facing => element("div")
                .attr("class", "facing")
                .child(element("div").attr("class", "first").children(firsts))
                .child(seconds),
            _ => element("div").attr("class", "pair").children(firsts).child(seconds),
        }
    }

    fn paragraph(&mut self, mut content: Vec<Inline>) -> Element {
        if content.len() == 1 {
            match content.pop() {
                Some(Inline::Image { src, alt, title, at }) => {
                    return self.figure(&src, alt, title, at);
                }
                other => content.extend(other),
            }
        }
        let class = match content.as_slice() {
            [Inline::Direction(_)] => Some("direction"),
            [Inline::Speaker { .. }, ..] => Some("turn"),
            content if content.contains(&Inline::LineBreak) => Some("verse"),
            _ => None,
        };
        let paragraph = element("p").attr_opt("class", class);
        // A paragraph in a language that runs the other way begins at its own side.
        let language = match content.first() {
            Some(&Inline::Foreign { language, .. }) => Some(language),
            _ => None,
        };
        let is_of = |inline: &Inline| matches!(inline, Inline::Foreign { language: own, .. } if Some(*own) == language);
        if let Some(language) = language
            && let Some(direction) = self.turned(Direction::of(language))
            && content.iter().all(is_of)
        {
            let paragraph = tagged(paragraph, language).attr("dir", direction);
            return content.into_iter().fold(paragraph, |paragraph, inline| match inline {
                Inline::Foreign { content, .. } => paragraph.nodes(self.line(content)),
                _ => paragraph,
            });
        }
        paragraph.nodes(self.line(content))
    }

    /// A direction for the attribute `dir`, if it is not that of the text.
    fn turned(&self, direction: Direction) -> Option<&'static str> {
        (direction != Direction::of(self.setting.language)).then_some(direction.as_str())
    }

    fn list(&mut self, start: Option<u64>, items: Vec<Vec<Block>>) -> Element {
        let list = match start {
            Some(start) => element("ol").attr_opt(
                "start",
                // The attribute is a signed 32-bit number in reading systems.
                (start != 1 && start <= 0x7fff_ffff).then(|| start.to_string()),
            ),
            None => element("ul"),
        };
        list.children(items.into_iter().map(|mut item| {
            if let [Block::Paragraph { .. }] = item.as_slice()
                && let Some(Block::Paragraph { content, .. }) = item.pop()
            {
                return element("li").nodes(self.line(content));
            }
            element("li").children(self.blocks(item))
        }))
    }

    fn line(&mut self, content: Vec<Inline>) -> Vec<Node> {
        let mut out = Vec::with_capacity(content.len());
        let mut rest = VecDeque::from(content);
        while let Some(inline) = rest.pop_front() {
            match inline {
                Inline::Text { text, at } if self.in_link == 0 => {
                    match self.mentions.unclosed(&text) {
                        Some(open) => self.spanning((text, at), open, &mut rest, &mut out),
                        None => self.mentions.link(text, at, &mut out),
                    }
                }
                inline => {
                    if matches!(inline, Inline::Emphasis(_)) && self.mentions.weigh_words() {
                        self.mentions.near = near(&out, rest.front());
                    }
                    self.inline(inline, &mut out);
                }
            }
        }
        out
    }

    fn inline(&mut self, inline: Inline, out: &mut Vec<Node>) {
        let wrap = match inline {
            // A link holds no other.
            Inline::Text { text, at } if self.in_link == 0 => {
                return self.mentions.link(text, at, out);
            }
            Inline::Text { text, .. } => return out.push(Node::Text(text.into())),
            Inline::Code(text) => {
                element("code").attr_opt("dir", self.turned(Direction::LeftToRight)).text(text)
            }
            Inline::Formula(formula) => return self.formula(*formula, out),
            Inline::Strong(content) => element("strong").nodes(self.line(content)),
            Inline::Speaker { label, .. } => element("b").attr("class", "speaker").text(label),
            Inline::Direction(content) => {
                element("span").attr("class", "direction").nodes(self.line(content))
            }
            Inline::Moment { seconds } => match self.moment(seconds) {
                Some(link) => link,
                None => return,
            },
            Inline::Emphasis(content) => return self.emphasis(content, out),
            Inline::Struck(content) => element("s").nodes(self.line(content)),
            Inline::Anchor { .. } => element("span").attr("id", self.ids.anchor()),
            Inline::LineBreak => element("br"),
            Inline::NoteMark { label } => self.note_mark(&label),
            Inline::Foreign { language, content } => tagged(element("span"), language)
                .attr_opt("dir", self.turned(Direction::of(language)))
                .nodes(self.line(content)),
            Inline::Tag { name, content } => return self.tag(name, content, out),
            Inline::Link { href, title, content } => {
                return self.link(&href, title, content, out);
            }
            Inline::Image { src, alt, at, .. } => self.image(&src, alt, at),
        };
        out.push(Node::Element(wrap));
    }

    /// A link to a moment of the recording (requirement T3); nothing without an address.
    fn moment(&self, seconds: u32) -> Option<Element> {
        let address = self.setting.moments.address(seconds)?;
        let link = element("a").attr("class", "moment").attr("href", address).text(clock(seconds));
        Some(link.furniture())
    }

    /// An element of raw HTML. Ruby text only stands in ruby itself, and ruby holds ruby text
    /// and no other ruby.
    fn tag(&mut self, name: &'static str, content: Vec<Inline>, out: &mut Vec<Node>) {
        let is_text = |inline: &Inline| matches!(inline, Inline::Tag { name: "rt", .. });
        match name {
            "ruby" if !self.in_ruby && content.iter().any(is_text) => {
                self.in_ruby = true;
                let mut nodes = Vec::with_capacity(content.len());
                for inline in content {
                    match inline {
                        Inline::Tag { name: name @ ("rt" | "rp"), content } => {
                            nodes.push(Node::Element(element(name).nodes(self.line(content))));
                        }
                        other => self.inline(other, &mut nodes),
                    }
                }
                self.in_ruby = false;
                out.push(Node::Element(element("ruby").nodes(nodes)));
            }
            "ruby" | "rt" | "rp" => out.extend(self.line(content)),
            _ => out.push(Node::Element(element(name).nodes(self.line(content)))),
        }
    }

    fn report(&mut self, finding: Diagnostic, at: Option<usize>) {
        self.sink.push(match at {
            Some(at) => finding.at(self.setting.source.place(at)),
            None => finding,
        });
    }
}

/// An element in a language: both attributes, as reading systems differ in which they read
/// (requirement A5).
fn tagged(element: Element, language: &'static str) -> Element {
    element.attr("lang", language).attr("xml:lang", language)
}

/// Puts a block into the open section, or before the first.
fn place(out: &mut Vec<Element>, open: &mut Option<Element>, block: Element) {
    match open {
        Some(section) => section.children.push(Node::Element(block)),
        None => out.push(block),
    }
}
