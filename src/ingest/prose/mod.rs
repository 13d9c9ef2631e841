//! From cues to prose: sentences and paragraphs in place of captions.
//!
//! Nothing is added to the words but breaks, and nothing taken away (requirement T1); what is
//! put in beside them, headings and names, is accounted for.

mod aligned;
pub(super) mod escape;
mod paragraphs;
mod places;
mod sections;
mod sentences;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::model::library::Frame;
use crate::model::manuscript::Moment;
use crate::model::speech::{Cue, Prose, Recording};
use crate::model::text_sum::TextSum;
pub use aligned::aligned;
use chengshu_text::source::OffsetMap;
use chengshu_writing::paragraphs::{Boundary, Lengths, STATED, cuts};
use chengshu_writing::script::{is_alphanumeric, is_cjk_mark, is_ideographic};
use escape::Start;
use paragraphs::{Ends, Pause, Place};
use places::{frames, headings};
pub(super) use sections::Punctuation;

/// The least that counts as a pause and as a long one, in milliseconds.
const PAUSE: u64 = 700;
const LONG_PAUSE: u64 = 2_000;

/// A text is judged from so many characters on, as ideographs count.
const JUDGED_FROM: usize = 60;

/// True if most of the words of a recording have no marks, and there are enough of them to tell.
pub fn is_unpunctuated(recording: &Recording) -> bool {
    let script = script(recording);
    let found = sections::punctuation(&recording.cues, script);
    let (mut without, mut all) = (0, 0);
    for (cue, punctuation) in recording.cues.iter().zip(found) {
        let length = cue.text.chars().filter(|c| is_alphanumeric(*c)).count();
        all += length;
        without += if punctuation == Punctuation::Absent { length } else { 0 };
    }
    let least = match script {
        Script::Chinese => JUDGED_FROM,
        Script::Other => JUDGED_FROM * 5,
    };
    all >= least && without * 2 > all
}

/// The writing most of the words are in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    Chinese,
    Other,
}

fn script(recording: &Recording) -> Script {
    let (mut ideographs, mut letters) = (0usize, 0usize);
    for c in recording.cues.iter().flat_map(|cue| cue.text.chars()) {
        if is_ideographic(c) {
            ideographs += 1;
        } else {
            letters += usize::from(c.is_alphabetic());
        }
    }
    if ideographs * 4 >= letters && ideographs > 0 { Script::Chinese } else { Script::Other }
}

