//! Walks the chunks of a PNG (PNG specification, third edition, section 5).

/// Whether every chunk is as long and has the checksum that it states, up to the last. Nothing is
/// decoded: a checksum costs a hundredth of that.
pub(super) fn is_whole(bytes: &[u8]) -> bool {
    let mut rest = bytes.get(8..).unwrap_or_default();
    while let Some((length, after)) = rest.split_first_chunk::<4>() {
        let length = usize::try_from(u32::from_be_bytes(*length)).unwrap_or(usize::MAX);
        let Some(chunk) = length.checked_add(4).and_then(|end| after.get(..end)) else {
            return false;
        };
        let Some((sum, next)) = after
            .get(chunk.len()..)
            .and_then(<[u8]>::split_first_chunk::<4>)
        else {
            return false;
        };
        if crc32fast::hash(chunk) != u32::from_be_bytes(*sum) {
            return false;
        }
        if chunk.starts_with(b"IEND") {
            return true;
        }
        rest = next;
    }
    false
}
