//! SVGs as programs export them, made up.

use std::fmt::Write as _;

/// Each with what it is like.
pub fn drawings() -> Vec<(&'static str, String)> {
    vec![
        ("an icon", icon()),
        ("a chart with 5,000 points", chart()),
        ("markers by `use`, clipped", scatter()),
        ("a flow chart with a style sheet", flow()),
        ("groups of an editor", layers()),
        ("shadows", shadows()),
        ("hatching", hatching()),
        ("clips within clips", clips()),
        ("a poster", poster()),
        ("a map of 2 MB", map()),
    ]
}

fn svg(inside: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" \
         width=\"400\" height=\"300\" viewBox=\"0 0 400 300\">{inside}</svg>"
    )
}

/// What `piece` makes of each number.
fn each(count: usize, piece: impl Fn(usize) -> String) -> String {
    (0..count).map(piece).collect()
}

/// A curve that goes up and down in 60 steps.
fn height(step: usize) -> f64 {
    let step = u32::try_from(step % 60).unwrap();
    150.0 + 2.5 * f64::from(step.abs_diff(30)) - f64::from(step % 7)
}

fn icon() -> String {
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 24 24\" fill=\"none\" \
     stroke=\"currentColor\" stroke-width=\"2\" stroke-linecap=\"round\"><path d=\"M12 2v6l3 3h-6l3-3\"/>\
     <path d=\"M8 22l1-11h6l1 11z\"/><circle cx=\"12\" cy=\"6\" r=\"1\"/></svg>"
        .to_owned()
}

fn chart() -> String {
    let points = each(5000, |n| format!("{}.{:03},{:.3} ", n * 2 / 25, n % 7 * 80, height(n / 9)));
    let grid = each(20, |n| {
        format!(
            "<path d=\"M0 {0}H400M{0} 0V300\" stroke=\"#ddd\" stroke-dasharray=\"3.7 1.6\"/>",
            n * 20
        )
    });
    svg(&format!(
        "{grid}<polyline fill=\"none\" stroke=\"#1f77b4\" stroke-width=\"1.5\" points=\"{points}\"/>\
         <text x=\"9\" y=\"290\" font-size=\"10\">Tide, metres</text>"
    ))
}

fn scatter() -> String {
    let uses = each(3000, |n| {
        format!(
            "<use xlink:href=\"#m\" x=\"{}\" y=\"{:.2}\" style=\"fill:#ff7f0e;stroke:#333\"/>",
            n % 400,
            height(n)
        )
    });
    svg(&format!(
        "<defs><path id=\"m\" d=\"M0 3C.8 3 1.55 2.68 2.12 2.12C2.68 1.55 3 .8 3 0C3 -2 -3 -2 -3 0z\"/>\
         <clipPath id=\"axes\"><rect x=\"9\" y=\"9\" width=\"382\" height=\"282\"/></clipPath></defs>\
         <g clip-path=\"url(#axes)\">{uses}</g>"
    ))
}

fn flow() -> String {
    let rules = each(120, |n| {
        format!(".kind{n} rect,.kind{n} circle{{fill:#ECECFF;stroke:#9370DB;stroke-width:1px}}")
    });
    let nodes = each(400, |n| {
        let (x, y) = (n % 20 * 20, n / 20 * 15);
        format!(
            "<g class=\"node kind{}\" transform=\"translate({x},{y})\"><rect class=\"basic\" width=\"14\" \
             height=\"9\" rx=\"2\"/><text y=\"7\" style=\"font-size:5px\">n{n}</text></g>\
             <path d=\"M{x} {y}h6\" stroke=\"#333\" marker-end=\"url(#arrow)\"/>",
            n % 120
        )
    });
    svg(&format!(
        "<style>#s{{font-family:sans-serif;font-size:16px}}@keyframes a{{from{{x:0}}}}{rules}</style>\
         <marker id=\"arrow\" viewBox=\"0 0 10 10\" refX=\"5\" refY=\"5\" markerWidth=\"4\" \
         markerHeight=\"4\" orient=\"auto\"><path d=\"M0 0L10 5L0 10z\"/></marker><g id=\"s\">{nodes}</g>"
    ))
}

