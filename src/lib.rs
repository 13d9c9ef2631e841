//! Compiles transcripts into books.
//!
//! ```
//! use chengshu::{Options, compile_files};
//!
//! let talk = "---\ntitle: 灯塔\ndescription: |\n  参考资料：\n  《灯塔考》林望潮\n---\n灯塔在港口。\n";
//! let files = [("01.md".to_owned(), talk.as_bytes().to_vec())];
//! let book = compile_files("港", files, &Options::default())?;
//! assert_eq!(book.report.references, 1);
//! assert!(book.epubs[0].starts_with(b"PK"));
//! # Ok::<(), chengshu::Error>(())
//! ```
//!
//! [`compile_folder`] does the same with a folder on the disk; `examples/` has more. All else that is
//! public is for the program and its tests, and may change between versions (docs/stability.md).
//!
//! # The map
//!
//! Data flows one way; each stage is a function from one plain value to the next.
//!
//! ```text
//! bytes ─ingest─▶ transcripts ─normalise─▶ manuscripts ─structure─▶ book ─render─▶ pages ─devices─▶ pages ─epub─▶ package
//!                      │                                              ▲
//!                      └── descriptions ── references ────────────────┘
//! ```
//!
//! | stage | from | to |
//! |---|---|---|
//! | [`ingest`] | bytes of a file | `Source`, `Head`, `Outline` |
//! | [`normalise`] | the body of a transcript, titles and introductions | `Manuscript`: blocks, and every change made |
//! | [`parallel`] | the blocks of two manuscripts, in two languages | blocks, those that say the same together |
//! | [`structure`] | outlines and settings | `Book`, `Metadata` |
//! | [`render`] | `Book` and blocks | `Page`s, which are XML trees |
//! | [`devices`] | `Page`s | `Page`s as a family of reading systems wants them |
//!
//! [`compile`] joins them, side by side where it can; the values between them are in [`model`].
//! [`markdown`] is how texts are written, [`turns`] who speaks in them, [`settings`] the table of
//! `book.yaml`, and [`report`] what other programs are told.
//!
//! # The packages
//!
//! What does not need a transcript is a package of its own, under `crates/`, and the compiler decides
//! who knows whom:
//!
//! | package | what it is | what it knows |
//! |---|---|---|
//! | [`chengshu_writing`] | scripts, languages, forms of Chinese, where lines and sentences may break | |
//! | [`chengshu_text`] | sources and findings, YAML, JSON and XML, addresses, dates, tables of keys | writing |
//! | [`chengshu_pictures`] | pictures fit for a book | text |
//! | [`chengshu_fonts`] | fonts cut down to the characters of a book | text, writing |
//! | [`chengshu_cover`] | covers, drawn or fitted from artwork | text, writing, pictures, fonts |
//! | [`chengshu_references`] | references read from text and files, set in styles, exported | text, writing |
//! | [`chengshu_epub`] | publications written, read back and checked | text, writing, pictures |
//! | [`chengshu_sections`] | where the topics of a talk change, and terms of each | writing |
//! | [`chengshu_catalog`] | feeds and a page of finished books | text, writing, pictures, epub |
//!
//! # The rules
//!
//! 1. A stage knows [`model`], [`markdown`], [`turns`] and the packages, and no other stage. Only
//!    [`compile`] joins stages.
//! 2. Only `cli`, part of the binary, knows disk, clock, terminal and environment (banned elsewhere in
//!    `.clippy.toml`).
//! 3. Nothing here depends on the machine: dates and threads come from the caller.
//!
//! # What is proved in every build
//!
//! Each character of a body is on a page of the book, or in the recorded changes, or markup of a named
//! sort ([`model::markup::Sort`]): see [`model::manuscript::Ledger`]. [`markdown::parse`] accounts for
//! every byte of the text, and the pages are compared with the blocks in order.
//!
//! # Where to add
//!
//! - an input format: `ingest/speech/<name>.rs`, and a row in [`ingest::FORMATS`]; JSON of another
//!   recogniser: a row in `ingest/speech/recognisers.rs`
//! - where text without marks breaks, or which marks are set in it: `paragraphs.rs` and `marks.rs` in
//!   `crates/writing`
//! - a word of reference lists: a row in its language in `crates/references/src/read/lexicon`
//! - a way in which names of speakers are written: `turns/`; one to name files: a row in
//!   `ingest/title/file/patterns.rs`
//! - a sign that captions are in two languages: `ingest/speech/bilingual.rs`
//! - a word that tells where topics change: a row in `crates/sections/src/cues`; one that advertising is
//!   known by: a line in `crates/sections/src/labels/advertising.txt`
//! - a key of `NAME.sections.yaml`: `ingest/sections/mod.rs`; of what other programs answer: `answer.rs` there
//! - a normalisation rule: `normalise/<name>.rs` with its `RULE`, and a line in [`normalise::RULES`]
//! - a sign of another dialect of Markdown: `normalise/dialects/<name>.rs`, and a row in the same table
//! - a command of TeX the library for formulas does not know: a row in `markdown/math/tex.rs`
//! - a key of `book.yaml` or `index.md`: a row in `settings/keys.rs`; a key of heads: a row in
//!   `ingest/front_matter/keys.rs`
//! - a device: `devices/<name>.rs`, and a row in [`devices::TARGETS`]
//! - a language for what the book itself says: `labels/<name>.rs` in `crates/writing`, and a row there
//! - a format of files of references: `files/<name>.rs` in `crates/references`, and a row in
//!   [`chengshu_references::files::FORMATS`]; an export: `citation/<name>.rs`, and a row in
//!   [`chengshu_references::citation::FORMATS`]; a style: a row in
//!   [`chengshu_references::citation::style::STYLES`]
//! - a design of drawn covers: `designs/<name>.rs` in `crates/cover`, and a row in its table
//! - a check of finished books: `check/<name>.rs` in `crates/epub`, and a row in
//!   [`chengshu_epub::check::CHECKS`]
//! - a form of findings: `cli/print/<name>.rs`, and a row in its table
//! - a finding: a row in the `diag.rs` of what makes it
#![forbid(unsafe_code)]

mod api;
pub mod compile;
pub mod devices;
pub mod ingest;
pub mod markdown;
pub mod model;
pub mod normalise;
pub mod parallel;
pub mod render;
pub mod report;
pub mod settings;
pub mod structure;
pub mod turns;

pub use api::{Compiled, Error, Options, compile_files, compile_folder};
