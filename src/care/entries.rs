//! What stands in `assets/care/*.toml`: data alone. The words stand in `assets/text`, under the ids.
//!
//! The build reads the files with these same types and refuses what is wrong in them.

use serde::{Deserialize, Serialize};

use super::{check::Check, dose::Dose, muscle::Muscle, need::Need};

/// One exercise.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exercise {
    /// The key, such as `chin_tuck`.
    pub id: String,
    /// What it answers; what it fits best comes first.
    #[serde(rename = "for")]
    pub needs: Vec<Need>,
    /// What it does to them; its place in a routine follows from that.
    pub effect: Effect,
    /// The muscles it works on, the foremost first; none: the whole body.
    pub muscles: Vec<Muscle>,
    /// How often and how long.
    pub dose: Dose,
    /// How long its smallest dose takes, rests included, in seconds.
    pub takes_secs: u32,
    /// Any one of these is needed; empty: nothing is.
    pub kit: Vec<Kit>,
    /// Where it can be done.
    pub place: Place,
    /// How the camera can tell that it is being done.
    pub check: Check,
    /// The red flags that withhold it; those that ask for help at once withhold everything.
    pub withheld_by: Vec<String>,
}

/// What an exercise does, in the order in which a routine goes through them: loosen first, so that the muscles are warm;
/// strengthen while they are fresh; stretch the tired ones; breathe to end at rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Effect {
    Loosen,
    Strengthen,
    Stretch,
    Breathe,
    /// The whole body; no part of a routine at the desk.
    Move,
}

/// What may be needed, in the order in which it is likely to be at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Kit {
    Wall,
    Doorway,
    /// Or a bench.
    Mat,
    Band,
    /// A massage or lacrosse ball; two in a sock are a double one.
    Ball,
    Roller,
    /// A pad or a compress.
    Heat,
    /// A cane with knobs that reaches one's own back.
    Cane,
    /// A firm knob, like an elbow, for wall or floor.
    Knob,
    /// A cradle for the base of the skull and the tops of the shoulders.
    Cradle,
    MassageGun,
}

impl Kit {
    /// Everything, in the order of declaration.
    pub const ALL: [Self; 11] = [
        Self::Wall,
        Self::Doorway,
        Self::Mat,
        Self::Band,
        Self::Ball,
        Self::Roller,
        Self::Heat,
        Self::Cane,
        Self::Knob,
        Self::Cradle,
        Self::MassageGun,
    ];

    /// The key in the care files, in the settings and in words: `massage_gun`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Wall => "wall",
            Self::Doorway => "doorway",
            Self::Mat => "mat",
            Self::Band => "band",
            Self::Ball => "ball",
            Self::Roller => "roller",
            Self::Heat => "heat",
            Self::Cane => "cane",
            Self::Knob => "knob",
            Self::Cradle => "cradle",
            Self::MassageGun => "massage_gun",
        }
    }
}

/// Where something can be done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// At the desk or beside it, also where others look on; and so at home as well.
    #[default]
    Desk,
    /// Where one has the floor to oneself.
    Home,
}

impl Place {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Desk, Self::Home];

    /// The key in the care files, in the settings and in words.
    pub fn key(self) -> &'static str {
        match self {
            Self::Desk => "desk",
            Self::Home => "home",
        }
    }
}

/// A way to massage or warm oneself. It never stands alone: a movement follows.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Massage {
    /// The key, such as `ball`.
    pub id: String,
    /// Any one of these is needed.
    pub kit: Vec<Kit>,
    /// Where it can be done.
    pub place: Place,
    /// The muscles it reaches; none: any that is tight.
    pub muscles: Vec<Muscle>,
    /// How long on one spot.
    pub dose: Dose,
    /// The id of the exercise to go on with.
    pub then: String,
    /// The red flags that withhold it; those that ask for help at once withhold everything.
    pub withheld_by: Vec<String>,
}

/// What to change at the desk or in the day.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Habit {
    /// The key, such as `screen_height`.
    pub id: String,
    /// What it answers, the foremost first.
    #[serde(rename = "for")]
    pub needs: Vec<Need>,
    /// How often, where that is known.
    pub dose: Option<Dose>,
    /// The ids of the exercises that go with it.
    pub exercises: Vec<String>,
}

/// Why an upper back or a neck may ache.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cause {
    /// The key, such as `muscle_imbalance`.
    pub id: String,
    /// What Sitwell can do about it; none: that is for a professional.
    #[serde(rename = "for")]
    pub needs: Vec<Need>,
    /// The muscles it shows in.
    pub muscles: Vec<Muscle>,
}

/// What is told about a muscle.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MuscleEntry {
    /// Which.
    pub id: Muscle,
    /// What desk work tends to do to it.
    pub tends_to: Tendency,
}

/// What desk work tends to do to a muscle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tendency {
    /// It tightens: stretch and loosen it.
    Tighten,
    /// It loses strength: train it.
    Weaken,
}

/// When a program is the wrong place to look for help.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RedFlag {
    /// The key, such as `chest_pain`.
    pub id: String,
    /// How soon to see a professional.
    pub urgency: Urgency,
}

/// How soon to see a professional.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Urgency {
    /// Now; until then nothing is suggested.
    AtOnce,
    /// Before going on.
    Soon,
}

/// What people ask; answered in the help.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The key, such as `sleeping_position`.
    pub id: String,
}

/// `exercises.toml`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ExerciseFile {
    pub(super) exercise: Vec<Exercise>,
}

/// `massage.toml`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MassageFile {
    pub(super) massage: Vec<Massage>,
}

/// `habits.toml`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HabitFile {
    pub(super) habit: Vec<Habit>,
}

/// `causes.toml`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CauseFile {
    pub(super) cause: Vec<Cause>,
}

/// `muscles.toml`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MuscleFile {
    pub(super) muscle: Vec<MuscleEntry>,
}

/// `red_flags.toml`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RedFlagFile {
    pub(super) red_flag: Vec<RedFlag>,
}

/// `questions.toml`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct QuestionFile {
    pub(super) question: Vec<Question>,
}
