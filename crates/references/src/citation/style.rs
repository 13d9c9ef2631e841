//! The styles references are set in.

use std::borrow::Cow;
use std::ops::Range;

use super::diag::{BROKEN_STYLE, UNKNOWN_STYLE};
use super::gbt;
use super::processor::Processor;
pub use super::typeset::Work;
use super::typeset::{Face, Run, SetReference};
use super::wording;
use crate::reference::Confidence;
use crate::reference::Reference;
use chengshu_text::diag::{Diagnostic, Place, Sink};
use chengshu_text::source::{Located, Span};
use chengshu_writing::language::primary;
use chengshu_writing::script::settle_turns;

/// How references are set.
#[non_exhaustive]
#[derive(Debug, Clone)]
pub enum Style {
    /// The entry as it was written.
    AsStated,
    /// By an edition of GB/T 7714.
    Gbt(gbt::Rules),
    /// By a style of CSL.
    Csl(Box<Processor>),
}

impl Style {
    /// Whether a work is set the same whatever others are set with it.
    pub fn sets_singly(&self) -> bool {
        match self {
            Self::AsStated => true,
            Self::Gbt(rules) => rules.sets_singly(),
            Self::Csl(processor) => processor.numbers(),
        }
    }
}

/// A style and the name it is asked for by.
#[non_exhaustive]
#[derive(Debug)]
pub struct NamedStyle {
    /// What it is asked for by.
    pub name: &'static str,
    /// What it is.
    pub what: &'static str,
    /// How it sets.
    pub style: Style,
}

/// The styles besides those of CSL.
pub const STYLES: &[NamedStyle] = &[
    NamedStyle {
        name: "gb-t-7714-2025",
        what: "GB/T 7714—2025, numbered",
        style: Style::Gbt(gbt::NUMERIC_2025),
    },
    NamedStyle {
        name: "gb-t-7714-2025-author-date",
        what: "GB/T 7714—2025, author and year",
        style: Style::Gbt(gbt::AUTHOR_DATE_2025),
    },
    NamedStyle {
        name: "gb-t-7714-2015",
        what: "GB/T 7714—2015, numbered",
        style: Style::Gbt(gbt::NUMERIC_2015),
    },
    NamedStyle {
        name: "gb-t-7714-2015-author-date",
        what: "GB/T 7714—2015, author and year",
        style: Style::Gbt(gbt::AUTHOR_DATE_2015),
    },
    NamedStyle {
        name: "as-stated",
        what: "the entries as they were written",
        style: Style::AsStated,
    },
];

/// The style of a name.
pub fn find(name: &str) -> Option<&'static NamedStyle> {
    STYLES.iter().find(|style| style.name == name)
}

/// The style of a book in a language where none is asked for.
pub fn usual(language: &str) -> Cow<'static, Style> {
    let chinese = Cow::Borrowed(&STYLES[0].style);
    if primary(language) == "zh" {
        return chinese;
    }
    Processor::usual().map_or(chinese, |style| Cow::Owned(Style::Csl(Box::new(style))))
}

/// The style asked for, or that [`usual`] in a language. `read` reads a CSL file of the book's folder.
/// What cannot be used is reported; `place` says where an offset of the settings is.
pub fn choose(
    wanted: Option<&Located<String>>,
    language: &str,
    read: impl Fn(&str) -> Result<String, String>,
    place: impl Fn(&Span) -> Place,
    sink: &mut Sink,
) -> Cow<'static, Style> {
    let Some(wanted) = wanted else {
        return usual(language);
    };
    let name = wanted.value.as_str();
    let is_file = |name: &str| name.to_ascii_lowercase().ends_with(".csl");
    let finding = |code, message: String| Diagnostic::new(code, message).at(place(&wanted.at));
    let finding = if is_file(name) {
        let style = read(name)
            .and_then(|text| Processor::from_csl(&text).map_err(|error| error.to_string()));
        match style {
            Ok(style) => return Cow::Owned(Style::Csl(Box::new(style))),
            Err(reason) => finding(&BROKEN_STYLE, format!("{name}: {reason}"))
                .help("name one of the built-in styles, or another file"),
        }
    } else if let Some(found) = find(name) {
        return Cow::Borrowed(&found.style);
    } else if let Some(style) = Processor::bundled(name) {
        return Cow::Owned(Style::Csl(Box::new(style)));
    } else {
        let own = STYLES.iter().map(|style| style.name);
        let known = own.clone().chain(Processor::names());
        finding(&UNKNOWN_STYLE, format!("unknown style `{name}`")).meant(name, known, || {
            format!(
                "the styles are {}, and those of CSL such as apa, chicago and mla",
                own.collect::<Vec<_>>().join(", ")
            )
        })
    };
    sink.push(finding);
    usual(language)
}

