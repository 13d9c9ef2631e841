//! Rule `stations`: long talks without headings are parted where their topics change.

use super::rule::{Apply, Rule};
use super::work::Work;
use crate::model::block::{Block, Inline, first_place, label};
use crate::model::treatment::Sections;
use chengshu_sections::{Model, Unit, length, starts};
use chengshu_text::diag::counted;
use chengshu_writing::language::primary;
use chengshu_writing::phrasing::{Piece, pieces};
use chengshu_writing::script::is_ideographic;

pub const RULE: Rule = Rule {
    id: "stations",
    family: "headings",
    summary: "parts long talks without headings where their topics change (`sections:`)",
    reason: "An hour of speech as one entry of the contents cannot be found one's way in; a station \
             says the time and the first words there, and no word that was not said.",
    examples: &[],
    apply: Apply::Blocks(part),
};

/// Shorter talks need no stations, in ideographs; a letter counts as 1/2.4 of one.
const SHORTEST: usize = 4_000;

/// How long the text between two stations should be: five to six minutes of speech.
const APART: usize = 1_500;

/// The most that a station says of its first words, in columns of a letter's width.
const WORDS: usize = 32;

/// A clause of fewer columns does not end what a station says.
const CLAUSE: usize = 16;

fn part(blocks: &mut Vec<Block>, work: &mut Work<'_>) {
    let is_parted = |block: &Block| matches!(block, Block::Heading { .. } | Block::Station { .. });
    if work.treatment.sections == Sections::Off || blocks.iter().any(is_parted) {
        return;
    }
    // What is not said in paragraphs belongs to the one before it.
    let places: Vec<usize> = (0..blocks.len()).filter(|at| opens(&blocks[*at])).collect();
    let texts: Vec<(Option<&str>, String)> = places.iter().map(|at| said(&blocks[*at])).collect();
    let units: Vec<Unit<'_>> =
        texts.iter().map(|(speaker, text)| Unit { text, speaker: *speaker }).collect();
    if length(&units) < SHORTEST {
        return;
    }
    let model = match (primary(work.language), work.moments.is_empty()) {
        ("zh", true) => Model::ChineseProse,
        ("zh", false) => Model::ChineseSpeech,
        ("en", _) => Model::English,
        _ => Model::Other,
    };
    let starts = starts(&units, model, APART);
    if starts.is_empty() {
        return;
    }
    // To the first section the chapter's own entry leads.
    let stations: Vec<(usize, Block)> = starts
        .into_iter()
        .filter_map(|unit| {
            Some((places[unit], station(&blocks[places[unit]], &texts[unit].1, work)?))
        })
        .collect();
    let Some(Block::Station { at, .. }) = stations.first().map(|(_, station)| station) else {
        return;
    };
    work.change_form("stations", *at, "1 section", &counted(stations.len(), "section"));
    let mut rest = std::mem::take(blocks).into_iter().enumerate();
    let mut stations = stations.into_iter().peekable();
    for (at, block) in &mut rest {
        blocks.extend(stations.next_if(|(place, _)| *place == at).map(|(_, station)| station));
        blocks.push(block);
    }
}

/// Whether a section may begin with a block.
fn opens(block: &Block) -> bool {
    matches!(block, Block::Paragraph { content, .. } if first_place(content).is_some())
}

/// Who speaks in a paragraph, if it says so, and the words.
fn said(block: &Block) -> (Option<&str>, String) {
    let Block::Paragraph { content, .. } = block else { return (None, String::new()) };
    match content.as_slice() {
        [Inline::Speaker { label: name, .. }, rest @ ..] => (Some(name), label(rest)),
        content => (None, label(content)),
    }
}

/// The station before a paragraph that says `text`: when it is said, and its first words.
fn station(block: &Block, text: &str, work: &Work<'_>) -> Option<Block> {
    let Block::Paragraph { content, at } = block else { return None };
    let place = first_place(content).unwrap_or(*at).max(*at);
    let before = work.moments.partition_point(|moment| moment.at <= place);
    let seconds = work.moments[..before].last().map(|moment| moment.seconds);
    let words = first_words(text);
    (!words.is_empty()).then_some(Block::Station { words, seconds, at: *at })
}

/// The first words of a text, to the end of a clause or of a phrase.
fn first_words(text: &str) -> String {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let line = text.lines().next().unwrap_or_default();
    let mut width = 0;
    let mut end = 0;
    for phrase in phrases(line) {
        let own: usize = phrase.trim_end().chars().map(columns).sum();
        if width + own > WORDS && end > 0 {
            return line[..end].trim_end_matches(|c: char| !c.is_alphanumeric()).to_owned() + "…";
        }
        end += phrase.len();
        width += phrase.chars().map(columns).sum::<usize>();
        let said = &line[..end];
        let bare = said.trim_end();
        if width >= CLAUSE && (bare.ends_with(is_stop) || said.ends_with('\u{3000}'))
            || bare.ends_with(['。', '？', '！', '?', '!'])
        {
            break;
        }
    }
    let said = line[..end].trim_end_matches(|c| is_stop(c) || c.is_whitespace());
    said.to_owned()
}

fn is_stop(c: char) -> bool {
    "，。；：！？,;:.!?…—、".contains(c)
}

/// The columns a character takes.
fn columns(c: char) -> usize {
    if is_ideographic(c) || ('\u{3000}'..'\u{3100}').contains(&c) || c >= '\u{ff00}' {
        2
    } else {
        1
    }
}

/// The words and phrases at the beginning of a line, each with the space and the marks behind it: no
/// fewer than a station says.
fn phrases(line: &str) -> Vec<&str> {
    let end = line.char_indices().nth(2 * WORDS).map_or(line.len(), |(at, _)| at);
    let words = |piece| match piece {
        Piece::Space(space) => vec![space],
        Piece::Phrase(words) => words,
    };
    let pieces = pieces(&line[..end]).into_iter().flat_map(words);
    pieces.flat_map(|words| words.split_inclusive(' ')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stations_say_a_clause_or_as_many_words_as_fit() {
        assert_eq!(first_words("“接下来说说港口的灯塔，它很旧。"), "接下来说说港口的灯塔");
        assert_eq!(first_words("好，接下来说灯塔。它在港口。"), "好，接下来说灯塔");
        assert_eq!(first_words("1973年，塔里换了新灯，灯比月亮亮。"), "1973年，塔里换了新灯");
        assert_eq!(
            first_words("Now, the lamp is lit every night at six."),
            "Now, the lamp is lit every night…"
        );
        assert_eq!(first_words("The lamp went out. But nobody saw it."), "The lamp went out");
        assert_eq!(first_words("灯塔。"), "灯塔");
        assert_eq!(first_words("……"), "");
    }
}
