//! Breaks a text into lines of even length at the places that read best.

use std::ops::Range;

use super::segment::{Class, is_ideograph};
use super::typeset::Unit;

/// Lines of one text, as ranges of its units, and how good they are.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Lines {
    /// The lines in order. Spaces at their ends are outside the ranges.
    pub lines: Vec<Range<usize>>,
    /// 0 for a perfect break; larger is worse. Without unit.
    pub cost: f32,
}

/// More lines than this are a page, not a cover.
pub(super) const MOST_LINES: usize = 14;

/// The length of a range of units as a line: without spaces at the ends, and without the empty
/// half of full-width marks there, so that what the eye sees is what is measured. In em.
pub(super) fn line_length<'a>(units: impl IntoIterator<Item = &'a Unit>) -> f32 {
    let mut units = units.into_iter().peekable();
    let mut length = units.peek().map_or(0.0, |first| -lead(first));
    let mut trailing = 0.0;
    for unit in units {
        length += unit.advance;
        trailing = trail(unit);
    }
    length - trailing
}

/// The empty half before an opening mark, in em.
pub(super) fn lead(unit: &Unit) -> f32 {
    if unit.class == Class::Open {
        unit.ink.0.max(0.0)
    } else {
        0.0
    }
}

fn trail(unit: &Unit) -> f32 {
    if unit.class == Class::Close {
        (unit.advance - unit.ink.1).max(0.0)
    } else {
        0.0
    }
}

/// The best lines no longer than `longest` em, at most `most` of them; nothing if there are none.
///
/// For each number of lines the sum of costs is minimised (as Knuth and Plass do for paragraphs,
/// 1981). Work is proportional to units × characters in a line × lines; the last two are bounded
/// by what fits on a cover.
pub(super) fn break_lines(units: &[Unit], longest: f32, most: usize) -> Option<Lines> {
    let total = line_length(units);
    let cuts = cut_costs(units);
    (1..=most.min(MOST_LINES))
        .filter(|count| total <= longest * count_as_f32(*count))
        .filter_map(|count| break_into(units, &cuts, count, longest))
        .min_by(|a, b| a.cost.total_cmp(&b.cost))
}

/// Lines are few.
#[allow(clippy::cast_precision_loss)]
fn count_as_f32(count: usize) -> f32 {
    count as f32
}

/// The best way to make exactly `count` lines.
fn break_into(units: &[Unit], cuts: &[Option<f32>], count: usize, longest: f32) -> Option<Lines> {
    let target = (line_length(units) / count_as_f32(count)).max(0.1);
    let end = units.len();
    // best[line][i]: the least cost of the first `line` lines when they end before unit `i`, and
    // where the last of them starts.
    let mut best = vec![vec![(f32::INFINITY, 0_usize); end + 1]; count + 1];
    best[0][0] = (0.0, 0);
    for line in 1..=count {
        for start in 0..end {
            let (before, _) = best[line - 1][start];
            if !before.is_finite() {
                continue;
            }
            let mut length = 0.0;
            for stop in start + 1..=end {
                length += units[stop - 1].advance;
                // Trimming takes off less than an em at either end.
                if length > longest + 2.0 {
                    break;
                }
                let Some(cut) = cuts.get(stop).copied().flatten() else {
                    continue;
                };
                let shown = &units[trimmed(units, start..stop)];
                let length = line_length(shown);
                if length > longest {
                    continue;
                }
                let ragged = (length - target) / target;
                let cost = before + cut + 1.3 * ragged * ragged + lone(shown, count);
                if cost < best[line][stop].0 {
                    best[line][stop] = (cost, start);
                }
            }
        }
    }
    let (cost, _) = best[count][end];
    if !cost.is_finite() {
        return None;
    }
    let mut lines = Vec::with_capacity(count);
    let mut stop = end;
    for row in best.iter().skip(1).rev() {
        let (_, start) = row[stop];
        lines.push(trimmed(units, start..stop));
        stop = start;
    }
    lines.reverse();
    Some(Lines { lines, cost })
}

/// Takes spaces off both ends of a line.
fn trimmed(units: &[Unit], line: Range<usize>) -> Range<usize> {
    let Range { mut start, mut end } = line;
    let space = |at: usize| units.get(at).is_some_and(|unit| unit.class == Class::Space);
    while start < end && space(start) {
        start += 1;
    }
    while start < end && space(end - 1) {
        end -= 1;
    }
    start..end
}

