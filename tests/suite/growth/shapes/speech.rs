//! Recordings, one reader after another, and the encodings of files.

use super::{Shape, Work, book, each, transcript};

/// The time of a cue, as SRT and WebVTT write it.
fn time(seconds: usize, sign: char) -> String {
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    format!("{hours:02}:{minutes:02}:{:02}{sign}000", seconds % 60)
}

fn srt(size: usize, words: impl Fn(usize) -> String) -> Work {
    let cue = |at: usize| {
        let (start, end) = (time(at * 2, ','), time(at * 2 + 2, ','));
        format!("{}\n{start} --> {end}\n{}\n\n", at + 1, words(at))
    };
    transcript("a.srt", each(size, cue))
}

fn vtt(size: usize, words: impl Fn(usize) -> String) -> Work {
    let cue = |at: usize| {
        let (start, end) = (time(at * 2, '.'), time(at * 2 + 2, '.'));
        format!("{start} --> {end}\n{}\n\n", words(at))
    };
    transcript("a.vtt", format!("WEBVTT\n\n{}", each(size, cue)))
}

fn ass(size: usize, words: impl Fn(usize) -> String) -> Work {
    let head = "[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n";
    let event = |at: usize| {
        let time = |at: usize| format!("{}:{:02}:{:02}.00", at / 3600, at / 60 % 60, at % 60);
        let (start, end) = (time(at), time(at + 1));
        format!("Dialogue: 0,{start},{end},Default,灯,0,0,0,,{}\n", words(at))
    };
    transcript("a.ass", format!("{head}{}", each(size, event)))
}

fn json(name: &str, before: &str, entry: impl Fn(usize) -> String, size: usize) -> Work {
    let entries: Vec<String> = (0..size).map(entry).collect();
    transcript(name, format!("{{{before}[{}]}}", entries.join(",")))
}

fn html(body: &str) -> Work {
    transcript("a.html", format!("<html><body>{body}</body></html>"))
}

/// A recording with what lies beside it.
fn beside(name: &str, text: String) -> Work {
    let cue = "1\n00:00:01,000 --> 00:00:02,000\n灯塔亮了。\n";
    book([("a.srt".to_owned(), cue.into()), (name.to_owned(), text.into_bytes())])
}

