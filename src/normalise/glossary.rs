//! Rule `glossary`: corrections the maker of the book states (requirement T4).

use std::cell::OnceCell;
use std::collections::BTreeSet;

use super::draft::Edit;
use super::line::edit_lines;
use super::rule::{Apply, Rule};
use super::work::Work;
use crate::model::block::Block;
use crate::model::glossary::{Correction, Glossary};

pub const RULE: Rule = Rule {
    id: "glossary",
    family: "wording",
    summary: "applies the corrections of the book's `glossary.yaml`",
    reason: "Speech recognition mishears a name the same way each time; every correction is recorded (requirement T4).",
    examples: &[],
    apply: Apply::Blocks(|blocks, work| correct(blocks, work)),
};

/// Replaces wrong wordings by right ones: exact, the longest that fits first, Latin only as whole
/// words. Notes which entries are used.
fn correct(blocks: &mut [Block], work: &mut Work<'_>) {
    let treatment = work.treatment;
    if treatment.glossary.entries().is_empty() {
        return;
    }
    let file = work.file;
    let mut used = BTreeSet::new();
    edit_lines(
        blocks,
        work,
        "glossary",
        |_| true,
        |text, _| find(&treatment.glossary, file, text, &mut used),
    );
    work.corrections = used;
}

fn find(glossary: &Glossary, file: &str, text: &str, used: &mut BTreeSet<usize>) -> Vec<Edit> {
    let lookup = glossary.of(file);
    let right = OnceCell::new();
    let mut edits = Vec::new();
    let mut from = 0;
    for (at, mut numbers) in lookup.places(text) {
        if at < from {
            continue;
        }
        // Not as a part of the right wording.
        let is_right = |number| right.get_or_init(|| lookup.right(text)).covers(number, at);
        let fits = numbers.find_map(|number| {
            let entry = glossary.entries().get(number)?;
            (stands_alone(text, at, entry) && !is_right(number)).then_some((number, entry))
        });
        if let Some((number, entry)) = fits {
            let end = at + entry.from.len();
            edits.push(Edit::replace(at..end, entry.to.clone()));
            used.insert(number);
            from = end;
        }
    }
    edits
}

/// True if an entry's wrong wording, which stands at an offset, is words of its own if it is Latin.
fn stands_alone(text: &str, at: usize, entry: &Correction) -> bool {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && c < '\u{2e80}');
    let (before, after) = (&text[..at], &text[at + entry.from.len()..]);
    let begins = !(latin(before.chars().next_back()) && latin(entry.from.chars().next()));
    let ends = !(latin(after.chars().next()) && latin(entry.from.chars().next_back()));
    begins && ends
}

#[cfg(test)]
mod tests {
    use super::*;

    fn corrected(text: &str, entries: &[(&str, &str)]) -> String {
        let entries: Vec<Correction> = entries
            .iter()
            .map(|(from, to)| Correction {
                from: (*from).into(),
                to: (*to).into(),
                files: Vec::new(),
                at: 0,
            })
            .collect();
        let mut out = text.to_owned();
        let edits = find(&entries.into(), "a.md", text, &mut BTreeSet::new());
        for edit in edits.iter().rev() {
            out.replace_range(edit.span.clone(), &edit.with);
        }
        out
    }

    #[test]
    fn the_longest_wording_wins_and_results_stay() {
        let entries = [("灯搭", "灯塔"), ("灯搭子", "灯塔之子"), ("港", "港口")];
        let once = corrected("灯搭子和灯搭在港和港口", &entries);
        assert_eq!(once, "灯塔之子和灯塔在港口和港口");
        assert_eq!(corrected(&once, &entries), once);
    }

    #[test]
    fn latin_is_replaced_as_whole_words() {
        let entries = [("Fan", "Fanal")];
        assert_eq!(corrected("Fan灯 Fans aFan (Fan)", &entries), "Fanal灯 Fans aFan (Fanal)");
    }

    #[test]
    fn entries_may_be_limited_to_files() {
        let entry = |to: &str, files: &[&str]| Correction {
            from: "甲".into(),
            to: to.into(),
            files: files.iter().map(|&file| file.to_owned()).collect(),
            at: 0,
        };
        let glossary = Glossary::from(vec![
            entry("乙", &["b.md", "c.md"]),
            entry("丙", &["b.md"]),
            entry("丁", &["d.md"]),
            entry("戊", &["d.md", "d.md"]),
        ]);
        let corrected = |file| {
            let edits = find(&glossary, file, "甲", &mut BTreeSet::new());
            let edits = edits.into_iter();
            edits.map(|edit| edit.with.into_owned()).collect::<Vec<_>>()
        };
        assert!(corrected("a.md").is_empty());
        assert_eq!(corrected("b.md"), ["乙"]);
        assert_eq!(corrected("c.md"), ["乙"]);
        assert_eq!(corrected("d.md"), ["丁"]);
    }

    #[test]
    fn entries_for_all_files_and_for_one_are_taken_in_the_order_stated() {
        let entry = |to: &str, files: &[&str]| Correction {
            from: "港".into(),
            to: to.into(),
            files: files.iter().map(|&file| file.to_owned()).collect(),
            at: 0,
        };
        let first = |entries: Vec<Correction>| {
            let mut used = BTreeSet::new();
            find(&entries.into(), "a.md", "港口", &mut used);
            used.into_iter().next()
        };
        assert_eq!(first(vec![entry("岸", &[]), entry("滩", &["a.md"])]), Some(0));
        assert_eq!(first(vec![entry("岸", &["a.md"]), entry("滩", &[])]), Some(0));
        // The first is right already.
        assert_eq!(first(vec![entry("港口", &[]), entry("滩", &["a.md"])]), Some(1));
    }

    #[test]
    fn a_wording_inside_the_right_one_stays() {
        let entries = [("灯", "海灯灯塔"), ("ab", "cabab")];
        for right in ["海灯灯塔", "海灯灯塔海灯灯塔", "cabab，cabab"] {
            assert_eq!(corrected(right, &entries), right);
        }
        assert_eq!(corrected("灯灯塔", &entries), "海灯灯塔海灯灯塔塔");
    }
}
