//! What sort of work an entry cites, read from the words it uses.

use std::sync::LazyLock;

use super::endings::Endings;
use super::lexicon::prose;
use crate::kinds;
use crate::reference::Kind;

/// Nouns that name a sort of source. Chinese phrases have their head last, so a phrase is of the
/// kind of the longest of these it ends in. To teach a new word, add a row.
///
/// The labelling rules behind the rows: 著作, 传记, 自传, 回忆录 are books; one piece in a paper,
/// magazine, journal or site is an article; a report is by a body; 论文 is an article unless it is
/// tied to a university; court and archive records, declassified files and recorded speeches are
/// archive material; Wikipedia is its own kind.
pub(super) static KIND_WORDS: LazyLock<Vec<(&str, Kind)>> =
    LazyLock::new(|| prose::saying("head", kinds::named));

/// Words that place an entry where its last word does not reach, in order of force: the first
/// that occurs anywhere decides.
static SIGNS: LazyLock<Vec<(&str, Kind)>> = LazyLock::new(|| prose::saying("sign", kinds::named));

/// Words that tie a dissertation to a university.
static DEGREES: LazyLock<Vec<&str>> = LazyLock::new(|| prose::words("degree"));

/// The kind of the sort of source `phrase` ends in, with the word that says so.
pub(super) fn head(phrase: &str) -> Option<(&'static str, Kind)> {
    static WORDS: LazyLock<Endings<Kind>> =
        LazyLock::new(|| Endings::new(KIND_WORDS.iter().copied()));
    WORDS.longest(phrase)
}

/// The kind of a source described by a phrase without a title.
pub(super) fn of_phrase(phrase: &str) -> Kind {
    let sign = SIGNS.iter().find(|(word, _)| phrase.contains(word)).map(|(_, kind)| *kind);
    let head = head(phrase).map(|(_, kind)| kind);
    match (head, sign) {
        (Some(Kind::Article), _) if is_thesis(phrase) => Kind::Thesis,
        // 甲网站的公开资料, 乙网站上的记录: what a site holds is the site.
        (Some(Kind::Other | Kind::Archive) | None, Some(sign)) => sign,
        (_, Some(Kind::Wiki)) => Kind::Wiki,
        (Some(kind), _) => kind,
        (None, None) => Kind::Other,
    }
}

/// Whether 论文 in `text` is a dissertation.
pub(super) fn is_thesis(text: &str) -> bool {
    text.contains("论文") && DEGREES.iter().any(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_word_decides() {
        assert_eq!(of_phrase("甲的个人网站"), Kind::Web);
        assert_eq!(of_phrase("甲网站的文章"), Kind::Article);
        assert_eq!(of_phrase("甲大学乙的论文"), Kind::Thesis);
        assert_eq!(of_phrase("乙的论文"), Kind::Article);
        assert_eq!(of_phrase("甲的英文维基"), Kind::Wiki);
        assert_eq!(of_phrase("甲国家档案馆电子资料"), Kind::Archive);
        assert_eq!(of_phrase("甲的来龙去脉"), Kind::Other);
        assert_eq!(of_phrase("维基百科“甲”词条"), Kind::Wiki);
    }

    #[test]
    fn no_word_is_listed_twice() {
        let mut words: Vec<_> = KIND_WORDS.iter().map(|(word, _)| word).collect();
        words.sort_unstable();
        let all = words.len();
        words.dedup();
        assert_eq!(words.len(), all);
    }
}
