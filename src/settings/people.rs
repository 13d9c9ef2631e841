//! People as settings state them: a name, or a group with name, role and sort form.

use super::diag::{UNKNOWN_KEY, UNKNOWN_ROLE};
use super::roles;
use super::values::{filled, located};
use chengshu_epub::publication::Contributor;
use chengshu_text::keys::{Advice, Wrong, shorten};
use chengshu_text::source::Located;
use chengshu_text::yaml::Node;

/// Reads one person or a list of them, each with the given role unless another is stated.
pub(super) fn read(
    node: &Node,
    role: &'static str,
    wrongs: &mut Vec<Wrong>,
) -> Vec<Located<Contributor>> {
    // A single person may go without a list around.
    let entries = node.as_sequence().unwrap_or(std::slice::from_ref(node));
    let mut out = Vec::with_capacity(entries.len());
    for entry in entries.iter().filter(|entry| !entry.is_null()) {
        match person(entry, role, wrongs) {
            Ok(person) => out.push(located(entry, person)),
            Err(wrong) => wrongs.push(wrong),
        }
    }
    out
}

fn person(node: &Node, role: &'static str, wrongs: &mut Vec<Wrong>) -> Result<Contributor, Wrong> {
    let Some(pairs) = node.as_mapping() else {
        return Ok(Contributor { name: filled(node)?.value, file_as: None, role: role.to_owned() });
    };
    let mut name = None;
    let mut person = Contributor { name: String::new(), file_as: None, role: role.to_owned() };
    for (key, value) in pairs.iter().filter(|(_, value)| !value.is_null()) {
        match key.flat().as_str() {
            "name" => name = Some(filled(value)?.value),
            "file-as" | "file_as" | "sort" => person.file_as = Some(filled(value)?.value),
            "role" => {
                let stated = filled(value)?.value;
                match roles::code(&stated) {
                    Some(code) => code.clone_into(&mut person.role),
                    None => wrongs.push(Wrong {
                        code: Some(&UNKNOWN_ROLE),
                        message: format!("has an unknown role “{}”", shorten(&stated)),
                        at: value.at.clone(),
                        advice: Advice::Meant {
                            word: stated,
                            known: roles::words().collect(),
                            otherwise: "write a MARC relator code such as trl, nrt, edt, or a word such as translator, 主讲, 编辑",
                        },
                    }),
                }
            }
            other => {
                wrongs.push(Wrong {
                    code: Some(&UNKNOWN_KEY),
                    message: format!("has an unknown key `{}`", shorten(other)),
                    at: key.at.clone(),
                    advice: Advice::Meant {
                        word: other.to_owned(),
                        known: vec!["name", "file-as", "role"],
                        otherwise: "a person has the keys name, file-as and role",
                    },
                });
            }
        }
    }
    person.name = name.ok_or_else(|| Wrong {
        message: "has a person without a name".to_owned(),
        ..Wrong::value(node)
    })?;
    Ok(person)
}
