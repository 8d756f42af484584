//! The desktop around Sitwell: what it tells, and what Sitwell shows there.

pub mod autostart;
pub mod control;
pub mod monitors;
pub mod notifications;
pub mod screen_edge;
pub mod surroundings;
pub mod tray;
