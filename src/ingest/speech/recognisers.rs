//! JSON of captions and speech recognisers. Their files differ in little but the names of keys, so each is a
//! row of [`SHAPES`]; where none fits, [`super::guess`] finds one.
//!
//! Times may be numbers, texts that are numbers, `3.5s`, `PT3S` and `00:00:03,500`. Where a file has both
//! sentences and words, words repeat the sentences with finer times and are not needed.

use std::collections::HashMap;

use super::guess::guess;
use super::{Entry, clock, collected};
use crate::model::speech::{Cue, Recording, Word, Writer};
use chengshu_text::diag::Sink;
use chengshu_text::json::{self, Node, Value};
use chengshu_text::source::Source;
use chengshu_writing::script::{is_cjk_mark, is_ideographic};

/// Where the speech of a file is and what its parts are called.
///
/// Paths have dots between names, `*` for each entry of a list and a number for one of them; `|` parts paths
/// of which the first that leads to something counts.
#[derive(Clone, Copy)]
pub struct Shape<'k> {
    /// The path of the entries.
    pub entries: &'k str,
    /// When an entry begins.
    pub start: &'k str,
    /// When it ends; behind `+`, how long it takes.
    pub end: &'k str,
    /// Its words.
    pub text: &'k str,
    /// Who speaks, in an entry or in what it is in.
    pub speaker: &'k str,
    /// How many milliseconds the unit of its times has.
    unit: f64,
    /// What an entry has that counts.
    has: &'k str,
    /// Whether entries are words.
    words: bool,
    /// Who writes such files.
    writer: Writer,
}

pub(super) const MILLISECONDS: f64 = 1.0;
pub(super) const SECONDS: f64 = 1000.0;
/// A ten-thousandth of a millisecond, in which Azure counts.
const TICKS: f64 = 0.0001;

