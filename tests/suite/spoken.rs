//! Cleaned recordings are settled: what is written out of subtitles and the like, kept as a file of
//! Markdown, comes out of the rules unchanged. That is tried on made-up captions and on the recordings of the cases.
//!
//! When things are said is not in Markdown. It has done its work by then, as pauses are breaks of
//! paragraphs and chapters are headings; only links to moments cannot be made anew, and are no text.

use std::fs;
use std::path::Path;

use chengshu::ingest::prose::prose;
use chengshu::ingest::{Content, content, decode, front_matter};
use chengshu::markdown;
use chengshu::model::speech::{Cue, Mark, Recording};
use chengshu::model::treatment::Treatment;
use chengshu::normalise::{Body, Request, normalise};
use chengshu_text::diag::Sink;
use chengshu_text::source::Source;

use crate::dice::Dice;

fn cleaned(source: &Source, body: Body<'_>, language: &str) -> String {
    let request = Request {
        source,
        file: "a.srt",
        body,
        titles: &["灯塔"],
        language,
        treatment: &Treatment::default(),
        sections: None,
    };
    let manuscript = normalise(&request, &mut Sink::default());
    assert!(manuscript.ledger.balances(), "{} is lost", source.name);
    markdown::write(&manuscript.blocks)
}

/// Cleans what was read from a file.
fn cleaned_file(source: &Source, content: &Content, language: &str) -> String {
    match content {
        Content::Written => {
            let body = front_matter::split(source).body;
            cleaned(source, Body::Written(body), language)
        }
        Content::Spoken(recording) => cleaned(source, Body::Spoken(&prose(recording)), language),
    }
}

fn assert_settled(source: &Source, recording: &Content, language: &str, name: &str) {
    let once = cleaned_file(source, recording, language);
    let written = Source::new(name, once.clone());
    let Some(read) = content("a.md", &written, &mut Sink::default()) else {
        panic!("{name} is written as no Markdown");
    };
    let twice = cleaned_file(&written, &read, language);
    assert_eq!(once, twice, "{name} changes again");
}

/// What is said: in Chinese first, then in Latin letters, then signs of Markdown.
const SAID: [&[&str]; 3] = [
    &[
        "灯塔", "港口的", "船长", "但是风变了", "1973年", "后来", "他说", "甲：", "乙：",
        "主持人：", "（音乐）", "[Music]", "，", "。", "。", "！", "？", "……", "“", "”", "‘", "《",
        "》", "（", "）",
    ],
    &[
        "the sea ", "harbour ", "It was ", "Now ", "Host: ", "A: ", "3.14 ", "(laughs) ", ". ",
        ".", "? ", "!", ", ", "\"", "'", "“", "”", "...", "--", ": ", "\n", ".\n", "\u{a0}", "灯",
    ],
    &[
        "**", "*", "~~", "`", "<br>", "<b>灯</b>", "](x)", "# ", "- ", "1. ", "> ", "[^1]",
        "&nbsp;", "\\", "10:30 ", "http://a.cn/b,c ", "|", "\n---\n",
    ],
];

const SPEAKERS: &[&str] = &[
    "甲",
    "乙",
    "主持人",
    "Host",
    "A B",
    "a:b",
    "说",
    "某人（旁白）",
    "#1",
    "Keeper of the lighthouse",
];

/// Made-up recordings: with times or without, with pauses, speakers and chapters or without, some of
/// them rolling or without punctuation.
fn made_up(seed: u64) -> (Source, Content) {
    let mut dice = Dice::new(seed);
    let writings = &SAID[dice.below(2)..=1 + dice.below(2)];
    let (has_times, has_ends) = (dice.below(4) > 0, dice.below(4) > 0);
    let (has_speakers, rolls, few_marks) = (dice.below(2) > 0, dice.below(6) == 0, dice.below(4));
    let (mut cues, mut text) = (Vec::new(), String::new());
    let (mut now, mut speaker, mut last) = (0, None, String::new());
    let most = [6, 40, 200][dice.below(3)];
    for _ in 0..=dice.below(most) {
        let mut said = String::new();
        for _ in 0..=dice.below(12) {
            let words = writings[dice.below(writings.len())];
            let words = if dice.below(4) < few_marks { &words[..8] } else { words };
            said.push_str(dice.pick(words));
        }
        if rolls && dice.below(2) == 0 {
            said = format!("{last}\n{said}");
        }
        last.clone_from(&said);
        if has_speakers && dice.below(3) == 0 {
            speaker = (dice.below(4) > 0).then(|| dice.pick(SPEAKERS).to_owned());
        }
        let (start, end) = (now, now + 500 + dice.below(3000) as u64);
        now = end + [0, 50, 900, 2500, 6000][dice.below(5)];
        cues.push(Cue {
            start_ms: has_times.then_some(start),
            end_ms: (has_times && has_ends).then_some(end),
            speaker: speaker.clone(),
            text: said.trim().to_owned(),
            at: text.len(),
            ..Cue::default()
        });
        text.push_str(said.trim());
        text.push('\n');
    }
    let titles = ["第一章", "灯塔", "A. B?", "1. *灯*"];
    let chapters = titles[..dice.below(5)].iter().enumerate();
    let chapters = chapters.map(|(number, title)| Mark {
        start_ms: now / 4 * number as u64,
        title: (*title).to_owned(),
    });
    let recording = Recording { chapters: chapters.collect(), cues, ..Recording::default() };
    (Source::new("a.srt", text), Content::Spoken(recording))
}

#[test]
fn made_up_recordings_settle_at_once() {
    let mut dice = Dice::new(0);
    for seed in 0..1500 {
        let (source, recording) = made_up(seed);
        let language = ["zh-CN", "zh-TW", "zh-CN", "en"][dice.below(4)];
        assert_settled(&source, &recording, language, &format!("seed {seed}"));
    }
}

/// Recordings below a folder, each with its name.
fn recordings(folder: &Path, found: &mut Vec<(String, Source, Content)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            recordings(&path, found);
            continue;
        }
        let name = path.display().to_string();
        let bytes = fs::read(&path).unwrap();
        let Some(source) = decode::decode(bytes, name.as_str(), &mut Sink::default()) else {
            continue;
        };
        let read = content(&name, &source, &mut Sink::default());
        if let Some(recording @ Content::Spoken(_)) = read {
            found.push((name, source, recording));
        }
    }
}

#[test]
fn the_recordings_of_the_cases_settle_at_once() {
    let mut found = Vec::new();
    recordings(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases"), &mut found);
    assert!(found.len() >= 20, "{} recordings", found.len());
    for (name, source, recording) in &found {
        for language in ["zh-CN", "en"] {
            assert_settled(source, recording, language, name);
        }
    }
}
