//! Any bytes → the request that Longhand wrote into them. No foreign object is parsed: one key is looked for, first
//! as it stands, then inside object streams (where other programs may have moved it), each inflated within a limit.

use std::iter::Peekable;

use lopdf::{Stream, dictionary};

use super::metadata::REQUEST_KEY;
use super::text::read_text_string;

/// In bytes: larger files are not looked into. A sheet of a class takes some 12 kB, and a class has up to ten thousand.
pub(super) const LARGEST_FILE: usize = 256 << 20;
/// A request is a few hundred bytes, with letters beyond ASCII four times that, and the file of a class has one a sheet.
const LARGEST_REQUEST: usize = 32 << 20;
/// What one object stream, and all of them together, may inflate to: against streams made to fill the memory.
const LARGEST_STREAM: usize = LARGEST_REQUEST;
const LARGEST_TOTAL: usize = 64 << 20;
/// Where the header must stand (readers allow some bytes before it).
const HEADER_WITHIN: usize = 1024;

/// The request in a PDF, or `None`.
pub(super) fn read(bytes: &[u8]) -> Option<String> {
    if bytes.len() > LARGEST_FILE || find(&bytes[..bytes.len().min(HEADER_WITHIN)], b"%PDF-").is_none() {
        return None;
    }
    last_request(bytes).or_else(|| read_object_streams(bytes))
}

/// The last request in plain bytes: later sections of a file replace earlier ones.
fn last_request(bytes: &[u8]) -> Option<String> {
    let key = format!("/{REQUEST_KEY}");
    let at = bytes.windows(key.len()).rposition(|window| window == key.as_bytes())?;
    let value = bytes[at + key.len()..].trim_ascii_start();
    let value = &value[..value.len().min(LARGEST_REQUEST)];
    match value.strip_prefix(b"[") {
        Some(rest) => Some(strings(rest)?.join("\n")),
        None => Some(string(value)?.0),
    }
}

/// What follows `[`, up to `]`: strings only.
fn strings(mut bytes: &[u8]) -> Option<Vec<String>> {
    let mut found = Vec::new();
    loop {
        bytes = bytes.trim_ascii_start();
        if bytes.first()? == &b']' {
            return Some(found);
        }
        let (text, rest) = string(bytes)?;
        found.push(text);
        bytes = rest;
    }
}

/// A string, and what comes after it.
fn string(bytes: &[u8]) -> Option<(String, &[u8])> {
    let (content, length) = match bytes.split_first()? {
        (b'(', rest) => literal_string(rest)?,
        (b'<', rest) => hexadecimal_string(rest)?,
        _ => return None,
    };
    Some((read_text_string(&content)?, bytes.get(1 + length..)?))
}

/// What follows `(`, up to the parenthesis that closes it (ISO 32000-1, 7.3.4.2), and how many bytes that takes.
fn literal_string(bytes: &[u8]) -> Option<(Vec<u8>, usize)> {
    let mut content = Vec::new();
    let mut depth = 0_usize;
    let mut rest = bytes.iter().copied().peekable();
    while let Some(byte) = rest.next() {
        match byte {
            b')' if depth == 0 => return Some((content, bytes.len() - rest.len())),
            b')' => depth -= 1,
            b'(' => depth += 1,
            b'\\' => {
                content.extend(escaped(&mut rest)?);
                continue;
            }
            _ => {}
        }
        content.push(byte);
    }
    None
}

/// What a backslash and the bytes after it stand for; nothing for a line end.
fn escaped(rest: &mut Peekable<impl Iterator<Item = u8>>) -> Option<Option<u8>> {
    Some(Some(match rest.next()? {
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'b' => 8,
        b'f' => 12,
        b'\n' => return Some(None),
        b'\r' => {
            rest.next_if_eq(&b'\n');
            return Some(None);
        }
        digit @ b'0'..=b'7' => {
            let mut code = u32::from(digit - b'0');
            for _ in 0..2 {
                let Some(digit) = rest.next_if(|byte| (b'0'..=b'7').contains(byte)) else { break };
                code = code * 8 + u32::from(digit - b'0');
            }
            (code & 0xff) as u8
        }
        other => other,
    }))
}

/// What follows `<`, up to `>`, and how many bytes that takes; a missing last digit is 0.
fn hexadecimal_string(bytes: &[u8]) -> Option<(Vec<u8>, usize)> {
    let end = bytes.iter().position(|byte| *byte == b'>')?;
    let digits = bytes[..end].iter().filter(|byte| !byte.is_ascii_whitespace());
    let digits: Option<Vec<u32>> = digits.map(|byte| char::from(*byte).to_digit(16)).collect();
    let pair = |pair: &[u32]| (pair[0] * 16 + pair.get(1).unwrap_or(&0)) as u8;
    Some((digits?.chunks(2).map(pair).collect(), end + 1))
}

