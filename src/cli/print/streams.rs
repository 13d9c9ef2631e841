//! Standard output and standard error. Nothing else of the program writes to them.

use std::io::{self, Write as _};

use anstream::AutoStream;
use anyhow::{Context, Result};

/// Writes to standard output. A reader that has gone, as that of `chengshu explain | head`, has what
/// it wanted: that is no failure, and the exit status is what it is without it.
pub fn out(text: &str) -> Result<()> {
    let mut out = io::stdout().lock();
    written(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}

/// What came of writing to standard output.
pub fn written(result: io::Result<()>) -> Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other.context("cannot write to standard output"),
    }
}

/// Writes to standard error, which leaves nobody to tell if it is closed or full. On Windows this
/// has the console show colours.
pub fn err(text: &str) {
    let _ = AutoStream::always(io::stderr().lock()).write_all(text.as_bytes());
}
