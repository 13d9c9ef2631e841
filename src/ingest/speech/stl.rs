//! EBU STL, the subtitles of European television (EBU Tech 3264): a block of 1024 bytes about the file, then
//! one of 128 for each subtitle or part of one. It is written as SRT, which is read like any other.

use std::fmt::Write as _;

use encoding_rs::{Encoding, ISO_8859_5, ISO_8859_6, ISO_8859_7, ISO_8859_8};
use unicode_normalization::UnicodeNormalization;

/// Bytes of the first block, and of the others.
const GENERAL: usize = 1024;
const BLOCK: usize = 128;

/// Where the words begin in a block.
const WORDS: usize = 16;

/// The characters from 0xA0 on in ISO 6937; a blank for those it has none for.
const UPPER: &str = "\u{a0}¡¢£$¥#§¤‘“«←↑→↓°±²³×µ¶·÷’”»¼½¾¿ \u{300}\u{301}\u{302}\u{303}\u{304}\u{306}\
    \u{307}\u{308} \u{30a}\u{327} \u{30b}\u{328}\u{30c}―¹®©™♪¬¦    ⅛⅜⅝⅞ΩÆÐªĦ ĲĿŁØŒºÞŦŊŉĸæđðħıĳŀłøœßþŧŋ\u{ad}";

/// True if bytes are in the format.
pub fn is_stl(bytes: &[u8]) -> bool {
    bytes.len() > GENERAL && bytes.get(3..6) == Some(b"STL") && bytes.get(8..11) == Some(b".01")
}

/// Writes a file as SRT; why not, if it is none.
pub fn srt(bytes: &[u8]) -> Result<String, String> {
    if !is_stl(bytes) {
        return Err("it does not begin like EBU STL".into());
    }
    let rate = bytes.get(6..8).and_then(|digits| std::str::from_utf8(digits).ok());
    let rate = rate
        .and_then(|digits| digits.parse().ok())
        .filter(|rate| *rate > 0)
        .unwrap_or(25);
    let encoding = match bytes.get(12..14) {
        Some(b"01") => Some(ISO_8859_5),
        Some(b"02") => Some(ISO_8859_6),
        Some(b"03") => Some(ISO_8859_7),
        Some(b"04") => Some(ISO_8859_8),
        _ => None,
    };
    // Programmes often begin at ten hours.
    let first = bytes.get(256..264).and_then(|digits| std::str::from_utf8(digits).ok());
    let first = first.map_or(0, |digits| {
        let part = |at: usize| digits.get(at..at + 2)?.parse::<u8>().ok();
        let parts = [0, 2, 4, 6].map(|at| part(at).unwrap_or_default());
        milliseconds(&parts, rate)
    });
    let mut out = String::new();
    let mut words = Vec::new();
    let mut number = 0_usize;
    for block in bytes[GENERAL..].chunks_exact(BLOCK) {
        let (part, is_comment) = (block[3], block[15] == 1);
        // Data of users.
        if part == 0xfe || is_comment {
            continue;
        }
        words.extend(block[WORDS..].iter().copied().filter(|byte| *byte != 0x8f));
        // Others follow that belong to it.
        if part != 0xff {
            continue;
        }
        let text = decoded(&words, encoding);
        words.clear();
        number += 1;
        let time = |bytes: &[u8]| shown(milliseconds(bytes, rate).saturating_sub(first));
        let (start, end) = (time(&block[5..9]), time(&block[9..13]));
        let _ = writeln!(out, "{number}\n{start} --> {end}\n{text}\n");
    }
    Ok(out)
}

/// A time of four bytes: hours, minutes, seconds and frames.
fn milliseconds(bytes: &[u8], rate: u32) -> u32 {
    let part = |number: usize| bytes.get(number).copied().map_or(0, u32::from);
    ((part(0) * 60 + part(1)) * 60 + part(2)) * 1000 + part(3) * 1000 / rate
}

fn shown(milliseconds: u32) -> String {
    let (seconds, rest) = (milliseconds / 1000, milliseconds % 1000);
    format!("{:02}:{:02}:{:02},{rest:03}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// Words with their lines. Codes of colours and of the Teletext page are blanks.
fn decoded(bytes: &[u8], encoding: Option<&'static Encoding>) -> String {
    let mut out = String::new();
    // A mark stands before its letter.
    let mut mark = None;
    for &byte in bytes {
        let c = match (byte, encoding) {
            (0x8a, _) => '\n',
            (0..0x20 | 0x7f, _) => ' ',
            (0x80..0xa0, _) => continue,
            (0x20..0x7f, _) => char::from(byte),
            (_, Some(encoding)) => {
                out.push_str(&encoding.decode_without_bom_handling(&[byte]).0);
                continue;
            }
            (_, None) => UPPER.chars().nth(usize::from(byte - 0xa0)).unwrap_or(' '),
        };
        if (0xc1..0xd0).contains(&byte) && encoding.is_none() {
            mark = Some(c);
            continue;
        }
        out.push(c);
        out.extend(mark.take().filter(|_| c.is_alphabetic()));
    }
    let composed: String = out.nfc().collect();
    let lines = composed
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file of blocks: the number of the part, seconds at which it begins, whether it is a comment, words.
    fn file(table: [u8; 2], blocks: &[(u8, u8, bool, &[u8])]) -> Vec<u8> {
        let mut out = b"850STL25.01000".to_vec();
        out[12..14].copy_from_slice(&table);
        out.resize(GENERAL, b' ');
        out[256..264].copy_from_slice(b"10000000");
        for (part, second, is_comment, words) in blocks {
            let mut block = [0x8f; BLOCK];
            block[..WORDS].fill(0);
            block[3] = *part;
            block[5..9].copy_from_slice(&[10, 0, *second, 12]);
            block[9..13].copy_from_slice(&[10, 0, *second + 1, 0]);
            block[15] = u8::from(*is_comment);
            block[WORDS..WORDS + words.len()].copy_from_slice(words);
            out.extend(block);
        }
        out
    }

    #[test]
    fn subtitles_have_their_times_and_lines() {
        let blocks: &[(u8, u8, bool, &[u8])] = &[
            (0xff, 1, false, b"\x0d\x0bL'\xc2et\xc2e\x8aest \xcbca\x8f"),
            (0, 4, false, b"One, "),
            (0xff, 4, false, b"\x80two\x81."),
            (0xff, 6, true, b"a remark"),
            (0xfe, 6, false, b"data"),
        ];
        assert_eq!(
            srt(&file(*b"00", blocks)).unwrap(),
            "1\n00:00:01,480 --> 00:00:02,000\nL'été\nest ça\n\n\
             2\n00:00:04,480 --> 00:00:05,000\nOne, two.\n\n"
        );
        let cyrillic = srt(&file(*b"01", &[(0xff, 1, false, b"\xbc\xde\xe0\xd5")])).unwrap();
        assert!(cyrillic.contains("Море"), "{cyrillic}");
    }

    #[test]
    fn every_byte_has_a_character() {
        assert_eq!(UPPER.chars().count(), 0x60);
        assert_eq!(decoded(b"\xc8u\xfb\xe1\xf1\xa9x\xb9", None), "üßÆæ‘x’");
    }

    #[test]
    fn what_is_damaged_is_read_as_far_as_it_goes() {
        let mut bytes = file(*b"00", &[(0xff, 1, false, b"One."), (0xff, 4, false, b"Two.")]);
        bytes.truncate(GENERAL + BLOCK + 9);
        assert!(srt(&bytes).unwrap().ends_with("One.\n\n"));
        assert!(srt(b"solid x\nfacet normal 0 0 0\n").is_err());
    }
}
