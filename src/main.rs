//! The command line of `chengshu`.
#![forbid(unsafe_code)]
// The bans on disk, clock, environment and terminal hold for the library; they are met here. Macros
// that print stay banned: they panic when nothing can be written.
#![allow(clippy::disallowed_methods)]

mod cli;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    keep_caught_panics_quiet();
    cli::run()
}

/// A library that gives up on a picture is a finding, not words on the terminal.
fn keep_caught_panics_quiet() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().name() != Some(chengshu::raster::THREAD) {
            usual(panic);
        }
    }));
}
