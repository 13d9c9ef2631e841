//! `chengshu explain`: what a finding or a rule means.

use anyhow::{Result, bail};
use chengshu::compile;
use chengshu::normalise::RULES;

use super::Outcome;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The id of a finding, such as CS0201, or of a rule, such as `lines`; all without one
    id: Option<String>,
}

pub fn run(arguments: &Arguments) -> Result<Outcome> {
    let Some(id) = &arguments.id else {
        for code in compile::codes() {
            println!(
                "{}  {:<8} {}",
                code.id,
                code.severity.to_string(),
                code.title
            );
        }
        for rule in RULES {
            println!("{:<16} {}", rule.id, rule.summary);
        }
        return Ok(Outcome::Fine);
    };
    if let Some(code) = compile::codes().find(|code| code.id.eq_ignore_ascii_case(id)) {
        println!(
            "{} ({}): {}\n\n{}",
            code.id, code.severity, code.title, code.explanation
        );
        return Ok(Outcome::Fine);
    }
    if let Some(rule) = RULES.iter().find(|rule| rule.id == id) {
        println!("Rule {}: {}\n\n{}", rule.id, rule.summary, rule.reason);
        for (before, after) in rule.examples {
            println!("\n{}\n  becomes\n{}", indent(before), indent(after));
        }
        return Ok(Outcome::Fine);
    }
    bail!("there is no finding and no rule {id:?}; `chengshu explain` lists them all")
}

fn indent(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    format!("    {}\n", lines.join("\n    "))
}
