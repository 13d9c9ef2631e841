//! What requests and advertising are known by, in English and in Chinese.

/// Sites where people have pages of their own, sell and take support: the host, and what people call it.
/// A page of a site that has others too is one only if the path is a name.
pub(super) const SITES: &[(&str, &str, Site)] = &[
    ("patreon.com", "patreon", Site::Own),
    ("ko-fi.com", "ko-fi", Site::Own),
    ("buymeacoffee.com", "buymeacoffee", Site::Own),
    ("paypal.me", "paypal", Site::Own),
    ("paypal.com", "paypal", Site::Own),
    ("venmo.com", "venmo", Site::Own),
    ("liberapay.com", "liberapay", Site::Own),
    ("opencollective.com", "opencollective", Site::Own),
    ("steadyhq.com", "steady", Site::Own),
    ("afdian.net", "爱发电", Site::Own),
    ("afdian.com", "爱发电", Site::Own),
    ("ifdian.net", "爱发电", Site::Own),
    ("linktr.ee", "linktree", Site::Own),
    ("lnk.to", "", Site::Own),
    ("beacons.ai", "", Site::Own),
    ("discord.gg", "discord", Site::Own),
    ("discord.com", "discord", Site::Own),
    ("t.me", "telegram", Site::Own),
    ("telegram.me", "telegram", Site::Own),
    ("wa.me", "whatsapp", Site::Own),
    ("chat.whatsapp.com", "whatsapp", Site::Own),
    ("amzn.to", "amazon", Site::Own),
    ("geni.us", "", Site::Own),
    ("teespring.com", "teespring", Site::Own),
    ("creator-spring.com", "", Site::Own),
    ("spreadshirt.com", "spreadshirt", Site::Own),
    ("redbubble.com", "redbubble", Site::Own),
    ("taobao.com", "淘宝", Site::Own),
    ("tmall.com", "天猫", Site::Own),
    ("space.bilibili.com", "b站", Site::Own),
    ("weidian.com", "微店", Site::Own),
    ("instagram.com", "instagram", Site::Named),
    ("twitter.com", "twitter", Site::Named),
    ("x.com", "", Site::Named),
    ("facebook.com", "facebook", Site::Named),
    ("fb.me", "", Site::Named),
    ("tiktok.com", "tiktok", Site::Named),
    ("twitch.tv", "twitch", Site::Named),
    ("threads.net", "threads", Site::Named),
    ("threads.com", "threads", Site::Named),
    ("bsky.app", "bluesky", Site::Named),
    ("mastodon.social", "mastodon", Site::Named),
    ("linkedin.com", "linkedin", Site::Named),
    ("pinterest.com", "pinterest", Site::Named),
    ("youtube.com", "youtube", Site::Named),
    ("github.com", "", Site::Named),
    ("github.com/sponsors", "", Site::Own),
    ("weibo.com", "微博", Site::Named),
    ("weibo.cn", "微博", Site::Named),
    ("douyin.com", "抖音", Site::Named),
    ("xiaohongshu.com", "小红书", Site::Named),
    ("zhihu.com/people", "知乎", Site::Own),
    ("open.spotify.com/show", "spotify", Site::Own),
    ("podcasts.apple.com", "apple podcasts", Site::Own),
    ("itunes.apple.com", "itunes", Site::Own),
];

/// The pages of a site.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Site {
    /// All of them are of people, goods or gifts.
    Own,
    /// Those whose path is a name.
    Named,
}

/// Names of pages, and of parts of sites, where people sell and take support.
#[rustfmt::skip] // many to a line
pub(super) const PAGES: &[&str] = &[
    "support", "donate", "join", "subscribe", "newsletter", "shop", "store", "merch", "membership",
    "sponsors", "patreon", "discord", "affiliate",
];

/// What says by itself that a sentence advertises or asks for something.
#[rustfmt::skip] // many to a line
pub(super) const PLAIN: &[&str] = &[
    "affiliate link",
    "like and subscribe",
    "like, comment",
    "like, share",
    "hit the bell",
    "notification bell",
    "promo code",
    "discount code",
    "coupon code",
    "use code",
    "use my code",
    "business inquiries",
    "business enquiries",
    "sponsorship inquiries",
    "thanks for watching",
    "thank you for watching",
    "thanks for listening",
    "thank you for listening",
    "一键三连",
    "求三连",
    "点个关注",
    "求关注",
    "欢迎关注我",
    "记得关注",
    "欢迎订阅",
    "订阅频道",
    "订阅我的",
    "小铃铛",
    "商务合作",
    "商务联系",
    "商业合作",
    "商务邮箱",
    "商务微信",
    "优惠码",
    "优惠券",
    "折扣码",
    "折扣链接",
    "粉丝群",
    "粉絲群",
    "交流群",
    "听友群",
    "聽友群",
    "购买链接",
    "購買連結",
    "一鍵三連",
    "歡迎訂閱",
    "訂閱頻道",
    "商業合作",
    "合作邀約",
    "折扣碼",
    "優惠碼",
];

/// What does so in a sentence that speaks of the recording, too.
#[rustfmt::skip] // many to a line
pub(super) const SPONSORS: &[&str] =
    &["sponsored by", "for sponsoring", "sponsor", "brought to you by", "赞助", "贊助"];

/// Words for the recording, and thanks for it.
#[rustfmt::skip] // many to a line
pub(super) const RECORDINGS: &[&str] = &[
    "this video", "this episode", "this podcast", "this show", "this talk", "this series",
    "today's", "todays", "our sponsor", "my sponsor", "thanks", "thank you", "本期", "本视频",
    "本節目", "本节目", "本集", "感谢", "感謝",
];

/// Verbs that a sentence begins with which asks for something, whatever follows.
#[rustfmt::skip] // many to a line
pub(super) const ASKS: &[&str] = &["subscribe", "donate", "smash", "like this video", "like the video", "订阅", "訂閱", "关注", "關注"];

/// Verbs that begin other sentences as well: an address or the name of a site must follow.
#[rustfmt::skip] // many to a line
pub(super) const INVITES: &[&str] = &[
    "support", "follow", "join", "get", "buy", "shop", "grab", "check out", "visit", "become",
    "sign up", "download", "listen", "help", "connect", "chat", "find", "contact", "email", "rate",
    "review", "leave", "try", "save", "claim", "head", "go to", "pre-order", "preorder", "order",
    "my", "our", "加入", "支持", "购买", "購買", "扫码", "掃碼",
    "领取", "添加", "联系", "聯繫", "投稿", "合作",
];

/// What may stand before such a verb.
#[rustfmt::skip] // many to a line
pub(super) const LEADS: &[&str] = &[
    "please", "don't forget to", "don’t forget to", "be sure to", "make sure to", "remember to",
    "and", "also", "you can", "want to", "if you want to", "if you'd like to", "to", "请", "請",
    "欢迎", "歡迎", "记得", "記得", "别忘了", "別忘了",
];

/// Names before a colon that stand for an account or a way to reach somebody.
#[rustfmt::skip] // many to a line
pub(super) const LABELS: &[&str] = &[
    "微博", "公众号", "公眾號", "微信", "微信号", "小红书", "小紅書", "抖音", "快手", "即刻",
    "知乎", "豆瓣", "b站", "bilibili", "哔哩哔哩", "qq", "qq群", "群号", "邮箱", "郵箱", "信箱",
    "淘宝", "淘宝店", "商务", "vx", "wx", "email", "e-mail", "mail", "contact", "website",
    "homepage", "blog", "merch", "store", "shop", "ig", "fb",
];
