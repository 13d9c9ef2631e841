//! The tags of raw HTML, as they open and close elements.

use std::collections::HashSet;

use super::text::on_a_line;
use super::{BARE_ANCHOR, Builder, DEEPEST, Frame, Kind, PICTURE};
use crate::markdown::html::{self, Meaning, Token};
use crate::markdown::{Extent, LeftOut};
use crate::model::block::Inline;
use crate::model::markup::Sort;
use crate::model::text_sum::TextSum;
use chengshu_text::source::Span;

impl Builder<'_> {
    /// A block of raw HTML. Returns the sum of its text.
    pub fn html_block(&mut self, html: &str, span: Span) -> TextSum {
        let shown = self.html(html, span);
        self.removed = None;
        shown
    }

    /// A tag of raw HTML within a line. Returns the sum of its text, which it has only when it
    /// is no tag after all.
    pub fn html_tag(&mut self, html: &str, at: usize) -> TextSum {
        let end = self.blank_line(at);
        self.html(html, at..end)
    }

    /// True if text stands in an element that is left out whole.
    pub fn is_removing(&self) -> bool {
        self.removed.is_some()
    }

    /// The span is where an element has to end to be left out whole.
    fn html(&mut self, html: &str, span: Span) -> TextSum {
        let html = &*self.unguarded(html);
        let mut shown = TextSum::default();
        for (offset, token) in html::tokens(html) {
            let at = span.start + offset;
            if let Some(name) = self.removed {
                match token {
                    Token::Close { name: end } if end.eq_ignore_ascii_case(name) => {
                        self.removed = None;
                    }
                    Token::Text(text) => {
                        self.count_left_out(text);
                        let text = htmlize::unescape(text);
                        self.add_left_out(&self.clean(&text));
                    }
                    _ => {}
                }
                continue;
            }
            match token {
                Token::Open { name, attributes } if self.is_word(name, attributes) => {
                    shown += self.html_text(&format!("<{name}>"), at);
                }
                Token::Open { name, attributes } => match html::known(name) {
                    Some((name, Meaning::Removed)) => {
                        if attributes.ends_with('/') || !self.closes_before(name, at, span.end) {
                            self.leave_out(name, at, Extent::Tag);
                        } else {
                            self.leave_out(name, at, Extent::Content);
                            self.removed = Some(name);
                        }
                    }
                    Some((name, meaning)) => {
                        let attributes = &*self.clean(attributes);
                        self.report_recording(name, attributes, at);
                        self.open_tag(name, meaning, attributes, at);
                        self.named(name, attributes);
                    }
                    None => self.leave_out(name, at, Extent::Tag),
                },
                Token::Close { name } => {
                    if let Some((_, meaning)) = html::known(name) {
                        self.close_tag(meaning);
                    }
                }
                Token::Text(text) => shown += self.html_text(text, at),
                Token::Comment(comment) => {
                    let words = comment.trim_start_matches("<!").trim_end_matches('>');
                    let words = words.trim_matches(|c: char| c == '-' || c.is_whitespace());
                    if words.contains(char::is_alphanumeric) {
                        self.leave_out("", at, Extent::Comment);
                        self.count_left_out(words);
                        self.add_left_out(&self.clean(words));
                    }
                }
                Token::Declaration(name) => {
                    let usual = ["!doctype", "?xml"];
                    if !usual.iter().any(|usual| name.eq_ignore_ascii_case(usual)) {
                        self.leave_out(name, at, Extent::Content);
                    }
                }
            }
        }
        shown
    }

    /// The name a tag gives its place.
    fn named(&mut self, element: &str, attributes: &str) {
        let name = html::attribute(attributes, "id");
        let stated =
            name.or_else(|| html::attribute(attributes, "name").filter(|_| element == "a"));
        if let Some(name) = stated {
            self.anchor(name);
        }
    }

    fn leave_out(&mut self, element: &str, at: usize, extent: Extent) {
        self.left_out.push(LeftOut {
            element: element.to_owned(),
            text: String::new(),
            at: self.place(at),
            extent,
        });
    }

    /// Counts words of a comment or of a removed element, which are within raw HTML, as left out.
    fn count_left_out(&mut self, text: &str) {
        let text_sum = TextSum::of(&self.clean(text));
        self.markup.take(Sort::Tag, text_sum);
        self.markup.add(Sort::LeftOut, text_sum);
    }

    /// Adds words to what was left out last.
    pub(super) fn add_left_out(&mut self, text: &str) {
        if let Some(last) = self.left_out.last_mut() {
            last.text.push_str(text);
        }
    }

    /// A book plays nothing: says which recording an element would play.
    fn report_recording(&mut self, name: &str, attributes: &str, at: usize) {
        if matches!(name, "audio" | "video" | "source")
            && let Some(address) = html::attribute(attributes, "src")
        {
            self.leave_out(name, at, Extent::Recording);
            self.add_left_out(address.trim());
        }
    }

    fn html_text(&mut self, text: &str, at: usize) -> TextSum {
        let decoded = htmlize::unescape(text);
        if self.in_code() {
            self.text(&decoded, at);
            return TextSum::of(&self.clean(&decoded));
        }
        let mut shown = TextSum::default();
        for (number, line) in decoded.split('\n').enumerate() {
            if number > 0 {
                self.soft_break();
            }
            if !line.trim().is_empty() {
                shown += TextSum::of(&self.clean(line));
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
                self.open_inline(Kind::Struck, at);
                self.struck_on = self.closes_later(name, at);
            }
            Meaning::Inline(name) => self.open_inline(Kind::Inline(name), at),
            Meaning::Link => {
                let title = attribute_on_a_line(attributes, "title");
                let kind = match html::attribute(attributes, "href") {
                    Some(href) => Kind::Link { href, title },
                    None => Kind::Inline(BARE_ANCHOR),
                };
                self.open_inline(kind, at);
            }
            Meaning::LineBreak => self.hard_break(),
            Meaning::Image => self.picture(attributes, at),
            Meaning::Heading(level) => self.open_leaf(Kind::Heading(level), at),
            Meaning::Paragraph => self.end_paragraph(),
            Meaning::Quote | Meaning::Lyrics | Meaning::Callout => {
                let kind = match meaning {
                    Meaning::Quote => Kind::Quote,
                    Meaning::Callout => Kind::Callout,
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
            Meaning::Item if self.in_cell() => self.break_cell(),
            Meaning::Item => self.open_item(at),
            Meaning::Table => self.open_block(Kind::Table, at),
            Meaning::Row | Meaning::Cell if self.in_inner_table() => self.break_cell(),
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
            Meaning::Preformatted => {
                self.open_block(Kind::Preformatted { info: String::new() }, at);
            }
            Meaning::Transparent | Meaning::Removed => {}
        }
    }

    fn picture(&mut self, attributes: &str, at: usize) {
        self.inline_context(at);
        self.join(PICTURE, at);
        let image = Inline::Image {
            src: html::attribute(attributes, "src").unwrap_or_default(),
            alt: attribute_on_a_line(attributes, "alt"),
            title: attribute_on_a_line(attributes, "title"),
            at: self.place(at),
        };
        if let Some(frame) = self.stack.last_mut() {
            frame.content.push(image);
        }
    }

    /// An item ends where the next of its own list begins, not where a list in it does.
    fn open_item(&mut self, at: usize) {
        let list = |frame: &&Frame| matches!(frame.kind, Kind::Item | Kind::List { .. });
        let innermost = self.stack.iter().rfind(list);
        if innermost.is_some_and(|frame| frame.kind == Kind::Item) {
            self.close(|kind| *kind == Kind::Item);
        }
        if matches!(self.top(), Kind::List { .. }) {
            self.open_block(Kind::Item, at);
        } else {
            self.block_context();
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
                let link =
                    |kind: &Kind| matches!(kind, Kind::Link { .. } | Kind::Inline(BARE_ANCHOR));
                self.close(link);
            }
            Meaning::Paragraph => self.end_paragraph(),
            Meaning::Heading(_) => self.close_within_cell(|kind| matches!(kind, Kind::Heading(_))),
            Meaning::Quote => self.close_within_cell(|kind| *kind == Kind::Quote),
            Meaning::Lyrics => self.close_within_cell(|kind| *kind == Kind::Lyrics),
            Meaning::Callout => self.close_within_cell(|kind| *kind == Kind::Callout),
            Meaning::Bullets | Meaning::Numbers => {
                self.close_within_cell(|kind| matches!(kind, Kind::List { .. }));
            }
            Meaning::Item => self.close_within_cell(|kind| *kind == Kind::Item),
            Meaning::Preformatted => {
                self.close_within_cell(|kind| matches!(kind, Kind::Preformatted { .. }));
            }
            Meaning::Table if self.in_inner_table() => {
                self.close_within_cell(|kind| *kind == Kind::Table);
            }
            Meaning::Table => self.close(|kind| *kind == Kind::Table),
            Meaning::Row | Meaning::Cell if self.in_inner_table() => {}
            Meaning::Row => self.close(|kind| *kind == Kind::Row),
            Meaning::Cell => self.close(|kind| *kind == Kind::Cell),
            Meaning::LineBreak
            | Meaning::Image
            | Meaning::Break
            | Meaning::Transparent
            | Meaning::Removed => {}
        }
    }

    /// True if a closing tag of this name stands anywhere after an offset.
    fn closes_later(&mut self, name: &'static str, at: usize) -> bool {
        let text = self.text;
        let last = self.last_close.entry(name).or_insert_with(|| last_closing_tag(text, name));
        last.is_some_and(|last| last > at)
    }

    /// True if what looks like an opening tag is a word in angle brackets, such as a speaker (`<John>`,
    /// `<A>`) or a remark (`<inaudible>`): it has no attributes, nothing closes it, and it is no element,
    /// or a capital that names one.
    fn is_word(&mut self, name: &str, attributes: &str) -> bool {
        let may_be = match html::known(name) {
            None => true,
            Some(_) => name.len() == 1 && name.starts_with(|c: char| c.is_ascii_uppercase()),
        };
        may_be && attributes.is_empty() && {
            let text = self.text;
            let closed = self.closed.get_or_insert_with(|| closed_names(text));
            !closed.contains(&name.to_ascii_lowercase())
        }
    }

    /// True if the next closing tag of this name stands before an offset.
    fn closes_before(&mut self, name: &'static str, at: usize, end: usize) -> bool {
        let text = self.text;
        let next = self.next_close.entry(name).or_insert(0);
        if *next <= at {
            *next = closing_tags(text, name, at).next().unwrap_or(usize::MAX);
        }
        *next < end
    }

    /// Where the paragraph of an offset ends at the latest.
    fn blank_line(&mut self, at: usize) -> usize {
        if self.next_blank <= at {
            let rest = &self.text.as_bytes()[at..];
            let step = memchr::memmem::find(rest, b"\n\n");
            self.next_blank = step.map_or(usize::MAX, |step| at + step + 1);
        }
        self.next_blank
    }

    /// True if a table inside a cell is open.
    fn in_inner_table(&self) -> bool {
        let mut last = self.skipped.iter().rev().take(DEEPEST);
        self.in_cell() && last.any(|(kind, _)| *kind == Kind::Table)
    }

    /// Ends a box of text.
    fn end_paragraph(&mut self) {
        if self.in_cell() {
            self.break_cell();
        } else {
            self.block_context();
        }
    }

    /// Closes a block that a tag of raw HTML ends. From inside a cell none around its table can
    /// be (HTML, section 13.2.4.2: `td` bounds the scope).
    fn close_within_cell(&mut self, fits: impl Fn(&Kind) -> bool) {
        if !self.in_cell() {
            self.close(fits);
        } else if self.close_skipped(fits) {
            self.break_cell();
        }
    }
}

