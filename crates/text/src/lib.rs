//! Text with places: what is read knows where it stood, and what is wrong with it is said at that place.
//!
//! [`source::Source`] is a text and its lines, [`diag`] are findings about it. [`yaml`], [`json`] and
//! [`xml`] read and write formats within bounds, [`keys`] reads groups of keys by a table, and
//! [`address`], [`date`], [`stated`] and [`time`] are what such texts state.
//!
//! It opens no file, has no clock, and knows neither books nor any language.
//!
//! ```
//! use chengshu_text::diag::{Code, Diagnostic, Severity};
//! use chengshu_text::source::Source;
//! use chengshu_text::yaml;
//!
//! static UNKNOWN: Code = Code {
//!     id: "X0001",
//!     severity: Severity::Warning,
//!     title: "an unknown key",
//!     explanation: "Nothing reads it.",
//! };
//!
//! let source = Source::new("book.yaml", "title: Lamps\ntilte: Boats\n".to_owned());
//! let document = yaml::parse(&source.text, 0..source.text.len())?;
//! let (key, _) = &document.root.as_mapping().ok_or("no keys")?[1];
//! let finding = Diagnostic::new(&UNKNOWN, "there is no key `tilte`")
//!     .at(source.span(&key.at))
//!     .meant("tilte", ["title", "author"].into_iter(), || "leave it out".to_owned());
//!
//! let place = finding.place.as_ref().ok_or("no place")?;
//! assert_eq!((place.line, place.column, place.length), (2, 1, 5));
//! assert_eq!(finding.help.as_deref(), Some("did you mean `title`?"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![forbid(unsafe_code)]

pub mod address;
pub mod date;
pub mod diag;
pub mod json;
pub mod keys;
pub mod media_type;
pub mod source;
pub mod spelling;
pub mod stated;
pub mod time;
pub mod xml;
pub mod yaml;
