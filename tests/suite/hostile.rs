//! Whatever a transcript holds, no script, handler, frame, form or remote resource is in its book,
//! and the book stays valid (requirement S1). Its books are kept for EPUBCheck.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use resvg::usvg::roxmltree::{Document, Node, ParsingOptions};

use crate::book;

/// Chapters that want in. None is a word longer than its trick.
const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "<SCRIPT src=http://evil.example/a.js></SCRIPT >",
    "<script>alert(1)",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script\u{1}>alert(1)</script\u{1}>",
    "<script/xss src=data:,alert(1)></script>",
    "<style>@import 'http://evil.example/a.css'; body{display:none}</style>",
    "<b style=\"background:url(http://evil.example/a.png)\">灯</b>",
    "<p onclick=\"alert(1)\" onmouseover=alert(1)>灯</p>",
    "<img src=x onerror=alert(1)>",
    "<img src=\"http://evil.example/a.png\" alt=\"远\">",
    "<img srcset=\"http://evil.example/a.png 2x\" src=\"//evil.example/b.png\" alt=\"远\">",
    "<img src=\"data:image/svg+xml,<svg onload=alert(1)>\" alt=\"内\">",
    "![远](http://evil.example/a.png) ![内](data:image/png;base64,AA==) ![外](../../../etc/passwd)",
    "![文](file:///etc/passwd) ![网](\\\\evil.example\\share\\a.png) ![盘](C:\\a.png) ![号](CON)",
    "[甲](javascript:alert(1)) [乙](JaVaScRiPt:alert(1)) [丙](java&#10;script:alert(1))",
    "[丁](&#106;avascript:alert(1)) [戊](\u{1}javascript:alert(1)) [己](<java\tscript:alert(1)>)",
    "[庚](data:text/html,<script>alert(1)</script>) [辛](vbscript:msgbox(1)) [壬](file:///etc/passwd)",
    "[癸](javascript&colon;alert(1)) [子](%6aavascript:alert(1)) [丑]( javascript:alert(1))",
    "[寅]\n\n[寅]: javascript:alert(1) 'x'",
    "<javascript:alert(1)> <data:text/html,x> <http://good.example/灯>",
    "<a href=\"javascript:alert(1)\">点</a> <a href='jav\u{9}ascript:alert(1)'>点</a>",
    "<a href=\"http://good.example/\" target=_blank ping=http://evil.example/ onclick=alert(1)>点</a>",
    "<svg onload=alert(1)><script>alert(1)</script><a xlink:href=\"javascript:alert(1)\">灯</a></svg>",
    "<svg><use href=\"http://evil.example/a.svg#x\"/><image href=\"http://evil.example/a.png\"/></svg>",
    "<math><maction actiontype=statusline xlink:href=\"javascript:alert(1)\">灯</maction></math>",
    "<iframe src=\"http://evil.example/\" srcdoc=\"<script>alert(1)</script>\">框</iframe>",
    "<object data=\"http://evil.example/a.swf\"><param name=a value=b>物</object><embed src=a.swf>",
    "<applet code=A></applet><frameset><frame src=a></frameset><portal src=a></portal>",
    "<form action=\"http://evil.example/\"><input autofocus onfocus=alert(1)><button>按</button></form>",
    "<base href=\"http://evil.example/\"> [甲](b.md)",
    "<meta http-equiv=refresh content=\"0;url=http://evil.example/\">",
    "<link rel=stylesheet href=http://evil.example/a.css>",
    "<video src=http://evil.example/a.mp4 autoplay poster=http://evil.example/a.png>影</video>",
    "<audio src=http://evil.example/a.mp3 onplay=alert(1)>声</audio>",
    "<details open ontoggle=alert(1)><summary>总</summary>细</details>",
    "<template><script>alert(1)</script></template><noscript><p title=\"</noscript><img src=x>\">",
    "<textarea></textarea><script>alert(1)</script><xmp><plaintext>",
    "<!DOCTYPE a [<!ENTITY b \"灯\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>&c;",
    "<!DOCTYPE a SYSTEM \"http://evil.example/a.dtd\"> &xxe; &#0; &#xD800; &#x110000; &#1;",
    "<?xml-stylesheet href=\"http://evil.example/a.xsl\"?> <?php echo 1; ?>",
    "<![CDATA[<script>alert(1)</script>]]> ]]> <!-- -- --> <!--> <!---> <!-- 不闭合",
    "<div><p><b><i><table><tr><td><ul><li><blockquote><ruby>不闭合",
    "</div></p></body></html></section>多闭合",
    "<p><p><a href=a><a href=b>套</p></a></a></p>",
    "<table><script>alert(1)</script><tr><b>错</b><td>位",
    "<div id=\"a\" class=\"b\" xmlns:x=\"y\" x:z=\"1\" epub:type=\"z\" =bad \"q\" <>属性</div>",
    "`<script>alert(1)</script>`\n\n    <script>alert(1)</script>\n\n```html onload=alert(1)\n<script>\n```",
    "# <script>alert(1)</script> 标题 {onclick=alert(1) #id}",
    "[^<script>]\n\n[^<script>]: <img src=x onerror=alert(1)>",
    "| <script>alert(1)</script> | [a](javascript:b) |\n|---|---|\n| <iframe> | \" onclick=alert(1) |",
    "<http://good.example/\"onmouseover=alert(1)> http://good.example/'\"><script>alert(1)</script>",
    "\u{1}\u{8}\u{b}\u{1f}\u{7f}\u{fffe}\u{ffff}\u{feff}\u{202e}控制",
    "<ſcript>alert(1)</ſcript> ＜script＞alert(1)＜/script＞ <\u{200b}script>",
];

