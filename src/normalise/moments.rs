//! Rule `moments`: links to the recording (requirement T3).

use super::rule::{Apply, Rule};
use super::work::Work;
use crate::model::block::{Block, Inline};
use crate::model::treatment::Timestamps;

pub const RULE: Rule = Rule {
    id: "moments",
    family: "speech",
    summary: "adds links to the recording where sections begin, or every few minutes (`timestamps:`)",
    reason: "Readers can listen to the passage (requirement T3); a link in each line would be noise.",
    examples: &[],
    apply: Apply::Blocks(|blocks, work| print(blocks, work)),
};

/// Links within a section are at least this many seconds apart.
const APART: u32 = 180;

/// Puts a link before the first paragraph of each section that has a moment, and with
/// `timestamps: all` every few minutes. A paragraph's moment is the last one stated before its
/// text and after the paragraph before.
fn print(blocks: &mut [Block], work: &mut Work<'_>) {
    if work.treatment.timestamps == Timestamps::None || work.moments.is_empty() {
        return;
    }
    let mut next = 0;
    let mut opening = true;
    let mut printed: Option<u32> = None;
    for block in blocks {
        let (content, at) = match block {
            Block::Heading { .. } => {
                opening = true;
                continue;
            }
            Block::Paragraph { content, at } => (content, *at),
            _ => continue,
        };
        let first = next;
        while work.moments.get(next).is_some_and(|moment| moment.at <= at) {
            next += 1;
        }
        let Some(moment) = work.moments[first..next].last() else {
            continue;
        };
        let far = printed.is_none_or(|last| moment.seconds.abs_diff(last) >= APART);
        if opening || (far && work.treatment.timestamps == Timestamps::All) {
            let seconds = moment.seconds;
            let place = usize::from(matches!(content.first(), Some(Inline::Speaker { .. })));
            content.insert(place, Inline::Moment { seconds });
            printed = Some(seconds);
        }
        opening = false;
    }
}
