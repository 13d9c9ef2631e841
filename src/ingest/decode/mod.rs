//! From bytes to text: encoding and line endings.

mod wide;

use std::sync::Arc;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

use super::diag::{
    BROKEN_CHARACTERS, EMPTY_FILE, NOT_TEXT, NUL_REMOVED, OTHER_ENCODING, UNKNOWN_ENCODING,
};
use chengshu_text::diag::{Diagnostic, Place, Sink, counted};
use chengshu_text::source::{Source, count_bytes};
use chengshu_writing::script::is_unified;

/// First bytes of formats people mistake for transcripts, and what to call them.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive, such as a Word document (docx) or an EPUB"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document, such as a Word document (doc)"),
    (b"{\\rtf", "a rich text document (RTF)"),
    (b"Rar!\x1a", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a WAV, AVI or WebP file"),
    (b"OggS", "an Ogg recording"),
    (b"ID3", "an MP3 recording"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\xff\xfe\x00\x00", "text in UTF-32"),
    (b"\x00\x00\xfe\xff", "text in UTF-32"),
];

/// A text with one control character in so many bytes is none.
const CONTROL_SHARE: usize = 20;
/// So few of them are litter, unless they are half of the text.
const FEW_CONTROLS: usize = 8;

/// So many valid characters of more than one byte for each invalid sequence make a text UTF-8;
/// text in another encoding has hardly any.
const UTF8_SHARE: usize = 10;

/// How many places of broken characters a finding names.
const NAMED: usize = 5;

/// Decodes a file. In: its bytes and the name findings use. Out: text in UTF-8 without a byte
/// order mark, each line ended by a line feed; `None` when it is no text or is blank, with a
/// finding that says why. Linear in the bytes.
pub fn decode(bytes: Vec<u8>, name: impl Into<Arc<str>>, sink: &mut Sink) -> Option<Source> {
    let name = name.into();
    let marked = Encoding::for_bom(&bytes)
        .filter(|(encoding, _)| *encoding == UTF_16LE || *encoding == UTF_16BE);
    let utf16 = marked.or_else(|| Some((wide::encoding(&bytes)?, 0)));
    if let Some(what) = binary(&bytes, utf16.map(|(encoding, _)| encoding)) {
        sink.push(not_text(&name, what));
        return None;
    }
    let decoded = match utf16 {
        Some((encoding, skip)) => {
            let (text, broken) = encoding.decode_without_bom_handling(&bytes[skip..]);
            let losses = if broken { Losses::Some } else { Losses::None };
            Decoded { text: text.into_owned(), encoding: Some(encoding), losses }
        }
        None => match utf8(bytes) {
            Ok(decoded) => decoded,
            Err(bytes) => {
                let Some(decoded) = guess(&bytes) else {
                    sink.push(
                        Diagnostic::new(
                            &UNKNOWN_ENCODING,
                            "the file is neither UTF-8 nor text in another known encoding",
                        )
                        .at(Place::file(name))
                        .help("open it in the program that wrote it and save it as UTF-8"),
                    );
                    return None;
                };
                decoded
            }
        },
    };
    finish(decoded, name, sink)
}

/// Checks decoded text and says how it was decoded.
fn finish(decoded: Decoded, name: Arc<str>, sink: &mut Sink) -> Option<Source> {
    let text = line_feeds(decoded.text);
    let controls = count_bytes(text.as_bytes(), is_control);
    let share = if controls > FEW_CONTROLS { CONTROL_SHARE } else { 2 };
    if controls > 0 && controls >= text.len() / share {
        sink.push(not_text(&name, "full of control characters"));
        return None;
    }
    let nul = memchr::memchr(0, text.as_bytes());
    let text = match nul {
        Some(_) => text.replace('\0', ""),
        None => text,
    };
    if text.trim().is_empty() {
        sink.push(
            Diagnostic::new(&EMPTY_FILE, "the file contains only white space")
                .at(Place::file(name))
                .help("delete the file, or add text"),
        );
        return None;
    }
    let source = Source::new(name, text);
    if let Some(encoding) = decoded.encoding {
        let name = encoding.name();
        sink.push(
            Diagnostic::new(
                &OTHER_ENCODING,
                format!("the file is not UTF-8; it was read as {name}"),
            )
            .at(Place::file(Arc::clone(&source.name)))
            .help(format!(
                "check a few lines of the chapter, then convert the file: \
                     iconv -f {name} -t UTF-8 \"{}\"",
                source.name
            )),
        );
    }
    if let Some(first) = nul {
        sink.push(
            Diagnostic::new(&NUL_REMOVED, "NUL characters were removed; the first is here")
                .at(source.place(first))
                .help("check the words around it, and save the file again"),
        );
    }
    if decoded.losses == Losses::Some {
        sink.push(broken_characters(&source));
    }
    Some(source)
}

struct Decoded {
    text: String,
    /// The encoding, unless it is UTF-8.
    encoding: Option<&'static Encoding>,
    losses: Losses,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Losses {
    None,
    /// U+FFFD stands for what could not be decoded.
    Some,
}

/// The kind of a binary file, if it is one. Text in UTF-16 is full of zeros.
fn binary(bytes: &[u8], utf16: Option<&'static Encoding>) -> Option<&'static str> {
    let magic = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic));
    if let Some(&(_, what)) = magic {
        return Some(what);
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return Some("an MP4 recording or HEIC image");
    }
    let nuls = match utf16 {
        Some(_) => 0,
        None => memchr::memchr_iter(0, bytes).count(),
    };
    // Text may hold a stray one; what is no UTF-8 besides is none.
    let is_binary = nuls > FEW_CONTROLS
        && (nuls >= bytes.len() / CONTROL_SHARE || str::from_utf8(bytes).is_err());
    is_binary.then_some("a binary file: it contains NUL characters")
}

fn is_control(byte: u8) -> bool {
    matches!(byte, 0..=0x08 | 0x0b | 0x0e..=0x1f | 0x7f)
}

fn not_text(name: &Arc<str>, what: &str) -> Diagnostic {
    Diagnostic::new(&NOT_TEXT, format!("the file is {what}, not a transcript"))
        .at(Place::file(Arc::clone(name)))
        .help("export it as Markdown or plain text in UTF-8, or move it out of the folder")
}

/// Takes the bytes as UTF-8 if they are that, or are but for a few; hands them back otherwise.
fn utf8(bytes: Vec<u8>) -> Result<Decoded, Vec<u8>> {
    // Checks with vector instructions what takes std as long as all reading besides; the copy that
    // `String::from_utf8` would save costs a tenth of that.
    if let Some(text) = UTF_8.decode_without_bom_handling_and_without_replacement(&bytes) {
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        return Ok(Decoded { text: text.to_owned(), encoding: None, losses: Losses::None });
    }
    let (mut valid, mut invalid) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        // Lead bytes of characters of several bytes.
        valid += chunk.valid().bytes().filter(|&b| b >= 0xc0).count();
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    if valid / UTF8_SHARE < invalid {
        return Err(bytes);
    }
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    Ok(Decoded {
        text: String::from_utf8_lossy(text).into_owned(),
        encoding: None,
        losses: Losses::Some,
    })
}

/// Guesses the encoding of bytes that are not UTF-8.
fn guess(bytes: &[u8]) -> Option<Decoded> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    // GB 18030 reads all GBK and the characters added since.
    let guess = if guess == GBK { GB18030 } else { guess };
    if guess.is_single_byte()
        && let Some(decoded) = damaged_chinese(bytes)
    {
        return Some(decoded);
    }
    match guess.decode_without_bom_handling_and_without_replacement(bytes) {
        // C1 controls are what Western encodings read into bytes of others.
        Some(text) if !text.chars().any(|c| matches!(c, '\u{80}'..='\u{9f}')) => {
            Some(Decoded { text: text.into_owned(), encoding: Some(guess), losses: Losses::None })
        }
        _ => damaged_chinese(bytes),
    }
}

