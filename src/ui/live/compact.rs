//! The small window that stays above the others: a sign, a sentence, a gauge.

use eframe::egui::{
    Align, Context, CursorIcon, FontId, Frame, Label, Layout, Margin, Sense, TextStyle, Ui, Vec2,
    ViewportCommand, WindowLevel, text::LayoutJob, vec2,
};

use super::{
    instead,
    overlay::{self, Icon},
    picture::change,
    scale::{self, Look, Shown},
    sign::{paint_sign, state_color},
};
use crate::ui::{
    icon,
    page::Scene,
    theme::{self, Palette, space},
};
use crate::{
    engine::{CalibrationState, Command, Snapshot, SourceState},
    posture::{Deviation, State, Why},
    text::{self, words, words_with},
};

/// The sizes of both windows, in points.
pub(in crate::ui) const FULL_SIZE: Vec2 = vec2(1120.0, 760.0);
pub(in crate::ui) const MIN_FULL_SIZE: Vec2 = vec2(360.0, 280.0);
const SMALL_SIZE: Vec2 = vec2(260.0, 150.0);
const MIN_SMALL_SIZE: Vec2 = vec2(200.0, 120.0);

const SIGN_SIDE: f32 = 24.0;
/// Below this width, in points, letters and margins are smaller.
const TINY_BELOW: f32 = 240.0;

/// Which of the two windows it is.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::ui) struct Compact {
    is_on: bool,
    /// The size to go back to, in points.
    full_size: Option<Vec2>,
}

impl Compact {
    /// Makes the window small or large, as is wanted; the desktop may refuse the size or the place above the others.
    pub(in crate::ui) fn follow(&mut self, context: &Context, wanted: bool) {
        if wanted == self.is_on {
            return;
        }
        self.is_on = wanted;
        let (level, min, size) = if wanted {
            let inner = context.input(|input| input.viewport().inner_rect);
            self.full_size = inner.map(|rect| rect.size());
            (WindowLevel::AlwaysOnTop, MIN_SMALL_SIZE, SMALL_SIZE)
        } else {
            (WindowLevel::Normal, MIN_FULL_SIZE, self.full_size.unwrap_or(FULL_SIZE))
        };
        context.send_viewport_cmd(ViewportCommand::Maximized(false));
        context.send_viewport_cmd(ViewportCommand::MinInnerSize(min));
        context.send_viewport_cmd(ViewportCommand::InnerSize(size));
        context.send_viewport_cmd(ViewportCommand::WindowLevel(level));
    }
}

/// Draws it, over the whole window; dragged anywhere, it moves.
pub(in crate::ui) fn window_ui(ui: &mut Ui, scene: &Scene<'_>) {
    let ground = ui.interact(ui.max_rect(), ui.scope_id().with("ground"), Sense::drag());
    if ground.drag_started() {
        ui.send_viewport_cmd(ViewportCommand::StartDrag);
    }
    ground.on_hover_cursor(CursorIcon::Grab);
    let is_tiny = ui.max_rect().width() < TINY_BELOW;
    let margin = if is_tiny { space::S } else { space::M };
    Frame::new().inner_margin(Margin::same(margin as i8)).show(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::XS);
        ui.spacing_mut().interact_size.y = SIGN_SIDE;
        if is_tiny {
            // So that a name and a line of the sentence have room.
            let styles = &mut ui.style_mut().text_styles;
            styles.insert(TextStyle::Heading, FontId::new(13.0, theme::semibold()));
            styles.insert(TextStyle::Body, FontId::proportional(12.0));
        }
        let told = Told::of(scene.snapshot);
        ui.horizontal(|ui| header_ui(ui, &told, scene));
        // The gauge stands at the lower edge, and the sentence has what is left.
        ui.with_layout(Layout::bottom_up(Align::Min), |ui| {
            foot_ui(ui, scene);
            ui.with_layout(Layout::top_down(Align::Min), |ui| sentence_ui(ui, &told.sentence));
        });
    });
}

/// As many whole lines of it as there is room for.
fn sentence_ui(ui: &mut Ui, sentence: &str) {
    let font = TextStyle::Body.resolve(ui.style());
    let row = ui.text_style_height(&TextStyle::Body) + ui.spacing().extra_text_line_spacing;
    let mut job =
        LayoutJob::simple(sentence.to_owned(), font, ui.visuals().text_color(), ui.available_width());
    job.wrap.max_rows = (ui.available_height() / row) as usize;
    if job.wrap.max_rows > 0 {
        ui.add(Label::new(job));
    }
}

