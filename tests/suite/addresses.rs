//! Addresses and names, valid, odd and hostile: what `compile` writes, `check` passes; what it
//! refuses, it reports, and so does `check`, as far as EPUB has a word on it.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::io::Cursor;

use chengshu_epub::check::inspect;
use chengshu_text::address::Address;
use chengshu_text::diag::{Severity, Sink};
use roxmltree::Document;

use crate::book;
use crate::check::good_with;

/// What becomes of an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// It stays as it is.
    Kept,
    /// It is written so.
    Written(&'static str),
    /// No book leads to it, and `check` reports it.
    Refused,
    /// `compile` writes no such links; others may.
    OfOthers,
}

use Fate::{Kept, OfOthers, Refused, Written};

#[rustfmt::skip] // one to a line
const ADDRESSES: &[(&str, Fate)] = &[
    // As they should be.
    ("http://a.example", Kept),
    ("http://a.example/", Kept),
    ("https://a.example/b/c?d=e&f=g#h", Kept),
    ("http://A.Example/B", Kept),
    ("http://a.example./", Kept),
    ("http://a_b.example/", Kept),
    ("http://a--b.example/", Kept),
    ("http://a.example:80/", Kept),
    ("http://a.example:65535/", Kept),
    ("http://a.example:/", Kept),
    ("http://localhost:8000/", Kept),
    ("http://127.0.0.1/", Kept),
    ("http://[::1]/", Kept),
    ("http://[2001:db8::1]:8080/a", Kept),
    ("http://user@a.example/", Kept),
    ("http://user:word@a.example/", Kept),
    ("https://a.example/%E7%81%AF", Kept),
    ("https://a.example/%e7%81%af", Kept),
    ("https://a.example/%ff", Kept),
    ("https://a.example/%20?b=%20#%20", Kept),
    ("http://a.example?b", Kept),
    ("http://a.example#b", Kept),
    ("http://a.example/?", Kept),
    ("http://a.example/#", Kept),
    ("http://a.example/?a?b", Kept),
    ("http://a.example/#a?b/c", Kept),
    ("http://a.example/../../b", Kept),
    ("http://a.example/./b//c", Kept),
    ("http://a.example/%2e%2e/b", Kept),
    ("http://a.example/b;c=d,e*f!g$h~i@j:k", Kept),
    ("http://a.example/b'c", Kept),
    ("http://a.example/(b)", Kept),
    ("http://a.example/?a=b+c", Kept),
    ("https://www.bilibili.com/video/BV1xx411c7mD?p=2&t=50", Kept),
    ("http://xn--fiqs8s.example/", Kept),
    ("mailto:a@b.example", Kept),
    ("mailto:a@b.example?subject=c&body=d", Kept),
    // Spelt in another way.
    ("HTTP://a.example/", Written("http://a.example/")),
    ("hTtPs://a.example/", Written("https://a.example/")),
    ("//a.example/b", Written("https://a.example/b")),
    ("MAILTO:a@b.example", Written("mailto:a@b.example")),
    // Characters no address has.
    ("http://a.example/ x", Written("http://a.example/%20x")),
    ("http://a.example/a b?c d#e f", Written("http://a.example/a%20b?c%20d#e%20f")),
    ("http://a.example/<b>", Written("http://a.example/%3Cb%3E")),
    ("http://a.example/\"x", Written("http://a.example/%22x")),
    ("http://a.example/?a=\"b\"", Written("http://a.example/?a=%22b%22")),
    ("http://a.example/{x}", Written("http://a.example/%7Bx%7D")),
    ("http://a.example/|", Written("http://a.example/%7C")),
    ("http://a.example/?a=b|c#d|e", Written("http://a.example/?a=b%7Cc#d%7Ce")),
    ("http://a.example/\\x", Written("http://a.example/%5Cx")),
    ("http://a.example/^", Written("http://a.example/%5E")),
    ("http://a.example/`", Written("http://a.example/%60")),
    ("http://a.example/[b]", Written("http://a.example/%5Bb%5D")),
    ("http://a.example/?a=[b]", Written("http://a.example/?a=%5Bb%5D")),
    ("http://a.example/#[a]", Written("http://a.example/#%5Ba%5D")),
    ("http://a.example/#a#b", Written("http://a.example/#a%23b")),
    ("http://a.example/%", Written("http://a.example/%25")),
    ("http://a.example/%zz", Written("http://a.example/%25zz")),
    ("http://a.example/%1", Written("http://a.example/%251")),
    ("http://a.example/?100%", Written("http://a.example/?100%25")),
    ("http://a.example/a\u{1}b", Written("http://a.example/a%01b")),
    ("http://a.example/a\u{7f}b", Written("http://a.example/a%7Fb")),
    ("mailto:a b@c.example", Written("mailto:a%20b@c.example")),
    ("mailto:a@b.example?subject=灯 塔", Written("mailto:a@b.example?subject=%E7%81%AF%20%E5%A1%94")),
    // Other writings.
    ("http://a.example/灯", Written("http://a.example/%E7%81%AF")),
    ("http://a.example/?灯=塔#海", Written("http://a.example/?%E7%81%AF=%E5%A1%94#%E6%B5%B7")),
    ("http://a.example/😀", Written("http://a.example/%F0%9F%98%80")),
    ("http://a.example/b\u{202e}c", Written("http://a.example/b%E2%80%AEc")),
    ("http://a.example/b\u{200b}c", Written("http://a.example/b%E2%80%8Bc")),
    ("http://a.example/\u{e000}", Written("http://a.example/%EE%80%80")),
    ("http://a.example/\u{fdd0}", Written("http://a.example/%EF%B7%90")),
    ("http://a.example/\u{85}b", Written("http://a.example/%C2%85b")),
    ("http://灯塔.example/", Written("http://xn--omsv47c.example/")),
    ("http://灯塔.example:80/灯", Written("http://xn--omsv47c.example:80/%E7%81%AF")),
    ("http://%E7%81%AF%E5%A1%94.example/", Written("http://xn--omsv47c.example/")),
    ("http://faß.example/", Written("http://xn--fa-hia.example/")),
    ("http://ａ.example/", Written("http://a.example/")),
    ("http://a。example/", Written("http://a.example/")),
    ("http://灯@a.example/", Written("http://%E7%81%AF@a.example/")),
    // No site.
    ("http://", Refused),
    ("http:", Refused),
    ("https:a", Refused),
    ("http:/a.example/", Refused),
    ("http:///a.example/", Refused),
    ("http:////a.example/", Refused),
    ("http:\\\\a.example\\b", Refused),
    ("http://?", Refused),
    ("http://#a", Refused),
    ("http://:80/", Refused),
    ("http://@/", Refused),
    ("http://user@/", Refused),
    ("http://a..b/", Refused),
    ("http://.a/", Refused),
    ("http://./", Refused),
    ("http://-a/", Refused),
    ("http://a-/", Refused),
    ("http://a.-b.example/", Refused),
    ("http://a b/", Refused),
    ("http://a%20b/", Refused),
    ("http://a%b/", Refused),
    ("http://a%00b/", Refused),
    ("http://a<b>/", Refused),
    ("http://a|b/", Refused),
    ("http://a^b/", Refused),
    ("http://a\\b/", Refused),
    ("http://a.example\\b", Refused),
    ("http://[::1/", Refused),
    ("http://[x]/", Refused),
    ("http://[::1]x/", Refused),
    ("http://::1/", Refused),
    ("http://256.1.1.1/", Refused),
    ("http://1.2.3.4.5/", Refused),
    ("http://xn--a/", Refused),
    ("http://a\u{202e}b.example/", Refused),
    ("http://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example/", Refused),
    ("http://a@b@c.example/", Refused),
    ("http://a.example:99999/", Refused),
    ("http://a.example:x/", Refused),
    ("http://a.example:-1/", Refused),
    ("http://a.example:+1/", Refused),
    ("http://a.example: 80/", Refused),
    ("http://a.example:８０/", Refused),
    ("http://a.example:80:90/", Refused),
    ("///a.example/b", Refused),
    ("//", Refused),
    // No web.
    ("javascript:alert(1)", Refused),
    ("JavaScript:alert(1)", Refused),
    ("javascript://a.example/%0aalert(1)", Refused),
    ("vbscript:x", Refused),
    ("data:text/html,x", Refused),
    ("DATA:text/html;base64,eA==", Refused),
    ("file:///etc/passwd", Refused),
    ("file://host/share", Refused),
    ("about:blank", Refused),
    ("blob:http://a.example/", Refused),
    ("ftp://a.example/", OfOthers),
    ("tel:+49123", OfOthers),
    ("urn:isbn:9787000000000", OfOthers),
];

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('"', "&quot;")
}

