//! The words the book itself says, in the book's language.

/// One language's words.
#[derive(Debug)]
pub struct Labels {
    /// Heading of the page of contents.
    pub contents: &'static str,
    /// Heading of the introduction.
    pub introduction: &'static str,
    /// Heading of the bibliography.
    pub bibliography: &'static str,
    /// Heading of the colophon.
    pub colophon: &'static str,
    /// Name of the cover page.
    pub cover: &'static str,
    /// Name of the title page.
    pub title_page: &'static str,
    /// Heading of the list of landmarks.
    pub landmarks: &'static str,
    /// Where the text itself begins.
    pub body_matter: &'static str,
    /// Heading over notes.
    pub notes: &'static str,
    /// Before the words for a picture that is not shown.
    pub image: &'static str,
    /// Before a picture that is not there.
    pub missing_image: &'static str,
    /// Before the number in a series, and after it.
    pub episode: (&'static str, &'static str),
    /// Before the link to the recording.
    pub recording: &'static str,
    /// What a QR code is of.
    pub code: &'static str,
    /// Heading of the imprint.
    pub imprint: &'static str,
    /// Before the marks of a chapter's references.
    pub references: &'static str,
    /// Over works that no chapter cites.
    pub further_works: &'static str,
    /// Before the marks of works that stand with an earlier chapter.
    pub see_also: &'static str,
    /// Heading of the list of recordings the book was made from.
    pub sources: &'static str,
    /// What stands where no rights are stated.
    pub rights: &'static str,
    /// Rows of the colophon: compiled from, dates, compiled on, made with, identifier.
    pub compiled_from: &'static str,
    /// Unit after the number of transcripts.
    pub transcripts: &'static str,
    /// The publisher.
    pub published: &'static str,
    /// Dates of the first and last transcript.
    pub dates: &'static str,
    /// The date of the edition.
    pub edition: &'static str,
    /// A font in the book.
    pub font: &'static str,
    /// The program.
    pub made_with: &'static str,
    /// The identifier.
    pub identifier: &'static str,
    /// Summary of accessibility, without pictures.
    pub accessible: &'static str,
}

const SIMPLIFIED: Labels = Labels {
    contents: "目录",
    introduction: "引言",
    bibliography: "参考资料",
    colophon: "版本说明",
    cover: "封面",
    title_page: "书名页",
    landmarks: "导览",
    body_matter: "正文",
    notes: "注释",
    image: "图",
    missing_image: "图缺",
    episode: ("第", "期"),
    recording: "原始视频",
    code: "原始视频地址的二维码",
    imprint: "版权页",
    references: "本章参考资料：",
    further_works: "其他",
    see_also: "又见：",
    sources: "视频来源",
    rights: "文字与引用内容的权利归各自的作者所有。本书由转录文本编成，供个人阅读。",
    compiled_from: "内容",
    transcripts: "篇转录文本",
    published: "出版",
    dates: "原文日期",
    edition: "版本日期",
    font: "字体",
    made_with: "编制",
    identifier: "标识",
    accessible: "全书为可重排的文字，有目录、标题层次与语言标记，可由读屏软件朗读。",
};

const TRADITIONAL: Labels = Labels {
    contents: "目錄",
    introduction: "引言",
    bibliography: "參考資料",
    colophon: "版本說明",
    cover: "封面",
    title_page: "書名頁",
    landmarks: "導覽",
    body_matter: "正文",
    notes: "註釋",
    image: "圖",
    missing_image: "圖缺",
    episode: ("第", "期"),
    recording: "原始影片",
    code: "原始影片網址的行動條碼",
    imprint: "版權頁",
    references: "本章參考資料：",
    further_works: "其他",
    see_also: "又見：",
    sources: "影片來源",
    rights: "文字與引用內容的權利歸各自的作者所有。本書由轉錄文本編成，供個人閱讀。",
    compiled_from: "內容",
    transcripts: "篇轉錄文本",
    published: "出版",
    dates: "原文日期",
    edition: "版本日期",
    font: "字型",
    made_with: "編製",
    identifier: "識別碼",
    accessible: "全書為可重排的文字，有目錄、標題層次與語言標記，可由讀屏軟體朗讀。",
};

const ENGLISH: Labels = Labels {
    contents: "Contents",
    introduction: "Introduction",
    bibliography: "References",
    colophon: "Colophon",
    cover: "Cover",
    title_page: "Title page",
    landmarks: "Landmarks",
    body_matter: "Start of the text",
    notes: "Notes",
    image: "Image",
    missing_image: "Missing image",
    episode: ("No. ", ""),
    recording: "Recording",
    code: "QR code of the recording's address",
    imprint: "Imprint",
    references: "References of this chapter: ",
    further_works: "Further works",
    see_also: "See also: ",
    sources: "Sources",
    rights: "The text and what it quotes belong to their authors. This book was compiled from transcripts for personal reading.",
    compiled_from: "Contents",
    transcripts: " transcripts",
    published: "Published by",
    dates: "Dates of the originals",
    edition: "Date of this edition",
    font: "Font",
    made_with: "Compiled with",
    identifier: "Identifier",
    accessible: "Reflowable text throughout, with a table of contents, headings and marked languages, readable by screen readers.",
};

/// The words for a language tag (BCP 47); English where there are none of its own.
pub fn of(language: &str) -> &'static Labels {
    let mut subtags = language.split('-');
    let primary = subtags.next().unwrap_or_default();
    if !primary.eq_ignore_ascii_case("zh") {
        return &ENGLISH;
    }
    let is_traditional = |subtag: &str| {
        ["Hant", "TW", "HK", "MO"]
            .iter()
            .any(|one| subtag.eq_ignore_ascii_case(one))
    };
    if subtags.any(is_traditional) {
        &TRADITIONAL
    } else {
        &SIMPLIFIED
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_follow_the_language_tag() {
        let contents = |tag| of(tag).contents;
        assert_eq!(contents("zh"), "目录");
        assert_eq!(contents("zh-CN"), "目录");
        assert_eq!(contents("zh-tw"), "目錄");
        assert_eq!(contents("zh-Hant-MO"), "目錄");
        assert_eq!(contents("en-GB"), "Contents");
        assert_eq!(contents(""), "Contents");
    }
}
