//! Reads the markers of a JPEG (ITU-T T.81, annex B): what decoders forgive and readers may not.

/// The facts the markers state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Markers {
    /// Number of colour components: 1 grey, 3 colour, 4 CMYK; 0 when there is no frame.
    pub components: u8,
    /// Number of scans: a progressive picture is gone over as often.
    pub scans: u32,
    /// Whether the end is there.
    pub end: End,
}

/// Whether a file is whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// The end marker follows the picture.
    Present,
    /// The file stops before its end; decoders fill the rest with grey.
    Missing,
}

/// Walks the markers from the start to the end of the first picture.
pub(super) fn markers(bytes: &[u8]) -> Markers {
    let mut found = Markers { components: 0, scans: 0, end: End::Missing };
    let mut rest = bytes;
    while let Some(at) = memchr::memchr(0xff, rest) {
        let after = rest.get(at + 1..).unwrap_or_default();
        let Some((&code, body)) = after.split_first() else {
            break;
        };
        rest = match code {
            0xff => after,
            // A stuffed byte or a restart within the data of a scan; the start of the file.
            0x00 | 0x01 | 0xd0..=0xd8 => body,
            0xd9 => {
                found.end = End::Present;
                break;
            }
            _ => {
                let &[high, low, ..] = body else { break };
                // SOF0 to SOF15 without DHT, JPG and DAC: length, precision, height, width, Nf.
                if matches!(code, 0xc0..=0xcf) && !matches!(code, 0xc4 | 0xc8 | 0xcc) {
                    found.components = body.get(7).copied().unwrap_or(0);
                }
                found.scans += u32::from(code == 0xda);
                let length = usize::from(u16::from_be_bytes([high, low]));
                body.get(length..).unwrap_or_default()
            }
        };
    }
    found
}

/// The parts of a file that show the picture: its tables and scans, how its colours are meant (JFIF,
/// Adobe's segment, the ICC profile), and nothing else: no Exif, comment or thumbnail, and nothing
/// after the end. `None` where segments do not follow one another.
pub(super) fn picture(bytes: &[u8]) -> Option<Vec<&[u8]>> {
    let (start, mut rest) = bytes.split_at_checked(2)?;
    let mut parts = vec![start];
    loop {
        let &[0xff, code, ref body @ ..] = rest else {
            return None;
        };
        match code {
            // A marker may be filled up in front.
            0xff => {
                rest = rest.get(1..)?;
                continue;
            }
            0xd9 => {
                parts.push(rest.get(..2)?);
                return Some(parts);
            }
            0x00..=0xbf | 0xd0..=0xd8 => return None,
            _ => {}
        }
        let length = usize::from(u16::from_be_bytes(*body.first_chunk()?));
        let content = body.get(2..length)?;
        let (segment, mut after) = rest.split_at_checked(length + 2)?;
        match code {
            0xe0 if content.starts_with(b"JFIF\0") => match content.get(..14)? {
                [head @ .., 0, 0] if content.len() == 14 => {
                    debug_assert_eq!(head.len(), 12);
                    parts.push(segment);
                }
                // The thumbnail in it shows what the picture may not.
                [head @ .., _, _] => parts.extend([&b"\xff\xe0\0\x10"[..], head, b"\0\0"]),
                _ => return None,
            },
            0xe2 if content.starts_with(b"ICC_PROFILE\0") => parts.push(segment),
            0xee if content.starts_with(b"Adobe") => parts.push(segment),
            // Of programs, reserved ones, and comments.
            0xe0..=0xfe => {}
            0xda => {
                let data = scan(after)?;
                let (data, next) = after.split_at_checked(data)?;
                parts.extend([segment, data]);
                after = next;
            }
            _ => parts.push(segment),
        }
        rest = after;
    }
}

/// How many bytes of a scan there are before the next marker that does not belong to it.
fn scan(bytes: &[u8]) -> Option<usize> {
    memchr::memchr_iter(0xff, bytes).find(|at| {
        let code = bytes.get(at + 1);
        code.is_none_or(|code| !matches!(code, 0x00 | 0xd0..=0xd7))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_that_show_nothing_are_left_out() {
        let shown: &[&[u8]] = &[
            b"\xff\xd8",
            b"\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0",
            b"\xff\xe2\0\x10ICC_PROFILE\0\x01\x01",
            b"\xff\xdb\0\x03\x07",
            b"\xff\xee\0\x08Adobe\0",
            b"\xff\xda\0\x03\x01",
            b"data\xff\0data\xff\xd0data",
            b"\xff\xc4\0\x02",
            b"\xff\xda\0\x03\x01",
            b"data",
            b"\xff\xd9",
        ];
        let bare = shown.concat();
        assert_eq!(picture(&bare).unwrap().concat(), bare);
        for hidden in [
            &b"\xff\xe1\0\x0aExif\0\0GP"[..],
            b"\xff\xe1\0\x06http",
            b"\xff\xfe\0\x05me!",
            b"\xff\xe0\0\x07JFXX\0",
            b"\xff\xed\0\x04PS",
            b"\xff\xe2\0\x05MPF",
            b"\xff",
        ] {
            for at in [1, 2, 3, 5, 7, 8, 10] {
                let (front, back) = shown.split_at(at);
                let full = [&front.concat(), hidden, &back.concat(), b"more"].concat();
                assert_eq!(picture(&full).unwrap().concat(), bare, "{hidden:?} at {at}");
            }
        }
        let mut thumbnail = bare.clone();
        thumbnail.splice(2..20, *b"\xff\xe0\0\x13JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01rgb");
        assert_eq!(picture(&thumbnail).unwrap().concat(), bare);
        for length in 0..bare.len() {
            assert_eq!(picture(&bare[..length]), None, "{length}");
        }
    }

    #[test]
    fn components_and_end_are_found_past_segments_that_look_like_markers() {
        let whole = [
            0xff, 0xd8, // start
            0xff, 0xe1, 0, 4, 0xff,
            0xd9, // a segment that holds an end marker (a thumbnail's)
            0xff, 0xc0, 0, 8, 8, 0, 1, 0, 1, 4, // frame with four components
            0xff, 0xda, 0, 2, 0x12, 0xff, 0x00, 0x34, 0xff, 0xd1, 0x56, // scan
            0xff, 0xd9, 0xaa,
        ];
        assert_eq!(markers(&whole), Markers { components: 4, scans: 1, end: End::Present });
        let cut = &whole[..whole.len() - 4];
        assert_eq!(markers(cut), Markers { components: 4, scans: 1, end: End::Missing });
        assert_eq!(markers(&[]).end, End::Missing);
    }
}
