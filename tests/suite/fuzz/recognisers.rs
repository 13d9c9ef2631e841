//! A file in each shape that JSON of recognisers comes in.

use chengshu::ingest::speech::recognisers::SHAPES;
use chengshu::ingest::speech::shape::Shape;
use serde_json::{Map, Value, json};

/// The files.
pub fn files() -> Vec<Vec<u8>> {
    SHAPES.iter().map(|shape| file(shape).to_string().into_bytes()).collect()
}

/// The shapes whose names a text has, by their rows.
pub fn shapes_of(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let text = String::from_utf8_lossy(bytes);
    let has = move |path: &str| {
        let path = path.split('|').next().unwrap_or_default();
        path.split('.').all(|name| name == "*" || text.contains(name))
    };
    let of_file = move |shape: &Shape| has(shape.entries) && has(shape.text);
    SHAPES
        .iter()
        .enumerate()
        .filter(move |(_, shape)| of_file(shape))
        .map(|(row, _)| row)
}

/// Two entries that follow each other.
fn file(shape: &Shape) -> Value {
    let mut file = Value::Null;
    for number in 0..2 {
        let entry = shape.entries.replace('*', &number.to_string());
        let mut put = |key: &str, value: Value| {
            let key = key.split('|').next().unwrap_or_default().trim_start_matches('+');
            if !key.is_empty() {
                *place(&mut file, &format!("{entry}.{key}")) = value;
            }
        };
        put(shape.start, json!(number * 2));
        put(shape.end, json!(number * 2 + 1));
        put(shape.text, json!("灯塔。 The tide, low."));
        put(shape.speaker, json!(number));
    }
    file
}

/// The place a path leads to, where lists and groups are made as they are needed.
fn place<'a>(root: &'a mut Value, path: &str) -> &'a mut Value {
    path.split('.').fold(root, |at, name| {
        if let Ok(number) = name.parse::<usize>() {
            if !at.is_array() {
                *at = Value::Array(Vec::new());
            }
            let list = at.as_array_mut().unwrap();
            list.resize(list.len().max(number + 1), Value::Null);
            &mut list[number]
        } else {
            if !at.is_object() {
                *at = Value::Object(Map::new());
            }
            at.as_object_mut().unwrap().entry(name).or_insert(Value::Null)
        }
    })
}
