//! The text of a line in one piece, so that rules see across emphasis and links, and edits to it.

use super::draft::Edit;
use super::signs::Signs;
use super::work::Work;
use crate::model::block::{Block, Inline};
use chengshu_text::address::bare;
use chengshu_writing::language::primary;

/// Stands in a text for what is no text, such as code or an image. The rule `invisible` has taken
/// it out of the text itself.
pub const OBJECT: char = '\u{fffc}';

/// The kinds of lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Running text.
    Prose,
    /// A paragraph whose line breaks are meant.
    Verse,
    /// A heading or a table cell.
    Label,
}

/// Calls `visit` with the content of every line under the blocks, and the line's kind.
pub fn visit_lines(blocks: &mut [Block], visit: &mut impl FnMut(&mut Vec<Inline>, Kind)) {
    for block in blocks {
        let is_paragraph = matches!(block, Block::Paragraph { .. });
        for line in block.lines_mut() {
            let kind = match is_paragraph {
                true if line.contains(&Inline::LineBreak) => Kind::Verse,
                true => Kind::Prose,
                false => Kind::Label,
            };
            visit(line, kind);
        }
        for inner in block.inner_mut() {
            visit_lines(inner, visit);
        }
    }
}

/// A line as rules about its marks see it.
#[derive(Debug, Clone, Copy)]
pub struct Line<'a> {
    /// Its text in one piece.
    pub text: &'a str,
    /// Its kind.
    pub kind: Kind,
    /// Language tag of the book.
    pub language: &'a str,
}

/// A writing with marks of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writing {
    /// That of Chinese.
    Chinese,
    /// That of English.
    English,
}

impl Writing {
    /// The language written so, as the first part of a tag.
    pub fn language(self) -> &'static str {
        match self {
            Self::Chinese => "zh",
            Self::English => "en",
        }
    }

    /// True if a language (BCP 47) is written so.
    pub fn is_of(self, language: &str) -> bool {
        primary(language) == self.language()
    }
}

/// A rule about the marks of a line.
#[derive(Debug, Clone, Copy)]
pub struct LineRule {
    /// A line without any of these does not need it.
    pub signs: Signs,
    /// Says cheaply whether a text with such signs may need it.
    pub concerns: fn(&str) -> bool,
    /// Finds edits, ascending and without overlap.
    pub find: fn(&Line<'_>) -> Vec<Edit>,
}

/// How often rules run at most. What one puts right can show another what it missed; texts that
/// people wrote need two rounds.
pub const ROUNDS: usize = 16;

/// Runs rules over each line, in order, until none has anything to do. Mere noise can be made to
/// show something new each time, as `甲,···,···,···` does from left to right. Where it takes more
/// rounds than there are, the line is left as it was: half put right, it would change again.
pub fn settle(blocks: &mut [Block], work: &mut Work<'_>, rules: &[(&'static str, LineRule)]) {
    if rules.is_empty() {
        return;
    }
    let mut text = String::new();
    visit_lines(blocks, &mut |content, kind| {
        let mut signs = reread(content, &mut text);
        let mut before = None;
        for _ in 0..ROUNDS {
            let mut changed = false;
            for (id, rule) in rules {
                if !signs.meet(rule.signs) || !(rule.concerns)(&text) {
                    continue;
                }
                let edits = (rule.find)(&Line { text: &text, kind, language: work.language });
                if !edits.is_empty() {
                    before.get_or_insert_with(|| (content.clone(), work.history()));
                    apply(content, &edits, id, work);
                    signs = reread(content, &mut text);
                    changed = true;
                }
            }
            if !changed {
                return;
            }
        }
        if let Some((line, history)) = before {
            *content = line;
            work.go_back(history);
        }
    });
}

/// Puts the text of a line in place of another. Returns what signs are in it.
fn reread(content: &[Inline], text: &mut String) -> Signs {
    text.clear();
    flatten(content, text);
    Signs::of(text)
}

