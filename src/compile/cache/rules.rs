//! Rules with numbers as they are kept, for `#[serde(with = "rules")]`: a rule by its id.

use serde::de::Error as _;
use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer};

use crate::normalise::RULES;

pub fn serialize<S: Serializer>(
    counts: &[(&'static str, usize)],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    counts.serialize(serializer)
}

pub fn deserialize<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<(&'static str, usize)>, D::Error> {
    let known = |(id, count): (String, usize)| {
        let rule = RULES.iter().find(|rule| rule.id == id);
        let counted = rule.map(|rule| (rule.id, count));
        counted.ok_or_else(|| D::Error::custom("there is no such rule"))
    };
    let counts = Vec::deserialize(deserializer)?;
    counts.into_iter().map(known).collect()
}