/// Sets works. The answer has one entry per work, in their order.
///
/// Styles that do not number tell works apart that share author and year: by `a`, `b`, … in the
/// order of `works`. Give all works of a list at once.
/// `language` is the tag of the book's.
pub fn set(style: &Style, works: &[Work<'_>], language: &str) -> Vec<SetReference> {
    let mut set = match style {
        Style::Gbt(rules) => gbt::set(rules, works),
        Style::Csl(processor) => processor.set(works, language),
        Style::AsStated => {
            let usual = usual(language);
            let one = |work| as_stated(work, &usual, language);
            works.iter().map(one).collect()
        }
    };
    // Fields that are hardly more than a guess are not printed.
    for (work, set) in works.iter().zip(&mut set) {
        if work.reference.confidence < Confidence::PRINTED && !work.reference.raw.is_empty() {
            set.runs = as_stated(work, style, language).runs;
        }
    }
    // Those of all works are kept until the book is bound, and have grown run by run.
    for (reference, work) in set.iter_mut().zip(works) {
        faces(work.reference, &mut reference.runs);
        reference.runs.shrink_to_fit();
        for run in &mut reference.runs {
            // No entry turns the direction of what stands behind it.
            settle_turns(&mut run.text);
            run.text.shrink_to_fit();
        }
    }
    set
}

/// Gives the words of a title that look different their looks, where the title stands in an entry.
fn faces(reference: &Reference, runs: &mut Vec<Run>) {
    let Some(further) = reference.further.get().filter(|further| !further.faces.is_empty()) else {
        return;
    };
    let (title, small) = (&reference.title, |text: &str| text.to_ascii_lowercase());
    let found = runs
        .iter()
        .enumerate()
        .find_map(|(at, run)| Some((at, small(&run.text).find(&small(title))?)));
    let Some((at, start)) = found else { return };
    let whole = runs.remove(at);
    let mut parts = Vec::new();
    let mut from = 0;
    let mut part = |range: Range<usize>, face: Face| {
        let text = whole.text.get(range).unwrap_or_default().to_owned();
        if !text.is_empty() {
            parts.push(Run { text, face, href: whole.href.clone() });
        }
    };
    for (span, face) in &further.faces {
        // A face within another has its own letters, which stand already.
        if span.start + start >= from {
            part(from..start + span.start, whole.face);
            // What is to differ from italics stands upright.
            let face = if *face == whole.face { Face::Roman } else { *face };
            part(start + span.start..start + span.end, face);
            from = start + span.end;
        }
    }
    part(from..whole.text.len(), whole.face);
    runs.splice(at..at, parts);
}

/// The entry as written, its address linked. What was stated in fields has no wording of its own
/// and is set in the usual style.
fn as_stated(work: &Work<'_>, usual: &Style, language: &str) -> SetReference {
    let reference = work.reference;
    if reference.raw.is_empty() {
        let mut set = set(usual, std::slice::from_ref(work), language);
        return set.pop().unwrap_or_default();
    }
    SetReference { runs: wording::stated(reference), mark: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chengshu_text::address::Address;

    #[test]
    fn styles_are_found_by_name() {
        assert!(matches!(find("as-stated").map(|found| &found.style), Some(Style::AsStated)));
        assert!(find("GB/T 7714").is_none());
        for (at, style) in STYLES.iter().enumerate() {
            let first = STYLES.iter().position(|other| other.name == style.name);
            assert_eq!(first, Some(at), "{} stands twice", style.name);
        }
    }

    #[test]
    fn as_stated_changes_nothing_and_links_the_address() {
        let reference = Reference {
            raw: "灯塔志 https://lamp.example/a 林望潮".into(),
            url: Some("https://lamp.example/a".into()),
            ..Reference::default()
        };
        let work = Work { reference: &reference, language: None };
        let set = set(&Style::AsStated, &[work], "zh-CN");
        let texts: Vec<&str> = set[0].runs.iter().map(|run| run.text.as_str()).collect();
        assert_eq!(texts, ["灯塔志 ", "https://lamp.example/a", " 林望潮"]);
        assert_eq!(set[0].runs[1].href, Address::new("https://lamp.example/a").ok());
    }
}
