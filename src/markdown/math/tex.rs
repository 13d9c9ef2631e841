//! TeX as `MathML`.

use std::borrow::Cow;
use std::panic::catch_unwind;
use std::thread;

use math_core::{LatexToMathML, MathCoreConfig, MathDisplay};

/// Braces in braces: the library recurses for each.
const DEEPEST: usize = 50;
/// Commands of a formula: the library recurses where one is the argument of another, with or without
/// braces.
const MOST_COMMANDS: usize = 1_000;
/// So many commands and braces fit on any stack; more are given one of their own.
const SHALLOW: usize = 32;
/// Bytes of that stack: a level takes up to 20 KB in builds without optimisation.
const STACK: usize = 64 << 20;

/// The TeX between its signs, and whether these set it apart. `None` of what has no such signs.
pub fn inside(source: &str) -> Option<(&str, bool)> {
    let signs =
        [("$$", "$$", true), ("$", "$", false), ("\\[", "\\]", true), ("\\(", "\\)", false)];
    signs.into_iter().find_map(|(open, close, is_display)| {
        let inside = source.strip_prefix(open)?.strip_suffix(close)?;
        Some((inside, is_display))
    })
}

/// TeX as `MathML` in text. `None` of what the library does not know, and of what is nested too deeply.
pub fn mathml(tex: &str, is_display: bool) -> Option<String> {
    let nesting = nesting(tex)?;
    let tex = &*known(tex);
    let convert = || {
        let converter = LatexToMathML::new(MathCoreConfig::default()).ok()?;
        let display = if is_display { MathDisplay::Block } else { MathDisplay::Inline };
        converter.convert_with_local_counter(tex, display).ok()
    };
    if nesting <= SHALLOW {
        // The library panics at some TeX that is broken, such as `{x^2\)`.
        return catch_unwind(convert).ok().flatten();
    }
    thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, convert);
        thread.ok()?.join().ok()?
    })
}

/// How deeply a formula may be nested: its braces, and its commands, any of which may be the argument
/// of another. `None` where that is too much.
fn nesting(tex: &str) -> Option<usize> {
    let (mut depth, mut deepest, mut commands) = (0_usize, 0, 0);
    let mut bytes = tex.bytes();
    while let Some(b) = bytes.next() {
        match b {
            b'\\' => {
                commands += 1;
                bytes.next();
            }
            b'{' => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    (deepest <= DEEPEST && commands <= MOST_COMMANDS).then_some(deepest + commands)
}

/// Commands the library does not know, or that number, and their equals: equations of a book carry
/// no numbers but those they are given.
const SAME: &[(&str, &str)] = &[
    ("\\!", ""),
    ("\\cdots", "⋯"),
    ("\\ldots", "…"),
    ("\\dots", "…"),
    ("\\mathop", "\\operatorname*"),
    ("\\mbox", "\\text"),
    ("\\textbf", "\\text"),
    ("\\textcircled{1}", "①"),
    ("\\textcircled{2}", "②"),
    ("\\textcircled{3}", "③"),
    ("\\textcircled{4}", "④"),
    ("\\textcircled{5}", "⑤"),
    ("\\textcircled{6}", "⑥"),
    ("\\textcircled{7}", "⑦"),
    ("\\textcircled{8}", "⑧"),
    ("\\textcircled{9}", "⑨"),
    ("\\nonumber", ""),
    ("\\notag", ""),
    ("\\begin{align}", "\\begin{align*}"),
    ("\\end{align}", "\\end{align*}"),
    ("\\begin{gather}", "\\begin{gather*}"),
    ("\\end{gather}", "\\end{gather*}"),
    ("\\begin{equation}", "\\begin{equation*}"),
    ("\\end{equation}", "\\end{equation*}"),
    ("\\begin{split}", "\\begin{aligned}"),
    ("\\end{split}", "\\end{aligned}"),
];

/// TeX as the library knows it.
fn known(tex: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some(step) = memchr::memchr(b'\\', tex.as_bytes().get(at..).unwrap_or_default()) {
        at += step;
        let rest = &tex[at..];
        let same = SAME.iter().find(|(command, _)| {
            // `\cdotsb` is another command.
            let goes_on = |c: char| c.is_ascii_alphabetic() && !command.ends_with(['}', '!']);
            rest.strip_prefix(command).is_some_and(|rest| !rest.starts_with(goes_on))
        });
        if let Some((command, other)) = same {
            out.push_str(&tex[copied..at]);
            out.push_str(other);
            at += command.len();
            copied = at;
        } else {
            at += 1 + rest[1..].chars().next().map_or(0, char::len_utf8);
        }
    }
    if copied == 0 {
        return Cow::Borrowed(tex);
    }
    out.push_str(&tex[copied..]);
    Cow::Owned(out)
}
