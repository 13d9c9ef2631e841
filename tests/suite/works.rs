//! The works cited: every link from a chapter to the bibliography has one that leads back.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::book;

/// Compiles the folder of the case `works` with settings added, and returns the book's files.
fn compile(settings: &str) -> BTreeMap<String, Vec<u8>> {
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/works/in");
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("in");
    fs::create_dir(&folder).unwrap();
    for entry in fs::read_dir(case).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), folder.join(entry.file_name())).unwrap();
    }
    fs::write(folder.join("book.yaml"), settings).unwrap();
    let output = book::run(scratch.path(), &["compile", "in", "--name", "book"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{said}");
    let name = settings.replace(|c: char| !c.is_ascii_alphanumeric(), "-");
    book::open(&scratch.path().join("out/book.epub"), &format!("works{name}"))
}

/// Every link in the pages: the page and id it stands at, its classes and role, and where it
/// leads, as page and fragment.
fn links(files: &BTreeMap<String, Vec<u8>>) -> Vec<(String, String, String)> {
    let mut links = Vec::new();
    for (name, bytes) in files.iter().filter(|(name, _)| name.ends_with(".xhtml")) {
        let page = std::str::from_utf8(bytes).unwrap();
        let file = name.rsplit('/').next().unwrap();
        for tag in page.split('<').filter_map(|piece| piece.strip_prefix("a ")) {
            let tag = tag.split('>').next().unwrap();
            let value = |attribute: &str| {
                let start = format!("{attribute}=\"");
                let rest = tag.split(&start).nth(1).unwrap_or_default();
                rest.split('"').next().unwrap_or_default().to_owned()
            };
            links.push((format!("{file}#{}", value(" id")), value("role"), value("href")));
        }
    }
    links
}

#[test]
fn every_link_leads_both_ways() {
    for settings in [
        "bibliography: by-chapter",
        "bibliography: alphabetical",
        "bibliography: cited-order",
        "citation-style: gb-t-7714-2015-author-date",
        "citation-style: as-stated",
    ] {
        let files = compile(settings);
        let links = links(&files);
        let there: BTreeSet<(String, String)> = links
            .iter()
            .filter(|(at, role, _)| role == "doc-biblioref" && at.contains("#r-"))
            .map(|(at, _, to)| (at.clone(), to.clone()))
            .collect();
        assert!(there.len() >= 9, "{settings}: {there:?}");
        // A mention has a link back of its own; a list has one where the chapter mentions nothing.
        let places: BTreeSet<&str> = links
            .iter()
            .filter(|(_, role, _)| role == "doc-backlink")
            .map(|(_, _, to)| to.as_str())
            .collect();
        let mentions = links.iter().filter(|(at, _, _)| at.contains("#m"));
        let mentioned: BTreeSet<(&str, &str)> = mentions
            .map(|(at, _, to)| (at.split('#').next().unwrap(), to.as_str()))
            .collect();
        for (at, _, _) in links.iter().filter(|(at, _, _)| at.contains("#m")) {
            assert!(places.contains(at.as_str()), "{settings}: {at}");
        }
        for (at, to) in &there {
            let is_mentioned = mentioned.contains(&(at.split('#').next().unwrap(), to.as_str()));
            assert_eq!(places.contains(at.as_str()), !is_mentioned, "{settings}: {at}");
        }
        let bibliography = &files["EPUB/text/bibliography.xhtml"];
        let bibliography = std::str::from_utf8(bibliography).unwrap();
        for (_, to) in &there {
            let id = to.split('#').nth(1).unwrap();
            assert!(bibliography.contains(&format!("<li id=\"{id}\">")), "{settings}: {to}");
        }
    }
}

#[test]
fn every_mention_leads_to_its_work() {
    let files = compile("title: 灯与雾");
    let page = page(&files, "c0-bv1aa411c7aa");
    assert_eq!(page.matches("class=\"mention\"").count(), 3);
    assert!(page.contains(">《灯塔与雾》</a>里说"));
    assert!(page.contains(">《灯塔与雾》</a>又说"));
}

/// The files of a book made of these.
fn book_of(name: &str, given: &[(&str, String)]) -> BTreeMap<String, Vec<u8>> {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("in");
    fs::create_dir(&folder).unwrap();
    for (file, text) in given {
        fs::write(folder.join(file), text).unwrap();
    }
    let output = book::run(scratch.path(), &["compile", "in", "--name", "book"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{said}");
    let out = scratch.path().join("out");
    let book = ["book.epub", "book.lite.epub"].map(|book| out.join(book));
    book::open(book.iter().find(|book| book.exists()).unwrap(), name)
}

/// A page of a book.
fn page<'a>(files: &'a BTreeMap<String, Vec<u8>>, name: &str) -> &'a str {
    let bytes = files.get(&format!("EPUB/text/{name}.xhtml"));
    std::str::from_utf8(bytes.unwrap_or_else(|| panic!("no page {name}"))).unwrap()
}

/// A transcript with a list of works, numbered or not.
fn transcript(title: &str, works: &[&str], numbered: bool, text: &str) -> String {
    let lines = works.iter().enumerate().map(|(at, work)| {
        let number = if numbered { format!("{}. ", at + 1) } else { String::new() };
        format!("  {number}{work}\n")
    });
    let list: String = lines.collect();
    format!(
        "---\ntitle: {title}\ndescription: |\n  说{title}。\n\n  参考资料：\n{list}---\n\n{text}\n"
    )
}

#[test]
fn what_is_certain_is_linked_and_nothing_else() {
    let works = [
        "《灯塔考》林望潮著，海边书屋，1986年",
        "《海岸诸港志：一部历史》陈守灯著，潮汐社，2001年",
        "《The Lamp and the Fog》周礁著，潮汐社，2003年",
    ];
    let other = ["《灯塔考》许帆著，港湾书局，1999年", "《雾笛》吴屿著，潮汐社，2010年"];
    let text = "先说《灯塔考》，再说《海岸诸港志》[2]；《无名书》不在其中。\n\n\
                《The Lamp and the Fog》与*The Lamp and the Fog*是一本。见［1］第35页、[1, 3]和[9]。\n\n\
                ## 参考书目\n\n- 《灯塔考》\n- 《雾笛》\n\n雾散以后，我们再去一座一座地查这些灯塔，那时候也许会有新的发现。\n";
    let files = book_of(
        "certain",
        &[
            ("a.md", transcript("港", &works, true, text)),
            ("b.md", transcript("雾", &other, false, "《雾笛》[1]在先，*雾笛*在后。")),
            ("c.md", "---\ntitle: 岸\n---\n《灯塔考》是哪一本？《雾笛》只有一本。\n".to_owned()),
        ],
    );
    let first = page(&files, "c0-a");
    for linked in [
        "《灯塔考》</a>，再说",
        "《海岸诸港志》</a>",
        ">[2]</a>",
        "</span>》</a>与",
        "</em></a>是一本",
        ">［1］</a>第35页",
        ">3</a>]和[9]",
    ] {
        assert!(first.contains(linked), "{linked}: {first}");
    }
    // The list that stayed in the text is not linked.
    assert!(first.contains("<li>《灯塔考》</li>"), "{first}");
    // The text calls works by their numbers, so the chapter's end has them.
    assert!(first.contains("[2] <a role=\"doc-biblioref\" id=\"r-2\""), "{first}");
    let second = page(&files, "c0-b");
    // Its list has no numbers; a stressed word is a title where the chapter cites it.
    assert!(second.contains("《雾笛》</a>[1]在先"), "{second}");
    assert!(second.contains("<em>雾笛</em></a>在后"), "{second}");
    assert!(second.contains("吴屿《雾笛》，2010</a>"), "{second}");
    let third = page(&files, "c0-c");
    // Two works have one title, and this chapter cites neither.
    assert!(third.contains("<p>《灯塔考》是哪一本？<a class=\"mention\""), "{third}");
    // A mention in a chapter that does not cite the work leads back, too.
    let back = "href=\"c0-c.xhtml#m1\" aria-label=\"b 岸\">b</a>";
    assert!(page(&files, "bibliography").contains(back));
}

const KEYED: &str = "@book{lamps, author={Keeper, Ann}, title={The Lamp and the Fog}, year=1998}\n\
                     @book{wu, author={吴屿}, title={雾笛}, year=2010}\n";

#[test]
fn citations_by_key_are_set_in_the_style() {
    let text =
        "雾来了[@wu, 第35页]，灯亮了[@lamps; @wu]。没有[@nobody]。[^1]\n\n[^1]: [@lamps, p. 7]\n";
    for (style, raised, both) in [
        ("gb-t-7714-2025", ">[2]</a>35</sup>", ">[1]</a></sup><sup>"),
        ("gb-t-7714-2025-author-date", "吴屿，2010</a>）<sup>35</sup>", "；<a"),
        ("apa", "吴屿, 2010, 第35页</a>", "Keeper, 1998</a>"),
        ("ieee", ">[2, 第35页]</a>", ">[1]</a>"),
    ] {
        let settings = format!(
            "title: 书\nlanguage: zh-CN\nbibliography: cited-order\ncitation-style: {style}\n"
        );
        let files = book_of(
            &format!("keyed-{style}"),
            &[
                ("book.yaml", settings),
                ("references.bib", KEYED.to_owned()),
                ("a.md", format!("---\ntitle: 雾\nreferences: [\"@lamps\"]\n---\n{text}")),
            ],
        );
        let page = page(&files, "c0-a");
        assert!(page.contains(raised) && page.contains(both), "{style}: {page}");
        assert!(page.contains("没有[@nobody]"), "{style}: {page}");
        // The note is the entry itself, and the work the text alone cites is in the chapter's list.
        assert!(page.contains("p. 7\u{a0}<a class=\"mention\""), "{style}: {page}");
        assert!(page.contains("吴屿《雾笛》，2010</a>"), "{style}: {page}");
    }
}

#[test]
fn a_note_that_is_an_entry_is_set_as_one() {
    let text = "---\ntitle: 雾\n---\n灯亮了[^1]，雾来了[^2]。\n\n## 参考文献\n\n\
                [^1]: 林望潮《灯塔考》，海边书屋，1986年\n[^2]: 《雾笛》吴屿著，潮汐社，2010年\n";
    let files = book_of("notes", &[("a.md", text.to_owned())]);
    let page = page(&files, "c0-a");
    let note = "林望潮. 灯塔考[M]. 海边书屋，1986.\u{a0}<a class=\"mention\"";
    assert!(page.contains(note), "{page}");
    assert!(self::page(&files, "bibliography").contains("href=\"c0-a.xhtml#m2\""));
}

#[test]
fn a_list_of_sources_is_not_linked_to_itself() {
    let works = ["《灯塔考》林望潮著，海边书屋，1986年", "《雾笛》吴屿著，潮汐社，2010年"];
    let last = "后来他又去了一次岛上，把灯点亮，谁也没有再说起《雾笛》那本书来。";
    for (name, text, linked) in [
        ("heading", "## 参考资料\n\n- 《灯塔考》\n- 《雾笛》\n\n后来呢。\n\n## 尾声", 1),
        ("label", "参考资料：《灯塔考》、《雾笛》。", 1),
        ("lines", "参考资料：\n\n1. 《灯塔考》\n2. 《雾笛》", 1),
        ("bold", "**参考文献**：《灯塔考》、《雾笛》。", 1),
        // Whatever else a colon stands behind is text.
        ("speech", "他说：《灯塔考》比《雾笛》好。", 3),
    ] {
        let text = transcript("港", &works, false, &format!("起先没有灯。\n\n{text}\n\n{last}"));
        let files = book_of(&format!("list-{name}"), &[("a.md", text)]);
        let page = page(&files, "c0-a");
        assert_eq!(page.matches("class=\"mention\"").count(), linked, "{name}: {page}");
    }
}

/// A book of so many works, all but the first by one person.
fn many(works: usize, settings: &str) -> BTreeMap<String, Vec<u8>> {
    let list: Vec<String> = (0..works)
        .map(|number| format!("《潮汐第{number}考》林望潮著，海边书屋，1986年"))
        .collect();
    let list: Vec<&str> = list.iter().map(String::as_str).collect();
    let text = "先是《潮汐第3考》。\n\n又是《潮汐第3考》和《潮汐第3考》。";
    book_of(
        &format!("many-{works}-{}", settings.len()),
        &[
            ("book.yaml", format!("title: 书\n{settings}")),
            ("a.md", transcript("港", &list, false, text)),
        ],
    )
}

#[test]
fn many_works_have_an_index_whose_places_are_there() {
    let files = many(31, "");
    let index = page(&files, "index");
    for part in [
        "<section class=\"index\" epub:type=\"index\" role=\"doc-index\" aria-labelledby=\"title\">",
        "<h2>C</h2>",
        "<span epub:type=\"index-term\">林望潮</span>",
        "href=\"c0-a.xhtml#m1\">港</a> <a epub:type=\"index-locator\" href=\"c0-a.xhtml#m2\" aria-label=\"b 港\">b</a>",
        "href=\"c0-a.xhtml#r-1\">港</a>",
    ] {
        assert!(index.contains(part), "{part}: {index}");
    }
    // A paragraph is one place, however often it names a work.
    assert!(!index.contains("#m3"), "{index}");
    // Each work stands by itself and under its author.
    assert_eq!(index.matches("《潮汐第30考》").count(), 2, "{index}");
    let nav = std::str::from_utf8(&files["EPUB/nav.xhtml"]).unwrap();
    assert!(nav.contains("epub:type=\"index\" href=\"text/index.xhtml\""), "{nav}");
    assert!(page(&files, "contents").contains("href=\"index.xhtml\""));
    for files in [many(30, ""), many(31, "index: off\n")] {
        assert!(!files.contains_key("EPUB/text/index.xhtml"));
    }
}

#[test]
fn a_large_index_takes_several_pages() {
    let works: Vec<String> = (0..1500)
        .map(|number| format!("《潮汐第{number}考》林望潮著，海边书屋，1986年"))
        .collect();
    let works: Vec<&str> = works.iter().map(String::as_str).collect();
    let files = book_of(
        "large-index",
        &[
            ("book.yaml", "title: 书\ntargets: lite\n".to_owned()),
            ("a.md", transcript("港", &works, false, "《潮汐第1499考》。")),
            ("b.md", transcript("雾", &works, false, "《潮汐第1499考》。")),
        ],
    );
    let pages = files.iter().filter(|(name, _)| name.ends_with(".xhtml"));
    for (name, bytes) in pages.clone() {
        let is_long = name.contains("/c0") || name.ends_with("nav.xhtml");
        assert!(is_long || bytes.len() < 44_000, "{name} has {} bytes", bytes.len());
    }
    let indices = pages.filter(|(name, _)| name.contains("/index"));
    let places: usize = indices
        .map(|(_, bytes)| String::from_utf8_lossy(bytes).matches("index-locator").count())
        .sum();
    // Of each work in each chapter, by its title and by its author.
    assert_eq!(places, 1500 * 2 * 2);
}

#[test]
fn a_hostile_description_gives_a_book() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("in");
    fs::create_dir(&folder).unwrap();
    let mut text = String::from("---\ntitle: 乱\ndescription: |\n  参考资料：\n");
    for number in 0..2000 {
        let line = match number % 8 {
            0 => format!("{}书{number}{}", "《".repeat(9), "》".repeat(5)),
            1 => format!("《没有关上的书{number}"),
            2 => format!("<script>alert({number})</script><b>《粗{number}》</i>"),
            3 => format!("\u{202e}《倒{number}》\u{feff}\u{301}"),
            4 => format!("Смесь {number} 「混」 mixed かな {{}} & < > \" '"),
            5 => format!("https://a.example/{number}?a=<b>&c=\"d\""),
            6 => format!("（【[〔{number}"),
            _ => format!("《书》，，，；；{number}年，，译著编，"),
        };
        text.push_str("  ");
        text.push_str(&line);
        text.push('\n');
    }
    text.push_str("---\n正文。\n");
    fs::write(folder.join("a.md"), text).unwrap();
    let output = book::run(scratch.path(), &["compile", "in", "--name", "book", "-q"]);
    assert_eq!(output.status.code(), Some(0));
    let files = book::open(&scratch.path().join("out/book.epub"), "hostile");
    book::assert_well_formed(&files);
    let all = book::text(&files);
    assert!(all.contains("没有关上的书1993"));
    let pages = files.iter().filter(|(name, _)| name.ends_with(".xhtml"));
    for (name, bytes) in pages {
        assert!(bytes.len() < 240_000, "{name} has {} bytes", bytes.len());
        assert!(!String::from_utf8_lossy(bytes).contains("<script"));
    }
}
