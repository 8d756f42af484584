//! A session over its time: the score, the posture, every fault that lasted, breaks, and what the user was told and did.

use eframe::egui::{
    Align2, Color32, FontId, Mesh, Pos2, Rect, Role, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2,
    remap, vec2,
};
use jiff::tz::TimeZone;

use super::legend::{self, Mark};
use crate::{
    posture::Deviation,
    store::{Sample, SessionRecord, Stretch},
    text::{self, words},
    time::WallTime,
    ui::theme::{Palette, space},
};

/// The session is cut into so many pieces of the same length, each drawn as what most of it was.
const PIECES: usize = 480;
/// A piece of which less than this share was seen is a gap.
const LEAST_SEEN: f64 = 0.2;
const SCORE_HEIGHT: f32 = 84.0;
const LANE_HEIGHT: f32 = 26.0;
const BAR_HEIGHT: f32 = 14.0;
/// The names of the lanes stand beside them from this width on, in points, and above them below it.
const NAMES_BESIDE_FROM: f32 = 560.0;
const NAMES_WIDTH: f32 = 132.0;
const NAME_HEIGHT: f32 = 14.0;
/// The score at which the worst fault is at its limit.
const LIMIT_SCORE: f32 = 50.0;

/// What most of a piece of the session was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Good,
    Found,
    Unknown,
    Away,
    /// Nothing was watched.
    Gap,
}

impl Kind {
    const ALL: [Self; 4] = [Self::Good, Self::Found, Self::Unknown, Self::Away];

    fn name(self) -> &'static str {
        words(match self {
            Self::Good => "history-good",
            Self::Found => "history-found",
            Self::Unknown => "history-unknown",
            Self::Away => "history-away",
            Self::Gap => "history-gap",
        })
    }
}

/// A piece of the session.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Piece {
    kind: Kind,
    /// The mean of what is known, 0 to 100.
    score: Option<f32>,
}

/// A session, ready to be drawn. Places in time are shares of its length, 0 to 1.
#[derive(Clone, Debug)]
pub(super) struct Timeline {
    since: WallTime,
    secs: f64,
    pieces: Vec<Piece>,
    faults: Vec<(Deviation, Vec<[f32; 2]>)>,
    breaks: Vec<[f32; 2]>,
    /// When the user was told something.
    alerts: Vec<f32>,
    /// When the user did an exercise.
    exercises: Vec<f32>,
    /// Full hours, or parts of them, on the user's clock.
    ticks: Vec<(f32, String)>,
}

impl Timeline {
    pub(super) fn of(record: &SessionRecord) -> Self {
        let (since, until) = (record.session.since, record.session.until);
        let secs = secs_between(since, until).max(1.0);
        let place = |at: WallTime| (secs_between(since, at) / secs).clamp(0.0, 1.0) as f32;
        let span = |stretch: &Stretch| [place(stretch.since), place(stretch.until.unwrap_or(until))];
        let faults = Deviation::ALL.into_iter().filter_map(|fault| {
            let episodes = record.episodes.iter().filter(|episode| episode.fault == fault);
            let spans = episodes.map(|episode| [place(episode.since), place(episode.until.unwrap_or(until))]);
            let spans: Vec<_> = spans.collect();
            (!spans.is_empty()).then_some((fault, spans))
        });
        Self {
            since,
            secs,
            pieces: pieces(&record.samples, since, secs),
            faults: faults.collect(),
            breaks: record.breaks.iter().map(span).collect(),
            alerts: record.alerts.iter().map(|alert| place(alert.at)).collect(),
            exercises: record.exercises.iter().map(|exercise| place(exercise.at)).collect(),
            ticks: ticks(since, secs),
        }
    }

    /// The names of the lanes and their spans, but for the posture.
    fn lanes(&self) -> Vec<(&'static str, &[[f32; 2]])> {
        let faults =
            self.faults.iter().map(|(fault, spans)| (text::deviation_name(*fault), spans.as_slice()));
        let mut lanes: Vec<_> = faults.collect();
        if !self.breaks.is_empty() {
            lanes.push((words("history-breaks"), &self.breaks));
        }
        lanes
    }

