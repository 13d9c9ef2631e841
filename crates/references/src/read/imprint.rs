//! What stands after a title: names with and without roles, press, place, year, edition, the
//! journal the work is in.

use std::sync::LazyLock;

use super::agent::{agent, take_names};
use super::country::is_country;
use super::fields::Fields;
use super::kind;
use super::language;
use super::lexicon::prose;
use super::marks::{is_blank, split_outside, titles, trim, without_remarks};
use super::people::{self, Role};
use super::publisher::{self, Agent};
use super::year::{self, Form};
use crate::reference::Kind;
use chengshu_writing::script::is_han;

/// Labels of fields other than persons.
pub(super) const FIELD_LABELS: &[&str] = &["出版社", "出版方", "出版者", "来源", "出版"];

/// Labels of dates.
pub(super) const DATE_LABELS: &[&str] = &["出版时间", "出版年", "出版日期", "出版年份", "时间"];

/// Words around a year that say no more.
pub(super) static EDITIONS: LazyLock<Vec<&str>> = LazyLock::new(|| prose::words("edition"));

/// Verbs behind who brought the work out.
const ISSUED: &[&str] = &["印行", "刊行", "编印", "发布", "公布"];

/// Words that make the entry a film wherever they stand after the title.
const FILM: &[&str] = &["节目", "纪录片", "电影", "影片", "电视剧", "剧集", "集", "视频"];

/// Verbs before 的 that make what stands before them an author.
static WRITTEN: LazyLock<Vec<(&str, Role)>> =
    LazyLock::new(|| prose::saying("written", Role::named));

/// Sorts of work whose possessor is the author. A plain 传记 is not among them: it may be about
/// the possessor.
pub(super) static BY_POSSESSOR: LazyLock<Vec<&str>> =
    LazyLock::new(|| prose::words("by-possessor"));

/// Reads what follows a title, or stands before it apart from it.
pub(super) fn read(text: &str, fields: &mut Fields) {
    let text = &people::without_role_brackets(text);
    let mut pending: Option<Vec<String>> = None;
    for clause in split_outside(text, |c| {
        matches!(c, '，' | ',' | '；' | ';' | '。' | '/' | '／' | '|' | '｜')
    }) {
        for word in words(clause) {
            read_word(word, Trust::Text, &mut pending, fields);
        }
    }
    // 载《论集》，远山出版社: both are stated. Alone the work counts as the publisher.
    fields.container = fields.container.take().filter(|_| {
        let press = publisher::press_in(text).map(|(start, end)| text[start..end].to_owned());
        press.is_some_and(|press| fields.publisher.replace(press).is_some())
    });
    if let Some(names) = pending.filter(|_| fields.authors.is_empty()) {
        fields.authors = names;
    }
}

/// How far a word may be taken for a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trust {
    /// It stands in the running text.
    Text,
    /// It stands in brackets, where most words are remarks.
    Remark,
}

/// Cuts a clause at blanks between words, but not inside a Western name or title.
fn words(clause: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut from = 0;
    for piece in split_outside(clause, is_blank) {
        let at = piece.as_ptr() as usize - clause.as_ptr() as usize;
        let before = clause[..at].trim_end_matches(is_blank);
        let latin = |c: Option<char>| {
            c.is_some_and(|c| !is_han(c) && c.is_alphanumeric() || c == '.' || c == '&')
        };
        let joins = latin(before.chars().next_back()) && latin(piece.chars().next());
        if at > from && !joins {
            found.push(trim(&clause[from..at]));
            from = at;
        }
    }
    found.push(trim(&clause[from..]));
    found.retain(|w| !w.is_empty());
    found
}

fn read_word(word: &str, trust: Trust, pending: &mut Option<Vec<String>>, fields: &mut Fields) {
    let word = word.trim_matches(|c: char| is_blank(c) || "—-–－：:、“”".contains(c));
    let (left, remarks) = without_remarks(word);
    let named = !trim(&left).is_empty();
    if trust == Trust::Text {
        for remark in remarks {
            // A remark after a name says something about the person, or who else had a part.
            if named && publisher::press_in(remark).is_none() && year::dates(remark).is_empty() {
                for clause in split_outside(remark, |c| matches!(c, '，' | ',' | '；' | ';')) {
                    for (names, role) in people::several_roles(clause).unwrap_or_default() {
                        take_names(names, role, fields);
                    }
                }
                continue;
            }
            for clause in split_outside(remark, |c| matches!(c, '，' | ',' | '；' | ';')) {
                for word in words(clause) {
                    read_word(word, Trust::Remark, pending, fields);
                }
            }
        }
    }
    let word = trim(&left);
    if word.is_empty() {
        return;
    }
    if let Some((rest, role)) = people::role_label(word) {
        if let Some(names) = people::names(rest) {
            take_names(names, role, fields);
        }
        return;
    }
    let of_language = language::stated(word).filter(|l| {
        ["", "版", "原版", "版本", "译本", "原著"]
            .iter()
            .any(|w| word.strip_prefix(*l) == Some(w))
    });
    if let Some(language) = of_language {
        fields.language = Some(language.to_owned());
        return;
    }
    if let Some(journal) = titles(word).into_iter().next() {
        let work = &word[journal.inner];
        if fields.publisher.is_none() {
            fields.container = Some(work.to_owned());
        }
        fields.publisher(work);
        fields.likely = Some(Kind::Article);
        take_date(word, fields);
        return;
    }
    let rest = take_date(word, fields);
    let rest = trim(&rest).trim_matches(|c: char| "—-–－：:、".contains(c));
    if rest.is_empty() || EDITIONS.contains(&rest) {
        return;
    }
    if let Some((start, end)) = publisher::press_in(rest) {
        fields.publisher(&rest[start..end]);
        fields.likely(Kind::Book);
        // What a dash or a full stop sets off before the press is no part of its name.
        let before = rest[..start].trim_end_matches(['-', '–', '—', '－', '.', '．']);
        if before.len() < start {
            person_or_body(trim(before), trust, pending, fields);
        }
        return;
    }
    person_or_body(rest, trust, pending, fields);
}

