//! Which language a text is in: a run inside another text, or a whole book.

pub mod tag;

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use crate::script::{is_hangul, is_ideographic, is_kana};

/// Words shared by most of a language's sentences, lower case. A language needs two of them, or
/// one and a letter only it uses.
const WORDS: &[(&str, &[&str])] = &[
    (
        "en",
        &[
            "the", "of", "and", "to", "in", "is", "it", "you", "that", "for", "on", "are", "with",
            "my", "we", "i", "this", "what", "your", "our", "a", "an", "no", "not", "all", "god",
            "was", "be", "up", "me", "have", "from", "at", "by", "he", "she", "they", "or", "do",
            "can", "will", "just", "let", "i'm", "it's", "don't",
        ],
    ),
    (
        "es",
        &[
            "el", "la", "los", "las", "de", "que", "y", "en", "un", "una", "por", "con", "del",
            "viva", "mi", "tu", "su", "es", "al", "se", "lo", "pueblo", "no", "para", "como", "a",
            "nuestra", "nuestro", "más", "ya",
        ],
    ),
    (
        "fr",
        &[
            "le", "la", "les", "de", "des", "et", "un", "une", "du", "est", "ici", "on", "pour",
            "dans", "que", "qui", "vous", "nous", "je", "au", "aux", "en", "vive", "pas", "ne",
        ],
    ),
    (
        "de",
        &[
            "der", "die", "das", "und", "ist", "ein", "eine", "den", "dem", "nicht", "mit", "von",
            "zu", "ich", "wir", "im", "auf", "für", "über", "alles", "des",
        ],
    ),
    (
        "it",
        &[
            "il", "lo", "gli", "di", "che", "e", "un", "una", "per", "con", "del", "della", "non",
            "sono", "bella", "ciao", "mi", "la", "le",
        ],
    ),
    (
        "pt",
        &[
            "o", "os", "as", "de", "que", "e", "um", "uma", "para", "com", "do", "da", "não", "em",
            "no", "na", "eu",
        ],
    ),
    (
        "la",
        &[
            "et", "est", "in", "non", "ad", "cum", "per", "pro", "ex", "sed", "quod", "deus", "rex",
        ],
    ),
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

/// The language of a run, if it can be told. Single Latin words are names or terms, which need
/// no tag (WCAG 2.2, success criterion 3.1.2).
pub fn of_run(run: &str, book: &str) -> Option<&'static str> {
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
        let common = words
            .iter()
            .filter(|word| listed.contains(&word.as_str()))
            .count();
        common + usize::from(letters == Some(language)) * 2
    };
    let (language, best) = WORDS
        .iter()
        .map(|&(language, listed)| (language, score(language, listed)))
        // The first of equals: English, then Spanish, is the likelier guess.
        .fold(
            ("en", 0),
            |best, next| if next.1 > best.1 { next } else { best },
        );
    match (best, letters) {
        // Latin lends single words to names and terms: `Pro`, `ex`.
        (1, _) if language == "la" => None,
        (0, None) => (words.len() >= 4).then_some("en"),
        (0 | 1, Some(letters)) => Some(letters),
        (1, None) if words.len() > 6 => None,
        _ => Some(language),
    }
}

/// A language, and the letters of its script.
type Script = (&'static str, fn(char) -> bool);

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
    let scripts: [Script; 5] = [
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

/// A form of written Chinese.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// As in mainland China and Singapore.
    Simplified,
    /// As in Taiwan, Hong Kong and Macau.
    Traditional,
}

/// The commonest characters that only one form uses: simplified, and traditional in its place.
#[rustfmt::skip]
const PAIRS: [(char, char); 77] = [
    ('们', '們'), ('这', '這'), ('个', '個'), ('来', '來'), ('时', '時'), ('说', '說'),
    ('会', '會'), ('国', '國'), ('对', '對'), ('为', '為'), ('没', '沒'), ('过', '過'),
    ('后', '後'), ('开', '開'), ('还', '還'), ('么', '麼'), ('发', '發'), ('经', '經'),
    ('间', '間'), ('让', '讓'), ('问', '問'), ('学', '學'), ('实', '實'), ('给', '給'),
    ('长', '長'), ('东', '東'), ('两', '兩'), ('种', '種'), ('参', '參'), ('资', '資'),
    ('书', '書'), ('报', '報'), ('传', '傳'), ('译', '譯'), ('编', '編'), ('网', '網'),
    ('维', '維'), ('战', '戰'), ('记', '記'), ('录', '錄'), ('与', '與'), ('从', '從'),
    ('当', '當'), ('无', '無'), ('现', '現'), ('将', '將'), ('动', '動'), ('点', '點'),
    ('样', '樣'), ('应', '應'), ('进', '進'), ('头', '頭'), ('电', '電'), ('门', '門'),
    ('车', '車'), ('马', '馬'), ('风', '風'), ('见', '見'), ('话', '話'), ('语', '語'),
    ('认', '認'), ('读', '讀'), ('写', '寫'), ('题', '題'), ('变', '變'), ('爱', '愛'),
    ('华', '華'), ('军', '軍'), ('历', '歷'), ('领', '領'), ('机', '機'), ('关', '關'),
    ('总', '總'), ('杀', '殺'), ('权', '權'), ('万', '萬'), ('义', '義'),
];

/// The first of the ideographs the pairs are among, and how many those are.
const FIRST: usize = 0x4e00;
const IDEOGRAPHS: usize = 0x5200;

/// The form that alone uses each ideograph. A table, since every character of a text is asked.
static FORMS: [Option<Form>; IDEOGRAPHS] = {
    let mut forms = [None; IDEOGRAPHS];
    let mut at = 0;
    while at < PAIRS.len() {
        let (simplified, traditional) = PAIRS[at];
        forms[simplified as usize - FIRST] = Some(Form::Simplified);
        forms[traditional as usize - FIRST] = Some(Form::Traditional);
        at += 1;
    }
    forms
};

/// The form that alone uses a character, for the commonest of them.
fn form_of(c: char) -> Option<Form> {
    let place = (c as usize).checked_sub(FIRST)?;
    FORMS.get(place).copied().flatten()
}

/// Counts of what a text is written in; counts of several texts add up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Census {
    ideographs: u32,
    kana: u32,
    hangul: u32,
    latin: u32,
    cyrillic: u32,
    simplified: u32,
    traditional: u32,
    /// Common words, by the rows of the word table.
    words: [u32; WORDS.len()],
}

