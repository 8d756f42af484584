//! The samples of a minute as a few hundred bytes.
//!
//! A year of eight-hour days has ten million samples of twenty-two numbers. Neighbouring samples differ by little, so
//! every number is a column of whole steps (a tenth of a degree, a millimetre, 10 ms), and a column is its smallest
//! value and the bits above it, as many as its widest entry needs: 8 to 14 bytes a sample instead of 100, and decoded in
//! a microsecond. A checksum tells a damaged minute from a true one.

use enum_map::EnumMap;

use super::Sample;
use crate::{
    posture::{Deviation, Estimate, Measurements, Metric, Reading, State, Why},
    time::WallTime,
};

/// The first byte; another order of the columns would be another format.
const FORMAT: u8 = 1;
const CHECKSUM_BYTES: usize = 4;
/// More samples than anybody takes in a minute; more is a damaged file.
const MAX_SAMPLES: usize = 6000;
pub(super) const MINUTE_MS: i64 = 60_000;
/// Time is kept to so many milliseconds, ...
const TIME_STEP_MS: f64 = 10.0;
/// ... degrees in so many steps; the smallest uncertainty is ten steps wide.
const STEPS_A_DEGREE: f32 = 10.0;

/// The reasons in the order of their codes: new ones go to the end.
const WHYS: [Why; 14] = [
    Why::NoNeutral,
    Why::Nobody,
    Why::SomeoneElse,
    Why::TooDark,
    Why::Covered,
    Why::Backlit,
    Why::LowConfidence,
    Why::OutOfFrame,
    Why::NotFrontal,
    Why::HeadPitched,
    Why::LeaningIn,
    Why::TooFarFromNeutral,
    Why::TooFarAway,
    Why::NotMeasured,
];
/// The code of a known value; that of a reason is its place in [`WHYS`] and one more.
const KNOWN: i32 = 0;
/// The state is a reason's code, or one of these; a deviation adds its place.
const NEUTRAL: i32 = 64;
const DEVIATING: i32 = 128;

/// The samples of one minute, in the order of time.
pub(super) fn encode(minute: i64, samples: &[Sample]) -> Vec<u8> {
    let began_ms = minute * MINUTE_MS;
    let mut out = vec![FORMAT, Metric::ALL.len() as u8];
    put_varint(&mut out, samples.len() as u64);
    let steps_of_time = |ms: f64| (ms / TIME_STEP_MS).round() as i32;
    put(&mut out, samples, |sample| steps_of_time((sample.at.0.as_millisecond() - began_ms) as f64));
    put(&mut out, samples, |sample| steps_of_time(sample.secs * 1000.0));
    put(&mut out, samples, |sample| state_code(sample.state));
    put(&mut out, samples, |sample| {
        Deviation::ALL.iter().enumerate().map(|(bit, there)| i32::from(sample.present[*there]) << bit).sum()
    });
    put_readings(&mut out, samples.iter().map(|sample| sample.score), |score| vec![score.round() as i32]);
    for metric in Metric::ALL {
        put_readings(&mut out, samples.iter().map(|sample| sample.measurements.get(metric)), |estimate| {
            vec![steps(metric, estimate.value), steps(metric, estimate.uncertainty)]
        });
    }
    let checksum = checksum(&out);
    out.extend(checksum.to_le_bytes());
    out
}

