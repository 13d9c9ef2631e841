//! Rule `foreign`: runs in another language carry its tag (requirement E1), so that they are
//! hyphenated, spoken and set as what they are.

use super::Work;
use super::signs::scan;
use crate::language;
use crate::model::block::{Block, Inline, plain_text, rewrite_lines, visit_inline_text};
use crate::script::{but_ideographs, is_cjk_mark, is_hangul, is_ideographic, is_kana};

/// Tags runs of foreign script or words inside text of the book's language.
// The table of rules hands every rule a list it may grow.
#[allow(clippy::ptr_arg)]
pub fn tag(blocks: &mut Vec<Block>, work: &mut Work<'_>) {
    // In a book in Latin script there is no telling a quotation from a name.
    if !matches!(work.language.split('-').next(), Some("zh" | "ja" | "ko")) {
        return;
    }
    let book = work.language.split('-').next().unwrap_or("zh");
    rewrite_lines(blocks, &mut |content| {
        if content.iter().any(concerns) {
            let whole = of_whole(content, book);
            tag_line(content, book, whole);
        }
    });
}

/// The language of a line that is in another as a whole, such as a stanza: told from all of it,
/// where a single verse may say too little.
fn of_whole(content: &[Inline], book: &str) -> Option<&'static str> {
    let mut native = false;
    visit_inline_text(content, &mut |text| {
        native = native || text.chars().any(is_ideographic);
    });
    if native {
        return None;
    }
    language::of_run(&plain_text(content), book)
}

/// Whether there may be a run of another language in it.
fn concerns(inline: &Inline) -> bool {
    match inline {
        Inline::Text { text, .. } => has_letters(text),
        other => !other.content().is_empty(),
    }
}

/// Whether a text has letters that are no ideographs.
fn has_letters(text: &str) -> bool {
    scan(text, may_be_letter) != 0
        && but_ideographs(text).any(|(_, c)| {
            c.is_ascii_alphabetic()
                || (!c.is_ascii() && !is_cjk_mark(c) && !is_ideographic(c) && c.is_alphabetic())
        })
}

/// Whether a character that begins with these bytes may be such a letter: is none of ideographs,
/// digits and the commonest marks.
#[allow(
    clippy::needless_bitwise_bool,
    clippy::inline_always,
    reason = "a branch for each byte would keep the compiler from using vectors"
)]
#[inline(always)]
fn may_be_letter([one, two, three, _]: [u8; 4]) -> u8 {
    let is_latin = (one | 0x20).wrapping_sub(b'a') < 26;
    let is_ideograph = one.wrapping_sub(0xe4) < 6;
    // Of U+2000, U+3000 and U+FF00.
    let is_mark = ((one == 0xe2) | (one == 0xe3)) & (two == 0x80) & (three < 0xb0)
        | (one == 0xef) & (two == 0xbc) & (three <= 0xa0);
    u8::from(is_latin | (one >= 0xc2) & !is_ideograph & !is_mark)
}

fn tag_line(content: &mut Vec<Inline>, book: &str, whole: Option<&'static str>) {
    if !content.iter().any(concerns) {
        return;
    }
    let mut out = Vec::with_capacity(content.len());
    for mut inline in content.drain(..) {
        match &mut inline {
            Inline::Text { text, at } if has_letters(text) => {
                split(text, *at, book, whole, &mut out);
                continue;
            }
            Inline::Strong(inner)
            | Inline::Emphasis(inner)
            | Inline::Struck(inner)
            | Inline::Direction(inner)
            | Inline::Link { content: inner, .. }
            | Inline::Tag { content: inner, .. } => tag_line(inner, book, whole),
            _ => {}
        }
        out.push(inline);
    }
    *content = out;
}

fn split(text: &str, at: usize, book: &str, whole: Option<&'static str>, out: &mut Vec<Inline>) {
    let mut from = 0;
    let mut push = |range: std::ops::Range<usize>, language: Option<&'static str>| {
        if range.is_empty() {
            return;
        }
        let run = Inline::Text {
            text: text[range.clone()].to_owned(),
            at: at + range.start,
        };
        out.push(match language {
            Some(language) => Inline::Foreign {
                language,
                content: vec![run],
            },
            None => run,
        });
    };
    if whole.is_some() {
        // Its marks and spaces are set as its words are.
        return push(0..text.len(), whole);
    }
    for run in runs(text, book) {
        if let Some(language) = language::of_run(&text[run.clone()], book) {
            push(from..run.start, None);
            push(run.clone(), Some(language));
            from = run.end;
        }
    }
    push(from..text.len(), None);
}

/// Stretches without the book's own characters that hold a letter; spaces and marks at their
/// ends belong to the text around, but for `¡` and `¿`.
fn runs(text: &str, book: &str) -> Vec<std::ops::Range<usize>> {
    let native = |c: char| match book {
        "ja" => is_ideographic(c) || is_cjk_mark(c),
        "ko" => is_hangul(c),
        _ => (is_ideographic(c) && !is_kana(c)) || (is_cjk_mark(c) && c != '’' && c != '—'),
    };
    let mut runs = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), '字')]) {
        if native(c) || at == text.len() {
            if let Some(start) = start.take() {
                let run: &str = &text[start..at];
                let inner =
                    run.trim_matches(|c: char| !c.is_alphanumeric() && !"¡¿!?.".contains(c));
                let inner = inner
                    .trim_start_matches(|c: char| !c.is_alphanumeric() && c != '¡' && c != '¿');
                if let Some(offset) = run.find(inner).filter(|_| !inner.is_empty()) {
                    runs.push(start + offset..start + offset + inner.len());
                }
            }
        } else if start.is_none() {
            start = Some(at);
        }
    }
    runs
}
