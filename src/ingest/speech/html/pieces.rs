//! HTML as tags and text, cut by a tokenizer that follows the standard (section 13.2.5).
//!
//! The standard has a browser drop what never ends: a tag, a comment, a script. Here that is text,
//! with a fault that tells where. Every byte of the file is in one piece.

use std::collections::{HashMap, VecDeque};

use html5gum::emitters::ForwardingEmitter;
use html5gum::{
    DefaultEmitter, Emitter, Error, HtmlString, Span as Place, StartTag, State, StringReader,
    Token, Tokenizer,
};

use chengshu_text::source::Span;

/// Elements whose content has no tags, and how it is read.
const RAW: &[(&str, State)] = &[
    ("script", State::ScriptData),
    ("style", State::RawText),
    ("textarea", State::RcData),
    ("title", State::RcData),
    ("xmp", State::RawText),
];

/// Elements whose content a browser does not show.
const UNSEEN: &[&str] = &["script", "style", "template", "title"];

/// How often the tokenizer is set back for something that runs to the end of the file. What stands
/// behind that is text as it is, so that no file takes more than this many times its length.
const MOST_SET_BACK: usize = 16;

/// A stretch of the file.
#[derive(Debug)]
pub struct Piece {
    /// Its bytes.
    pub at: Span,
    pub kind: Kind,
    /// Its fault.
    pub fault: Option<Fault>,
}

/// The kind of a stretch.
#[derive(Debug, PartialEq, Eq)]
pub enum Kind {
    /// The tag an element begins with, its name in lower case.
    Open {
        name: String,
        /// The attribute of `time`.
        datetime: Option<String>,
    },
    /// The tag an element ends with.
    Close(String),
    /// Text, with its references decoded.
    Text(String),
    /// Content of an element that is not shown.
    Unseen { element: &'static str, text: String },
    /// A comment or declaration.
    Hidden,
}

/// Faults a browser would drop text for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// An element that hides its content does not end, or another of its name begins in it.
    Element(&'static str),
    /// A comment that does not end.
    Comment,
    /// A tag that does not end, or with a quotation mark too few.
    Tag,
    /// A sign that looks like a tag or comment and is none.
    NoTag,
}

/// Cuts a text into pieces.
pub struct Pieces<'a> {
    text: &'a str,
    tokenizer: Tokenizer<StringReader<'a>, Sections>,
    /// Where the tokenizer began.
    base: usize,
    /// Everything before is in a piece.
    seen: usize,
    /// Text since then, decoded.
    decoded: String,
    /// The element without tags the tokenizer is in, and where its content begins.
    raw: Option<(&'static str, usize)>,
    /// Faults the tokenizer found since the last tag.
    wrong: Wrong,
    /// Where elements begin and end next.
    marks: HashMap<&'static str, Marks>,
    set_back: usize,
    ready: VecDeque<Piece>,
}

#[derive(Default)]
struct Wrong {
    attributes: bool,
    tag_open: bool,
}

/// The next tags of an element.
#[derive(Default)]
struct Marks {
    open: usize,
    close: usize,
}

impl<'a> Pieces<'a> {
    pub fn of(text: &'a str) -> Self {
        Self {
            text,
            tokenizer: tokenizer(text),
            base: 0,
            seen: 0,
            decoded: String::new(),
            raw: None,
            wrong: Wrong::default(),
            marks: HashMap::new(),
            set_back: 0,
            ready: VecDeque::new(),
        }
    }

    fn take(&mut self, token: Token<usize>) {
        match token {
            Token::Error(error) => self.wrong.note(error.value),
            Token::String(string) => self.decoded.push_str(&owned(string.value)),
            Token::StartTag(tag) => {
                let at = self.place(tag.span);
                self.text_to(at.start, None);
                let wrong = std::mem::take(&mut self.wrong);
                match self.inner_end(&at).filter(|_| wrong.attributes) {
                    Some(end) => self.cut_tag(at.start, end),
                    None => self.open(tag, at),
                }
            }
            Token::EndTag(tag) => {
                let at = self.place(tag.span);
                self.text_to(at.start, None);
                self.wrong = Wrong::default();
                self.raw = None;
                self.give(at, Kind::Close(owned(tag.name)), None);
            }
            Token::Comment(comment) => {
                let at = self.place(comment.span);
                self.text_to(at.start, None);
                self.comment(at);
            }
            Token::Doctype(doctype) => {
                let at = self.place(doctype.span);
                self.text_to(at.start, None);
                self.declaration(at);
            }
        }
    }

