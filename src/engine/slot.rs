//! A place for the latest value: the newest wins, because a late frame is worthless.

use std::{
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

/// Holds at most one value.
#[derive(Debug)]
pub struct Slot<T> {
    inside: Mutex<Inside<T>>,
    changed: Condvar,
}

#[derive(Debug)]
struct Inside<T> {
    value: Option<T>,
    dropped: u64,
}

impl<T> Default for Slot<T> {
    fn default() -> Self {
        Self { inside: Mutex::new(Inside { value: None, dropped: 0 }), changed: Condvar::new() }
    }
}

impl<T> Slot<T> {
    /// Puts a value in; one that nobody has taken is dropped and counted.
    pub fn put(&self, value: T) {
        let mut inside = self.lock();
        if inside.value.replace(value).is_some() {
            inside.dropped += 1;
        }
        self.changed.notify_one();
    }

    /// Takes the value out, waiting for one at most `timeout`.
    pub fn take(&self, timeout: Duration) -> Option<T> {
        let inside = self.lock();
        let waited = self.changed.wait_timeout_while(inside, timeout, |inside| inside.value.is_none());
        let (mut inside, _) = waited.unwrap_or_else(PoisonError::into_inner);
        inside.value.take()
    }

    /// Takes the value out, waiting for one for as long as it takes.
    pub fn wait(&self) -> T {
        let mut inside = self.lock();
        loop {
            if let Some(value) = inside.value.take() {
                return value;
            }
            inside = self.changed.wait(inside).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// How many values were dropped so far.
    pub fn dropped(&self) -> u64 {
        self.lock().dropped
    }

    /// A thread that panicked between lock and unlock leaves a whole value behind: nothing in here can tear.
    fn lock(&self) -> MutexGuard<'_, Inside<T>> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_wins_and_the_dropped_are_counted() {
        let slot = Slot::default();
        assert_eq!(slot.take(Duration::ZERO), None);
        for value in 1..=5 {
            slot.put(value);
        }
        assert_eq!(slot.take(Duration::ZERO), Some(5));
        assert_eq!(slot.take(Duration::from_millis(1)), None);
        assert_eq!(slot.dropped(), 4);
    }
}
