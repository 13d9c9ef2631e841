//! The library's trees as runs.

use hayagriva::citationberg::{Display, FontStyle, FontVariant, FontWeight, VerticalAlign};
use hayagriva::{ElemChild, ElemChildren, Formatting};

use super::item::OTHERS;
use crate::citation::typeset::{Face, Run, linkable};
use chengshu_text::address::Address;
use chengshu_writing::script::is_ideographic;

/// Where names stand: in the list, or in the text, where a comma would end the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stands {
    InList,
    InText,
}

/// The runs of an entry, without white space around it. `joints` are what stands between the last names
/// and for those not named.
pub(super) fn runs(tree: &ElemChildren, joints: [&str; 2]) -> Vec<Run> {
    set(tree, joints, Stands::InList)
}

fn set(tree: &ElemChildren, joints: [&str; 2], stands: Stands) -> Vec<Run> {
    let mut runs = Vec::new();
    collect(tree, &mut runs);
    let mut runs = mended(&runs, joints, stands);
    trim(&mut runs);
    let [and, _] = joints;
    for run in &mut runs {
        without_open_dates(&mut run.text);
        // Names of Chinese and Japanese are joined without blanks.
        if and.contains(is_ideographic) {
            run.text = run.text.replace(&format!(", {and} "), "、");
        }
    }
    runs
}

/// What stands for a work in the text, without the brackets some styles put around it.
pub(super) fn mark(tree: &ElemChildren, joints: [&str; 2]) -> String {
    let runs = set(tree, joints, Stands::InText).into_iter();
    let text: String = runs.map(|run| run.text).collect();
    let bare = [('(', ')'), ('（', '）'), ('[', ']')].into_iter().find_map(|(open, close)| {
        let inside = text.strip_prefix(open)?.strip_suffix(close)?;
        (!inside.contains([open, close])).then(|| inside.to_owned())
    });
    bare.unwrap_or(text)
}

/// Runs without marks that stand beside each other because what was to stand between is not stated, or
/// because one ends a title and one an element (CSL 1.0.2, “Punctuation”): `..`, `?.`, `,.`, ` ,`, `()`.
/// Those not named come in, and apostrophes get their form. Addresses stay.
fn mended(runs: &[Run], joints: [&str; 2], stands: Stands) -> Vec<Run> {
    let of_run = |(at, run): (usize, &Run)| {
        let chars: Vec<(char, usize)> = run.text.chars().map(|c| (c, at)).collect();
        chars
    };
    let chars: Vec<(char, usize)> = runs.iter().enumerate().flat_map(of_run).collect();
    let mut out: Vec<(char, usize)> = Vec::with_capacity(chars.len());
    for (number, &(c, run)) in chars.iter().enumerate() {
        let next = chars.get(number + 1).map(|(c, _)| *c);
        let is_address =
            runs.get(run).is_some_and(|run| run.href.is_some() && run.text.contains('/'));
        let last = |back: usize| Some(out.get(out.len().checked_sub(back)?)?.0);
        let follows_gap = last(2).is_none_or(char::is_whitespace);
        let is_end = next.is_none_or(char::is_whitespace);
        let is_word = next.is_some_and(char::is_alphanumeric);
        match (last(1), c) {
            _ if is_address => out.push((c, run)),
            (_, OTHERS) => others(&mut out, run, joints, stands),
            // Three are an ellipsis.
            (Some('.'), '.') if next != Some('.') && last(2) != Some('.') => {}
            (Some('?' | '!' | ':'), '.') if !is_word => {}
            // A quotation that ends in a mark ends the element too.
            (Some(quote), '.') if closes(quote) && matches!(last(2), Some('.' | '?' | '!')) => {}
            (Some(' '), '.') if last(2) == Some('.') && is_end => {}
            (Some(','), ',') | (Some(' '), ' ') => {}
            (Some(' '), ',') if last(2) == Some(',') => {
                out.pop();
            }
            (Some(','), '.') if is_end && matches!(last(2), Some('.' | '?' | '!')) => {
                out.pop();
            }
            (Some(','), '.') if is_end => replace(&mut out, (c, run)),
            (Some(' '), ',') => replace(&mut out, (c, run)),
            (Some(' '), ';') if !is_end => replace(&mut out, (c, run)),
            (Some('('), ')') | (Some('['), ']') if follows_gap => {
                out.pop();
            }
            (Some(before), '\'') if before.is_alphanumeric() && is_word => {
                out.push(('’', run));
            }
            _ => out.push((c, run)),
        }
    }
    let mut mended: Vec<Run> = Vec::with_capacity(runs.len());
    let mut of = None;
    for (c, run) in out {
        match mended.last_mut().filter(|_| of == Some(run)) {
            Some(last) => last.text.push(c),
            None => {
                mended.extend(runs.get(run).map(|run| Run { text: c.to_string(), ..run.clone() }));
            }
        }
        of = Some(run);
    }
    mended
}

