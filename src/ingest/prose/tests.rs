//! The way of cues into prose, and that nothing of them is lost.
#![allow(clippy::unwrap_used)] // A test that unwraps nothing fails as it should.

use super::*;
use crate::markdown;
use crate::model::block::{Block, visit_text};
use crate::model::library::Frame;
use crate::model::speech::Mark;

/// Cues of one second each with so many milliseconds between them.
fn recording(gap: u64, texts: &[&str]) -> Recording {
    let cues = texts.iter().zip(0u64..).map(|(text, number)| Cue {
        start_ms: Some(number * (1000 + gap)),
        end_ms: Some(number * (1000 + gap) + 1000),
        text: (*text).to_owned(),
        at: usize::try_from(number).unwrap() * 100,
        ..Cue::default()
    });
    Recording { cues: cues.collect(), ..Recording::default() }
}

fn written(recording: &Recording) -> String {
    let prose = prose(recording);
    assert!(prose.balances(), "{}", prose.text);
    prose.text
}

#[test]
fn captions_join_without_spaces_in_chinese_and_with_one_in_latin() {
    assert_eq!(
        written(&recording(0, &["潮水退了，", "灯塔\r\n还亮着", "叫 Fanal", "light。"])),
        "潮水退了，灯塔还亮着叫 Fanal light。"
    );
    assert_eq!(
        written(&recording(0, &["The tide went", "out, “and", "the”", "light…", "stayed."])),
        "The tide went out, “and the” light… stayed."
    );
}

#[test]
fn long_pauses_and_speakers_break_paragraphs() {
    let sentence = "潮水退了以后灯塔还亮着，岸上的人都回去了，只有他一个人坐在那里看着海，一直坐到天黑了才回去，路上一个人也没有。";
    let mut talk = recording(100, &[sentence, sentence, sentence, sentence]);
    talk.cues[2].start_ms = Some(9_000);
    assert_eq!(written(&talk), format!("{sentence}{sentence}\n\n{sentence}{sentence}"));
    for (cue, name) in talk.cues.iter_mut().zip(["阿岸", "阿岸", "小*满", "阿岸"]) {
        cue.speaker = Some(name.to_owned());
    }
    assert_eq!(
        written(&talk),
        format!(
            "**阿岸：**{sentence}{sentence}\n\n**小\\*满：**{sentence}\n\n**阿岸：**{sentence}"
        )
    );
}

#[test]
fn paragraphs_keep_to_a_length_and_end_with_sentences() {
    let texts: Vec<String> = (0..400)
        .map(|n| format!("这是第{n}句话，说的是海边的事，"))
        .enumerate()
        .map(|(n, text)| if n % 3 == 2 { text + "说完了。" } else { text })
        .collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let text = written(&recording(0, &texts));
    let lengths: Vec<usize> = text.split("\n\n").map(|p| p.chars().count()).collect();
    assert!(lengths.len() > 10);
    assert!(lengths.iter().all(|length| *length <= 420), "{lengths:?}");
    assert!(lengths[..lengths.len() - 1].iter().all(|length| *length >= 110), "{lengths:?}");
    assert!(text.split("\n\n").all(|p| p.ends_with('。') || p.ends_with('，')));
}

#[test]
fn words_that_open_a_thought_open_a_paragraph() {
    let sentence = "岸上的人都回去了只有他一个人还坐在那里看着海。".repeat(6);
    assert_eq!(
        written(&recording(0, &[&sentence, "但是天黑了。"])),
        format!("{sentence}\n\n但是天黑了。")
    );
}

#[test]
fn chapters_become_headings_between_sentences() {
    let mut talk = recording(0, &["潮水", "退了。", "灯亮了。", "雾来了。"]);
    talk.chapters = [(0, "开场"), (900, "灯 #"), (100_000, "最后")]
        .map(|(start_ms, title)| Mark { start_ms, title: title.to_owned() })
        .to_vec();
    assert_eq!(
        written(&talk),
        "## 开场\n\n潮水退了。\n\n## 灯 # #\n\n灯亮了。\n\n## 最后\n\n雾来了。"
    );
}

#[test]
fn raw_recognition_breaks_at_pauses_and_keeps_its_phrases() {
    let mut talk = recording(0, &["潮水退了以后灯塔还亮着"; 40]);
    assert!(is_unpunctuated(&talk));
    for cue in &mut talk.cues[20..] {
        cue.start_ms = cue.start_ms.map(|at| at + 5000);
        cue.end_ms = cue.end_ms.map(|at| at + 5000);
    }
    let half = ["潮水退了以后灯塔还亮着"; 20].join("\u{3000}");
    assert_eq!(written(&talk), format!("{half}\n\n{half}"));
}

