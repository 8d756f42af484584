//! Opens the window.
use super::PoseOptions;
use std::path::Path;
pub(super) fn open(_source: &str, _profile: Option<&Path>, _pose: &PoseOptions) -> anyhow::Result<()> {
    Ok(())
}
