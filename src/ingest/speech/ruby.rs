//! Readings over words in the text of a cue, between the signs Unicode has for them (The Unicode Standard,
//! section 23.8, "Annotation Characters").

/// Before the words.
pub const BASE: char = '\u{fff9}';
/// Between the words and their reading.
pub const READING: char = '\u{fffa}';
/// Behind the reading.
pub const END: char = '\u{fffb}';

/// The tags of HTML a sign stands for.
pub fn tag(sign: char) -> Option<&'static str> {
    match sign {
        BASE => Some("<ruby>"),
        READING => Some("<rt>"),
        END => Some("</rt></ruby>"),
        _ => None,
    }
}

/// Puts the signs into a text as its tags are met with.
#[derive(Debug, Default)]
pub struct Ruby {
    state: State,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum State {
    #[default]
    Outside,
    /// Within `<ruby>`, before words.
    Inside,
    /// In words, which begin here.
    Words(usize),
    Reading,
}

impl Ruby {
    /// An element begins.
    pub fn open(&mut self, name: &str, out: &mut String) {
        match (name, self.state) {
            ("ruby", _) => {
                self.end(out);
                self.state = State::Inside;
            }
            ("rt", State::Words(_)) => {
                out.push(READING);
                self.state = State::Reading;
            }
            _ => {}
        }
    }

    /// An element ends.
    pub fn close(&mut self, name: &str, out: &mut String) {
        match (name, self.state) {
            ("ruby", _) => self.end(out),
            ("rt", State::Reading) => {
                out.push(END);
                self.state = State::Inside;
            }
            _ => {}
        }
    }

    /// Text follows.
    pub fn text(&mut self, text: &str, out: &mut String) {
        if self.state == State::Inside && !text.trim().is_empty() {
            self.state = State::Words(out.len());
            out.push(BASE);
        }
    }

    /// Ends what is open. Words without a reading are no more than words.
    pub fn end(&mut self, out: &mut String) {
        match std::mem::take(&mut self.state) {
            State::Words(at) if out[at..].starts_with(BASE) => {
                out.remove(at);
            }
            State::Reading => out.push(END),
            _ => {}
        }
    }
}
