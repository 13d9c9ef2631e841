//! Display text: titles, and what introduces a book or a chapter. No body holds it, and it has the
//! marks of running text all the same (requirements Z2 and E2).

use super::draft::Edit;
use super::line::{Kind, LineRule, ROUNDS, Writing};
use super::rules_of;
use super::signs::Signs;
use super::{Apply, line};
use crate::model::book::Book;
use crate::model::treatment::Treatment;

/// Sets the marks of all display text of a book, each in its own language, by the rules that run.
pub fn set_all(book: &mut Book) {
    let treatment = &book.treatment;
    let change = |text: &mut String, language: &str| {
        if let Some(set) = set(text, language, treatment, |_, _, _| {}) {
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
        let set = set(&chapter.title, language, treatment, |_, _, _| {});
        if let Some(set) = set {
            // A heading of the text may repeat the title as the transcript has it.
            let stated = std::mem::replace(&mut chapter.title, set);
            chapter.other_titles.push(stated);
        }
        let intros = chapter.standfirst.iter_mut().chain(&mut chapter.remarks);
        intros.for_each(|text| change(text, language));
    }
}

/// Sets the marks of a text by the rules about lines, as [`line::settle`] does in a body. `hear` is
/// told of each change: the rule, what stood there and what does. `None` if nothing changes, or if
/// the rules find no end.
///
/// All of it is a label to the rules: a space between Chinese words parts names there.
pub(super) fn set(
    text: &str,
    language: &str,
    treatment: &Treatment,
    mut hear: impl FnMut(&'static str, &str, &str),
) -> Option<String> {
    let of_language = |writing: Writing| writing.is_of(language);
    let rules: Vec<(&'static str, LineRule)> = rules_of(treatment)
        .filter_map(|rule| match rule.apply {
            Apply::Line(writing, line) if of_language(writing) => Some((rule.id, line)),
            _ => None,
        })
        .collect();
    let mut set = text.to_owned();
    for _ in 0..ROUNDS {
        let before = set.clone();
        for (id, rule) in &rules {
            if !Signs::of(&set).meet(rule.signs) || !(rule.concerns)(&set) {
                continue;
            }
            let edits = (rule.find)(&line::Line {
                text: &set,
                kind: Kind::Label,
                language,
            });
            for edit in &edits {
                hear(id, &set[edit.span.clone()], &edit.with);
            }
            set = edited(&set, &edits);
        }
        if set == before {
            return (set != text).then_some(set);
        }
    }
    None
}

fn edited(text: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut copied = 0;
    for edit in edits {
        out.push_str(&text[copied..edit.span.start]);
        out.push_str(&edit.with);
        copied = edit.span.end;
    }
    out.push_str(&text[copied..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::treatment::Switch;

    fn title(text: &str, language: &str) -> Option<String> {
        set(text, language, &Treatment::default(), |_, _, _| {})
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
        let mut heard = Vec::new();
        let set = set("'Fog'...", "en", &treatment, |rule, before, after| {
            heard.push(format!("{rule}: {before} {after}"));
        });
        assert_eq!(set.as_deref(), Some("'Fog'…"));
        assert_eq!(heard, ["strokes: ... …"]);
    }
}
