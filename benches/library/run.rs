//! How long things take, and how much memory. Programs are run as children.

use std::fs;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::OnceLock;
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

/// What something needs. What cannot be told here is none.
#[derive(Debug, Clone, Copy)]
pub struct Usage {
    /// From start to end.
    pub time: Duration,
    /// Processor time of all threads, to a hundredth of a second. Neighbours on the machine do
    /// not change it much.
    pub processor: Option<Duration>,
    /// Most memory held at once, in bytes.
    pub peak: Option<u64>,
}

impl Usage {
    /// The usage of what only the time is known of.
    pub fn of_time(time: Duration) -> Self {
        Self { time, processor: None, peak: None }
    }

    /// The least time and the most memory of both.
    fn and(self, other: Self) -> Self {
        Self {
            time: self.time.min(other.time),
            processor: self.processor.min(other.processor),
            peak: self.peak.max(other.peak),
        }
    }
}

/// How often something is done to find how fast it can be. The least of several times is the one
/// the neighbours disturbed least.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// Once, to see that it works.
    Once,
    /// Three times and more, until some seconds have passed.
    Best,
}

impl Effort {
    const LEAST: usize = 3;
    const MOST: usize = 20;
    const ENOUGH: Duration = Duration::from_secs(5);

    /// The best of what `run` reports.
    pub fn best(self, mut run: impl FnMut() -> Result<Usage>) -> Result<Usage> {
        let mut best = run()?;
        let mut spent = best.time;
        let mut runs = 1;
        while self == Self::Best
            && runs < Self::MOST
            && (runs < Self::LEAST || spent < Self::ENOUGH)
        {
            let usage = run()?;
            best = best.and(usage);
            spent += usage.time;
            runs += 1;
        }
        Ok(best)
    }
}

const TIME: &str = "/usr/bin/time";

/// Runs a command once, start-up included. `fine` says whether an exit status is a success.
pub fn program(command: Command, fine: fn(&ExitStatus) -> bool) -> Result<Usage> {
    if has_gnu_time() { counted(&command, fine) } else { watched(command, fine) }
}

/// Whether GNU time is here. It starts in a millisecond, waits for its child, and reports what
/// the kernel counted for it.
fn has_gnu_time() -> bool {
    static HERE: OnceLock<bool> = OnceLock::new();
    *HERE.get_or_init(|| {
        let mut command = Command::new(TIME);
        quiet(command.args(["-f", "%M", "true"]))
            .status()
            .is_ok_and(|status| status.success())
    })
}

fn counted(command: &Command, fine: fn(&ExitStatus) -> bool) -> Result<Usage> {
    let report = tempfile::NamedTempFile::new()?;
    let mut timed = Command::new(TIME);
    timed.args(["-f", "%M %U %S", "-o"]).arg(report.path());
    timed.arg(command.get_program()).args(command.get_args());
    if let Some(folder) = command.get_current_dir() {
        timed.current_dir(folder);
    }
    let start = Instant::now();
    let status = quiet(&mut timed).status()?;
    let time = start.elapsed();
    ensure!(fine(&status), "{command:?} ended with {status}");
    let text = fs::read_to_string(report.path())?;
    // A line about the exit status may come first.
    let mut fields = text.lines().last().unwrap_or_default().split(' ');
    let peak = fields.next().and_then(|kibibytes| kibibytes.parse().ok());
    let seconds: Option<Vec<f64>> = fields.map(|field| field.parse().ok()).collect();
    Ok(Usage {
        time,
        processor: seconds.map(|seconds| Duration::from_secs_f64(seconds.iter().sum())),
        peak: peak.map(|kibibytes: u64| kibibytes * 1024),
    })
}

/// Looks at the child's high-water mark, which Linux keeps, until its end.
fn watched(mut command: Command, fine: fn(&ExitStatus) -> bool) -> Result<Usage> {
    let start = Instant::now();
    let mut child = quiet(&mut command).spawn().context("cannot start")?;
    let status = format!("/proc/{}/status", child.id());
    let mut usage = Usage::of_time(Duration::ZERO);
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        usage.peak = high_water(Path::new(&status)).or(usage.peak);
        sleep(Duration::from_millis(1));
    };
    usage.time = start.elapsed();
    ensure!(fine(&status), "{command:?} ended with {status}");
    Ok(usage)
}

fn high_water(status: &Path) -> Option<u64> {
    let text = fs::read_to_string(status).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix(" kB")?.trim().parse().ok()?;
    Some(kibibytes * 1024)
}

fn quiet(command: &mut Command) -> &mut Command {
    command.stdout(Stdio::null()).stderr(Stdio::null())
}

/// Processor time this program has used so far, as Linux counts it (proc(5), `/proc/pid/stat`).
pub fn own_processor_time() -> Option<Duration> {
    /// What the kernel tells programs a second has, on every machine Rust runs on.
    const TICKS_PER_SECOND: f64 = 100.0;
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The second field is a name in brackets and may hold anything.
    let (_, fields) = stat.rsplit_once(") ")?;
    let fields: Vec<&str> = fields.split(' ').collect();
    let user: f64 = fields.get(11)?.parse().ok()?;
    let system: f64 = fields.get(12)?.parse().ok()?;
    Some(Duration::from_secs_f64((user + system) / TICKS_PER_SECOND))
}
