//! Puts a comment into a picture, without touching the picture.

/// Where the first chunk of a PNG ends, which must be its head: signature, length, name, thirteen
/// bytes, checksum.
const PNG_HEAD: usize = 8 + 4 + 4 + 13 + 4;

/// A JPEG or PNG with a comment behind its head; any other bytes as they are. `write` makes the comment
/// of the bytes that will follow it. One of more than 65,533 bytes does not fit a JPEG.
pub fn commented(bytes: &[u8], write: impl FnOnce(&[u8]) -> String) -> Vec<u8> {
    let (head, is_png) = match bytes {
        [0xff, 0xd8, rest @ ..] => (2 + application(rest), false),
        [0x89, b'P', b'N', b'G', ..] => (PNG_HEAD, true),
        _ => return bytes.to_vec(),
    };
    let Some((head, rest)) = bytes.split_at_checked(head) else {
        return bytes.to_vec();
    };
    let text = write(rest);
    let comment = if is_png { chunk(&text) } else { segment(&text) };
    [head, &comment, rest].concat()
}

/// How long the segments are that must stand first in a JPEG: those of applications, such as JFIF and
/// Exif (T.81, section B.2.4.6).
fn application(rest: &[u8]) -> usize {
    let mut at = 0;
    while let Some([0xff, 0xe0..=0xef, high, low]) = rest.get(at..at + 4) {
        at += 2 + usize::from(u16::from_be_bytes([*high, *low]));
    }
    at.min(rest.len())
}

/// A comment of a JPEG (T.81, section B.2.4.5).
fn segment(text: &str) -> Vec<u8> {
    match u16::try_from(text.len() + 2) {
        Ok(length) => [&[0xff, 0xfe], &length.to_be_bytes(), text.as_bytes()].concat(),
        Err(_) => Vec::new(),
    }
}

/// A comment of a PNG (PNG specification, third edition, section 11.3.3.2).
fn chunk(text: &str) -> Vec<u8> {
    let content = [b"tEXtComment\0", text.as_bytes()].concat();
    let length = u32::try_from(content.len() - 4).unwrap_or(u32::MAX);
    let checksum = crc32fast::hash(&content);
    [&length.to_be_bytes(), &content[..], &checksum.to_be_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_stand_behind_the_head() {
        let jpeg = [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xdb, 0, 2];
        let mut below = Vec::new();
        let made = commented(&jpeg, |rest| {
            below = rest.to_vec();
            "ab".into()
        });
        assert_eq!(below, [0xff, 0xdb, 0, 2]);
        assert_eq!(made, [&jpeg[..8], &[0xff, 0xfe, 0, 4, b'a', b'b'], &below].concat());
    }

    #[test]
    fn broken_pictures_stay_as_they_are() {
        for bytes in [&b""[..], b"GIF89a", b"\x89PNG"] {
            assert_eq!(commented(bytes, |_| "a".into()), bytes);
        }
        // A segment that claims to be longer than the file.
        let cut = [0xff, 0xd8, 0xff, 0xe0, 0xff, 0xff, 1];
        assert!(commented(&cut, |_| "a".into()).starts_with(&cut));
    }
}
