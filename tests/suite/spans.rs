//! Which runs of a text carry the tag of another language, measured on labelled lists:
//! `tests/language`. A line has the language of the text around, that of the run, where it stands, and
//! the run. The language is `-` for none that is to be tagged, and has a `?` behind it where a tag is
//! right and none is no fault.

use chengshu::model::block::{Inline, plain_text, visit_inlines};
use chengshu::model::treatment::Treatment;
use chengshu::normalise::{Body, Request, normalise};
use chengshu_text::diag::Sink;
use chengshu_text::source::Source;
use chengshu_writing::language::primary;

/// What stands around a run: quoted, in the running text, and as the title of a work.
const FRAMES: &[(&str, [&str; 3])] = &[
    (
        "zh",
        [
            "他在信里写道：“{}”。后来再也没有人提起这件事。",
            "大家常说的 {} 其实是这样来的，没有人觉得奇怪。",
            "他读的是《{}》，读了整整一个冬天。",
        ],
    ),
    (
        "ja",
        [
            "手紙には「{}」とだけ書いてあった。だれも何も言わなかった。",
            "よく聞く {} というのは、こうして生まれたものです。",
            "彼は『{}』という本を、ひと冬かけて読んだ。",
        ],
    ),
    (
        "ko",
        [
            "편지에는 “{}”라고만 적혀 있었다.",
            "흔히 말하는 {} 은 이렇게 생겨났다.",
            "그는 《{}》를 겨우내 읽었다.",
        ],
    ),
    (
        "en",
        [
            "She wrote “{}” on the wall and left without a word.",
            "What they called {} was nothing of the kind.",
            "All winter long he read “{}” and nothing else.",
        ],
    ),
    (
        "de",
        [
            "Sie schrieb „{}“ an die Wand und ging ohne ein Wort.",
            "Was sie damals {} nannten, war etwas ganz anderes.",
            "Den ganzen Winter las er „{}“ und sonst nichts.",
        ],
    ),
    (
        "ar",
        [
            "كتبت على الجدار «{}» ثم خرجت من غير كلام.",
            "ما كانوا يسمونه {} كان شيئا آخر تماما.",
            "قرأ طوال الشتاء كتاب «{}» ولم يقرأ سواه.",
        ],
    ),
    (
        "ru",
        [
            "Она написала на стене «{}» и молча ушла.",
            "То, что тогда называли {} было совсем другим.",
            "Всю зиму он читал «{}» и больше ничего.",
        ],
    ),
];

/// The tags in a text, and the words that carry them.
fn tags(text: &str, language: &str) -> Vec<(&'static str, String)> {
    let source = Source::new("a.md", text.to_owned());
    let request = Request {
        source: &source,
        file: "a.md",
        body: Body::Written(0..text.len()),
        titles: &[],
        language,
        treatment: &Treatment::default(),
        sections: None,
    };
    let manuscript = normalise(&request, &mut Sink::default());
    let mut found = Vec::new();
    visit_inlines(&manuscript.blocks, &mut |inline| {
        if let Inline::Foreign { language, content } = inline {
            found.push((*language, plain_text(content)));
        }
    });
    found
}

#[derive(Default, Debug)]
struct Measure {
    tags: usize,
    right: usize,
    foreign: usize,
    found: usize,
    wrong: Vec<String>,
}

fn measure(list: &str) -> Measure {
    let mut all = Measure::default();
    for line in list.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let [around, label, place, run] = fields[..] else {
            panic!("a line without four fields: {line}");
        };
        let (_, frames) = FRAMES.iter().find(|(known, _)| *known == around).unwrap();
        let own = frames[1].replace("{}", "1890");
        let text = match place {
            "quote" => frames[0].replace("{}", run),
            "inline" => frames[1].replace("{}", run),
            "title" => frames[2].replace("{}", run),
            _ => run.to_owned(),
        };
        let found = tags(&format!("{own}\n\n{text}\n\n{own}\n"), around);
        let (language, may_be) = match label.strip_suffix('?') {
            Some(language) => (language, true),
            None => (label, false),
        };
        // `und` states the script alone, which is right whatever the language is.
        let told: Vec<_> = found.iter().filter(|(tag, _)| primary(tag) != "und").collect();
        let mut is_found = false;
        for (tag, words) in &told {
            all.tags += 1;
            // `zh-CN` is right for `zh`.
            let fits = (*tag == language || primary(tag) == language)
                && run.contains(words.trim_matches(|c: char| !c.is_alphabetic()));
            if fits {
                all.right += 1;
                is_found = true;
            } else {
                all.wrong.push(format!("{tag} on {words:?}: {line}"));
            }
        }
        if language != "-" && !may_be {
            all.foreign += 1;
            all.found += usize::from(is_found);
        }
    }
    all
}

/// Rules are mended on the list that is seen, and measured on the one that is not: what is found on
/// that is no longer unseen, and needs another in its place.
#[test]
fn tags_of_runs_are_right() {
    for (name, list) in [
        ("seen", include_str!("../language/seen.tsv")),
        ("unseen", include_str!("../language/unseen.tsv")),
    ] {
        let Measure { tags, right, foreign, found, wrong } = measure(list);
        eprintln!("{name}: {tags} tags, {right} right; {found} of {foreign} found");
        // One tag in a hundred may be wrong, and half of what has a language is to be told.
        assert!(right * 100 >= tags * 99, "{name}: {wrong:#?}");
        assert!(found * 2 >= foreign, "{name}: {found} of {foreign}");
    }
}

/// Short sentences are told where they stand as such, and names and commands of the same words not.
#[test]
fn sentences_are_told_by_where_they_stand() {
    for (text, language) in [
        ("她只说了一句：“No, I don't.”", Some("en")),
        ("门上写着“Ici on parle français”，没有人进去。", Some("fr")),
        ("No, I don't.\n\n她走了，再也没有回来。", Some("en")),
        ("他读的是《The Clockmaker and the Sea》，读了一夜。", Some("en")),
        ("信上写着「橋はもうない」，没有别的。", Some("ja")),
        ("她在 House of the Seven Ovens 工作。", None),
        ("主人叫 Elena de los Ríos y Prado，今年七十岁。", None),
        ("公式里的 x and y or not z 要反过来读。", None),
        ("拼音是“Ta shi yi ge hao ren”，很好记。", None),
        ("他说“Гэрт талх үлдсэнгүй гэж тэр хэлэв”，没人懂。", None),
    ] {
        let found = tags(text, "zh-CN");
        let found: Vec<_> = found.iter().map(|(tag, _)| *tag).collect();
        assert_eq!(found, Vec::from_iter(language), "{text}");
    }
}
