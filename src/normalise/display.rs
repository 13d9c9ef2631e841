//! Display text: titles, and what introduces a book or a chapter. No body holds it, and it has the
//! marks of running text all the same (requirements Z2 and E2).

use super::draft::Draft;
use super::line::{Kind, Line, ROUNDS};
use super::signs::Signs;
use super::{Apply, rules_of};
use crate::model::book::Book;
use crate::model::source::OffsetMap;
use crate::model::treatment::Treatment;

/// Sets the marks of all display text of a book, each in its own language, by the rules that run.
pub fn set_all(book: &mut Book) {
    let treatment = &book.treatment;
    let set = |text: &str, language: &str| {
        let draft = set(text, 0, language, treatment)?;
        Some(draft.text.into_owned())
    };
    let change = |text: &mut String, language: &str| {
        if let Some(set) = set(text, language) {
            *text = set;
        }
    };
    let language = &book.language;
    change(&mut book.title, language);
    let texts = book.subtitle.iter_mut().chain(&mut book.description);
    texts.for_each(|text| change(text, language));
    for part in &mut book.parts {
        change(&mut part.title, language);
        let description = part.description.iter_mut();
        description.for_each(|text| change(text, language));
    }
    for chapter in &mut book.chapters {
        let language = &chapter.language;
        if let Some(set) = set(&chapter.title, language) {
            // A heading of the text may repeat the title as the transcript has it.
            let stated = std::mem::replace(&mut chapter.title, set);
            chapter.other_titles.push(stated);
        }
        let intros = chapter.standfirst.iter_mut().chain(&mut chapter.remarks);
        intros.for_each(|text| change(text, language));
    }
}

/// Sets the marks of a text by the rules about lines, as [`settle`](super::line::settle) does in a body. The text
/// stands at `at` of its file. `None` if nothing changes, or if the rules find no end.
///
/// All of it is a label to the rules: a space between Chinese words parts names there.
pub(super) fn set<'a>(
    text: &'a str,
    at: usize,
    language: &str,
    treatment: &Treatment,
) -> Option<Draft<'a>> {
    let mut draft = Draft::new(text, OffsetMap::starting_at(at));
    for _ in 0..ROUNDS {
        let before = draft.changes.len();
        for rule in rules_of(treatment) {
            let Apply::Line(writing, line) = rule.apply else {
                continue;
            };
            let text = &*draft.text;
            let concerns = Signs::of(text).meet(line.signs) && (line.concerns)(text);
            if writing.is_of(language) && concerns {
                let kind = Kind::Label;
                let edits = (line.find)(&Line {
                    text,
                    kind,
                    language,
                });
                draft.apply(rule.id, &edits);
            }
        }
        if draft.changes.len() == before {
            return (before > 0).then_some(draft);
        }
    }
    None
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failure is what the test is for")]
mod tests {
    use super::*;
    use crate::model::treatment::Switch;

    fn title(text: &str, language: &str) -> Option<String> {
        set(text, 0, language, &Treatment::default()).map(|draft| draft.text.into_owned())
    }

    #[test]
    fn titles_have_the_marks_of_their_language() {
        for (language, stated, shown) in [
            ("zh-CN", "谁点亮了\"雾角\"?(上)", "谁点亮了“雾角”？（上）"),
            ("zh-TW", "誰點亮了\"霧角\"?", "誰點亮了「霧角」？"),
            ("zh-CN", "灯塔--海的眼睛...", "灯塔——海的眼睛……"),
            ("en", "The keeper's \"eye\"...", "The keeper’s “eye”…"),
        ] {
            assert_eq!(title(stated, language).as_deref(), Some(shown));
            assert_eq!(title(shown, language), None, "again");
        }
        // A space parts what belongs apart, and other languages have marks of their own.
        assert_eq!(title("文案 林望潮  配音 周渡", "zh-CN"), None);
        assert_eq!(title("l'été \"là\"", "fr"), None);
    }

    #[test]
    fn only_the_rules_that_run_set_marks() {
        let mut treatment = Treatment::default();
        treatment.rules.push(("curly".into(), Switch::Off));
        let draft = set("'Fog'...", 7, "en", &treatment).unwrap();
        assert_eq!(draft.text, "'Fog'…");
        let places: Vec<_> = draft.changes.iter().map(|it| (it.rule, it.at)).collect();
        assert_eq!(places, [("strokes", 12)]);
    }
}
