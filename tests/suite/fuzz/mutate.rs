//! Damages inputs the way files are damaged, and the way an attacker would.

use crate::dice::Dice;

/// What any reader may meet: ends of lines, signs that are counted twice or not at all, numbers
/// that overflow, bytes that are no text.
const ANYWHERE: &[&str] = &[
    "\n", "\r", "\r\n", "\n\n", "\t", " ", "\u{3000}", "\0", "\u{1}", "\u{7f}", "\u{85}",
    "\u{2028}", "\u{feff}", "\u{fffe}", "\u{ffff}", "\u{fffd}", "\u{200b}", "\u{202e}", "\u{e000}",
    "\u{10ffff}", "𠮷", "👩‍👩‍👧", "e\u{301}", "灯塔", "。", "，", "“", "”", "《", "》", "（", "A", "ß",
    "İ", "0", "-1", "4294967296", "18446744073709551616", "1e999", "-0", "\\", "/", "..", ":",
    "://", "\"", "'", "<", ">", "&", "&#0;", "&#x110000;", "{", "}", "[", "]", "(", ")", "#", "*",
    "_", "`", "~", "|", "!", "?", "%", "%00", "=", "+", ";", ",", ".", "---", "-->", "<!--", "]]>",
];

/// How large an input may grow.
pub const LARGEST: usize = 4096;

/// How large one may be blown up to, rarely.
const SWOLLEN: usize = 1 << 16;

/// Makes a new input out of old ones. `words` are what the reader's grammar is made of.
pub fn mutate(pool: &[Vec<u8>], words: &[&str], dice: &mut Dice) -> Vec<u8> {
    let mut input = if pool.is_empty() || dice.below(16) == 0 {
        made_up(words, dice)
    } else {
        pool[dice.below(pool.len())].clone()
    };
    for _ in 0..=dice.below(5) {
        change(&mut input, pool, words, dice);
    }
    if dice.below(2000) == 0 {
        swell(&mut input, dice);
    } else {
        input.truncate(LARGEST);
    }
    input
}

fn made_up(words: &[&str], dice: &mut Dice) -> Vec<u8> {
    let mut input = Vec::new();
    for _ in 0..=dice.below(40) {
        input.extend_from_slice(word(words, dice).as_bytes());
    }
    input
}

fn word<'a>(words: &[&'a str], dice: &mut Dice) -> &'a str {
    if words.is_empty() || dice.below(4) == 0 { dice.pick(ANYWHERE) } else { dice.pick(words) }
}

/// A stretch of some bytes, mostly a short one.
fn stretch(bytes: &[u8], dice: &mut Dice) -> std::ops::Range<usize> {
    if bytes.is_empty() {
        return 0..0;
    }
    let longest = if dice.below(4) == 0 { bytes.len() } else { 16 };
    let start = dice.below(bytes.len());
    start..(start + 1 + dice.below(longest)).min(bytes.len())
}

/// The lines of some bytes that a stretch touches.
fn lines(bytes: &[u8], dice: &mut Dice) -> std::ops::Range<usize> {
    let touched = stretch(bytes, dice);
    let before = bytes[..touched.start].iter().rposition(|b| *b == b'\n');
    let after = bytes[touched.end..].iter().position(|b| *b == b'\n');
    before.map_or(0, |at| at + 1)..after.map_or(bytes.len(), |step| touched.end + step + 1)
}

fn change(input: &mut Vec<u8>, pool: &[Vec<u8>], words: &[&str], dice: &mut Dice) {
    let at = dice.below(input.len() + 1);
    match dice.below(12) {
        0 => drop(input.drain(stretch(input, dice))),
        1 => drop(input.drain(lines(input, dice))),
        2 => input.truncate(at),
        3 if !input.is_empty() => {
            let at = dice.below(input.len());
            input[at] ^= 1 << dice.below(8);
        }
        4 if !input.is_empty() => {
            let at = dice.below(input.len());
            input[at] = u8::try_from(dice.below(256)).unwrap();
        }
        5 => {
            let copied = input[stretch(input, dice)].to_vec();
            insert(input, at, &copied);
        }
        6 => {
            let copied = input[lines(input, dice)].to_vec();
            insert(input, at, &copied);
        }
        7 => {
            let nested = word(words, dice).repeat(1 + dice.below(100));
            insert(input, at, nested.as_bytes());
        }
        8 if !pool.is_empty() => {
            let other = &pool[dice.below(pool.len())];
            let taken = other[stretch(other, dice)].to_vec();
            insert(input, at, &taken);
        }
        9 => {
            let place = stretch(input, dice);
            input.splice(place, word(words, dice).bytes());
        }
        _ => insert(input, at, word(words, dice).as_bytes()),
    }
}

fn insert(input: &mut Vec<u8>, at: usize, bytes: &[u8]) {
    input.splice(at..at, bytes.iter().copied());
}

/// Repeats a stretch until the input is large: what takes more than linear time shows.
fn swell(input: &mut Vec<u8>, dice: &mut Dice) {
    let repeated = input[stretch(input, dice)].to_vec();
    if !repeated.is_empty() {
        let at = dice.below(input.len() + 1);
        let times = (SWOLLEN.saturating_sub(input.len())) / repeated.len();
        insert(input, at, &repeated.repeat(times));
    }
}
