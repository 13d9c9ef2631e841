//! What comes from outside steers neither the terminal nor the runner of a workflow, wherever it is
//! printed for people.

#[cfg(unix)]
use std::fs;

#[cfg(unix)]
use crate::book;

/// Asserts that a text moves no cursor, turns no writing and starts no command but an annotation.
pub fn assert_harmless(what: &str, printed: &[u8]) {
    let printed = String::from_utf8(printed.to_vec()).unwrap();
    for line in printed.split('\n') {
        let steers = |c: char| {
            c.is_control()
                || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2028}' | '\u{2066}'..='\u{2069}')
        };
        assert!(!line.contains(steers), "{what}: {line:?}");
        assert!(!line.contains("##["), "{what}: {line:?}");
        let annotations = ["::error ", "::warning ", "::notice "];
        let is_command = line.trim_start().starts_with("::");
        assert!(
            !is_command || annotations.iter().any(|start| line.starts_with(start)),
            "{what}: {line:?}"
        );
    }
}

/// Words that are orders to somebody.
#[cfg(unix)]
const ORDERS: &[&str] = &[
    "n\n::add-mask::pwned",
    "r\r::error::x",
    "::error::y",
    " \u{3000}::warning file=z::y",
    "##[stop-commands]tok",
    "##vso[task.complete]",
    "\u{1b}]0;title\u{7}\u{1b}[2J",
    "\u{9b}31m\u{85}\u{7f}",
    "b\u{202e}di\u{2066}",
];

#[cfg(unix)]
#[test]
fn no_order_of_a_name_or_a_text_is_given() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path();
    for order in ORDERS {
        let talks = place.join(order);
        fs::create_dir_all(&talks).unwrap();
        let quoted = serde_json::to_string(order).unwrap();
        let text = format!(
            "---\ntitle: {quoted}\ndate: {quoted}\nurl: {quoted}\n{quoted}: 1\n---\n\
             {order} ![{order}]({order}.png) <script>{order}</script>\n"
        );
        fs::write(talks.join("a.md"), text).unwrap();
        fs::write(talks.join(format!("{order}.md")), format!("{order}\n")).unwrap();
        fs::write(talks.join("broken.json"), format!("{{{order}")).unwrap();
        let settings = format!(
            "{quoted}: 1\ntitle: {quoted}\ncover: {quoted}\nauthor: {quoted}\nexport: {quoted}\n"
        );
        fs::write(talks.join("book.yaml"), settings).unwrap();
        // One that cannot be read at all.
        fs::write(place.join(format!("{order}.epub")), order).unwrap();
    }
    let run = |arguments: &[&str]| {
        let output = book::run(place, arguments);
        let what = format!("{arguments:?}");
        assert_harmless(&what, &output.stderr);
        // Documents are what they are.
        if !matches!(arguments, ["refs", _] | ["normalise", "-v", _]) {
            assert_harmless(&what, &output.stdout);
        }
        output.stdout.len() + output.stderr.len()
    };
    let books: Vec<String> = ORDERS.iter().map(|order| format!("{order}.epub")).collect();
    let [paths, books]: [Vec<&str>; 2] =
        [ORDERS.to_vec(), books.iter().map(String::as_str).collect()];
    let mut printed = 0;
    let github = ["--format", "github", "-v", "--"];
    printed += run(&[&["compile", "-o", "out"], &github[..], &paths].concat());
    printed += run(&[&["check", "-v", "--"], &paths[2..4]].concat());
    printed += run(&[&["check"], &github[..], &books].concat());
    printed += run(&["compile", "-o", "::error::out", "--", ORDERS[0], "missing"]);
    printed += run(&["cover", "-o", "::error::out.png", "--", ORDERS[1]]);
    for (order, book) in paths.iter().zip(&books) {
        printed += run(&["normalise", "--diff", "-v", "--", order]);
        printed += run(&["normalise", "-v", order]);
        printed += run(&["refs", order]);
        printed += run(&["catalog", &format!("gone {order}")]);
        printed += run(&["report", "merge", book]);
        // The command line itself.
        printed += run(&["explain", "--", order]);
        printed += run(&["compile", "--format", order]);
        printed += run(&["compile", &format!("--{order}")]);
        printed += run(&[order]);
        printed += run(&["compile", "--shard", order, "talks"]);
        printed += run(&["watch", &format!("gone {order}")]);
        printed += run(&["preview", &format!("gone {order}")]);
    }
    printed += run(&["catalog", "out"]);
    // Something was there to look at.
    assert!(printed > 20_000, "{printed}");
}
