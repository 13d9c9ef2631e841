//! Lists of times in descriptions, which are the chapters of a recording: `00:00 Intro`, `0:00:00 - 开场`,
//! `1. 02:15 …`, `(12:30) …`, `Ropes 0:41`, `• 00:00–01:30 …`.
//!
//! A list is one by the rule of YouTube: three times at least, ascending, of which the first is the
//! beginning.

use crate::model::speech::Mark;
use crate::turns::clock;
use chengshu_references::read::read_description;
use chengshu_text::source::Span;

/// No list has fewer entries.
const FEWEST: usize = 3;

/// The first entry begins before this, in milliseconds.
const BEGINNING: u64 = 10_000;

/// A heading over a list is shorter, in characters.
const LONGEST_HEADING: usize = 40;

/// What stands around times and between them and titles.
const AROUND: &[char] = &[
    ' ', '\t', '\u{3000}', '\u{a0}', '-', '–', '—', '−', '~', '～', '|', '｜', ':', '：', '.', '·',
    '•', '*', '_', '>', '→', ',', '，', '、', '#', '(', ')', '（', '）', '[', ']', '【', '】',
    '「', '」', '<', '=',
];

/// The lists of times in a description.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Times {
    /// The chapters the first list states.
    pub chapters: Vec<Mark>,
    /// Where the lists and their headings stand, line by line, ascending.
    pub lines: Vec<Span>,
}

/// Finds the lists in a text.
pub fn times(text: &str) -> Times {
    let mut found = Times::default();
    // The last line that is no entry, and the one above the list that is open.
    let (mut above, mut heading) = (None, None);
    let mut list: Vec<(Span, Mark)> = Vec::new();
    let mut is_parted = false;
    for (span, line) in lines(text) {
        match entry(line) {
            Some(mark) if list.last().is_some_and(|(_, last)| last.start_ms < mark.start_ms) => {
                list.push((span, mark));
                is_parted = false;
                // What stands within a list is above no other.
                above = None;
            }
            Some(mark) => {
                found.take(text, &mut list, heading.take());
                if mark.start_ms < BEGINNING {
                    heading = above.take();
                    list.push((span, mark));
                    is_parted = false;
                }
            }
            // A list may have parts, each with a heading.
            None => {
                if is_parted || line.chars().count() > LONGEST_HEADING {
                    found.take(text, &mut list, heading.take());
                }
                is_parted = true;
                above = Some(span);
            }
        }
    }
    found.take(text, &mut list, heading);
    found
}

/// A text with blanks in place of lists, so that places stay what they are.
pub fn without(text: &str, lines: &[Span]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for line in lines {
        out.push_str(&text[from..line.start]);
        out.extend(std::iter::repeat_n(' ', line.len()));
        from = line.end;
    }
    out.push_str(&text[from..]);
    out
}

impl Times {
    /// Takes what was gathered if it is a list, with the heading above it.
    fn take(&mut self, text: &str, list: &mut Vec<(Span, Mark)>, above: Option<Span>) {
        let list = std::mem::take(list);
        if list.len() < FEWEST {
            return;
        }
        self.lines.extend(above.filter(|above| is_heading(&text[above.clone()])));
        let (lines, marks): (Vec<Span>, Vec<Mark>) = list.into_iter().unzip();
        self.lines.extend(lines);
        if self.chapters.is_empty() {
            self.chapters = marks;
        }
    }
}

/// The lines of a text that are not blank, and where their words stand.
fn lines(text: &str) -> impl Iterator<Item = (Span, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        let words = line.trim();
        (!words.is_empty()).then(|| (start..start + words.len(), words))
    })
}

/// True if a line says nothing but that times follow: it is short, and no part of the blurb.
fn is_heading(line: &str) -> bool {
    let is_short = line.chars().count() <= LONGEST_HEADING;
    is_short && (line.ends_with([':', '：']) || read_description(line).intro.is_empty())
}

