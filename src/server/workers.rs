//! The threads that analyse and answer.

use std::collections::{HashSet, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::Thread;

use super::uri::Key;

/// A piece of work. It catches its own panics.
type Work = Box<dyn FnOnce() + Send>;

/// What a piece of work is about. Of pieces about one document only one is done at a time: they would wait for one another's analysis
/// and hold up all other documents.
pub(super) type Lane = Option<Key>;

#[derive(Default)]
struct Queue {
    now: VecDeque<(Lane, Work)>,
    later: VecDeque<Work>,
    /// The documents that are being worked on.
    busy: HashSet<Key>,
    /// How many threads are at work for later; one is left free for what is wanted now.
    slow: usize,
    /// The threads that have nothing to do, the one that had last at the end. That one is woken first: it has the words of the text at
    /// hand still, and its memory is put to use again.
    idle: Vec<Thread>,
}

impl Queue {
    fn wake(&mut self) {
        if let Some(thread) = self.idle.pop() {
            thread.unpark();
        }
    }
}

/// Some threads with a queue.
pub(super) struct Workers {
    shared: Arc<Mutex<Queue>>,
}

impl Workers {
    /// As many threads as there are processors, but some in any case, so that a long piece of work does not hold up all others.
    pub(super) fn start() -> Self {
        let shared: Arc<Mutex<Queue>> = Arc::default();
        let threads = std::thread::available_parallelism().map_or(2, |count| count.get().clamp(2, 8));
        for _ in 0..threads {
            let shared = Arc::clone(&shared);
            std::thread::spawn(move || work(&shared, threads));
        }
        Self { shared }
    }

    /// Has `task` done as soon as may be.
    pub(super) fn spawn(&self, lane: Lane, task: impl FnOnce() + Send + 'static) {
        let mut queue = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        queue.now.push_back((lane, Box::new(task)));
        queue.wake();
    }

    /// Has `task` done when nobody waits for anything else.
    pub(super) fn spawn_later(&self, task: impl FnOnce() + Send + 'static) {
        let mut queue = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        queue.later.push_back(Box::new(task));
        queue.wake();
    }
}

/// Works for ever.
fn work(queue: &Mutex<Queue>, threads: usize) {
    let mut guard = queue.lock().unwrap_or_else(PoisonError::into_inner);
    loop {
        let Queue { now, busy, .. } = &*guard;
        let free = now.iter().position(|(lane, _)| lane.as_ref().is_none_or(|lane| !busy.contains(lane)));
        let next = free.and_then(|index| guard.now.remove(index));
        let slow = next.is_none() && guard.slow + 1 < threads;
        let task = next.or_else(|| if slow { guard.later.pop_front().map(|task| (None, task)) } else { None });
        let Some((lane, task)) = task else {
            let this = std::thread::current();
            guard.idle.retain(|thread| thread.id() != this.id());
            guard.idle.push(this);
            drop(guard);
            std::thread::park();
            guard = queue.lock().unwrap_or_else(PoisonError::into_inner);
            continue;
        };
        guard.slow += usize::from(slow);
        guard.busy.extend(lane.clone());
        drop(guard);
        task();
        guard = queue.lock().unwrap_or_else(PoisonError::into_inner);
        guard.slow -= usize::from(slow);
        if let Some(lane) = lane {
            guard.busy.remove(&lane);
        }
    }
}
