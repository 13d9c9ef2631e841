//! Addresses on the net: which may stand in a book, and how they are written there (WHATWG URL
//! Standard, as EPUB 3.3 asks for). All that reach an attribute of a page, the package document or
//! a catalogue are made here.

pub mod bare;

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

use url::{Host, ParseError, SyntaxViolation, Url};

/// A web or mail address that may stand in an attribute as it is: a valid URL string of ASCII
/// characters.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Address(String);

/// Why a book does not lead to an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refused {
    /// It has no scheme, or one that is neither of the web nor of mail.
    Scheme,
    /// Two strokes and a host must follow the scheme.
    Form,
    /// No host can have this name.
    Host,
    /// The port is no number up to 65535.
    Port,
    /// No `@` is in an address of mail.
    Mailbox,
}

/// The fault, as the rest of a sentence.
impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Scheme => "does not begin with http:, https: or mailto:",
            Self::Form => "has no `//` and host after its scheme",
            Self::Host => "has an invalid host",
            Self::Port => "has an invalid port",
            Self::Mailbox => "has no mailbox",
        })
    }
}

impl Address {
    /// The address a text states. What is valid stays as it is; what may not stand in an address
    /// is percent-encoded, and a host that is not ASCII becomes its Punycode. A text that begins
    /// with `//` is one of the web.
    pub fn new(stated: &str) -> Result<Self, Refused> {
        let stated = stated.trim();
        if stated.starts_with("//") {
            return Self::web("https", stated);
        }
        let (scheme, rest) = scheme(stated).ok_or(Refused::Scheme)?;
        match scheme.to_ascii_lowercase().as_str() {
            scheme @ ("http" | "https") => Self::web(scheme, rest),
            "mailto" if rest.contains('@') => Ok(Self(format!("mailto:{}", encoded(rest)))),
            "mailto" => Err(Refused::Mailbox),
            _ => Err(Refused::Scheme),
        }
    }

    fn web(scheme: &str, rest: &str) -> Result<Self, Refused> {
        let rest = rest.strip_prefix("//").ok_or(Refused::Form)?;
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at(end);
        let (user, authority) = match authority.split_once('@') {
            Some((user, authority)) => (format!("{}@", encoded(user)), authority),
            None => (String::new(), authority),
        };
        // The colons of an IPv6 address stand in brackets.
        let colon = authority.rfind(':').filter(|at| !authority[*at..].contains(']'));
        let (host, port) = authority.split_at(colon.unwrap_or(authority.len()));
        if host.is_empty() {
            return Err(Refused::Form);
        }
        let digits = port.strip_prefix(':').unwrap_or_default();
        let is_number = digits.bytes().all(|b| b.is_ascii_digit());
        if !is_number || !digits.is_empty() && digits.parse::<u16>().is_err() {
            return Err(Refused::Port);
        }
        let host = known_host(host).ok_or(Refused::Host)?;
        Ok(Self(format!("{scheme}://{user}{host}{port}{}", encoded(path))))
    }

    /// The address as it stands in an attribute.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An attribute takes it as it is.
impl From<Address> for Cow<'static, str> {
    fn from(address: Address) -> Self {
        Self::Owned(address.0)
    }
}

/// How long a label of a name may be, and a name, in bytes (RFC 1035, section 2.3.4).
const LABEL: RangeInclusive<usize> = 1..=63;
const LONGEST_NAME: usize = 253;

/// A name without the stop that stands for the root.
fn without_root(domain: &str) -> &str {
    domain.strip_suffix('.').unwrap_or(domain)
}

/// A host as it is written in ASCII; `None` if there can be none of this name. Labels have letters,
/// digits, hyphens inside (RFC 1123, section 2.1), and the underscore some sites have in theirs.
fn known_host(stated: &str) -> Option<Cow<'_, str>> {
    let host = Host::parse(stated).ok()?;
    if let Host::Domain(domain) = &host {
        let label = |label: &str| {
            LABEL.contains(&label.len())
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
        };
        let name = without_root(domain);
        if name.len() > LONGEST_NAME || !name.split('.').all(label) {
            return None;
        }
    }
    let is_plain = stated.is_ascii() && !stated.contains('%');
    Some(if is_plain { Cow::Borrowed(stated) } else { Cow::Owned(host.to_string()) })
}

