//! The language of a run of words within a text in another: told only if it is certain.

use std::ops::Range;

use unicode_script::{Script, UnicodeScript};

use super::certain::{self, Stands, fits, words};
use super::{Census, Form, add_prose, are_related, guess, primary};
use crate::script::{closes, is_han, is_hangul, is_ideographic, is_kana, is_unified, opens};

/// The language of a run in a text of the language `around` (BCP 47), if it can be told. Names and
/// terms need no tag (WCAG 2.2, success criterion 3.1.2), and nothing tells `Ciao` from one: letters
/// that several languages share need a stretch of running text. What runs from right to left and
/// cannot be told is `und` and its script, so that its direction can be stated.
pub fn of_run(run: &str, around: &str, stands: Stands) -> Option<&'static str> {
    let told = of_words(run, around, stands)?;
    (!are_related(told, around)).then_some(told)
}

fn of_words(run: &str, around: &str, stands: Stands) -> Option<&'static str> {
    let count = |test: fn(char) -> bool| run.chars().filter(|&c| test(c)).count();
    if primary(around) != "ja" && count(is_kana) >= 2 {
        return Some("ja");
    }
    if primary(around) != "ko" && count(is_hangul) >= 1 {
        return Some("ko");
    }
    let mut prose = String::new();
    add_prose(run, &mut prose);
    let script = most(&prose)?;
    match script {
        Script::Latin => certain::latin(&prose, stands),
        Script::Han => of_ideographs(&prose),
        Script::Cyrillic => certain::cyrillic(&prose),
        // Letters of mathematics.
        Script::Greek if longest(&prose) < 3 => None,
        // The script of several languages.
        Script::Arabic => Some(of_shared(&prose).unwrap_or("und-Arab")),
        Script::Hebrew => Some(of_shared(&prose).unwrap_or("und-Hebr")),
        Script::Devanagari => of_shared(&prose),
        _ if longest(&prose) < 2 => None,
        _ => of_shared(&prose),
    }
}

/// The language of letters that several languages write, or one.
fn of_shared(prose: &str) -> Option<&'static str> {
    let told = guess::Detection::among_all(prose)?;
    let sure = told.confidence >= SURE && fits(told.tag, &words(prose));
    sure.then_some(told.tag)
}

/// How sure a guess has to be, where few languages share a script.
const SURE: f64 = 0.5;

/// The script most letters are of (UAX #24).
fn most(text: &str) -> Option<Script> {
    let mut counts: Vec<(Script, usize)> = Vec::new();
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        let script = c.script();
        match counts.iter_mut().find(|(known, _)| *known == script) {
            Some((_, count)) => *count += 1,
            None => counts.push((script, 1)),
        }
    }
    let most = counts.into_iter().max_by_key(|(_, count)| *count);
    most.map(|(script, _)| script)
}

fn longest(text: &str) -> usize {
    let words = text.split(|c: char| !c.is_alphabetic());
    words.map(|word| word.chars().count()).max().unwrap_or(0)
}

/// Ideographs alone are Chinese if only one of its forms has some of them, and no Japanese text; or if
/// they make a sentence, which Japanese and Korean do not without letters of their own.
fn of_ideographs(text: &str) -> Option<&'static str> {
    let mut census = Census::default();
    census.add(text);
    // Encoders look for each ideograph in long tables: they are asked last.
    let forms = || text.chars().fold(Forms::default(), |forms, c| forms.and(Forms::of(c)));
    let is_outside = |encoding: &'static encoding_rs::Encoding| encoding.encode(text).2;
    let told = is_outside(encoding_rs::SHIFT_JIS)
        && (census.form().is_some() || is_outside(encoding_rs::EUC_KR));
    if !told && (!is_sentence(text) || forms().are_none()) {
        return None;
    }
    match census.form().or_else(|| forms().only()) {
        Some(Form::Simplified) => Some("zh-CN"),
        Some(Form::Traditional) => Some("zh-TW"),
        None => is_sentence(text).then_some("zh"),
    }
}

