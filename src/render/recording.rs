//! Where moments of a recording are.

use chengshu_text::address::Address;

/// Where a recording is, for links to moments of it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Recording<'a> {
    /// The address of the recording.
    pub url: Option<&'a Address>,
    /// The address of a moment, with `{t}` for its seconds.
    pub template: Option<&'a str>,
}

impl Recording<'_> {
    /// The address of a moment, by the template or as the site of the recording has it; `None`
    /// when neither is known.
    pub fn address(&self, seconds: u32) -> Option<Address> {
        if let Some(template) = self.template {
            return Address::new(&template.replace("{t}", &seconds.to_string())).ok();
        }
        let url = self.url?.as_str();
        let host = url.split("://").nth(1)?.split(['/', '?', '#']).next()?;
        let host = host.trim_start_matches("www.").trim_start_matches("m.");
        let unit = match host {
            "bilibili.com" | "b23.tv" => "",
            "youtube.com" | "youtu.be" => "s",
            _ => return None,
        };
        let (path, fragment) = url.split_once('#').unwrap_or((url, ""));
        let joint = if path.contains('?') { '&' } else { '?' };
        let end = if fragment.is_empty() { "" } else { "#" };
        Address::new(&format!("{path}{joint}t={seconds}{unit}{end}{fragment}")).ok()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // A test that unwraps nothing fails as it should.
mod tests {
    use super::*;

    #[test]
    fn moments_are_addressed_as_each_site_does() {
        let at = |url| {
            let address = Address::new(url).unwrap();
            let recording = Recording { url: Some(&address), template: None };
            recording.address(50)
        };
        let is = |url, expected| assert_eq!(at(url), Address::new(expected).ok());
        is("https://www.bilibili.com/video/BV1xx", "https://www.bilibili.com/video/BV1xx?t=50");
        is("https://www.youtube.com/watch?v=a", "https://www.youtube.com/watch?v=a&t=50s");
        is("https://youtu.be/a", "https://youtu.be/a?t=50s");
        assert_eq!(at("https://lighthouse.example/1"), None);
        let own = Recording { url: None, template: Some("https://lighthouse.example/#{t}") };
        let expected = Address::new("https://lighthouse.example/#50").ok();
        assert_eq!(own.address(50), expected);
    }
}
