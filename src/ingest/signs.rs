//! Signs that a whole text is in a format, whatever the ending of its file's name.

use super::speech::clock;

/// How many lines that are not blank may stand before the first caption.
const BEFORE: usize = 3;

/// How many captions a text has that other words stand before.
pub const LEAST: usize = 3;

/// At least one line in so many that are not blank has the times of a caption: a number, the times and
/// up to three lines of words, or two if other words stand before.
const SHARE: usize = 5;

/// The first word of WebVTT.
const SIGNATURE: &str = "WEBVTT";

/// Signs only Markdown begins lines with.
const MARKDOWN: &[&str] = &["```", "~~~", "> ", "|", "- ", "* ", "+ "];

fn filled(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// True if a text is SRT: captions from its first line on, or some of them after a few lines.
pub fn is_srt(text: &str) -> bool {
    let mut before = 0;
    if text.starts_with(SIGNATURE) {
        return false;
    }
    for line in filled(text).take(BEFORE + 2) {
        if is_times(line) {
            return consists(text, if before > 0 { LEAST } else { 1 }, before);
        }
        if MARKDOWN.iter().any(|sign| line.starts_with(sign)) {
            return false;
        }
        before += usize::from(!clock::is_number(line));
        if before > BEFORE {
            break;
        }
    }
    false
}

/// True if enough lines of a text have the times of captions.
fn consists(text: &str, least: usize, before: usize) -> bool {
    let times = filled(text).filter(|line| is_times(line)).count();
    let lines = filled(text).count() - before;
    times >= least && times * (SHARE - usize::from(before > 0)) >= lines
}

/// True if a text is WebVTT: its first line, then lines of the header with a colon or a sign of equality,
/// and captions.
pub fn is_vtt(text: &str) -> bool {
    let signature = text.strip_prefix(SIGNATURE);
    if !signature.is_some_and(|rest| rest.is_empty() || rest.starts_with(['\n', ' ', '\t'])) {
        return false;
    }
    let mut header = text.lines().skip(1).map(str::trim);
    let mut header = header.by_ref().take_while(|line| !line.is_empty() && !is_times(line));
    let is_header = header.all(|line| line.contains([':', '=']) || clock::is_number(line));
    let captions = filled(text).skip_while(|line| !is_times(line));
    let (lines, times) = captions
        .fold((0, 0), |(lines, times), line| (lines + 1, times + usize::from(is_times(line))));
    is_header && times > 0 && times * (SHARE + 1) >= lines
}

/// True if a text is ASS or SSA: sections, and in that of the events nothing but them.
pub fn is_ass(text: &str) -> bool {
    const FIRST: &[&str] = &["[script info]", "[v4+ styles]", "[v4 styles]", "[events]"];
    const EVENTS: &[&str] =
        &["Format:", "Dialogue:", "Comment:", "Picture:", "Sound:", "Movie:", "Command:", ";", "["];
    let mut lines = filled(text).skip_while(|line| line.starts_with(';'));
    let first = lines.next().unwrap_or_default().to_ascii_lowercase();
    if !FIRST.contains(&first.as_str()) {
        return false;
    }
    let mut events = filled(text).skip_while(|line| !line.eq_ignore_ascii_case("[events]"));
    events.next().is_some() && events.all(|line| EVENTS.iter().any(|known| line.starts_with(known)))
}

/// True if a text may be JSON from its first sign to its last.
pub fn is_json(text: &str) -> bool {
    let inner = |open, close| text.strip_prefix(open).filter(|rest| rest.ends_with(close));
    let begins = |rest: &str, signs: &[char]| rest.trim_start().starts_with(signs);
    inner('{', '}').is_some_and(|rest| begins(rest, &['"']))
        || inner('[', ']').is_some_and(|rest| begins(rest, &['{', '[']))
}

/// True if a line has the two times of a caption and nothing else but settings, such as
/// `00:00:01,000 --> 00:00:03,500 align:start`. Hours of the day, `9:00 → 10:00`, are none.
fn is_times(line: &str) -> bool {
    let Some((_, _, rest)) = clock::range(line) else {
        return false;
    };
    let is_exact = line.contains("-->") || line.contains([',', '.', '，', '．']);
    is_exact && rest.split_whitespace().all(|word| word.contains(':'))
}
