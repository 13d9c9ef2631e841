//! Rule `speakers`: labels before what somebody says (requirement T2).

use std::collections::{HashMap, HashSet};

use super::diag;
use super::rule::{Apply, Rule};
use super::work::Work;
use crate::model::block::{Block, Inline};
use crate::turns::{self, is_machine, is_name};
use chengshu_text::diag::Diagnostic;

pub const RULE: Rule = Rule {
    id: "speakers",
    family: "speech",
    summary: "marks up the names of speakers and prints them where the speaker changes (`speakers:`)",
    reason: "A name before every paragraph is noise, and screen readers should know that it is a name (requirement T2).",
    examples: &[],
    apply: Apply::Shapes(|blocks, work| mark(blocks, work)),
};

/// Signs before what somebody says whom the file does not name.
const DASHES: [char; 2] = ['–', '—'];
/// Behind more characters a colon follows no name.
const NEAR: usize = 40;
/// A talk has no fewer labelled paragraphs.
const FEWEST: usize = 4;
/// A label found at the head of a paragraph.
struct Label {
    /// Without its colon.
    name: String,
    /// As it stands in the text, colon included.
    written: String,
    form: Form,
}

/// How a label is written.
#[derive(Clone, Copy)]
enum Form {
    /// `Name：`, so many bytes of the first text with the spaces after it.
    Plain(usize),
    /// `**Name：**`
    Strong,
    /// `**Name**：`, so many bytes of the text after it.
    StrongName(usize),
    /// Marked already.
    Marked,
}

/// Marks who speaks where labels come again and again, and prints the name only where the turn
/// changes. Headings and breaks begin anew.
fn mark(blocks: &mut [Block], work: &mut Work<'_>) {
    let (listed, known) = (&work.treatment.speakers, work.speakers);
    let known: HashSet<&str> = known.iter().map(String::as_str).collect();
    let labels: Vec<Option<Label>> = blocks.iter().map(|block| label(block, &known)).collect();
    if labels.iter().all(Option::is_none) {
        return;
    }
    // Of several names for a label the first counts.
    let pairs = listed.iter().rev();
    let names: HashMap<&str, &String> = pairs.map(|(label, shown)| (&**label, shown)).collect();
    let printed: HashSet<&String> = listed.iter().map(|(_, shown)| shown).collect();
    let stated = |name: &String| {
        known.contains(name.as_str()) || names.contains_key(name.as_str()) || printed.contains(name)
    };
    let repeated = repeated(&labels, blocks);
    let is_talk = is_talk(&repeated, blocks);
    let from_zero = labels.iter().flatten().any(|label| turns::counts_from_zero(&label.name));
    let speaks = |label: &Label| {
        matches!(label.form, Form::Marked)
            || stated(&label.name)
            || is_machine(&label.name)
            || is_talk && repeated.contains_key(label.name.as_str())
    };
    let speaks: Vec<bool> = labels.iter().map(|label| label.as_ref().is_some_and(speaks)).collect();
    let mut nameless: Vec<(String, usize)> = Vec::new();
    let mut current: Option<String> = None;
    for ((block, label), speaks) in blocks.iter_mut().zip(labels).zip(speaks) {
        let Block::Paragraph { content, at } = block else {
            current = None;
            continue;
        };
        let Some(label) = label.filter(|_| speaks) else {
            if current.is_some() && may_name(content) {
                current = None;
            }
            continue;
        };
        let is_marked = matches!(label.form, Form::Marked);
        let numbered = turns::shown(&label.name, work.is_chinese(), from_zero);
        let listed = names.get(label.name.as_str());
        let listed = listed.or_else(|| names.get(numbered.as_deref()?));
        let shown = match (listed, &numbered) {
            _ if is_marked => label.name.clone(),
            (Some(listed), _) => (*listed).clone(),
            (None, Some(numbered)) => {
                if !nameless.iter().any(|(name, _)| *name == label.name) {
                    nameless.push((label.name.clone(), *at));
                }
                numbered.clone()
            }
            (None, None) => label.name.clone(),
        };
        take_off(content, label.form);
        let goes_on = current.as_ref() == Some(&shown);
        // What would begin with another label, or with nothing, keeps its own.
        let needed = content.is_empty() || label_of(content, &known).is_some();
        let printed = match () {
            () if goes_on && !needed => String::new(),
            () if work.is_chinese() => format!("{shown}："),
            () => format!("{shown}: "),
        };
        if printed.trim_end() != label.written.trim_end() {
            work.change_text("speakers", *at, label.written, printed.clone());
        } else if !is_marked {
            work.change_form("speakers", *at, "text", "the name of a speaker");
        }
        if !printed.is_empty() {
            content.insert(0, Inline::Speaker { label: printed, at: *at });
        }
        current = Some(shown);
    }
    report(&nameless, work);
}

