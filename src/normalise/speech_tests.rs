//! What the rules about speakers, directions, artefacts and moments do.

use super::*;
use crate::model::block::{Block, Inline, plain_text};
use crate::model::treatment::{Artefacts, Directions, Timestamps};

fn cleaned(text: &str, treatment: &Treatment) -> (Manuscript, Vec<&'static str>) {
    let source = Source::new("a.md", text.to_owned());
    let request = Request {
        source: &source,
        file: "a.md",
        body: Body::Written(0..text.len()),
        titles: &[],
        language: "zh-CN",
        treatment,
    };
    let mut sink = Sink::default();
    let manuscript = normalise(&request, &mut sink);
    assert!(manuscript.ledger.balances(), "{text}");
    let codes = sink.as_slice().iter().map(|found| found.code.id).collect();
    (manuscript, codes)
}

fn paragraphs(manuscript: &Manuscript) -> Vec<String> {
    let mut texts = Vec::new();
    for block in &manuscript.blocks {
        if let Block::Paragraph { content, .. } = block {
            texts.push(plain_text(content));
        }
    }
    texts
}

fn has(manuscript: &Manuscript, test: impl Fn(&Inline) -> bool) -> usize {
    let lines = manuscript.blocks.iter().map(|block| match block {
        Block::Paragraph { content, .. } => content.iter().filter(|inline| test(inline)).count(),
        _ => 0,
    });
    lines.sum()
}

#[test]
fn names_are_printed_where_the_turn_changes() {
    let text =
        "A：你好。\n\nA：灯亮了。\n\n**B：**看见了。\n\n还有船。\n\nA: 走吧。\n\n**B**：好。";
    let treatment = Treatment {
        speakers: vec![("A".into(), "主持人".into())],
        ..Treatment::default()
    };
    let (manuscript, _) = cleaned(text, &treatment);
    assert_eq!(
        paragraphs(&manuscript),
        [
            "主持人：你好。",
            "灯亮了。",
            "B：看见了。",
            "还有船。",
            "主持人：走吧。",
            "B：好。"
        ]
    );
    assert_eq!(
        has(&manuscript, |inline| matches!(
            inline,
            Inline::Speaker { .. }
        )),
        4
    );
}

#[test]
fn a_name_is_printed_again_behind_one_that_is_not_known() {
    let text = "A：灯亮了。\n\nB：船来了。\n\nA：看见了。\n\nB：走吧。\n\n船长：好。\n\nB：雾散了。\n\nB：C：停。";
    let (manuscript, _) = cleaned(text, &Treatment::default());
    let names: Vec<&str> = text.split("\n\n").collect();
    assert_eq!(paragraphs(&manuscript), names);
}

#[test]
fn sentences_with_colons_are_no_talk() {
    let text = "他说：走。\n\n注意：灯。\n\n船来了。\n\n他说：好。\n\n注意：船。\n\n人散了。";
    let (manuscript, _) = cleaned(text, &Treatment::default());
    assert_eq!(
        has(&manuscript, |inline| matches!(
            inline,
            Inline::Speaker { .. }
        )),
        0
    );
}

#[test]
fn directions_are_set_apart_kept_or_dropped() {
    let text = "灯亮了。\n\n（远处的汽笛）\n\n他笑了（笑声）然后走了（当然是走路）。\n\n[Music]";
    let count = |directions| {
        let treatment = Treatment {
            directions,
            ..Treatment::default()
        };
        let (manuscript, codes) = cleaned(text, &treatment);
        let marked = has(&manuscript, |inline| matches!(inline, Inline::Direction(_)));
        (paragraphs(&manuscript).len(), marked, codes)
    };
    assert_eq!(count(Directions::Aside), (4, 3, vec![]));
    assert_eq!(count(Directions::Keep), (4, 0, vec![]));
    assert_eq!(count(Directions::Drop), (2, 0, vec!["CS0210"]));
}

#[test]
fn artefacts_are_found_and_dropped_by_choice() {
    let cycle = "海上起风了".repeat(12);
    let text = format!(
        "好的，以下是转写结果：\n\n灯亮了。\n\n{cycle}\n\n请不吝点赞 订阅 转发。\n\n人散了，哈哈哈哈哈哈。"
    );
    let (kept, codes) = cleaned(&text, &Treatment::default());
    assert_eq!(codes, ["CS0209", "CS0207", "CS0208"]);
    assert_eq!(paragraphs(&kept).len(), 5);
    let treatment = Treatment {
        artefacts: Artefacts::Drop,
        ..Treatment::default()
    };
    let (dropped, _) = cleaned(&text, &treatment);
    assert_eq!(
        paragraphs(&dropped),
        ["灯亮了。", "海上起风了", "人散了，哈哈哈哈哈哈。"]
    );
}

#[test]
fn what_may_have_been_said_is_never_dropped() {
    let treatment = Treatment {
        artefacts: Artefacts::Drop,
        ..Treatment::default()
    };
    let refrain = "再划一次桨。".repeat(9);
    for text in [
        "灯亮了。请不吝点赞。人散了。",
        "灯亮了。\n\nThanks for watching over it while I slept.",
        "灯亮了。\n\n请不吝点赞他的灯。",
        "灯亮了。\n\n字幕组的朋友来了。",
        "他喊：“回来！回来！回来！回来！回来！回来！”",
        "No, no, no, no, no, no, no, no, no, no, he said.",
        "这是我整理的第一本书，讲的是灯：\n\n灯亮了。",
        "灯亮了。\n\n船来了。\n\n希望这盏灯一直亮着。",
        "这个锤子这个锤子这个锤子这个锤子坏了。",
        // Nothing else would be left.
        "请不吝点赞。\n\n请不吝点赞 订阅 转发。",
    ] {
        let (kept, _) = cleaned(text, &treatment);
        let words = |text: &str| -> String { text.split_whitespace().collect() };
        let said: String = paragraphs(&kept).concat();
        let dashes = |text: &str| text.replace(['“', '”'], "\"");
        assert_eq!(words(&dashes(&said)), words(&dashes(text)));
    }
    // Of a loop the words around it stay, and stay apart.
    for (text, left) in [
        (
            format!("雨停了。{refrain}天黑了。"),
            "雨停了。再划一次桨。天黑了。".to_owned(),
        ),
        (
            format!("It rained {}until noon.", "and again ".repeat(9)),
            "It rained and again until noon.".to_owned(),
        ),
        (
            format!("They stood {}against it.", "again and ".repeat(9)),
            "They stood again and against it.".to_owned(),
        ),
    ] {
        let (kept, _) = cleaned(&text, &treatment);
        assert_eq!(paragraphs(&kept), [left]);
    }
}

#[test]
fn moments_open_sections_and_come_every_few_minutes() {
    let text = "- 0:10 甲。\n- 1:00 乙。\n- 4:00 丙。\n\n## 丁\n\n[00:04:10] 戊。";
    let count = |timestamps| {
        let treatment = Treatment {
            timestamps,
            ..Treatment::default()
        };
        let (manuscript, _) = cleaned(text, &treatment);
        has(&manuscript, |inline| {
            matches!(inline, Inline::Moment { .. })
        })
    };
    assert_eq!(count(Timestamps::None), 0);
    assert_eq!(count(Timestamps::Sections), 2);
    assert_eq!(count(Timestamps::All), 3);
}
