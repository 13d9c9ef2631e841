//! Presses, newspapers, broadcasters, sites and other bodies, told by the words their names end in.

use std::sync::LazyLock;

use super::country::is_country;
use super::endings::Endings;
use crate::reference::Kind;
use chengshu_writing::script::is_han;

/// What a name that is no person's names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Agent {
    /// A press.
    Press,
    /// A newspaper, magazine, journal, broadcaster or news agency.
    Outlet,
    /// A site.
    Site,
    /// A body that keeps documents: an archive, library or museum.
    Keeper,
    /// Any other body: a parliament, university, company.
    Body,
}

/// The words names of presses end in.
#[rustfmt::skip] // many to a line
pub(super) const PRESSES: &[&str] = &[
    "出版社", "出版公司", "出版集团", "出版局", "出版中心", "出版部", "出版有限公司", "图书公司",
    "书局", "书店", "书社", "书屋", "书坊", "印书馆", "印刷局", "印刷厂", "文库", "书业", "书房",
    "書房", "書店", "書局", "書社", "書院", "文庫", "新書", "印書館",
];

/// The words names of outlets end in.
#[rustfmt::skip] // many to a line
pub(super) const OUTLETS: &[&str] = &[
    "日报", "晚报", "早报", "晨报", "时报", "邮报", "周报", "卫报", "快报", "先驱报", "论坛报",
    "电讯报", "纪事报", "真理报", "太阳报", "镜报", "世界报", "费加罗报", "画报", "新报", "公报",
    "导报", "学报", "法制报", "青年报", "消息报", "独立报", "观察报", "泰晤士报", "星报", "报",
    "周刊", "月刊", "季刊", "双月刊", "半月刊", "期刊", "杂志", "杂志社", "学刊", "通讯社",
    "新华社", "法新社", "美联社", "路透社", "塔斯社", "合众国际社", "中新社", "共同社", "社",
    "新闻网", "新闻社", "新闻", "电视台", "电视一台", "电视二台", "电视三台", "电视四台", "电视五台", "卫视", "电台", "广播公司", "广播电台", "广播网", "电视网",
    "中文网", "在线", "频道", "央视", "评论", "季报", "通讯",
];

/// Words that end in the same characters but name no outlet.
#[rustfmt::skip] // many to a line
const NOT_OUTLETS: &[&str] = &[
    "情报", "海报", "电报", "预报", "年报", "警报", "汇报", "简报", "战报", "捷报", "出版社",
    "公社", "旅行社", "报社", "合作社", "结社", "书社", "社会", "画社", "申报", "回报", "喜报",
    "密报", "通报", "谍报",
];

const SITES: &[&str] =
    &["网站", "官网", "官方网站", "门户网站", "博客", "论坛", "主页", "网", "百科"];

const KEEPERS: &[&str] = &["档案馆", "图书馆", "博物馆", "纪念馆", "资料馆", "档案局", "文献馆"];

#[rustfmt::skip] // many to a line
const BODIES: &[&str] = &[
    "陆军", "海军", "空军", "医院", "监狱", "教廷", "邮局", "协会", "学会", "联合会", "理事会", "委员会", "工会", "商会", "教会", "公会", "议会", "议院",
    "参议院", "众议院", "国会", "杜马", "法院", "法庭", "检察院", "公司", "集团", "局", "总局",
    "司令部", "外交部", "国防部", "内政部", "司法部", "财政部", "教育部", "国务院", "部", "总署",
    "署", "办公室", "办公厅", "研究所", "研究院", "研究中心", "研究会", "中心", "大学", "学院",
    "科学院", "基金会", "政府", "白宫", "五角大楼", "银行", "组织", "联合国", "联盟", "机构",
    "智库", "警方", "军方", "大使馆", "使馆", "俱乐部", "公署", "事务所", "小组", "计划署",
    "难民署", "欧盟", "北约", "国家队", "实验室", "编委会", "编写组", "课题组", "委员", "社科院",
];

/// Endings that do not show where a name ends when more follows: they begin other words
/// (新闻评论员) or occur inside names.
#[rustfmt::skip] // many to a line
const NOT_LEADING: &[&str] = &[
    "新闻", "评论", "通讯", "在线", "报", "社", "网", "局", "部", "署", "组织", "中心", "委员",
    "集团", "小组", "期刊",
];

/// Sites known by names that do not say so.
#[rustfmt::skip] // many to a line
const PLATFORMS: &[&str] = &[
    "B站", "b站", "哔哩哔哩", "油管", "YouTube", "Youtube", "youtube", "知乎", "豆瓣", "Quora",
    "Reddit", "推特", "Netflix", "网飞", "奈飞", "Discovery", "国家地理", "知网",
];

