//! The threads that analyse and answer.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// A piece of work. It catches its own panics.
type Work = Box<dyn FnOnce() + Send>;

/// How soon a piece of work is wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Urgency {
    /// Somebody waits for it.
    Now,
    /// When nobody waits for anything else.
    Later,
}

#[derive(Default)]
struct Queue {
    now: VecDeque<Work>,
    later: VecDeque<Work>,
    /// How many threads are at work for later; one is left free for what is wanted now.
    slow: usize,
}

/// Some threads with a queue.
pub(super) struct Workers {
    shared: Arc<(Mutex<Queue>, Condvar)>,
}

impl Workers {
    /// As many threads as there are processors, but at least two, so that a long piece of work does not hold up all others.
    pub(super) fn start() -> Self {
        let shared: Arc<(Mutex<Queue>, Condvar)> = Arc::default();
        let threads = std::thread::available_parallelism().map_or(2, |count| count.get().clamp(2, 8));
        for _ in 0..threads {
            let shared = Arc::clone(&shared);
            std::thread::spawn(move || work(&shared, threads));
        }
        Self { shared }
    }

    /// Has `task` done.
    pub(super) fn spawn(&self, urgency: Urgency, task: impl FnOnce() + Send + 'static) {
        let (queue, bell) = &*self.shared;
        let mut queue = queue.lock().unwrap_or_else(PoisonError::into_inner);
        let line = if urgency == Urgency::Now { &mut queue.now } else { &mut queue.later };
        line.push_back(Box::new(task));
        bell.notify_one();
    }
}

fn work((queue, bell): &(Mutex<Queue>, Condvar), threads: usize) {
    let mut guard = queue.lock().unwrap_or_else(PoisonError::into_inner);
    loop {
        let slow = guard.now.is_empty() && guard.slow + 1 < threads;
        let task = if slow { guard.later.pop_front() } else { guard.now.pop_front() };
        let Some(task) = task else {
            guard = bell.wait(guard).unwrap_or_else(PoisonError::into_inner);
            continue;
        };
        guard.slow += usize::from(slow);
        drop(guard);
        task();
        guard = queue.lock().unwrap_or_else(PoisonError::into_inner);
        if slow {
            guard.slow -= 1;
            bell.notify_one();
        }
    }
}
