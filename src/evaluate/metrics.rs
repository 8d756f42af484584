//! Pure: the figures by which measurements are judged.

/// The area under the receiver operating characteristic: the chance that a positive scores higher than a negative,
/// ties counted half (Mann-Whitney). `None` (unknown) is lower than any score: an unknown positive is missed, an
/// unknown negative is silent. `None` in all when one of the sides is empty.
pub fn auc(positives: &[Option<f64>], negatives: &[Option<f64>]) -> Option<f64> {
    let wins: f64 = positives
        .iter()
        .flat_map(|positive| negatives.iter().map(move |negative| win(*positive, *negative)))
        .sum();
    let pairs = positives.len() * negatives.len();
    (pairs > 0).then(|| wins / pairs as f64)
}

fn win(positive: Option<f64>, negative: Option<f64>) -> f64 {
    // `None < Some(_)`, as wanted.
    match positive.partial_cmp(&negative) {
        Some(std::cmp::Ordering::Greater) => 1.0,
        Some(std::cmp::Ordering::Less) => 0.0,
        _ => 0.5,
    }
}

/// The highest score at or above which at least `share` (0 to 1) of all positives lie, the unknown ones counted as
/// misses. `None` when too many are unknown: then no threshold reaches that share.
pub fn threshold_for_hits(positives: &[Option<f64>], share: f64) -> Option<f64> {
    let mut scores: Vec<f64> = positives.iter().copied().flatten().collect();
    scores.sort_by(|a, b| b.total_cmp(a));
    let needed = (share * positives.len() as f64).ceil() as usize;
    scores.get(needed.checked_sub(1)?).copied()
}

/// The share of scores for which `is_alarm` holds; an unknown one never alarms. `None` when there are no scores.
pub fn alarm_share(scores: &[Option<f64>], is_alarm: impl Fn(f64) -> bool) -> Option<f64> {
    let alarms = scores.iter().flatten().filter(|score| is_alarm(**score)).count();
    share(alarms, scores.len())
}

/// A part of a whole, 0 to 1; `None` of nothing.
pub fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// A measured value beside the true one, in the same unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// What was measured.
    pub estimate: f64,
    /// The uncertainty that was told with it.
    pub uncertainty: f64,
    /// What is true.
    pub truth: f64,
}

impl Pair {
    /// Positive: too much was measured.
    pub fn error(&self) -> f64 {
        self.estimate - self.truth
    }
}

/// Mean of the absolute errors.
pub fn mean_absolute_error(pairs: &[Pair]) -> Option<f64> {
    mean(pairs.iter().map(|pair| pair.error().abs()))
}

/// Mean of the errors: what is measured too much everywhere.
pub fn bias(pairs: &[Pair]) -> Option<f64> {
    mean(pairs.iter().map(Pair::error))
}

/// The share of pairs whose truth lies within the told uncertainty of the estimate.
pub fn coverage(pairs: &[Pair]) -> Option<f64> {
    share(pairs.iter().filter(|pair| pair.error().abs() <= pair.uncertainty).count(), pairs.len())
}

/// By what the told uncertainties would have to be multiplied to hold nine of ten truths.
pub fn factor_for_nine_of_ten(pairs: &[Pair]) -> Option<f64> {
    let mut ratios: Vec<f64> = pairs.iter().map(|pair| pair.error().abs() / pair.uncertainty).collect();
    ratios.sort_by(f64::total_cmp);
    ratios.get((ratios.len() * 9).div_ceil(10).checked_sub(1)?).copied().filter(|ratio| ratio.is_finite())
}

/// Pearson's correlation of estimate and truth; `None` where one of them does not vary.
pub fn correlation(pairs: &[Pair]) -> Option<f64> {
    let middle_x = mean(pairs.iter().map(|pair| pair.estimate))?;
    let middle_y = mean(pairs.iter().map(|pair| pair.truth))?;
    let (mut xx, mut yy, mut xy) = (0.0, 0.0, 0.0);
    for pair in pairs {
        let (x, y) = (pair.estimate - middle_x, pair.truth - middle_y);
        xx += x * x;
        yy += y * y;
        xy += x * y;
    }
    // A product that is too small for a float is no spread either.
    let scale = xx.sqrt() * yy.sqrt();
    (scale > 0.0).then(|| (xy / scale).clamp(-1.0, 1.0))
}

