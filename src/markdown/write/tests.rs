//! Written blocks are read as the same blocks.

use super::*;
use crate::markdown::{autolink, parse};
use crate::model::block::Inline;
use chengshu_text::source::OffsetMap;

fn shape(blocks: &[Block]) -> String {
    let shown = format!("{blocks:?}");
    shown
        .split("at: ")
        .map(|part| part.trim_start_matches(|c: char| c.is_ascii_digit()))
        .collect()
}

fn blocks(text: &str) -> Vec<Block> {
    parse(text, &OffsetMap::starting_at(0)).blocks
}

fn assert_round(text: &str) {
    let read = blocks(text);
    let written = write(&read);
    assert_eq!(shape(&blocks(&written)), shape(&read), "{text:?}\n{written:?}");
    assert_eq!(write(&blocks(&written)), written, "{text:?}");
}

#[test]
fn what_is_written_reads_the_same() {
    for text in [
        "甲**乙**丙*丁*，**“话。”**他",
        "**甲*乙*丙** ***丁***",
        "**甲**<b>乙</b>*丙*",
        "# 甲 #1\n\n### 乙\\#",
        "> 甲\n>\n> - 乙\n> - 丙\n\n丁",
        "- 甲\n\n  乙\n- 丙\n  1. 丁\n  2. 戊",
        "3. 甲\n4. 乙\n\n\\- 丙\n\n1\\. 丁\n\n\\# 戊",
        "```rust\nlet a = `b`;\n```\n\n    四个空格\n",
        "`a` ``b`c`` ` `` `",
        "[甲](<a b> \"丙\\\"丁\") ![乙](c.png)",
        "甲\\\n乙  \n丙",
        "| 甲 | 乙\\|丙 |\n|---|---|\n| `x` | **丁** |",
        "甲[^1]。\n\n[^1]: 注。\n\n    又一段。",
        "---\n\n甲\n\n***",
        "<audio>\n甲\n乙\n</audio>\n\n<ruby>漢<rt>hàn</rt></ruby>",
        "~~甲~~乙~丙~ 好~~~",
        "a_b_c _d_ \\_e\\_ &amp; &lt;b&gt; 1 < 2 \\*",
        "+ 甲\n\n<!-- -->\n\n- 乙",
        "[甲]: http://a\n\n[甲] [乙] \\[丙\\]",
        "2021\\. 甲 12.5 3) 丁",
        "甲&nbsp;乙&#10;丙&#x2028;丁 &amp;nbsp;",
        "~~甲~~<s>乙</s> **丙**<b>丁</b>*戊*<i>己</i> `a`<b></b>`b`",
        "[甲 <a href='b'>乙</a>](c) <a href=d>丙 [丁](e) 戊</a>",
        "甲\\![乙](c) 丙\\![^1] [\\^丁](d)\n\n[^1]: 注",
        "<b></b>[^1]: 甲\n\n[^1]: 注",
        "- ***\n- - ***\n\n  甲\n-\n- - -",
        "<ul><li><ul></ul></li></ul>甲<ul></ul><ol start=99999999999999><li>乙</ol>",
        "**甲<b>乙</b>丙** *甲<u>丁*戊*己</u>庚* ~~甲**乙<s>丙</s>丁**~~",
        "\\~\\~甲\\~\\~乙 好\\~~~丙~~\\~",
        "~~~ a`b &lt; \\\\\n甲\n~~~\n\n<pre>乙</pre>",
        "<table><tr><td>甲</td></tr><tr><td>乙</td><td>丙</td></tr></table>",
        "[甲](<b&#10;c`&#xa0;> '丁&#10;`戊') ![己&#10;庚&nbsp;](辛)",
        "## 甲 {#a.b-c}\n\n乙<a id='d e'></a>丙\n\n## <b id=f>丁</b> \\{#g}",
        "https://a.example/b_c甲 www.a.example a@b.example，<https://a.example/?c&d>*丙*",
        "甲[^a*（]\n\n[^a*（]: 乙*（\n\n``` a*（\n丙\n```",
    ] {
        assert_round(text);
    }
}

