//! The exercise as it goes on: the ring with the count, the words, the hint, and the ways on.

use eframe::egui::{
    Align2, Button, Color32, FontId, Label, ProgressBar, Response, Role, Sense, Shape, Stroke, Ui,
    WidgetInfo, vec2,
};

use super::Leave;
use crate::ui::{
    page::Scene,
    ring::ring_ui,
    theme::{self, Palette, space},
};
use crate::{
    care::{
        Check,
        coach::{CoachState, Phase, Side},
    },
    engine::{CoachCommand, Command},
    posture::Why,
    text::{self, words, words_with},
};

/// The ring, in points, where there is room.
const RING: std::ops::RangeInclusive<f32> = 150.0..=260.0;
/// Two lines of a hint keep their room, so that nothing jumps when one comes.
const HINT_HEIGHT: f32 = 46.0;
/// A stretch is held from so much of its reach on.
const NEARLY_THERE: f32 = 0.7;
/// The bar of the movement's reach, in points.
const REACH_WIDTH: f32 = 240.0;

/// What goes on in figures and words; `has_focus`: whether the button has had the keyboard.
pub(super) fn ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    check: Check,
    state: &CoachState,
    has_focus: &mut bool,
) -> Option<Leave> {
    let palette = Palette::of(ui);
    place_ui(ui, state);
    let side = (ui.available_width() * 0.55).clamp(*RING.start(), *RING.end());
    let Dial { progress, figure, name } = dial(state);
    let color = if state.is_paused { palette.unknown } else { palette.fine };
    ring_ui(ui, side, progress, color, &figure, &name);
    let (title, below) = phase_words(state, check);
    ui.label(theme::title(title));
    ui.add(Label::new(theme::strong(below).color(palette.text_weak)).wrap());
    if check != Check::Log {
        reach_ui(ui, state, palette);
    }
    ui.allocate_ui(vec2(ui.available_width(), HINT_HEIGHT), |ui| {
        ui.set_min_height(HINT_HEIGHT);
        hint_ui(ui, state, palette);
    });
    buttons_ui(ui, scene, state, has_focus)
}

/// Round and side, as far as there are several.
fn place_ui(ui: &mut Ui, state: &CoachState) {
    let [round, rounds] = state.round;
    let side = state.side.map(|side| {
        words(match side {
            Side::Left => "coach-side-left",
            Side::Right => "coach-side-right",
        })
    });
    let round = (rounds > 1)
        .then(|| words_with("coach-round", &[("round", round.into()), ("rounds", rounds.into())]));
    let parts: Vec<&str> = round.as_deref().into_iter().chain(side).collect();
    if !parts.is_empty() {
        ui.label(theme::heading(parts.join(" · ")));
    }
}

/// The ring.
struct Dial {
    /// 0 to 1.
    progress: f32,
    /// In its middle.
    figure: String,
    /// The same in words.
    name: String,
}

fn dial(state: &CoachState) -> Dial {
    let repetitions = || {
        let counts = [("counted", state.repetition.into()), ("wanted", state.wanted.into())];
        words_with("coach-repetitions", &counts)
    };
    let seconds = |secs: f64, wanted_secs: f64| {
        let counts = [("secs", (secs as u32).into()), ("wanted", (wanted_secs as u32).into())];
        words_with("coach-seconds", &counts)
    };
    match state.phase {
        Phase::Hold { secs, wanted_secs } | Phase::Timer { secs, wanted_secs } => Dial {
            progress: (secs / wanted_secs.max(0.1)) as f32,
            figure: clock(wanted_secs - secs),
            name: seconds(secs, wanted_secs),
        },
        Phase::Breathe { is_in, progress, secs, wanted_secs } => Dial {
            progress: if is_in { progress } else { 1.0 - progress },
            figure: clock(wanted_secs - secs),
            name: seconds(secs, wanted_secs),
        },
        Phase::GetReady { remaining_secs } | Phase::Rest { remaining_secs } => {
            let name = words_with("coach-get-ready.soon", &[("secs", (remaining_secs.ceil() as u32).into())]);
            Dial { progress: 0.0, figure: clock(remaining_secs), name }
        }
        Phase::Move | Phase::Done => Dial {
            progress: state.repetition as f32 / state.wanted.max(1) as f32,
            figure: state.repetition.to_string(),
            name: repetitions(),
        },
    }
}

/// Seconds as on a clock: `8`, `1:05`.
fn clock(secs: f64) -> String {
    let secs = secs.max(0.0).ceil() as u32;
    if secs < 60 { secs.to_string() } else { format!("{}:{:02}", secs / 60, secs % 60) }
}

