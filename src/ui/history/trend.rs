//! What changed against the period before, and how sure that is.

/// A share of time over some days, with its standard error. Days differ in length, so the days are the sample and their
/// times the weights (a ratio estimate; Cochran, Sampling Techniques, 3rd ed., 6.2).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Share {
    /// 0 to 1.
    pub(super) value: f64,
    /// The variance of `value`; `None`: too few days to tell.
    variance: Option<f64>,
    days: usize,
}

/// A change of a share, in minutes of an hour that was seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Change {
    /// Positive: more than before.
    pub(super) minutes: f64,
    /// Half the width of the interval that holds the true change nine times of ten.
    pub(super) uncertainty: f64,
}

impl Change {
    /// Whether it is more than chance would make of days that are alike.
    pub(super) fn is_sure(self) -> bool {
        self.minutes.abs() > self.uncertainty
    }
}

/// A day with less than this seen of it says little about a day, in seconds.
const LEAST_SEEN_SECS: f64 = 1200.0;
/// With fewer days on a side, the spread between days is not known.
const LEAST_DAYS: usize = 3;

impl Share {
    /// Of days, each as its seconds of something and its seconds seen; `None`: nothing was seen.
    pub(super) fn of(days: impl Iterator<Item = (f64, f64)>) -> Option<Self> {
        let days: Vec<_> = days.filter(|(_, seen)| *seen >= LEAST_SEEN_SECS).collect();
        let seen: f64 = days.iter().map(|(_, seen)| seen).sum();
        if days.is_empty() {
            return None;
        }
        let value = days.iter().map(|(part, _)| part).sum::<f64>() / seen;
        let count = days.len() as f64;
        let residuals: f64 = days.iter().map(|(part, seen)| (part - value * seen).powi(2)).sum();
        let variance = count / (count - 1.0) * residuals / seen.powi(2);
        Some(Self { value, variance: (days.len() >= LEAST_DAYS).then_some(variance), days: days.len() })
    }

    /// The change from `before`; `None`: too few days to tell.
    pub(super) fn change_from(self, before: Self) -> Option<Change> {
        let (a, b) = (self.variance?, before.variance?);
        let standard_error = (a + b).sqrt();
        // Welch's approximation, for two samples with spreads of their own.
        let parts = a.powi(2) / (self.days - 1) as f64 + b.powi(2) / (before.days - 1) as f64;
        let degrees_of_freedom = if parts > 0.0 { (a + b).powi(2) / parts } else { f64::INFINITY };
        let uncertainty = 60.0 * student_95(degrees_of_freedom) * standard_error;
        Some(Change { minutes: 60.0 * (self.value - before.value), uncertainty })
    }
}

/// The 95 % quantile of Student's t, within 2 % from two degrees of freedom on (the first terms of its expansion about
/// the normal quantile; Abramowitz and Stegun 26.7.5).
fn student_95(degrees_of_freedom: f64) -> f64 {
    let z: f64 = 1.645;
    let n = degrees_of_freedom.max(1.0);
    let first = (z.powi(3) + z) / 4.0;
    let second = (5.0 * z.powi(5) + 16.0 * z.powi(3) + 3.0 * z) / 96.0;
    let third = (3.0 * z.powi(7) + 19.0 * z.powi(5) + 17.0 * z.powi(3) - 15.0 * z) / 384.0;
    z + first / n + second / n.powi(2) + third / n.powi(3)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: f64 = 3600.0;

    fn share(days: &[(f64, f64)]) -> Share {
        Share::of(days.iter().copied()).expect("something was seen")
    }

    #[test]
    fn a_long_day_weighs_more_than_a_short_one() {
        let share = share(&[(HOUR, 8.0 * HOUR), (HOUR, 2.0 * HOUR)]);
        assert!((share.value - 0.2).abs() < 1e-9);
    }

    #[test]
    fn nothing_seen_is_no_share_and_not_none_of_the_time() {
        assert_eq!(Share::of([(0.0, 0.0), (0.0, 600.0)].into_iter()), None);
    }

    #[test]
    fn two_days_are_too_few_for_a_trend() {
        let two = share(&[(600.0, HOUR), (900.0, HOUR)]);
        let many = share(&[(600.0, HOUR); 5]);
        assert_eq!(many.change_from(two), None);
    }

    #[test]
    fn a_clear_change_is_sure_and_a_small_one_is_not() {
        let before = share(&[(900.0, HOUR), (1000.0, HOUR), (950.0, HOUR), (1020.0, HOUR), (930.0, HOUR)]);
        let better = share(&[(300.0, HOUR), (360.0, HOUR), (240.0, HOUR), (330.0, HOUR), (270.0, HOUR)]);
        let change = better.change_from(before).expect("five days each");
        assert!((change.minutes + 11.0).abs() < 0.01 && change.is_sure(), "{change:?}");
        assert!(change.uncertainty > 0.5 && change.uncertainty < 2.0, "{change:?}");

        let alike = share(&[(880.0, HOUR), (1010.0, HOUR), (940.0, HOUR), (1000.0, HOUR), (950.0, HOUR)]);
        assert!(!alike.change_from(before).expect("five days each").is_sure());
    }

    #[test]
    fn the_quantiles_are_students() {
        for (degrees, quantile) in [(2.0, 2.920), (4.0, 2.132), (8.0, 1.860), (30.0, 1.697)] {
            let got = student_95(degrees);
            assert!((got / quantile - 1.0_f64).abs() < 0.02, "{degrees}: {got}");
        }
    }
}
