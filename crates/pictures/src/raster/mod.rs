//! Pictures as pixels: told by their content, looked at before they are opened, decoded, made
//! smaller and written within the limits for books.
//!
//! A few bytes can claim to be a picture of any size. [`inspect()`] reads what the head of a file says
//! and walks its structure without decoding anything; only then does [`decode`] spend memory.

mod comment;
mod encode;
mod flat;
mod format;
mod gif;
mod inspect;
mod jpeg;
mod png;
pub mod svg;

use std::{fmt, thread};

pub use comment::commented;
pub use encode::{Raster, encode_photograph, encode_see_through, on_white};
pub use flat::{Flat, encode_bilevel};
pub use format::{Format, bare, sniff};
pub use inspect::{Alpha, Encoding, Header, decode, inspect};

/// The most bytes an image may have (requirement I4).
pub const MOST_BYTES: usize = 1_500_000;

/// The most pixels an image may have (requirement I4). A screen of 1600 by 2560 has as many as
/// that.
pub const MOST_SHOWN: u64 = 4_096_000;

/// The largest image a screen shows, in pixels (requirement I2).
pub const LARGEST: (u32, u32) = (1600, 2560);

/// Pictures with more pixels are not opened.
pub const MOST_PIXELS: u64 = 100_000_000;

/// How many pixels may be gone over while one is decoded: progressive JPEG has many scans.
const MOST_DECODED: u64 = MOST_PIXELS * 10;

/// The most memory decoding may take: eight-bit RGBA of the most pixels.
const MOST_MEMORY: u64 = MOST_PIXELS * 4;

/// Why a picture cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfit {
    /// It is damaged or cut off.
    Broken,
    /// It is of a kind that is not read; says which, as in “a PDF”.
    Kind(&'static str),
    /// It has more pixels than are opened, or takes too much memory.
    TooLarge,
    /// It takes too much time or memory to draw or to decode; says what about it, as in “nests its
    /// elements too deep”.
    Excess(&'static str),
    /// The library that reads or draws it gave up on it in the middle.
    Failed,
    /// It could not be written; says why. No input is known to cause this.
    Encoding(String),
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Broken => f.write_str("the picture is broken or cut off"),
            Self::Kind(kind) => write!(f, "it is {kind}, which is not supported"),
            Self::TooLarge => {
                write!(f, "the picture has more than {} million pixels", MOST_PIXELS / 1_000_000)
            }
            Self::Excess(what) => write!(f, "the picture {what}; export it as PNG"),
            Self::Failed => f.write_str("cannot read or draw the picture; export it as PNG"),
            Self::Encoding(why) => write!(f, "cannot write the picture: {why}"),
        }
    }
}

impl std::error::Error for Unfit {}

/// The name of the threads libraries read and draw on. A panic there is caught: whoever has panics
/// told to a terminal can tell these by the name.
pub const THREAD: &str = "picture";

/// Bytes of stack: for SVG as deep as is drawn, five times over.
const STACK: usize = 16 << 20;

/// Runs `work` of an outside library on outside bytes, on a thread of its own. [`Unfit::Failed`] if it
/// panics.
fn alone<T: Send>(work: impl FnOnce() -> Result<T, Unfit> + Send) -> Result<T, Unfit> {
    thread::scope(|scope| {
        let thread = thread::Builder::new()
            .name(THREAD.to_owned())
            .stack_size(STACK)
            .spawn_scoped(scope, work);
        match thread {
            Ok(thread) => thread.join().unwrap_or(Err(Unfit::Failed)),
            Err(_) => Err(Unfit::Failed),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_error_like_others() {
        assert_eq!(alone(|| Ok(7)), Ok(7));
        assert_eq!(alone::<()>(|| Err(Unfit::Broken)), Err(Unfit::Broken));
        assert_eq!(alone::<()>(|| panic!("made for the test")), Err(Unfit::Failed));
    }
}
