//! Whole descriptions: what is cut where.

use super::super::{diag, read_description, report};
use crate::reference::{Description, Kind};
use chengshu_text::diag::{Place, Sink};

fn raws(text: &str) -> Vec<String> {
    read_description(text).references.into_iter().map(|r| r.raw).collect()
}

#[test]
fn traditional_descriptions_keep_their_characters() {
    let text = "本期講燈塔的故事。\n參考資料：\n《燈塔考》林望潮著，海邊書店，2003年\n\
        紀錄片《海上的光》\n燈塔英文維基百科\n感謝大家收看";
    let read = read_description(text);
    let parts = |spans: &[std::ops::Range<usize>]| -> Vec<String> {
        spans.iter().map(|span| text[span.clone()].to_owned()).collect()
    };
    assert_eq!(parts(&read.intro), ["本期講燈塔的故事。"]);
    assert_eq!(parts(&read.labels), ["參考資料："]);
    assert_eq!(parts(&read.notes), ["感謝大家收看"]);
    let [book, film, wiki] = read.references.as_slice() else {
        panic!("{:?}", raws(text));
    };
    assert_eq!(book.raw, "《燈塔考》林望潮著，海邊書店，2003年");
    assert_eq!((book.title.as_str(), book.kind), ("燈塔考", Kind::Book));
    assert_eq!(book.publisher.as_deref(), Some("海邊書店"));
    assert_eq!(book.authors[0].to_string(), "林望潮");
    assert_eq!((film.title.as_str(), film.kind), ("海上的光", Kind::Film));
    assert_eq!((wiki.title.as_str(), wiki.kind), ("燈塔英文維基百科", Kind::Wiki));
}

#[test]
fn entries_are_cut_where_sources_end() {
    for (text, want) in [
        (
            "参考资料：1.《风》里德 2.《帆》霍恩 3.远山国官网",
            &["《风》里德", "《帆》霍恩", "远山国官网"][..],
        ),
        ("参考资料：①《风》里德；②《帆》霍恩。", &["《风》里德", "《帆》霍恩"]),
        ("References:\n《风》、《帆》、《海》", &["《风》", "《帆》", "《海》"]),
        ("参考资料：《风》《帆》和《海》", &["《风》", "《帆》", "《海》"]),
        ("参考资料：里德《风》、霍恩《帆》", &["里德《风》", "霍恩《帆》"]),
        ("参考资料：《风》（里德）《帆》（霍恩）", &["《风》（里德）", "《帆》（霍恩）"]),
        (
            "参考资料：《风》里德，《帆》霍恩，远山国官网",
            &["《风》里德", "《帆》霍恩", "远山国官网"],
        ),
        ("参考资料：沉船案审判实录、律师的辩护词原稿", &["沉船案审判实录", "律师的辩护词原稿"]),
        ("参考资料：里德、霍恩的英文维基", &["里德、霍恩的英文维基"]),
        ("参考资料：里德的信件、日记、回忆录", &["里德的信件、日记、回忆录"]),
        (
            "参考资料 远山国官网 里德2003年出版《风》 霍恩2004年出版《帆》（俄语） 里德回忆录",
            &["远山国官网", "里德2003年出版《风》", "霍恩2004年出版《帆》（俄语）", "里德回忆录"],
        ),
        (
            "参考资料：《风》里德 《帆》霍恩 《海》王小明",
            &["《风》里德", "《帆》霍恩", "《海》王小明"],
        ),
        ("参考资料：《远山时报》《大风过后》", &["《远山时报》《大风过后》"]),
        (
            "参考资料：远山国官网、英文维基、维基百科、知乎",
            &["远山国官网", "英文维基", "维基百科", "知乎"],
        ),
        (
            "参考资料：\n1. 《风》\n  里德 著\n  远山出版社\n2. 《海》\n  霍恩 著",
            &["《风》\n  里德 著\n  远山出版社", "《海》\n  霍恩 著"],
        ),
        (
            "References:\n1. Horn M. Winds. J Hills. 2003;12(3):45-60.\n2. https://a.example/1",
            &["Horn M. Winds. J Hills. 2003;12(3):45-60.", "https://a.example/1"],
        ),
        ("参考：里德。《风》。远山出版社，2003年。", &["里德。《风》。远山出版社，2003年"]),
    ] {
        assert_eq!(raws(text), want, "{text}");
    }
}