/// True if ideographs stand between marks of a sentence, and are more than the names of a list.
fn is_sentence(text: &str) -> bool {
    let is_mark = |c: char| matches!(c, '，' | '。' | '；' | '？');
    let mut clauses = text.split(is_mark);
    let is_clause = |clause: &str| clause.chars().filter(|&c| is_han(c)).count() >= 5;
    text.contains(is_mark) && !text.contains(is_kana) && clauses.any(is_clause)
}

/// The language of an entry of a list of works, in a book of the language `around`: names, titles and
/// numbers are no sentence, and are told from enough of them.
pub fn of_entry(entry: &str, around: &str) -> Option<&'static str> {
    of_run(entry, around, Stands::Apart).or_else(|| {
        let mut prose = String::new();
        add_prose(entry, &mut prose);
        let words = words(&prose);
        let small = words.iter().filter(|word| word.starts_with(char::is_lowercase));
        if words.len() < 5 || small.count() < 2 || most(&prose) != Some(Script::Latin) {
            return None;
        }
        let told = guess::of_text(&prose)?.tag();
        (!are_related(told, around)).then_some(told)
    })
}

/// The language of the title of a work, whose words are few and may all be large: less certain than
/// that of a run.
pub fn of_title(title: &str) -> Option<&'static str> {
    of_run(title, "zh", Stands::Title).or_else(|| {
        let mut prose = String::new();
        add_prose(title, &mut prose);
        (words(&prose).len() >= 3).then_some(())?;
        let prose = prose.to_lowercase();
        let told = guess::of_text(&prose).map(guess::Language::tag);
        told.or_else(|| guess::is_english(&prose).then_some("en"))
    })
}

/// The stretches of a Chinese text that are Japanese or Korean, ideographs and all, with the tag of
/// each: what stands in quotes or brackets, a sentence, or a clause.
pub fn neighbours(text: &str) -> Vec<(Range<usize>, &'static str)> {
    let mut found = Vec::new();
    if !text.chars().any(|c| is_kana(c) || is_hangul(c)) {
        return found;
    }
    let levels: [fn(char) -> bool; 3] = [
        |c| opens(c) || closes(c) || matches!(c, '{' | '}'),
        |c| matches!(c, '。' | '！' | '？' | '!' | '?'),
        |c| matches!(c, '，' | '：' | '；' | ',' | ':' | ';'),
    ];
    let is_mark = |c| levels[1](c) || levels[2](c);
    let mut left: Vec<Range<usize>> = std::iter::once(0..text.len()).collect();
    for (level, ends) in levels.into_iter().enumerate() {
        let mut smaller = Vec::new();
        for range in left {
            let mut start = range.start;
            let piece = text.get(range.clone()).unwrap_or_default();
            for part in piece.split_inclusive(ends) {
                let whole = start..start + part.len();
                start = whole.end;
                let words = part.trim_matches(|c: char| !c.is_alphanumeric());
                let before =
                    part.len() - part.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
                // What stands behind a sentence that is in no quotes may be the text's own.
                let is_quoted = level == 0 && part.ends_with(|c| closes(c) || c == '}');
                let is_one = |letter| level > 0 || is_quoted || are_in_all(words, letter);
                let is_whole = is_quoted || part == text && !text.contains(is_mark);
                let language = if is_japanese(words, is_whole) && is_one(is_kana) {
                    Some("ja")
                } else {
                    (is_korean(words) && is_one(is_hangul)).then_some("ko")
                };
                if let Some(language) = language {
                    let start = whole.start + before;
                    found.push((start..start + words.len(), language));
                } else if words.chars().any(|c| is_kana(c) || is_hangul(c)) {
                    smaller.push(whole);
                }
            }
        }
        left = smaller;
    }
    found.sort_unstable_by_key(|(range, _)| range.start);
    found
}

/// True if every sentence has some of these letters.
fn are_in_all(words: &str, is_letter: fn(char) -> bool) -> bool {
    let sentences = words.split(['。', '！', '？', '!', '?']);
    let mut sentences = sentences.filter(|sentence| sentence.contains(char::is_alphanumeric));
    sentences.all(|sentence| sentence.contains(is_letter))
}

