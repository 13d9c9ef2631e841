//! Languages and directions of books, chapters and runs.

use std::collections::BTreeMap;
use std::fs;

use chengshu_writing::language::of_title;

use crate::book;

/// Compiles files into a book, whose files are returned.
fn compiled(files: &[(&str, &str)], arguments: &[&str]) -> BTreeMap<String, String> {
    let base = tempfile::tempdir().unwrap();
    let folder = base.path().join("in");
    fs::create_dir(&folder).unwrap();
    for (name, text) in files {
        fs::write(folder.join(name), text).unwrap();
    }
    let mut all = vec!["compile", "in", "-q"];
    all.extend(arguments);
    let made = book::run(base.path(), &all);
    assert!(made.status.code() < Some(2), "{made:?}");
    let made = book::files(&base.path().join("out"), ".epub");
    let opened = book::open(made.first().unwrap(), "languages");
    let texts = opened.into_iter();
    texts
        .filter_map(|(name, bytes)| Some((name, String::from_utf8(bytes).ok()?)))
        .collect()
}

fn html_tag(files: &BTreeMap<String, String>, page: &str) -> String {
    let (_, text) = files.iter().find(|(name, _)| name.contains(page)).unwrap();
    let at = text.find("<html").unwrap();
    text[at..at + text[at..].find('>').unwrap()].to_owned()
}

fn opf(files: &BTreeMap<String, String>) -> &str {
    let mut all = files.iter();
    all.find(|(name, _)| name.ends_with(".opf")).unwrap().1
}

/// Twenty-seven tags: of languages the guess knows and does not, of several scripts, with regions.
const TAGS: [&str; 27] = [
    "ar", "bn", "ca", "cy", "da", "de", "el", "en-GB", "eu", "fa", "fi", "gl", "he", "hi", "is",
    "ja", "ko", "ms", "nn", "pt-BR", "sq", "sr-Latn", "th", "ur", "yo", "yue", "zh-TW",
];

/// Portuguese without a doubt, and no word of the other languages: what is stated holds, whatever the
/// words look like.
const WORDS: &str = "O barco saiu do porto antes de amanhecer, e ninguém sabia quem tinha pintado o farol \
                     de verde, nem porque as redes ficaram no cais.";

/// A chapter that states a language, in each of the places that can: its head, its name, the header of
/// subtitles, captions in JSON, and the file beside it.
fn stating(place: usize, name: &str, tag: &str) -> Vec<(String, String)> {
    let cue = format!("00:00:01.000 --> 00:00:09.000\n{WORDS}\n");
    match place {
        0 => {
            vec![(format!("{name}.md"), format!("---\ntitle: Q\nlanguage: {tag}\n---\n{WORDS}\n"))]
        }
        1 => vec![(
            format!("{name}.{tag}.srt"),
            format!("1\n{}", cue.replace('.', ",").replace("cais,", "cais.")),
        )],
        2 => vec![(
            format!("{name}.vtt"),
            format!("WEBVTT\nKind: captions\nLanguage: {tag}\n\n{cue}"),
        )],
        3 => vec![(
            format!("{name}.json"),
            format!(
                "{{\"language\": \"{tag}\", \"segments\": [{{\"start\": 1.0, \"end\": 9.0, \"text\": \"{WORDS}\"}}]}}"
            ),
        )],
        _ => vec![
            (
                format!("{name}.srt"),
                format!("1\n{}", cue.replace('.', ",").replace("cais,", "cais.")),
            ),
            (format!("{name}.info.json"), format!("{{\"title\": \"Q\", \"language\": \"{tag}\"}}")),
        ],
    }
}

fn assert_states(made: &BTreeMap<String, String>, page: &str, tag: &str, what: &str) {
    let html = html_tag(made, page);
    assert!(html.contains(&format!(" lang=\"{tag}\" xml:lang=\"{tag}\"")), "{tag}, {what}: {html}");
}

/// Each of the 27 stated of the book: on the command line, in `book.yaml`, in the index.
#[test]
fn a_language_stated_of_the_book_reaches_it_and_its_chapter() {
    let chapter = format!("---\ntitle: Q\n---\nLima 1890: {WORDS}\n");
    for tag in TAGS {
        let settings = format!("language: {tag}\n");
        let index = format!("---\ntitle: Q\nlanguage: {tag}\n---\n");
        for (what, files, arguments) in [
            ("--language", vec![], vec!["--language", tag]),
            ("book.yaml", vec![("book.yaml", settings.as_str())], vec![]),
            ("index.md", vec![("index.md", index.as_str())], vec![]),
        ] {
            // A language that the guess knows gives way to what is certain; little text never is.
            let text = if what == "book.yaml" { "Lima 1890\n" } else { "Lima, 1890.\n" };
            let files: Vec<_> = files.into_iter().chain([("a.md", text)]).collect();
            let made = compiled(&files, &arguments);
            let stated = format!("<dc:language>{tag}</dc:language>");
            assert!(opf(&made).contains(&stated), "{tag}, {what}: {}", opf(&made));
            assert_states(&made, "/c0-a", tag, what);
        }
    }
    // Galician is unknown to the guess, and what looks like Portuguese may be it.
    let made = compiled(&[("a.md", &chapter)], &["--language", "gl"]);
    assert_states(&made, "c0-a.xhtml", "gl", "unknown");
    let made = compiled(&[("a.md", &chapter)], &["--language", "de"]);
    assert_states(&made, "c0-a.xhtml", "pt", "certain");
}

