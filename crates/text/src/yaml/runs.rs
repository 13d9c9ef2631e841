//! From an offset in a scalar's value back to the file.

use super::{Node, Style, Value};

/// Pairs of an offset in the value of a scalar and the offset in `text`, the text the node was
/// parsed from, ascending, one wherever the two drift apart. Exact for quoted scalars; in the
/// others exact for every character but white space. Empty for lists and mappings.
pub fn runs(text: &str, node: &Node) -> Vec<(usize, usize)> {
    let Value::Scalar { text: value, style, .. } = &node.value else {
        return Vec::new();
    };
    let source = text.get(node.at.clone()).unwrap_or_default();
    let mut runs = Runs { pairs: Vec::new(), base: node.at.start };
    match style {
        Style::DoubleQuoted => runs.escaped(source, value, '"'),
        Style::SingleQuoted => runs.escaped(source, value, '\''),
        Style::Plain | Style::Block => runs.aligned(source, value),
    }
    runs.pairs
}

struct Runs {
    pairs: Vec<(usize, usize)>,
    base: usize,
}

impl Runs {
    /// Notes that the value's offset stands at the source's, unless the last pair says so.
    fn note(&mut self, in_value: usize, in_source: usize) {
        let in_file = self.base + in_source;
        if let Some(&(value, file)) = self.pairs.last()
            && in_file.wrapping_sub(file) == in_value.wrapping_sub(value)
        {
            return;
        }
        self.pairs.push((in_value, in_file));
    }

    /// Walks a quoted scalar, whose escapes are longer than what they stand for.
    fn escaped(&mut self, source: &str, value: &str, mark: char) {
        let mut at = 1;
        for (in_value, of_value) in value.char_indices() {
            let mut rest = source.get(at..).unwrap_or_default();
            // Of a scalar that a program folded, more white space stands in the file.
            if !of_value.is_whitespace() {
                rest = rest.trim_start();
                at = source.len() - rest.len();
            }
            if mark == '"' {
                while let Some(joined) = rest.strip_prefix("\\\n") {
                    rest = joined.trim_start_matches([' ', '\t']);
                }
                at = source.len() - rest.len();
            }
            self.note(in_value, at);
            at += match (rest.chars().next(), mark) {
                (Some('\\'), '"') => match rest.as_bytes().get(1) {
                    Some(b'x') => 4,
                    Some(b'u') => 6,
                    Some(b'U') => 10,
                    _ => 2,
                },
                (Some('\''), '\'') => 2,
                (Some(c), _) => c.len_utf8(),
                (None, _) => 0,
            };
        }
    }

    /// Walks a scalar without escapes, where only white space differs.
    fn aligned(&mut self, source: &str, value: &str) {
        let mut at = 0;
        for (in_value, c) in value.char_indices() {
            if !c.is_whitespace() {
                let rest = source.get(at..).unwrap_or_default();
                at += rest.len() - rest.trim_start().len();
            }
            let next = source.get(at..).and_then(|rest| rest.chars().next());
            if next == Some(c) || !c.is_whitespace() {
                self.note(in_value, at);
                at += next.map_or(0, char::len_utf8);
            }
        }
    }
}
