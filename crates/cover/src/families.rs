//! Which font families suit which language, best first, and what to install for a script no font has.
//! Names are those fonts give themselves in English and in their own language.

use chengshu_writing::script::{is_cjk_mark, is_han, is_hangul, is_kana};

/// The kind of letter wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Genre {
    /// Song, Ming, Mincho; roman with serifs.
    Serif,
    /// Hei, Gothic; roman without serifs.
    Sans,
}

/// Families of one region or script.
#[derive(Debug)]
pub(super) struct Families {
    serif: &'static [&'static str],
    sans: &'static [&'static str],
}

const SIMPLIFIED: Families = Families {
    serif: &[
        "Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "Source Han Serif CN",
        "思源宋体", "思源宋体 CN", "Songti SC", "STSong", "华文中宋", "STZhongsong", "SimSun",
        "NSimSun",
    ],
    sans: &[
        "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "思源黑体",
        "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Microsoft YaHei UI", "Heiti SC",
        "STHeiti", "SimHei", "DengXian", "HarmonyOS Sans SC", "WenQuanYi Micro Hei",
        "WenQuanYi Zen Hei", "Droid Sans Fallback",
    ],
};

const TRADITIONAL: Families = Families {
    serif: &[
        "Noto Serif CJK TC", "Noto Serif TC", "Source Han Serif TC", "Source Han Serif TW",
        "思源宋體", "Songti TC", "LiSong Pro", "PMingLiU", "MingLiU", "Noto Serif CJK HK",
    ],
    sans: &[
        "Noto Sans CJK TC", "Noto Sans TC", "Source Han Sans TC", "PingFang TC",
        "Microsoft JhengHei", "Microsoft JhengHei UI", "Heiti TC", "Noto Sans CJK HK",
    ],
};

const JAPANESE: Families = Families {
    serif: &[
        "Noto Serif CJK JP", "Noto Serif JP", "Source Han Serif JP", "Source Han Serif",
        "Hiragino Mincho ProN", "Hiragino Mincho Pro", "Yu Mincho", "YuMincho", "IPAexMincho",
        "IPAMincho", "MS PMincho", "MS Mincho",
    ],
    sans: &[
        "Noto Sans CJK JP",
        "Noto Sans JP",
        "Source Han Sans JP",
        "Source Han Sans",
        "Hiragino Sans",
        "Hiragino Kaku Gothic ProN",
        "Yu Gothic",
        "YuGothic",
        "Meiryo",
        "IPAexGothic",
        "IPAGothic",
        "MS PGothic",
        "MS Gothic",
    ],
};

const KOREAN: Families = Families {
    serif: &[
        "Noto Serif CJK KR", "Noto Serif KR", "Source Han Serif K", "Source Han Serif KR",
        "AppleMyungjo", "NanumMyeongjo", "Batang",
    ],
    sans: &[
        "Noto Sans CJK KR", "Noto Sans KR", "Source Han Sans K", "Source Han Sans KR",
        "Apple SD Gothic Neo", "Malgun Gothic", "NanumGothic",
    ],
};

/// Roman letters of the Korean faces stand in for a text face where there is none: alone of the
/// pan-Chinese faces they have quotation marks of roman width.
const ROMAN: Families = Families {
    serif: &[
        "Source Serif 4", "Source Serif Pro", "EB Garamond", "Libertinus Serif",
        "Linux Libertine O", "Charter", "Georgia", "Palatino", "Palatino Linotype", "Noto Serif",
        "Noto Serif CJK KR", "Times New Roman", "Liberation Serif", "Tinos", "Times", "FreeSerif",
        "DejaVu Serif",
    ],
    sans: &[
        "Source Sans 3", "Source Sans Pro", "Noto Sans", "Helvetica Neue", "Helvetica", "Segoe UI",
        "Arial", "Noto Sans CJK KR", "Liberation Sans", "Arimo", "DejaVu Sans",
    ],
};

/// Families that answer for every character with a picture of a missing one.
pub(super) const LAST_RESORT: &[&str] = &[
    ".LastResort",
    "LastResort",
    "Last Resort",
    "Last Resort High-Efficiency",
    "Adobe Blank",
    "Adobe Blank 2",
    "Adobe NotDef",
];

