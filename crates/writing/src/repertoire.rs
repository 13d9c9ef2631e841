//! Sets of characters, and which characters the fonts of reading systems lack.

/// A set of characters: a bitmap up to the highest of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Characters(Vec<u64>);

impl Characters {
    /// Adds a character.
    pub fn insert(&mut self, c: char) {
        let (word, bit) = place(c);
        if word >= self.0.len() {
            self.0.resize(word + 1, 0);
        }
        if let Some(word) = self.0.get_mut(word) {
            *word |= bit;
        }
    }

    /// True if the character is one of them.
    pub fn contains(&self, c: char) -> bool {
        let (word, bit) = place(c);
        self.0.get(word).is_some_and(|word| word & bit != 0)
    }

    /// True if there is none.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    /// Adds those of another set.
    pub fn merge(&mut self, other: &Self) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        for (word, more) in self.0.iter_mut().zip(&other.0) {
            *word |= more;
        }
    }

    /// The characters, in the order of their code points.
    pub fn iter(&self) -> impl Iterator<Item = char> + '_ {
        let words = (0_u32..).zip(&self.0).filter(|(_, word)| **word != 0);
        words.flat_map(|(at, word)| {
            let bits = (0..u64::BITS).filter(move |bit| word >> bit & 1 != 0);
            bits.filter_map(move |bit| char::from_u32(at * u64::BITS + bit))
        })
    }
}

impl Extend<char> for Characters {
    fn extend<I: IntoIterator<Item = char>>(&mut self, characters: I) {
        for c in characters {
            self.insert(c);
        }
    }
}

impl FromIterator<char> for Characters {
    fn from_iter<I: IntoIterator<Item = char>>(characters: I) -> Self {
        let mut set = Self::default();
        set.extend(characters);
        set
    }
}

fn place(c: char) -> (usize, u64) {
    let number = u32::from(c);
    let word = usize::try_from(number / u64::BITS).unwrap_or(usize::MAX);
    (word, 1 << (number % u64::BITS))
}

/// The ideographs beyond the Basic Multilingual Plane that GB 18030—2022 asks of fonts at its
/// second level: those of the 通用规范汉字表 (2013), 196 of 8105. Read off Unihan's `kTGH`.
const COMMON: &str = "𠅤𠙶𠳐𡎚𡐓𣗋𣲗𣲘𣸣𤧛𤩽𤫉𥔲𥕢𥖨𥻗𦈡𦒍𦙶𦝼𦭜𦰡𧿹𨐈𨙸𨚕𨟠𨭉𨱇𨱏𨱑𨱔𨺙𩽾𩾃𩾌𪟝𪣻𪤗𪨰𪨶𪩘𪾢𫄧𫄨𫄷𫄸𫇭𫌀𫍣\
    𫍯𫍲𫍽𫐄𫐐𫐓𫑡𫓧𫓯𫓶𫓹𫔍𫔎𫔶𫖮𫖯𫖳𫗧𫗴𫘜𫘝𫘦𫘧𫘨𫘪𫘬𫚕𫚖𫚭𫛭𫞩𫟅𫟦𫟹𫟼𫠆𫠊𫠜𫢸𫫇𫭟𫭢𫭼𫮃𫰛𫵷𫶇𫷷𫸩𬀩𬀪𬂩𬃊𬇕𬇙𬇹𬉼𬊈𬊤\
    𬌗𬍛𬍡𬍤𬒈𬒔𬒗𬕂𬘓𬘘𬘡𬘩𬘫𬘬𬘭𬘯𬙂𬙊𬙋𬜬𬜯𬞟𬟁𬟽𬣙𬣞𬣡𬣳𬤇𬤊𬤝𬨂𬨎𬩽𬪩𬬩𬬭𬬮𬬱𬬸𬬹𬬻𬬿𬭁𬭊𬭎𬭚𬭛𬭤𬭩𬭬𬭯𬭳𬭶𬭸𬭼𬮱𬮿𬯀𬯎\
    𬱖𬱟𬳵𬳶𬳽𬳿𬴂𬴃𬴊𬶋𬶍𬶏𬶐𬶟𬶠𬶨𬶭𬶮𬷕𬸘𬸚𬸣𬸦𬸪𬹼𬺈𬺓";

/// True if fonts of reading systems are likely to lack the character: an ideograph beyond the
/// Basic Multilingual Plane that GB 18030—2022 does not ask for at its second level.
pub fn is_rare(c: char) -> bool {
    matches!(c, '\u{20000}'..='\u{3ffff}') && !COMMON.contains(c)
}

/// The rare characters of a text, and where they stand.
pub fn rare_characters(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    // All that is rare begins with this byte, and hardly anything else does.
    let candidates = memchr::memchr_iter(0xf0, text.as_bytes());
    candidates
        .filter_map(|at| Some((at, text.get(at..)?.chars().next()?)))
        .filter(|(_, c)| is_rare(*c))
}

/// True if a character takes another shape between vertical lines, which fonts give by a feature
/// (`vert`): marks of Chinese and Japanese, and small kana (Unicode Standard Annex 50, `Tu` and
/// `Tr`).
pub fn turns_in_vertical_lines(c: char) -> bool {
    matches!(c,
        '、' | '。' | '〈'..='】' | '〔'..='〟' | '〰' | '゠' | 'ー' | '！' | '（' | '）' | '，'
        | '．' | '：' | '；' | '？' | '［' | '］' | '＿' | '｛'..='｠'
        | 'ぁ' | 'ぃ' | 'ぅ' | 'ぇ' | 'ぉ' | 'っ' | 'ゃ' | 'ゅ' | 'ょ' | 'ゎ' | 'ゕ' | 'ゖ'
        | 'ァ' | 'ィ' | 'ゥ' | 'ェ' | 'ォ' | 'ッ' | 'ャ' | 'ュ' | 'ョ' | 'ヮ' | 'ヵ' | 'ヶ')
}

/// True if a character is of a script whose letters join or move by rules in the font: from
/// Hebrew to Tibetan and Myanmar, from Tagalog to Vedic signs, and their presentation forms.
pub fn joins_by_rules(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{109f}' | '\u{1700}'..='\u{1cff}' | '\u{fb1d}'..='\u{fdff}'
        | '\u{fe70}'..='\u{fefe}' | '\u{10a00}'..='\u{11fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_what_was_put_in() {
        let mut set: Characters = "灯塔a𠮷".chars().collect();
        let more: Characters = "海\u{10ffff}".chars().collect();
        set.merge(&more);
        assert_eq!(set.iter().collect::<String>(), "a塔海灯𠮷\u{10ffff}");
        assert!(set.contains('灯') && !set.contains('港') && !set.contains('\u{10fffe}'));
    }

    #[test]
    fn rare_is_what_no_standard_asks_for() {
        assert_eq!(COMMON.chars().count(), 196);
        // Level 1 has all of the first block and Extension A; 𫚭 and 𬺓 are of level 2.
        let text = "海龦㐀鿏𫚭🌊𠮷𬺓é𰻞";
        let rare = rare_characters(text).map(|(_, c)| c);
        assert_eq!(rare.collect::<String>(), "𠮷𰻞");
    }
}
