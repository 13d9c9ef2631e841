//! What lines of transcripts begin with: a time, a name, or both: `[00:12:30] …`, `Name (00:12:30): …`,
//! `**0:51** · Name: …`, a name and a time on a line of their own.

use std::collections::HashSet;

use super::clock;
use super::label::{is_inverted, is_name, label};
use super::machine::is_machine;
use super::speakers;

/// Brackets a time may stand in.
const BRACKETS: &[(char, char)] =
    &[('[', ']'), ('(', ')'), ('（', '）'), ('【', '】'), ('<', '>'), ('［', '］')];

/// Signs of emphasis around names and times.
const EMPHASIS: [char; 3] = ['*', '_', '`'];

/// What may part a time and a name, besides spaces.
const BETWEEN: [char; 7] = ['·', '•', '|', '｜', '–', '—', '-'];

/// How far into a line the time behind a name may stand, in bytes.
const NEAR: usize = 48;

/// Names on lines of their own beside times on theirs come so often at least.
const NAMED_APART: usize = 3;

/// The first turn of two begins before this, in milliseconds.
const BEGINNING: u64 = 60_000;

/// The beginning of a line.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Opening<'a> {
    /// In milliseconds.
    pub time: Option<u64>,
    /// Who speaks.
    pub name: Option<&'a str>,
    /// Nothing but a name stands so, beside its time.
    pub is_certain: bool,
    /// Where the words begin.
    pub words: usize,
    /// Where they begin if the name is said, too.
    pub spoken: usize,
}

impl Opening<'_> {
    /// Takes a name and the time behind it for words, where a text is none of turns.
    pub fn without_certain(&mut self) {
        if self.is_certain && self.words == self.spoken {
            *self = Self::default();
        }
        self.is_certain = false;
    }
}

/// Reads what a line begins with.
pub fn opening(line: &str) -> Opening<'_> {
    let start = line.len() - line.trim_start().len();
    let body = &line[start..];
    if let Some((time, length)) = stamp(body) {
        return after_time(line, time, start + length);
    }
    if let Some((time, name, words)) = emphasised_together(body) {
        let spoken = start + words;
        let is_certain = is_machine(name);
        return Opening { time: Some(time), name: Some(name), is_certain, words: spoken, spoken };
    }
    if let Some(opening) = name_and_time(body) {
        return Opening { words: start + opening.words, spoken: start + opening.spoken, ..opening };
    }
    match label(line) {
        Some(label) => Opening { name: Some(label.name), words: label.words, ..Opening::default() },
        None => Opening::default(),
    }
}

/// A line with a time at its head: a name may follow.
fn after_time(line: &str, time: u64, words: usize) -> Opening<'_> {
    let rest = &line[words..];
    let found = Opening { time: Some(time), words, spoken: words, ..Opening::default() };
    let between = rest.trim_start_matches(|c: char| BETWEEN.contains(&c) || c.is_whitespace());
    let is_parted = rest.starts_with(['·', '•', '|', '｜']) && between.len() < rest.len();
    let at = if is_parted { line.len() - between.len() } else { words };
    let bare = line[at..].trim_start_matches(EMPHASIS);
    let marks = line.len() - at - bare.len();
    let named = match marks {
        0 => label(bare).map(|label| (label.name, label.words)),
        _ => emphasised(bare),
    };
    if let Some((name, length)) = named {
        return Opening {
            name: Some(name),
            is_certain: is_parted || is_machine(name),
            words: line.len() - bare.len() + length,
            ..found
        };
    }
    let alone = bare.trim_end().trim_end_matches(EMPHASIS);
    if is_machine(alone) {
        return Opening { name: Some(alone), is_certain: true, words: line.len(), ..found };
    }
    found
}

/// The name in `Name:** …` or `Name**: …`, whose emphasis has begun before, and where the words begin.
fn emphasised(text: &str) -> Option<(&str, usize)> {
    let (name, behind) = text.split_once(EMPHASIS)?;
    let behind = behind.trim_start_matches(EMPHASIS);
    let inside = name.trim_end().strip_suffix([':', '：']);
    let words = match inside {
        Some(_) => behind,
        None => behind.strip_prefix([':', '：'])?,
    };
    let name = inside.unwrap_or(name).trim();
    is_name(name).then(|| (name, text.len() - words.trim_start().len()))
}

/// The time and the name in `**[0:12] Name:** …`, and where the words begin.
fn emphasised_together(text: &str) -> Option<(u64, &str, usize)> {
    let bare = text.strip_prefix(EMPHASIS)?.trim_start_matches(EMPHASIS);
    let (time, length) = stamp(bare)?;
    let (name, words) = emphasised(&bare[length..])?;
    Some((time, name, text.len() - bare.len() + length + words))
}

