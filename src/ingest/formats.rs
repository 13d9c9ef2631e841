//! The formats transcripts arrive in.

use std::fmt::Write as _;

use super::documents::{self, docx, odt, rtf};
use super::signs;
use super::speech::{
    self, ass, html, lines, lrc, microdvd, recognisers, sami, scc, srt, stl, subviewer, tables,
    timedtext, ttml, vtt, youtube,
};

/// A way transcripts arrive.
#[derive(Debug)]
pub struct Format {
    /// Its name.
    pub name: &'static str,
    /// How a text shows that it is in it, as Markdown.
    pub sign: &'static str,
    /// Endings of file names, lower case, without the dot.
    pub endings: &'static [&'static str],
    /// How it is read.
    pub reads: Reads,
    /// Whether a text shows that it is in the format, whatever the ending of its name; none of a format
    /// that texts are in anyway.
    pub within: Option<fn(&str) -> bool>,
}

/// Writes a file that is no text as one; why not, for people.
pub type Write = fn(&[u8]) -> Result<String, String>;

/// How files of a format are read.
#[derive(Debug, Clone, Copy)]
pub enum Reads {
    /// A head, and prose in Markdown. Any text is that.
    Prose,
    /// A document of a word processor, whose text is read like one of the former or the latter.
    Document(documents::Read),
    /// Speech; the reader says whether a text is in its format.
    Speech(speech::Read),
    /// Speech in files that are subtitles and nothing else.
    Subtitles(speech::Read),
    /// The same in files that are no text: how it is written as one, and what reads that.
    Binary(Write, speech::Read),
}

/// The formats. Of those with a file's ending the first is taken that knows its text. A file
/// with another ending is no transcript.
pub const FORMATS: &[Format] = &[
    Format {
        name: "plain text with times or speakers",
        sign: "lines that begin with ascending times, or with names that return: `00:12:30 …`, \
            `主持人：…`, `Name (00:12:30): …`",
        endings: &["txt", "md", "markdown"],
        reads: Reads::Speech(lines::read),
        within: None,
    },
    Format {
        name: "Markdown with a YAML head",
        sign: "any text is that",
        endings: &["md", "markdown", "txt"],
        reads: Reads::Prose,
        within: None,
    },
    Format {
        name: "SRT subtitles",
        sign: "lines with two times and an arrow",
        endings: &["srt"],
        reads: Reads::Subtitles(srt::read),
        within: Some(signs::is_srt),
    },
    Format {
        name: "WebVTT captions",
        sign: "the same; parts of a stream that were joined are put in order, tracks of \
            pictures and JSON are no chapters",
        endings: &["vtt"],
        reads: Reads::Subtitles(vtt::read),
        within: Some(signs::is_vtt),
    },
    Format {
        name: "ASS and SSA subtitles",
        sign: "lines `Dialogue:`; what viewers wrote over the picture is left out",
        endings: &["ass", "ssa"],
        reads: Reads::Subtitles(ass::read),
        within: Some(signs::is_ass),
    },
    Format {
        name: "JSON of captions and recognisers",
        sign: "the names of its keys: Bilibili; Whisper, faster-whisper, WhisperX, \
            whisper.cpp, insanely-fast-whisper; podcast transcripts; \
            youtube-transcript-api; AssemblyAI, Deepgram, Amazon, Google, Azure, Rev, \
            Speechmatics, Gladia, ElevenLabs, Watson, Vosk, Sonix; FunASR, SenseVoice, \
            Alibaba and Tingwu, iFlytek, Tencent, Volcengine; any other list of texts with begin \
            and end; JSON Lines",
        endings: &["json", "bcc", "jsonl", "ndjson", "dote"],
        reads: Reads::Speech(recognisers::read),
        within: Some(signs::is_json),
    },
    Format {
        name: "YouTube json3",
        sign: "a list `events` with `segs`",
        endings: &["json3", "json"],
        reads: Reads::Speech(youtube::read),
        within: Some(signs::is_json),
    },
    Format {
        name: "YouTube XML",
        sign: "the root `<transcript>` or `<timedtext>`",
        endings: &["srv1", "srv2", "srv3", "xml"],
        reads: Reads::Speech(timedtext::read),
        within: None,
    },
    Format {
        name: "TTML captions",
        sign: "the root `<tt>`; of several languages, the two with the most captions",
        endings: &["ttml", "dfxp", "itt", "imsc", "xml"],
        reads: Reads::Speech(ttml::read),
        within: None,
    },
    Format {
        name: "SBV and SubViewer subtitles",
        sign: "lines of two times and a comma",
        endings: &["sbv", "sub"],
        reads: Reads::Subtitles(subviewer::read),
        within: None,
    },
    Format {
        name: "MicroDVD and MPL2 subtitles",
        sign: "lines that begin `{25}{75}` or `[10][30]`",
        endings: &["sub", "mpl"],
        reads: Reads::Subtitles(microdvd::read),
        within: None,
    },
    Format {
        name: "LRC lyrics",
        sign: "lines that begin `[00:12.50]`",
        endings: &["lrc"],
        reads: Reads::Subtitles(lrc::read),
        within: None,
    },
    Format {
        name: "SAMI captions",
        sign: "elements `<SYNC>`; of several languages, the two with the most captions",
        endings: &["smi", "sami"],
        reads: Reads::Subtitles(sami::read),
        within: None,
    },
    Format {
        name: "SCC captions",
        sign: "the first line `Scenarist_SCC`",
        endings: &["scc"],
        reads: Reads::Subtitles(scc::read),
        within: None,
    },
    Format {
        name: "EBU STL subtitles",
        sign: "the bytes `STL25.01` behind the number of a code page",
        endings: &["stl"],
        reads: Reads::Binary(stl::srt, srt::read),
        within: None,
    },
    Format {
        name: "tables of captions",
        sign: "a first row that names columns of times and words, as Whisper, whisper.cpp and \
            editors write it",
        endings: &["tsv", "csv"],
        reads: Reads::Speech(tables::read),
        within: None,
    },
    Format {
        name: "HTML transcripts",
        sign: "elements `<cite>` and `<time>`, or paragraphs that begin with times or speakers",
        endings: &["html", "htm"],
        reads: Reads::Speech(html::read),
        within: None,
    },
    Format {
        name: "Word documents",
        sign: "paragraphs; headings by their styles; times and speakers as in plain text",
        endings: &["docx"],
        reads: Reads::Document(docx::read),
        within: None,
    },
    Format {
        name: "OpenDocument texts",
        sign: "the same",
        endings: &["odt"],
        reads: Reads::Document(odt::read),
        within: None,
    },
    Format {
        name: "Rich Text Format",
        sign: "the same",
        endings: &["rtf"],
        reads: Reads::Document(rtf::read),
        within: None,
    },
];

