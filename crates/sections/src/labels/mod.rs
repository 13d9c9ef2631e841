//! What a section is about, in its own words: terms that come in it far more often than elsewhere.
//!
//! A term recurs, holds together and is freely used ([`grams`]); it is no common word, and is not what
//! advertising speaks of. Where no term is far ahead there is no label: a wrong one misleads.

mod grams;
mod terms;

use crate::cohesion::real;
use crate::model::Model;
use crate::{Start, Unit};
use terms::{Talk, Term};

/// The least score of a term that labels a section.
const LEAST: f64 = 8.0;
/// The share of the first term's score from which a second stands beside it.
const SECOND: f64 = 0.55;
/// The most two terms may take, in ideographs; letters count half.
const WIDEST: usize = 14;
/// How many times as often it comes as in the talk as a whole.
const FAR_MORE: f64 = 2.0;
/// A term has come so often in its section, a longer one less often.
const OFTEN: usize = 4;
/// How much of a section is its opening, in ideographs or words, or the share of it.
const OPENING: usize = 120;
const SHARE: usize = 6;
/// How many of the best terms of a section are looked at.
const BEST: usize = 40;

/// The labels of the sections that begin at these units, ascending; none for a section that no term stands
/// out in. Words of the talk only. Linear in the text.
pub fn labels(units: &[Unit<'_>], starts: &[Start], model: Model) -> Vec<Option<String>> {
    // There are tables of common words for two languages alone.
    if model == Model::Other {
        return vec![None; starts.len()];
    }
    let talk = Talk::of(units);
    let terms = talk.terms();
    let mut edges = vec![0];
    edges.extend(starts.iter().map(|start| talk.units[start.unit]));
    edges.push(talk.length());
    let sections: Vec<(usize, usize)> = edges.windows(2).map(|pair| (pair[0], pair[1])).collect();
    // By section, the terms in it and how often.
    let mut counts: Vec<Vec<(usize, usize)>> = vec![Vec::new(); sections.len()];
    for (number, term) in terms.iter().enumerate() {
        let section = |place: &usize| edges[1..].partition_point(|edge| edge <= place);
        for run in term.places.chunk_by(|one, other| section(one) == section(other)) {
            if let Some(own) = counts.get_mut(section(&run[0])) {
                own.push((number, run.len()));
            }
        }
    }
    let mut used = vec![false; terms.len()];
    let label = |(section, own): (&(usize, usize), &Vec<(usize, usize)>)| {
        let best = best(&talk, &terms, *section, own);
        label(&talk, &terms, &best, &mut used)
    };
    sections.iter().zip(&counts).skip(1).map(label).collect()
}

/// A term of a section.
struct Scored {
    term: usize,
    count: usize,
    score: f64,
}

/// The terms that come far more often in a section than its length accounts for, the best first, none
/// of which is a part of another.
fn best(
    talk: &Talk<'_>,
    terms: &[Term],
    (start, end): (usize, usize),
    own: &[(usize, usize)],
) -> Vec<Scored> {
    let length = end - start;
    let share = real(length) / real(talk.length().max(1));
    let opening = start + OPENING.max(length / SHARE).min(length);
    let mut scored: Vec<Scored> = own
        .iter()
        .filter_map(|&(number, count)| {
            let term = &terms[number];
            let times = real(count) / (real(term.places.len()) * share);
            let gain = real(count) * libm::log(times);
            let first = term.places.partition_point(|place| *place < start);
            let leads = if term.places[first] < opening { 1.35 } else { 1.0 };
            let size = (0.7 + 0.15 * term.weight).min(1.4);
            // Rounded so that the last digits of a machine decide nothing.
            let score = (gain * leads * size * 4096.0).round() / 4096.0;
            (count > 1 && times >= FAR_MORE).then_some(Scored { term: number, count, score })
        })
        .collect();
    scored.sort_by(|one, other| other.score.total_cmp(&one.score).then(one.term.cmp(&other.term)));
    scored.truncate(BEST);
    let text = |scored: &Scored| terms[scored.term].key.as_str();
    let mut kept: Vec<Scored> = Vec::new();
    for at in 0..scored.len() {
        let own = &scored[at];
        let is_part = scored.iter().any(|other| {
            other.term != own.term
                && text(other).contains(text(own))
                && 10 * other.count >= 6 * own.count
        });
        let holds = kept.iter().any(|kept| text(own).contains(text(kept)));
        if !is_part && !holds {
            kept.push(Scored { ..*own });
        }
    }
    kept
}

/// One term, or two if the second is not far behind.
fn label(talk: &Talk<'_>, terms: &[Term], best: &[Scored], used: &mut [bool]) -> Option<String> {
    let fits = |scored: &&Scored| {
        let term = &terms[scored.term];
        let often = if term.weight >= 4.0 { OFTEN - 1 } else { OFTEN };
        !used[scored.term] && scored.count >= often && term.is_label
    };
    let mut fitting = best.iter().filter(fits);
    let first = fitting.next().filter(|first| first.score >= LEAST)?;
    let width = |scored: &Scored| terms[scored.term].width;
    let second = fitting.take(2).find(|second| {
        second.score >= SECOND * first.score && width(first) + width(second) < 2 * WIDEST
    });
    let text = |scored: &Scored| talk.text(&terms[scored.term]);
    let mut label = text(first);
    let second = second.map(|second| second.term);
    used[first.term] = true;
    if let Some(second) = second {
        used[second] = true;
        let comma = if terms[second].is_ideographic { "、" } else { ", " };
        label = label + comma + &talk.text(&terms[second]);
    }
    Some(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labelled(sections: &[String], model: Model) -> Vec<Option<String>> {
        let texts: Vec<&str> = sections.iter().map(String::as_str).collect();
        let units: Vec<_> = texts.iter().map(|text| Unit { text, speaker: None }).collect();
        let starts: Vec<_> = (1..units.len()).map(|unit| Start { unit, percent: 50 }).collect();
        labels(&units, &starts, model)
    }

    /// A section in which a word comes in many sentences.
    fn about(word: &str, sentences: &[&str]) -> String {
        sentences.iter().map(|sentence| sentence.replace("{}", word)).collect()
    }

    const SAYINGS: &[&str] = &[
        "从前{}都归镇上管。",
        "人人记得{}怎样修好。",
        "那年冬天{}特别少。",
        "孩子最爱看{}亮起来。",
        "后来{}慢慢变了。",
        "谁家没有见过{}呢。",
    ];

    #[test]
    fn a_label_is_what_a_section_speaks_of() {
        let words = ["灯油", "桐油桶", "鱼贩子"];
        let sections = words.map(|word| about(word, SAYINGS));
        let found = labelled(&sections, Model::ChineseProse);
        assert_eq!(found, [Some("桐油桶".to_owned()), Some("鱼贩子".to_owned())]);
        assert_eq!(labelled(&sections, Model::Other), [None, None]);
    }

    #[test]
    fn words_are_labels_too() {
        let sayings = [
            "Once the {} was kept here. ",
            "Everybody knew a {} by name. ",
            "We paid for one {} then. ",
            "Later each {} went away, and ",
            "nobody saw the old {} again. ",
        ];
        let sections =
            ["lantern", "Fresnel lens", "fishmonger"].map(|word| about(word, &sayings).repeat(2));
        let found = labelled(&sections, Model::English);
        assert_eq!(found, [Some("Fresnel lens".to_owned()), Some("fishmonger".to_owned())]);
    }

    #[test]
    fn advertising_and_common_words_are_no_labels() {
        let bought =
            ["{}现在有优惠。", "点链接买{}。", "{}是本期赞助。", "用券下单{}。", "评论区说说{}。"];
        let sections = [about("灯油", SAYINGS), about("麦浪牌", &bought), about("时候", SAYINGS)];
        assert_eq!(labelled(&sections, Model::ChineseProse), [None, None]);
    }
}