pub const SHAPES: &[Shape] = &[
    ("srt: cues", |n| srt(n, |at| format!("灯塔{at}亮了。"))),
    ("srt: cues without marks", |n| srt(n, |at| format!("灯{at}"))),
    ("srt: one cue again and again", |n| srt(n, |_| "灯塔".into())),
    ("srt: cues that hold those before them", |n| srt(n, |at| format!("灯塔{at}\n灯塔{}", at + 1))),
    ("srt: cues without words", |n| srt(n, |_| String::new())),
    ("srt: one cue of lines", |n| {
        transcript("a.srt", format!("1\n00:00:01,000 --> 00:00:02,000\n{}", "灯塔\n".repeat(n)))
    }),
    ("srt: tags that never close", |n| srt(1, |_| "<i><font color=".repeat(n))),
    ("srt: tags", |n| srt(1, |_| "<i>灯</i>塔".repeat(n))),
    ("srt: speakers", |n| srt(n, |at| format!("甲{}：灯塔亮了。", at % 7))),
    ("srt: as many speakers as cues", |n| srt(n, |at| format!("{at}号：灯塔亮了。"))),
    ("srt: arrows", |n| transcript("a.srt", "-->\n".repeat(n))),
    ("srt: times on one line", |n| transcript("a.srt", "00:00:01,000 --> ".repeat(n))),
    ("vtt: cues", |n| vtt(n, |at| format!("灯塔{at}亮了。"))),
    ("vtt: voices", |n| vtt(n, |at| format!("<v 甲{}>灯塔亮了。</v>", at % 9))),
    ("vtt: words with times", |n| vtt(1, |_| "灯<00:00:01.000><c> 塔</c>".repeat(n))),
    ("vtt: rolling captions", |n| {
        vtt(n, |at| format!("lamp {at} is lit\nlamp<00:00:01.000><c> {} is lit</c>", at + 1))
    }),
    ("vtt: spans in spans", |n| vtt(1, |_| "<c.a>灯".repeat(n))),
    ("vtt: notes", |n| transcript("a.vtt", format!("WEBVTT\n\n{}", "NOTE 灯\n\n".repeat(n)))),
    ("vtt: character references", |n| vtt(1, |_| "&amp;&lt;&nbsp;&x".repeat(n))),
    ("ass: events", |n| ass(n, |at| format!("灯塔{at}亮了。"))),
    ("ass: overrides", |n| ass(1, |_| "{\\b1}灯{\\b0}塔\\N".repeat(n))),
    ("ass: overrides that never close", |n| ass(1, |_| "{\\b1".repeat(n))),
    ("ass: drawings", |n| ass(1, |_| "{\\p1}m 0 0 l 1 1{\\p0}灯".repeat(n))),
    ("ass: sections", |n| {
        transcript("a.ass", format!("[Events]\n{}", "[Fonts]\nx\n[Events]\n".repeat(n)))
    }),
    ("bilibili: lines", |n| {
        let line = |at: usize| format!(r#"{{"from":{at},"to":{},"content":"灯塔{at}"}}"#, at + 1);
        json("a.json", "\"body\":", line, n)
    }),
    ("whisper: segments", |n| {
        let segment =
            |at: usize| format!(r#"{{"start":{at},"end":{},"text":" 灯塔{at}。"}}"#, at + 1);
        json("a.json", "\"text\":\"\",\"segments\":", segment, n)
    }),
    ("youtube: events", |n| {
        let event = |at: usize| {
            let start = at * 1000;
            format!(r#"{{"tStartMs":{start},"dDurationMs":1000,"segs":[{{"utf8":"lamp {at}"}}]}}"#)
        };
        json("a.json3", "\"events\":", event, n)
    }),
    ("youtube: words of one event", |n| {
        let words = vec![r#"{"utf8":"lamp "}"#; n].join(",");
        json("a.json3", "\"events\":", |_| format!(r#"{{"tStartMs":1,"segs":[{words}]}}"#), 1)
    }),
    ("recognisers: words", |n| {
        let word =
            |at: usize| format!(r#"{{"start":{at},"end":{},"text":"lamp","speaker":"A"}}"#, at + 1);
        json("a.json", "\"words\":", word, n)
    }),
    ("recognisers: turns beside words", |n| {
        let word = |at: usize| {
            format!(r#"{{"start_time":"{at}","alternatives":[{{"content":"lamp{at}"}}]}}"#)
        };
        let turn =
            |at: usize| format!(r#"{{"start_time":"{at}","speaker_label":"spk_{}"}}"#, at % 7);
        let turns: Vec<String> = (0..n).map(turn).collect();
        let words: Vec<String> = (0..n).map(word).collect();
        let (turns, words) = (turns.join(","), words.join(","));
        let results = format!(r#"{{"speaker_labels":{{"segments":[{turns}]}},"items":[{words}]}}"#);
        transcript("a.json", format!(r#"{{"results":{results}}}"#))
    }),
    ("youtube XML: captions", |n| {
        let text = |at: usize| format!("<text start=\"{at}\" dur=\"1\">灯塔{at}&amp;#39;</text>");
        transcript("a.srv1", format!("<transcript>{}</transcript>", each(n, text)))
    }),
    ("ttml: captions", |n| {
        let text = |at: usize| format!("<p begin=\"{at}s\">灯<br/>塔{at}。</p>");
        transcript("a.ttml", format!("<tt><body>{}</body></tt>", each(n, text)))
    }),
    ("ttml: elements that never close", |n| {
        transcript("a.ttml", format!("<tt><p begin=\"1s\">灯{}", "<span x=\"".repeat(n)))
    }),
    ("ttml: spans in spans", |n| {
        transcript("a.ttml", format!("<tt><p begin=\"1s\">灯{}", "<span begin=\"1s\">".repeat(n)))
    }),
    ("ttml: comments that never close", |n| {
        transcript("a.ttml", format!("<tt><p begin=\"1s\">灯{}", "<!--<![CDATA[<?".repeat(n)))
    }),
    ("sami: captions", |n| {
        let text = |at: usize| format!("<SYNC Start={at}000><P Class=ENCC>灯塔{at}。\n");
        transcript("a.smi", format!("<SAMI><BODY>{}", each(n, text)))
    }),
    ("sbv: captions", |n| {
        transcript("a.sbv", each(n, |at| format!("{0},{0}\n灯塔{at}。\n\n", time(at, '.'))))
    }),
    ("microdvd: captions", |n| {
        transcript("a.sub", each(n, |at| format!("{{{at}}}{{{}}}灯|塔{at}。\n", at + 1)))
    }),
    ("scc: captions", |n| {
        let line = |at: usize| {
            let (minutes, seconds) = (at / 60 % 60, at % 60);
            format!("{:02}:{minutes:02}:{seconds:02}:00\t9420 54e5 6ef4 942f\n\n", at / 3600)
        };
        transcript("a.scc", format!("Scenarist_SCC V1.0\n\n{}", each(n, line)))
    }),
    ("lrc: lines", |n| {
        transcript("a.lrc", each(n, |at| format!("[{}]灯塔{at}。\n", time(at, '.'))))
    }),
    ("lrc: times of one line", |n| transcript("a.lrc", format!("{}灯塔", "[00:01.00]".repeat(n)))),
    ("tables: rows", |n| {
        let row = |at: usize| format!("{at}000,{at}999,\"灯塔{at}。\"\n");
        transcript("a.csv", format!("start,end,text\n{}", each(n, row)))
    }),
    ("tables: quotation marks that never close", |n| {
        transcript("a.csv", format!("start,end,text\n{}", "1,2,\"灯\n".repeat(n)))
    }),
    ("rtf: paragraphs", |n| {
        transcript("a.rtf", format!("{{\\rtf1\\ansi {}}}", "\\u28783?lamp\\par\n".repeat(n)))
    }),
    ("rtf: groups", |n| transcript("a.rtf", format!("{{\\rtf1 lamp{}", "{\\b x".repeat(n)))),
    ("vtt: readings", |n| vtt(1, |_| "<ruby>灯<rt>とう</rt></ruby>".repeat(n))),
    ("vtt: parts of a stream", |n| {
        let part = |at: usize| {
            format!(
                "WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:{}\n\n00:01.000 --> 00:02.000\n灯{at}\n\n",
                at * 900
            )
        };
        transcript("a.vtt", each(n, part))
    }),
    ("podcast: segments", |n| {
        let segment = |at: usize| {
            format!(r#"{{"speaker":"甲{}","startTime":{at},"body":"灯塔{at}。"}}"#, at % 3)
        };
        json("a.json", "\"version\":\"1.0.0\",\"segments\":", segment, n)
    }),
    ("podcast: chapters", |n| {
        let chapter = |at: usize| format!(r#"{{"startTime":{at},"title":"灯塔{at}"}}"#);
        let all: Vec<String> = (0..n).map(chapter).collect();
        let text = format!(r#"{{"version":"1.2.0","chapters":[{}]}}"#, all.join(","));
        beside("a.chapters.json", text)
    }),
    ("json: escapes", |n| {
        json(
            "a.json",
            "\"body\":",
            |_| format!(r#"{{"from":1,"content":"{}"}}"#, "\\u706f".repeat(n)),
            1,
        )
    }),
    ("json: names", |n| {
        let names: Vec<String> = (0..n).map(|at| format!("\"n{at}\":{at}")).collect();
        json(
            "a.json",
            "\"body\":",
            |_| format!(r#"{{"from":1,"content":"灯",{}}}"#, names.join(",")),
            1,
        )
    }),
    ("json: lists in lists", |n| {
        let nest = |_| format!("{}{}", "[".repeat(60), "]".repeat(60));
        json("a.json", "\"body\":", nest, n)
    }),
    ("json: broken", |n| transcript("a.json", "{\"body\":[".repeat(n))),
    ("info: chapters", |n| {
        let chapter = |at: usize| format!(r#"{{"start_time":{at},"title":"灯塔{at}"}}"#);
        let all: Vec<String> = (0..n).map(chapter).collect();
        beside("a.info.json", format!(r#"{{"title":"灯","chapters":[{}]}}"#, all.join(",")))
    }),
    ("info: languages of subtitles", |n| {
        let all: Vec<String> = (0..n).map(|at| format!("\"l{at}\":[]")).collect();
        let all = all.join(",");
        let text =
            format!(r#"{{"title":"灯","subtitles":{{{all}}},"automatic_captions":{{{all}}}}}"#);
        beside("a.info.json", text)
    }),
    ("info: tags", |n| {
        let all: Vec<String> = (0..n).map(|at| format!("\"灯{at}\"")).collect();
        beside("a.info.json", format!(r#"{{"title":"灯","tags":[{}]}}"#, all.join(",")))
    }),
    ("info: description", |n| {
        beside(
            "a.info.json",
            format!(r#"{{"title":"灯","description":"{}"}}"#, "灯塔\\n".repeat(n)),
        )
    }),
    ("html: speakers", |n| {
        html(&each(n, |at| {
            format!("<cite>甲{}：</cite><time>0:01</time><p>灯塔亮了。</p>", at % 3)
        }))
    }),
    ("html: paragraphs that never close", |n| html(&"<p>灯塔".repeat(n))),
    ("html: elements in elements", |n| html(&format!("<p>{}", "<b>灯".repeat(n)))),
    ("html: ends without beginnings", |n| html(&"</b></p>灯".repeat(n))),
    ("html: character references", |n| html(&format!("<p>{}</p>", "&amp;&x&#1".repeat(n)))),
    ("html: signs that open no tag", |n| html(&format!("<p>{}", "< ".repeat(n)))),
    ("html: comments that never close", |n| html(&format!("<p>灯</p>{}", "<!--".repeat(n)))),
    ("html: attributes", |n| html(&format!("<p {}>灯", each(n, |at| format!("a{at}=b "))))),
    ("lines: times", |n| {
        transcript("a.txt", each(n, |at| format!("[{}] 灯塔{at}亮了。\n", &time(at, '.')[..8])))
    }),
    ("lines: speakers and times", |n| {
        transcript(
            "a.txt",
            each(n, |at| format!("甲{} {}\n灯塔{at}亮了。\n\n", at % 3, &time(at, '.')[..8])),
        )
    }),
    ("lines: plain", |n| transcript("a.txt", "灯塔亮了\n".repeat(n))),
    ("lines: nothing but times", |n| transcript("a.txt", "00:00:01\n".repeat(n))),
    ("lines: one line of times", |n| transcript("a.txt", "00:00:01 ".repeat(n))),
    ("encoding: GBK", |n| {
        transcript("a.txt", b"\xb5\xc6\xcb\xfe\xc1\xc1\xc1\xcb\xa1\xa3".repeat(n))
    }),
    ("encoding: UTF-16", |n| {
        let mut bytes = vec![0xff, 0xfe];
        bytes.extend("灯塔。".repeat(n).encode_utf16().flat_map(u16::to_le_bytes));
        transcript("a.md", bytes)
    }),
    ("encoding: nothing but NUL", |n| transcript("a.md", vec![0; n])),
    ("encoding: bytes of none", |n| transcript("a.md", b"\xff\xfe\x80\xe7".repeat(n))),
    ("encoding: ends of lines of all kinds", |n| {
        transcript("a.md", "灯\r\n塔\r亮\u{2028}".repeat(n))
    }),
];
