//! Gives findings the levels their book asks for.

use std::collections::HashMap;

use super::{Plan, codes};
use crate::model::settings::Level;
use crate::normalise::diag::TEXT_LOST;
use crate::settings::diag::{LEVEL_OF_NOTHING, LEVEL_UNUSED};
use chengshu_text::diag::{Code, Diagnostic, Place, Sink};

/// Findings at their levels.
pub struct Levelled<'a> {
    /// Those that are reported.
    pub found: Vec<Diagnostic>,
    /// The levels that were asked for.
    pub levels: Vec<Applied<'a>>,
    /// What is to be said of levels that never applied, if the whole book was compiled.
    pub unused: Vec<Diagnostic>,
}

/// A level that was asked for.
pub struct Applied<'a> {
    /// What was asked for.
    pub level: &'a Level,
    /// How many findings it applied to.
    pub findings: usize,
}

/// Gives findings the levels the settings of a planned book ask for, and leaves out those that
/// are off. The proof that no text was lost keeps its own. What has no place is said of `whole`,
/// the folder or file of the book, so that in a run of many it is known which is meant.
pub fn level<'a>(plan: &'a Plan<'_>, sink: Sink, whole: &str) -> Levelled<'a> {
    let asked = plan.settings.levels.iter();
    let mut levels: Vec<Applied<'_>> = asked.map(|level| Applied { level, findings: 0 }).collect();
    let mut places: HashMap<String, usize> = HashMap::new();
    for (place, applied) in levels.iter().enumerate() {
        let id = applied.level.id.value.to_ascii_uppercase();
        places.entry(id).or_insert(place);
    }
    let mut found = Vec::new();
    for mut finding in sink.into_vec() {
        finding.place.get_or_insert_with(|| Place::file(whole));
        let place = places.get(finding.code.id);
        match place.and_then(|place| levels.get_mut(*place)) {
            Some(applied) if *finding.code != TEXT_LOST => {
                applied.findings += 1;
                if let Some(severity) = applied.level.severity {
                    finding.severity = severity;
                    found.push(finding);
                }
            }
            _ => found.push(finding),
        }
    }
    let unused = levels.iter().filter(|applied| applied.findings == 0);
    let unused = unused.map(|applied| unused_level(plan, applied.level));
    Levelled { unused: unused.collect(), found, levels }
}

fn names(level: &Level, code: &Code) -> bool {
    level.id.value.eq_ignore_ascii_case(code.id)
}

fn unused_level(plan: &Plan<'_>, level: &Level) -> Diagnostic {
    let id = &level.id;
    let at = |finding: Diagnostic| match &plan.settings_source {
        Some(source) => finding.at(source.span(&id.at)),
        None => finding,
    };
    if codes().any(|code| names(level, code)) {
        let message = format!("the book has no finding {}", id.value);
        return at(Diagnostic::new(&LEVEL_UNUSED, message)).help("delete the entry");
    }
    let message = format!("there is no finding `{}`", id.value);
    at(Diagnostic::new(&LEVEL_OF_NOTHING, message)).help("`chengshu explain` lists all ids")
}
