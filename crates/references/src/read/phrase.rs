//! Entries without a title in marks: the descriptive phrase is the title.

use std::sync::LazyLock;

use super::agent::{agent, take_names};
use super::fields::Fields;
use super::imprint::{self, BY_POSSESSOR};
use super::kind;
use super::language;
use super::lexicon::prose;
use super::marks::{self, is_blank, split_outside, trim, without_remarks};
use super::paper::is_paper;
use super::people::{self, Role};
use super::publisher::{self, Agent};
use super::year::{self, Date, Form};
use crate::reference::Kind;
use chengshu_text::source::Span;

/// Verbs before 的: who did it made the source, or issued it. Longer ones first.
static MADE: LazyLock<Vec<&str>> = LazyLock::new(|| prose::words("made"));

/// Where `text` first says that somebody made a source, as 整理的 does.
pub(super) fn made(text: &str) -> Option<Span> {
    text.match_indices('的').find_map(|(at, of)| {
        let verb = MADE.iter().find(|verb| text[..at].ends_with(*verb))?;
        Some(at - verb.len()..at + of.len())
    })
}

/// Words between a possessor and the sort of work.
static BETWEEN: LazyLock<Vec<&str>> = LazyLock::new(|| prose::words("between"));

/// Sorts of work whose possessor is what they are about.
const ABOUT_POSSESSOR: &[&str] = &["讣告", "年表", "新闻", "特写", "书评"];

/// Reads a phrase.
pub(super) fn read(body: &str) -> Fields {
    let mut fields = Fields::default();
    let clauses = split_outside(body, |c| matches!(c, '，' | ','));
    let (main, rest) = clauses.split_first().map_or((body, &[][..]), |(m, r)| (*m, r));
    let stated = stopped(body, &mut fields) || listed(main, rest, &mut fields);
    if !stated {
        for clause in rest {
            trailing(clause, &mut fields);
        }
        sole(main, &mut fields);
    }
    fields
}

/// Reads `作者. 题名. 出版社, 2003`, an entry to the standard without its code.
fn stopped(body: &str, fields: &mut Fields) -> bool {
    let parts: Vec<&str> = body
        .split(". ")
        .flat_map(|p| p.split(['．', '。']))
        .map(trim)
        .filter(|p| !p.is_empty())
        .collect();
    let [author, title, rest @ ..] = parts.as_slice() else {
        return false;
    };
    let (Some(names), Some(next)) = (people::names(author), rest.first()) else {
        return false;
    };
    let journal = next.split([',', '，', ' ']).next().unwrap_or_default();
    if publisher::is_outlet(journal) && !year::dates(&rest.join("，")).is_empty() {
        fields.publisher(journal);
        fields.likely(Kind::Article);
    } else if publisher::press_in(body).is_none() {
        return false;
    } else {
        fields.kind(Kind::Book);
    }
    fields.authors = names;
    (*title).clone_into(&mut fields.title);
    imprint::read(&rest.join("，"), fields);
    true
}

/// Reads `题名，作者，出版社，2003年` and `作者：题名，…`, entries that only lack the marks.
fn listed(main: &str, rest: &[&str], fields: &mut Fields) -> bool {
    let press = rest.iter().any(|c| publisher::press_in(c).is_some());
    if !press {
        return false;
    }
    let mut rest = rest;
    if let Some((author, title)) =
        main.split_once(['：', ':']).filter(|(a, _)| people::names(a).is_some())
    {
        fields.authors = people::names(author).unwrap_or_default();
        trim(title).clone_into(&mut fields.title);
    } else if let (Some(names), Some((title, others))) =
        (people::names(main).filter(|_| people::is_sure_name(main)), rest.split_first())
    {
        fields.authors = names;
        fields.title = (*title).to_owned();
        rest = others;
    } else {
        main.clone_into(&mut fields.title);
    }
    imprint::read(&rest.join("，"), fields);
    fields.kind(Kind::Book);
    true
}

/// Reads a clause after a comma: a year of publication, names with a role; anything else is a
/// remark.
fn trailing(clause: &str, fields: &mut Fields) {
    let dates = year::dates(clause);
    let rest = dates
        .first()
        .map_or(clause, |d| if d.span.start == 0 { &clause[d.span.end..] } else { clause });
    let rest = trim(rest);
    let edition = [
        "", "出版", "再版", "版", "出版发行", "发表", "发布", "播出", "刊登", "年版", "采访",
        "解密", "报道",
    ];
    let role =
        people::role_at_end(rest).and_then(|(names, role)| Some((people::names(names)?, role)));
    if let Some((names, role)) = role {
        take_names(names, role, fields);
    } else if !edition.contains(&rest) {
        return;
    }
    if let Some(date) = dates.first() {
        fields.date(date.year);
    }
    if rest.contains("版") {
        fields.kind(Kind::Book);
    }
}

