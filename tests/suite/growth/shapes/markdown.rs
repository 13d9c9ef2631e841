//! Markdown and the HTML in it, as whole books of one transcript.

use super::{Shape, book, each, markdown};

pub const SHAPES: &[Shape] = &[
    ("markdown: words", |n| markdown("lamp ".repeat(n))),
    ("markdown: one character", |n| markdown("灯".repeat(n))),
    ("markdown: paragraphs", |n| markdown("灯塔亮了。\n\n".repeat(n))),
    ("markdown: lines of a paragraph", |n| markdown("灯塔亮了\n".repeat(n))),
    ("markdown: blank lines", |n| markdown(format!("灯{}塔", "\n".repeat(n)))),
    ("markdown: spaces", |n| markdown(format!("灯{}塔", " ".repeat(n)))),
    ("markdown: tabs", |n| markdown(format!("灯{}塔", "\t".repeat(n)))),
    ("markdown: line breaks", |n| markdown("<br>".repeat(n))),
    ("markdown: words between line breaks", |n| markdown("灯<br>塔".repeat(n))),
    ("markdown: words between two line breaks", |n| markdown("灯<br><br>塔".repeat(n))),
    ("markdown: line breaks in emphasis", |n| markdown(format!("灯**{}塔**", "<br>".repeat(n)))),
    ("markdown: line breaks after emphasis", |n| markdown("**灯**<br>".repeat(n))),
    ("markdown: spaces between line breaks", |n| markdown("<br> &nbsp; ".repeat(n))),
    ("markdown: line breaks and pictures", |n| markdown("<br>![](a.png)".repeat(n))),
    ("markdown: lines that end in spaces", |n| markdown("灯塔  \n".repeat(n))),
    ("markdown: lines that end in backslashes", |n| markdown("灯塔\\\n".repeat(n))),
    ("markdown: backslashes", |n| markdown("\\".repeat(n))),
    ("markdown: escapes", |n| markdown("\\*\\_\\[".repeat(n))),
    ("markdown: emphasis", |n| markdown("*灯*塔".repeat(n))),
    ("markdown: strong", |n| markdown("**灯**塔".repeat(n))),
    ("markdown: emphasis next to emphasis", |n| markdown("*灯* *塔* ".repeat(n))),
    ("markdown: emphasis of nothing", |n| markdown("** ** ".repeat(n))),
    ("markdown: emphasis that never closes", |n| markdown("*灯 ".repeat(n))),
    ("markdown: emphasis that never opens", |n| markdown("灯* ".repeat(n))),
    ("markdown: stars", |n| markdown("*".repeat(n))),
    ("markdown: low lines", |n| markdown("灯_塔".repeat(n))),
    ("markdown: emphasis in emphasis", |n| markdown("*灯 **塔 ".repeat(n))),
    ("markdown: struck out", |n| markdown("~~灯~~塔".repeat(n))),
    ("markdown: struck out and never closed", |n| markdown("~~灯 ".repeat(n))),
    ("markdown: paragraphs struck out in part", |n| markdown("~~灯\n\n塔~~\n\n".repeat(n))),
    ("markdown: tildes", |n| markdown("~ ".repeat(n))),
    ("markdown: code", |n| markdown("`灯`塔".repeat(n))),
    ("markdown: backticks of all lengths", |n| {
        let root = n.isqrt();
        markdown(each(root, |at| format!("{} ", "`".repeat(at))))
    }),
    ("markdown: code that never closes", |n| markdown("`灯``塔```".repeat(n))),
    ("markdown: fences", |n| markdown("```\n灯\n```\n".repeat(n))),
    ("markdown: one fence", |n| markdown(format!("灯\n\n```x\n{}```\n\n塔", "灯\n".repeat(n)))),
    ("markdown: fences that never close", |n| {
        markdown(each(n, |at| format!("{}\n灯\n", "`".repeat(3 + at % 40))))
    }),
    ("markdown: indented code", |n| markdown(format!("灯\n\n{}", "    灯\n".repeat(n)))),
    ("markdown: links", |n| markdown("[灯](https://lamp.example/)".repeat(n))),
    ("markdown: links to files that are not there", |n| {
        markdown(each(n, |at| format!("[灯](x{at}.md) ")))
    }),
    ("markdown: links in links", |n| markdown("[灯[塔](a)](b)".repeat(n))),
    ("markdown: brackets that never close", |n| markdown("[".repeat(n))),
    ("markdown: brackets that never open", |n| markdown("]".repeat(n))),
    ("markdown: links that never close", |n| markdown("[灯](".repeat(n))),
    ("markdown: addresses that never close", |n| markdown("[灯](<".repeat(n))),
    ("markdown: brackets in brackets", |n| {
        markdown(format!("{}灯{}", "[".repeat(n), "]".repeat(n)))
    }),
    ("markdown: parentheses in an address", |n| markdown(format!("[灯]({}", "(".repeat(n)))),
    ("markdown: definitions", |n| {
        markdown(each(n, |at| format!("[灯{at}]: https://lamp.example/{at}\n")))
    }),
    ("markdown: definitions and references", |n| {
        markdown(each(n, |at| format!("[灯{at}]\n\n[灯{at}]: https://lamp.example/{at}\n\n")))
    }),
    ("markdown: references to one long definition", |n| {
        markdown(format!("{}\n\n[灯]: https://lamp.example/{}\n", "[灯] ".repeat(n), "a".repeat(n)))
    }),
    ("markdown: references of nothing", |n| markdown("[灯][塔] ".repeat(n))),
    ("markdown: one definition again and again", |n| markdown("[灯]: a\n".repeat(n))),
    ("markdown: addresses", |n| markdown("https://lamp.example/a，".repeat(n))),
    ("markdown: one address", |n| markdown(format!("https://lamp.example/{}", "a.".repeat(n)))),
    ("markdown: addresses without a host", |n| markdown("https:// www. a@b ".repeat(n))),
    ("markdown: addresses in brackets", |n| markdown("<https://lamp.example/>".repeat(n))),
    ("markdown: brackets behind an address", |n| {
        markdown(format!("https://lamp.example/{}", "()".repeat(n)))
    }),
    ("markdown: notes", |n| {
        markdown(format!(
            "{}\n\n{}",
            each(n, |at| format!("灯[^{at}]")),
            each(n, |at| format!("[^{at}]: 塔\n\n"))
        ))
    }),
    ("markdown: one note called again and again", |n| {
        markdown(format!("{}\n\n[^a]: 塔\n", "灯[^a]".repeat(n)))
    }),
    ("markdown: notes nobody calls", |n| markdown(each(n, |at| format!("[^{at}]: 塔\n\n")))),
    ("markdown: calls of no note", |n| markdown(each(n, |at| format!("灯[^{at}]")))),
    ("markdown: notes in notes", |n| {
        markdown(format!("灯[^0]\n\n{}", each(n, |at| format!("[^{at}]: 塔[^{}]\n\n", at + 1))))
    }),
    ("markdown: one note again and again", |n| {
        markdown(format!("灯[^a]\n\n{}", "[^a]: 塔\n\n".repeat(n)))
    }),
    ("markdown: pictures that are not there", |n| {
        markdown(each(n, |at| format!("![灯]({at}.png)\n\n")))
    }),
    ("markdown: one picture", |n| {
        let picture = "![灯](a.gif)\n\n".repeat(n);
        book([("a.md".to_owned(), picture.into()), ("a.gif".to_owned(), super::PIXEL.to_vec())])
    }),
    ("markdown: pictures", |n| {
        let text = each(n, |at| format!("![灯]({at}.gif)\n\n"));
        let pictures = (0..n).map(|at| (format!("{at}.gif"), super::PIXEL.to_vec()));
        book([("a.md".to_owned(), text.into_bytes())].into_iter().chain(pictures))
    }),
    ("markdown: pictures that never close", |n| markdown("![".repeat(n))),
    ("markdown: headings", |n| markdown("## 灯塔\n\n亮了。\n\n".repeat(n))),
    ("markdown: headings that differ", |n| {
        markdown(each(n, |at| format!("## 灯塔 {at}\n\n亮了。\n\n")))
    }),
    ("markdown: headings with nothing between", |n| markdown("# 灯\n".repeat(n))),
    ("markdown: headings of all levels", |n| {
        markdown(each(n, |at| format!("{} 灯\n\n塔\n\n", "#".repeat(1 + at % 6))))
    }),
    ("markdown: headings that go down", |n| {
        markdown(each(n, |at| format!("{} 灯\n\n", "#".repeat(6 - at % 6))))
    }),
    ("markdown: underlined headings", |n| markdown("灯\n===\n\n塔\n---\n\n".repeat(n))),
    ("markdown: number signs", |n| markdown("# ".repeat(n))),
    ("markdown: links to headings", |n| {
        markdown(each(n, |at| format!("## 灯塔 {at}\n\n[塔](#灯塔-{at})\n\n")))
    }),
    ("markdown: links to no heading", |n| markdown(each(n, |at| format!("[塔](#灯塔-{at})\n\n")))),
    ("markdown: lists", |n| markdown("- 灯\n".repeat(n))),
    ("markdown: numbered lists", |n| markdown(each(n, |at| format!("{at}. 灯\n")))),
    ("markdown: numbers that jump", |n| markdown(each(n, |at| format!("{}. 灯\n\n", at * 7)))),
    ("markdown: lists of two signs", |n| markdown("- 灯\n+ 塔\n".repeat(n))),
    ("markdown: loose lists", |n| markdown("- 灯\n\n  塔\n\n".repeat(n))),
    ("markdown: lists in lists", |n| {
        markdown(each(n, |at| format!("{}- 灯\n", "  ".repeat(at % 60))))
    }),
    ("markdown: signs of lists on one line", |n| markdown("- ".repeat(n))),
    ("markdown: numbers on one line", |n| markdown("1. ".repeat(n))),
    ("markdown: tasks", |n| markdown("- [x] 灯\n- [ ] 塔\n".repeat(n))),
    ("markdown: quotations", |n| markdown("> 灯塔\n".repeat(n))),
    ("markdown: quotations that part", |n| markdown("> 灯塔\n\n塔\n\n".repeat(n))),
    ("markdown: signs of quotations on one line", |n| markdown(">".repeat(n))),
    ("markdown: quotations and lists", |n| markdown("> - ".repeat(n))),
    ("markdown: table of rows", |n| markdown(format!("|灯|塔|\n|-|-|\n{}", "|灯|塔|\n".repeat(n)))),
    ("markdown: table of columns", |n| {
        markdown(format!("{}|\n{}|\n{}|\n", "|灯".repeat(n), "|-".repeat(n), "|塔".repeat(n)))
    }),
    ("markdown: one wide row of a table", |n| {
        markdown(format!(
            "{}|\n{}|\n{}",
            "|灯".repeat(n.isqrt()),
            "|-".repeat(n.isqrt()),
            "|塔|\n".repeat(n.isqrt())
        ))
    }),
    ("markdown: tables", |n| markdown("|灯|\n|-|\n|塔|\n\n".repeat(n))),
    ("markdown: bars", |n| markdown("|".repeat(n))),
    ("markdown: rules", |n| markdown("灯\n\n---\n\n".repeat(n))),
    ("markdown: stars on lines", |n| markdown("***\n".repeat(n))),
    ("markdown: character references", |n| markdown("&amp;&lt;&#28783;".repeat(n))),
    ("markdown: signs of character references", |n| markdown("&".repeat(n))),
    ("markdown: names of no character", |n| markdown("&lamp".repeat(n))),
    ("markdown: NUL and replacement characters", |n| markdown("灯\0\u{fffd}".repeat(n))),
    ("html: signs in Markdown", |n| markdown("<".repeat(n))),
    ("html: tags in Markdown", |n| markdown("<b>灯</b>塔".repeat(n))),
    ("html: tags that never close", |n| markdown("<b>灯".repeat(n))),
    ("html: tags that never open", |n| markdown("灯</b>".repeat(n))),
    ("html: tags that cross", |n| markdown("<b>灯<i>塔</b>海</i>".repeat(n))),
    ("html: unknown tags", |n| markdown("<lamp>灯</lamp>塔".repeat(n))),
    ("html: unknown tags that never close", |n| markdown(each(n, |at| format!("<x{at}>灯")))),
    ("html: tags that never end", |n| markdown("<a href=\"".repeat(n))),
    ("html: attributes in Markdown", |n| markdown(format!("<b {}>灯</b>", "a=\"b\" ".repeat(n)))),
    ("html: links", |n| markdown("<a href=\"https://lamp.example\">灯</a>".repeat(n))),
    ("html: blocks", |n| markdown("<div>\n\n灯\n\n</div>\n\n".repeat(n))),
    ("html: blocks that never close", |n| markdown("<div>\n\n灯\n\n".repeat(n))),
    ("html: lines of one block", |n| {
        markdown(format!("<div>\n{}</div>\n", "<p>灯</p>\n".repeat(n)))
    }),
    ("html: comments", |n| markdown("<!-- 灯 -->塔".repeat(n))),
    ("html: comments that do not close", |n| markdown("灯<!--".repeat(n))),
    ("html: instructions and declarations", |n| markdown("<?a <!A <![CDATA[".repeat(n))),
    ("html: scripts", |n| markdown("<script>灯</script>\n\n塔\n\n".repeat(n))),
    ("html: scripts that never close", |n| markdown("<script>灯\n\n".repeat(n))),
    ("html: struck out", |n| markdown("<s>灯</s><del>塔</del>".repeat(n))),
    ("html: ruby", |n| markdown("<ruby>灯<rt>deng</rt></ruby>".repeat(n))),
    ("html: a table", |n| {
        markdown(format!("<table>{}</table>\n", "<tr><td>灯</td></tr>".repeat(n)))
    }),
    ("html: lists that never close", |n| markdown("<ul><li>灯".repeat(n))),
];
