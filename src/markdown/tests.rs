//! Markdown and raw HTML as blocks, in a sketch that leaves places out.

use std::fmt::Write;

use super::*;
use crate::model::block::{Inline, visit_text};
use crate::model::text_sum::TextSum;

fn parsed(text: &str) -> Parsed {
    let parsed = parse(text, &OffsetMap::starting_at(0));
    assert_eq!(parsed.lost, Vec::<Span>::new(), "{text}");
    let mut shown = TextSum::default();
    visit_text(&parsed.blocks, &mut |piece| shown.add_text(piece));
    assert_eq!(TextSum::of(text) - parsed.markup.total(), shown, "{text}");
    parsed
}

fn sketch(text: &str) -> String {
    let mut out = String::new();
    blocks(&parsed(text).blocks, &mut out);
    out
}

fn blocks(list: &[Block], out: &mut String) {
    for block in list {
        if !out.is_empty() && !out.ends_with('{') {
            out.push(' ');
        }
        match block {
            Block::Heading { level, content, .. } => {
                write!(out, "h{level}{{").unwrap();
                line(content, out);
                out.push('}');
            }
            Block::Paragraph { content, .. } => {
                out.push_str("p{");
                line(content, out);
                out.push('}');
            }
            Block::Quote(inner) => wrap("quote", inner, out),
            Block::Lyrics(inner) => wrap("lyrics", inner, out),
            Block::Callout(inner) => wrap("callout", inner, out),
            Block::Aside(inner) => wrap("aside", inner, out),
            Block::Pair(sides) => sides.iter().for_each(|side| wrap("side", side, out)),
            Block::Note { label, blocks } => wrap(&format!("note {label} "), blocks, out),
            Block::List { items, .. } => {
                out.push_str("list{");
                for item in items {
                    wrap("li", item, out);
                }
                out.push('}');
            }
            Block::Code { text, .. } => write!(out, "code{{{text}}}").unwrap(),
            Block::Table { head, rows, .. } => {
                out.push_str("table{");
                for row in std::iter::once(head).chain(rows) {
                    for cell in row {
                        out.push('|');
                        line(cell, out);
                    }
                    out.push('/');
                }
                out.push('}');
            }
            Block::Break => out.push_str("break"),
            Block::Station { words, .. } => write!(out, "station{{{words}}}").unwrap(),
        }
    }
}

fn wrap(name: &str, inner: &[Block], out: &mut String) {
    out.push_str(name);
    out.push('{');
    blocks(inner, out);
    out.push('}');
}

fn line(content: &[Inline], out: &mut String) {
    for inline in content {
        let (name, inner) = match inline {
            Inline::Text { text, .. } => {
                out.push_str(text);
                continue;
            }
            Inline::Code(text) => {
                write!(out, "`{text}`").unwrap();
                continue;
            }
            Inline::LineBreak => {
                out.push('⏎');
                continue;
            }
            Inline::Anchor { name } => {
                write!(out, "#{name} ").unwrap();
                continue;
            }
            Inline::NoteMark { label } => {
                write!(out, "^{label}").unwrap();
                continue;
            }
            Inline::Image { src, alt, .. } => {
                write!(out, "img({src}, {alt})").unwrap();
                continue;
            }
            Inline::Strong(inner) => ("b", inner),
            Inline::Emphasis(inner) => ("i", inner),
            Inline::Struck(inner) => ("s", inner),
            Inline::Link { content, .. } => ("a", content),
            Inline::Tag { name, content } => (*name, content),
            other => panic!("{other:?} comes from rules, not from Markdown"),
        };
        write!(out, "{name}(").unwrap();
        line(inner, out);
        out.push(')');
    }
}