/// Entries that are captions or sentences: their path, start, end, words and speaker.
pub(super) const fn sentences<'k>(entries: &'k str, keys: [&'k str; 4], unit: f64) -> Shape<'k> {
    let [start, end, text, speaker] = keys;
    Shape {
        entries,
        start,
        end,
        text,
        speaker,
        unit,
        has: "",
        words: false,
        writer: Writer::Recogniser,
    }
}

/// The same in a form that people write captions in, too.
const fn captions<'k>(entries: &'k str, keys: [&'k str; 4]) -> Shape<'k> {
    Shape { writer: Writer::Unknown, ..sentences(entries, keys, SECONDS) }
}

/// Entries that are words.
pub(super) const fn words<'k>(entries: &'k str, keys: [&'k str; 4], unit: f64) -> Shape<'k> {
    Shape { words: true, ..sentences(entries, keys, unit) }
}

/// Entries that have something which others of the same path lack.
const fn with<'k>(has: &'k str, shape: Shape<'k>) -> Shape<'k> {
    Shape { has, ..shape }
}

/// The shapes files come in. The first counts that a file has words in, so sentences stand before words,
/// and what names speakers before what does not.
pub const SHAPES: &[Shape<'static>] = &[
    // Bilibili, also as `.bcc`.
    captions("body.*", ["from", "to", "content", ""]),
    // Whisper, faster-whisper, WhisperX, `verbose_json` of OpenAI's service.
    sentences("segments.*", ["start", "end", "text", "speaker|speaker_id"], SECONDS),
    // The podcast namespace, "Podcasting 2.0".
    captions("segments.*", ["startTime", "endTime", "body", "speaker"]),
    // whisper.cpp.
    sentences("transcription.*", ["offsets.from", "offsets.to", "text", "speaker"], MILLISECONDS),
    // insanely-fast-whisper and other pipelines of transformers, with and without speakers.
    sentences("speakers.*", ["timestamp.0", "timestamp.1", "text", "speaker"], SECONDS),
    sentences("chunks.*", ["timestamp.0", "timestamp.1", "text", "speaker"], SECONDS),
    // Lists that faster-whisper's users write, and those of youtube-transcript-api.
    with("start", captions("*", ["start", "end|+duration", "text", "speaker"])),
    with("start", captions("*.*", ["start", "end|+duration", "text", "speaker"])),
    with("start", captions("snippets.*", ["start", "+duration", "text", ""])),
    // AssemblyAI, Volcengine.
    sentences(
        "utterances.*",
        ["start|start_time", "end|end_time", "text", "speaker"],
        MILLISECONDS,
    ),
    sentences(
        "result.utterances.*",
        ["start_time", "end_time", "text", "additions.speaker"],
        MILLISECONDS,
    ),
    sentences(
        "sentences.*",
        [
            "start|start_time|begin_time",
            "end|end_time",
            "text|sentence",
            "speaker|speaker_name|speaker_id",
        ],
        MILLISECONDS,
    ),
    // Gladia.
    sentences("result.transcription.utterances.*", ["start", "end", "text", "speaker"], SECONDS),
    // Deepgram.
    sentences("results.utterances.*", ["start", "end", "transcript", "speaker"], SECONDS),
    sentences(
        "results.channels.*.alternatives.0.paragraphs.paragraphs.*.sentences.*",
        ["start", "end", "text", "speaker"],
        SECONDS,
    ),
    words(
        "results.channels.*.alternatives.0.words.*",
        ["start", "end", "punctuated_word|word", "speaker"],
        SECONDS,
    ),
    sentences("results.channels.*.alternatives.*", ["", "", "transcript", ""], SECONDS),
    // Amazon Transcribe.
    sentences(
        "results.audio_segments.*",
        ["start_time", "end_time", "transcript", "speaker_label"],
        SECONDS,
    ),
    words(
        "results.items.*",
        ["start_time", "end_time", "alternatives.0.content", "speaker_label"],
        SECONDS,
    ),
    // Google, which says all of it again with speakers at the end; and Watson.
    with(
        "speakerTag|speakerLabel",
        words(
            "results.*.alternatives.0.words.*",
            ["startTime|startOffset", "endTime|endOffset", "word", "speakerTag|speakerLabel"],
            SECONDS,
        ),
    ),
    sentences(
        "results.*",
        [
            "alternatives.0.words.0.startTime|alternatives.0.words.0.startOffset|alternatives.0.timestamps.0.1",
            "resultEndTime|resultEndOffset",
            "alternatives.0.transcript",
            "",
        ],
        SECONDS,
    ),
    // Speechmatics.
    words(
        "results.*",
        ["start_time", "end_time", "alternatives.0.content", "alternatives.0.speaker"],
        SECONDS,
    ),
    // Azure: of a batch, of its fast service, of its kit, of its Video Indexer.
    sentences(
        "recognizedPhrases.*",
        ["offsetInTicks|offset", "+durationInTicks|+duration", "nBest.0.display", "speaker"],
        TICKS,
    ),
    sentences(
        "phrases.*",
        ["offsetMilliseconds", "+durationMilliseconds", "text", "speaker"],
        MILLISECONDS,
    ),
    with(
        "Offset",
        sentences("*", ["Offset", "+Duration", "DisplayText|NBest.0.Display", "SpeakerId"], TICKS),
    ),
    sentences(
        "videos.*.insights.transcript.*",
        ["instances.0.start", "instances.0.end", "text", "speakerId"],
        SECONDS,
    ),
    // Rev.
    words("monologues.*.elements.*", ["ts", "end_ts", "value", "speaker"], SECONDS),
    // FunASR and SenseVoice.
    sentences("*.sentence_info.*", ["start", "end", "text|sentence", "spk"], MILLISECONDS),
    sentences("sentence_info.*", ["start", "end", "text|sentence", "spk"], MILLISECONDS),
    with("key", sentences("*", ["timestamp.0.0", "", "text", ""], MILLISECONDS)),
    // Alibaba's services, Tingwu among them.
    sentences(
        "transcripts.*.sentences.*",
        ["begin_time", "end_time", "text", "speaker_id"],
        MILLISECONDS,
    ),
    sentences("Result.Sentences.*", ["BeginTime", "EndTime", "Text", "SpeakerId"], MILLISECONDS),
    words(
        "Transcription.Paragraphs.*.Words.*",
        ["Start", "End", "Text", "SpeakerId"],
        MILLISECONDS,
    ),
    words("Paragraphs.*.Words.*", ["Start", "End", "Text", "SpeakerId"], MILLISECONDS),
    // iFlytek, Tencent.
    sentences("data.*", ["bg", "ed", "onebest", "speaker"], MILLISECONDS),
    sentences("*", ["bg", "ed", "onebest", "speaker"], MILLISECONDS),
    sentences(
        "Response.Data.ResultDetail.*",
        ["StartMs", "EndMs", "FinalSentence", "SpeakerId"],
        MILLISECONDS,
    ),
    sentences("ResultDetail.*", ["StartMs", "EndMs", "FinalSentence", "SpeakerId"], MILLISECONDS),
    // Sonix.
    sentences(
        "transcript.*",
        ["start_time|start", "end_time|end|+duration", "text", "speaker"],
        SECONDS,
    ),
    // Nothing but words: AssemblyAI, ElevenLabs, Vosk.
    words("words.*", ["start", "end", "text|word", "speaker|speaker_id"], MILLISECONDS),
    words("result.*", ["start", "end", "word", ""], SECONDS),
    words("*.result.*", ["start", "end", "word", ""], SECONDS),
];

/// Where files state their language.
const LANGUAGE: &str = "language|language_code|lang|result.language|results.language_code|\
    metadata.language|results.0.languageCode|results.channels.0.detected_language|locale";

/// Names under which services put their answer into another.
const WRAPPERS: &[&str] = &["response", "result", "data", "output", "transcript", "transcription"];

/// What stands beside words that have neither times nor speakers, and nothing else.
const ALONE: &[&str] = &["text", "language", "duration", "usage", "task", "logprobs"];

/// Lists one of which stands beside them where a service found nothing to put there.
const EMPTY: &[&str] = &["words", "segments", "utterances", "chunks", "sentences"];

/// A pause, in milliseconds, at which words without marks are parted.
const PAUSE: u64 = 700;

/// A sentence is shorter, in seconds, in the mean: what is longer and whole counts milliseconds.
const LONGEST: u64 = 200;

/// Reads a file. `None` if it has none of the shapes, or no words in any.
pub fn read(source: &Source, sink: &mut Sink) -> Option<Recording> {
    let (root, broken) = json::read_lines(&source.text);
    let root = root?;
    let wrapped = WRAPPERS.iter().filter_map(|name| root.get(name));
    let roots: Vec<_> = std::iter::once(&root).chain(wrapped).collect();
    let by = |writer| move |entries| (entries, writer);
    let read = |shape: &Shape<'_>, root| shape.read(root).map(by(shape.writer));
    let known = roots.iter().flat_map(|root| SHAPES.iter().map(move |shape| read(shape, root)));
    let guessed = || guess(&root)?.shape().read(&root).map(by(Writer::Unknown));
    let guessed = std::iter::once_with(guessed);
    let alone = roots.iter().map(|root| alone(root).map(by(Writer::Recogniser)));
    let mut ways = known.chain(guessed).chain(alone).flatten();
    let recording = ways.find_map(|(entries, writer)| {
        let recording = collected(source, entries, broken, sink)?;
        let writer = if writer == Writer::Unknown { recording.writer } else { writer };
        Some(Recording { writer, ..recording })
    })?;
    let language = first(&root, LANGUAGE).and_then(Node::text);
    Some(Recording { language: language.map(str::to_owned), ..recording })
}

/// The words of a file that has nothing else, which is the plainest answer of a service.
fn alone(root: &Node<'_>) -> Option<Vec<(usize, usize, Entry)>> {
    let Value::Group(pairs) = &root.value else { return None };
    let is_known = |(name, _): &(_, _)| ALONE.contains(&AsRef::<str>::as_ref(name));
    let is_answer = pairs.iter().all(is_known) || EMPTY.iter().any(|name| root.get(name).is_some());
    let text = root.get("text").filter(|_| is_answer)?;
    let cue = Cue { text: text.text()?.to_owned(), at: text.inside(), ..Cue::default() };
    Some(vec![(cue.at, cue.at, Entry::Cue(cue))])
}

/// A part of a file that has words.
struct Part<'n> {
    node: &'n Node<'n>,
    speaker: Option<&'n Node<'n>>,
    /// The list it is in.
    list: usize,
}

/// The value a path leads to, without `*`.
fn at<'n>(node: &'n Node<'n>, path: &str) -> Option<&'n Node<'n>> {
    path.split('.').try_fold(node, |node, step| match step.parse::<usize>() {
        Ok(number) => node.list()?.get(number),
        Err(_) => node.get(step),
    })
}

/// The value the first of some paths leads to.
fn first<'n>(node: &'n Node<'n>, paths: &str) -> Option<&'n Node<'n>> {
    paths
        .split('|')
        .find_map(|path| at(node, path))
        .filter(|node| node.value != Value::Other)
}

