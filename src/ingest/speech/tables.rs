//! Tables with a row for each piece of speech: the TSV of Whisper, the CSV of whisper.cpp, and what editors
//! export. The first row names the columns.

use crate::ingest::diag::{LINE_NOT_READ, TIME_NOT_READ};
use crate::model::speech::{Cue, Recording};
use chengshu_text::diag::{Diagnostic, Sink};
use chengshu_text::source::Source;

use super::clock;
use super::shape::numbered;

/// Names of columns, in lower case.
const START: &[&str] = &[
    "start", "start_time", "start time", "starttime", "from", "begin", "in", "timestamp", "time",
    "开始时间", "时间",
];
const END: &[&str] = &["end", "end_time", "end time", "endtime", "to", "out", "stop", "结束时间"];
const SPEAKER: &[&str] = &["speaker", "speaker name", "speaker_name", "name", "说话人", "发言人"];
const TEXT: &[&str] =
    &["text", "transcript", "transcription", "content", "caption", "sentence", "内容", "文本"];

/// Where the columns stand.
struct Columns {
    start: usize,
    end: Option<usize>,
    speaker: Option<usize>,
    text: usize,
}

impl Columns {
    fn of(row: &[Field]) -> Option<Self> {
        let find = |names: &[&str]| {
            let is = |field: &Field| names.contains(&field.text.trim().to_lowercase().as_str());
            row.iter().position(is)
        };
        let (start, text) = (find(START)?, find(TEXT)?);
        Some(Self { start, end: find(END), speaker: find(SPEAKER), text })
    }
}

/// Reads a file. `None` unless its first row names columns of times and words.
pub fn read(source: &Source, sink: &mut Sink) -> Option<Recording> {
    let blank = source.text.len() - source.text.trim_start().len();
    let head = source.text[blank..].lines().next()?;
    let separator = ['\t', ',', ';'].into_iter().find(|&sign| head.contains(sign))?;
    let mut rows = Rows { text: &source.text, at: blank, separator };
    let columns = Columns::of(&rows.next()?)?;
    let rows: Vec<Vec<Field>> =
        rows.filter(|row| row.len() > 1 || !row[0].text.trim().is_empty()).collect();
    // Whisper counts milliseconds; numbers with a point are seconds.
    let start =
        |row: &Vec<Field>| row.get(columns.start).is_some_and(|field| field.text.contains('.'));
    let unit = if rows.iter().any(start) { 1.0 } else { 0.001 };
    let mut cues = Vec::with_capacity(rows.len());
    for row in &rows {
        let Some(words) = row.get(columns.text) else {
            let (first, last) = (&row[0], &row[row.len() - 1]);
            sink.push(
                Diagnostic::new(&LINE_NOT_READ, "this row has too few fields")
                    .at(source.place(first.at))
                    .help("the last of them was kept as text"),
            );
            cues.push(Cue { text: last.text.clone(), at: last.at, ..Cue::default() });
            continue;
        };
        let time = |column: usize| time(row.get(column)?.text.trim(), unit);
        let start = time(columns.start);
        if start.is_none() {
            sink.push(
                Diagnostic::new(&TIME_NOT_READ, "cannot read the time of this row")
                    .at(source.place(row[0].at))
                    .help("write it in milliseconds, or as 00:01:02.345"),
            );
        }
        let speaker = columns
            .speaker
            .and_then(|column| row.get(column))
            .map(|field| field.text.trim());
        cues.push(Cue {
            start_ms: start,
            end_ms: columns.end.and_then(time),
            speaker: speaker.filter(|name| !name.is_empty()).map(named),
            text: whole(row, columns.text, separator),
            words: Vec::new(),
            at: words.at,
        });
    }
    super::recording(cues)
}

fn named(name: &str) -> String {
    name.parse().map_or_else(|_| name.to_owned(), numbered)
}

/// The words of a row. In the last column they may hold signs that part fields elsewhere.
fn whole(row: &[Field], column: usize, separator: char) -> String {
    let is_last = column > 0 && row.len() > column;
    let fields = row.get(column..).filter(|_| is_last).unwrap_or_default();
    let fields: Vec<&str> = fields.iter().map(|field| field.text.as_str()).collect();
    fields.join(separator.encode_utf8(&mut [0; 4]))
}

