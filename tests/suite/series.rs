//! A series grows, and what readers kept of its last edition still leads to its words.

use std::collections::BTreeMap;
use std::fs;

use crate::book;

/// Where each heading of a book stands, as page and id, and its words.
fn places(files: &[(String, String)]) -> BTreeMap<String, String> {
    let base = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = base.path().join("in").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let output = book::run(base.path(), &["compile", "in", "-o", "out"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let made = book::files(&base.path().join("out"), ".epub");
    let mut places = BTreeMap::new();
    for (name, bytes) in book::open(&made[0], "series") {
        let page = String::from_utf8_lossy(&bytes);
        for heading in page.split("<h2 id=\"").skip(1).filter(|_| name.contains("/c0")) {
            let (id, rest) = heading.split_once('"').unwrap();
            let words = rest.split_once('>').unwrap().1.split('<').next().unwrap();
            places.insert(format!("{name}#{id}"), words.to_owned());
        }
    }
    places
}

fn chapter(number: usize, head: &str) -> (String, String) {
    let section =
        |section: usize| format!("## {number}之{section}\n\n灯塔第{number}夜的第{section}更。\n\n");
    let text = format!("---\ntitle: 第{number}讲\n{head}---\n");
    let text = text + &(0..20).map(section).collect::<String>();
    // Headings of the same words stand in every talk.
    (format!("{}/第{number}讲.md", number % 3), text.replace("之19", "之0"))
}

#[test]
fn headings_keep_their_places_when_a_series_changes() {
    let before: Vec<_> = (1..11).map(|number| chapter(number, "")).collect();
    let old = places(&before);
    assert_eq!(old.len(), 200);
    let mut after: Vec<_> = before.clone();
    after.remove(4);
    after.insert(0, chapter(0, ""));
    after.insert(6, chapter(99, "episode: 3\n"));
    // One is called otherwise, one has a section more in front, one lost one.
    after[2].1 = after[2].1.replace("title: 第2讲", "title: 另一讲");
    after[3].1 = after[3].1.replace("## 3之0\n", "## 新的\n\n字。\n\n## 3之0\n");
    after[8].1 = after[8].1.replace("## 8之4\n", "");
    let new = places(&after);
    let lost: Vec<_> = old.iter().filter(|&(place, words)| new.get(place) != Some(words)).collect();
    // The talk that is gone, and the section.
    assert_eq!(lost.len(), 20 + 1, "{lost:?}");
}

#[test]
fn a_video_keeps_its_page_when_its_file_is_renamed() {
    let of = |name: &str, number: &str| {
        let text = format!("---\ntitle: 灯\nbvid: {number}\n---\n## 一\n\n字。\n");
        (name.to_owned(), text)
    };
    let old = places(&[of("a.md", "BV1xx411c7mD"), of("b.md", "BV1xx411c7mE")]);
    let new = places(&[of("乙.md", "BV1xx411c7mD"), of("b.md", "BV1xx411c7mE")]);
    assert_eq!(old, new);
}