    /// Gives a tag, and has its content read as the element asks for.
    fn open(&mut self, tag: StartTag<usize>, at: Span) {
        let end = at.end;
        let raw = RAW.iter().find(|(name, _)| tag.name.as_slice() == name.as_bytes());
        let unseen = UNSEEN.iter().find(|name| tag.name.as_slice() == name.as_bytes());
        let element = raw.map(|(name, _)| *name).or(unseen.copied());
        // XML has such elements without content.
        let element = element.filter(|_| !tag.self_closing);
        let close = element.map(|name| (name, self.close_of(name, &tag, end)));
        let fault = close.and_then(|(name, close)| match close {
            None => Some(Fault::Element(name)),
            Some(_) => None,
        });
        let plain = tag.name.as_slice() == b"plaintext";
        let datetime = tag.attributes.get(&b"datetime"[..]);
        let datetime = datetime.map(|value| owned(value.value.clone()));
        let name = owned(tag.name);
        self.give(at, Kind::Open { name, datetime }, fault);
        match (close, raw) {
            (Some((name, Some(_))), Some((_, state))) => {
                self.raw = Some((name, end));
                self.tokenizer.set_state(*state);
            }
            // `template` has tags in it.
            (Some((name, Some(close))), None) => {
                let text = self.text[end..close].to_owned();
                self.give(end..close, Kind::Unseen { element: name, text }, None);
                self.begin_at(close);
            }
            _ if plain => self.tokenizer.set_state(State::PlainText),
            _ => {}
        }
    }

    /// Where an element ends that hides tags; `None` if it was never meant to hide what follows: no
    /// tag ends it before another of its name begins, or it names a file and holds tags all the same.
    fn close_of(
        &mut self,
        name: &'static str,
        tag: &StartTag<usize>,
        from: usize,
    ) -> Option<usize> {
        let text = self.text;
        let marks = self.marks.entry(name).or_default();
        if marks.close < from {
            marks.close = next_tag(text, from, "</", name);
        }
        if marks.open < from {
            marks.open = next_tag(text, from, "<", name);
        }
        let names_file = name == "script" && tag.attributes.contains_key(&b"src"[..]);
        let closed = marks.close < marks.open
            && !(names_file && first_tag(&text[from..marks.close]).is_some());
        closed.then_some(marks.close)
    }

    fn comment(&mut self, at: Span) {
        let raw = &self.text[at.clone()];
        if raw.starts_with("<!--") {
            if raw.ends_with("-->") || raw.ends_with("--!>") {
                self.give(at, Kind::Hidden, None);
            } else if self.set_back < MOST_SET_BACK {
                self.set_back += 1;
                let end = at.start + "<!--".len();
                self.give(at.start..end, Kind::Hidden, Some(Fault::Comment));
                self.begin_at(end);
            } else {
                self.plain(at, Fault::Comment);
            }
        } else if raw[1..].starts_with('?')
            && raw[2..].starts_with(|c: char| c.is_ascii_alphabetic())
        {
            // An instruction of XML.
            self.declaration(at);
        } else {
            self.plain(at, Fault::NoTag);
        }
    }

    fn declaration(&mut self, at: Span) {
        if self.text[at.clone()].ends_with('>') {
            self.give(at, Kind::Hidden, None);
        } else {
            self.plain(at, Fault::NoTag);
        }
    }

    /// The end of the file, where the tokenizer may have dropped something.
    fn end(&mut self) {
        let end = self.text.len();
        if let Some((element, from)) = self.raw.take() {
            // Its end is in a comment of its own.
            let fault = Some(Fault::Element(element));
            if self.set_back < MOST_SET_BACK {
                self.set_back += 1;
                self.decoded.clear();
                self.give(from..from, Kind::Text(String::new()), fault);
                self.begin_at(from);
            } else {
                self.text_to(end, fault);
            }
            return;
        }
        let rest = &self.text[self.seen..];
        let tag = first_tag(rest).filter(|_| self.wrong.tag_open);
        let Some(tag) = tag.map(|step| self.seen + step) else {
            self.text_to(end, None);
            return;
        };
        self.decoded = htmlize::unescape(&self.text[self.seen..tag]).into_owned();
        self.text_to(tag, None);
        match self.inner_end(&(tag..end + 1)) {
            Some(inner) if self.set_back < MOST_SET_BACK => {
                self.set_back += 1;
                self.cut_tag(tag, inner);
            }
            _ => self.plain(tag..end, Fault::Tag),
        }
    }

    /// The end of the first `>` inside a tag, which is one in an attribute.
    fn inner_end(&self, at: &Span) -> Option<usize> {
        let inner = &self.text.as_bytes()[at.start..at.end - 1];
        memchr::memchr(b'>', inner).map(|step| at.start + step + 1)
    }

