//! The order of an alphabetical bibliography.
//!
//! GB/T 7714—2015, section 9.2 (and 2025 as well): works are put together by script, Chinese first,
//! then Japanese, Western languages, Russian and others; within each by author, and Chinese by the
//! sound of its characters, or the number of their strokes. Here it is the sound.

use pinyin::ToPinyin;

use chengshu_references::reference::Reference;
use chengshu_writing::script::{is_hangul, is_ideographic, is_kana};

/// The group of works written in the same script.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    Chinese,
    Japanese,
    Western,
    Russian,
    Other,
}

/// Where a work stands in an alphabetical list.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    group: Group,
    author: String,
    year: Option<i32>,
    title: String,
}

/// Where a work stands: by its first author, or its title if it has none; then by year and title.
pub fn place(reference: &Reference) -> Place {
    let title = sound(&reference.title);
    let author = reference
        .authors
        .first()
        .or(reference.further.editors.first())
        .map(ToString::to_string);
    let first = reference
        .authors
        .first()
        .or(reference.further.editors.first())
        .map(|name| sound(&format!("{} {name}", name.first())));
    Place {
        group: group(author.as_deref().unwrap_or(&reference.title)),
        author: first.unwrap_or_else(|| title.clone()),
        year: reference.year(),
        title,
    }
}

/// The script of a name or title, by its first letter that tells.
fn group(text: &str) -> Group {
    if text.chars().any(is_kana) {
        return Group::Japanese;
    }
    text.chars()
        .find_map(|c| match c {
            c if is_ideographic(c) => Some(Group::Chinese),
            'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' => Some(Group::Western),
            '\u{400}'..='\u{52f}' => Some(Group::Russian),
            c if is_hangul(c) || c.is_alphabetic() => Some(Group::Other),
            _ => None,
        })
        .unwrap_or(Group::Other)
}

/// A text as it is sorted: letters and digits in lower case, characters by their sound and then
/// by themselves. What is below every letter ends a sound, so that 詹 comes before 张.
fn sound(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for c in text.chars() {
        if let Some(sound) = c.to_pinyin() {
            out.push_str(sound.plain());
            out.push('\u{1}');
            out.push(c);
        } else if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if c.is_whitespace() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::place;
    use chengshu_references::reference::{Name, Reference};
    use chengshu_text::date::PartialDate;

    fn work(author: &str, year: i32, title: &str) -> Reference {
        Reference {
            title: title.to_owned(),
            authors: (!author.is_empty())
                .then(|| Name::from(author))
                .into_iter()
                .collect(),
            issued: Some(PartialDate::Year(year)),
            ..Reference::default()
        }
    }

    #[test]
    fn chinese_by_sound_then_other_scripts() {
        let mut works = [
            work("Ada Keeper", 1990, "Lamps"),
            work("Иван Маяк", 1990, "Свет"),
            work("张海", 2001, "潮水"),
            work("詹海", 2002, "雾"),
            work("", 1999, "白浪"),
            work("詹海", 1998, "风"),
            work("とうだい", 1990, "うみ"),
        ];
        works.sort_by_cached_key(place);
        let titles: Vec<&str> = works.iter().map(|work| work.title.as_str()).collect();
        assert_eq!(
            titles,
            ["白浪", "风", "雾", "潮水", "うみ", "Lamps", "Свет"]
        );
    }
}
