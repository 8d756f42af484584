//! The muscles that are shown on the body picture.

use serde::{Deserialize, Serialize};

/// A muscle, or a group of muscles, that an exercise works on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are those of anatomy")]
pub enum Muscle {
    UpperTrapezius,
    MiddleTrapezius,
    LowerTrapezius,
    Rhomboids,
    LevatorScapulae,
    Infraspinatus,
    PosteriorDeltoid,
    ErectorSpinae,
    LatissimusDorsi,
    Pectorals,
    Suboccipitals,
    DeepNeckFlexors,
    Intercostals,
}

impl Muscle {
    /// Every muscle, in the order of declaration.
    pub const ALL: [Self; 13] = [
        Self::UpperTrapezius,
        Self::MiddleTrapezius,
        Self::LowerTrapezius,
        Self::Rhomboids,
        Self::LevatorScapulae,
        Self::Infraspinatus,
        Self::PosteriorDeltoid,
        Self::ErectorSpinae,
        Self::LatissimusDorsi,
        Self::Pectorals,
        Self::Suboccipitals,
        Self::DeepNeckFlexors,
        Self::Intercostals,
    ];

    /// The key in the care files, in file names and in words: `upper_trapezius`.
    pub fn key(self) -> &'static str {
        match self {
            Self::UpperTrapezius => "upper_trapezius",
            Self::MiddleTrapezius => "middle_trapezius",
            Self::LowerTrapezius => "lower_trapezius",
            Self::Rhomboids => "rhomboids",
            Self::LevatorScapulae => "levator_scapulae",
            Self::Infraspinatus => "infraspinatus",
            Self::PosteriorDeltoid => "posterior_deltoid",
            Self::ErectorSpinae => "erector_spinae",
            Self::LatissimusDorsi => "latissimus_dorsi",
            Self::Pectorals => "pectorals",
            Self::Suboccipitals => "suboccipitals",
            Self::DeepNeckFlexors => "deep_neck_flexors",
            Self::Intercostals => "intercostals",
        }
    }
}
