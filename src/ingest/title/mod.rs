//! Takes titles apart: `鲸鱼为什么唱歌？【海里的事07】【完结】` is a title, a series, a number and a
//! remark.

mod file;
mod number;
mod plain;

use crate::model::outline::Title;
use chengshu_writing::script::is_ideographic;
pub use file::{FileName, PATTERNS, file_name, uncounted};
use number::{Numbered, counted, numbered};
pub use plain::{Plain, plain};

/// Brackets a suffix may stand in.
const BRACKETS: &[(char, char)] =
    &[('【', '】'), ('〖', '〗'), ('[', ']'), ('［', '］'), ('（', '）'), ('(', ')')];

/// Remarks that are no part of a title when they stand in `【】` behind it.
const REMARKS: &[&str] = &[
    "完", "完结", "完結", "全", "全集", "合集", "番外", "番外篇", "特别篇", "特別篇", "加更",
    "预告", "重制", "重制版", "重置版", "修正版", "修订版", "高清", "高清重制", "4K", "字幕",
    "中字", "转载", "搬运", "文字版", "文字稿", "新人", "END",
];

/// Parts of a talk; they tell one chapter from the next and stay in the title.
const PARTS: &[&str] =
    &["上", "中", "下", "终", "前篇", "后篇", "上集", "中集", "下集", "上篇", "下篇"];

/// Fewer words than this may be names or a list; more are a title spaced out.
const SPACED_WORDS: usize = 4;

/// Reads a title. In: the title as stated. Out: its parts. Nothing is taken away that is not in
/// one of the parts, and the text is never empty unless the title is. Linear in the title.
///
/// The series is read from brackets after the title, or failing that before it, when a number
/// goes with it: any in `【】`, up to three digits in `[]`, and `第…期`, `EP…` and the like in
/// `（）`.
pub fn title(stated: &str) -> Title {
    let stated = stated.trim();
    let mut title = Title::default();
    let mut text = stated;
    // A part such as `（上）` behind the series keeps its place at the end of the title.
    let mut part = "";
    while let Some((before, inner, bracket)) = last_group(text) {
        let is_part = PARTS.contains(&inner.trim());
        if is_part && part.is_empty() {
            // Only worth looking behind when a series is there.
            let hidden = last_group(before).and_then(|(_, inner, open)| series(inner, open));
            if hidden.is_none() {
                break;
            }
            part = &text[before.len()..];
            text = before;
            continue;
        }
        match series(inner, bracket) {
            Some(found) if title.episode.is_none() => take(&mut title, &found),
            Some(_) => title.marks.push(closed_up(inner.trim())),
            None if bracket == '【' && is_remark(inner, &title, before) => {
                title.marks.push(closed_up(inner.trim()));
            }
            None => break,
        }
        text = before;
    }
    // They were read from the end.
    title.marks.reverse();
    if title.episode.is_none()
        && let Some((inner, after, bracket)) = first_group(text)
        && !after.is_empty()
        && let Some(found) = series(inner, bracket)
    {
        take(&mut title, &found);
        text = after;
    }
    if title.episode.is_none() {
        title.episode = bare_number(text);
    }
    title.text = closed_up(text);
    if !part.is_empty() && !text.is_empty() {
        title.text.push_str(part);
    }
    if title.text.is_empty() {
        // Nothing but brackets: the first of them is the best title there is.
        title.text = first_group(stated)
            .map_or_else(|| stated.to_owned(), |(inner, _, _)| closed_up(inner.trim()));
        if title.text.is_empty() {
            stated.clone_into(&mut title.text);
        }
    }
    title
}

fn take(title: &mut Title, found: &Numbered<'_>) {
    title.episode = Some(found.number);
    title.series = Some(closed_up(found.name)).filter(|name| !name.is_empty());
}

/// The last bracketed group of a text that ends with one: what is before it, what is inside,
/// and its opening bracket.
fn last_group(text: &str) -> Option<(&str, &str, char)> {
    let text = text.trim_end();
    let last = text.chars().next_back()?;
    let &(open, close) = BRACKETS.iter().find(|&&(_, close)| close == last)?;
    let inside = &text[..text.len() - close.len_utf8()];
    let at = inside.rfind(open)?;
    let inner = &inside[at + open.len_utf8()..];
    // A closing bracket inside means that the groups nest; such a group is no suffix.
    let plain = !inner.contains(close) && !inner.trim().is_empty();
    plain.then(|| (inside[..at].trim_end(), inner, open))
}