/// What `check` says, from warnings on, of a good book with these links.
fn reported(links: &[&str]) -> Vec<String> {
    let mut page = String::from(
        "<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"zh-CN\" xml:lang=\"zh-CN\"><head>\
         <title>旁注</title></head><body>",
    );
    for link in links {
        let _ = write!(page, "<p><a href=\"{}\">灯</a></p>", escaped(link));
    }
    page.push_str("</body></html>");
    let mut sink = Sink::default();
    inspect("a.epub", Cursor::new(good_with("EPUB/aside.xhtml", page.as_bytes())), &mut sink);
    let found = sink.into_vec().into_iter();
    let found = found.filter(|finding| finding.severity >= Severity::Warning);
    found.map(|finding| finding.message).collect()
}

#[test]
fn an_address_is_written_or_refused() {
    for (stated, fate) in ADDRESSES {
        let address = Address::new(stated);
        let expected = match fate {
            Kept => Some(*stated),
            Written(address) => Some(*address),
            Refused | OfOthers => None,
        };
        let written = address.as_ref().ok().map(Address::as_str);
        assert_eq!(written, expected, "{stated:?}: {address:?}");
        // Nothing is encoded twice.
        if let Ok(address) = address {
            assert_eq!(Address::new(address.as_str()), Ok(address));
        }
    }
}

