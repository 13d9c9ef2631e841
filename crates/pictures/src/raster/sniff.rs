//! Tells a picture by its content.

/// How far into a file the `svg` element of an SVG must start.
const SVG_HEAD: usize = 4096;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
