//! Serves one book to one browser on this machine. Only what is in memory can be asked for; no path
//! leads to a file.

use std::collections::BTreeMap;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::{Arc, PoisonError, RwLock};
use std::thread;
use std::time::Duration;

use super::connections::{self, Limits, Timed};
use super::http::{self, Answer, Method, Request};

/// The limits of connections. Browsers open six, and answer and are answered in milliseconds.
const LIMITS: Limits = Limits { deadline: Duration::from_secs(10), most: 32 };

/// The page around the book, its style and its script.
const SHELL: &[(&str, &str, &str)] = &[
    ("/", "text/html; charset=utf-8", include_str!("shell.html")),
    ("/shell.css", "text/css; charset=utf-8", include_str!("shell.css")),
    ("/shell.js", "text/javascript; charset=utf-8", include_str!("shell.js")),
];
/// The page around the book runs its own script and shows the book; nobody shows it in theirs.
const SHELL_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; \
    frame-ancestors 'none'";
/// Pages of the book run nothing, send nothing and load their own files alone. The frame they are read
/// in is a sandbox as well; that of the contents cannot be one, as its links lead to the other.
const BOOK_POLICY: &str = "default-src 'none'; img-src 'self'; font-src 'self'; media-src 'self'; \
    style-src 'self' 'unsafe-inline'; base-uri 'none'; form-action 'none'; \
    frame-ancestors 'self'";

/// A book as it is shown.
#[derive(Debug, Default)]
pub struct Shown {
    pub title: String,
    /// Its files by their paths.
    pub files: BTreeMap<String, Arc<[u8]>>,
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
    /// The reason the last build failed.
    problem: Option<String>,
}

impl Served {
    pub fn new(shown: Shown) -> Self {
        Self { state: RwLock::new(State { shown, version: 1, problem: None }) }
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
        connections::serve(&listener, LIMITS, move |stream| answer(stream, port, &served));
    });
    Ok(format!("http://127.0.0.1:{port}/"))
}

/// Reads a request and answers it.
fn answer(stream: &mut Timed<'_>, port: u16, served: &Served) -> io::Result<()> {
    let head = http::read_head(stream)?;
    if head.is_empty() {
        // Browsers open connections they may have a use for.
        return Ok(());
    }
    match Request::parse(&head, port) {
        Ok(request) => find(&request.path, served).write(stream, request.method),
        Err(status) => Answer::refusal(status, BOOK_POLICY).write(stream, Method::Get),
    }
}

fn find(path: &str, served: &Served) -> Answer {
    if let Some((_, media_type, text)) = SHELL.iter().find(|(own, ..)| *own == path) {
        return Answer::found(media_type, SHELL_POLICY, text.as_bytes().into());
    }
    let state = served.state.read().unwrap_or_else(PoisonError::into_inner);
    if path == "/state" {
        let body = serde_json::json!({
            "version": state.version,
            "problem": state.problem,
            "title": state.shown.title,
            "contents": format!("/book/{}", state.shown.contents),
        });
        let body = body.to_string().into_bytes();
        return Answer::found("application/json", BOOK_POLICY, body.into());
    }
    let inside = path.strip_prefix("/book/").unwrap_or_default();
    match state.shown.files.get(inside) {
        Some(content) => Answer::found(media_type(inside), BOOK_POLICY, Arc::clone(content)),
        None => Answer::refusal("404 Not Found", BOOK_POLICY),
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

    #[test]
    fn only_the_book_is_handed_out() {
        let files = [("EPUB/text/夜.xhtml".to_owned(), Arc::from(*b"page"))];
        let served = Served::new(Shown {
            title: "夜".into(),
            files: files.into(),
            contents: "EPUB/nav.xhtml".into(),
        });
        for (path, expected) in [
            ("/", "200"),
            ("/shell.js", "200"),
            ("/state", "200"),
            ("/book/EPUB/text/夜.xhtml", "200"),
            ("/book/../Cargo.toml", "404"),
            ("/book//etc/passwd", "404"),
            ("/book/EPUB/text/../text/夜.xhtml", "404"),
            ("/book/EPUB/text/夜.xhtml\0", "404"),
            ("/etc/passwd", "404"),
            ("/book/", "404"),
            ("/book", "404"),
            ("", "404"),
        ] {
            let mut out = Vec::new();
            find(path, &served).write(&mut out, Method::Get).unwrap();
            let told = String::from_utf8(out).unwrap();
            assert_eq!(told.split(' ').nth(1), Some(expected), "{path}");
        }
    }
}
