//! Makes the table of [`chengshu_writing::marks`] and measures it.
//!
//! ```text
//! marks train TABLE TEXT...     makes a table of texts that have marks
//! marks test TABLE TEXT...      sets marks in captions made of other texts, and compares
//! ```
//!
//! Texts are plain or Markdown. Captions are made of them by cutting at each mark and, where a clause is
//! long, between (case b); in case c three in ten boundaries lie elsewhere than at their marks. The same
//! texts in the same order give the same table.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a program of its own, which reads texts and prints what it measures"
)]
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "weights and counts are small"
)]

use std::error::Error;
use std::fs;

use chengshu_writing::language::{self, Census, Form};
use chengshu_writing::marks::{
    BITS, BUCKETS, Before, Captions, GREATEST, Mark, Question, SLOTS, Table, features, marks,
};
use chengshu_writing::script::is_ideographic;
use chengshu_writing::variant::{Variant, convert};

/// Weights are counted in parts of this many to one.
const UNIT: f32 = 16.0;
const QUESTIONS: [Question; 3] = [Question::Mark, Question::Stop, Question::Question];
/// Speed of learning, in each pass; after the first, what fits into the table goes on.
const RATES: [f32; 5] = [0.12, 0.1, 0.06, 0.04, 0.02];

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [command, table, texts @ ..] = arguments.as_slice() else {
        return Err("usage: marks train|test TABLE TEXT...".into());
    };
    let texts = texts.iter().map(|path| fs::read_to_string(path).map(|text| clauses(&text)));
    let texts: Vec<Vec<Clause>> = texts.collect::<Result<_, _>>()?;
    if command == "train" {
        fs::write(table, Trainer::default().train(&texts))?;
        return Ok(());
    }
    let bytes = fs::read(table)?;
    let table = Table::of(&bytes).ok_or("no table")?;
    for (case, moved) in [("b", 0), ("c", 30)] {
        test(case, table, &texts, moved);
    }
    Ok(())
}

/// Words, and the mark behind them.
struct Clause {
    words: String,
    mark: Mark,
}

/// The clauses of a text; paragraphs without marks, headings, lists and code are left out.
fn clauses(text: &str) -> Vec<Clause> {
    let text = text
        .strip_prefix("---\n")
        .and_then(|rest| rest.split_once("\n---\n"))
        .map_or(text, |(_, body)| body);
    let mut census = Census::default();
    census.read(&language::sample(text));
    let is_traditional = census.certain().is_some_and(|tag| tag != "zh-CN");
    let mut out = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let converted = (is_traditional && number % 4 > 0)
            .then(|| convert(line, Form::Traditional, Variant::Mainland))
            .flatten();
        let line = converted.as_deref().unwrap_or(line);
        let ideographs = line.chars().filter(|&c| is_ideographic(c)).count();
        let signs = ["#", ">", "|", "<", "!", "[", "- ", "* "];
        if ideographs < 12
            || signs.iter().any(|sign| line.starts_with(sign))
            || line.contains("http")
        {
            continue;
        }
        let mut words = String::new();
        for c in line.chars() {
            let mark = match c {
                '，' | '、' | '；' | '：' | ',' | ';' => Mark::Comma,
                '。' | '！' | '…' => Mark::Stop,
                '？' => Mark::Question,
                c => {
                    words.push(c);
                    continue;
                }
            };
            if words.chars().any(char::is_alphanumeric) {
                out.push(Clause { words: std::mem::take(&mut words), mark });
            } else if let Some(last) = out.last_mut().filter(|_| mark != Mark::Comma) {
                last.mark = mark;
            }
        }
        if words.chars().any(char::is_alphanumeric) {
            out.push(Clause { words, mark: Mark::Stop });
        }
    }
    out
}

/// Numbers that look random, the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

/// Captions, the mark behind each, and how many marks stand behind none, by kind.
#[derive(Default)]
struct Sample {
    captions: Captions,
    marks: Vec<Mark>,
    elsewhere: [usize; 2],
}

/// Makes captions. In: how many boundaries of a hundred lie elsewhere than at their marks.
fn sample(clauses: &[Clause], moved: usize, dice: &mut Dice) -> Sample {
    let mut sample = Sample::default();
    let mut rest: Vec<char> = Vec::new();
    let cut = |words: &[char], at: usize| {
        !(words[at - 1].is_ascii_alphanumeric() && words[at].is_ascii_alphanumeric())
    };
    for (number, clause) in clauses.iter().enumerate() {
        rest.extend(clause.words.chars().filter(|c| c.is_alphanumeric()));
        while rest.len() > 20 || rest.len() > 12 && dice.below(4) == 0 {
            let at = 6 + dice.below(rest.len().min(24) - 11);
            if !cut(&rest, at) {
                break;
            }
            let piece: String = rest.drain(..at).collect();
            sample.captions.push(&piece);
            sample.marks.push(Mark::Gap);
        }
        let is_moved = dice.below(100) < moved && rest.len() > 6 && number + 1 < clauses.len();
        let back = rest.len() - if is_moved { 1 + dice.below(4) } else { 0 };
        let is_moved = is_moved && cut(&rest, back);
        let back = if is_moved { back } else { rest.len() };
        let piece: String = rest.drain(..back).collect();
        sample.captions.push(&piece);
        if is_moved {
            sample.elsewhere[usize::from(clause.mark != Mark::Comma)] += 1;
        }
        sample.marks.push(if is_moved { Mark::Gap } else { clause.mark });
    }
    sample
}

/// What the model has learnt.
struct Trainer {
    weights: Vec<f32>,
    /// Sums of the squares of steps, and which weights have a slot.
    steps: Vec<f32>,
    kept: Option<Vec<bool>>,
}