/// Whether `name` is that of a site known by name.
pub(super) fn is_platform(name: &str) -> bool {
    PLATFORMS.contains(&name)
}

/// The words names of bodies end in.
const WORDS: [(&[&str], Agent); 5] = [
    (PRESSES, Agent::Press),
    (OUTLETS, Agent::Outlet),
    (SITES, Agent::Site),
    (KEEPERS, Agent::Keeper),
    (BODIES, Agent::Body),
];

/// The same by their last characters.
static ENDINGS: LazyLock<Endings<Agent>> = LazyLock::new(|| {
    let rows = WORDS.iter();
    Endings::new(rows.flat_map(|(words, agent)| words.iter().map(|word| (*word, *agent))))
});

/// What `name` names, unless it is a person.
pub(super) fn classify(name: &str) -> Option<Agent> {
    let name = name.trim_end_matches(|c: char| "”’》」".contains(c));
    let ends = |agent| ENDINGS.of(name).any(|(_, other)| other == agent);
    if ends(Agent::Press) || is_latin_press(name) {
        Some(Agent::Press)
    } else if is_outlet(name) {
        Some(Agent::Outlet)
    } else if ends(Agent::Site) || is_platform(name) || super::url::is_domain(name) {
        Some(Agent::Site)
    } else if ends(Agent::Keeper) {
        Some(Agent::Keeper)
    } else if ends(Agent::Body) {
        Some(Agent::Body)
    } else {
        None
    }
}

/// Whether `name` is that of a newspaper, magazine or broadcaster.
pub(super) fn is_outlet(name: &str) -> bool {
    is_acronym(name) || ends_as_outlet(name) || name.ends_with("周刊》")
}

fn ends_as_outlet(name: &str) -> bool {
    let mut words = ENDINGS.of(name);
    words.any(|(_, agent)| agent == Agent::Outlet) && !NOT_OUTLETS.iter().any(|w| name.ends_with(w))
}

/// What sort of paper a name names, by what it ends in; the longest counts.
#[rustfmt::skip] // many to a line
const PAPERS: &[(&str, Kind)] = &[
    ("报", Kind::Newspaper), ("画报", Kind::Magazine), ("学报", Kind::Journal),
    ("通报", Kind::Journal), ("季报", Kind::Journal), ("公报", Kind::Article),
    ("学刊", Kind::Journal), ("季刊", Kind::Journal), ("双月刊", Kind::Journal),
    ("周刊", Kind::Magazine), ("月刊", Kind::Magazine), ("杂志", Kind::Magazine),
    ("新聞", Kind::Newspaper), ("新闻", Kind::Newspaper), ("학보", Kind::Journal),
    ("紀要", Kind::Journal), ("纪要", Kind::Journal), ("학회지", Kind::Journal),
    ("신문", Kind::Newspaper), ("일보", Kind::Newspaper), ("신보", Kind::Newspaper),
];

/// The same of a word of a name, in small letters.
#[rustfmt::skip] // many to a line
const PAPER_WORDS: &[(&str, Kind)] = &[
    ("times", Kind::Newspaper), ("post", Kind::Newspaper), ("guardian", Kind::Newspaper),
    ("herald", Kind::Newspaper), ("tribune", Kind::Newspaper), ("telegraph", Kind::Newspaper),
    ("courier", Kind::Newspaper), ("gazette", Kind::Newspaper), ("zeitung", Kind::Newspaper),
    ("anzeiger", Kind::Newspaper), ("heraldo", Kind::Newspaper), ("diario", Kind::Newspaper),
    ("corriere", Kind::Newspaper), ("gazzetta", Kind::Newspaper), ("газета", Kind::Newspaper),
    ("journal", Kind::Journal), ("quarterly", Kind::Journal), ("annals", Kind::Journal),
    ("annales", Kind::Journal), ("annali", Kind::Journal), ("zeitschrift", Kind::Journal),
    ("вестник", Kind::Journal), ("magazine", Kind::Magazine), ("weekly", Kind::Magazine),
];

/// The kind of a piece that came out in `outlet`, as far as its name says.
pub(super) fn kind_of_article(outlet: &str) -> Kind {
    let ending = PAPERS.iter().filter(|(word, _)| outlet.ends_with(word));
    let ending = ending.max_by_key(|(word, _)| word.len());
    let lower = outlet.to_lowercase();
    let mut words = lower.split_whitespace();
    let word = || words.find_map(|word| PAPER_WORDS.iter().find(|(other, _)| *other == word));
    ending.or_else(word).map_or(Kind::Article, |(_, kind)| *kind)
}

