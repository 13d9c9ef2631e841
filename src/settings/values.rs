//! Values of `book.yaml`, as the kinds of keys take them.

use super::diag::{LANGUAGE_CORRECTED, PATH_REFUSED};
use super::isbn;
use crate::model::path::RelativePath;
use crate::model::settings::{BookSettings, Order, OrderKey};
use crate::model::treatment::{Advertising, Switch};
use crate::model::typeface::{FontFile, Role};
use chengshu_text::address::Address;
use chengshu_text::date::PartialDate;
use chengshu_text::keys::{Advice, Wrong, shorten};
use chengshu_text::source::Located;
use chengshu_text::time::Zone;
use chengshu_text::yaml::Node;
use chengshu_writing::language::tag;

pub(super) fn located<T>(node: &Node, value: T) -> Located<T> {
    Located { value, at: node.at.clone() }
}

/// Text on one line; `None` if it is blank.
pub(super) fn line(node: &Node) -> Result<Option<Located<String>>, Wrong> {
    match node.as_str() {
        Some(_) => Ok(node.line()),
        None => Err(Wrong::value(node)),
    }
}

/// Text with its lines; `None` if it is blank.
pub(super) fn text(node: &Node) -> Result<Option<Located<String>>, Wrong> {
    let text = node.as_str().ok_or_else(|| Wrong::value(node))?.trim();
    Ok((!text.is_empty()).then(|| located(node, text.to_owned())))
}

/// Text on one line that is not blank.
pub(super) fn filled(node: &Node) -> Result<Located<String>, Wrong> {
    node.line().ok_or_else(|| Wrong::value(node))
}

pub(super) fn path(node: &Node) -> Result<Located<RelativePath>, Wrong> {
    let text = node.as_str().ok_or_else(|| Wrong::value(node))?;
    Ok(located(node, relative(text, node)?))
}

fn relative(path: &str, node: &Node) -> Result<RelativePath, Wrong> {
    RelativePath::parse(path).map_err(|why| Wrong {
        code: Some(&PATH_REFUSED),
        message: why.to_string(),
        at: node.at.clone(),
        advice: Advice::Takes,
    })
}

pub(super) fn language(
    node: &Node,
    settings: &mut BookSettings,
    wrongs: &mut Vec<Wrong>,
) -> Result<(), Wrong> {
    let stated = filled(node)?;
    let read = tag::stated(&stated.value).map_err(|none| Wrong {
        advice: match none.meant {
            Some(by) => Advice::Replace { word: stated.value.clone(), by },
            None => Advice::Takes,
        },
        ..Wrong::value(node)
    })?;
    if read.is_corrected {
        wrongs.push(Wrong {
            code: Some(&LANGUAGE_CORRECTED),
            message: format!("“{}” became {}", stated.value, read.tag),
            at: node.at.clone(),
            advice: Advice::Replace { word: stated.value, by: read.tag.clone() },
        });
    }
    settings.language = Some(located(node, read.tag));
    Ok(())
}

pub(super) fn number(
    node: &Node,
    settings: &mut BookSettings,
    _: &mut Vec<Wrong>,
) -> Result<(), Wrong> {
    let stated = filled(node)?;
    let digits =
        |text: &str| (1..=6).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let fits = match stated.value.split_once('.') {
        Some((whole, part)) => digits(whole) && digits(part),
        None => digits(&stated.value),
    };
    if !fits {
        return Err(Wrong::value(node));
    }
    settings.number = Some(stated);
    Ok(())
}

pub(super) fn identifier(
    node: &Node,
    settings: &mut BookSettings,
    wrongs: &mut Vec<Wrong>,
) -> Result<(), Wrong> {
    let stated = filled(node)?;
    if isbn::is_meant(&stated.value) {
        return isbn(node, settings, wrongs);
    }
    if stated.value.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err(Wrong::value(node));
    }
    settings.identifier = Some(stated);
    Ok(())
}

/// The number of a book, as its identifier.
pub(super) fn isbn(
    node: &Node,
    settings: &mut BookSettings,
    _: &mut Vec<Wrong>,
) -> Result<(), Wrong> {
    let stated = filled(node)?;
    let urn = isbn::urn(&stated.value).ok_or_else(|| Wrong::value(node))?;
    settings.identifier = Some(located(node, urn));
    Ok(())
}

pub(super) fn subjects(node: &Node) -> Result<Vec<Located<String>>, Wrong> {
    if let Some(entries) = node.as_sequence() {
        let entries = entries.iter().filter(|entry| !entry.is_null());
        return entries.map(filled).collect();
    }
    let text = node.as_str().ok_or_else(|| Wrong::value(node))?;
    let parts = text.split([',', '，', '、', '\n']).map(str::trim);
    Ok(parts
        .filter(|part| !part.is_empty())
        .map(|part| located(node, part.to_owned()))
        .collect())
}

pub(super) fn date(
    node: &Node,
    settings: &mut BookSettings,
    _: &mut Vec<Wrong>,
) -> Result<(), Wrong> {
    let date = PartialDate::parse(&filled(node)?.value).ok_or_else(|| Wrong::value(node))?;
    settings.date = Some(located(node, date));
    Ok(())
}

pub(super) fn order(
    node: &Node,
    settings: &mut BookSettings,
    wrongs: &mut Vec<Wrong>,
) -> Result<(), Wrong> {
    if let Some(entries) = node.as_sequence() {
        let mut files = Vec::with_capacity(entries.len());
        for entry in entries {
            match path(entry) {
                Ok(file) => files.push(file),
                Err(wrong) => wrongs.push(wrong),
            }
        }
        settings.order = Some(Order::Listed(files));
        return Ok(());
    }
    let key = match filled(node)?.value.to_ascii_lowercase().as_str() {
        "episode" => OrderKey::Episode,
        "date" => OrderKey::Date,
        "name" => OrderKey::Name,
        _ => return Err(Wrong::value(node)),
    };
    settings.order = Some(Order::By(located(node, key)));
    Ok(())
}