#[test]
fn check_passes_what_is_written_and_reports_what_is_refused() {
    let written: Vec<Address> =
        ADDRESSES.iter().filter_map(|(stated, _)| Address::new(stated).ok()).collect();
    let links: Vec<&str> = written.iter().map(Address::as_str).collect();
    assert!(links.len() > 70);
    assert_eq!(reported(&links), Vec::<String>::new());
    for (stated, fate) in ADDRESSES {
        // XML has no character U+0001.
        if stated.contains('\u{1}') {
            continue;
        }
        let found = reported(&[stated]);
        match fate {
            Refused => assert_eq!(found.len(), 1, "{stated:?}: {found:?}"),
            Kept | OfOthers => assert!(found.is_empty(), "{stated:?}: {found:?}"),
            Written(_) => {}
        }
    }
}

/// A text of YAML or JSON.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

#[test]
fn addresses_from_everywhere_make_a_clean_book() {
    let base = tempfile::tempdir().unwrap();
    let folder = base.path().join("in");
    fs::create_dir(&folder).unwrap();
    let mut works = String::new();
    let mut infos = 0;
    for (number, (stated, _)) in ADDRESSES.iter().enumerate() {
        let key = if number % 2 == 0 { "url" } else { "source" };
        let address = quoted(stated);
        // In a destination, backslashes and angle brackets are Markdown's.
        let link = stated.replace('\\', "\\\\").replace('<', "\\<").replace('>', "\\>");
        let text = format!(
            "---\ntitle: 第{number}处\n{key}: {address}\n---\n见[此处](<{link}>)，即 {stated} 。\n"
        );
        fs::write(folder.join(format!("{number:03}.md")), text).unwrap();
        let title = format!("第{number}部");
        let _ = writeln!(works, "- title: {title}\n  url: {address}");
        if number % 5 == 0 {
            infos += 1;
            let info = format!("{{\"title\": \"讲{number}\", \"webpage_url\": {address}}}");
            fs::write(folder.join(format!("i{number}.info.json")), info).unwrap();
            let subtitles = "1\n00:00:01,000 --> 00:00:02,000\n海边有灯。\n";
            fs::write(folder.join(format!("i{number}.srt")), subtitles).unwrap();
        }
    }
    let all = format!("---\ntitle: 诸书\nreferences:\n{works}---\n海边有灯。\n");
    fs::write(folder.join("works.md"), all).unwrap();
    fs::write(
        folder.join("book.yaml"),
        "title: 地址\nmoment-url: \"https://灯塔.example/<讲>?t={t}\"\n",
    )
    .unwrap();
    let output = book::run(base.path(), &["compile", "in", "--verbose"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{said}");
    let files = book::open(&base.path().join("out/in.epub"), "addresses");
    let known: BTreeSet<String> = ADDRESSES
        .iter()
        .filter_map(|(stated, _)| Some(Address::new(stated).ok()?.as_str().to_owned()))
        .collect();
    let mut seen = BTreeSet::new();
    for (name, bytes) in files.iter().filter(|(name, _)| name.ends_with(".xhtml")) {
        let text = std::str::from_utf8(bytes).unwrap();
        let document = Document::parse_with_options(
            text,
            roxmltree::ParsingOptions { allow_dtd: true, ..roxmltree::ParsingOptions::default() },
        );
        for node in document.unwrap().descendants() {
            let Some(link) = node.attribute("href") else {
                continue;
            };
            if link.contains(':') {
                // Texts lose characters nobody sees before they are read, and the bibliography may
                // link a part of what is refused.
                assert_eq!(Address::new(link).unwrap().as_str(), link, "{name}");
                seen.insert(link.to_owned());
            }
        }
    }
    assert!(seen.is_superset(&known));
    // Each that is refused is told of where it stands, three times over: in a head, in a text and
    // among the works; and each of a `.info.json`.
    for (number, (stated, fate)) in ADDRESSES.iter().enumerate() {
        let is_told = |code| book::found(&said, code, &format!("{number:03}.md"));
        // The text of a chapter loses characters nobody sees before it is read.
        if !stated.contains('\u{202e}') {
            let fits = is_told("CS0501") == matches!(fate, Refused | OfOthers);
            assert!(fits, "{stated}");
        }
        assert!(*fate != Refused || is_told("CS0138"), "{stated}");
        assert!(*fate != Kept || !is_told("CS0138"), "{stated}");
    }
    assert!(infos > 20 && book::found(&said, "CS0138", ".info.json"));
    // The package document has no more than a few sources, and this book too many.
    let package = String::from_utf8_lossy(&files["EPUB/package.opf"]);
    assert!(!package.contains("javascript:"));
}

/// A character that turns the direction of the text after it, in every place that is printed.
#[test]
fn no_title_or_name_turns_the_text_after_it() {
    let base = tempfile::tempdir().unwrap();
    let folder = base.path().join("in");
    fs::create_dir(&folder).unwrap();
    let chapter = "---\ntitle: 灯\u{202e}塔\nauthor: 林\u{202d}望潮\nseries: 海\u{2067}边\ntags: [雾\u{202e}]\n\
        description: \"说\u{202e}灯。\\n\\n参考：\\n《雾\u{202e}中的灯》\"\nurl: \"http://a..b/\u{202e}c\"\n---\n\
        海边\u{202e}有灯。\n";
    fs::write(folder.join("a.md"), chapter).unwrap();
    let settings = "title: 书\u{202e}名\nsubtitle: 又\u{2066}名\nauthor: 人\u{202b}名\n\
        publisher: 社\u{202a}名\nrights: 权\u{2068}利\ndescription: 言\u{202e}语\nsubjects: [题\u{202e}]\n\
        output: 出\u{202e}书\n";
    fs::write(folder.join("book.yaml"), settings).unwrap();
    let output = book::run(base.path(), &["compile", "in", "--format", "json"]);
    let said = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.matches("\"CS0215\"").count() > 8, "{said}");
    let files = book::open(&base.path().join("out/出书.epub"), "turns");
    for (name, bytes) in &files {
        let text = String::from_utf8_lossy(bytes);
        let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        let is_text = !name.ends_with(".png") && !name.ends_with(".jpg");
        assert!(!is_text || !text.contains(turns), "{name}: {text}");
    }
}
