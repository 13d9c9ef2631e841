#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use super::super::decode::decode;
use super::super::{Content, content};
use chengshu_text::diag::Sink;

/// Words of a text, caption by caption, and its title; none of prose.
fn spoken(bytes: &[u8]) -> Option<(Vec<String>, Option<String>)> {
    let source = decode(bytes.to_vec(), "a.md", &mut Sink::default())?;
    match content("a.md", &source, &mut Sink::default())? {
        Content::Written => None,
        Content::Spoken(recording) => {
            for cue in &recording.cues {
                // Places stay those of the file.
                assert!(source.text.get(cue.at..).is_some(), "{}", source.text);
            }
            let cues = recording.cues.into_iter();
            let said = cues.map(|cue| cue.text.trim().to_owned()).collect();
            Some((said, recording.title))
        }
    }
}

fn assert_said(text: &str, expected: &[&str]) {
    for form in [
        text.to_owned(),
        format!("\u{feff}{text}"),
        text.replace('\n', "\r\n"),
        format!("\n\n{text}\n\n"),
    ] {
        let said = spoken(form.as_bytes()).map(|(said, _)| said);
        assert_eq!(said.as_deref(), Some(&expected.map_owned()[..]), "{form}");
    }
}

trait Owned {
    fn map_owned(&self) -> Vec<String>;
}

impl Owned for &[&str] {
    fn map_owned(&self) -> Vec<String> {
        self.iter().map(|text| (*text).to_owned()).collect()
    }
}

const SRT: &str = "1\n00:00:01,000 --> 00:00:02,500\n雾散了。\n\n\
    2\n00:00:03,000 --> 00:00:04,000\n船出了港。\n\n\
    3\n00:00:05,000 --> 00:00:06,000\n钟响了三声。\n";
const VTT: &str = "WEBVTT - 港口\nKind: captions\nLanguage: zh\n\nNOTE 不念\n\n\
    00:01.000 --> 00:02.000 align:start\n雾散了。\n\nb\n00:03.000 --> 00:04.000\n船出了港。\n\n\
    00:05.000 --> 00:06.000\n钟响了三声。\n";
const ASS: &str = "[Script Info]\nTitle: 港口\n\n[Events]\nFormat: Layer, Start, End, Style, Name, \
    MarginL, MarginR, MarginV, Effect, Text\n\
    Dialogue: 0,0:00:01.00,0:00:02.00,D,,0,0,0,,雾散了。\n\
    Comment: 0,0:00:02.00,0:00:03.00,D,,0,0,0,,不念\n\
    Dialogue: 0,0:00:03.00,0:00:04.00,D,,0,0,0,,船出了港。\n\
    Dialogue: 0,0:00:05.00,0:00:06.00,D,,0,0,0,,钟响了三声。\n";
const BILIBILI: &str = "{\"font_size\": 0.4, \"lan\": \"zh\", \"body\": [\n\
    {\"from\": 1, \"to\": 2, \"content\": \"雾散了。\"},\n\
    {\"from\": 3, \"to\": 4, \"content\": \"船出了港。\"},\n\
    {\"from\": 5, \"to\": 6, \"content\": \"钟响了三声。\"}]}\n";
const SAID: &[&str] = &["雾散了。", "船出了港。", "钟响了三声。"];

#[test]
fn captions_are_told_whatever_stands_around_them() {
    for captions in [SRT, VTT, ASS, BILIBILI] {
        assert_said(captions, SAID);
        assert_said(&format!("---\ntitle: 港口\nlang: zh-CN\n---\n\n{captions}"), SAID);
        assert_said(&format!("+++\ntitle = \"港口\"\n+++\n{captions}"), SAID);
        assert_said(&format!("# 港口夜话\n\n{captions}"), SAID);
        assert_said(&format!("```srt\n{captions}```\n"), SAID);
        assert_said(&format!("~~~\n{captions}\n~~~"), SAID);
        assert_said(&format!("```markdown\n---\ntitle: 港口\n---\n{captions}```"), SAID);
        // Broken disks leave NUL.
        let broken = captions.replace('散', "\0散\0");
        assert_eq!(spoken(broken.as_bytes()).unwrap().0, SAID, "{broken}");
    }
    let (_, title) = spoken(format!("# 港口夜话\n{SRT}").as_bytes()).unwrap();
    assert_eq!(title.as_deref(), Some("港口夜话"));
}

