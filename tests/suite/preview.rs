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
    fs::write(talks.join("a.md"), format!("---\ntitle: 灯塔\n---\n{text}\n")).unwrap();
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
    let text = || place.exists().then(|| book::text(&book::open(&place, "watch")));
    until("the first book", || text().filter(|text| text.contains("第一次")));
    write(folder.path(), "第二次改过了。");
    until("the second book", || text().filter(|text| text.contains("第二次改过了")));
}

#[test]
fn what_is_not_there_is_not_watched() {
    let folder = tempfile::tempdir().unwrap();
    for command in ["watch", "preview"] {
        let output = book::run(folder.path(), &[command, "missing"]);
        assert_eq!(output.status.code(), Some(3), "{output:?}");
    }
}

/// What comes back for some bytes, until the other side closes.
fn exchange(address: &str, request: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

fn get(address: &str, path: &str, host: &str) -> (String, String) {
    let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n");
    let answer = exchange(address, &request);
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap();
    (status.to_owned(), body.to_owned())
}

/// A preview of `talks`, and where it listens.
fn preview(folder: &Path) -> (Running, String) {
    let mut running = start(folder, &["preview", "talks", "--port", "0"]);
    let mut line = String::new();
    let mut said = BufReader::new(running.0.stdout.take().unwrap());
    said.read_line(&mut line).unwrap();
    let address = line.trim().strip_prefix("http://").unwrap();
    let address = address.trim_end_matches('/').to_owned();
    assert!(address.starts_with("127.0.0.1:"), "{address}");
    (running, address)
}

#[test]
fn every_answer_has_its_status_and_all_headers() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "正文。");
    let (_running, address) = preview(folder.path());
    let port = address.split(':').nth(1).unwrap();
    let own = format!("Host: {address}");
    for (request, status) in [
        (format!("GET / HTTP/1.1\r\n{own}"), "200"),
        (format!("GET /shell.js HTTP/1.1\r\n{own}"), "200"),
        (format!("GET /state HTTP/1.1\r\n{own}"), "200"),
        (format!("GET /book/EPUB/nav.xhtml HTTP/1.1\r\n{own}"), "200"),
        (format!("GET /book/EPUB/n%61v.xhtml?1 HTTP/1.1\r\n{own}"), "200"),
        (format!("GET http://{address}/state HTTP/1.1\r\n{own}"), "200"),
        (format!("HEAD / HTTP/1.1\r\n{own}"), "200"),
        (format!("GET / HTTP/1.1\r\nHost: LOCALHOST:{port}"), "200"),
        (format!("GET / HTTP/1.1\r\nHost: [::1]:{port}"), "200"),
        (format!("GET /book/../talks/a.md HTTP/1.1\r\n{own}"), "404"),
        (format!("GET /book/%2e%2e/talks/a.md HTTP/1.1\r\n{own}"), "404"),
        (format!("GET /book/..%2ftalks%2fa.md HTTP/1.1\r\n{own}"), "404"),
        (format!("POST / HTTP/1.1\r\n{own}\r\nContent-Length: 2"), "405"),
        (format!("OPTIONS * HTTP/1.1\r\n{own}"), "405"),
        ("GET / HTTP/1.1\r\nHost: localhost".to_owned(), "403"),
        (format!("GET / HTTP/1.1\r\nHost: rebound.example:{port}"), "403"),
        (format!("GET http://rebound.example/ HTTP/1.1\r\n{own}"), "403"),
        ("GET / HTTP/1.1".to_owned(), "400"),
        (format!("GET / HTTP/1.1\r\n{own}\r\n{own}"), "400"),
        (format!("GET / HTTP/9\r\n{own}"), "505"),
        (format!("GET / HTTP/1.1\r\n{own}\r\nX: {}", "x".repeat(20_000)), "431"),
    ] {
        let answer = exchange(&address, &format!("{request}\r\n\r\nab"));
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        assert_eq!(head.split(' ').nth(1), Some(status), "{request}");
        let mut lines = head.lines().skip(1);
        let header = |name: &str| {
            let mut values = head.lines().filter_map(|line| line.split_once(": "));
            values.find(|(own, _)| own.eq_ignore_ascii_case(name))
        };
        let value = |name: &str| header(name).unwrap_or_else(|| panic!("{name} of {request}")).1;
        let policy = value("Content-Security-Policy");
        for part in
            ["default-src 'none'", "frame-ancestors ", "base-uri 'none'", "form-action 'none'"]
        {
            assert!(policy.contains(part), "{part} of {request}: {policy}");
        }
        for (name, expected) in [
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "no-referrer"),
            ("Cache-Control", "no-store"),
            ("Connection", "close"),
        ] {
            assert_eq!(value(name), expected, "{request}");
        }
        assert_eq!(header("Allow").is_some(), status == "405", "{request}");
        let length: usize = value("Content-Length").parse().unwrap();
        let sent = if request.starts_with("HEAD") { 0 } else { length };
        assert_eq!(body.len(), sent, "{request}");
        assert!(length > 0 && lines.all(|line| line.contains(": ")), "{request}");
    }
}

#[test]
fn the_page_is_in_nobodys_frame_and_the_book_runs_nothing() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "正文。");
    let (_running, address) = preview(folder.path());
    let policy = |path: &str| {
        let answer = exchange(&address, &format!("GET {path} HTTP/1.1\r\nHost: {address}\r\n\r\n"));
        let line = answer.lines().find(|line| line.starts_with("Content-Security-Policy"));
        line.unwrap().to_owned()
    };
    assert!(policy("/").contains("frame-ancestors 'none'"));
    let book = policy("/book/EPUB/nav.xhtml");
    assert!(!book.contains("script") && !book.contains('*'), "{book}");
}

#[test]
fn the_browser_sees_the_change() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "第一次。");
    let (_running, address) = preview(folder.path());
    let address = address.as_str();
    let ask = |path: &str| get(address, path, address);
    let state = || -> serde_json::Value { serde_json::from_str(&ask("/state").1).unwrap() };

    let (status, shell) = ask("/");
    assert!(status == "200" && shell.contains("<iframe id=\"page\""), "{status}");
    assert_eq!(get(address, "/", "rebound.example").0, "403");
    assert_eq!(ask("/book/../talks/a.md").0, "404");
    assert_eq!(state()["version"], 1);
    let contents = state()["contents"].as_str().unwrap().to_owned();
    assert!(ask(&contents).1.contains("灯塔"));
    assert!(ask("/book/EPUB/text/c0-a.xhtml").1.contains("第一次"));

    write(folder.path(), "第二次改过了。");
    until("the second build", || (state()["version"] == 2).then_some(()));
    assert!(ask("/book/EPUB/text/c0-a.xhtml").1.contains("第二次改过了"));

    fs::remove_dir_all(folder.path().join("talks")).unwrap();
    until("the problem", || state()["problem"].is_string().then_some(()));
    // The last good book stays.
    assert!(ask("/book/EPUB/text/c0-a.xhtml").1.contains("第二次改过了"));
}