/// The samples again; `None`: the bytes are damaged.
pub(super) fn decode(minute: i64, bytes: &[u8]) -> Option<Vec<Sample>> {
    let (body, end) = bytes.split_at_checked(bytes.len().checked_sub(CHECKSUM_BYTES)?)?;
    if checksum(body).to_le_bytes() != end {
        return None;
    }
    let mut input = Input { bytes: body };
    if input.byte()? != FORMAT {
        return None;
    }
    let metrics = usize::from(input.byte()?);
    let count = usize::try_from(input.varint()?).ok().filter(|count| *count <= MAX_SAMPLES)?;
    let times = input.column(count)?;
    let lengths = input.column(count)?;
    let states = input.column(count)?;
    let present = input.column(count)?;
    let scores = input.readings(count, 1)?;
    // A metric that came later than the sample was not measured.
    let mut measured: EnumMap<Metric, Vec<Reading<Vec<i32>>>> =
        EnumMap::from_fn(|_| vec![Reading::Unknown(Why::NotMeasured); count]);
    for metric in Metric::ALL.into_iter().take(metrics) {
        measured[metric] = input.readings(count, 2)?;
    }
    (0..count)
        .map(|n| {
            let after_ms = (f64::from(*times.get(n)?) * TIME_STEP_MS) as i64;
            let at_ms = minute.checked_mul(MINUTE_MS)?.checked_add(after_ms)?;
            let bits = *present.get(n)?;
            let mut is_present = EnumMap::default();
            for (bit, deviation) in Deviation::ALL.into_iter().enumerate() {
                is_present[deviation] = bits >> bit & 1 == 1;
            }
            let estimate = |metric: Metric| {
                measured[metric].get(n).map_or(Reading::Unknown(Why::NotMeasured), |reading| {
                    reading.clone().map(|steps| Estimate {
                        value: of_steps(metric, steps.first()),
                        uncertainty: of_steps(metric, steps.get(1)),
                    })
                })
            };
            Some(Sample {
                at: WallTime(jiff::Timestamp::from_millisecond(at_ms).ok()?),
                secs: f64::from(*lengths.get(n)?) * TIME_STEP_MS / 1000.0,
                measurements: Measurements(EnumMap::from_fn(estimate)),
                state: state_of(*states.get(n)?)?,
                score: scores.get(n)?.clone().map(|score| score.first().copied().unwrap_or(0) as f32),
                present: is_present,
            })
        })
        .collect()
}

fn steps(metric: Metric, value: f32) -> i32 {
    let steps = if metric.unit() == "mm" { value } else { value * STEPS_A_DEGREE };
    // No number is as large; what is not finite becomes 0.
    steps.round() as i32
}

fn of_steps(metric: Metric, steps: Option<&i32>) -> f32 {
    let steps = steps.copied().unwrap_or(0) as f32;
    if metric.unit() == "mm" { steps } else { steps / STEPS_A_DEGREE }
}

fn why_code(why: Why) -> i32 {
    WHYS.iter().position(|other| *other == why).map_or(WHYS.len() as i32, |place| place as i32 + 1)
}

fn why_of(code: i32) -> Option<Why> {
    WHYS.get(usize::try_from(code - 1).ok()?).copied()
}

fn state_code(state: State) -> i32 {
    match state {
        State::Unknown(why) => why_code(why),
        State::Neutral => NEUTRAL,
        State::Deviating(deviation) => {
            let place = Deviation::ALL.iter().position(|other| *other == deviation);
            DEVIATING + place.unwrap_or(0) as i32
        }
    }
}

fn state_of(code: i32) -> Option<State> {
    match code {
        NEUTRAL => Some(State::Neutral),
        DEVIATING.. => {
            Deviation::ALL.get(usize::try_from(code - DEVIATING).ok()?).copied().map(State::Deviating)
        }
        _ => why_of(code).map(State::Unknown),
    }
}

/// A column of codes (known, or why not), and columns of the steps of those that are known.
fn put_readings<T: Copy>(
    out: &mut Vec<u8>,
    readings: impl Iterator<Item = Reading<T>> + Clone,
    steps: impl Fn(T) -> Vec<i32>,
) {
    let codes: Vec<i32> = readings.clone().map(|reading| reading.why().map_or(KNOWN, why_code)).collect();
    put_column(out, &codes);
    let rows: Vec<Vec<i32>> = readings.filter_map(Reading::known).map(steps).collect();
    for place in 0..rows.first().map_or(0, Vec::len) {
        put_column(out, &rows.iter().filter_map(|row| row.get(place).copied()).collect::<Vec<_>>());
    }
}

