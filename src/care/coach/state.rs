//! What the coach tells at one moment.

use serde::Serialize;

use crate::posture::Reading;

/// The user's own side: the arm that works, or where the head goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Side {
    Left,
    Right,
}

impl Side {
    /// The one across.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
        }
    }
}

/// What to do differently, or what is going on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Hint {
    /// Sit still for a moment, so that there is something to compare with.
    HoldStill,
    /// The face is nodded; it stays level.
    DoNotNod,
    /// The face is turned; it looks ahead.
    LookAhead,
    /// The shoulders were lifted.
    ShouldersDown,
    /// One shoulder was lifted, or the trunk leans to the side.
    ShouldersLevel,
    /// The whole trunk moved, where only a part of it should.
    TrunkStill,
    /// The movement stopped half-way.
    Further,
    /// Further than is good for the neck.
    NotSoFar,
    /// The end of the movement was left too early.
    HoldLonger,
    /// The movement was too fast.
    Slower,
    /// The end was reached; the way back has not begun.
    ComeBack,
    /// The shoulders went up and down and not round.
    MakeCircles,
    /// The other side is meant.
    OtherSide,
    /// Only one arm moved.
    BothArms,
    /// The elbows are to be straight.
    StraightenElbows,
    /// The elbow hangs below the shoulder.
    LiftElbow,
    /// The hand belongs on the head.
    HandOnHead,
    /// The user sits before the camera, and should stand at the door.
    GoToTheDoor,
    /// The user is still in the picture, and should walk.
    WalkAway,
    /// The camera cannot tell this movement from stillness here; the user says what was done.
    TooFaint,
}

impl Hint {
    /// Every hint, in the order of declaration.
    pub const ALL: [Self; 20] = [
        Self::HoldStill,
        Self::DoNotNod,
        Self::LookAhead,
        Self::ShouldersDown,
        Self::ShouldersLevel,
        Self::TrunkStill,
        Self::Further,
        Self::NotSoFar,
        Self::HoldLonger,
        Self::Slower,
        Self::ComeBack,
        Self::MakeCircles,
        Self::OtherSide,
        Self::BothArms,
        Self::StraightenElbows,
        Self::LiftElbow,
        Self::HandOnHead,
        Self::GoToTheDoor,
        Self::WalkAway,
        Self::TooFaint,
    ];

    /// The key of its words.
    pub fn key(self) -> &'static str {
        match self {
            Self::HoldStill => "hold-still",
            Self::DoNotNod => "do-not-nod",
            Self::LookAhead => "look-ahead",
            Self::ShouldersDown => "shoulders-down",
            Self::ShouldersLevel => "shoulders-level",
            Self::TrunkStill => "trunk-still",
            Self::Further => "further",
            Self::NotSoFar => "not-so-far",
            Self::HoldLonger => "hold-longer",
            Self::Slower => "slower",
            Self::ComeBack => "come-back",
            Self::MakeCircles => "make-circles",
            Self::OtherSide => "other-side",
            Self::BothArms => "both-arms",
            Self::StraightenElbows => "straighten-elbows",
            Self::LiftElbow => "lift-elbow",
            Self::HandOnHead => "hand-on-head",
            Self::GoToTheDoor => "go-to-the-door",
            Self::WalkAway => "walk-away",
            Self::TooFaint => "too-faint",
        }
    }
}

/// Where the exercise stands. All times in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Take your place.
    GetReady {
        /// Until it begins at the earliest.
        remaining_secs: f64,
    },
    /// Do the movement.
    Move,
    /// Stay at the end of it.
    Hold {
        /// So far.
        secs: f64,
        /// Wanted.
        wanted_secs: f64,
    },
    /// Let the time run.
    Timer {
        /// So far.
        secs: f64,
        /// Wanted.
        wanted_secs: f64,
    },
    /// Breathe by the guide.
    Breathe {
        /// In, or else out.
        is_in: bool,
        /// Of this half of the breath, 0 to 1.
        progress: f32,
        /// Of the whole, so far.
        secs: f64,
        /// Of the whole, wanted.
        wanted_secs: f64,
    },
    /// Pause between two rounds.
    Rest {
        /// Until the next.
        remaining_secs: f64,
    },
    /// It is over.
    Done,
}

/// What the coach tells at one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct CoachState {
    /// The id of the exercise, such as `chin_tuck`.
    pub exercise: String,
    /// Where it stands.
    pub phase: Phase,
    /// Whether the user paused it.
    pub is_paused: bool,
    /// Repetitions of this round and side that are done.
    pub repetition: u32,
    /// Repetitions of this round and side that are wanted; 1 where a stretch is held or a time runs.
    pub wanted: u32,
    /// The side, where it is done on both.
    pub side: Option<Side>,
    /// The round, from 1, and how many there are.
    pub round: [u32; 2],
    /// How far the present movement is, 0 to 1; 0 where there is none to see.
    pub reach: f32,
    /// What to do differently.
    pub hint: Option<Hint>,
    /// Whether what is needed can be seen now, or why not. Known as well where nothing needs to be seen.
    pub seen: Reading<()>,
    /// What is done so far, over all rounds and sides.
    pub outcome: Outcome,
}

/// What was done of an exercise.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Outcome {
    /// The id of the exercise, such as `chin_tuck`.
    pub exercise: String,
    /// How long it took, pauses left out, in seconds.
    pub secs: f64,
    /// Repetitions that were done; for stretches and times, the seconds.
    pub counted: u32,
    /// Repetitions or seconds that were wanted.
    pub wanted: u32,
    /// Whether the camera saw all that was counted; otherwise the user told so, or a clock ran.
    pub is_seen: bool,
    /// Of what was counted, the left and the right side's, where it is done on both.
    pub sides: Option<[u32; 2]>,
}
