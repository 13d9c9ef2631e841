//! Requests and answers of HTTP/1.1 (RFC 9110, RFC 9112), as far as a browser on this machine needs
//! them: one request a connection, no body.
//!
//! `httparse` reads requests. A whole server would not be less: `tiny_http` has no timeouts and holds
//! heads of any length, `axum` brings an async runtime and twenty crates.

use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, Ipv6Addr};
use std::sync::Arc;

use percent_encoding::percent_decode_str;

/// The longest head of a request. Those of browsers have a kilobyte or two.
const LONGEST: usize = 16 * 1024;

/// The most headers of a request. Browsers send about fifteen.
const MOST_HEADERS: usize = 64;

/// The end of a head.
const END: &[u8] = b"\r\n\r\n";

/// The port an address means that states none.
const USUAL_PORT: u16 = 80;

/// Reads the head of a request: to the empty line, to the end, or to the longest there may be.
pub fn read_head(stream: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    let mut piece = [0; 1024];
    loop {
        let read = stream.read(&mut piece)?;
        let seen = head.len().saturating_sub(END.len() - 1);
        head.extend_from_slice(piece.get(..read).unwrap_or_default());
        let ended = memchr::memmem::find(head.get(seen..).unwrap_or_default(), END);
        if read == 0 || ended.is_some() || head.len() >= LONGEST {
            return Ok(head);
        }
    }
}

/// The content of a request.
#[derive(Debug, PartialEq, Eq)]
pub struct Request {
    pub method: Method,
    /// The path without its percent-encoding, or with it where what it stands for is no text.
    pub path: String,
}

/// The methods that are answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    Get,
    Head,
}

impl Request {
    /// Reads a head that was sent to this port. Says with which status a request is refused.
    pub fn parse(head: &[u8], port: u16) -> Result<Self, &'static str> {
        const BAD: &str = "400 Bad Request";
        const TOO_LARGE: &str = "431 Request Header Fields Too Large";
        let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
        let mut request = httparse::Request::new(&mut headers);
        let status = request.parse(head).map_err(|error| match error {
            httparse::Error::Version => "505 HTTP Version Not Supported",
            httparse::Error::TooManyHeaders => TOO_LARGE,
            _ => BAD,
        })?;
        if status.is_partial() {
            return Err(if head.len() < LONGEST { BAD } else { TOO_LARGE });
        }
        let host = only_host(request.headers).ok_or(BAD)?;
        let target = request.path.ok_or(BAD)?;
        // Section 3.2.2: a whole address says the host in place of the header.
        let whole = target
            .get(..7)
            .filter(|scheme| scheme.eq_ignore_ascii_case("http://"))
            .and_then(|scheme| target.get(scheme.len()..));
        let (authority, path) = match whole {
            Some(address) => address.split_at(address.find(['/', '?']).unwrap_or(address.len())),
            None => (host, target),
        };
        if !is_ours(authority, port) {
            return Err("403 Forbidden");
        }
        let method = match request.method {
            Some("GET") => Method::Get,
            Some("HEAD") => Method::Head,
            _ => return Err(NOT_ALLOWED),
        };
        if whole.is_none() && !path.starts_with('/') {
            return Err(BAD);
        }
        let path = match path.split(['?', '#']).next() {
            None | Some("") => "/",
            Some(path) => path,
        };
        let decoded = percent_decode_str(path).decode_utf8();
        Ok(Self { method, path: decoded.map_or_else(|_| path.to_owned(), String::from) })
    }
}

/// The host of a request that states one.
fn only_host<'a>(headers: &[httparse::Header<'a>]) -> Option<&'a str> {
    let mut hosts = headers.iter().filter(|header| header.name.eq_ignore_ascii_case("host"));
    let host = hosts.next().filter(|_| hosts.next().is_none())?;
    std::str::from_utf8(host.value).ok()
}

/// True if an authority names this machine and this port. A page of the net whose name was made to
/// lead here (DNS rebinding) sends its own name; names below `localhost` lead nowhere else (RFC 6761,
/// section 6.3), nor do addresses.
fn is_ours(authority: &str, port: u16) -> bool {
    let literal = authority.strip_prefix('[');
    let (is_here, rest) = if let Some((address, rest)) = literal.and_then(|it| it.split_once(']')) {
        let address = address.parse::<Ipv6Addr>();
        (address.is_ok_and(|address| address.is_loopback()), rest)
    } else {
        let end = authority.find(':').unwrap_or(authority.len());
        let (host, rest) = authority.split_at(end);
        (is_this_machine(host), rest)
    };
    let stated = match rest.strip_prefix(':') {
        None if rest.is_empty() => Some(USUAL_PORT),
        Some("") => Some(USUAL_PORT),
        Some(digits) if digits.bytes().all(|b| b.is_ascii_digit()) => digits.parse().ok(),
        _ => None,
    };
    is_here && stated == Some(port)
}

