//! The countdown: moments and keys in, events and frames out.

use super::run::{Event, Happened, Phase, Run};
use super::{Key, Length, Moment, Section};

/// The clock on the wall is believed where it went on by more than this beyond the machine's own, which stands still
/// while the machine sleeps. Less than that is how clocks differ.
const MOST_DRIFT: u64 = 2_000;

/// How long a bell is seen.
const MARK: u64 = 10_000;

/// A countdown that is under way.
#[derive(Clone, Debug)]
pub struct Countdown {
    pub(super) run: Run,
    pub(super) now: Moment,
    /// The last bell, and for how many milliseconds more it is seen.
    pub(super) mark: Option<(Event, u64)>,
    /// Something to know; the next key takes it away.
    pub(super) note: Option<String>,
    /// Whether it has been asked if this is the end.
    pub(super) is_asking: bool,
}

/// How a countdown ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// It is done, and nothing is to be kept.
    Done,
    /// It was stopped in the midst, and may go on later.
    Stopped,
}

/// What came of a step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Step {
    pub events: Vec<Event>,
    /// Whether the run took a turn that time alone does not bring, and is to be written down.
    pub is_changed: bool,
    pub ending: Option<Ending>,
}

impl Countdown {
    /// Starts with the first of some sections, of which there is at least one.
    pub fn start(sections: &[Section], now: Moment) -> Countdown {
        Countdown::of(Run::new(sections, now.wall), now)
    }

    /// Goes on with a run that was kept. What the clock on the wall says has gone by since counts; a clock that was set
    /// back says nothing.
    pub fn resume(run: Run, now: Moment) -> (Countdown, Step) {
        let away = u64::try_from(now.wall.saturating_sub(run.seen)).unwrap_or(0);
        let mut countdown = Countdown::of(run, now);
        countdown.run.take_up();
        let events = countdown.run.advance(away, now.wall);
        (countdown, Step { events, is_changed: true, ending: None })
    }

    fn of(run: Run, now: Moment) -> Countdown {
        Countdown { run, now, mark: None, note: None, is_asking: false }
    }

    /// Lets time go by up to a moment, then does what a key says.
    pub fn step(&mut self, now: Moment, key: Option<Key>) -> Step {
        let events = self.pass(now);
        let before = self.run.clone();
        let ending = key.and_then(|key| self.press(key));
        if ending.is_some() {
            self.run.end();
        }
        let has_run_out = events.iter().any(|event| matches!(event, Event::RanOut { .. } | Event::Slept(_)));
        Step { is_changed: has_run_out || before != self.run, events, ending }
    }

    /// The run as it is, to be kept.
    pub fn run(&self) -> &Run {
        &self.run
    }

    /// Whether the last section has run out.
    pub fn is_over(&self) -> bool {
        self.run.phase == Phase::Over
    }

    pub fn is_paused(&self) -> bool {
        self.run.phase == Phase::Paused
    }

    /// How each section went.
    pub fn happened(&self) -> Vec<Happened> {
        self.run.happened()
    }

    /// Says something that is seen until the next key.
    pub fn note(&mut self, text: String) {
        self.note = Some(text);
    }

    fn pass(&mut self, now: Moment) -> Vec<Event> {
        let (elapsed, slept) = elapsed(self.now, now);
        let was_running = self.run.phase == Phase::Running;
        self.now = now;
        let mut events = self.run.advance(elapsed, now.wall);
        self.mark = self.mark.take().and_then(|(event, left)| Some((event, left.checked_sub(elapsed)?)));
        if let Some(last) = events.last() {
            self.mark = Some((last.clone(), MARK));
        }
        if let Some(length) = slept.filter(|_| was_running) {
            self.note = Some(format!("the machine slept for {length}, and the time went on"));
            events.insert(0, Event::Slept(length));
        }
        events
    }

    fn press(&mut self, key: Key) -> Option<Ending> {
        self.note = None;
        if key == Key::Stop {
            return Some(if self.is_over() { Ending::Done } else { Ending::Stopped });
        }
        if std::mem::take(&mut self.is_asking) {
            return matches!(key, Key::Letter('q' | 'Q' | 'y' | 'Y')).then_some(Ending::Done);
        }
        let at = self.run.at;
        match key {
            Key::Letter('q' | 'Q') if self.is_over() => return Some(Ending::Done),
            Key::Letter('q' | 'Q') => self.is_asking = true,
            Key::Letter(' ') => self.run.pause_or_go_on(),
            Key::Letter('+' | '=') => self.lengthen(),
            Key::Letter('b' | 'B') | Key::Left if self.is_over() => self.lengthen(),
            Key::Letter('b' | 'B') | Key::Left if at > 0 => self.go_to(at - 1),
            Key::Letter('n' | 'N') | Key::Right if self.is_over() => {}
            Key::Letter('n' | 'N') | Key::Right if at + 1 < self.run.parts.len() => self.go_to(at + 1),
            // There is nothing after the last section, so this is the end: asked like any other.
            Key::Letter('n' | 'N') | Key::Right => self.is_asking = true,
            Key::Letter(_) | Key::Left | Key::Other | Key::Stop => {}
        }
        None
    }

    /// A bell that was seen is of another section, or no longer true.
    fn go_to(&mut self, at: usize) {
        self.mark = None;
        self.run.go_to(at);
    }

    fn lengthen(&mut self) {
        self.mark = None;
        self.run.lengthen();
    }
}

/// Milliseconds that went by between two moments, and how long the machine slept meanwhile.
fn elapsed(from: Moment, to: Moment) -> (u64, Option<Length>) {
    let ran = to.running.saturating_sub(from.running);
    let on_the_wall = u64::try_from(to.wall.saturating_sub(from.wall)).unwrap_or(0);
    match on_the_wall.saturating_sub(ran) {
        ahead if ahead > MOST_DRIFT => (on_the_wall, Some(Length::of_millis(ahead))),
        _ => (ran, None),
    }
}
