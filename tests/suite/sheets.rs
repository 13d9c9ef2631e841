//! Style sheets that lead out of the book, and such as only look so: `compile` and `check` say the
//! same of each.

use std::fs;
use std::io::Cursor;

use chengshu_epub::check::inspect;
use chengshu_epub::css::fault;
use chengshu_text::diag::{Severity, Sink};

use crate::book;
use crate::check::good_with;

/// Each asks for something outside the book, or may. None of the files is in it.
#[rustfmt::skip] // one to a line
const OUTSIDE: &[&str] = &[
    // Every way to write an address.
    "p { background: url(//h.example/a.png) }",
    "p { background: url(///h.example/a.png) }",
    "p { background: url(http://h.example/a.png) }",
    "p { background: url(https://h.example/a.png) }",
    "p { background: url( http://h.example/a.png ) }",
    "p { background: url(\thttp://h.example/a.png\n) }",
    "p { background: url(\"http://h.example/a.png\") }",
    "p { background: url('http://h.example/a.png') }",
    "p { background: url( 'http://h.example/a.png' ) }",
    "p { background: url(\n\"http://h.example/a.png\"\n) }",
    "p { background: URL(http://h.example/a.png) }",
    "p { background: uRl(HTTP://H.EXAMPLE/a.png) }",
    "p { background: \\75rl(http://h.example/a.png) }",
    "p { background: \\75 rl(http://h.example/a.png) }",
    "p { background: \\000075rl(http://h.example/a.png) }",
    "p { background: \\000075\r\nrl(http://h.example/a.png) }",
    "p { background: u\\72\\6c(\"http://h.example/a.png\") }",
    "p { background: u\\52 L(http://h.example/a.png) }",
    "p { background: \\u\\rl(http://h.example/a.png) }",
    "p { background: url(\\68ttp://h.example/a.png) }",
    "p { background: url(h\\74 tp://h.example/a.png) }",
    "p { background: url(http:\\2f\\2fh.example/a.png) }",
    "p { background: url(http\\3a//h.example/a.png) }",
    "p { background: url(\"\\68ttp://h.example/a.png\") }",
    "p { background: url(\"ht\\\ntp://h.example/a.png\") }",
    "p { background: url(\\\\h.example\\a.png) }",
    "p { background: url(\"\\\\\\\\h.example\\\\a.png\") }",
    "p { background: url(http://h.example/a b.png) }",
    "p { background: url(http://h.example/a\"b.png) }",
    "p { background: url(http://h.example/(a).png) }",
    "p { background: url(http://h.example/a.png",
    "p { background: url(\"http://h.example/a.png\"",
    "p { background:/**/url(/**/http://h.example/a.png) }",
    "p { background: url/**/(a); mask: url(//h.example/a) }",
    "p { background: url(ftp://h.example/a.png) }",
    "p { background: url(ws://h.example/a) }",
    "p { background: url(mailto:a@b.example) }",
    "p { background: url(blob:http://h.example/a) }",
    "p { background: url(about:blank) }",
    "p { background: url(javascript:alert(1)) }",
    "p { background: url('javascript:alert(1)') }",
    "p { background: url(http://a..b/x.png) }",
    // Out of the book, if not onto the net.
    "p { background: url(/etc/passwd) }",
    "p { background: url(file:///etc/passwd) }",
    "p { background: url(FILE:/etc/passwd) }",
    "p { background: url(C:\\a.png) }",
    "p { background: url(../../../../a.png) }",
    "p { background: url(%2e%2e/%2e%2e/%2e%2e/a.png) }",
    "p { background: url(missing.png) }",
    "p { background: url('missing.png') }",
    "p { background: url(a%zz.png) }",
    "p { background: url(missing.png?x) }",
    "p { background: url(missing.svg#x) }",
    "p { background: url(\"\") }",
    // Data that are more than a picture.
    "p { background: url(data:text/html,<script>alert(1)</script>) }",
    "p { background: url(data:text/css,a) }",
    "p { background: url(data:application/xhtml+xml,a) }",
    "p { background: url(data:x) }",
    "p { background: url(\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><image href='http://h.example/a.png'/></svg>\") }",
    "p { background: url(\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>\") }",
    "p { background: url(\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='a()'/>\") }",
    "p { background: url(\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><style>@import 'a'</style></svg>\") }",
    "p { background: url(\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><path fill='url(//h.example/a)'/></svg>\") }",
    "p { background: url(\"data:image/svg+xml,<!DOCTYPE a [<!ENTITY b 'c'>]><svg xmlns='http://www.w3.org/2000/svg'/>\") }",
    "p { background: url(data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciPjxpbWFnZSBocmVmPSIvL2guZXhhbXBsZS9hIi8+PC9zdmc+) }",
    "p { behavior: url(data:text/x-component,a) }",
    "p { -moz-binding: url(data:text/xml,a#b) }",
    // Other functions that fetch.
    "p { background: image-set(\"http://h.example/b.png\" 1x) }",
    "p { background: image-set('//h.example/b.png' 1x, 'c.png' 2x) }",
    "p { background: image-set(\"missing.png\" 1x) }",
    "p { background: image-set(url(http://h.example/b.png) 1x) }",
    "p { background: image-set(\"http://h.example/b.avif\" type(\"image/avif\")) }",
    "p { background: IMAGE-SET(\"http://h.example/b.png\" 1x) }",
    "p { background: imag\\65-set(\"http://h.example/b.png\" 1x) }",
    "p { background: -webkit-image-set(\"http://h.example/b.png\" 1x) }",
    "p { background: -moz-image-set(\"http://h.example/b.png\" 1x) }",
    "p { background: image(\"http://h.example/b.png\") }",
    "p { background: image(ltr 'http://h.example/b.png', red) }",
    "p { background: src(\"http://h.example/b.png\") }",
    "p { background: src( '//h.example/b.png' ) }",
    "p { background: cross-fade(url(http://h.example/x), red) }",
    "p { background: cross-fade(\"http://h.example/x\", red) }",
    "p { background: -webkit-cross-fade(url(a.png), url(b.png), 50%) }",
    "p { background: image-set(linear-gradient(red, blue) 1x, \"//h.example/b\" 2x) }",
    "p { background: image-set((\"//h.example/b\") 1x) }",
    "p { background: foo(\"http://h.example/x\") }",
    "p { background: foo(bar(\"//h.example/x\")) }",
    "p { background: foo('\\\\\\\\h.example\\\\x') }",
    "p { background: foo('/etc/passwd') }",
    "p { filter: progid:DXImageTransform.Microsoft.AlphaImageLoader(src='http://h.example/a.png') }",
    "p { -ms-filter: \"progid:DXImageTransform.Microsoft.AlphaImageLoader(src='//h.example/a')\" }",
    "p { -o-link: 'javascript:alert(1)' }",
    // Every property.
    "p { background-image: none, url(//h.example/a) }",
    "p { border-image: url(//h.example/a) 30 round }",
    "p { border-image-source: url(//h.example/a) }",
    "p { list-style: url(//h.example/a) }",
    "p { list-style-image: url(//h.example/a) }",
    "p { cursor: url(//h.example/a.cur) 2 2, auto }",
    "p::before { content: url(//h.example/a) }",
    "p::before { content: \"a\" url(//h.example/a) / \"b\" }",
    "p { mask: url(//h.example/a#b) }",
    "p { -webkit-mask-image: url(//h.example/a) }",
    "p { -webkit-mask-box-image: url(//h.example/a) 1 }",
    "p { clip-path: url(//h.example/a#b) }",
    "p { shape-outside: url(//h.example/a) }",
    "p { offset-path: url(//h.example/a#b) }",
    "p { filter: blur(1px) url(//h.example/a#b) }",
    "p { backdrop-filter: url(//h.example/a#b) }",
    "p { fill: url(//h.example/a#b) red; marker-end: none }",
    "p { marker-start: url(//h.example/a#b) }",
    "p { cue-before: url(//h.example/a.wav) }",
    "p { behavior: url(//h.example/a.htc) }",
    "p { behavior: url(missing.htc) }",
    "p { -moz-binding: url(//h.example/a.xml#x) }",
    "p { unknown: url(//h.example/a) }",
    "p { BACKGROUND : URL(//h.example/a) !important }",
    "p { --x: url(//h.example/a.png); background: var(--x) }",
    "p { --x: { a: url(//h.example/a.png) } }",
    "p { --x: image-set(\"//h.example/a\" 1x) }",
    "p { --x: 'http://h.example/a'; background: image-set(var(--x) 1x) }",
    "p { background: src(var(--x)) }",
    "p { background: image(env(a, \"//h.example/a\")) }",
    "a::before { content: attr(href url) }",
    "a::before { background: attr(href type(<url>)) }",
    "a::before { content: attr(href, url) }",
    "p { background: red; background: url(//h.example/a); color: blue }",
    "p { color: red; background: url(//h.example/a)",
    "p { color: red } } p { background: url(//h.example/a) }",
    "p { width: expression(alert(1)) }",
    "p { width: e\\78 pression(alert(1)) }",
    // Fonts.
    "@font-face { font-family: x; src: url(//h.example/x.ttf) }",
    "@font-face { font-family: x; src: local(\"n\"), url(//h.example/x.ttf) }",
    "@font-face { font-family: x; src: url(http://h.example/x.woff2) format(\"woff2\") }",
    "@font-face { font-family: x; src: url(missing.ttf) }",
    "@FONT-FACE{font-family:x;src:URL('https://h.example/x')}",
    "@f\\6fnt-face { src: url(https://h.example/x.ttf) }",
    "@font-face { src: src(\"https://h.example/x.ttf\") }",
    "@font-face { src: url(\"https://h.example/x.ttf\") tech(color-COLRv1) }",
    // Rules with addresses.
    "@import \"http://h.example/a.css\";",
    "@import 'http://h.example/a.css'",
    "@import url(http://h.example/a.css);",
    "@import url(\"//h.example/a.css\") screen;",
    "@import \"missing.css\";",
    "@import url(missing.css) layer(x) supports(display: grid) print;",
    "@import \"//h.example/a.css\" layer supports(background: url(a));",
    "@IMPORT \"http://h.example/a.css\";",
    "@\\69mport \"http://h.example/a.css\";",
    "@\\69 mport url(http://h.example/a.css);",
    "@/**/import 'a'; @import/**/\"http://h.example/a.css\";",
    "@import\"http://h.example/a.css\";",
    "@import src(\"http://h.example/a.css\");",
    "p { color: red } @import \"http://h.example/a.css\";",
    "p { @import \"http://h.example/a.css\"; }",
    "<!-- @import \"http://h.example/a.css\"; -->",
    "@charset \"utf-8\"; @import 'http://h.example/a.css';",
    "@media print { @import url(http://h.example/a.css); }",
    "@media print { p { background: url(//h.example/a) } }",
    "@layer a { @media print { p { background: url(//h.example/a) } } }",
    "@supports (display: grid) { p { background: url(//h.example/a) } }",
    "@supports (background: url(a)) { p { background: url(//h.example/a) } }",
    "@document url(http://h.example/) { p { color: red } }",
    "@property --x { syntax: \"<url>\"; inherits: false; initial-value: url(http://h.example/a) }",
    "@counter-style x { system: cyclic; symbols: url(//h.example/a) }",
    "@color-profile --x { src: url(//h.example/a.icc) }",
    "@page { background: url(//h.example/a) }",
    "@page { @top-left { content: url(//h.example/a) } }",
    "@keyframes x { from { background: url(//h.example/a) } }",
    "@unknown url(//h.example/a);",
    "@unknown { p { background: url(//h.example/a) } }",
    "p { & b { background: url(//h.example/a) } }",
    "p { b { c { d { background: url(//h.example/a) } } } }",
];