fn put(out: &mut Vec<u8>, samples: &[Sample], value: impl Fn(&Sample) -> i32) {
    put_column(out, &samples.iter().map(value).collect::<Vec<_>>());
}

/// The values themselves or the steps from one to the next, whichever are the narrower: `width | is_steps << 7`, the
/// smallest, then `width` bits of each.
fn put_column(out: &mut Vec<u8>, values: &[i32]) {
    let values: Vec<i64> = values.iter().map(|value| i64::from(*value)).collect();
    let mut last = 0;
    let changes: Vec<i64> = values.iter().map(|value| value - std::mem::replace(&mut last, *value)).collect();
    let (changes_width, _) = width(&changes);
    let (values_width, _) = width(&values);
    let (column, flag) = if changes_width < values_width { (changes, 0x80) } else { (values, 0) };
    let (width, smallest) = width(&column);
    out.push(width as u8 | flag);
    put_varint(out, (smallest << 1 ^ smallest >> 63) as u64);
    if width > 0 {
        let mut bits = 0_u128;
        let mut count = 0;
        for value in column {
            bits |= u128::from((value - smallest) as u64) << count;
            count += width;
            while count >= 8 {
                out.push(bits as u8);
                bits >>= 8;
                count -= 8;
            }
        }
        if count > 0 {
            out.push(bits as u8);
        }
    }
}

/// How many bits the widest value takes above the smallest, and the smallest.
fn width(values: &[i64]) -> (u32, i64) {
    let smallest = values.iter().copied().min().unwrap_or(0);
    let widest = values.iter().copied().max().unwrap_or(0) - smallest;
    (i64::BITS - widest.leading_zeros(), smallest)
}

fn put_varint(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// FNV-1a: one flipped bit changes it, and so does what a torn page leaves.
fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

struct Input<'a> {
    bytes: &'a [u8],
}

