//! What a run finds that is about none of its stages.

use chengshu_text::diag::{Code, Severity};

/// A path that nothing came of.
pub const NOT_DONE: Code = Code {
    id: "CS0902",
    severity: Severity::Error,
    title: "a path could not be compiled",
    explanation: "The path does not exist, cannot be read, or holds no transcript that can be; or the \
        output could not be written, or the program is at fault. The message says which. Other paths of \
        the same run are compiled all the same. People read it on standard error; output for programs \
        has this finding.",
};

/// All codes of this module, for `explain`.
pub const CODES: &[&Code] = &[&NOT_DONE];
