//! The language of a run of words within a text in another: told only if it is certain.

use std::ops::Range;

use unicode_script::{Script, UnicodeScript};

use super::certain::{self, Stands, fits, words};
use super::{Census, Form, add_prose, are_related, guess, primary};
use crate::script::{closes, is_hangul, is_ideographic, is_kana, opens};

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

/// Ideographs alone are Chinese if only one of its forms has some of them, and no Japanese text.
fn of_ideographs(text: &str) -> Option<&'static str> {
    let mut census = Census::default();
    census.add(text);
    let (_, _, unencodable) = encoding_rs::SHIFT_JIS.encode(text);
    match census.form() {
        Some(Form::Simplified) if unencodable => Some("zh-CN"),
        Some(Form::Traditional) if unencodable => Some("zh-TW"),
        _ => None,
    }
}

/// The language of an entry of a list of works, in a book of the language `around`: names, titles and
/// numbers are no sentence, and are told from enough of them.
pub fn of_entry(entry: &str, around: &str) -> Option<&'static str> {
    of_run(entry, around, Stands::Apart).or_else(|| {
        let mut prose = String::new();
        add_prose(entry, &mut prose);
        let words = words(&prose);
        let small = words
            .iter()
            .filter(|word| word.starts_with(char::is_lowercase));
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

/// The stretches of a Chinese text that are Japanese, ideographs and all: what stands in quotes or
/// brackets, a sentence, or a clause. Kana alone say so little of what is around them (`の` stands on
/// Chinese signboards) that they have to be several, and no ideograph may be one that Japanese does
/// not have: that cannot be encoded in its own Shift JIS.
pub fn japanese(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if !text.chars().any(is_kana) {
        return found;
    }
    let levels: [fn(char) -> bool; 3] = [
        |c| opens(c) || closes(c),
        |c| matches!(c, '。' | '！' | '？' | '!' | '?'),
        |c| matches!(c, '，' | '：' | '；' | ',' | ':' | ';'),
    ];
    let mut left: Vec<Range<usize>> = std::iter::once(0..text.len()).collect();
    for ends in levels {
        let mut smaller = Vec::new();
        for range in left {
            let mut start = range.start;
            let piece = text.get(range.clone()).unwrap_or_default();
            for part in piece.split_inclusive(ends) {
                let whole = start..start + part.len();
                start = whole.end;
                let words = part.trim_matches(|c: char| !c.is_alphanumeric());
                let before = part.len()
                    - part
                        .trim_start_matches(|c: char| !c.is_alphanumeric())
                        .len();
                if is_japanese(words) {
                    found.push(whole.start + before..whole.start + before + words.len());
                } else if words.chars().any(is_kana) {
                    smaller.push(whole);
                }
            }
        }
        left = smaller;
    }
    found.sort_unstable_by_key(|range| range.start);
    found
}

fn is_japanese(words: &str) -> bool {
    let is_hiragana = |c: char| matches!(c, '\u{3041}'..='\u{3096}');
    let (mut kana, mut ideographs, mut places, mut before) = (0, 0, 0, false);
    for c in words.chars() {
        kana += usize::from(is_kana(c));
        ideographs += usize::from(is_ideographic(c) && !is_kana(c));
        places += usize::from(is_hiragana(c) && !before);
        before = is_hiragana(c);
    }
    let enough =
        places >= 2 && kana * 6 >= ideographs || places >= 1 && kana >= 2 && kana >= ideographs;
    enough && ideographs > 0 && !encoding_rs::SHIFT_JIS.encode(words).2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_told_by_their_words_or_their_script() {
        for (run, language) in [
            ("¡Viento!", Some("es")),
            ("the light of the harbour was out", Some("en")),
            (
                "Никто не знал, кто покрасил маяк в зелёный цвет.",
                Some("ru"),
            ),
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
        assert_eq!(
            of_run("the light of the harbour was out", "en-GB", Stands::Apart),
            None
        );
        assert_eq!(of_run("灯塔说来话长", "en", Stands::Within), Some("zh-CN"));
        assert_eq!(of_run("東京", "en", Stands::Within), None);
        for title in [
            "The Man Who Counted Waves",
            "The Keeping of Lamps",
            "Of wind and men",
            "Fog and the price of oil",
        ] {
            assert_eq!(of_title(title), Some("en"), "{title}");
        }
        for title in [
            "Le gardien du phare",
            "Der letzte Wächter",
            "De mensen van de zee",
            "Il guardiano del faro",
            "O farol da ilha",
            "Los hombres del faro",
            "Bog o morzu i ludziach",
            "En bok om havet",
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
            (
                "他说港口很旧，東京湾の灯台と図書館がある。后来",
                vec!["東京湾の灯台と図書館がある"],
            ),
            ("「発見した」是他的话", vec!["発見した"]),
            ("优の良品在东京", vec![]),
            ("日语里さようなら是再见的意思", vec![]),
            ("カメラ是相机", vec![]),
        ] {
            let found: Vec<&str> = japanese(text)
                .into_iter()
                .map(|range| &text[range])
                .collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
