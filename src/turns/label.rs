//! Names of speakers before what they say: `主持人：…`, `Jane: …`, `MAN #1: …`, `[SPEAKER_00]: …`.

use super::machine::is_machine;
use chengshu_writing::script::is_ideographic;

/// Longest name, in bytes: ten ideographs, or a first and a last name.
const LONGEST: usize = 36;

/// The most words in a name.
const WORDS: usize = 4;

/// How a clause ends that introduces a quotation, which is then no name.
const SAYING: &[char] = &[
    '说', '說', '道', '问', '問', '讲', '講', '是', '想', '为', '為', '即', '如', '叫', '的', '了',
    '称', '稱', '写', '寫', '到', '有', '下', '吗', '嗎', '呢', '吧', '啊', '就', '在',
];

/// Chinese words that stand before a colon and name nobody, at the end of what stands there.
const NOBODY: &[&str] = &[
    "问题", "問題", "一点", "一點", "例子", "答案", "结论", "結論", "原因", "重点", "重點", "步骤",
    "总结", "總結", "小结", "补充", "補充", "注意", "提示", "备注", "備註", "说明", "說明", "方法",
    "方案", "意思", "结果", "結果", "情况", "第一", "第二", "第三", "第四", "第五", "其一", "其二",
    "首先", "其次", "最后", "另外", "比如", "例如", "譬如", "换言之", "也就是", "一句话",
    "参考资料", "链接", "网址", "标题", "关键词", "会议名称", "会议时间", "参会人员", "时间",
    "地点", "日期", "时长", "全文概要", "文字记录", "摘要", "下一问", "答信", "来信", "道理", "事",
    "一件事", "话", "一遍", "次", "一步", "之一", "例", "引言", "目录", "附录", "图", "表", "注",
    "按", "题", "題", "回答", "意",
];

/// The same in English, in lower case, at the end too.
const NOTHING: &[&str] = &[
    "note", "notes", "example", "examples", "tip", "tips", "warning", "caution", "summary",
    "conclusion", "remember", "today", "result", "results", "step", "first", "second", "third",
    "finally", "however", "also", "again", "update", "source", "sources", "chapter", "part",
    "title", "date", "time", "duration", "keywords", "participants", "attendees", "location",
    "topic", "question", "questions", "answer", "answers", "point", "reason", "lesson", "rule",
    "idea", "problem", "fact", "thing", "story", "spoiler", "ps", "nb", "edit", "disclaimer",
    "section", "option", "scale", "figure", "table", "http", "https", "url", "link", "links",
    "website", "email", "ingredients", "method", "verdict", "pros", "cons", "moral", "bonus",
    "next", "now", "so", "but", "and", "well", "yes", "no", "is", "are", "was", "be", "of", "to",
    "the", "a", "in", "on", "at", "for", "with", "as", "like", "this", "that", "says", "said",
    "say", "asks", "asked", "means", "here", "there", "follows", "following", "what", "why", "how",
    "who", "when", "where", "which", "if", "transcript", "speakers", "subtitles", "captions",
    "translation", "music", "language", "kind", "important", "monday", "tuesday", "wednesday",
    "thursday", "friday", "saturday", "sunday",
];

/// Words of people that may follow a first word in lower case: `Audience member`.
const PEOPLE: &[&str] = &[
    "member", "speaker", "voice", "host", "guest", "man", "woman", "boy", "girl", "student",
    "caller", "reporter", "interviewer", "interviewee", "moderator", "participant", "announcer",
    "narrator", "person", "professor", "teacher", "officer", "doctor", "one", "two", "three",
];

/// Small words within names.
const WITHIN: &[&str] = &[
    "of", "the", "and", "de", "la", "le", "van", "von", "der", "den", "da", "di", "du", "del",
    "bin", "al", "el",
];

/// A name before words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label<'a> {
    /// The name.
    pub name: &'a str,
    /// Where the words begin.
    pub words: usize,
}

