//! What is written as JSON is as the schemas in `docs/schema` say.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::book;

/// The folders of the cases.
fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let entries = fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().path()).collect()
}

/// Fails if a value is not as one of our schemas says.
pub fn assert_valid(schema: &str, value: &Value) {
    let mut compiler = boon::Compiler::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema");
    for entry in fs::read_dir(folder).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        let schema: Value = serde_json::from_str(&text).unwrap();
        let id = schema["$id"].as_str().unwrap().to_owned();
        compiler.add_resource(&id, schema).unwrap();
    }
    let mut schemas = boon::Schemas::new();
    let index = compiler.compile(schema, &mut schemas).unwrap();
    if let Err(error) = schemas.validate(value, index) {
        panic!("{schema}: {error:#}\n{value:#}");
    }
}

#[test]
fn findings_of_every_case_are_valid() {
    let mut placed = 0;
    for case in cases() {
        let out = tempfile::tempdir().unwrap();
        let arguments = fs::read_to_string(case.join("args")).unwrap_or_default();
        let output = book::chengshu(&case)
            .args(["compile", "in", "--format", "json", "--covers", "in/covers", "-o"])
            .arg(out.path())
            .args(arguments.lines())
            .output()
            .unwrap();
        let value: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_valid("urn:chengshu:findings:1", &value);
        let findings = value["findings"].as_array().unwrap();
        placed += findings.iter().filter(|finding| finding["place"]["line"].is_u64()).count();
    }
    assert!(placed > 20, "only {placed} findings have a line");
}

#[test]
#[should_panic(expected = "additionalProperties")]
fn a_schema_refuses_what_it_does_not_name() {
    let counts = serde_json::json!({ "error": 0, "warning": 0, "info": 0 });
    let value = serde_json::json!({
        "schema": "urn:chengshu:findings:1",
        "program": "chengshu 0.1.0",
        "counts": counts,
        "findings": [],
        "other": 1,
    });
    assert_valid("urn:chengshu:findings:1", &value);
}
