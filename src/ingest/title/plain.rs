//! The words of a title without its markup: a title is a line of Markdown, which may hold raw HTML.

use std::borrow::Cow;

use crate::markdown;
use crate::model::block::{Block, Inline, plain_text};
use crate::model::outline::Ruby;
use chengshu_text::source::OffsetMap;

/// A title's words.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Plain {
    /// The words alone, for lists.
    pub text: String,
    /// Their readings.
    pub ruby: Vec<Ruby>,
    /// The words with their readings behind them, as a heading of the text has them.
    pub with_readings: Option<String>,
}

/// Reads a title. A title with anything that would be left out, such as `Vec<T>`, is no markup and
/// stays as it is stated.
pub fn plain(stated: &str) -> Plain {
    let bare = &*without_signs(stated);
    let marked = bare.contains(['*', '_', '`', '~', '[', '<', '&', '$', '\\']);
    let read = if marked { read(bare) } else { None };
    read.unwrap_or_else(|| Plain::of(bare))
}

/// Signs other dialects of Markdown write into a heading, and whether the text between is its
/// words.
const SIGNS: [(&str, &str, bool); 7] = [
    ("<!--", "-->", false),
    ("%%", "%%", false),
    ("{{<", ">}}", false),
    ("{{%", "%}}", false),
    ("{%", "%}", false),
    ("^[", "]", false),
    ("==", "==", true),
];

/// A title without comments, tags of templates, attributes, ids and inline notes, and with the words
/// of links of wikis; as it is stated if that is nothing.
fn without_signs(stated: &str) -> Cow<'_, str> {
    if !stated.contains(['{', '^', '%', '=', '<', '[']) {
        return Cow::Borrowed(stated);
    }
    let mut out = stated.trim().to_owned();
    for (open, close, is_words) in SIGNS {
        out = replaced(&out, open, close, |inside| {
            let is_tight = !inside.is_empty() && inside.trim() == inside;
            (!is_words || is_tight).then_some(if is_words { inside } else { "" })
        });
    }
    out = replaced(&out, "[[", "]]", |inside| {
        let words = inside.rsplit_once('|').map_or(inside, |(_, words)| words);
        (!words.trim().is_empty()).then_some(words)
    });
    // `{#id .class}`, `{-}`, and `^id` of a block.
    let attributes = out.strip_suffix('}').and_then(|before| before.rsplit_once('{'));
    if let Some((before, inside)) = attributes
        && (inside.starts_with(['#', '.', ':']) || inside.contains('=') || inside == "-")
    {
        out.truncate(before.trim_end().len());
    }
    let is_id =
        |id: &str| !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if let Some((before, id)) = out.rsplit_once(" ^")
        && is_id(id)
    {
        out.truncate(before.trim_end().len());
    }
    if out.trim().is_empty() {
        return Cow::Borrowed(stated);
    }
    Cow::Owned(out.trim().to_owned())
}

/// A text with something else in place of each pair of signs and what is between; `None` leaves it.
fn replaced(text: &str, open: &str, close: &str, with: impl Fn(&str) -> Option<&str>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, from)) = rest.split_once(open)
        && let Some((inside, behind)) = from.split_once(close)
    {
        out.push_str(before);
        match with(inside) {
            Some(words) => out.push_str(words),
            None => out.extend([open, inside, close]),
        }
        rest = behind;
    }
    out.push_str(rest);
    out
}

fn read(stated: &str) -> Option<Plain> {
    let parsed = markdown::parse(stated, &OffsetMap::starting_at(0));
    let [Block::Paragraph { content, .. }] = parsed.blocks.as_slice() else {
        return None;
    };
    if !parsed.left_out.is_empty() || !parsed.lost.is_empty() {
        return None;
    }
    let mut plain = Plain::default();
    // What is still to be read, the next last: titles nest as deep as their markup.
    let mut open: Vec<&Inline> = content.iter().rev().collect();
    while let Some(inline) = open.pop() {
        match inline {
            Inline::LineBreak => plain.text.push(' '),
            Inline::Text { text, .. } | Inline::Code(text) => plain.text.push_str(text),
            Inline::Formula(formula) => plain.text.push_str(&formula.words),
            Inline::Image { .. } | Inline::NoteMark { .. } => {}
            Inline::Tag { name, content } if *name == "ruby" => plain.annotated(content),
            other => open.extend(other.content().iter().rev()),
        }
    }
    if !plain.ruby.is_empty() {
        plain.with_readings = Some(plain_text(content));
    }
    let text = plain.text.trim().to_owned();
    (!text.is_empty()).then_some(Plain { text, ..plain })
}

