//! Scripts of the world as far as fonts for them are sold and packaged separately.

/// A script a font may be missing for.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Script {
    /// Its name.
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
const HANGUL: Script = Script {
    name: "Korean",
    fonts: "install a Korean font, such as the package fonts-noto-cjk",
};
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

/// The script of a character. Marks used in Chinese text count as Chinese.
impl Script {
    /// Whether fonts either have the script or not, so that all of it being missing means no font.
    pub(super) fn is_whole(&self) -> bool {
        *self != EMOJI
    }
}

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
