//! The command line of `chengshu`.
#![forbid(unsafe_code)]
// The bans on disk, clock, environment and terminal hold for the library; they are met here.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros)]

mod cli;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    cli::run()
}
