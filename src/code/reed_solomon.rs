//! Two check symbols that see any two slips.
//!
//! A Reed–Solomon code over GF(32): the field is built on x⁵ + x² + 1 with α = x = 2, the generator is
//! (x + α)(x + α²) = x² + 6x + 8. The first symbol has the highest power; the check symbols come last. Any two valid
//! words of up to 31 symbols differ in at least three places, so one slip, two slips, or a swap of two
//! neighbours never goes unseen.

/// x⁵ + x² + 1.
const FIELD: u8 = 0b10_0101;
/// α and α², the roots of the generator.
const ROOTS: [u8; 2] = [2, 4];
/// 6 and 8: the generator without its leading 1.
const GENERATOR: [u8; 2] = [ROOTS[0] ^ ROOTS[1], times(ROOTS[0], ROOTS[1])];

/// Multiplies in GF(32).
const fn times(mut a: u8, mut b: u8) -> u8 {
    let mut product = 0;
    while b > 0 {
        if b & 1 == 1 {
            product ^= a;
        }
        a <<= 1;
        if a & 0b10_0000 > 0 {
            a ^= FIELD;
        }
        b >>= 1;
    }
    product
}

/// The two symbols to write after these: the remainder of division by the generator.
pub(super) fn check_symbols(data: &[u8]) -> [u8; 2] {
    data.iter().fold([0, 0], |[high, low], symbol| {
        let lead = symbol ^ high;
        [low ^ times(lead, GENERATOR[0]), times(lead, GENERATOR[1])]
    })
}

/// Whether the last two symbols fit the others: the word is 0 at both roots.
pub(super) fn fits(word: &[u8]) -> bool {
    ROOTS.iter().all(|&root| word.iter().fold(0, |sum, symbol| times(sum, root) ^ symbol) == 0)
}

#[cfg(test)]
mod tests {
    use super::{GENERATOR, check_symbols, fits, times};

    #[test]
    fn every_number_but_0_is_a_power_of_2() {
        let mut powers: Vec<u8> = std::iter::successors(Some(1), |&power| Some(times(power, 2))).take(31).collect();
        powers.sort_unstable();
        assert_eq!(powers, (1..32).collect::<Vec<u8>>());
        assert_eq!(GENERATOR, [6, 8]);
    }

    #[test]
    fn known_check_symbols() {
        let cases: [([u8; 14], [u8; 2]); 4] = [
            ([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], [6, 8]),
            ([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], [12, 7]),
            ([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13], [6, 20]),
            ([8, 0, 0, 0, 0, 0, 0, 0, 31, 31, 31, 31, 31, 31], [24, 1]),
        ];
        for (data, check) in cases {
            assert_eq!(check_symbols(&data), check, "{data:?}");
            assert!(fits(&[&data[..], &check[..]].concat()), "{data:?}");
        }
    }
}
