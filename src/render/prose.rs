//! Blocks as XHTML.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::hash::BuildHasher;

use super::address::{self, Destination, Recording};
use super::diag;
use super::mentions::Mentions;
use super::notes::Numbering;
use super::targets::{Ids, Targets};
use crate::model::block::{Block, Inline, first_place, label, plain_text};
use crate::model::form::{Form, Pictures};
use chengshu_text::diag::{Diagnostic, Quoted, Sink};
use chengshu_text::source::Source;
use chengshu_text::xml::{Element, Node, Text, element};
use chengshu_writing::labels::Labels;
use chengshu_writing::language::Direction;

/// An image a text refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Picture {
    /// In the package, at this path from the package folder.
    Packed {
        /// The path.
        path: String,
        /// The width to show it in, in CSS pixels, where that is not its own.
        width: Option<u32>,
    },
    /// Not to be had, for this reason.
    Missing(String),
}

/// Where links from one file to another lead.
pub trait Pages: fmt::Debug + Sync {
    /// The path of the first page of a file within the package folder. Both are without `./`.
    fn page(&self, file: &str) -> Option<&str>;

    /// The path of the only transcript of the same name, in whatever folder, as Obsidian finds notes.
    fn elsewhere(&self, file: &str) -> Option<String> {
        let _ = file;
        None
    }

    /// The address of a place in a file whose pages are of at most `limit` bytes, as other pages give
    /// it; or else the words of the nearest of its headings, if one is near.
    fn place(&self, file: &str, fragment: &str, limit: usize) -> Result<String, Option<String>>;
}

/// Pages by their files, and no places in them.
impl<S: BuildHasher + Sync> Pages for HashMap<String, String, S> {
    fn page(&self, file: &str) -> Option<&str> {
        self.get(file).map(String::as_str)
    }

    fn place(&self, _: &str, _: &str, _: usize) -> Result<String, Option<String>> {
        Err(None)
    }
}

/// What the text of one file is rendered with.
#[derive(Debug)]
pub struct Setting<'a> {
    /// The file, for places.
    pub source: &'a Source,
    /// Its path from the book's folder, for links.
    pub file: &'a str,
    /// Pages of the book's files.
    pub pages: &'a dyn Pages,
    /// Words of its headings that are no longer as they were written, by their places.
    pub headings: &'a BTreeMap<usize, String>,
    /// Images by the path written in the text.
    pub pictures: &'a HashMap<String, Picture>,
    /// Where moments of the recording are.
    pub moments: Recording<'a>,
    /// The picture of the QR code of its link, from the package folder.
    pub code: Option<&'a str>,
    /// Language tag of the text.
    pub language: &'a str,
    /// The book's words.
    pub labels: &'a Labels,
    /// What the pages are like.
    pub form: Form,
}

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
    pub(super) setting: &'a Setting<'a>,
    sink: &'a mut Sink,
    sections: Vec<Section>,
    /// Ids so far, over all pages of the file.
    ids: Ids,
    /// What links within the file lead to.
    targets: Targets,
    pub(super) notes: Numbering,
    pub(super) in_link: usize,
    in_ruby: bool,
    mentions: Mentions,
}

impl<'a> Prose<'a> {
    /// A renderer at the beginning of a file.
    pub fn new(
        setting: &'a Setting<'a>,
        targets: Targets,
        mentions: Mentions,
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
        let (notes, blocks): (Vec<Block>, Vec<Block>) = blocks
            .into_iter()
            .partition(|block| matches!(block, Block::Note { .. }));
        self.notes.turn_to(file, &notes);
        let mut out = Vec::new();
        let mut open: Option<Element> = None;
        for block in blocks {
            if let Block::Heading { level, content, .. } = block {
                let heading = self.heading(level, content);
                if level <= 2 {
                    out.extend(open.take());
                    // Unnamed: named sections are landmarks, and headings may repeat.
                    open = Some(element("section").child(heading));
                } else {
                    place(&mut out, &mut open, heading);
                }
            } else if let Some(rendered) = self.block(block) {
                place(&mut out, &mut open, rendered);
            }
        }
        out.extend(open);
        if !notes.is_empty() {
            out.push(self.notes(notes));
        }
        sections.append(&mut self.sections);
        out
    }

