//! JSON of captions and speech recognisers. Their files differ in little but the names of keys, so each is a
//! row of [`SHAPES`]; where none fits, `guess` finds one.
//!
//! Times may be numbers, texts that are numbers, `3.5s`, `PT3S` and `00:00:03,500`. Where a file has both
//! sentences and words, words repeat the sentences with finer times and are not needed.

use super::guess::guess;
use super::shape::{MILLISECONDS, SECONDS, Shape, TICKS, captions, first, sentences, with, words};
use super::{Entry, collected};
use crate::model::speech::{Cue, Recording, Writer};
use chengshu_text::diag::Sink;
use chengshu_text::json::{self, Node, Value};
use chengshu_text::source::Source;

/// The shapes files come in. The first counts that a file has words in, so sentences stand before words,
/// and what names speakers before what does not.
pub const SHAPES: &[Shape<'static>] = &[
    // Bilibili, also as `.bcc`.
    captions("body.*", ["from", "to", "content", ""]),
    // Whisper, faster-whisper, WhisperX, `verbose_json` of OpenAI's service.
    sentences("segments.*", ["start", "end", "text", "speaker|speaker_id"], SECONDS),
    // The podcast namespace, "Podcasting 2.0".
    captions("segments.*", ["startTime", "endTime", "body", "speaker"]),
    // whisper.cpp.
    sentences("transcription.*", ["offsets.from", "offsets.to", "text", "speaker"], MILLISECONDS),
    // insanely-fast-whisper and other pipelines of transformers, with and without speakers.
    sentences("speakers.*", ["timestamp.0", "timestamp.1", "text", "speaker"], SECONDS),
    sentences("chunks.*", ["timestamp.0", "timestamp.1", "text", "speaker"], SECONDS),
    // Lists that faster-whisper's users write, and those of youtube-transcript-api.
    with("start", captions("*", ["start", "end|+duration", "text", "speaker"])),
    with("start", captions("*.*", ["start", "end|+duration", "text", "speaker"])),
    with("start", captions("snippets.*", ["start", "+duration", "text", ""])),
    // AssemblyAI, Volcengine.
    sentences(
        "utterances.*",
        ["start|start_time", "end|end_time", "text", "speaker"],
        MILLISECONDS,
    ),
    sentences(
        "result.utterances.*",
        ["start_time", "end_time", "text", "additions.speaker"],
        MILLISECONDS,
    ),
    sentences(
        "sentences.*",
        [
            "start|start_time|begin_time",
            "end|end_time",
            "text|sentence",
            "speaker|speaker_name|speaker_id",
        ],
        MILLISECONDS,
    ),
    // Gladia.
    sentences("result.transcription.utterances.*", ["start", "end", "text", "speaker"], SECONDS),
    // Deepgram.
    sentences("results.utterances.*", ["start", "end", "transcript", "speaker"], SECONDS),
    sentences(
        "results.channels.*.alternatives.0.paragraphs.paragraphs.*.sentences.*",
        ["start", "end", "text", "speaker"],
        SECONDS,
    ),
    words(
        "results.channels.*.alternatives.0.words.*",
        ["start", "end", "punctuated_word|word", "speaker"],
        SECONDS,
    ),
    sentences("results.channels.*.alternatives.*", ["", "", "transcript", ""], SECONDS),
    // Amazon Transcribe.
    sentences(
        "results.audio_segments.*",
        ["start_time", "end_time", "transcript", "speaker_label"],
        SECONDS,
    ),
    words(
        "results.items.*",
        ["start_time", "end_time", "alternatives.0.content", "speaker_label"],
        SECONDS,
    ),
    // Google, which says all of it again with speakers at the end; and Watson.
    with(
        "speakerTag|speakerLabel",
        words(
            "results.*.alternatives.0.words.*",
            ["startTime|startOffset", "endTime|endOffset", "word", "speakerTag|speakerLabel"],
            SECONDS,
        ),
    ),
    sentences(
        "results.*",
        [
            "alternatives.0.words.0.startTime|alternatives.0.words.0.startOffset|alternatives.0.timestamps.0.1",
            "resultEndTime|resultEndOffset",
            "alternatives.0.transcript",
            "",
        ],
        SECONDS,
    ),
    // Speechmatics.
    words(
        "results.*",
        ["start_time", "end_time", "alternatives.0.content", "alternatives.0.speaker"],
        SECONDS,
    ),
    // Azure: of a batch, of its fast service, of its kit, of its Video Indexer.
    sentences(
        "recognizedPhrases.*",
        ["offsetInTicks|offset", "+durationInTicks|+duration", "nBest.0.display", "speaker"],
        TICKS,
    ),
    sentences(
        "phrases.*",
        ["offsetMilliseconds", "+durationMilliseconds", "text", "speaker"],
        MILLISECONDS,
    ),
    with(
        "Offset",
        sentences("*", ["Offset", "+Duration", "DisplayText|NBest.0.Display", "SpeakerId"], TICKS),
    ),
    sentences(
        "videos.*.insights.transcript.*",
        ["instances.0.start", "instances.0.end", "text", "speakerId"],
        SECONDS,
    ),
    // Rev.
    words("monologues.*.elements.*", ["ts", "end_ts", "value", "speaker"], SECONDS),
    // FunASR and SenseVoice.
    sentences("*.sentence_info.*", ["start", "end", "text|sentence", "spk"], MILLISECONDS),
    sentences("sentence_info.*", ["start", "end", "text|sentence", "spk"], MILLISECONDS),
    with("key", sentences("*", ["timestamp.0.0", "", "text", ""], MILLISECONDS)),
    // Alibaba's services, Tingwu among them.
    sentences(
        "transcripts.*.sentences.*",
        ["begin_time", "end_time", "text", "speaker_id"],
        MILLISECONDS,
    ),
    sentences("Result.Sentences.*", ["BeginTime", "EndTime", "Text", "SpeakerId"], MILLISECONDS),
    words(
        "Transcription.Paragraphs.*.Words.*",
        ["Start", "End", "Text", "SpeakerId"],
        MILLISECONDS,
    ),
    words("Paragraphs.*.Words.*", ["Start", "End", "Text", "SpeakerId"], MILLISECONDS),
    // iFlytek, Tencent.
    sentences("data.*", ["bg", "ed", "onebest", "speaker"], MILLISECONDS),
    sentences("*", ["bg", "ed", "onebest", "speaker"], MILLISECONDS),
    sentences(
        "Response.Data.ResultDetail.*",
        ["StartMs", "EndMs", "FinalSentence", "SpeakerId"],
        MILLISECONDS,
    ),
    sentences("ResultDetail.*", ["StartMs", "EndMs", "FinalSentence", "SpeakerId"], MILLISECONDS),
    // Sonix.
    sentences(
        "transcript.*",
        ["start_time|start", "end_time|end|+duration", "text", "speaker"],
        SECONDS,
    ),
    // Nothing but words: AssemblyAI, ElevenLabs, Vosk.
    words("words.*", ["start", "end", "text|word", "speaker|speaker_id"], MILLISECONDS),
    words("result.*", ["start", "end", "word", ""], SECONDS),
    words("*.result.*", ["start", "end", "word", ""], SECONDS),
];