/// A time, or two, at the head of a text; how long it is with what parts it from the words.
fn stamp(text: &str) -> Option<(u64, usize)> {
    let bare = text.trim_start_matches(EMPHASIS);
    let is_marked = bare.len() < text.len();
    let (inner, bracket) = opened(bare);
    let (inner, second) = opened(inner);
    let (time, mut rest) = clock::time(inner)?;
    let dash = ["-->", "-", "–", "—", "~", "～", "至"];
    if let Some(after) = dash.iter().find_map(|dash| rest.trim_start().strip_prefix(dash))
        && let Some((_, after)) = clock::time(after.trim_start())
    {
        rest = after;
    }
    for close in [second, bracket].into_iter().flatten() {
        rest = rest.trim_start().strip_prefix(close)?;
        if close == ']' {
            rest = behind_address(rest);
        }
    }
    if is_marked {
        let behind = rest.trim_start_matches(EMPHASIS);
        (behind.len() < rest.len()).then_some(())?;
        rest = behind;
    }
    let is_apart = bracket.is_some()
        || is_marked
        || rest.is_empty()
        || rest.starts_with(|c: char| c.is_whitespace() || matches!(c, ':' | '：'))
        || rest.starts_with(EMPHASIS);
    if !is_apart {
        return None;
    }
    let rest = rest.trim_start();
    let rest = rest.strip_prefix(['：', ':']).unwrap_or(rest).trim_start();
    Some((time, text.len() - rest.len()))
}

/// A text without the bracket it begins with, and what closes that.
fn opened(text: &str) -> (&str, Option<char>) {
    match BRACKETS.iter().find(|(open, _)| text.starts_with(*open)) {
        Some((open, close)) => (&text[open.len_utf8()..], Some(*close)),
        None => (text, None),
    }
}

/// What stands behind the address of a link whose text was a time.
fn behind_address(text: &str) -> &str {
    let inside = text.strip_prefix("(http").and_then(|rest| rest.split_once(')'));
    inside.map_or(text, |(_, behind)| behind)
}

/// `Name (00:12:30): …`, `Name（00:12:30）`, `**Name** [00:12] …` or `Name 00:12:30` at the end of its
/// line.
fn name_and_time(text: &str) -> Option<Opening<'_>> {
    let bare = text.trim_start_matches(EMPHASIS);
    let skipped = text.len() - bare.len();
    // Labels of programs may stand in brackets.
    let from = if bare.starts_with(['[', '【']) { bare.find([']', '】'])? } else { 0 };
    let at = bare
        .char_indices()
        .skip_while(|&(at, _)| at < from)
        .take_while(|&(at, _)| at <= NEAR)
        .find(|&(at, c)| {
            let opens = BRACKETS.iter().any(|(open, _)| *open == c);
            let after_space = || {
                bare[..at]
                    .ends_with([' ', '\t', '\u{3000}', '\u{a0}', '|', '@', ',', '*', '·', '-'])
            };
            (opens || (c.is_ascii_digit() && after_space())) && stamp(&bare[at..]).is_some()
        })?
        .0;
    let name = bare[..at].trim_end_matches(|c: char| {
        c.is_whitespace()
            || EMPHASIS.contains(&c)
            || BETWEEN.contains(&c)
            || matches!(c, ':' | '：' | ',' | '@')
    });
    let name = name.trim_start_matches(['[', '【']).trim_end_matches([']', '】']);
    let (time, length) = stamp(&bare[at..])?;
    let written = &bare[at..at + length];
    let mut words = at + length;
    let bracketed = !written.starts_with(|c: char| c.is_ascii_digit());
    let has_colon = written.trim_end().ends_with([':', '：']);
    // `**Name (00:12):** …`
    if skipped > 0 {
        words = bare.len() - bare[words..].trim_start_matches(EMPHASIS).trim_start().len();
        words = bare.len() - bare[words..].trim_start_matches([':', '：']).trim_start().len();
        words = bare.len() - bare[words..].trim_start_matches(EMPHASIS).trim_start().len();
    }
    let fits =
        (is_name(name) || is_inverted(name)) && (bracketed || has_colon || words == bare.len());
    fits.then_some(Opening {
        time: Some(time),
        name: Some(name),
        is_certain: true,
        words: skipped + words,
        spoken: skipped + words,
    })
}