/// The chapter that a line states.
fn entry(line: &str) -> Option<Mark> {
    let (start_ms, title) = leading(line).or_else(|| trailing(line))?;
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    title.contains(char::is_alphanumeric).then_some(Mark { start_ms, title })
}

/// A time before its title, behind a bullet or a number.
fn leading(line: &str) -> Option<(u64, &str)> {
    let bare = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    let (time, rest) = clock::time(bare).or_else(|| clock::time(unnumbered(bare)?))?;
    let rest = behind_address(rest).trim_start_matches([')', ']', '）', '】']);
    Some((time, title_of(clock::until(rest))))
}

/// A line without the number of an entry: `1. `, `02) `, `三、`.
fn unnumbered(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches(char::is_numeric);
    let number = line.len() - rest.len();
    let behind = rest.trim_start_matches(AROUND);
    ((1..=6).contains(&number) && behind.len() < rest.len()).then_some(behind)
}

/// What stands behind the address of a link whose text was the time: `[0:12](https://…) Ropes`.
fn behind_address(rest: &str) -> &str {
    let inside = rest.strip_prefix("](http").and_then(|rest| rest.split_once(')'));
    inside.map_or(rest, |(_, behind)| behind)
}

/// A time behind its title, or two.
fn trailing(line: &str) -> Option<(u64, &str)> {
    // Prose ends so.
    if line.ends_with(['.', ',', '，']) {
        return None;
    }
    let is_of_times = |c: char| c.is_ascii_digit() || AROUND.contains(&c);
    let words = line.trim_end_matches(is_of_times);
    let tail = &line[words.len()..];
    let starts = tail.char_indices().filter(|&(at, c)| {
        c.is_ascii_digit() && !tail[..at].ends_with(|c: char| c.is_ascii_digit())
    });
    starts.take(3).find_map(|(at, _)| {
        let parted = tail[..at].ends_with(AROUND);
        let (time, rest) = clock::time(&tail[at..]).filter(|_| parted)?;
        let rest = clock::until(rest).trim_matches(AROUND);
        rest.is_empty().then(|| (time, title_of(&line[..words.len() + at])))
    })
}

/// A title without what parts it from its time. Brackets of its own stay.
fn title_of(text: &str) -> &str {
    let text = text.trim_matches(|c: char| AROUND.contains(&c) && !is_bracket(c));
    let text = text.trim_start_matches([')', ']', '）', '】', '」']);
    let text = text.trim_end_matches(['(', '[', '（', '【', '「']);
    text.trim_matches(|c: char| AROUND.contains(&c) && !is_bracket(c))
}

