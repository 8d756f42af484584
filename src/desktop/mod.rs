//! What Sitwell has to do with the desktop besides its window: tray, notifications, the commands of other programs,
//! and starting with the session.

pub mod control;
pub mod notifications;
pub mod tray;
