//! What a run finds that is about none of its stages.

use chengshu_text::diag::{Code, Severity};

/// A path that nothing came of.
pub const NOT_DONE: Code = Code {
    id: "CS0902",
    severity: Severity::Error,
    title: "nothing could be made of a path",
    explanation: "The path is not there, cannot be read, holds no transcript that can be, or what \
        was made of it could not be written, or the program is at fault; the message says which. Other paths of the same run \
        are worked on all the same. People are told on standard error; forms for programs have \
        this finding.",
};

/// All codes of this module, for `explain`.
pub const CODES: &[&Code] = &[&NOT_DONE];