/// Endings by how much of the recording their formats keep, the best first: of several versions of a
/// recording that one is taken. The first [`WRITTEN`] are what somebody wrote up.
pub(super) const BEST: &[&str] = &[
    "md", "markdown", "docx", "odt", "rtf", "json3", "vtt", "ttml", "dfxp", "itt", "imsc", "srv3",
    "srv2", "srt", "json", "jsonl", "ndjson", "dote", "bcc", "srv1", "xml", "ass", "ssa", "sbv",
    "sub", "mpl", "smi", "sami", "scc", "stl", "lrc", "tsv", "csv", "html", "htm", "txt",
];

/// How many of the best are what somebody wrote up.
pub(super) const WRITTEN: usize = 5;

/// The formats by name, with the endings of their files, for people.
pub fn readable() -> String {
    let named = FORMATS.iter().map(|format| {
        let endings = format.endings.iter().map(|ending| format!(".{ending}"));
        let endings: Vec<_> = endings.collect();
        format!("{} ({})", format.name, endings.join(", "))
    });
    named.collect::<Vec<_>>().join(", ")
}

/// The formats as a table in Markdown, for the documents.
pub fn table() -> String {
    let mut table = String::from("| Format | Files | Recognised by |\n|---|---|---|\n");
    for Format { name, sign, endings, .. } in FORMATS {
        let endings = endings.iter().map(|ending| format!("`.{ending}`"));
        let endings = endings.collect::<Vec<_>>().join(", ");
        let _ = writeln!(table, "| {name} | {endings} | {sign} |");
    }
    table
}

/// The formats a file may be in, by the ending of its name.
pub fn formats_of(path: &str) -> impl Iterator<Item = &'static Format> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    FORMATS.iter().filter(move |format| {
        let endings = format.endings.iter();
        ending
            .as_deref()
            .is_some_and(|ending| endings.clone().any(|known| *known == ending))
    })
}

/// The first format a file may be in, by the ending of its name.
pub fn format_of(path: &str) -> Option<&'static Format> {
    formats_of(path).next()
}

/// True if the ending of a file's name is that of subtitles, and of nothing else.
pub fn is_subtitles(path: &str) -> bool {
    let is_subtitles = |reads| matches!(reads, Reads::Subtitles(_) | Reads::Binary(..));
    format_of(path).is_some_and(|format| is_subtitles(format.reads))
}

/// The reader of a document of a word processor, by the ending of its name.
pub fn document(path: &str) -> Option<documents::Read> {
    formats_of(path).find_map(|format| match format.reads {
        Reads::Document(read) => Some(read),
        _ => None,
    })
}

/// What writes a file that is no text as one, by the ending of its name.
pub fn binary(path: &str) -> Option<Write> {
    formats_of(path).find_map(|format| match format.reads {
        Reads::Binary(write, _) => Some(write),
        _ => None,
    })
}

/// True if a file may be Markdown, by the ending of its name.
pub fn is_text(path: &str) -> bool {
    formats_of(path).any(|format| matches!(format.reads, Reads::Prose))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ending_has_a_rank() {
        for ending in FORMATS.iter().flat_map(|format| format.endings) {
            assert!(BEST.contains(ending), "{ending}");
        }
    }
}
