//! Many findings of a kind as one: how often, in which files, and where if that is asked for.

use std::collections::HashMap;
use std::fmt::Write as _;

use chengshu_text::diag::{Diagnostic, Place, counted};

use super::terminal::Color;
use super::{Shown, Volume, printable};

/// How many files are named.
const NAMED: usize = 5;

/// The lines below the first of many findings of a kind: how often it was found, and in which
/// files. To those who want all, the place and message of each of the others, a line each.
pub fn of_a_kind(findings: &[&Diagnostic], shown: &Shown<'_>) -> String {
    let also = shown.paint.on(Color::Help, "also:");
    let account = account(findings, shown.transcripts);
    if shown.volume != Volume::Verbose {
        return format!("  {also} {account}; `chengshu check -v` shows each\n");
    }
    let mut out = format!("  {also} {account}\n");
    let arrow = shown.paint.on(Color::Frame, "-->");
    for finding in findings.iter().skip(1) {
        let place = finding.place.as_ref().map(place).unwrap_or_default();
        let _ = writeln!(out, "  {arrow} {place}{}", printable(&finding.message));
    }
    out
}

/// `the same 45 times in 30 of 31 files: a.md (2), b.md, c.md, d.md, e.md, and 25 more`. In: the
/// findings, and how many transcripts there are, if that is known.
fn account(findings: &[&Diagnostic], transcripts: Option<usize>) -> String {
    let total: u64 = findings.iter().map(|finding| finding.count).sum();
    let is_same = findings.windows(2).all(|pair| matches!(pair, [a, b] if a.message == b.message));
    let mut out = if is_same {
        format!("the same {}", counted(total, "time"))
    } else {
        counted(total, "finding of this kind")
    };
    let files = files(findings);
    match files.as_slice() {
        [] => {}
        [(place, _)] => {
            let _ = write!(out, " in {}", printable(&place.file));
            if place.line > 0 {
                let _ = write!(out, ", first at line {}", place.line);
            }
        }
        several => {
            let of = transcripts.filter(|all| *all >= several.len());
            let of = of.map_or_else(
                || counted(several.len(), "file"),
                |all| format!("{} of {}", several.len(), counted(all, "file")),
            );
            let _ = write!(out, " in {of}: {}", named(several));
        }
    }
    out
}

/// The files findings are in, in their order: the first place in each, and how many there are.
fn files<'a>(findings: &[&'a Diagnostic]) -> Vec<(&'a Place, u64)> {
    let mut files: Vec<(&Place, u64)> = Vec::new();
    let mut known: HashMap<&str, usize> = HashMap::new();
    for finding in findings {
        let Some(place) = &finding.place else {
            continue;
        };
        let at = *known.entry(&place.file).or_insert(files.len());
        match files.get_mut(at) {
            Some((_, count)) => *count += finding.count,
            None => files.push((place, finding.count)),
        }
    }
    files
}

/// The names of the first files.
fn named(files: &[(&Place, u64)]) -> String {
    let name = |(place, count): &(&Place, u64)| match count {
        1 => printable(&place.file),
        _ => format!("{} ({count})", printable(&place.file)),
    };
    let mut names: Vec<String> = files.iter().take(NAMED).map(name).collect();
    match files.len().saturating_sub(NAMED) {
        0 => {}
        more => names.push(format!("and {more} more")),
    }
    names.join(", ")
}

/// A place before what is said of it.
fn place(place: &Place) -> String {
    let file = printable(&place.file);
    match place.line {
        0 => format!("{file}: "),
        line => format!("{file}:{line}:{}: ", place.column),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Paint;
    use super::*;
    use chengshu::settings::diag::UNKNOWN_KEY;
    use chengshu_text::source::Source;

    fn told(findings: &[Diagnostic], transcripts: Option<usize>, volume: Volume) -> String {
        let shown = Shown { findings, transcripts, volume, paint: Paint::Plain };
        of_a_kind(&findings.iter().collect::<Vec<_>>(), &shown)
    }

    #[test]
    fn many_files_are_counted_and_some_are_named() {
        let finding =
            |number| Diagnostic::new(&UNKNOWN_KEY, "x").at(Place::file(format!("{number:02}.md")));
        let mut findings: Vec<_> = (1..=30).map(finding).collect();
        let hint = "; `chengshu check -v` shows each\n";
        let names = "01.md, 02.md, 03.md, 04.md, 05.md, and 25 more";
        assert_eq!(
            told(&findings, Some(30), Volume::Normal),
            format!("  also: the same 30 times in 30 of 30 files: {names}{hint}")
        );
        // Settings are no transcripts, so that there may be more files than those.
        assert_eq!(
            told(&findings, Some(29), Volume::Normal),
            format!("  also: the same 30 times in 30 files: {names}{hint}")
        );
        findings.truncate(2);
        findings.push(Diagnostic::new(&UNKNOWN_KEY, "y").at(Place::file("02.md")));
        assert_eq!(
            told(&findings, None, Volume::Verbose),
            "  also: 3 findings of this kind in 2 files: 01.md, 02.md (2)\n  --> 02.md: x\n  --> 02.md: y\n"
        );
    }

    #[test]
    fn many_places_of_a_file_are_counted_from_the_first() {
        let source = Source::new("a.md", "\n\nx\n".repeat(1499));
        let finding = |at: usize| Diagnostic::new(&UNKNOWN_KEY, "x").at(source.place(at * 4 + 2));
        let findings: Vec<_> = (0..1499).map(finding).collect();
        let account = "  also: the same 1,499 times in a.md, first at line 3";
        assert_eq!(
            told(&findings, Some(1), Volume::Normal),
            format!("{account}; `chengshu check -v` shows each\n")
        );
        let text = told(&findings, Some(1), Volume::Verbose);
        assert!(text.starts_with(&format!("{account}\n  --> a.md:6:1: x\n")), "{text}");
        assert_eq!(text.lines().count(), 1499);
    }
}
