//! What is neither blurb nor reference: thanks, credits, requests, and notes about where the list
//! is instead.

use super::marks::{is_blank, titles, trim};
use super::url;
use chengshu_writing::script::is_han;

/// Where in a sentence a wording must stand to make it a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stand {
    /// At its start.
    Start,
    /// At its start and before a colon, an `@` or nothing: `封面：`, `BGM`.
    Heading,
    /// Anywhere outside a title.
    Anywhere,
}

/// The wordings of notes. `Start` rows also hold for sentences with a title in them, `Anywhere`
/// rows do not: `《点赞之交》` is a work.
const NOTES: &[(&str, Stand)] = &[
    // Thanks.
    ("感谢", Stand::Start),
    ("特别感谢", Stand::Start),
    ("非常感谢", Stand::Start),
    ("同时感谢", Stand::Start),
    ("再次感谢", Stand::Start),
    ("鸣谢", Stand::Start),
    ("特别鸣谢", Stand::Start),
    ("致谢", Stand::Start),
    ("友情配音", Stand::Anywhere),
    ("友情出演", Stand::Anywhere),
    ("友情客串", Stand::Anywhere),
    ("友情支持", Stand::Anywhere),
    ("创意来自", Stand::Anywhere),
    ("灵感来自", Stand::Anywhere),
    ("配音来自", Stand::Anywhere),
    // Credits.
    ("BGM", Stand::Heading),
    ("bgm", Stand::Heading),
    ("背景音乐", Stand::Heading),
    ("使用音乐", Stand::Heading),
    ("音乐", Stand::Heading),
    ("配乐", Stand::Heading),
    ("歌单", Stand::Heading),
    ("片头曲", Stand::Heading),
    ("片尾曲", Stand::Heading),
    ("插曲", Stand::Heading),
    ("片头", Stand::Heading),
    ("片尾", Stand::Heading),
    ("OP", Stand::Heading),
    ("ED", Stand::Heading),
    ("封面", Stand::Heading),
    ("封面来源", Stand::Heading),
    ("图片来源", Stand::Heading),
    ("封面图", Stand::Heading),
    ("封面图片", Stand::Heading),
    ("图片", Stand::Heading),
    ("图片素材", Stand::Heading),
    ("视频素材", Stand::Heading),
    ("视频素材来源", Stand::Heading),
    ("影像素材", Stand::Heading),
    ("素材", Stand::Heading),
    ("素材来源", Stand::Heading),
    ("部分素材", Stand::Heading),
    ("画面", Stand::Heading),
    ("画面来源", Stand::Heading),
    ("设备", Stand::Heading),
    ("录音设备", Stand::Heading),
    ("拍摄设备", Stand::Heading),
    ("麦克风", Stand::Heading),
    ("剪辑软件", Stand::Heading),
    ("使用软件", Stand::Heading),
    ("软件", Stand::Heading),
    ("录音", Stand::Heading),
    ("混音", Stand::Heading),
    ("出品", Stand::Heading),
    ("编导", Stand::Heading),
    ("制作团队", Stand::Heading),
    ("制作人员", Stand::Heading),
    ("工作人员", Stand::Heading),
    ("STAFF", Stand::Heading),
    ("Staff", Stand::Heading),
    ("staff", Stand::Heading),
    ("等", Stand::Heading),
    ("等等", Stand::Heading),
    ("音乐《", Stand::Start),
    ("配乐《", Stand::Start),
    ("BGM《", Stand::Start),
    ("片头曲《", Stand::Start),
    ("片尾曲《", Stand::Start),
    ("主题曲《", Stand::Start),
    ("插曲《", Stand::Start),
    ("包装", Stand::Heading),
    ("下期预告", Stand::Heading),
    ("预告", Stand::Heading),
    ("上期视频", Stand::Heading),
    ("上集", Stand::Heading),
    ("上期", Stand::Heading),
    ("上一期", Stand::Heading),
    ("前情提要", Stand::Heading),
    ("往期", Stand::Start),
    ("购买链接", Stand::Start),
    ("购买", Stand::Heading),
    ("优惠", Stand::Start),
    ("同款", Stand::Start),
    ("恰饭", Stand::Start),
    ("音乐来源", Stand::Heading),
    ("配音", Stand::Heading),
    ("旁白", Stand::Heading),
    ("后期", Stand::Heading),
    ("剪辑", Stand::Heading),
    ("制作", Stand::Heading),
    ("监制", Stand::Heading),
    ("策划", Stand::Heading),
    ("文案", Stand::Heading),
    ("撰稿", Stand::Heading),
    ("字幕", Stand::Heading),
    ("校对", Stand::Heading),
    ("美术", Stand::Heading),
    ("动画", Stand::Heading),
    ("出镜", Stand::Heading),
    ("主播", Stand::Heading),
    ("UP主", Stand::Heading),
    ("up主", Stand::Heading),
    // Business and contact.
    ("商务", Stand::Start),
    ("合作请", Stand::Start),
    ("合作", Stand::Heading),
    ("联系方式", Stand::Start),
    ("邮箱", Stand::Heading),
    ("微博", Stand::Heading),
    ("新浪微博", Stand::Heading),
    ("公众号", Stand::Heading),
    ("微信公众号", Stand::Heading),
    ("微信", Stand::Heading),
    ("知乎", Stand::Heading),
    ("抖音", Stand::Heading),
    ("QQ群", Stand::Start),
    ("qq群", Stand::Start),
    ("粉丝群", Stand::Start),
    ("交流群", Stand::Start),
    ("群号", Stand::Start),
    ("欢迎加群", Stand::Start),
    ("淘宝", Stand::Heading),
    ("店铺", Stand::Heading),
    ("商务合作", Stand::Anywhere),
    ("私信up", Stand::Anywhere),
    ("私信UP", Stand::Anywhere),
    ("私信我", Stand::Anywhere),
    ("可私信", Stand::Anywhere),
    ("请私信", Stand::Anywhere),
    ("赞助播出", Stand::Anywhere),
    // Requests.
    ("求三连", Stand::Start),
    ("一键三连", Stand::Anywhere),
    ("求关注", Stand::Anywhere),
    ("点个关注", Stand::Anywhere),
    ("点个赞", Stand::Anywhere),
    ("点赞", Stand::Anywhere),
    ("投币", Stand::Anywhere),
    ("制作不易", Stand::Anywhere),
    ("多多支持", Stand::Anywhere),
    ("记得关注", Stand::Anywhere),
    ("欢迎关注", Stand::Start),
    ("喜欢的话", Stand::Start),
    ("以上", Stand::Heading),
    ("完", Stand::Heading),
    ("如果喜欢", Stand::Start),
    ("如果觉得", Stand::Start),
    ("觉得不错", Stand::Start),
    ("欢迎指正", Stand::Anywhere),
    ("欢迎纠错", Stand::Anywhere),
    ("敬请谅解", Stand::Anywhere),
    ("如需", Stand::Start),
    ("如有需要", Stand::Start),
    ("如有错误", Stand::Start),
    ("如有疏漏", Stand::Start),
    ("如有侵权", Stand::Start),
    ("需要链接", Stand::Start),
    ("需要资料", Stand::Start),
    ("未经授权", Stand::Start),
    ("未经许可", Stand::Start),
    ("禁止转载", Stand::Anywhere),
    ("转载请", Stand::Anywhere),
    ("本视频仅", Stand::Start),
    ("免责声明", Stand::Start),
    ("声明", Stand::Heading),
    ("版权声明", Stand::Start),
    ("更新时间", Stand::Start),
    ("更新日期", Stand::Start),
    ("每周更新", Stand::Start),
    ("由于字数限制", Stand::Anywhere),
    ("字数限制", Stand::Anywhere),
    ("字数有限", Stand::Anywhere),
    ("篇幅有限", Stand::Anywhere),
    ("篇幅所限", Stand::Anywhere),
    ("不一一列举", Stand::Anywhere),
    ("不再一一", Stand::Anywhere),
    ("注：", Stand::Start),
    ("注:", Stand::Start),
    ("PS", Stand::Heading),
    ("ps", Stand::Heading),
    ("P.S", Stand::Start),
];