impl Default for Trainer {
    fn default() -> Self {
        let places = BUCKETS << BITS;
        Self { weights: vec![0.0; places], steps: vec![0.0; places], kept: None }
    }
}

impl Trainer {
    fn train(mut self, texts: &[Vec<Clause>]) -> Vec<u8> {
        let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
        for (pass, rate) in RATES.into_iter().enumerate() {
            for clauses in texts.iter().flat_map(|text| text.chunks(300)) {
                let moved = if dice.below(3) == 0 { dice.below(45) } else { 0 };
                let sample = sample(clauses, moved, &mut dice);
                let forced = pass == 0 || dice.below(3) == 0;
                self.learn(&sample, rate, forced);
            }
            if pass == 0 {
                self.prune();
            }
            eprintln!("pass {} of {}", pass + 1, RATES.len());
        }
        self.table()
    }

    /// Goes over captions once. In: whether the marks before are the right ones or the model's own.
    fn learn(&mut self, sample: &Sample, rate: f32, forced: bool) {
        let mut before = Before::default();
        let mut found = Vec::new();
        for (caption, &mark) in sample.marks.iter().enumerate() {
            let answers = [
                Some(mark != Mark::Gap),
                (mark != Mark::Gap).then_some(mark != Mark::Comma),
                matches!(mark, Mark::Stop | Mark::Question).then_some(mark == Mark::Question),
            ];
            let mut own = Mark::Gap;
            for (question, answer) in QUESTIONS.into_iter().zip(answers) {
                let Some(answer) = answer else { break };
                found.clear();
                features(&sample.captions, caption, before, question, |at| found.push(at));
                if let Some(kept) = &self.kept {
                    found.retain(|&at| kept[at]);
                }
                let score: f32 = found.iter().map(|&at| self.weights[at]).sum();
                if score > 0.0 {
                    own = [Mark::Comma, Mark::Stop, Mark::Question][question as usize - 1];
                }
                let error = f32::from(u8::from(answer)) - 1.0 / (1.0 + (-score).exp());
                if error.abs() < 0.01 {
                    continue;
                }
                for &at in &found {
                    self.steps[at] += error * error;
                    self.weights[at] += rate * error / (1e-3 + self.steps[at]).sqrt();
                }
            }
            before = before.then(&sample.captions, caption, if forced { mark } else { own });
        }
    }

    /// Keeps the features of each bucket that count most.
    fn prune(&mut self) {
        let mut kept = vec![false; self.weights.len()];
        for start in (0..self.weights.len()).step_by(1 << BITS) {
            let mut places: Vec<usize> = (start..start + (1 << BITS)).collect();
            let worth = |&at: &usize| self.weights[at].powi(2) * self.steps[at];
            places.sort_by(|one, other| worth(other).total_cmp(&worth(one)));
            for &at in places.iter().take(SLOTS).filter(|at| worth(at) > 0.0) {
                kept[at] = true;
            }
        }
        self.weights.fill(0.0);
        self.steps.fill(0.0);
        self.kept = Some(kept);
    }

    /// The table.
    fn table(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(BUCKETS * SLOTS * 2);
        let kept = self.kept.as_deref().unwrap_or_default();
        for bucket in 0..BUCKETS {
            let places = (bucket << BITS)..(bucket + 1) << BITS;
            let slots = places.filter(|&at| kept[at]).filter_map(|at| {
                let weight = (self.weights[at] * UNIT).round() as i32;
                let weight = weight.clamp(-GREATEST, GREATEST);
                let tag = at & ((1 << BITS) - 1);
                (weight != 0).then_some(((tag << 7) as u16) | (weight + GREATEST + 1) as u16)
            });
            let mut slots: Vec<u16> = slots.collect();
            slots.resize(SLOTS, 0);
            out.extend(slots.iter().flat_map(|slot| slot.to_le_bytes()));
        }
        out
    }
}

/// How often something was found rightly, wrongly, and not at all.
#[derive(Default)]
struct Tally {
    right: usize,
    wrong: usize,
    missed: usize,
}

impl Tally {
    fn count(&mut self, found: bool, is: bool) {
        match (found, is) {
            (true, true) => self.right += 1,
            (true, false) => self.wrong += 1,
            (false, true) => self.missed += 1,
            (false, false) => {}
        }
    }

    fn print(&self, name: &str) {
        let share = |of: usize| self.right as f64 / (self.right + of).max(1) as f64;
        let (precision, recall) = (share(self.wrong), share(self.missed));
        let f1 = 2.0 * precision * recall / (precision + recall).max(1e-9);
        print!("  {name}: F1 {f1:.3} (precision {precision:.3}, recall {recall:.3})");
    }
}

fn test(case: &str, table: Table<'_>, texts: &[Vec<Clause>], moved: usize) {
    let mut dice = Dice(1);
    let [mut any, mut comma, mut stop, mut question] = [(); 4].map(|()| Tally::default());
    let is_stop = |mark| matches!(mark, Mark::Stop | Mark::Question);
    for clauses in texts {
        let sample = sample(clauses, moved, &mut dice);
        for (found, &is) in marks(&sample.captions, table).into_iter().zip(&sample.marks) {
            any.count(found != Mark::Gap, is != Mark::Gap);
            comma.count(found == Mark::Comma, is == Mark::Comma);
            stop.count(is_stop(found), is_stop(is));
            question.count(found == Mark::Question, is == Mark::Question);
        }
        comma.missed += sample.elsewhere[0];
        stop.missed += sample.elsewhere[1];
        any.missed += sample.elsewhere[0] + sample.elsewhere[1];
    }
    print!("case {case}:");
    any.print("any");
    comma.print("comma");
    stop.print("stop");
    question.print("？");
    println!();
}
