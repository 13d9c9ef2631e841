//! Traditional Chinese. The tables of wordings are in simplified characters; a traditional text is
//! read by its simplified form, which has the same bytes in the same places, and what was read is
//! then taken from the text itself.

use std::borrow::Cow;

use crate::reference::{Further, Name, Reference};
use chengshu_writing::variant;

/// The text as the tables of wordings know it, as long as it is.
pub(super) fn simplified(text: &str) -> Cow<'_, str> {
    variant::simplified(text).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// Gives the fields of a reference the characters they have in its entry, `raw`. `plain` is the
/// entry as it was read.
pub(super) fn restore(reference: &mut Reference, raw: &str, plain: &str) {
    let restored = |field: &mut String| {
        let stated = plain.find(field.as_str()).and_then(|at| raw.get(at..at + field.len()));
        if let Some(stated) = stated {
            stated.clone_into(field);
        }
    };
    restored(&mut reference.title);
    let mut fields = vec![&mut reference.publisher];
    let mut people = vec![&mut reference.authors];
    if let Some(Further {
        container,
        editors,
        translators,
        place,
        edition,
        volume,
        number,
        pages,
        language,
        note,
        remainder,
        ..
    }) = reference.further.get_mut()
    {
        fields.extend([container, place, edition, volume, number, pages, language, note]);
        people.extend([editors, translators]);
        remainder.iter_mut().for_each(restored);
    }
    fields.into_iter().flatten().for_each(restored);
    for name in people.into_iter().flatten() {
        if let Name::Whole(name) = name {
            restored(name);
        }
    }
    raw.clone_into(&mut reference.raw);
}
