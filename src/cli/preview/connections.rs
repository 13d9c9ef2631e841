//! Accepts connections from this machine, and limits how many there are and how long each may take.

use std::collections::VecDeque;
use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Weak};
use std::thread;
use std::time::{Duration, Instant};

/// Limits of connections.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// The time for a request to come in and its answer to go out, together.
    pub deadline: Duration,
    /// How many are served side by side.
    pub most: usize,
}

/// The most bytes read after a request, such as the body of one that is refused.
const MOST_AFTER: u64 = 1024 * 1024;
/// How long to wait when the system has no more connections to give.
const PAUSE: Duration = Duration::from_millis(50);

/// Serves connections one after the other and side by side, a thread and a request each. When there
/// are too many, the oldest gives way to the newest: slow ones shut nobody out.
pub fn serve<F>(listener: &TcpListener, limits: Limits, answer: F)
where
    F: Fn(&mut Timed<'_>) -> io::Result<()> + Send + Sync + 'static,
{
    let answer = Arc::new(answer);
    let mut open: VecDeque<Weak<TcpStream>> = VecDeque::new();
    for stream in listener.incoming() {
        let Ok(stream) = stream.map(Arc::new) else {
            thread::sleep(PAUSE);
            continue;
        };
        open.retain(|stream| stream.strong_count() > 0);
        if open.len() >= limits.most
            && let Some(oldest) = open.pop_front().and_then(|oldest| oldest.upgrade())
        {
            // Its thread notices, and ends.
            let _ = oldest.shutdown(Shutdown::Both);
        }
        open.push_back(Arc::downgrade(&stream));
        let answer = Arc::clone(&answer);
        // Without a thread the connection is closed: the next may have better luck.
        let _ = thread::Builder::new().spawn(move || {
            let mut timed = Timed { stream: &stream, until: Instant::now() + limits.deadline };
            // A browser that goes away leaves nobody to tell.
            let _ = answer(&mut timed).and_then(|()| timed.close());
        });
    }
}

/// A connection on which all has to be done by one moment, however little at a time.
pub struct Timed<'a> {
    stream: &'a TcpStream,
    until: Instant,
}

impl Timed<'_> {
    fn left(&self) -> io::Result<Duration> {
        let left = self.until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(io::ErrorKind::TimedOut.into());
        }
        Ok(left)
    }

    /// Closes in two steps (RFC 9112, section 9.6): closed at once, with bytes nobody read, the
    /// system would take back an answer that is under way.
    fn close(&mut self) -> io::Result<()> {
        self.stream.shutdown(Shutdown::Write)?;
        io::copy(&mut self.take(MOST_AFTER), &mut io::sink())?;
        Ok(())
    }
}

impl Read for Timed<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.stream.set_read_timeout(Some(self.left()?))?;
        self.stream.read(into)
    }
}

impl Write for Timed<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.stream.set_write_timeout(Some(self.left()?))?;
        self.stream.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
mod tests {
    use super::*;
    use std::net::SocketAddr;

    /// A server that says `ok` to a line.
    fn start(deadline: Duration, most: usize) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        thread::spawn(move || {
            serve(&listener, Limits { deadline, most }, |stream| {
                let mut byte = [0];
                while byte != *b"\n" {
                    stream.read_exact(&mut byte)?;
                }
                stream.write_all(b"ok")
            });
        });
        address
    }

    /// The answer to some bytes, until the other side closes.
    fn ask(address: SocketAddr, bytes: &[u8]) -> String {
        let mut stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(Duration::from_mins(1))).unwrap();
        stream.write_all(bytes).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    /// True if nothing has come from the other side yet, not even the end.
    fn is_open(stream: &mut TcpStream) -> bool {
        use io::ErrorKind::{TimedOut, WouldBlock};
        let read = stream.read(&mut [0]);
        read.is_err_and(|error| matches!(error.kind(), TimedOut | WouldBlock))
    }

    #[test]
    fn a_byte_at_a_time_does_not_put_off_the_deadline() {
        let address = start(Duration::from_millis(300), 8);
        let mut slow = TcpStream::connect(address).unwrap();
        slow.set_read_timeout(Some(Duration::from_millis(50))).unwrap();
        let began = Instant::now();
        while is_open(&mut slow) {
            assert!(began.elapsed() < Duration::from_secs(30), "it is open still");
            let _ = slow.write_all(b"x");
        }
        assert!(began.elapsed() >= Duration::from_millis(250));
    }

    #[test]
    fn the_newest_is_served_however_many_wait() {
        // Nothing here ends by its deadline.
        let address = start(Duration::from_mins(10), 4);
        let mut waiting = Vec::new();
        for _ in 0..20 {
            let mut slow = TcpStream::connect(address).unwrap();
            slow.write_all(b"x").unwrap();
            waiting.push(slow);
            assert_eq!(ask(address, b"hello\n"), "ok");
        }
        // All but the last have given way.
        for mut slow in waiting.drain(..16) {
            slow.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
            assert!(!is_open(&mut slow));
        }
    }

    #[test]
    fn an_answer_arrives_though_the_rest_of_the_request_is_not_read() {
        let address = start(Duration::from_mins(1), 4);
        let long = [b"hello\n", vec![b'x'; 300_000].as_slice()].concat();
        assert_eq!(ask(address, &long), "ok");
    }
}