impl Plain {
    /// A title that is words alone.
    pub fn of(text: &str) -> Self {
        Self { text: text.to_owned(), ..Self::default() }
    }

    /// Adds a word, or several, each with the reading behind it.
    fn annotated(&mut self, content: &[Inline]) {
        let mut base = String::new();
        for inline in content {
            match inline {
                Inline::Tag { name: "rp", .. } => {}
                Inline::Tag { name: "rt", content } => {
                    let base = std::mem::take(&mut base);
                    self.text.push_str(&base);
                    let reading = plain_text(content);
                    if !base.is_empty() && !reading.trim().is_empty() {
                        self.ruby.push(Ruby { base, reading });
                    }
                }
                other => base.push_str(&plain_text(std::slice::from_ref(other))),
            }
        }
        self.text.push_str(&base);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_their_words() {
        for (stated, words) in [
            ("**强**调", "强调"),
            ("`code` 的题", "code 的题"),
            ("A &amp; B", "A & B"),
            ("Fish & Chips <3", "Fish & Chips <3"),
            ("<b>粗</b>的题", "粗的题"),
            ("E=mc<sup>2</sup>", "E=mc2"),
            ("第一行<br>第二行", "第一行 第二行"),
            ("*Nature* 的故事", "Nature 的故事"),
            ("~~旧~~新", "旧新"),
            ("[文字](http://a.example)", "文字"),
            ("灯塔【海里的事07】", "灯塔【海里的事07】"),
            ("Vec<T> 与 `x`", "Vec<T> 与 x"),
            ("a < b 的题", "a < b 的题"),
            ("浮力 $F$ 与 $\\rho g V$", "浮力 F 与 \\rho g V"),
            ("$5 和 $10", "$5 和 $10"),
            ("snake_case_name", "snake_case_name"),
            ("灯塔 {#id .cls}", "灯塔"),
            ("灯塔 {-}", "灯塔"),
            ("灯塔 <!-- c -->", "灯塔"),
            ("灯塔 %%c%% ^a-1", "灯塔"),
            ("A ==hl== [[n|w]] [[页]]", "A hl w 页"),
            ("灯塔^[注]与雾{{< x >}}", "灯塔与雾"),
            ("灯塔 ![](p.png) 与 **雾**", "灯塔  与 雾"),
            ("a == b == c {x}", "a == b == c {x}"),
            ("{{title}}", "{{title}}"),
            ("3 * 4 * 5", "3 * 4 * 5"),
            ("1. **甲**", "1. **甲**"),
            ("<ruby>港</ruby>", "港"),
        ] {
            assert_eq!(plain(stated).text, words, "{stated}");
        }
    }

    #[test]
    fn readings_are_kept_beside_the_words() {
        for stated in [
            "<ruby>漢字<rt>かんじ</rt></ruby>の<ruby>話<rt>はなし</rt></ruby>",
            "<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>の<ruby>話<rt>はなし</rt></ruby>",
            "<ruby><rb>漢字</rb><rt>かんじ</rt></ruby>の<b><ruby>話<rt>はなし</rt></ruby></b>",
        ] {
            let plain = plain(stated);
            assert_eq!(plain.text, "漢字の話", "{stated}");
            let ruby = plain.ruby.iter();
            let ruby: Vec<_> = ruby.map(|ruby| (&*ruby.base, &*ruby.reading)).collect();
            assert_eq!(ruby, [("漢字", "かんじ"), ("話", "はなし")], "{stated}");
        }
        let group = plain("<ruby>東<rt>とう</rt>京<rt>きょう</rt></ruby>");
        assert_eq!((group.text.as_str(), group.ruby.len()), ("東京", 2));
    }
}