/// What it says.
struct Told {
    /// None while nothing is judged.
    state: Option<State>,
    title: String,
    sentence: String,
}

impl Told {
    fn of(snapshot: &Snapshot) -> Self {
        if let CalibrationState::Running { remaining_secs, problem, .. } = &snapshot.calibration {
            let seconds = remaining_secs.max(0.0).ceil() as u32;
            let left = words_with("live-calibrating-left", &[("seconds", seconds.into())]);
            let sentence = problem.as_deref().map_or(left, text::sentence);
            return Self { state: None, title: words("live-calibrating").to_owned(), sentence };
        }
        if !snapshot.is_judged() {
            let [title, sentence, _] = instead::told(snapshot);
            return Self { state: None, title, sentence };
        }
        if snapshot.misplaced_since.is_some() {
            let title = text::misplaced_words().to_owned();
            return Self { state: None, title, sentence: text::recalibration_sentence().to_owned() };
        }
        match &snapshot.assessment {
            None => Self {
                state: None,
                title: words("live-waiting").to_owned(),
                sentence: words("live-waiting-sentence").to_owned(),
            },
            Some(assessment) => Self {
                state: Some(assessment.state),
                title: text::state_name(assessment.state).to_owned(),
                sentence: text::verdict_sentence(assessment, &snapshot.measurements),
            },
        }
    }
}

fn header_ui(ui: &mut Ui, told: &Told, scene: &Scene<'_>) {
    let palette = Palette::of(ui);
    let (rect, _) = ui.allocate_exact_size(Vec2::splat(SIGN_SIDE), Sense::hover());
    match told.state {
        Some(state) => paint_sign(ui.painter(), rect, state, palette),
        None => icon::show_in(ui, rect),
    }
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        if overlay::icon_button_ui(ui, Icon::LargeWindow, words("live-large-window")) {
            change(scene, |settings| settings.window.compact = false);
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let title = theme::heading(&told.title)
                .color(told.state.map_or(palette.text, |state| state_color(state, palette)));
            ui.add(Label::new(title).truncate());
        });
    });
}

/// The gauge of the head, or the one way on.
fn foot_ui(ui: &mut Ui, scene: &Scene<'_>) {
    let snapshot = scene.snapshot;
    let state = snapshot.assessment.as_ref().map(|assessment| assessment.state);
    let way_on = match snapshot.source {
        SourceState::Paused(_) | SourceState::Away | SourceState::Failed { .. } | SourceState::Ended => {
            Some(("live-resume", Command::Resume))
        }
        _ if matches!(snapshot.calibration, CalibrationState::Running { .. }) => {
            Some(("live-cancel", Command::CancelCalibration))
        }
        _ if state == Some(State::Unknown(Why::NoNeutral)) || snapshot.misplaced_since.is_some() => {
            Some(("live-calibrate-now", Command::Calibrate))
        }
        _ => None,
    };
    if let Some((name, command)) = way_on {
        if theme::primary_button(ui, words(name)).clicked() {
            scene.send(command);
        }
        return;
    }
    if snapshot.is_judged() {
        gauge_ui(ui, snapshot);
    }
}

/// From below: the bar, and over it what it shows.
fn gauge_ui(ui: &mut Ui, snapshot: &Snapshot) {
    let deviation = match snapshot.assessment.as_ref().map(|assessment| assessment.state) {
        // The one gauge that this small window shows beside the head's.
        Some(State::Deviating(Deviation::RoundedShoulders)) => Deviation::RoundedShoulders,
        _ => Deviation::ForwardHead,
    };
    let estimate = snapshot.measurements.get(deviation.metric()).known();
    let shown = Shown::of(deviation, estimate, None);
    let bar = scale::scale_ui(ui, &shown, &Look { track_height: 6.0, labels: None });
    scale::tell(bar, deviation, &shown);
    ui.horizontal(|ui| {
        ui.spacing_mut().interact_size.y = 16.0;
        ui.label(theme::small(text::deviation_name(deviation)));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| match shown.estimate {
            Some(estimate) => {
                let [value, uncertainty] = text::estimate_words_in_unit(deviation.metric(), estimate);
                ui.label(theme::small(format!("±{uncertainty}")));
                ui.label(theme::strong(value));
            }
            None => {
                ui.label(theme::small(words("live-measurement-unknown")));
            }
        });
    });
}
