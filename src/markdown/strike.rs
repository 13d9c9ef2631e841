//! Struck-out text, `~~…~~`.
//!
//! Paired here rather than by the Markdown parser, whose flanking rules fail next to Chinese
//! marks and which also takes single tildes, so that `1979~1989` and a later `~` would strike
//! out all between them.

use crate::model::block::Inline;

/// Wraps what stands between a `~~` and the next on the same level. Returns the number of
/// pairs. A run of three or more tildes is never a mark: it is a drawn-out sound.
pub fn pair(content: &mut Vec<Inline>) -> usize {
    let mut pairs = 0;
    for inline in content.iter_mut() {
        if let Inline::Strong(inner)
        | Inline::Emphasis(inner)
        | Inline::Struck(inner)
        | Inline::Link { content: inner, .. }
        | Inline::Tag { content: inner, .. } = inline
        {
            pairs += pair(inner);
        }
    }
    let may_hold_marks = |text: &str| {
        let bytes = text.as_bytes();
        memchr::memchr_iter(b'~', bytes).any(|at| bytes.get(at + 1) == Some(&b'~'))
    };
    if !content
        .iter()
        .any(|inline| matches!(inline, Inline::Text { text, .. } if may_hold_marks(text)))
    {
        return pairs;
    }
    let mut out = Vec::with_capacity(content.len());
    // Everything since an opening mark that has not been closed: the mark's place, its content.
    let mut open: Option<(usize, Vec<Inline>)> = None;
    for inline in content.drain(..) {
        let Inline::Text { text, at } = inline else {
            open.as_mut().map_or(&mut out, |(_, inner)| inner).push(inline);
            continue;
        };
        let mut from = 0;
        for mark in marks(&text) {
            let before = &text[from..mark];
            let after = &text[mark + 2..];
            if let Some((_, inner)) = &mut open {
                let empty = from == mark && inner.is_empty();
                if empty || before.ends_with(char::is_whitespace) {
                    continue;
                }
                push_text(inner, before, at + from);
                if let Some((_, inner)) = open.take() {
                    out.push(Inline::Struck(inner));
                    pairs += 1;
                }
            } else {
                if after.starts_with(char::is_whitespace) {
                    continue;
                }
                push_text(&mut out, before, at + from);
                open = Some((at + mark, Vec::new()));
            }
            from = mark + 2;
        }
        let target = open.as_mut().map_or(&mut out, |(_, inner)| inner);
        push_text(target, &text[from..], at + from);
    }
    if let Some((at, inner)) = open {
        // Never closed: not a mark after all.
        push_text(&mut out, "~~", at);
        for inline in inner {
            match inline {
                Inline::Text { text, at } => push_text(&mut out, &text, at),
                other => out.push(other),
            }
        }
    }
    *content = out;
    pairs
}

/// Offsets of runs of exactly two tildes.
fn marks(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    memchr::memmem::find_iter(bytes, b"~~")
        .filter(move |&at| (at == 0 || bytes[at - 1] != b'~') && bytes.get(at + 2) != Some(&b'~'))
}

fn push_text(out: &mut Vec<Inline>, text: &str, at: usize) {
    if text.is_empty() {
        return;
    }
    if let Some(Inline::Text { text: last, .. }) = out.last_mut() {
        last.push_str(text);
    } else {
        out.push(Inline::Text { text: text.to_owned(), at });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str, at: usize) -> Inline {
        Inline::Text { text: text.into(), at }
    }

    fn paired(source: &str) -> Vec<Inline> {
        let mut content = vec![text(source, 0)];
        pair(&mut content);
        content
    }

    #[test]
    fn pairs_strike_out_what_stands_between() {
        assert_eq!(
            paired("a~~b~~c"),
            [text("a", 0), Inline::Struck(vec![text("b", 3)]), text("c", 6)]
        );
    }

    #[test]
    fn single_tildes_and_drawn_out_sounds_stay() {
        for source in ["1979~1989和1990~1991", "好嘛~~~真的~~~", "好的~~", "a~~ b~~"] {
            assert_eq!(paired(source), [text(source, 0)], "{source}");
        }
    }
}
