//! The values that flow between the stages. Plain data: no stage, no disk, no clock.

pub mod block;
pub mod book;
pub mod form;
pub mod glossary;
pub mod head;
pub mod identity;
pub mod library;
pub mod manuscript;
pub mod markup;
pub mod outline;
pub mod parallel;
pub mod path;
pub mod section_file;
pub mod settings;
pub mod speech;
pub mod text_sum;
pub mod treatment;
pub mod typeface;