#[test]
fn wrapped_lines_keep_their_space_before_markup() {
    for (source, expected) in [
        ("the\n*quick* fox", "p{the i(quick) fox}"),
        ("the *quick*\n**brown** fox", "p{the i(quick) b(brown) fox}"),
        ("see\n[a *link*](http://a.example)", "p{see a(a i(link))}"),
        ("the\n<b>quick</b>", "p{the b(quick)}"),
        ("run\n`code`\nnow", "p{run `code` now}"),
        ("see\n![it](a.png) now", "p{see img(a.png, it) now}"),
        ("甲\n*乙*\n`丙`", "p{甲i(乙)`丙`}"),
        ("**the\nend**", "p{b(the end)}"),
    ] {
        assert_eq!(sketch(source), expected, "{source}");
    }
}

#[test]
fn preformatted_text_stays_in_its_order() {
    assert_eq!(sketch("<pre>a <b>b</b> c\nd<br><i>e</i></pre>"), "code{a b c\nd\ne\n}");
    assert_eq!(sketch("甲 <pre>a `b` *c*</pre>"), "p{甲} code{a b c\n}");
}

#[test]
fn blocks_in_cells_break_lines_and_keep_their_order() {
    for (source, expected) in [
        (
            "<table><tr><td>甲<ul><li>乙<li>丙</ul>丁</td><td>戊</td></tr></table>",
            "table{/|甲⏎乙⏎丙⏎丁|戊/}",
        ),
        (
            "<table><tr><td>甲<table><tr><td>乙</td><td>丙</td></tr></table>丁</td></tr></table>己",
            "table{/|甲⏎乙⏎丙⏎丁/} p{己}",
        ),
        ("<table><tr><td><p>甲</p><p>乙</p></td></tr></table>", "table{/|甲⏎乙/}"),
        (
            "<table><tr><td>\n\n甲\n\n- 乙\n- 丙\n\n</td><td>丁</td></tr></table>",
            "table{/|甲⏎乙⏎丙|丁/}",
        ),
        (
            "<ul><li><table><tr><td>甲</li></ul>乙</td></tr></table></li><li>丙</li></ul>",
            "list{li{table{/|甲乙/}}li{p{丙}}}",
        ),
        ("| a |\n|---|\n| <h3>b</h3>c<hr>d |", "table{|a/|b⏎c⏎d/}"),
    ] {
        assert_eq!(sketch(source), expected, "{source}");
    }
}

#[test]
fn places_stand_before_what_they_name() {
    for (source, expected) in [
        ("## 甲 {#a}\n\n乙", "h2{#a 甲} p{乙}"),
        ("甲 {#a .b} \n---\n", "h2{#a 甲}"),
        ("## 甲 \\{#a}", "h2{甲 {#a}}"),
        ("## 甲 {乙}", "h2{甲 {乙}}"),
        ("甲 {#a}", "p{甲 {#a}}"),
        ("甲<a id=\"a\"></a>乙<a name=b>丙</a>", "p{甲#a 乙#b 丙}"),
        ("[甲<a id=a></a>乙](b)", "p{a(甲#a 乙)}"),
        ("<a id=a></a>\n\n## 甲", "h2{#a 甲}"),
        ("<div id='a'>\n<p id='b'>甲</p></div>", "p{#a #b 甲}"),
        ("<h2 id=a>甲</h2>\n\n<a id=b></a>", "h2{#a 甲#b }"),
        ("<input id=a> 甲 <svg id=b></svg>", "p{甲}"),
    ] {
        assert_eq!(sketch(source), expected, "{source}");
    }
}

#[test]
fn bare_addresses_are_links() {
    for (source, expected) in [
        ("见https://a.example/b_c。", "p{见a(https://a.example/b_c)。}"),
        ("**见www.a.example**或a@b.example", "p{b(见a(www.a.example))或a(a@b.example)}"),
        (
            "## https://a.example\n- a@b.example",
            "h2{a(https://a.example)} list{li{p{a(a@b.example)}}}",
        ),
        (
            "`https://a.example` [https://b.example](c)",
            "p{`https://a.example` a(https://b.example)}",
        ),
        (
            "<https://a.example> <code>https://b.example</code>",
            "p{a(https://a.example) code(https://b.example)}",
        ),
        ("    https://a.example\n", "code{https://a.example\n}"),
        ("![https://a.example](b)", "p{img(b, https://a.example)}"),
    ] {
        assert_eq!(sketch(source), expected, "{source}");
    }
}

