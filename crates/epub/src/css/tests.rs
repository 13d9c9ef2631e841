use super::*;

#[test]
fn declarations_are_read() {
    let found = declarations(
        "/* p { a: b } */ @media (width: 1px) { p::before { Content: \"};\"; color :RED } }\n\
         h1 { margin: 1em\n 2em }",
    );
    let pairs: Vec<_> = found.map(|found| (found.property, found.value)).collect();
    let expected = [("content", "\"};\""), ("color", "red"), ("margin", "1em 2em")];
    assert_eq!(pairs, expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
}

#[test]
fn what_keeps_a_sheet_out_is_found() {
    assert_eq!(fault("p { color: red } /* } */"), None);
    assert_eq!(fault("p { background: url(data:image/png;base64,AA==) }"), None);
    assert_eq!(fault("p { a: url('data:x') }"), Some(Fault::Data(11)));
    assert_eq!(fault("@charset 'gbk';"), Some(Fault::Encoding(0)));
    assert_eq!(fault("p { color: red"), Some(Fault::Unbalanced(14)));
    assert_eq!(fault("p { } }"), Some(Fault::Unbalanced(6)));
    assert_eq!(fault("p { content: \"a\n\" }"), Some(Fault::Unbalanced(13)));
    assert_eq!(fault("/* p"), Some(Fault::Unbalanced(0)));
    for sheet in [
        "@import 'a.css';",
        "p { background: URL( \"https://a.example/b.png\") }",
        "p { background: url(b.png) }",
        "p { background: u\\72l(b.png) }",
    ] {
        assert!(matches!(fault(sheet), Some(Fault::External(_))), "{sheet}");
    }
    assert_eq!(fault("p { }\u{1}"), Some(Fault::Character(5)));
}

#[test]
fn addresses_are_read() {
    let found = addresses(
        "@import 'a.css'; @import url(b.css); /* url(c) */ @font-face { font-family: x; \
         src: local(\"x\"), url(\"../d.otf\") } p { background: URL( e.png ) }",
    );
    let pairs: Vec<_> = found.map(|found| (found.url, found.usage)).collect();
    let expected = [
        ("a.css", Usage::Import),
        ("b.css", Usage::Import),
        ("../d.otf", Usage::Font),
        ("e.png", Usage::Other),
    ];
    assert_eq!(pairs, expected.map(|(url, usage)| (Some(url.to_owned()), usage)));
}

#[test]
fn declarations_without_a_value_are_found() {
    let malformed = |sheet| {
        let at = items(sheet).filter_map(|item| match item {
            Item::Malformed(at) => Some(at),
            _ => None,
        });
        at.collect::<Vec<_>>()
    };
    assert!(malformed("@import 'a'; p { color: red; ; } a:hover { --x:; }").is_empty());
    assert_eq!(malformed("p { color red }"), [4]);
    assert_eq!(malformed("p { color:; margin: 0 }"), [4]);
    assert!(malformed("p { a: url(data:image/png;base64,AA==); --x: { a; b } }").is_empty());
}
