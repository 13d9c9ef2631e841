//! Between the forms of written Chinese: simplified and traditional, with the words of each place.
//!
//! The dictionaries are those of OpenCC. They are loaded when the first text is converted.

mod simplified;

use std::sync::LazyLock;

use opencc_fmmseg::OpenCC;

use crate::language::{self, Census, Form};
use crate::script::is_ideographic;

/// A form of written Chinese, with the words of its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Variant {
    /// Simplified, as in mainland China.
    Mainland,
    /// Traditional, as in Taiwan.
    Taiwan,
    /// Traditional, as in Hong Kong.
    HongKong,
}

impl Variant {
    /// Its language tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Mainland => "zh-CN",
            Self::Taiwan => "zh-TW",
            Self::HongKong => "zh-HK",
        }
    }
}

static DICTIONARIES: LazyLock<OpenCC> = LazyLock::new(|| {
    let mut dictionaries = OpenCC::new();
    // Chapters run side by side already.
    dictionaries.set_parallel(false);
    dictionaries
});

/// A text in another form; `None` if it is the same. `usual` is the form of what stands around
/// it, for texts too short to tell their own. Japanese and Korean in
/// it stay as they are.
pub fn convert(text: &str, usual: Form, to: Variant) -> Option<String> {
    if !text.chars().any(is_ideographic) {
        return None;
    }
    let others = language::neighbours(text);
    if others.is_empty() {
        return convert_chinese(text, form(text).unwrap_or(usual), to);
    }
    let mut chinese = Vec::with_capacity(others.len() + 1);
    let mut from = 0;
    for (range, _) in &others {
        chinese.push(text.get(from..range.start).unwrap_or_default());
        from = range.end;
    }
    chinese.push(text.get(from..).unwrap_or_default());
    // That of its Chinese as a whole: single marks have none.
    let own = form(&chinese.concat()).unwrap_or(usual);
    let mut out = String::with_capacity(text.len());
    let mut others = others.into_iter();
    for piece in chinese {
        match convert_chinese(piece, own, to) {
            Some(converted) => out.push_str(&converted),
            None => out.push_str(piece),
        }
        let behind = others.next().and_then(|(range, _)| text.get(range));
        out.push_str(behind.unwrap_or_default());
    }
    (out != text).then_some(out)
}

/// The form a text is in, if it can be told.
fn form(text: &str) -> Option<Form> {
    let mut census = Census::default();
    census.add(text);
    census.form()
}

fn convert_chinese(text: &str, from: Form, to: Variant) -> Option<String> {
    let (opencc, quotes) = (&*DICTIONARIES, true);
    let converted = match (from, to) {
        (Form::Simplified, Variant::Mainland) => return None,
        (Form::Traditional, Variant::Mainland) => opencc.tw2sp(text, quotes),
        (Form::Simplified, Variant::Taiwan) => opencc.s2twp(text, quotes),
        (Form::Traditional, Variant::Taiwan) => opencc.t2tw(text, quotes),
        (Form::Simplified, Variant::HongKong) => opencc.s2hkp(text, quotes),
        (Form::Traditional, Variant::HongKong) => opencc.t2hk(text, quotes),
    };
    (converted != text).then_some(converted)
}

/// A traditional text in simplified characters, each as many bytes as it was before, so that what
/// stands in the one is found at the same place of the other. `None` if the text is not traditional.
pub fn simplified(text: &str) -> Option<String> {
    if form(text) != Some(Form::Traditional) {
        return None;
    }
    Some(simplified::in_place(text))
}

/// A word in simplified characters, as it stands in what [`simplified`] makes of a text.
pub fn simplified_word(word: &str) -> String {
    simplified::in_place(word)
}

/// Converts a text in place.
pub fn change(text: &mut String, usual: Form, to: Variant) {
    if let Some(converted) = convert(text, usual, to) {
        *text = converted;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn converted(text: &str, to: Variant) -> String {
        convert(text, Form::Simplified, to).unwrap_or_else(|| text.to_owned())
    }

    #[test]
    fn words_follow_the_place() {
        let text = "这个软件里的鼠标后来在皇后的头发里发现了。";
        let taiwan = converted(text, Variant::Taiwan);
        assert_eq!(taiwan, "這個軟體裡的滑鼠後來在皇后的頭髮裡發現了。");
        assert_eq!(converted(text, Variant::HongKong).chars().next_back(), Some('。'));
        assert_eq!(converted(text, Variant::Mainland), text);
        assert_eq!(converted(&taiwan, Variant::Mainland), text);
    }

    #[test]
    fn simplified_characters_stand_where_traditional_ones_stood() {
        let text = "參考資料：《燈塔考》，𠮷田著，乾隆年間。";
        let plain = simplified(text).unwrap_or_default();
        assert_eq!(plain.len(), text.len());
        assert!(plain.starts_with("参考资料：《灯塔考》"), "{plain}");
        assert_eq!(simplified("参考资料：《灯塔考》"), None);
    }

    #[test]
    fn japanese_stays_as_it_is() {
        let text = "這座港口很舊。他說：「港は東京の国立図書館の隣にある。」";
        assert_eq!(
            converted(text, Variant::Mainland),
            "这座港口很旧。他说：“港は東京の国立図書館の隣にある。”"
        );
        assert_eq!(
            converted("這本書題為「国立図書館の歴史」。", Variant::Mainland),
            "这本书题为“国立図書館の歴史”。"
        );
    }

    #[test]
    fn korean_stays_as_it_is() {
        let text = "這座港口很舊。他說：「大韓民國의 圖書館은 港口 옆에 있다」";
        assert_eq!(
            converted(text, Variant::Mainland),
            "这座港口很旧。他说：“大韓民國의 圖書館은 港口 옆에 있다”"
        );
    }

    #[test]
    fn converting_twice_is_converting_once() {
        let text = "他说：“这些干部在台湾的面馆里吃面，后来回国了。”";
        for to in [Variant::Taiwan, Variant::HongKong, Variant::Mainland] {
            let once = converted(text, to);
            assert_eq!(converted(&once, to), once);
        }
    }

    #[test]
    fn a_single_old_character_does_not_make_a_text_traditional() {
        assert_eq!(converted("这是乾隆时候的灯塔。", Variant::Taiwan), "這是乾隆時候的燈塔。");
        assert_eq!(convert("Fanal 1890", Form::Simplified, Variant::Taiwan), None);
    }
}
