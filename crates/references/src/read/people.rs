//! Names of persons and what they did for a work.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::country;
use super::endings::Endings;
use super::kind;
use super::language;
use super::lexicon::prose;
use super::marks::{is_blank, trim, without_remarks};
use super::publisher;
use chengshu_writing::script::is_han;

/// How many bytes names take at most; what is longer is prose, and not worth the time.
const LONGEST: usize = 400;

/// What a person did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Wrote it; told it, took it down or put it in order count as writing.
    Author,
    /// Translated it.
    Translator,
    /// Something that is neither: checked it, directed it.
    Neither,
}

impl Role {
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "author" => Self::Author,
            "translator" => Self::Translator,
            "neither" => Self::Neither,
            _ => return None,
        })
    }
}

/// Verbs after a name that say what the person did. Longer ones win.
pub(super) static ROLE_WORDS: LazyLock<Vec<(&str, Role)>> =
    LazyLock::new(|| prose::saying("role", Role::named));

/// Words before a name and a colon that say the same.
pub(super) static ROLE_LABELS: LazyLock<Vec<(&str, Role)>> =
    LazyLock::new(|| prose::saying("role-label", Role::named));

/// Occupations before a name. What stands before them (a country, an employer) goes with them.
static OCCUPATIONS: LazyLock<Vec<&str>> = LazyLock::new(|| prose::words("occupation"));

static OCCUPATION: LazyLock<Endings<()>> =
    LazyLock::new(|| Endings::new(OCCUPATIONS.iter().map(|word| (*word, ()))));

/// Words after a name that are no part of it.
const HONORIFICS: &[&str] =
    &["等人", "等", "教授", "老师", "博士", "先生", "女士", "本人", "编著", "主编", "著", "编"];

/// Words no name contains: with one of them inside, a phrase is something else.
static NOT_IN_NAMES: LazyLock<Vec<&str>> = LazyLock::new(|| prose::words("nameless"));

/// The same by their last characters.
static NAMELESS: LazyLock<Endings<()>> =
    LazyLock::new(|| Endings::new(NOT_IN_NAMES.iter().map(|word| (*word, ()))));

/// Surnames of Chinese people, to tell two of them from one foreign name around a full stop.
const SURNAMES: &str = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎\
鲁韦昌马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧肖尹姚邵湛汪祁毛禹狄米\
贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫房裘\
缪干解应宗丁宣邓郁单杭洪包诸左石崔吉龚程嵇邢滑裴陆荣翁荀羊甄曲封储靳段富巫焦谷车侯全班仰秋仲伊宫宁仇栾甘厉祖武符刘景詹束龙\
叶幸司黎薄印宿白怀蒲从鄂索咸籍赖卓蔺屠蒙池乔阴胥苍闻党翟谭贡劳姬申扶冉宰雍桑桂牛寿通边扈燕冀浦尚农温别庄晏柴瞿阎充慕连茹习\
艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧沃利师巩聂晁勾敖融冷辛阚那简饶曾沙养鞠须丰巢关蒯相查后荆红游权岳帅";

/// Surnames of two characters.
static COMPOUND_SURNAMES: LazyLock<Vec<&str>> = LazyLock::new(|| prose::words("surname"));

/// Characters that spell foreign names and hardly occur in Chinese ones.
const FOREIGN: &str = "斯姆夫茨埃布蒂娅莱萨诺顿迪拉弗尼塔茜琳丝帕沃拜厄赫菲泽巴卡士";

/// Characters that spell foreign names and occur in Chinese ones too; a given name of nothing else
/// is taken for foreign.
const SPELLING: &str = "克尔特德维奇伊丁里亚罗洛鲁普科奥纳列基契莫托恩格伯佩图皮库勒利阿瓦密根波默策扎比温林安曼姬珊雷约翰";

/// Whether `name` looks like a Chinese person's: a surname and one or two more characters that do
/// not spell a foreign name.
pub(super) fn looks_chinese(name: &str) -> bool {
    let compound = COMPOUND_SURNAMES.iter().find_map(|s| name.strip_prefix(s));
    let mut chars = compound.unwrap_or(name).chars();
    let known = compound.is_some() || chars.next().is_some_and(|c| SURNAMES.contains(c));
    let given: Vec<char> = chars.take(4).collect();
    (1..=2).contains(&given.len())
        && known
        && given.iter().all(|&c| is_han(c) && !FOREIGN.contains(c))
        && !given.iter().all(|&c| SPELLING.contains(c))
}

/// Whether `text` has the shape of a name and holds nothing that names other things.
pub(super) fn is_name(text: &str) -> bool {
    let count = text.chars().count();
    let shape = text.chars().all(|c| {
        is_han(c)
            || c.is_alphabetic()
            || matches!(
                c,
                '·' | '•'
                    | '・'
                    | '‧'
                    | '∙'
                    | '.'
                    | '．'
                    | '-'
                    | '‐'
                    | '–'
                    | '－'
                    | ' '
                    | '\''
                    | '’'
                    | '˙'
                    | '='
            )
    });
    (2..=30).contains(&count)
        && shape
        && text.starts_with(char::is_alphanumeric)
        && NAMELESS.last_end(text).is_none()
        && publisher::classify(text).is_none()
        && !country::COUNTRIES.contains(&text)
        && !language::is_only(text)
        && !ends_in_role(text)
        && kind::head(text).is_none_or(|(word, _)| word.len() <= '书'.len_utf8())
}