#[test]
fn lists_on_one_line_are_cut() {
    let want = ["Jane Doe, Lamps, 2008", "Ida Roe, Nets, 2003."];
    for text in [
        "A blurb. Sources: Jane Doe, Lamps, 2008; Ida Roe, Nets, 2003.",
        "A blurb. Sources: - Jane Doe, Lamps, 2008 - Ida Roe, Nets, 2003.",
        "A blurb. Sources: • Jane Doe, Lamps, 2008 • Ida Roe, Nets, 2003.",
        "A blurb. Sources: 1. Jane Doe, Lamps, 2008 2. Ida Roe, Nets, 2003.",
    ] {
        assert_eq!(raws(text), want, "{text}");
    }
}

#[test]
fn headings_and_endings_are_known_in_many_languages() {
    for (heading, ending) in [
        ("Reading list", "Follow us: https://a.example/us"),
        ("## Books mentioned in this episode", "**Sponsors**"),
        ("📚 RESOURCES", "Chapters:"),
        ("//Weiterführende Literatur", "//Aus unserer Werbung"),
        ("Quellen zur Folge:", "Folgt uns auf Instagram"),
        ("Pour aller plus loin :", "Suivez-nous !"),
        ("Fuentes consultadas:", "Síguenos en redes"),
        ("Per approfondire", "Musica di Remi"),
        ("Livros citados:", "Apoie o podcast"),
        ("Что почитать:", "Таймкоды"),
        ("더 읽을거리", "구독과 좋아요 부탁드립니다"),
        ("紹介した本", "BGM：波"),
        ("延伸閱讀：", "追蹤我們的頻道，歡迎訂閱！"),
        ("【拓展阅读】", "【时间轴】"),
    ] {
        let text = format!(
            "A blurb.\n\n{heading}\n- Jane Doe, Lamps, 2008\n- Ida Roe, Nets, 2003\n\n{ending}\n12:30 Lamps"
        );
        assert_eq!(raws(&text), ["Jane Doe, Lamps, 2008", "Ida Roe, Nets, 2003"], "{heading}");
    }
}

#[test]
fn ordinary_descriptions_have_no_works() {
    for text in [
        "Links:\nWebsite: https://boats.example\nShop: https://boats.example/shop",
        "My new book:\nhttps://boats.example/book\n\n#boats",
        "The film “Lamps” (2008) tells of a town.\nDirected by Jane Doe",
        "- Monday, May 5, 2024: Oslo\n- Tuesday, May 6, 2024: Bergen",
        "Source code: https://boats.example/code\nSource: the internet",
        "Musik: Die Ruder\nBildquellen: https://boote.example/bilder",
        "- [Instagram](https://instagram.com/boats)\n- [Join us](https://discord.gg/boats)",
    ] {
        assert_eq!(raws(text), [""; 0], "{text}");
    }
}

#[test]
fn links_and_tables_are_works() {
    for (text, want) in [
        (
            "A blurb.\n\n- [Lamps](https://a.example/lamps) - of the north\n- [Nets](https://a.example/nets_(b)) by Ida Roe",
            &[
                "[Lamps](https://a.example/lamps) - of the north",
                "[Nets](https://a.example/nets_(b)) by Ida Roe",
            ][..],
        ),
        (
            "Show notes\n- [Lamps](https://a.example/lamps)\n  A remark.\n- Nothing of note\n- [Me](https://x.com/me)",
            &["[Lamps](https://a.example/lamps)"],
        ),
        ("Sources:\n| Author | Title |\n|---|---|\n| Jane Doe | Lamps |", &["Jane Doe | Lamps"]),
        (
            "<p>A blurb.</p><p>Sources:</p><ul><li>Doe &amp; Roe, <b>Lamps</b>, 2003</li></ul>",
            &["Doe & Roe, Lamps , 2003"],
        ),
        (
            "Sources:\n- Doe, J. Lamps. Quays 61 (2007): 660–64. https://a.example/lamps.\n- Roe, I. Nets. 2008.\nISBN 978-3-16-148410-0",
            &[
                "Doe, J. Lamps. Quays 61 (2007): 660–64. https://a.example/lamps.",
                "Roe, I. Nets. 2008.\nISBN 978-3-16-148410-0",
            ],
        ),
    ] {
        assert_eq!(raws(text), want, "{text}");
    }
}

