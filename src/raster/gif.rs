//! Walks the blocks of a GIF (specification of `GIF89a`, appendix B).

/// How many frames there are, if the file is whole. Frames after the second are not counted on
/// their own account: they only have to be there.
pub(super) fn frames(bytes: &[u8]) -> Option<usize> {
    let table = |packed: u8| {
        if packed & 0x80 == 0 {
            0
        } else {
            3 << ((packed & 7) + 1)
        }
    };
    // Signature and version, then the screen: width, height, flags, background, aspect.
    let mut rest = bytes.get(13 + table(*bytes.get(10)?)..)?;
    let mut frames = 0;
    loop {
        let (kind, body) = rest.split_first()?;
        rest = match kind {
            b';' => return Some(frames),
            // Extension: its label, then blocks.
            b'!' => skip_blocks(body.get(1..)?)?,
            // Image: its place and flags, a table, the size of codes, then blocks.
            b',' => {
                frames += 1;
                skip_blocks(body.get(9 + table(*body.get(8)?) + 1..)?)?
            }
            _ => return None,
        };
    }
}

/// What follows a row of blocks, each with its length before it, the last being empty.
fn skip_blocks(mut rest: &[u8]) -> Option<&[u8]> {
    loop {
        let (length, body) = rest.split_first()?;
        rest = body.get(usize::from(*length)..)?;
        if *length == 0 {
            return Some(rest);
        }
    }
}