/// Milliseconds of a time in some unit.
pub(super) fn time(node: &Node<'_>, unit: f64) -> Option<u64> {
    if let Some(number) = node.number() {
        return super::milliseconds(number * unit / 1000.0);
    }
    let text = node.text()?.trim();
    let seconds = text.strip_suffix('s').and_then(|number| number.parse().ok());
    seconds
        .and_then(super::milliseconds)
        .or_else(|| clock::duration(text))
        .or_else(|| clock::time(text).map(|(time, _)| time))
}

impl Shape<'_> {
    /// The entries of a file as cues, each with where it begins and ends; `None` if the file is in another
    /// shape.
    fn read(&self, root: &Node<'_>) -> Option<Vec<(usize, usize, Entry)>> {
        let parts: Vec<Part<'_>> = self
            .parts(root)
            .into_iter()
            .filter(|part| self.has.is_empty() || first(part.node, self.has).is_some())
            .collect();
        let has_text = |part: &Part<'_>| first(part.node, self.text).and_then(Node::text).is_some();
        if !parts.iter().any(has_text) {
            return None;
        }
        let unit = self.unit(&parts);
        let turns = turns(root);
        let speakers = parts.iter().filter_map(|part| part.speaker);
        let names = Names::of(root, speakers.chain(turns.iter().map(|&(_, speaker)| speaker)));
        let entries = if self.words {
            let words = parts.iter().filter_map(|part| {
                let text = first(part.node, self.text)?;
                let (start, end) = self.times(part.node, unit);
                let turn = || turn_at(&turns, start?);
                Some(Single {
                    start,
                    end,
                    speaker: part.speaker.or_else(turn).and_then(|node| names.name(node)),
                    list: part.list,
                    text: text.text()?,
                    at: text.inside(),
                })
            });
            let cues = joined(&words.collect::<Vec<_>>());
            cues.into_iter().map(|cue| (cue.at, cue.at, Entry::Cue(cue))).collect()
        } else {
            let mut last = 0;
            let entries = parts.iter().map(|part| {
                let entry = self.entry(part, unit, &names, &mut last);
                (part.node.at.start, part.node.at.end, entry)
            });
            entries.collect()
        };
        Some(entries)
    }

    /// The entries.
    fn parts<'n>(&self, root: &'n Node<'n>) -> Vec<Part<'n>> {
        let speaker =
            |node| (!self.speaker.is_empty()).then(|| first(node, self.speaker)).flatten();
        let mut found = vec![Part { node: root, speaker: None, list: 0 }];
        for step in self.entries.split('.') {
            let mut next = Vec::new();
            for (list, part) in found.into_iter().enumerate() {
                let inner = match step {
                    "*" => part.node.list().unwrap_or_default(),
                    name => at(part.node, name).map_or(&[][..], std::slice::from_ref),
                };
                let part = |node| Part { node, speaker: speaker(node).or(part.speaker), list };
                next.extend(inner.iter().map(part));
            }
            found = next;
        }
        found
    }

    fn entry(&self, part: &Part<'_>, unit: f64, names: &Names<'_>, last: &mut u64) -> Entry {
        let Some((text, place)) =
            first(part.node, self.text).and_then(|node| Some((node.text()?, node.inside())))
        else {
            // Services leave out the alternatives where nobody speaks.
            return if self.text.contains('.') { Entry::Nothing } else { Entry::Unread };
        };
        let (start, end) = self.times(part.node, unit);
        // Some say only when a sentence ends.
        let is_stated = first(part.node, self.start).is_some();
        let start = start.or_else(|| end.filter(|_| !is_stated).map(|end| end.min(*last)));
        *last = end.or(start).unwrap_or(*last);
        Entry::Cue(Cue {
            start_ms: start,
            end_ms: end,
            speaker: part.speaker.and_then(|node| names.name(node)),
            text: without_tokens(text),
            words: words_of(part.node, text, unit),
            at: place,
        })
    }

    /// When an entry begins and ends.
    fn times(&self, entry: &Node<'_>, unit: f64) -> (Option<u64>, Option<u64>) {
        let start = first(entry, self.start).and_then(|node| time(node, unit));
        let end = self.end.split('|').find_map(|path| match path.strip_prefix('+') {
            Some(path) => Some(start? + time(at(entry, path)?, unit)?),
            None => time(at(entry, path)?, unit),
        });
        (start, end)
    }

    /// The unit the times of a file are in, if they show that it is not the usual one of the shape: programs
    /// agree on keys more than on units.
    fn unit(&self, parts: &[Part<'_>]) -> f64 {
        let is_whole = |path: &str, part: &Part<'_>| match first(part.node, path) {
            Some(Node { value: Value::Number(number), .. }) => number.fract() == 0.0,
            _ => true,
        };
        let ends = self.end.trim_start_matches('+');
        let all_whole = parts.iter().all(|part| is_whole(self.start, part) && is_whole(ends, part));
        let (count, length) = parts.iter().fold((0, 0), |(count, length), part| {
            match self.times(part.node, MILLISECONDS) {
                (Some(start), Some(end)) => (count + 1, length + end.saturating_sub(start)),
                _ => (count, length),
            }
        });
        if self.unit == MILLISECONDS && !all_whole {
            SECONDS
        } else if self.unit == SECONDS && all_whole && !self.words && length > count * LONGEST {
            MILLISECONDS
        } else {
            self.unit
        }
    }
}