/// What to do now, and the count below it.
fn phase_words(state: &CoachState, check: Check) -> (&'static str, String) {
    let count = match state.phase {
        Phase::Move | Phase::Hold { .. } if state.wanted > 1 => dial_of_repetitions(state),
        Phase::Hold { .. } | Phase::Timer { .. } | Phase::Breathe { .. } => dial(state).name,
        Phase::GetReady { remaining_secs } if remaining_secs > 0.0 => dial(state).name,
        Phase::GetReady { .. } => words("coach-get-ready.still").to_owned(),
        Phase::Rest { remaining_secs } => {
            words_with("coach-rest.then", &[("secs", (remaining_secs.ceil() as u32).into())])
        }
        Phase::Move | Phase::Done => String::new(),
    };
    if state.is_paused {
        return (words("coach-paused"), count);
    }
    let title = match state.phase {
        Phase::GetReady { .. } => "coach-get-ready",
        Phase::Move if state.wanted > 1 => "coach-move",
        Phase::Move if check == Check::Log => "coach-log",
        Phase::Move => "coach-stretch",
        Phase::Hold { secs, wanted_secs } if state.wanted > 1 && secs >= wanted_secs => "coach-come-back",
        Phase::Hold { .. } if state.reach < NEARLY_THERE => "coach-stretch",
        Phase::Hold { .. } => "coach-hold",
        Phase::Timer { .. } => "coach-timer",
        Phase::Breathe { is_in: true, .. } => "coach-breathe-in",
        Phase::Breathe { .. } => "coach-breathe-out",
        Phase::Rest { .. } => "coach-rest",
        Phase::Done => "coach-done",
    };
    (words(title), count)
}

fn dial_of_repetitions(state: &CoachState) -> String {
    let counts = [("counted", state.repetition.into()), ("wanted", state.wanted.into())];
    words_with("coach-repetitions", &counts)
}

/// How far the present movement is.
fn reach_ui(ui: &mut Ui, state: &CoachState, palette: Palette) {
    if !matches!(state.phase, Phase::Move | Phase::Hold { .. }) {
        return;
    }
    let width = REACH_WIDTH.min(ui.available_width());
    let bar = ProgressBar::new(state.reach).desired_width(width).desired_height(6.0).fill(palette.fine);
    let response = ui.add(bar);
    response.widget_info(|| WidgetInfo {
        value: Some(f64::from(state.reach)),
        ..WidgetInfo::labeled(Role::ProgressIndicator, true, words("coach-reach"))
    });
}

/// What to do differently; otherwise, what cannot be seen; otherwise nothing.
fn hint_ui(ui: &mut Ui, state: &CoachState, palette: Palette) {
    let is_going = matches!(state.phase, Phase::Move | Phase::Hold { .. } | Phase::Breathe { .. });
    if let Some(hint) = state.hint {
        let sentence = words(&format!("coach-hint-{}", hint.key()));
        ui.add(Label::new(theme::heading(sentence).color(palette.deviation)).wrap());
    } else if let Some(why) = state.seen.why().filter(|_| is_going) {
        let sentence = words_with("coach-cannot-see", &[("why", unseen_words(why).into())]);
        ui.add(Label::new(theme::strong(text::sentence(&sentence)).color(palette.unknown)).wrap());
        ui.add(Label::new(theme::small(words("coach-cannot-see.instead"))).wrap());
    }
}

/// Why it cannot be seen, as a part of a sentence.
fn unseen_words(why: Why) -> &'static str {
    match why {
        Why::OutOfFrame => words("coach-unseen-out-of-frame"),
        Why::LowConfidence => words("coach-unseen-low-confidence"),
        Why::TooFarAway => words("coach-unseen-too-far-away"),
        Why::NoNeutral | Why::NotMeasured => words("coach-unseen-no-neutral"),
        _ => text::why_sentence(why),
    }
}

fn buttons_ui(ui: &mut Ui, scene: &Scene<'_>, state: &CoachState, has_focus: &mut bool) -> Option<Leave> {
    let confirm = match state.phase {
        Phase::GetReady { .. } => words("coach-begin"),
        Phase::Move | Phase::Hold { .. } | Phase::Done => words("coach-confirm"),
        Phase::Timer { .. } | Phase::Breathe { .. } => words("coach-confirm-time"),
        Phase::Rest { .. } => words("coach-skip-rest"),
    };
    let pause = words(if state.is_paused { "coach-go-on" } else { "coach-pause" });
    let (skip, leave) = (words("coach-skip"), words("coach-leave"));
    let mut is_left = false;
    let row = theme::row_width(ui, [confirm, pause, skip, leave]);
    let margin = ((ui.available_width() - row) / 2.0).max(0.0);
    ui.horizontal_wrapped(|ui| {
        ui.add_space(margin);
        let button = theme::primary_button(ui, confirm).on_hover_text(words("coach-confirm.hint"));
        if !std::mem::replace(has_focus, true) {
            // Who has both hands on a band needs the space bar alone.
            button.request_focus();
        }
        let ask = |response: Response, command| {
            if response.clicked() {
                scene.send(Command::Coach(command));
            }
        };
        ask(button, CoachCommand::Confirm);
        ask(ui.button(pause), CoachCommand::Pause(!state.is_paused));
        ask(ui.add(Button::new(skip)), CoachCommand::Skip);
        is_left = ui.button(leave).clicked();
    });
    ui.add_space(space::XS);
    is_left.then_some(Leave::Early)
}

/// A triangle beside the words that always stand there.
pub(super) fn paint_warning(ui: &mut Ui) {
    let (rect, _) = ui.allocate_exact_size(vec2(26.0, 24.0), Sense::hover());
    let palette = Palette::of(ui);
    let rect = rect.shrink(3.0);
    let corners = vec![rect.center_top(), rect.right_bottom(), rect.left_bottom()];
    ui.painter().add(Shape::convex_polygon(
        corners,
        Color32::TRANSPARENT,
        Stroke::new(1.8, palette.deviation),
    ));
    let font = FontId::new(11.0, theme::semibold());
    ui.painter().text(rect.center() + vec2(0.0, 3.0), Align2::CENTER_CENTER, "!", font, palette.deviation);
}
