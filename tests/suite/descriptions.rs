//! Descriptions: what they promote is set apart, kept or left out; lists of times are chapters.

use std::fs;

use serde_json::Value;

use crate::book;

const CAPTIONS: &str = "1\n00:00:00,500 --> 00:00:04,000\nThe rope creaks at night.\n\n\
    2\n00:01:05,000 --> 00:01:08,000\nThen the bells ring.\n\n\
    3\n00:02:05,000 --> 00:02:08,000\nThe tar is cold.\n";

const DESCRIPTION: &str = "All about a harbour.\n\nTimestamps:\n0:00 Rope\n1:02 Bells\n2:03 Tar\n\n\
    Patreon: https://patreon.com/ropes\nSubscribe for more!\n";

/// Compiles a folder. Out: the chapter's page, and what the report says of the book.
fn compiled(name: &str, files: &[(&str, &str)]) -> (String, Value) {
    let base = tempfile::tempdir().unwrap();
    let base = base.path();
    fs::create_dir(base.join("in")).unwrap();
    for (file, text) in files {
        fs::write(base.join("in").join(file), text).unwrap();
    }
    let output = book::run(base, &["compile", "in", "-o", "out", "--report", "report.json"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let made = book::files(&base.join("out"), ".epub");
    let pages = book::open(&made[0], &format!("described {}", name.trim().replace(": ", " ")));
    let page = pages.iter().find(|(path, _)| path.contains("/text/c0")).unwrap().1;
    let page = String::from_utf8(page.clone()).unwrap();
    let report: Value =
        serde_json::from_slice(&fs::read(base.join("report.json")).unwrap()).unwrap();
    (page, report["books"][0].clone())
}

/// The texts of the elements of a page with a class or a name.
fn of<'a>(page: &'a str, opening: &str) -> Vec<&'a str> {
    let found = page.split(opening).skip(1);
    found.filter_map(|rest| rest.split_once('>')?.1.split('<').next()).collect()
}

#[test]
fn lists_of_times_are_chapters() {
    let files = [("Talk.srt", CAPTIONS), ("Talk.description", DESCRIPTION)];
    let (page, report) = compiled("times", &files);
    assert_eq!(of(&page, "<h2"), ["Rope", "Bells", "Tar"]);
    assert!(page.contains("<p>All about a harbour.</p>"), "{page}");
    assert!(!page.contains("Timestamps") && !page.contains("1:02"), "{page}");
    assert_eq!(
        of(&page, "<p class=\"promotion\""),
        ["Patreon: https://patreon.com/ropes", "Subscribe for more!"]
    );
    assert_eq!(report["rules"]["promotion"], 2);

    // Chapters a site states win; the list is no text all the same.
    let info =
        "{\"title\": \"Talk\", \"webpage_url\": \"https://www.youtube.com/watch?v=aBcDeFgHiJk\",
        \"chapters\": [{\"start_time\": 65, \"title\": \"The bells\"}]}";
    let files = [files[0], files[1], ("Talk.info.json", info)];
    let (page, _) = compiled("times-of-a-site", &files);
    assert!(page.contains("The bells") && !page.contains("1:02 Bells"), "{page}");
    assert!(page.contains("t=65"), "{page}");
}

#[test]
fn what_is_promoted_is_set_apart_kept_or_left_out() {
    let talk =
        "---\ntitle: Talk\ndescription: |\n  Patreon: https://patreon.com/ropes\n  #rope #tar\n";
    let page = |wish: &str| compiled(wish, &[("1.md", &format!("{talk}{wish}---\nThe rope.\n"))]);
    let (aside, _) = page("");
    assert!(!aside.contains("standfirst"), "{aside}");
    assert_eq!(of(&aside, "<p class=\"promotion\"").len(), 2);
    let (kept, _) = page("promotion: keep\n");
    assert!(kept.contains("Patreon") && !kept.contains("promotion"), "{kept}");
    let (dropped, report) = page("promotion: drop\n");
    assert!(!dropped.contains("Patreon"), "{dropped}");
    let left_out = report["left_out"].as_array().unwrap();
    let told: Vec<_> = left_out.iter().map(|line| (&line["what"], &line["line"])).collect();
    assert_eq!(told, [(&"promotion".into(), &4.into()), (&"promotion".into(), &5.into())]);
    // A head wins over the book.
    let book = ("book.yaml", "promotion: drop\n");
    let text = format!("{talk}promotion: aside\n---\nThe rope.\n");
    let (aside, _) = compiled("head", &[("1.md", &text), book]);
    assert!(aside.contains("Patreon"), "{aside}");
}
