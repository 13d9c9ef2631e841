//! Serves one book to one browser on this machine: HTTP/1.1 (RFC 9112), GET and HEAD, one answer a
//! connection. Only what is in memory can be asked for; no path leads to a file.

use std::collections::BTreeMap;
use std::io::{self, Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::thread;
use std::time::Duration;

use percent_encoding::percent_decode_str;

/// The page around the book.
const SHELL: &str = include_str!("shell.html");
/// The longest head of a request. Those of browsers have a kilobyte or two.
const LONGEST: u64 = 16 * 1024;
/// How long a browser may take to say what it wants.
const PATIENCE: Duration = Duration::from_secs(10);
/// Connections answered side by side; browsers open six.
const MOST: usize = 32;
/// The page around the book may run its own script; pages of the book may run none.
const SHELL_POLICY: &str = "default-src 'none'; script-src 'unsafe-inline'; \
    style-src 'unsafe-inline'; connect-src 'self'; frame-src 'self'; frame-ancestors 'none'";
const BOOK_POLICY: &str = "default-src 'self'; style-src 'self' 'unsafe-inline'; script-src 'none'";

/// A book as it is shown.
#[derive(Debug, Default)]
pub struct Shown {
    /// Its title.
    pub title: String,
    /// Its files by their paths.
    pub files: BTreeMap<String, Vec<u8>>,
    /// The path of its contents.
    pub contents: String,
}

/// The book, which changes while it is served.
pub struct Served {
    state: RwLock<State>,
}

struct State {
    shown: Shown,
    /// Counts builds, so that the browser notices a new one.
    version: u64,
    /// What the last build failed for.
    problem: Option<String>,
}

impl Served {
    pub fn new(shown: Shown) -> Self {
        Self {
            state: RwLock::new(State {
                shown,
                version: 1,
                problem: None,
            }),
        }
    }

    /// Puts a new book in the place of the old one.
    pub fn replace(&self, shown: Shown) {
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        state.shown = shown;
        state.version += 1;
        state.problem = None;
    }

    /// Keeps the book, and says why there is no new one.
    pub fn fail(&self, problem: String) {
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        state.problem = Some(problem);
    }
}

/// Starts to serve on the loopback interface. Returns the address of the page.
pub fn start(port: u16, served: Arc<Served>) -> io::Result<String> {
    let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)))?;
    let port = listener.local_addr()?.port();
    thread::spawn(move || {
        let open = Arc::new(AtomicUsize::new(0));
        for stream in listener.incoming().flatten() {
            if open.fetch_add(1, Ordering::SeqCst) >= MOST {
                open.fetch_sub(1, Ordering::SeqCst);
                continue;
            }
            let (open, served) = (Arc::clone(&open), Arc::clone(&served));
            thread::spawn(move || {
                // A browser that goes away leaves nobody to tell.
                let _ = serve(&stream, port, &served);
                open.fetch_sub(1, Ordering::SeqCst);
            });
        }
    });
    Ok(format!("http://127.0.0.1:{port}/"))
}

fn serve(mut stream: &TcpStream, port: u16, served: &Served) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let mut head = Vec::new();
    let mut piece = [0; 1024];
    let mut reader = stream.take(LONGEST);
    while memchr::memmem::find(&head, b"\r\n\r\n").is_none() {
        match reader.read(&mut piece)? {
            0 => break,
            read => head.extend_from_slice(&piece[..read]),
        }
    }
    let answer = answer(&String::from_utf8_lossy(&head), port, served);
    stream.write_all(&answer)
}

/// What there is to say to a request.
struct Answer {
    status: &'static str,
    media_type: &'static str,
    policy: &'static str,
    body: Vec<u8>,
}

impl Answer {
    fn refusal(status: &'static str) -> Self {
        Self {
            status,
            media_type: "text/plain; charset=utf-8",
            policy: BOOK_POLICY,
            body: status.as_bytes().to_vec(),
        }
    }
}

/// The whole answer to the head of a request.
fn answer(head: &str, port: u16, served: &Served) -> Vec<u8> {
    let mut lines = head.split("\r\n");
    let mut words = lines.next().unwrap_or_default().split(' ');
    let method = words.next().unwrap_or_default();
    let path = words.next().unwrap_or_default();
    let answer = if !head.contains("\r\n\r\n") {
        Answer::refusal("400 Bad Request")
    } else if !is_ours(lines, port) {
        Answer::refusal("403 Forbidden")
    } else if !matches!(method, "GET" | "HEAD") {
        Answer::refusal("405 Method Not Allowed")
    } else {
        find(path, served)
    };
    let mut out = format!(
        "HTTP/1.1 {}\r\nContent-Type: {}\r\nContent-Length: {}\r\nContent-Security-Policy: {}\r\n\
         X-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n",
        answer.status,
        answer.media_type,
        answer.body.len(),
        answer.policy
    )
    .into_bytes();
    if method != "HEAD" {
        out.extend(answer.body);
    }
    out
}