/// A head whose every value wants in.
const HEAD: &str = "---
title: '<script>alert(1)</script> \"]]> & <!-- 恶意'
description: \"<img src=x onerror=alert(1)>\n\n参考资料：\n《<script>灯</script>》javascript:alert(1)\n<a href='javascript:alert(1)'>《雾》</a> http://good.example/\\\"onclick=alert(1)\"
author: '<b onclick=alert(1)>人</b>'
tags: ['<script>', '\" onload=\"', ']]>']
url: 'javascript:alert(1)'
source: 'data:text/html,<script>alert(1)</script>'
cover: '../../../etc/passwd'
---
";

const SETTINGS: &str = "title: '<script>alert(1)</script>恶意之书'
subtitle: '\"><iframe src=http://evil.example/>'
author: [{name: '<svg onload=alert(1)>', role: 作者}]
publisher: ']]><script>alert(1)</script>'
rights: '<!-- <?x ?> &xxe;'
description: '<p onclick=alert(1)>说明</p>'
identifier: 'urn:x:<script>'
moment-url: 'javascript:alert({t})'
";

const SUBTITLES: &str = "1\n00:00:01,000 --> 00:00:02,000\n<script>alert(1)</script>海边有灯。\n\n\
2\n00:00:03,000 --> 00:00:04,000\n<font color=\"red\" onclick=alert(1)>[甲](javascript:alert(1))</font>\n";

const PODCAST: &str = "<html><head><script>alert(1)</script><base href=http://evil.example/></head><body>\
<cite onclick=alert(1)>人：</cite><time>0:01</time><p style=\"background:url(http://evil.example/)\">\
海边有灯。<iframe src=a></iframe><a href=\"javascript:alert(1)\">点</a></p></body></html>";

const WORKS: &str = "@book{a, title = {<script>alert(1)</script>灯}, author = {\"><img src=x>},\n\
url = {javascript:alert(1)}, year = 2001}\n";

/// Elements that act, load or hide; none is in a page.
const FORBIDDEN: &[&str] = &[
    "script", "style", "iframe", "frame", "object", "embed", "applet", "form", "input", "button",
    "textarea", "base", "svg", "math", "video", "audio", "source", "template", "noscript",
    "portal",
];