    fn heading(&mut self, level: u8, mut content: Vec<Inline>) -> Element {
        let label = label(&content);
        let id = self.ids.heading();
        // Whatever else it is called, it is found by its id.
        content.retain(|inline| !matches!(inline, Inline::Anchor { .. }));
        let name = match level {
            0..=2 => "h2",
            3 => "h3",
            4 => "h4",
            5 => "h5",
            _ => "h6",
        };
        let heading = element(name)
            .attr("id", id.clone())
            .nodes(self.line(content));
        self.sections.push(Section {
            level: level.max(2),
            label: label.split_whitespace().collect::<Vec<_>>().join(" "),
            id,
        });
        heading
    }

    pub(super) fn blocks(&mut self, blocks: Vec<Block>) -> Vec<Element> {
        blocks
            .into_iter()
            .filter_map(|block| self.block(block))
            .collect()
    }

    fn block(&mut self, block: Block) -> Option<Element> {
        Some(match block {
            // Inside other blocks a heading would break the outline of the page.
            Block::Heading { content, .. } => element("p")
                .attr("class", "heading")
                .attr("id", self.ids.anchor())
                .child(element("strong").nodes(self.line(content))),
            Block::Paragraph { content, .. } => self.paragraph(content),
            Block::Quote(blocks) => element("blockquote").children(self.blocks(blocks)),
            Block::Lyrics(blocks) => element("blockquote")
                .attr("class", "lyrics")
                .children(self.blocks(blocks)),
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
            Block::Table {
                columns,
                head,
                rows,
            } => self.table(&columns, head, rows),
            Block::Break => element("hr"),
            Block::Note { label, blocks } => self.note(&label, blocks),
        })
    }

    fn paragraph(&mut self, mut content: Vec<Inline>) -> Element {
        if content.len() == 1 {
            match content.pop() {
                Some(Inline::Image {
                    src,
                    alt,
                    title,
                    at,
                }) => return self.figure(&src, alt, title, at),
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
            return content
                .into_iter()
                .fold(paragraph, |paragraph, inline| match inline {
                    Inline::Foreign { content, .. } => paragraph.nodes(self.line(content)),
                    _ => paragraph,
                });
        }
        paragraph.nodes(self.line(content))
    }

    /// A direction for the attribute `dir`, if it is not that of the text.
    pub(super) fn turned(&self, direction: Direction) -> Option<&'static str> {
        (direction != Direction::of(self.setting.language)).then_some(direction.as_str())
    }

