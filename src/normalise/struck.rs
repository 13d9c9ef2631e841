//! Rule `struck`: a `~~` that opens in one paragraph and closes in a later one.

use super::draft::{Edit, lines};
use super::fences::Fences;

/// Most paragraphs one `~~…~~` may run over.
const LONGEST: usize = 40;

/// Closes and opens the mark again at each paragraph between, as `~~` cannot run over
/// paragraphs. Only for a paragraph that begins with `~~` and one that ends with it: anything
/// else may be a drawn-out sound.
pub fn find(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    if memchr::memmem::find(text.as_bytes(), b"~~").is_none() {
        return edits;
    }
    let paragraphs = paragraphs(text);
    let mut from = 0;
    while from < paragraphs.len() {
        let (start, end) = paragraphs[from];
        let paragraph = &text[start..end];
        let opens = paragraph.starts_with("~~") && paragraph != "~~" && is_odd(paragraph);
        from += 1;
        if !opens {
            continue;
        }
        let rest = &paragraphs[from..paragraphs.len().min(from + LONGEST)];
        let Some(last) = rest
            .iter()
            .position(|&(start, end)| is_odd(&text[start..end]))
        else {
            continue;
        };
        let (_, last_end) = rest[last];
        let between = &rest[..last];
        let heading = between
            .iter()
            .any(|&(start, _)| text[start..].starts_with('#'));
        if heading || !text[..last_end].ends_with("~~") {
            continue;
        }
        edits.push(Edit::insert(end, "~~"));
        for &(start, end) in between {
            edits.push(Edit::insert(start, "~~"));
            edits.push(Edit::insert(end, "~~"));
        }
        edits.push(Edit::insert(rest[last].0, "~~"));
        from += last + 1;
    }
    edits
}

fn is_odd(paragraph: &str) -> bool {
    let bytes = paragraph.as_bytes();
    let marks = memchr::memmem::find_iter(bytes, b"~~")
        .filter(|&at| (at == 0 || bytes[at - 1] != b'~') && bytes.get(at + 2) != Some(&b'~'));
    marks.count() % 2 == 1
}

/// Blocks of lines without a blank one, fenced code left out.
fn paragraphs(text: &str) -> Vec<(usize, usize)> {
    let mut paragraphs: Vec<(usize, usize)> = Vec::new();
    let mut fences = Fences::default();
    let mut open = false;
    for (at, line) in lines(text) {
        if fences.covers(line) || line.trim().is_empty() {
            open = false;
            continue;
        }
        let end = at + line.trim_end().len();
        match paragraphs.last_mut() {
            Some(last) if open => last.1 = end,
            _ => paragraphs.push((at, end)),
        }
        open = true;
    }
    paragraphs
}
