//! `references.json`: CSL-JSON (Citation Style Language 1.0.2, data schema), as Zotero and pandoc
//! write it.

use super::diag::BROKEN;
use super::fields::Reading;
use super::value::Value;
use crate::reference::Reference;
use chengshu_text::diag::Sink;
use chengshu_text::json;
use chengshu_text::source::Source;

pub(super) fn read(source: &Source, sink: &mut Sink) -> Vec<Reference> {
    let (root, broken) = json::read(&source.text);
    let mut reading = Reading::new(source, sink);
    if let Some(broken) = broken {
        reading.report(
            &BROKEN,
            broken.at,
            "the file is not valid JSON from here on".to_owned(),
            "the part before this place was read",
        );
    }
    root.map(|root| works(&Value::of_json(&root, &source.text), &mut reading))
        .unwrap_or_default()
}

/// The works of a list, of `references` or `items` in a group, or the one a group is.
pub(super) fn works(root: &Value, reading: &mut Reading<'_>) -> Vec<Reference> {
    let listed = ["references", "items"].iter().find_map(|name| root.get(name)?.as_list());
    let Some(entries) = root.as_list().or(listed) else {
        return one(root, reading).into_iter().collect();
    };
    entries.iter().filter_map(|entry| one(entry, reading)).collect()
}

fn one(entry: &Value, reading: &mut Reading<'_>) -> Option<Reference> {
    let Some(group) = entry.as_group() else {
        reading.report(
            &BROKEN,
            entry.at.start,
            format!("an entry is {}, not a group of fields", entry.shown()),
            "write a list of groups, each with id, type, title and so on",
        );
        return None;
    };
    Some(reading.work(group, entry.at.clone()))
}
