//! Files of sections: written by the program, by other programs and by people, and read by builds.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::path::Path;
use std::process::Output;
use std::thread;

use chengshu_text::yaml::{self, Node, Style};
use serde_json::{Value, json};

use crate::book::{self, files, found, open};
use crate::schemas::assert_valid;
use crate::stations::captions;

/// A folder with an hour of captions.
fn talk() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("in")).unwrap();
    fs::write(folder.path().join("in/小镇.srt"), captions("。")).unwrap();
    fs::write(folder.path().join("in/book.yaml"), "timestamps: none\n").unwrap();
    folder
}

fn written(folder: &Path) -> String {
    fs::read_to_string(folder.join("in/小镇.sections.yaml")).unwrap()
}

fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let Output { status, stderr, .. } = book::run(folder, arguments);
    (status.code(), String::from_utf8_lossy(&stderr).into_owned())
}

/// The headings of the book made of a folder, and the words between them.
fn compiled(folder: &Path, of: &str) -> (Vec<String>, String) {
    let (status, said) = run(folder, &["compile", "in", "-o", "out"]);
    assert_eq!(status, Some(0), "{said}");
    let book = open(&files(&folder.join("out"), ".epub")[0], of);
    let pages: BTreeMap<_, _> = book.iter().filter(|(name, _)| name.contains("/text/c0")).collect();
    let (mut headings, mut words) = (Vec::new(), String::new());
    for page in pages.values() {
        let page = String::from_utf8((*page).clone()).unwrap();
        let body = page.split_once("<body").unwrap().1;
        for part in body.split("<h") {
            let is_heading = part.starts_with(|c: char| c.is_ascii_digit());
            match part.split_once("</h").filter(|_| is_heading) {
                Some((heading, rest)) => {
                    let label = plain(heading.split_once('>').unwrap().1);
                    headings.extend(Some(label).filter(|_| !heading.starts_with('1')));
                    words.push_str(&plain(rest.split_once('>').unwrap().1));
                }
                None => words.push_str(&plain(part.split_once('>').unwrap().1)),
            }
        }
    }
    (headings, words)
}

fn plain(page: &str) -> String {
    let parts = page.split('<').enumerate();
    let texts = parts.map(|(at, part)| match part.split_once('>') {
        Some((_, text)) if at > 0 => text,
        _ => {
            if at == 0 {
                part
            } else {
                ""
            }
        }
    });
    texts.collect::<String>().split_whitespace().collect()
}

fn as_json(node: &Node) -> Value {
    match &node.value {
        yaml::Value::Scalar { text, style: Style::Plain } => match text.as_str() {
            "null" => Value::Null,
            "true" => json!(true),
            "false" => json!(false),
            text => match (text.parse::<i64>(), text.parse::<f64>()) {
                (Ok(number), _) => json!(number),
                (_, Ok(number)) => json!(number),
                _ => json!(text),
            },
        },
        yaml::Value::Scalar { text, .. } => json!(text),
        yaml::Value::Sequence(list) => list.iter().map(as_json).collect(),
        yaml::Value::Mapping(pairs) => {
            let pairs = pairs.iter().map(|(key, value)| (key.flat(), as_json(value)));
            Value::Object(pairs.collect())
        }
    }
}

fn assert_as_schema(text: &str) -> Value {
    let value = as_json(&yaml::parse(text, 0..text.len()).unwrap().root);
    assert_valid("urn:chengshu:sections:1", &value);
    value
}

