//! The library's trees as runs.

use hayagriva::citationberg::{Display, FontStyle, FontVariant, FontWeight, VerticalAlign};
use hayagriva::{ElemChild, ElemChildren, Formatting};

use crate::citation::typeset::{Face, Run, linkable};
use chengshu_text::address::Address;

/// The runs of an entry, without white space around it.
pub(super) fn runs(tree: &ElemChildren) -> Vec<Run> {
    let mut runs = Vec::new();
    collect(tree, &mut runs);
    trim(&mut runs);
    for run in &mut runs {
        without_open_dates(&mut run.text);
    }
    runs
}

/// What stands for a work in the text, without the brackets some styles put around it.
pub(super) fn mark(tree: &ElemChildren) -> String {
    let text: String = runs(tree).into_iter().map(|run| run.text).collect();
    let bare = [('(', ')'), ('（', '）'), ('[', ']')]
        .into_iter()
        .find_map(|(open, close)| {
            let inside = text.strip_prefix(open)?.strip_suffix(close)?;
            (!inside.contains([open, close])).then(|| inside.to_owned())
        });
    bare.unwrap_or(text)
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
        _ => runs.push(Run {
            text: text.to_owned(),
            face,
            href,
        }),
    }
}

/// The one way in which text looks different: the way that changes its meaning most comes first.
fn face(formatting: Formatting) -> Face {
    match formatting {
        Formatting {
            vertical_align: VerticalAlign::Sup,
            ..
        } => Face::Superscript,
        Formatting {
            vertical_align: VerticalAlign::Sub,
            ..
        } => Face::Subscript,
        Formatting {
            font_variant: FontVariant::SmallCaps,
            ..
        } => Face::SmallCaps,
        Formatting {
            font_weight: FontWeight::Bold,
            ..
        } => Face::Bold,
        Formatting {
            font_style: FontStyle::Italic,
            ..
        } => Face::Italic,
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
        first
            .text
            .drain(..first.text.len() - first.text.trim_start().len());
        if !first.text.is_empty() {
            break;
        }
        runs.remove(0);
    }
}