/// Looks into every object stream, from the last to the first, until one has the key or the limit is reached.
fn read_object_streams(bytes: &[u8]) -> Option<String> {
    let mut left = LARGEST_TOTAL;
    let mut end = bytes.len();
    while let Some(at) = bytes[..end].windows(7).rposition(|window| window == b"/ObjStm") {
        let limit = left.min(LARGEST_STREAM);
        let content = inflate(&bytes[at..end], limit);
        if let Some(request) = content.as_deref().and_then(last_request) {
            return Some(request);
        }
        // A stream that failed may have cost as much as it was allowed.
        left -= content.map_or(limit, |content| content.len().min(limit));
        if left == 0 {
            return None;
        }
        end = at;
    }
    None
}

/// The content of the stream whose dictionary `bytes` begin in, if it is deflated and within the limit.
fn inflate(bytes: &[u8], limit: usize) -> Option<Vec<u8>> {
    let start = find(bytes, b"stream")? + b"stream".len();
    let content = &bytes[start..];
    let content = content.strip_prefix(b"\r").unwrap_or(content);
    let content = content.strip_prefix(b"\n").unwrap_or(content);
    let content = &content[..find(content, b"endstream")?];
    let stream = Stream::new(dictionary! { "Filter" => "FlateDecode" }, content.to_vec());
    stream.decompressed_content_with_limit(limit).ok()
}

fn find(bytes: &[u8], sought: &[u8]) -> Option<usize> {
    bytes.windows(sought.len()).position(|window| window == sought)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pdf(rest: &[u8]) -> Vec<u8> {
        [b"%PDF-1.7\n", rest].concat()
    }

    fn object_stream(content: &[u8]) -> Vec<u8> {
        let mut stream = Stream::new(lopdf::Dictionary::new(), content.to_vec());
        stream.compress().expect("deflating into memory cannot fail");
        [b"1 0 obj<</Type/ObjStm/Filter/FlateDecode>>stream\r\n", stream.content.as_slice(), b"\nendstream"].concat()
    }

    #[test]
    fn strings_as_any_program_writes_them() {
        let cases: [(&[u8], Option<&str>); 17] = [
            (b"(daily --seed 7)", Some("daily --seed 7")),
            (b" \r\n(a)", Some("a")),
            (b"(a (b) \\) \\\\)", Some("a (b) ) \\")),
            (b"(\\101\\1012\\\r\nB)", Some("AA2B")),
            (b"<64 61 7>", Some("dap")),
            (b"<FEFF015F>", Some("ş")),
            (b"(open", None),
            (b"<61", None),
            (b"<6g>", None),
            (b"(\\000\\377)", None),
            (b"[(a)(b) <63>]", Some("a\nb\nc")),
            (b"[]", Some("")),
            (b"[(a)", None),
            (b"[(a) 1]", None),
            (b"[[(a)]]", None),
            (b"1", None),
            (b"", None),
        ];
        for (value, expected) in cases {
            let bytes = pdf(&[b"<</LonghandRequest", value].concat());
            assert_eq!(read(&bytes).as_deref(), expected, "{}", String::from_utf8_lossy(value));
        }
    }

    #[test]
    fn the_last_section_of_a_file_holds() {
        assert_eq!(read(&pdf(b"/LonghandRequest(old) /LonghandRequest(new)")).as_deref(), Some("new"));
    }

    #[test]
    fn a_request_inside_an_object_stream_is_found() {
        let padded = [b"1 0 <</LonghandRequest(moved)>>".to_vec(), vec![b' '; 500]].concat();
        let bytes = pdf(&[object_stream(&padded), object_stream(&[b' '; 500])].concat());
        assert_eq!(read(&bytes).as_deref(), Some("moved"));
    }

    #[test]
    fn a_stream_that_inflates_too_far_is_passed_over() {
        let bomb = [vec![b' '; LARGEST_STREAM], b"/LonghandRequest(bomb)".to_vec()].concat();
        assert_eq!(read(&pdf(&object_stream(&bomb))), None);
    }

    #[test]
    fn what_is_no_pdf_has_no_request() {
        assert_eq!(read(b"/LonghandRequest(a)"), None);
        assert_eq!(read(b""), None);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let value = [b"/LonghandRequest(".as_slice(), &bytes].concat();
            read(&pdf(&value));
            read(&pdf(&[b"/LonghandRequest[(a)".as_slice(), &bytes].concat()));
            read(&pdf(&[b"/ObjStm stream\n".as_slice(), &bytes, b"endstream"].concat()));
        }
    }
}
