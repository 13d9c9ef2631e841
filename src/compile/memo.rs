//! Results of pure functions, kept for the next build (requirement K4): what is compressed, drawn and
//! scaled. All else is made again in every build, and with it the proof that no text is lost.
//!
//! A result has the digest of all that its function is given for a key, which is never written by hand:
//! values are hashed as a whole, by what `derive(Hash)` makes of their types. Which program made it is
//! for the [`Store`] to tell apart.

use std::hash::{Hash, Hasher};

use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};

/// Keeps results of builds by one program. Nothing depends on it but time: what cannot be kept, or is
/// lost, is made again.
pub trait Store: Sync {
    /// What was kept under a key, whole and unchanged; none if it is not so.
    fn get(&self, key: &Key) -> Option<Vec<u8>>;

    /// Keeps what belongs to a key, if it can.
    fn put(&self, key: &Key, bytes: Vec<u8>);
}

/// The name of a result: a SHA-256 of its function and what that is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key([u8; 32]);

impl Key {
    /// The key of what a function makes of these values and nothing else.
    fn of(function: &str, values: impl Hash) -> Self {
        let mut digester = Digester(Sha256::new());
        (function, values).hash(&mut digester);
        Self(digester.0.finalize().into())
    }

    /// The digest.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// Hashes values with SHA-256. How types hand over their bytes may change from one compiler to the
/// next, and then what was kept is not found.
struct Digester(Sha256);

impl Hasher for Digester {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(&self) -> u64 {
        let digest = self.0.clone().finalize();
        digest.iter().take(8).fold(0, |hash, byte| hash << 8 | u64::from(*byte))
    }
}

/// Calls pure functions, unless a store has their results.
#[derive(Clone, Copy)]
pub(super) struct Memo<'a>(pub Option<&'a dyn Store>);

impl Memo<'_> {
    /// What `make` returns, which depends on `values` alone. It is kept if there is any: nothing is
    /// kept of what failed.
    pub(super) fn call<T: Serialize + DeserializeOwned>(
        self,
        function: &str,
        values: impl Hash,
        make: impl FnOnce() -> Option<T>,
    ) -> Option<T> {
        let Some(store) = self.0 else {
            return make();
        };
        let key = Key::of(function, values);
        let kept = store.get(&key);
        if let Some(kept) = kept.and_then(|bytes| postcard::from_bytes(&bytes).ok()) {
            return Some(kept);
        }
        let made = make()?;
        if let Ok(bytes) = postcard::to_stdvec(&made) {
            store.put(&key, bytes);
        }
        Some(made)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
mod tests {
    use std::collections::HashMap;
    use std::sync::Mutex;

    use super::*;

    #[derive(Default)]
    struct Memory(Mutex<HashMap<Key, Vec<u8>>>);

    impl Store for Memory {
        fn get(&self, key: &Key) -> Option<Vec<u8>> {
            self.0.lock().unwrap().get(key).cloned()
        }

        fn put(&self, key: &Key, bytes: Vec<u8>) {
            self.0.lock().unwrap().insert(*key, bytes);
        }
    }

    #[test]
    fn keys_tell_values_apart() {
        let keys = [
            Key::of("a", ("灯", "塔")),
            Key::of("b", ("灯", "塔")),
            Key::of("a", ("灯塔", "")),
            Key::of("a", (Some("灯"), "塔")),
            Key::of("a", vec!["灯", "塔"]),
        ];
        for (at, key) in keys.iter().enumerate() {
            assert!(!keys[..at].contains(key), "{at}");
        }
        assert_eq!(keys[0], Key::of("a", ("灯".to_owned(), "塔")));
    }

    #[test]
    fn what_is_kept_is_not_made_again() {
        let store = Memory::default();
        let memo = Memo(Some(&store));
        let make = |made: Option<u32>| memo.call("number", 7, || made);
        // What failed is not kept.
        assert_eq!([make(None), make(Some(2)), make(Some(3))], [None, Some(2), Some(2)]);
        // Bytes that are no such value are as good as none.
        store.put(&Key::of("number", 7), vec![0xff; 6]);
        assert_eq!([make(Some(4)), make(Some(5))], [Some(4), Some(4)]);
        assert_eq!(Memo(None).call("number", 7, || Some(9)), Some(9));
    }
}
