//! Compiles transcripts into books.
//!
//! # The map
//!
//! Data flows one way; each stage is a function from one plain value to the next.
//!
//! | stage | from | to |
//! |---|---|---|
//! | [`ingest`] | bytes of a file | `Source`, `Head`, `Outline` |
//! | [`bibliography`] | the text of a description | `Description` with its `Reference`s |
//! | [`references`] | references stated in fields, and files of them | `Reference`s |
//! | [`citation`] | the references of a book | what other programs read, and entries as a style sets them |
//! | [`structure`] | outlines and settings | `Book`, `Metadata` |
//! | [`normalise`] | the body of a transcript, titles and introductions | `Manuscript`: blocks, and every change made |
//! | [`pictures`] | bytes of a picture | a picture fit for a book |
//! | [`render`] | `Book` and blocks | `Page`s, which are XML trees |
//! | [`target`] | `Page`s | `Page`s as a family of reading systems wants them |
//! | [`fonts`] | font files, and the characters of the book | fonts with those alone |
//! | [`cover`] | the book's titles, or given artwork | `Cover` |
//! | [`mod@package`] | pages, cover, metadata | the EPUB archive |
//! | [`catalog`] | finished EPUBs of any maker | feeds and a page to hand them out by |
//! | [`check`] | bytes of a finished book, by any maker | findings |
//!
//! [`compile`] calls them and alone sees them all; [`pipeline`] has chapters and pages made side
//! by side. Results of earlier builds are taken from the `cache` within it.
//! The values are in [`model`]; [`xml`], [`yaml`], [`json`] and [`markdown`] are the formats
//! texts are read from and written to, [`raster`] those of pictures, [`math`] sets formulas,
//! [`archive`] reads containers, [`glyphs`] reads fonts, [`css`] knows the style sheets of others,
//! [`address`] encodes every link that leaves the book; [`keys`] reads groups of keys by a table, and
//! [`settings`] is that of `book.yaml`; [`language`], [`script`], [`phrasing`], [`repertoire`],
//! [`spelling`] and [`variant`] know about writing, [`labels`] is what the book itself says; [`diag`]
//! holds findings, and [`report`] is what other programs are told of them and of finished books.
//!
//! # The rules
//!
//! 1. `xml`, `address`, `archive`, `css`, `yaml`, `json`, `markdown`, `math`, `raster`, `glyphs`,
//!    `keys`, `settings`, `labels`, `language`, `script`, `phrasing`, `repertoire`, `spelling`, `variant`,
//!    `model`, `diag` and `report` import no stage.
//! 2. A stage imports those and never another stage (`tests/suite/layers.rs`).
//! 3. Only `compile` joins stages; only `cli`, part of the binary, knows disk, clock, terminal
//!    and environment (banned elsewhere in `.clippy.toml`).
//! 4. Nothing here depends on the machine: dates and threads come from the caller.
//!
//! # What is proved in every build
//!
//! Each character of a body is on a page of the book, or in the recorded changes, or markup of a named
//! sort ([`model::markup::Sort`]): see [`model::manuscript::Ledger`]. [`markdown::parse`] accounts for every byte of the
//! text, and the pages are compared with the blocks in order.
//!
//! # Where to add
//!
//! - an input format: `ingest/speech/<name>.rs`, and a row in [`ingest::FORMATS`]
//! - a normalisation rule: `normalise/<name>.rs` with its `RULE`, and a line in [`normalise::RULES`]
//! - a command of TeX the library for formulas does not know: a row in `math/tex.rs`
//! - a sign of another dialect of Markdown: `normalise/dialects/<name>.rs`, and a row in the
//!   same table
//! - a key of `book.yaml` or `index.md`: a row in `settings/keys.rs`; a key of heads: a row in
//!   `ingest/front_matter/keys.rs`
//! - a language for what the book itself says: its words in `labels/languages.rs`, and a row in [`labels`]
//! - a format of files of references: `references/<name>.rs`, and a row in [`references::FORMATS`]
//! - a form of references: `citation/<name>.rs`, and a row in [`citation::FORMATS`]
//! - a style of references: a row in [`citation::style::STYLES`]
//! - a design of drawn covers: `cover/designs/<name>.rs`, and a row in its table
//! - a target: a row in [`devices::TARGETS`]
//! - a check of finished books: `check/<name>.rs`, and a row in [`check::CHECKS`]
//! - a form of findings: `cli/print/<name>.rs`, and a row in its table
//! - a finding: a `Code` in the `diag.rs` of the stage that makes it
#![forbid(unsafe_code)]

pub mod compile;
pub mod devices;
pub mod ingest;
pub mod markdown;
pub mod model;
pub mod normalise;
pub mod render;
pub mod report;
pub mod settings;
pub mod structure;