fn layers() -> String {
    let depth = 14;
    let open = each(depth, |n| {
        format!("<g id=\"layer{n}\" transform=\"translate(1.5,-2.25)\" opacity=\"0.95\">")
    });
    let paths = each(2000, |n| {
        format!(
            "<path style=\"fill:#{:06x};fill-opacity:0.8;stroke:#000000;stroke-width:0.264583\" \
             d=\"m {},{:.5} c 3.1,-2.04 6.25,0.5 7.5,4.125 z\" id=\"path{n}\"/>",
            n * 997,
            n % 390,
            height(n)
        )
    });
    svg(&format!("{open}{paths}{}", "</g>".repeat(depth)))
}

fn shadows() -> String {
    let cards = each(12, |n| {
        format!(
            "<rect x=\"{}\" y=\"{}\" width=\"80\" height=\"60\" rx=\"6\" fill=\"#fff\" filter=\"url(#s)\"/>",
            n % 4 * 95 + 9,
            n / 4 * 90 + 9
        )
    });
    svg(&format!(
        "<filter id=\"s\" x=\"-20%\" y=\"-20%\" width=\"140%\" height=\"140%\"><feGaussianBlur \
         in=\"SourceAlpha\" stdDeviation=\"3\"/><feOffset dx=\"2\" dy=\"2\"/><feComponentTransfer><feFuncA \
         type=\"linear\" slope=\"0.4\"/></feComponentTransfer><feMerge><feMergeNode/><feMergeNode \
         in=\"SourceGraphic\"/></feMerge></filter>{cards}"
    ))
}

fn hatching() -> String {
    let bars = each(20, |n| {
        format!(
            "<rect x=\"{}\" y=\"50\" width=\"15\" height=\"200\" fill=\"url(#h{})\" stroke=\"#000\"/>",
            n * 20,
            n % 2
        )
    });
    svg(&format!(
        "<pattern id=\"h0\" patternUnits=\"userSpaceOnUse\" width=\"8\" height=\"8\" patternTransform=\
         \"rotate(45)\"><path d=\"M0 0V8\" stroke=\"#888\"/></pattern><pattern id=\"h1\" width=\".2\" \
         height=\".1\"><circle cx=\"1\" cy=\"2\" r=\"1\"/></pattern>{bars}"
    ))
}

fn clips() -> String {
    let stripes = each(60, |n| {
        format!("<rect x=\"{}\" width=\"4\" height=\"300\" fill=\"url(#g)\"/>", n * 7)
    });
    svg(&format!(
        "<defs><radialGradient id=\"g\"><stop stop-color=\"#fc0\"/><stop offset=\"1\" stop-color=\"#036\"/>\
         </radialGradient><clipPath id=\"a\"><circle cx=\"200\" cy=\"150\" r=\"140\"/></clipPath>\
         <clipPath id=\"b\" clip-path=\"url(#a)\"><path d=\"M0 0H400L200 300z\"/></clipPath>\
         <mask id=\"m\"><rect width=\"400\" height=\"300\" fill=\"#ccc\"/></mask></defs>\
         <g clip-path=\"url(#b)\"><g mask=\"url(#m)\">{stripes}</g></g>"
    ))
}

fn poster() -> String {
    let lines = each(60, |n| {
        format!(
            "<tspan x=\"5\" dy=\"4.8\">{n} ships came in with the tide before the lamps were lit</tspan>"
        )
    });
    svg(&format!("<text y=\"5\" font-size=\"4\" font-family=\"Georgia, serif\">{lines}</text>"))
}

fn map() -> String {
    let mut paths = String::new();
    for region in 0..400 {
        let _ = write!(
            paths,
            "<path fill=\"#{:06x}\" stroke=\"#fff\" stroke-width=\".2\" d=\"M{} {}",
            region * 41_943,
            region % 20 * 20,
            region / 20 * 15
        );
        for step in 0..270 {
            let (x, y) = (step % 7, step % 5);
            let _ = write!(paths, "l{}.{:03},-{}.{:03}", x - 3, step * 3, y, step * 2);
        }
        paths.push_str("z\"/>");
    }
    svg(&format!("{paths}<desc>{}</desc>", "coast ".repeat(50_000)))
}