#[test]
fn entries_go_on_below() {
    for (text, want) in [
        (
            "References:\n1. Doe, Jane. Lamps of\nthe north. Quay Press, 2003.\n2. Roe, Ida. Nets. 2004.",
            &["Doe, Jane. Lamps of\nthe north. Quay Press, 2003.", "Roe, Ida. Nets. 2004."][..],
        ),
        (
            "References:\n[1] J. Doe, Lamps. Quay Press, 2003.\nRoe, Ida. 2004. Nets. Quay Press.",
            &["J. Doe, Lamps. Quay Press, 2003.", "Roe, Ida. 2004. Nets. Quay Press."],
        ),
        (
            "参考文献：\n* 林望潮.灯塔志\n  港口卷[M].海边书屋,2003\n* 陈守灯《港口志》",
            &["林望潮.灯塔志\n  港口卷[M].海边书屋,2003", "陈守灯《港口志》"],
        ),
    ] {
        assert_eq!(raws(text), want, "{text}");
    }
}

#[test]
fn an_address_goes_with_its_words() {
    for (text, want) in [
        ("参考资料：\nhttps://a.example/1\n\n风的文章", &["https://a.example/1\n\n风的文章"][..]),
        (
            "参考资料：\n风的文章\nhttps://a.example/1\n帆的文章\nhttps://a.example/2",
            &["风的文章\nhttps://a.example/1", "帆的文章\nhttps://a.example/2"],
        ),
        (
            "参考资料：https://a.example/1 https://a.example/2",
            &["https://a.example/1", "https://a.example/2"],
        ),
        (
            "参考资料：https://a.example/1远山资料。《风》https://a.example/2 远山国官网",
            &["https://a.example/1远山资料", "《风》https://a.example/2", "远山国官网"],
        ),
    ] {
        assert_eq!(raws(text), want, "{text}");
    }
    let read = read_description("参考资料：风的文章：https://a.example/1");
    assert_eq!(read.references[0].url.as_deref(), Some("https://a.example/1"));
    assert_eq!(read.references[0].title, "风的文章：".trim_end_matches('：'));
}

/// A description: its text, blurb, headings, notes, and how many references it has.
type Whole = (&'static str, &'static str, &'static [&'static str], &'static [&'static str], usize);

fn parts<'a>(text: &'a str, d: &Description) -> (String, Vec<&'a str>, Vec<&'a str>, usize) {
    (
        d.intro_text(text),
        d.labels.iter().map(|s| &text[s.clone()]).collect(),
        d.notes.iter().map(|s| &text[s.clone()]).collect(),
        d.references.len(),
    )
}

