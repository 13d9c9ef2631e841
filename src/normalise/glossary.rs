//! Rule `glossary`: corrections the maker of the book states (requirement T4).

use std::collections::HashMap;

use super::Work;
use super::draft::Edit;
use super::line::edit_lines;
use crate::model::block::Block;
use crate::model::treatment::Correction;

/// The entries for one file, by the character they begin with, the longest first.
struct Index<'a> {
    entries: HashMap<char, Vec<(usize, &'a Correction)>>,
}

/// Replaces wrong wordings by right ones: exact, the longest that fits first, Latin only as whole
/// words. Counts the uses of each entry.
pub fn correct(blocks: &mut [Block], work: &mut Work<'_>) {
    let treatment = work.treatment;
    if treatment.glossary.is_empty() {
        return;
    }
    let index = Index::of(&treatment.glossary, work.file);
    let mut used = vec![0; treatment.glossary.len()];
    edit_lines(
        blocks,
        work,
        "glossary",
        |_| true,
        |text, _| index.find(text, &mut used),
    );
    work.corrections = used;
}

impl<'a> Index<'a> {
    fn of(glossary: &'a [Correction], file: &str) -> Self {
        let mut entries: HashMap<char, Vec<(usize, &Correction)>> = HashMap::new();
        for (number, entry) in glossary.iter().enumerate() {
            let here = entry.files.is_empty() || entry.files.iter().any(|name| name == file);
            if let Some(first) = entry.from.chars().next().filter(|_| here) {
                entries.entry(first).or_default().push((number, entry));
            }
        }
        for list in entries.values_mut() {
            list.sort_by_key(|(_, entry)| std::cmp::Reverse(entry.from.len()));
        }
        Self { entries }
    }

    fn find(&self, text: &str, used: &mut [usize]) -> Vec<Edit> {
        let mut edits = Vec::new();
        let mut from = 0;
        for (at, c) in text.char_indices() {
            if at < from {
                continue;
            }
            let Some(list) = self.entries.get(&c) else {
                continue;
            };
            let fits = list.iter().find(|(_, entry)| fits(text, at, entry));
            if let Some((number, entry)) = fits {
                let end = at + entry.from.len();
                edits.push(Edit::replace(at..end, entry.to.clone()));
                if let Some(count) = used.get_mut(*number) {
                    *count += 1;
                }
                from = end;
            }
        }
        edits
    }
}

/// Whether an entry's wrong wording stands at an offset, as words of its own if it is Latin, and
/// not as a part of the right one.
fn fits(text: &str, at: usize, entry: &Correction) -> bool {
    let rest = &text[at..];
    if !rest.starts_with(&entry.from) {
        return false;
    }
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && c < '\u{2e80}');
    let (before, after) = (&text[..at], &rest[entry.from.len()..]);
    let begins = !(latin(before.chars().next_back()) && latin(entry.from.chars().next()));
    let ends = !(latin(after.chars().next()) && latin(entry.from.chars().next_back()));
    let right_already = entry.to.match_indices(&entry.from).any(|(inside, _)| {
        at.checked_sub(inside)
            .and_then(|start| text.get(start..))
            .is_some_and(|whole| whole.starts_with(&entry.to))
    });
    begins && ends && !right_already
}

#[cfg(test)]
mod tests {
    use super::*;

    fn corrected(text: &str, entries: &[(&str, &str)]) -> String {
        let glossary: Vec<Correction> = entries
            .iter()
            .map(|(from, to)| Correction {
                from: (*from).into(),
                to: (*to).into(),
                files: Vec::new(),
                at: 0,
            })
            .collect();
        let index = Index::of(&glossary, "a.md");
        let mut out = text.to_owned();
        for edit in index.find(text, &mut vec![0; glossary.len()]).iter().rev() {
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
        assert_eq!(
            corrected("Fan灯 Fans aFan (Fan)", &entries),
            "Fanal灯 Fans aFan (Fanal)"
        );
    }

    #[test]
    fn entries_may_be_limited_to_files() {
        let glossary = [Correction {
            from: "甲".into(),
            to: "乙".into(),
            files: vec!["b.md".into()],
            at: 0,
        }];
        assert!(Index::of(&glossary, "a.md").find("甲", &mut [0]).is_empty());
        assert_eq!(Index::of(&glossary, "b.md").find("甲", &mut [0]).len(), 1);
    }
}