#[test]
fn a_file_is_written_edited_and_read() {
    let folder = talk();
    let folder = folder.path();
    let (before, words) = compiled(folder, "sections-before");
    assert_eq!(run(folder, &["sections", "in"]).0, Some(0));
    let first = written(folder);
    let value = assert_as_schema(&first);
    assert_eq!(value["sections"].as_array().unwrap().len(), before.len());
    // What the program wrote it may write again, and a build from it is as one without.
    assert_eq!(run(folder, &["sections", "in"]).0, Some(0));
    assert_eq!(written(folder), first);
    assert_eq!(compiled(folder, "sections-written"), (before.clone(), words.clone()));
    // Edited, it stays, and its title is a heading.
    let edited = first.replacen("accepted: false", "accepted: true", 1);
    let title = value["sections"][0]["title"].as_str().unwrap();
    fs::write(folder.join("in/小镇.sections.yaml"), &edited).unwrap();
    let (status, said) = run(folder, &["sections", "in"]);
    assert!(status == Some(2) && said.contains("--force"), "{said}");
    assert_eq!(written(folder), edited);
    let (headings, now) = compiled(folder, "sections-edited");
    assert_eq!(headings[0], title);
    assert_eq!((&headings[1..], now), (&before[1..], words));
    assert_eq!(run(folder, &["sections", "in", "--force"]).0, Some(0));
    assert_eq!(written(folder), first);
}

#[test]
fn sections_keep_their_places_when_the_text_is_edited() {
    let folder = talk();
    let folder = folder.path();
    assert_eq!(run(folder, &["sections", "in", "--accept"]).0, Some(0));
    let (before, _) = compiled(folder, "sections-kept");
    let captions = fs::read_to_string(folder.join("in/小镇.srt")).unwrap();
    fs::write(
        folder.join("in/小镇.srt"),
        captions.replace("人人都记得", "人人记得").replace("那年冬天", "那一年冬天"),
    )
    .unwrap();
    let (after, _) = compiled(folder, "sections-kept");
    assert_eq!(before, after);
    // One that fits nothing is a finding, with its line.
    let stray = "sections:\n- anchor: 这样的话没有人说过\n  title: 空\n- anchor: [\n";
    fs::write(folder.join("in/小镇.sections.yaml"), &stray[..stray.len() - 12]).unwrap();
    let (status, said) = run(folder, &["compile", "in", "-o", "out"]);
    assert_eq!(status, Some(0));
    assert!(found(&said, "CS0226", "小镇.sections.yaml:2:"), "{said}");
    // One that is no YAML leaves the talk as it is without.
    fs::write(folder.join("in/小镇.sections.yaml"), stray).unwrap();
    let (_, said) = run(folder, &["compile", "in", "-o", "out"]);
    assert!(found(&said, "CS0156", "小镇.sections.yaml"), "{said}");
}

#[test]
fn chapters_of_the_recording_win() {
    let folder = talk();
    let folder = folder.path();
    assert_eq!(run(folder, &["sections", "in", "--accept"]).0, Some(0));
    let chapters =
        r#"{"chapters": [{"start_time": 0, "title": "头"}, {"start_time": 900, "title": "尾"}]}"#;
    fs::write(folder.join("in/小镇.info.json"), chapters).unwrap();
    let (_, said) = run(folder, &["compile", "in", "-o", "out"]);
    assert!(found(&said, "CS0227", "小镇.sections.yaml"), "{said}");
    assert_eq!(compiled(folder, "sections-chapters").0, ["头", "尾"]);
    let before = written(folder);
    assert_eq!(run(folder, &["sections", "in", "--force"]).0, Some(0));
    assert_eq!(written(folder), before);
}

#[cfg(unix)]
#[test]
fn no_answer_changes_a_word_of_the_text() {
    let folder = talk();
    let folder = folder.path();
    let (_, words) = compiled(folder, "sections-hostile");
    let many: Vec<Value> = (0..400).map(|at| json!({"paragraph": at, "title": "章"})).collect();
    let answers = [
        json!({"sections": []}),
        json!({"sections": many}),
        json!({"sections": [{"paragraph": 5, "title": "</h2><script>x</script>&amp;"}]}),
        json!({"sections": [{"paragraph": 5, "title": "# 一 `二` [三](四) \\"}, {"paragraph": 6, "title": "a: b # c"}]}),
        json!({"sections": [{"paragraph": 5, "title": "\"\n  - anchor: \u{202e}"}, {"paragraph": -1}, 7]}),
        json!({"sections": [{"paragraph": 5, "text": "别的话", "title": "灯".repeat(41)}]}),
        json!([{"paragraph": 1, "title": "头"}, {"paragraph": 1e300}]),
    ];
    for (number, answer) in answers.iter().enumerate() {
        fs::write(folder.join("answer.json"), answer.to_string()).unwrap();
        let with = ["sections", "in", "--force", "--accept", "--with", "cat answer.json"];
        let (status, said) = run(folder, &with);
        assert_eq!(status, Some(0), "{number}: {said}");
        assert_as_schema(&written(folder));
        let (headings, now) = compiled(folder, "sections-hostile");
        assert_eq!(now, words, "{number}");
        if number == 0 {
            assert_eq!(headings, [""; 0]);
        }
    }
}