#[test]
fn lines_without_times_are_paragraphs() {
    let mut talk = recording(0, &["潮水退了。", "灯亮着，", "雾来了。", "走。"]);
    for cue in &mut talk.cues {
        cue.start_ms = None;
        cue.end_ms = None;
    }
    assert_eq!(written(&talk), "潮水退了。\n\n灯亮着，雾来了。\n\n走。");
}

#[test]
fn places_and_moments_lead_to_the_cues() {
    let mut talk = recording(0, &["潮水退了。", "灯*亮了。"]);
    talk.cues[1].speaker = Some("阿岸".into());
    let prose = prose(&talk);
    let at = prose.text.find('亮').unwrap();
    assert_eq!(prose.origin.original(prose.text.find('退').unwrap()), 6);
    assert!((100..110).contains(&prose.origin.original(at)));
    assert_eq!(prose.moments, [Moment { at: 0, seconds: 0 }, Moment { at: 100, seconds: 1 }]);
}

/// Random cues, the same each time.
fn random(seed: u64) -> Recording {
    const ALPHABET: &[&str] = &[
        "海", "岸", "的", "灯", "。", "？！", "“", "”", "\"", "（", "……", "，", "a", "B", "the ",
        " ", "\n", "\r\n", "1. ", "- ", "# ", "> ", "*", "**", "_", "`", "```", "~~", "[", "](x)",
        "[^1]", "]: y", "<b>", "<!--", "&amp;", "&", "\\", "|", "---", "===", "+ ", "!", "$", "{",
        "0:50 ", "说", "\u{3000}",
    ];
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = move |below: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % below
    };
    let mut time = 0;
    let cues = (0..=next(60)).map(|number| {
        let length = next(900);
        let gap = if next(4) == 0 { next(4000) } else { 0 };
        let start = time + gap;
        time = start + length;
        let words = 1 + next(12);
        Cue {
            start_ms: (next(10) > 0).then_some(start),
            end_ms: (next(10) > 0).then_some(time),
            text: (0..words)
                .map(|_| ALPHABET[usize::try_from(next(ALPHABET.len() as u64)).unwrap()])
                .collect(),
            at: usize::try_from(number).unwrap() * 1000,
            ..Cue::default()
        }
    });
    Recording { cues: cues.collect(), ..Recording::default() }
}

#[test]
fn every_character_is_in_the_book_in_order() {
    // Requirement T1, through the Markdown parser: signs in the words are words.
    let visible = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    for seed in 0..3000 {
        let talk = random(seed);
        let prose = prose(&talk);
        assert!(prose.balances(), "seed {seed}");
        let parsed = markdown::parse(&prose.text, &prose.origin);
        let mut text = String::new();
        visit_text(&parsed.blocks, &mut |piece| text.push_str(piece));
        let said: String = talk.cues.iter().map(|cue| cue.text.as_str()).collect();
        assert_eq!(visible(&text), visible(&said), "seed {seed}: {}", prose.text);
        assert!(
            parsed.blocks.iter().all(|block| matches!(block, Block::Paragraph { .. })),
            "seed {seed}: {}",
            prose.text
        );
    }
}

#[test]
fn long_recordings_take_linear_time() {
    let texts: Vec<String> = (0..60_000).map(|n| format!("第{n}条字幕没有标点")).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let mut talk = recording(300, &texts);
    talk.chapters = (0..5_000)
        .map(|n| Mark { start_ms: n * 10_000, title: "章".to_owned() })
        .collect();
    assert!(prose(&talk).balances());
}

#[test]
fn frames_stand_after_the_sentence_of_their_moment() {
    let cue = |seconds: u64, text: &str| Cue {
        start_ms: Some(seconds * 1000),
        end_ms: Some(seconds * 1000 + 900),
        text: text.to_owned(),
        ..Cue::default()
    };
    let frame = |seconds: u64, path: &str| Frame { at_ms: seconds * 1000, path: path.to_owned() };
    let recording = Recording {
        cues: vec![
            cue(0, "One sheet"),
            cue(1, "and two laths."),
            cue(2, "It goes up."),
            cue(3, "And down."),
        ],
        frames: vec![frame(0, "a b/0-0-0.jpg"), frame(2, "c#.png"), frame(3725, "d.png")],
        ..Recording::default()
    };
    let prose = prose(&recording);
    assert!(prose.balances());
    assert_eq!(
        prose.text,
        "One sheet and two laths.\n\n![0:00](/a%20b/0-0-0.jpg)\n\nIt goes up.\n\n\
         ![0:02](/c%23.png)\n\nAnd down.\n\n![1:02:05](/d.png)"
    );
}

