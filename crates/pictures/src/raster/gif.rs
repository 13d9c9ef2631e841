//! Walks the blocks of a GIF (specification of `GIF89a`, appendix B).

enum Block<'a> {
    Image(&'a [u8]),
    /// How the next image is shown.
    Control(&'a [u8]),
    /// A comment, or what one program says to another.
    Other,
    End(&'a [u8]),
}

/// The blocks of a file, up to its end; `None` once where it is broken off before. They are never
/// collected: a file of 30 MB can hold ten million.
struct Blocks<'a> {
    rest: Option<&'a [u8]>,
}

/// Length of the table of colours that the flags of a screen or an image state.
fn table(packed: u8) -> usize {
    if packed & 0x80 == 0 { 0 } else { 3 << ((packed & 7) + 1) }
}

/// Signature, version and screen (width, height, flags, background, aspect), and what follows.
fn head(bytes: &[u8]) -> Option<(&[u8], Blocks<'_>)> {
    let (head, rest) = bytes.split_at_checked(13 + table(*bytes.get(10)?))?;
    Some((head, Blocks { rest: Some(rest) }))
}

/// The first block, and what follows.
fn block(rest: &[u8]) -> Option<(Block<'_>, &[u8])> {
    let (kind, body) = rest.split_first()?;
    let after = match kind {
        b';' => body,
        // Extension: its label, then blocks.
        b'!' => skip_blocks(body.get(1..)?)?,
        // Image: its place and flags, a table, the size of codes, then blocks.
        b',' => skip_blocks(body.get(9 + table(*body.get(8)?) + 1..)?)?,
        _ => return None,
    };
    let part = rest.get(..rest.len() - after.len())?;
    let block = match (kind, body.first()) {
        (b';', _) => Block::End(part),
        (b',', _) => Block::Image(part),
        (_, Some(0xf9)) => Block::Control(part),
        _ => Block::Other,
    };
    Some((block, after))
}

impl<'a> Iterator for Blocks<'a> {
    type Item = Option<Block<'a>>;

    fn next(&mut self) -> Option<Self::Item> {
        let found = block(self.rest.take()?);
        self.rest = found.as_ref().and_then(|(block, after)| {
            let goes_on = !matches!(block, Block::End(_));
            goes_on.then_some(*after)
        });
        Some(found.map(|(block, _)| block))
    }
}

/// How many frames there are, if the file is whole.
pub(super) fn frames(bytes: &[u8]) -> Option<usize> {
    let (_, mut blocks) = head(bytes)?;
    blocks
        .try_fold(0, |frames, block| Some(frames + usize::from(matches!(block?, Block::Image(_)))))
}

/// The parts of a file that show the picture: no comment, no word of a program to others, nothing
/// after the end.
pub(super) fn picture(bytes: &[u8]) -> Option<Vec<&[u8]>> {
    let (head, blocks) = head(bytes)?;
    let mut parts = vec![head];
    for block in blocks {
        match block? {
            Block::Image(part) | Block::Control(part) | Block::End(part) => parts.push(part),
            Block::Other => {}
        }
    }
    Some(parts)
}

/// The bytes behind a row of blocks, each with its length before it, the last being empty.
fn skip_blocks(mut rest: &[u8]) -> Option<&[u8]> {
    loop {
        let (length, body) = rest.split_first()?;
        rest = body.get(usize::from(*length)..)?;
        if *length == 0 {
            return Some(rest);
        }
    }
}
