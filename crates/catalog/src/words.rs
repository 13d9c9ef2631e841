//! The words the catalogue itself says.

use chengshu_writing::language::{is_traditional, primary};

/// One language's words.
#[derive(Debug)]
pub(super) struct Words {
    /// Its language tag.
    pub language: &'static str,
    /// The catalogue, where no other title is given.
    pub books: &'static str,
    /// All books.
    pub all: &'static str,
    /// The newest books.
    pub newest: &'static str,
    /// Books by series.
    pub by_series: &'static str,
    /// Books by author.
    pub by_author: &'static str,
    /// Books in no series, where others are.
    pub single: &'static str,
    /// Before and after a number of books; one book, then more.
    pub count: [(&'static str, &'static str); 2],
    /// Before and after a number in a series.
    pub number: (&'static str, &'static str),
    /// Over a description.
    pub about: &'static str,
    /// How a reader gets the catalogue; its address follows.
    pub subscribe: &'static str,
    /// Between names.
    pub and: &'static str,
}

const SIMPLIFIED: Words = Words {
    language: "zh-CN",
    books: "书架",
    all: "全部图书",
    newest: "最近更新",
    by_series: "按丛书",
    by_author: "按作者",
    single: "单行本",
    count: [("共 ", " 本"), ("共 ", " 本")],
    number: ("第 ", " 册"),
    about: "内容简介",
    subscribe: "在阅读器里添加这个目录（OPDS）：",
    and: "、",
};

const TRADITIONAL: Words = Words {
    language: "zh-TW",
    books: "書架",
    all: "全部圖書",
    newest: "最近更新",
    by_series: "按叢書",
    by_author: "按作者",
    single: "單行本",
    count: [("共 ", " 本"), ("共 ", " 本")],
    number: ("第 ", " 冊"),
    about: "內容簡介",
    subscribe: "在閱讀器裡加入這個目錄（OPDS）：",
    and: "、",
};

const ENGLISH: Words = Words {
    language: "en",
    books: "Books",
    all: "All books",
    newest: "Newest",
    by_series: "By series",
    by_author: "By author",
    single: "Single books",
    count: [("", " book"), ("", " books")],
    number: ("No. ", ""),
    about: "About this book",
    subscribe: "Add this catalogue (OPDS) to your reader: ",
    and: ", ",
};

/// The words for the language most books are in: English unless that is Chinese.
pub(super) fn of<'a>(languages: impl Iterator<Item = &'a str>) -> &'static Words {
    let (mut chinese, mut traditional, mut others) = (0, 0, 0);
    for language in languages {
        if primary(language).eq_ignore_ascii_case("zh") {
            chinese += 1;
            traditional += usize::from(is_traditional(language));
        } else {
            others += 1;
        }
    }
    if others > chinese {
        &ENGLISH
    } else if traditional * 2 > chinese {
        &TRADITIONAL
    } else {
        &SIMPLIFIED
    }
}

impl Words {
    /// A number of books, in words.
    pub(super) fn books(&self, count: usize) -> String {
        let [one, more] = self.count;
        let (before, after) = if count == 1 { one } else { more };
        format!("{before}{count}{after}")
    }

    /// The place in a series, in words.
    pub(super) fn place(&self, number: &str) -> String {
        format!("{}{number}{}", self.number.0, self.number.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_follow_most_books() {
        let language = |tags: &[&str]| of(tags.iter().copied()).language;
        assert_eq!(language(&["zh-CN", "en"]), "zh-CN");
        assert_eq!(language(&["zh-Hant-HK", "zh-TW", "zh"]), "zh-TW");
        assert_eq!(language(&["en", "de", "zh"]), "en");
        assert_eq!(of(["en"].into_iter()).books(1), "1 book");
    }
}
