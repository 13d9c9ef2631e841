//! Plain text whose lines begin with times or speakers: `[00:12:30] …`, `Name (00:12:30): …`,
//! a name and a time on a line of their own, `主持人：…`.

use std::collections::HashMap;

use super::captions::lines;
use super::clock;
use super::labels::{is_name, label, speakers};
use crate::ingest::front_matter;
use crate::model::speech::{Cue, Recording};
use chengshu_text::diag::Sink;
use chengshu_text::source::Source;

/// Brackets a time may stand in.
const BRACKETS: &[(char, char)] = &[('[', ']'), ('(', ')'), ('（', '）'), ('【', '】'), ('<', '>')];

/// Signs only Markdown begins lines with.
const MARKDOWN: &[&str] = &["# ", "## ", "### ", "#### ", "```", "~~~", "> ", "|", "- ", "* "];

/// The beginning of a line.
#[derive(Debug, Default, PartialEq, Eq)]
struct Opening<'a> {
    time: Option<u64>,
    name: Option<&'a str>,
    /// Nothing but a name stands so, beside its time.
    is_certain: bool,
    /// Where the words begin.
    words: usize,
    /// Where they begin if the name is said, too.
    spoken: usize,
}

/// Reads a text. `None` unless it is plainly a transcript: no head, no signs of Markdown, and
/// times that ascend, or names that return, at the head of many lines. Names before paragraphs with
/// blank lines between are Markdown as well, and the rules see to them.
pub fn read(source: &Source, _: &mut Sink) -> Option<Recording> {
    let text = source.text.as_str();
    if front_matter::split(source).head.is_some() {
        return None;
    }
    let filled: Vec<(usize, &str)> =
        lines(text).filter(|(_, line)| !line.trim().is_empty()).collect();
    if filled
        .iter()
        .any(|(_, line)| MARKDOWN.iter().any(|sign| line.starts_with(sign)) || line.ends_with('\\'))
    {
        return None;
    }
    let openings: Vec<Opening<'_>> = filled.iter().map(|(_, line)| opening(line)).collect();
    // Where names stand beside their times, what stands before a colon is said.
    let is_certain = openings.iter().any(|opening| opening.is_certain);
    let names = openings.iter().map(|opening| opening.name);
    let speakers = if is_certain { HashMap::new() } else { speakers(names) };
    let times: Vec<u64> = openings.iter().filter_map(|opening| opening.time).collect();
    let timed = times.len() >= 3
        && times.len() * 4 >= filled.len()
        && times.windows(2).all(|pair| pair[0] <= pair[1]);
    let named: usize = speakers.values().sum();
    let labelled = named >= 4 && named * 3 >= filled.len();
    if !timed && (!labelled || is_parted(text)) {
        return None;
    }
    let mut cues: Vec<Cue> = Vec::with_capacity(filled.len());
    let mut speaker = None;
    // The time of a line that has no words of its own.
    let mut waiting = None;
    for ((at, line), opening) in filled.into_iter().zip(openings) {
        let known = |name: &&str| opening.is_certain || speakers.contains_key(*name);
        let name = opening.name.filter(known);
        let time = opening.time.filter(|_| timed);
        let words = match (name, time) {
            (None, None) => line.len() - line.trim_start().len(),
            (None, Some(_)) => opening.spoken,
            (Some(_), _) => opening.words,
        };
        if let Some(name) = name {
            speaker = Some(name.to_owned());
        }
        if time.is_some() {
            waiting = time;
        }
        let rest = line.get(words..).unwrap_or_default().trim_end();
        if !rest.is_empty() {
            cues.push(Cue {
                start_ms: waiting.take(),
                end_ms: None,
                speaker: speaker.clone(),
                text: rest.to_owned(),
                at: at + words,
            });
        }
    }
    (!cues.is_empty()).then(|| Recording { cues, ..Recording::default() })
}

/// True if blank lines part all lines of a text.
fn is_parted(text: &str) -> bool {
    let mut filled = lines(text).map(|(_, line)| !line.trim().is_empty());
    let mut last = false;
    !filled.any(|is_filled| std::mem::replace(&mut last, is_filled) && is_filled)
}

/// Reads what a line begins with: a time, a name, or both in either order.
fn opening(line: &str) -> Opening<'_> {
    let start = line.len() - line.trim_start().len();
    let body = &line[start..];
    if let Some((time, length)) = stamp(body) {
        let words = start + length;
        return match label(&line[words..]) {
            Some((name, length)) => Opening {
                time: Some(time),
                name: Some(name),
                words: words + length,
                spoken: words,
                ..Opening::default()
            },
            None => Opening { time: Some(time), words, spoken: words, ..Opening::default() },
        };
    }
    if let Some(opening) = name_and_time(body) {
        return Opening { words: start + opening.words, spoken: start + opening.spoken, ..opening };
    }
    match label(line) {
        Some((name, words)) => Opening { name: Some(name), words, ..Opening::default() },
        None => Opening::default(),
    }
}

