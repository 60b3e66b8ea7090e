//! The requests that have no answer yet.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use hashbrown::HashMap;

use super::wire::Id;

/// Whether a request has been cancelled.
#[derive(Clone, Default, Debug)]
pub(super) struct Cancel(Arc<AtomicBool>);

impl Cancel {
    pub(super) fn is_set(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }

    pub(super) fn set(&self) {
        self.0.store(true, Ordering::Release);
    }
}

/// The requests that have no answer yet, so that each gets one and no more.
#[derive(Default)]
pub(super) struct Pending(Mutex<HashMap<Id, Cancel>>);

impl Pending {
    /// Notes that `id` is being worked on.
    pub(super) fn begin(&self, id: Id) -> Cancel {
        let cancel = Cancel::default();
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(id, cancel.clone());
        cancel
    }

    /// Takes the right to answer `id`; tells whether nobody had it.
    pub(super) fn end(&self, id: &Id) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(id).is_some()
    }

    /// Tells whoever works on anything to stop, and takes the right to answer all of it.
    pub(super) fn cancel_all(&self) -> Vec<Id> {
        let mut requests = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        requests
            .drain()
            .map(|(id, cancel)| {
                cancel.set();
                id
            })
            .collect()
    }

    /// Tells whoever works on `id` to stop, and takes the right to answer it.
    pub(super) fn cancel(&self, id: &Id) -> bool {
        let cancelled = self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(id);
        if let Some(cancel) = &cancelled {
            cancel.set();
        }
        cancelled.is_some()
    }
}
