//! `chengshu explain`: explains a finding or a rule.

use std::fmt::Write as _;

use anyhow::{Context as _, Result};
use chengshu::compile;
use chengshu::normalise::RULES;

use super::attempt::WrongUsage;
use super::{Outcome, print};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Id of a finding, such as CS0201, or of a rule, such as `lines`; without it, list all
    id: Option<String>,
}

pub fn run(arguments: &Arguments) -> Result<Outcome> {
    let text = match &arguments.id {
        None => all(),
        Some(id) => one(id).with_context(|| {
            WrongUsage(format!(
                "there is no finding or rule {id:?}; `chengshu explain` lists them all"
            ))
        })?,
    };
    print::out(&text)?;
    Ok(Outcome::Fine)
}

/// Every finding and every rule, a line each.
fn all() -> String {
    let codes = compile::codes().map(|code| {
        let severity = code.severity.to_string();
        format!("{}  {severity:<8} {}\n", code.id, code.title)
    });
    let rules = RULES.iter().map(|rule| format!("{:<16} {}\n", rule.id, rule.summary));
    codes.chain(rules).collect()
}

/// The meaning of a finding or a rule.
fn one(id: &str) -> Option<String> {
    if let Some(code) = compile::codes().find(|code| code.id.eq_ignore_ascii_case(id)) {
        return Some(format!(
            "{} ({}): {}\n\n{}\n",
            code.id, code.severity, code.title, code.explanation
        ));
    }
    let rule = RULES.iter().find(|rule| rule.id == id)?;
    let mut text = format!("Rule {}: {}\n\n{}\n", rule.id, rule.summary, rule.reason);
    for (before, after) in rule.examples {
        let _ = write!(text, "\n{}\n  becomes\n{}\n", indent(before), indent(after));
    }
    Some(text)
}

fn indent(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    format!("    {}\n", lines.join("\n    "))
}
