//! Names of speakers before what they say: `主持人：…`, `Jane: …`.

use std::collections::HashMap;

use crate::model::speech::Cue;
use chengshu_writing::script::is_ideographic;

/// Longest name, in bytes: ten ideographs, or a first and a last name.
const LONGEST: usize = 36;

/// More names than this are the beginnings of sentences.
const MOST: usize = 12;

/// The share of lines that have a name where it is given at every line.
const EVERYWHERE: (usize, usize) = (3, 5);

/// How a clause ends that introduces a quotation, which is then no name.
const SAYING: &[char] = &[
    '说', '說', '道', '问', '問', '答', '讲', '講', '是', '想', '为', '為', '即', '如', '叫', '的',
    '了',
];

/// Splits a line that begins with a name: the name, and where behind its colon the words begin.
pub fn label(line: &str) -> Option<(&str, usize)> {
    let start = line.len() - line.trim_start().len();
    let (at, colon) = line
        .char_indices()
        .skip_while(|&(at, _)| at < start)
        .take_while(|&(at, _)| at - start <= LONGEST)
        .find(|&(_, c)| matches!(c, ':' | '：'))?;
    let name = line[start..at].trim();
    let rest = &line[at + colon.len_utf8()..];
    // `http://`, `10:30` and `a:b` are no labels.
    let parted = colon == '：'
        || rest.is_empty()
        || rest.starts_with(|c: char| c.is_whitespace() || is_ideographic(c) || c == '“');
    (is_name(name) && parted).then(|| (name, line.len() - rest.trim_start().len()))
}

/// True if a text may be a name.
pub fn is_name(name: &str) -> bool {
    let fits = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '·' | '.' | '-' | '_' | '\'');
    !name.is_empty()
        && name.len() <= LONGEST
        && name.chars().all(fits)
        && name.chars().any(char::is_alphabetic)
        && name.split(' ').filter(|word| !word.is_empty()).count() <= 4
        && !name.ends_with(SAYING)
        // A lower-case word begins a clause: `note: …`.
        && !name.starts_with(|c: char| c.is_ascii_lowercase())
}

/// The names that return among those that lines begin with, if they are plainly speakers: two at
/// least, each at least twice. A name is given where the turn changes, or at nearly every line; what
/// only comes back now and then is a phrase (`Next question: …`), and taking its second occurrence
/// for a name would take words away.
pub fn speakers<'a>(
    names: impl Iterator<Item = Option<&'a str>> + Clone,
) -> HashMap<String, usize> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for name in names.clone().flatten() {
        *counts.entry(name.to_owned()).or_default() += 1;
    }
    counts.retain(|_, count| *count >= 2);
    let all = names.clone().count();
    let known = names.flatten().filter(|name| counts.contains_key(*name));
    let (mut labelled, mut returns, mut last) = (0, false, None);
    for name in known {
        labelled += 1;
        returns |= last.replace(name) == Some(name);
    }
    let everywhere = labelled * EVERYWHERE.1 >= all * EVERYWHERE.0;
    if (2..=MOST).contains(&counts.len()) && (everywhere || !returns) {
        counts
    } else {
        HashMap::new()
    }
}

/// Lifts names out of the words of cues, if the file states no speakers and begins with a name.
/// A cue without one is spoken by whoever spoke before.
pub fn lifted(mut cues: Vec<Cue>) -> Vec<Cue> {
    let starts_with_name = cues.first().is_some_and(|cue| label(&cue.text).is_some());
    if !starts_with_name || cues.iter().any(|cue| cue.speaker.is_some()) {
        return cues;
    }
    let names = cues.iter().map(|cue| Some(label(&cue.text)?.0));
    let speakers = speakers(names);
    if speakers.is_empty() {
        return cues;
    }
    let mut speaker = None;
    for cue in &mut cues {
        if let Some((name, start)) = label(&cue.text)
            && speakers.contains_key(name)
        {
            speaker = Some(name.to_owned());
            cue.text = cue.text[start..].to_owned();
            cue.at += start;
        }
        cue.speaker.clone_from(&speaker);
    }
    cues.retain(|cue| !cue.text.trim().is_empty());
    cues
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_before_colons() {
        assert_eq!(label("主持人：你好"), Some(("主持人", "主持人：".len())));
        assert_eq!(label(" Jane Doe: Hi"), Some(("Jane Doe", " Jane Doe: ".len())));
        assert_eq!(label("甲:乙"), Some(("甲", "甲:".len())));
        for line in [
            "https://example.org",
            "10:30 出门",
            "他说：“走。”",
            "note: this",
            "这一句里没有冒号",
            "，：甲",
            "：甲",
        ] {
            assert_eq!(label(line), None, "{line}");
        }
    }

    #[test]
    fn names_must_return() {
        let lift = |texts: &[&str]| {
            let cues = texts.iter().map(|text| Cue { text: (*text).to_owned(), ..Cue::default() });
            lifted(cues.collect())
                .into_iter()
                .map(|cue| (cue.speaker.unwrap_or_default(), cue.text))
                .collect::<Vec<_>>()
        };
        let own = |said: &[(&str, &str)]| {
            said.iter()
                .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            lift(&["阿岸：走吗？", "小满：走。", "带上伞。", "阿岸：好。", "小满：注意：路滑。"]),
            own(&[
                ("阿岸", "走吗？"),
                ("小满", "走。"),
                ("小满", "带上伞。"),
                ("阿岸", "好。"),
                ("小满", "注意：路滑。"),
            ])
        );
        // A phrase that comes back is said, and is no name.
        let phrases = [
            "下一问：桥呢？",
            "塌了。",
            "下一问：船呢？",
            "再说一遍：开了。",
            "好。",
            "再说一遍：好。",
        ];
        assert_eq!(lift(&phrases), own(&phrases.map(|text| ("", text))));
        let alone = ["注意：路滑。", "走。", "注意：有浪。"];
        assert_eq!(lift(&alone), own(&alone.map(|text| ("", text))));
    }
}
