#![allow(missing_docs, clippy::all, clippy::pedantic, reason = "to be replaced")]
use super::*;
use crate::posture::Neutral;
pub struct Alerts;
impl Alerts {
    pub fn new(_: AlertSettings) -> Self {
        Self
    }
    pub fn set_settings(&mut self, _: AlertSettings) {}
    pub fn set_neutral(&mut self, _: Option<&Neutral>) {}
    pub fn step(&mut self, _: &Moment<'_>) -> Vec<AlertEvent> {
        Vec::new()
    }
    pub fn snooze(&mut self, _: Mono, _: f64) {}
    pub fn unsnooze(&mut self) {}
    pub fn snoozed_until(&self) -> Option<Mono> {
        None
    }
    pub fn was_wrong(&mut self, _: Mono, _: u64) {}
    pub fn recalibrated(&mut self, _: Mono) {}
    pub fn attention(&self) -> Option<Deviation> {
        None
    }
    pub fn needs_recalibration(&self) -> Option<Mono> {
        None
    }
    pub fn is_away(&self) -> Option<Mono> {
        None
    }
}
