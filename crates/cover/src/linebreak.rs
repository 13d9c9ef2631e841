//! Breaks a text into lines of even length at the places that read best.

use std::ops::Range;

use super::shape::Unit;
use chengshu_writing::phrasing::{Class, Segment, seam, seams};

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
    if unit.class == Class::Open { unit.ink.0.max(0.0) } else { 0.0 }
}

fn trail(unit: &Unit) -> f32 {
    if unit.class == Class::Close { (unit.advance - unit.ink.1).max(0.0) } else { 0.0 }
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
    let inked = line.iter().filter(|unit| unit.class != Class::Close).take(2);
    let single = inked.clone().count() == 1 && inked.clone().all(|u| u.class == Class::Ideograph);
    if single && count > 1 { 1.2 } else { 0.0 }
}

/// True if a line may end before unit `at`.
pub(super) fn may_break(units: &[Unit], at: usize) -> bool {
    let segment = |at: usize| units.get(at).map(segment);
    match (units.get(at), at.checked_sub(1).and_then(segment), segment(at)) {
        (Some(unit), Some(before), Some(after)) => {
            !unit.glued && seam(before, after, segment(at + 1)).is_some()
        }
        _ => true,
    }
}

/// The cost of ending a line before each unit, and after the last.
fn cut_costs(units: &[Unit]) -> Vec<Option<f32>> {
    let segments: Vec<Segment<'_>> = units.iter().map(segment).collect();
    let mut costs = seams(&segments);
    for (unit, cost) in units.iter().zip(&mut costs) {
        if unit.glued {
            *cost = None;
        }
    }
    costs
}

fn segment(unit: &Unit) -> Segment<'_> {
    Segment { text: &unit.text, class: unit.class }
}

#[cfg(test)]
mod tests {
    use super::super::shape::Stance;
    use super::*;
    use chengshu_writing::phrasing::segments;

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
                assert!(!line.starts_with(['）', '：', '》', '”', '，', '。']), "{line}");
                assert!(!line.ends_with(['（', '《', '“']), "{line}");
            }
        }
    }

    #[test]
    fn lines_are_even() {
        assert_eq!(broken("灯塔看守", 3.0), ["灯塔", "看守"]);
        let lines = broken("海岸灯塔航路", 4.0);
        assert_eq!(lines.len(), 2);
        assert!(lines.iter().all(|line| line.chars().count() % 2 == 0), "words are cut: {lines:?}");
    }

    #[test]
    fn breaks_prefer_pauses_particles_and_whole_numbers() {
        assert_eq!(broken("海岸：一座灯塔的故事", 7.0), ["海岸：", "一座灯塔的故事"]);
        assert_eq!(broken("灯塔的1848年记事", 5.0), ["灯塔的", "1848年记事"]);
        assert_eq!(broken("第十五座灯塔", 4.0), ["第十五座", "灯塔"]);
        assert_eq!(broken("谁点亮了第一座灯塔", 5.0), ["谁点亮了", "第一座灯塔"]);
        assert_eq!(broken("灯塔看守人的海上生活史", 6.0), ["灯塔看守人的", "海上生活史"]);
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