#[test]
fn srt_is_told_in_the_forms_it_takes() {
    for text in [
        // Without numbers, without blank lines, with dots, hours of one digit, settings, spaces.
        "00:00:01,000 --> 00:00:02,000\n雾散了。\n\n00:00:03,000 --> 00:00:04,000\n船出了港。\n\
         00:00:05,000 --> 00:00:06,000\n钟响了三声。",
        "1\n00:00:01.000 --> 00:00:02.000\n雾散了。\n2\n00:00:03.000 --> 00:00:04.000\n船出了港。\n\
         3\n00:00:05.000 --> 00:00:06.000\n钟响了三声。\n",
        "1\n0:00:01,0-->0:00:02,0\n雾散了。\n\n2\n0:00:03,0-->0:00:04,0\n船出了港。\n\n\
         3\n0:00:05,0-->0:00:06,0\n钟响了三声。\n",
        "1\n00:00:01,000 --> 00:00:02,000 X1:10 Y1:20\n雾散了。\n\n2\n\
         00:00:03,000 --> 00:00:04,000 position:10%\n船出了港。\n\n3\n00:00:05,000 --> 00:00:06,000\n钟响了三声。\n",
        // Full-width signs and digits, as input methods and translators leave them.
        "1\n00：00：01，000 --> 00：00：02，000\n雾散了。\n\n2\n00：00：03，000 --> 00：00：04，000\n\
         船出了港。\n\n3\n00：00：05，000 --> 00：00：06，000\n钟响了三声。\n",
        "１\n００：００：０１，０００ －－＞ ００：００：０２，０００\n雾散了。\n\n２\n\
         ００：００：０３，０００ －－＞ ００：００：０４，０００\n船出了港。\n\n３\n\
         ００：００：０５，０００ －－＞ ００：００：０６，０００\n钟响了三声。\n",
        // Arrows as word processors mangle them.
        "1\n00:00:01,000 —> 00:00:02,000\n雾散了。\n\n2\n00:00:03,000 –> 00:00:04,000\n船出了港。\n\n\
         3\n00:00:05,000 → 00:00:06,000\n钟响了三声。\n",
    ] {
        assert_said(text, SAID);
    }
    // What somebody wrote before all captions is kept.
    let (said, _) = spoken(format!("字幕：海风组\n校对：无\n\n{SRT}").as_bytes()).unwrap();
    assert_eq!(said[0], "字幕：海风组\n校对：无");
    let bilingual = "1\n00:00:01,000 --> 00:00:02,000\n雾散了。\nThe fog lifted.\n";
    assert_said(bilingual, &["雾散了。\nThe fog lifted."]);
}

#[test]
fn json_of_other_programs_is_told() {
    for text in [
        "{\"text\": \"雾散了。船出了港。\", \"segments\": [{\"start\": 0, \"end\": 1, \"text\": \"雾散了。\"}, \
         {\"start\": 1, \"end\": 2, \"text\": \"船出了港。\"}]}",
        "{\n  \"wireMagic\": \"pb3\", \"events\": [{\"tStartMs\": 0, \"segs\": [{\"utf8\": \"雾散了。\"}]},\n\
         {\"tStartMs\": 1000, \"segs\": [{\"utf8\": \"船出了港。\"}]}]\n}\n",
        "{\"version\": \"1.0.0\", \"segments\": [{\"startTime\": 0, \"body\": \"雾散了。\"}, \
         {\"startTime\": 1, \"body\": \"船出了港。\"}]}",
    ] {
        assert_said(text, &["雾散了。", "船出了港。"]);
    }
}

#[test]
fn prose_is_prose() {
    let one = "1\n00:00:01,000 --> 00:00:02,500\n雾散了。\n";
    let tail = "第一段。\n\n第二段。\n\n第三段。\n\n第四段。\n\n第五段。\n\n第六段。\n\n第七段。\n";
    for text in [
        format!("字幕是这样写的：\n\n{one}"),
        format!("# 字幕的写法\n\n{one}"),
        format!("{one}\n上面是一条字幕。\n\n{tail}"),
        format!("```srt\n{SRT}```\n\n上面是一段字幕。\n"),
        format!("看这段：\n\n```\n{SRT}```\n"),
        format!("他在 00:00:01,000 --> 00:00:02,500 之间停了一下。\n\n{tail}"),
        "00:00:01 --> 00:00:02 开场\n\n潮水退了。\n".to_owned(),
        "9:00 → 10:00\n\n开会。\n\n10:00 → 11:00\n\n吃饭。\n".to_owned(),
        "1979 --> 1980\n是灯塔的年头。\n".to_owned(),
        "00:00:01,000\n雾散了。\n".to_owned(),
        "WEBVTT 是一种格式。\n".to_owned(),
        "WEBVTT 是一种格式。\n它的写法是这样\n00:01.000 --> 00:02.000\n雾散了。\n".to_owned(),
        format!("WEBVTT\n\n00:01.000 --> 00:02.000\n雾散了。\n\n{tail}"),
        "WEBVTTs\n\n00:01.000 --> 00:02.000\n雾散了。\n".to_owned(),
        "[Script Info]\n是 ASS 的第一行。\n".to_owned(),
        format!("{ASS}\n以上是一个例子。\n"),
        "[Events]\n\n今天有三件事。\n\nDialogue: 0,0:00:01.00,0:00:02.00,D,,0,0,0,,雾散了。\n"
            .to_owned(),
        "{\"title\": \"港口\"}\n".to_owned(),
        "{\"title\": \"港口\"}\n\n正文一段。\n".to_owned(),
        format!("{BILIBILI}\n这是一份字幕，用大括号 {{}}"),
        "{{< figure src=\"a.png\" >}}\n\n图说。\n".to_owned(),
        "---\ntitle: 港口\n---\n\n潮水退了。\n\n1\n00:00:01,000 --> 00:00:02,500\n".to_owned(),
        format!("---\ntitle: 字幕\n---\n一篇讲字幕的短文。\n\n{one}\n{tail}"),
        "--> 看这里\n\n潮水退了。\n".to_owned(),
    ] {
        assert_eq!(spoken(text.as_bytes()), None, "{text}");
    }
}