fn time(text: &str, unit: f64) -> Option<u64> {
    match text.parse::<f64>() {
        Ok(number) => super::milliseconds(number * unit),
        Err(_) => clock::time(text).map(|(time, _)| time),
    }
}

/// A field and where it begins.
struct Field {
    text: String,
    at: usize,
}

/// The rows of a table (RFC 4180). What is quoted may hold separators and line breaks.
struct Rows<'a> {
    text: &'a str,
    at: usize,
    separator: char,
}

impl Iterator for Rows<'_> {
    type Item = Vec<Field>;

    fn next(&mut self) -> Option<Vec<Field>> {
        if self.at >= self.text.len() {
            return None;
        }
        let mut row = Vec::new();
        loop {
            let at = self.at;
            let rest = &self.text[at..];
            let quoted = self.separator != '\t' && rest.starts_with('"');
            let quoted = if quoted { quoted_field(&rest[1..], self.separator) } else { None };
            let (text, length) = quoted.unwrap_or_else(|| {
                let end = rest.find([self.separator, '\n']).unwrap_or(rest.len());
                (rest[..end].trim_end_matches('\r').to_owned(), end)
            });
            row.push(Field { text, at });
            self.at = at + length;
            let next = self.text[self.at..].chars().next();
            self.at += next.map_or(0, char::len_utf8);
            if next != Some(self.separator) {
                return Some(row);
            }
        }
    }
}

/// A field behind its quotation mark, with the length of both marks. `None` if it does not end: then the
/// mark is text.
fn quoted_field(text: &str, separator: char) -> Option<(String, usize)> {
    let mut out = String::new();
    let mut from = 0;
    loop {
        // A field of more is none that lacks its mark, and a table of such takes long.
        let step = text.get(from..)?.bytes().take(LONGEST_FIELD).position(|b| b == b'"')?;
        out.push_str(&text[from..from + step]);
        let after = &text[from + step + 1..];
        if let Some(b'"') = after.bytes().next() {
            out.push('"');
            from += step + 2;
        } else {
            let rest = after.strip_prefix('\r').unwrap_or(after);
            let ends = rest.is_empty() || rest.starts_with([separator, '\n']);
            return ends.then_some((out, from + step + 2 + (after.len() - rest.len())));
        }
    }
}

/// The longest stretch of a field without a quotation mark.
const LONGEST_FIELD: usize = 1 << 14;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::speech::testing::{Said, said};

    #[test]
    fn files_as_they_should_be() {
        let expected =
            Said::new(&[(Some(0), "", "潮水，\"退\"了。"), (Some(2500), "", "灯亮了。")]);
        assert_eq!(
            said(read, "start\tend\ttext\n0\t2500\t潮水，\"退\"了。\n2500\t4000\t灯亮了。\n"),
            expected
        );
        assert_eq!(
            said(
                read,
                "start,end,text\r\n0,2500,\" 潮水，\"\"退\"\"了。\"\r\n2500,4000,\" 灯亮了。\"\r\n"
            ),
            expected
        );
        assert_eq!(
            said(
                read,
                "Speaker Name,Start Time,End Time,Text\n阿岸,00:00:01;00,00:00:02;00,\"潮水，\n退了。\"\n"
            ),
            Said::new(&[(Some(1000), "阿岸", "潮水，\n退了。")])
        );
        assert_eq!(
            said(read, "start,end,text\n0.5,2,甲\n2,3,乙\n"),
            Said::new(&[(Some(500), "", "甲"), (Some(2000), "", "乙")])
        );
    }

    #[test]
    fn what_cannot_be_read_is_told_and_the_rest_kept() {
        let text = "start\tend\ttext\nx\t1\t甲\n\n2000\n3000\t4000\t乙\t丙\n";
        assert_eq!(
            said(read, text),
            Said::new(&[(None, "", "甲"), (None, "", "2000"), (Some(3000), "", "乙\t丙")])
                .found(&[("CS0121", 2), ("CS0123", 4)])
        );
        assert_eq!(
            said(read, "start,end,text\n0,1,\"甲\n1,2,乙\n"),
            Said::new(&[(Some(0), "", "\"甲"), (Some(1), "", "乙")])
        );
        assert_eq!(said(read, "name,price\n灯,3\n"), Said::nothing());
    }
}
