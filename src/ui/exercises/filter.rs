//! Which exercises the library shows.

use eframe::egui::{ComboBox, Role, Ui, WidgetInfo};

use crate::{
    care::{Effect, Exercise, Kit, Muscle, Need, Place},
    settings::CareSettings,
    text::{self, words, words_with},
};

/// The times to choose from, in seconds.
const TIMES_SECS: [u32; 3] = [60, 120, 300];
/// What exercises ask for; the rest is for massage.
const KIT: [Kit; 6] = [Kit::Wall, Kit::Doorway, Kit::Mat, Kit::Band, Kit::Ball, Kit::Roller];
/// What a page of exercises is searched for; a good night is a matter of habits.
const NEEDS: [Need; 14] = [
    Need::ForwardHead,
    Need::RoundedShoulders,
    Need::Slump,
    Need::TooClose,
    Need::HeadTilt,
    Need::ShoulderTilt,
    Need::LeaningIn,
    Need::Reclining,
    Need::LookingDown,
    Need::TurnedAway,
    Need::LongSitting,
    Need::Stiffness,
    Need::Stress,
    Need::Prevention,
];

/// What the user looks for; `None`: that does not matter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Filter {
    need: Option<Need>,
    kit: Option<KitChoice>,
    place: Option<Place>,
    at_most_secs: Option<u32>,
    muscle: Option<Muscle>,
}

/// What may be needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum KitChoice {
    /// What the settings say is there.
    AtHand,
    Nothing,
    With(Kit),
}

impl Filter {
    /// Only what answers this need.
    pub(super) fn for_need(need: Need) -> Self {
        Self { need: Some(need), ..Self::default() }
    }

    /// Only what works on this muscle.
    pub(super) fn for_muscle(muscle: Muscle) -> Self {
        Self { muscle: Some(muscle), ..Self::default() }
    }

    /// Whether an exercise is shown.
    pub(super) fn lets_through(&self, exercise: &Exercise, at_hand: &CareSettings) -> bool {
        let kit = |choice| match choice {
            KitChoice::AtHand => exercise.is_possible(&at_hand.kit, Place::Home),
            KitChoice::Nothing => exercise.kit.is_empty(),
            KitChoice::With(kit) => exercise.kit.contains(&kit),
        };
        let works_on = |muscle| exercise.muscles.contains(&muscle) || exercise.effect == Effect::Move;
        self.need.is_none_or(|need| exercise.needs.contains(&need))
            && self.kit.is_none_or(kit)
            && self.place.is_none_or(|place| exercise.place <= place)
            && self.at_most_secs.is_none_or(|secs| exercise.takes_secs <= secs)
            && self.muscle.is_none_or(works_on)
    }

    /// The choices, in as many lines as they need.
    pub(super) fn ui(&mut self, ui: &mut Ui) {
        let kit: Vec<_> =
            [KitChoice::AtHand, KitChoice::Nothing].into_iter().chain(KIT.map(KitChoice::With)).collect();
        ui.horizontal_wrapped(|ui| {
            choice_ui(ui, words("exercises-need"), &mut self.need, &NEEDS, |need| {
                text::need_name(need).to_owned()
            });
            choice_ui(ui, words("exercises-kit"), &mut self.kit, &kit, kit_choice_words);
            choice_ui(ui, words("exercises-place"), &mut self.place, &Place::ALL, |place| {
                text::place_name(place).to_owned()
            });
            choice_ui(ui, words("exercises-time"), &mut self.at_most_secs, &TIMES_SECS, |secs| {
                words_with("exercises-up-to", &[("minutes", (secs / 60).into())])
            });
            choice_ui(ui, words("exercises-muscle"), &mut self.muscle, &Muscle::ALL, |muscle| {
                text::muscle_name(muscle).to_owned()
            });
            if *self != Self::default() && ui.button(words("exercises-clear")).clicked() {
                *self = Self::default();
            }
        });
    }
}

fn kit_choice_words(choice: KitChoice) -> String {
    match choice {
        KitChoice::AtHand => words("exercises-at-hand").to_owned(),
        KitChoice::Nothing => words("exercises-nothing-needed").to_owned(),
        KitChoice::With(kit) => text::capitalised(text::kit_name(kit)),
    }
}

/// One choice: its name and what is chosen stand on the button itself.
fn choice_ui<T: Copy + PartialEq>(
    ui: &mut Ui,
    name: &'static str,
    chosen: &mut Option<T>,
    options: &[T],
    option_words: impl Fn(T) -> String,
) {
    let value = chosen.map_or_else(|| words("exercises-any").to_owned(), &option_words);
    let shown = words_with("exercises-choice", &[("name", name.into()), ("value", value.into())]);
    let choice = ComboBox::from_id_salt(name).selected_text(&shown).width(0.0).show_ui(ui, |ui| {
        ui.selectable_value(chosen, None, words("exercises-any"));
        for option in options {
            ui.selectable_value(chosen, Some(*option), option_words(*option));
        }
    });
    choice.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, &shown));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::care::Catalogue;

    fn shown(filter: Filter, at_hand: &CareSettings) -> Vec<String> {
        let exercises = Catalogue::built_in().expect("built in").exercises;
        exercises.into_iter().filter(|it| filter.lets_through(it, at_hand)).map(|it| it.id).collect()
    }

    #[test]
    fn every_choice_leaves_something_and_something_out() {
        let at_hand = CareSettings::default();
        let all = shown(Filter::default(), &at_hand).len();
        let filters = NEEDS.map(Filter::for_need).into_iter().chain(Muscle::ALL.map(Filter::for_muscle));
        let kit = KIT.map(|kit| Filter { kit: Some(KitChoice::With(kit)), ..Filter::default() });
        let times = TIMES_SECS.map(|secs| Filter { at_most_secs: Some(secs), ..Filter::default() });
        for filter in filters.chain(kit).chain(times) {
            assert!((1..all).contains(&shown(filter, &at_hand).len()), "{filter:?}");
        }
    }

    #[test]
    fn what_is_at_hand_is_what_the_settings_say() {
        let filter = Filter { kit: Some(KitChoice::AtHand), ..Filter::default() };
        let without = shown(filter, &CareSettings { kit: Vec::new(), ..CareSettings::default() });
        assert!(!without.contains(&"band_pull_apart".to_owned()));
        let with_band = shown(filter, &CareSettings { kit: vec![Kit::Band], ..CareSettings::default() });
        assert!(with_band.contains(&"band_pull_apart".to_owned()));
    }

    #[test]
    fn at_the_desk_leaves_out_what_needs_the_floor() {
        let filter = Filter { place: Some(Place::Desk), ..Filter::default() };
        let shown = shown(filter, &CareSettings::default());
        assert!(shown.contains(&"chin_tuck".to_owned()) && !shown.contains(&"thoracic_opener".to_owned()));
    }
}
