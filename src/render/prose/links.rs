//! Links, and where they lead.

use super::{Prose, Setting};
use crate::model::block::{Inline, first_place, plain_text};
use crate::render::destination::{self, Destination};
use crate::render::diag;
use crate::render::targets::Targets;
use chengshu_text::diag::{Diagnostic, Quoted};
use chengshu_text::xml::{Node, Text, element};
use chengshu_writing::language::Direction;

impl Prose<'_> {
    pub(super) fn link(
        &mut self,
        href: &str,
        title: String,
        content: Vec<Inline>,
        out: &mut Vec<Node>,
    ) {
        let at = first_place(&content);
        let target: Option<Text> = match destination::destination(href) {
            Destination::Web(address) => Some(address.into()),
            Destination::File { path, fragment } => self.place(href, &path, &fragment, at),
            Destination::Nowhere => {
                self.leads_nowhere(href, at);
                None
            }
        };
        let visible = content.iter().any(|inline| match inline {
            Inline::Image { .. } => true,
            other => !plain_text(std::slice::from_ref(other)).trim().is_empty(),
        });
        // Lines may break anywhere in an address, which has no better place.
        let words = plain_text(&content);
        let mail = href.strip_prefix("mailto:").unwrap_or(href);
        let bare = words.contains("://") || words.starts_with("www.") || words == mail;
        self.in_link += 1;
        let nodes = self.line(content);
        self.in_link -= 1;
        match target {
            Some(target) if visible && self.in_link == 0 => {
                let title = (!title.trim().is_empty()).then_some(title);
                out.push(Node::Element(
                    element("a")
                        .attr("href", target)
                        .attr_opt("class", bare.then_some("url"))
                        .attr_opt(
                            "dir",
                            if bare { self.turned(Direction::LeftToRight) } else { None },
                        )
                        .attr_opt("title", title)
                        .nodes(nodes),
                ));
            }
            _ => out.extend(nodes),
        }
    }

    /// Where a link to a file leads, from the folder of the pages.
    fn place(&mut self, href: &str, path: &str, fragment: &str, at: Option<usize>) -> Option<Text> {
        let Setting { file, pages, form, .. } = *self.setting;
        let own = path.is_empty();
        let stated = path;
        let path = if own {
            file.to_owned()
        } else {
            destination::resolve(file, path).unwrap_or_default()
        };
        // Obsidian states paths from the root of the folder.
        let rooted = || {
            let states_folder = stated.contains('/') && !stated.starts_with('.');
            let rooted = destination::resolve("", stated).filter(|_| states_folder)?;
            pages.page(&rooted).is_some().then_some(rooted)
        };
        let path = match pages.page(&path) {
            None if !own => rooted().or_else(|| pages.elsewhere(&path)).unwrap_or(path),
            _ => path,
        };
        let found = if own || path == file {
            let near = |targets: &Targets| targets.nearest(fragment);
            let found = self.targets.find(fragment).map(str::to_owned);
            found.ok_or_else(|| (None, near(&self.targets)))
        } else {
            let Some(page) = pages.page(&path) else {
                self.leads_nowhere(href, at);
                return None;
            };
            let page = page.trim_start_matches("text/").to_owned();
            match fragment {
                "" => Ok(page),
                _ => {
                    pages.place(&path, fragment, form.page_limit).map_err(|near| (Some(page), near))
                }
            }
        };
        match found {
            Ok(address) => Some(address.into()),
            Err((page, near)) => {
                let consequence = match page {
                    Some(_) => "the link leads to the beginning of the chapter",
                    None => "its words stay as plain text",
                };
                let message = format!("{path} has no anchor {}; {consequence}", Quoted(fragment));
                let help = match near {
                    Some(near) => format!("did you mean {}?", Quoted(&near)),
                    None => "link to the words of a heading, or add an anchor: {#name}".to_owned(),
                };
                self.report(Diagnostic::new(&diag::PLACE_UNKNOWN, message).help(help), at);
                page.map(Text::from)
            }
        }
    }

    fn leads_nowhere(&mut self, href: &str, at: Option<usize>) {
        let finding = Diagnostic::new(
            &diag::LINK_UNRESOLVED,
            format!("the link {href:?} has no target; its words stay as plain text"),
        )
        .help("link to a transcript of this book by its file name, or to a web address");
        self.report(finding, at);
    }
}
