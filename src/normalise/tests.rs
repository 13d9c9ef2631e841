//! Every rule's examples, and that rules leave their own results alone.

use super::draft::Draft;
use super::*;
use crate::model::block::{Block, Inline, plain_text, rewrite_lines, visit_text};
use crate::model::treatment::{Artefacts, Directions, Timestamps};

/// Normalises a text as the body of a chapter, whose characters must add up, and also returns what
/// was found.
pub(super) fn normalised(
    text: &str,
    language: &str,
    titles: &[&str],
    treatment: &Treatment,
) -> (Manuscript, Sink) {
    let source = Source::new("a.md", text.to_owned());
    let request = Request {
        source: &source,
        file: "a.md",
        body: Body::Written(0..text.len()),
        titles,
        language,
        treatment,
        sections: None,
    };
    let mut sink = Sink::default();
    let manuscript = normalise(&request, &mut sink);
    assert!(manuscript.ledger.balances(), "{text}");
    (manuscript, sink)
}

/// A text after the edits of a rule.
pub(super) fn edited(text: &str, find: fn(&str) -> Vec<draft::Edit>) -> String {
    let mut draft = Draft::new(text, OffsetMap::starting_at(0));
    draft.apply("test", &find(text));
    draft.text.into_owned()
}

fn manuscript(text: &str, titles: &[&str]) -> (Manuscript, Sink) {
    manuscript_in("zh-CN", text, titles)
}

fn manuscript_in(language: &str, text: &str, titles: &[&str]) -> (Manuscript, Sink) {
    let (manuscript, sink) = normalised(text, language, titles, &Treatment::default());
    let lost = |finding: &Diagnostic| *finding.code == diag::TEXT_LOST;
    assert!(!sink.as_slice().iter().any(lost), "{text}");
    (manuscript, sink)
}

/// Blocks without their places, which differ between two ways to write the same, and without
/// links to moments, which are no text.
fn shape(text: &str) -> String {
    shape_in("zh-CN", text)
}

fn shape_in(language: &str, text: &str) -> String {
    let (mut manuscript, _) = manuscript_in(language, text, &[]);
    rewrite_lines(&mut manuscript.blocks, &mut |content| {
        content.retain(|inline| !matches!(inline, Inline::Moment { .. }));
    });
    let shown = format!("{:?}", manuscript.blocks);
    shown
        .split("at: ")
        .map(|part| part.trim_start_matches(|c: char| c.is_ascii_digit()))
        .collect()
}

#[test]
fn examples_become_what_they_say() {
    for rule in RULES {
        let language = match rule.apply {
            Apply::Line(writing, _) => writing.language(),
            Apply::Text(_) | Apply::Formulas | Apply::Blocks(_) | Apply::Shapes(_) => "zh-CN",
        };
        for (before, after) in rule.examples {
            let (made, meant) = (shape_in(language, before), shape_in(language, after));
            assert_eq!(made, meant, "rule {}: {before:?}", rule.id);
            if let Apply::Text(find) = rule.apply {
                let mut draft = Draft::new(before, OffsetMap::starting_at(0));
                draft.apply(rule.id, &find(&draft.text));
                assert_ne!(draft.text, *before, "rule {} does nothing", rule.id);
            }
        }
    }
}

#[test]
fn text_rules_leave_their_own_results_alone() {
    let examples = RULES
        .iter()
        .flat_map(|rule| rule.examples)
        .flat_map(|(before, after)| [*before, *after])
        .chain(["[0:12] [0:13] 甲", "- 1:20 ~~~", "\u{3000}```", "甲。\n~~\n\n~~"]);
    for text in examples {
        let run = |text: &str| {
            let mut draft = Draft::new(text, OffsetMap::starting_at(0));
            for rule in RULES {
                if let Apply::Text(find) = rule.apply {
                    draft.apply(rule.id, &find(&draft.text));
                }
            }
            draft.text.into_owned()
        };
        let once = run(text);
        assert_eq!(run(&once), once, "{text:?}");
    }
}

