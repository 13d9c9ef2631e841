//! Who is said to have made a work, or brought it out.

use std::sync::LazyLock;

use super::fields::Fields;
use super::kind;
use super::language;
use super::lexicon::prose;
use super::marks::{is_blank, trim};
use super::people::{self, Role};
use super::publisher::{self, Agent};
use super::year;
use crate::reference::Kind;

/// Words after which a phrase no longer speaks of its author.
static TOPICS: LazyLock<Vec<&str>> = LazyLock::new(|| prose::words("topic"));

/// Words of one character that lead from a name to where or for whom the work was made (里德在狱中,
/// 霍恩为里德). After a surname alone they are part of the name (康有为).
const ASIDES: &[&str] = &["在", "为", "对", "替"];

/// Reads who is said to have made the work: persons, or a press, outlet, site or body.
pub(super) fn agent(text: &str, role: Role, fields: &mut Fields) {
    let text = trim(text).trim_start_matches("参考了").trim_start_matches(['由', '据']);
    let text = text.trim_matches(|c: char| is_blank(c) || "：:，,、“”\"".contains(c));
    if text.is_empty() {
        return;
    }
    // 里德在联合国: who spoke, and where.
    if let Some((who, place)) = text.split_once('在')
        && !place.starts_with('线')
        && publisher::classify(place).is_some()
        && let Some(names) = people::names(who)
    {
        take_names(names, role, fields);
        return;
    }
    let undated = year::dates(text).is_empty();
    if let Some(found) = publisher::classify(text).filter(|_| undated) {
        body_agent(text, found, fields);
        return;
    }
    if let Some((name, found, rest)) = publisher::leading(text) {
        let rest = trim(rest).trim_start_matches(['的', '在', '网', '上']);
        let person = people::is_sure_name(rest) || people::starts_with_occupation(rest);
        let keeps = matches!(found, Agent::Outlet | Agent::Press | Agent::Site);
        if keeps
            || fields.kind == Some(Kind::Thesis)
            || fields.kind == Some(Kind::Report)
            || !person
        {
            body_agent(name, found, fields);
        }
        if let Some(names) = people::names(rest).filter(|_| person) {
            take_names(names, role, fields);
        }
        return;
    }
    let before_aside = ASIDES.iter().find_map(|w| {
        let (who, rest) = text.split_once(w)?;
        let names = people::names(who).filter(|_| who.chars().count() >= 2 && !rest.is_empty())?;
        people::names(text).is_some().then_some(names)
    });
    if let Some(names) = before_aside.or_else(|| people::names(text)) {
        take_names(names, role, fields);
        return;
    }
    let dated = year::dates(text).first().map(|d| (d.span.start, ""));
    let topic = TOPICS
        .iter()
        .filter_map(|w| text.find(w).map(|at| (at, *w)))
        .chain(dated)
        .filter(|(at, _)| *at > 0)
        .min();
    if let Some((at, word)) = topic {
        let place = text.rsplit_once('在').map_or("", |(_, place)| place);
        if matches!(fields.kind, Some(Kind::Thesis | Kind::Article))
            && publisher::classify(place) == Some(Agent::Body)
        {
            fields.publisher(place);
        }
        if matches!(word, "访问" | "采访" | "报道") {
            fields.likely = Some(Kind::Article);
        }
        let names = people::names(&text[..at]).filter(|n| n.iter().all(|n| n.chars().count() >= 2));
        if let Some(names) = names {
            take_names(names, role, fields);
        }
    } else if let Some((owner, _)) = text.split_once('的')
        && let Some(names) = people::names(owner)
    {
        take_names(names, role, fields);
    }
}

/// A body as agent: publisher, unless it is a site described only by its language.
fn body_agent(name: &str, agent: Agent, fields: &mut Fields) {
    let described = language::stated(name).is_some_and(|l| name.starts_with(l));
    let bare = kind::head(name).is_some_and(|(word, _)| word.len() == name.len());
    if !(agent == Agent::Site && (described || bare)) {
        fields.publisher(name);
    }
    match agent {
        Agent::Press => fields.likely(Kind::Book),
        Agent::Site if described || bare => fields.likely(Kind::Web),
        Agent::Outlet | Agent::Site => fields.likely(Kind::Article),
        Agent::Keeper => fields.likely(Kind::Archive),
        Agent::Body => {}
    }
}

/// Gives names to the role they have.
pub(super) fn take_names(names: Vec<String>, role: Role, fields: &mut Fields) {
    match role {
        Role::Author => fields.authors.extend(names),
        Role::Translator => fields.translators.extend(names),
        Role::Neither => {}
    }
}
