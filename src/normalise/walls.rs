//! Rule `walls`: paragraphs too long to read are broken at sentence ends (requirement T1).

use super::line::{cut, flatten};
use super::rule::{Apply, Rule};
use super::work::Work;
use crate::model::block::{Block, Inline, first_place, visit_inline_text};
use chengshu_text::diag::counted;
use chengshu_writing::language::primary;
use chengshu_writing::paragraphs::{self, Boundary, Lengths};
use chengshu_writing::script::closes;

pub const RULE: Rule = Rule {
    id: "walls",
    family: "paragraphs",
    summary: "breaks paragraphs of more than 600 characters at ends of sentences",
    reason: "Nobody reads a page without a paragraph; only breaks are added (requirement T1).",
    examples: &[],
    apply: Apply::Blocks(break_up),
};

/// Longer paragraphs are broken, in characters.
const LONGEST: usize = 600;
/// The same in a language of letters, where a word takes several.
const LONGEST_LATIN: usize = 1500;

/// Lengths of the paragraphs made, as shares of the longest in hundredths.
const SHORT: usize = 25;
const BEST: usize = 47;
const LONG: usize = 67;
/// A last paragraph is not shorter than this.
const TAIL: usize = 13;

/// Marks of pauses; text with marks has one to so many characters.
const PAUSES: &[char] = &['，', '。', '、', '；', '：', '…', ',', '.', ';', ':'];
const UNMARKED: usize = 60;
/// What parts captions and clauses without marks.
const GAPS: &[char] = &['\u{3000}', '\n'];

/// Words that turn to something new: a paragraph may well begin with them.
const TURNS: &[&str] = &[
    "但是", "但", "然而", "不过", "可是", "所以", "因此", "于是", "那么", "后来", "接着", "随后",
    "首先", "其次", "再次", "最后", "另外", "此外", "总之", "与此同时", "同时", "其实", "事实上",
    "而", "当时", "这时", "此时", "接下来", "回到", "说到", "至于", "话说", "好了", "好，", "到了",
    "不久", "从此", "例如", "比如", "然後", "然后", "後來", "接著", "隨後", "當時", "這時",
    "However", "But", "So ", "Then", "Meanwhile", "First", "Finally", "Now ", "In ",
];

/// Breaks long paragraphs into readable ones. Only breaks are put in.
fn break_up(blocks: &mut Vec<Block>, work: &mut Work<'_>) {
    let limits = Limits::of(if matches!(primary(work.language), "zh" | "ja") {
        LONGEST
    } else {
        LONGEST_LATIN
    });
    break_blocks(blocks, limits, work);
}

fn break_blocks(blocks: &mut Vec<Block>, limits: Limits, work: &mut Work<'_>) {
    for block in blocks.iter_mut() {
        // Lines of songs stand as they are sung.
        if matches!(block, Block::Lyrics(_)) {
            continue;
        }
        for inner in block.inner_mut() {
            break_blocks(inner, limits, work);
        }
    }
    if !blocks.iter().any(|block| limits.is_wall(block)) {
        return;
    }
    let mut out = Vec::with_capacity(blocks.len() + 8);
    for block in blocks.drain(..) {
        match block {
            Block::Paragraph { content, at } if limits.is_long(&content) => {
                let parts = limits.broken(content);
                if parts.len() > 1 {
                    let after = counted(parts.len(), "paragraph");
                    work.change_form("walls", at, "1 paragraph", &after);
                }
                out.extend(parts.into_iter().map(|content| {
                    let at = first_place(&content).unwrap_or(at);
                    Block::Paragraph { content, at }
                }));
            }
            other => out.push(other),
        }
    }
    *blocks = out;
}

#[derive(Debug, Clone, Copy)]
struct Limits {
    longest: usize,
    short: usize,
    best: usize,
    long: usize,
    tail: usize,
}

/// The end of a sentence.
#[derive(Debug, Clone, Copy)]
struct End {
    /// In the flat text.
    offset: usize,
    /// Characters before it.
    count: usize,
    /// How much worse than a plain one it is to break there.
    cost: usize,
}

impl Limits {
    fn of(longest: usize) -> Self {
        Self {
            longest,
            short: longest * SHORT / 100,
            best: longest * BEST / 100,
            long: longest * LONG / 100,
            tail: longest * TAIL / 100,
        }
    }