/// Where paragraphs may end.
#[derive(Debug, Clone, Copy)]
enum Breaks<'a> {
    /// Wherever a sentence or a pause lets them.
    Free,
    /// Before some of these cues, ascending.
    Among(&'a [usize]),
    /// Before all of these cues, ascending, and nowhere else.
    Before(&'a [usize]),
}

/// Writes a recording out as Markdown. Linear in its text.
pub fn prose(recording: &Recording) -> Prose {
    write(recording, Breaks::Free).0
}

/// Out: the text, and the cues its paragraphs begin with, as far as those were asked for.
fn write(recording: &Recording, breaks: Breaks<'_>) -> (Prose, Vec<usize>) {
    let script = script(recording);
    let punctuation = sections::punctuation(&recording.cues, script);
    let mut writer = Writer {
        breaks,
        begun: Vec::new(),
        cues: &recording.cues,
        script,
        punctuation: &punctuation,
        pauses: Pauses::of(&recording.cues),
        text: String::new(),
        places: Vec::new(),
        moments: Vec::new(),
        added: TextSum::default(),
    };
    let mut headings = headings(recording).into_iter().peekable();
    let mut frames = frames(recording).into_iter().peekable();
    let begins = &recording.begins;
    let mut speaker: Option<&str> = None;
    let mut from = 0;
    while from < recording.cues.len() {
        // A picture is of a moment before.
        while let Some((_, frame)) = frames.next_if(|&(at, _)| at <= from) {
            writer.frame(frame, from);
        }
        while let Some((_, title)) = headings.next_if(|&(at, _)| at <= from) {
            writer.heading(title, from);
        }
        let next_heading = headings.peek().map_or(usize::MAX, |&(at, _)| at);
        let next_frame = frames.peek().map_or(usize::MAX, |&(at, _)| at);
        let own = recording.cues[from].speaker.as_deref();
        let next_turn = begins.partition_point(|&at| at <= from);
        let next_turn = begins.get(next_turn).copied().unwrap_or(usize::MAX);
        let to = recording.cues[from..]
            .iter()
            .position(|cue| cue.speaker.as_deref() != own)
            .map_or(recording.cues.len(), |length| from + length)
            .min(next_heading)
            .min(next_frame)
            .min(next_turn);
        let same = |marks: &Punctuation| *marks == punctuation[from];
        let to = match breaks {
            Breaks::Free => from + punctuation[from..to].iter().take_while(|it| same(it)).count(),
            _ => to,
        };
        // The name is printed where the turn changes (requirement T2).
        let opens = match own.filter(|_| own != speaker) {
            Some(name) => Opens::Named(name),
            None if begins.binary_search(&from).is_ok() => Opens::Unnamed,
            None => Opens::Nothing,
        };
        speaker = own;
        writer.turn(from, to, opens);
        from = to;
    }
    let last = recording.cues.len().saturating_sub(1);
    for (_, title) in headings {
        writer.heading(title, last);
    }
    for (_, frame) in frames {
        writer.frame(frame, recording.cues.len());
    }
    let mut spoken = TextSum::default();
    for cue in &recording.cues {
        spoken += cue.text_sum();
    }
    let mut speakers: Vec<String> = Vec::new();
    for name in recording.cues.iter().filter_map(|cue| cue.speaker.as_ref()) {
        if !speakers.contains(name) {
            speakers.push(name.clone());
        }
    }
    let prose = Prose {
        speakers,
        text: writer.text,
        origin: OffsetMap::of_pieces(writer.places),
        moments: writer.moments,
        spoken,
        added: writer.added,
    };
    (prose, writer.begun)
}

/// The length of a pause in a recording.
struct Pauses {
    short: u64,
    long: u64,
    /// One in ten is longer.
    usual: u64,
}

impl Pauses {
    /// Measured against the recording's own median gap.
    fn of(cues: &[Cue]) -> Self {
        let mut gaps: Vec<u64> =
            cues.windows(2).filter_map(|pair| gap(&pair[0], &pair[1])).collect();
        let usual = match gaps.len() * 9 / 10 {
            0 => LONG_PAUSE,
            tenth => *gaps.select_nth_unstable(tenth).1,
        };
        gaps.retain(|&gap| gap > 0);
        let middle = gaps.len() / 2;
        let median = if gaps.is_empty() { 0 } else { *gaps.select_nth_unstable(middle).1 };
        Self {
            short: PAUSE.max(median * 2),
            long: LONG_PAUSE.max(median * 4),
            usual: usual.clamp(PAUSE, LONG_PAUSE),
        }
    }

    /// The pause between two cues.
    fn between(&self, one: &Cue, next: &Cue) -> Pause {
        match (gap(one, next), one.start_ms, next.start_ms) {
            (Some(gap), ..) if gap >= self.long => Pause::Long,
            (Some(gap), ..) if gap >= self.short => Pause::Short,
            (Some(_), ..) => Pause::None,
            // A line of a transcript with times but no ends, which its maker began for a reason.
            (None, Some(_), Some(_)) => Pause::Short,
            // Lines without times are paragraphs.
            _ => Pause::Stated,
        }
    }
}

/// How long nobody speaks between two cues.
fn gap(one: &Cue, next: &Cue) -> Option<u64> {
    Some(next.start_ms?.saturating_sub(one.end_ms?))
}

/// Puts the text together.
struct Writer<'a> {
    cues: &'a [Cue],
    breaks: Breaks<'a>,
    /// The cues that paragraphs begin with.
    begun: Vec<usize>,
    script: Script,
    /// Of each cue.
    punctuation: &'a [Punctuation],
    pauses: Pauses,
    text: String,
    places: Vec<(usize, usize)>,
    moments: Vec<Moment>,
    added: TextSum,
}