fn is_this_machine(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    let name = host.strip_suffix('.').unwrap_or(&host);
    name == "localhost"
        || name.ends_with(".localhost")
        || host.parse::<Ipv4Addr>().is_ok_and(|address| address.is_loopback())
}

const NOT_ALLOWED: &str = "405 Method Not Allowed";

/// The answer to a request.
#[derive(Debug)]
pub struct Answer {
    status: &'static str,
    media_type: &'static str,
    /// The Content Security Policy.
    policy: &'static str,
    body: Arc<[u8]>,
}

impl Answer {
    pub fn found(media_type: &'static str, policy: &'static str, body: Arc<[u8]>) -> Self {
        Self { status: "200 OK", media_type, policy, body }
    }

    pub fn refusal(status: &'static str, policy: &'static str) -> Self {
        Self {
            status,
            media_type: "text/plain; charset=utf-8",
            policy,
            body: status.as_bytes().into(),
        }
    }

    /// Writes it, to `HEAD` without its body. Every answer is for our own pages alone, is what it
    /// says it is, and tells nobody where a reader came from.
    pub fn write(&self, out: &mut impl Write, method: Method) -> io::Result<()> {
        let allow = if self.status == NOT_ALLOWED { "Allow: GET, HEAD\r\n" } else { "" };
        let head = format!(
            "HTTP/1.1 {}\r\n\
             Content-Type: {}\r\n\
             Content-Length: {}\r\n\
             {allow}\
             Content-Security-Policy: {}\r\n\
             Cross-Origin-Opener-Policy: same-origin\r\n\
             Cross-Origin-Resource-Policy: same-origin\r\n\
             Referrer-Policy: no-referrer\r\n\
             X-Content-Type-Options: nosniff\r\n\
             Cache-Control: no-store\r\n\
             Connection: close\r\n\r\n",
            self.status,
            self.media_type,
            self.body.len(),
            self.policy
        );
        out.write_all(head.as_bytes())?;
        match method {
            Method::Get => out.write_all(&self.body),
            Method::Head => Ok(()),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
mod tests {
    use super::*;

    fn status(head: &str, port: u16) -> &'static str {
        match Request::parse(head.as_bytes(), port) {
            Ok(_) => "200",
            Err(status) => status.split(' ').next().unwrap(),
        }
    }

    #[test]
    fn only_hosts_of_this_machine_are_answered() {
        for (host, port, expected) in [
            ("127.0.0.1:8024", 8024, "200"),
            ("LocalHost:8024", 8024, "200"),
            ("localhost.:8024", 8024, "200"),
            ("book.localhost:8024", 8024, "200"),
            ("[::1]:8024", 8024, "200"),
            ("[0:0:0:0:0:0:0:1]:8024", 8024, "200"),
            // Browsers leave the usual port out.
            ("127.0.0.1", 80, "200"),
            ("localhost", 80, "200"),
            ("localhost:", 80, "200"),
            ("[::1]", 80, "200"),
            ("127.0.0.1:80", 80, "200"),
            ("localhost", 8024, "403"),
            ("[::1]", 8024, "403"),
            ("127.0.0.1:8025", 8024, "403"),
            ("127.0.0.1:+8024", 8024, "403"),
            ("127.0.0.1:8024x", 8024, "403"),
            ("127.0.0.1:73560", 8024, "403"),
            ("rebound.example:8024", 8024, "403"),
            ("rebound.example", 80, "403"),
            ("localhost.example:8024", 8024, "403"),
            ("notlocalhost:8024", 8024, "403"),
            ("127.0.0.1.example:8024", 8024, "403"),
            ("localhost@rebound.example:8024", 8024, "403"),
            ("127.0.0.1:8024@rebound.example", 8024, "403"),
            ("0.0.0.0:8024", 8024, "403"),
            ("[::2]:8024", 8024, "403"),
            ("[::1:8024", 8024, "403"),
            ("::1", 80, "403"),
            ("", 80, "403"),
        ] {
            let head = format!("GET / HTTP/1.1\r\nhost: {host}\r\n\r\n");
            assert_eq!(status(&head, port), expected, "{host} on {port}");
            // The same in a whole address, which counts whatever the header says.
            let head = format!("GET HTTP://{host}/x HTTP/1.1\r\nHost: rebound.example\r\n\r\n");
            assert_eq!(status(&head, port), expected, "{host} on {port}, in the target");
        }
    }

    #[test]
    fn targets_lead_to_paths() {
        for (target, expected) in [
            ("/", "/"),
            ("/?x", "/"),
            ("/book/a.xhtml?1#2", "/book/a.xhtml"),
            ("/book/%E5%A4%9C%20b.xhtml", "/book/夜 b.xhtml"),
            ("/book/%2e%2e/a", "/book/../a"),
            ("/book/%252e", "/book/%2e"),
            ("/book/%ff", "/book/%ff"),
            ("/book/%zz%", "/book/%zz%"),
            ("//127.0.0.1/a", "//127.0.0.1/a"),
            ("http://127.0.0.1:8024", "/"),
            ("http://localhost:8024?x", "/"),
            ("http://127.0.0.1:8024/book/a.xhtml?x", "/book/a.xhtml"),
        ] {
            let head = format!("GET {target} HTTP/1.1\r\nHost: 127.0.0.1:8024\r\n\r\n");
            let request = Request::parse(head.as_bytes(), 8024);
            assert_eq!(request.unwrap().path, expected, "{target}");
        }
    }

    #[test]
    fn what_is_no_request_is_refused() {
        let host = "Host: localhost:8024";
        let long = "x".repeat(LONGEST);
        for (head, expected) in [
            (format!("GET / HTTP/1.1\r\n{host}\r\n\r\n"), "200"),
            (format!("\r\nGET / HTTP/1.0\r\n{host}\r\nX:\r\n\r\nGET /"), "200"),
            (format!("HEAD / HTTP/1.1\r\n{host}\r\n\r\n"), "200"),
            (format!("POST / HTTP/1.1\r\n{host}\r\n\r\n"), "405"),
            (format!("get / HTTP/1.1\r\n{host}\r\n\r\n"), "405"),
            (format!("OPTIONS * HTTP/1.1\r\n{host}\r\n\r\n"), "405"),
            (format!("CONNECT localhost:8024 HTTP/1.1\r\n{host}\r\n\r\n"), "405"),
            (format!("GET * HTTP/1.1\r\n{host}\r\n\r\n"), "400"),
            (format!("GET book HTTP/1.1\r\n{host}\r\n\r\n"), "400"),
            (format!("GET https://localhost:8024/ HTTP/1.1\r\n{host}\r\n\r\n"), "400"),
            (format!("GET  / HTTP/1.1\r\n{host}\r\n\r\n"), "400"),
            (format!("GET /\r\n{host}\r\n\r\n"), "400"),
            (format!("GET / HTTP/2.0\r\n{host}\r\n\r\n"), "505"),
            (format!("GET / SMTP\r\n{host}\r\n\r\n"), "505"),
            (format!("GET / HTTP/1.1\r\n{host}\r\n"), "400"),
            (format!("GET / HTTP/1.1\r\n{host}\r\n{host}\r\n\r\n"), "400"),
            (format!("GET / HTTP/1.1\r\n{host}\r\n folded\r\n\r\n"), "400"),
            (format!("GET / HTTP/1.1\r\n{host}\r\nX : y\r\n\r\n"), "400"),
            (format!("GET / HTTP/1.1\r\n{host}\r\nnothing\r\n\r\n"), "400"),
            ("GET / HTTP/1.1\r\n\r\n".to_owned(), "400"),
            ("GET / HTTP/1.1\r\nHost : localhost:8024\r\n\r\n".to_owned(), "400"),
            ("\r\n\r\n".to_owned(), "400"),
            (String::new(), "400"),
            (format!("GET /{long}"), "431"),
        ] {
            assert_eq!(status(&head, 8024), expected, "{head:?}");
        }
    }

    #[test]
    fn a_head_ends_at_its_empty_line_or_where_it_gets_too_long() {
        /// Gives a byte at a time.
        struct Slow<'a>(&'a [u8]);
        impl Read for Slow<'_> {
            fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
                self.0.read(&mut into[..1])
            }
        }
        let text = b"GET / HTTP/1.1\r\n\r\nGET /next";
        assert_eq!(read_head(&mut Slow(text)).unwrap(), text[..18]);
        assert_eq!(read_head(&mut Slow(&text[..10])).unwrap(), text[..10]);
        assert_eq!(read_head(&mut io::repeat(b'x')).unwrap().len(), LONGEST);
    }

    #[test]
    fn answers_say_what_they_allow() {
        let written = |answer: Answer, method| {
            let mut out = Vec::new();
            answer.write(&mut out, method).unwrap();
            String::from_utf8(out).unwrap()
        };
        let found = || Answer::found("text/css", "default-src 'none'", b"body".as_slice().into());
        assert!(written(found(), Method::Get).ends_with("\r\n\r\nbody"));
        let head = written(found(), Method::Head);
        assert!(head.contains("Content-Length: 4\r\n") && head.ends_with("\r\n\r\n"), "{head}");
        assert!(!head.contains("Allow:"), "{head}");
        let refusal = written(Answer::refusal(NOT_ALLOWED, ""), Method::Get);
        assert!(refusal.contains("\r\nAllow: GET, HEAD\r\n"), "{refusal}");
    }
}
