//! Rule `directions`: what is heard or done rather than said, such as `（音乐）` or `[Applause]`.

use super::rule::{Apply, Rule};
use super::signs::has_pair;
use super::work::Work;
use super::{diag, line};
use crate::model::block::{Block, Inline};
use crate::model::treatment::Directions;
use chengshu_text::diag::Diagnostic;
use chengshu_writing::script::but_ideographs;

pub const RULE: Rule = Rule {
    id: "directions",
    family: "speech",
    summary: "sets stage directions such as `（音乐）` apart, keeps them or drops them (`directions:`)",
    reason: "They are heard or done, not said.",
    examples: &[],
    apply: Apply::Shapes(set_apart),
};

/// A direction has no more characters between its brackets.
const LONGEST: usize = 40;

const BRACKETS: [(char, char); 4] = [('（', '）'), ('(', ')'), ('[', ']'), ('【', '】')];

/// Words a direction inside a paragraph consists of, or ends with. A bracket with anything else is
/// a remark.
const HEARD: &[&str] = &[
    "笑", "笑声", "大笑", "笑聲", "掌声", "掌聲", "鼓掌", "欢呼", "欢呼声", "音乐", "音樂",
    "背景音乐", "音乐响起", "音乐起", "国歌", "歌声", "叹气", "叹息", "咳嗽", "枪声", "爆炸声",
    "哭声", "哭泣", "片段", "音频", "录音", "听不清", "無聲", "无声", "静音", "停顿", "沉默",
    "口哨声", "钟声", "电话铃声", "music", "applause", "laughter", "laughs", "laughing",
    "cheering", "inaudible", "crosstalk", "silence", "pause", "sighs", "coughs", "crying",
    "singing", "gunshots",
];

/// Sets directions apart, leaves them or takes them out, as asked.
fn set_apart(blocks: &mut Vec<Block>, work: &mut Work<'_>) {
    if work.treatment.directions == Directions::Keep {
        return;
    }
    let mut dropped = (0usize, None);
    line::visit_lines(blocks, &mut |content, kind| {
        if kind == line::Kind::Label {
            return;
        }
        let opens = |c: char| BRACKETS.iter().any(|(open, _)| *open == c);
        let bracket =
            |text: &str| may_hold_bracket(text) && but_ideographs(text).any(|(_, c)| opens(c));
        let concerned = content
            .iter()
            .any(|inline| matches!(inline, Inline::Text { text, .. } if bracket(text)));
        if !concerned {
            return;
        }
        let alone = content.len() == 1;
        let mut out = Vec::with_capacity(content.len());
        for inline in content.drain(..) {
            match inline {
                Inline::Text { text, at } => {
                    for (piece, offset, is_direction) in pieces(&text, alone) {
                        let piece = Inline::Text { text: piece.to_owned(), at: at + offset };
                        if !is_direction {
                            out.push(piece);
                        } else if work.treatment.directions == Directions::Drop {
                            dropped = (dropped.0 + 1, dropped.1.or(Some(at + offset)));
                            let before = crate::model::block::plain_text(&[piece]);
                            work.change_text("directions", at + offset, before, String::new());
                        } else {
                            work.change_form("directions", at + offset, "text", "set apart");
                            out.push(Inline::Direction(vec![piece]));
                        }
                    }
                }
                other => out.push(other),
            }
        }
        *content = out;
    });
    if let (count, Some(at)) = dropped {
        blocks.retain(
            |block| !matches!(block, Block::Paragraph { content, .. } if content.is_empty()),
        );
        work.sink.push(
            Diagnostic::new(
                &diag::DIRECTIONS_DROPPED,
                format!("left out {count} stage directions; the first is here"),
            )
            .at(work.source.place(at)),
        );
    }
}

/// True if there may be an opening bracket, by two bytes of each.
#[allow(
    clippy::needless_bitwise_bool,
    reason = "a branch for each byte would keep the compiler from using vectors"
)]
fn may_hold_bracket(text: &str) -> bool {
    has_pair(text, |one, next| {
        (one == b'(')
            | (one == b'[')
            | (one == 0xbc) & (next == 0x88)
            | (one == 0x80) & (next == 0x90)
    })
}

/// A text in pieces, with the offset of each and whether it is a direction. A paragraph that is
/// one bracket alone is one whatever it says.
fn pieces(text: &str, alone: bool) -> Vec<(&str, usize, bool)> {
    let whole = text.trim();
    if alone && inside(whole).is_some_and(|inner| !inner.contains(['。', '！', '？'])) {
        return vec![(text, 0, true)];
    }
    let mut pieces = Vec::new();
    let (mut copied, mut from) = (0, 0);
    let opens = |c: char| BRACKETS.iter().any(|(open, _)| *open == c);
    for (start, _) in but_ideographs(text).filter(|(_, c)| opens(*c)) {
        if start < from {
            continue;
        }
        let rest = &text[start..];
        let end = rest
            .char_indices()
            .take(LONGEST + 2)
            .find(|(_, c)| BRACKETS.iter().any(|(_, close)| close == c))
            .map(|(at, c)| start + at + c.len_utf8());
        let Some(end) = end else { continue };
        if inside(&text[start..end]).is_some_and(is_direction) {
            if start > copied {
                pieces.push((&text[copied..start], copied, false));
            }
            pieces.push((&text[start..end], start, true));
            copied = end;
            from = end;
        }
    }
    if copied < text.len() {
        pieces.push((&text[copied..], copied, false));
    }
    pieces
}

/// The text between a pair of brackets that are the whole text.
fn inside(text: &str) -> Option<&str> {
    let inner = BRACKETS
        .iter()
        .find_map(|(open, close)| text.strip_prefix(*open)?.strip_suffix(*close))?;
    let sign = |c: char| BRACKETS.iter().any(|(open, close)| c == *open || c == *close);
    let fits = !inner.trim().is_empty()
        && inner.chars().take(LONGEST + 1).count() <= LONGEST
        && !inner.contains(sign)
        && inner.chars().any(char::is_alphabetic);
    fits.then_some(inner)
}

fn is_direction(inner: &str) -> bool {
    let inner = inner.trim().to_lowercase();
    HEARD.iter().any(|word| {
        inner == *word || (!word.is_ascii() && word.chars().count() > 1 && inner.ends_with(word))
    })
}
