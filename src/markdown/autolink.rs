//! Addresses that stand in a text by themselves become links.

use crate::model::block::{Block, Inline, rewrite_lines};
use chengshu_text::address::bare;

/// Makes links of the addresses in running text: not in code, and not in links.
pub fn link(blocks: &mut [Block]) {
    rewrite_lines(blocks, &mut link_line);
}

fn link_line(content: &mut Vec<Inline>) {
    let mut found = Vec::new();
    for (place, inline) in content.iter_mut().enumerate() {
        match inline {
            Inline::Text { text, .. } => {
                let addresses = bare::find(text);
                if !addresses.is_empty() {
                    found.push((place, addresses));
                }
            }
            Inline::Link { .. } => {}
            object if object.is_object() => {}
            other => {
                if let Some(inner) = other.content_mut() {
                    link_line(inner);
                }
            }
        }
    }
    if found.is_empty() {
        return;
    }
    let mut found = found.into_iter().peekable();
    let pieces = std::mem::take(content).into_iter().enumerate();
    for (place, inline) in pieces {
        match (inline, found.next_if(|(at, _)| *at == place)) {
            (Inline::Text { text, at }, Some((_, addresses))) => {
                let piece = |from: usize, to: usize| Inline::Text {
                    text: text[from..to].to_owned(),
                    at: at + from,
                };
                let mut from = 0;
                for (range, address) in addresses {
                    if range.start > from {
                        content.push(piece(from, range.start));
                    }
                    content.push(Inline::Link {
                        href: address.to_string(),
                        title: String::new(),
                        content: vec![piece(range.start, range.end)],
                    });
                    from = range.end;
                }
                if from < text.len() {
                    content.push(piece(from, text.len()));
                }
            }
            (inline, _) => content.push(inline),
        }
    }
}

/// True if a link is what its text becomes by itself, with a character behind it or none.
pub fn is_bare(href: &str, text: &str, next: Option<char>) -> bool {
    let around: String = text.chars().chain(next).collect();
    let found = bare::find(&around);
    matches!(found.as_slice(), [(range, address)]
        if *range == (0..text.len()) && address.as_str() == href)
}
