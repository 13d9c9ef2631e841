//! The values that flow between the stages. Plain data: no stage, no disk, no clock.

pub mod cover;
pub mod package;
pub mod reference;
pub mod source;
