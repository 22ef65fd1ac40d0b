//! One section in the course of a run: what was planned, what has been used, and which bells ring on the way.

use super::{Length, Section};
use serde::{Deserialize, Serialize};

/// A section in the course of a run. Times of day are milliseconds since 1970.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    pub title: String,
    pub planned: Length,
    /// What was given on top.
    pub added: Length,
    /// Milliseconds that have run.
    pub used: u64,
    /// Milliseconds during which the section stood still.
    pub paused: u64,
    pub started: Option<i64>,
    pub ended: Option<i64>,
}

/// Minutes before a section's end at which a bell rings, beside the end itself.
const BELLS: [u32; 3] = [1, 5, 10];

impl Part {
    pub fn new(section: &Section) -> Part {
        Part {
            title: section.title.clone(),
            planned: section.length,
            added: Length::default(),
            used: 0,
            paused: 0,
            started: None,
            ended: None,
        }
    }

    /// Milliseconds that the section takes, with what was given on top.
    pub fn length(&self) -> u64 {
        self.planned.millis() + self.added.millis()
    }

    /// Milliseconds that are left.
    pub fn left(&self) -> u64 {
        self.length().saturating_sub(self.used)
    }

    /// Gives another minute, up to a day.
    pub fn lengthen(&mut self) {
        self.added = Length::of_seconds(self.added.seconds() + 60);
    }

    pub fn enter(&mut self, wall: i64) {
        self.started.get_or_insert(wall);
        self.ended = None;
    }

    pub fn leave(&mut self, wall: i64) {
        self.ended = Some(wall);
    }

    /// Uses some of what is left, and gives the bell that rings meanwhile, in minutes before the end: the last, where
    /// so much was used that several were passed. A section that is no longer than that has no such bell.
    pub fn spend(&mut self, millis: u64) -> Option<u32> {
        let before = self.left();
        self.used += millis.min(before);
        let is_passed = |minutes: u32| {
            let bell = Length::of_minutes(minutes).millis();
            bell < self.length() && before > bell && self.left() <= bell
        };
        BELLS.into_iter().find(|minutes| is_passed(*minutes))
    }
}
