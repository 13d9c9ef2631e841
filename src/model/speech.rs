//! Speech in a recording with its times, and the prose made of it.

use crate::model::head::Head;
use crate::model::library::Frame;
use crate::model::manuscript::Moment;
use crate::model::text_sum::TextSum;
use chengshu_text::source::OffsetMap;

/// A piece of speech that a file states as one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cue {
    /// When it begins, in milliseconds from the beginning of the recording; `None` in transcripts
    /// that name speakers but no times, and where the time could not be read.
    pub start_ms: Option<u64>,
    /// When it ends.
    pub end_ms: Option<u64>,
    /// Who speaks.
    pub speaker: Option<String>,
    /// The words, without markup; lines are separated by `\n`.
    pub text: String,
    /// When its words begin, as far as the file says, in order.
    pub words: Vec<Word>,
    /// Where the words stand, as a byte offset in the source file.
    pub at: usize,
}

/// The time of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// Where it begins in the text of its cue.
    pub at: usize,
    /// When it begins, in milliseconds.
    pub start_ms: u64,
    /// When it ends, if the file says so.
    pub end_ms: Option<u64>,
}

impl Cue {
    /// The sum of its words.
    pub fn text_sum(&self) -> TextSum {
        TextSum::of(&self.text)
    }
}

/// A chapter of a recording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// When it begins, in milliseconds from the beginning of the recording.
    pub start_ms: u64,
    /// Its name.
    pub title: String,
}

/// Who wrote the words of a recording down.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Writer {
    /// The file does not show it.
    #[default]
    Unknown,
    /// A program.
    Recogniser,
}

/// A recording as text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recording {
    /// The speech, in order.
    pub cues: Vec<Cue>,
    /// The places among them, ascending, at which somebody begins to speak whom the file does not name.
    pub begins: Vec<usize>,
    /// What the file says of itself before the speech.
    pub head: Option<Box<Head>>,
    /// Its chapters, ascending by time.
    pub chapters: Vec<Mark>,
    /// Pictures of moments, ascending by time.
    pub frames: Vec<Frame>,
    /// How many captions or lines of them were left out since they repeat those before.
    pub repeats: usize,
    /// The title the file itself states.
    pub title: Option<String>,
    /// Who wrote it down.
    pub writer: Writer,
    /// The language the file itself states, as it states it.
    pub language: Option<String>,
    /// The same speech in another language, where the file has two.
    pub other: Option<Box<Recording>>,
    /// Sum of text that the reader met with and that has come into nothing, which must not happen.
    pub missing: TextSum,
}

/// Speech written out as Markdown.
#[derive(Debug, Clone)]
pub struct Prose {
    /// The Markdown text: paragraphs, `## ` headings from chapters, `**Name：**` where the speaker
    /// changes. Signs of the words themselves are escaped.
    pub text: String,
    /// From the text to the file the cues stand in.
    pub origin: OffsetMap,
    /// When each paragraph is said; places are in the file.
    pub moments: Vec<Moment>,
    /// Who speaks, each once.
    pub speakers: Vec<String>,
    /// Sum of the cues it was made from.
    pub spoken: TextSum,
    /// Sum of what was put in: headings, names of speakers, signs.
    pub added: TextSum,
}

impl Prose {
    /// True if the text has every character of the cues (requirement T1).
    pub fn balances(&self) -> bool {
        self.spoken + self.added == TextSum::of(&self.text)
    }
}
