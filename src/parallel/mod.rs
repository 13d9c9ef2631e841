//! A talk in two languages as one text: its stretches in the language of the chapter, each with the same
//! in the other. Nothing is taken from either.

pub mod diag;
mod ordered;
mod timed;

use crate::model::block::Block;

pub use ordered::{Misfit, ordered};
pub use timed::timed;

/// Adds a stretch in both languages, or what there is of it.
fn add(out: &mut Vec<Block>, first: Vec<Block>, second: Vec<Block>) {
    if second.is_empty() {
        out.extend(first);
    } else {
        out.push(Block::Pair([first, second]));
    }
}