    fn is_wall(self, block: &Block) -> bool {
        matches!(block, Block::Paragraph { content, .. } if self.is_long(content))
    }

    fn is_long(self, content: &[Inline]) -> bool {
        let mut bytes = 0;
        visit_inline_text(content, &mut |text| bytes += text.len());
        if bytes <= self.longest {
            return false;
        }
        let mut count = 0;
        visit_inline_text(content, &mut |text| count += text.chars().count());
        count > self.longest
    }

    fn broken(self, content: Vec<Inline>) -> Vec<Vec<Inline>> {
        let mut flat = String::new();
        flatten(&content, &mut flat);
        let (ends, total) = self.ends(&flat);
        let cuts = self.with_unmarked(&flat, self.cuts(&ends, total));
        let mut parts = cut(content, &cuts);
        for part in &mut parts {
            trim(part);
        }
        parts.retain(|part| !part.is_empty());
        parts
    }

    /// The cuts, and more where what they leave is too long and has no marks.
    fn with_unmarked(self, text: &str, cuts: Vec<usize>) -> Vec<usize> {
        let lengths = if self.longest == LONGEST { Lengths::IDEOGRAPHS } else { Lengths::LETTERS };
        let mut out = Vec::with_capacity(cuts.len());
        let mut from = 0;
        for to in cuts.into_iter().chain([text.len()]) {
            let part = &text[from..to];
            let characters = part.chars().count();
            let marks = part.chars().filter(|c| PAUSES.contains(c)).count();
            if characters > self.longest && marks * UNMARKED < self.words(characters) {
                let gaps = part.match_indices(GAPS).map(|(at, gap)| at + gap.len());
                let gaps = gaps.map(|at| Boundary { at, pause: 0 }).collect::<Vec<_>>();
                out.extend(paragraphs::cuts(part, &gaps, lengths).into_iter().map(|at| from + at));
            }
            out.push(to);
            from = to;
        }
        out.pop();
        out
    }

    /// Characters as ideographs count, of which a Latin word is one.
    fn words(self, characters: usize) -> usize {
        if self.longest == LONGEST { characters } else { characters / 5 }
    }

    /// The ends of sentences of a text, and its length in characters.
    fn ends(self, text: &str) -> (Vec<End>, usize) {
        let mut ends: Vec<End> = Vec::new();
        let mut depth = 0usize;
        let mut count = 0;
        let mut chars = text.char_indices().peekable();
        while let Some((_, c)) = chars.next() {
            count += 1;
            let mut weak = false;
            match c {
                '“' | '「' | '『' | '（' | '《' | '〈' => depth += 1,
                '”' | '」' | '』' | '）' | '》' | '〉' => depth = depth.saturating_sub(1),
                _ => {}
            }
            let is_end = match c {
                '。' | '！' | '？' | '\n' => true,
                '…' => {
                    weak = true;
                    chars.peek().is_none_or(|(_, next)| *next != '…')
                }
                '.' | '!' | '?' => {
                    chars.peek().is_none_or(|(_, next)| next.is_whitespace() || closes(*next))
                }
                _ => false,
            };
            if !is_end {
                continue;
            }
            while let Some(&(_, next)) = chars.peek()
                && (closes(next) || matches!(next, '。' | '！' | '？' | '…' | ' '))
            {
                if matches!(next, '”' | '」' | '』' | '）' | '》' | '〉') {
                    depth = depth.saturating_sub(1);
                }
                count += 1;
                chars.next();
            }
            let offset = chars.peek().map_or(text.len(), |(at, _)| *at);
            let rest = &text[offset..];
            let mut cost = self.best;
            if depth > 0 {
                cost += 2 * self.longest;
            }
            if weak {
                cost += self.longest / 3;
            }
            if TURNS.iter().any(|turn| rest.starts_with(turn)) || begins_with_year(rest) {
                cost -= self.best / 2;
            }
            ends.push(End { offset, count, cost });
        }
        (ends, count)
    }

