//! The values that flow between the stages. Plain data: no stage, no disk, no clock.

pub mod block;
pub mod book;
pub mod citation;
pub mod cover;
pub mod date;
pub mod form;
pub mod glossary;
pub mod head;
pub mod ink;
pub mod library;
pub mod manuscript;
pub mod markup;
pub mod outline;
pub mod package;
pub mod path;
pub mod picture;
pub mod rare;
pub mod reference;
pub mod settings;
pub mod source;
pub mod speech;
pub mod time;
pub mod title;
pub mod treatment;
pub mod typeface;
pub mod works;
