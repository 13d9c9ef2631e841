//! Findings for people: the line with what is meant underlined, and what to do.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use chengshu_text::diag::{Diagnostic, Place};
use unicode_width::UnicodeWidthStr;

use super::many::of_a_kind;
use super::terminal::{Color, Paint};
use super::{Format, Shown, When, printable};

pub const FORMAT: Format =
    Format { name: "text", what: "for people, on standard error", when: When::Book, write };

/// More findings of a kind are one for people.
const SHOWN_EACH: usize = 5;

fn write(shown: &Shown<'_>) -> String {
    let findings = shown.findings.iter();
    let findings: Vec<_> =
        findings.filter(|finding| shown.volume.shows(finding.severity)).collect();
    let kind = |finding: &Diagnostic| (finding.code.id, finding.severity);
    let mut kinds: HashMap<_, Vec<&Diagnostic>> = HashMap::new();
    for finding in &findings {
        kinds.entry(kind(finding)).or_default().push(finding);
    }
    let mut told = HashSet::new();
    let mut out = String::new();
    for finding in findings {
        let all = kinds.get(&kind(finding)).map_or(&[][..], Vec::as_slice);
        if all.len() <= SHOWN_EACH {
            out.push_str(&text(finding, shown.paint));
        } else if told.insert(kind(finding)) {
            out.push_str(&text(finding, shown.paint));
            out.push_str(&of_a_kind(all, shown));
        }
    }
    out
}

/// A finding with its place, its line and carets under what is meant.
fn text(finding: &Diagnostic, paint: Paint) -> String {
    let severity = Color::Severity(finding.severity);
    let head = format!("{}[{}]", finding.severity, finding.code.id);
    let mut out = format!("{}: {}\n", paint.on(severity, &head), printable(&finding.message));
    if let Some(place) = &finding.place {
        place_and_line(&mut out, place, severity, paint);
    }
    if let Some(help) = &finding.help {
        let _ = writeln!(out, "  {} {}", paint.on(Color::Help, "help:"), printable(help));
    }
    out
}

/// The place, its line and the carets. `annotate-snippets` takes whole files and counts columns itself;
/// a [`Place`] holds a shortened line and its own column.
fn place_and_line(out: &mut String, place: &Place, severity: Color, paint: Paint) {
    let arrow = paint.on(Color::Frame, "-->");
    if place.line == 0 {
        let _ = writeln!(out, "  {arrow} {}", printable(&place.file));
        return;
    }
    let number = place.line.to_string();
    let margin = " ".repeat(number.len());
    let bar = paint.on(Color::Frame, "|");
    let (before, meant, _) = place.parts();
    let [before, meant] = [before, meant].map(printable);
    let indent = " ".repeat(before.width());
    let carets = "^".repeat(meant.width().max(1));
    let _ = write!(
        out,
        "{margin} {arrow} {}:{}:{}\n\
         {margin} {bar}\n\
         {} {bar} {}\n\
         {margin} {bar} {indent}{}\n",
        printable(&place.file),
        place.line,
        place.column,
        paint.on(Color::Frame, &number),
        printable(&place.text),
        paint.on(severity, &carets),
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use chengshu::settings::diag::{UNKNOWN_KEY, WRONG_VALUE};
    use chengshu_text::source::Source;

    use super::super::Volume;

    #[test]
    fn carets_stand_under_wide_characters_and_under_no_others() {
        let source = Source::new("海.md", "ab甲かé🎧：titel 乙\n".to_owned());
        let at = source.text.find("か").unwrap();
        let wide = Diagnostic::new(&UNKNOWN_KEY, "x").at(source.span(&(at..at + "かé🎧".len())));
        assert_eq!(
            text(&wide, Paint::Plain),
            "warning[CS0802]: x\n  --> 海.md:1:4\n  |\n1 | ab甲かé🎧：titel 乙\n  |     ^^^^^\n"
        );
    }

    #[test]
    fn a_long_line_is_cut_around_what_is_meant() {
        let source = Source::new("a.md", format!("{}titel{}", "甲".repeat(100), "乙".repeat(100)));
        let at = 100 * "甲".len();
        let place = source.span(&(at..at + 5));
        let text = text(&Diagnostic::new(&UNKNOWN_KEY, "x").at(place), Paint::Plain);
        let carets = text.lines().last().unwrap();
        assert_eq!(carets, format!("  | {}^^^^^", " ".repeat(1 + 60 * 2)));
    }

    #[test]
    fn no_command_of_a_runner_is_put_together_of_parts() {
        let source = Source::new("a.md", "x ##[group]y\n".to_owned());
        for at in 2..6 {
            let finding = Diagnostic::new(&UNKNOWN_KEY, "x").at(source.span(&(at..at + 1)));
            let text = text(&finding, Paint::Plain);
            assert!(text.contains(r"x #\u{23}[group]y"), "{text}");
        }
    }

    #[test]
    fn many_of_a_kind_are_one() {
        let told = |findings: &[Diagnostic]| {
            write(&Shown {
                findings,
                transcripts: None,
                volume: Volume::Normal,
                paint: Paint::Plain,
            })
        };
        let finding = |number: usize| {
            Diagnostic::new(&UNKNOWN_KEY, "x").at(Place::file(format!("{number}.md")))
        };
        let mut findings: Vec<_> = (0..SHOWN_EACH).map(finding).collect();
        assert_eq!(told(&findings).matches("CS0802").count(), SHOWN_EACH);
        findings.push(finding(SHOWN_EACH));
        findings.insert(1, Diagnostic::new(&WRONG_VALUE, "y"));
        let text = told(&findings);
        assert_eq!(text.matches("CS0802").count(), 1, "{text}");
        assert!(text.ends_with("error[CS0803]: y\n"), "{text}");
        assert!(text.contains("the same 6 times in 6 files"), "{text}");
    }

    #[test]
    fn what_would_move_the_cursor_is_not_printed() {
        let source = Source::new("a\x1b[2J.md", "\x1b[31m\ttitel\n".to_owned());
        let finding = Diagnostic::new(&UNKNOWN_KEY, "\x07").at(source.place(6));
        let text = text(&finding, Paint::Plain);
        assert!(!text.contains(['\x1b', '\x07', '\t']), "{text:?}");
        assert!(
            super::text(&finding, Paint::Coloured)
                .contains("\x1b[1m\x1b[33mwarning[CS0802]\x1b[0m")
        );
    }
}