/// Reads the phrase itself.
fn sole(main: &str, fields: &mut Fields) {
    let (phrase, remarks) = without_remarks(main);
    for remark in remarks {
        let responsible = people::role_at_end(remark)
            .or_else(|| people::role_label(remark))
            .and_then(|(names, role)| Some((people::names(names)?, role)));
        if let Some((names, role)) = responsible {
            take_names(names, role, fields);
        }
    }
    let phrase = trim(&phrase);
    let kind = kind::of_phrase(phrase);
    let dates = year::dates(phrase);
    let title = detached(phrase, &dates, kind, fields);
    title.clone_into(&mut fields.title);
    if fields.title.is_empty() {
        main.clone_into(&mut fields.title);
    }
    if kind == Kind::Other && publisher::classify(title) == Some(Agent::Site) {
        fields.kind(Kind::Web);
    } else if kind == Kind::Other {
        fields.likely(kind);
    } else {
        fields.kind(kind);
    }
    // 甲网：乙, a piece on a site, but 维基百科：乙 is the encyclopedia's page.
    if let Some((site, _)) = title.split_once(['：', ':']) {
        let carries = matches!(publisher::classify(site), Some(Agent::Outlet | Agent::Site));
        if carries && !matches!(kind, Kind::Wiki | Kind::Web) {
            fields.publisher(site);
            fields.kind = Some(Kind::Article);
            return;
        }
    }
    who(title, kind, fields);
    if let Some(date) = inner_date(title, kind) {
        fields.date(date.year);
    }
}

/// Takes a date of publication off either end.
fn detached<'a>(phrase: &'a str, dates: &[Date], kind: Kind, fields: &mut Fields) -> &'a str {
    let mut title = phrase;
    // 1945年审判记录 and 1972年大火 are of that time, not from that time.
    let published = ["出版", "再版", "发表", "发布", "播出", "采访", "报道", "解密", "公布"];
    let of_time = matches!(kind, Kind::Archive | Kind::Wiki | Kind::Other | Kind::Web);
    if let Some(date) = dates.last().filter(|d| d.form == Form::Named) {
        let after = trim(&phrase[date.span.end..]);
        let verb =
            after.is_empty() && !of_time || ["出版", "再版", "版", "发表", "发布"].contains(&after);
        if verb && date.span.start > 0 {
            fields.date(date.year);
            title = trim(&phrase[..date.span.start]);
            if after.contains('版') {
                fields.kind(Kind::Book);
            }
        }
    }
    if let Some(date) = dates.first().filter(|d| d.span.start == 0 && d.form == Form::Named) {
        let rest = title.get(date.span.end..).map(trim).unwrap_or_default();
        let memoir = BY_POSSESSOR.iter().any(|w| rest.ends_with(w));
        if !rest.is_empty() && (memoir || !of_time || published.iter().any(|w| rest.contains(w))) {
            fields.date(date.year);
            title = rest.trim_start_matches('的');
        }
    }
    title
}

/// A date inside the phrase, when the phrase says it is of publication.
fn inner_date(title: &str, kind: Kind) -> Option<Date> {
    let issued =
        matches!(kind, Kind::Article | Kind::Report | Kind::Book | Kind::Thesis | Kind::Film);
    year::dates(title).into_iter().find(|d| d.form == Form::Named).filter(|d| {
        let after = title[d.span.end..].trim_start_matches(is_blank);
        let told = [
            "出版", "发表", "发布", "采访", "报道", "再版", "播出", "的采访", "的报道", "撰写",
            "所写", "写的",
        ]
        .iter()
        .any(|w| after.starts_with(w));
        let known = publisher::classify(trim(&title[..d.span.start])).is_some()
            || people::is_sure_name(trim(&title[..d.span.start]));
        told || issued && known
    })
}

