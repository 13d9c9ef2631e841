//! Which lines of a list are its entries.

use super::super::heading::Mark;
use super::super::look;
use super::super::marks::trim_span;
use super::super::number;
use super::super::split;
use super::lines::{Line, is_rule, is_stop};
use super::{After, Mode, Reader};

/// What is known of the list being read.
#[derive(Debug, Clone, Copy)]
pub(super) struct List {
    /// Whether its heading leaves no doubt that it is one of sources.
    pub(super) sure: bool,
    pub(super) mark: Mark,
    /// Whether it began on the line of its heading, so that it may end with that line.
    pub(super) inline: bool,
    /// How the headings of its parts are set.
    pub(super) parts: Option<Mark>,
    /// What stands before its entries.
    pub(super) lead: Option<Lead>,
    /// Whether blank lines part its entries.
    pub(super) loose: Option<bool>,
    /// The blank line after its first entries has come.
    pub(super) gap: bool,
    /// How the last entry looks, if it is one line.
    pub(super) last: Option<Last>,
}

/// What stands before the entries of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lead {
    Nothing,
    Bullets,
    Numbers,
}

impl Lead {
    pub(super) fn of(number: Option<number::Number>) -> Self {
        match number {
            None => Self::Nothing,
            Some(number) if number.value.is_some() => Self::Numbers,
            Some(_) => Self::Bullets,
        }
    }
}

/// The entry above a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Last {
    /// It may go on.
    Open,
    /// It ended with a link: what is set below it is a remark.
    Linked,
}

impl List {
    pub(super) fn under(sure: bool, mark: Mark) -> Self {
        Self {
            sure,
            mark,
            inline: false,
            parts: None,
            lead: None,
            loose: None,
            gap: false,
            last: None,
        }
    }

    pub(super) fn is_bulleted(&self) -> bool {
        self.lead.is_some_and(|lead| lead != Lead::Nothing)
    }

    /// Learns from an entry how the list is set.
    pub(super) fn took(&mut self, line: &Line<'_>) {
        self.lead.get_or_insert(Lead::of(line.number));
        if self.last.is_some() {
            self.loose.get_or_insert(line.apart);
        }
    }
}

impl Reader<'_> {
    /// Reads a line of a list.
    pub(super) fn list(&mut self, lines: &[Line<'_>], at: usize) {
        let line = &lines[at];
        let words = &self.text[line.span.clone()];
        let body = line.body;
        let linked = body.starts_with('[') && body.contains("](");
        if !linked && !split::is_western(words) && !line.look().address {
            // Under a heading that may be one of anything, only what looks like an entry is one.
            let sure = self.list.sure && !line.links && !(self.list.inline && line.apart);
            let below = self.list.last == Some(Last::Open) && self.list.is_bulleted();
            let indented = line.number.is_none() && line.indent > 1 && !line.apart;
            if below && indented && !body.contains('《') {
                self.go_on(line);
            } else if sure || look::is_reference(body) || line.look().is_likely() {
                self.list.took(line);
                self.list.last = Some(Last::Open);
                self.sentences(line.at, &line.span);
            } else {
                self.note(line.span.clone());
            }
            return;
        }
        let next = lines.get(at + 1).filter(|next| !next.apart);
        let below = next.is_some_and(Line::is_address);
        match self.judge(line, below) {
            Verdict::Entry { whole } => {
                self.list.took(line);
                self.list.last = Some(if body.ends_with([')', ']']) && linked {
                    Last::Linked
                } else {
                    Last::Open
                });
                self.push(line.at, line.span.clone(), whole || linked);
            }
            Verdict::GoesOn => self.go_on(line),
            Verdict::Note { ends } => {
                self.note(line.span.clone());
                if ends {
                    self.mode = Mode::After(After::List);
                }
            }
        }
    }

    /// Reads a row of a table of sources, or a rule.
    pub(super) fn row(&mut self, lines: &[Line<'_>], at: usize) {
        let line = &lines[at];
        let is_table_rule = |line: &Line<'_>| {
            let words = &self.text[line.span.clone()];
            words.starts_with('|')
                && words.contains('-')
                && words.chars().all(|c| "|-: ".contains(c))
        };
        if is_rule(&self.text[line.span.clone()]) {
            if self.list.last.is_some() {
                self.mode = Mode::After(After::List);
            }
        } else if lines.get(at + 1).is_some_and(is_table_rule) {
            self.label(line.span.clone());
        } else if self.text[line.span.clone()].starts_with('|') && !is_table_rule(line) {
            let row = trim_span(self.text, &line.span, |c| c == '|');
            self.push(line.at, row, true);
        }
    }

    /// Adds a line to the entry above it, unless something that is none stands between.
    fn go_on(&mut self, line: &Line<'_>) {
        let part = self.regions.others();
        match self.regions.items.last_mut() {
            Some(item) if item.part == part => item.span.end = line.span.end,
            _ => self.note(line.span.clone()),
        }
    }

    /// Whether a line of a list is an entry. `below`: an address stands on the next line.
    fn judge(&mut self, line: &Line<'_>, below: bool) -> Verdict {
        let (body, number, look) = (line.body, line.number, line.look());
        let list = &mut self.list;
        let below_last = list.last.is_some() && number.is_none() && !line.apart;
        let identifier = look.address || look::is_identifier(body);
        if below_last && identifier && !look.own {
            return Verdict::Entry { whole: false };
        }
        if !look.sure && is_stop(body, look) || look.own {
            return Verdict::Note { ends: number.is_none() };
        }
        if below_last && line.indent > 1 && list.last == Some(Last::Linked) {
            return Verdict::Note { ends: false };
        }
        let wrapped = list.lead == Some(Lead::Numbers) && !(look.sure && look.named);
        if below_last && list.is_bulleted() && (line.indent > 1 || wrapped) {
            return Verdict::GoesOn;
        }
        list.gap |= line.apart && (list.inline || list.last.is_some()) && list.loose != Some(true);
        let bulleted = list.is_bulleted() || list.lead.is_none() && number.is_some();
        let near = number.is_some() == bulleted && (bulleted || !list.gap);
        let linked = look.linked || below && !body.starts_with(['(', '（']);
        let sure = list.sure && !line.links;
        let entry = if look.sure {
            look.named || !look.talks()
        } else if near && sure {
            look.titled || (look.named || !look.talks()) && (!look.prose || linked)
        } else if near || !bulleted {
            let said =
                linked || look.titled || look.named && sure || look.credited && near && !line.links;
            let address = look.address;
            (said || address && sure) && (!look.prose || near && look.titled) && !look.talks()
        } else {
            false
        };
        if entry {
            return Verdict::Entry { whole: body.contains("](") };
        }
        Verdict::Note { ends: bulleted && number.is_none() && line.apart }
    }
}

/// What a line of a list is.
enum Verdict {
    Entry {
        /// Whether it is one, whatever is in it.
        whole: bool,
    },
    /// It goes on with the entry above it.
    GoesOn,
    Note {
        /// Whether the list ends with it.
        ends: bool,
    },
}
