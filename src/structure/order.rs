//! Decides chapter order: as listed, else by episode, else by date, else by file name.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::diag;
use crate::model::outline::Outline;
use crate::model::settings::{Order, OrderKey};
use chengshu_text::diag::{Diagnostic, Place, Sink, counted};
use chengshu_text::source::Source;
use chengshu_text::time::Zone;
use chengshu_writing::natural::natural;

/// Puts the transcripts of one folder in order.
pub fn order(outlines: &mut [Outline], order: Option<&Order>, zone: Zone, sink: &mut Sink) {
    outlines.sort_by(|a, b| natural(&a.file, &b.file));
    match order {
        Some(Order::Listed(listed)) => {
            let mut ranks = HashMap::new();
            for (rank, path) in listed.iter().enumerate() {
                ranks.entry(path.value.as_str()).or_insert(rank);
            }
            outlines.sort_by_key(|outline| {
                ranks.get(outline.file.as_str()).copied().unwrap_or(usize::MAX)
            });
            let listed_here = outlines
                .iter()
                .filter(|outline| ranks.contains_key(outline.file.as_str()))
                .count();
            if listed_here > 0 && listed_here < outlines.len() {
                let first = &outlines[listed_here];
                sink.push(
                    Diagnostic::new(
                        &diag::ORDER_INCOMPLETE,
                        format!(
                            "`order` does not list {}; they follow the others",
                            counted(outlines.len() - listed_here, "transcript")
                        ),
                    )
                    .at(Place::file(first.display.as_str())),
                );
            }
        }
        Some(Order::By(key)) => by(outlines, key.value, zone),
        None if outlines.iter().all(|outline| episode(outline).is_some()) => {
            by(outlines, OrderKey::Episode, zone);
        }
        // Some numbered, some not: only a date is known of all, if it is.
        None if outlines.iter().all(|outline| outline.head.date.is_some()) => {
            by(outlines, OrderKey::Date, zone);
        }
        None if outlines.iter().any(|outline| episode(outline).is_some()) => {
            by(outlines, OrderKey::Episode, zone);
        }
        None => {}
    }
}

/// Reports entries of `order` that name no transcript.
pub fn check_listed(
    order: Option<&Order>,
    outlines: &[Outline],
    settings: Option<&Source>,
    sink: &mut Sink,
) {
    let (Some(Order::Listed(listed)), Some(settings)) = (order, settings) else {
        return;
    };
    let files = outlines.iter().map(|outline| outline.file.as_str());
    let files: HashSet<&str> = files.collect();
    for path in listed {
        if !files.contains(path.value.as_str()) {
            sink.push(
                Diagnostic::new(&diag::ORDER_UNKNOWN, format!("{} is not in the book", path.value))
                    .at(settings.place(path.at.start))
                    .help("write the path of a transcript, relative to the book's folder"),
            );
        }
    }
}

/// The number in the series: as the head states it, or as the title does.
pub fn episode(outline: &Outline) -> Option<u32> {
    outline
        .head
        .episode
        .as_ref()
        .map(|episode| episode.value)
        .or(outline.title.episode)
}

/// The series: as the head states it, or as the title does.
pub fn series(outline: &Outline) -> Option<&str> {
    outline
        .head
        .series
        .as_ref()
        .map(|series| series.value.as_str())
        .or(outline.title.series.as_deref())
}

/// Sorts by one property; what lacks it follows, and equals keep their natural order.
fn by(outlines: &mut [Outline], key: OrderKey, zone: Zone) {
    match key {
        OrderKey::Name => {}
        OrderKey::Date => outlines.sort_by_key(|outline| {
            let instant = outline.head.date.as_ref().and_then(|date| date.value.instant(zone));
            (instant.is_none(), instant)
        }),
        OrderKey::Episode => {
            // Series of one folder follow each other in the order of their first dates or names.
            let mut ranks: HashMap<String, usize> = HashMap::new();
            for outline in outlines.iter() {
                let next = ranks.len();
                ranks.entry(series(outline).unwrap_or_default().to_owned()).or_insert(next);
            }
            outlines.sort_by_key(|outline| {
                let rank = ranks.get(series(outline).unwrap_or_default()).copied();
                let number = episode(outline);
                (rank, number.is_none(), number)
            });
        }
    }
}

/// Reports numbers that are missing or doubled within a series.
pub fn check_numbers(outlines: &[Outline], sink: &mut Sink) {
    let mut numbered: BTreeMap<_, BTreeMap<u32, Vec<&Outline>>> = BTreeMap::new();
    for outline in outlines {
        if let Some(number) = episode(outline) {
            let key = (outline.part, series(outline).unwrap_or_default());
            numbered.entry(key).or_default().entry(number).or_default().push(outline);
        }
    }
    for ((_, series), numbers) in numbered {
        let name = if series.is_empty() { "the series" } else { series };
        for (number, outlines) in &numbers {
            if let [first, others @ ..] = outlines.as_slice() {
                for other in others {
                    sink.push(
                        Diagnostic::new(
                            &diag::NUMBER_DOUBLE,
                            format!("number {number} of {name} is also {}", first.display),
                        )
                        .at(Place::file(other.display.as_str()))
                        .help("correct the number, or mark one of them `draft: true`"),
                    );
                }
            }
        }
        let gaps = gaps(numbers.keys().copied());
        if !gaps.is_empty()
            && let Some(first) = numbers.values().next().and_then(|outlines| outlines.first())
        {
            sink.push(
                Diagnostic::new(&diag::NUMBER_GAP, format!("{name} has no {gaps}"))
                    .at(Place::file(first.display.as_str())),
            );
        }
    }
}

/// Missing numbers as text, runs shortened: `10, 15–17`.
fn gaps(numbers: impl Iterator<Item = u32>) -> String {
    let mut out = String::new();
    let mut last: Option<u32> = None;
    for number in numbers {
        if let Some(last) = last
            && number > last + 1
        {
            if !out.is_empty() {
                out.push_str(", ");
            }
            out.push_str(&(last + 1).to_string());
            if number > last + 2 {
                out.push('–');
                out.push_str(&(number - 1).to_string());
            }
        }
        last = Some(number);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_listed_shortly() {
        assert_eq!(gaps([1, 2, 4, 8].into_iter()), "3, 5–7");
        assert_eq!(gaps([5, 6].into_iter()), "");
    }
}
