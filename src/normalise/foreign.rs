//! Rule `foreign`: runs in another language carry its tag (requirement E1), so that they are
//! hyphenated, spoken and set as what they are.

use super::Work;
use crate::model::block::{Block, Inline, rewrite_inlines};
use crate::script::{is_cjk_mark, is_ideographic};

/// Words shared by most of a language's sentences, lower case. A language needs two of them, or
/// one and a letter only it uses.
const WORDS: &[(&str, &[&str])] = &[
    ("en", &["the", "of", "and", "to", "in", "is", "it", "you", "that", "for", "on", "are", "with", "my", "we", "i", "this", "what", "your", "our", "a", "an", "no", "not", "all", "god", "was", "be", "up", "me", "have", "from", "at", "by", "he", "she", "they", "or", "do", "can", "will", "just", "let", "i'm", "it's", "don't"]),
    ("es", &["el", "la", "los", "las", "de", "que", "y", "en", "un", "una", "por", "con", "del", "viva", "mi", "tu", "su", "es", "al", "se", "lo", "pueblo", "no", "para", "como"]),
    ("fr", &["le", "la", "les", "de", "des", "et", "un", "une", "du", "est", "ici", "on", "pour", "dans", "que", "qui", "vous", "nous", "je", "au", "aux", "en", "vive", "pas", "ne"]),
    ("de", &["der", "die", "das", "und", "ist", "ein", "eine", "den", "dem", "nicht", "mit", "von", "zu", "ich", "wir", "im", "auf", "für", "über", "alles", "des"]),
    ("it", &["il", "lo", "gli", "di", "che", "e", "un", "una", "per", "con", "del", "della", "non", "sono", "bella", "ciao", "mi", "la", "le"]),
    ("pt", &["o", "os", "as", "de", "que", "e", "um", "uma", "para", "com", "do", "da", "não", "em", "no", "na", "eu"]),
    ("la", &["et", "est", "in", "non", "ad", "cum", "per", "pro", "ex", "sed", "quod", "deus", "rex"]),
];

/// Letters and marks that only one of these languages uses.
const LETTERS: &[(&str, &str)] = &[
    ("es", "¡¿ñ"),
    ("fr", "çœèêëàùûîï"),
    ("de", "ßäöü"),
    ("pt", "ãõ"),
    ("pl", "łąęśźż"),
    ("is", "þð"),
    ("tr", "ğşı"),
];

/// Tags runs of foreign script or words inside text of the book's language.
pub fn tag(blocks: &mut Vec<Block>, work: &mut Work<'_>) {
    // In a book in Latin script there is no telling a quotation from a name.
    if !matches!(work.language.split('-').next(), Some("zh" | "ja" | "ko")) {
        return;
    }
    let book = work.language.split('-').next().unwrap_or("zh");
    rewrite_inlines(blocks, &mut |content| tag_line(content, book));
}

fn tag_line(content: &mut Vec<Inline>, book: &str) {
    let has_letters = |text: &str| text.chars().any(|c| c.is_alphabetic() && !is_ideographic(c));
    let concerned = content.iter().any(|inline| match inline {
        Inline::Text { text, .. } => has_letters(text),
        _ => true,
    });
    if !concerned {
        return;
    }
    let mut out = Vec::with_capacity(content.len());
    for mut inline in content.drain(..) {
        match &mut inline {
            Inline::Text { text, at } if has_letters(text) => {
                split(text, *at, book, &mut out);
                continue;
            }
            Inline::Strong(inner)
            | Inline::Emphasis(inner)
            | Inline::Struck(inner)
            | Inline::Link { content: inner, .. }
            | Inline::Tag { content: inner, .. } => tag_line(inner, book),
            _ => {}
        }
        out.push(inline);
    }
    *content = out;
}

fn split(text: &str, at: usize, book: &str, out: &mut Vec<Inline>) {
    let mut from = 0;
    let mut push = |range: std::ops::Range<usize>, language: Option<&'static str>| {
        if range.is_empty() {
            return;
        }
        let run = Inline::Text {
            text: text[range.clone()].to_owned(),
            at: at + range.start,
        };
        out.push(match language {
            Some(language) => Inline::Foreign {
                language,
                content: vec![run],
            },
            None => run,
        });
    };
    for run in runs(text, book) {
        if let Some(language) = language_of(&text[run.clone()], book) {
            push(from..run.start, None);
            push(run.clone(), Some(language));
            from = run.end;
        }
    }
    push(from..text.len(), None);
}

