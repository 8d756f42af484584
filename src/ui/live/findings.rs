//! What was found, and why: which measurement, how far over its limit, since when.

use eframe::egui::{Align, Label, Layout, Sense, Ui, Vec2};

use super::{
    last_hour::LastHour,
    scale::{self, Look, Shown, usual_words, value_words},
    sign::paint_sign,
};
use crate::ui::theme::{self, Palette};
use crate::{
    engine::Snapshot,
    posture::{Assessment, Deviation, Estimate, Finding, State},
    text::{self, words, words_with},
    time::WallTime,
};

/// The card; nothing while there is no finding.
pub(in crate::ui) fn card_ui(ui: &mut Ui, snapshot: &Snapshot, last_hour: &LastHour, now: WallTime) {
    let Some(assessment) = snapshot.assessment.as_ref().filter(|_| snapshot.is_judged()) else { return };
    let present = present(assessment);
    if present.is_empty() {
        return;
    }
    theme::card(ui, |ui| {
        ui.label(theme::heading(words("live-findings")));
        for (index, (deviation, finding)) in present.iter().enumerate() {
            if index > 0 {
                ui.separator();
            }
            let usual = last_hour.usual(deviation.metric());
            finding_ui(ui, *deviation, finding, usual, (assessment, now));
        }
    });
}

/// What is over its limit, faults first, the strongest first.
fn present(assessment: &Assessment) -> Vec<(Deviation, Finding)> {
    let severity = |finding: &Finding| finding.severity.known().unwrap_or(0.0);
    let is_present = |finding: &Finding| finding.since.is_some() || severity(finding) > 1.0;
    let mut present: Vec<_> = assessment
        .findings
        .iter()
        .filter(|(_, finding)| is_present(finding))
        .map(|(deviation, finding)| (deviation, *finding))
        .collect();
    present.sort_by(|(a, one), (b, other)| {
        b.is_fault().cmp(&a.is_fault()).then(severity(other).total_cmp(&severity(one)))
    });
    present
}

fn finding_ui(
    ui: &mut Ui,
    deviation: Deviation,
    finding: &Finding,
    usual: Option<[f32; 2]>,
    (assessment, now): (&Assessment, WallTime),
) {
    let metric = deviation.metric();
    ui.horizontal(|ui| {
        ui.spacing_mut().interact_size.y = 20.0;
        let (rect, _) = ui.allocate_exact_size(Vec2::splat(18.0), Sense::hover());
        paint_sign(ui.painter(), rect, State::Deviating(deviation), Palette::of(ui));
        ui.label(theme::strong(text::deviation_name(deviation)));
        if let Some(estimate) = finding.estimate.known() {
            let size = Estimate { value: estimate.value.abs(), ..estimate };
            let [value, uncertainty] = text::estimate_words_in_unit(metric, size);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.add(Label::new(theme::small(format!("±{uncertainty}"))).extend());
                ui.add(Label::new(theme::strong(value)).extend());
            });
        }
    });
    if let Some(estimate) = finding.estimate.known() {
        if deviation.is_fault() {
            let shown = against_limit(deviation, estimate, usual);
            scale::scale_ui(ui, &shown, &Look { track_height: 5.0, labels: None });
        }
        ui.label(why_sentence(deviation, estimate));
    }
    let since = match finding.since {
        None => words("live-just-begun").to_owned(),
        Some(since) => {
            let secs = assessment.at - since;
            words_with(
                "live-since",
                &[
                    ("clock", now.after(-secs).clock_words().into()),
                    ("duration", text::duration_words(secs).into()),
                ],
            )
        }
    };
    let usual = usual.filter(|_| deviation.is_fault());
    let usual = usual.map(|range| usual_words("live-usual", metric, in_words(deviation, range)));
    ui.label(theme::small([Some(since), usual].into_iter().flatten().collect::<Vec<_>>().join(" ")));
}

