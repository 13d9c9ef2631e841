//! Findings as GitHub Actions annotations.
//!
//! The form is that of
//! <https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands>, the escapes
//! those of `actions/toolkit`, `packages/core/src/command.ts`.

use std::fmt::Write as _;

use chengshu_text::diag::{Diagnostic, Severity};

use super::{Format, Shown, When, printable};

pub const FORMAT: Format =
    Format { name: "github", what: "GitHub Actions annotations", when: When::End, write };

/// A step shows no more annotations of one type.
const MOST: usize = 10;

fn write(shown: &Shown<'_>) -> String {
    let mut out = String::new();
    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
        let of_it = |finding: &&Diagnostic| finding.severity == severity;
        let found: Vec<_> = shown.findings.iter().filter(of_it).collect();
        if !shown.volume.shows(severity) {
            continue;
        }
        // The last annotation there is room for says how many are not shown.
        let room = if found.len() > MOST { MOST - 1 } else { found.len() };
        for finding in &found[..room] {
            annotation(&mut out, finding);
        }
        let cut: u64 = found[room..].iter().map(|finding| finding.count).sum();
        if cut > 0 {
            let _ = writeln!(
                out,
                "::{} title=chengshu::{cut} more of severity {severity} are not shown: GitHub shows {MOST} annotations of a type",
                command(severity)
            );
        }
    }
    out
}

fn command(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    }
}

fn annotation(out: &mut String, finding: &Diagnostic) {
    let code = finding.code;
    let title = property(&format!("{} {}", code.id, code.title));
    let _ = write!(out, "::{} ", command(finding.severity));
    if let Some(place) = &finding.place {
        let _ = write!(out, "file={},", property(&place.file));
        if place.line > 0 {
            let _ = write!(
                out,
                "line={},col={},endColumn={},",
                place.line,
                place.column,
                place.column.saturating_add(place.length)
            );
        }
    }
    let _ = write!(out, "title={title}::{}", data(&finding.message));
    if let Some(help) = &finding.help {
        let _ = write!(out, "%0A{}", data(help));
    }
    out.push('\n');
}

/// A line of the message of a command. Breaks and other signs a runner might mind are shown, as
/// elsewhere, so that only the sign of an escape is left to be escaped.
fn data(text: &str) -> String {
    printable(text).replace('%', "%25")
}

/// A value before the message.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::{Paint, Volume};
    use super::*;
    use chengshu::settings::diag::{UNKNOWN_KEY, WRONG_VALUE};
    use chengshu_text::diag::Place;
    use chengshu_text::source::Source;

    fn written(findings: &[Diagnostic], volume: Volume) -> String {
        write(&Shown { findings, transcripts: None, volume, paint: Paint::Plain })
    }

    #[test]
    fn what_separates_commands_is_escaped() {
        let source = Source::new("a,b:c%.yaml", "  titel: 1".to_owned());
        let finding = Diagnostic::new(&UNKNOWN_KEY, "5 %\r\nof: it, all")
            .at(source.span(&(2..7)))
            .help("help");
        assert_eq!(
            written(&[finding], Volume::Normal),
            "::warning file=a%2Cb%3Ac%25.yaml,line=1,col=3,endColumn=8,\
             title=CS0802 the settings have an unknown key::\
             5 %25\\u{d}\\u{a}of: it, all%0Ahelp\n"
        );
    }

    #[test]
    fn ten_of_a_type_and_the_tenth_counts_the_others() {
        let of = |code, count| {
            let finding = move |_| Diagnostic::new(code, "x").at(Place::file("a.md"));
            (0..count).map(finding)
        };
        let found: Vec<_> = of(&UNKNOWN_KEY, 12).chain(of(&WRONG_VALUE, 10)).collect();
        let text = written(&found, Volume::Normal);
        let count = |start| text.lines().filter(|line| line.starts_with(start)).count();
        assert_eq!((count("::error"), count("::warning")), (10, 10));
        assert!(text.contains("::3 more of severity warning"), "{text}");
        assert!(!text.contains("more of severity error"), "{text}");
        assert!(!written(&found, Volume::Quiet).contains("::warning"));
    }
}