fn attribute_on_a_line(attributes: &str, name: &str) -> String {
    let value = html::attribute(attributes, name).unwrap_or_default();
    on_a_line(value.into()).into_owned()
}

/// Offsets of the closing tags of an element from an offset on.
fn closing_tags(text: &str, name: &str, from: usize) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    let places = memchr::memmem::find_iter(&bytes[from..], b"</").map(move |at| from + at);
    places.filter(move |&at| closes(&bytes[at..], name))
}

fn last_closing_tag(text: &str, name: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    memchr::memmem::rfind_iter(bytes, b"</").find(|&at| closes(&bytes[at..], name))
}

/// True if a text that begins with `</` is the closing tag of an element.
fn closes(text: &[u8], name: &str) -> bool {
    let after = &text[2..];
    after.len() > name.len()
        && after[..name.len()].eq_ignore_ascii_case(name.as_bytes())
        && !after[name.len()].is_ascii_alphanumeric()
}

/// The names of all closing tags of a text, in small letters.
fn closed_names(text: &str) -> HashSet<String> {
    let places = memchr::memmem::find_iter(text.as_bytes(), b"</");
    places
        .filter_map(|at| {
            let rest = text.get(at + "</".len()..)?;
            let end = rest.find(|c: char| c == '>' || c == '/' || c.is_whitespace());
            Some(rest.get(..end?)?.to_ascii_lowercase())
        })
        .collect()
}
