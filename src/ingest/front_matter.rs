//! The metadata block before the text of a transcript.

mod read;
mod split;
mod toml;

pub use read::{KEYS, Key, read_head, refused, report_unknown, table, video_number};
pub use split::{Closing, Split, split};
