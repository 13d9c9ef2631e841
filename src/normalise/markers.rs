//! The signs of Markdown a line begins with.

use chengshu_writing::script::begins_with_ideograph;

/// True if a line is indented as code is (`CommonMark` 0.31, section 4.4).
pub fn is_indented(line: &str) -> bool {
    line.starts_with("    ") || line.trim_start_matches(' ').starts_with('\t')
}

/// A line of running text, not of some Markdown construct.
pub fn is_plain(line: &str) -> bool {
    if begins_with_ideograph(line) {
        return true;
    }
    let body = line.trim_start();
    !body.is_empty()
        && !body.starts_with(['#', '>', '|'])
        && !body.starts_with("[^")
        && !is_list_item(body)
        && !is_rule(body)
        && !(body.starts_with('<')
            && !body.starts_with("<s>")
            && !body.starts_with("<del")
            && !body.starts_with("<strike")
            && !body.starts_with("<mark>"))
}

/// A bullet or an Arabic number with its sign, as `CommonMark` reads list items.
pub fn is_list_item(body: &str) -> bool {
    list_marker(body).is_some()
}

/// The length of the bullet or number a list item begins with.
pub fn list_marker(body: &str) -> Option<usize> {
    let digits = body.bytes().take_while(u8::is_ascii_digit).count();
    let after = &body[digits..];
    let signs: &[char] = if digits == 0 {
        &['-', '*', '+']
    } else {
        &['.', ')']
    };
    let rest = after.strip_prefix(signs)?;
    (digits <= 9 && (rest.is_empty() || rest.starts_with([' ', '\t']))).then_some(digits + 1)
}

fn is_rule(body: &str) -> bool {
    let Some(sign) = body
        .chars()
        .next()
        .filter(|c| matches!(c, '-' | '*' | '_' | '='))
    else {
        return false;
    };
    let mut signs = body.chars().filter(|c| !c.is_whitespace());
    signs.clone().all(|c| c == sign) && signs.nth(2).is_some()
}