fn is_bracket(c: char) -> bool {
    matches!(c, '(' | ')' | '（' | '）' | '[' | ']' | '【' | '】' | '「' | '」' | '.')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<(u64, String)> {
        let chapters = times(text).chapters.into_iter();
        chapters.map(|mark| (mark.start_ms / 1000, mark.title)).collect()
    }

    #[test]
    fn lines_of_lists_ascend() {
        let text = "0:05 a\n1:00 b\n2:03\n2:30 c\n0:05 d\n1:00 e\n2:03 f\n";
        let lines = times(text).lines;
        assert!(lines.is_sorted_by_key(|line| line.start), "{lines:?}");
        assert_eq!(without(text, &lines).len(), text.len());
    }

    #[test]
    fn times_stand_before_and_behind_titles() {
        let expected = [(0, "Ropes"), (62, "Bells and tar"), (3723, "灯塔")];
        let expected = expected.map(|(at, title)| (at, title.to_owned()));
        for text in [
            "0:00 Ropes\n1:02 Bells and tar\n1:02:03 灯塔",
            "00:00 - Ropes\n01:02 - Bells and tar\n1:02:03 - 灯塔",
            "0:00:00 – Ropes\n0:01:02 – Bells and tar\n1:02:03 – 灯塔",
            "(0:00) Ropes\n(1:02) Bells and tar\n(1:02:03) 灯塔",
            "[00:00] Ropes\r\n[01:02] Bells and tar\r\n[01:02:03] 灯塔\r\n",
            "1. 0:00 Ropes\n2. 1:02 Bells and tar\n3. 1:02:03 灯塔",
            "1) 00:00: Ropes\n2) 01:02: Bells and tar\n3) 01:02:03: 灯塔",
            "• 0:00 Ropes\n• 1:02 Bells and tar\n• 1:02:03 灯塔",
            "- 0:00 | Ropes\n- 1:02 | Bells and tar\n- 1:02:03 | 灯塔",
            "⏱️ 0:00 Ropes\n⏱️ 1:02 Bells and tar\n⏱️ 1:02:03 灯塔",
            "00:00-01:02 Ropes\n01:02-1:02:03 Bells and tar\n1:02:03-1:03:00 灯塔",
            "00：00 Ropes\n01：02 Bells and tar\n1：02：03 灯塔",
            "0:00Ropes\n1:02Bells and tar\n1:02:03灯塔",
            "Ropes 0:00\nBells and tar 1:02\n灯塔 1:02:03",
            "Ropes (0:00)\nBells and tar (1:02)\n灯塔（1:02:03）",
            "Ropes - 0:00\nBells and tar - 1:02\n灯塔 - 1:02:03",
            "Ropes: 0:00 - 1:02\nBells and tar: 1:02 - 1:02:03\n灯塔: 1:02:03 - 1:03:00",
            "[0:00](https://a.example/?t=0) Ropes\n[1:02](https://a.example/?t=62) Bells and tar\n\
             [1:02:03](https://a.example/?t=9) 灯塔",
            "**0:00** Ropes\n\n**1:02** Bells and tar\n\n**1:02:03** 灯塔",
            "### 0:00 Ropes\n### 1:02 Bells and tar\n### 1:02:03 灯塔",
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
        let numbers = "0:00 Part 1\n5:00 Part 2 (again)\n9:00 1984";
        assert_eq!(
            shown(numbers),
            [(0, "Part 1"), (300, "Part 2 (again)"), (540, "1984")]
                .map(|(at, title)| (at, title.to_owned()))
        );
    }

    #[test]
    fn other_lines_are_no_lists() {
        let parts = "One\n0:00 A\n1:00 B\nTwo\n2:00 C\nThree\n3:00 D";
        assert_eq!(times(parts).chapters.len(), 4);
        for text in [
            "0:00 Ropes\n1:02 Bells",
            "8:00 Breakfast\n12:00 Lunch\n18:00 Supper",
            "0:00 Ropes\n5:00 Bells\n2:00 Tar",
            "The boat leaves at 0:05.\nThe next at 1:05.\nThe last at 2:05.",
            "0:00\n1:00\n2:00",
            "3:16 and 4:12 are read.\nRopes.\nBells.",
            "",
        ] {
            assert_eq!(times(text), Times::default(), "{text}");
        }
    }

    #[test]
    fn lists_are_cut_out_with_their_headings() {
        for (text, rest) in [
            ("Ropes.\n\nTimestamps:\n0:00 A\n1:00 B\n2:00 C\n\nMore.", "Ropes. More."),
            ("讲绳子。\n时间轴\n0:00 甲\n1:00 乙\n2:00 丙\n", "讲绳子。"),
            ("All about ropes and bells.\n0:00 A\n1:00 B\n2:00 C", "All about ropes and bells."),
            ("章节：\n0:00 甲\n1:00 乙\n2:00 丙\n\nChapters:\n0:00 A\n1:00 B\n2:00 C", ""),
        ] {
            let cut = without(text, &times(text).lines);
            assert_eq!(cut.len(), text.len());
            assert_eq!(cut.split_whitespace().collect::<Vec<_>>().join(" "), rest);
        }
    }
}
