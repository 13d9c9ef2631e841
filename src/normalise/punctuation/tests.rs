//! Texts the rules of punctuation change, and texts they leave alone.

use crate::model::block::{Block, plain_text};
use crate::model::treatment::Treatment;
use crate::normalise::tests::normalised;

pub(super) fn settled_in(text: &str, language: &str) -> String {
    let (manuscript, _) = normalised(text, language, &[], &Treatment::default());
    let lines: Vec<String> = manuscript
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Paragraph { content, .. } | Block::Heading { content, .. } => {
                Some(plain_text(content))
            }
            _ => None,
        })
        .collect();
    lines.join("\n")
}

fn settled(text: &str) -> String {
    settled_in(text, "zh-CN")
}

#[test]
fn marks_become_what_chinese_has() {
    for (before, after) in [
        ("灯亮了,船来了", "灯亮了，船来了"),
        ("灯亮了 , 船来了", "灯亮了，船来了"),
        ("学Rust,写程序", "学Rust，写程序"),
        ("有3000人,都来了", "有3000人，都来了"),
        ("**灯**,船", "灯，船"),
        ("*灯*,*船*", "灯，船"),
        ("真的吗?!他问", "真的吗？！他问"),
        ("你用Rust?", "你用Rust？"),
        ("灯(旧的)亮了", "灯（旧的）亮了"),
        ("灯（旧的)亮了", "灯（旧的）亮了"),
        ("情报局(CIA)说", "情报局（CIA）说"),
        ("他说:走", "他说：走"),
        ("A:你好", "A：你好"),
        ("好吧~", "好吧～"),
        ("周一~周五", "周一～周五"),
        ("~好嘛~ 真的~", "~好嘛~ 真的～"),
        ("灯灭了.船走了,人散了,天黑了.", "灯灭了。船走了，人散了，天黑了。"),
        ("等等...", "等等……"),
        ("约3.5%。。。", "约3.5%……"),
        ("对吧 ?", "对吧？"),
        ("对吧 ! 走", "对吧！走"),
        ("比分是3:2,赢了", "比分是3:2，赢了"),
        ("要$1,000.50,很贵", "要$1,000.50，很贵"),
        ("等等………", "等等……"),
        ("嗯。。。。。。好", "嗯……好"),
        ("灯——————船", "灯——船"),
        ("灯–––船", "灯——船"),
        ("好，，，，走", "好，走"),
        ("好，。走", "好。走"),
        ("？？？！！", "？！"),
        ("他说\"走\"。", "他说“走”。"),
        ("\"走!\"他说,\"快走!\"", "“走！”他说，“快走！”"),
        ("他说'走'。", "他说‘走’。"),
        ("“他说\"走\"吧”", "“他说‘走’吧”"),
        ("“走\"他说", "“走”他说"),
        ("\"走”他说", "“走”他说"),
        ("“走“他说", "“走“他说"),
        ("他说：“走。“", "他说：“走。”"),
        ("\"It's late,\" she said", "“It's late,” she said"),
        ("他说\"开头没有完。", "他说“开头没有完。"),
        ("没有开头就完了。\"", "没有开头就完了。”"),
        ("《读《灯》的书》", "《读〈灯〉的书》"),
        ("间 谍 与 灯", "间谍与灯"),
        ("灯 ，船 。", "灯，船。"),
        ("他 “好” 了", "他“好”了"),
    ] {
        assert_eq!(settled(before), after, "{before}");
        assert_eq!(settled(after), after, "again: {after}");
    }
}

#[test]
fn what_is_not_chinese_stays() {
    for text in [
        "高12.5米",
        "3:2获胜",
        "下午3:20出发",
        "版本v1.2.3发布",
        "见https://example.com/a,b?c=1;d(2)",
        "共1,000,000人",
        "奥马尔.托里霍斯",
        "A/B测试",
        "2021-08-13那天",
        "Hello, world! (Really?) Yes: no; maybe...",
        "It's 5'10\" tall",
        "他高5'10\"吗",
        "1979~1989年",
        "船 ~走~ 了",
        "他说**重要的",
        "灯亮了 :smile: 真的",
        "灯:smile:",
        "1949年—1976年",
        "10--20人",
        "邮箱a@b.c",
        "开心:)",
        "C++ 和 Rust",
        "他用 Rust 写",
        "“一段没有完的引文。",
        "什么？！",
        "港口 Port 边",
        "f(x)=1",
        "她说What is this?然后",
    ] {
        assert_eq!(settled(text), text, "{text}");
    }
    assert_eq!(settled("## 第一章 灯 塔"), "第一章 灯 塔");
    assert_eq!(settled("`a,b` 灯"), "a,b 灯");
}

#[test]
fn other_regions_have_their_own_marks() {
    assert_eq!(settled_in("他說\"走\"。", "zh-TW"), "他說「走」。");
}