/// What headings of credits end in, whatever stands before it.
#[rustfmt::skip] // many to a line
const CREDITS: &[&str] = &[
    "音乐", "BGM", "bgm", "配乐", "片头曲", "片尾曲", "主题曲", "配音", "剪辑", "后期", "字幕", "封面",
    "素材", "图片", "美工",
];

/// What may stand before the heading of a credit.
const THIS: &[&str] = &["本期", "本集", "本片", "本视频", "视频", "节目", "全片"];

/// What a note about the list names.
const LISTS: &[&str] = &[
    "参考", "资料", "文献", "链接", "书目", "书单", "来源", "出处", "引用", "素材", "图片", "BGM",
    "bgm", "音乐", "歌单",
];

/// Where such a note sends the reader, or what it says instead of a list.
#[rustfmt::skip] // many to a line
const PLACES: &[&str] = &[
    "评论区", "评论里", "评论中", "评论自", "评论置", "评论第", "评论补", "见评论", "看评论",
    "在评论", "放评论", "置顶", "自取", "下期", "上期", "下集", "上集", "下一期", "上一期",
    "下一集", "上一集", "节目简介", "视频简介", "见简介", "看简介", "见动态", "在动态", "发动态",
    "见专栏", "在专栏", "私信", "网盘", "群文件", "公众号", "微博", "太多", "过多", "太长",
    "结尾", "末尾", "片尾", "文末", "视频最后", "视频中", "视频内", "弹幕", "放不下", "写不下", "补齐", "补充在", "补上", "补全", "同上", "暂无", "来源于网络",
    "来自网络", "来自于网络", "来源网络", "来自互联网",
];

