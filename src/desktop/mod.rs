//! What Sitwell has to do with the desktop besides its window: tray, notifications, the commands of other programs,
//! and starting with the session.

pub mod autostart;
pub mod control;
pub mod notifications;
pub mod screen_edge;
pub mod tray;
