//! Fields in notes: managers of references write there what they have no field for, a line each
//! (`version: 2`), names as `family || given`.

use super::value::{Content, Stated, Value};

/// Variables of which the note knows more than the field.
const FINER: &[&str] = &["type", "issued", "accessed"];

/// The fields of a work and those of its note, which then has the other lines. `is_variable` knows
/// the names of fields.
pub(super) fn taken_apart(group: &[Stated], is_variable: fn(&str) -> bool) -> Vec<Stated> {
    let mut all: Vec<Stated> = Vec::with_capacity(group.len());
    for stated in group {
        let is_noted = |noted: &Stated| noted.name == stated.name;
        if FINER.contains(&stated.name.as_str()) && all.iter().any(is_noted) {
            continue;
        }
        let lines = stated.value.as_list().filter(|_| stated.name == "note");
        let Some(lines) = lines else {
            all.push(stated.clone());
            continue;
        };
        let mut others = Vec::new();
        for line in lines {
            match field(line, stated, is_variable) {
                Some(field) => add(field, group, &mut all),
                None if line.as_text().is_some_and(|line| line.starts_with("tex.")) => {}
                None => others.push(line.clone()),
            }
        }
        all.push(Stated {
            value: Value { content: Content::List(others), at: stated.value.at.clone() },
            ..stated.clone()
        });
    }
    all
}

/// The field a line states.
fn field(line: &Value, note: &Stated, is_variable: fn(&str) -> bool) -> Option<Stated> {
    let (name, text) = line.as_text()?.split_once(':')?;
    if !is_variable(name) || name == "note" {
        return None;
    }
    let part = |text: &str| Value::text(text, line.at.clone());
    let value = match text.split_once("||") {
        None => part(text),
        Some((family, given)) => {
            let part = |name: &str, text| Stated {
                name: name.to_owned(),
                at: note.at.clone(),
                value: part(text),
            };
            let person = vec![part("family", family), part("given", given)];
            Value { content: Content::Group(person), at: line.at.clone() }
        }
    };
    Some(Stated { name: name.to_owned(), at: note.at.clone(), value })
}

/// Adds a field of a note, unless the work states it itself; people of one role make a list.
fn add(field: Stated, group: &[Stated], all: &mut Vec<Stated>) {
    let is_finer = FINER.contains(&field.name.as_str());
    let is_stated = |stated: &Stated| stated.name == field.name;
    if is_finer {
        all.retain(|other| !is_stated(other));
    } else if group.iter().any(is_stated) {
        return;
    }
    match all.iter_mut().find(|other| is_stated(other)) {
        Some(first) => {
            let mut people = match &first.value.content {
                Content::List(people) => people.clone(),
                _ => vec![first.value.clone()],
            };
            people.push(field.value);
            first.value.content = Content::List(people);
        }
        None => all.push(field),
    }
}