#[test]
fn chinese_emphasis_is_read_as_meant() {
    // Requirement Z7.
    for (source, strong) in [
        ("**强调。**字", vec!["强调。"]),
        ("**《书》**字", vec!["《书》"]),
        ("**“话”**他", vec!["“话”"]),
        ("他说**“你好。”**然后**乙**", vec!["“你好。”", "乙"]),
        ("字**（注）**字", vec!["（注）"]),
    ] {
        let (manuscript, _) = manuscript(source, &[]);
        let Some(Block::Paragraph { content, .. }) = manuscript.blocks.first() else {
            panic!("{source}");
        };
        let found: Vec<String> = content
            .iter()
            .filter_map(|inline| match inline {
                Inline::Strong(content) => Some(plain_text(content)),
                _ => None,
            })
            .collect();
        assert_eq!(found, strong, "{source}");
    }
}

#[test]
fn struck_out_sentences_are_asides_and_jokes_are_not() {
    let ad = "本节目由并不存在的茶叶铺赞助播出，喝茶请认准并不存在的牌子，现在下单还送一只杯子。";
    for source in [
        format!("甲。\n\n~~{ad}~~\n\n乙。"),
        format!("甲。\n\n<del>{ad}</del>\n\n乙。"),
        format!("甲。\n\n<s>{ad}\n\n{ad}</s>\n\n乙。"),
        format!("甲。~~{ad}~~\n\n乙。"),
        format!("甲。\n\n<strike>{ad}</strike>\n---\n\n乙。"),
    ] {
        let (manuscript, _) = manuscript(&source, &[]);
        let asides = manuscript
            .blocks
            .iter()
            .filter(|block| matches!(block, Block::Aside(_)))
            .count();
        assert_eq!((asides, manuscript.asides), (1, 1), "{source}");
    }
    let (joke, _) = manuscript("他~~逃~~撤了。", &[]);
    assert_eq!(joke.asides, 0);
}

#[test]
fn a_heading_that_repeats_the_title_goes_and_its_text_stays_recorded() {
    let (manuscript, _) = manuscript("### 灯 与 港\n\n# 灯与港\n\n正文。", &["灯与港"]);
    assert_eq!(manuscript.blocks.len(), 1);
    assert_eq!(manuscript.changes.iter().filter(|change| change.rule == "title").count(), 2);
}

#[test]
fn levels_never_skip() {
    let (manuscript, _) = manuscript("#### 甲\n\n# 乙\n\n### 丙\n\n## 丁\n\n###### 戊", &[]);
    let levels: Vec<u8> = manuscript
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Heading { level, .. } => Some(*level),
            _ => None,
        })
        .collect();
    assert_eq!(levels, [2, 2, 3, 3, 4]);
}

#[test]
fn times_are_kept_as_data() {
    let (manuscript, _) = manuscript("- 0:50 甲乙丙。\n- 1:02:03 丁戊己。", &[]);
    let seconds: Vec<u32> = manuscript.moments.iter().map(|moment| moment.seconds).collect();
    assert_eq!(seconds, [50, 3723]);
    for text in ["10:30 他出门了。", "[10:30](http://a.example) 他出门了。"] {
        let (plain, _) = self::manuscript(text, &[]);
        assert!(plain.moments.is_empty(), "{text}");
    }
}

#[test]
fn hostile_nesting_costs_no_stack_and_no_text() {
    for source in [
        ">".repeat(5000) + " 甲",
        "<blockquote>".repeat(5000) + "甲" + &"</blockquote>".repeat(5000),
        "<b>".repeat(5000) + "甲",
        "- ".repeat(2000) + "甲",
        "<ul><li>".repeat(3000) + "甲",
        "<table><tr><td>".repeat(2000) + "甲",
        "**".repeat(10_000) + "甲",
        "[".repeat(10_000) + "甲",
        "~~甲".repeat(10_000),
    ] {
        let (manuscript, _) = manuscript(&source, &[]);
        let mut text = String::new();
        visit_text(&manuscript.blocks, &mut |piece| text.push_str(piece));
        assert!(text.contains('甲'), "{}", &source[..20]);
    }
}

