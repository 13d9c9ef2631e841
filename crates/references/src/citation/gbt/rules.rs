//! In what the editions of the standard and its two methods differ.

/// The rules of an edition of GB/T 7714 in one of its methods.
#[derive(Debug, Clone, Copy)]
pub struct Rules {
    pub(super) edition: Edition,
    pub(super) method: Method,
    pub(super) marks: Marks,
}

/// An edition of the standard; what differs is asked for where it is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Edition {
    Of2015,
    Of2025,
}

/// How the text points to an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Method {
    /// 顺序编码制: by number.
    Numeric,
    /// 著者-出版年制: by author and year.
    AuthorDate,
}

/// The marks between elements. The full stop is `. ` in both editions.
#[derive(Debug, Clone, Copy)]
pub(super) struct Marks {
    pub comma: &'static str,
    pub colon: &'static str,
    pub semicolon: &'static str,
    /// Around issues, pages of newspapers, and days of publication.
    pub parentheses: (&'static str, &'static str),
    /// Between a Chinese or Japanese name in the text and its 等.
    pub others_gap: &'static str,
}

const NARROW: Marks =
    Marks { comma: ", ", colon: ": ", semicolon: "; ", parentheses: ("(", ")"), others_gap: " " };

/// GB/T 7714—2025 prints its examples with full-width marks, Western entries too, and so do the
/// styles published for it.
const WIDE: Marks =
    Marks {
        comma: "，", colon: "：", semicolon: "；", parentheses: ("（", "）"), others_gap: ""
    };

/// GB/T 7714—2025 by number.
pub const NUMERIC_2025: Rules =
    Rules { edition: Edition::Of2025, method: Method::Numeric, marks: WIDE };

/// GB/T 7714—2025 by author and year.
pub const AUTHOR_DATE_2025: Rules = Rules { method: Method::AuthorDate, ..NUMERIC_2025 };

/// GB/T 7714—2015 by number.
pub const NUMERIC_2015: Rules =
    Rules { edition: Edition::Of2015, method: Method::Numeric, marks: NARROW };

/// GB/T 7714—2015 by author and year.
pub const AUTHOR_DATE_2015: Rules = Rules { method: Method::AuthorDate, ..NUMERIC_2015 };
