//! Plain text whose lines begin with times or speakers: `[00:12:30] …`, `Name (00:12:30): …`,
//! a name and a time on a line of their own, `主持人：…`.

use std::collections::HashMap;

use super::captions::lines;
use super::heads;
use crate::ingest::diag::{HEAD_OF_EXPORT, NOT_OF_SPEECH};
use crate::ingest::front_matter;
use crate::model::speech::{Cue, Recording};
use crate::turns::{self, Opening, Turns, filled, follows, is_machine, opening, speakers};
use chengshu_text::diag::{Diagnostic, Sink};
use chengshu_text::source::Source;

/// Signs only Markdown begins lines with.
const MARKDOWN: &[&str] = &["# ", "## ", "### ", "#### ", "```", "~~~", "> ", "|", "- ", "* "];

/// A text that is plainly a transcript has as many turns that `>>` begins, and a third of its lines.
const SIGNED: usize = 3;

/// Reads a text. `None` unless it is plainly a transcript: no head, no signs of Markdown, and
/// times that ascend, or names that return, at the head of many lines. Names before paragraphs with
/// blank lines between are Markdown as well, and the rules see to them. So do they under a heading, unless
/// the head of an export follows it.
pub fn read(source: &Source, sink: &mut Sink) -> Option<Recording> {
    let text = source.text.as_str();
    if front_matter::split(source).head.is_some() {
        return None;
    }
    let mut filled = filled(text);
    let title = heading(&filled, text);
    if title.is_some() {
        filled.remove(0);
    }
    if filled
        .iter()
        .any(|(_, line)| MARKDOWN.iter().any(|sign| line.starts_with(sign)) || line.ends_with('\\'))
    {
        return None;
    }
    let mut openings: Vec<Opening<'_>> = filled.iter().map(|(_, line)| opening(line)).collect();
    turns::settle(&mut openings, &filled);
    // Where names stand beside their times, what stands before a colon is said.
    let is_certain = follows(&openings, &filled);
    if !is_certain {
        openings.iter_mut().for_each(Opening::without_certain);
    }
    let names = openings.iter().map(|opening| opening.name);
    let speakers = if is_certain { HashMap::new() } else { speakers(names) };
    let is_known = |name: &str| speakers.contains_key(name);
    let known = |opening: &Opening<'_>| {
        opening.is_certain || (!is_certain && opening.name.is_some_and(is_known))
    };
    let times: Vec<u64> = openings.iter().filter_map(|opening| opening.time).collect();
    let timed = is_certain
        || times.len() >= 3
            && times.len() * 4 >= filled.len()
            && times.windows(2).all(|pair| pair[0] <= pair[1]);
    let named: usize = speakers.values().sum();
    let least = if speakers.keys().any(|name| is_machine(name)) { 2 } else { 4 };
    let labelled = named >= least && named * 3 >= filled.len();
    let signed = filled.iter().filter(|(_, line)| line.trim_start().starts_with(">>")).count();
    let is_signed = signed >= SIGNED && signed * 3 >= filled.len();
    if !timed && !is_signed && (!labelled || is_parted(text)) {
        return None;
    }
    let opens = |opening: &Opening<'_>| known(opening) || (!is_certain && opening.time.is_some());
    let before = openings.iter().position(opens).unwrap_or(0);
    let apart: Vec<bool> = filled.iter().map(|(at, _)| is_apart(&text[..*at])).collect();
    let head = heads::read(&filled, before, &apart);
    if title.is_some() && (!is_certain || head.is_none()) {
        return None;
    }
    let is_speech = |number: usize| head.as_ref().is_none_or(|head| head.is_speech[number]);
    let mut cues: Vec<Cue> = Vec::with_capacity(filled.len());
    let mut speaker = None;
    // The time of a line that has no words of its own.
    let mut waiting = None;
    for (number, ((at, line), opening)) in filled.iter().zip(&openings).enumerate() {
        if !is_speech(number) {
            continue;
        }
        let name = opening.name.filter(|_| known(opening));
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
                words: Vec::new(),
                at: at + words,
            });
        }
    }
    let Turns { cues, begins } = turns::turns(cues);
    if cues.is_empty() {
        return None;
    }
    if let Some(head) = &head {
        report(head, source, sink);
    }
    let head = head.map(|head| Box::new(head.head));
    Some(Recording { cues, begins, head, title, ..Recording::default() })
}