/// The first bracketed group of a text that begins with one: what is inside, what is after it,
/// and its opening bracket.
fn first_group(text: &str) -> Option<(&str, &str, char)> {
    let first = text.chars().next()?;
    let &(open, close) = BRACKETS.iter().find(|&&(open, _)| open == first)?;
    let inside = &text[open.len_utf8()..];
    let (inner, after) = inside.split_once(close)?;
    let plain = !inner.contains(open) && !inner.trim().is_empty();
    plain.then(|| (inner, after.trim_start(), open))
}

/// Series and number in a group, if its bracket makes clear that it is one.
fn series(inner: &str, bracket: char) -> Option<Numbered<'_>> {
    let found = numbered(inner)?;
    let clear = match bracket {
        '【' | '〖' => true,
        '[' | '［' => found.counter || !found.name.is_empty() && found.number < 1000,
        _ => found.counter,
    };
    clear.then_some(found)
}

/// True if a group without a number is a remark: it is known as one, or stands among suffixes.
fn is_remark(inner: &str, title: &Title, before: &str) -> bool {
    let inner = inner.trim();
    REMARKS.iter().any(|known| known.eq_ignore_ascii_case(inner))
        || title.episode.is_none()
            && !PARTS.contains(&inner)
            && last_group(before)
                .is_some_and(|(_, inner, open)| open == '【' && series(inner, open).is_some())
}

/// The number a title without brackets ends with: `海里的事 第3集`, `海里的事 EP12`. The text keeps
/// it, since without it chapters would share one title.
fn bare_number(text: &str) -> Option<u32> {
    let separators = |c: char| c.is_whitespace() || matches!(c, '|' | '｜' | '·' | '-' | '—' | '_');
    let (_, last) = text.rsplit_once(separators)?;
    counted(last)
}

