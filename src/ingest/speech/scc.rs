//! SCC, the captions of American television: codes of line 21 in hexadecimal, by frame (ANSI/CTA-608-E). Where on
//! the screen words stand means nothing here, but a new row is a new line.

use super::captions::lines;
use crate::ingest::diag::{LINE_NOT_READ, TIME_NOT_READ};
use crate::model::speech::{Cue, Recording};
use chengshu_text::diag::{Diagnostic, Sink};
use chengshu_text::source::Source;

/// The first line of a file.
const SIGNATURE: &str = "Scenarist_SCC";

/// Milliseconds of a frame.
const FRAME: f64 = 1001.0 / 30.0;

/// Characters in place of those of ASCII.
const BASIC: &[(u8, char)] = &[
    (0x2a, 'á'),
    (0x5c, 'é'),
    (0x5e, 'í'),
    (0x5f, 'ó'),
    (0x60, 'ú'),
    (0x7b, 'ç'),
    (0x7c, '÷'),
    (0x7d, 'Ñ'),
    (0x7e, 'ñ'),
    (0x7f, '█'),
];
/// Characters of two bytes: those behind 0x11, from 0x30 on, and those behind 0x12 and 0x13, from 0x20 on,
/// which stand in place of the one before them.
const SPECIAL: &str = "®°½¿™¢£♪à èâêîôû";
const EXTENDED: [&str; 2] =
    ["ÁÉÓÚÜü‘¡*’—©℠•“”ÀÂÇÈÊËëÎÏïÔÙùÛ«»", "ÃãÍÌìÒòÕõ{}\\^_|~ÄäÖöß¥¤│ÅåØø┌┐└┘"];

/// Reads a file. `None` without its first line.
pub fn read(source: &Source, sink: &mut Sink) -> Option<Recording> {
    if !source.text.trim_start().starts_with(SIGNATURE) {
        return None;
    }
    let mut reader = Reader::default();
    let mut found = Sink::default();
    for (at, line) in lines(&source.text).filter(|(_, line)| !line.trim().is_empty()) {
        if line.trim_start().starts_with(SIGNATURE) {
            continue;
        }
        let (stamp, codes) = line.trim().split_once(char::is_whitespace).unwrap_or((line, ""));
        let start = time(stamp);
        if start.is_none() {
            found.push(
                Diagnostic::new(&TIME_NOT_READ, "cannot read the time of this line")
                    .at(source.place(at))
                    .help("write it as 00:00:01;12"),
            );
        }
        for (number, code) in codes.split_whitespace().enumerate() {
            let pair = u16::from_str_radix(code, 16).ok().filter(|_| code.len() == 4);
            let Some(pair) = pair else {
                found.push(
                    Diagnostic::new(&LINE_NOT_READ, format!("{code:?} is no code"))
                        .at(source.place(at))
                        .help("codes have four hexadecimal digits"),
                );
                continue;
            };
            // A frame has one code.
            let frames = u32::try_from(number).map_or(0.0, f64::from);
            let now =
                start.and_then(|start| super::milliseconds((start + frames * FRAME) / 1000.0));
            // The highest bit of a byte is its parity.
            let [first, second] = pair.to_be_bytes().map(|byte| byte & 0x7f);
            reader.code(first, second, now, at);
        }
    }
    reader.flush(None);
    let recording = super::recording(reader.cues)?;
    sink.append(found);
    Some(recording)
}

/// Milliseconds of `hh:mm:ss:ff`, with a semicolon before frames where some are left out.
fn time(stamp: &str) -> Option<f64> {
    let mut parts = stamp.split([':', ';', '.']).map(|part| part.parse::<u32>().ok());
    let mut next = || Some(f64::from(parts.next()??));
    let (hours, minutes, seconds, frames) = (next()?, next()?, next()?, next()?);
    Some(((hours * 60.0 + minutes) * 60.0 + seconds) * 1000.0 + frames * FRAME)
}

#[derive(Default)]
struct Reader {
    cues: Vec<Cue>,
    /// The caption that is being written, where it begins and when.
    text: String,
    at: usize,
    begins: Option<u64>,
    /// The last code that was no character: it comes twice, and counts once.
    last: Option<(u8, u8)>,
}