#[test]
fn lists_of_raw_html_nest() {
    assert_eq!(
        sketch("<ul><li>甲<ul><li>乙<li>丙</ul>丁<li>戊</ul>"),
        "list{li{p{甲} list{li{p{乙}}li{p{丙}}} p{丁}}li{p{戊}}}"
    );
}

#[test]
fn what_a_page_cannot_hold_goes_with_its_content() {
    for (source, expected) in [
        ("甲<script>if (a<b) {}</script>乙", "p{甲乙}"),
        ("甲<svg><text>a *b* `c`</text></svg>乙", "p{甲乙}"),
        ("> <div><svg><text>a</text></svg>乙</div>", "quote{p{乙}}"),
        // What never closes, or closes in another paragraph, swallows nothing.
        ("甲<svg>乙\n\n丙</svg>", "p{甲乙} p{丙}"),
        ("<object>甲\n\n乙", "p{甲} p{乙}"),
    ] {
        assert_eq!(sketch(source), expected, "{source}");
    }
}

#[test]
fn comments_and_long_tags_are_no_text() {
    let long = "A".repeat(20_000);
    for source in [
        format!("甲<!-- {long} -->乙"),
        format!("甲<b title='{long}'></b>乙"),
        "甲<!-->乙".to_owned(),
        "甲<!--->乙".to_owned(),
    ] {
        assert_eq!(sketch(&source), "p{甲乙}", "{}", &source[..12]);
    }
    assert_eq!(sketch(&format!("<img src='{long}' alt='灯'>")), format!("p{{img({long}, 灯)}}"));
}

#[test]
fn alternative_text_is_plain_and_whole() {
    assert_eq!(
        sketch("![a *b* `c` <i>d</i>\ne ![f](g.png)](x.png)乙"),
        "p{img(x.png, a b c d e f)乙}"
    );
}

#[test]
fn private_use_characters_are_text() {
    for source in ["甲\u{e000}乙", "甲\u{e000}**强调。**字"] {
        let mut text = String::new();
        visit_text(&parsed(source).blocks, &mut |piece| text.push_str(piece));
        assert!(text.contains('\u{e000}'), "{source}");
    }
    // Nor does what guards emphasis stay in an address.
    assert_eq!(sketch("字<img src='a*（b.png' alt='x'>"), "p{字img(a*（b.png, x)}");
}

#[test]
fn two_breaks_part_paragraphs() {
    assert_eq!(sketch("甲<br>乙<br><br>丙<br>\n<br><br>丁<br>"), "p{甲⏎乙} p{丙} p{丁}");
}

#[test]
fn notes_stand_apart_and_once() {
    assert_eq!(
        sketch("甲[^A]乙[^a]\n\n> [^a]: 一\n\n[^a]: 二\n\n丙"),
        "p{甲^a乙^a} p{丙} note a {p{一} p{二}}"
    );
}

#[test]
fn elements_of_nothing_leave_nothing() {
    assert_eq!(sketch("[](http://a.example)\n\n<a></a>\n\n<b></b>"), "");
}

#[test]
fn lines_struck_out_one_by_one_are_struck_out() {
    assert_eq!(sketch("~~甲乙~~\n~~丙丁。~~"), "p{s(甲乙丙丁。)}");
    assert_eq!(sketch("~~two~~\n~~words~~"), "p{s(two) s(words)}");
    assert_eq!(sketch("好~~\n~~好"), "p{好~~~~好}");
}

#[test]
fn cells_beyond_the_head_are_kept() {
    assert_eq!(
        sketch("| 甲 |\n|---|\n| *乙* | 丙 | | 丁戊\n| 己 |"),
        "table{|甲||/|i(乙)|丙|丁戊/|己||/}"
    );
}

