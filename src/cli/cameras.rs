//! `sitwell cameras`
pub(super) fn list() -> anyhow::Result<()> {
    Ok(())
}