/// The bar, on which a distance shrinks to the right and either side of a tilt is worse.
fn against_limit(deviation: Deviation, estimate: Estimate, usual: Option<[f32; 2]>) -> Shown {
    match deviation {
        Deviation::TooClose => {
            // In the comfort that is lost: none at half as far again as the limit.
            let comfort = deviation.limit() / 2.0;
            let lost = |value: f32| 1.5 * deviation.limit() - value;
            Shown {
                estimate: Some(Estimate { value: lost(estimate.value), ..estimate }),
                usual: usual.map(|[from, to]| [lost(to), lost(from)]),
                limit: comfort,
            }
        }
        Deviation::HeadTilt | Deviation::ShoulderTilt | Deviation::TurnedAway => {
            let sign = estimate.value.signum();
            let usual = usual.map(|[from, to]| if sign < 0.0 { [-to, -from] } else { [from, to] });
            Shown::of(deviation, Some(Estimate { value: estimate.value.abs(), ..estimate }), usual)
        }
        _ => Shown::of(deviation, Some(estimate), usual),
    }
}

/// A range as words tell it: worse is more, where the metric says less.
fn in_words(deviation: Deviation, [from, to]: [f32; 2]) -> [f32; 2] {
    if deviation.limit() < 0.0 { [-to, -from] } else { [from, to] }
}

/// Which measurement, how much, and how far over which limit.
fn why_sentence(deviation: Deviation, estimate: Estimate) -> String {
    let metric = deviation.metric();
    let size = Estimate { value: estimate.value.abs(), ..estimate };
    let [value, uncertainty] = text::estimate_words_in_unit(metric, size);
    let limit = deviation.limit().abs();
    // A state holds for some seconds more.
    if deviation.is_fault() && !against_limit(deviation, estimate, None).is_beyond() {
        return words_with("live-why-within", &[("limit", value_words(metric, limit).into())]);
    }
    // At least one of what is told: over the limit is over it.
    let over = (size.value.round() - limit.round()).abs().max(1.0);
    let key = format!("live-why-{}", deviation.key().replace('_', "-"));
    words_with(
        &key,
        &[
            ("value", value.into()),
            ("uncertainty", uncertainty.into()),
            ("limit", value_words(metric, limit).into()),
            ("over", value_words(metric, over).into()),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    #[test]
    fn every_deviation_says_why_in_both_languages() {
        for deviation in Deviation::ALL {
            let beyond = if deviation == Deviation::TooClose { 0.8 } else { 1.5 };
            let estimate = Estimate { value: deviation.limit() * beyond, uncertainty: 2.0 };
            let key = format!("live-why-{}", deviation.key().replace('_', "-"));
            for language in Language::ALL {
                assert!(crate::text::is_known(language, &key), "{key} in {language:?}");
            }
            let sentence = why_sentence(deviation, estimate);
            assert!(sentence.ends_with('.') && sentence.contains('±'), "{sentence}");
        }
    }

    #[test]
    fn a_forward_head_is_told_with_its_limit_and_how_far_it_is_over_it() {
        let estimate = Estimate { value: -11.2, uncertainty: 2.6 };
        assert_eq!(
            why_sentence(Deviation::ForwardHead, estimate),
            "Your neck angle is 11° (±3°) less than in your neutral, 3° beyond the limit of 8°."
        );
    }

    #[test]
    fn what_is_over_is_not_told_to_be_beyond_its_limit() {
        for value in [-2.0, 5.0] {
            let told = why_sentence(Deviation::ForwardHead, Estimate { value, uncertainty: 3.0 });
            assert_eq!(told, "At this moment it is within the limit of 8° again.");
        }
    }

    #[test]
    fn nearer_is_worse_and_the_limit_of_a_distance_is_at_the_tick() {
        let at = |value| {
            against_limit(Deviation::TooClose, Estimate { value, uncertainty: 10.0 }, Some([500.0, 600.0]))
        };
        assert!(at(450.0).is_beyond() && !at(470.0).is_beyond());
        let [from, to] = at(450.0).usual.unwrap();
        assert!(from < to);
    }
}
