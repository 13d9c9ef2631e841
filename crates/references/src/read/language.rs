//! The language of a source, when the entry states it.

use std::sync::LazyLock;

use super::lexicon::prose;

/// Languages by the word before 文 or 语. Longer names first where one ends another.
static LANGUAGES: LazyLock<Vec<&str>> = LazyLock::new(|| prose::words("language"));

/// What ends the name of a language.
const ENDINGS: &[char] = &['文', '语'];

/// What may follow the language of a source: the sort of source, or the end of a remark. Before
/// anything else the word is part of a name (a body for the defence of a language).
static SOURCES: LazyLock<Vec<&str>> = LazyLock::new(|| prose::words("of-language"));

/// The language stated in `text`, which has its titles taken out or not, as written: `俄文`,
/// `中、日、韩文`, `英文德文`.
pub(super) fn stated(text: &str) -> Option<&str> {
    let mut from = 0;
    while let Some(found) = text[from..].find(ENDINGS) {
        let end = from + found + '文'.len_utf8();
        let Some(start) = name_start(text, from + found) else {
            from = end;
            continue;
        };
        let end = more(text, end);
        let rest = text[end..].trim_start_matches('的');
        // 德文帆船比赛网站: a site described by its language.
        let after_site = (start == 0 || text[..start].ends_with('的'))
            && rest
                .find("网站")
                .is_some_and(|at| at <= 45 && !rest[..at].contains(['，', '《', '的']));
        if rest.is_empty()
            || rest.starts_with(['）', ')', '，', ' '])
            || after_site
            || SOURCES.iter().any(|s| rest.starts_with(s))
        {
            return Some(&text[start..end]);
        }
        from = end;
    }
    None
}

/// Whether all of `text` is languages (`英文`, `德文、法文`).
pub(super) fn is_only(text: &str) -> bool {
    stated(text) == Some(text)
}

/// `text` without the name of a language at its end.
pub(super) fn strip_end(text: &str) -> &str {
    text.strip_suffix(ENDINGS)
        .and_then(|before| one(before).map(|name| &text[..before.len() - name.len()]))
        .unwrap_or(text)
}

/// Where the language whose ending stands at byte `ending` begins, `、`-joined ones before it
/// included.
fn name_start(text: &str, ending: usize) -> Option<usize> {
    let mut start = ending - one(&text[..ending])?.len();
    while let Some(before) = text[..start].strip_suffix(['、', '/', '和']) {
        let before = before.trim_end_matches(ENDINGS);
        let Some(name) = one(before) else { break };
        start = before.len() - name.len();
    }
    Some(start)
}

/// The end of languages that follow directly: 英文德文.
fn more(text: &str, mut end: usize) -> usize {
    loop {
        let rest = &text[end..];
        let joined = rest.trim_start_matches(['、', '和', '/']);
        let Some(name) = LANGUAGES
            .iter()
            .filter(|l| joined.strip_prefix(**l).is_some_and(|r| r.starts_with(ENDINGS)))
            .max_by_key(|l| l.len())
        else {
            return end;
        };
        end += rest.len() - joined.len() + name.len() + '文'.len_utf8();
    }
}

fn one(before: &str) -> Option<&'static str> {
    LANGUAGES
        .iter()
        .filter(|l| before.ends_with(**l))
        .max_by_key(|l| l.len())
        .copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_of_sources_are_stated() {
        assert_eq!(stated("甲的中、日、韩文维基"), Some("中、日、韩文"));
        assert_eq!(stated("甲英文德文维基"), Some("英文德文"));
        assert_eq!(stated("俄文传记《乙》"), Some("俄文"));
        assert_eq!(stated("瑞典语风帆网站中"), Some("瑞典语"));
        assert_eq!(stated("（俄语）"), Some("俄语"));
    }

    #[test]
    fn languages_in_names_are_not() {
        assert_eq!(stated("英语推广协会官网"), None);
        assert_eq!(stated("甲的文章"), None);
        assert_eq!(stated("语文出版社"), None);
    }
}
