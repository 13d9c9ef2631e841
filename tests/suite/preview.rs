//! `chengshu watch` and `chengshu preview` follow the files.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::book;

/// A program that is ended with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

fn start(folder: &Path, arguments: &[&str]) -> Running {
    let child = book::chengshu(folder)
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    Running(child.unwrap())
}

fn write(folder: &Path, text: &str) {
    let talks = folder.join("talks");
    fs::create_dir_all(&talks).unwrap();
    fs::write(
        talks.join("a.md"),
        format!("---\ntitle: 灯塔\n---\n{text}\n"),
    )
    .unwrap();
}

/// Waits until something is so; the machine may be busy.
fn until<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let began = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(began.elapsed() < Duration::from_mins(2), "{what}");
        sleep(Duration::from_millis(100));
    }
}

#[test]
fn a_change_is_compiled() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "第一次。");
    let _running = start(folder.path(), &["watch", "talks", "-o", "talks/out"]);
    let place = folder.path().join("talks/out/talks.epub");
    let text = || {
        place
            .exists()
            .then(|| book::text(&book::open(&place, "watch")))
    };
    until("the first book", || {
        text().filter(|text| text.contains("第一次"))
    });
    write(folder.path(), "第二次改过了。");
    until("the second book", || {
        text().filter(|text| text.contains("第二次改过了"))
    });
}

#[test]
fn what_is_not_there_is_not_watched() {
    let folder = tempfile::tempdir().unwrap();
    for command in ["watch", "preview"] {
        let output = book::run(folder.path(), &[command, "missing"]);
        assert_eq!(output.status.code(), Some(3), "{output:?}");
    }
}

fn get(address: &str, path: &str, host: &str) -> (String, String) {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap();
    (status.to_owned(), body.to_owned())
}

#[test]
fn the_browser_sees_the_change() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "第一次。");
    let mut running = start(folder.path(), &["preview", "talks", "--port", "0"]);
    let mut line = String::new();
    let mut said = BufReader::new(running.0.stdout.take().unwrap());
    said.read_line(&mut line).unwrap();
    let address = line
        .trim()
        .strip_prefix("http://")
        .unwrap()
        .trim_end_matches('/');
    assert!(address.starts_with("127.0.0.1:"), "{address}");
    let ask = |path: &str| get(address, path, address);
    let state = || -> serde_json::Value { serde_json::from_str(&ask("/state").1).unwrap() };

    let (status, shell) = ask("/");
    assert!(
        status == "200" && shell.contains("<iframe id=\"page\""),
        "{status}"
    );
    assert_eq!(get(address, "/", "rebound.example").0, "403");
    assert_eq!(ask("/book/../talks/a.md").0, "404");
    assert_eq!(state()["version"], 1);
    let contents = state()["contents"].as_str().unwrap().to_owned();
    assert!(ask(&contents).1.contains("灯塔"));
    assert!(ask("/book/EPUB/text/c01.xhtml").1.contains("第一次"));

    write(folder.path(), "第二次改过了。");
    until("the second build", || {
        (state()["version"] == 2).then_some(())
    });
    assert!(ask("/book/EPUB/text/c01.xhtml").1.contains("第二次改过了"));

    fs::remove_dir_all(folder.path().join("talks")).unwrap();
    until("the problem", || {
        state()["problem"].is_string().then_some(())
    });
    // The last good book stays.
    assert!(ask("/book/EPUB/text/c01.xhtml").1.contains("第二次改过了"));
}