#[test]
fn blurb_headings_and_notes_come_apart() {
    let cases: &[Whole] = &[
        ("本期讲远山。\n\n参考资料评论自取", "本期讲远山。", &[], &["参考资料评论自取"], 0),
        ("参考资料：见评论区置顶", "", &[], &["参考资料：见评论区置顶"], 0),
        ("本篇为远山，参考资料见下期节目简介", "本篇为远山", &[], &["参考资料见下期节目简介"], 0),
        (
            "本期为远山下集。本文主要参考: 《风》里德",
            "本期为远山下集。",
            &["本文主要参考:"],
            &[],
            1,
        ),
        (
            "感谢@甲 的友情配音\n本期讲远山\n参考文献 & 资料：\n《风》里德\n\n（片尾的创意来自 @乙）",
            "本期讲远山",
            &["参考文献 & 资料："],
            &["感谢@甲 的友情配音", "（片尾的创意来自 @乙）"],
            1,
        ),
        (
            "参考资料：\n《风》里德\n余下资料评论区补上",
            "",
            &["参考资料："],
            &["余下资料评论区补上"],
            1,
        ),
        ("参考资料： 《风》里德 如需链接请私信", "", &["参考资料："], &["如需链接请私信"], 1),
        (
            "参考资料\n《风》里德\n\nBGM：\n风之歌 - 甲\n海之歌\n\n商务合作：a@b.example",
            "",
            &["参考资料"],
            &["BGM：", "风之歌 - 甲", "海之歌", "商务合作：a@b.example"],
            1,
        ),
        (
            "参考资料：\n《风》里德\n\n本期为远山国上集。",
            "本期为远山国上集。",
            &["参考资料："],
            &[],
            1,
        ),
        (
            "本期讲讲《风与帆》里的故事，欢迎一键三连！",
            "本期讲讲《风与帆》里的故事",
            &[],
            &["欢迎一键三连！"],
            0,
        ),
        (
            "远山国有一本奇书《风与帆》，里德写的。",
            "远山国有一本奇书《风与帆》，里德写的。",
            &[],
            &[],
            0,
        ),
        ("主要参考了约翰·里德的《风》", "", &["主要参考了"], &[], 1),
        ("里德2003年出版《风》\n远山国官网", "", &[], &[], 2),
        (
            "参考文献\n一、著作\n1. 里德：《风》，远山出版社2003年版。\n二、网站\n1. 远山国官网",
            "",
            &["参考文献", "著作", "网站"],
            &[],
            2,
        ),
        ("【参考】\n《风》里德\n\n#远山 #风", "", &["【参考】"], &["#远山 #风"], 1),
        (
            "00:00 开场\n1:02:30 结尾\n参考资料：\n《风》里德\n素材来源：网络\n视频素材来源：《海》",
            "",
            &["参考资料："],
            &["00:00 开场", "1:02:30 结尾", "素材来源：网络", "视频素材来源：《海》"],
            1,
        ),
        (
            "参考资料：\n《风》里德\n远山牌啤酒，喝了都说好！\n购买链接：https://a.example/1\n上期视频：https://a.example/2",
            "",
            &["参考资料："],
            &[
                "远山牌啤酒，喝了都说好！",
                "购买链接：https://a.example/1",
                "上期视频：https://a.example/2",
            ],
            1,
        ),
        (
            "参考资料：\n《风》里德\n本期配音：小王\n片头音乐：《海之歌》\n制作不易，希望大家多多支持\n等等",
            "",
            &["参考资料："],
            &["本期配音：小王", "片头音乐：《海之歌》", "制作不易，希望大家多多支持", "等等"],
            1,
        ),
        (
            "参考资料：\n《风》里德\n\n使用BGM列表：\n1.风\n2.海",
            "",
            &["参考资料："],
            &["使用BGM列表：", "1.风", "2.海"],
            1,
        ),
        ("本期讲远山。资料来源见视频结尾", "本期讲远山。", &[], &["资料来源见视频结尾"], 0),
        ("", "", &[], &[], 0),
        ("\u{3000}\n\u{200b}\n", "", &[], &[], 0),
    ];
    for (text, intro, labels, notes, count) in cases {
        let read = read_description(text);
        let got = parts(text, &read);
        assert_eq!(got, ((*intro).to_owned(), labels.to_vec(), notes.to_vec(), *count), "{text}");
    }
}

#[test]
fn languages_and_addresses_are_stated() {
    let text = "参考资料：\n瑞典语网站《远山的人》\n里德的中、日、韩文维基\n《风》里德（俄语）\n《帆》\nhttps://sv.wikipedia.org/wiki/Berg";
    let read = read_description(text);
    let languages: Vec<_> = read.references.iter().map(|r| r.further.language.as_deref()).collect();
    assert_eq!(languages, [Some("瑞典语"), Some("中、日、韩文"), Some("俄语"), None, None]);
    assert_eq!(read.references[4].kind, Kind::Wiki);
}

#[test]
fn what_is_missing_is_reported() {
    let text = "《风\n参考资料：\n《风》\n里德2003年出版《帆";
    let mut sink = Sink::default();
    report(text, &read_description(text), |_| Place::file("a.md"), &mut sink);
    let ids: Vec<_> = sink.as_slice().iter().map(|d| d.code.id).collect();
    let want = [&diag::NO_RESPONSIBLE, &diag::NO_YEAR, &diag::OPEN_TITLE].map(|c| c.id);
    assert_eq!(ids, want);

    let mut sink = Sink::default();
    let text = "参考资料：";
    report(text, &read_description(text), |_| Place::file("a.md"), &mut sink);
    assert_eq!(sink.as_slice()[0].code.id, diag::EMPTY_LIST.id);
}

#[test]
fn every_character_goes_somewhere() {
    let text = "本期讲远山。感谢@甲 的配音\n参考资料：1.《风》里德；2.《帆》霍恩\n远山国官网\n更多资料见评论区";
    let read = read_description(text);
    let mut covered = vec![false; text.len()];
    let spans = read.intro.iter().chain(&read.labels).chain(&read.notes);
    for span in spans.chain(read.references.iter().map(|r| &r.at)) {
        for byte in &mut covered[span.clone()] {
            assert!(!*byte, "{span:?} overlaps");
            *byte = true;
        }
    }
    let left: String =
        text.char_indices().filter(|(at, _)| !covered[*at]).map(|(_, c)| c).collect();
    assert!(left.chars().all(|c| c.is_whitespace() || "12.；，。".contains(c)), "{left:?}");
}
