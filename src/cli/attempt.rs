//! Runs work that may fail or panic, so that it does not stop the rest of a run.

use std::fmt;
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::thread;

use anyhow::Result;
use chengshu_pictures::raster;

use super::Outcome;
use super::disk::shown;
use super::outputs::Refused;
use super::print::Reporter;

/// Wrong usage that the description of the command line does not know of.
#[derive(Debug)]
pub struct WrongUsage(pub String);

impl fmt::Display for WrongUsage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for WrongUsage {}

/// A panic.
#[derive(Debug)]
struct Fault {
    /// Where, and what it said, in one line.
    said: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "bug in the program ({}); nothing was written; please report it with the input",
            self.said
        )
    }
}

impl std::error::Error for Fault {}

impl From<&anyhow::Error> for Outcome {
    fn from(error: &anyhow::Error) -> Self {
        if error.is::<Fault>() {
            Self::Internal
        } else if error.is::<WrongUsage>() || error.is::<Refused>() {
            Self::Usage
        } else {
            Self::Unreadable
        }
    }
}

/// The message of the last panic, of whichever thread.
static LAST: Mutex<String> = Mutex::new(String::new());

/// The longest message of a panic that is shown, in characters.
const LONGEST: usize = 300;

/// Has panics remembered, to be told by whoever meets their end. One while a picture is read or drawn
/// is a finding about the picture.
pub fn remember_panics() {
    panic::set_hook(Box::new(|panic| {
        if thread::current().name() != Some(raster::THREAD) {
            *LAST.lock().unwrap_or_else(PoisonError::into_inner) = in_a_line(panic);
        }
    }));
}

fn in_a_line(panic: &PanicHookInfo<'_>) -> String {
    let place = panic.location().map(ToString::to_string);
    let message = panic.payload_as_str().unwrap_or("no message");
    let line = format!("{}: {message}", place.unwrap_or_default());
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().take(LONGEST).collect()
}

/// Does work whose panics are errors.
pub fn caught<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    // What is left behind half done is dropped with the work.
    panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
        let said = std::mem::take(&mut *last);
        Err(Fault { said }.into())
    })
}

/// Does the work on one path. What keeps it from its end is said.
pub fn attempt(
    path: &Path,
    reporter: &mut Reporter,
    work: impl FnOnce(&mut Reporter) -> Result<Outcome>,
) -> Outcome {
    match caught(|| work(reporter)) {
        Ok(outcome) => outcome,
        Err(error) => {
            let outcome = Outcome::from(&error);
            let error = match outcome {
                Outcome::Internal => error.context(shown(path)),
                _ => error,
            };
            reporter.fail(path, &error);
            outcome
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chengshu::compile::pipeline;
    use std::convert::Infallible;
    use std::num::NonZeroUsize;

    #[test]
    fn a_panic_is_an_error_in_one_line() {
        remember_panics();
        let here = caught::<()>(|| panic!("on\npurpose"));
        let in_a_thread = caught(|| {
            let three = NonZeroUsize::new(3).unwrap();
            let fails = |number| assert!(number != 500, "number {number}");
            let Ok(()) = pipeline::in_order(0..1000, three, fails, Ok::<_, Infallible>);
            Ok(())
        });
        let _ = panic::take_hook();
        for (caught, message) in [(here, "on purpose"), (in_a_thread, "number 500")] {
            let error = caught.unwrap_err().context("灯塔");
            assert_eq!(Outcome::from(&error), Outcome::Internal);
            let said = format!("{error:#}");
            assert!(said.starts_with("灯塔: bug in the program (src/cli/attempt.rs:"), "{said}");
            assert!(said.contains(message) && !said.contains('\n'), "{said}");
        }
    }

    #[test]
    fn other_errors_have_their_status() {
        let usage = WrongUsage("no such style".into()).into();
        let unreadable = caught::<()>(|| anyhow::bail!("no such file")).unwrap_err();
        assert_eq!(Outcome::from(&usage), Outcome::Usage);
        assert_eq!(Outcome::from(&unreadable), Outcome::Unreadable);
    }
}