/// The names of speakers.
struct Names<'n> {
    /// Those a list `speakers` states.
    stated: HashMap<String, &'n str>,
    /// Whether numbers tell anybody from anybody else.
    several: bool,
}

impl<'n> Names<'n> {
    fn of<'s>(root: &'n Node<'n>, speakers: impl Iterator<Item = &'s Node<'s>>) -> Self {
        let list = root.get("speakers").and_then(Node::list).unwrap_or_default();
        let stated = list.iter().filter_map(|speaker| {
            let name = first(speaker, "name|display_name|label")?.text()?;
            Some((label(first(speaker, "id|speaker_id")?)?, name))
        });
        let mut labels = speakers.filter_map(label);
        let one = labels.next();
        Self { stated: stated.collect(), several: labels.any(|other| Some(other) != one) }
    }

    /// The name of a speaker. Numbers are given the form that diarisation prints.
    fn name(&self, node: &Node<'_>) -> Option<String> {
        let label = label(node)?;
        if let Some(name) = self.stated.get(&label) {
            return Some((*name).to_owned());
        }
        let number = label.strip_prefix("spk_").unwrap_or(&label);
        if let Ok(number) = number.parse::<u32>() {
            return self.several.then(|| numbered(number));
        }
        let is_letter = label.len() == 1 && label.bytes().all(|b| b.is_ascii_uppercase());
        if is_letter { self.several.then(|| format!("Speaker {label}")) } else { Some(label) }
    }
}