/// The scheme of an address that has one (RFC 3986, section 3.1), and what follows its colon.
pub fn scheme(address: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = address.split_once(':')?;
    let mut bytes = scheme.bytes();
    let valid = bytes.next().is_some_and(|b| b.is_ascii_alphabetic())
        && bytes.all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    valid.then_some((scheme, rest))
}

/// Schemes that tell an address from a title with a colon in it.
const TELLING: &[&str] =
    &["about", "blob", "data", "file", "ftp", "http", "https", "javascript", "vbscript"];

/// True if a text that may be a title is meant as an address of a site.
pub fn is_meant(text: &str) -> bool {
    let text = text.trim();
    text.starts_with("//")
        || scheme(text).is_some_and(|(scheme, rest)| {
            rest.starts_with("//")
                || !rest.starts_with(char::is_whitespace) && is_one_of(scheme, TELLING)
        })
}

/// Schemes that make a reader do or show something rather than lead it to a place.
const ACTING: &[&str] = &["about", "blob", "javascript", "vbscript"];

/// True if following an address of this scheme leads to no place.
pub fn acts(scheme: &str) -> bool {
    is_one_of(scheme, ACTING)
}

fn is_one_of(scheme: &str, known: &[&str]) -> bool {
    known.iter().any(|known| scheme.eq_ignore_ascii_case(known))
}

/// The base of relative references.
static BASE: LazyLock<Option<Url>> = LazyLock::new(|| Url::parse("https://book.invalid/a").ok());

/// True if a reference is written as the URL Standard has it ("valid URL string"). Space around it
/// is no fault, and neither are names of users.
pub fn is_well_formed(reference: &str) -> bool {
    let clean = Cell::new(true);
    let note = |violation| {
        let lenient = matches!(
            violation,
            SyntaxViolation::EmbeddedCredentials
                | SyntaxViolation::C0SpaceIgnored
                | SyntaxViolation::FileWithHostAndWindowsDrive
                | SyntaxViolation::ExpectedFileDoubleSlash
        );
        clean.set(clean.get() && lenient);
    };
    let parsed = Url::options()
        .base_url(BASE.as_ref())
        .syntax_violation_callback(Some(&note))
        .parse(reference);
    match parsed {
        Ok(url) => {
            let labels = url.domain().is_none_or(|domain| {
                let mut labels = without_root(domain).split('.');
                labels.all(|label| LABEL.contains(&label.len()))
            });
            clean.get() && labels
        }
        // A number no machine can have is still written like a host.
        Err(error) => error == ParseError::InvalidIpv4Address && clean.get(),
    }
}

/// Percent-encodes what may not stand in an address (RFC 3986, section 2), and leaves what is
/// encoded already.
fn encoded(part: &str) -> String {
    let mut out = String::with_capacity(part.len());
    let bytes = part.as_bytes();
    let mut fragment = false;
    for (at, &b) in bytes.iter().enumerate() {
        let is_encoded = b == b'%'
            && bytes.get(at + 1).is_some_and(u8::is_ascii_hexdigit)
            && bytes.get(at + 2).is_some_and(u8::is_ascii_hexdigit);
        let allowed = match b {
            // One fragment only.
            b'#' => !std::mem::replace(&mut fragment, true),
            _ => b.is_ascii_alphanumeric() || b"-._~:/?@!$&'()*+,;=".contains(&b),
        };
        if allowed || is_encoded {
            out.push(char::from(b));
        } else {
            out.push('%');
            for digit in [b >> 4, b & 15] {
                out.push(char::from(b"0123456789ABCDEF"[usize::from(digit)]));
            }
        }
    }
    out
}