/// True if a stretch is Japanese. Kana alone say so little of what is around them (`の` stands on
/// Chinese signboards) that they have to be several, or between ideographs that Chinese has in neither
/// form; and no ideograph may be one that Japanese does not have: that cannot be encoded in its own
/// Shift JIS. Where it is all of a quotation or line, one ideograph may be of either form.
fn is_japanese(words: &str, is_whole: bool) -> bool {
    let is_hiragana = |c: char| matches!(c, '\u{3041}'..='\u{3096}');
    let (mut kana, mut ideographs, mut places, mut before) = (0, 0, 0, false);
    let (mut others, mut neither) = (Forms::default(), false);
    for c in words.chars() {
        kana += usize::from(is_kana(c));
        ideographs += usize::from(is_ideographic(c) && !is_kana(c));
        places += usize::from(is_hiragana(c) && !before);
        before = is_hiragana(c);
        let own = Forms::of(c);
        neither |= own.are_none();
        others = others.and(own);
    }
    let enough =
        places >= 2 && kana * 6 >= ideographs || places >= 1 && kana >= 2 && kana >= ideographs;
    let telling = places >= 1 && kana * 12 >= ideographs;
    let is_told = telling && (neither || is_whole && others.are_none());
    (enough || is_told) && ideographs > 0 && !encoding_rs::SHIFT_JIS.encode(words).2
}

/// True if a stretch is Korean with its ideographs: what they are followed by is in hangul, up to the
/// end of the word, and none is one that Korean does not have.
fn is_korean(words: &str) -> bool {
    let (mut hangul, mut ideographs, mut places) = (0, 0, 0);
    let mut before = ' ';
    for c in words.chars() {
        let is_ideograph = is_han(c);
        if is_hangul(before) && is_ideograph {
            return false;
        }
        hangul += usize::from(is_hangul(c));
        ideographs += usize::from(is_ideograph);
        places += usize::from(is_hangul(c) && is_han(before));
        before = c;
    }
    places >= 2 && hangul * 3 >= ideographs && !encoding_rs::EUC_KR.encode(words).2
}

/// The forms of written Chinese that have an ideograph, as their own encodings do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Forms {
    /// GB 2312.
    simplified: bool,
    /// Big5.
    traditional: bool,
}

impl Default for Forms {
    fn default() -> Self {
        Self { simplified: true, traditional: true }
    }
}

impl Forms {
    fn of(c: char) -> Self {
        if !is_unified(c) {
            return Self::default();
        }
        let mut bytes = [0; 4];
        let text = c.encode_utf8(&mut bytes);
        let (gbk, _, not_in_gbk) = encoding_rs::GBK.encode(text);
        // The part of GBK that is GB 2312.
        let simplified = matches!(*gbk, [0xb0..=0xf7, 0xa1..=0xfe]) && !not_in_gbk;
        Self { simplified, traditional: !encoding_rs::BIG5.encode(text).2 }
    }

    /// Those that have both.
    fn and(self, other: Self) -> Self {
        Self {
            simplified: self.simplified && other.simplified,
            traditional: self.traditional && other.traditional,
        }
    }

    /// The form, if there is but one.
    fn only(self) -> Option<Form> {
        match (self.simplified, self.traditional) {
            (true, false) => Some(Form::Simplified),
            (false, true) => Some(Form::Traditional),
            _ => None,
        }
    }