#[cfg(unix)]
#[test]
fn a_program_gets_numbered_paragraphs_and_may_fail() {
    let folder = talk();
    let folder = folder.path();
    let with = |command: &str| {
        run(folder, &["sections", "in", "--timeout", "2", "--force", "--with", command])
    };
    let (status, said) = with(
        "cat > request.json; echo '{\"sections\": [{\"paragraph\": 2, \"title\": \"海盗\"}]}'",
    );
    assert_eq!(status, Some(0), "{said}");
    let request = fs::read_to_string(folder.join("request.json")).unwrap();
    let request: Value = serde_json::from_str(&request).unwrap();
    assert_valid("urn:chengshu:sections-request:1", &request);
    assert!(request["hints"].as_array().unwrap().len() > 5);
    assert!(written(folder).contains("unsaid: [\"海盗\"]"));
    let before = written(folder);
    for (command, why) in [
        ("exit 3", "exit status: 3"),
        ("sleep 30", "longer than 2 seconds"),
        ("echo no", "no JSON"),
        ("no-such-program", "127"),
        ("printf '\\377'", "UTF-8"),
        ("yes", "longer than 2 seconds"),
    ] {
        let (status, said) = with(command);
        assert_eq!(status, Some(1), "{command}: {said}");
        let is_said = said.contains("CS0157") && (said.contains(why) || command == "yes");
        assert!(is_said, "{command}: {said}");
        assert_eq!(written(folder), before);
    }
}

/// A server of models that names everything alike, for so many requests.
fn server(title: &'static str) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let (mut asked, mut bytes) = (Vec::new(), [0; 4096]);
            loop {
                let read = stream.read(&mut bytes).unwrap();
                asked.extend(&bytes[..read]);
                let text = String::from_utf8_lossy(&asked).into_owned();
                let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
                let length = head.lines().find_map(|line| line.strip_prefix("Content-Length: "));
                if body.len() >= length.unwrap().parse().unwrap() {
                    assert!(head.starts_with("POST /api/chat "));
                    break;
                }
            }
            let content = json!({"title": title}).to_string();
            let answer = json!({"message": {"role": "assistant", "content": content}}).to_string();
            let length = answer.len();
            write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n{answer}").unwrap();
        }
    });
    port
}

#[cfg(unix)]
#[test]
fn the_examples_work() {
    let folder = talk();
    let folder = folder.path();
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/examples");
    let with = |name: &str, port: u16| {
        let script = examples.join(name);
        let command = format!(
            "OLLAMA_HOST=http://127.0.0.1:{port} no_proxy=127.0.0.1 python3 '{}'",
            script.display()
        );
        run(folder, &["sections", "in", "--force", "--accept", "--with", &command])
    };
    let (status, said) = with("sections-ollama.py", server("灯塔的灯油"));
    assert_eq!(status, Some(0), "{said}");
    let (headings, _) = compiled(folder, "sections-ollama");
    assert!(
        headings.len() > 5 && headings.iter().all(|heading| heading == "灯塔的灯油"),
        "{headings:?}"
    );
    let (status, said) = with("sections-ollama.py", 1);
    assert!(status == Some(1) && said.contains("CS0157"), "{said}");
    let (status, said) = with("sections-questions.py", 1);
    assert_eq!(status, Some(0), "{said}");
}