/// Finds who wrote or issued the source.
fn who(title: &str, kind: Kind, fields: &mut Fields) {
    if let Some(made) = made(title) {
        let maker = undated(&title[..made.start]);
        agent(&maker, Role::Author, fields);
        return;
    }
    for found in marks::titles(title) {
        let name = &title[found.inner.clone()];
        if is_paper(name, &title[found.outer.end..]) {
            fields.publisher(name);
        }
        if found.outer.start == 0 {
            return;
        }
    }
    if let Some((word, _)) = kind::head(title).filter(|(w, _)| BY_POSSESSOR.contains(w)) {
        let mut owner = &title[..title.len() - word.len()];
        let possessed = owner.ends_with('的');
        loop {
            let before = owner.len();
            for w in BETWEEN.iter() {
                owner = trim(owner.strip_suffix(w).unwrap_or(owner));
            }
            owner = language::strip_end(owner);
            if owner.len() == before {
                break;
            }
        }
        let owner = undated(owner);
        let memoir = word.ends_with("录") || word.ends_with("传") || word.ends_with('记');
        if possessed || memoir || people::is_sure_name(&owner) {
            agent(&owner, Role::Author, fields);
            return;
        }
    }
    // Who is asked is no author; who asks may be a paper.
    if let Some((_, asked)) = title.split_once("接受") {
        if let Some((name, Agent::Outlet, _)) = publisher::leading(asked.trim_start_matches('了'))
        {
            fields.publisher(name);
        }
        return;
    }
    issuer(title, kind, fields);
}

/// An outlet at the front of an article, with or without its writer; a body at the front of a
/// report.
fn issuer(title: &str, kind: Kind, fields: &mut Fields) {
    let Some((name, found, rest)) = publisher::leading(title) else {
        possessor_of_article(title, kind, fields);
        return;
    };
    let issues = match found {
        Agent::Outlet | Agent::Press => !matches!(kind, Kind::Archive | Kind::Other),
        Agent::Site => {
            matches!(kind, Kind::Article | Kind::Report) && language::stated(name).is_none()
        }
        Agent::Body | Agent::Keeper => matches!(kind, Kind::Report | Kind::Film | Kind::Thesis),
    };
    if issues {
        fields.publisher(name);
    }
    if found == Agent::Outlet && kind == Kind::Book && rest.contains("传记") {
        // A newspaper's life of somebody is a piece in it.
        fields.kind = Some(Kind::Article);
    }
    if matches!(kind, Kind::Article | Kind::Thesis) {
        let writer = rest.trim_start_matches('的');
        let end = year::dates(writer)
            .first()
            .map(|d| d.span.start)
            .into_iter()
            .chain(
                ["对", "的", "采访", "报道", "撰写", "专访", "论文", "博士", "硕士"]
                    .iter()
                    .filter_map(|w| writer.find(w)),
            )
            .min()
            .unwrap_or(0);
        let writer = trim(&writer[..end]);
        if (people::is_sure_name(writer) || people::starts_with_occupation(writer))
            && let Some(names) = people::names(writer)
        {
            take_names(names, Role::Author, fields);
        }
    }
}

/// `约翰·史密斯2003年的采访`, `约翰·史密斯对乙的采访`: a name at the front of an article.
fn possessor_of_article(title: &str, kind: Kind, fields: &mut Fields) {
    if !matches!(kind, Kind::Article | Kind::Thesis | Kind::Report | Kind::Film) {
        return;
    }
    let about = title.contains("相关")
        || kind::head(title).is_some_and(|(word, _)| ABOUT_POSSESSOR.contains(&word));
    let end = year::dates(title)
        .first()
        .map(|d| d.span.start)
        .into_iter()
        .chain(["对", "关于", "的", "有关"].iter().filter_map(|w| title.find(w)))
        .min()
        .unwrap_or(0);
    let front = trim(&title[..end]);
    if kind != Kind::Film && people::is_sure_name(front) && !about {
        fields.authors.extend(people::names(front).unwrap_or_default());
    } else if publisher::classify(front).is_some() {
        agent(front, Role::Author, fields);
    }
}

/// A phrase without dates at its ends.
fn undated(text: &str) -> String {
    let text = trim(text);
    let dates = year::dates(text);
    let mut from = 0;
    let mut to = text.len();
    if let Some(date) = dates.first().filter(|d| d.span.start == 0) {
        from = date.span.end;
    }
    if let Some(date) = dates.last().filter(|d| d.span.end == to && d.span.start >= from) {
        to = date.span.start;
    }
    trim(&text[from..to]).trim_matches('的').to_owned()
}