#[test]
fn hostile_chapters_make_a_harmless_book() {
    let base = tempfile::tempdir().unwrap();
    let folder = base.path().join("in");
    fs::create_dir(&folder).unwrap();
    for (number, text) in HOSTILE.iter().enumerate() {
        let head = format!("---\ntitle: 第{number}招\n---\n");
        let end = format!("\n\n招后的话{number}。\n");
        fs::write(folder.join(format!("{number:02}.md")), head + text + &end).unwrap();
    }
    for (name, text) in [
        ("index.md", format!("{HEAD}{}", HOSTILE.join("\n\n"))),
        ("head.md", format!("{HEAD}头里有招。\n")),
        ("book.yaml", SETTINGS.into()),
        ("glossary.yaml", "灯: '<script>alert(1)</script>'\n".into()),
        ("references.bib", WORKS.into()),
        ("subtitles.srt", SUBTITLES.into()),
        ("podcast.html", PODCAST.into()),
    ] {
        fs::write(folder.join(name), text).unwrap();
    }
    let output = book::run(base.path(), &["compile", "in", "--target", "all", "--quiet"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{said}");
    let books = book::files(&base.path().join("out"), ".epub");
    assert_eq!(books.len(), chengshu::devices::TARGETS.len());
    for path in books {
        let files = book::open(&path, "hostile");
        assert_harmless(&files);
        let text = book::text(&files);
        for (number, trick) in HOSTILE.iter().enumerate() {
            let end = format!("招后的话{number}。");
            assert!(text.contains(&end), "{trick} swallows what follows");
        }
    }
}

/// The examples of the CommonMark specification: Markdown, a line of a dot, its HTML. Tabs are written
/// as arrows there.
fn examples() -> impl Iterator<Item = String> {
    let specification = include_str!("../commonmark/spec.txt");
    let blocks = specification.split("\n```````````````````````````````` example\n");
    blocks.skip(1).map(|block| {
        let (markdown, _) = block.split_once("\n.\n").unwrap();
        markdown.replace('→', "\t")
    })
}

#[test]
fn the_examples_of_commonmark_make_a_harmless_book() {
    let base = tempfile::tempdir().unwrap();
    let folder = base.path().join("commonmark");
    fs::create_dir(&folder).unwrap();
    let mut count = 0;
    for text in examples() {
        count += 1;
        let head = format!("---\ntitle: Example {count}\n---\n");
        fs::write(folder.join(format!("{count:03}.md")), head + &text).unwrap();
    }
    assert_eq!(count, 652, "examples of version 0.31.2");
    let output = book::run(base.path(), &["compile", "commonmark", "--quiet", "--language", "en"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{said}");
    assert_harmless(&book::open(&base.path().join("out/commonmark.epub"), "hostile"));
}

/// Walks every element of every page. Fails at what acts, what loads from elsewhere, and what leads
/// to something that is not in the book.
fn assert_harmless(files: &BTreeMap<String, Vec<u8>>) {
    let options = || ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let mut documents = BTreeMap::new();
    for (name, bytes) in files {
        let text = std::str::from_utf8(bytes);
        match name.rsplit('.').next().unwrap() {
            "xhtml" | "opf" | "ncx" | "xml" => {
                let parsed = Document::parse_with_options(text.unwrap(), options());
                documents
                    .insert(name.as_str(), parsed.unwrap_or_else(|why| panic!("{name}: {why}")));
            }
            "css" => assert!(!text.unwrap().contains("url("), "{name}"),
            "png" | "jpg" | "gif" | "mimetype" => {}
            other => panic!("{name} is a file of kind {other}"),
        }
    }
    let ids: BTreeSet<(&str, &str)> = documents
        .iter()
        .flat_map(|(name, document)| {
            let ids = document.descendants().filter_map(|node| node.attribute("id"));
            ids.map(|id| (*name, id))
        })
        .collect();
    for (name, document) in &documents {
        for node in document.descendants() {
            assert!(!node.is_pi(), "{name}: {node:?}");
            if name.ends_with(".xhtml") && node.is_element() {
                assert_element(name, node, files, &ids);
            }
        }
    }
}

fn assert_element(
    page: &str,
    node: Node<'_, '_>,
    files: &BTreeMap<String, Vec<u8>>,
    ids: &BTreeSet<(&str, &str)>,
) {
    let tag = node.tag_name().name();
    assert!(!FORBIDDEN.contains(&tag), "{page}: <{tag}>");
    assert!(node.attribute("http-equiv").is_none(), "{page}: <{tag} http-equiv>");
    for attribute in node.attributes() {
        let (name, value) = (attribute.name(), attribute.value());
        assert!(!name.starts_with("on") && name != "style", "{page}: <{tag} {name}>");
        match name {
            "href" | "src" => {}
            _ => assert!(!value.contains("script:"), "{page}: <{tag} {name}={value:?}>"),
        }
    }
    let link = node.attribute("href").or(node.attribute("src"));
    let Some(link) = link else { return };
    let abroad = ["http://", "https://", "mailto:"];
    if tag == "a" && abroad.iter().any(|scheme| link.starts_with(scheme)) {
        return;
    }
    let (path, id) = link.split_once('#').unwrap_or((link, ""));
    let target = match path {
        "" => page.to_owned(),
        path => resolved(page, path),
    };
    assert!(files.contains_key(&target), "{page}: {link} is not in the book");
    assert!(id.is_empty() || ids.contains(&(&target, id)), "{page}: {link} leads nowhere");
}

/// A path of the archive, from a link of a page.
fn resolved(page: &str, link: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            ".." => drop(parts.pop().unwrap()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}