/// The mean; `None` of nothing.
pub fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = values.fold((0.0, 0_usize), |(sum, count), value| (sum + value, count + 1));
    (count > 0).then(|| sum / count as f64)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn known(scores: &[f64]) -> Vec<Option<f64>> {
        scores.iter().copied().map(Some).collect()
    }

    fn pair(estimate: f64, truth: f64) -> Pair {
        Pair { estimate, uncertainty: 1.0, truth }
    }

    fn close(a: Option<f64>, b: f64) {
        assert!(a.is_some_and(|a| (a - b).abs() < 1e-12), "{a:?} for {b}");
    }

    #[test]
    fn area_by_hand() {
        // 3 > 2, 3 > 1, 2 = 2, 2 > 1: three wins and a half of four pairs.
        assert_eq!(auc(&known(&[3.0, 2.0]), &known(&[2.0, 1.0])), Some(3.5 / 4.0));
        assert_eq!(auc(&known(&[1.0]), &known(&[2.0])), Some(0.0));
        assert_eq!(auc(&[], &known(&[1.0])), None);
        assert_eq!(auc(&known(&[1.0]), &[]), None);
    }

    #[test]
    fn an_unknown_positive_is_missed_and_an_unknown_negative_is_silent() {
        assert_eq!(auc(&[None], &known(&[-1e9])), Some(0.0));
        assert_eq!(auc(&known(&[-1e9]), &[None]), Some(1.0));
        assert_eq!(auc(&[None], &[None]), Some(0.5));
        assert_eq!(alarm_share(&[None, Some(9.0)], |score| score > 8.0), Some(0.5));
        assert_eq!(alarm_share(&[], |_| true), None);
    }

    #[test]
    fn threshold_by_hand() {
        let ten: Vec<f64> = (1..=10).map(f64::from).collect();
        assert_eq!(threshold_for_hits(&known(&ten), 0.9), Some(2.0));
        // Nine of eleven would be 82 %: the tenth is needed.
        let eleven: Vec<f64> = (1..=11).map(f64::from).collect();
        assert_eq!(threshold_for_hits(&known(&eleven), 0.9), Some(2.0));
        // One of ten is unknown, so that the other nine are all needed; with two unknown it cannot be done.
        let mut scores = known(&ten[1..]);
        scores.push(None);
        assert_eq!(threshold_for_hits(&scores, 0.9), Some(2.0));
        scores.extend([None]);
        assert_eq!(threshold_for_hits(&scores, 0.9), None);
        assert_eq!(threshold_for_hits(&[], 0.9), None);
    }

    #[test]
    fn errors_by_hand() {
        let pairs = [pair(1.0, 0.0), pair(-3.0, 0.5), pair(2.0, 2.0)];
        close(mean_absolute_error(&pairs), 4.5 / 3.0);
        close(bias(&pairs), -2.5 / 3.0);
        // Of errors 1, 3.5 and 0, with an uncertainty of 1.
        close(coverage(&pairs), 2.0 / 3.0);
        close(
            coverage(
                &pairs.map(|p| Pair {
                    uncertainty: p.uncertainty * factor_for_nine_of_ten(&pairs).unwrap(),
                    ..p
                }),
            ),
            1.0,
        );
        assert_eq!((mean_absolute_error(&[]), coverage(&[]), correlation(&[])), (None, None, None));
    }

    #[test]
    fn correlation_by_hand() {
        // Deviations (-1, 0, 1) and (-1, 1, 0): 1 of sqrt(2) sqrt(2).
        close(correlation(&[pair(1.0, 1.0), pair(2.0, 3.0), pair(3.0, 2.0)]), 0.5);
        assert_eq!(correlation(&[pair(1.0, 5.0), pair(2.0, 5.0)]), None);
        assert_eq!(correlation(&[pair(1.0, 5.0)]), None);
    }

    fn scores() -> impl Strategy<Value = Vec<Option<f64>>> {
        prop::collection::vec(prop::option::of((-5..5_i8).prop_map(f64::from)), 1..30)
    }

    proptest! {
        #[test]
        fn exchanging_the_sides_mirrors_the_area(positives in scores(), negatives in scores()) {
            let (there, back) = (auc(&positives, &negatives).unwrap(), auc(&negatives, &positives).unwrap());
            prop_assert!((there + back - 1.0).abs() < 1e-9);
        }

        #[test]
        fn the_area_knows_order_alone(positives in scores(), negatives in scores()) {
            let bent = |scores: &[Option<f64>]| -> Vec<Option<f64>> {
                scores.iter().map(|score| score.map(|s| s.powi(3) + s)).collect()
            };
            prop_assert_eq!(auc(&positives, &negatives), auc(&bent(&positives), &bent(&negatives)));
        }

        #[test]
        fn the_threshold_is_the_highest_that_hits_enough(positives in scores(), share in 0.05..1.0_f64) {
            let hits = |threshold: f64| alarm_share(&positives, |score| score >= threshold).unwrap();
            match threshold_for_hits(&positives, share) {
                Some(threshold) => {
                    prop_assert!(hits(threshold) >= share - 1e-12);
                    prop_assert!(hits(threshold + 0.5) < share);
                }
                None => prop_assert!(hits(f64::MIN) < share),
            }
        }

        #[test]
        fn correlation_is_bounded_and_blind_to_unit_and_offset(
            values in prop::collection::vec((-50..50_i8, -50..50_i8), 2..30),
        ) {
            let pairs = |factor: f64, offset: f64| -> Vec<Pair> {
                values.iter().map(|(a, b)| pair(f64::from(*a) * factor + offset, f64::from(*b))).collect()
            };
            match (correlation(&pairs(1.0, 0.0)), correlation(&pairs(3.0, 7.0))) {
                (Some(a), Some(b)) => prop_assert!((a - b).abs() < 1e-9 && a.abs() <= 1.0),
                (a, b) => prop_assert_eq!(a, b),
            }
        }

        #[test]
        fn the_bias_is_never_more_than_the_error(values in prop::collection::vec((-9.0..9.0_f64, -9.0..9.0_f64), 1..30)) {
            let pairs: Vec<Pair> = values.iter().map(|(a, b)| pair(*a, *b)).collect();
            prop_assert!(bias(&pairs).unwrap().abs() <= mean_absolute_error(&pairs).unwrap() + 1e-12);
        }
    }
}
