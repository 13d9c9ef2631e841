//! YouTube's `json3`: `{"events": [{"tStartMs": 0, "dDurationMs": 900, "segs": [{"utf8": "…"}]}]}`.
//! Events without `segs` open windows, and those with `aAppend` only break a line in one.

use super::{Entry, collected};
use crate::model::speech::{Cue, Recording, Word};
use chengshu_text::diag::Sink;
use chengshu_text::json::{self, Node};
use chengshu_text::source::Source;

/// Reads a file. `None` if it has no list `events`, or no event of it has words.
pub fn read(source: &Source, sink: &mut Sink) -> Option<Recording> {
    let (root, broken) = json::read(&source.text);
    let root = root?;
    let events = root.get("events")?.list()?.iter();
    let entries = events.map(|entry| (entry.at.start, entry.at.end, event(entry)));
    collected(source, entries.collect(), broken, sink)
}

fn event(entry: &Node<'_>) -> Entry {
    if entry.get("tStartMs").is_none() && entry.get("segs").is_none() {
        return Entry::Unread;
    }
    let Some(segments) = entry.get("segs") else {
        return Entry::Nothing;
    };
    let Some(segments) = segments.list() else {
        return Entry::Unread;
    };
    let time = |of: &Node<'_>, name| super::milliseconds(of.get(name)?.number()? / 1000.0);
    let start_ms = time(entry, "tStartMs");
    let end_ms = start_ms.and_then(|start| Some(start + time(entry, "dDurationMs")?));
    let mut cue = Cue { start_ms, end_ms, at: entry.at.start, ..Cue::default() };
    for segment in segments {
        let Some(words) = segment.get("utf8") else { continue };
        if cue.text.trim().is_empty() {
            cue.at = words.inside();
        } else if let (Some(start), Some(offset)) = (start_ms, time(segment, "tOffsetMs")) {
            cue.words
                .push(Word { at: cue.text.len(), start_ms: start + offset, end_ms: None });
        }
        cue.text.push_str(words.text().unwrap_or_default());
    }
    Entry::Cue(cue)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::speech::testing::{Said, said};

    #[test]
    fn a_file_as_it_should_be() {
        let text = r#"{"wireMagic": "pb3", "pens": [{}], "events": [
            {"tStartMs": 0, "dDurationMs": 60000, "id": 1, "wpWinPosId": 1},
            {"tStartMs": 40, "dDurationMs": 3000, "wWinId": 1, "segs": [
              {"utf8": "the", "acAsrConf": 0}, {"utf8": " tide", "tOffsetMs": 300}]},
            {"tStartMs": 3040, "wWinId": 1, "aAppend": 1, "segs": [{"utf8": "\n"}]},
            {"tStartMs": 3040, "dDurationMs": 2000, "wWinId": 1, "segs": [{"utf8": "went out"}]}]}"#;
        assert_eq!(
            said(read, text),
            Said::new(&[(Some(40), "", "the tide"), (Some(3040), "", "went out")])
        );
    }

    #[test]
    fn what_cannot_be_read_is_told_and_the_rest_kept() {
        let text = "{\"events\": [{\"tStartMs\": 0, \"segs\": [{\"utf8\": \"甲\"}]},\n\
            {\"tStartMs\": 1, \"segs\": 5},\n{\"tStartMs\": -4, \"segs\": [{\"utf8\": \"乙\"}]}";
        assert_eq!(
            said(read, text),
            Said::new(&[(Some(0), "", "甲"), (None, "", "乙")])
                .found(&[("CS0124", 2), ("CS0125", 3)])
        );
        assert_eq!(said(read, r#"{"events": [{"name": "fair"}]}"#), Said::nothing());
    }
}
