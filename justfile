# Each recipe is one line that also works typed by hand. `just --list` shows them.

# Format, Clippy and unit tests: run it before each commit
check:
    cargo fmt --check && cargo clippy --workspace --all-targets -- -D warnings && cargo test --workspace --lib

# All tests, those of the whole program too
test:
    cargo test

# One real book: seeds/ becomes out/seeds.epub
book:
    cargo run --release -- compile

# What CI runs, on Debian: installs EPUBCheck, Ace and a browser, and takes an hour or more
ci:
    .ci/run
