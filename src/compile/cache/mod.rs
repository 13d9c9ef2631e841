//! Results of earlier builds, taken instead of being made again (requirement K4).
//!
//! A result is kept under a [`Key`], the digest of all that it follows from, which is never
//! written by hand: values are hashed as a whole, by what `derive(Hash)` makes of their types, so
//! that a field that is added to one is in the key too. Whatever is read under a key was made by
//! this program from the same input; its proofs were made then.

mod facts;
pub(super) mod findings;
pub(super) mod rules;

use std::hash::{Hash, Hasher};

use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};

pub(super) use facts::{Ahead, Fact, Watch, World};

/// Keeps results of builds. Nothing depends on it but time: what cannot be kept, or is lost, is
/// made again.
pub trait Store: Sync {
    /// What was kept under a key, whole and unchanged; none if it is not so.
    fn get(&self, key: &Key) -> Option<Vec<u8>>;

    /// Keeps what belongs to a key, if it can.
    fn put(&self, key: &Key, bytes: Vec<u8>);
}

/// The name of a result: a SHA-256 of what it follows from, the program included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key([u8; 32]);

impl Key {
    /// The key of a kind of result that follows from these values and nothing else.
    pub(super) fn of(kind: &str, values: impl Hash) -> Self {
        Self::by(BUILD, kind, values)
    }

    /// The key of a result of some build of the program.
    fn by(build: &str, kind: &str, values: impl Hash) -> Self {
        let mut digester = Digester(Sha256::new());
        (build, kind, values).hash(&mut digester);
        Self(digester.0.finalize().into())
    }

    /// The digest.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// Which build of the program this is: its version, and a digest of its source (`build.rs`).
const BUILD: &str = concat!(env!("CARGO_PKG_VERSION"), " ", env!("CHENGSHU_BUILD"));

/// Hashes values with SHA-256. How types hand over their bytes may change from one compiler to the
/// next, and then what was kept is not found.
struct Digester(Sha256);

impl Hasher for Digester {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(&self) -> u64 {
        let digest = self.0.clone().finalize();
        digest
            .iter()
            .take(8)
            .fold(0, |hash, byte| hash << 8 | u64::from(*byte))
    }
}

/// A store, if there is one.
#[derive(Clone, Copy)]
pub(super) struct Cache<'a>(pub Option<&'a dyn Store>);

impl Cache<'_> {
    /// What is kept under a key, or else what is made now, which is kept from then on if it is
    /// `sound`.
    pub(super) fn remember<T: Serialize + DeserializeOwned>(
        self,
        key: impl FnOnce() -> Key,
        make: impl FnOnce() -> T,
        sound: impl FnOnce(&T) -> bool,
    ) -> T {
        let Some(store) = self.0 else {
            return make();
        };
        let key = key();
        let kept = store.get(&key);
        if let Some(kept) = kept.and_then(|bytes| postcard::from_bytes(&bytes).ok()) {
            return kept;
        }
        let made = make();
        if sound(&made)
            && let Ok(bytes) = postcard::to_stdvec(&made)
        {
            store.put(&key, bytes);
        }
        made
    }

    /// The same of what follows from more than its key says, which turns out only while it is
    /// made. What is kept is taken only while the world is as it was then. The key may come with a
    /// file that was read for it. What fails is not kept.
    pub(super) fn remember_while<T: Serialize + DeserializeOwned, E>(
        self,
        world: &World<'_>,
        key: impl FnOnce() -> (Key, Option<Ahead>),
        make: impl FnOnce(&Watch<'_>) -> Result<T, E>,
        sound: impl FnOnce(&T) -> bool,
    ) -> Result<T, E> {
        let Some(store) = self.0 else {
            return make(&Watch::idle(world));
        };
        let (key, ahead) = key();
        let open = |bytes: Vec<u8>| {
            let (facts, rest) = postcard::take_from_bytes::<Vec<Fact>>(&bytes).ok()?;
            let holds = facts.iter().all(|fact| world.has(fact));
            holds.then(|| postcard::from_bytes(rest).ok()).flatten()
        };
        if let Some(kept) = store.get(&key).and_then(open) {
            return Ok(kept);
        }
        let watch = Watch::new(world, ahead);
        let made = make(&watch)?;
        if sound(&made)
            && let Ok(bytes) = postcard::to_stdvec(&(watch.into_facts(), &made))
        {
            store.put(&key, bytes);
        }
        Ok(made)
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
            Key::by("0.0.1 another", "a", ("灯", "塔")),
        ];
        for (at, key) in keys.iter().enumerate() {
            assert!(!keys[..at].contains(key), "{at}");
        }
        assert_eq!(keys[0], Key::of("a", ("灯".to_owned(), "塔")));
    }

    #[test]
    fn what_is_kept_is_not_made_again() {
        let store = Memory::default();
        let cache = Cache(Some(&store));
        let key = || Key::of("number", 7);
        let make = |number: u32| cache.remember(key, || number, |number| *number > 1);
        // What is not sound is not kept.
        assert_eq!([make(1), make(2), make(3)], [1, 2, 2]);
        // Bytes that are no such value are as good as none.
        store.put(&key(), vec![0xff; 3]);
        assert_eq!([make(4), make(5)], [4, 4]);
        assert_eq!(Cache(None).remember(key, || 9, |_| true), 9);
    }
}