/// True if lines with a name beside their time have words, behind it or beneath it, and times that never
/// go back; two will do. Lists of chapters have no words. Where no name returns, the first is near the
/// beginning of the recording: the times of a day are not.
pub fn follows(openings: &[Opening<'_>], lines: &[(usize, &str)]) -> bool {
    let (mut certain, mut spoken, mut last, mut first) = (0, 0, 0, None);
    let mut names: HashSet<&str> = HashSet::new();
    let mut returns = false;
    for (number, (opening, (_, line))) in openings.iter().zip(lines).enumerate() {
        if !opening.is_certain {
            continue;
        }
        let time = opening.time.unwrap_or(last);
        if time < last {
            return false;
        }
        last = time;
        first.get_or_insert(time);
        let name = opening.name.unwrap_or_default();
        returns |= !names.insert(name) || is_machine(name);
        certain += 1;
        let beneath = openings.get(number + 1).is_some_and(|next| next.time.is_none());
        let has_time_beneath = opening.time.is_none();
        spoken += usize::from(opening.words < line.trim_end().len() || beneath || has_time_beneath);
    }
    let is_plain = returns || first.is_some_and(|first| first < BEGINNING);
    certain >= 2 && spoken * 5 >= certain * 4 && is_plain
}

/// Decides about names behind times, where none stands so that it is certain: `[0:12] Jane: …` with names
/// that return, and `0:12 Jane` where all times have a name on their line and words beneath.
pub fn settle<'a>(openings: &mut [Opening<'a>], lines: &[(usize, &'a str)]) {
    let is_timed = |opening: &&Opening<'_>| opening.time.is_some();
    if openings.iter().any(|opening| opening.is_certain) {
        return;
    }
    let known = speakers(openings.iter().filter(is_timed).map(|opening| opening.name));
    if !known.is_empty() {
        for opening in openings.iter_mut().filter(|opening| opening.time.is_some()) {
            opening.is_certain = opening.name.is_some_and(|name| known.contains_key(name));
        }
        return;
    }
    if apart(openings, lines) {
        return;
    }
    let alone = |number: usize| {
        let opening: &Opening<'_> = openings.get(number)?;
        let (_, line) = lines.get(number)?;
        let name = line.get(opening.spoken..)?.trim().trim_end_matches([':', '：']);
        let beneath = openings.get(number + 1).is_some_and(|next| next.time.is_none());
        (opening.time.is_some() && beneath && is_name(name)).then_some((number, name))
    };
    let found: Vec<(usize, &'a str)> = (0..openings.len()).filter_map(alone).collect();
    let times = openings.iter().filter(is_timed).count();
    let distinct: HashSet<&str> = found.iter().map(|(_, name)| *name).collect();
    if found.len() < times || distinct.len() >= found.len() {
        return;
    }
    for (number, name) in found {
        if let (Some(opening), Some((_, line))) = (openings.get_mut(number), lines.get(number)) {
            (opening.name, opening.is_certain, opening.words) = (Some(name), true, line.len());
        }
    }
}

/// Takes lines for names that stand alone above or below all times, which stand alone as well: `0:12`,
/// `Jane` and words, or `Jane`, `0:12` and words. Names return.
fn apart<'a>(openings: &mut [Opening<'a>], lines: &[(usize, &'a str)]) -> bool {
    let timed = openings.iter().enumerate().filter(|(_, opening)| opening.time.is_some());
    let timed: Vec<usize> = timed.map(|(number, _)| number).collect();
    let are_alone = timed.iter().all(|&number| {
        let (_, line) = lines[number];
        openings[number].spoken >= line.trim_end().len()
    });
    if timed.len() < NAMED_APART || !are_alone {
        return false;
    }
    let beside = |step: isize| {
        let names = timed.iter().map(|number| {
            let number = number.checked_add_signed(step)?;
            let (_, line) = lines.get(number)?;
            let name = line.trim();
            (openings[number].time.is_none() && is_name(name)).then_some((number, name))
        });
        let names: Vec<(usize, &'a str)> = names.collect::<Option<_>>()?;
        let distinct: HashSet<&str> = names.iter().map(|(_, name)| *name).collect();
        (distinct.len() >= 2 && distinct.len() < names.len()).then_some(names)
    };
    let Some(names) = beside(1).or_else(|| beside(-1)) else { return false };
    for (number, name) in names {
        let words = lines[number].1.len();
        openings[number] =
            Opening { name: Some(name), is_certain: true, words, spoken: words, time: None };
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_times_stand_side_by_side() {
        for (line, time, name, words) in [
            ("Jane (00:12:30): Hi", 750, "Jane", "Hi"),
            ("Jane Doe (12:30)", 750, "Jane Doe", ""),
            ("阿岸（00:12:30）：走", 750, "阿岸", "走"),
            ("发言人1   0:00:12", 12, "发言人1", ""),
            ("说话人 1 00:12", 12, "说话人 1", ""),
            ("Mara Quill  0:03", 3, "Mara Quill", ""),
            ("**0:51** · Jane: Hi", 51, "Jane", "Hi"),
            ("`0:51` | **Jane:** Hi", 51, "Jane", "Hi"),
            ("**Jane** (0:51): Hi", 51, "Jane", "Hi"),
            ("**Jane (0:51):** Hi", 51, "Jane", "Hi"),
            ("**Jane** [0:51] Hi", 51, "Jane", "Hi"),
            ("Jane [(00:00:51)](https://example.org/?t=51) Hi", 51, "Jane", "Hi"),
            ("[SPEAKER_00] 0:51", 51, "SPEAKER_00", ""),
            ("[0:51] SPEAKER_00: Hi", 51, "SPEAKER_00", "Hi"),
            ("[0:51] [SPEAKER_00] Hi", 51, "SPEAKER_00", "Hi"),
            ("00:00:51 发言人2", 51, "发言人2", ""),
            ("Jane - 0:51", 51, "Jane", ""),
            ("张三（主持人） 00:51", 51, "张三（主持人）", ""),
            ("Jane (Host) 0:51", 51, "Jane (Host)", ""),
        ] {
            let found = opening(line);
            assert!(found.is_certain, "{line}: {found:?}");
            assert_eq!((found.time, found.name), (Some(time * 1000), Some(name)), "{line}");
            assert_eq!(&line[found.words..], words, "{line}");
        }
    }

    #[test]
    fn other_lines_are_not_certain() {
        for line in [
            "[0:05] 下一问：桥呢？",
            "[0:05] Jane: Hi",
            "2024年03月05日 14:00",
            "The boat leaves at 10:30",
            "会议时间：2024/03/05 14:00-15:00",
            "10:30: the boat leaves.",
            "He came (see 3:16) and went",
            "Jane: Hi",
            "Tue, Mar 05, 2024 2:00PM • 45:12",
            "**bold** words",
            "",
        ] {
            assert!(!opening(line).is_certain, "{line}: {:?}", opening(line));
        }
    }

    /// The names of a text that is one of turns.
    fn stated(text: &str) -> Vec<&str> {
        let lines = crate::turns::filled(text);
        let mut openings: Vec<Opening<'_>> = lines.iter().map(|(_, line)| opening(line)).collect();
        settle(&mut openings, &lines);
        let certain = openings.iter().filter(|opening| opening.is_certain);
        let names = certain.filter_map(|opening| opening.name).collect();
        if follows(&openings, &lines) { names } else { Vec::new() }
    }

    #[test]
    fn turns_have_words_and_names_return() {
        assert_eq!(stated("Mara 0:00\nHi.\n\nTobin 1:30\nHo.\n"), ["Mara", "Tobin"]);
        let alone = "0:00 Mara\nHi.\n\n1:30 Tobin\nHo.\n\n2:00 Mara\nSo.\n";
        assert_eq!(stated(alone), ["Mara", "Tobin", "Mara"]);
        for apart in [
            "0:00\nMara\nHi.\n\n1:30\nTobin\nHo.\n\n2:00\nMara\nSo.\n",
            "Mara\n0:00\nHi.\n\nTobin\n1:30\nHo.\n\nMara\n2:00\nSo.\n",
            "0:00 --> 1:30\nMara\nHi.\n\n1:30 --> 2:00\nTobin\nHo.\n\n2:00 --> 2:30\nMara\nSo.\n",
            "**[0:00] Mara:** Hi.\n\n**[1:30] Tobin:** Ho.\n\n**[2:00] Mara:** So.\n\n**[2:10] Tobin:** Oh.\n",
            "**Mara - 0:00**\nHi.\n\n**Tobin - 1:30**\nHo.\n\n**Mara - 2:00**\nSo.\n",
        ] {
            assert_eq!(stated(apart)[..3], ["Mara", "Tobin", "Mara"], "{apart}");
        }
        let bold =
            "**[0:01]** **A:** a\n**[0:02]** **B:** b\n**[0:03]** **A:** a\n**[0:04]** **B:** b\n";
        assert_eq!(stated(bold), ["A", "B", "A", "B"]);
        for text in [
            "Intro 0:00\nRopes 1:30\nBells 2:00\n",
            "0:00 Intro\nHi.\n1:30 Ropes\nHo.\n2:00 Bells\nSo.\n",
            "[0:01] **Intro:** a\n[0:02] **Ropes:** b\n[0:03] **Bells:** c\n",
            "0:01\nHi\n0:02\nHo\n0:03\nSo\n",
            "Mara 0:10\nHi.\n\nTobin 0:05\nHo.\n",
            "Breakfast 8:00\nin the hall\n\nLunch 12:00\nin the yard\n",
        ] {
            assert!(stated(text).is_empty(), "{text}");
        }
    }
}
