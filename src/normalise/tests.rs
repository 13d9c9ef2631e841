//! Every rule's examples, and that rules leave their own results alone.

use super::draft::Draft;
use super::*;
use crate::model::block::{Block, Inline, rewrite_lines, visit_text};

fn manuscript(text: &str, titles: &[&str]) -> (Manuscript, Sink) {
    manuscript_in("zh-CN", text, titles)
}

fn manuscript_in(language: &str, text: &str, titles: &[&str]) -> (Manuscript, Sink) {
    let source = Source::new("a.md", text.to_owned());
    let mut sink = Sink::default();
    let request = Request {
        source: &source,
        file: "a.md",
        body: Body::Written(0..text.len()),
        titles,
        language,
        treatment: &Treatment::default(),
    };
    let manuscript = normalise(&request, &mut sink);
    assert!(manuscript.ledger.balances(), "{text}");
    assert!(
        sink.as_slice()
            .iter()
            .all(|finding| *finding.code != diag::TEXT_LOST),
        "{text}"
    );
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
        .chain([
            "[0:12] [0:13] 甲",
            "- 1:20 ~~~",
            "\u{3000}```",
            "甲。\n~~\n\n~~",
        ]);
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
    assert_eq!(
        manuscript
            .changes
            .iter()
            .filter(|change| change.rule == "title")
            .count(),
        2
    );
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
    let seconds: Vec<u32> = manuscript
        .moments
        .iter()
        .map(|moment| moment.seconds)
        .collect();
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
    assert_eq!(
        shape(stanza).matches("LineBreak").count(),
        3,
        "{}",
        shape(stanza)
    );
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