/// The name of a speaker of whom only a number is known.
pub(super) fn numbered(number: u32) -> String {
    format!("SPEAKER_{number:02}")
}

/// What a speaker is called in a file: a text, a number, or a group with a name.
fn label(node: &Node<'_>) -> Option<String> {
    let node = first(node, "name|label|id").unwrap_or(node);
    let label = match &node.value {
        Value::Number(number) => number.to_string(),
        _ => node.text()?.trim().to_owned(),
    };
    (!label.is_empty()).then_some(label)
}

/// Stretches of one speaker, as Amazon states them beside the words: ascending, when each begins.
fn turns<'n>(root: &'n Node<'n>) -> Vec<(u64, &'n Node<'n>)> {
    let list = at(root, "results.speaker_labels.segments").and_then(Node::list);
    let turns = list.unwrap_or_default().iter().filter_map(|turn| {
        Some((time(turn.get("start_time")?, SECONDS)?, turn.get("speaker_label")?))
    });
    let mut turns: Vec<_> = turns.collect();
    turns.sort_by_key(|&(start, _)| start);
    turns
}

fn turn_at<'n>(turns: &[(u64, &'n Node<'n>)], time: u64) -> Option<&'n Node<'n>> {
    let next = turns.partition_point(|&(start, _)| start <= time);
    turns.get(next.checked_sub(1)?).map(|&(_, speaker)| speaker)
}

/// A word of a file that has no sentences.
struct Single<'n> {
    start: Option<u64>,
    end: Option<u64>,
    speaker: Option<String>,
    list: usize,
    text: &'n str,
    at: usize,
}

/// The words beside a sentence, as `WhisperX` and others write them: where each stands in it, and when it is
/// said. None if they are not the words of the sentence.
fn words_of(entry: &Node<'_>, text: &str, unit: f64) -> Vec<Word> {
    let list = entry.get("words").and_then(Node::list).unwrap_or_default();
    let mut words = Vec::with_capacity(list.len());
    let mut from = 0;
    for node in list {
        let word = first(node, "word|text").and_then(Node::text).unwrap_or_default().trim();
        let near = text.get(from..).unwrap_or_default();
        let skipped = near.len() - near.trim_start().len();
        if word.is_empty() || !near[skipped..].starts_with(word) {
            return Vec::new();
        }
        let at = from + skipped;
        let of = |name| first(node, name).and_then(|node| time(node, unit));
        // Numbers have no times there.
        if let Some(start_ms) = of("start") {
            words.push(Word { at, start_ms, end_ms: of("end") });
        }
        from = at + word.len();
    }
    words
}