    /// Has a tag whose quotation marks do not pair end at its first `>`.
    fn cut_tag(&mut self, start: usize, end: usize) {
        let inner = &self.text[start + 1..end - 1];
        let (closes, inner) = match inner.strip_prefix('/') {
            Some(inner) => (true, inner),
            None => (false, inner),
        };
        let length = inner.find(|c: char| c.is_ascii_whitespace() || c == '/');
        let name = inner[..length.unwrap_or(inner.len())].to_ascii_lowercase();
        let kind = if closes {
            Kind::Close(name)
        } else {
            let datetime = None;
            Kind::Open { name, datetime }
        };
        self.give(start..end, kind, Some(Fault::Tag));
        self.begin_at(end);
    }

    /// Text as it stands in the file.
    fn plain(&mut self, at: Span, fault: Fault) {
        let text = self.text[at.clone()].to_owned();
        self.give(at, Kind::Text(text), Some(fault));
    }

    /// Gives the text up to an offset. Where the tokenizer has none, that is what it dropped.
    fn text_to(&mut self, end: usize, fault: Option<Fault>) {
        let at = self.seen..end;
        if at.is_empty() {
            return;
        }
        let mut text = std::mem::take(&mut self.decoded);
        if text.is_empty() {
            text.push_str(&self.text[at.clone()]);
        }
        let kind = match self.raw {
            Some((element, _)) if UNSEEN.contains(&element) => Kind::Unseen { element, text },
            _ => Kind::Text(text),
        };
        self.give(at, kind, fault);
    }

    fn give(&mut self, at: Span, kind: Kind, fault: Option<Fault>) {
        self.seen = at.end;
        self.ready.push_back(Piece { at, kind, fault });
    }

    /// Has the tokenizer begin again, outside of everything.
    fn begin_at(&mut self, at: usize) {
        self.base = at;
        self.tokenizer = tokenizer(&self.text[at..]);
    }

    /// Where a token stands in the file, behind everything given so far.
    fn place(&self, place: Place<usize>) -> Span {
        let at = |offset: usize| {
            let offset = (self.base + offset).clamp(self.seen, self.text.len());
            self.text.floor_char_boundary(offset)
        };
        at(place.start)..at(place.end)
    }
}

impl Iterator for Pieces<'_> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        loop {
            if let Some(piece) = self.ready.pop_front() {
                return Some(piece);
            }
            match self.tokenizer.next() {
                Some(Ok(token)) => self.take(token),
                None if self.seen < self.text.len() => self.end(),
                None => return None,
            }
        }
    }
}

impl Wrong {
    fn note(&mut self, error: Error) {
        match error {
            Error::MissingWhitespaceBetweenAttributes
            | Error::UnexpectedCharacterInAttributeName
            | Error::UnexpectedCharacterInUnquotedAttributeValue => self.attributes = true,
            Error::EofInTag => self.tag_open = true,
            _ => {}
        }
    }
}

/// Tells the tokenizer to read sections of character data everywhere, as XML has them.
struct Sections(DefaultEmitter<usize>);

impl ForwardingEmitter for Sections {
    type Token = Token<usize>;

    fn inner(&mut self) -> &mut impl Emitter<Token = Token<usize>> {
        &mut self.0
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&mut self) -> bool {
        true
    }
}

fn tokenizer(text: &str) -> Tokenizer<StringReader<'_>, Sections> {
    Tokenizer::new_with_emitter(text, Sections(DefaultEmitter::new_with_span()))
}

fn owned(text: HtmlString) -> String {
    match String::from_utf8(text.0) {
        Ok(text) => text,
        Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
    }
}

/// Where the next tag of an element begins from an offset on; one in quotation marks is text of a
/// script. Beyond the end if there is none.
fn next_tag(text: &str, from: usize, opens: &str, name: &str) -> usize {
    let bytes = text.as_bytes();
    memchr::memmem::find_iter(&bytes[from..], opens)
        .map(|step| from + step)
        .find(|&at| {
            let rest = &bytes[at + opens.len()..];
            let named = rest.len() > name.len()
                && rest[..name.len()].eq_ignore_ascii_case(name.as_bytes())
                && matches!(rest[name.len()], b'>' | b'/' | b' ' | b'\t' | b'\n' | b'\r' | 12);
            let before = at.checked_sub(1).map(|before| bytes[before]);
            let quoted = opens == "<" && matches!(before, Some(b'"' | b'\'' | b'`'));
            named && !quoted
        })
        .unwrap_or(usize::MAX)
}