/// Where files state their language.
const LANGUAGE: &str = "language|language_code|lang|result.language|results.language_code|\
    metadata.language|results.0.languageCode|results.channels.0.detected_language|locale";

/// Names under which services put their answer into another.
const WRAPPERS: &[&str] = &["response", "result", "data", "output", "transcript", "transcription"];

/// What stands beside words that have neither times nor speakers, and nothing else.
const ALONE: &[&str] = &["text", "language", "duration", "usage", "task", "logprobs"];

/// Lists one of which stands beside them where a service found nothing to put there.
const EMPTY: &[&str] = &["words", "segments", "utterances", "chunks", "sentences"];

/// Reads a file. `None` if it has none of the shapes, or no words in any.
pub fn read(source: &Source, sink: &mut Sink) -> Option<Recording> {
    let (root, broken) = json::read_lines(&source.text);
    let root = root?;
    let wrapped = WRAPPERS.iter().filter_map(|name| root.get(name));
    let roots: Vec<_> = std::iter::once(&root).chain(wrapped).collect();
    let by = |writer| move |entries| (entries, writer);
    let read = |shape: &Shape<'_>, root| shape.read(root).map(by(shape.writer));
    let known = roots.iter().flat_map(|root| SHAPES.iter().map(move |shape| read(shape, root)));
    let guessed = || guess(&root)?.shape().read(&root).map(by(Writer::Unknown));
    let guessed = std::iter::once_with(guessed);
    let alone = roots.iter().map(|root| alone(root).map(by(Writer::Recogniser)));
    let mut ways = known.chain(guessed).chain(alone).flatten();
    let recording = ways.find_map(|(entries, writer)| {
        let recording = collected(source, entries, broken, sink)?;
        let writer = if writer == Writer::Unknown { recording.writer } else { writer };
        Some(Recording { writer, ..recording })
    })?;
    let language = first(&root, LANGUAGE).and_then(Node::text);
    Some(Recording { language: language.map(str::to_owned), ..recording })
}