impl Reader {
    fn code(&mut self, first: u8, second: u8, now: Option<u64>, at: usize) {
        if first >= 0x20 {
            self.last = None;
            for byte in [first, second].into_iter().filter(|&byte| byte >= 0x20) {
                let other = BASIC.iter().find(|(code, _)| *code == byte);
                self.push(other.map_or(char::from(byte), |&(_, c)| c), now, at);
            }
            return;
        }
        if first < 0x10 || self.last.take_if(|last| *last == (first, second)).is_some() {
            return;
        }
        self.last = Some((first, second));
        // Channels differ in a bit.
        match (first & !0x08, second) {
            (0x11, 0x30..=0x3f) => {
                let c = SPECIAL.chars().nth(usize::from(second - 0x30));
                self.push(c.unwrap_or(' '), now, at);
            }
            (set @ (0x12 | 0x13), 0x20..=0x3f) => {
                self.text.pop();
                let c = EXTENDED[usize::from(set - 0x12)].chars().nth(usize::from(second - 0x20));
                self.push(c.unwrap_or(' '), now, at);
            }
            (0x14 | 0x15, 0x21) => {
                self.text.pop();
            }
            // The caption is shown.
            (0x14 | 0x15, 0x2f) => {
                self.end(now);
                self.flush(now);
            }
            // It leaves the screen; of those that are written where they are seen, it ends.
            (0x14 | 0x15, 0x2c) => self.end(now),
            (0x14 | 0x15, 0x25..=0x27 | 0x29 | 0x2d) => self.flush(self.begins),
            // A row or a colour.
            (_, 0x20..=0x7f) if !self.text.ends_with([' ', '\n']) && !self.text.is_empty() => {
                self.text.push(if second >= 0x40 { '\n' } else { ' ' });
            }
            _ => {}
        }
    }

    fn push(&mut self, c: char, now: Option<u64>, at: usize) {
        if self.text.is_empty() {
            (self.at, self.begins) = (at, now);
        }
        self.text.push(c);
    }

    fn end(&mut self, now: Option<u64>) {
        if let Some(last) = self.cues.last_mut() {
            last.end_ms = last.end_ms.or(now);
        }
    }

    fn flush(&mut self, start: Option<u64>) {
        let text = std::mem::take(&mut self.text);
        if !text.trim().is_empty() {
            let start_ms = start.or(self.begins);
            self.cues.push(Cue { start_ms, text, at: self.at, ..Cue::default() });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::speech::testing::{Said, said};

    #[test]
    fn captions_that_pop_on() {
        let text = "Scenarist_SCC V1.0\n\n00:00:01:00\t9420 9420 9470 9470 54e8 e520 9137 7420 94f4 94f4 ece9 f480 942c 942f\n\n\
            00:00:03:00\t942c 942c\n\n00:00:04:00\t9420 43e1 e680 9223 92a1 942f\n";
        assert_eq!(
            said(read, text),
            Said::new(&[(Some(1434), "", "The ♪t lit"), (Some(4167), "", "CaÉ")])
        );
    }

    #[test]
    fn captions_that_roll_up() {
        let text = "Scenarist_SCC V1.0\n\n00:00:01;00\t9425 9425 94ad 94ad 9470 54e5 6ef4\n\n\
            00:00:02;00\t9425 9425 94ad 94ad 9470 c1ec ec80\n";
        assert_eq!(
            said(read, text),
            Said::new(&[(Some(1167), "", "Tent"), (Some(2167), "", "All")])
        );
    }

    #[test]
    fn what_cannot_be_read_is_told_and_the_rest_kept() {
        let text = "Scenarist_SCC V1.0\n\nx\t9420 54e5 xx 6ef4 942f\n";
        assert_eq!(
            said(read, text),
            Said::new(&[(None, "", "Tent")]).found(&[("CS0121", 3), ("CS0123", 3)])
        );
        assert_eq!(said(read, "00:00:01:00\t9420"), Said::nothing());
    }
}
