//! Levels of findings: `{CS0110: {level: off, reason: why}}`.

use super::diag::UNKNOWN_KEY;
use super::values::{choice, filled};
use crate::model::settings::{BookSettings, Level};
use chengshu_text::diag::Severity;
use chengshu_text::keys::{Advice, Wrong, shorten};
use chengshu_text::yaml::Node;

pub(super) fn levels(
    node: &Node,
    settings: &mut BookSettings,
    wrongs: &mut Vec<Wrong>,
) -> Result<(), Wrong> {
    for (id, entry) in node.as_mapping().ok_or_else(|| Wrong::value(node))? {
        match level(id, entry, wrongs) {
            Ok(level) => settings.levels.push(level),
            Err(wrong) => wrongs.push(wrong),
        }
    }
    Ok(())
}

fn level(id: &Node, entry: &Node, wrongs: &mut Vec<Wrong>) -> Result<Level, Wrong> {
    let id = filled(id)?;
    let lacks = |part: &str| Wrong {
        message: format!("has no {part} for {}", id.value),
        ..Wrong::value(entry)
    };
    let (mut severity, mut reason) = (None, None);
    for (key, value) in entry.as_mapping().ok_or_else(|| lacks("level and reason"))? {
        match key.flat().as_str() {
            "level" => {
                let stated = choice(
                    value,
                    &[
                        ("error", Some(Severity::Error)),
                        ("warning", Some(Severity::Warning)),
                        ("info", Some(Severity::Info)),
                        ("off", None),
                    ],
                )?;
                severity = Some(stated.value);
            }
            "reason" => reason = value.line(),
            other => wrongs.push(Wrong {
                code: Some(&UNKNOWN_KEY),
                message: format!("has an unknown key `{}`", shorten(other)),
                at: key.at.clone(),
                advice: Advice::Meant {
                    word: other.to_owned(),
                    known: vec!["level", "reason"],
                    otherwise: "an entry has the keys level and reason",
                },
            }),
        }
    }
    Ok(Level {
        severity: severity.ok_or_else(|| lacks("level"))?,
        reason: reason.ok_or_else(|| lacks("reason"))?.value,
        id,
    })
}

#[cfg(test)]
mod tests {
    use crate::settings;
    use chengshu_text::diag::{Severity, Sink};
    use chengshu_text::source::Source;

    #[test]
    fn a_level_has_a_reason() {
        let source = Source::new(
            "book.yaml",
            "findings:\n  CS0110: {level: off, reason: 本来没有}\n  CS0111: {level: error}\n  \
             CS0113: off\n  CS0114: {level: loud, reason: x}\n  \
             CS0115: {level: info, reason: y, reasn: z}\n"
                .to_owned(),
        );
        let mut sink = Sink::default();
        let settings = settings::read(&source, &mut sink);
        let levels: Vec<_> = settings
            .levels
            .iter()
            .map(|level| (level.id.value.as_str(), level.severity, level.reason.as_str()))
            .collect();
        assert_eq!(levels, [("CS0110", None, "本来没有"), ("CS0115", Some(Severity::Info), "y")]);
        let found: Vec<_> = sink
            .as_slice()
            .iter()
            .map(|finding| (finding.code.id, finding.place.as_ref().unwrap().line))
            .collect();
        let wanted = [("CS0803", 3), ("CS0803", 4), ("CS0803", 5), ("CS0802", 6)];
        assert!(wanted.iter().all(|row| found.contains(row)), "{found:?}");
        assert_eq!(found.len(), wanted.len());
    }
}