    fn clock_at(&self, place: f32) -> String {
        self.since.after(f64::from(place) * self.secs).clock_words()
    }
}

fn secs_between(from: WallTime, to: WallTime) -> f64 {
    to.0.duration_since(from.0).as_secs_f64()
}

/// What most of every piece was, by the time that its samples stand for.
fn pieces(samples: &[Sample], since: WallTime, secs: f64) -> Vec<Piece> {
    let piece_secs = secs / PIECES as f64;
    let mut held = vec![([0.0_f64; 4], 0.0_f64, 0.0_f64); PIECES];
    for sample in samples {
        let middle = secs_between(since, sample.at) - sample.secs / 2.0;
        let Some((kinds, score, score_secs)) = held.get_mut((middle / piece_secs).max(0.0) as usize) else {
            continue;
        };
        let kind = Kind::ALL.iter().zip(kinds).find(|(kind, _)| **kind == kind_of(sample));
        if let Some((_, held)) = kind {
            *held += sample.secs;
        }
        if let Some(known) = sample.score.known() {
            *score += f64::from(known) * sample.secs;
            *score_secs += sample.secs;
        }
    }
    let piece = |(kinds, score, score_secs): ([f64; 4], f64, f64)| {
        let most = Kind::ALL.into_iter().zip(kinds).max_by(|a, b| a.1.total_cmp(&b.1));
        let is_seen = kinds.iter().sum::<f64>() >= LEAST_SEEN * piece_secs;
        Piece {
            kind: most.filter(|_| is_seen).map_or(Kind::Gap, |(kind, _)| kind),
            score: (score_secs > 0.0).then(|| (score / score_secs) as f32),
        }
    };
    held.into_iter().map(piece).collect()
}

fn kind_of(sample: &Sample) -> Kind {
    if sample.is_away() {
        Kind::Away
    } else if !sample.is_known() {
        Kind::Unknown
    } else if sample.is_good() {
        Kind::Good
    } else {
        Kind::Found
    }
}

/// At most about eight moments that a clock shows as round ones.
fn ticks(since: WallTime, secs: f64) -> Vec<(f32, String)> {
    const STEPS_MIN: [f64; 8] = [1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0];
    let step_secs = 60.0 * STEPS_MIN.into_iter().find(|step| secs / (step * 60.0) <= 8.0).unwrap_or(240.0);
    let start = since.0.to_zoned(TimeZone::system()).time();
    let start_secs =
        f64::from(start.hour()) * 3600.0 + f64::from(start.minute()) * 60.0 + f64::from(start.second());
    let first = (start_secs / step_secs).ceil() * step_secs - start_secs;
    let moments = (0..).map(|index| first + f64::from(index) * step_secs).take_while(|at| *at <= secs);
    moments.map(|at| ((at / secs) as f32, since.after(at).clock_words())).collect()
}