#[test]
fn formulas_are_written_as_they_were() {
    for text in [
        "设$\\{x\\}$为 $a_{*}b_{*}$，第$n$th，$5 和 $10。\n",
        "$$\n\\begin{aligned}\nh &= a \\\\\n  k &= b\n\\end{aligned}\n$$\n",
        "> $$\n> x > y\n> $$\n",
        "- \\(x^2\\)\n- 甲\n",
        "- 甲\n\n  $$\n  x + y\n  $$\n",
        "## 关于 $\\sqrt{2}$\n",
        "| 甲 | $|x|$ |\n|---|---|\n| $\\|x\\|$ | \\[ y = 1 \\] |\n",
        "**$x$**和*甲$y$*~~$z$~~，[$a]$](<b>)\n",
        "不认识$\\unknown{x}$和<math><mi>x</mi></math>。\n",
        "甲[^1]\n\n[^1]: $x$\n",
    ] {
        assert_eq!(write(&blocks(text)), text);
    }
    for text in [
        "\\$x\\$ 和 \\$y_1\\$，$5\\$",
        "\\$\\$\n\n$$\nx\n$$",
        "甲\\\n\\$\\$\n\nx\n\n$$",
        "a<!-- -->$x$<!-- -->5 \\\\(x\\\\) \\\\[y\\\\]",
        "\\$*x$ $y*\\$ `$a$` \\<math>\\</math>",
        "<table><tr><td>$$\nx\n$$</td></tr></table>\n\n<div>$y_1$</div>",
        "$$\n\nx\n- y\n\n$$\n\n$$ z_1\n$$",
    ] {
        assert_round(text);
    }
}

#[test]
fn any_tree_survives() {
    let mut broken = Vec::new();
    for seed in 0..1000 {
        let mut tree = Chance(seed).tree();
        normal::settle(&mut tree);
        autolink::link(&mut tree);
        let written = write(&tree);
        let (read, meant) = (shape(&blocks(&written)), shape(&tree));
        if read != meant {
            broken.push((format!("seed {seed}"), written, read, meant));
        }
    }
    assert_none(broken);
}

#[test]
fn any_order_of_signs_survives() {
    const SIGNS: &[&str] = &[
        "甲", "乙。", "a", "1", "*", "**", "_", "`", "[", "]", "](x)", "(", ")", "<", ">", "#",
        "-", "- ", "> ", "+", ".", "\\", "\n", "\n\n", " ", "    ", "&", "&nbsp;", "&#10;", "!",
        "|", "=", ":", "~", "~~", "“", "”", "x ", "---", "```\n", "| a |\n|---|\n", "[^1]",
        "\n\n[^1]: ", "1. ", "<b>", "</b>", "<s>", "</s>", "<a href=x>", "</a>", "<br>", "<ul>",
        "<li>", "</ul>", "<td>", "<table>", "<tr>", "</table>", "<pre>", "</pre>", "<audio>",
        "</audio>", "<u>", "</u>", "<p>", "<!-- -->", "{#a}", "<a id=b>",
    ];
    let mut broken = Vec::new();
    for seed in 0..3000 {
        let mut chance = Chance(seed);
        let text: String = (0..20).map(|_| SIGNS[chance.below(SIGNS.len())]).collect();
        let read = blocks(&text);
        let written = write(&read);
        let (again, meant) = (shape(&blocks(&written)), shape(&read));
        if again != meant {
            broken.push((text, written, again, meant));
        }
    }
    assert_none(broken);
}

/// Fails with the shortest of what is broken, which tells best what is wrong.
fn assert_none(mut broken: Vec<(String, String, String, String)>) {
    broken.sort_by_key(|(_, written, ..)| written.len());
    if let Some((from, written, read, meant)) = broken.first() {
        let count = broken.len();
        panic!("{count} broken; {from:?}\n{written}\nread  {read}\nmeant {meant}");
    }
}

