//! Language tags in the short form reading systems know (requirement M1).

/// A tag of two parts at most, in the usual case, and whether something was cut off.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Tag {
    /// As stated but for case and `_`.
    Whole(String),
    /// Without its script or other parts.
    Shortened(String),
}

/// Reads a tag such as `zh-CN`, `zh_cn`, `zh-Hans-CN`, `en` (BCP 47, section 2.1: language,
/// optional script, optional region, further parts). `None` if it is none.
pub(super) fn tag(text: &str) -> Option<Tag> {
    let mut parts = text.trim().split(['-', '_']);
    let language = parts.next()?.to_ascii_lowercase();
    if !matches!(language.len(), 2 | 3) || !letters(&language) {
        return None;
    }
    let (mut script, mut region, mut others) = (None, None, false);
    for part in parts {
        let fits = (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
        if !fits {
            return None;
        }
        let is_region = part.len() == 2 && letters(part)
            || part.len() == 3 && part.bytes().all(|b| b.is_ascii_digit());
        if is_region && region.is_none() && !others {
            region = Some(part.to_ascii_uppercase());
        } else if part.len() == 4 && letters(part) && script.is_none() && region.is_none() {
            script = Some(part.to_ascii_lowercase());
        } else {
            others = true;
        }
    }
    let shortened = script.is_some() || others;
    // Chinese without a region would lose its script with it.
    if language == "zh" && region.is_none() {
        region = match script.as_deref() {
            Some("hans") => Some("CN".to_owned()),
            Some("hant") => Some("TW".to_owned()),
            _ => None,
        };
    }
    let tag = match region {
        Some(region) => format!("{language}-{region}"),
        None => language,
    };
    Some(if shortened {
        Tag::Shortened(tag)
    } else {
        Tag::Whole(tag)
    })
}

fn letters(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_have_two_parts_at_most() {
        for (text, expected) in [
            ("zh-CN", Some(Tag::Whole("zh-CN".into()))),
            ("ZH_cn", Some(Tag::Whole("zh-CN".into()))),
            ("en", Some(Tag::Whole("en".into()))),
            ("es-419", Some(Tag::Whole("es-419".into()))),
            ("zh-Hans-CN", Some(Tag::Shortened("zh-CN".into()))),
            ("zh-Hant", Some(Tag::Shortened("zh-TW".into()))),
            ("sr-Latn", Some(Tag::Shortened("sr".into()))),
            ("de-CH-1996", Some(Tag::Shortened("de-CH".into()))),
            ("中文", None),
            ("chinese", None),
            ("z", None),
            ("zh-", None),
            ("", None),
        ] {
            assert_eq!(tag(text), expected, "{text}");
        }
    }
}