/// Splits a line that begins with a name: the name, and where behind its colon the words begin. Names
/// that programs give need no colon in brackets.
pub fn label(line: &str) -> Option<Label<'_>> {
    let start = line.len() - line.trim_start().len();
    if is_machine(line) {
        let alone = line.trim();
        return Some(Label { name: alone, words: line.len() });
    }
    if let Some((name, length)) = bracketed(&line[start..]) {
        return Some(Label { name, words: start + length });
    }
    let head = &line[start..line.ceil_char_boundary(start + LONGEST + 1)];
    // Every line of a text is asked, and most have no byte a colon begins with.
    memchr::memchr2(b':', b'\xef', head.as_bytes())?;
    let colons = [':', '：'].into_iter().filter_map(|colon| Some((head.find(colon)?, colon)));
    let (at, colon) = colons.min()?;
    let at = start + at;
    let name = line[start..at].trim();
    let rest = &line[at + colon.len_utf8()..];
    // `http://`, `10:30` and `a:b` are no labels.
    let parted = colon == '：'
        || rest.is_empty()
        || rest.starts_with(|c: char| c.is_whitespace() || is_ideographic(c) || c == '“');
    let fits = is_name(name) && parted;
    fits.then(|| Label { name, words: line.len() - rest.trim_start().len() })
}

/// A name in brackets, and the bytes up to the words: `[Jane]: …`, `[SPEAKER_00] …`, `(speaker 1) …`.
fn bracketed(text: &str) -> Option<(&str, usize)> {
    let pairs = [('[', ']'), ('(', ')'), ('【', '】'), ('（', '）'), ('<', '>')];
    let &(open, close) = pairs.iter().find(|(open, _)| text.starts_with(*open))?;
    let inside = text.strip_prefix(open)?;
    let (end, _) = inside
        .char_indices()
        .take_while(|(at, _)| *at <= LONGEST)
        .find(|(_, c)| *c == close)?;
    let (name, rest) = (&inside[..end], &inside[end + close.len_utf8()..]);
    let name = name.trim();
    let behind = rest.trim_start().strip_prefix([':', '：']);
    let fits =
        is_machine(name) || (behind.is_some() && is_name(name) && open != '(' && open != '（');
    let words = behind.unwrap_or(rest).trim_start();
    fits.then(|| (name.trim_end_matches([':', '：']), text.len() - words.len()))
}

/// True if a text looks like a name: short, of letters, and no clause that introduces what follows.
pub fn is_name(name: &str) -> bool {
    if is_machine(name) || ["问", "問", "答"].contains(&name) {
        return true;
    }
    let length = name.len();
    let name = without_part(name);
    let fits = |c: char| {
        c.is_alphanumeric()
            || matches!(c, ' ' | '·' | '•' | '.' | '-' | '_' | '\'' | '’' | '#' | '&' | '/')
    };
    !name.is_empty()
        && length <= LONGEST
        && name.chars().all(fits)
        && name.chars().any(char::is_alphabetic)
        && !name.ends_with(SAYING)
        && !NOBODY.iter().any(|word| name.ends_with(word))
        && !is_day(name)
        && is_capitalised(name)
}

/// True if a text looks like a name as directories of firms have it: `Quill, Mara`.
pub fn is_inverted(name: &str) -> bool {
    let parts = name.split_once(", ");
    parts.is_some_and(|(family, given)| is_name(family) && is_name(given))
}

/// True if a name is a single word, of letters alone, that does not call somebody by what they do.
pub fn is_word(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    name.chars().all(char::is_alphabetic) && !PEOPLE.contains(&lower.as_str())
}

/// A name without the part or place behind it: `张三（主持人）`, `MILLER (on phone)`.
fn without_part(name: &str) -> &str {
    let pairs = [('(', ')'), ('（', '）')];
    let inside = pairs
        .iter()
        .find_map(|&(open, close)| name.strip_suffix(close)?.split_once(open));
    let fits = |c: char| c.is_alphabetic() || matches!(c, ' ' | '/' | '.' | '-' | '\'');
    match inside {
        Some((before, part)) if !part.is_empty() && part.chars().all(fits) => before.trim_end(),
        _ => name,
    }
}

