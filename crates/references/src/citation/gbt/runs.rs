//! Areas of an entry put together.

use crate::citation::typeset::Run;
use chengshu_text::address::Address;

/// Areas put one after another, each with its full stop.
#[derive(Default)]
pub(super) struct Entry {
    runs: Vec<Run>,
}

impl Entry {
    /// Adds an area after a full stop.
    pub fn area(&mut self, text: &str, href: Option<Address>) {
        if text.is_empty() {
            return;
        }
        if !self.runs.is_empty() {
            self.stop();
            self.plain(" ");
        }
        match href {
            Some(href) => self.link(text, Some(href)),
            None => self.plain(text),
        }
    }

    pub fn link(&mut self, text: &str, href: Option<Address>) {
        self.runs.push(Run { href, ..Run::plain(text) });
    }

    fn plain(&mut self, text: &str) {
        match self.runs.last_mut() {
            Some(last) if last.href.is_none() => last.text.push_str(text),
            _ => self.runs.push(Run::plain(text)),
        }
    }

    /// A full stop, unless one stands there; an address that ends in one keeps it.
    fn stop(&mut self) {
        let ends = self
            .runs
            .last()
            .is_some_and(|last| last.href.is_none() && last.text.ends_with('.'));
        if !ends {
            self.plain(".");
        }
    }

    pub fn end(mut self) -> Vec<Run> {
        if !self.runs.is_empty() {
            self.stop();
        }
        self.runs
    }
}
