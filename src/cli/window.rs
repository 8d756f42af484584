//! Opens the window.
use std::path::Path;
use super::PoseOptions;
pub(super) fn open(_source: &str, _profile: Option<&Path>, _pose: &PoseOptions) -> anyhow::Result<()> { Ok(()) }