/// None asks for anything.
#[rustfmt::skip] // one to a line
const INSIDE: &[&str] = &[
    "p { color: red }",
    "p::before { content: \"//not an address\" }",
    "p::before { content: \"http://not.an.address/\" }",
    "p::before { content: 'url(http://h.example/a)' }",
    "p::before { content: \"@import 'a';\" }",
    "p::before { content: \"\\201C\" attr(title) \"\\\"\" }",
    "p::before { content: \"a\\\nb\" }",
    "p::before { content: \"a\" / \"http://h.example/\" }",
    "p::before { content: counters(c, \"/\") \"/\" }",
    "p::before { content: counter(c, symbols(\"//\")) }",
    "p::before { content: var(--x, \"http://h.example/\") }",
    "p { quotes: \"//\" \"//\" \"‘\" \"’\" }",
    "p { font-family: \"http\", \"url(a)\", serif }",
    "p { font: 12px/1.5 \"http://h\", serif }",
    "p { grid-template-areas: \"a//b\" \"c d\" }",
    "p { list-style-type: \"http://\" }",
    "p { hyphenate-character: \"//\"; text-overflow: \"/\" }",
    "p { font-feature-settings: \"liga\" 1, 'kern' off }",
    "p { --x: \"http://h.example/\"; --y:; --z: { a; b } }",
    "p { -ms-filter: \"progid:DXImageTransform.Microsoft.Alpha(Opacity=50)\" }",
    "p { filter: progid:DXImageTransform.Microsoft.gradient(startColorstr='#1', endColorstr='#2') }",
    "/* url(http://h.example/a) @import 'a'; */ p { color: red }",
    "p { color: /* } url(//h.example/a) */ red }",
    "p { filter: url(#id); clip-path: url(\"#a\"); mask: url( '#b' ) }",
    "p { background: -moz-element(#id), element(#id), paint(dots) }",
    "p { background: url(data:image/png;base64,AA==) }",
    "p { background: url('DATA:image/gif;base64,AA==') }",
    "p { background: url(\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><path fill='url(%23a)' d='M0 0;'/><use href='%23b'/></svg>\") }",
    "p { background: url(data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4=) }",
    "p { background: image-set(url(data:image/png;base64,AA==) 1x, linear-gradient(red, blue) 2x) }",
    "p { background: image-set(\"data:image/png;base64,AA==\" type(\"image/png\") 1x) }",
    "@font-face { font-family: x; src: local(\"http\"), url(data:font/woff2;base64,AA==) format(\"woff2\") }",
    "@font-face { font-family: x; src: url(data:application/octet-stream;base64,AA==) }",
    "@font-face { font-family: x; src: local('x'); unicode-range: U+4E00-9FFF, u+?? }",
    "@namespace url(http://www.w3.org/1999/xhtml);",
    "@namespace svg \"http://www.w3.org/2000/svg\"; svg|a { color: red }",
    "@supports (background: url(http://h.example/a)) { p { color: red } }",
    "@supports (background: image-set(\"a.png\" 1x)) and (not (a: src('//h'))) { p { color: red } }",
    "@document url-prefix(\"http://h.example/\"), domain('h.example'), regexp(\"https:.*\") { p { color: red } }",
    "@media (min-width: 40em) { p { color: red } }",
    "@page :first { margin: 1in; @top-left { content: \"http://h.example/\" } }",
    "@counter-style x { system: cyclic; symbols: \"//\" \"http:\"; suffix: \" \" }",
    "@keyframes x { from { left: 0 } to { left: 1em } }",
    "a[href=\"http://h.example/\"], a[href^='//'] { color: red }",
    "a:not([href*=\"url(\"]):lang(\"zh\")::after { color: red }",
    "a:is([src=\"//h.example/a\"]):nth-child(2n + 1) > b ~ c + d { color: red }",
    "url { color: red } .url\\(a\\) , #import, .\\@import { color: red }",
    "p { width: calc(100% - (2 * 1em)); transform: rotate(-1.5e1deg) }",
    "p { color: rgb(1 2 3 / 50%); margin: -1px +2px .5em }",
    "<!-- p { color: red } -->",
    "p { & b { color: red } &:hover { color: blue } @media print { color: green } }",
    "p { color: red !important; ; }",
    "p { *zoom: 1; _height: 1px }",
    "",
    "/**/",
];

