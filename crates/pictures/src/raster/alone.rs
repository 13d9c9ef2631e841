//! Keeps what outside libraries do with outside bytes apart from the rest of the program.

use std::thread;

use super::Unfit;

/// The name of the threads libraries read and draw on. A panic there is caught: whoever has panics
/// told to a terminal can tell these by the name.
pub const THREAD: &str = "picture";

/// Bytes of stack: for SVG as deep as is drawn, five times over.
const STACK: usize = 16 << 20;

/// Runs `work` on a thread of its own. [`Unfit::Failed`] if it panics.
pub(super) fn alone<T: Send>(work: impl FnOnce() -> Result<T, Unfit> + Send) -> Result<T, Unfit> {
    thread::scope(|scope| {
        let thread = thread::Builder::new()
            .name(THREAD.to_owned())
            .stack_size(STACK)
            .spawn_scoped(scope, work);
        match thread {
            Ok(thread) => thread.join().unwrap_or(Err(Unfit::Failed)),
            Err(_) => Err(Unfit::Failed),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_error_like_others() {
        assert_eq!(alone(|| Ok(7)), Ok(7));
        assert_eq!(alone::<()>(|| Err(Unfit::Broken)), Err(Unfit::Broken));
        assert_eq!(
            alone::<()>(|| panic!("made for the test")),
            Err(Unfit::Failed)
        );
    }
}