/// Each of the 27 stated of a chapter, in five places, in a book in another language.
#[test]
fn a_language_stated_of_a_chapter_reaches_it() {
    for place in 0..5 {
        let files: Vec<(String, String)> = TAGS
            .iter()
            .enumerate()
            .flat_map(|(number, tag)| stating(place, &format!("n{number:02}"), tag))
            .collect();
        let files: Vec<_> =
            files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let made = compiled(&files, &["--language", "en"]);
        assert!(opf(&made).contains("<dc:language>en</dc:language>"));
        for (number, tag) in TAGS.iter().enumerate() {
            let page = format!("/c0-n{number:02}");
            assert_states(&made, &page, tag, &format!("place {place}"));
        }
    }
}

/// A book that states nothing is in the language that most of its chapters state.
#[test]
fn a_language_stated_of_all_chapters_is_that_of_the_book() {
    for (number, tag) in TAGS.iter().enumerate() {
        let files = stating(number % 5, "a", tag);
        let files: Vec<_> =
            files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let made = compiled(&files, &[]);
        let stated = format!("<dc:language>{tag}</dc:language>");
        assert!(opf(&made).contains(&stated), "{tag}: {}", opf(&made));
        assert_states(&made, "/c0-a", tag, "alone");
    }
    let chinese = "灯塔很旧了，没有人记得它是谁盖的。\n";
    let stated = "---\nlanguage: gl\n---\nO faro.\n";
    let made = compiled(&[("a.md", stated), ("b.md", chinese)], &[]);
    assert!(opf(&made).contains("<dc:language>zh-CN</dc:language>"));
    let zh = format!("---\nlanguage: zh\n---\n{chinese}");
    let made = compiled(&[("a.md", &zh)], &[]);
    assert!(opf(&made).contains("<dc:language>zh-CN</dc:language>"));
}

#[test]
fn subtitles_state_their_language_by_name_or_header() {
    let srt = "1\n00:00:01,000 --> 00:00:02,000\nLima 1890\n";
    let vtt = "WEBVTT\nKind: captions\nLanguage: nl\n\n00:01.000 --> 00:02.000\nLima 1890\n";
    for (name, text, language) in [
        ("a.ar.srt", srt, "ar"),
        ("a.pt-BR.srt", srt, "pt-BR"),
        ("a.zh-Hant.srt", srt, "zh-TW"),
        ("a.en-orig.srt", srt, "en"),
        ("a.vtt", vtt, "nl"),
        ("a.en.vtt", vtt, "nl"),
        ("a.old.srt", srt, "es"),
        (
            "a.json",
            "{\"language\": \"dutch\", \"segments\": [{\"start\": 1, \"end\": 2, \"text\": \"Lima\"}]}",
            "nl",
        ),
    ] {
        let made = compiled(&[(name, text)], &["--language", "es"]);
        let tag = html_tag(&made, "/c0-a");
        assert!(tag.contains(&format!(" lang=\"{language}\"")), "{name}: {tag}");
    }
}

#[test]
fn a_chinese_book_with_code_and_addresses_is_chinese() {
    let address =
        "https://tides.example/the/long/way/to/the/old/light-of-the-harbour?for=all&of=us";
    let text =
        format!("潮位见 {address} 与\n{address}\n\n```\nthe light of the harbour is out\n```\n");
    let made = compiled(&[("a.md", &text)], &[]);
    assert!(opf(&made).contains("<dc:language>zh-CN</dc:language>"));
    assert!(html_tag(&made, "c0-a.xhtml").contains("lang=\"zh-CN\""));
    assert!(!made.values().any(|text| text.contains("<span lang=\"en\"")));
}