/// The findings of a good book whose style sheet has a text behind it.
fn reported(sheet: &str, lowest: Severity) -> Vec<String> {
    let mut sink = Sink::default();
    inspect("a.epub", Cursor::new(good_with("EPUB/style.css", sheet.as_bytes())), &mut sink);
    let found = sink.into_vec().into_iter();
    let found = found.filter(|finding| finding.severity >= lowest);
    found
        .map(|finding| format!("{}: {}", finding.code.id, finding.message))
        .collect()
}

#[test]
fn compile_and_check_say_the_same_of_sheets_that_lead_out() {
    assert!(OUTSIDE.len() > 100);
    let wrong: Vec<_> = OUTSIDE
        .iter()
        .filter(|sheet| fault(sheet).is_none() || reported(sheet, Severity::Warning).is_empty())
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn compile_and_check_say_the_same_of_sheets_that_stay_inside() {
    assert!(INSIDE.len() > 40);
    for sheet in INSIDE {
        assert_eq!(fault(sheet), None, "{sheet}");
        let found = reported(sheet, Severity::Info);
        // The drawing the good sheet shows is not shown by this one.
        assert!(found.is_empty(), "{sheet}: {found:?}");
    }
}

#[test]
fn styles_within_pages_are_read_alike() {
    for sheet in OUTSIDE.iter().filter(|sheet| !sheet.contains(['<', '&', '\\'])) {
        let page = format!(
            "<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>旁注</title>\
             <style>{sheet}</style></head><body><p>灯</p></body></html>"
        );
        let mut sink = Sink::default();
        inspect("a.epub", Cursor::new(good_with("EPUB/aside.xhtml", page.as_bytes())), &mut sink);
        let mut found = sink.as_slice().iter();
        assert!(found.any(|finding| finding.severity >= Severity::Warning), "{sheet}");
    }
}

#[test]
fn a_sheet_that_leads_out_is_refused_where_it_does() {
    let base = tempfile::tempdir().unwrap();
    let folder = base.path().join("in");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("a.md"), "---\ntitle: 灯\n---\n海边有灯。\n").unwrap();
    fs::write(folder.join("book.yaml"), "css: a.css\n").unwrap();
    let sheet = "p { margin: 0 }\nh1 { background: image-set('//h.example/a.png' 1x) }\n";
    fs::write(folder.join("a.css"), sheet).unwrap();
    let output = book::run(base.path(), &["compile", "in"]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr);
    for part in [
        "error[CS0809]: this leads out of the book",
        "in/a.css:2:28",
        "h1 { background: image-set('//h.example/a.png' 1x) }",
        "help: leave out @import",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let files = book::open(&base.path().join("out/in.epub"), "sheets");
    assert!(!String::from_utf8_lossy(&files["EPUB/css/book.css"]).contains("h.example"));
}
