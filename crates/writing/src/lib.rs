//! Knowledge of writing: scripts, languages, forms of Chinese, where lines and sentences may break.
#![forbid(unsafe_code)]

pub mod labels;
pub mod language;
pub mod natural;
pub mod phrasing;
pub mod repertoire;
pub mod script;
pub mod variant;