#[test]
fn verse_of_words_is_not_taken_for_wrapped_text() {
    let stanza = "Ya suben las velas, que el viento nos espera\nCon mano segura\n\
        Y el faro, y el faro, y el faro de la costa\nQue nunca se apaga en la noche oscura";
    assert_eq!(shape(stanza).matches("LineBreak").count(), 3, "{}", shape(stanza));
    assert_eq!(shape(stanza).matches("language: \"es\"").count(), 4);
    let wrapped = "The light of the harbour is older than the town, and\nnobody who lives there \
        now remembers the man who\nbuilt it or the reason why he did so in the end";
    assert!(!shape(wrapped).contains("LineBreak"), "{}", shape(wrapped));
}

#[test]
fn years_and_links_at_the_ends_of_lines_part_nothing() {
    let line = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉";
    for (before, after) in [("", "（1998）"), ("[港口](http://a.example)", "")] {
        let text = format!("{line}{before}\n{after}{line}\n{line}。");
        assert_eq!(shape(&text).matches("Paragraph").count(), 1, "{text}");
    }
}

#[test]
fn notes_keep_what_is_indented_under_them() {
    let text = "甲[^1]。\n\n[^1]: 乙。\n\n    丙。\n\n    ```\n    a\n    b\n    ```\n";
    let (manuscript, _) = manuscript(text, &[]);
    assert!(manuscript.changes.is_empty(), "{:?}", manuscript.changes);
    assert!(matches!(
        manuscript.blocks.as_slice(),
        [Block::Paragraph { .. }, Block::Note { blocks, .. }] if blocks.len() == 3
    ));
}

fn cleaned(text: &str, treatment: &Treatment) -> (Manuscript, Vec<&'static str>) {
    let (manuscript, sink) = normalised(text, "zh-CN", &[], treatment);
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
    let treatment =
        Treatment { speakers: vec![("A".into(), "主持人".into())], ..Treatment::default() };
    let (manuscript, _) = cleaned(text, &treatment);
    assert_eq!(
        paragraphs(&manuscript),
        ["主持人：你好。", "灯亮了。", "B：看见了。", "还有船。", "主持人：走吧。", "B：好。"]
    );
    assert_eq!(has(&manuscript, |inline| matches!(inline, Inline::Speaker { .. })), 4);
}

#[test]
fn a_name_is_printed_again_behind_one_that_is_not_known() {
    let text = "A：灯亮了。\n\nB：船来了。\n\nA：看见了。\n\nB：走吧。\n\n船长：好。\n\nB：雾散了。\n\nB：C：停。";
    let (manuscript, _) = cleaned(text, &Treatment::default());
    let names: Vec<&str> = text.split("\n\n").collect();
    assert_eq!(paragraphs(&manuscript), names);
}

#[test]
fn names_beside_times_and_signs_are_turns() {
    for (text, printed) in [
        ("船长 00:03\n你好。\n\n水手 00:09\n好。", &["船长：你好。", "水手：好。"][..]),
        ("船长（00:00:03）：\n你好。\n水手（00:00:09）：好。", &["船长：你好。", "水手：好。"]),
        ("**0:03** · 船长：你好。\n\n**0:09** · 水手：好。", &["船长：你好。", "水手：好。"]),
        ("&nbsp;船长(0:03)你好。\\\n水手(0:09)好。", &["船长：你好。", "水手：好。"]),
        ("SPEAKER_00\n你好。\n\nSPEAKER_01\n好。", &["说话人1：你好。", "说话人2：好。"]),
        ("&gt;&gt; 谁？&gt;&gt; 我。\n\n&gt;&gt; 船长：好。", &["——谁？", "——我。", "船长：好。"]),
        ("> 信。\n\n>> 谁？\n\n>> 我。\n\n>> 好。", &[]),
        (
            "早饭 08:00\n在舱里。\n\n午饭 12:00\n在船头。",
            &["早饭 08:00在舱里。", "午饭 12:00在船头。"],
        ),
    ] {
        let (manuscript, _) = cleaned(text, &Treatment::default());
        assert_eq!(paragraphs(&manuscript), printed, "{text}");
    }
}

