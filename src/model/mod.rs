//! The values that flow between the stages. Plain data: no stage, no disk, no clock.

pub mod block;
pub mod book;
pub mod cover;
pub mod ink;
pub mod manuscript;
pub mod package;
pub mod reference;
pub mod source;
