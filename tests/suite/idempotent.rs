//! What the rules promise of any text, tried on made-up texts and, where it is there, on the
//! corpus: nothing is lost, running them on their own result changes nothing, and Chinese stands
//! with Chinese marks.

use std::fs;
use std::path::{Path, PathBuf};

use chengshu::ingest::{decode, front_matter};
use chengshu::markdown;
use chengshu::model::block::{Block, plain_text};
use chengshu::model::treatment::Treatment;
use chengshu::normalise::{Body, Request, normalise};
use chengshu_text::diag::Sink;
use chengshu_text::source::Source;
use chengshu_writing::script::is_ideographic;

use crate::dice::Dice;

/// The blocks of a text, once the rules have run. Fails if the text does not add up.
fn blocks(text: &str, from: usize, name: &str) -> Vec<Block> {
    let source = Source::new(name, text.to_owned());
    let request = Request {
        source: &source,
        file: name,
        body: Body::Written(from..text.len()),
        titles: &["灯塔"],
        language: "zh-CN",
        treatment: &Treatment::default(),
        sections: None,
    };
    let mut sink = Sink::default();
    let manuscript = normalise(&request, &mut sink);
    assert!(manuscript.ledger.balances(), "{name} does not add up");
    let lost = sink.as_slice().iter().any(|found| found.code.id == "CS0901");
    assert!(!lost, "{name} loses text");
    manuscript.blocks
}

/// Fails unless running the rules on their own result changes nothing.
fn assert_settled(blocks_once: &[Block], name: &str) {
    let once = markdown::write(blocks_once);
    let twice = markdown::write(&blocks(&once, 0, name));
    if once != twice {
        let differ = once.lines().zip(twice.lines()).find(|(a, b)| a != b);
        panic!("{name} changes again: {differ:?}\n--- once\n{once}\n--- twice\n{twice}");
    }
}

/// What made-up texts are made of.
const PIECES: &[&str] = &[
    "灯塔", "港口的", "他说", "海", "第3天", "Fanal", "the sea ", "[[", "]]", "{.a}", "{{b}}",
    "==", "%%", " ^id\n\n", "^[", "\n> [!note] ", "\n::: tip ", "\n:::\n", "{%", "%}", "|300](",
    "__", "\n---\n", "2021-08-13", "3.14", "10:30", "A/B", "，", "。", "！", "？", ",", ".", "!",
    "?", ":", ";", "...", "。。。", "…", "--", "—", "\"", "'", "“", "”", "‘", "’", "《", "》",
    "<<", ">>", "（", "）", "(", ")", "[", "]", " ", "  ", "\u{3000}", "\n", "\n\n", "\n\n", "# ",
    "- ", "> ", "**强调**", "*the sea*", "`", "\n---\n", "\n\n1. ", "0:50 ", "[00:12] ",
    "主持人：", "（音乐）", "[Music]", "\u{200b}", "http://a.cn/b,c ", "<b>灯</b>", "~~删去~~",
    "<br>", "&amp;", "\\", "| a | b |\n|---|---|\n", "[^1]", "\n\n[^1]: 注\n\n", "~~", "**", "*",
    "](x)", "&", "&nbsp;", "&#10;", "<", "|", "    ", "\t", "```\n", "<s>", "</s>", "<a href=x>",
    "</a>", "<pre>", "</pre>", "<ul><li>", "</ul>", "<td>", "</table>", "![a](b)",
];

/// Made-up texts of words, marks and signs of Markdown, the same each time.
fn made_up(seed: u64) -> String {
    let mut dice = Dice::new(seed);
    let length = 1 + dice.below(60);
    (0..length).map(|_| dice.pick(PIECES)).collect()
}

/// Texts that once changed again, or did not add up.
const HARD: &[&str] = &[
    "a**\"",
    "~**~",
    "**\n# 灯塔",
    "~~去~~**&#10;~~灯~~",
    "1. ~~~#&nbsp;甲",
    "# 灯塔\n# 灯塔",
    "<pre>\n",
    "<pre>*好",
    "    <灯",
    "\t```\ne",
    "```\n甲\n```\n\n乙\n\n```\n丙\n```",
    "- ```\n  甲\n  ---\n  ```\n\n乙",
    "<ul><pre>\n\n灯",
    "<ul>0:50",
    "<a href=x>0:50</a>",
    "<b></b>（0：50）灯",
    "&#2;&nbsp;--海",
    "。—&nbsp;**",
    "&</table>|b\n-|-",
    "[^   1]: 甲",
    "[^\t\t\t1]:",
    "+\n\t1.",
    "第!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!",
    "\"",
    ":~~删去~~&#10;<s>灯塔照着港口灯塔照着港口灯塔照着港口灯塔照着港口灯塔照着港口灯塔照着港口;</s>",
    "船长.~~.   \n<br>~~乙: 他说",
    "！<s>他说the sea 他说the sea 他说the sea 他说the sea 他说the sea！&#10;'</s>",
];

