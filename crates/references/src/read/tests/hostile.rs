//! Texts made to take long. How long they take is measured by no test.

use super::super::{read_description, report};
use chengshu_text::diag::{Place, Sink};

/// Hostile descriptions, however their marks nest: each is read, every span is in the text, and
/// the size is such that anything quadratic would make the test unbearable.
#[test]
fn hostile_descriptions_are_read() {
    let units = [
        "《",
        "》",
        "《》",
        "（《",
        "《（",
        "《甲",
        "甲》",
        "、",
        "，甲",
        "甲、",
        "甲 ",
        "参考",
        "参考 ",
        "参考（ ",
        "参考有 ",
        "- ",
        "1.",
        "①",
        "和",
        "甲和",
        "https://a.b ",
        "www.",
        "2003",
        "2003年",
        "2003-",
        "三",
        "英文、",
        "英文",
        "。",
        "《。",
        "@",
        "感谢 ",
        "\u{0}",
        "\u{7f}\n",
        "《甲》",
        "《甲》乙",
        "《甲》和",
        "《甲》，",
        "«",
        "甲«",
        "甲的官网、",
        "维基 ",
        "[M]",
        "[",
        "A. ",
        "Smith, ",
        "\n",
        "《甲》乙2003年出版\n",
        "https://a.b\n",
        "作者：甲\n",
        "的",
        "第",
        "出版社",
        "记者",
        "“",
        "”",
        "BGM：\n",
    ];
    for unit in units {
        for head in ["参考资料：", ""] {
            let text = format!("{head}{}", unit.repeat(2000));
            let read = read_description(&text);
            let mut sink = Sink::default();
            report(&text, &read, |_| Place::file("a"), &mut sink);
            let references = read.references.iter().map(|reference| &reference.at);
            let spans = read.intro.iter().chain(&read.labels).chain(&read.notes);
            for span in spans.chain(references) {
                assert!(text.get(span.clone()).is_some(), "{unit:?} after {head:?}");
            }
        }
    }
}