/// Edits every line in the name of a rule. `concerns` says cheaply whether a text may need it;
/// only then `find` looks for edits, which are ascending and do not overlap.
pub fn edit_lines(
    blocks: &mut [Block],
    work: &mut Work<'_>,
    rule: &'static str,
    concerns: impl Fn(&str) -> bool,
    mut find: impl FnMut(&str, Kind) -> Vec<Edit>,
) {
    let mut flat = String::new();
    visit_lines(blocks, &mut |content, kind| {
        let edits = match content.as_slice() {
            [Inline::Text { text, .. }] if concerns(text) => find(text, kind),
            [] | [Inline::Text { .. }] => return,
            _ => {
                flat.clear();
                flatten(content, &mut flat);
                if !concerns(&flat) {
                    return;
                }
                find(&flat, kind)
            }
        };
        apply(content, &edits, rule, work);
    });
}

/// Appends the text of a line, with a sign for each object in it.
pub fn flatten(content: &[Inline], flat: &mut String) {
    for inline in content {
        match inline {
            Inline::Text { text, .. } => flat.push_str(text),
            Inline::Speaker { label, .. } => flat.push_str(label),
            object if is_object(object) => flat.push(OBJECT),
            Inline::LineBreak => flat.push('\n'),
            other => flatten(other.content(), flat),
        }
    }
}

/// True if it has no words: an object, or an address that is a link to itself.
fn is_object(inline: &Inline) -> bool {
    let is_address = |text: &str| {
        // Some end where a space follows.
        let found = bare::find(&format!("{text} "));
        matches!(found.as_slice(), [(range, _)] if *range == (0..text.len()))
    };
    match inline {
        Inline::Link { content, .. } => {
            matches!(content.as_slice(), [Inline::Text { text, .. }] if is_address(text))
        }
        other => other.is_object(),
    }
}

/// Makes edits of a line's flat text in its pieces and records them.
pub fn apply(content: &mut Vec<Inline>, edits: &[Edit], rule: &'static str, work: &mut Work<'_>) {
    if edits.is_empty() {
        return;
    }
    let mut pieces = Pieces { edits, position: 0, rule, work };
    pieces.line(content);
}

struct Pieces<'a, 'w> {
    /// The edits still to be made.
    edits: &'a [Edit],
    /// Bytes of the flat text before the current piece.
    position: usize,
    rule: &'static str,
    work: &'a mut Work<'w>,
}

impl Pieces<'_, '_> {
    fn line(&mut self, content: &mut Vec<Inline>) {
        let mut emptied = false;
        for inline in content.iter_mut() {
            match inline {
                Inline::Text { text, at } => {
                    self.text(text, *at);
                    emptied |= text.is_empty();
                }
                object if is_object(object) => self.position += OBJECT.len_utf8(),
                Inline::LineBreak => self.position += 1,
                Inline::Speaker { label, .. } => self.position += label.len(),
                other => {
                    if let Some(inner) = other.content_mut() {
                        self.line(inner);
                        emptied |= inner.is_empty();
                    }
                }
            }
        }
        if emptied {
            content.retain(|inline| !is_empty(inline));
        }
    }

    fn text(&mut self, text: &mut String, at: usize) {
        let start = self.position;
        let end = start + text.len();
        self.position = end;
        let mut out = String::new();
        let mut copied = start;
        while let Some(edit) = self.edits.first().filter(|edit| edit.span.start < end) {
            let (from, to) = (edit.span.start.max(start), edit.span.end.min(end));
            if from <= to {
                let before = &text[from - start..to - start];
                // What replaces a span over several pieces stands in the first.
                let with = if edit.span.start >= start { &*edit.with } else { "" };
                out.push_str(&text[copied - start..from - start]);
                out.push_str(with);
                self.work.change_text(self.rule, at + from - start, before.into(), with.into());
                copied = to;
            }
            if edit.span.end > end {
                break;
            }
            self.edits = &self.edits[1..];
        }
        if copied > start || !out.is_empty() {
            out.push_str(&text[copied - start..]);
            *text = out;
        }
    }
}

