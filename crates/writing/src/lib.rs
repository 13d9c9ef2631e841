//! Knowledge of writing: scripts, languages, forms of Chinese, where lines and sentences may break.
//!
//! [`script`] is about single characters, [`language`] tells which language a text is in and what its
//! tag says, [`phrasing`] parts titles into phrases, [`variant`] writes Chinese as another place does,
//! [`marks`] tells which mark stands at a boundary of captions and [`paragraphs`] where text without marks
//! breaks, [`repertoire`] are sets of characters, and [`labels`] are the words a book says of itself.
//!
//! It knows no markup and no format: everything here is a function of plain text.
//!
//! ```
//! use chengshu_writing::language::{Census, Direction, Form};
//! use chengshu_writing::phrasing::{Piece, pieces};
//! use chengshu_writing::variant::{Variant, convert};
//!
//! let mut census = Census::default();
//! census.read("灯塔照着港口，船都回来了。");
//! assert_eq!(census.certain(), Some("zh-CN"));
//! assert_eq!(Direction::of("fa"), Direction::RightToLeft);
//!
//! let converted = convert("软件里的鼠标", Form::Simplified, Variant::Taiwan);
//! assert_eq!(converted.as_deref(), Some("軟體裡的滑鼠"));
//!
//! let title = "守灯塔的人 与他的船";
//! let phrases = pieces(title).into_iter().map(|piece| match piece {
//!     Piece::Space(space) => space.to_owned(),
//!     Piece::Phrase(words) => words.concat(),
//! });
//! assert_eq!(phrases.collect::<String>(), title);
//! ```
#![forbid(unsafe_code)]

pub mod labels;
pub mod language;
pub mod marks;
pub mod natural;
pub mod paragraphs;
pub mod phrasing;
pub mod repertoire;
pub mod script;
pub mod variant;