impl Input<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(*first)
    }

    fn varint(&mut self) -> Option<u64> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }

    fn column(&mut self, count: usize) -> Option<Vec<i32>> {
        let head = self.byte()?;
        let (width, is_steps) = (u32::from(head & 0x7f), head & 0x80 != 0);
        let smallest = self.varint()?;
        let smallest = (smallest >> 1) as i64 ^ -((smallest & 1) as i64);
        if width > 40 {
            return None;
        }
        let (mut bits, mut available, mut last) = (0_u128, 0, 0_i64);
        (0..count)
            .map(|_| {
                while available < width {
                    bits |= u128::from(self.byte()?) << available;
                    available += 8;
                }
                let above = (bits & ((1 << width) - 1)) as i64;
                bits >>= width;
                available -= width;
                let value = smallest.checked_add(above)?;
                last = if is_steps { last.checked_add(value)? } else { value };
                i32::try_from(last).ok()
            })
            .collect()
    }

    fn readings(&mut self, count: usize, columns: usize) -> Option<Vec<Reading<Vec<i32>>>> {
        let codes = self.column(count)?;
        let known = codes.iter().filter(|code| **code == KNOWN).count();
        let columns: Vec<Vec<i32>> = match known {
            0 => Vec::new(),
            _ => (0..columns).map(|_| self.column(known)).collect::<Option<_>>()?,
        };
        let mut row = 0..known;
        codes
            .into_iter()
            .map(|code| match code {
                KNOWN => {
                    let n = row.next()?;
                    let steps = columns.iter().map(|column| column.get(n).copied()).collect::<Option<_>>()?;
                    Some(Reading::Known(steps))
                }
                _ => why_of(code).map(Reading::Unknown),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: i64 = 29_000_000;

    /// A working minute: noise of a tenth of the uncertainty, a glance aside, a fault at the end.
    fn samples() -> Vec<Sample> {
        let wobble = |n: i32, width: f32| ((n * 7919 % 101) as f32 / 50.0 - 1.0) * width;
        (0..60)
            .map(|n| {
                let estimate = |metric: Metric| {
                    if n == 30 {
                        return Reading::Unknown(Why::NotFrontal);
                    }
                    let unit = if metric.unit() == "mm" { 4.0 } else { 0.5 };
                    let base = if metric == Metric::DistanceMm { 640.0 } else { -3.0 };
                    let [value, uncertainty] =
                        [base + wobble(n, unit), 3.0 * unit + wobble(n + 3, unit / 5.0)];
                    Reading::Known(Estimate { value, uncertainty })
                };
                let at_ms = MINUTE * MINUTE_MS + i64::from(n) * 1000 + i64::from(n * 37 % 90);
                let mut present = EnumMap::default();
                present[Deviation::Slump] = n > 50;
                Sample {
                    at: WallTime(jiff::Timestamp::from_millisecond(at_ms).unwrap()),
                    secs: 1.0,
                    measurements: Measurements(EnumMap::from_fn(estimate)),
                    state: match n {
                        30 => State::Unknown(Why::NotFrontal),
                        51.. => State::Deviating(Deviation::Slump),
                        _ => State::Neutral,
                    },
                    score: if n == 30 { Reading::Unknown(Why::NotFrontal) } else { Reading::Known(81.4) },
                    present,
                }
            })
            .collect()
    }

    #[test]
    fn a_minute_comes_back_to_a_tenth_of_a_degree() {
        let samples = samples();
        let back = decode(MINUTE, &encode(MINUTE, &samples)).unwrap();
        assert_eq!(back.len(), samples.len());
        for (sample, back) in samples.iter().zip(&back) {
            assert!(sample.at.0.duration_since(back.at.0).as_millis().abs() <= 5);
            assert_eq!((sample.secs, sample.state, sample.present), (back.secs, back.state, back.present));
            assert_eq!(sample.score.map(f32::round), back.score);
            for metric in Metric::ALL {
                let tolerance = if metric.unit() == "mm" { 0.51 } else { 0.051 };
                match (sample.measurements.get(metric), back.measurements.get(metric)) {
                    (Reading::Known(was), Reading::Known(is)) => {
                        assert!((was.value - is.value).abs() <= tolerance, "{metric:?}: {was:?} {is:?}");
                        assert!((was.uncertainty - is.uncertainty).abs() <= tolerance);
                    }
                    (was, is) => assert_eq!(was, is),
                }
            }
        }
    }

    #[test]
    fn a_year_of_eight_hour_days_stays_under_200_megabytes() {
        let bytes = encode(MINUTE, &samples()).len();
        // The tables around them take less than a tenth.
        assert!(bytes * 60 * 8 * 365 < 180_000_000, "{bytes} bytes a minute");
    }

    #[test]
    fn any_flipped_bit_is_noticed_and_no_bytes_panic() {
        let whole = encode(MINUTE, &samples());
        for bit in 0..whole.len() * 8 {
            let mut damaged = whole.clone();
            damaged[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(decode(MINUTE, &damaged), None, "bit {bit}");
        }
        for length in 0..whole.len() {
            assert_eq!(decode(MINUTE, &whole[..length]), None);
        }
    }

    #[test]
    fn extremes_and_nothing_come_back() {
        assert_eq!(decode(MINUTE, &encode(MINUTE, &[])), Some(Vec::new()));
        let mut sample = samples().remove(0);
        sample.measurements.0[Metric::DistanceMm] =
            Reading::Known(Estimate { value: f32::INFINITY, uncertainty: f32::NAN });
        sample.measurements.0[Metric::SlumpDeg] = Reading::Known(Estimate { value: -1e30, uncertainty: 0.0 });
        assert_eq!(decode(MINUTE, &encode(MINUTE, &[sample.clone(), sample])).map(|all| all.len()), Some(2));
    }
}
