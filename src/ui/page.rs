//! The pages of the window, and what each of them is given to draw.

use super::theme::icons;
use crate::{
    care::{Catalogue, Situation},
    engine::{Command, Monitor, Snapshot},
    store::Store,
    text::words,
};

/// A page of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Page {
    /// How the user sits now.
    #[default]
    Live,
    /// All exercises, and the one that is being done.
    Exercises,
    /// Days, weeks and months.
    History,
    /// How the user feels.
    Feelings,
    /// What the user may choose.
    Settings,
    /// What the program can and cannot see, questions, red flags, about.
    Help,
    /// The guided calibration; reached from the live page.
    Calibration,
}

impl Page {
    /// Every page.
    pub const ALL: [Self; 7] = [
        Self::Live,
        Self::Exercises,
        Self::History,
        Self::Feelings,
        Self::Settings,
        Self::Help,
        Self::Calibration,
    ];

    /// Those that the navigation shows, in its order.
    pub(in crate::ui) const IN_NAVIGATION: [Self; 6] =
        [Self::Live, Self::Exercises, Self::History, Self::Feelings, Self::Settings, Self::Help];

    /// Its name.
    pub fn name(self) -> &'static str {
        words(match self {
            Self::Live => "page-live",
            Self::Exercises => "page-exercises",
            Self::History => "page-history",
            Self::Feelings => "page-feelings",
            Self::Settings => "page-settings",
            Self::Help => "page-help",
            Self::Calibration => "page-calibration",
        })
    }

    /// Its icon.
    pub(in crate::ui) fn icon(self) -> &'static str {
        match self {
            Self::Live => icons::LIVE,
            Self::Exercises => icons::EXERCISES,
            Self::History => icons::HISTORY,
            Self::Feelings => icons::FEELINGS,
            Self::Settings => icons::SETTINGS,
            Self::Help => icons::HELP,
            Self::Calibration => icons::CALIBRATE,
        }
    }
}

/// What a page is given to draw, and where it says which page comes next.
pub(in crate::ui) struct Scene<'a> {
    pub(in crate::ui) snapshot: &'a Snapshot,
    pub(in crate::ui) catalogue: &'a Catalogue,
    /// What exercises are chosen from.
    pub(in crate::ui) situation: &'a Situation,
    /// What was recorded, and where to record what the user tells. It reads from a disk: not while a picture is drawn.
    pub(in crate::ui) store: &'a Store,
    monitor: &'a dyn Monitor,
    /// The page to go to after this picture.
    pub(in crate::ui) next: Option<Next>,
    /// The id of the exercise that has just been done.
    pub(in crate::ui) done: Option<String>,
    /// What the user has just answered about a condition of the spine.
    pub(in crate::ui) spinal_condition: Option<bool>,
}

/// Where a page sends the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::ui) enum Next {
    /// To this page.
    Page(Page),
    /// To the exercise of this key, ready to begin.
    Exercise(String),
    /// To the red flags, over the present page.
    RedFlags,
    /// To the tour, over the present page.
    Tour,
    /// To what the program is made of, over the present page.
    About,
}

impl<'a> Scene<'a> {
    pub(in crate::ui) fn new(
        snapshot: &'a Snapshot,
        catalogue: &'a Catalogue,
        situation: &'a Situation,
        store: &'a Store,
        monitor: &'a dyn Monitor,
    ) -> Self {
        Self {
            snapshot,
            catalogue,
            situation,
            store,
            monitor,
            next: None,
            done: None,
            spinal_condition: None,
        }
    }

    /// The same about another moment.
    pub(in crate::ui) fn of<'b>(&'b self, snapshot: &'b Snapshot) -> Scene<'b> {
        Scene::new(snapshot, self.catalogue, self.situation, self.store, self.monitor)
    }

    /// Asks the engine for something.
    pub(in crate::ui) fn send(&self, command: Command) {
        self.monitor.send(command);
    }
}