/// The families for a text in the order they are tried. The script of the text decides first (a
/// Chinese title in a book marked English is still Chinese), then the language tag.
pub(super) fn ranking(text: &str, language: &str, genre: Genre) -> Vec<&'static str> {
    let order: [&Families; 5] = match region(text, language) {
        Region::Roman => [&ROMAN, &SIMPLIFIED, &TRADITIONAL, &JAPANESE, &KOREAN],
        Region::Simplified => [&SIMPLIFIED, &TRADITIONAL, &JAPANESE, &KOREAN, &ROMAN],
        Region::Traditional => [&TRADITIONAL, &SIMPLIFIED, &JAPANESE, &KOREAN, &ROMAN],
        Region::Japanese => [&JAPANESE, &SIMPLIFIED, &TRADITIONAL, &KOREAN, &ROMAN],
        Region::Korean => [&KOREAN, &SIMPLIFIED, &TRADITIONAL, &JAPANESE, &ROMAN],
    };
    let serif = order.iter().flat_map(|families| families.serif);
    let sans = order.iter().flat_map(|families| families.sans);
    match genre {
        // A sans of the right region is nearer than a serif of another: shapes of characters
        // differ between regions.
        Genre::Serif => order
            .iter()
            .take(1)
            .flat_map(|families| families.serif.iter().chain(families.sans))
            .chain(serif.chain(sans))
            .copied()
            .collect(),
        Genre::Sans => order
            .iter()
            .take(1)
            .flat_map(|families| families.sans.iter().chain(families.serif))
            .chain(sans.chain(serif))
            .copied()
            .collect(),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Region {
    Roman,
    Simplified,
    Traditional,
    Japanese,
    Korean,
}

fn region(text: &str, language: &str) -> Region {
    let tag = language.to_ascii_lowercase();
    let mut subtags = tag.split(['-', '_']);
    let primary = subtags.next().unwrap_or_default();
    let rest: Vec<&str> = subtags.collect();
    let mut han = false;
    for c in text.chars() {
        match c {
            // Kana and hangul name their language whatever the tag says.
            _ if primary != "zh" && is_kana(c) => return Region::Japanese,
            _ if primary != "zh" && is_hangul(c) => return Region::Korean,
            // Curly quotes are Latin marks, too.
            _ => han |= is_han(c) || c >= '\u{3000}' && is_cjk_mark(c),
        }
    }
    match primary {
        _ if !han && primary != "zh" => Region::Roman,
        "ja" => Region::Japanese,
        "ko" => Region::Korean,
        "zh" | "yue" if rest.iter().any(|tag| matches!(*tag, "hant" | "tw" | "hk" | "mo")) => {
            Region::Traditional
        }
        _ => Region::Simplified,
    }
}

/// A script a font may be missing for.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Script {
    pub name: &'static str,
    /// The font to install.
    pub fonts: &'static str,
}

const HAN: Script = Script {
    name: "Chinese",
    fonts: "install a Chinese font: on Debian and Ubuntu `sudo apt install fonts-noto-cjk`, on macOS `brew install --cask font-noto-serif-cjk-sc`, on Windows the optional feature “Chinese (Simplified) Supplemental Fonts”, or 思源宋体 (Source Han Serif) anywhere",
};
const KANA: Script = Script {
    name: "Japanese",
    fonts: "install a Japanese font, such as the package fonts-noto-cjk",
};
const HANGUL: Script =
    Script { name: "Korean", fonts: "install a Korean font, such as the package fonts-noto-cjk" };
const LATIN: Script = Script {
    name: "Latin",
    fonts: "install a text font, such as the package fonts-dejavu or fonts-noto-core",
};
const EMOJI: Script = Script {
    name: "picture",
    fonts: "remove the emoji from the title, or install a font with outlines for them, such as Noto Emoji",
};
const OTHER: Script = Script {
    name: "this",
    fonts: "install a font for the script, such as the package fonts-noto-core",
};

impl Script {
    /// Whether fonts either have the script or not, so that all of it being missing means no font.
    pub(super) fn is_whole(&self) -> bool {
        *self != EMOJI
    }
}

/// The script of a character. Marks used in Chinese text count as Chinese.
pub(super) fn script_of(c: char) -> &'static Script {
    match c {
        '\u{3041}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' => &KANA,
        '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7ff}' => &HANGUL,
        '\u{2e80}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}'
        | '\u{ff00}'..='\u{ffef}'
        | '\u{20000}'..='\u{3ffff}' => &HAN,
        '\u{2600}'..='\u{27bf}' | '\u{1f000}'..='\u{1faff}' => &EMOJI,
        '\0'..='\u{24f}' | '\u{2000}'..='\u{206f}' => &LATIN,
        _ => &OTHER,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str, language: &str, genre: Genre) -> &'static str {
        ranking(text, language, genre)[0]
    }

    #[test]
    fn the_region_follows_script_and_tag() {
        assert_eq!(first("港口", "zh-CN", Genre::Serif), "Noto Serif CJK SC");
        assert_eq!(first("港口", "zh-TW", Genre::Serif), "Noto Serif CJK TC");
        assert_eq!(first("港口", "zh-Hant", Genre::Sans), "Noto Sans CJK TC");
        assert_eq!(first("港口", "ja", Genre::Serif), "Noto Serif CJK JP");
        assert_eq!(first("みなと", "en", Genre::Serif), "Noto Serif CJK JP");
        assert_eq!(first("港口", "en", Genre::Serif), "Noto Serif CJK SC");
        assert_eq!(first("Harbours", "en", Genre::Serif), "Source Serif 4");
        assert_eq!(first("NASA", "zh", Genre::Serif), "Noto Serif CJK SC");
    }
}
