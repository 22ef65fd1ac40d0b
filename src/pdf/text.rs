//! Text strings of PDF (ISO 32000-1, 7.9.2.2): Rust text ↔ the two encodings that every reader knows.

use lopdf::{Object, StringFormat};

/// A text string: ASCII as it is, anything else as UTF-16 with a byte order mark.
pub(super) fn text_string(text: &str) -> Object {
    if text.bytes().all(|byte| (0x20..0x7f).contains(&byte)) {
        Object::String(text.as_bytes().to_vec(), StringFormat::Literal)
    } else {
        Object::String(utf16(text), StringFormat::Hexadecimal)
    }
}

/// UTF-16, big endian, with byte order mark.
pub(super) fn utf16(text: &str) -> Vec<u8> {
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    units.flat_map(u16::to_be_bytes).collect()
}

/// What the bytes of a text string say; `None` when they are neither printable ASCII nor sound UTF-16.
pub(super) fn read_text_string(bytes: &[u8]) -> Option<String> {
    let Some(units) = bytes.strip_prefix(&[0xfe, 0xff]) else {
        let is_plain = bytes.iter().all(|byte| (0x20..0x7f).contains(byte));
        return is_plain.then(|| String::from_utf8_lossy(bytes).into_owned());
    };
    let (pairs, rest) = units.as_chunks::<2>();
    let units: Vec<u16> = pairs.iter().copied().map(u16::from_be_bytes).collect();
    if rest.is_empty() { String::from_utf16(&units).ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes_of(text: &str) -> Vec<u8> {
        text_string(text).as_str().expect("a text string is a string").to_vec()
    }

    #[test]
    fn text_comes_back() {
        for text in ["", "Daily drill", "a (b) \\ c", "Zoë Nuñez", "two\nlines", "𝄞"] {
            assert_eq!(read_text_string(&bytes_of(text)).as_deref(), Some(text));
        }
    }

    #[test]
    fn ascii_stays_readable_and_the_rest_carries_its_mark() {
        assert_eq!(bytes_of("Key"), b"Key");
        assert_eq!(bytes_of("ş"), [0xfe, 0xff, 0x01, 0x5f]);
    }

    #[test]
    fn other_bytes_say_nothing() {
        for bytes in [&b"\xfe\xff\x00"[..], b"\xfe\xff\xd8\x00", b"\x80\x81", b"\x00"] {
            assert_eq!(read_text_string(bytes), None, "{bytes:?}");
        }
    }
}