impl Writer<'_> {
    fn part(&mut self) {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
    }

    fn place(&mut self, at: usize) {
        self.places.push((self.text.len(), at));
    }

    fn heading(&mut self, title: &str, cue: usize) {
        self.part();
        let start = self.text.len();
        if let Some(cue) = self.cues.get(cue) {
            let at = cue.at;
            self.place(at);
        }
        self.text.push_str("## ");
        escape::push_line(&mut self.text, title);
        // A number sign at the end would close the heading (CommonMark 0.31, section 4.2).
        if title.ends_with('#') {
            self.text.push_str(" #");
        }
        self.added.add_text(&self.text[start..]);
    }

    /// Writes a picture that stands before a cue; its place is the cue before, whose moment it shows.
    fn frame(&mut self, frame: &Frame, cue: usize) {
        self.part();
        let start = self.text.len();
        if let Some(cue) = self.cues.get(cue.saturating_sub(1)) {
            let at = cue.at;
            self.place(at);
        }
        let seconds = frame.at_ms / 1000;
        let (minutes, seconds) = (seconds / 60, seconds % 60);
        let clock = match (minutes / 60, minutes % 60) {
            (0, minutes) => format!("{minutes}:{seconds:02}"),
            (hours, minutes) => format!("{hours}:{minutes:02}:{seconds:02}"),
        };
        let address = escape::address(&frame.path);
        let _ = write!(self.text, "![{clock}](/{address})");
        self.added.add_text(&self.text[start..]);
    }

    /// Writes what one speaker says between two changes.
    fn turn(&mut self, from: usize, to: usize, opens: Opens<'_>) {
        let talk = self.talk(from, to);
        let mut start = 0;
        let mut opens = opens;
        for end in self.ends(&talk, from, to) {
            let words = &talk.text[start..end];
            let skipped = words.len() - words.trim_start().len();
            if !words.trim().is_empty() {
                self.part();
                self.begin(&talk, from, start + skipped);
                let begins = match std::mem::replace(&mut opens, Opens::Nothing) {
                    Opens::Named(name) => self.name(name),
                    Opens::Unnamed => self.dash(),
                    Opens::Nothing => Start::Paragraph,
                };
                self.paragraph(&talk, from, start + skipped, words.trim(), begins);
            }
            start = end;
        }
    }

    /// Where the paragraphs of a talk end.
    fn ends(&self, talk: &Talk, from: usize, to: usize) -> Vec<usize> {
        let (cues, all) = match self.breaks {
            Breaks::Free => {
                return self.chosen(talk, &self.candidates(talk, from, to), from);
            }
            Breaks::Among(cues) => (cues, false),
            Breaks::Before(cues) => (cues, true),
        };
        let own = cues[cues.partition_point(|&cue| cue <= from)..].iter().copied();
        let starts = own.take_while(|&cue| cue < to).filter_map(|cue| talk.starts.get(cue - from));
        let starts: BTreeSet<usize> = starts.copied().collect();
        if all {
            return starts.into_iter().chain([talk.text.len()]).collect();
        }
        let mut places = self.candidates(talk, from, to);
        places.retain(|place| starts.contains(&place.at));
        // Who asked for them has seen that a sentence ends there.
        for place in &mut places {
            place.ends = Ends::Sentence;
        }
        self.chosen(talk, &places, from)
    }

    /// Where paragraphs end, of the places where they may. `from` is the first cue of the turn.
    fn chosen(&self, talk: &Talk, places: &[Place], from: usize) -> Vec<usize> {
        if self.punctuation[from] == Punctuation::Present {
            return paragraphs::breaks(&talk.text, places);
        }
        let boundaries = places.iter().map(|place| Boundary {
            at: place.at,
            pause: match place.pause {
                Pause::Stated => STATED,
                Pause::Short if place.gap_ms == 0 => 60,
                _ => {
                    usize::try_from(place.gap_ms * 100 / self.pauses.usual).unwrap_or(100).min(100)
                }
            },
        });
        let lengths = match self.script {
            Script::Chinese => Lengths::IDEOGRAPHS,
            Script::Other => Lengths::LETTERS,
        };
        let mut ends = cuts(&talk.text, &boundaries.collect::<Vec<_>>(), lengths);
        ends.push(talk.text.len());
        ends
    }

    /// Notes the cue a paragraph begins with, and that what opens it stands there too.
    fn begin(&mut self, talk: &Talk, first: usize, start: usize) {
        if matches!(self.breaks, Breaks::Free) {
            return;
        }
        let cue = first + talk.starts.partition_point(|&at| at <= start).saturating_sub(1);
        self.begun.push(cue);
        let at = self.cues.get(cue).map_or(0, |cue| cue.at);
        self.place(at);
    }

    fn name(&mut self, name: &str) -> Start {
        let start = self.text.len();
        self.text.push_str("**");
        escape::push_line(&mut self.text, name);
        self.text.push_str(match self.script {
            Script::Chinese => "：**",
            Script::Other => ":** ",
        });
        self.added.add_text(&self.text[start..]);
        Start::Within
    }

    fn dash(&mut self) -> Start {
        let dash = match self.script {
            Script::Chinese => "——",
            Script::Other => "– ",
        };
        self.text.push_str(dash);
        self.added.add_text(dash);
        Start::Within
    }

    fn paragraph(&mut self, talk: &Talk, first: usize, start: usize, words: &str, begins: Start) {
        let end = start + words.len();
        let mut cue = talk.starts.partition_point(|&at| at <= start).saturating_sub(1);
        let mut from = start;
        let mut begins = begins;
        while from < end {
            let next = talk.starts.get(cue + 1).copied().unwrap_or(usize::MAX);
            let to = next.min(end);
            if let (Some(said), Some(&begun)) = (self.cues.get(first + cue), talk.starts.get(cue)) {
                let at = said.at + (from - begun).min(said.text.len());
                if from == start
                    && let Some(seconds) = moment(said, from - begun)
                {
                    self.moments.push(Moment { at, seconds });
                }
                self.place(at);
            }
            let added = escape::push(&mut self.text, &talk.text[..end], from..to, begins);
            self.added += added;
            begins = Start::Within;
            from = to;
            cue += 1;
        }
    }

    /// The words of some cues as one text.
    fn talk(&self, from: usize, to: usize) -> Talk {
        let mut talk = Talk::default();
        for (cue, &punctuation) in self.cues[from..to].iter().zip(&self.punctuation[from..to]) {
            let mut first = true;
            let start = talk.text.len();
            for line in cue.text.split(['\n', '\r']) {
                let mut words = line.split_whitespace();
                let Some(word) = words.next() else { continue };
                let parts = first && punctuation != Punctuation::Present;
                let joint = self.joint(talk.text.chars().next_back(), word.chars().next(), parts);
                talk.text.push_str(joint);
                if first {
                    talk.starts.push(talk.text.len());
                }
                first = false;
                talk.text.push_str(word);
                for word in words {
                    talk.text.push(' ');
                    talk.text.push_str(word);
                }
            }
            if first {
                talk.starts.push(start);
            }
        }
        talk
    }

    /// The text between two captions or lines: none in Chinese, elsewhere a space (requirement Z6).
    /// Where no mark stands, an ideographic space parts captions, which are all there is of phrasing.
    fn joint(&self, before: Option<char>, next: Option<char>, parts: bool) -> &'static str {
        let (Some(before), Some(next)) = (before, next) else {
            return "";
        };
        // “ ” … — are Chinese marks in Chinese text only.
        let mark = |c: char| is_cjk_mark(c) && (self.script == Script::Chinese || c > '\u{2fff}');
        if mark(before) || mark(next) {
            ""
        } else if is_ideographic(before) || is_ideographic(next) {
            if parts { "\u{3000}" } else { "" }
        } else {
            " "
        }
    }

    /// Where paragraphs of a talk might end.
    fn candidates(&self, talk: &Talk, from: usize, to: usize) -> Vec<Place> {
        let ends = sentences::ends(&talk.text);
        let mut ends = ends.into_iter().peekable();
        let mut places = Vec::new();
        let inside = |at: usize| Place { at, ends: Ends::Sentence, pause: Pause::None, gap_ms: 0 };
        for (pair, &start) in self.cues[from..to].windows(2).zip(talk.starts.iter().skip(1)) {
            // The cue ends before the space that parts it from the next.
            let end = talk.text[..start].trim_end().len();
            while let Some(at) = ends.next_if(|&at| at < end) {
                places.push(inside(at));
            }
            let sentence = ends.next_if(|&at| at <= start).is_some();
            let pause = self.pauses.between(&pair[0], &pair[1]);
            places.push(Place {
                at: start,
                ends: if sentence { Ends::Sentence } else { Ends::Caption },
                pause,
                gap_ms: gap(&pair[0], &pair[1]).unwrap_or(0),
            });
        }
        places.extend(ends.map(inside));
        places
    }
}

/// What a turn is opened with.
enum Opens<'a> {
    /// The name of who speaks.
    Named(&'a str),
    /// A dash: another speaks, and the file does not say who.
    Unnamed,
    /// Nothing: the turn goes on.
    Nothing,
}

/// The words of one speaker, in one line.
#[derive(Default)]
struct Talk {
    text: String,
    /// Where each cue begins.
    starts: Vec<usize>,
}

/// When the words at an offset in a cue are said, in seconds.
fn moment(cue: &Cue, offset: usize) -> Option<u32> {
    let start = cue.start_ms?;
    let length = u64::try_from(cue.text.len().max(1)).ok()?;
    let offset = u64::try_from(offset).ok()?.min(length);
    let spoken = cue.end_ms.map_or(0, |end| end.saturating_sub(start));
    u32::try_from((start + spoken.saturating_mul(offset) / length) / 1000).ok()
}
