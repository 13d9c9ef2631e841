//! Formulas, and the trees made of them.

use super::*;
use chengshu_text::xml::Element;

fn xml(tree: &Element) -> String {
    let mut out = String::new();
    tree.write(&mut out);
    out
}

fn set(source: &str) -> Option<String> {
    formula(source, 0).tree.map(|tree| xml(&tree))
}

#[test]
fn tex_is_set_with_its_source_beside_it() {
    let formula = formula("$F = \\rho g V$", 7);
    assert_eq!(formula.words, "F = \\rho g V");
    assert!(!formula.is_display && !formula.is_written_as_tree());
    let shown = xml(&formula.tree.unwrap());
    let start = "<math xmlns=\"http://www.w3.org/1998/Math/MathML\" display=\"inline\" alttext=\"F = \\rho g V\">";
    assert!(shown.starts_with(start), "{shown}");
    assert!(shown.contains("<mi>ρ</mi>"), "{shown}");
}

#[test]
fn what_people_write_is_understood() {
    for source in [
        "$x$",
        "$\\{x \\mid x<y\\}$",
        "\\(x^2\\)",
        "$\\mathop{\\arg\\max}_{x} f \\to \\textcircled{2}$",
        "$a \\, b \\! c \\cdots \\ldots$",
        "\\[ y_1 + z_2 \\]",
        "$$\\begin{aligned} h &= a \\\\ k &= b_{1} * c_{2} * d \\end{aligned}$$",
        "$$\\begin{align} h &= a \\\\ k &= b \\end{align}$$",
        "$$\\begin{pmatrix} 1 & 0 \\\\ 0 & 1 \\end{pmatrix}$$",
        "$$f(x) = \\begin{cases} 1 & x > 0 \\\\ 0 & \\text{否则} \\end{cases}$$",
        "$\\text{速度} = \\frac{\\text{路程}}{\\text{时间}}$",
        "$\\sum_{i=1}^{n} i = \\frac{n(n+1)}{2}$",
        "$\\sqrt[3]{x+1}$",
        "$\\mathbb{R}^{n^{m}}$",
        "<math><mi>v</mi><mo>=</mo><mn>42</mn></math>",
        "<math display=\"block\"><mi>&alpha;</mi><mo>&#x2062;</mo>\n<mi>x</mi></math>",
        "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"><msqrt><mi>x</mi></msqrt></math>",
    ] {
        assert!(set(source).is_some(), "{source}");
    }
}

#[test]
fn what_is_not_understood_is_kept() {
    let deep = format!("$x{}y{}$", "^{".repeat(3000), "}".repeat(3000));
    let chain = format!("${} x$", "\\sqrt".repeat(3000));
    let long = format!("${}$", "x+".repeat(20_000));
    let elements = format!("<math>{}{}</math>", "<mrow>".repeat(400), "</mrow>".repeat(400));
    for source in [
        "$\\unknowncmd{x}$",
        "$\\frac{1}{$",
        "$x^2^3$",
        "$$\\begin{foo} x \\end{foo}$$",
        "$}$",
        &deep,
        &chain,
        &long,
        "<math><mi>x</math>",
        "<math><script>alert(1)</script></math>",
        "<math><mi onclick=\"x\">x</mi><mfrac><mi>a</mi></mfrac></math>",
        "<math><mtd><mi>x</mi></mtd></math>",
        "<math>x</math>",
        "<math><svg xmlns=\"http://www.w3.org/2000/svg\"/></math>",
        "<math><math><mi>x</mi></math></math>",
        &elements,
    ] {
        let kept = formula(source, 0);
        assert_eq!(kept.tree, None, "{source}");
        assert_eq!((&*kept.words, &*kept.source), (source, source));
    }
}

#[test]
fn deep_formulas_take_a_stack_of_their_own() {
    let nested = format!("${}x{}$", "\\frac{1}{".repeat(45), "}".repeat(45));
    assert!(set(&nested).is_some());
    let chain = format!("${} x$", "\\sqrt".repeat(900));
    // Its tree is deeper than books take.
    assert!(set(&chain).is_none());
}

#[test]
fn equations_have_no_numbers_of_their_own() {
    for environment in ["align", "gather", "equation"] {
        let source = format!("$$\\begin{{{environment}}} a = b \\end{{{environment}}}$$");
        let shown = set(&source).unwrap();
        assert!(!shown.contains("(1)") && shown.contains("<mi>a</mi>"), "{shown}");
    }
}

#[test]
fn nothing_but_shape_is_kept_of_strangers() {
    let shown = set(
        "<math display=\"block\" alttext=\"x half\" onload=\"a()\"><mstyle mathcolor=\"red\" id=\"a\" href=\"b\">\
         <semantics><mfrac linethickness=\"2px\"><mi mathvariant=\"bold\" style=\"color:red\">x</mi>\
         <mn>2</mn></mfrac><annotation encoding=\"application/x-tex\">x/2</annotation></semantics>\
         </mstyle></math>",
    )
    .unwrap();
    assert_eq!(
        shown,
        "<math xmlns=\"http://www.w3.org/1998/Math/MathML\" display=\"block\" alttext=\"x half\"><mstyle>\
         <mfrac linethickness=\"2px\"><mi mathvariant=\"bold\">x</mi><mn>2</mn></mfrac></mstyle></math>"
    );
    assert_eq!(formula("<math><mi>v</mi> <mo>=</mo></math>", 0).words, "v=");
}
