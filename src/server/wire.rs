//! JSON-RPC messages as they go over a stream, each behind a header with its length (base protocol of LSP 3.17).
//!
//! Whatever comes in, the next message is found: what cannot be read is told to the caller, and reading goes on behind it.

use std::borrow::Cow;
use std::io::{self, BufRead, Read as _, Write};
use std::sync::mpsc::{self, Receiver, Sender};

use gen_lsp_types::ErrorCodes;
use memchr::memmem;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::{RawValue, to_raw_value};

/// The longest message that is read, in bytes. A longer one is skipped.
const LONGEST: u64 = 1 << 30;

/// What a request is known by.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum Id {
    Number(i64),
    Text(String),
}

/// What a method is given, not read yet.
#[derive(Debug)]
pub(super) struct Params(Option<Box<RawValue>>);

impl Params {
    /// Reads them as what the method takes.
    pub(super) fn read<T: DeserializeOwned>(&self) -> Result<T, Failure> {
        let text = self.0.as_deref().map_or("null", RawValue::get);
        // JSON-RPC has lists too; no method of LSP takes one.
        if text.starts_with('[') {
            return Err(Failure::new(ErrorCodes::InvalidParams, "parameters are given by name"));
        }
        serde_json::from_str(text).map_err(|error| Failure::new(ErrorCodes::InvalidParams, error))
    }

    /// As they came.
    pub(super) fn text(&self) -> &str {
        self.0.as_deref().map_or("", RawValue::get)
    }
}

/// Why a request has no result.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Failure {
    pub(super) code: i32,
    pub(super) message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) data: Option<Value>,
}

impl Failure {
    pub(super) fn new(code: impl Into<i32>, message: impl ToString) -> Self {
        Self { code: code.into(), message: message.to_string(), data: None }
    }
}

/// What came in.
#[derive(Debug)]
pub(super) enum Incoming {
    Request {
        id: Id,
        method: String,
        params: Params,
    },
    Notification {
        method: String,
        params: Params,
    },
    Response {
        id: Id,
        result: Result<Value, Failure>,
    },
    /// Something that is none of these: what is wrong with it.
    Broken(Failure),
}

#[derive(Deserialize)]
struct Envelope<'a> {
    #[serde(borrow)]
    id: Option<&'a RawValue>,
    method: Option<String>,
    params: Option<Box<RawValue>>,
    #[serde(default)]
    result: Value,
    error: Option<Failure>,
}

/// Reads the next message; `None` at the end of the stream.
pub(super) fn read(input: &mut impl BufRead) -> io::Result<Option<Incoming>> {
    let Some(length) = header(input)? else { return Ok(None) };
    let length = match length {
        Ok(length) => length,
        Err(broken) => return Ok(Some(Incoming::Broken(broken))),
    };
    if length > LONGEST {
        io::copy(&mut input.take(length), &mut io::sink())?;
        let what = format!("a message of {length} bytes is too long");
        return Ok(Some(Incoming::Broken(Failure::new(ErrorCodes::InvalidRequest, what))));
    }
    let mut body = Vec::new();
    let read = input.take(length).read_to_end(&mut body)?;
    // The client has gone away in the middle of a message.
    if (read as u64) < length {
        return Ok(None);
    }
    Ok(Some(parse(&body)))
}

/// Reads the lines before a message: its length, or what is wrong with them; `None` at the end of the stream.
fn header(input: &mut impl BufRead) -> io::Result<Option<Result<u64, Failure>>> {
    let (mut length, mut odd) = (None, None);
    loop {
        let mut line = Vec::new();
        if input.take(1 << 16).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim_end_matches(['\r', '\n']);
        match line.split_once(':') {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                length = value.trim().parse().ok();
                // What stands before a header that has come to its senses is told once it is read.
                odd = if length.is_none() { Some(line.to_owned()) } else { odd };
            }
            Some((name, _)) if name.eq_ignore_ascii_case("content-type") => {}
            None if line.is_empty() => match length {
                Some(length) => return Ok(Some(Ok(length))),
                None if odd.is_none() => {}
                None => break,
            },
            // Noise before a header is told when the header is lost with it.
            _ => odd = Some(line.chars().take(80).collect()),
        }
    }
    let what = format!("a message without a Content-Length: “{}”", odd.unwrap_or_default());
    Ok(Some(Err(Failure::new(ErrorCodes::ParseError, what))))
}