/// Cues with their times in milliseconds.
fn timed(cues: &[(u64, u64, &str)]) -> Recording {
    let cues = cues.iter().enumerate().map(|(number, &(start, end, text))| Cue {
        start_ms: Some(start),
        end_ms: Some(end),
        text: text.to_owned(),
        at: number * 1_000,
        ..Cue::default()
    });
    Recording { cues: cues.collect(), ..Recording::default() }
}

/// The text of both languages, stretch by stretch.
fn stretches(first: &Recording, second: &Recording) -> Vec<[String; 2]> {
    let (one, other, stretches) = aligned(first, second);
    assert!(one.balances() && other.balances());
    let mut out: Vec<[String; 2]> = Vec::new();
    for (side, prose) in [one, other].iter().enumerate() {
        let mut from = 0;
        for paragraph in prose.text.split("\n\n") {
            let number = stretches.at(side, prose.origin.original(from));
            out.resize_with(out.len().max(number + 1), Default::default);
            out[number][side] += paragraph;
            from += paragraph.len() + 2;
        }
    }
    out
}

#[test]
fn two_languages_break_where_both_end_a_sentence() {
    let sentence = "潮水退了以后灯塔还亮着，岸上的人都回去了，只有他一个人坐在那里看着海";
    let first: Vec<(u64, u64, String)> = (0..40)
        .map(|number| (number * 6_000, number * 6_000 + 5_800, format!("{number}{sentence}。")))
        .collect();
    // Three cues for two, and every other sentence ends within one.
    let words = "and the lamp was still on when everybody had gone home";
    let second: Vec<(u64, u64, String)> = (0..20)
        .flat_map(|pair| {
            let (one, other) = (2 * pair, 2 * pair + 1);
            let at = pair * 12_000 + 300;
            [
                (at, at + 4_000, format!("At {one} {words}")),
                (at + 4_000, at + 8_000, format!("and for good. At {other} {words}")),
                (at + 8_000, at + 11_900, "for good and all, as it was then.".to_owned()),
            ]
        })
        .collect();
    let recording = |cues: &[(u64, u64, String)]| {
        let cues = cues.iter().map(|(start, end, text)| (*start, *end, text.as_str()));
        timed(&cues.collect::<Vec<_>>())
    };
    let (first, second) = (recording(&first), recording(&second));
    let stretches = stretches(&first, &second);
    assert!(stretches.len() > 3, "{}", stretches.len());
    for [one, other] in &stretches {
        let number = |text: &str| text.chars().take_while(char::is_ascii_digit).collect::<String>();
        assert_eq!(number(one), number(&other[3..]), "{one} / {other}");
        assert!(one.ends_with('。') && other.ends_with('.'));
        assert!(one.chars().count() < 500);
    }
}

#[test]
fn what_only_one_language_says_stands_with_its_neighbours() {
    let first = timed(&[
        (0, 2_000, "灯亮了。"),
        (20_000, 22_000, "船来了。"),
        (40_000, 42_000, "雾散了。"),
    ]);
    let second = timed(&[(0, 2_000, "The lamp is on."), (40_000, 42_000, "The fog is gone.")]);
    assert_eq!(
        stretches(&first, &second),
        [["灯亮了。船来了。雾散了。".to_owned(), "The lamp is on. The fog is gone.".to_owned()]]
    );
    assert_eq!(
        stretches(&first, &timed(&[(5_000, 6_000, "Fog")])),
        [["灯亮了。船来了。雾散了。".to_owned(), "Fog".to_owned()]]
    );
}

#[test]
fn chapters_break_both_languages() {
    let line = |text| move |number: u64| (number * 3_000, number * 3_000 + 2_900, text);
    let first: Vec<_> = (0..10).map(line("潮水退了以后灯塔还亮着，岸上的人都回去了")).collect();
    let second: Vec<_> = (0..10).map(line("and so on")).collect();
    let mut first = timed(&first);
    first.chapters = vec![Mark { start_ms: 15_000, title: "雾".to_owned() }];
    let (one, other, _) = aligned(&first, &timed(&second));
    assert!(one.text.contains("## 雾"));
    assert_eq!(other.text.split("\n\n").count(), 2, "{}", other.text);
}