/// Draws it; `told` is what a screen reader says instead.
pub(super) fn timeline_ui(ui: &mut Ui, timeline: &Timeline, told: &str) {
    let lanes = timeline.lanes();
    let beside = ui.available_width() >= NAMES_BESIDE_FROM;
    let lane_height = if beside { LANE_HEIGHT } else { LANE_HEIGHT + NAME_HEIGHT };
    let rows = 1 + lanes.len() + usize::from(!timeline.alerts.is_empty() || !timeline.exercises.is_empty());
    let name_height = if beside { 0.0 } else { NAME_HEIGHT };
    let height = name_height + SCORE_HEIGHT + lane_height * rows as f32 + 24.0;
    let (area, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, told));
    let left = if beside { area.left() + NAMES_WIDTH } else { area.left() };
    let plot = Rect::from_min_max(pos2(left, area.top()), area.max - vec2(2.0, 0.0));
    let x_of = |place: f32| remap(place, 0.0..=1.0, plot.x_range());
    let palette = Palette::of(ui);

    axis_ui(ui, timeline, plot, palette);
    let score = Rect::from_min_size(plot.min + vec2(0.0, name_height), vec2(plot.width(), SCORE_HEIGHT));
    score_ui(ui, timeline, score, palette);
    let name = |name: &str, top: f32| {
        let (at, align) = if beside {
            (pos2(area.left(), top + lane_height / 2.0), Align2::LEFT_CENTER)
        } else {
            (pos2(area.left(), top + 1.0), Align2::LEFT_TOP)
        };
        ui.painter().text(at, align, name, FontId::proportional(12.0), palette.text_weak);
    };
    name(
        words("history-score"),
        area.top() + if beside { SCORE_HEIGHT / 2.0 - lane_height / 2.0 } else { 0.0 },
    );
    let mut top = score.bottom();
    let bar = |top: f32, from: f32, to: f32| {
        let y = top + lane_height - 6.0 - BAR_HEIGHT;
        Rect::from_min_max(pos2(x_of(from), y), pos2(x_of(to).max(x_of(from) + 2.0), y + BAR_HEIGHT))
    };
    name(words("history-posture"), top);
    posture_ui(ui, timeline, palette, |from, to| bar(top, from, to));
    for (lane, spans) in lanes {
        top += lane_height;
        name(lane, top);
        let is_break = lane == words("history-breaks");
        for [from, to] in spans {
            let color = if is_break { palette.fine } else { palette.deviation };
            ui.painter().rect_filled(bar(top, *from, *to), 3.0, color.gamma_multiply(0.85));
        }
    }
    top += lane_height;
    if !timeline.alerts.is_empty() || !timeline.exercises.is_empty() {
        name(words("history-told-and-done"), top);
        marks_ui(ui, timeline, palette, |place| bar(top, place, place).left_center());
    }
    pointer_ui(response, timeline, plot, palette, ui);
}

fn axis_ui(ui: &Ui, timeline: &Timeline, plot: Rect, palette: Palette) {
    let mut free_from = f32::NEG_INFINITY;
    for (place, label) in &timeline.ticks {
        let x = remap(*place, 0.0..=1.0, plot.x_range());
        ui.painter().vline(x, plot.top()..=plot.bottom() - 20.0, Stroke::new(1.0, palette.border));
        // Half of a label such as `10:30`.
        let at = x.clamp(plot.left() + 16.0, plot.right() - 16.0);
        if at - 16.0 >= free_from {
            let bottom = pos2(at, plot.bottom());
            let font = FontId::proportional(11.0);
            ui.painter().text(bottom, Align2::CENTER_BOTTOM, label, font, palette.text_weak);
            free_from = at + 24.0;
        }
    }
}

/// The score as a line over its ground, with gaps where it is unknown.
fn score_ui(ui: &Ui, timeline: &Timeline, rect: Rect, palette: Palette) {
    let inner = rect.shrink2(vec2(0.0, 6.0)).with_max_y(rect.bottom() - 8.0);
    let y_of = |score: f32| remap(score, 0.0..=100.0, inner.bottom()..=inner.top());
    let width = inner.width() / timeline.pieces.len() as f32;
    let x_of = |index: usize| inner.left() + width * (index as f32 + 0.5);
    let limit = Stroke::new(1.0, palette.deviation.gamma_multiply(0.7));
    let ends = [pos2(inner.left(), y_of(LIMIT_SCORE)), pos2(inner.right(), y_of(LIMIT_SCORE))];
    ui.painter().extend(Shape::dashed_line(&ends, limit, 5.0, 5.0));
    let scored: Vec<_> =
        timeline.pieces.iter().enumerate().map(|(i, piece)| (x_of(i), piece.score)).collect();
    for run in scored.split(|(_, score)| score.is_none()) {
        let points: Vec<Pos2> = run.iter().filter_map(|(x, score)| Some(pos2(*x, y_of((*score)?)))).collect();
        let ground = palette.fine.gamma_multiply(0.12);
        let mut mesh = Mesh::default();
        for (index, at) in points.iter().enumerate() {
            mesh.colored_vertex(*at, ground);
            mesh.colored_vertex(pos2(at.x, inner.bottom()), ground);
            if index > 0 {
                let first = 2 * (index as u32 - 1);
                mesh.add_triangle(first, first + 1, first + 2);
                mesh.add_triangle(first + 1, first + 3, first + 2);
            }
        }
        ui.painter().add(mesh);
        ui.painter().line(points, Stroke::new(1.8, palette.fine));
    }
}

