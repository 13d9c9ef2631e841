//! Counts of the writing of texts: scripts, forms of Chinese, and the languages told.

use std::cmp::Ordering;

use super::guess::{self, Language};
use crate::script::{UNIFIED, is_hangul, is_ideographic, is_kana, is_unified};

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
const FIRST: usize = *UNIFIED.start() as usize;
const IDEOGRAPHS: usize = *UNIFIED.end() as usize - FIRST + 1;

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
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Census {
    ideographs: u32,
    kana: u32,
    hangul: u32,
    /// Letters of all other scripts, and those among them that are Cyrillic or Latin.
    letters: u32,
    latin: u32,
    cyrillic: u32,
    simplified: u32,
    traditional: u32,
    /// Letters of texts whose language could be told, by that language.
    told: Vec<(Language, u32)>,
}

impl Census {
    /// Counts a text, which is prose alone (see [`super::sample`]), and tells its language.
    pub fn read(&mut self, text: &str) {
        let before = (self.letters, self.latin, self.cyrillic);
        self.add(text);
        if self.letters / LETTERS_IN_A_WORD > self.ideographs + self.kana + self.hangul
            && let Some(language) = guess::of_letters(text)
        {
            // Only the script most letters are of was looked at.
            let (latin, cyrillic) = (self.latin - before.1, self.cyrillic - before.2);
            let others = self.letters - before.0 - latin - cyrillic;
            self.tell(language, latin.max(cyrillic).max(others));
        }
    }

    /// Counts the characters of a text.
    pub fn add(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                // Nearly all, and none of what is asked next.
                c if is_unified(c) => {
                    self.ideographs += 1;
                    match form_of(c) {
                        Some(Form::Simplified) => self.simplified += 1,
                        Some(Form::Traditional) => self.traditional += 1,
                        None => {}
                    }
                }
                'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' => {
                    self.letters += 1;
                    self.latin += 1;
                }
                '\u{400}'..='\u{52f}' => {
                    self.letters += 1;
                    self.cyrillic += 1;
                }
                // And the commonest of what is asked last: marks.
                '\0'..='\u{7f}'
                | '\u{2000}'..='\u{206f}'
                | '\u{3000}'..='\u{3004}'
                | '\u{3008}'..='\u{3020}'
                | '\u{ff00}'..='\u{ff20}' => {}
                c if is_kana(c) => self.kana += 1,
                c if is_hangul(c) => self.hangul += 1,
                c if is_ideographic(c) => self.ideographs += 1,
                c if c.is_alphabetic() => self.letters += 1,
                _ => {}
            }
        }
    }

    fn tell(&mut self, language: Language, letters: u32) {
        match self.told.iter_mut().find(|(known, _)| *known == language) {
            Some((_, count)) => *count += letters,
            None => self.told.push((language, letters)),
        }
    }

    /// Adds another count.
    pub fn merge(&mut self, other: &Self) {
        self.ideographs += other.ideographs;
        self.kana += other.kana;
        self.hangul += other.hangul;
        self.letters += other.letters;
        self.latin += other.latin;
        self.cyrillic += other.cyrillic;
        self.simplified += other.simplified;
        self.traditional += other.traditional;
        for &(language, letters) in &other.told {
            self.tell(language, letters);
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

    /// True if both forms of written Chinese stand in it, each more often than a quotation would
    /// have it: a fifth of the telling characters at least, and five of them.
    pub fn is_mixed(&self) -> bool {
        let less = self.simplified.min(self.traditional);
        less >= 5 && less * 5 >= self.simplified + self.traditional
    }

    /// The tag of the language most of it is in, two parts at most (requirement M1), if it can be
    /// told.
    fn most(&self) -> Option<&'static str> {
        let (asian, others) = (self.ideographs + self.kana, self.letters / LETTERS_IN_A_WORD);
        if self.hangul > asian + others {
            Some("ko")
        } else if asian * NAMES >= others && asian > 0 {
            Some(if self.kana * 5 > self.ideographs {
                "ja"
            } else if self.traditional > self.simplified {
                "zh-TW"
            } else {
                "zh-CN"
            })
        } else {
            let most = self.told.iter().max_by_key(|(_, letters)| *letters);
            most.map(|(language, _)| language.tag())
        }
    }

    /// The tag of the language it is most likely in, where a book has to state one: where the
    /// letters tell no language that most in their script are in, and Chinese where there are
    /// none, for that is whom this program is made for.
    pub fn likely(&self) -> &'static str {
        match self.most() {
            Some(language) => language,
            None if self.letters == 0 => "zh-CN",
            None if self.cyrillic * 2 > self.letters => "ru",
            None if self.latin * 2 >= self.letters => "en",
            None => "und",
        }
    }

    /// The tag of its language if that is beyond doubt: three quarters of it are in one kind of
    /// writing, and that is enough of it to tell.
    pub fn certain(&self) -> Option<&'static str> {
        let asian = self.ideographs + self.kana;
        let others = self.letters / LETTERS_IN_A_WORD;
        let words = asian + self.hangul + others;
        let most = asian.max(self.hangul).max(others);
        let told = self.told.iter().map(|(_, letters)| *letters).max();
        let clear = others < most || told.is_some_and(|told| told * 4 >= self.letters * 3);
        (words >= ENOUGH_WORDS && most * 4 >= words * 3 && clear)
            .then(|| self.most())
            .flatten()
    }
}

/// Names and terms in letters may be so many times as many words as a text in ideographs has beside them.
const NAMES: u32 = 2;

/// An ideograph is about a word, and a word of letters has about four.
const LETTERS_IN_A_WORD: u32 = 4;

/// Fewer words than these are a title or a remark.
const ENOUGH_WORDS: u32 = 8;

#[cfg(test)]
mod tests {
    use super::*;

    fn language(text: &str) -> &'static str {
        let mut census = Census::default();
        census.read(text);
        census.likely()
    }

    #[test]
    fn books_are_told_by_script_and_by_their_words() {
        assert_eq!(language("这个港口的灯塔叫 Fanal，说来话长。"), "zh-CN");
        assert_eq!(language("這個港口的燈塔，說來話長。"), "zh-TW");
        assert_eq!(
            language("他用 Harbour Studio Code，听 La La Harbour，也听 Bon Reef。"),
            "zh-CN"
        );
        assert_eq!(language("この港の灯台はとても古いです。"), "ja");
        assert_eq!(language("The lighthouse of the harbour is old."), "en");
        assert_eq!(language("Der Leuchtturm ist nicht alt und steht auf dem Felsen."), "de");
        assert_eq!(language("לא ידענו מי צבע את המגדלור"), "he");
        assert_eq!(language("Маяк"), "ru");
        assert_eq!(language("1890"), "zh-CN");
    }

    #[test]
    fn little_text_and_mixed_text_are_not_certain() {
        let certain = |text| {
            let mut census = Census::default();
            census.read(text);
            census.certain()
        };
        assert_eq!(certain("港は古い"), None);
        assert_eq!(certain("この港の灯台はとても古いです。"), Some("ja"));
        assert_eq!(
            certain("Das Boot verließ den Hafen, bevor jemand die Taue gezählt hatte."),
            Some("de")
        );
        assert_eq!(certain("灯塔很旧了，没有人记得。Nobody remembers who built it or when."), None);
    }
}