/// Reads Chinese text with a few broken bytes as GB 18030. One broken byte makes the detector
/// rule that encoding out and settle for one that takes any byte, in which the text is garbage.
fn damaged_chinese(bytes: &[u8]) -> Option<Decoded> {
    let high = bytes.iter().filter(|&&b| b >= 0x80).count();
    if high < bytes.len() / 3 {
        return None;
    }
    let (text, _) = GB18030.decode_without_bom_handling(bytes);
    let common = text
        .chars()
        .filter(|c| {
            is_unified(*c) || matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff5e}')
        })
        .count();
    let broken = text.matches('\u{fffd}').count();
    let mostly = broken <= common / 50 && common >= high / 2 * 9 / 10;
    mostly.then(|| Decoded {
        text: text.into_owned(),
        encoding: Some(GB18030),
        losses: if broken > 0 { Losses::Some } else { Losses::None },
    })
}

/// Ends every line with a line feed, whether it ended with CR LF or a lone CR.
fn line_feeds(text: String) -> String {
    let Some(first) = memchr::memchr(b'\r', text.as_bytes()) else {
        return text;
    };
    let mut out = String::with_capacity(text.len());
    out.push_str(&text[..first]);
    let mut rest = &text[first..];
    while let Some(after) = rest.strip_prefix('\r') {
        out.push('\n');
        let line = after.strip_prefix('\n').unwrap_or(after);
        let end = memchr::memchr(b'\r', line.as_bytes()).unwrap_or(line.len());
        out.push_str(&line[..end]);
        rest = &line[end..];
    }
    out
}

/// Says where the replacement characters are.
fn broken_characters(source: &Source) -> Diagnostic {
    let mut places = source.text.match_indices('\u{fffd}').map(|(at, _)| at);
    let first = places.next().unwrap_or(0);
    let others: Vec<usize> = places.collect();
    let named: Vec<String> = others
        .iter()
        .take(NAMED - 1)
        .map(|&at| {
            let place = source.place(at);
            format!("{}:{}", place.line, place.column)
        })
        .collect();
    let more = if others.len() > named.len() { ", …" } else { "" };
    let message = if named.is_empty() {
        "a character is broken".to_owned()
    } else {
        format!(
            "{} are broken; also at {}{more}",
            counted(others.len() + 1, "character"),
            named.join(", ")
        )
    };
    Diagnostic::new(&BROKEN_CHARACTERS, message)
        .at(source.place(first))
        .help("type the missing characters; the book shows U+FFFD for each")
}

#[cfg(test)]
mod tests;
