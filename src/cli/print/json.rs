//! Findings as JSON, by `docs/schema/findings-1.json`.

use chengshu::compile::PROGRAM;
use chengshu::report::Findings;

use super::{Format, Shown, When, document};

pub const FORMAT: Format = Format {
    name: "json",
    what: "all findings as JSON, by docs/schema/findings-1.json",
    when: When::Alone,
    write,
};

fn write(shown: &Shown<'_>) -> String {
    document(&Findings::of(PROGRAM, shown.findings))
}
