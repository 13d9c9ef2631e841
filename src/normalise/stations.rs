//! Rule `stations`: long talks without headings are parted where their topics change.

use super::rule::{Apply, Rule};
use super::work::Work;
use crate::model::block::{Block, Inline, first_place, label};
use crate::model::manuscript::Moment;
use crate::model::treatment::Sections;
use chengshu_sections::{Model, Unit, labels, length, starts};
use chengshu_text::diag::counted;
use chengshu_writing::language::primary;
use chengshu_writing::phrasing::{Piece, pieces};
use chengshu_writing::script::is_ideographic;

pub(super) const RULE: Rule = Rule {
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

/// A paragraph that a section may begin with.
pub struct Paragraph {
    /// Its number among the blocks.
    pub block: usize,
    /// Where it stands.
    pub at: usize,
    /// Who speaks in it, if it says so.
    pub speaker: Option<String>,
    /// Its words.
    pub text: String,
    /// When they are said.
    pub seconds: Option<u32>,
}

/// A section that the program has found.
pub struct Found {
    /// The paragraph it begins with, by its number.
    pub paragraph: usize,
    /// How likely that is held to be, in per cent.
    pub percent: u8,
    /// Terms of the section that stand out.
    pub label: Option<String>,
}

fn part(blocks: &mut Vec<Block>, work: &mut Work<'_>) {
    let is_stated = work.sections.is_some();
    if is_stated || work.treatment.sections == Sections::Off || blocks.iter().any(is_parted) {
        return;
    }
    let paragraphs = paragraphs(blocks, work.moments);
    let found = find(&paragraphs, work.language, work.treatment.sections);
    // To the first section the chapter's own entry leads.
    let stations = found
        .into_iter()
        .filter_map(|found| station(&paragraphs[found.paragraph], found.label));
    let stations: Vec<(usize, Block)> = stations.collect();
    if let Some((_, Block::Station { at, .. })) = stations.first() {
        work.change_form(RULE.id, *at, "1 section", &counted(stations.len(), "section"));
        insert(blocks, stations);
    }
}

/// Whether a block parts a text.
pub fn is_parted(block: &Block) -> bool {
    matches!(block, Block::Heading { .. } | Block::Station { .. })
}

/// Puts blocks before those of these numbers, ascending.
pub(super) fn insert(blocks: &mut Vec<Block>, added: Vec<(usize, Block)>) {
    let mut added = added.into_iter().peekable();
    for (at, block) in std::mem::take(blocks).into_iter().enumerate() {
        blocks.extend(added.next_if(|(place, _)| *place == at).map(|(_, block)| block));
        blocks.push(block);
    }
}

/// The paragraphs that sections may begin with. What is not said in one belongs to the one before it.
pub fn paragraphs(blocks: &[Block], moments: &[Moment]) -> Vec<Paragraph> {
    let paragraph = |(number, block): (usize, &Block)| {
        let Block::Paragraph { content, at } = block else { return None };
        let place = first_place(content)?.max(*at);
        let before = moments.partition_point(|moment| moment.at <= place);
        let (speaker, words) = match content.as_slice() {
            [Inline::Speaker { label: name, .. }, rest @ ..] => (Some(name.clone()), rest),
            content => (None, content),
        };
        Some(Paragraph {
            block: number,
            at: *at,
            speaker,
            text: label(words),
            seconds: moments[..before].last().map(|moment| moment.seconds),
        })
    };
    blocks.iter().enumerate().filter_map(paragraph).collect()
}

/// The sections of a talk, without the first; none of a short one. They have labels where those are asked
/// for.
pub fn find(paragraphs: &[Paragraph], language: &str, sections: Sections) -> Vec<Found> {
    let units: Vec<Unit<'_>> = paragraphs
        .iter()
        .map(|own| Unit { text: &own.text, speaker: own.speaker.as_deref() })
        .collect();
    if length(&units) < SHORTEST {
        return Vec::new();
    }
    let is_timed = paragraphs.iter().any(|own| own.seconds.is_some());
    let model = match (primary(language), is_timed) {
        ("zh", false) => Model::ChineseProse,
        ("zh", true) => Model::ChineseSpeech,
        ("en", _) => Model::English,
        _ => Model::Other,
    };
    let starts = starts(&units, model, APART);
    let labels = match sections {
        Sections::Labels => labels(&units, &starts, model),
        Sections::Stations | Sections::Off => vec![None; starts.len()],
    };
    starts
        .into_iter()
        .zip(labels)
        .map(|(start, label)| Found { paragraph: start.unit, percent: start.percent, label })
        .collect()
}

/// The station before a paragraph: when it is said, and the label or its first words.
pub(super) fn station(own: &Paragraph, label: Option<String>) -> Option<(usize, Block)> {
    let words = label.unwrap_or_else(|| first_words(&own.text));
    let (seconds, at) = (own.seconds, own.at);
    (!words.is_empty()).then_some((own.block, Block::Station { words, seconds, at }))
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