/// A text whose Chinese is spaced out letter by letter, closed up; any other text as it is.
fn closed_up(text: &str) -> String {
    let is_gap = |c: char| matches!(c, ' ' | '\u{3000}' | '\u{a0}');
    let words = || text.split(is_gap);
    let (mut all, mut single) = (0, 0);
    for word in words() {
        // Two spaces in a row are no spacing by letter.
        if word.is_empty() {
            return text.to_owned();
        }
        all += 1;
        let letters = word.chars().filter(|c| c.is_alphanumeric());
        let mut letters = letters.take(2);
        let lone = match (letters.next(), letters.next()) {
            (Some(c), None) => is_ideographic(c),
            (None, _) => true,
            _ => false,
        };
        single += usize::from(lone);
    }
    if all < SPACED_WORDS || single * 5 < all * 4 {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for word in words() {
        let western = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        if western(out.chars().next_back()) && western(word.chars().next()) {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(stated: &str) -> (String, Option<String>, Option<u32>, Vec<String>) {
        let title = title(stated);
        (title.text, title.series, title.episode, title.marks)
    }

    fn expect(
        stated: &str,
        text: &str,
        series: Option<&str>,
        episode: Option<u32>,
        marks: &[&str],
    ) {
        let marks = marks.iter().map(|&mark| mark.to_owned()).collect();
        assert_eq!(
            parts(stated),
            (text.to_owned(), series.map(str::to_owned), episode, marks),
            "{stated}"
        );
    }

    #[test]
    fn series_and_number_stand_in_brackets() {
        let sea = Some("海里的事");
        expect("鲸鱼为何唱歌？【海里的事07】", "鲸鱼为何唱歌？", sea, Some(7), &[]);
        expect(" 鲸鱼 【海里的事２７】 ", "鲸鱼", sea, Some(27), &[]);
        expect("鲸鱼【海里的事第十二期】", "鲸鱼", sea, Some(12), &[]);
        expect("鲸鱼【海里的事 EP12】", "鲸鱼", sea, Some(12), &[]);
        expect("鲸鱼【海里的事·第3集】", "鲸鱼", sea, Some(3), &[]);
        expect("鲸鱼【27】", "鲸鱼", None, Some(27), &[]);
        expect("Whales [Sea Tales 3]", "Whales", Some("Sea Tales"), Some(3), &[]);
        expect("鲸鱼（海里的事 第12期）", "鲸鱼", sea, Some(12), &[]);
        expect("【海里的事07】鲸鱼", "鲸鱼", sea, Some(7), &[]);
        expect("第【3】条鲸鱼【海里的事07】", "第【3】条鲸鱼", sea, Some(7), &[]);
    }

    #[test]
    fn remarks_are_kept_apart() {
        let sea = Some("海里的事");
        expect("鲸鱼【海里的事03】【完结】", "鲸鱼", sea, Some(3), &["完结"]);
        expect("鲸鱼【完结】【海里的事03】", "鲸鱼", sea, Some(3), &["完结"]);
        expect("鲸鱼【海里的事03】【下集更好看】", "鲸鱼", sea, Some(3), &["下集更好看"]);
        expect("鲸鱼【4K】", "鲸鱼", None, None, &["4K"]);
    }

    #[test]
    fn what_is_not_clearly_a_suffix_stays() {
        for text in [
            "鲸鱼（上）",
            "鲸鱼【上】",
            "鲸鱼（1991）",
            "鲸鱼（苏联1991）",
            "鲸鱼[2021]",
            "鲸鱼【1991】",
            "什么是【爱】",
            "鲸鱼【海里的事27.5】",
            "鲸鱼【1-2】",
            "【独家】鲸鱼",
            "鲸鱼【】",
            "鲸鱼】",
            "【鲸鱼",
            "九一八",
            "鲸鱼【老三】",
            "鲸鱼【【海里的事07】",
        ] {
            let (title, series, episode, marks) = parts(text);
            if text == "鲸鱼【【海里的事07】" {
                assert_eq!((title.as_str(), episode), ("鲸鱼【", Some(7)));
            } else {
                assert_eq!((title.as_str(), series, episode, marks.len()), (text, None, None, 0));
            }
        }
    }

    #[test]
    fn parts_stay_in_the_title() {
        let sea = Some("海里的事");
        expect("鲸鱼（上）【海里的事17】", "鲸鱼（上）", sea, Some(17), &[]);
        expect("鲸鱼【海里的事17】（上）", "鲸鱼（上）", sea, Some(17), &[]);
    }

    #[test]
    fn bare_numbers_are_read_and_kept() {
        expect("海里的事 第3集", "海里的事 第3集", None, Some(3), &[]);
        expect("海里的事｜EP12", "海里的事｜EP12", None, Some(12), &[]);
        expect("等了第三天", "等了第三天", None, None, &[]);
        expect("海里 1991", "海里 1991", None, None, &[]);
    }

    #[test]
    fn spaced_letters_close_up() {
        let text = |stated| parts(stated).0;
        assert_eq!(text("我 在 海 里 教 唱 歌"), "我在海里教唱歌");
        assert_eq!(text("我 在 海 里 教 唱 歌 ？【海里的事1】"), "我在海里教唱歌？");
        assert_eq!(text("我 在 B 站 教 你 唱 歌"), "我在B站教你唱歌");
        assert_eq!(text("鲸鱼与海豚 の 难解之谜"), "鲸鱼与海豚 の 难解之谜");
        assert_eq!(text("金 木 水"), "金 木 水");
        assert_eq!(text("A B C D E"), "A B C D E");
    }

    #[test]
    fn something_is_always_left_to_print() {
        expect("【海里的事27】", "海里的事27", Some("海里的事"), Some(27), &[]);
        assert_eq!(parts("【海里的事27】（上）").0, "海里的事27");
        assert_eq!(parts("【完结】").0, "完结");
        assert_eq!(parts("【】").0, "【】");
        assert_eq!(parts("  ").0, "");
        let long = "很长的标题".repeat(60);
        assert_eq!(parts(&long).0, long);
    }

    #[test]
    fn many_brackets_are_read() {
        // Anything quadratic would not come back from these.
        for text in
            ["【完结】".repeat(20_000), "（上）【海1】".repeat(20_000), "【".repeat(100_000)]
        {
            assert!(!title(&text).text.is_empty());
        }
    }
}
