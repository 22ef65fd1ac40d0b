//! How a count grows with the size: one of six classes, told from counts for a few sizes.
//!
//! Pairs of size and count come in, a class goes out, or none where no class fits. Nothing is run here.

use std::fmt;

/// The classes of growth that a question has to circle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Growth {
    Constant,
    Logarithmic,
    Linear,
    Linearithmic,
    Quadratic,
    Exponential,
}

/// The largest of three quotients may be so many times the smallest. Of the classes themselves, with the lower terms
/// that programs have, it is below 1.2 at the sizes used; of their neighbours (cube, root, square of the logarithm)
/// above 1.3.
const SPREAD: f64 = 1.25;

/// The quotients that are compared: those of the largest sizes.
const COMPARED: usize = 3;

impl Growth {
    /// From slow to fast, as they are printed.
    pub const ALL: [Growth; 6] = [
        Growth::Constant,
        Growth::Logarithmic,
        Growth::Linear,
        Growth::Linearithmic,
        Growth::Quadratic,
        Growth::Exponential,
    ];

    /// As it is written in files and printed on sheets.
    pub fn word(self) -> &'static str {
        match self {
            Growth::Constant => "1",
            Growth::Logarithmic => "log n",
            Growth::Linear => "n",
            Growth::Linearithmic => "n log n",
            Growth::Quadratic => "n^2",
            Growth::Exponential => "2^n",
        }
    }

    pub fn from_word(word: &str) -> Option<Growth> {
        Growth::ALL.into_iter().find(|growth| growth.word() == word)
    }

    /// The sizes to run for (`curriculum/README.md` 2, `bigo`). Small ones tell only `2^n`: with them `log n`, `n` and
    /// `n log n` are taken for their neighbours.
    pub fn sizes(self) -> &'static [u32] {
        match self {
            Growth::Exponential => &[4, 6, 8, 10, 12],
            _ => &[8, 16, 32, 64, 128, 256],
        }
    }

    /// The class that counts show, compared with those that can be told at the sizes of this one.
    pub fn shown_by(self, counts: &[(u32, u64)]) -> Option<Growth> {
        let comparable: &[Growth] = match self {
            Growth::Exponential => &[Growth::Exponential],
            _ => &Growth::ALL[..5],
        };
        let spreads = comparable.iter().filter_map(|growth| Some((*growth, growth.spread(counts)?)));
        let best = spreads.min_by(|(_, left), (_, right)| left.total_cmp(right));
        best.filter(|(_, spread)| *spread <= SPREAD).map(|(growth, _)| growth)
    }

    /// How much the quotient of count and class varies over the largest sizes; none where there are too few, or where
    /// the line did not run.
    fn spread(self, counts: &[(u32, u64)]) -> Option<f64> {
        let last = counts.len().checked_sub(COMPARED).map(|start| &counts[start..])?;
        let quotients = last.iter().map(|(size, count)| *count as f64 / self.at(*size));
        let (least, most) =
            quotients.fold((f64::MAX, 0.0_f64), |(least, most), each| (least.min(each), most.max(each)));
        (least > 0.0).then(|| most / least)
    }

    /// The class as a function. Sizes of which a logarithm is taken are powers of two, so that it is whole.
    fn at(self, size: u32) -> f64 {
        let n = f64::from(size);
        let log = f64::from(size.max(2).ilog2());
        match self {
            Growth::Constant => 1.0,
            Growth::Logarithmic => log,
            Growth::Linear => n,
            Growth::Linearithmic => n * log,
            Growth::Quadratic => n * n,
            Growth::Exponential => n.exp2(),
        }
    }
}

impl fmt::Display for Growth {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.word())
    }
}

#[cfg(test)]
mod tests {
    use super::Growth;
    use proptest::prelude::*;

    type Count = fn(u64) -> u64;

    fn shown(said: Growth, count: impl Fn(u64) -> u64) -> Option<Growth> {
        let counts: Vec<(u32, u64)> = said.sizes().iter().map(|size| (*size, count(u64::from(*size)))).collect();
        said.shown_by(&counts)
    }

    fn log(n: u64) -> u64 {
        u64::from(n.ilog2())
    }

    #[test]
    fn each_class_is_told_with_the_lower_terms_of_programs() {
        let cases: [(Growth, &[Count]); 5] = [
            (Growth::Constant, &[|_| 1, |_| 24, |n| n.min(5)]),
            (Growth::Logarithmic, &[log, |n| log(n) + 1, |n| u64::from(n.ilog(3))]),
            (Growth::Linear, &[|n| n, |n| n - 1, |n| 4 * n + 3, |n| n / 2, |n| n + log(n)]),
            (Growth::Linearithmic, &[|n| n * log(n), |n| n * log(n) + n, |n| n * log(n) / 2]),
            (Growth::Quadratic, &[|n| n * n, |n| n * (n - 1) / 2, |n| (n - 3) * (n - 2) / 2, |n| n * n + 5 * n]),
        ];
        for (growth, counts) in cases {
            for (at, count) in counts.iter().enumerate() {
                assert_eq!(shown(growth, count), Some(growth), "{growth}, count {at}");
            }
        }
        assert_eq!(shown(Growth::Exponential, |n| (1 << n) - 1), Some(Growth::Exponential));
        assert_eq!(shown(Growth::Exponential, |n| (1 << n) + n * n), Some(Growth::Exponential));
    }

    #[test]
    fn near_misses_are_no_class() {
        let cases: [Count; 6] =
            [|n| n * n * n, |n| n * n * log(n), |n| n.isqrt(), |n| n * n.isqrt(), |n| log(n) * log(n), |_| 0];
        for (at, count) in cases.iter().enumerate() {
            assert_eq!(shown(Growth::Linear, count), None, "count {at}");
        }
        let fibonacci = |n: u64| (0..n).fold((1_u64, 1_u64), |(last, next), _| (next, last + next)).0;
        for (at, count) in [fibonacci as Count, |n| n << n, |n| n * n, |n| 3_u64.pow(n as u32)].iter().enumerate() {
            assert_eq!(shown(Growth::Exponential, count), None, "count {at}");
        }
        assert_eq!(Growth::Linear.shown_by(&[(8, 8), (16, 16)]), None);
    }

    #[test]
    fn smaller_squares_are_told_too() {
        let counts = [32, 64, 128].map(|n: u32| (n, u64::from((n - 3) * (n - 2) / 2)));
        assert_eq!(Growth::Quadratic.shown_by(&counts), Some(Growth::Quadratic));
    }

    proptest! {
        #[test]
        fn a_factor_changes_no_class(factor in 1_u64..1000, which in 0_usize..6) {
            let growth = Growth::ALL[which];
            let exact: [Count; 6] = [|_| 1, log, |n| n, |n| n * log(n), |n| n * n, |n| 1 << n];
            prop_assert_eq!(shown(growth, |n| factor * exact[which](n)), Some(growth));
            prop_assert_eq!(Growth::from_word(growth.word()), Some(growth));
        }
    }
}
