//! Display text: titles, and what introduces a book or a chapter. No body holds it, and it has the
//! marks of running text all the same (requirements Z2 and E2).

use super::draft::Draft;
use super::line::{Kind, Line, ROUNDS};
use super::signs::Signs;
use super::{Apply, Request, diag, invisible, rules_of};
use crate::model::book::Book;
use crate::model::manuscript::Change;
use crate::model::outline::Outline;
use crate::model::settings::BookSettings;
use crate::model::treatment::Treatment;
use chengshu_text::diag::{Diagnostic, Place, Sink};
use chengshu_text::source::{Located, OffsetMap, Span};
use chengshu_writing::script::settle_turns;

/// The rule about what nobody sees.
const INVISIBLE: &str = "invisible";

/// Sets the marks of all display text of a book, each in its own language, by the rules that run.
pub fn set_all(book: &mut Book, sink: &mut Sink) {
    let treatment = &book.treatment;
    let mut change = |text: &mut String, language: &str| {
        let draft = set(text, 0, language, treatment)?;
        if draft.changes.iter().any(|change| change.rule == INVISIBLE) {
            sink.push(turned(text));
        }
        let set = draft.text.into_owned();
        Some(std::mem::replace(text, set))
    };
    let language = &book.language;
    change(&mut book.title, language);
    for text in book.subtitle.iter_mut().chain(&mut book.description) {
        change(text, language);
    }
    for part in &mut book.parts {
        change(&mut part.title, language);
        if let Some(text) = &mut part.description {
            change(text, language);
        }
    }
    for chapter in &mut book.chapters {
        let language = &chapter.language;
        // A heading of the text may repeat the title as the transcript has it.
        let stated = change(&mut chapter.title, language);
        chapter.other_titles.extend(stated);
        let below = chapter.remarks.iter_mut().chain(&mut chapter.promotion);
        for text in chapter.standfirst.iter_mut().chain(below) {
            change(text, language);
        }
    }
}

/// Takes what turns the direction of text, and never turns it back, out of names and other values
/// that are printed as they are stated. `place` says where an offset of the settings is.
pub fn settle_names(
    settings: &mut BookSettings,
    outlines: &mut [Outline],
    place: impl Fn(&Span) -> Place,
    sink: &mut Sink,
) {
    let treatment = settings.treatment();
    if !rules_of(&treatment).any(|rule| rule.id == INVISIBLE) {
        return;
    }
    let mut settle = |text: &mut String, place: Place| {
        let stated = text.clone();
        if settle_turns(text) {
            sink.push(turned(&stated).at(place));
        }
    };
    let people = settings.authors.iter_mut().chain(&mut settings.contributors);
    for Located { value, at } in people {
        for text in std::iter::once(&mut value.name).chain(&mut value.file_as) {
            settle(text, place(at));
        }
    }
    let speakers = settings.speakers.iter_mut().map(|(_, name)| name);
    let values = [&mut settings.series, &mut settings.publisher, &mut settings.rights];
    let values = values.into_iter().flatten();
    for Located { value, at } in values.chain(&mut settings.subjects).chain(speakers) {
        settle(value, place(at));
    }
    for outline in outlines {
        let head = &mut outline.head;
        let names = head.authors.iter_mut().chain(&mut head.tags);
        for text in names.chain(&mut head.series) {
            settle(&mut text.value, Place::file(outline.display.as_str()));
        }
    }
}

fn turned(text: &str) -> Diagnostic {
    let shown: String = text.chars().take(80).collect();
    let message = format!("{shown:?} changes the direction of the text after it");
    Diagnostic::new(&diag::UNPAIRED_TURN, message)
        .help("delete the characters shown as \\u{202e} and the like")
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
            let text = &*draft.text;
            let Apply::Line(writing, line) = rule.apply else {
                if rule.id == INVISIBLE {
                    let edits = invisible::find_unpaired_turns(text);
                    draft.apply(rule.id, &edits);
                }
                continue;
            };
            let concerns = Signs::of(text).meet(line.signs) && (line.concerns)(text);
            if writing.is_of(language) && concerns {
                let kind = Kind::Label;
                let edits = (line.find)(&Line { text, kind, language });
                draft.apply(rule.id, &edits);
            }
        }
        if draft.changes.len() == before {
            return (before > 0).then_some(draft);
        }
    }
    None
}

/// Records the marks that were set in the title of a chapter when the book was put together, so that
/// they are counted with those of the text.
pub(super) fn count_in_title(request: &Request<'_>, changes: &mut Vec<Change>) {
    let Some((title, stated)) = request.titles.split_first() else {
        return;
    };
    for stated in stated.iter().filter(|stated| *stated != title) {
        let at = request.source.text.find(stated).unwrap_or_default();
        let set = set(stated, at, request.language, request.treatment);
        if let Some(draft) = set.filter(|draft| draft.text == **title) {
            changes.extend(draft.changes);
            return;
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failure is what the test is for")]
mod tests {
    use super::*;
    use crate::model::treatment::Switch;
    use crate::normalise::{Body, normalise};
    use chengshu_text::source::Source;

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
    fn no_title_turns_the_text_after_it() {
        let shown = "abc \u{2067}אבג\u{2069} \u{200f}";
        assert_eq!(title(shown, "he"), None);
        assert_eq!(title("灯\u{202e}塔\u{2069}", "zh-CN").as_deref(), Some("灯塔"));
        let mut treatment = Treatment::default();
        treatment.rules.push((INVISIBLE.into(), Switch::Off));
        assert!(set("灯\u{202e}塔", 0, "zh-CN", &treatment).is_none());
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

    fn changes(titles: &[&str], treatment: &Treatment) -> Vec<Change> {
        let text = "title: It's late\nSo it's.";
        let source = Source::new("a.md", text.to_owned());
        let request = Request {
            source: &source,
            file: "a.md",
            body: Body::Written(17..text.len()),
            titles,
            language: "en",
            treatment,
            sections: None,
        };
        let manuscript = normalise(&request, &mut Sink::default());
        assert!(manuscript.ledger.balances());
        manuscript.changes
    }

    #[test]
    fn marks_set_in_a_title_are_counted_with_those_of_the_text() {
        let found = changes(&["It’s late", "It's late"], &Treatment::default());
        let found: Vec<_> = found.iter().map(|it| (it.rule, it.at, it.after.as_str())).collect();
        assert_eq!(found, [("curly", 22, "’"), ("curly", 9, "’")]);
        // A title that stands as it was stated was not changed.
        assert_eq!(changes(&["It's late"], &Treatment::default()).len(), 1);
        let off = Treatment { rules: vec![("curly".into(), Switch::Off)], ..Treatment::default() };
        assert!(changes(&["It's late"], &off).is_empty());
    }
}
