//! Rule `struck`: a `~~` that opens in one paragraph and closes in a later one.

use super::LONGEST_ADDRESS;
use super::draft::{Edit, holds, lines};
use super::markers::Fences;
use super::rule::{Apply, Rule};
use chengshu_text::source::Span;

pub const RULE: Rule = Rule {
    id: "struck",
    family: "markup",
    summary: "closes `~~` in each of several paragraphs, and takes it out of backticks around a line",
    reason: "CommonMark extensions end it with the paragraph, and the tildes stay in the text.",
    examples: &[
        ("~~甲。\n\n乙。~~", "~~甲。~~\n\n~~乙。~~"),
        ("`~~今天的茶由港口的铺子赞助。~~`", "~~今天的茶由港口的铺子赞助。~~"),
    ],
    apply: Apply::Text(find),
};

/// How many letters a line of speech has at least.
const SHORTEST: usize = 10;

/// Most paragraphs one `~~…~~` may run over.
const LONGEST: usize = 40;

/// Closes and opens the mark again at each paragraph between, as `~~` cannot run over
/// paragraphs. Only for a paragraph that begins with `~~` and one that ends with it: anything
/// else may be a drawn-out sound.
fn find(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    if !holds(text, "~~") {
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
        let Some(last) = rest.iter().position(|&(start, end)| is_odd(&text[start..end])) else {
            continue;
        };
        let (_, last_end) = rest[last];
        let between = &rest[..last];
        let heading = between.iter().any(|&(start, _)| text[start..].starts_with('#'));
        if heading || !text[..last_end].ends_with("~~") {
            continue;
        }
        let between = between.iter().flat_map(|&(start, end)| [start, end]);
        let places: Vec<usize> = [end].into_iter().chain(between).chain([rest[last].0]).collect();
        // Four tildes in a row mark nothing.
        if places.iter().any(|&place| touches_tilde(text, place)) {
            continue;
        }
        edits.extend(places.into_iter().map(|place| Edit::insert(place, "~~")));
        from += last + 1;
    }
    edits.extend(ticked(text).into_iter().map(Edit::remove));
    edits.sort_by_key(|edit| edit.span.start);
    edits
}

/// The backticks around a line that is struck out as a whole: it is speech, set as code by mistake. A
/// word or two show how the marks are written.
fn ticked(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut fences = Fences::default();
    for (at, line) in lines(text) {
        let start = at + line.len() - line.trim_start().len();
        let inner = line.trim().strip_prefix("`~~");
        if !fences.covers(line)
            && let Some(inner) = inner.and_then(|line| line.strip_suffix("~~`"))
            && !inner.contains(['`', '~'])
            && inner.chars().filter(|c| c.is_alphanumeric()).count() >= SHORTEST
        {
            let end = start + line.trim().len();
            found.extend([start..start + 1, end - 1..end]);
        }
    }
    found
}

fn touches_tilde(text: &str, place: usize) -> bool {
    text[..place].ends_with('~') || text[place..].starts_with('~')
}

/// True if a paragraph has an odd number of marks. Those in addresses of links are none.
fn is_odd(paragraph: &str) -> bool {
    let bytes = paragraph.as_bytes();
    let mut odd = false;
    let mut address_end = 0;
    let mut from = 0;
    while let Some(at) = memchr::memchr2(b'~', b']', &bytes[from..]).map(|step| from + step) {
        from = at + 1;
        if bytes[at] == b']' {
            if at >= address_end {
                address_end = at + address(&paragraph[at..]);
            }
            continue;
        }
        let run = bytes[at..].iter().take_while(|&&b| b == b'~').count();
        from = at + run;
        odd ^= run == 2 && at >= address_end;
    }
    odd
}

/// The length of the address that follows the words of a link, `](…)` or `](<…>)`; 0 if none does.
fn address(text: &str) -> usize {
    let Some(inner) = text.strip_prefix("](") else {
        return 0;
    };
    let close = if inner.starts_with('<') { ">)" } else { ")" };
    let near = &inner.as_bytes()[..inner.len().min(LONGEST_ADDRESS)];
    let end = memchr::memmem::find(near, close.as_bytes());
    end.map_or(0, |end| "](".len() + end + close.len())
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