/// A time, or two, at the head of a text; how long it is with what parts it from the words.
fn stamp(text: &str) -> Option<(u64, usize)> {
    let bracket = BRACKETS.iter().find(|(open, _)| text.starts_with(*open));
    let inner = bracket.map_or(text, |(open, _)| &text[open.len_utf8()..]);
    let (time, mut rest) = clock::time(inner)?;
    let dash = ["-->", "-", "–", "—", "~", "～", "至"];
    if let Some(after) = dash.iter().find_map(|dash| rest.trim_start().strip_prefix(dash))
        && let Some((_, after)) = clock::time(after.trim_start())
    {
        rest = after;
    }
    if let Some((_, close)) = bracket {
        rest = rest.trim_start().strip_prefix(*close)?;
    } else if !rest.is_empty() && !rest.starts_with(|c: char| c.is_whitespace()) {
        return None;
    }
    let rest = rest.trim_start();
    let rest = rest.strip_prefix(['：', ':']).unwrap_or(rest).trim_start();
    Some((time, text.len() - rest.len()))
}

/// `Name (00:12:30): …`, `Name（00:12:30）` or `Name 00:12:30` at the end of its line.
fn name_and_time(text: &str) -> Option<Opening<'_>> {
    let at = text
        .char_indices()
        .take_while(|&(at, _)| at <= 40)
        .find(|&(at, c)| {
            let opens = BRACKETS.iter().any(|(open, _)| *open == c);
            let after_space = text[..at].ends_with([' ', '\t', '\u{3000}']);
            opens || (c.is_ascii_digit() && after_space && clock::time(&text[at..]).is_some())
        })?
        .0;
    let name = text[..at].trim();
    let (time, length) = stamp(&text[at..])?;
    let words = at + length;
    let bracketed = !text[at..].starts_with(|c: char| c.is_ascii_digit());
    (is_name(name) && (bracketed || words == text.len())).then_some(Opening {
        time: Some(time),
        name: Some(name),
        is_certain: true,
        words,
        spoken: words,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::speech::testing::{Said, said};

    #[test]
    fn times_at_the_head_of_lines() {
        let text = "[00:00:01] 潮水退了。\n[00:00:05] 灯亮了。\n还没有雾。\n(0:12) 走。\n";
        assert_eq!(
            said(read, text),
            Said::new(&[
                (Some(1000), "", "潮水退了。"),
                (Some(5000), "", "灯亮了。"),
                (None, "", "还没有雾。"),
                (Some(12_000), "", "走。"),
            ])
        );
    }

    #[test]
    fn names_with_times() {
        let text = "阿岸 (00:00:01): 潮水退了。\n\n小满（00:00:05）：真的？\n\n阿岸 00:00:09\n走。\n带伞。\n";
        assert_eq!(
            said(read, text),
            Said::new(&[
                (Some(1000), "阿岸", "潮水退了。"),
                (Some(5000), "小满", "真的？"),
                (Some(9000), "阿岸", "走。"),
                (None, "阿岸", "带伞。"),
            ])
        );
    }

    #[test]
    fn phrases_are_no_names() {
        let text = "[0:01] 今天答信。\n[0:05] 下一问：桥呢？\n[0:09] 塌了。\n[0:12] 下一问：船呢？\n[0:15] 开了。\n";
        assert_eq!(
            said(read, text),
            Said::new(&[
                (Some(1000), "", "今天答信。"),
                (Some(5000), "", "下一问：桥呢？"),
                (Some(9000), "", "塌了。"),
                (Some(12_000), "", "下一问：船呢？"),
                (Some(15_000), "", "开了。"),
            ])
        );
        let text = "阿岸 00:01\n走吗？\n小满 00:05\n还有：带伞。\n还有：带灯。\n阿岸 00:09\n好。\n";
        assert_eq!(
            said(read, text),
            Said::new(&[
                (Some(1000), "阿岸", "走吗？"),
                (Some(5000), "小满", "还有：带伞。"),
                (None, "小满", "还有：带灯。"),
                (Some(9000), "阿岸", "好。"),
            ])
        );
    }

    #[test]
    fn names_alone() {
        let text = "海边的谈话\n\n主持人：潮水退了吗？\n阿岸：退了。\n注意：还会涨。\n主持人：何时？\n阿岸：入夜。\n";
        assert_eq!(
            said(read, text),
            Said::new(&[
                (None, "", "海边的谈话"),
                (None, "主持人", "潮水退了吗？"),
                (None, "阿岸", "退了。"),
                (None, "阿岸", "注意：还会涨。"),
                (None, "主持人", "何时？"),
                (None, "阿岸", "入夜。"),
            ])
        );
    }

    #[test]
    fn other_texts_are_not_transcripts() {
        for text in [
            "10:30 他出门了。\n\n路上没有人。\n",
            "他说：“走。”\n\n她说：“好。”\n\n他说：“带伞。”\n\n她说：“好。”\n",
            "# 海边\n\n甲：一。\n乙：二。\n甲：三。\n乙：四。\n",
            "---\ntitle: 海边\n---\n甲：一。\n乙：二。\n甲：三。\n乙：四。\n",
            "[0:10] 甲。\n[0:05] 乙。\n[0:20] 丙。\n",
            "甲：一。\n\n乙：\\[二\\]\n\n甲：三。\n\n乙：四。\n",
            "甲：一\\\n二。\n乙：三。\n甲：四。\n乙：五。\n",
            "",
        ] {
            assert_eq!(said(read, text), Said::nothing(), "{text}");
        }
    }
}
