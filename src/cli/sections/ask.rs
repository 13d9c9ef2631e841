//! Asks another program for the sections of a talk: once a transcript, with an end to waiting.

use std::collections::BTreeMap;
use std::io::{self, Read as _, Write as _};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use chengshu::ingest::diag::COMMAND_FAILED;
use chengshu::ingest::sections::answer::{self, Proposed};
use chengshu_text::diag::{Diagnostic, Place, Sink};
use chengshu_text::source::Source;
use serde::Serialize;

use super::Talk;

/// The longest answer that is read, in bytes.
const LONGEST: u64 = 4 << 20;
/// How often the program is looked after, and how long its answer may take once it has ended.
const PAUSE: Duration = Duration::from_millis(10);
const PATIENCE: Duration = Duration::from_secs(2);

/// A program, as the shell starts it.
pub struct Program<'a> {
    pub command: &'a str,
    /// How long it may take.
    pub seconds: u64,
}

/// What the program is given.
#[derive(Serialize)]
struct Request<'a> {
    schema: &'static str,
    file: &'a str,
    title: &'a str,
    language: &'a str,
    paragraphs: Vec<Numbered<'a>>,
    /// Where the topics seem to change: the numbers of paragraphs.
    hints: Vec<usize>,
}

#[derive(Serialize)]
struct Numbered<'a> {
    number: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    seconds: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    speaker: Option<&'a str>,
    text: &'a str,
}

impl Program<'_> {
    /// The sections it answers for a talk, by paragraph. A failure is a finding, and so is what does not
    /// fit.
    pub fn ask(&self, talk: &Talk<'_>, sink: &mut Sink) -> Option<BTreeMap<usize, Proposed>> {
        let mut failed = |why: String| {
            sink.push(
                Diagnostic::new(&COMMAND_FAILED, format!("`{}` {why}", self.command))
                    .at(Place::file(talk.name))
                    .help("docs/sections.md tells what it is given and what it answers"),
            );
        };
        let text = match self.run(request(talk)) {
            Ok(text) => text,
            Err(why) => {
                failed(why);
                return None;
            }
        };
        let source = Source::new(format!("{} (answer)", talk.name), text);
        let mut found = Sink::default();
        let read = answer::read(&source, talk.paragraphs.len(), &mut found);
        if read.is_none() {
            failed("answered no JSON with a list `sections`".to_owned());
        }
        sink.append(found);
        read
    }

    /// What the program answers, or why it does not.
    fn run(&self, request: Vec<u8>) -> Result<String, String> {
        let began = Instant::now();
        let mut child = shell(self.command)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("cannot be started: {error}"))?;
        let (input, output) = (child.stdin.take(), child.stdout.take());
        // Threads of their own, as it may write before it has read; what it has started may outlive it.
        thread::spawn(move || {
            // It may answer without reading all of it.
            let _ = input.map(|mut input| input.write_all(&request));
        });
        let (sender, answer) = mpsc::channel();
        thread::spawn(move || {
            let mut bytes = Vec::new();
            let read = output.map(|output| output.take(LONGEST + 1).read_to_end(&mut bytes));
            let _ = sender.send(read.transpose().map(|_| bytes));
        });
        let status = self.wait(&mut child, began).map_err(|error| error.to_string())?;
        let Some(status) = status else {
            return Err(format!("took longer than {} seconds", self.seconds));
        };
        if !status.success() {
            return Err(format!("failed: {status}"));
        }
        let bytes = match answer.recv_timeout(PATIENCE) {
            Ok(read) => read.map_err(|error| format!("cannot be read: {error}"))?,
            Err(_) => return Err("has ended and goes on writing".to_owned()),
        };
        if bytes.len() as u64 > LONGEST {
            return Err("answered more than 4 MiB".to_owned());
        }
        String::from_utf8(bytes).map_err(|_| "answered what is no UTF-8".to_owned())
    }

    /// Waits for the end of the program; ends it if that does not come.
    fn wait(
        &self,
        child: &mut Child,
        began: Instant,
    ) -> io::Result<Option<std::process::ExitStatus>> {
        loop {
            if let Some(status) = child.try_wait()? {
                return Ok(Some(status));
            }
            if began.elapsed() >= Duration::from_secs(self.seconds) {
                child.kill()?;
                child.wait()?;
                return Ok(None);
            }
            thread::sleep(PAUSE);
        }
    }
}

fn shell(command: &str) -> Command {
    let (shell, option) = if cfg!(windows) { ("cmd", "/C") } else { ("sh", "-c") };
    let mut shell = Command::new(shell);
    shell.args([option, command]);
    shell
}

fn request(talk: &Talk<'_>) -> Vec<u8> {
    let paragraphs = talk.paragraphs.iter().zip(1..).map(|(own, number)| Numbered {
        number,
        seconds: own.seconds,
        speaker: own.speaker.as_deref(),
        text: &own.text,
    });
    let request = Request {
        schema: "urn:chengshu:sections-request:1",
        file: talk.name,
        title: &talk.chapter.title,
        language: &talk.chapter.language,
        paragraphs: paragraphs.collect(),
        hints: talk.own.keys().map(|number| number + 1).collect(),
    };
    crate::cli::print::document(&request).into_bytes()
}