/// The heading over a text that has no other signs of Markdown.
fn heading(filled: &[(usize, &str)], text: &str) -> Option<String> {
    let (_, first) = filled.first()?;
    let title = first.strip_prefix("# ")?.trim();
    let is_plain = !text.contains(['*', '[', '`', '<', '&', '\\', '!', '|']);
    is_plain.then(|| title.to_owned())
}

/// Tells what of an export was read as its head, and what is in no book.
fn report(head: &heads::Stated, source: &Source, sink: &mut Sink) {
    if !head.parts.is_empty() {
        let mut parts = head.parts.clone();
        parts.dedup();
        let message = format!("read as the head of an export: {}", parts.join(", "));
        sink.push(Diagnostic::new(&HEAD_OF_EXPORT, message).at(source.place(head.at)));
    }
    if !head.left_out.is_empty() {
        let lines: Vec<String> = head.left_out.iter().map(|line| format!("“{line}”")).collect();
        let message = format!("left out as no speech: {}", lines.join(", "));
        sink.push(Diagnostic::new(&NOT_OF_SPEECH, message).at(source.place(head.at)));
    }
}

/// True if a blank line stands at the end of a text.
fn is_apart(before: &str) -> bool {
    let line = before.strip_suffix('\n').unwrap_or(before).trim_end_matches([' ', '\t', '\r']);
    line.ends_with('\n')
}

/// True if blank lines part all lines of a text.
fn is_parted(text: &str) -> bool {
    let mut filled = lines(text).map(|(_, line)| !line.trim().is_empty());
    let mut last = false;
    !filled.any(|is_filled| std::mem::replace(&mut last, is_filled) && is_filled)
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
    fn exports_of_meetings() {
        let said_by = |text: &str| said(read, text);
        let turns =
            Said::new(&[(Some(3000), "阿岸", "潮水退了？"), (Some(9000), "小满", "退了。")]);
        for (head, line) in [
            (
                "海边的会\n2024年3月5日 下午 2:00|1小时 2分钟\n\n关键词:\n潮水、灯\n\n文字记录:\n",
                "阿岸 00:03",
            ),
            ("海边的会\n2024年03月05日 14:00\n\n关键词：潮水\n\n文字记录：\n", "阿岸   00:03"),
            (
                "会议名称：海边\n会议时间：2024/03/05 14:00-15:00\n参会人员：阿岸、小满\n\n",
                "阿岸(00:00:03):",
            ),
            (
                "会议\nTue, Mar 05, 2024 2:00PM • 45:12\n\nSUMMARY KEYWORDS\n灯\n\nSPEAKERS\n阿岸\n\n",
                "阿岸  0:03",
            ),
        ] {
            let text = format!("{head}{line}\n潮水退了？\n\n小满 00:09\n退了。\n");
            let found = said_by(&text);
            let lines =
                if text.contains("人员") || text.contains("SPEAKERS") || text.contains("文字") {
                    &[("CS0147", 1), ("CS0148", 1)][..]
                } else {
                    &[("CS0147", 1)]
                };
            assert_eq!(found, turns.clone().found(lines), "{text}");
        }
        let foot =
            "阿岸 0:03\n潮水退了？\n\n小满 0:09\n退了。\n\nTranscribed by https://otter.ai\n";
        assert_eq!(said_by(foot), turns.found(&[("CS0148", 1)]));
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
    fn settle() {
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
