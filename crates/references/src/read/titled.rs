//! Entries with a title in `《》`: what stands before it and after it.

use std::sync::LazyLock;

use super::agent::agent;
use super::coded;
use super::fields::Fields;
use super::imprint;
use super::kind;
use super::language;
use super::lexicon::prose;
use super::marks::{Title, is_blank, trim, without_remarks};
use super::paper::{is_issue, is_paper, names_outlet};
use super::people::{self, Role};
use super::publisher::{self, Agent};
use super::year::{self, Form};
use crate::kinds;
use crate::reference::Kind;

/// Verbs of publication between an agent and a title, with the kind they make likely.
static VERBS: LazyLock<Vec<(&str, Option<Kind>)>> =
    LazyLock::new(|| prose::saying("verb", |kind| Some(kinds::named(kind))));

/// Words that qualify the sort of work or stand between it and the agent.
static MODIFIERS: LazyLock<Vec<&str>> = LazyLock::new(|| prose::words("modifier"));

/// What titles of reports end in.
const REPORTS: &[&str] = &["报告", "报告书", "白皮书", "蓝皮书", "年报"];

/// Reads an entry with titles. `None` when its title is only part of a phrase: the possessor of
/// what is cited (`《甲报》的解密资料`, `《甲》官网`).
pub(super) fn read(body: &str, titles: &[Title]) -> Option<Fields> {
    let first = titles.first()?;
    let mut fields = Fields::default();
    let (main, outlet) = match titles.get(1) {
        Some(second) if names_outlet(body, first, second) => (second, Some(first)),
        _ => (first, None),
    };
    let title = &body[main.inner.clone()];
    let before = match outlet {
        Some(outlet) => &body[outlet.outer.end..main.outer.start],
        None => &body[..main.outer.start],
    };
    if titles.len() == 1
        && let Some(fields) = quoted(before, &body[main.outer.start..])
    {
        return Some(fields);
    }
    let before = match trim(before).trim_end_matches(['：', ':']) {
        "书名" | "题名" | "标题" | "篇名" => "",
        _ => before,
    };
    let (title, after) = if main.closed {
        (title, &body[main.outer.end..])
    } else {
        unclosed(title, &body[main.outer.end..])
    };
    // 《甲报》、《乙报》的报道: one phrase over several papers.
    let papers = outlet.is_some()
        && publisher::is_outlet(title)
        && !is_issue(trim(after))
        && titles.len() == 2;
    if papers || titles.len() == 1 && is_phrase(title, before, trim(after)) {
        return None;
    }
    title.clone_into(&mut fields.title);
    if let Some(outlet) = outlet {
        fields.publisher(&body[outlet.inner.clone()]);
        fields.likely(Kind::Article);
        clauses_before(&body[..outlet.outer.start], &mut fields);
    }
    let issue = is_issue(trim(after)) && (is_paper(title, trim(after)) || after.contains('期'));
    if titles.len() == 1 && issue && trim(before).is_empty() {
        fields.kind(Kind::Periodical);
    }
    clauses_before(before, &mut fields);
    // 《题名》[J].作者.刊名: the code brings the stops of the standard with it.
    if coded::is_coded(after) {
        imprint::read(&after.replace(['.', '．'], "，"), &mut fields);
    } else {
        imprint::read(after, &mut fields);
    }
    let outside = format!("{before} {after}");
    if kind::is_thesis(&outside) {
        fields.kind = Some(Kind::Thesis);
    }
    if fields.language.is_none() {
        let with_mark = format!("{before}《》{after}");
        fields.language = language::stated(&with_mark).map(str::to_owned);
    }
    // A report is by a body.
    let by_body = fields.authors.is_empty()
        && fields.publisher.as_deref().and_then(publisher::classify) == Some(Agent::Body);
    if by_body && REPORTS.iter().any(|w| title.ends_with(w)) {
        fields.likely(Kind::Report);
    }
    fields.likely(Kind::Book);
    Some(fields)
}

/// A piece in quotation marks, and the journal it came out in: “论风”，载《气象史研究》2003年第2期.
fn quoted(before: &str, journal: &str) -> Option<Fields> {
    let lead = ["载", "载于", "刊于", "刊", "发表于", "见"]
        .iter()
        .find_map(|word| trim(before).strip_suffix(word))?;
    let (author, rest) = lead.split_once('“')?;
    let (title, _) = rest.split_once('”')?;
    let mut fields = Fields { title: title.to_owned(), ..Fields::default() };
    clauses_before(author, &mut fields);
    imprint::read(journal, &mut fields);
    fields.likely(Kind::Article);
    Some(fields)
}

/// A title whose mark is never closed ends at the first comma or blank after it, if what follows
/// is an imprint.
fn unclosed<'a>(title: &'a str, after: &'a str) -> (&'a str, &'a str) {
    let cut = title
        .char_indices()
        .find(|(_, c)| matches!(c, '，' | ',' | '。') || is_blank(*c))
        .map(|(at, _)| at)
        .filter(|&at| {
            let rest = &title[at..];
            publisher::press_in(rest).is_some()
                || !year::dates(rest).is_empty()
                || people::names(trim(rest).trim_start_matches(['，', ',', '。'])).is_some()
                || people::role_at_end(rest).is_some()
        });
    match cut {
        Some(at) => title.split_at(at),
        None => (title, after),
    }
}

