//! Work done side by side, results taken in order, with only so much of it in flight: memory is
//! bounded by the window, not by the number of items.

use std::collections::BTreeMap;
use std::iter::{Enumerate, Fuse};
use std::num::NonZeroUsize;
use std::panic::resume_unwind;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// Items that may be ahead of the consumer, per thread.
const AHEAD: usize = 8;

/// How far the work is.
struct State<T> {
    /// How many items were taken, or are being.
    taken: usize,
    /// The item whose result is consumed next.
    due: usize,
    /// Results that are not consumed yet.
    done: BTreeMap<usize, T>,
    /// Whether there are no further items.
    exhausted: bool,
    stopped: bool,
    /// Threads that wait for something to change. To wake one costs as much as a small item.
    waiting: usize,
}

struct Queue<I, T> {
    window: usize,
    items: Mutex<Enumerate<Fuse<I>>>,
    state: Mutex<State<T>>,
    changed: Condvar,
}

/// What a thread does next.
enum Step<T> {
    Work,
    Consume(T),
    End,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // A panic is handed on by `in_order`; the lock guards nothing half done.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<I: Iterator, T> Queue<I, T> {
    fn new(items: I, threads: usize) -> Self {
        Self {
            window: threads * AHEAD,
            items: Mutex::new(items.fuse().enumerate()),
            state: Mutex::new(State {
                taken: 0,
                due: 0,
                done: BTreeMap::new(),
                exhausted: false,
                stopped: false,
                waiting: 0,
            }),
            changed: Condvar::new(),
        }
    }

    /// Wakes who waits, after a change of the state.
    fn wake(&self, state: &State<T>) {
        if state.waiting > 0 {
            self.changed.notify_all();
        }
    }

    fn stop(&self) {
        let mut state = lock(&self.state);
        state.stopped = true;
        self.wake(&state);
    }

    /// Takes an item and works on it, if there still is one.
    fn work(&self, work: impl Fn(I::Item) -> T) {
        let item = lock(&self.items).next();
        let done = item.map(|(number, item)| (number, work(item)));
        let mut state = lock(&self.state);
        if let Some((number, result)) = done {
            state.done.insert(number, result);
            if number == state.due {
                self.wake(&state);
            }
        } else {
            state.taken -= 1;
            state.exhausted = true;
            self.wake(&state);
        }
    }

    /// The next step of a thread that does what `choose` finds, once it finds something.
    fn step(&self, choose: impl Fn(&mut State<T>) -> Option<Step<T>>) -> Step<T> {
        let mut state = lock(&self.state);
        loop {
            if state.stopped {
                return Step::End;
            }
            if let Some(step) = choose(&mut state) {
                if matches!(step, Step::Consume(_)) {
                    self.wake(&state);
                }
                return step;
            }
            state.waiting += 1;
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
            state.waiting -= 1;
        }
    }

    /// Works, once there is room for a result.
    fn work_only(&self, state: &mut State<T>) -> Option<Step<T>> {
        if state.exhausted {
            return Some(Step::End);
        }
        (state.taken < state.due + self.window).then(|| {
            state.taken += 1;
            Step::Work
        })
    }

    /// Consumes what is due, or else works.
    fn consume_or_work(&self, state: &mut State<T>) -> Option<Step<T>> {
        let due = state.due;
        if let Some(result) = state.done.remove(&due) {
            state.due += 1;
            return Some(Step::Consume(result));
        }
        if !state.exhausted {
            return self.work_only(state);
        }
        (due == state.taken).then_some(Step::End)
    }
}

/// Stops the others when a thread unwinds, so that none waits for its result.
struct StopOnUnwind<'a, I: Iterator, T>(&'a Queue<I, T>);

impl<I: Iterator, T> Drop for StopOnUnwind<'_, I, T> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.stop();
        }
    }
}

/// Runs `work` for each item on several threads, of which this is one, and hands each result to
/// `consume` in order. An item is taken when a thread begins with it. Stops at the first error of
/// `consume` and returns it. A panic of any thread stops the others and goes on in this one.
pub fn in_order<I: Iterator + Send, T: Send, E>(
    items: impl IntoIterator<IntoIter = I, Item = I::Item>,
    threads: NonZeroUsize,
    work: impl Fn(I::Item) -> T + Sync,
    mut consume: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E> {
    let mut items = items.into_iter();
    let most = items.size_hint().1.unwrap_or(usize::MAX);
    let threads = threads.get().min(most);
    if threads <= 1 {
        return items.try_for_each(|item| consume(work(item)));
    }
    let queue = Queue::new(items, threads);
    thread::scope(|scope| {
        let worker = |_| {
            let (queue, work) = (&queue, &work);
            let run = move || {
                let _guard = StopOnUnwind(queue);
                while let Step::Work = queue.step(|state| queue.work_only(state)) {
                    queue.work(work);
                }
            };
            // A system that gives no further thread leaves more for those there are.
            thread::Builder::new().spawn_scoped(scope, run).ok()
        };
        let workers: Vec<_> = (1..threads).map_while(worker).collect();
        let done = {
            let _guard = StopOnUnwind(&queue);
            loop {
                match queue.step(|state| queue.consume_or_work(state)) {
                    Step::Work => queue.work(&work),
                    Step::Consume(result) => {
                        if let Err(error) = consume(result) {
                            queue.stop();
                            break Err(error);
                        }
                    }
                    Step::End => break Ok(()),
                }
            }
        };
        for worker in workers {
            if let Err(panic) = worker.join() {
                resume_unwind(panic);
            }
        }
        done
    })
}

#[cfg(test)]
// A test that cannot go on fails.
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

    #[test]
    fn results_come_in_order_and_few_are_in_flight() {
        for threads in [1, 2, 5] {
            let threads = NonZeroUsize::new(threads).unwrap();
            let (made, used) = (AtomicUsize::new(0), AtomicUsize::new(0));
            let most = AtomicUsize::new(0);
            let mut seen = Vec::new();
            let result: Result<(), ()> = in_order(
                0..500,
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
        let result =
            in_order(0..10_000, threads, |job| job, |job| if job == 7 { Err(job) } else { Ok(()) });
        assert_eq!(result, Err(7));
    }

    #[test]
    #[should_panic(expected = "on purpose")]
    fn a_panic_elsewhere_ends_the_work() {
        let here = thread::current().id();
        let others_work = AtomicBool::new(false);
        let _: Result<(), ()> = in_order(
            0..10_000,
            NonZeroUsize::new(3).unwrap(),
            |_| {
                if thread::current().id() != here {
                    others_work.store(true, Ordering::SeqCst);
                    panic!("on purpose");
                }
                while !others_work.load(Ordering::SeqCst) {
                    thread::yield_now();
                }
            },
            |()| Ok(()),
        );
    }
}
