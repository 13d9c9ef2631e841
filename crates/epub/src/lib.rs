//! EPUB: package document, navigation and archive written, read back and checked.
//!
//! [`package`] makes the documents of a [`publication`] and packs them, [`archive`] reads archives of any
//! maker, [`check`] says what is wrong with a finished book, and [`css`] reads style sheets.
//!
//! It knows no transcripts and renders no text: pages come to it as trees. It opens no file; books are
//! read from and written to what the caller gives.
//!
//! ```
//! use std::io::Cursor;
//!
//! use chengshu_epub::package::{self, zip};
//! use chengshu_epub::publication::{Item, Metadata, NavPoint, Package, SpineItem};
//! use chengshu_epub::{check, package::FOLDER};
//! use chengshu_text::diag::Sink;
//! use chengshu_text::media_type::MediaType;
//! use chengshu_text::xml::{Prolog, document, element};
//!
//! let path = "text/lamp.xhtml";
//! let package = Package {
//!     metadata: Metadata {
//!         title: "The Lamp".into(),
//!         language: "en".into(),
//!         identifier: "urn:uuid:12345678-1234-5678-9234-567812345678".into(),
//!         modified: "2020-01-02T03:04:05Z".into(),
//!         ..Metadata::default()
//!     },
//!     items: vec![Item {
//!         path: path.into(),
//!         media_type: MediaType::Xhtml,
//!         properties: "".into(),
//!     }],
//!     spine: vec![SpineItem {
//!         path: path.into(),
//!         landmark: None,
//!     }],
//!     contents: vec![NavPoint {
//!         label: "The Lamp".into(),
//!         href: path.into(),
//!         children: Vec::new(),
//!     }],
//!     contents_title: "Contents".into(),
//!     ..Package::default()
//! };
//! let page = element("html")
//!     .attr("xmlns", "http://www.w3.org/1999/xhtml")
//!     .attr("lang", "en")
//!     .child(element("head").child(element("title").text("The Lamp")))
//!     .child(element("body").child(element("p").text("It burned all night.")));
//!
//! let mut archive = zip::Archive::new(Vec::new())?;
//! let container = document(Prolog::Xml, &package::container());
//! archive.add(&zip::compress(package::CONTAINER_PATH, container.as_bytes()))?;
//! for (path, text) in [
//!     (package::PACKAGE_DOCUMENT_PATH, package::package_document(&package)),
//!     (package::NAVIGATION_PATH, package::navigation(&package)),
//!     (package::NCX_PATH, package::ncx(&package)),
//!     (path, document(Prolog::Xhtml, &page)),
//! ] {
//!     archive.add(&zip::compress(&format!("{FOLDER}/{path}"), text.as_bytes()))?;
//! }
//! let (book, _) = archive.finish()?;
//!
//! let mut findings = Sink::default();
//! check::inspect("lamp.epub", Cursor::new(book), &mut findings);
//! assert!(findings.as_slice().is_empty(), "{findings:?}");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![forbid(unsafe_code)]

pub mod archive;
pub mod check;
pub mod css;
pub mod package;
pub mod publication;
