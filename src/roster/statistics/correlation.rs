//! How far a question tells those who did well in the rest from those who did not.

/// Fewer sheets than this say too little about a question.
pub const FEWEST_SHEETS: usize = 10;

/// The correlation of a question's points with the points of all other questions on the same sheets (item–rest, the
/// "corrected item–total" correlation; for a question that is right or wrong the point-biserial one). From -1 to 1; `None`
/// where all sheets are alike in one or the other, and for fewer than ten sheets.
///
/// Each pair is the question's points and the whole sheet's, in hundredths.
pub fn item_rest(sheets: &[(u32, u32)]) -> Option<f64> {
    if sheets.len() < FEWEST_SHEETS {
        return None;
    }
    let rest: Vec<(i128, i128)> =
        sheets.iter().map(|(item, total)| (i128::from(*item), i128::from(*total) - i128::from(*item))).collect();
    pearson(&rest)
}

/// Pearson's coefficient; whole numbers until the last step, so that it is the same everywhere.
fn pearson(pairs: &[(i128, i128)]) -> Option<f64> {
    let n = i128::try_from(pairs.len()).ok()?;
    let sum = |of: fn(&(i128, i128)) -> i128| pairs.iter().map(of).sum::<i128>();
    let (x, y) = (sum(|pair| pair.0), sum(|pair| pair.1));
    let together = n * sum(|pair| pair.0 * pair.1) - x * y;
    let of_x = n * sum(|pair| pair.0 * pair.0) - x * x;
    let of_y = n * sum(|pair| pair.1 * pair.1) - y * y;
    let is_flat = of_x == 0 || of_y == 0;
    (!is_flat).then(|| together as f64 / ((of_x as f64).sqrt() * (of_y as f64).sqrt()))
}

#[cfg(test)]
mod tests {
    use super::{item_rest, pearson};

    /// Worked by hand: x = 1 2 3 4 5, y = 2 4 5 4 5 has covariance 6 / 5, variances 2 and 6 / 5, so 6 / √60.
    #[test]
    fn pearson_by_hand() {
        let cases = [
            (vec![(1, 2), (2, 4), (3, 5), (4, 4), (5, 5)], Some(0.774_596_669)),
            (vec![(0, 1), (1, 3), (2, 5)], Some(1.0)),
            (vec![(0, 5), (1, 3), (2, 1)], Some(-1.0)),
            (vec![(1, 1), (1, 2)], None),
            (vec![], None),
        ];
        for (pairs, expected) in cases {
            let found = pearson(&pairs);
            let is_near = match (found, expected) {
                (Some(found), Some(expected)) => (found - expected).abs() < 1e-9_f64,
                (found, expected) => found == expected,
            };
            assert!(is_near, "{pairs:?}: {found:?}");
        }
    }

    /// Ten sheets of a question that is right (100) or wrong (0). Rest of those right: 5 6 7 8 9 (mean 7), of those wrong:
    /// 3 4 5 6 7 (mean 5). All ten rests have mean 6 and variance 3, so the point-biserial is
    /// (7 - 5) / √3 · √(0.5 · 0.5) = 1 / √3.
    #[test]
    fn point_biserial_by_hand() {
        let right = [5, 6, 7, 8, 9].map(|rest| (100, 100 + 100 * rest));
        let wrong = [3, 4, 5, 6, 7].map(|rest| (0, 100 * rest));
        let sheets = [right, wrong].concat();
        let found = item_rest(&sheets).unwrap();
        assert!((found - 1.0 / 3.0_f64.sqrt()).abs() < 1e-12, "{found}");
        assert_eq!(item_rest(&sheets[..9]), None);
    }
}
