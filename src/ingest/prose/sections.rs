//! Whether the words of a recording come with marks, section by section: parts of a file may come from
//! different hands.

use chengshu_writing::marks::{ONE_IN, SECTION};
use chengshu_writing::script::{is_alphanumeric, is_cjk_mark, is_ideographic};

use super::Script;
use crate::model::speech::Cue;

/// Whether words come with the marks that part them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Punctuation {
    /// They do.
    Present,
    /// They do within captions, and the ends of captions stand for marks.
    Within,
    /// They do not, as in raw speech recognition: only pauses tell where to break.
    Absent,
}

/// Where fewer captions than one in so many end with a mark, their ends are marks; and how many there must
/// be to judge.
const ENDS: (usize, usize) = (20, 8);

/// The punctuation of each of some cues. Linear in their text.
pub fn punctuation(cues: &[Cue], script: Script) -> Vec<Punctuation> {
    let mut found = Vec::with_capacity(cues.len());
    let mut section = Section::default();
    let mut before = None;
    for cue in cues {
        section.add(&cue.text, script);
        if section.characters >= SECTION {
            let own = std::mem::take(&mut section);
            before = Some(own.punctuation());
            found.resize(found.len() + own.cues, own.punctuation());
        }
    }
    // What is left is too short to tell, unless it is all.
    let last = match before {
        Some(before) if section.characters < SECTION / 2 => before,
        _ => section.punctuation(),
    };
    found.resize(cues.len(), last);
    found
}

/// Counts of some captions in a row.
#[derive(Default)]
struct Section {
    cues: usize,
    characters: usize,
    /// Marks within captions, and captions that end with a mark.
    within: usize,
    ends: usize,
}

impl Section {
    fn add(&mut self, text: &str, script: Script) {
        let text = text.trim();
        let characters = text.chars().filter(|c| is_alphanumeric(*c)).count();
        // A Latin word is about as much as an ideograph.
        self.characters += match script {
            Script::Chinese => characters,
            Script::Other => characters.div_ceil(5),
        };
        self.cues += 1;
        self.ends +=
            usize::from(text.ends_with(|c: char| c.is_ascii_punctuation() || is_cjk_mark(c)));
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            // Between digits and letters, it is part of a number or a name.
            let parts =
                |next: &char| next.is_whitespace() || is_ideographic(*next) || is_cjk_mark(*next);
            self.within += usize::from(match c {
                '，' | '。' | '、' | '；' | '：' | '…' | '．' => true,
                ',' | '.' | ';' | ':' => chars.peek().is_none_or(parts),
                _ => false,
            });
        }
    }

    fn punctuation(&self) -> Punctuation {
        let (one_in, least) = ENDS;
        if self.within * ONE_IN < self.characters {
            Punctuation::Absent
        } else if self.cues >= least && self.ends * one_in < self.cues {
            Punctuation::Within
        } else {
            Punctuation::Present
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(captions: &[&str]) -> Vec<Punctuation> {
        let cue = |text: &&str| Cue { text: (*text).to_owned(), ..Cue::default() };
        punctuation(&captions.iter().map(cue).collect::<Vec<_>>(), Script::Chinese)
    }

    #[test]
    fn questions_alone_are_no_punctuation() {
        assert_eq!(found(&["你们怎么不摘？", "梯子借出去了"]), [Punctuation::Absent; 2]);
        assert_eq!(found(&["梯子借出去了，", "借给摘柿子的人"]), [Punctuation::Present; 2]);
    }

    #[test]
    fn sections_are_judged_apart() {
        let captions =
            [&["灯塔照着港口，船回来了。"; 40][..], &["灯塔照着港口船回来了"; 42]].concat();
        let found = found(&captions);
        assert_eq!(found[..40], [Punctuation::Present; 40]);
        assert_eq!(found[44..], [Punctuation::Absent; 38]);
    }

    #[test]
    fn ends_of_captions_are_marks_where_others_stand_within() {
        assert_eq!(found(&["井水干了，我们去河边"; 10]), [Punctuation::Within; 10]);
        assert_eq!(found(&["井水干了，我们去河边。"; 10]), [Punctuation::Present; 10]);
    }
}