    /// Where to cut, so that what results has readable lengths.
    fn cuts(self, ends: &[End], total: usize) -> Vec<usize> {
        let mut cuts = Vec::new();
        let (mut start, mut first) = (0, 0);
        while total - start > self.long {
            let rest = &ends[first..];
            let near = rest.partition_point(|end| end.count <= start + self.longest);
            let price = |end: &End| {
                let length = end.count - start;
                let readable = (self.short..=self.long).contains(&length);
                let lonely = total - end.count < self.tail;
                end.cost
                    + length.abs_diff(self.best)
                    + if readable { 0 } else { self.longest / 2 }
                    + if lonely { self.longest } else { 0 }
            };
            let cheapest =
                rest[..near].iter().map(price).enumerate().min_by_key(|(_, price)| *price);
            let chosen = if total - start > self.longest {
                // A sentence that is a wall itself stands alone.
                let next = (near < rest.len()).then_some(near);
                cheapest.map(|(at, _)| at).or(next)
            } else {
                // Not too long: broken only where it is good to.
                let good = cheapest.filter(|(_, price)| *price < self.longest);
                good.map(|(at, _)| at)
            };
            let Some(end) = chosen.and_then(|at| rest.get(at).map(|end| (at, *end))) else {
                break;
            };
            if end.1.count >= total {
                break;
            }
            cuts.push(end.1.offset);
            start = end.1.count;
            first += end.0 + 1;
        }
        cuts
    }
}

/// `1973年…`: stories go on with a date.
fn begins_with_year(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    digits == 4 && text[digits..].starts_with('年')
}

/// Takes white space and line breaks off the ends of a part.
fn trim(part: &mut Vec<Inline>) {
    while let Some(first) = part.first_mut() {
        match first {
            Inline::LineBreak => {}
            Inline::Text { text, at } => {
                let kept = text.trim_start();
                *at += text.len() - kept.len();
                *text = kept.to_owned();
                if !text.is_empty() {
                    break;
                }
            }
            _ => break,
        }
        part.remove(0);
    }
    while let Some(last) = part.last_mut() {
        match last {
            Inline::LineBreak => {}
            Inline::Text { text, .. } => {
                text.truncate(text.trim_end().len());
                if !text.is_empty() {
                    break;
                }
            }
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Struck(inner)
                if inner.is_empty() => {}
            _ => break,
        }
        part.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lengths(text: &str) -> Vec<usize> {
        let content = vec![Inline::Text { text: text.to_owned(), at: 0 }];
        let parts = Limits::of(LONGEST).broken(content);
        let mut joined = String::new();
        let lengths = parts
            .iter()
            .map(|part| {
                let mut flat = String::new();
                flatten(part, &mut flat);
                joined.push_str(&flat);
                flat.chars().count()
            })
            .collect();
        assert_eq!(joined, text, "breaks only");
        lengths
    }

    #[test]
    fn walls_become_paragraphs_of_readable_length() {
        let text = "灯塔在港口的尽头，夜里照着归来的船，船上的人都认得它。".repeat(60);
        for length in lengths(&text) {
            assert!((140..=420).contains(&length), "{length}");
        }
    }

    #[test]
    fn a_sentence_is_never_broken() {
        let long = "灯塔照着港口的船，".repeat(100) + "。";
        assert_eq!(lengths(&long), [901]);
        assert_eq!(lengths(&format!("短。{long}")), [2, 901]);
        assert_eq!(lengths(&format!("{long}短。")), [901, 2]);
    }

    #[test]
    fn text_without_marks_has_no_walls() {
        let text = "磨坊的水车停了老磨工每天早上还是去看一眼他说水总会来的我们谁也不信".repeat(60);
        for length in lengths(&format!("{text}。他走了。{text}")) {
            assert!(length <= 600, "{length}");
        }
    }

    #[test]
    fn new_turns_begin_paragraphs_and_quotations_stay_whole() {
        let sentence = "船长在甲板上看着远处的灯光一言不发。".repeat(14);
        let text = format!("{sentence}但是风变了。{sentence}{sentence}");
        assert_eq!(lengths(&text)[0], sentence.chars().count());
        let quoted =
            format!("他说：“{}”大家都笑了。{sentence}{sentence}", "走吧，天要黑了。".repeat(50));
        assert!(lengths(&quoted)[0] >= 400);
    }
}
