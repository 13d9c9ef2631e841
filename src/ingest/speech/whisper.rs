//! What Whisper, faster-whisper and `WhisperX` write: `{"segments": [{"start": 0.0, "end": 2.5,
//! "text": " …", "words": […]}]}`. Words repeat the text with finer times and are not needed.

use super::{Entry, cue, entries, seconds};
use crate::model::speech::Recording;
use chengshu_text::diag::Sink;
use chengshu_text::json::Node;
use chengshu_text::source::Source;

/// Reads a file. `None` if it has no list `segments`, or no entry of it has `text`.
pub fn read(source: &Source, sink: &mut Sink) -> Option<Recording> {
    let read = |entry: &Node<'_>| {
        let mut entry_cue = cue(entry.get("text"), seconds(entry, "start"), seconds(entry, "end"));
        if let Entry::Cue(cue) = &mut entry_cue {
            cue.speaker = entry.get("speaker").and_then(Node::text).map(str::to_owned);
        }
        entry_cue
    };
    entries(source, "segments", read, sink)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::speech::testing::{Said, said};

    #[test]
    fn a_file_as_it_should_be() {
        let text = r#"{"text": "潮水退了。灯亮了。", "segments": [
            {"id": 0, "seek": 0, "start": 0.0, "end": 2.5, "text": "潮水退了。", "tokens": [50364],
             "temperature": 0.0, "avg_logprob": -0.2, "no_speech_prob": NaN,
             "words": [{"word": "潮水", "start": 0.0, "end": 1.0, "probability": 0.9}]},
            {"id": 1, "start": 2.5, "end": 4.0, "text": " 灯亮了。", "speaker": "SPEAKER_01"}],
            "language": "zh"}"#;
        assert_eq!(
            said(read, text),
            Said::new(&[(Some(0), "", "潮水退了。"), (Some(2500), "SPEAKER_01", "灯亮了。")])
        );
    }

    #[test]
    fn what_cannot_be_read_is_told_and_the_rest_kept() {
        let text = "{\"segments\": [{\"start\": null, \"text\": \"甲。\"},\n7,\n\
            {\"start\": 2, \"end\": 3, \"text\": \"乙。\"}] trailing";
        assert_eq!(
            said(read, text),
            Said::new(&[(None, "", "甲。"), (Some(2000), "", "乙。")])
                .found(&[("CS0124", 2), ("CS0125", 3)])
        );
        assert_eq!(said(read, r#"{"segments": []}"#), Said::nothing());
    }
}
