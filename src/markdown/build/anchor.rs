//! Places that links lead to: `{#name}` behind a heading, and `id` of any tag of raw HTML.

use super::{Builder, Frame, Kind};
use crate::markdown::normal::says_nothing;
use crate::model::block::{Block, Inline};
use crate::model::markup::Sort;
use crate::model::text_sum::TextSum;

impl Builder<'_> {
    /// Takes the attributes off the end of the open heading whose source is given, if they name it
    /// (Pandoc's Manual, extension `header_attributes`).
    pub fn name_heading(&mut self, source: &str) {
        let Some((written, name)) = stated_name(source) else {
            return;
        };
        let Some(heading) = self.stack.last_mut() else {
            return;
        };
        if let Some(Inline::Text { text, .. }) = heading.content.last_mut()
            && let Some(rest) = text.strip_suffix(written)
        {
            text.truncate(rest.trim_end().len());
            self.markup.add(Sort::Name, TextSum::of(written));
            let name = name.to_owned();
            heading.content.insert(0, Inline::Anchor { name });
        }
    }

    /// A place in the text, or before the next.
    pub(super) fn anchor(&mut self, name: String) {
        if name.trim().is_empty() {
            return;
        }
        let is_inside = |frame: &Frame| frame.kind.is_leaf() || frame.kind.is_inline();
        match self.stack.last_mut() {
            Some(frame) if is_inside(frame) => frame.content.push(Inline::Anchor { name }),
            _ => self.anchors.push(name),
        }
    }

    /// Keeps the places of a line that shows nothing for the next that does. Says whether it is one.
    pub(super) fn keep_anchors(&mut self, kind: &Kind, content: &[Inline]) -> bool {
        let is_block = matches!(kind, Kind::Paragraph | Kind::Heading(_) | Kind::Cell);
        let is_blank = is_block && !content.is_empty() && says_nothing(content);
        if is_blank {
            collect(content, &mut self.anchors);
        }
        is_blank
    }

    /// The places kept, as the beginning of a line.
    pub(super) fn kept_anchors(&mut self) -> Vec<Inline> {
        let kept = std::mem::take(&mut self.anchors).into_iter();
        kept.map(|name| Inline::Anchor { name }).collect()
    }

    /// Puts the places behind all text at its end.
    pub(super) fn last_anchors(&mut self, blocks: &mut [Block]) {
        let shown = blocks.iter_mut().rev().find_map(|block| match block {
            Block::Paragraph { content, .. } | Block::Heading { content, .. } => {
                (!content.is_empty()).then_some(content)
            }
            _ => None,
        });
        if let Some(content) = shown {
            content.append(&mut self.kept_anchors());
        }
    }
}

fn collect(content: &[Inline], names: &mut Vec<String>) {
    for inline in content {
        match inline {
            Inline::Anchor { name } => names.push(name.clone()),
            other => collect(other.content(), names),
        }
    }
}

/// The attributes at the end of a heading, `{#name .class key=value}`, and the name among them.
fn stated_name(source: &str) -> Option<(&str, &str)> {
    let mut source = source.trim_end();
    if source.trim_start_matches(['>', ' ', '\t']).starts_with('#') {
        // A closing sequence of signs may follow.
        source = source.trim_end_matches('#').trim_end();
    } else {
        source = source.rsplit_once('\n')?.0.trim_end();
    }
    let inside = source.strip_suffix('}')?;
    let open = inside.rfind('{')?;
    let (before, attributes) = (&source[..open], &inside[open + 1..]);
    if before.ends_with('\\') {
        return None;
    }
    let is_attribute =
        |word: &str| word.starts_with(['.', '#']) || word.contains('=') || word == "-";
    if !attributes.split_whitespace().all(is_attribute) {
        return None;
    }
    let mut words = attributes.split_whitespace();
    let name = words.find_map(|word| word.strip_prefix('#'))?;
    (!name.is_empty()).then_some((&source[open..], name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_headings_are_told_from_text_in_braces() {
        let name = |source| stated_name(source).map(|(_, name)| name);
        assert_eq!(name("## 灯塔 {#lamp}"), Some("lamp"));
        assert_eq!(name("## 灯塔{.wide #lamp k=v} ##\n"), Some("lamp"));
        assert_eq!(name("灯塔 {#灯}\n---"), Some("灯"));
        for none in ["## {x}", "## 灯 \\{#x}", "## {#}", "## {#a b}", "## a {#x} b"] {
            assert_eq!(name(none), None, "{none}");
        }
    }
}