/// Tells how to name speakers that a program has only numbered.
fn report(nameless: &[(String, usize)], work: &mut Work<'_>) {
    let Some((_, at)) = nameless.first() else {
        return;
    };
    let names: Vec<&str> = nameless.iter().map(|(name, _)| name.as_str()).collect();
    let rows: Vec<String> = names.iter().map(|name| format!("{name}: …")).collect();
    let message = format!("speakers without names: {}", names.join(", "));
    work.sink.push(
        Diagnostic::new(&diag::SPEAKER_NUMBERED, message)
            .at(work.source.place(*at))
            .help(format!("name them in book.yaml: `speakers: {{{}}}`", rows.join(", "))),
    );
}

/// How often each label is that names a speaker, by how labels return.
fn repeated(labels: &[Option<Label>], blocks: &[Block]) -> HashMap<String, usize> {
    let paragraphs = labels.iter().zip(blocks).filter(|(_, block)| is_paragraph(block));
    turns::speakers(paragraphs.map(|(label, _)| Some(label.as_ref()?.name.as_str())))
}

/// True if so much of a text has labels.
fn is_talk(repeated: &HashMap<String, usize>, blocks: &[Block]) -> bool {
    let labelled: usize = repeated.values().sum();
    let paragraphs = blocks.iter().filter(|block| is_paragraph(block)).count();
    labelled >= FEWEST && labelled * 10 >= paragraphs * 3
}

/// True if a paragraph begins with what may be a name, though none of a speaker that is known.
fn may_name(content: &[Inline]) -> bool {
    match content {
        [Inline::Text { text, .. }, ..] => {
            text.starts_with(DASHES) || text.chars().take(NEAR).any(is_colon)
        }
        [Inline::Strong(_), ..] => true,
        _ => false,
    }
}

fn is_colon(c: char) -> bool {
    matches!(c, '：' | ':')
}

fn is_paragraph(block: &Block) -> bool {
    matches!(block, Block::Paragraph { .. })
}

fn label(block: &Block, known: &HashSet<&str>) -> Option<Label> {
    match block {
        Block::Paragraph { content, .. } => label_of(content, known),
        _ => None,
    }
}

/// The label a paragraph begins with; a bold one may be any name that is known.
fn label_of(content: &[Inline], known: &HashSet<&str>) -> Option<Label> {
    match content {
        [Inline::Speaker { label, .. }, ..] => Some(Label {
            name: label.trim_end().trim_end_matches(is_colon).to_owned(),
            written: label.clone(),
            form: Form::Marked,
        }),
        [Inline::Text { text, .. }, ..] => {
            let (name, length) = head(text)?;
            let spaces = text[length..].len() - text[length..].trim_start().len();
            Some(Label {
                name: name.to_owned(),
                written: text[..length].to_owned(),
                form: Form::Plain(length + spaces),
            })
        }
        [Inline::Strong(inner), rest @ ..] => {
            let [Inline::Text { text, .. }] = inner.as_slice() else {
                return None;
            };
            // One with a colon in it would be read as another.
            let whole = text.trim().strip_suffix(is_colon);
            let whole = whole.filter(|name| !name.contains(is_colon));
            if let Some(name) = whole.filter(|name| known.contains(name)) {
                return Some(Label {
                    name: name.to_owned(),
                    written: text.clone(),
                    form: Form::Strong,
                });
            }
            if let Some((name, length)) = head(text) {
                return text[length..].trim().is_empty().then(|| Label {
                    name: name.to_owned(),
                    written: text.clone(),
                    form: Form::Strong,
                });
            }
            let [Inline::Text { text: after, .. }, ..] = rest else {
                return None;
            };
            let colon = after.chars().next().filter(|c| is_colon(*c))?;
            let length = colon.len_utf8();
            let spaces = after[length..].len() - after[length..].trim_start().len();
            is_name(text).then(|| Label {
                name: text.trim().to_owned(),
                written: format!("{text}{colon}"),
                form: Form::StrongName(length + spaces),
            })
        }
        _ => None,
    }
}

/// The name a text begins with, and the bytes up to the end of its colon.
fn head(text: &str) -> Option<(&str, usize)> {
    let label = turns::label(text)?;
    Some((label.name, text[..label.words].trim_end().len()))
}

/// Takes a label off the head of its paragraph.
fn take_off(content: &mut Vec<Inline>, form: Form) {
    let mut strip = |place: usize, length: usize| {
        if let Some(Inline::Text { text, at }) = content.get_mut(place) {
            *text = text[length..].to_owned();
            *at += length;
        }
    };
    match form {
        Form::Plain(length) => strip(0, length),
        Form::Strong => {
            content.remove(0);
            if let Some(Inline::Text { text, .. }) = content.first_mut() {
                *text = text.trim_start().to_owned();
            }
        }
        Form::StrongName(length) => {
            strip(1, length);
            content.remove(0);
        }
        Form::Marked => drop(content.remove(0)),
    }
    content.retain(|inline| !matches!(inline, Inline::Text { text, .. } if text.is_empty()));
}