fn is_empty(inline: &Inline) -> bool {
    match inline {
        Inline::Text { text, .. } => text.is_empty(),
        Inline::Strong(inner)
        | Inline::Direction(inner)
        | Inline::Emphasis(inner)
        | Inline::Struck(inner)
        | Inline::Tag { content: inner, .. }
        | Inline::Foreign { content: inner, .. } => inner.is_empty(),
        _ => false,
    }
}

/// Cuts a line at ascending offsets of its flat text; what stands around an offset is in the
/// parts on both sides.
pub fn cut(content: Vec<Inline>, offsets: &[usize]) -> Vec<Vec<Inline>> {
    let mut cut = Cut { offsets, position: 0 };
    cut.line(content)
}

struct Cut<'a> {
    /// Where to cut from here on.
    offsets: &'a [usize],
    /// Bytes of the flat text before the current piece.
    position: usize,
}

impl Cut<'_> {
    fn line(&mut self, content: Vec<Inline>) -> Vec<Vec<Inline>> {
        let mut parts = vec![Vec::new()];
        for inline in content {
            while let Some((first, rest)) = self.offsets.split_first()
                && *first <= self.position
            {
                self.offsets = rest;
                parts.push(Vec::new());
            }
            match inline {
                object if is_object(&object) => {
                    self.position += OBJECT.len_utf8();
                    push(&mut parts, object);
                }
                Inline::Text { text, at } => self.text(text, at, &mut parts),
                Inline::Strong(inner) => self.wrapped(inner, &mut parts, Inline::Strong),
                Inline::Emphasis(inner) => self.wrapped(inner, &mut parts, Inline::Emphasis),
                Inline::Struck(inner) => self.wrapped(inner, &mut parts, Inline::Struck),
                Inline::Direction(inner) => self.wrapped(inner, &mut parts, Inline::Direction),
                Inline::Tag { name, content } => {
                    let wrap = |content| Inline::Tag { name, content };
                    self.wrapped(content, &mut parts, wrap);
                }
                Inline::Foreign { language, content } => {
                    let wrap = |content| Inline::Foreign { language, content };
                    self.wrapped(content, &mut parts, wrap);
                }
                Inline::Link { href, title, content } => {
                    let wrap = |content| Inline::Link {
                        href: href.clone(),
                        title: title.clone(),
                        content,
                    };
                    self.wrapped(content, &mut parts, wrap);
                }
                other => {
                    self.position += match &other {
                        Inline::LineBreak => 1,
                        Inline::Speaker { label, .. } => label.len(),
                        _ => 0,
                    };
                    push(&mut parts, other);
                }
            }
        }
        parts
    }

    fn text(&mut self, text: String, at: usize, parts: &mut Vec<Vec<Inline>>) {
        let start = self.position;
        self.position += text.len();
        let mut copied = 0;
        while let Some((&offset, rest)) = self.offsets.split_first()
            && offset < self.position
        {
            self.offsets = rest;
            let here = offset - start;
            push(parts, Inline::Text { text: text[copied..here].to_owned(), at: at + copied });
            parts.push(Vec::new());
            copied = here;
        }
        let rest = if copied == 0 { text } else { text[copied..].to_owned() };
        let at = at + copied;
        push(parts, Inline::Text { text: rest, at });
    }

    fn wrapped(
        &mut self,
        inner: Vec<Inline>,
        parts: &mut Vec<Vec<Inline>>,
        wrap: impl Fn(Vec<Inline>) -> Inline,
    ) {
        for (number, part) in self.line(inner).into_iter().enumerate() {
            if number > 0 {
                parts.push(Vec::new());
            }
            push(parts, wrap(part));
        }
    }
}

fn push(parts: &mut [Vec<Inline>], inline: Inline) {
    if let Some(part) = parts.last_mut() {
        part.push(inline);
    }
}