    /// A picture that stands alone, with its title as its caption.
    fn figure(&mut self, src: &str, alt: String, title: String, at: usize) -> Element {
        let figure = element("figure").child(self.image(src, alt, at));
        if title.trim().is_empty() {
            return figure;
        }
        figure.child(element("figcaption").text(title).furniture())
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

    pub(super) fn line(&mut self, content: Vec<Inline>) -> Vec<Node> {
        let mut out = Vec::with_capacity(content.len());
        for inline in content {
            self.inline(inline, &mut out);
        }
        out
    }

    fn inline(&mut self, inline: Inline, out: &mut Vec<Node>) {
        let wrap = match inline {
            // A link holds no other.
            Inline::Text { text, .. } if self.in_link == 0 => return self.mentions.link(text, out),
            Inline::Text { text, .. } => return out.push(Node::Text(text.into())),
            Inline::Code(text) => element("code")
                .attr_opt("dir", self.turned(Direction::LeftToRight))
                .text(text),
            Inline::Formula(formula) => return self.formula(*formula, out),
            Inline::Strong(content) => element("strong").nodes(self.line(content)),
            Inline::Speaker { label, .. } => element("b").attr("class", "speaker").text(label),
            Inline::Direction(content) => element("span")
                .attr("class", "direction")
                .nodes(self.line(content)),
            Inline::Moment { seconds } => match self.moment(seconds) {
                Some(link) => link,
                None => return,
            },
            Inline::Emphasis(content) => element("em").nodes(self.line(content)),
            Inline::Struck(content) => element("s").nodes(self.line(content)),
            Inline::Anchor { .. } => element("span").attr("id", self.ids.anchor()),
            Inline::LineBreak => element("br"),
            Inline::NoteMark { label } => self.note_mark(&label),
            Inline::Foreign { language, content } => tagged(element("span"), language)
                .attr_opt("dir", self.turned(Direction::of(language)))
                .nodes(self.line(content)),
            Inline::Tag { name, content } => return self.tag(name, content, out),
            Inline::Link {
                href,
                title,
                content,
            } => {
                return self.link(&href, title, content, out);
            }
            Inline::Image { src, alt, at, .. } => self.image(&src, alt, at),
        };
        out.push(Node::Element(wrap));
    }

    /// A link to a moment of the recording (requirement T3); nothing without an address.
    fn moment(&self, seconds: u32) -> Option<Element> {
        let address = self.setting.moments.address(seconds)?;
        let link = element("a")
            .attr("class", "moment")
            .attr("href", address)
            .text(clock(seconds));
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
                        Inline::Tag {
                            name: name @ ("rt" | "rp"),
                            content,
                        } => nodes.push(Node::Element(element(name).nodes(self.line(content)))),
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

    fn link(&mut self, href: &str, title: String, content: Vec<Inline>, out: &mut Vec<Node>) {
        let at = first_place(&content);
        let target: Option<Text> = match address::destination(href) {
            Destination::Web(address) => Some(address.into()),
            Destination::File { path, fragment } => self.place(href, &path, &fragment, at),
            Destination::Nowhere => {
                self.leads_nowhere(href, at);
                None
            }
        };
        let visible = content.iter().any(|inline| match inline {
            Inline::Image { .. } => true,
            other => !plain_text(std::slice::from_ref(other)).trim().is_empty(),
        });
        // Lines may break anywhere in an address, which has no better place.
        let words = plain_text(&content);
        let mail = href.strip_prefix("mailto:").unwrap_or(href);
        let bare = words.contains("://") || words.starts_with("www.") || words == mail;
        self.in_link += 1;
        let nodes = self.line(content);
        self.in_link -= 1;
        match target {
            Some(target) if visible && self.in_link == 0 => {
                let title = (!title.trim().is_empty()).then_some(title);
                out.push(Node::Element(
                    element("a")
                        .attr("href", target)
                        .attr_opt("class", bare.then_some("url"))
                        .attr_opt(
                            "dir",
                            if bare {
                                self.turned(Direction::LeftToRight)
                            } else {
                                None
                            },
                        )
                        .attr_opt("title", title)
                        .nodes(nodes),
                ));
            }
            _ => out.extend(nodes),
        }
    }

    /// Where a link to a file leads, from the folder of the pages.
    fn place(&mut self, href: &str, path: &str, fragment: &str, at: Option<usize>) -> Option<Text> {
        let Setting {
            file, pages, form, ..
        } = *self.setting;
        let own = path.is_empty();
        let stated = path;
        let path = if own {
            file.to_owned()
        } else {
            address::resolve(file, path).unwrap_or_default()
        };
        // Obsidian states paths from the root of the folder.
        let rooted = || {
            let states_folder = stated.contains('/') && !stated.starts_with('.');
            let rooted = address::resolve("", stated).filter(|_| states_folder)?;
            pages.page(&rooted).is_some().then_some(rooted)
        };
        let path = match pages.page(&path) {
            None if !own => rooted().or_else(|| pages.elsewhere(&path)).unwrap_or(path),
            _ => path,
        };
        let found = if own || path == file {
            let near = |targets: &Targets| targets.nearest(fragment);
            let found = self.targets.find(fragment).map(str::to_owned);
            found.ok_or_else(|| (None, near(&self.targets)))
        } else {
            let Some(page) = pages.page(&path) else {
                self.leads_nowhere(href, at);
                return None;
            };
            let page = page.trim_start_matches("text/").to_owned();
            match fragment {
                "" => Ok(page),
                _ => pages
                    .place(&path, fragment, form.page_limit)
                    .map_err(|near| (Some(page), near)),
            }
        };
        match found {
            Ok(address) => Some(address.into()),
            Err((page, near)) => {
                let consequence = match page {
                    Some(_) => "the link leads to the beginning of the chapter",
                    None => "its words stay as plain text",
                };
                let message = format!("{path} has no anchor {}; {consequence}", Quoted(fragment));
                let help = match near {
                    Some(near) => format!("did you mean {}?", Quoted(&near)),
                    None => "link to the words of a heading, or add an anchor: {#name}".to_owned(),
                };
                self.report(
                    Diagnostic::new(&diag::PLACE_UNKNOWN, message).help(help),
                    at,
                );
                page.map(Text::from)
            }
        }
    }

    fn leads_nowhere(&mut self, href: &str, at: Option<usize>) {
        let finding = Diagnostic::new(
            &diag::LINK_UNRESOLVED,
            format!("the link {href:?} has no target; its words stay as plain text"),
        )
        .help("link to a transcript of this book by its file name, or to a web address");
        self.report(finding, at);
    }

    fn report(&mut self, finding: Diagnostic, at: Option<usize>) {
        self.sink.push(match at {
            Some(at) => finding.at(self.setting.source.place(at)),
            None => finding,
        });
    }

    fn image(&mut self, src: &str, alt: String, at: usize) -> Element {
        let picture = self.setting.pictures.get(src);
        if alt.trim().is_empty() {
            self.sink.push(
                Diagnostic::new(
                    &diag::IMAGE_UNDESCRIBED,
                    format!("the image {src:?} has no alternative text"),
                )
                .at(self.setting.source.place(at))
                .help("write what it shows between the brackets: ![…](…)"),
            );
        }
        if self.setting.form.pictures == Pictures::Described {
            return self.placeholder(self.setting.labels.image, &alt, src);
        }
        match picture {
            Some(Picture::Packed { path, width }) => {
                let alt = if alt.trim().is_empty() {
                    src.to_owned()
                } else {
                    alt
                };
                element("img")
                    .attr("src", format!("../{path}"))
                    .attr("alt", alt)
                    .attr_opt("width", width.map(|width| width.to_string()))
            }
            Some(Picture::Missing(reason)) => {
                self.sink.push(
                    Diagnostic::new(
                        &diag::IMAGE_MISSING,
                        format!("the image {src:?} cannot be shown: {reason}"),
                    )
                    .at(self.setting.source.place(at))
                    .help("put a JPEG, PNG, GIF, WebP, BMP or SVG there, or remove the image"),
                );
                self.placeholder(self.setting.labels.missing_image, &alt, src)
            }
            None => self.placeholder(self.setting.labels.missing_image, &alt, src),
        }
    }

    fn placeholder(&self, label: &str, alt: &str, src: &str) -> Element {
        let words = if alt.trim().is_empty() { src } else { alt };
        let (before, within, behind) = self.setting.labels.placeholder;
        element("span")
            .attr("class", "missing")
            .text(format!("{before}{label}{within}{words}{behind}"))
            .furniture()
    }
}

/// An element in a language: both attributes, as reading systems differ in which they read
/// (requirement A5).
fn tagged(element: Element, language: &'static str) -> Element {
    element.attr("lang", language).attr("xml:lang", language)
}

/// A time or length, as `2:03` or `1:02:03`.
pub(super) fn clock(seconds: u32) -> String {
    let (minutes, rest) = (seconds / 60, seconds % 60);
    match minutes / 60 {
        0 => format!("{minutes}:{rest:02}"),
        hours => format!("{hours}:{:02}:{rest:02}", minutes % 60),
    }
}

/// Puts a block into the open section, or before the first.
fn place(out: &mut Vec<Element>, open: &mut Option<Element>, block: Element) {
    match open {
        Some(section) => section.children.push(Node::Element(block)),
        None => out.push(block),
    }
}
