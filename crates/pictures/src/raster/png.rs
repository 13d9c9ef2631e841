//! Walks the chunks of a PNG (PNG specification, third edition, section 5).

/// The bytes every PNG begins with.
const SIGNATURE: usize = 8;

/// Chunks needed to show a picture.
const PIXELS: [&[u8]; 6] = [b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"iCCP"];
/// Chunks needed to show it in the right colours and shape.
const COLOURS: [&[u8]; 8] =
    [b"cHRM", b"gAMA", b"sBIT", b"sRGB", b"cICP", b"mDCV", b"cLLI", b"pHYs"];
/// No chunk of those has more bytes; of a longer one the rest would be something else.
const LONGEST_COLOURS: usize = 32;

struct Chunk<'a> {
    name: &'a [u8],
    data: &'a [u8],
    sum: u32,
    /// All of it, with its length and checksum.
    whole: &'a [u8],
}

/// The chunks of a file up to the last; ends in `None` where the file does before.
fn chunks(bytes: &[u8]) -> impl Iterator<Item = Option<Chunk<'_>>> {
    let mut rest = bytes.get(SIGNATURE..);
    std::iter::from_fn(move || {
        let from = rest.take()?;
        let chunk = chunk(from);
        rest = chunk
            .as_ref()
            .filter(|chunk| chunk.name != b"IEND")
            .and_then(|chunk| from.get(chunk.whole.len()..));
        Some(chunk)
    })
}

fn chunk(bytes: &[u8]) -> Option<Chunk<'_>> {
    let (length, after) = bytes.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
    let (name, after) = after.split_at_checked(4)?;
    let (data, after) = after.split_at_checked(length)?;
    let sum = u32::from_be_bytes(*after.first_chunk()?);
    let whole = bytes.get(..length + 12)?;
    Some(Chunk { name, data, sum, whole })
}

/// True if every chunk is as long and has the checksum that it states, up to the last. Nothing is
/// decoded: a checksum costs a hundredth of that.
pub(super) fn is_whole(bytes: &[u8]) -> bool {
    let mut ended = false;
    chunks(bytes).all(|chunk| {
        chunk.is_some_and(|chunk| {
            ended = chunk.name == b"IEND";
            let mut hasher = crc32fast::Hasher::new();
            hasher.update(chunk.name);
            hasher.update(chunk.data);
            hasher.finalize() == chunk.sum
        })
    }) && ended
}

/// The parts of a file that show the picture: no text, no time, no Exif, nothing after the end.
pub(super) fn picture(bytes: &[u8]) -> Option<Vec<&[u8]>> {
    let mut parts = vec![bytes.get(..SIGNATURE)?];
    for chunk in chunks(bytes) {
        let chunk = chunk?;
        let colours = COLOURS.contains(&chunk.name) && chunk.data.len() <= LONGEST_COLOURS;
        if colours || PIXELS.contains(&chunk.name) {
            parts.push(chunk.whole);
        }
    }
    Some(parts)
}
