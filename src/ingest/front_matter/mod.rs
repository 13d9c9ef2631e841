//! The metadata block before the text of a transcript.

mod ends;
mod keys;
mod read;
mod split;
mod toml;

pub use ends::Closing;
pub use keys::{refused, video_number};
pub use read::{TABLE, read_book, read_head, report_unknown};
pub use split::{Split, split};
