//! Names of files that are not UTF-8, as archives from systems of other encodings leave them.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, GBK, SHIFT_JIS};

/// So many bytes beyond ASCII tell encodings apart. In fewer the detector finds languages that
/// transcripts are hardly ever in.
const TELLING: usize = 12;

/// Reads names in the encoding they are most likely in.
#[derive(Debug, Clone, Copy)]
pub struct Names {
    encoding: &'static Encoding,
}

impl Names {
    /// Guesses the encoding from names that belong together; those in UTF-8 say nothing of it.
    pub fn guess<'a>(names: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        let mut telling = 0;
        for name in names {
            if std::str::from_utf8(name).is_err() {
                telling += name.iter().filter(|byte| !byte.is_ascii()).count();
                detector.feed(name, false);
                detector.feed(b"\n", false);
            }
        }
        detector.feed(b"", true);
        let guess = detector.guess(None, Utf8Detection::Deny);
        let is_expected = [GBK, BIG5, SHIFT_JIS].contains(&guess);
        let guess = if telling < TELLING && !is_expected {
            detector.guess(Some(b"cn"), Utf8Detection::Deny)
        } else {
            guess
        };
        Self {
            // It reads all GBK and the characters added since.
            encoding: if guess == GBK { GB18030 } else { guess },
        }
    }

    /// A name as text. What the encoding does not have is read in the one this name alone looks
    /// like, and becomes U+FFFD if that does not have it either.
    pub fn read(self, name: &[u8]) -> String {
        if let Ok(text) = std::str::from_utf8(name) {
            return text.to_owned();
        }
        let encodings = [self.encoding, Self::guess([name]).encoding];
        encodings
            .iter()
            .find_map(|encoding| encoding.decode_without_bom_handling_and_without_replacement(name))
            .unwrap_or_else(|| String::from_utf8_lossy(name))
            .into_owned()
    }

    /// The name of the encoding.
    pub fn encoding(self) -> &'static str {
        self.encoding.name()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{EUC_JP, WINDOWS_1251, WINDOWS_1252};

    fn read(encoding: &'static Encoding, names: &[&str]) -> Vec<String> {
        let bytes: Vec<_> = names.iter().map(|name| encoding.encode(name).0).collect();
        let guess = Names::guess(bytes.iter().map(AsRef::as_ref));
        bytes.iter().map(|name| guess.read(name)).collect()
    }

    #[test]
    fn names_that_belong_together_are_read_in_their_encoding() {
        for (encoding, names) in [
            (GBK, &["第二讲.md", "第二部", "灯塔", "01 开篇.srt", "讲.txt"][..]),
            (GB18030, &["第二讲.md", "㐀与𠮷.md", "灯塔的来历"]),
            (BIG5, &["第二講.md", "第二部", "燈塔", "01 開篇.srt", "講.txt"]),
            (SHIFT_JIS, &["第二回.md", "灯台の話", "カタカナ", "海の夜", "日本史"]),
            (EUC_JP, &["第二回.md", "灯台の話", "はじめに"]),
            (WINDOWS_1251, &["Лекция первая.md", "Маяк"]),
            (WINDOWS_1252, &["Über Leuchttürme.md", "Café à la mer.md", "Größe und Maß"]),
        ] {
            assert_eq!(read(encoding, names), names, "{}", encoding.name());
        }
    }

    #[test]
    fn a_short_name_alone_is_taken_for_chinese() {
        for name in ["讲", "经济学", "红楼梦", "01.md 开篇", "东方", "第二讲"] {
            assert_eq!(read(GBK, &[name]), [name]);
        }
        for name in ["第二講", "燈塔", "經濟學"] {
            assert_eq!(read(BIG5, &[name]), [name]);
        }
    }

    #[test]
    fn what_is_in_no_encoding_is_shown_as_broken() {
        let names = Names::guess([&b"\xb5\xda\xb6\xfe\xbd\xb2"[..]]);
        assert_eq!(names.read("灯塔.md".as_bytes()), "灯塔.md");
        assert!(names.read(b"a\xff.md").starts_with('a'));
        assert!(!names.read(b"\xff\xff\xff").is_empty());
    }
}
