//! How the camera can tell that an exercise is being done.

use serde::{Deserialize, Serialize};

/// What the coach looks for while an exercise is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// The head glides back level, is held, and comes forward again.
    ChinTuck,
    /// The shoulders go round: up, back and down.
    ShoulderRolls,
    /// The shoulders go back and stay down.
    ShoulderBladeSqueeze,
    /// The wrists go apart with straight elbows.
    BandPullApart,
    /// The wrists slide from shoulder height to overhead, both sides alike.
    WallAngels,
    /// The arms make a Y and a W in turn, standing.
    YAndW,
    /// The forearms stay on a door's frame; mostly out of the picture, and then a timer.
    DoorframeStretch,
    /// One arm lies across the chest.
    ArmAcrossChest,
    /// The head is tilted to a side, the shoulders level.
    UpperTrapeziusStretch,
    /// The head is turned and nodded towards an armpit.
    LevatorScapulaeStretch,
    /// The breath is slow, and the shoulders hardly rise.
    Breathing,
    /// Nothing can be seen: time alone.
    Timer,
    /// Being out of the picture.
    Away,
    /// Nothing at all: the user says that it was done.
    Log,
}