/// Characters some file system refuses in a name.
const UNFIT: &[char] = &['/', '\\', ':', '*', '?', '"', '<', '>', '|'];

pub(super) fn output(
    node: &Node,
    settings: &mut BookSettings,
    _: &mut Vec<Wrong>,
) -> Result<(), Wrong> {
    let stated = filled(node)?.value;
    let end = stated.len().saturating_sub(".epub".len());
    let name = match stated.split_at_checked(end) {
        Some((name, suffix)) if suffix.eq_ignore_ascii_case(".epub") => name,
        _ => &stated,
    };
    let name = name.trim();
    // 255 bytes are the longest name of most file systems.
    let fits = !name.is_empty()
        && !name.starts_with('.')
        && !name.ends_with('.')
        && name.len() <= 240
        && !name.chars().any(|c| c.is_control() || UNFIT.contains(&c));
    if !fits {
        return Err(Wrong {
            code: Some(&PATH_REFUSED),
            message: format!("“{}” is not a file name every system takes", shorten(&stated)),
            ..Wrong::value(node)
        });
    }
    settings.output = Some(located(node, name.to_owned()));
    Ok(())
}

pub(super) fn ads(
    node: &Node,
    settings: &mut BookSettings,
    _: &mut Vec<Wrong>,
) -> Result<(), Wrong> {
    settings.ads = Some(choice(
        node,
        &[("aside", Advertising::Aside), ("keep", Advertising::Keep), ("drop", Advertising::Drop)],
    )?);
    Ok(())
}

/// One of a few words, in any case.
pub(super) fn choice<T: Copy>(node: &Node, words: &[(&str, T)]) -> Result<Located<T>, Wrong> {
    let stated = filled(node)?.value;
    let mut words = words.iter();
    words
        .find(|(word, _)| stated.eq_ignore_ascii_case(word))
        .map(|(_, value)| located(node, *value))
        .ok_or_else(|| Wrong::value(node))
}

pub(super) fn moment_url(
    node: &Node,
    settings: &mut BookSettings,
    _: &mut Vec<Wrong>,
) -> Result<(), Wrong> {
    let stated = filled(node)?;
    let is_web = ["https://", "http://"].iter().any(|scheme| stated.value.starts_with(scheme));
    // Any moment will do to see whether it becomes an address.
    let leads = Address::new(&stated.value.replace("{t}", "0")).is_ok();
    if !is_web
        || !leads
        || !stated.value.contains("{t}")
        || stated.value.contains(char::is_whitespace)
    {
        return Err(Wrong::value(node));
    }
    settings.moment_url = Some(stated);
    Ok(())
}

pub(super) fn speakers(
    node: &Node,
    settings: &mut BookSettings,
    wrongs: &mut Vec<Wrong>,
) -> Result<(), Wrong> {
    for (label, name) in node.as_mapping().ok_or_else(|| Wrong::value(node))? {
        match (filled(label), filled(name)) {
            (Ok(label), Ok(name)) => settings.speakers.push((label, name)),
            (Err(wrong), _) | (_, Err(wrong)) => wrongs.push(wrong),
        }
    }
    Ok(())
}

/// Fonts by their use: a path, and behind `#` which font of a collection, counted from 1.
pub(super) fn fonts(
    node: &Node,
    settings: &mut BookSettings,
    wrongs: &mut Vec<Wrong>,
) -> Result<(), Wrong> {
    for (name, value) in node.as_mapping().ok_or_else(|| Wrong::value(node))? {
        match choice(name, Role::ALL).and_then(|role| Ok((role.value, font(value)?))) {
            Ok(font) => settings.fonts.push(font),
            Err(wrong) => wrongs.push(wrong),
        }
    }
    Ok(())
}

fn font(node: &Node) -> Result<Located<FontFile>, Wrong> {
    let stated = filled(node)?.value;
    let numbered = stated
        .rsplit_once('#')
        .and_then(|(path, number)| Some((path, number.parse::<u32>().ok()?.checked_sub(1)?)));
    let (path, face) = numbered.unwrap_or((&stated, 0));
    let path = relative(path, node)?;
    Ok(located(node, FontFile { path, face }))
}

pub(super) fn rules(
    node: &Node,
    settings: &mut BookSettings,
    wrongs: &mut Vec<Wrong>,
) -> Result<(), Wrong> {
    let pairs = node.as_mapping().ok_or_else(|| Wrong::value(node))?;
    for (name, value) in pairs {
        let switch = match value.flat().to_ascii_lowercase().as_str() {
            "on" | "true" | "yes" => Switch::On,
            "off" | "false" | "no" => Switch::Off,
            _ => {
                wrongs.push(Wrong::value(value));
                continue;
            }
        };
        match filled(name) {
            Ok(name) => settings.rules.push((name, switch)),
            Err(wrong) => wrongs.push(wrong),
        }
    }
    Ok(())
}

pub(super) fn timezone(
    node: &Node,
    settings: &mut BookSettings,
    _: &mut Vec<Wrong>,
) -> Result<(), Wrong> {
    let zone = Zone::parse(&filled(node)?.value).ok_or_else(|| Wrong::value(node))?;
    settings.timezone = Some(located(node, zone));
    Ok(())
}