/// Where the first tag begins.
fn first_tag(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'<', bytes).find(|&at| match bytes.get(at + 1) {
        Some(b'/') => bytes.get(at + 2).is_some_and(u8::is_ascii_alphabetic),
        Some(b) => b.is_ascii_alphabetic(),
        None => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text as it is shown, with unseen content in braces and faults as `!`.
    fn shown(html: &str) -> String {
        let mut out = String::new();
        let mut seen = 0;
        for piece in Pieces::of(html) {
            assert_eq!(piece.at.start, seen, "{html}");
            seen = piece.at.end;
            if piece.fault.is_some() {
                out.push('!');
            }
            match piece.kind {
                Kind::Text(text) => out.push_str(&text),
                Kind::Unseen { text, .. } => out.extend(["{", &text, "}"]),
                Kind::Open { .. } | Kind::Close(_) | Kind::Hidden => {}
            }
        }
        assert_eq!(seen, html.len(), "{html}");
        out
    }

    #[test]
    fn html_as_it_should_be() {
        for (html, expected) in [
            ("<!DOCTYPE html><p class=a title='a>b'>甲&amp;&lt;乙</p>", "甲&<乙"),
            ("<title>甲&amp;乙</title>丙", "{甲&乙}丙"),
            ("<script>if (a<b) '<p>'</script>甲", "{if (a<b) '<p>'}甲"),
            ("<script>w('<script>x<\\/script>')</script>甲", "{w('<script>x<\\/script>')}甲"),
            ("<script><!--\na</script>甲", "{<!--\na}甲"),
            ("<script src=a></script><style>p{}</style>甲", "{p{}}甲"),
            ("<template><p>甲</p></template>乙", "{<p>甲</p>}乙"),
            ("<textarea>甲<b>乙</b></textarea>丙", "甲<b>乙</b>丙"),
            ("<noscript><p>甲</p></noscript><iframe>乙</iframe>", "甲乙"),
            ("<svg><style>a{}</style><text>甲</text></svg>", "{a{}}甲"),
            ("<?xml version='1.0'?><script src='a'/><p>甲", "甲"),
            ("甲<!-- 乙 -->丙<![CDATA[<丁>]]>", "甲丙<丁>"),
            ("<plaintext>甲<b>", "甲<b>"),
            ("一 < 二 <3 <笑>", "一 < 二 <3 <笑>"),
            ("甲\r\n乙<br>\r\n丙", "甲\n乙\n丙"),
        ] {
            assert_eq!(shown(html), expected, "{html}");
        }
    }

    #[test]
    fn what_a_browser_drops_is_kept() {
        for (html, expected) in [
            ("<script><p>甲", "!甲"),
            ("<script src='a'><p>甲</p><script>b</script>乙", "!甲{b}乙"),
            ("<script src='a'><p>甲</p></script>乙", "!甲乙"),
            ("<style>p{}<p>甲<style>a{}</style>", "!p{}甲{a{}}"),
            ("<title>甲<p>乙", "!甲乙"),
            ("<title>甲</title ", "!甲!</title "),
            ("<template>甲<p>乙", "!甲乙"),
            ("<textarea>甲<p>乙", "!甲乙"),
            ("<script><!--<script>甲</script>", "!!{甲}"),
            ("<script><!--\"<script>\"甲</script>", "!!\"{\"甲}"),
            ("甲<!-- 乙<p>丙", "甲! 乙丙"),
            ("甲<p class=\"x>乙</p><p class=\"y\">丙", "甲!乙丙"),
            ("甲<p class=\"x>乙</p>丙", "甲!乙丙"),
            ("甲<p 乙", "甲!<p 乙"),
            ("甲</p 乙", "甲!</p 乙"),
            ("甲</>乙</ 丙>", "甲乙!</ 丙>"),
            ("甲<!乙>丙<?丁>", "甲!<!乙>丙!<?丁>"),
            ("甲<!doctype", "甲!<!doctype"),
        ] {
            assert_eq!(shown(html), expected, "{html}");
        }
    }

    #[test]
    fn hostile_files_take_linear_time() {
        for piece in [
            "<",
            "<a ",
            "<a b=\"",
            "<a b='\">",
            "<!--",
            "<!",
            "<?a ",
            "</",
            "<script>",
            "<title>",
            "\"<script>",
            "<script><!--<script></script>",
            "<template>",
            "<![CDATA[",
            "&",
            "&#",
            "<div>",
            "<style></style><style>",
        ] {
            let html = piece.repeat(300_000 / piece.len());
            assert!(Pieces::of(&html).count() > 0);
            let html = format!("{html}</script></title>-->\">");
            assert!(Pieces::of(&html).count() > 0);
        }
    }
}
