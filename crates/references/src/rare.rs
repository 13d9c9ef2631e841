//! Values that are rarely there.

use std::ops::{Deref, DerefMut};

/// A value that is blank most of the time, and takes the room of a pointer then. It reads as the
/// value, and is made when it is written to.
#[derive(Debug, Clone)]
pub struct Rare<T>(Option<Box<T>>);

/// What has a value that says nothing, equal to its default.
pub trait Blank: PartialEq + Default + 'static {
    /// That value.
    const BLANK: &'static Self;
}

impl<T: Blank> Rare<T> {
    /// The value, unless it is blank.
    pub fn get(&self) -> Option<&T> {
        self.0.as_deref()
    }

    /// The value to be changed, unless it is blank.
    pub fn get_mut(&mut self) -> Option<&mut T> {
        self.0.as_deref_mut()
    }
}

impl<T> Default for Rare<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: Blank> From<T> for Rare<T> {
    fn from(value: T) -> Self {
        Self((value != *T::BLANK).then(|| Box::new(value)))
    }
}

impl<T: Blank> Deref for Rare<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.0.as_deref().unwrap_or(T::BLANK)
    }
}

impl<T: Blank> DerefMut for Rare<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.0.get_or_insert_default()
    }
}

/// As the values are, however they are kept.
impl<T: Blank> PartialEq for Rare<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: Blank + Eq> Eq for Rare<T> {}

#[cfg(test)]
mod tests {
    use super::*;

    impl Blank for u8 {
        const BLANK: &'static Self = &0;
    }

    #[test]
    fn what_is_blank_takes_no_room_and_equals_what_was_made_blank() {
        let mut value = Rare::from(0_u8);
        assert!(value.get_mut().is_none());
        assert_eq!(*value, 0);
        *value = 0;
        assert!(value.get_mut().is_some());
        assert_eq!(value, Rare::default());
        *value = 7;
        assert_ne!(value, Rare::default());
    }
}
