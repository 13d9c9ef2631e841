//! The words the book itself says, in the book's language.

mod languages;

use crate::language::{is_traditional, primary};

/// One language's words.
#[derive(Debug)]
pub struct Labels {
    /// What the language calls itself.
    pub language: &'static str,
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
    /// The words for a QR code that has the address of the recording.
    pub code: &'static str,
    /// Heading of the imprint.
    pub imprint: &'static str,
    /// Before the marks of a chapter's references.
    pub references: &'static str,
    /// Over works that no chapter cites.
    pub further_works: &'static str,
    /// Before the marks of works that stand with an earlier chapter.
    pub see_also: &'static str,
    /// Heading of the index of works and people.
    pub index: &'static str,
    /// Over the terms of an index that begin with no letter.
    pub symbols: &'static str,
    /// Heading of the list of recordings the book was made from.
    pub sources: &'static str,
    /// The words where no rights are stated.
    pub rights: &'static str,
    /// Rows of the colophon: compiled from, dates, compiled on, made with, identifier.
    pub compiled_from: &'static str,
    /// How many transcripts, with the word in the form the number asks for.
    pub transcripts: fn(usize) -> String,
    /// The publisher.
    pub published: &'static str,
    /// Dates of the first and last transcript.
    pub dates: &'static str,
    /// Languages of the transcripts that the book does not have.
    pub left_out_languages: &'static str,
    /// Transcripts that a speech recogniser wrote.
    pub recognised: &'static str,
    /// The date of the edition.
    pub edition: &'static str,
    /// Marks that the program has set where captions have none.
    pub marks: (&'static str, &'static str),
    /// A font in the book.
    pub font: &'static str,
    /// The program.
    pub made_with: &'static str,
    /// What the program put beside the words.
    pub added: &'static str,
    /// Of that, stations.
    pub stations: &'static str,
    /// The identifier.
    pub identifier: &'static str,
    /// Summary of accessibility, without pictures.
    pub accessible: &'static str,
    /// Before, within and behind what stands in place of a picture: its kind and its words.
    pub placeholder: (&'static str, &'static str, &'static str),
}

/// The words for a language tag (BCP 47); English, as a whole, where there are none of its own.
pub fn of(language: &str) -> &'static Labels {
    match primary(language).to_ascii_lowercase().as_str() {
        "zh" if is_traditional(language) => &languages::TRADITIONAL_CHINESE,
        "zh" => &languages::SIMPLIFIED_CHINESE,
        "ar" => &languages::ARABIC,
        "de" => &languages::GERMAN,
        "es" => &languages::SPANISH,
        "fr" => &languages::FRENCH,
        "it" => &languages::ITALIAN,
        "ja" => &languages::JAPANESE,
        "ko" => &languages::KOREAN,
        "pt" => &languages::PORTUGUESE,
        "ru" => &languages::RUSSIAN,
        _ => &languages::ENGLISH,
    }
}

/// What a language calls itself; its tag where there are no words in it.
pub fn language_name(tag: &str) -> &str {
    let labels = of(tag);
    if primary(tag) == "en" || !std::ptr::eq(labels, &raw const languages::ENGLISH) {
        labels.language
    } else {
        tag
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

    #[test]
    fn languages_have_names() {
        let names = ["zh-CN", "zh-TW", "en-GB", "fr", "sw"].map(language_name);
        assert_eq!(names, ["简体中文", "繁體中文", "English", "Français", "sw"]);
    }

    #[test]
    fn numbers_agree() {
        let count = |tag, numbers: &[usize]| {
            let words: Vec<String> = numbers.iter().map(|&n| (of(tag).transcripts)(n)).collect();
            words.join(", ")
        };
        assert_eq!(count("en", &[0, 1, 2]), "0 transcripts, 1 transcript, 2 transcripts");
        assert_eq!(count("zh-TW", &[1, 2]), "1篇轉錄文本, 2篇轉錄文本");
        assert_eq!(count("fr", &[0, 1, 2]), "0 transcription, 1 transcription, 2 transcriptions");
        assert_eq!(count("es", &[1, 2]), "1 transcripción, 2 transcripciones");
        assert_eq!(count("pt-BR", &[1, 2]), "1 transcrição, 2 transcrições");
        assert_eq!(
            count("ru", &[1, 2, 5, 11, 21, 112]),
            "1 расшифровка, 2 расшифровки, 5 расшифровок, 11 расшифровок, 21 расшифровка, 112 расшифровок"
        );
        assert_eq!(
            count("ar", &[1, 2, 3, 11, 100]),
            "نص مفرغ واحد, نصان مفرغان, 3 نصوص مفرغة, 11 نصا مفرغا, 100 نص مفرغ"
        );
    }

    #[test]
    fn each_language_has_its_own_words() {
        let tags = ["zh-CN", "zh-TW", "en", "ja", "ko", "fr", "de", "es", "pt", "it", "ru", "ar"];
        let notes: std::collections::HashSet<_> = tags.map(|tag| of(tag).colophon).into();
        // Italian and French say it as English does.
        assert_eq!(notes.len(), tags.len() - 2);
        assert_eq!(of("pl").contents, of("en").contents);
    }
}
