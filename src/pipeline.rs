//! Work done side by side, results taken in order, with only so much of it in flight: memory is
//! bounded by the window, not by the number of jobs.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError, mpsc};

/// Jobs that may be ahead of the consumer, per thread.
const AHEAD: usize = 8;

struct Turn {
    next: usize,
    taken: usize,
    stopped: bool,
}

struct Queue {
    turn: Mutex<Turn>,
    moved: Condvar,
}

impl Queue {
    fn lock(&self) -> MutexGuard<'_, Turn> {
        // A panicking worker is reported by the scope; its lock guards nothing half done.
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn stop(&self) {
        self.lock().stopped = true;
        self.moved.notify_all();
    }
}

/// Stops the others when a worker unwinds, so that none waits for its result.
struct StopOnUnwind<'a>(&'a Queue);

impl Drop for StopOnUnwind<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.stop();
        }
    }
}

/// Runs `work` for `0..jobs` on several threads and hands each result to `consume` in order.
/// Stops at the first error of `consume` and returns it.
pub fn in_order<T: Send, E>(
    jobs: usize,
    threads: NonZeroUsize,
    work: impl Fn(usize) -> T + Sync,
    mut consume: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E> {
    let threads = threads.get().min(jobs);
    if threads <= 1 {
        return (0..jobs).try_for_each(|job| consume(work(job)));
    }
    let window = threads * AHEAD;
    let queue = Queue {
        turn: Mutex::new(Turn {
            next: 0,
            taken: 0,
            stopped: false,
        }),
        moved: Condvar::new(),
    };
    let (sender, results) = mpsc::channel();
    std::thread::scope(|scope| {
        for _ in 0..threads {
            let (sender, queue, work) = (sender.clone(), &queue, &work);
            scope.spawn(move || {
                let _guard = StopOnUnwind(queue);
                while let Some(job) = take(queue, jobs, window) {
                    if sender.send((job, work(job))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let mut waiting = BTreeMap::new();
        let mut due = 0;
        for (job, result) in results {
            waiting.insert(job, result);
            while let Some(result) = waiting.remove(&due) {
                if let Err(error) = consume(result) {
                    queue.stop();
                    return Err(error);
                }
                due += 1;
                queue.lock().taken = due;
                queue.moved.notify_all();
            }
        }
        Ok(())
    })
}

/// The next job, once there is room for its result.
fn take(queue: &Queue, jobs: usize, window: usize) -> Option<usize> {
    let mut turn = queue.lock();
    loop {
        if turn.stopped || turn.next >= jobs {
            return None;
        }
        if turn.next < turn.taken + window {
            turn.next += 1;
            return Some(turn.next - 1);
        }
        turn = queue
            .moved
            .wait(turn)
            .unwrap_or_else(PoisonError::into_inner);
    }
}

#[cfg(test)]
// A test that cannot go on fails.
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn results_come_in_order_and_few_are_in_flight() {
        for threads in [1, 2, 5] {
            let threads = NonZeroUsize::new(threads).unwrap();
            let (made, used) = (AtomicUsize::new(0), AtomicUsize::new(0));
            let most = AtomicUsize::new(0);
            let mut seen = Vec::new();
            let result: Result<(), ()> = in_order(
                500,
                threads,
                |job| {
                    let flying =
                        made.fetch_add(1, Ordering::SeqCst) + 1 - used.load(Ordering::SeqCst);
                    most.fetch_max(flying, Ordering::SeqCst);
                    job
                },
                |job| {
                    used.fetch_add(1, Ordering::SeqCst);
                    seen.push(job);
                    Ok(())
                },
            );
            assert_eq!(result, Ok(()));
            assert_eq!(seen, (0..500).collect::<Vec<_>>());
            assert!(most.into_inner() <= threads.get() * AHEAD + threads.get());
        }
    }

    #[test]
    fn an_error_ends_the_work() {
        let threads = NonZeroUsize::new(3).unwrap();
        let result = in_order(
            10_000,
            threads,
            |job| job,
            |job| if job == 7 { Err(job) } else { Ok(()) },
        );
        assert_eq!(result, Err(7));
    }
}
