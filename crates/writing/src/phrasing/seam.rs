//! Where a line of a title ends best, without a dictionary.

use super::segment::{Class, Segment, is_ideograph};

/// The cost of ending a line before each segment, and after the last: 0 where a reader pauses,
/// 1 and more inside what is likely a word, nothing where a line may not end. Without unit.
///
/// Most Chinese words have two characters. Counted from where a word surely starts (after a mark,
/// a particle or another script), odd places are therefore more likely inside a word than even
/// ones.
pub fn seams(segments: &[Segment<'_>]) -> Vec<Option<f32>> {
    let mut since_start = 0_usize;
    let get = |at: usize| segments.get(at).copied();
    (0..=segments.len())
        .map(|at| {
            let cost = match (at.checked_sub(1).and_then(get), get(at)) {
                (Some(before), Some(after)) => seam(before, after, get(at + 1)),
                _ => Some(0.0),
            };
            let odd = since_start % 2 == 1;
            let tail = since_start > 1 && is_tail(get(at), get(at + 1));
            let particle = |segment: Segment<'_>| segment.text.starts_with(PARTICLES);
            match get(at) {
                Some(segment) if segment.class == Class::Ideograph && !particle(segment) => {
                    since_start += 1;
                }
                _ => since_start = 0,
            }
            let inside = odd && get(at).is_some_and(|segment| segment.class == Class::Ideograph);
            let mut more = if inside { 0.4 } else { 0.0 };
            if tail {
                more += 0.5;
            }
            cost.map(|cost| cost + more)
        })
        .collect()
}

/// True if a character before 的 or 之 ends a longer word: 看守人的, 编辑部的. Only pronouns stand
/// there alone.
fn is_tail(segment: Option<Segment<'_>>, next: Option<Segment<'_>>) -> bool {
    let alone = ['我', '你', '他', '她', '它', '谁', '新', '老', '大', '小', '好'];
    segment.is_some_and(|it| it.class == Class::Ideograph && !it.text.starts_with(alone))
        && next.is_some_and(|next| next.text.starts_with(['的', '之']))
}

/// Words of one character that end what is before them.
const PARTICLES: [char; 9] = ['的', '了', '是', '在', '与', '和', '之', '吗', '被'];

/// The cost of ending a line between two segments, as far as they and the one after them tell;
/// nothing where a line may not end.
pub fn seam(before: Segment<'_>, after: Segment<'_>, next: Option<Segment<'_>>) -> Option<f32> {
    // Nothing tells whether a straight mark opens or closes.
    let straight = ['"', '\''];
    if after.class == Class::Close
        || before.class == Class::Open
        || after.text.starts_with(straight)
        || before.text.ends_with(straight) && after.class != Class::Space
    {
        return None;
    }
    Some(match (before.class, after.class) {
        // Before a space rather than after it, so that each place is counted once.
        (Class::Space, _) => return None,
        (Class::Close, _) if before.pauses() => 0.0,
        (_, Class::Space) => gap(before, next),
        (_, Class::Open) | (Class::Close, _) => 0.15,
        (Class::Word, Class::Word) => 0.9,
        (Class::Word, _) => {
            // A number belongs to what it counts: 3 only with 人, 1848 only with 年.
            if before.text.ends_with(|c: char| c.is_ascii_digit()) && counts(after.text) {
                1.2
            } else if before.text.ends_with(|c: char| c.is_ascii_digit()) {
                // Often a name: 911事件.
                0.5
            } else {
                0.3
            }
        }
        (_, Class::Word) => 0.2,
        _ => 0.7 + clings(before.text, after.text),
    })
}

/// The cost of a break at a space. Between words, or where a Chinese title has one on purpose,
/// next to nothing; the gap between Chinese and another script holds them together.
fn gap(before: Segment<'_>, after: Option<Segment<'_>>) -> f32 {
    let mixed =
        |class| matches!(class, (Class::Word, Class::Ideograph) | (Class::Ideograph, Class::Word));
    match after {
        Some(after) if mixed((before.class, after.class)) => 0.35,
        _ => 0.05,
    }
}

/// Common measure words.
fn counts(text: &str) -> bool {
    text.starts_with([
        '年', '月', '日', '个', '位', '次', '人', '国', '岁', '天', '分', '集', '期', '种', '条',
        '世', '级', '号', '万', '亿', '千', '百', '点', '部', '章', '卷', '本', '元', '度', '名',
        '座', '盏', '艘', '只', '回', '届', '场', '代', '节', '讲', '夜', '课', '步', '层', '家',
        '颗', '件', '篇', '页', '问', '首', '张', '把', '段', '类', '批', '块', '句', '幕', '杯',
    ])
}

/// Han numerals; a number is not taken apart.
const NUMERALS: [char; 14] =
    ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '万', '两'];

/// How closely two Han characters belong together, from the few that say so by themselves. There
/// is no dictionary here: in titles a handful of particles decides most breaks.
fn clings(before: &str, after: &str) -> f32 {
    let ends_phrase =
        before.ends_with(['的', '了', '是', '吗', '们', '之', '者', '在', '为', '与', '和']);
    let starts_phrase =
        after.starts_with(['是', '在', '与', '和', '及', '为', '从', '被', '把', '如', '怎', '什']);
    let never_starts = after.starts_with([
        '的', '了', '吗', '呢', '吧', '啊', '们', '着', '过', '得', '地', '么', '之', '者', '子',
        '儿',
    ]);
    let never_ends = before.ends_with([
        '第', '不', '最', '小', '大', '老', '新', '与', '和', '及', '在', '被', '把', '从', '什',
        '怎', '这', '那', '如', '以', '而', '所', '可', '没', '无', '每', '各', '某', '很',
    ]);
    let numeral = |text: &str| text.starts_with(NUMERALS);
    let mut cost = 0.0;
    let number = numeral(before) && (numeral(after) || counts(after));
    let why = before.ends_with('为') && after.starts_with('什');
    if number || why {
        cost += 1.0;
    } else if never_starts || never_ends {
        cost += 0.6;
    } else if ends_phrase || starts_phrase {
        cost -= 0.3;
    }
    if is_ideograph_pair(before, after) { cost } else { cost + 0.2 }
}

/// Katakana words have no inner seams.
fn is_ideograph_pair(before: &str, after: &str) -> bool {
    let kana = |text: &str| text.starts_with(|c| matches!(c, '\u{30a1}'..='\u{30ff}'));
    !(kana(before) && kana(after)) && before.ends_with(is_ideograph)
}
