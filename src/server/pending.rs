//! The requests that have no answer yet.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use hashbrown::HashMap;
use serde::Serialize;

use super::wire::{Body, Failure, Id, Outbox};

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

    /// Answers `id`, and tells whether nobody had done so. The answer is on its way before anybody else can find that it is owed no
    /// more: who ends the server in between hangs up behind it.
    pub(super) fn answer<T: Serialize>(&self, outbox: &Outbox, id: &Id, outcome: &Result<T, Failure>) -> bool {
        // Written before the lock is taken, since that can take long.
        let body = Body::answer(Some(id), outcome);
        let mut requests = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let owed = requests.remove(id).is_some();
        if owed {
            outbox.put(body);
        }
        owed
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

#[cfg(test)]
mod tests {
    use serde::Serializer;

    use super::*;

    /// An answer that is still being written when the server ends.
    struct Late<'a>(&'a Pending, &'a Outbox, &'a Id);

    impl Serialize for Late<'_> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            assert_eq!(self.0.cancel_all(), std::slice::from_ref(self.2));
            self.1.answer(Some(self.2), &Ok("the server ends"));
            serializer.serialize_str("late")
        }
    }

    #[test]
    fn a_request_has_one_answer_though_the_server_ends_meanwhile() {
        let (pending, (outbox, messages), id) = (Pending::default(), Outbox::new(), Id::Number(1));
        pending.begin(id.clone());
        assert!(!pending.answer(&outbox, &id, &Ok(Late(&pending, &outbox, &id))));
        drop(outbox);
        let sent: Vec<_> = messages.iter().map(|body| String::from_utf8(body).expect("JSON")).collect();
        assert_eq!(sent, [r#"{"jsonrpc":"2.0","id":1,"result":"the server ends"}"#]);
    }
}
