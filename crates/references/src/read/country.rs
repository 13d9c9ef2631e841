//! Names of countries.

/// Countries, as they stand in brackets after a name.
#[rustfmt::skip] // many to a line
pub(super) const COUNTRIES: &[&str] = &[
    "美国", "英国", "法国", "德国", "俄国", "中国", "韩国", "泰国", "前苏联", "美", "英", "法", "德", "俄", "苏", "白俄", "日", "韩", "意", "西", "葡", "荷", "加", "澳",
    "印", "以", "奥", "俄罗斯", "白俄罗斯", "苏联", "意大利", "西班牙", "葡萄牙", "加拿大",
    "澳大利亚", "阿根廷", "乌克兰", "印度", "波兰", "瑞典", "瑞士", "挪威", "丹麦", "芬兰",
    "荷兰", "比利时", "奥地利", "匈牙利", "捷克", "土耳其", "埃及", "以色列", "新西兰", "爱尔兰",
    "希腊", "智利", "秘鲁", "古巴", "墨西哥", "巴西", "日本", "朝鲜", "越南", "南非",
];

/// Whether a remark only names a country.
pub(super) fn is_country(text: &str) -> bool {
    COUNTRIES.contains(&text) || text.ends_with('国') && text.chars().count() <= 4
}
