//! Addresses of documents: what a client sends, and paths.

use std::path::{Path, PathBuf};

use gen_lsp_types::Uri;
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

/// The bytes of a path that an address cannot hold (RFC 3986, 3.3).
const RESERVED: AsciiSet = CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// What tells a document from others, however a client escapes its address: "c%3A" and "C:" are one drive.
#[derive(Clone, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub(super) struct Key(String);

impl Key {
    pub(super) fn of(uri: &Uri) -> Self {
        // What has a meaning in an address stays escaped: "a%3Fb" is a name, and "a?b" a name and a question.
        let parts =
            uri.0.split('%').enumerate().map(|(i, part)| match part.get(..2).map(str::to_ascii_uppercase).as_deref() {
                Some(code @ ("23" | "25" | "2F" | "3F")) if i > 0 => format!("25{code}{}", &part[2..]),
                _ => part.to_owned(),
            });
        let escaped = parts.collect::<Vec<_>>().join("%");
        let mut text = percent_decode_str(&escaped).decode_utf8_lossy().into_owned();
        if let Some(drive) = drive(text.strip_prefix("file:///").unwrap_or_default()) {
            let at = "file:///".len();
            text.replace_range(at..=at, &drive.to_ascii_lowercase().to_string());
        }
        Self(text)
    }
}

/// The letter of the drive that a path begins with.
fn drive(path: &str) -> Option<char> {
    let mut chars = path.chars();
    let letter = chars.next().filter(char::is_ascii_alphabetic)?;
    (chars.next() == Some(':') && matches!(chars.next(), None | Some('/' | '\\'))).then_some(letter)
}

/// The path of a file; `None` for what is no file, as `untitled:` is.
pub(super) fn path(uri: &Uri) -> Option<PathBuf> {
    let (scheme, rest) = uri.0.split_once(':')?;
    let rest = rest.strip_prefix("//").filter(|_| scheme.eq_ignore_ascii_case("file"))?;
    let (host, _) = rest.split_once('/')?;
    let escaped = rest[host.len()..].split(['?', '#']).next().unwrap_or_default();
    let bytes: Vec<u8> = percent_decode_str(escaped).collect();
    if !host.is_empty() && !host.eq_ignore_ascii_case("localhost") {
        return network(host, &bytes);
    }
    let is_drive = drive(std::str::from_utf8(&bytes).ok().and_then(|path| path.strip_prefix('/')).unwrap_or_default());
    local(if is_drive.is_some() && cfg!(windows) { &bytes[1..] } else { &bytes })
}

#[cfg(unix)]
#[allow(clippy::unnecessary_wraps, reason = "other systems have paths that are none")]
fn local(bytes: &[u8]) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStrExt as _;
    Some(PathBuf::from(std::ffi::OsStr::from_bytes(bytes)))
}

#[cfg(not(unix))]
fn local(bytes: &[u8]) -> Option<PathBuf> {
    Some(PathBuf::from(std::str::from_utf8(bytes).ok()?.replace('/', "\\")))
}

/// A file on another machine: on Windows `\\host\share\file`.
fn network(host: &str, bytes: &[u8]) -> Option<PathBuf> {
    if !cfg!(windows) {
        return None;
    }
    Some(PathBuf::from(format!("\\\\{host}{}", std::str::from_utf8(bytes).ok()?.replace('/', "\\"))))
}

/// The address of a file by its whole path.
pub(super) fn of_path(path: &Path) -> Uri {
    let path = path.to_string_lossy();
    let path = if cfg!(windows) { path.replace('\\', "/") } else { path.into_owned() };
    let slash = if path.starts_with('/') { "" } else { "/" };
    Uri(format!("file://{slash}{}", utf8_percent_encode(&path, &RESERVED)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_known_however_its_address_is_escaped() {
        let key = |uri: &str| Key::of(&uri.into());
        assert_eq!(key("file:///C%3A/My%20Texts/a.md"), key("file:///c:/My Texts/a.md"));
        assert_ne!(key("file:///home/A.md"), key("file:///home/a.md"));
        assert_ne!(key("untitled:1"), key("untitled:2"));
        assert_ne!(key("file:///a%3Fb.md"), key("file:///a?b.md"));
        assert_ne!(key("file:///a%23b.md"), key("file:///a#b.md"));
        assert_eq!(key("file:///100%25.md"), key("file:///100%25.md"));
        assert_eq!(key("file:///a%2fb%zz"), key("file:///a%2Fb%zz"));
    }

    #[test]
    #[cfg(unix)]
    fn a_path_goes_there_and_back() {
        for name in ["/a b.md", "/100%.md", "/[x]?#.md", "/é 🙂.md", "/a+b&c=d.md"] {
            let uri = of_path(Path::new(name));
            assert!(uri.0.is_ascii() && !uri.0.contains([' ', '#', '?']), "{uri}");
            assert_eq!(path(&uri).as_deref(), Some(Path::new(name)));
        }
        for (uri, there) in [
            ("file:///a%20b", Some("/a b")),
            ("FILE://localhost/a", Some("/a")),
            ("file:///a?query#part", Some("/a")),
            ("file://host/a", None),
            ("untitled:Untitled-1", None),
            ("vscode-notebook-cell:/a#b", None),
            ("no address", None),
            ("file:", None),
        ] {
            assert_eq!(path(&uri.into()), there.map(PathBuf::from), "{uri}");
        }
    }
}