fn person_or_body(
    rest: &str,
    trust: Trust,
    pending: &mut Option<Vec<String>>,
    fields: &mut Fields,
) {
    // 潮港港务局印行
    if let Some(body) = ISSUED.iter().find_map(|word| rest.strip_suffix(word))
        && publisher::classify(body).is_some()
    {
        fields.publisher(body);
        return;
    }
    let written = WRITTEN
        .iter()
        .filter_map(|(w, role)| rest.find(w).map(|at| (at, *role)))
        .min_by_key(|(at, _)| *at);
    if let Some((at, role)) = written {
        if let Some(names) = people::names(&rest[..at]) {
            take_names(names, role, fields);
        }
        return;
    }
    if let Some(several) = people::several_roles(rest) {
        for (names, role) in several {
            take_names(names, role, fields);
        }
        return;
    }
    if let Some((left, role)) = people::role_at_end(rest) {
        let left = trim(left);
        let names = if left.is_empty() || left == "等" {
            pending.take()
        } else {
            // A body that wrote stands where a person would.
            people::names(left).or_else(|| {
                publisher::classify(left)
                    .filter(|_| role == Role::Author)
                    .map(|_| vec![left.to_owned()])
            })
        };
        if let Some(names) = names {
            take_names(names, role, fields);
            return;
        }
    }
    if FILM.iter().any(|w| rest.ends_with(w)) || rest.contains("节目") {
        fields.kind(Kind::Film);
        return;
    }
    if let Some((word, found)) = kind::head(rest).filter(|(word, _)| word.len() > '书'.len_utf8())
    {
        let owner = &rest[..rest.len() - word.len()];
        if publisher::classify(rest).is_none() {
            fields.kind(found);
            let owner = language::strip_end(trim(owner).trim_end_matches('的'));
            if BY_POSSESSOR.contains(&word) || publisher::classify(owner).is_some() {
                agent(owner.trim_end_matches('的'), Role::Author, fields);
            }
            return;
        }
    }
    match publisher::classify(rest) {
        Some(Agent::Body | Agent::Keeper) if trust == Trust::Text => {
            // A body counts as author where a person would stand; after a person it is where the
            // work was done.
            if fields.authors.is_empty() && pending.is_none() {
                *pending = Some(vec![rest.to_owned()]);
            } else {
                fields.publisher(rest);
            }
        }
        Some(Agent::Outlet | Agent::Site) => {
            fields.publisher(rest);
            fields.likely(Kind::Article);
        }
        Some(_) => fields.publisher(rest),
        None => {
            let sure = trust == Trust::Text || people::is_sure_name(rest) && !is_country(rest);
            if let Some(names) = people::names(rest).filter(|_| sure) {
                pending.get_or_insert_default().extend(names);
            } else if trust == Trust::Text {
                leading_body(rest, pending, fields);
            }
        }
    }
}

/// `甲大学张三`, `甲报记者张三`: a body and a name in one word.
fn leading_body(rest: &str, pending: &mut Option<Vec<String>>, fields: &mut Fields) {
    let mut found = Fields::default();
    agent(rest, Role::Author, &mut found);
    if let Some(name) = found.publisher {
        fields.publisher(&name);
    }
    if !found.authors.is_empty() {
        pending.get_or_insert_default().extend(found.authors);
    }
}

/// Takes the year out of a word: what is left of the word.
fn take_date(word: &str, fields: &mut Fields) -> String {
    let found = year::dates(word);
    let Some(date) = found.first() else {
        return word.to_owned();
    };
    let before = &word[..date.span.start];
    let after = &word[date.span.end..];
    // Digits alone are a year only where they stand alone or after a press.
    if date.form == Form::Bare
        && !(before.is_empty()
            || publisher::press_in(before).is_some()
            || matches!(publisher::classify(trim(before)), Some(Agent::Outlet | Agent::Press))
            || before.ends_with(['》', ':', '：']))
    {
        return word.to_owned();
    }
    fields.date(date.year);
    let after = EDITIONS
        .iter()
        .filter_map(|w| after.strip_prefix(w))
        .filter(|_| before.is_empty() || after.chars().count() <= 6)
        .min_by_key(|rest| rest.len())
        .unwrap_or(after);
    if before.is_empty() { after.to_owned() } else { before.to_owned() }
}
