//! The desktop around Sitwell: what it tells, and what Sitwell shows there.

pub mod monitors;
pub mod surroundings;