/// Reads the body of a message.
fn parse(body: &[u8]) -> Incoming {
    let text = repaired(body);
    let broken = |code: ErrorCodes, why: &dyn std::fmt::Display| Incoming::Broken(Failure::new(code, why));
    let envelope: Envelope<'_> = match serde_json::from_str(&text) {
        Ok(envelope) => envelope,
        Err(error) if error.is_data() => return broken(ErrorCodes::InvalidRequest, &error),
        Err(error) => return broken(ErrorCodes::ParseError, &error),
    };
    let id = match envelope.id.filter(|id| id.get() != "null").map(|id| serde_json::from_str::<Id>(id.get())) {
        Some(Err(_)) => return broken(ErrorCodes::InvalidRequest, &"an id is a whole number or a string"),
        Some(Ok(id)) => Some(id),
        None => None,
    };
    match (id, envelope.method) {
        (Some(id), Some(method)) => Incoming::Request { id, method, params: Params(envelope.params) },
        (None, Some(method)) => Incoming::Notification { method, params: Params(envelope.params) },
        (Some(id), None) => Incoming::Response { id, result: envelope.error.map_or(Ok(envelope.result), Err) },
        (None, None) => match envelope.error {
            // What the client says of a message of ours that it could not read.
            Some(error) => Incoming::Response { id: Id::Number(-1), result: Err(error) },
            None => broken(ErrorCodes::InvalidRequest, &"a message has an id or a method"),
        },
    }
}

/// The text of a body, with what no text can hold replaced: bytes that are no UTF-8, and escaped halves of a surrogate pair, which an
/// editor sends that cuts a text inside a character. Each becomes one U+FFFD, a single unit of UTF-16 as the half was.
fn repaired(body: &[u8]) -> Cow<'_, str> {
    let text = String::from_utf8_lossy(body);
    if memmem::find(text.as_bytes(), b"\\u").is_none() {
        return text;
    }
    let mut out = String::new();
    let (mut from, mut at) = (0, 0);
    while let Some(found) = memchr::memchr(b'\\', &text.as_bytes()[at..]) {
        let start = at + found;
        let half = surrogate(&text, start);
        at = match half {
            Some(0xD800..0xDC00) if matches!(surrogate(&text, start + 6), Some(0xDC00..0xE000)) => start + 12,
            Some(_) => {
                out.push_str(&text[from..start]);
                out.push_str("\\ufffd");
                from = start + 6;
                from
            }
            // The character behind a backslash belongs to it.
            None => (start + 2).min(text.len()),
        };
    }
    if from == 0 {
        return text;
    }
    out.push_str(&text[from..]);
    Cow::Owned(out)
}

/// The half of a surrogate pair that is escaped at byte `at`.
fn surrogate(text: &str, at: usize) -> Option<u16> {
    let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
    let unit = u16::from_str_radix(digits, 16).ok()?;
    (0xD800..0xE000).contains(&unit).then_some(unit)
}

#[derive(Serialize)]
struct Request<'a> {
    jsonrpc: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a Id>,
    method: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    params: Option<Box<RawValue>>,
}

#[derive(Serialize)]
struct Response<'a, T> {
    jsonrpc: &'static str,
    id: Option<&'a Id>,
    #[serde(flatten)]
    outcome: Outcome<'a, T>,
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Outcome<'a, T> {
    Result(T),
    Error(&'a Failure),
}

/// Where messages go out. They are written by a thread of its own, so that a client that does not read holds nobody up.
#[derive(Clone)]
pub(super) struct Outbox(Sender<Vec<u8>>);

impl Outbox {
    /// An outbox, and what comes out of it.
    pub(super) fn new() -> (Self, Receiver<Vec<u8>>) {
        let (sender, receiver) = mpsc::channel();
        (Self(sender), receiver)
    }

    /// Sends a request, or without an `id` a notification.
    pub(super) fn call(&self, id: Option<&Id>, method: &str, params: impl Serialize) {
        // Parameters are an object or are not there.
        let params = to_raw_value(&params).ok().filter(|params| params.get() != "null");
        self.send(&Request { jsonrpc: "2.0", id, method, params });
    }

