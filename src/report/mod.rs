//! What a run reports to other programs, as JSON.
//!
//! The names and meanings of the fields are promised by a schema in `docs/schema`, and change only
//! with the number of its version.

mod build;
mod finding;
mod merge;

pub use build::{Book, Build, Figures, File, LeftOut, Level, Milliseconds, Status, Totals};
pub use finding::{Counts, Finding, Findings, Fix, Spot, Within};
pub use merge::{MergeError, ReadError};