/// Whether `text` can hardly be anything but a name: it has a dot between its parts, looks like a
/// Chinese name, or is spelled mostly with characters that spell foreign names.
pub(super) fn is_sure_name(text: &str) -> bool {
    let spelling = text.chars().filter(|&c| SPELLING.contains(c) || FOREIGN.contains(c)).count();
    is_name(text)
        && (text.contains(['·', '•', '・', '‧'])
            || looks_chinese(text)
            || 2 * spelling >= text.chars().count()
            || text.starts_with(|c: char| c.is_ascii_uppercase()))
}

/// Whether `text` begins with an occupation, so that a name after it is sure.
pub(super) fn starts_with_occupation(text: &str) -> bool {
    OCCUPATIONS.iter().any(|w| text.starts_with(w))
}

/// Whether `text` ends in what somebody did; verbs of one character that also end names are left
/// out.
fn ends_in_role(text: &str) -> bool {
    text.ends_with(['著', '译'])
        || ROLE_WORDS
            .iter()
            .any(|(word, _)| word.len() > '著'.len_utf8() && text.ends_with(word))
}

/// The name left of `text` when country, occupation, remarks and honours are taken off, if it is
/// one.
fn person(text: &str) -> Option<String> {
    let (text, _) = without_remarks(text);
    let text = text
        .strip_prefix("by")
        .filter(|rest| rest.starts_with(|c: char| is_blank(c) || is_han(c)))
        .unwrap_or(&text);
    let mut name = trim(text).trim_matches(|c: char| is_blank(c) || "，,：:；;、/|".contains(c));
    // A stop after a Chinese name parts it from the title, as GB/T 7714 has it.
    if let Some(stopped) = name.strip_suffix(['.', '．']).filter(|n| n.ends_with(is_han)) {
        name = stopped;
    }
    for word in HONORIFICS {
        if let Some(rest) = name.strip_suffix(word).map(trim).filter(|r| r.chars().count() >= 2) {
            name = rest;
        }
    }
    let cut = OCCUPATION.last_end(name).unwrap_or(0);
    let rest = trim(&name[cut..]);
    let rest = rest.strip_prefix(['：', ':', '·']).unwrap_or(rest);
    if cut > 0 && rest.chars().count() < 2 {
        // 约翰·霍恩上尉 says who he is without his rank; 霍恩上尉 is an epithet, 法国记者 nobody's
        // name.
        let ranked = before_rank(name)?;
        let full = ranked.contains(['·', '•', '・', '.']);
        return Some(if full { ranked } else { name }.to_owned());
    }
    is_name(rest).then(|| trim(rest).to_owned())
}

/// The name before a rank, which makes a name of both; an occupation or a relation does not.
fn before_rank(name: &str) -> Option<&str> {
    [
        "元帅", "上将", "中将", "少将", "将军", "上校", "中校", "少校", "上尉", "中尉", "少尉",
        "爵士", "夫人", "国王", "女王",
    ]
    .iter()
    .filter_map(|rank| name.strip_suffix(rank))
    .find(|name| name.chars().count() >= 2 && is_name(name))
}

/// The names in `text`, which says nothing but names: split at `、`, 和 and the like, and at a full
/// stop or a blank between two Chinese names, but not inside one foreign name. `None` when
/// something in it is no name.
pub(super) fn names(text: &str) -> Option<Vec<String>> {
    if text.len() > LONGEST {
        return None;
    }
    let mut found = Vec::new();
    for piece in joined(text) {
        let dotted: Vec<&str> = piece
            .split(['.', '．', ' ', '\u{3000}', '·'])
            .map(trim)
            .filter(|p| !p.is_empty())
            .collect();
        if dotted.len() > 1 && dotted.iter().all(|p| looks_chinese(p)) {
            found.extend(dotted.into_iter().map(str::to_owned));
        } else {
            found.push(person(piece)?);
        }
    }
    (!found.is_empty()).then_some(found)
}

/// Cuts where names are joined. 和 and 与 join only what is long enough on both sides: they occur
/// in names.
fn joined(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    for piece in super::marks::split_outside(text, |c| {
        matches!(c, '、' | '，' | ',' | '&' | '＆' | '/' | '／' | ';' | '；')
    }) {
        let mut rest = piece;
        let mut from = 0;
        while let Some((at, word)) = ["以及", "和", "与", " and ", "及"]
            .iter()
            .filter_map(|w| rest[from..].find(w).map(|at| (from + at, *w)))
            .min()
        {
            let (before, after) = (trim(&rest[..at]), trim(&rest[at + word.len()..]));
            if before.chars().count() >= 2 && after.chars().count() >= 2 && !before.ends_with('埃')
            {
                pieces.push(before);
                rest = after;
                from = 0;
            } else {
                from = at + word.len();
            }
        }
        pieces.push(rest);
    }
    pieces.retain(|p| !trim(p).is_empty());
    pieces
}