    /// Answers the request `id`; where it could not be told, `None`.
    pub(super) fn answer<T: Serialize>(&self, id: Option<&Id>, outcome: &Result<T, Failure>) {
        self.put(Body::answer(id, outcome));
    }

    /// Sends what is written already.
    pub(super) fn put(&self, body: Body) {
        // An empty message would hang up.
        if !body.0.is_empty() {
            // Where nobody writes any more, the client is gone.
            let _ = self.0.send(body.0);
        }
    }

    /// Has the writer end once it has written what was sent before.
    pub(super) fn hang_up(&self) {
        let _ = self.0.send(Vec::new());
    }

    fn send(&self, message: &impl Serialize) {
        self.put(Body::of(message));
    }
}

/// A message as JSON, without its header.
pub(super) struct Body(Vec<u8>);

impl Body {
    /// The answer to the request `id`.
    pub(super) fn answer<T: Serialize>(id: Option<&Id>, outcome: &Result<T, Failure>) -> Self {
        let outcome = match outcome {
            Ok(result) => Outcome::Result(result),
            Err(failure) => Outcome::Error(failure),
        };
        Self::of(&Response { jsonrpc: "2.0", id, outcome })
    }

    /// What cannot be written as JSON would be a map with keys that are no strings; there is none.
    fn of(message: &impl Serialize) -> Self {
        Self(serde_json::to_vec(message).unwrap_or_default())
    }
}

/// Writes messages until somebody hangs up, or nobody reads them.
pub(super) fn write(messages: &Receiver<Vec<u8>>, output: &mut impl Write) -> io::Result<()> {
    for body in messages.iter().take_while(|body| !body.is_empty()) {
        let header = format!("Content-Length: {}\r\n\r\n", body.len());
        output.write_all(header.as_bytes())?;
        output.write_all(&body)?;
        output.flush()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(bytes: &[u8]) -> Vec<Incoming> {
        let mut input = bytes;
        std::iter::from_fn(|| read(&mut input).expect("bytes in memory can be read")).collect()
    }

    fn framed(body: &str) -> Vec<u8> {
        format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
    }

    #[test]
    fn what_is_no_message_is_told_and_the_next_is_read() {
        let good = framed(r#"{"jsonrpc":"2.0","method":"exit"}"#);
        for (broken, code) in [
            (framed("{"), -32700),
            (framed("[]"), -32600),
            (framed("{}"), -32600),
            (framed(r#"{"id":1.5,"method":"a"}"#), -32600),
            (b"Content-Length: many\r\n\r\n".to_vec(), -32700),
            (b"hello\r\n\r\n".to_vec(), -32700),
        ] {
            let found = all(&[broken, good.clone()].concat());
            let [Incoming::Broken(failure), Incoming::Notification { method, .. }] = &found[..] else {
                panic!("{found:?}")
            };
            assert_eq!((failure.code, method.as_str()), (code, "exit"));
        }
        // Other headers, and blank lines between messages.
        let odd = [b"\r\n\r\nContent-Type: a; charset=utf-8\r\n".to_vec(), good].concat();
        assert!(matches!(&all(&odd)[..], [Incoming::Notification { .. }]), "{:?}", all(&odd));
        // One that is cut off is none.
        assert!(all(b"Content-Length: 9\r\n\r\n{}").is_empty());
    }

    #[test]
    fn half_a_surrogate_pair_is_one_unit_in_the_text() {
        let text = |body: &str| match parse(body.as_bytes()) {
            Incoming::Notification { params, .. } => params.read::<String>().expect("a text"),
            other => panic!("{other:?}"),
        };
        for (escaped, read) in [
            (r"a\ud83db", "a\u{fffd}b"),
            (r"\uD83D\uDE00", "😀"),
            (r"\ude00\ud83d", "\u{fffd}\u{fffd}"),
            (r"\ud83d\ud83d\ude00", "\u{fffd}😀"),
            (r"\\ud83d", r"\ud83d"),
            (r"\u00e9", "é"),
        ] {
            assert_eq!(text(&format!(r#"{{"method":"m","params":"{escaped}"}}"#)), read, "{escaped}");
        }
    }
}