/// Whether a request names this server as its host, once. A page of the net whose name was made to
/// lead here (DNS rebinding) sends its own name.
fn is_ours<'a>(lines: impl Iterator<Item = &'a str>, port: u16) -> bool {
    let mut hosts = lines
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_once(':'))
        .filter(|(name, _)| name.eq_ignore_ascii_case("host"))
        .map(|(_, host)| host.trim().to_ascii_lowercase());
    let ours = ["127.0.0.1", "localhost"].map(|name| format!("{name}:{port}"));
    hosts.next().is_some_and(|host| ours.contains(&host)) && hosts.next().is_none()
}

fn find(path: &str, served: &Served) -> Answer {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let state = served.state.read().unwrap_or_else(PoisonError::into_inner);
    let found = |media_type, policy, body| Answer {
        status: "200 OK",
        media_type,
        policy,
        body,
    };
    match path {
        "/" => found("text/html; charset=utf-8", SHELL_POLICY, SHELL.into()),
        "/state" => {
            let body = serde_json::json!({
                "version": state.version,
                "problem": state.problem,
                "title": state.shown.title,
                "contents": format!("/book/{}", state.shown.contents),
            });
            found(
                "application/json",
                BOOK_POLICY,
                body.to_string().into_bytes(),
            )
        }
        _ => {
            let inside = path.strip_prefix("/book/").unwrap_or_default();
            let inside = percent_decode_str(inside).decode_utf8_lossy();
            match state.shown.files.get(inside.as_ref()) {
                Some(content) => found(media_type(&inside), BOOK_POLICY, content.clone()),
                None => Answer::refusal("404 Not Found"),
            }
        }
    }
}

/// The media type of a file of our own books, by its ending.
fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "xhtml" => "application/xhtml+xml",
        "css" => "text/css",
        "jpg" => "image/jpeg",
        "png" => "image/png",
        "gif" => "image/gif",
        "svg" => "image/svg+xml",
        "opf" | "ncx" | "xml" => "application/xml",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn served() -> Served {
        let files = [("EPUB/text/夜.xhtml".to_owned(), b"page".to_vec())];
        Served::new(Shown {
            title: "夜".into(),
            files: files.into(),
            contents: "EPUB/nav.xhtml".into(),
        })
    }

    fn status(head: &str) -> String {
        let answer = String::from_utf8(answer(head, 80, &served())).unwrap();
        answer.split(' ').nth(1).unwrap().to_owned()
    }

    #[test]
    fn only_this_machine_is_answered() {
        let get = |host: &str| status(&format!("GET / HTTP/1.1\r\n{host}\r\n\r\n"));
        assert_eq!(get("Host: 127.0.0.1:80"), "200");
        assert_eq!(get("host:  LOCALHOST:80"), "200");
        for host in [
            "Host: rebound.example:80",
            "Host: 127.0.0.1:81",
            "Host: 127.0.0.1:80\r\nHost: rebound.example",
            "X: y",
        ] {
            assert_eq!(get(host), "403", "{host}");
        }
    }

    #[test]
    fn only_the_book_is_handed_out() {
        let get = |path: &str| {
            status(&format!(
                "GET {path} HTTP/1.1\r\nHost: localhost:80\r\n\r\n"
            ))
        };
        assert_eq!(get("/book/EPUB/text/%E5%A4%9C.xhtml?1"), "200");
        for path in [
            "/book/../Cargo.toml",
            "/book/%2e%2e/Cargo.toml",
            "/book//etc/passwd",
            "/etc/passwd",
            "/book/",
            "",
        ] {
            assert_eq!(get(path), "404", "{path}");
        }
    }

    #[test]
    fn other_methods_and_broken_requests_are_refused() {
        let host = "Host: localhost:80";
        assert_eq!(status(&format!("POST / HTTP/1.1\r\n{host}\r\n\r\n")), "405");
        assert_eq!(status(&format!("GET / HTTP/1.1\r\n{host}\r\n")), "400");
        assert_eq!(status(""), "400");
        let head = format!("HEAD / HTTP/1.1\r\n{host}\r\n\r\n");
        let answer = String::from_utf8(answer(&head, 80, &served())).unwrap();
        assert!(answer.ends_with("\r\n\r\n"));
    }
}
