//! The metadata block before the text of a transcript.

mod read;
mod split;

pub use read::{KEYS, Key, read_head, refused, video_number};
pub use split::{Closing, Split, split};
