//! Findings as SARIF 2.1.0 (OASIS), for code scanning.

use std::fmt::Write as _;

use chengshu::compile::PROGRAM;
use chengshu::compile::diag::NOT_DONE;
use chengshu_text::diag::{Code, Diagnostic, Place, Severity, counted};
use serde_json::{Value, json};

use super::{Format, Shown, When, document};

pub const FORMAT: Format =
    Format { name: "sarif", what: "SARIF 2.1.0, for code scanning", when: When::Alone, write };

/// GitHub shows no more results of a run.
const MOST: usize = 5000;

fn write(shown: &Shown<'_>) -> String {
    document(&log(shown.findings))
}

fn log(findings: &[Diagnostic]) -> Value {
    let mut ranked: Vec<&Diagnostic> = findings.iter().collect();
    // What does not fit is the least grave.
    ranked.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    let left_out = ranked.iter().skip(MOST);
    let cut: u64 = left_out.map(|finding| finding.count).sum();
    ranked.truncate(MOST);
    let mut codes: Vec<&'static Code> = ranked.iter().map(|finding| finding.code).collect();
    codes.sort_unstable_by_key(|code| code.id);
    codes.dedup();
    let done = !codes.contains(&&NOT_DONE);
    let results: Vec<Value> = ranked.iter().map(|f| result(f, &codes)).collect();
    let mut invocation = json!({ "executionSuccessful": done });
    if cut > 0 {
        let text = format!("{} left out: a run shows {MOST} at most", counted(cut, "more finding"));
        invocation["toolExecutionNotifications"] =
            json!([{ "level": "warning", "message": { "text": text } }]);
    }
    let (name, version) = PROGRAM.split_once(' ').unwrap_or((PROGRAM, ""));
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": name,
                "semanticVersion": version,
                "rules": codes.iter().map(|code| rule(code)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "invocations": [invocation],
            "results": results,
        }],
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn rule(code: &Code) -> Value {
    json!({
        "id": code.id,
        "shortDescription": { "text": code.title },
        "fullDescription": { "text": code.title },
        "help": { "text": code.explanation },
        "defaultConfiguration": { "level": level(code.severity) },
    })
}

fn result(finding: &Diagnostic, codes: &[&'static Code]) -> Value {
    let mut message = finding.message.clone();
    if let Some(help) = &finding.help {
        message.extend(["\n", help]);
    }
    let mut result = json!({
        "ruleId": finding.code.id,
        "ruleIndex": codes.iter().position(|code| code.id == finding.code.id),
        "level": level(finding.severity),
        "message": { "text": message },
    });
    if finding.count > 1 {
        result["occurrenceCount"] = finding.count.into();
    }
    if let Some(place) = &finding.place {
        // Code scanning wants a file and a line of every result, and otherwise takes none at all.
        result["locations"] = json!([{ "physicalLocation": {
            "artifactLocation": { "uri": uri(&place.file) },
            "region": region(place),
        }}]);
    }
    if let Some(fix) = &finding.fix {
        result["fixes"] = json!([{
            "description": { "text": format!("write `{}`", fix.replacement) },
            "artifactChanges": [{
                "artifactLocation": { "uri": uri(&fix.place.file) },
                "replacements": [{
                    "deletedRegion": region(&fix.place),
                    "insertedContent": { "text": fix.replacement },
                }],
            }],
        }]);
    }
    result
}

fn region(place: &Place) -> Value {
    if place.line == 0 {
        return json!({ "startLine": 1 });
    }
    json!({
        "startLine": place.line,
        "startColumn": place.column,
        "endColumn": place.column.saturating_add(place.length),
    })
}

/// A path as a reference (RFC 3986): everything but unreserved characters and `/` is encoded, and
/// a path from the root has the scheme `file`.
fn uri(path: &str) -> String {
    let mut out = String::from(if path.starts_with('/') { "file://" } else { "" });
    for byte in path.bytes() {
        match byte {
            b'\\' => out.push('/'),
            b'/' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => out.push(char::from(byte)),
            byte => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use chengshu::settings::diag::{UNKNOWN_KEY, WRONG_VALUE};
    use chengshu_text::source::Source;

    #[test]
    fn a_result_has_its_rule_its_region_and_its_fix() {
        let source = Source::new("海/book.yaml", "titel: 1".to_owned());
        let found = [
            Diagnostic::new(&WRONG_VALUE, "x"),
            Diagnostic::new(&UNKNOWN_KEY, "y").at(source.span(&(0..5))).meant(
                "titel",
                ["title"].into_iter(),
                String::new,
            ),
        ];
        let log = log(&found);
        let run = &log["runs"][0];
        let result = &run["results"][1];
        let rule = &run["tool"]["driver"]["rules"]
            [usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
        assert_eq!(rule["id"], "CS0802");
        assert_eq!(
            result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
            "%E6%B5%B7/book.yaml"
        );
        let region = json!({ "startLine": 1, "startColumn": 1, "endColumn": 6 });
        assert_eq!(result["locations"][0]["physicalLocation"]["region"], region);
        let change = &result["fixes"][0]["artifactChanges"][0]["replacements"][0];
        assert_eq!(change["deletedRegion"], region);
        assert_eq!(change["insertedContent"]["text"], "title");
        assert!(run["results"][0].get("locations").is_none());
        assert!(run["invocations"][0].get("toolExecutionNotifications").is_none());
    }

    #[test]
    fn what_is_beyond_the_limit_is_the_least_grave_and_is_counted() {
        let mut found = vec![Diagnostic::new(&UNKNOWN_KEY, "x"); MOST + 2];
        found.push(Diagnostic::new(&WRONG_VALUE, "y"));
        let log = log(&found);
        let run = &log["runs"][0];
        assert_eq!(run["results"].as_array().unwrap().len(), MOST);
        assert_eq!(run["results"][0]["level"], "error");
        let told = &run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"];
        assert!(told.as_str().unwrap().starts_with("3 more findings"), "{told}");
    }

    #[test]
    fn paths_become_references() {
        assert_eq!(uri("a b/c:d%.md"), "a%20b/c%3Ad%25.md");
        assert_eq!(uri("/x/y"), "file:///x/y");
        assert_eq!(uri("x\\y"), "x/y");
    }
}
