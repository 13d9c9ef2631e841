//! In what the editions of the standard and its two methods differ.

use super::genre::Code;

/// The rules of an edition of GB/T 7714 in one of its methods.
#[derive(Debug, Clone, Copy)]
pub struct Rules {
    pub(super) method: Method,
    pub(super) marks: Marks,
    pub(super) families: Families,
    pub(super) double_names: DoubleNames,
    pub(super) accessed: Accessed,
    pub(super) placeholders: Placeholders,
    pub(super) standards: Standards,
    /// Works dated by the day, not by the year, where the day is stated.
    pub(super) dated_by_day: &'static [Code],
    /// Works with an address that are set as pages when nobody published them.
    pub(super) posted: &'static [Code],
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

/// How family names of writing systems with capitals are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Families {
    /// EINSTEIN A.
    Capitals,
    /// Einstein A.
    AsStated,
}

/// What initials of names such as Jean-Luc are joined by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DoubleNames {
    /// Godard J-L.
    Hyphen,
    /// GODARD J L.
    Space,
}

/// Which works state when they were looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Accessed {
    /// All with an address.
    Addressed,
    /// Sites, pages, data sets and programs, which change.
    Changing,
}

/// Whether a missing place or publisher is said to be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Placeholders {
    /// `[出版地不详]` of printed monographs stated in fields. Entries read from running text say
    /// too little for that: half of each would be brackets.
    StatedInFields,
    /// Nothing stands for it.
    None,
}

/// Where standards have their number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standards {
    /// Before the title, and nothing but the two.
    NumberFirst,
    /// After the title, as reports have theirs.
    NumberAfterTitle,
}

const NARROW: Marks = Marks {
    comma: ", ",
    colon: ": ",
    semicolon: "; ",
    parentheses: ("(", ")"),
    others_gap: " ",
};

/// GB/T 7714—2025 prints its examples with full-width marks, Western entries too, and so do the
/// styles published for it.
const WIDE: Marks = Marks {
    comma: "，",
    colon: "：",
    semicolon: "；",
    parentheses: ("（", "）"),
    others_gap: "",
};

/// GB/T 7714—2025 by number.
pub const NUMERIC_2025: Rules = Rules {
    method: Method::Numeric,
    marks: WIDE,
    families: Families::AsStated,
    double_names: DoubleNames::Hyphen,
    accessed: Accessed::Changing,
    // 7.5.2.3 and 7.5.3.3 allow them; the published styles leave them out.
    placeholders: Placeholders::None,
    standards: Standards::NumberFirst,
    // 7.5.4.2
    dated_by_day: &[Code::Report, Code::Patent, Code::Archive],
    posted: &[],
};

/// GB/T 7714—2025 by author and year.
pub const AUTHOR_DATE_2025: Rules = Rules {
    method: Method::AuthorDate,
    ..NUMERIC_2025
};

/// GB/T 7714—2015 by number.
pub const NUMERIC_2015: Rules = Rules {
    method: Method::Numeric,
    marks: NARROW,
    families: Families::Capitals,
    double_names: DoubleNames::Space,
    accessed: Accessed::Addressed,
    // 8.8.2.3 and 8.8.3.2 demand them of printed works.
    placeholders: Placeholders::StatedInFields,
    standards: Standards::NumberAfterTitle,
    dated_by_day: &[Code::Patent],
    // 4.6: 电子资源, as annex A.4 and A.10 set reports and orders.
    posted: &[Code::Report, Code::Archive],
};

/// GB/T 7714—2015 by author and year.
pub const AUTHOR_DATE_2015: Rules = Rules {
    method: Method::AuthorDate,
    ..NUMERIC_2015
};
