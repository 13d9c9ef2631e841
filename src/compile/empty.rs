//! Chapters that come out empty.

use crate::model::block::{Block, Inline, visit_inlines};
use crate::model::book::TextFile;
use crate::model::manuscript::Manuscript;
use crate::normalise::diag::NO_TEXT;
use chengshu_text::diag::{Diagnostic, Place, Sink};
use chengshu_text::source::Source;

/// Reports a chapter that has nothing to read or see. One whose file ends with its head is reported by
/// the first look.
pub(super) fn report(text: &TextFile, source: &Source, manuscript: &Manuscript, sink: &mut Sink) {
    let holds_something = || {
        let body = source.text.get(text.body.clone()).unwrap_or_default();
        text.spoken.is_some() || !body.trim().is_empty()
    };
    if manuscript.ledger.text.count == 0 && !shows_picture(&manuscript.blocks) && holds_something()
    {
        sink.push(
            Diagnostic::new(&NO_TEXT, "nothing in it is text of a book")
                .at(Place::file(&*source.name))
                .help("write the text, or take the file out of the folder"),
        );
    }
}

fn shows_picture(blocks: &[Block]) -> bool {
    let mut shows = false;
    visit_inlines(blocks, &mut |inline| {
        shows |= matches!(inline, Inline::Image { .. });
    });
    shows
}
