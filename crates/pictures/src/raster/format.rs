//! The formats of pictures: told by their content, and freed of what does not show.

use std::borrow::Cow;

use super::{gif, jpeg, png};

/// How far into a file the `svg` element of an SVG must start.
const SVG_HEAD: usize = 4096;

/// The format of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// GIF.
    Gif,
    /// WebP.
    WebP,
    /// BMP.
    Bmp,
    /// SVG, which has no pixels until it is drawn.
    Svg,
    /// Anything else, with what to call it.
    Other(&'static str),
}

/// Tells a file by its first bytes.
pub fn sniff(bytes: &[u8]) -> Format {
    match bytes {
        [0xff, 0xd8, 0xff, ..] => Format::Jpeg,
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Format::Png,
        [b'G', b'I', b'F', b'8', ..] => Format::Gif,
        _ if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") => Format::WebP,
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => Format::Other("an AVIF or HEIC"),
        [b'I', b'I', b'*', 0, ..] | [b'M', b'M', 0, b'*', ..] => Format::Other("a TIFF"),
        [b'B', b'M', ..] => Format::Bmp,
        [b'%', b'P', b'D', b'F', ..] => Format::Other("a PDF"),
        [0x1f, 0x8b, ..] => Format::Other("compressed (SVGZ?)"),
        [] => Format::Other("empty"),
        _ if looks_like_svg(bytes) => Format::Svg,
        _ => Format::Other("of an unknown kind"),
    }
}

fn looks_like_svg(bytes: &[u8]) -> bool {
    let head = bytes.get(..SVG_HEAD).unwrap_or(bytes);
    memchr::memmem::find(head, b"<svg").is_some() || memchr::memmem::find(head, b":svg").is_some()
}

/// A JPEG, PNG or GIF with those of its parts alone that show it, each as it was: nothing is encoded
/// again. Left out are where and with what it was taken, what was written into it, smaller copies, and
/// what hangs on behind its end. A file that has no others is given back as it is. `None` for other formats, and for files
/// whose parts cannot be told from each other.
///
/// A mark that it lies on its side goes too: see [`Header::orientation`](super::Header::orientation).
pub fn bare(bytes: &[u8], format: Format) -> Option<Cow<'_, [u8]>> {
    let parts = match format {
        Format::Jpeg => jpeg::picture(bytes)?,
        Format::Png => png::picture(bytes)?,
        Format::Gif => gif::picture(bytes)?,
        _ => return None,
    };
    let length: usize = parts.iter().map(|part| part.len()).sum();
    Some(if length == bytes.len() { bytes.into() } else { parts.concat().into() })
}