/// Puts a character in the place of the last.
fn replace(out: &mut Vec<(char, usize)>, with: (char, usize)) {
    out.pop();
    out.push(with);
}

/// Whether a mark closes a quotation.
fn closes(c: char) -> bool {
    matches!(c, '”' | '’' | '»' | '“' | '"')
}

/// Puts what stands for those not named in the place of what joins them to the others.
fn others(out: &mut Vec<(char, usize)>, run: usize, [and, others]: [&str; 2], stands: Stands) {
    let run = out.last().map_or(run, |(_, before)| *before);
    let text: String = out.iter().map(|(c, _)| *c).collect();
    let is_joint = |c: char| c.is_whitespace() || ",;/&".contains(c);
    let bare = text.trim_end_matches(is_joint);
    let bare = bare.strip_suffix(and).filter(|bare| bare.ends_with(is_joint)).unwrap_or(bare);
    let bare = bare.trim_end_matches(is_joint);
    out.truncate(bare.chars().count());
    let joint = match stands {
        Stands::InList if text[bare.len()..].contains(';') => "; ",
        Stands::InList => ", ",
        Stands::InText => " ",
    };
    out.extend(joint.chars().chain(others.chars()).map(|c| (c, run)));
}

fn collect(tree: &ElemChildren, runs: &mut Vec<Run>) {
    for child in &tree.0 {
        match child {
            ElemChild::Text(text) => push(runs, &text.text, face(text.formatting), None),
            // Markup is what Typst would typeset; here it is text like any other.
            ElemChild::Markup(text) => push(runs, text, Face::Roman, None),
            ElemChild::Link { text, url } => {
                push(runs, &text.text, face(text.formatting), linkable(url));
            }
            ElemChild::Elem(element) => {
                // Lines and columns of their own become words of their own.
                let apart = matches!(
                    element.display,
                    Some(
                        Display::Block
                            | Display::Indent
                            | Display::RightInline
                            | Display::LeftMargin
                    )
                );
                if apart {
                    push(runs, " ", Face::Roman, None);
                }
                collect(&element.children, runs);
                if apart {
                    push(runs, " ", Face::Roman, None);
                }
            }
            ElemChild::Transparent { .. } => {}
        }
    }
}

/// Appends text, to the last run if it looks the same.
fn push(runs: &mut Vec<Run>, text: &str, face: Face, href: Option<Address>) {
    match runs.last_mut() {
        Some(last) if last.face == face && last.href == href => last.text.push_str(text),
        _ if text.is_empty() => {}
        _ => runs.push(Run { text: text.to_owned(), face, href }),
    }
}

/// The one way in which text looks different: the way that changes its meaning most comes first.
fn face(formatting: Formatting) -> Face {
    match formatting {
        Formatting { vertical_align: VerticalAlign::Sup, .. } => Face::Superscript,
        Formatting { vertical_align: VerticalAlign::Sub, .. } => Face::Subscript,
        Formatting { font_variant: FontVariant::SmallCaps, .. } => Face::SmallCaps,
        Formatting { font_weight: FontWeight::Bold, .. } => Face::Bold,
        Formatting { font_style: FontStyle::Italic, .. } => Face::Italic,
        _ => Face::Roman,
    }
}

/// Takes out the comma the library leaves where a style sets month and day after the year and
/// there are none: `(2019,)`.
fn without_open_dates(text: &mut String) {
    let mut from = 0;
    while let Some(found) = text.get(from..).and_then(|rest| rest.find(",)")) {
        let at = from + found;
        let before = text.get(..at).unwrap_or_default();
        if before.ends_with(|c: char| c.is_ascii_digit()) {
            text.remove(at);
        }
        from = at + 1;
    }
}

fn trim(runs: &mut Vec<Run>) {
    while let Some(last) = runs.last_mut() {
        last.text.truncate(last.text.trim_end().len());
        if !last.text.is_empty() {
            break;
        }
        runs.pop();
    }
    while let Some(first) = runs.first_mut() {
        first.text.drain(..first.text.len() - first.text.trim_start().len());
        if !first.text.is_empty() {
            break;
        }
        runs.remove(0);
    }
}