/// The words of a file that has nothing else, which is the plainest answer of a service.
fn alone(root: &Node<'_>) -> Option<Vec<(usize, usize, Entry)>> {
    let Value::Group(pairs) = &root.value else { return None };
    let is_known = |(name, _): &(_, _)| ALONE.contains(&AsRef::<str>::as_ref(name));
    let is_answer = pairs.iter().all(is_known) || EMPTY.iter().any(|name| root.get(name).is_some());
    let text = root.get("text").filter(|_| is_answer)?;
    let cue = Cue { text: text.text()?.to_owned(), at: text.inside(), ..Cue::default() };
    Some(vec![(cue.at, cue.at, Entry::Cue(cue))])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::speech::testing::{Said, said};

    #[test]
    fn captions_of_sites_and_podcasts() {
        let text = r##"{"font_size":0.4,"font_color":"#FFFFFF","Stroke":"none","type":"AIsubtitle",
            "lang":"zh","body":[{"from":0.48,"to":2.2,"sid":1,"location":2,"content":"潮水退了","music":0.0},
            {"from":2.2,"to":4,"sid":2,"location":2,"content":"灯塔\n还亮着"}]}"##;
        assert_eq!(
            said(read, text),
            Said::new(&[(Some(480), "", "潮水退了"), (Some(2200), "", "灯塔\n还亮着")])
        );
        let text = r#"{"version": "1.0.0", "segments": [
            {"speaker": "阿岸", "startTime": 0.5, "endTime": 0.75, "body": "潮水"},
            {"speaker": "", "startTime": 0.75, "endTime": 1.5, "body": "退了。"}]}"#;
        assert_eq!(
            said(read, text),
            Said::new(&[(Some(500), "阿岸", "潮水"), (Some(750), "", "退了。")])
        );
    }

    #[test]
    fn whisper_with_everything() {
        let text = r#"{"text": "潮水退了。灯亮了。", "segments": [
            {"id": 0, "seek": 0, "start": 0.0, "end": 2.5, "text": "潮水退了。", "tokens": [50364],
             "temperature": 0.0, "avg_logprob": -0.2, "no_speech_prob": NaN,
             "words": [{"word": "潮水", "start": 0.0, "end": 1.0, "probability": 0.9}]},
            {"id": 1, "start": 2.5, "end": 4.0, "text": " 灯亮了。", "speaker": "SPEAKER_01"}],
            "word_segments": [{"word": "潮水"}], "language": "zh"}"#;
        assert_eq!(
            said(read, text),
            Said::new(&[(Some(0), "", "潮水退了。"), (Some(2500), "SPEAKER_01", "灯亮了。")])
        );
    }

    /// Files of two sentences, at 0.5 and 2 seconds.
    const SENTENCES: &[(&str, &str)] = &[
        (
            "whisper.cpp",
            r#"{"systeminfo": "AVX = 1", "model": {"type": "base"}, "result": {"language": "zh"},
                "transcription": [{"timestamps": {"from": "00:00:00,500", "to": "00:00:02,000"},
                "offsets": {"from": 500, "to": 2000}, "text": "潮水退了。"},
                {"offsets": {"from": 2000, "to": 4000}, "text": " 灯亮了。"}]}"#,
        ),
        (
            "a list",
            r#"[{"id": 1, "start": 0.5, "end": 2.0, "text": "潮水退了。", "words": null},
                {"id": 2, "start": 2, "end": 3.5, "text": " 灯亮了。"}]"#,
        ),
        (
            "milliseconds where seconds are usual",
            r#"{"segments": [{"start": 500, "end": 2000, "text": "潮水退了。"},
                {"start": 2000, "end": 3500, "text": "灯亮了。"}]}"#,
        ),
        (
            "youtube-transcript-api",
            r#"[{"text": "潮水退了。", "start": 0.5, "duration": 1.5},
                {"text": "灯亮了。", "start": 2.0, "duration": 1}]"#,
        ),
        (
            "chunks",
            r#"{"text": "x", "chunks": [{"timestamp": [0.5, 2.0], "text": "潮水退了。"},
                {"timestamp": [2.0, null], "text": " 灯亮了。"}]}"#,
        ),
        (
            "AssemblyAI",
            r#"{"text": "x", "words": [{"text": "潮", "start": 500, "end": 600}], "utterances":
                [{"speaker": "A", "start": 500, "end": 2000, "text": "潮水退了。", "words": []},
                {"speaker": "A", "start": 2000, "end": 3000, "text": "灯亮了。"}]}"#,
        ),
        (
            "Deepgram",
            r#"{"results": {"channels": [{"alternatives": [{"transcript": "x", "words": [{"word": "x"}],
                "paragraphs": {"transcript": "x", "paragraphs": [{"sentences": [
                {"text": "潮水退了。", "start": 0.5, "end": 2}, {"text": "灯亮了。", "start": 2, "end": 3}],
                "speaker": 0}]}}]}]}}"#,
        ),
        (
            "Google",
            r#"{"results": [{"alternatives": [{"transcript": "潮水退了。", "words":
                [{"startTime": "0.500s", "endTime": "1s", "word": "潮水"}]}], "resultEndTime": "2s"},
                {"alternatives": [{"transcript": " 灯亮了。"}], "resultEndTime": "3.5s"},
                {"alternatives": [{}]}]}"#,
        ),
        (
            "Azure",
            r#"{"combinedRecognizedPhrases": [{"display": "x"}], "recognizedPhrases": [
                {"offset": "PT0.5S", "offsetInTicks": 5000000.0, "durationInTicks": 15000000,
                 "nBest": [{"lexical": "x", "display": "潮水退了。"}]},
                {"recognitionStatus": "InitialSilenceTimeout", "offsetInTicks": 1},
                {"offset": "PT2S", "duration": "PT1S", "nBest": [{"display": "灯亮了。"}]}]}"#,
        ),
        (
            "FunASR",
            r#"[{"key": "a", "text": "x", "timestamp": [[500, 700]], "sentence_info": [
                {"text": "潮水退了。", "start": 500, "end": 2000, "spk": 0},
                {"text": "灯亮了。", "start": 2000, "end": 3000, "spk": 0}]}]"#,
        ),
        (
            "Alibaba",
            r#"{"file_url": "x", "transcripts": [{"channel_id": 0, "text": "x", "sentences": [
                {"begin_time": 500, "end_time": 2000, "text": "潮水退了。", "words": []},
                {"begin_time": 2000, "end_time": 3000, "text": "灯亮了。"}]}]}"#,
        ),
        (
            "iFlytek",
            r#"{"ok": 0, "data": [{"bg": "500", "ed": "2000", "onebest": "潮水退了。", "speaker": "1"},
                {"bg": "2000", "ed": "3000", "onebest": "灯亮了。", "speaker": "1"}]}"#,
        ),
    ];

    #[test]
    fn sentences_of_every_recogniser() {
        for (name, text) in SENTENCES {
            let expected = [(Some(500), "", "潮水退了。"), (Some(2000), "", "灯亮了。")];
            assert_eq!(said(read, text), Said::new(&expected), "{name}");
        }
    }

    /// Files of two people who say something at 0.5 and 2 seconds, most in words.
    const SPOKEN: &[(&str, &str)] = &[
        (
            "insanely-fast-whisper",
            r#"{"chunks": [{"timestamp": [0.5, 2.0], "text": "x"}], "speakers": [
                {"speaker": "SPEAKER_00", "text": "The tide, low.", "timestamp": [0.5, 2.0]},
                {"speaker": "SPEAKER_01", "text": "A lamp.", "timestamp": [2.0, 3.0]}]}"#,
        ),
        (
            "Rev",
            r#"{"monologues": [{"speaker": 0, "elements": [
                {"type": "text", "value": "The", "ts": 0.5, "end_ts": 0.7}, {"type": "punct", "value": " "},
                {"type": "text", "value": "tide", "ts": 0.7, "end_ts": 0.9}, {"type": "punct", "value": ","},
                {"type": "punct", "value": " "}, {"type": "text", "value": "low", "ts": 1, "end_ts": 1.2},
                {"type": "punct", "value": "."}]},
                {"speaker": 1, "elements": [{"type": "text", "value": "A", "ts": 2, "end_ts": 2.2},
                {"type": "punct", "value": " "}, {"type": "text", "value": "lamp"},
                {"type": "punct", "value": "."}]}]}"#,
        ),
        (
            "Amazon",
            r#"{"accountId": "0", "results": {"transcripts": [{"transcript": "x"}], "speaker_labels": {
                "segments": [{"start_time": "0.5", "end_time": "1.9", "speaker_label": "spk_0"},
                {"start_time": "2.0", "end_time": "3.9", "speaker_label": "spk_1"}]}, "items": [
                {"start_time": "0.5", "end_time": "0.7", "alternatives": [{"content": "The"}]},
                {"start_time": "0.7", "end_time": "0.9", "alternatives": [{"content": "tide"}]},
                {"alternatives": [{"content": ","}], "type": "punctuation"},
                {"start_time": "1.0", "end_time": "1.2", "alternatives": [{"content": "low"}]},
                {"alternatives": [{"content": "."}], "type": "punctuation"},
                {"start_time": "2.0", "end_time": "2.2", "alternatives": [{"content": "A"}]},
                {"start_time": "2.3", "end_time": "2.4", "alternatives": [{"content": "lamp"}]},
                {"alternatives": [{"content": "."}], "type": "punctuation"}]}}"#,
        ),
        (
            "Google",
            r#"{"results": [{"alternatives": [{"transcript": "x", "words": [{"word": "The"}]}]},
                {"alternatives": [{"words": [
                {"startTime": "0.5s", "endTime": "0.7s", "word": "The", "speakerTag": 0},
                {"startTime": "0.7s", "endTime": "0.9s", "word": "tide,", "speakerTag": 0},
                {"startTime": "1s", "endTime": "1.2s", "word": "low.", "speakerTag": 0},
                {"startTime": "2s", "endTime": "2.1s", "word": "A", "speakerTag": 1},
                {"startTime": "2.1s", "endTime": "2.3s", "word": "lamp.", "speakerTag": 1}]}]}]}"#,
        ),
        (
            "Deepgram",
            r#"{"results": {"channels": [{"alternatives": [{"transcript": "x", "words": [
                {"word": "the", "start": 0.5, "end": 0.7, "speaker": 0, "punctuated_word": "The"},
                {"word": "tide", "start": 0.7, "end": 0.9, "speaker": 0, "punctuated_word": "tide,"},
                {"word": "low", "start": 1, "end": 1.2, "speaker": 0, "punctuated_word": "low."},
                {"word": "a", "start": 2, "end": 2.2, "speaker": 1, "punctuated_word": "A"},
                {"word": "lamp", "start": 2.2, "end": 2.3, "speaker": 1, "punctuated_word": "lamp."}
                ]}]}]}}"#,
        ),
        (
            "ElevenLabs",
            r#"{"language_code": "eng", "text": "x", "words": [
                {"text": "The", "start": 0.5, "end": 0.7, "type": "word", "speaker_id": "spk_0"},
                {"text": " ", "start": 0.7, "end": 0.8, "type": "spacing", "speaker_id": "spk_0"},
                {"text": "tide, low.", "start": 0.8, "end": 0.9, "type": "word", "speaker_id": "spk_0"},
                {"text": " ", "start": 0.9, "end": 2, "type": "spacing", "speaker_id": "spk_0"},
                {"text": "A lamp.", "start": 2, "end": 2.5, "type": "word", "speaker_id": "spk_1"}]}"#,
        ),
        (
            "Tingwu",
            r#"{"TaskId": "x", "Transcription": {"Paragraphs": [{"ParagraphId": "1", "SpeakerId": "0",
                "Words": [{"SentenceId": 1, "Start": 500, "End": 700, "Text": "The "},
                {"SentenceId": 1, "Start": 700, "End": 900, "Text": "tide, low."}]},
                {"SpeakerId": "1", "Words": [{"Start": 2000, "End": 2300, "Text": "A lamp."}]}]}}"#,
        ),
    ];

    #[test]
    fn speakers_of_every_recogniser() {
        for (name, text) in SPOKEN {
            let expected = [
                (Some(500), "SPEAKER_00", "The tide, low."),
                (Some(2000), "SPEAKER_01", "A lamp."),
            ];
            assert_eq!(said(read, text), Said::new(&expected), "{name}");
        }
        let text = r#"{"speakers": [{"id": 0, "name": "阿岸"}], "monologues": [{"speaker": 0,
            "elements": [{"type": "text", "value": "灯。", "ts": 1}]}]}"#;
        assert_eq!(said(read, text), Said::new(&[(Some(1000), "阿岸", "灯。")]));
    }

    #[test]
    fn answers_may_be_wrapped_or_nothing_but_words() {
        let text = r#"{"done": true, "response": {"segments": [{"start": 1, "text": "灯。"}]}}"#;
        assert_eq!(said(read, text), Said::new(&[(Some(1000), "", "灯。")]));
        let text = r#"{"text": "灯。", "usage": {"type": "tokens"}}"#;
        assert_eq!(said(read, text), Said::new(&[(None, "", "灯。")]));
        assert_eq!(said(read, r#"{"text": "灯。", "id": 1}"#), Said::nothing());
    }

    #[test]
    fn tokens_of_models_are_no_words() {
        let text =
            r#"[{"key": "a", "text": "<|zh|><|NEUTRAL|><|Speech|><|withitn|>潮水<|退|了。<|"}]"#;
        assert_eq!(said(read, text), Said::new(&[(None, "", "潮水<|退|了。<|")]));
    }

    #[test]
    fn what_cannot_be_read_is_told_and_the_rest_kept() {
        let text = "{\"body\":[{\"from\":1,\"to\":2,\"content\":\"甲\"},\n{\"from\":2,\"to\":3},\n\
            {\"from\":\"x\",\"to\":4,\"content\":\"乙\"},\n{\"from\":5,\"content\":\"丙";
        assert_eq!(
            said(read, text),
            Said::new(&[(Some(1000), "", "甲"), (None, "", "乙")])
                .found(&[("CS0124", 2), ("CS0125", 4)])
        );
        let text = "{\"segments\": [{\"start\": null, \"text\": \"甲。\"},\n7,\n\
            {\"start\": 2, \"end\": 3, \"text\": \"乙。\"}] trailing";
        assert_eq!(
            said(read, text),
            Said::new(&[(None, "", "甲。"), (Some(2000), "", "乙。")])
                .found(&[("CS0124", 2), ("CS0125", 3)])
        );
        let text = "{\"segments\": [\n{\"speaker\": 5, \"startTime\": 1, \"body\": \"甲\"},\n\
            {\"startTime\": 2},\n";
        assert_eq!(
            said(read, text),
            Said::new(&[(Some(1000), "", "甲")]).found(&[("CS0124", 3), ("CS0125", 4)])
        );
        for text in [
            r#"{"name": "x", "body": "y"}"#,
            r#"{"segments": []}"#,
            r#"{"name": "x", "version": "1.0.0"}"#,
            "[1, 2, 3]",
            r#"[{"text": "x", "by": "y"}]"#,
            r#"[{"content": "前排", "progress": 10}]"#,
        ] {
            assert_eq!(said(read, text), Said::nothing(), "{text}");
        }
    }
}