/// A book from right to left, and passages that run the other way in it.
#[test]
fn a_hebrew_book_runs_from_right_to_left() {
    let text = "הסירה עזבה את הנמל לפני עלות השחר (בשנת 1890).\n\n\
                סבתא שלי שמרה את המכתבים בקופסה מעץ, ואיש לא ידע מי צבע את המגדלור בירוק. \
                בחורף השלישי לא באה אף ספינה, והחבלים נרקבו על הרציף הישן ליד הכנסייה.\n\n\
                הוא אמר: \"The harbour is closed until the storm has passed.\"\n\n\
                `let x = 1;`\n\n    fn main() {}\n\n\
                The lamp on the quay was never lit again, and nobody knew why.\n";
    let made = compiled(&[("book.yaml", "language: he\n"), ("a.md", text)], &[]);
    assert!(opf(&made).contains("page-progression-direction=\"rtl\""));
    assert!(opf(&made).contains("dir=\"rtl\""));
    for page in ["c0-a.xhtml", "nav.xhtml", "title.xhtml", "colophon.xhtml"] {
        assert!(html_tag(&made, page).contains("dir=\"rtl\""), "{page}");
    }
    let (_, page) = made.iter().find(|(name, _)| name.ends_with("c0-a.xhtml")).unwrap();
    for part in [
        "<span lang=\"en\" xml:lang=\"en\" dir=\"ltr\">The harbour is closed until the storm has passed",
        "<code dir=\"ltr\">let x = 1;</code>",
        "<pre dir=\"ltr\">",
        "<p lang=\"en\" xml:lang=\"en\" dir=\"ltr\">The lamp on the quay",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
}

#[test]
fn arabic_in_other_books_runs_from_right_to_left() {
    let text = "The stone said “لم يعرف أحد من طلى المنارة باللون الأخضر.” and no more.\n\n\
                > غادر القارب الميناء قبل طلوع الفجر.\n\n\
                The rest of the stone was empty, and nobody knew why it was.\n";
    let made = compiled(&[("a.md", text)], &[]);
    assert!(opf(&made).contains("page-progression-direction=\"ltr\""));
    assert!(!html_tag(&made, "c0-a.xhtml").contains("dir="));
    let (_, page) = made.iter().find(|(name, _)| name.ends_with("c0-a.xhtml")).unwrap();
    let span = "<span lang=\"ar\" xml:lang=\"ar\" dir=\"rtl\">لم يعرف أحد من طلى المنارة باللون الأخضر.</span>”";
    assert!(page.contains(span), "{page}");
    assert!(page.contains("<p lang=\"ar\" xml:lang=\"ar\" dir=\"rtl\">غادر القارب"), "{page}");
}

/// A title is judged with its talk: alone it says too little, and styles set English in title case.
#[test]
fn the_title_of_a_recording_is_in_the_language_of_its_talk() {
    let talk = |title: &str, body: &str| {
        format!("---\ntitle: {title}\nurl: https://talks.example/{}\n---\n{body}\n", title.len())
    };
    let english = "The oven was built before the house, and nobody knew why it had no chimney.";
    let german =
        "Der Ofen war älter als das Haus, und niemand wusste, warum er keinen Kamin hatte.";
    let chinese = "炉子比房子还要老，没有人知道它为什么没有烟囱。";
    for title in ["Ovens in alpine villages", "Ofen in alten Dörfern", "Brot in alpine villages"] {
        assert_ne!(of_title(title), Some("en"), "{title}");
    }
    let files = [
        ("book.yaml", "citation-style: mla\n".to_owned()),
        ("a.md", talk("Ovens in alpine villages", english)),
        ("b.md", talk("Ofen in alten Dörfern", german)),
        ("c.md", talk("老炉子", chinese)),
        ("d.md", talk("Brot in alpine villages", &chinese.repeat(5))),
        ("e.md", talk("没有烟囱的炉子", &chinese.repeat(9))),
    ];
    let files: Vec<_> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let made = compiled(&files, &[]);
    assert!(opf(&made).contains("<dc:language>zh-CN</dc:language>"));
    let (_, sources) = made.iter().find(|(name, _)| name.contains("sources")).unwrap();
    for title in
        ["Ovens in Alpine Villages", "Ofen in alten Dörfern", "Brot in alpine villages", "老炉子"]
    {
        assert!(sources.contains(title), "{title}: {sources}");
    }
}

/// Signs that touch Latin words belong to them: `C++` is shown as `++C` otherwise.
#[test]
fn signs_of_latin_words_stay_with_them_from_right_to_left() {
    let text = "---\ntitle: مقدمة في C++\n---\n\
                نتعلم اليوم لغة C++ ثم لغة C# وبعدها .NET (وليس C++) من البداية.\n\n\
                ## لماذا C++؟\n\n- أولا «C++»\n- ثانيا Wi-Fi و MP3\n\n`C++` لغة قديمة.\n";
    let made = compiled(&[("book.yaml", "language: ar\n"), ("a.md", text)], &[]);
    let (_, page) = made.iter().find(|(name, _)| name.ends_with("c0-a.xhtml")).unwrap();
    for part in [
        "<h1 id=\"title\">مقدمة في <span dir=\"ltr\">C++</span></h1>",
        "لغة <span dir=\"ltr\">C++</span> ثم لغة <span dir=\"ltr\">C#</span> وبعدها <span dir=\"ltr\">.NET</span> (وليس <span dir=\"ltr\">C++</span>) من",
        "لماذا <span dir=\"ltr\">C++</span>؟</h2>",
        "«<span dir=\"ltr\">C++</span>»",
        "Wi-Fi و MP3<",
        "<code dir=\"ltr\">C++</code>",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    // Nothing is isolated where lines run from left to right.
    let made = compiled(&[("a.md", "我们今天学习 C++ 与 C#，还有 .NET。\n")], &[]);
    assert!(!made.values().any(|text| text.contains("<span dir=")));
}