/// Stretches without the book's own characters that hold a letter; spaces and marks at their
/// ends belong to the text around, but for `¡` and `¿`.
fn runs(text: &str, book: &str) -> Vec<std::ops::Range<usize>> {
    let native = |c: char| match book {
        "ja" => is_ideographic(c) || is_cjk_mark(c),
        "ko" => is_hangul(c),
        _ => (is_ideographic(c) && !is_kana(c)) || (is_cjk_mark(c) && c != '’' && c != '—'),
    };
    let mut runs = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), '字')]) {
        if native(c) || at == text.len() {
            if let Some(start) = start.take() {
                let run: &str = &text[start..at];
                let inner = run.trim_matches(|c: char| !c.is_alphanumeric() && !"¡¿!?.".contains(c));
                let inner = inner.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '¡' && c != '¿');
                if let Some(offset) = run.find(inner).filter(|_| !inner.is_empty()) {
                    runs.push(start + offset..start + offset + inner.len());
                }
            }
        } else if start.is_none() {
            start = Some(at);
        }
    }
    runs
}

/// The language of a run, if it can be told. Single Latin words are names or terms, which need
/// no tag (WCAG 2.2, success criterion 3.1.2).
fn language_of(run: &str, book: &str) -> Option<&'static str> {
    if let Some(language) = by_script(run, book) {
        return Some(language);
    }
    let words: Vec<String> = run
        .split(|c: char| !c.is_alphabetic() && c != '\'' && c != '’')
        .filter(|word| !word.is_empty())
        .map(|word| word.to_lowercase().replace('’', "'"))
        .collect();
    let letters = LETTERS
        .iter()
        .find(|(_, letters)| run.to_lowercase().contains(|c| letters.contains(c)))
        .map(|(language, _)| *language);
    if words.len() < 2 {
        return letters.filter(|_| run.contains(['¡', '¿']));
    }
    let score = |language: &str, listed: &[&str]| {
        let common = words.iter().filter(|word| listed.contains(&word.as_str())).count();
        common + usize::from(letters == Some(language)) * 2
    };
    let (language, best) = WORDS
        .iter()
        .map(|&(language, listed)| (language, score(language, listed)))
        // The first of equals: English, then Spanish, is the likelier guess.
        .fold(("en", 0), |best, next| if next.1 > best.1 { next } else { best });
    match (best, letters) {
        (0, None) => (words.len() >= 4).then_some("en"),
        (0 | 1, Some(letters)) => Some(letters),
        (1, None) if words.len() > 6 => None,
        _ => Some(language),
    }
}

fn by_script(run: &str, book: &str) -> Option<&'static str> {
    let count = |test: fn(char) -> bool| run.chars().filter(|&c| test(c)).count();
    if book != "ja" && count(is_kana) >= 2 {
        return Some("ja");
    }
    if book != "ko" && count(is_hangul) >= 1 {
        return Some("ko");
    }
    let cyrillic = |c: char| matches!(c, '\u{400}'..='\u{52f}');
    if count(cyrillic) >= 2 {
        let ukrainian = run.contains(['і', 'ї', 'є', 'ґ', 'І', 'Ї', 'Є', 'Ґ']);
        return Some(if ukrainian { "uk" } else { "ru" });
    }
    let scripts: [(&'static str, fn(char) -> bool); 5] = [
        ("el", |c| matches!(c, '\u{386}'..='\u{3ff}')),
        ("ar", |c| matches!(c, '\u{620}'..='\u{6ff}')),
        ("he", |c| matches!(c, '\u{5d0}'..='\u{5ea}')),
        ("th", |c| matches!(c, '\u{e01}'..='\u{e5b}')),
        ("hi", |c| matches!(c, '\u{904}'..='\u{97f}')),
    ];
    scripts
        .into_iter()
        .find(|(_, test)| count(*test) >= 2)
        .map(|(language, _)| language)
}

fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}')
}

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{ac00}'..='\u{d7a3}' | '\u{1100}'..='\u{11ff}')
}