/// Numbers by chance, the same in each run (a linear congruential generator).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % end
    }

    fn words(&mut self, pieces: &[&str]) -> String {
        let count = 1 + self.below(4);
        (0..count).map(|_| pieces[self.below(pieces.len())]).collect()
    }

    /// Blocks as a text may hold them: notes at the end, and marks of those alone.
    fn tree(&mut self) -> Vec<Block> {
        let mut tree = self.blocks(0);
        tree.extend(
            ["1", "甲b"].map(|label| Block::Note { label: label.into(), blocks: self.blocks(1) }),
        );
        tree
    }

    fn blocks(&mut self, depth: usize) -> Vec<Block> {
        let count = self.below(4);
        (0..count).map(|_| self.block(depth)).collect()
    }

    fn block(&mut self, depth: usize) -> Block {
        let kinds = if depth < 3 { 9 } else { 5 };
        match self.below(kinds) {
            0 => Block::Heading {
                level: u8::try_from(1 + self.below(6)).unwrap_or(1),
                content: self.line(0),
                at: 0,
            },
            1 | 2 => Block::Paragraph { content: self.line(0), at: 0 },
            3 => Block::Break,
            4 => Block::Code {
                info: self.words(&["", "rust", "`", "&amp;", "\\", "~"]),
                text: self.words(&["", "甲", "```", "\n", "---", "  ", "\n\n", "- a", "~~~\n"]),
                at: 0,
            },
            5 => Block::Quote(self.blocks(depth + 1)),
            6 => Block::Lyrics(self.blocks(depth + 1)),
            7 => Block::List {
                start: [None, Some(0), Some(7), Some(u64::MAX)][self.below(4)],
                items: (0..=self.below(3)).map(|_| self.blocks(depth + 1)).collect(),
            },
            _ => {
                let head = (0..self.below(3)).map(|_| self.line(1)).collect();
                let rows = (0..self.below(3))
                    .map(|_| (0..self.below(4)).map(|_| self.line(1)).collect())
                    .collect();
                Block::Table {
                    columns: (0..self.below(4))
                        .map(|_| {
                            [
                                Alignment::Unstated,
                                Alignment::Left,
                                Alignment::Center,
                                Alignment::Right,
                            ][self.below(4)]
                        })
                        .collect(),
                    head,
                    rows,
                }
            }
        }
    }

    fn line(&mut self, depth: usize) -> Vec<Inline> {
        let count = 1 + self.below(4);
        (0..count).map(|_| self.inline(depth)).collect()
    }

    fn inline(&mut self, depth: usize) -> Inline {
        const SIGNS: &[&str] = &[
            "甲", "乙。", "“", "a", "1", "*", "**", "_", "`", "[", "]", "(", ")", "<", ">", "#",
            "-", "+", ".", "\\", " ", "&", "&amp;", "!", "|", "=", ":", "^", "~", "~~", "---",
            "1. ", "b>", "\u{a0}", "\u{3000}", "/", "!--", "x ", "http://a.b", "$", "'", "\"",
            "{#a}",
        ];
        const FORMULAS: &[&str] = &[
            "$x$",
            "$\\{a\\}_*$",
            "\\(y_1\\)",
            "$$z^2$$",
            "\\[a=b\\]",
            "<math><mi>x</mi></math>",
            "$\\unknown$",
        ];
        let kinds = if depth < 4 { 18 } else { 11 };
        match self.below(kinds) {
            0..=4 => Inline::Text { text: self.words(SIGNS), at: 0 },
            5 => Inline::Code(self.words(SIGNS)),
            6 | 7 => Inline::LineBreak,
            8 => Inline::NoteMark { label: ["1", "甲b"][self.below(2)].into() },
            9 => Inline::Image {
                src: self.words(SIGNS),
                alt: self.words(SIGNS),
                title: self.words(SIGNS),
                at: 0,
            },
            10 => Inline::Anchor {
                name: "a".to_owned() + &self.words(&["a", "甲", " ", "<", "\"", "&", "|", "`"]),
            },
            11 => Inline::Strong(self.line(depth + 1)),
            12 => Inline::Emphasis(self.line(depth + 1)),
            13 | 14 => Inline::Struck(self.line(depth + 1)),
            17 => {
                let source = FORMULAS[self.below(FORMULAS.len())];
                Inline::Formula(Box::new(crate::markdown::math::formula(source, 0)))
            }
            15 => Inline::Link {
                href: self.words(SIGNS),
                title: self.words(SIGNS),
                content: self.line(depth + 1),
            },
            _ => {
                let name = ["kbd", "ruby", "code", "u"][self.below(4)];
                let mut content = self.line(depth + 1);
                if matches!(name, "kbd" | "code") {
                    drop_formulas(&mut content);
                }
                Inline::Tag { name, content }
            }
        }
    }
}

/// Code holds none.
fn drop_formulas(content: &mut Vec<Inline>) {
    content.retain(|inline| !matches!(inline, Inline::Formula(_)));
    for inner in content.iter_mut().filter_map(Inline::content_mut) {
        drop_formulas(inner);
    }
}
