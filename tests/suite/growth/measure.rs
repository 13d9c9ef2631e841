//! What a piece of work costs the processor at one, two and four times a size.
//!
//! Wall time says what else the machine does. The time this thread was on a processor does not, and
//! Linux states it to the nanosecond. What is left of noise, a cache that others have emptied or a
//! page that was fetched, only ever adds: of some rounds in which the sizes take turns, the least
//! counts, and what grows too fast after few gets more.

use std::fmt;
use std::fs;
use std::sync::LazyLock;
use std::thread;
use std::time::{Duration, Instant};

use super::shapes::Work;

/// The sizes that are tried, in what a shape counts.
const FIRST: usize = 16;
const LAST: usize = 1 << 20;

/// Rounds of all sizes, and how many more one gets that grows too fast.
const ROUNDS: usize = 2;
const MORE_ROUNDS: usize = 6;

/// How often what grows too fast is measured again at twice the size. What is quadratic comes nearer to
/// 4 there; what has outgrown a cache or met noise is back at 2.
const LARGER: usize = 2;

/// Growth per doubling. What is linear doubles, what sorts a little more, and what outgrows a cache
/// more again; what is quadratic is at 4.
const MOST: f64 = 2.6;

/// The costs of a shape.
pub struct Growth {
    /// The size measured first.
    size: usize,
    /// What is worth measuring.
    enough: Duration,
    /// Costs at this size, twice and four times as much, less what the smallest input costs.
    costs: Vec<Duration>,
}

impl Growth {
    /// Measures what `shape` makes of sizes, the least of which costs `enough` more than the smallest
    /// input.
    pub fn of(shape: impl Fn(usize) -> Work, enough: Duration) -> Self {
        let smallest = shape(1);
        let fixed = (0..ROUNDS).map(|_| cost(&smallest)).min().unwrap();
        let enough = enough.max(fixed / 2);
        let mut size = FIRST;
        let mut works = vec![shape(size)];
        while size < LAST && cost(&works[0]).saturating_sub(fixed) < enough {
            size *= 2;
            works[0] = shape(size);
        }
        let mut growth = Self::at(size, &shape, works, fixed, enough);
        for _ in 0..LARGER {
            if growth.is_linear() {
                break;
            }
            size *= 2;
            growth = Self::at(size, &shape, vec![shape(size)], fixed, enough);
        }
        growth
    }

    /// Measures a size, whose work is made already, and its doubles; `fixed` is what the smallest input
    /// costs.
    fn at(
        size: usize,
        shape: &impl Fn(usize) -> Work,
        mut works: Vec<Work>,
        fixed: Duration,
        enough: Duration,
    ) -> Self {
        let mut costs = vec![Duration::MAX; 3];
        for round in 0..ROUNDS + MORE_ROUNDS {
            for (at, least) in costs.iter_mut().enumerate() {
                if works.len() == at {
                    works.push(shape(size << at));
                }
                *least = cost(&works[at]).saturating_sub(fixed).min(*least);
            }
            let growth = Self { size, enough, costs: costs.clone() };
            if growth.is_linear() && round + 1 >= ROUNDS {
                return growth;
            }
        }
        Self { size, enough, costs }
    }

    /// How much more each doubling costs.
    pub fn factors(&self) -> impl Iterator<Item = f64> {
        let pairs = self.costs.windows(2);
        pairs.map(|pair| pair[1].as_secs_f64() / pair[0].as_secs_f64().max(f64::EPSILON))
    }

    /// Whether it costs so little at the largest size that there is nothing to tell, or grows no
    /// faster than it may.
    pub fn is_linear(&self) -> bool {
        self.costs.iter().all(|cost| *cost < self.enough)
            || self.factors().all(|factor| factor <= MOST)
    }
}

impl fmt::Display for Growth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:>7}", self.size)?;
        for cost in &self.costs {
            write!(f, " {:>9.1} ms", cost.as_secs_f64() * 1e3)?;
        }
        for factor in self.factors() {
            write!(f, " {factor:>6.2}")?;
        }
        Ok(())
    }
}

/// The processor time of a piece of work, which stays on this thread.
fn cost(work: &Work) -> Duration {
    let before = spent();
    work();
    spent().saturating_sub(before)
}

/// The processor time of this thread so far, in any case up to a constant; where the system does not
/// state it, the time that has passed.
fn spent() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    // The kernel brings its sum up to date when it looks for another thread to run.
    thread::yield_now();
    let stated = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = stated.split(' ').next().and_then(|sum| sum.parse().ok());
    nanoseconds.map_or_else(|| START.elapsed(), Duration::from_nanos)
}
