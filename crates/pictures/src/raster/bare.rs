//! Pictures without what does not show: where and with what they were taken, what was written into
//! them, smaller copies, and what hangs on behind their end.

use std::borrow::Cow;

use super::{Format, gif, jpeg, png};

/// A JPEG, PNG or GIF with those of its parts alone that show it, each as it was: nothing is encoded
/// again. A file that has no others is given back as it is. `None` for other formats, and for files
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
    Some(if length == bytes.len() {
        bytes.into()
    } else {
        parts.concat().into()
    })
}
