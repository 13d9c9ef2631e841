//! The command line of `chengshu`.
#![forbid(unsafe_code)]
// The bans on disk, clock, environment and terminal hold for the library; they are met here. Macros
// that print stay banned: they panic when nothing can be written.
#![allow(clippy::disallowed_methods)]

mod cli;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    cli::run()
}