#[test]
fn speakers_with_numbers_are_named_by_the_settings() {
    let text = "SPEAKER_00: 灯亮了。\n\nSPEAKER_01: 船来了。";
    for label in ["SPEAKER_00", "说话人1"] {
        let speakers = vec![(label.to_owned(), "船长".to_owned())];
        let treatment = Treatment { speakers, ..Treatment::default() };
        let (manuscript, codes) = cleaned(text, &treatment);
        assert_eq!(paragraphs(&manuscript), ["船长：灯亮了。", "说话人2：船来了。"]);
        assert_eq!(codes, ["CS0224"]);
    }
}

#[test]
fn sentences_with_colons_are_no_talk() {
    let text = "他说：走。\n\n注意：灯。\n\n船来了。\n\n他说：好。\n\n注意：船。\n\n人散了。";
    let (manuscript, _) = cleaned(text, &Treatment::default());
    assert_eq!(has(&manuscript, |inline| matches!(inline, Inline::Speaker { .. })), 0);
}

#[test]
fn directions_are_set_apart_kept_or_dropped() {
    let text = "灯亮了。\n\n（远处的汽笛）\n\n他笑了（笑声）然后走了（当然是走路）。\n\n[Music]";
    let count = |directions| {
        let treatment = Treatment { directions, ..Treatment::default() };
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
    let treatment = Treatment { artefacts: Artefacts::Drop, ..Treatment::default() };
    let (dropped, _) = cleaned(&text, &treatment);
    assert_eq!(paragraphs(&dropped), ["灯亮了。", "海上起风了", "人散了，哈哈哈哈哈哈。"]);
}

#[test]
fn stock_phrases_are_found_in_text_without_sentences() {
    let walk = |words: &str| words.to_owned() + &"一天走十里路　两天走二十里路　".repeat(3);
    let english = "on day one we walked along the river and on day two along the wall ";
    let cut = "the wall, the road, the ditch, the river, the bridge, the mill and the well, ";
    for (text, count) in [
        (walk("三天走三十里路　请不吝点赞订阅转发　"), 1),
        (walk("三天走三十里路　"), 0),
        (format!("{english}{english}Thanks for Watching {english}"), 1),
        (format!("We saw {cut}{cut}{cut}thanks for watching, and so on."), 1),
        (format!("We saw {cut}{cut}{cut}and were watching. Thanks for that."), 0),
    ] {
        let (_, codes) = cleaned(&text, &Treatment::default());
        assert_eq!(codes.iter().filter(|code| **code == "CS0208").count(), count, "{text}");
    }
}

#[test]
fn what_may_have_been_said_is_never_dropped() {
    let treatment = Treatment { artefacts: Artefacts::Drop, ..Treatment::default() };
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
        (format!("雨停了。{refrain}天黑了。"), "雨停了。再划一次桨。天黑了。".to_owned()),
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
        let treatment = Treatment { timestamps, ..Treatment::default() };
        let (manuscript, _) = cleaned(text, &treatment);
        has(&manuscript, |inline| matches!(inline, Inline::Moment { .. }))
    };
    assert_eq!(count(Timestamps::None), 0);
    assert_eq!(count(Timestamps::Sections), 2);
    assert_eq!(count(Timestamps::All), 3);
}
