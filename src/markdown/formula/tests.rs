//! Texts that are formulas, and texts that are none.

use super::*;

fn found(text: &str) -> Vec<&str> {
    find(text).into_iter().map(|span| &text[span]).collect()
}

#[test]
fn formulas_are_found() {
    for (text, formulas) in [
        ("设$x$为", &["$x$"][..]),
        ("$\\{x \\mid x<y\\}$", &["$\\{x \\mid x<y\\}$"]),
        ("the $n$th of $a_{*}b_{*}$.", &["$n$", "$a_{*}b_{*}$"]),
        ("$a$、$b$", &["$a$", "$b$"]),
        ("$-5$ and $3x+1$", &["$-5$", "$3x+1$"]),
        ("$\\text{速度} = \\frac{路}{时}$", &["$\\text{速度} = \\frac{路}{时}$"]),
        ("$x \\text{ if $y$}$", &["$x \\text{ if $y$}$"]),
        ("$\\$5$", &["$\\$5$"]),
        ("*$x*y$*", &["$x*y$"]),
        ("**$x$**", &["$x$"]),
        ("[$x$](y)", &["$x$"]),
        ("$a +\nb$", &["$a +\nb$"]),
        ("> $a\n> +b$", &["$a\n> +b$"]),
        ("甲 $a<b$ 乙 $c>d$", &["$a<b$", "$c>d$"]),
        ("| $|x|$ | $y$ |", &["$|x|$", "$y$"]),
        ("\\(x\\) \\(x^2\\)", &["\\(x\\)", "\\(x^2\\)"]),
        ("\\[ y_1 + z_2 \\]", &["\\[ y_1 + z_2 \\]"]),
        ("\\[\n\nx = 1\n\n\\]", &["\\[\n\nx = 1\n\n\\]"]),
        ("$$x$$", &["$$x$$"]),
        ("甲 $$ speed = way / time $$", &["$$ speed = way / time $$"]),
        ("$$\n\n- x\n    + y\n\n$$", &["$$\n\n- x\n    + y\n\n$$"]),
        ("甲\n$$\nx\n$$\n乙", &["$$\nx\n$$"]),
        ("- $$\n  x\n  $$", &["$$\n  x\n  $$"]),
        ("<math><mi>x</mi></math>", &["<math><mi>x</mi></math>"]),
        (
            "<p>甲<math display=\"block\"><mi>x</mi>\n</math>$y$</p>",
            &["<math display=\"block\"><mi>x</mi>\n</math>", "$y$"],
        ),
        ("$\\frac{1}{$", &["$\\frac{1}{$"]),
        ("> 甲$$\n> x\n> $$", &["$$\n> x\n> $$"]),
        ("<math><script>x</script></math>", &["<math><script>x</script></math>"]),
        ("`$` 甲 $x$ `$`", &["$x$"]),
        ("# 甲 $x$\n乙 $y$", &["$x$", "$y$"]),
        ("涨幅$5\\%$。$-10\\%$", &["$5\\%$", "$-10\\%$"]),
        ("$5 mod 3$, $3 cm$", &["$5 mod 3$", "$3 cm$"]),
        ("甲\n\n\\[x\\]\n\n乙", &["\\[x\\]"]),
        ("> \\[ f(x) \\]", &["\\[ f(x) \\]"]),
        ("\\[\nx\n\\]", &["\\[\nx\n\\]"]),
    ] {
        assert_eq!(found(text), formulas, "{text}");
    }
}

#[test]
fn prices_and_variables_are_none() {
    for text in [
        "cost $5 and $6, the anchor $20",
        "从 $5 涨到 $10，铁锚要 US$20",
        "$20-$30、$5/$6、$5~$10",
        "只要$5或$6元",
        "US$3 HK$4 NT$5",
        "US $5 and CA$ 6.",
        "US $5 - C$ 6",
        "$5 and 6$, $5, up 10\\%$",
        "$5 和 $",
        "收$、付$都行",
        "花了$5，他又花了$。",
        "他赚了$$，花了$$",
        "$$$ 和 $$$",
        "$ x $",
        "\\$x\\$ 和 \\$y$",
        "$HOME/$USER ${a}${b} $(a)$(b)",
        "$PATH$ 和 $the whole line$",
        "5$ x$",
        "`$x$` 和 ``$y$``",
        "```\n$x$\n```\n\n    $y$\n",
        "<!-- $x$ --> <code>$x$</code> <pre>$y$</pre>",
        "<a href=\"$x$\">甲</a> [甲](a$x$b) <https://a.example/$x$>",
        "https://h.example/?a=$b$&c=$d$ 见",
        "[甲]: /$x$\n\n[甲]",
        "\\[1\\] \\[甲\\] \\(1\\) \\(见下\\) \\[see below\\]: x",
        "\\[笑\\]\n\n\\[music\\]\n\n\\[ok\\]\n\n\\[a b\\] x",
        "\\[\nmusic\n\\]\n\n- \\[x\\]\n\n甲 \\[x\\]",
        "\\\\(x\\\\) \\\\[y=1\\\\]",
        "$a\n\nb$",
        "$a\n- b$",
        "| $a | b |\n| c$ | d |",
        "| $a_1 | b_2$ |",
        "甲 $$\n> 乙 = x\n> $$",
        "$$\n\n$$",
        "$$\n\nx = 1\n\ny = 2\n\n$$",
        "$x",
        "$",
        "$$",
        "\\(",
        "<math",
        "<math><mi>x</mi>",
        "<mathe>x</math>",
    ] {
        assert_eq!(found(text), Vec::<&str>::new(), "{text}");
    }
}

#[test]
fn lines_of_a_formula_are_its_own() {
    for (text, source) in [
        ("> $$\n> a > b\n> $$", "$$\na > b\n$$"),
        ("> > $$\n> > a\n> > > b\n> > $$", "$$\na\n> b\n$$"),
        ("- $$\n  a\n    b\n\n  $$", "$$\na\n  b\n$$"),
    ] {
        assert_eq!(alone(text, &find(text)[0]), source, "{text}");
    }
}

#[test]
fn signs_without_end_cost_little() {
    for sign in ["$", "$$", "$ ", "$a ", "${ ", "\\(", "\\[a ", "<math>", "$$\n\n", "\\[ \\( "] {
        let text = sign.repeat(200_000 / sign.len());
        // Minutes, if each looked for its end.
        assert!(find(&text).len() < text.len());
    }
}
