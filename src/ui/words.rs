//! The labels of the exercises.

pub(in crate::ui) const CARE: &str = "What helps";
pub(in crate::ui) const CARE_NOTHING: &str =
    "Nothing in particular now. Move every 30 to 60 minutes: variety beats a perfect posture.";
