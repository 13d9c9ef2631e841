//! Walks the blocks of a GIF (specification of `GIF89a`, appendix B).

/// A block.
enum Block<'a> {
    /// Signature, screen and its table of colours.
    Head(&'a [u8]),
    Image(&'a [u8]),
    /// How the next image is shown.
    Control(&'a [u8]),
    /// A comment, or what one program says to another.
    Other,
    End(&'a [u8]),
}

/// The blocks of a file up to its end, if it is whole.
fn blocks(bytes: &[u8]) -> Option<Vec<Block<'_>>> {
    let table = |packed: u8| {
        if packed & 0x80 == 0 {
            0
        } else {
            3 << ((packed & 7) + 1)
        }
    };
    // Signature and version, then the screen: width, height, flags, background, aspect.
    let (head, mut rest) = bytes.split_at_checked(13 + table(*bytes.get(10)?))?;
    let mut blocks = vec![Block::Head(head)];
    loop {
        let (kind, body) = rest.split_first()?;
        let after = match kind {
            b';' => body,
            // Extension: its label, then blocks.
            b'!' => skip_blocks(body.get(1..)?)?,
            // Image: its place and flags, a table, the size of codes, then blocks.
            b',' => skip_blocks(body.get(9 + table(*body.get(8)?) + 1..)?)?,
            _ => return None,
        };
        let block = rest.get(..rest.len() - after.len())?;
        blocks.push(match (kind, body.first()) {
            (b';', _) => Block::End(block),
            (b',', _) => Block::Image(block),
            (_, Some(0xf9)) => Block::Control(block),
            _ => Block::Other,
        });
        if *kind == b';' {
            return Some(blocks);
        }
        rest = after;
    }
}

/// How many frames there are, if the file is whole. Frames after the second are not counted on
/// their own account: they only have to be there.
pub(super) fn frames(bytes: &[u8]) -> Option<usize> {
    let blocks = blocks(bytes)?;
    let images = blocks
        .iter()
        .filter(|block| matches!(block, Block::Image(_)));
    Some(images.count())
}

/// The parts of a file that show the picture: no comment, no word of a program to others, nothing
/// after the end.
pub(super) fn picture(bytes: &[u8]) -> Option<Vec<&[u8]>> {
    let parts = blocks(bytes)?.into_iter().filter_map(|block| match block {
        Block::Head(part) | Block::Image(part) | Block::Control(part) | Block::End(part) => {
            Some(part)
        }
        Block::Other => None,
    });
    Some(parts.collect())
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
