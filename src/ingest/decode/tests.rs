#![allow(clippy::unwrap_used)] // A test that unwraps nothing fails as it should.

use super::*;

fn decoded(bytes: &[u8]) -> (Option<String>, Vec<&'static str>) {
    let mut sink = Sink::default();
    let source = decode(bytes.to_vec(), "a.md", &mut sink);
    let codes = sink.as_slice().iter().map(|d| d.code.id).collect();
    (source.map(|source| source.text), codes)
}

const PROSE: &str = "从前有座山，山里有座庙，庙里有个老和尚在给小和尚讲故事。故事说的是什么呢？\n\
    他说：从前有座山，山上的树被砍光了，于是大家都搬到了河边去住。\n";

#[test]
fn utf8_is_taken_as_it_is() {
    let text = "甲\u{feff}\t乙\u{200b}\u{2028}\u{1}丙 末尾没有换行".repeat(4);
    assert_eq!(decoded(text.as_bytes()), (Some(text.clone()), vec![]));
    assert_eq!(decoded(format!("\u{feff}{text}").as_bytes()), (Some(text), vec![]));
}

#[test]
fn every_line_ends_with_a_line_feed() {
    let (text, _) = decoded("\r甲\r\n乙\r丙\n\r\n丁\r\r".as_bytes());
    assert_eq!(text.unwrap(), "\n甲\n乙\n丙\n\n丁\n\n");
}

#[test]
fn utf16_is_read_by_its_mark() {
    for big in [false, true] {
        let bytes: Vec<u8> = "\u{feff}甲\r\n乙"
            .encode_utf16()
            .flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
            .collect();
        assert_eq!(decoded(&bytes), (Some("甲\n乙".into()), vec!["CS0103"]));
    }
    let (text, codes) = decoded(b"\xff\xfe\x32\x75\x00\xd8\x59\x4e");
    assert_eq!(text.unwrap(), "甲\u{fffd}乙");
    assert_eq!(codes, ["CS0103", "CS0104"]);
}

#[test]
fn other_encodings_are_guessed() {
    for label in ["gb18030", "big5", "shift_jis", "windows-1251"] {
        let text = match label {
            "big5" => "從前有座山，山裡有座廟，廟裡有個老和尚在講故事。".repeat(3),
            "shift_jis" => "むかしむかし、あるところにおじいさんがいました。".repeat(3),
            "windows-1251" => "Жили-были старик со старухой у самого синего моря. ".repeat(3),
            _ => PROSE.to_owned(),
        };
        let encoding = Encoding::for_label(label.as_bytes()).unwrap();
        let (bytes, _, lossy) = encoding.encode(&text);
        assert!(!lossy);
        assert_eq!(decoded(&bytes), (Some(text), vec!["CS0103"]), "{label}");
    }
}

#[test]
fn a_few_broken_bytes_do_not_change_the_encoding() {
    let mut bytes = PROSE.as_bytes().to_vec();
    bytes.pop();
    bytes.pop();
    bytes.insert(PROSE.find('山').unwrap(), 0xff);
    let (text, codes) = decoded(&bytes);
    let text = text.unwrap();
    assert_eq!(text.matches('\u{fffd}').count(), 2);
    assert!(text.starts_with("从前有座\u{fffd}山"));
    assert_eq!(codes, ["CS0104"]);

    let (gbk, _, _) = GBK.encode(PROSE);
    let mut gbk = gbk.into_owned();
    gbk.insert(8, 0xff);
    let (text, codes) = decoded(&gbk);
    assert!(text.unwrap().contains("山里有座庙"));
    assert_eq!(codes, ["CS0103", "CS0104"]);
}

#[test]
fn broken_characters_are_placed() {
    let mut bytes = Vec::new();
    for _ in 0..8 {
        bytes.extend_from_slice(PROSE.as_bytes());
        bytes.push(0xfe);
    }
    let mut sink = Sink::default();
    decode(bytes, "a.md", &mut sink);
    let finding = &sink.as_slice()[0];
    assert!(finding.message.starts_with("8 characters are broken; also at 5:"));
    assert_eq!(finding.place.as_ref().unwrap().line, 3);
}

#[test]
fn what_is_no_text_is_left_out() {
    let noise: Vec<u8> = (0..4096_u32)
        .map(|i| u8::try_from(i.wrapping_mul(2_654_435_761) >> 24).unwrap() | 1)
        .collect();
    for bytes in [
        &b"%PDF-1.7\nabc"[..],
        b"PK\x03\x04abc",
        b"\xff\xd8\xff\xe0abc",
        b"\0\0\0\x01abcd\0\0\0\0\0\0\0\0\0",
        b"\x93\0\x81\xff\0\0\0\0\0\0\0\0\0\0efgh\xfe",
        b"\x01\x02\x03\x04",
        b"\xff\xfe\x00\x00\x32\x75\x00\x00",
        &noise,
    ] {
        let (text, codes) = decoded(bytes);
        assert_eq!(text, None, "{bytes:?}");
        assert!(matches!(codes[..], ["CS0101" | "CS0102"]), "{codes:?}");
    }
}

#[test]
fn blank_files_are_reported() {
    for bytes in [&b""[..], b" \r\n\t\n", b"\xef\xbb\xbf", "\u{3000}\n".as_bytes()] {
        assert_eq!(decoded(bytes), (None, vec!["CS0105"]));
    }
}

#[test]
fn stray_zeros_are_taken_out_and_told() {
    for text in ["甲\0乙丙", "\0甲乙丙", "甲乙丙\0", "甲\0\0乙\0丙"] {
        let told = (Some("甲乙丙".to_owned()), vec!["CS0139"]);
        assert_eq!(decoded(text.as_bytes()), told);
    }
    let (gbk, ..) = GB18030.encode(PROSE);
    let mut bytes = gbk.to_vec();
    bytes.insert(6, 0);
    let told = (Some(PROSE.to_owned()), vec!["CS0103", "CS0139"]);
    assert_eq!(decoded(&bytes), told);
    assert_eq!(decoded(b"\0\0"), (None, vec!["CS0101"]));
}

#[test]
fn utf16_without_a_mark_is_told_from_others() {
    let english = "The lamp was lit.\r\nNobody came.\n".to_owned();
    let captions = "1\n00:00:01,000 --> 00:00:02,000\n灯亮了。\n".to_owned();
    let russian = "Маяк стоит, и море шумит.\n".to_owned();
    for text in [english, captions, russian, PROSE.to_owned(), "灯塔亮着，雾散了。".to_owned()]
    {
        for (to_bytes, name) in
            [(u16::to_le_bytes as fn(u16) -> [u8; 2], "UTF-16LE"), (u16::to_be_bytes, "UTF-16BE")]
        {
            let bytes: Vec<u8> = text.encode_utf16().flat_map(to_bytes).collect();
            let (read, codes) = decoded(&bytes);
            assert_eq!(read.unwrap(), text.replace("\r\n", "\n"), "{name}");
            assert_eq!(codes, ["CS0103"]);
        }
    }
    for text in ["abcdefgh", "灯塔亮着，雾散了。", "A B C\n"] {
        assert_eq!(wide::encoding(text.as_bytes()), None);
    }
    assert_eq!(wide::encoding(&GB18030.encode(PROSE).0), None);
}
