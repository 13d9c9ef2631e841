//! References read from free text and from files, set in styles, and written for other programs.
//!
//! The list under a talk is read, set by GB/T 7714 and written for Zotero:
//!
//! ```
//! use chengshu_references::citation::style::{self, Style, Work};
//! use chengshu_references::citation::{CitedBy, FORMATS, ListedWork, Listing, gbt};
//! use chengshu_references::read::read_description;
//!
//! let text = "讲灯塔的历史。\n参考资料：\n1. 《灯塔考》，林望潮著，海边书局，1931年";
//! let description = read_description(text);
//! assert_eq!(description.intro_text(text), "讲灯塔的历史。");
//! let [reference] = description.references.as_slice() else {
//!     panic!("{description:?}");
//! };
//! assert_eq!(reference.title, "灯塔考");
//! assert_eq!(reference.authors[0].to_string(), "林望潮");
//!
//! // One entry, set.
//! let work = Work {
//!     reference,
//!     language: None,
//! };
//! let set = style::set(&Style::Gbt(gbt::NUMERIC_2025), &[work], "zh-CN");
//! let entry: String = set[0].runs.iter().map(|run| run.text.as_str()).collect();
//! assert_eq!(entry, "林望潮. 灯塔考[M]. 海边书局，1931.");
//!
//! // All of them, for another program.
//! let listing = Listing {
//!     transcripts: vec![],
//!     works: vec![ListedWork {
//!         key: "lin1931".to_owned(),
//!         reference,
//!         cited: vec![CitedBy { title: "灯塔的历史", moment: Some(95) }],
//!     }],
//! };
//! let format = FORMATS.iter().find(|format| format.name == "csl-json").unwrap();
//! let written = (format.write)(&listing);
//! assert!(written.starts_with("[\n  {\"id\": \"lin1931\", \"type\": \"book\", \"title\": \"灯塔考\""));
//! ```
#![forbid(unsafe_code)]

pub mod citation;
mod details;
pub mod files;
mod kinds;
pub mod rare;
pub mod read;
pub mod reference;