/// A line of a single character is an orphan.
fn lone(line: &[Unit], count: usize) -> f32 {
    let inked = line
        .iter()
        .filter(|unit| unit.class != Class::Close)
        .take(2);
    let single = inked.clone().count() == 1 && inked.clone().all(|u| u.class == Class::Ideograph);
    if single && count > 1 { 1.2 } else { 0.0 }
}

/// Whether a line may end before unit `at`.
pub(super) fn may_break(units: &[Unit], at: usize) -> bool {
    break_cost(units, at).is_some()
}

/// What it costs to end a line before each unit, and after the last.
///
/// Most Chinese words have two characters. Counted from where a word surely starts (after a mark,
/// a particle or another script), odd places are therefore more likely inside a word than even
/// ones.
fn cut_costs(units: &[Unit]) -> Vec<Option<f32>> {
    let mut since_start = 0_usize;
    (0..=units.len())
        .map(|at| {
            let cost = break_cost(units, at);
            let odd = since_start % 2 == 1;
            let tail = since_start > 1 && is_tail(units.get(at), units.get(at + 1));
            let particle = |unit: &Unit| unit.text.starts_with(PARTICLES);
            match units.get(at) {
                Some(unit) if unit.class == Class::Ideograph && !particle(unit) => since_start += 1,
                _ => since_start = 0,
            }
            let inside = odd
                && units
                    .get(at)
                    .is_some_and(|unit| unit.class == Class::Ideograph);
            let mut more = if inside { 0.4 } else { 0.0 };
            if tail {
                more += 0.5;
            }
            cost.map(|cost| cost + more)
        })
        .collect()
}

/// Whether a character before 的 or 之 ends a longer word: 看守人的, 编辑部的. Only pronouns stand
/// there alone.
fn is_tail(unit: Option<&Unit>, next: Option<&Unit>) -> bool {
    let alone = [
        '我', '你', '他', '她', '它', '谁', '新', '老', '大', '小', '好',
    ];
    unit.is_some_and(|unit| unit.class == Class::Ideograph && !unit.text.starts_with(alone))
        && next.is_some_and(|next| next.text.starts_with(['的', '之']))
}

/// Words of one character that end what is before them.
const PARTICLES: [char; 9] = ['的', '了', '是', '在', '与', '和', '之', '吗', '被'];

/// What it costs to end a line before unit `at`; nothing where a line may not end.
fn break_cost(units: &[Unit], at: usize) -> Option<f32> {
    let (Some(before), Some(after)) = (units.get(at.wrapping_sub(1)), units.get(at)) else {
        return Some(0.0);
    };
    if after.glued || after.class == Class::Close || before.class == Class::Open {
        return None;
    }
    Some(match (before.class, after.class) {
        // Before a space rather than after it, so that each place is counted once.
        (Class::Space, _) => return None,
        (Class::Close, _) if pauses(&before.text) => 0.0,
        (_, Class::Space) => gap(before, units.get(at + 1)),
        (_, Class::Open) | (Class::Close, _) => 0.15,
        (Class::Word, Class::Word) => 0.9,
        (Class::Word, _) => {
            // A number belongs to what it counts: 3 only with 人, 1848 only with 年.
            if before.text.ends_with(|c: char| c.is_ascii_digit()) && counts(&after.text) {
                1.2
            } else if before.text.ends_with(|c: char| c.is_ascii_digit()) {
                // Often a name: 911事件.
                0.5
            } else {
                0.3
            }
        }
        (_, Class::Word) => 0.2,
        _ => 0.7 + clings(&before.text, &after.text),
    })
}

/// What it costs to break at a space. Between words, or where a Chinese title has one on purpose,
/// next to nothing; the gap between Chinese and another script holds them together.
fn gap(before: &Unit, after: Option<&Unit>) -> f32 {
    let mixed = |class| {
        matches!(
            class,
            (Class::Word, Class::Ideograph) | (Class::Ideograph, Class::Word)
        )
    };
    match after {
        Some(after) if mixed((before.class, after.class)) => 0.35,
        _ => 0.05,
    }
}