/// `2024年3月5日` and what else begins with a year.
fn is_day(name: &str) -> bool {
    name.bytes().take_while(u8::is_ascii_digit).count() >= 4
}

/// True unless words of an alphabet with capitals show a clause: all but small words of a name begin
/// with one.
fn is_capitalised(name: &str) -> bool {
    let mut words = name.split(' ').filter(|word| !word.is_empty()).peekable();
    let mut count = 0;
    let mut last = "";
    let mut is_low = false;
    while let Some(word) = words.next() {
        count += 1;
        last = word;
        let begins_low = word.starts_with(|c: char| c.is_ascii_lowercase());
        // A lower-case word begins a clause: `note: …`.
        if begins_low && count == 1 {
            return false;
        }
        is_low |= begins_low && !(words.peek().is_some() && WITHIN.contains(&word));
    }
    let lower = last.to_ascii_lowercase();
    let lower = lower.trim_end_matches(['.', '\'', '’']);
    let is_letter = count == 1 && name.len() == 1;
    count <= WORDS
        && (is_letter || !NOTHING.contains(&lower))
        && (!is_low || PEOPLE.contains(&lower))
        && !starts_clause(name)
}

/// Words that begin a clause and no name.
fn starts_clause(name: &str) -> bool {
    let first = name.split(' ').next().unwrap_or_default();
    let openers = [
        "The", "A", "An", "My", "Your", "Our", "His", "Her", "Their", "This", "That", "These",
        "Those", "Next", "Last", "Another", "One", "And", "But", "So", "Or", "If", "When", "What",
        "Why", "How", "In", "On", "At", "For", "With", "By", "It", "There", "Here", "Then", "Now",
        "Number", "Step", "Question", "Answer", "Part", "Chapter", "Section", "Figure", "Table",
        "Scale", "Rule", "Lesson",
    ];
    first.len() < name.len() && openers.contains(&first) && !name.ends_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_before_colons() {
        for (line, name, words) in [
            ("主持人：你好", "主持人", "你好"),
            (" Jane Doe: Hi", "Jane Doe", "Hi"),
            ("甲:乙", "甲", "乙"),
            ("KEEPER: Hi", "KEEPER", "Hi"),
            ("MAN #1: Hi", "MAN #1", "Hi"),
            ("Audience member: Hi", "Audience member", "Hi"),
            ("Ludwig van Rope: Hi", "Ludwig van Rope", "Hi"),
            ("[SPEAKER_00]: Hi", "SPEAKER_00", "Hi"),
            ("[SPEAKER_00] Hi", "SPEAKER_00", "Hi"),
            ("(speaker 1) Hi", "speaker 1", "Hi"),
            ("[Jane]: Hi", "Jane", "Hi"),
            ("Speaker 1: Hi", "Speaker 1", "Hi"),
            ("MILLER (on phone): Hi", "MILLER (on phone)", "Hi"),
            ("问：桥呢？", "问", "桥呢？"),
        ] {
            let found = label(line);
            assert_eq!(found.map(|label| (label.name, &line[label.words..])), Some((name, words)));
        }
    }

    #[test]
    fn clauses_are_no_names() {
        for line in [
            "https://example.org",
            "10:30 出门",
            "他说：“走。”",
            "note: this",
            "这一句里没有冒号",
            "，：甲",
            "：甲",
            "下一个问题：桥呢？",
            "还有一点：雾。",
            "注意：路滑。",
            "Next question: why?",
            "My answer: because.",
            "Note: wet paint.",
            "The trouble is: rain.",
            "Scale 1:5000: a thumb",
            "Wait, what: no",
            "2024年3月5日：晴",
            "[WIND RISES] Hi",
            "(laughs): Hi",
        ] {
            assert_eq!(label(line), None, "{line}");
        }
    }
}
