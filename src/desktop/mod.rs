//! The desktop around Sitwell: what it tells (session, battery, monitors), and what Sitwell shows and answers there
//! (tray, notifications, the commands of other programs), and starting with the session.

pub mod autostart;
pub mod control;
pub mod monitors;
pub mod motion;
pub mod notifications;
pub mod screen_edge;
pub mod surroundings;
pub mod tray;