impl Census {
    /// Counts a text.
    pub fn add(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                // Nearly all, and none of what is asked next.
                '\u{4e00}'..='\u{9fff}' => {
                    self.ideographs += 1;
                    match form_of(c) {
                        Some(Form::Simplified) => self.simplified += 1,
                        Some(Form::Traditional) => self.traditional += 1,
                        None => {}
                    }
                }
                'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' => self.latin += 1,
                '\u{400}'..='\u{52f}' => self.cyrillic += 1,
                c if is_kana(c) => self.kana += 1,
                c if is_hangul(c) => self.hangul += 1,
                c if is_ideographic(c) => self.ideographs += 1,
                _ => {}
            }
        }
        if self.latin > self.ideographs {
            for word in text.split(|c: char| !c.is_alphabetic() && c != '\'') {
                let word = word.to_lowercase();
                for (count, (_, listed)) in self.words.iter_mut().zip(WORDS) {
                    *count += u32::from(listed.contains(&word.as_str()));
                }
            }
        }
    }

    /// Adds another count.
    pub fn merge(&mut self, other: &Self) {
        self.ideographs += other.ideographs;
        self.kana += other.kana;
        self.hangul += other.hangul;
        self.latin += other.latin;
        self.cyrillic += other.cyrillic;
        self.simplified += other.simplified;
        self.traditional += other.traditional;
        for (mine, theirs) in self.words.iter_mut().zip(other.words) {
            *mine += theirs;
        }
    }

    /// The form of written Chinese most of it is in, if it can be told.
    pub fn form(&self) -> Option<Form> {
        match self.simplified.cmp(&self.traditional) {
            Ordering::Greater => Some(Form::Simplified),
            Ordering::Less => Some(Form::Traditional),
            Ordering::Equal => None,
        }
    }

    /// Whether both forms of written Chinese stand in it, each more often than a quotation would
    /// have it: a fifth of the telling characters at least, and five of them.
    pub fn is_mixed(&self) -> bool {
        let less = self.simplified.min(self.traditional);
        less >= 5 && less * 5 >= self.simplified + self.traditional
    }

    /// The tag of the language most of it is in, two parts at most (requirement M1).
    pub fn language(&self) -> &'static str {
        // An ideograph is about a word, and a word has about four letters.
        let latin = self.latin / 4;
        if self.hangul > self.ideographs + self.kana + latin {
            "ko"
        } else if self.ideographs + self.kana >= latin + self.cyrillic / 4
            && self.ideographs + self.kana > 0
        {
            if self.kana * 5 > self.ideographs {
                "ja"
            } else if self.traditional > self.simplified {
                "zh-TW"
            } else {
                "zh-CN"
            }
        } else if self.cyrillic > self.latin {
            "ru"
        } else if self.latin == 0 {
            // Nothing to go by: the readers this program is made for.
            "zh-CN"
        } else {
            self.words
                .iter()
                .zip(WORDS)
                .fold((0, "en"), |best, (&count, (language, _))| {
                    if count > best.0 {
                        (count, *language)
                    } else {
                        best
                    }
                })
                .1
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(text: &str) -> &'static str {
        let mut census = Census::default();
        census.add(text);
        census.language()
    }

    #[test]
    fn books_are_told_by_script_and_common_words() {
        assert_eq!(language("这个港口的灯塔叫 Fanal，说来话长。"), "zh-CN");
        assert_eq!(language("這個港口的燈塔，說來話長。"), "zh-TW");
        assert_eq!(language("この港の灯台はとても古いです。"), "ja");
        assert_eq!(language("The lighthouse of the harbour is old."), "en");
        assert_eq!(
            language("Der Leuchtturm ist nicht alt und steht auf dem Felsen."),
            "de"
        );
    }

    #[test]
    fn runs_are_told_by_marks_words_and_script() {
        let run = |text| of_run(text, "zh");
        assert_eq!(run("¡Adelante, marineros!"), Some("es"));
        assert_eq!(run("¡Viento!"), Some("es"));
        assert_eq!(run("Ici on chante"), Some("fr"));
        assert_eq!(run("the light of the harbour"), Some("en"));
        assert_eq!(run("маяк"), Some("ru"));
        assert_eq!(run("маяк її"), Some("uk"));
        assert_eq!(run("IRS"), None);
        assert_eq!(run("B25"), None);
        assert_eq!(run("Joe Brown"), None);
        assert_eq!(run("Lamp Pro"), None);
        assert_eq!(run("A cantar nuestra canción"), Some("es"));
    }
}
