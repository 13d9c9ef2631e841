//! The parts of a text that hold no formula: code, comments, tags, addresses.

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

use super::OPTIONS;
use super::html::{self, Meaning, Token};
use chengshu_text::address::bare;
use chengshu_text::source::Span;

/// Spans of a text, ascending and apart.
#[derive(Default)]
pub struct Masks {
    /// Code and comments, over which no formula runs either.
    code: Vec<Span>,
    /// Tags, addresses and definitions of links.
    others: Vec<Span>,
    /// Where the last element of `MathML` ends.
    formula_end: usize,
    /// True if no further one has an end.
    has_no_end: bool,
}

impl Masks {
    /// Reads a text as Markdown, formulas and all, to look for them.
    pub fn of(text: &str) -> Self {
        let parser = Parser::new_ext(text, OPTIONS);
        let definitions = parser.reference_definitions().iter();
        let mut masks = Self {
            others: definitions.map(|(_, found)| found.span.clone()).collect(),
            ..Self::default()
        };
        let mut verbatim = None;
        let mut block = None;
        let mut last = 0;
        for (event, range) in parser.into_offset_iter() {
            match event {
                Event::Start(Tag::CodeBlock(_)) | Event::Code(_) => masks.code.push(range.clone()),
                Event::Start(Tag::HtmlBlock) => block = Some(range.start),
                Event::End(TagEnd::HtmlBlock) => {
                    let start = block.take().unwrap_or(range.start);
                    masks.add_tags(text, start..range.end, &mut verbatim);
                }
                Event::Start(Tag::Link {
                    link_type: LinkType::Autolink | LinkType::Email, ..
                }) => masks.others.push(range.clone()),
                Event::InlineHtml(_) => masks.add_tags(text, range.clone(), &mut verbatim),
                // What nobody closed ends with its paragraph.
                Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell) => {
                    let open = verbatim.take_if(|(name, _)| is_of_text(name));
                    masks.code.extend(open.map(|(_, start)| start..range.end));
                }
                Event::End(TagEnd::Link | TagEnd::Image) => {
                    masks.others.push(last.min(range.end)..range.end);
                }
                _ => {}
            }
            if !matches!(event, Event::Start(_)) {
                last = last.max(range.end);
            }
        }
        if memchr::memmem::find(text.as_bytes(), b"://").is_some() {
            masks.others.extend(bare::find(text).into_iter().map(|(span, _)| span));
        }
        apart(&mut masks.code);
        apart(&mut masks.others);
        masks
    }

    /// Masks the tags and comments of raw HTML, and elements whose content is no running text: of
    /// such an element that is open, its name and where it begins.
    fn add_tags<'a>(&mut self, text: &'a str, span: Span, verbatim: &mut Option<(&'a str, usize)>) {
        let html = &text[span.clone()];
        let mut tokens = html::tokens(html).peekable();
        while let Some((at, token)) = tokens.next() {
            let next = tokens.peek().map_or(html.len(), |(next, _)| *next);
            let (at, end) = (span.start + at, span.start + next);
            if at < self.formula_end {
                continue;
            }
            match token {
                Token::Text(_) => {}
                Token::Comment(_) => self.code.push(at..end),
                // What stands in it is for those to judge who set it.
                Token::Open { name: "math", .. } if self.has_no_end => {}
                Token::Open { name: "math", .. } => {
                    let close = memchr::memmem::find(&text.as_bytes()[at..], b"</math>");
                    match close {
                        Some(close) => self.formula_end = at + close + 1,
                        None => self.has_no_end = true,
                    }
                }
                Token::Open { name, .. } => {
                    self.others.push(at..end);
                    if verbatim.is_none() && is_verbatim(name) {
                        *verbatim = Some((name, at));
                    }
                }
                Token::Close { name } => {
                    self.others.push(at..end);
                    if let Some((_, start)) =
                        verbatim.take_if(|(open, _)| open.eq_ignore_ascii_case(name))
                    {
                        self.code.push(start..end);
                    }
                }
                Token::Declaration(_) => self.others.push(at..end),
            }
        }
    }

    /// The end of the mask an offset is in.
    pub fn end(&self, at: usize) -> Option<usize> {
        [&self.code, &self.others].into_iter().find_map(|spans| {
            let next = spans.partition_point(|span| span.end <= at);
            let span = spans.get(next)?;
            (span.start <= at).then_some(span.end)
        })
    }

    /// True if no code or comment is in a span. What is code by its indent alone may be.
    pub fn is_clear(&self, text: &str, span: &Span) -> bool {
        let is_indented =
            |code: &Span| !text[code.start..].trim_start().starts_with(['`', '~', '<']);
        let next = self.code.partition_point(|code| code.end <= span.start);
        let mut inside = self.code[next..].iter().take_while(|code| code.start < span.end);
        inside.all(is_indented)
    }
}

/// Sorts spans and joins those that overlap.
fn apart(spans: &mut Vec<Span>) {
    spans.sort_unstable_by_key(|span| (span.start, span.end));
    spans.dedup_by(|next, span| {
        let overlaps = next.start < span.end;
        if overlaps {
            span.end = span.end.max(next.end);
        }
        overlaps
    });
}

/// Whether an element of raw HTML shows its content as it stands, or not at all.
fn is_verbatim(name: &str) -> bool {
    let known = html::known(name).map(|(_, meaning)| meaning);
    is_of_text(name) || matches!(known, Some(Meaning::Preformatted | Meaning::Removed))
}

/// Whether an element shows its content as it stands, within a paragraph.
fn is_of_text(name: &str) -> bool {
    let known = html::known(name).map(|(_, meaning)| meaning);
    matches!(known, Some(Meaning::Inline("code" | "kbd" | "samp")))
}
