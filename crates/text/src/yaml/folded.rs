//! Tells scalars that a program has folded at a width from those whose lines somebody wrote.
//!
//! Programs fold at a space, at the same width in each line: the next word had no room, or the last went
//! past the width (`PyYAML`, `libyaml`). Lines that people write end where a thought does.

use std::ops::RangeInclusive;

/// Widths programs fold at, in characters, and those believed of one break alone.
const WIDTHS: RangeInclusive<usize> = 60..=120;
const USUAL: RangeInclusive<usize> = 70..=90;

/// A longer word, as text without spaces is, tells nothing of a width.
const LONGEST_WORD: usize = 40;

/// True if a program has folded a plain or quoted scalar. In: its lines as they stand, the first with what
/// stands before the scalar.
pub(super) fn is_folded(first: usize, source: &str) -> bool {
    let mut within = Widths::default();
    let mut past = Widths::default();
    let (mut breaks, mut telling, mut finished) = (0, 0, 0);
    let mut longest = 0;
    let mut lines = source.split('\n').peekable();
    let mut before = first;
    while let Some(line) = lines.next() {
        let own = line.trim_end();
        let width = before + own.chars().count();
        before = 0;
        let next = lines.peek().copied().unwrap_or_default();
        let room = width.saturating_sub(word(own.rsplit(' ')));
        if own.trim().is_empty() || next.trim().is_empty() {
            longest = longest.max(room);
            continue;
        }
        // Programs indent what follows.
        if !next.starts_with(' ') || begins_entry(next.trim()) {
            return false;
        }
        breaks += 1;
        let word = word(next.trim().split(' '));
        telling += usize::from(word < LONGEST_WORD || width - room < LONGEST_WORD);
        finished += usize::from(own.ends_with(['.', '!', '?', ':', '。', '！', '？', '：']));
        within.narrow(width, width + word);
        past.narrow(room.saturating_sub(1), width.saturating_sub(1));
    }
    let widths = if breaks == 1 { USUAL } else { WIDTHS };
    let fits = |of: &Widths| of.meet(&widths).is_some_and(|most| longest <= most + 1);
    breaks > 0 && telling > 0 && finished * 2 < breaks.max(2) && (fits(&within) || fits(&past))
}

/// Characters of the first of some words.
fn word<'a>(mut words: impl Iterator<Item = &'a str>) -> usize {
    words.next().map_or(0, |word| word.chars().count())
}

/// True if a line is an entry of a list.
fn begins_entry(line: &str) -> bool {
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    line.starts_with(['-', '*', '•', '·', '[', '《', '【'])
        || number.len() < line.len() && number.starts_with(['.', ')', '、', ':'])
}

/// The widths at which all breaks so far may have been made.
struct Widths {
    least: usize,
    most: usize,
}

impl Default for Widths {
    fn default() -> Self {
        Self { least: 0, most: usize::MAX }
    }
}

impl Widths {
    fn narrow(&mut self, least: usize, most: usize) {
        self.least = self.least.max(least);
        self.most = self.most.min(most);
    }

    /// The most of them among the given.
    fn meet(&self, widths: &RangeInclusive<usize>) -> Option<usize> {
        let (least, most) = (self.least.max(*widths.start()), self.most.min(*widths.end()));
        (least <= most).then_some(most)
    }
}

#[cfg(test)]
mod tests {
    use super::is_folded;

    #[test]
    fn folded_at_a_width() {
        for (first, source) in [
            // PyYAML: the last word goes past the width.
            (
                13,
                "'A talk about a harbour that was dry at night, told by those who slept\n  along it, and about the keeper on the other side of it who never knew.\n\n  '",
            ),
            (
                13,
                "A talk about a harbour that was dry at night, told by those who slept there\n  along it",
            ),
            // The next word has no room.
            (
                13,
                "\"A talk about a harbour that was dry at night, told by those who\n  slept along it, and about the keeper on the other side of it, who never\n  knew.\"",
            ),
        ] {
            assert!(is_folded(first, source), "{source}");
        }
    }

    #[test]
    fn lines_as_written() {
        for (first, source) in [
            (13, "\"本篇讲灯塔。\n\n参考资料：\n《灯塔考》林望潮\n灯塔的历史\""),
            (13, "一\n  二\n\n  三"),
            (
                13,
                "'This talk is about the lamp.\nMain sources:\nWard, The Lamp. Harbour Press 1999.\nDoe, Lights. 2001.'",
            ),
            (
                13,
                "这一讲说的是一座很老的灯塔和守着它的人，从它建成的那一年一直说到它熄灭的那一天，中间有许多船来了又走，走了又来，没有人记得它们的名字，也没有人再问。\n  第二段说灯塔熄灭以后的事，人都搬走了。",
            ),
            (
                13,
                "'Sources for this talk, all of which were read in the original languages here.\nThe Lamp'",
            ),
        ] {
            assert!(!is_folded(first, source), "{source}");
        }
    }
}