/// What the rest of a heading's line begins with when the list is elsewhere.
#[rustfmt::skip] // many to a line
const SENDS: &[&str] = &[
    "见", "详见", "请见", "在评论", "评论", "置顶", "请看", "看评论", "放在", "放评论", "已放",
    "可见", "参见", "下期", "上期", "下集", "上集", "同上", "同前", "略", "无", "暂无", "太多",
    "私信", "请私信", "参考上", "参考下", "将在", "会在", "统一放", "和上", "与上", "同下",
];

/// Sentences that open the blurb, also after a list.
#[rustfmt::skip] // many to a line
const OPENERS: &[&str] = &[
    "本篇", "本期", "本集", "本视频", "本节目", "本系列", "本片", "这期", "这一期", "这是",
    "这里是", "今天", "大家好", "各位", "欢迎来到", "欢迎收看", "我是", "我们", "上期", "下期",
    "上集", "下集", "祝大家",
];

/// How long a note about the list is at most, in characters; longer ones are prose.
const LONGEST: usize = 60;

/// Marks at the edges of a note that say nothing.
fn edge(c: char) -> bool {
    is_blank(c) || "（()）【】[]*—-~～·#※!！。，,；;".contains(c)
}

/// Whether a sentence is a note.
pub(super) fn is_note(sentence: &str) -> bool {
    let core = sentence.trim_matches(edge);
    if core.is_empty() {
        return false;
    }
    if is_tags(trim(sentence))
        || is_chapter_mark(core)
        || credited(core).is_some()
        || is_own_page(core)
    {
        return true;
    }
    let titled = !titles(core).is_empty();
    // 本期封面：, 视频封面：
    let of_this = THIS
        .iter()
        .find_map(|w| core.strip_prefix(w))
        .unwrap_or(core);
    let worded = NOTES.iter().any(|(word, stand)| match stand {
        Stand::Start => core.starts_with(word),
        Stand::Heading => [core, of_this]
            .iter()
            .any(|core| core.strip_prefix(word).is_some_and(heads)),
        Stand::Anywhere => !titled && core.contains(word),
    });
    worded || (!titled && (mentions_account(core) || sends_elsewhere(core)))
}

/// What follows the heading of a credit with words of its own: `片头音乐：甲`, `使用BGM列表：`.
fn credited(core: &str) -> Option<&str> {
    let (heading, rest) = core.split_once(['：', ':'])?;
    let heading = trim(heading);
    let end = heading.trim_end_matches("列表").trim_end_matches("来源");
    let worded = CREDITS.iter().any(|word| end.ends_with(word));
    let of_sources = LISTS.iter().take(3).any(|word| heading.contains(word));
    let short = heading.chars().count() <= 10 && !heading.contains('《');
    (worded && short && !of_sources).then_some(trim(rest))
}

/// Whether a line is the address of an uploader's page.
fn is_own_page(core: &str) -> bool {
    core.contains("space.bilibili.com") && !core.contains(is_han)
}

/// Whether a line is hashtags: `#甲 #乙`, `#甲#`.
fn is_tags(core: &str) -> bool {
    core.contains(['#', '＃'])
        && core
            .split_whitespace()
            .all(|word| word.starts_with(['#', '＃']) && word.chars().count() > 1)
}

