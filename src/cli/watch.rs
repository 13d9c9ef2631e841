//! `chengshu watch`: compiles again whenever something changes.

use anyhow::{Result, bail};

use super::attempt::caught;
use super::changes::Changes;
use super::{Outcome, compile, print};

/// Compiles, waits for a change, and compiles again, until it is stopped. What goes wrong is said,
/// and the next change may mend it. Stopped in the middle of a book it leaves the one before.
pub fn run(arguments: &compile::Arguments) -> Result<Outcome> {
    if let Some(missing) = arguments.paths.iter().find(|path| !path.exists()) {
        bail!(
            "cannot watch {}, because it does not exist",
            missing.display()
        );
    }
    let mut watched = arguments.paths.clone();
    watched.push(arguments.covers.clone());
    let mut changes = Changes::of(watched, Some(arguments.output.clone()));
    loop {
        if let Err(error) = caught(|| compile::run(arguments)) {
            print::failure(&error);
        }
        print::err("waiting for changes\n");
        changes.wait();
    }
}
