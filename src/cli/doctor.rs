//! `sitwell doctor`
use super::PoseOptions;
pub(super) fn run(_pose: &PoseOptions) -> anyhow::Result<()> {
    Ok(())
}
