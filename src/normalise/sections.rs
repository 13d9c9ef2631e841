//! Rule `sections`: a talk is parted as the file beside it says.

use super::diag::{SECTION_NOT_FOUND, SECTIONS_NOT_USED};
use super::rule::{Apply, Rule};
use super::stations::{insert, is_parted, paragraphs, station};
use super::work::Work;
use crate::model::block::{Block, Inline};
use crate::model::section_file::{Entry, find};
use crate::model::treatment::Sections;
use chengshu_text::diag::{Diagnostic, counted};

pub const RULE: Rule = Rule {
    id: "sections",
    family: "headings",
    summary: "parts talks as the `.sections.yaml` beside them says",
    reason: "Whoever knows a talk knows its sections; the titles they accept are its headings.",
    examples: &[],
    apply: Apply::Blocks(part),
};

fn part(blocks: &mut Vec<Block>, work: &mut Work<'_>) {
    let Some(file) = work.sections.filter(|_| work.treatment.sections != Sections::Off) else {
        return;
    };
    if blocks.iter().any(is_parted) {
        work.sink.push(
            Diagnostic::new(&SECTIONS_NOT_USED, "the transcript has headings of its own")
                .at(file.source.place(0))
                .help("delete the file, or the headings"),
        );
        return;
    }
    let said = paragraphs(blocks, work.moments);
    let words: Vec<_> = said.iter().map(|own| (own.text.as_str(), own.seconds)).collect();
    let mut starts: Vec<Option<&Entry>> = vec![None; said.len()];
    for (entry, number) in file.entries.iter().zip(find(&file.entries, &words)) {
        let message = match number.map(|number| &mut starts[number]) {
            Some(start @ None) => {
                *start = Some(entry);
                continue;
            }
            Some(_) => "another section begins with the same paragraph",
            None => "no paragraph begins like this",
        };
        work.sink.push(
            Diagnostic::new(&SECTION_NOT_FOUND, message)
                .at(file.source.span(&entry.at))
                .help("write the first words of the paragraph, or delete the section"),
        );
    }
    let mut added: Vec<(usize, Block)> = Vec::new();
    for (own, entry) in said.iter().zip(starts) {
        let at = own.at;
        match entry.map(|entry| (&entry.title, entry.level)) {
            Some((Some(title), level)) => {
                work.change_text(RULE.id, at, String::new(), title.clone());
                let content = vec![Inline::Text { text: title.clone(), at }];
                added.push((own.block, Block::Heading { level, content, at }));
            }
            // To the first section the chapter's own entry leads.
            Some((None, _)) if own.block > 0 => added.extend(station(own, None)),
            _ => {}
        }
    }
    let stations = added.iter().filter(|(_, block)| matches!(block, Block::Station { .. })).count();
    if stations > 0 {
        work.change_form(super::stations::RULE.id, 0, "1 section", &counted(stations, "section"));
    }
    insert(blocks, added);
}