/// Words as sentences: they end with a mark, a pause, a list, or whoever speaks.
fn joined(words: &[Single<'_>]) -> Vec<Cue> {
    // Some files have the spaces between words, others leave them to the reader.
    let is_spaced = words.iter().any(|word| word.text.starts_with(' ') || word.text.ends_with(' '));
    let mut cues: Vec<Cue> = Vec::new();
    let mut list = None;
    for word in words {
        let text = word.text;
        let goes_on = cues.last_mut().filter(|cue| {
            let is_mark = !text.contains(char::is_alphanumeric);
            let pause = match (cue.end_ms, word.start) {
                (Some(end), Some(start)) => start.saturating_sub(end),
                _ => 0,
            };
            let other = word.speaker.is_some() && cue.speaker != word.speaker;
            let ended = cue.text.trim_end().ends_with(['.', '?', '!', '。', '？', '！']);
            list == Some(word.list) && (is_mark || !(other || ended || pause >= PAUSE))
        });
        list = Some(word.list);
        if let Some(cue) = goes_on {
            if !is_spaced && takes_space(&cue.text, text) {
                cue.text.push(' ');
            }
            cue.text.push_str(text);
            cue.end_ms = word.end.or(cue.end_ms);
        } else if !text.trim().is_empty() {
            cues.push(Cue {
                start_ms: word.start,
                end_ms: word.end,
                speaker: word.speaker.clone(),
                text: text.to_owned(),
                words: Vec::new(),
                at: word.at,
            });
        }
    }
    cues
}

/// True if a space stands between a text and the word behind it.
fn takes_space(text: &str, word: &str) -> bool {
    let closes =
        |c: char| matches!(c, ',' | '.' | '?' | '!' | ';' | ':' | ')' | '%') || is_cjk_mark(c);
    match (text.chars().next_back(), word.chars().next()) {
        (Some(before), Some(next)) => {
            !closes(next)
                && !is_ideographic(before)
                && !is_ideographic(next)
                && !is_cjk_mark(before)
        }
        _ => false,
    }
}

/// A text without the tokens models write beside words: `<|zh|>`, `<|NEUTRAL|>`, `<|0.00|>`.
fn without_tokens(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find("<|") {
        let inner = &rest[open + 2..];
        let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-');
        let length = inner.find(|c| !is_part(c)).unwrap_or(inner.len());
        out.push_str(&rest[..open]);
        let after = inner[length..].strip_prefix("|>").filter(|_| length > 0);
        if after.is_none() {
            out.push_str("<|");
        }
        rest = after.unwrap_or(inner);
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::speech::testing::{Said, said};

    #[test]
    fn captions_of_sites_and_podcasts() {
        let text = r##"{"font_size":0.4,"font_color":"#FFFFFF","Stroke":"none","type":"AIsubtitle",
            "lang":"zh","body":[{"from":0.48,"to":2.2,"sid":1,"location":2,"content":"潮水退了","music":0.0},
            {"from":2.2,"to":4,"sid":2,"location":2,"content":"灯塔\n还亮着"}]}"##;
        assert_eq!(
            said(read, text),
            Said::new(&[(Some(480), "", "潮水退了"), (Some(2200), "", "灯塔\n还亮着")])
        );
        let text = r#"{"version": "1.0.0", "segments": [
            {"speaker": "阿岸", "startTime": 0.5, "endTime": 0.75, "body": "潮水"},
            {"speaker": "", "startTime": 0.75, "endTime": 1.5, "body": "退了。"}]}"#;
        assert_eq!(
            said(read, text),
            Said::new(&[(Some(500), "阿岸", "潮水"), (Some(750), "", "退了。")])
        );
    }

    #[test]
    fn whisper_with_everything() {
        let text = r#"{"text": "潮水退了。灯亮了。", "segments": [
            {"id": 0, "seek": 0, "start": 0.0, "end": 2.5, "text": "潮水退了。", "tokens": [50364],
             "temperature": 0.0, "avg_logprob": -0.2, "no_speech_prob": NaN,
             "words": [{"word": "潮水", "start": 0.0, "end": 1.0, "probability": 0.9}]},
            {"id": 1, "start": 2.5, "end": 4.0, "text": " 灯亮了。", "speaker": "SPEAKER_01"}],
            "word_segments": [{"word": "潮水"}], "language": "zh"}"#;
        assert_eq!(
            said(read, text),
            Said::new(&[(Some(0), "", "潮水退了。"), (Some(2500), "SPEAKER_01", "灯亮了。")])
        );
    }

    /// Files of two sentences, at 0.5 and 2 seconds.
    const SENTENCES: &[(&str, &str)] = &[
        (
            "whisper.cpp",
            r#"{"systeminfo": "AVX = 1", "model": {"type": "base"}, "result": {"language": "zh"},
                "transcription": [{"timestamps": {"from": "00:00:00,500", "to": "00:00:02,000"},
                "offsets": {"from": 500, "to": 2000}, "text": "潮水退了。"},
                {"offsets": {"from": 2000, "to": 4000}, "text": " 灯亮了。"}]}"#,
        ),
        (
            "a list",
            r#"[{"id": 1, "start": 0.5, "end": 2.0, "text": "潮水退了。", "words": null},
                {"id": 2, "start": 2, "end": 3.5, "text": " 灯亮了。"}]"#,
        ),
        (
            "milliseconds where seconds are usual",
            r#"{"segments": [{"start": 500, "end": 2000, "text": "潮水退了。"},
                {"start": 2000, "end": 3500, "text": "灯亮了。"}]}"#,
        ),
        (
            "youtube-transcript-api",
            r#"[{"text": "潮水退了。", "start": 0.5, "duration": 1.5},
                {"text": "灯亮了。", "start": 2.0, "duration": 1}]"#,
        ),
        (
            "chunks",
            r#"{"text": "x", "chunks": [{"timestamp": [0.5, 2.0], "text": "潮水退了。"},
                {"timestamp": [2.0, null], "text": " 灯亮了。"}]}"#,
        ),
        (
            "AssemblyAI",
            r#"{"text": "x", "words": [{"text": "潮", "start": 500, "end": 600}], "utterances":
                [{"speaker": "A", "start": 500, "end": 2000, "text": "潮水退了。", "words": []},
                {"speaker": "A", "start": 2000, "end": 3000, "text": "灯亮了。"}]}"#,
        ),
        (
            "Deepgram",
            r#"{"results": {"channels": [{"alternatives": [{"transcript": "x", "words": [{"word": "x"}],
                "paragraphs": {"transcript": "x", "paragraphs": [{"sentences": [
                {"text": "潮水退了。", "start": 0.5, "end": 2}, {"text": "灯亮了。", "start": 2, "end": 3}],
                "speaker": 0}]}}]}]}}"#,
        ),
        (
            "Google",
            r#"{"results": [{"alternatives": [{"transcript": "潮水退了。", "words":
                [{"startTime": "0.500s", "endTime": "1s", "word": "潮水"}]}], "resultEndTime": "2s"},
                {"alternatives": [{"transcript": " 灯亮了。"}], "resultEndTime": "3.5s"},
                {"alternatives": [{}]}]}"#,
        ),
        (
            "Azure",
            r#"{"combinedRecognizedPhrases": [{"display": "x"}], "recognizedPhrases": [
                {"offset": "PT0.5S", "offsetInTicks": 5000000.0, "durationInTicks": 15000000,
                 "nBest": [{"lexical": "x", "display": "潮水退了。"}]},
                {"recognitionStatus": "InitialSilenceTimeout", "offsetInTicks": 1},
                {"offset": "PT2S", "duration": "PT1S", "nBest": [{"display": "灯亮了。"}]}]}"#,
        ),
        (
            "FunASR",
            r#"[{"key": "a", "text": "x", "timestamp": [[500, 700]], "sentence_info": [
                {"text": "潮水退了。", "start": 500, "end": 2000, "spk": 0},
                {"text": "灯亮了。", "start": 2000, "end": 3000, "spk": 0}]}]"#,
        ),
        (
            "Alibaba",
            r#"{"file_url": "x", "transcripts": [{"channel_id": 0, "text": "x", "sentences": [
                {"begin_time": 500, "end_time": 2000, "text": "潮水退了。", "words": []},
                {"begin_time": 2000, "end_time": 3000, "text": "灯亮了。"}]}]}"#,
        ),
        (
            "iFlytek",
            r#"{"ok": 0, "data": [{"bg": "500", "ed": "2000", "onebest": "潮水退了。", "speaker": "1"},
                {"bg": "2000", "ed": "3000", "onebest": "灯亮了。", "speaker": "1"}]}"#,
        ),
    ];

    #[test]
    fn sentences_of_every_recogniser() {
        for (name, text) in SENTENCES {
            let expected = [(Some(500), "", "潮水退了。"), (Some(2000), "", "灯亮了。")];
            assert_eq!(said(read, text), Said::new(&expected), "{name}");
        }
    }

    /// Files of two people who say something at 0.5 and 2 seconds, most in words.
    const SPOKEN: &[(&str, &str)] = &[
        (
            "insanely-fast-whisper",
            r#"{"chunks": [{"timestamp": [0.5, 2.0], "text": "x"}], "speakers": [
                {"speaker": "SPEAKER_00", "text": "The tide, low.", "timestamp": [0.5, 2.0]},
                {"speaker": "SPEAKER_01", "text": "A lamp.", "timestamp": [2.0, 3.0]}]}"#,
        ),
        (
            "Rev",
            r#"{"monologues": [{"speaker": 0, "elements": [
                {"type": "text", "value": "The", "ts": 0.5, "end_ts": 0.7}, {"type": "punct", "value": " "},
                {"type": "text", "value": "tide", "ts": 0.7, "end_ts": 0.9}, {"type": "punct", "value": ","},
                {"type": "punct", "value": " "}, {"type": "text", "value": "low", "ts": 1, "end_ts": 1.2},
                {"type": "punct", "value": "."}]},
                {"speaker": 1, "elements": [{"type": "text", "value": "A", "ts": 2, "end_ts": 2.2},
                {"type": "punct", "value": " "}, {"type": "text", "value": "lamp"},
                {"type": "punct", "value": "."}]}]}"#,
        ),
        (
            "Amazon",
            r#"{"accountId": "0", "results": {"transcripts": [{"transcript": "x"}], "speaker_labels": {
                "segments": [{"start_time": "0.5", "end_time": "1.9", "speaker_label": "spk_0"},
                {"start_time": "2.0", "end_time": "3.9", "speaker_label": "spk_1"}]}, "items": [
                {"start_time": "0.5", "end_time": "0.7", "alternatives": [{"content": "The"}]},
                {"start_time": "0.7", "end_time": "0.9", "alternatives": [{"content": "tide"}]},
                {"alternatives": [{"content": ","}], "type": "punctuation"},
                {"start_time": "1.0", "end_time": "1.2", "alternatives": [{"content": "low"}]},
                {"alternatives": [{"content": "."}], "type": "punctuation"},
                {"start_time": "2.0", "end_time": "2.2", "alternatives": [{"content": "A"}]},
                {"start_time": "2.3", "end_time": "2.4", "alternatives": [{"content": "lamp"}]},
                {"alternatives": [{"content": "."}], "type": "punctuation"}]}}"#,
        ),
        (
            "Google",
            r#"{"results": [{"alternatives": [{"transcript": "x", "words": [{"word": "The"}]}]},
                {"alternatives": [{"words": [
                {"startTime": "0.5s", "endTime": "0.7s", "word": "The", "speakerTag": 0},
                {"startTime": "0.7s", "endTime": "0.9s", "word": "tide,", "speakerTag": 0},
                {"startTime": "1s", "endTime": "1.2s", "word": "low.", "speakerTag": 0},
                {"startTime": "2s", "endTime": "2.1s", "word": "A", "speakerTag": 1},
                {"startTime": "2.1s", "endTime": "2.3s", "word": "lamp.", "speakerTag": 1}]}]}]}"#,
        ),
        (
            "Deepgram",
            r#"{"results": {"channels": [{"alternatives": [{"transcript": "x", "words": [
                {"word": "the", "start": 0.5, "end": 0.7, "speaker": 0, "punctuated_word": "The"},
                {"word": "tide", "start": 0.7, "end": 0.9, "speaker": 0, "punctuated_word": "tide,"},
                {"word": "low", "start": 1, "end": 1.2, "speaker": 0, "punctuated_word": "low."},
                {"word": "a", "start": 2, "end": 2.2, "speaker": 1, "punctuated_word": "A"},
                {"word": "lamp", "start": 2.2, "end": 2.3, "speaker": 1, "punctuated_word": "lamp."}
                ]}]}]}}"#,
        ),
        (
            "ElevenLabs",
            r#"{"language_code": "eng", "text": "x", "words": [
                {"text": "The", "start": 0.5, "end": 0.7, "type": "word", "speaker_id": "spk_0"},
                {"text": " ", "start": 0.7, "end": 0.8, "type": "spacing", "speaker_id": "spk_0"},
                {"text": "tide, low.", "start": 0.8, "end": 0.9, "type": "word", "speaker_id": "spk_0"},
                {"text": " ", "start": 0.9, "end": 2, "type": "spacing", "speaker_id": "spk_0"},
                {"text": "A lamp.", "start": 2, "end": 2.5, "type": "word", "speaker_id": "spk_1"}]}"#,
        ),
        (
            "Tingwu",
            r#"{"TaskId": "x", "Transcription": {"Paragraphs": [{"ParagraphId": "1", "SpeakerId": "0",
                "Words": [{"SentenceId": 1, "Start": 500, "End": 700, "Text": "The "},
                {"SentenceId": 1, "Start": 700, "End": 900, "Text": "tide, low."}]},
                {"SpeakerId": "1", "Words": [{"Start": 2000, "End": 2300, "Text": "A lamp."}]}]}}"#,
        ),
    ];

    #[test]
    fn speakers_of_every_recogniser() {
        for (name, text) in SPOKEN {
            let expected = [
                (Some(500), "SPEAKER_00", "The tide, low."),
                (Some(2000), "SPEAKER_01", "A lamp."),
            ];
            assert_eq!(said(read, text), Said::new(&expected), "{name}");
        }
        let text = r#"{"speakers": [{"id": 0, "name": "阿岸"}], "monologues": [{"speaker": 0,
            "elements": [{"type": "text", "value": "灯。", "ts": 1}]}]}"#;
        assert_eq!(said(read, text), Said::new(&[(Some(1000), "阿岸", "灯。")]));
    }

    #[test]
    fn answers_may_be_wrapped_or_nothing_but_words() {
        let text = r#"{"done": true, "response": {"segments": [{"start": 1, "text": "灯。"}]}}"#;
        assert_eq!(said(read, text), Said::new(&[(Some(1000), "", "灯。")]));
        let text = r#"{"text": "灯。", "usage": {"type": "tokens"}}"#;
        assert_eq!(said(read, text), Said::new(&[(None, "", "灯。")]));
        assert_eq!(said(read, r#"{"text": "灯。", "id": 1}"#), Said::nothing());
    }

    #[test]
    fn tokens_of_models_are_no_words() {
        let text =
            r#"[{"key": "a", "text": "<|zh|><|NEUTRAL|><|Speech|><|withitn|>潮水<|退|了。<|"}]"#;
        assert_eq!(said(read, text), Said::new(&[(None, "", "潮水<|退|了。<|")]));
    }

    #[test]
    fn what_cannot_be_read_is_told_and_the_rest_kept() {
        let text = "{\"body\":[{\"from\":1,\"to\":2,\"content\":\"甲\"},\n{\"from\":2,\"to\":3},\n\
            {\"from\":\"x\",\"to\":4,\"content\":\"乙\"},\n{\"from\":5,\"content\":\"丙";
        assert_eq!(
            said(read, text),
            Said::new(&[(Some(1000), "", "甲"), (None, "", "乙")])
                .found(&[("CS0124", 2), ("CS0125", 4)])
        );
        let text = "{\"segments\": [{\"start\": null, \"text\": \"甲。\"},\n7,\n\
            {\"start\": 2, \"end\": 3, \"text\": \"乙。\"}] trailing";
        assert_eq!(
            said(read, text),
            Said::new(&[(None, "", "甲。"), (Some(2000), "", "乙。")])
                .found(&[("CS0124", 2), ("CS0125", 3)])
        );
        let text = "{\"segments\": [\n{\"speaker\": 5, \"startTime\": 1, \"body\": \"甲\"},\n\
            {\"startTime\": 2},\n";
        assert_eq!(
            said(read, text),
            Said::new(&[(Some(1000), "", "甲")]).found(&[("CS0124", 3), ("CS0125", 4)])
        );
        for text in [
            r#"{"name": "x", "body": "y"}"#,
            r#"{"segments": []}"#,
            r#"{"name": "x", "version": "1.0.0"}"#,
            "[1, 2, 3]",
            r#"[{"text": "x", "by": "y"}]"#,
            r#"[{"content": "前排", "progress": 10}]"#,
        ] {
            assert_eq!(said(read, text), Said::nothing(), "{text}");
        }
    }
}