/// Whether the only title of an entry belongs to a phrase that says what is cited.
fn is_phrase(title: &str, before: &str, after: &str) -> bool {
    if after.is_empty() {
        return false;
    }
    if let Some(rest) = after.strip_prefix('的') {
        let edition = ["版", "译本", "原文", "原著", "原版", "节选", "章节", "部分"]
            .iter()
            .any(|w| rest.ends_with(w));
        let author = rest.starts_with("作者");
        return !(edition || author);
    }
    let dated = year::dates(after)
        .first()
        .filter(|d| d.span.start == 0)
        .map_or(0, |d| d.span.end);
    let rest = trim(&after[dated..]);
    let head = kind::head(rest).map(|(word, kind)| (rest.len() == word.len(), kind));
    let only_date = year::dates(before).first().is_some_and(|d| d.span.len() == trim(before).len());
    // 挪威《海报》对霍恩的采访: which paper it is, and what of it.
    let whence = before.chars().count() <= 6
        && !people::looks_chinese(before)
        && rest.contains('的')
        && kind::head(rest).is_some_and(|(_, kind)| kind == Kind::Article);
    if is_paper(title, after) && (trim(before).is_empty() || only_date || whence) {
        return !is_issue(after) && people::names(rest).is_none();
    }
    matches!(head, Some((whole, Kind::Web | Kind::Wiki)) if whole || language::stated(rest).is_some())
}

/// Reads what stands before the title: clauses apart by commas, the last of which leads to it.
fn clauses_before(text: &str, fields: &mut Fields) {
    let text = &people::without_role_brackets(text);
    let text = trim(text).trim_end_matches(['，', ',', '、', ';', '；', '：', ':', ' ']);
    let (last, earlier) =
        match super::marks::split_outside(text, |c| matches!(c, '，' | ',' | '；' | ';'))
            .split_last()
        {
            Some((last, earlier)) => ((*last).to_owned(), earlier.join("，")),
            None => return,
        };
    // 约翰, 玛丽《甲》: commas also join names.
    if let Some(names) = people::names(&earlier) {
        fields.authors.extend(names);
    } else if !earlier.is_empty() {
        imprint::read(&earlier, fields);
    }
    leading_to_title(&last, fields);
}

/// Reads the clause that leads to the title, from its end: sort of work, verb, date, and what is
/// left is the agent.
fn leading_to_title(clause: &str, fields: &mut Fields) {
    let clause = clause.strip_prefix("以及").unwrap_or(clause);
    let (clause, remarks) = without_remarks(clause);
    for remark in remarks {
        if let Some(date) = year::dates(remark).first().filter(|d| d.span.len() == remark.len()) {
            fields.date(date.year);
        }
        if let Some(language) = language::stated(remark).filter(|l| l.len() == remark.len()) {
            fields.language = Some(language.to_owned());
        }
    }
    let dates = year::dates(&clause);
    let mut rest = trim(&clause);
    let start = clause.len() - clause.trim_start_matches(is_blank).len();
    let mut role = Role::Author;
    loop {
        let before = rest.len();
        rest = rest.trim_end_matches(|c: char| is_blank(c) || "：:，,、-—–·“”\"".contains(c));
        let did = people::role_at_end(rest).is_some_and(|(who, _)| !who.is_empty());
        if publisher::classify(rest).is_some() || people::is_sure_name(rest) && !did {
            break;
        }
        let date = dates.iter().rfind(|d| d.span.end == start + rest.len());
        if let Some(date) = date {
            fields.date(date.year);
            rest = &clause[start..date.span.start.max(start)];
        } else if let Some(at) = edition(rest) {
            rest = &rest[..at];
        } else if let Some((word, verb)) = longest_verb(rest) {
            if let Some(kind) = verb {
                fields.likely(kind);
            }
            rest = &rest[..rest.len() - word.len()];
        } else if let Some((word, found)) = kind::head(rest).filter(|(word, _)| strips(rest, word))
        {
            fields.kind(found);
            rest = &rest[..rest.len() - word.len()];
        } else if let Some((left, found)) =
            people::role_at_end(rest).filter(|(left, _)| !left.is_empty())
        {
            role = found;
            rest = left;
        } else if let Some(word) = MODIFIERS
            .iter()
            .filter(|w| rest.ends_with(**w) && rest.len() > w.len())
            .max_by_key(|w| w.len())
        {
            rest = &rest[..rest.len() - word.len()];
        } else {
            rest = language::strip_end(rest);
        }
        if rest.len() == before {
            break;
        }
    }
    let offset = start + rest.len();
    if let Some(date) = dates
        .iter()
        .find(|d| d.span.start == start && d.form == Form::Named && d.span.end <= offset)
    {
        fields.date(date.year);
        rest = trim(&clause[date.span.end..offset]);
    }
    agent(rest, role, fields);
    // 里德2003年在巴黎出版《风》
    let after_name = dates
        .iter()
        .find(|d| d.form == Form::Named && people::names(trim(&clause[..d.span.start])).is_some());
    if let Some(date) = after_name {
        fields.date(date.year);
    }
}

/// 书 alone comes off only where it cannot end a name.
fn strips(rest: &str, word: &str) -> bool {
    let before = &rest[..rest.len() - word.len()];
    word.chars().count() > 1 || before.ends_with(['的', '本', '部', '新']) || before.is_empty()
}

/// Where `第二版` at the end begins.
fn edition(rest: &str) -> Option<usize> {
    let at = rest.strip_suffix('版')?.rfind('第')?;
    (rest[at..].chars().count() <= 5).then_some(at)
}

fn longest_verb(text: &str) -> Option<(&'static str, Option<Kind>)> {
    VERBS
        .iter()
        .filter(|(word, _)| text.ends_with(word))
        .max_by_key(|(word, _)| word.len())
        .copied()
}