#[test]
fn cells_behind_the_end_of_their_table_are_paragraphs() {
    assert_eq!(sketch("|a|b|\n|-|-|\n|甲</table>|乙|"), "table{|a|b/|甲|/} p{乙}");
}

#[test]
fn definitions_nothing_refers_to_are_text() {
    for (source, expected) in [
        ("[Host]: Welcome!", "p{[Host]: Welcome!}"),
        ("[甲]: 好\n\n[乙]: 好\n\n[甲]: **走**！", "p{[甲]: 好} p{[乙]: 好} p{[甲]: b(走)！}"),
        ("> [甲]: 好\n> [乙]: 走", "quote{p{[甲]: 好[乙]: 走}}"),
        ("- [a]: b\n- [c]: d", "list{li{p{[a]: b}}li{p{[c]: d}}}"),
        ("[1]: x \"with a title\"", "p{[1]: x \"with a title\"}"),
        ("[1]:\nx\n'a\ntitle'", "p{[1]: x 'a title'}"),
        // Brackets alone are no reference to what is no address.
        ("[甲]: 好\n\n有人说[甲]。", "p{[甲]: 好} p{有人说[甲]。}"),
        ("[甲]: 好。\r\n\r\n[乙]: 走。\r\n", "p{[甲]: 好。} p{[乙]: 走。}"),
    ] {
        assert_eq!(sketch(source), expected, "{source}");
    }
}

#[test]
fn definitions_that_are_referred_to_are_markup() {
    for (source, expected) in [
        ("[a][b] c\n\n[b]: x", "p{a(a) c}"),
        ("[b]: <x> 'y'\n[b][] c", "p{a(b) c}"),
        ("[b] c\n\n[B]: x.html", "p{a(b) c}"),
        ("![a][b]\n\n[b]: x", "p{img(x, a)}"),
        // Their neighbours may be text.
        ("[1][1] [3][3]\n\n[1]: u\n[2]: v\n[3]: w", "p{a(1) a(3)} p{[2]: v}"),
        ("[1][1]\n\n[1]: u\n\n[1]: v", "p{a(1)} p{a(1): v}"),
        ("> [1][1]\n>\n> [1]:\n> u\n> \"v\"", "quote{p{a(1)}}"),
        ("- [1][1]\n- [1]: u", "list{li{p{a(1)}}li{}}"),
        ("[1]: u\n甲[1][1]", "p{甲a(1)}"),
    ] {
        assert_eq!(sketch(source), expected, "{source}");
    }
    assert_eq!(sketch("甲[^1]\n\n[^1]: 乙"), "p{甲^1} note 1 {p{乙}}");
    assert_eq!(sketch("[a]: b\n[^1]: 乙\n\n甲[^1]"), "p{[a]: b} p{甲^1} note 1 {p{乙}}");
}

#[test]
fn notes_without_a_label_are_text() {
    for text in [
        "[^]: 一斤。",
        "> [^ ]: 一斤。",
        "- [^\t]: 一斤。",
        "见[^]。\n\n[^]: 一斤。",
        "[^甲\n乙]: 一斤。",
    ] {
        let parsed = parse(text, &OffsetMap::starting_at(0));
        assert!(parsed.lost.is_empty(), "{text}");
        assert!(write(&parsed.blocks).contains("一斤。"), "{text}");
    }
}

#[test]
fn words_in_angle_brackets_are_text() {
    for (text, shown) in [
        ("<John> Hello.", "p{<John> Hello.}"),
        ("<Mary>: Hi.", "p{<Mary>: Hi.}"),
        ("<A> No. <B> Yes.", "p{<A> No. <B> Yes.}"),
        ("He <pause> said <inaudible>.", "p{He <pause> said <inaudible>.}"),
        ("<Tab>a</Tab> <X y=\"1\">", "p{a}"),
    ] {
        assert_eq!(sketch(text), shown, "{text}");
    }
}
