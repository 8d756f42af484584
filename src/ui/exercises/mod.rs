//! The page of the exercises: what fits now, the library, one exercise in full, routines, self-massage, habits and causes.

mod detail;
mod doing;
mod filter;
mod library;
mod red_flags;
mod routines;
mod shelves;
mod spine_question;
mod suggestion;

use eframe::egui::{Key, Modifiers, ScrollArea, Ui, UiBuilder};

pub(super) use self::{detail::steps_ui, red_flags::red_flags_dialog_ui, suggestion::Suggested};

use self::{doing::Doing, filter::Filter};
use super::{
    page::{Next, Page, Scene},
    theme::{self, space},
};
use crate::{
    care::{Length, Muscle, Need},
    text::words,
};

/// The widest that the page grows, in points: beyond it the eye has to wander.
const PAGE_WIDTH: f32 = 1180.0;

/// The page.
#[derive(Default)]
pub(super) struct ExercisesPage {
    shelf: Shelf,
    /// What lies open over the shelf.
    open: Option<Open>,
    /// What is being done, over everything else.
    doing: Option<Doing>,
    filter: Filter,
    suggested: Suggested,
    /// Whether what is open has just been opened, and is to be seen from its beginning.
    is_new: bool,
}

/// What the page shows a list of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
enum Shelf {
    #[default]
    Exercises,
    Massage,
    Habits,
    Causes,
}

impl Shelf {
    const ALL: [Self; 4] = [Self::Exercises, Self::Massage, Self::Habits, Self::Causes];

    fn name(self) -> &'static str {
        words(match self {
            Self::Exercises => "exercises-all",
            Self::Massage => "exercises-massage",
            Self::Habits => "exercises-habits",
            Self::Causes => "exercises-causes",
        })
    }
}

/// What is shown in full.
enum Open {
    /// The exercise of this id.
    Exercise(String),
    /// The routine of this length.
    Routine(Length),
}

/// Where a part of the page leads to.
enum Lead {
    Open(Open),
    /// Back to the shelf.
    Back,
    /// To the exercises that answer this.
    Need(Need),
    /// To the exercises that work on this.
    Muscle(Muscle),
    RedFlags,
    /// To do the exercises of these ids, one after the other.
    Start(Vec<String>),
}

impl ExercisesPage {
    /// Shows an exercise, ready to begin.
    pub(super) fn open(&mut self, id: String) {
        self.doing = None;
        self.follow(Lead::Open(Open::Exercise(id)));
    }

    /// The page is left, and with it what is being done; whether something was.
    pub(super) fn leave(&mut self) -> bool {
        self.doing.take().is_some()
    }

    /// Draws the page.
    pub(super) fn ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        if let Some(doing) = &mut self.doing {
            if doing.ui(ui, scene).is_some() {
                self.doing = None;
            }
            return;
        }
        let mut area = ScrollArea::vertical().auto_shrink(false).id_salt((self.shelf, self.open.is_some()));
        if std::mem::take(&mut self.is_new) {
            area = area.vertical_scroll_offset(0.0);
        }
        // A list stays where it was while something lies open over it.
        let lead = area.show(ui, |ui| centred(ui, |ui| self.contents_ui(ui, scene))).inner;
        match lead {
            Some(Lead::RedFlags) => scene.next = Some(Next::RedFlags),
            Some(lead) => self.follow(lead),
            None => {}
        }
    }

    fn follow(&mut self, lead: Lead) {
        match lead {
            Lead::Open(open) => {
                self.open = Some(open);
                self.is_new = true;
            }
            Lead::Start(ids) => self.doing = Some(Doing::new(ids)),
            Lead::Back => self.open = None,
            Lead::Need(need) => self.show_exercises(Filter::for_need(need)),
            Lead::Muscle(muscle) => self.show_exercises(Filter::for_muscle(muscle)),
            Lead::RedFlags => {}
        }
    }

    fn show_exercises(&mut self, filter: Filter) {
        self.filter = filter;
        self.shelf = Shelf::Exercises;
        self.open = None;
        self.is_new = true;
    }

    fn contents_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) -> Option<Lead> {
        ui.spacing_mut().item_spacing.y = space::M;
        // A dialog over the page closes first.
        let is_on_top = ui.memory(|memory| memory.top_modal_layer().is_none());
        let leaves = |ui: &mut Ui| ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        if self.open.is_some() && is_on_top && leaves(ui) {
            self.open = None;
        }
        match &self.open {
            Some(Open::Exercise(id)) => match scene.catalogue.exercise(id) {
                Some(exercise) => detail::ui(ui, exercise, scene),
                None => Some(Lead::Back),
            },
            Some(Open::Routine(length)) => routines::ui(ui, *length, scene),
            None => self.shelf_ui(ui, scene),
        }
    }

    fn shelf_ui(&mut self, ui: &mut Ui, scene: &Scene<'_>) -> Option<Lead> {
        let mut lead = None;
        ui.horizontal_wrapped(|ui| {
            ui.label(theme::title(Page::Exercises.name()));
            ui.add_space(space::S);
            if ui.link(words("red-flags-link")).clicked() {
                lead = Some(Lead::RedFlags);
            }
        });
        let suggested = self.suggested.cards_ui(ui, scene);
        ui.add_space(space::XS);
        ui.horizontal_wrapped(|ui| {
            for shelf in Shelf::ALL {
                ui.selectable_value(&mut self.shelf, shelf, shelf.name());
            }
        });
        let chosen = match self.shelf {
            Shelf::Exercises => library::ui(ui, &mut self.filter, scene),
            Shelf::Massage => shelves::massage_ui(ui, scene),
            Shelf::Habits => shelves::habits_ui(ui, scene.catalogue),
            Shelf::Causes => shelves::causes_ui(ui, scene.catalogue),
        };
        ui.add_space(space::L);
        chosen.or(suggested).or(lead)
    }
}

/// A column in the middle of the room, with the scroll bar's room left over.
fn centred<R>(ui: &mut Ui, add_contents: impl FnOnce(&mut Ui) -> R) -> R {
    let room = ui.available_rect_before_wrap();
    let width = (room.width() - space::M).min(PAGE_WIDTH);
    let left = room.left() + (room.width() - space::M - width) / 2.0;
    let column = room.with_min_x(left).with_max_x(left + width);
    let column = ui.scope_builder(UiBuilder::new().max_rect(column), add_contents);
    ui.advance_cursor_after_rect(column.response.rect);
    column.inner
}