#[test]
fn hard_texts_settle_at_once() {
    for text in HARD {
        assert_settled(&blocks(text, 0, "a.md"), text);
    }
}

#[test]
fn noise_without_end_settles_at_once() {
    // Each makes Chinese marks of the next, one in a round.
    for step in [",···", "'......'"] {
        for times in [3, 14, 17, 18, 60] {
            let text = format!("灯{}", step.repeat(times));
            assert_settled(&blocks(&text, 0, "a.md"), &text);
        }
    }
}

#[test]
fn parts_of_walls_settle_at_once() {
    // Parts show who speaks, which a wall hides.
    let talk = "甲：灯塔照着归来的船，船上的人都认得它。乙:风变了!";
    // And what stands open in a wall does not in its parts.
    let quoted = "“The lamp burned all night. 他说:\"Now the wind \"has turned.\"But why? ";
    for text in [talk, quoted] {
        for times in [12, 20, 25, 40] {
            let wall = format!("“{}", text.repeat(times));
            assert_settled(&blocks(&wall, 0, "a.md"), &wall);
        }
    }
}

#[test]
fn deep_texts_settle_at_once() {
    for depth in 20..50 {
        for inside in ["\n\n*灯*", "<u>灯", "<table>灯", "<img>", "\n\n[^1]:[^1]"] {
            for around in ["<ul>", "<ul><li>", "<blockquote>", "<b>"] {
                let text = around.repeat(depth) + inside;
                assert_settled(&blocks(&text, 0, "a.md"), &text);
            }
        }
        let wall = "1. ".repeat(depth) + &"灯塔照着港口。".repeat(120);
        assert_settled(&blocks(&wall, 0, "a.md"), &wall);
    }
}

#[test]
fn made_up_texts_settle_at_once() {
    for seed in 0..4000 {
        let text = made_up(seed);
        assert_settled(&blocks(&text, 0, "a.md"), &format!("seed {seed}: {text:?}"));
    }
}

/// What texts with formulas are made of.
const FORMULAS: &[&str] = &[
    "灯塔",
    "the sea",
    " ",
    "，",
    "5",
    " $ ",
    "$5",
    "甲$x_1$，",
    "，$$z^2$$ ",
    "\n\n$$\nx + y\n$$\n\n",
    "\\(",
    "\\)",
    "\\[ y",
    "= 1 \\]",
    "\\frac{a}{b}",
    "<math><mi>x</mi></math>",
    "`",
    "*",
    "\\$",
    "\n",
    "\n\n",
];

#[test]
fn made_up_formulas_settle_at_once() {
    for seed in 0..2000 {
        let mut dice = Dice::new(seed);
        let count = 1 + dice.below(24);
        let text: String = (0..count).map(|_| dice.pick(FORMULAS)).collect();
        assert_settled(&blocks(&text, 0, "a.md"), &format!("seed {seed}: {text:?}"));
    }
}

fn corpus() -> Vec<PathBuf> {
    let folder = std::env::var_os("CORPUS").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus"),
        PathBuf::from,
    );
    let mut files = Vec::new();
    let mut folders = vec![folder];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "md") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// A half-width mark between two Chinese characters, with what stands around it.
fn half_width(text: &str) -> Option<String> {
    let characters: Vec<char> = text.chars().collect();
    characters
        .windows(3)
        .find(|window| {
            matches!(window[1], ',' | '?' | '!' | ';' | '"' | '\'')
                && is_ideographic(window[0])
                && is_ideographic(window[2])
        })
        .map(|window| window.iter().collect())
}

fn check_paragraph(text: &str, name: &str) {
    assert_eq!(half_width(text), None, "{name}");
    let ends = text.trim_end_matches(['”', '’', '）', '』', '」']);
    let sentences = ends.matches(['。', '！', '？', '…']).count();
    assert!(
        text.chars().count() <= 600 || sentences <= 1,
        "{name} has a paragraph of {} characters",
        text.chars().count()
    );
}

#[test]
fn the_corpus_settles_at_once_in_readable_paragraphs() {
    for path in corpus() {
        let name = path.display().to_string();
        let bytes = fs::read(&path).unwrap();
        let source = decode::decode(bytes, name.as_str(), &mut Sink::default()).unwrap();
        let body = front_matter::split(&source).body;
        let found = blocks(&source.text, body.start, &name);
        for block in &found {
            if let Block::Paragraph { content, .. } = block {
                check_paragraph(&plain_text(content), &name);
            }
        }
        assert_settled(&found, &name);
    }
}
