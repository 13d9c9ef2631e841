use super::*;

/// The lines of a text that promote something.
fn promoted(text: &str) -> Vec<&str> {
    let mut is_apart = true;
    let mut lines = Vec::new();
    for line in text.lines() {
        if line.trim().is_empty() {
            is_apart = true;
            continue;
        }
        let text = line.trim().to_owned();
        lines.push(Line {
            text,
            at: 0..0,
            is_apart: std::mem::take(&mut is_apart),
            is_blurb: true,
        });
    }
    let found = promotion(&lines);
    let shown = text.lines().map(str::trim).filter(|line| !line.is_empty());
    shown.zip(found).filter(|(_, found)| *found).map(|(line, _)| line).collect()
}

#[test]
fn requests_and_pages_of_makers_are_told() {
    for line in [
        "#ropes #bells #harbour",
        "#海边# #灯塔#",
        "Subscribe for more ropes every week!",
        "SUBSCRIBE to the channel",
        "Please like and subscribe if you enjoyed this.",
        "Don't forget to subscribe!",
        "Support the channel on Patreon: https://www.patreon.com/ropes",
        "Patreon: https://patreon.com/ropes",
        "► Twitter: https://twitter.com/ropemaker",
        "Follow me on Instagram @ropemaker",
        "Instagram - https://www.instagram.com/ropemaker/",
        "Join our Discord: https://discord.gg/aBcDeF",
        "My second channel: https://www.youtube.com/@bellmaker",
        "Buy me a coffee: https://ko-fi.com/ropemaker",
        "This episode is sponsored by Harbour Ropes.",
        "Thanks to Harbour Ropes for sponsoring this video!",
        "Use code TIDE for 20% off at https://ropes.example/",
        "Get 15% off your first rope: https://ropes.example/tide",
        "Some of these are affiliate links.",
        "Business inquiries: mail@ropes.example",
        "For sponsorship inquiries, write to us.",
        "Contact: mail@ropes.example",
        "Merch: https://ropes.example/shop",
        "Thanks for watching!",
        "喜欢的话请一键三连！",
        "欢迎订阅我的频道",
        "关注我，每周更新",
        "商务合作：rope@harbour.example",
        "微博：@海边的人",
        "公众号：海边",
        "粉丝群：123456789",
        "本期视频由海边绳业赞助播出",
        "使用优惠码 TIDE 立减",
        "爱发电：https://afdian.com/a/harbour",
        "小红书：海边的人",
        "官方微博：海边的人",
        "Please like this video and subscribe to my channel!",
        "本期节目由海边绳业赞助。绳子结实，价格公道。",
    ] {
        assert_eq!(promoted(line), [line]);
    }
}

#[test]
fn the_blurb_stays() {
    for line in [
        "Why ropes creak, and who made them.",
        "Join us as we climb the tower at night.",
        "Follow the keeper through a winter of storms.",
        "A law sponsored by two senators changed the harbour.",
        "Support for the old lamp came from fishermen.",
        "Get to know the people who ring the bells.",
        "The paper: https://harbour.example/paper.pdf",
        "Part 2: https://youtu.be/aBcDeFgHiJk",
        "The first video on bells: https://www.youtube.com/watch?v=aBcDeFgHiJk",
        "He posted it first: https://twitter.com/keeper/status/123456",
        "Code: https://github.com/harbour/ropes",
        "Twitter bought the harbour, and nobody noticed.",
        "How Patreon and Discord changed the way ropemakers live.",
        "The #1 reason why ropes break",
        "Half of it, 50%, fell off the cliff.",
        "The best moments of the week at the pier. Don't forget to subscribe!",
        "Join me as I tie a rope live on stream.",
        "本期讲灯塔的历史。",
        "他为守塔人点赞，也为自己难过。",
        "公众号如何改变了海边的生活",
        "投币电话消失的那一年。",
        "守塔人的微博里，只有一张照片。",
        "赞助航海的国王破产了。",
        "支持者和反对者在港口吵了一夜。",
        "订单从海上来，守塔人收下了它。",
    ] {
        assert_eq!(promoted(line), [""; 0], "{line}");
    }
}

#[test]
fn what_stands_with_them_goes_with_them() {
    let question = "Who tied the rope?\nPatreon: https://patreon.com/ropes";
    assert_eq!(promoted(question).len(), 1);
    let text = "All about ropes.\nThe map: https://harbour.example/map\n\nFOLLOW US\n\
        Website: https://ropes.example\nTwitter: https://twitter.com/ropes\n\n\
        Where to find me:\nhttps://www.instagram.com/ropes\nhttps://ropes.example/blog\n\nMore soon.";
    assert_eq!(
        promoted(text),
        [
            "FOLLOW US",
            "Website: https://ropes.example",
            "Twitter: https://twitter.com/ropes",
            "Where to find me:",
            "https://www.instagram.com/ropes",
            "https://ropes.example/blog",
        ]
    );
}