/// Marks after which a reader pauses.
fn pauses(mark: &str) -> bool {
    mark.starts_with(['，', '。', '：', '；', '？', '！', '—', '…', '、'])
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
const NUMERALS: [char; 14] = [
    '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '万', '两',
];

/// How closely two Han characters belong together, from the few that say so by themselves. There
/// is no dictionary here: on a cover a handful of particles decides most breaks.
fn clings(before: &str, after: &str) -> f32 {
    let ends_phrase = before.ends_with([
        '的', '了', '是', '吗', '们', '之', '者', '在', '为', '与', '和',
    ]);
    let starts_phrase = after.starts_with([
        '是', '在', '与', '和', '及', '为', '从', '被', '把', '如', '怎', '什',
    ]);
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
    if number {
        cost += 1.0;
    } else if never_starts || never_ends {
        cost += 0.6;
    } else if ends_phrase || starts_phrase {
        cost -= 0.3;
    }
    if is_ideograph_pair(before, after) {
        cost
    } else {
        cost + 0.2
    }
}

/// Katakana words have no inner seams.
fn is_ideograph_pair(before: &str, after: &str) -> bool {
    let kana = |text: &str| text.starts_with(|c| matches!(c, '\u{30a1}'..='\u{30ff}'));
    !(kana(before) && kana(after)) && before.ends_with(is_ideograph)
}

#[cfg(test)]
mod tests {
    use super::super::segment::segments;
    use super::super::typeset::Stance;
    use super::*;

    /// Units as wide as in most fonts: an em for Han and marks, half an em for a Latin letter.
    fn units(text: &str) -> Vec<Unit> {
        segments(text)
            .into_iter()
            .map(|segment| {
                let count = count_as_f32(segment.text.chars().count());
                let advance = match segment.class {
                    Class::Word => count / 2.0,
                    Class::Space => 0.25,
                    Class::Open | Class::Close | Class::Ideograph => count,
                };
                let ink = match segment.class {
                    Class::Open => (0.5, 1.0),
                    Class::Close => (0.0, 0.5),
                    _ => (0.0, advance),
                };
                Unit {
                    text: segment.text.into(),
                    class: segment.class,
                    glued: false,
                    advance,
                    ink,
                    stance: Stance::Upright,
                    path: "M0 0".into(),
                }
            })
            .collect()
    }

    fn broken(text: &str, longest: f32) -> Vec<String> {
        let units = units(text);
        let lines = break_lines(&units, longest, MOST_LINES).unwrap();
        lines
            .lines
            .into_iter()
            .map(|line| units[line].iter().map(|unit| unit.text.as_str()).collect())
            .collect()
    }

    #[test]
    fn marks_do_not_start_or_end_lines() {
        let text = "港口（上）：《航路》与“灯塔”，以及海。";
        for longest in 3..12_u8 {
            for line in broken(text, f32::from(longest)) {
                assert!(
                    !line.starts_with(['）', '：', '》', '”', '，', '。']),
                    "{line}"
                );
                assert!(!line.ends_with(['（', '《', '“']), "{line}");
            }
        }
    }

    #[test]
    fn lines_are_even() {
        assert_eq!(broken("灯塔看守", 3.0), ["灯塔", "看守"]);
        let lines = broken("海岸灯塔航路", 4.0);
        assert_eq!(lines.len(), 2);
        assert!(
            lines.iter().all(|line| line.chars().count() % 2 == 0),
            "words are cut: {lines:?}"
        );
    }

    #[test]
    fn breaks_prefer_pauses_particles_and_whole_numbers() {
        assert_eq!(
            broken("海岸：一座灯塔的故事", 7.0),
            ["海岸：", "一座灯塔的故事"]
        );
        assert_eq!(broken("灯塔的1848年记事", 5.0), ["灯塔的", "1848年记事"]);
        assert_eq!(broken("第十五座灯塔", 4.0), ["第十五座", "灯塔"]);
        assert_eq!(
            broken("谁点亮了第一座灯塔", 5.0),
            ["谁点亮了", "第一座灯塔"]
        );
        assert_eq!(
            broken("灯塔看守人的海上生活史", 6.0),
            ["灯塔看守人的", "海上生活史"]
        );
    }

    #[test]
    fn latin_breaks_at_spaces_and_loses_them() {
        assert_eq!(
            broken("A Short History of Harbours", 6.0),
            ["A Short", "History of", "Harbours"]
        );
    }

    #[test]
    fn what_cannot_fit_is_refused() {
        assert_eq!(break_lines(&units("Harbours"), 2.0, 4), None);
        assert_eq!(break_lines(&units(&"海".repeat(50)), 3.0, 4), None);
    }

    #[test]
    fn full_width_marks_at_the_ends_count_half() {
        assert!((line_length(&units("《海》")) - 2.0).abs() < 1e-6);
    }
}
