//! Names of people and bodies.

use super::markup;
use super::value::{Content, Value, Wrong};
use crate::reference::{Completeness, Name};

/// Those named, and whether there are others.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct People {
    pub names: Vec<Name>,
    pub more: Completeness,
}

/// What stands for those not named.
const OTHERS: &[&str] = &["等", "et al.", "et al", "others"];

/// Reads text, a list, or a group for one person. A name that cannot be read is pushed; the
/// others are kept.
pub(super) fn read(value: &Value, wrongs: &mut Vec<Wrong>) -> People {
    let mut people = People::default();
    match &value.content {
        Content::Nothing => {}
        Content::Text(text) => several(text, &mut people),
        Content::Group(_) => add(value, &mut people, wrongs),
        Content::List(list) => list.iter().for_each(|one| add(one, &mut people, wrongs)),
    }
    people
}

/// Names in one text: a comma is inside a name (`Doe, Jane`), so they are apart by `、` or `;`.
fn several(text: &str, people: &mut People) {
    let names: Vec<&str> = text
        .split(['、', ';', '；'])
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .collect();
    // 王小明、李和平等: alone it could be a name that ends so.
    let listed = names.len() > 1;
    for (at, name) in names.iter().enumerate() {
        let cut = name
            .strip_suffix('等')
            .filter(|rest| listed && at + 1 == names.len() && rest.chars().count() > 1)
            .or_else(|| OTHERS.iter().find_map(|word| name.strip_suffix(word)?.strip_suffix(' ')));
        if cut.is_some() || OTHERS.contains(name) {
            people.more = Completeness::AndOthers;
        }
        if !OTHERS.contains(name) {
            people.names.push(of_text(cut.unwrap_or(name).trim_end()));
        }
    }
}

/// `Doe, Jane` states family and given name; anything else is whole.
pub(super) fn of_text(text: &str) -> Name {
    match text.split_once(',') {
        Some((family, given)) if !given.contains(',') => parts(family.trim(), given.trim()),
        _ => Name::Whole(text.to_owned()),
    }
}

/// A name in parts; whole if it has but one.
pub(super) fn parts(family: &str, given: &str) -> Name {
    match (family, given) {
        (family, "") => Name::Whole(family.to_owned()),
        ("", given) => Name::Whole(given.to_owned()),
        // Who has no given name has no suffix either: it is one name.
        (family, given) if given.starts_with(", ") => Name::Whole(format!("{family}{given}")),
        (family, given) => Name::Parts { family: family.to_owned(), given: given.to_owned() },
    }
}

fn add(value: &Value, people: &mut People, wrongs: &mut Vec<Wrong>) {
    match &value.content {
        Content::Nothing => {}
        Content::Text(text) if OTHERS.contains(&text.as_str()) => {
            people.more = Completeness::AndOthers;
        }
        Content::Text(text) => people.names.push(of_text(text)),
        Content::List(_) => wrongs.push(Wrong::value(value)),
        Content::Group(_) => match of_group(value) {
            Some(name) => people.names.push(name),
            None => wrongs.push(Wrong::value(value)),
        },
    }
}

/// CSL's `family`, `given`, `literal`, particles and suffix; Hayagriva's `name`, `given-name`,
/// `prefix`, `suffix`.
fn of_group(value: &Value) -> Option<Name> {
    let first = |names: &[&str]| {
        let mut found = names.iter().filter_map(|name| value.get(name)?.as_text());
        found.next().map(|text| markup::read(text).0)
    };
    if let Some(literal) = first(&["literal"]) {
        return Some(Name::Whole(literal));
    }
    let family = [first(&["non-dropping-particle", "prefix"]), first(&["family", "name"])];
    let given = [first(&["given", "given-name"]), first(&["dropping-particle"])];
    let joined =
        |parts: [Option<String>; 2]| parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
    // Quotation marks keep a particle with its name.
    let (family, given) = (joined(family).replace('"', ""), joined(given));
    let given = match first(&["suffix"]) {
        Some(suffix) => format!("{given}, {suffix}"),
        None => given,
    };
    (!family.is_empty() || !given.is_empty()).then(|| parts(&family, &given))
}
