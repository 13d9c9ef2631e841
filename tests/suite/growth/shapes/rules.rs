//! Texts that keep rules of normalisation busy, and glossaries.

use super::{Shape, Work, book, each, markdown, with_settings};

fn with_glossary(glossary: String, text: String) -> Work {
    book([
        ("a.md".to_owned(), text.into_bytes()),
        ("glossary.yaml".to_owned(), glossary.into_bytes()),
    ])
}

fn english(text: &str) -> Work {
    with_settings("language: en\n", text)
}

pub const SHAPES: &[Shape] = &[
    ("walls: sentences without a paragraph", |n| markdown("灯塔在港口的尽头亮着。".repeat(n))),
    ("walls: no marks at all", |n| markdown("灯塔在港口的尽头亮着".repeat(n))),
    ("walls: nothing but marks", |n| markdown("。".repeat(n))),
    ("walls: quotations in quotations", |n| markdown("“灯塔亮了。".repeat(n))),
    ("walls: emphasis", |n| markdown("**灯塔在港口。**尽头亮着。".repeat(n))),
    ("walls: one emphasis", |n| markdown(format!("**{}**", "灯塔在港口的尽头亮着。".repeat(n)))),
    ("walls: dots", |n| markdown("灯塔……".repeat(n))),
    ("fragments: paragraphs", |n| markdown("灯塔在港口，\n\n它亮着。\n\n".repeat(n))),
    ("lines: verse", |n| markdown("灯塔在港口\n尽头亮着\n\n".repeat(n))),
    ("lines: wrapped at a width", |n| {
        markdown("the lamp in the harbour was lit by the keeper of the old\n".repeat(n))
    }),
    ("lines: numbered", |n| markdown("一、灯塔\n二、港口\n".repeat(n))),
    ("artefacts: loops", |n| markdown("谢谢大家".repeat(n))),
    ("artefacts: loops that change", |n| {
        markdown(each(n, |at| format!("{}。", format!("灯{}", at % 5000).repeat(6))))
    }),
    ("artefacts: stock phrases", |n| {
        markdown("请不吝点赞订阅转发打赏支持明镜与点点栏目\n\n".repeat(n))
    }),
    ("artefacts: chatter, dropped", |n| {
        with_settings(
            "artefacts: drop\n",
            "好的，以下是整理后的文字稿：\n\n灯灯灯灯灯灯灯灯灯灯灯灯灯灯灯灯灯灯灯灯\n\n"
                .repeat(n),
        )
    }),
    ("asides: struck paragraphs", |n| markdown("~~灯塔亮了，来买吧。~~\n\n塔\n\n".repeat(n))),
    ("asides: struck sentences", |n| {
        markdown(format!("灯。~~{}。~~", "灯塔在港口的尽头亮着".repeat(4)).repeat(n))
    }),
    ("directions: in a text", |n| markdown("灯塔（笑声）亮了".repeat(n))),
    ("directions: paragraphs", |n| markdown("（音乐）\n\n灯塔\n\n".repeat(n))),
    ("directions: dropped", |n| {
        with_settings("directions: drop\n", "（音乐）\n\n灯（笑）塔\n\n".repeat(n))
    }),
    ("directions: brackets", |n| markdown("（".repeat(n))),
    ("speakers: turns", |n| markdown(each(n, |at| format!("甲{}：灯塔亮了。\n\n", at % 3)))),
    ("speakers: as many as turns", |n| {
        markdown(each(n, |at| format!("甲{}：灯塔亮了。\n\n", at / 2)))
    }),
    ("speakers: strong", |n| markdown("**甲**：灯塔。\n\n**乙：**港口。\n\n".repeat(n))),
    ("speakers: one after another in a line", |n| markdown("甲：乙：".repeat(n))),
    ("speakers: names listed", |n| {
        let all = each(n, |at| format!("甲{at}: 乙{at}, "));
        with_settings(&format!("speakers: {{{all}}}\n"), each(n, |at| format!("甲{at}：灯\n\n")))
    }),
    ("stamps: in a text", |n| markdown("[00:01] 灯塔 (1:02:03) 亮了\n\n".repeat(n))),
    ("stamps: printed", |n| {
        with_settings(
            "timestamps: all\nmoment-url: \"https://lamp.example/{t}\"\n",
            each(n, |at| {
                format!("[{:02}:{:02}:{:02}] 灯塔亮了。\n\n", at / 3600, at / 60 % 60, at % 60)
            }),
        )
    }),
    ("quotes: Chinese", |n| markdown("他说“灯塔”，‘港口’。".repeat(n))),
    ("quotes: straight", |n| markdown("他说\"灯塔\"，'港口'。".repeat(n))),
    ("quotes: that never close", |n| markdown("“灯‘".repeat(n))),
    ("quotes: that never open", |n| markdown("灯”’".repeat(n))),
    ("quotes: straight and odd", |n| markdown("灯\"".repeat(n))),
    ("quotes: corner brackets", |n| markdown("「灯『塔』」".repeat(n))),
    ("punctuation: half width", |n| markdown("灯塔,亮了.是吗?是!".repeat(n))),
    ("punctuation: doubled", |n| markdown("灯塔，，亮了。。。".repeat(n))),
    ("punctuation: one mark", |n| markdown("，".repeat(n))),
    ("punctuation: marks that change one another", |n| markdown("甲,···".repeat(n))),
    ("punctuation: dots", |n| markdown("灯...塔··海。。".repeat(n))),
    ("punctuation: dashes", |n| markdown("灯--塔—海——".repeat(n))),
    ("punctuation: spaces", |n| markdown("灯 塔 a 灯 ，".repeat(n))),
    ("punctuation: titles in titles", |n| markdown("《灯《塔》》".repeat(n))),
    ("punctuation: title signs that never close", |n| markdown("《灯".repeat(n))),
    ("punctuation: title signs that never open", |n| markdown("灯》".repeat(n))),
    ("punctuation: brackets in brackets", |n| {
        markdown(format!("{}灯{}", "（".repeat(n), "）".repeat(n)))
    }),
    ("punctuation: across emphasis", |n| markdown("灯**,**塔*.*\"**a\"** ".repeat(n))),
    ("english: quotes", |n| english(&"\"The lamp,\" he said, 'is lit.' ".repeat(n))),
    ("english: apostrophes", |n| english(&"it's the keepers' '90s ".repeat(n))),
    ("english: quotes that never close", |n| english(&"\"the lamp ".repeat(n))),
    ("english: quotes that nothing closes", |n| english(&" 'a".repeat(n))),
    ("english: measures in quotations", |n| {
        english(&format!("{}{}", "\"a ".repeat(n), "1' 1\" ".repeat(n)))
    }),
    ("english: ends without beginnings", |n| {
        english(&format!("{}{}", "'a b' ".repeat(n), "a\" ".repeat(n)))
    }),
    ("title: headings that repeat it", |n| {
        markdown(format!("---\ntitle: 灯\n---\n{}", "# 灯\n\n".repeat(n)))
    }),
    ("english: quotes alone", |n| english(&"\"".repeat(n))),
    ("english: strokes", |n| english(&"a lamp--small - lit... ".repeat(n))),
    ("english: hyphens", |n| english(&"-".repeat(n))),
    ("invisible: zero width", |n| markdown("灯\u{200b}\u{feff}塔".repeat(n))),
    ("invisible: nothing else", |n| markdown("\u{200b}".repeat(n))),
    ("invisible: variation selectors", |n| markdown("灯\u{fe0f}\u{e0100}👩\u{200d}🚀".repeat(n))),
    ("invisible: combining marks", |n| markdown(format!("a{}", "\u{301}".repeat(n)))),
    ("variant: Taiwan", |n| with_settings("variant: zh-TW\n", "软件里的头发和面条。".repeat(n))),
    ("variant: mainland", |n| with_settings("variant: zh-CN\n", "軟體裡的頭髮和麵條。".repeat(n))),
    ("variant: one character", |n| with_settings("variant: zh-HK\n", "一".repeat(n))),
    ("foreign: words", |n| markdown("灯塔 the lamp of the harbour 亮了".repeat(n))),
    ("foreign: scripts", |n| markdown("灯маяк塔とうだい港등대".repeat(n))),
    ("foreign: one word", |n| markdown(format!("灯{}", "a".repeat(n)))),
    ("tasks: in a text", |n| markdown("☐ 灯 ☑ 塔\n\n".repeat(n))),
    ("fence: around everything", |n| {
        markdown(format!("```markdown\n{}```\n", "灯塔亮了。\n\n".repeat(n)))
    }),
    ("fence: speech in code", |n| {
        markdown("```\n灯塔在港口的尽头，夜里照着归来的船。\n```\n\n塔\n\n".repeat(n))
    }),
    ("glossary: entries", |n| {
        with_glossary(
            each(n, |at| format!("搭{at}号: 塔{at}号\n")),
            each(n, |at| format!("灯搭{at}号。")),
        )
    }),
    ("glossary: each the beginning of the next", |n| {
        let words = "灯塔在港口的尽头亮着";
        let root = n.isqrt();
        let all = each(root, |at| format!("{}: 灯{at}\n", &words.repeat(at + 1)[..3 * (at + 1)]));
        with_glossary(all, words.repeat(n))
    }),
    ("glossary: nearly what the text is", |n| {
        let root = n.isqrt();
        let all = each(root, |at| format!("{}海: 塔\n", "灯".repeat(at + 1)));
        with_glossary(all, "灯".repeat(n))
    }),
    ("glossary: many that begin the same", |n| {
        with_glossary(each(n, |at| format!("灯{at}: 塔\n")), "灯塔".repeat(n))
    }),
    ("glossary: one character", |n| with_glossary("灯: 塔\n".into(), "灯".repeat(n))),
    ("glossary: right already", |n| {
        with_glossary(format!("灯: {}\n", "灯".repeat(n.isqrt())), "灯".repeat(n))
    }),
    ("glossary: words", |n| with_glossary("a: b\nlamp: light\n".into(), "lamps a lamp ".repeat(n))),
    ("glossary: entries for files", |n| {
        let all = each(n, |at| format!("- {{from: 搭{at}, to: 塔, files: [{at}.md, a.md]}}\n"));
        with_glossary(all, "灯搭".repeat(n))
    }),
    ("glossary: files of one entry", |n| {
        let files = each(n, |at| format!("{at}.md, "));
        with_glossary(format!("- {{from: 搭, to: 塔, files: [{files}]}}\n"), "灯搭".repeat(n))
    }),
    ("glossary: one entry again and again", |n| {
        with_glossary("搭: 塔\n".repeat(n), "灯搭".repeat(n))
    }),
    ("all targets: headings and notes", |n| {
        let text = each(n, |at| format!("## 灯{at}\n\n塔[^{at}]亮了。“港口”。\n\n[^{at}]: 海\n\n"));
        with_settings("targets: all\n", text)
    }),
    ("all targets: one paragraph", |n| with_settings("targets: all\n", "灯塔在港口".repeat(n))),
    ("vertical: marks and letters", |n| {
        with_settings("writing-mode: vertical-rl\n", "灯塔ab亮12了！？".repeat(n))
    }),
];
