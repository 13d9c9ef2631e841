//! Changes the rules made in the title of a chapter, which was set when the book was put together.

use super::{Request, display};
use crate::model::manuscript::Change;

/// Records the marks that were set in the title, so that they are counted with those of the text.
pub fn count(request: &Request<'_>, changes: &mut Vec<Change>) {
    let Some((title, stated)) = request.titles.split_first() else {
        return;
    };
    for stated in stated.iter().filter(|stated| *stated != title) {
        let at = request.source.text.find(stated).unwrap_or_default();
        let set = display::set(stated, at, request.language, request.treatment);
        if let Some(draft) = set.filter(|draft| draft.text == **title) {
            changes.extend(draft.changes);
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::manuscript::Change;
    use crate::model::treatment::{Switch, Treatment};
    use crate::normalise::{Body, Request, normalise};
    use chengshu_text::diag::Sink;
    use chengshu_text::source::Source;

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