/// Whether a line marks a time of the talk: `12:30 甲`, `1:02:03-甲`, `P2 甲`.
fn is_chapter_mark(core: &str) -> bool {
    let rest = core.trim_start_matches(|c: char| c.is_ascii_digit());
    let hours = core.len() - rest.len();
    let Some(minutes) = rest.strip_prefix([':', '：']) else {
        return false;
    };
    let two = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count() == 2;
    (1..=2).contains(&hours) && two(minutes)
}

/// Whether a note is a heading with nothing after it, so that what it heads follows on the next
/// lines (`BGM：`).
pub(super) fn is_open_heading(sentence: &str) -> bool {
    let core = sentence.trim_matches(|c: char| edge(c) && !"：:".contains(c));
    let bare = core.trim_end_matches(['：', ':']);
    credited(core).is_some_and(str::is_empty)
        || (bare.len() < core.len() || core.len() <= 12)
            && NOTES
                .iter()
                .any(|(word, stand)| *stand != Stand::Anywhere && *word == bare)
}

/// Whether the rest of a heading's line says that the list is elsewhere.
pub(super) fn tells_where(rest: &str) -> bool {
    let core = rest.trim_matches(|c: char| edge(c) || "：:".contains(c));
    core.chars().count() <= LONGEST
        && !core.contains('《')
        && url::find_all(core).is_empty()
        && SENDS.iter().any(|word| core.starts_with(word))
        && (core.chars().count() <= 4 || PLACES.iter().any(|word| core.contains(word)))
}

/// Whether a line of a list calls out to the reader; an entry does so only in its title.
pub(super) fn exclaims(line: &str) -> bool {
    trim(line).ends_with(['！', '!', '～', '~'])
        && titles(line).is_empty()
        && url::find_all(line).is_empty()
}

/// Whether a sentence opens the blurb.
pub(super) fn opens_blurb(sentence: &str) -> bool {
    let core = sentence.trim_start_matches(edge);
    OPENERS.iter().any(|word| core.starts_with(word))
}

fn heads(rest: &str) -> bool {
    let rest = trim(rest);
    rest.is_empty() || rest.starts_with(['：', ':', '@', '＠', '/', '／', '|', '&', '、', 'b', 'B'])
}

/// `@name` outside an address.
fn mentions_account(core: &str) -> bool {
    !opens_blurb(core)
        && url::find_all(core).is_empty()
        && core.char_indices().any(|(at, c)| {
            matches!(c, '@' | '＠')
                && !core[..at]
                    .chars()
                    .next_back()
                    .is_some_and(|b| b.is_ascii_alphanumeric())
        })
}

/// Whether a sentence says where the list is instead.
pub(super) fn sends_elsewhere(core: &str) -> bool {
    core.chars().count() <= LONGEST
        && url::find_all(core).is_empty()
        && LISTS.iter().any(|word| core.contains(word))
        && PLACES.iter().any(|word| core.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_known() {
        for note in [
            "感谢@甲乙的友情配音",
            "（封面的创意来自 @甲）",
            "特别鸣谢：甲乙丙",
            "BGM：甲、乙",
            "参考资料见评论区",
            "参考资料评论自取",
            "余下资料评论区补上",
            "更多文献见专栏",
            "需要链接的可私信我",
            "求三连！",
            "商务合作：a@b.example",
            "QQ群：123456",
            "微博：@甲",
            "封面：甲",
            "参考资料太多，放不下了",
            "喜欢的话请点赞投币",
            "更新时间：每周五",
        ] {
            assert!(is_note(note), "{note}");
        }
    }

    #[test]
    fn entries_and_blurbs_are_not_notes() {
        for text in [
            "《感谢的话》甲",
            "甲2003年出版《点赞之交》",
            "甲的音乐生涯官网",
            "本期为与@甲的联动",
            "本期为甲下集。",
            "甲评论集",
            "联系甲乙的报道",
            "制作人甲的回忆录",
        ] {
            assert!(!is_note(text), "{text}");
        }
    }

    #[test]
    fn a_heading_may_say_the_list_is_elsewhere() {
        assert!(tells_where("见评论区置顶"));
        assert!(tells_where("下期一并放出"));
        assert!(!tells_where("见闻杂志官网"));
    }
}
