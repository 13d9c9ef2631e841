//! The order of names as people count.

use std::cmp::Ordering;
use std::iter::Peekable;
use std::str::Chars;

/// Compares names as people do: `2` before `10`, and case only when nothing else differs.
pub fn natural(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a.chars().peekable(), b.chars().peekable());
    loop {
        match (left.peek().copied(), right.peek().copied()) {
            (None, None) => return a.cmp(b),
            (None, Some(_)) => return Ordering::Less,
            (Some(_), None) => return Ordering::Greater,
            (Some(x), Some(y)) if x.is_ascii_digit() && y.is_ascii_digit() => {
                let (x, y) = (digits(&mut left), digits(&mut right));
                let order = x.len().cmp(&y.len()).then_with(|| x.cmp(&y));
                if order != Ordering::Equal {
                    return order;
                }
            }
            (Some(x), Some(y)) => {
                let order = x.to_lowercase().cmp(y.to_lowercase());
                if order != Ordering::Equal {
                    return order;
                }
                left.next();
                right.next();
            }
        }
    }
}

/// The digits that come next, without leading zeros.
fn digits(chars: &mut Peekable<Chars<'_>>) -> String {
    let mut out = String::new();
    while let Some(digit) = chars.next_if(char::is_ascii_digit) {
        if digit != '0' || !out.is_empty() {
            out.push(digit);
        }
    }
    out
}

/// The order of paths: folder by folder, each as people count.
pub fn natural_path(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a.split('/'), b.split('/'));
    loop {
        match (left.next(), right.next()) {
            (Some(x), Some(y)) if x == y => {}
            (Some(x), Some(y)) => return natural(x, y),
            (x, y) => return x.cmp(&y),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_sort_as_people_count() {
        let mut names = ["b10.md", "B2.md", "b02.md", "a.md", "b2/x.md"];
        names.sort_by(|a, b| natural(a, b));
        assert_eq!(names, ["a.md", "B2.md", "b02.md", "b2/x.md", "b10.md"]);
    }

    #[test]
    fn parts_follow_the_folder_they_are_in() {
        let mut paths = ["b", "a 2", "a/10", "a/9", "a", "a/9/1"];
        paths.sort_by(|a, b| natural_path(a, b));
        assert_eq!(paths, ["a", "a/9", "a/9/1", "a/10", "a 2", "b"]);
    }
}