/// The posture as one band.
fn posture_ui(ui: &Ui, timeline: &Timeline, palette: Palette, bar: impl Fn(f32, f32) -> Rect) {
    let count = timeline.pieces.len() as f32;
    let mut from = 0;
    for run in timeline.pieces.chunk_by(|a, b| a.kind == b.kind) {
        let to = from + run.len();
        let rect = bar(from as f32 / count, to as f32 / count);
        from = to;
        let Some(piece) = run.first() else { continue };
        let faint = palette.unknown.gamma_multiply(0.55);
        match piece.kind {
            Kind::Good => ui.painter().rect_filled(rect, 2.0, palette.fine),
            // Lower than the good ones, so that no colour is needed to tell them apart.
            Kind::Found => {
                let low = rect.with_min_y(rect.top() + BAR_HEIGHT * 0.35);
                ui.painter().rect_filled(low, 2.0, palette.deviation)
            }
            Kind::Unknown => ui.painter().rect_stroke(rect, 2.0, Stroke::new(1.0, faint), StrokeKind::Inside),
            Kind::Away => {
                let line = Stroke::new(1.5, palette.text_weak.gamma_multiply(0.5));
                ui.painter().hline(rect.x_range(), rect.center().y, line)
            }
            Kind::Gap => continue,
        };
    }
}

/// What the user was told, and did.
fn marks_ui(ui: &Ui, timeline: &Timeline, palette: Palette, at: impl Fn(f32) -> Pos2) {
    let alerts = timeline.alerts.iter().map(|place| legend::triangle(at(*place), palette.deviation));
    let exercises = timeline.exercises.iter().map(|place| legend::diamond(at(*place), palette.fine));
    ui.painter().extend(alerts.chain(exercises));
}

/// The moment under the pointer, in words.
fn pointer_ui(response: eframe::egui::Response, timeline: &Timeline, plot: Rect, palette: Palette, ui: &Ui) {
    let Some(pointer) = response.hover_pos().filter(|pointer| plot.contains(*pointer)) else { return };
    let place = (pointer.x - plot.left()) / plot.width();
    let index = (place * timeline.pieces.len() as f32) as usize;
    let Some(piece) = timeline.pieces.get(index) else { return };
    let stroke = Stroke::new(1.0, palette.text.gamma_multiply(0.6));
    ui.painter().vline(pointer.x, plot.top()..=plot.bottom() - 20.0, stroke);
    let score =
        piece.score.map(|score| format!(" · {} {score:.0}", words("history-score"))).unwrap_or_default();
    let told = format!("{} · {}{score}", timeline.clock_at(place), piece.kind.name());
    response.on_hover_text_at_pointer(told);
}

/// What the colours, triangles and diamonds are.
pub(super) fn legend_ui(ui: &mut Ui, timeline: &Timeline) {
    let palette = Palette::of(ui);
    let faint = Stroke::new(1.0, palette.unknown.gamma_multiply(0.55));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::L, space::XS);
        for (kind, color, stroke) in [
            (Kind::Good, palette.fine, Stroke::NONE),
            (Kind::Found, palette.deviation, Stroke::NONE),
            (Kind::Unknown, Color32::TRANSPARENT, faint),
        ] {
            legend::entry_ui(ui, kind.name(), Mark::Square(color, stroke));
        }
        if !timeline.alerts.is_empty() {
            legend::entry_ui(ui, words("history-legend-alerts"), Mark::Triangle(palette.deviation));
        }
        if !timeline.exercises.is_empty() {
            legend::entry_ui(ui, words("history-legend-exercises"), Mark::Diamond(palette.fine));
        }
    });
}
