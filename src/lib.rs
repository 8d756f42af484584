//! # Sitwell: the map of the house
//!
//! Everything flows one way:
//!
//! ```text
//! source -> Frame -> estimator -> Pose -> posture -> Measurements -> Assessment -> { cli, ui }
//! ```
//!
//! | room | what it knows |
//! |---|---|
//! | [`time`] | monotonic seconds and the clock; nobody else asks the system for the time |
//! | [`frame`] | one picture and the moment it was taken |
//! | [`source`] | where frames come from: webcam, pictures, video, standard input |
//! | [`estimator`] | from a frame to the keypoints of one person, by an ONNX model |
//! | [`posture`] | pure: from keypoints to measurements, findings and a state, against a neutral |
//! | [`care`] | pure: the exercises, and which one fits a finding |
//! | [`alerts`] | pure: when the user is told something, how loudly and how often |
//! | [`desktop`] | what the desktop around Sitwell tells, and what is shown there |
//! | [`engine`] | the threads that join the above, and what they tell the window |
//! | [`ui`] | the egui window; draws what the engine tells, decides nothing |
//! | [`evaluate`] | a graded set of pictures, the truth about them, and how good the measurements are |
//! | [`profile`] | the user's calibrations as files, one for every camera and desk |
//! | [`settings`] | what the user may choose, as a file |
//! | [`store`] | what is kept of every session, in one file of the user's |
//! | [`small_file`] | how those files are read, written and set aside, so that nothing is lost |
//! | [`app`] | engine, desktop and window, joined to the program that runs all day |
//! | [`cli`] | the command line |
//! | [`sign`] | Sitwell's sign, for the window, the tray and the desktop's menus |
//! | [`text`] | every word that a user reads, in every language |
//!
//! `docs/ARCHITECTURE.md` argues why.

pub mod alerts;
pub mod app;
pub mod care;
pub mod cli;
pub mod desktop;
pub mod engine;
pub mod estimator;
pub mod evaluate;
pub mod frame;
pub mod posture;
pub mod profile;
pub mod report;
pub mod settings;
pub mod sign;
pub mod small_file;
pub mod source;
pub mod store;
pub mod text;
pub mod time;
pub mod ui;
