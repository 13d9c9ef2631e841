//! Findings as they are kept, for `#[serde(with = "findings")]`: a kind by its id, since this program
//! knows all the rest of it.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use chengshu_text::diag::{Code, Diagnostic, Fix, Place, Severity, Sink};

pub fn serialize<S: Serializer>(sink: &Sink, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(sink.as_slice().iter().map(Borrowed))
}

pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Sink, D::Error> {
    let mut sink = Sink::default();
    for Owned(finding) in Vec::deserialize(deserializer)? {
        sink.push(finding);
    }
    Ok(sink)
}

#[derive(Serialize)]
struct Borrowed<'a>(#[serde(with = "Finding")] &'a Diagnostic);

#[derive(Deserialize)]
struct Owned(#[serde(with = "Finding")] Diagnostic);

/// A finding, field for field.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Diagnostic")]
struct Finding {
    #[serde(with = "code")]
    code: &'static Code,
    severity: Severity,
    message: String,
    place: Option<Place>,
    help: Option<String>,
    fix: Option<Fix>,
    /// What is kept is no sum of others.
    #[serde(skip, default = "one")]
    count: u64,
}

fn one() -> u64 {
    1
}

mod code {
    use serde::de::Error as _;
    use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer};

    use super::Code;

    pub fn serialize<S: Serializer>(code: &Code, serializer: S) -> Result<S::Ok, S::Error> {
        code.id.serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<&'static Code, D::Error> {
        let id = String::deserialize(deserializer)?;
        crate::compile::codes()
            .find(|code| code.id == id)
            .ok_or_else(|| D::Error::custom("there is no such finding"))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
mod tests {
    use super::*;
    use crate::ingest::diag::UNREADABLE_FILE;

    #[derive(Serialize, Deserialize)]
    struct Kept(#[serde(with = "super")] Sink);

    #[test]
    fn findings_come_back_as_they_were() {
        let place = Place {
            line: 3,
            column: 2,
            length: 1,
            text: "灯塔".into(),
            ..Place::file("a.md")
        };
        let mut sink = Sink::default();
        sink.push(Diagnostic::new(&UNREADABLE_FILE, "no"));
        let graver = Diagnostic {
            severity: Severity::Info,
            ..Diagnostic::new(&UNREADABLE_FILE, "塔")
        };
        sink.push(graver.at(place).help("go").replace("塔", "台"));
        let kept = postcard::to_stdvec(&Kept(sink)).unwrap();
        let Kept(back) = postcard::from_bytes(&kept).unwrap();
        let [first, second] = back.as_slice() else {
            panic!("{back:?}");
        };
        assert_eq!(*first, Diagnostic::new(&UNREADABLE_FILE, "no"));
        assert_eq!(second.severity, Severity::Info);
        assert_eq!(second.fix.as_ref().unwrap().replacement, "台");
        assert_eq!(second.place.as_ref().unwrap().column, 2);
    }
}
