//! The one digest that a file's names and identifier are made of.

use sha2::{Digest, Sha256};

/// SHA-256 of the bytes.
pub(super) fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_digest_is_the_standard_one() {
        // FIPS 180-4, the example "abc".
        assert_eq!(super::sha256(b"abc")[..4], [0xba, 0x78, 0x16, 0xbf]);
    }
}