    fn are_none(self) -> bool {
        !self.simplified && !self.traditional
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_told_by_their_words_or_their_script() {
        for (run, language) in [
            ("¡Viento!", Some("es")),
            ("the light of the harbour was out", Some("en")),
            ("Никто не знал, кто покрасил маяк в зелёный цвет.", Some("ru")),
            ("маяк", None),
            ("سفينة", Some("und-Arab")),
            ("灯塔 and 灯", None),
            ("IRS", None),
            ("B25", None),
            ("Joe Brown", None),
            ("Lamp Pro", None),
            ("Tesla Model Y", None),
            ("import numpy", None),
            ("E = mc^2 or y = ax + b", None),
            ("https://example.org/la/casa/de/la/mar", None),
        ] {
            assert_eq!(of_run(run, "zh", Stands::Within), language, "{run}");
        }
        assert_eq!(of_run("the light of the harbour was out", "en-GB", Stands::Apart), None);
        assert_eq!(of_run("灯塔说来话长", "en", Stands::Within), Some("zh-CN"));
        for (run, language) in [
            ("這座港口很舊，船都開走了。", Some("zh-TW")),
            ("这座港口很旧，船都开走了。", Some("zh-CN")),
            ("山中有人，不知名字叫什。", Some("zh")),
            ("图", Some("zh-CN")),
            ("東京", None),
            ("宮澤賢治", None),
            ("早稲田大学，慶應義塾大学", None),
            ("東京大学，京都大学", None),
            ("本日休業。", None),
        ] {
            assert_eq!(of_run(run, "en", Stands::Apart), language, "{run}");
        }
        for title in [
            "The Man Who Counted Waves",
            "The Keeping of Lamps",
            "Of wind and men",
            "Fog and the price of oil",
        ] {
            assert_eq!(of_title(title), Some("en"), "{title}");
        }
        for title in [
            "Le gardien du phare", "Der letzte Wächter", "De mensen van de zee",
            "Il guardiano del faro", "O farol da ilha", "Los hombres del faro",
            "Bog o morzu i ludziach", "En bok om havet",
        ] {
            assert_ne!(of_title(title), Some("en"), "{title}");
        }
    }

    #[test]
    fn japanese_in_chinese_is_found_with_its_ideographs() {
        for (text, expected) in [
            (
                "他说：“港は東京の図書館の隣にあった。発見した。”后来",
                vec!["港は東京の図書館の隣にあった。発見した"],
            ),
            ("他说港口很旧，東京湾の灯台と図書館がある。后来", vec!["東京湾の灯台と図書館がある"]),
            ("「発見した」是他的话", vec!["発見した"]),
            ("题为「国立図書館の歴史」", vec!["国立図書館の歴史"]),
            ("東京の図書館", vec!["東京の図書館"]),
            ("図書館の隣", vec!["図書館の隣"]),
            ("国立図書館です", vec!["国立図書館です"]),
            ("海野守『東京湾の灯台』是書", vec!["東京湾の灯台"]),
            ("國立図書館の話", vec!["國立図書館の話"]),
            ("学校の会計係が船を発見した。後來的注。", vec!["学校の会計係が船を発見した"]),
            ("与 {漢字|かんじ}", vec!["漢字|かんじ"]),
            ("优の良品在东京", vec![]),
            ("優の良品", vec![]),
            ("「鮮の每日」", vec![]),
            ("国の味", vec![]),
            ("我在鮮の店学会了。", vec![]),
            ("日语里さようなら是再见的意思", vec![]),
            ("カメラ是相机", vec![]),
        ] {
            let found = neighbours(text).into_iter();
            let found: Vec<&str> = found.map(|(range, _)| &text[range]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn korean_in_chinese_is_found_with_its_ideographs() {
        for (text, expected) in [
            (
                "他說「大韓民國의 圖書館은 港口 옆에 있다」",
                Some("大韓民國의 圖書館은 港口 옆에 있다"),
            ),
            ("學校의 會計가 船을 發見하였다.", Some("學校의 會計가 船을 發見하였다")),
            ("學校의 會計가 船을 發見하였다。後來走了。", Some("學校의 會計가 船을 發見하였다")),
            ("韓語的안녕是再見的意思，감사是謝謝", None),
            ("안녕하세요", None),
        ] {
            let found = neighbours(text);
            let found = found.first().map(|(range, language)| {
                assert_eq!(*language, "ko");
                &text[range.clone()]
            });
            assert_eq!(found, expected, "{text}");
        }
    }
}
