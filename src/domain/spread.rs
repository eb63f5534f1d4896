//! Mean, median and spread of scores.

/// A summary of scores, in hundredths of a point.
#[derive(Clone, Debug, PartialEq)]
pub struct Spread {
    /// How many scores.
    pub count: usize,
    /// The arithmetic mean.
    pub mean: f64,
    /// The middle score, or the mean of the middle two.
    pub median: f64,
    /// The lowest score.
    pub lowest: i64,
    /// The highest score.
    pub highest: i64,
    /// The population standard deviation.
    pub deviation: f64,
}

/// Summarises scores; `None` if there are none (which is not a zero).
pub fn spread(scores: &[i64]) -> Option<Spread> {
    let mut sorted = scores.to_vec();
    sorted.sort_unstable();
    let (lowest, highest) = (*sorted.first()?, *sorted.last()?);
    let count = sorted.len();
    let mean = sorted.iter().sum::<i64>() as f64 / count as f64;
    let median = (sorted[(count - 1) / 2] + sorted[count / 2]) as f64 / 2.0;
    let variance = sorted.iter().map(|s| (*s as f64 - mean).powi(2)).sum::<f64>() / count as f64;
    Some(Spread { count, mean, median, lowest, highest, deviation: variance.sqrt() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_scores_is_not_zero() {
        assert_eq!(spread(&[]), None);
        let s = spread(&[8000, 9000, 7000, 8500]).expect("scores");
        assert_eq!((s.count, s.mean, s.median, s.lowest, s.highest), (4, 8125.0, 8250.0, 7000, 9000));
        assert!((s.deviation - 739.509_973).abs() < 1e-5);
    }
}