/// Broadcasters and bodies are known by capitals, after a country or not: BBC, CNN, 日本NHK.
fn is_acronym(name: &str) -> bool {
    let capitals = name.trim_start_matches(is_han);
    let country = &name[..name.len() - capitals.len()];
    if !country.is_empty() && is_country(country) {
        return is_acronym(capitals);
    }
    (2..=5).contains(&name.len()) && name.chars().all(|c| c.is_ascii_uppercase())
}

fn is_latin_press(name: &str) -> bool {
    ["Press", "Books", "Publishing", "Publishers", "Verlag", "Éditions", "Editions", "& Sons"]
        .iter()
        .any(|w| name.ends_with(w))
}

/// Cuts an outlet or a body off the front of `text`: its name and the rest. The rest is not empty.
/// `河谷邮报马克` gives 河谷邮报 and 马克.
pub(super) fn leading(text: &str) -> Option<(&str, Agent, &str)> {
    let latin = text.find(|c: char| !c.is_ascii_uppercase()).unwrap_or(text.len());
    if is_acronym(&text[..latin]) && latin < text.len() {
        let rest = &text[latin..];
        // FR在线网站 is one name.
        if !rest.starts_with(|c: char| c.is_ascii_alphanumeric())
            && leading_word(rest).is_none_or(|(at, _)| at > 18)
        {
            return Some((&text[..latin], Agent::Outlet, rest));
        }
    }
    let (end, agent) = leading_word(text)?;
    let name = &text[..end];
    let plain = !name.contains(['《', '，', '“']) && super::year::dates(name).is_empty();
    (end < text.len() && plain).then_some((name, agent, &text[end..]))
}

/// Where the first name of a body in `text` ends.
fn leading_word(text: &str) -> Option<(usize, Agent)> {
    ENDINGS.last_end(text)?;
    let mut best: Option<(usize, usize, Agent)> = None;
    for (words, agent) in WORDS {
        for word in words.iter().filter(|w| !NOT_LEADING.contains(w)) {
            let Some(at) = text.find(word).filter(|&at| at > 0 || agent == Agent::Outlet) else {
                continue;
            };
            let end = at + word.len();
            let name = &text[..end];
            // 外交部长 is a post.
            if text[end..].starts_with(['长', '员']) {
                continue;
            }
            if agent == Agent::Outlet && NOT_OUTLETS.iter().any(|w| name.ends_with(w)) {
                continue;
            }
            // The earliest ending; of two that overlap the longer (出版社 before 出版, 研究所 before 所).
            if best.is_none_or(|(a, e, _)| end <= a || at < e && end > e) {
                best = Some((at, end, agent));
            }
        }
    }
    best.map(|(_, end, agent)| (end, agent))
}

/// Where a press is named in `text`: the bytes of its name, without a place before a colon.
pub(super) fn press_in(text: &str) -> Option<(usize, usize)> {
    static ENDINGS: LazyLock<Endings<()>> =
        LazyLock::new(|| Endings::new(PRESSES.iter().map(|word| (*word, ()))));
    // Most texts name none.
    ENDINGS.last_end(text)?;
    let end = PRESSES
        .iter()
        .filter_map(|w| Some(memchr::memmem::find(text.as_bytes(), w.as_bytes())? + w.len()))
        .max()?;
    let start = text[..end]
        .rfind([
            ':', '：', ' ', '　', '，', ',', '》', '）', '.', '．', '。', '/', '、', '-', '–', '—',
            '－', '|', '｜', '+',
        ])
        .map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
    (start < end).then_some((start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_end_in_what_they_are() {
        assert_eq!(classify("甲乙出版社"), Some(Agent::Press));
        assert_eq!(classify("甲乙时报"), Some(Agent::Outlet));
        assert_eq!(classify("NHK"), Some(Agent::Outlet));
        assert_eq!(classify("甲国国家档案馆"), Some(Agent::Keeper));
        assert_eq!(classify("甲国议院"), Some(Agent::Body));
        assert_eq!(classify("约翰·史密斯"), None);
        assert_eq!(classify("中央情报"), None);
    }

    #[test]
    fn an_outlet_comes_off_the_front() {
        assert_eq!(leading("乙丙邮报约翰"), Some(("乙丙邮报", Agent::Outlet, "约翰")));
        assert_eq!(leading("BBC约翰"), Some(("BBC", Agent::Outlet, "约翰")));
        assert_eq!(leading("约翰·史密斯"), None);
        assert_eq!(leading("甲电视台"), None);
    }

    #[test]
    fn a_press_loses_its_place() {
        let text = "北京：甲乙出版社2003年版";
        let (start, end) = press_in(text).unwrap_or_default();
        assert_eq!(&text[start..end], "甲乙出版社");
    }
}