/// The role `text` ends in, and what stands before it.
pub(super) fn role_at_end(text: &str) -> Option<(&str, Role)> {
    ROLE_WORDS
        .iter()
        .filter_map(|(word, role)| text.strip_suffix(word).map(|rest| (trim(rest), *role)))
        .min_by_key(|(rest, _)| rest.len())
}

/// Two groups of names, each with its role, written together: 里德口述、霍恩整理, 里德著霍恩译.
pub(super) fn several_roles(text: &str) -> Option<Vec<(Vec<String>, Role)>> {
    let (left, second) = role_at_end(text).filter(|_| text.len() <= LONGEST)?;
    let left = left.strip_suffix("采访").unwrap_or(left);
    if let Some(names) = names(left) {
        return Some(vec![(names, second)]);
    }
    ROLE_WORDS.iter().find_map(|(word, first)| {
        let (one, other) = left.split_once(word)?;
        let other = trim(other).trim_start_matches(['、', '，', ',', ' ']);
        Some(vec![(names(one)?, *first), (names(other)?, second)])
    })
}

/// The text with roles taken out of their brackets: 里德（著）霍恩（译） is 里德著，霍恩译，.
pub(super) fn without_role_brackets(text: &str) -> Cow<'_, str> {
    let mut left = String::new();
    let mut from = 0;
    for (at, open) in text.match_indices(['（', '(']) {
        let inner = at + open.len();
        let Some(len) = text[inner..]
            .char_indices()
            .take(6)
            .find_map(|(len, c)| matches!(c, '）' | ')').then_some(len))
        else {
            continue;
        };
        let word = trim(&text[inner..inner + len]);
        if at >= from && ROLE_WORDS.iter().any(|(role, _)| *role == word) {
            left.push_str(trim(&text[from..at]));
            left.push_str(word);
            left.push('，');
            from = inner + len + text[inner + len..].chars().next().map_or(0, char::len_utf8);
        }
    }
    if from == 0 {
        return Cow::Borrowed(text);
    }
    left.push_str(&text[from..]);
    Cow::Owned(left)
}

/// The role `text` begins with before a colon, and what stands after it.
pub(super) fn role_label(text: &str) -> Option<(&str, Role)> {
    ROLE_LABELS.iter().find_map(|(word, role)| {
        let rest = trim(text.strip_prefix(word)?);
        match rest.strip_prefix(['：', ':']) {
            Some(rest) => Some((trim(rest), *role)),
            // 作者里德
            None => (word.ends_with('者') && !rest.is_empty()).then_some((rest, *role)),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_split_where_they_are_joined() {
        let all = |text: &str| names(text).unwrap_or_default();
        assert_eq!(all("张思远.陈若兰"), ["张思远", "陈若兰"]);
        assert_eq!(all("多明.格朗热"), ["多明.格朗热"]);
        assert_eq!(all("约翰·史密斯和玛丽·琼斯"), ["约翰·史密斯", "玛丽·琼斯"]);
        assert_eq!(all("王小明、李和平"), ["王小明", "李和平"]);
        assert_eq!(all("张三、李四等"), ["张三", "李四"]);
        assert_eq!(all("张思远 陈若兰"), ["张思远", "陈若兰"]);
        assert_eq!(all("John Smith & Mary Jones"), ["John Smith", "Mary Jones"]);
    }

    #[test]
    fn country_and_occupation_come_off() {
        let all = |text: &str| names(text).unwrap_or_default();
        assert_eq!(all("[美]约翰·史密斯"), ["约翰·史密斯"]);
        assert_eq!(all("伊万诺夫（俄）"), ["伊万诺夫"]);
        assert_eq!(all("法国历史学家让·杜邦"), ["让·杜邦"]);
        assert_eq!(all("领航员约翰·史密斯"), ["约翰·史密斯"]);
        assert_eq!(all("霍恩上尉"), ["霍恩上尉"]);
        assert_eq!(all("约翰·霍恩上尉"), ["约翰·霍恩"]);
        assert_eq!(all("[美]霍恩."), ["霍恩"]);
    }

    #[test]
    fn what_is_no_name_is_none() {
        for text in [
            "法国记者", "领航员", "史密斯女儿", "第三季第五集", "有关甲的信息", "甲乙出版社",
            "英文", "19世纪研究所",
        ] {
            assert_eq!(names(text), None, "{text}");
        }
    }

    #[test]
    fn roles_are_read_at_either_end() {
        assert_eq!(role_at_end("约翰 编著"), Some(("约翰", Role::Author)));
        assert_eq!(role_at_end("王五译"), Some(("王五", Role::Translator)));
        assert_eq!(role_label("译者：王五"), Some(("王五", Role::Translator)));
    }
}
