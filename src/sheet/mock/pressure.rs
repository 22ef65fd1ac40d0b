//! What pressure changes on paper: hints, interruptions, follow-ups, manner (`curriculum/README.md` 5.5).

use super::{Part, scaled};
use crate::blocks::Prose;
use crate::question::Question;

/// One of the four ways to hold an interview.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pressure {
    pub number: u8,
    /// "usual".
    pub name: &'static str,
    /// When hints are given.
    pub hints: &'static str,
    /// What one costs.
    pub cost: &'static str,
    pub interruptions: &'static str,
    pub manner: &'static str,
    /// At the end of the words that open the interview.
    pub opening: &'static str,
    pub follow_ups: usize,
    /// The same in words.
    pub after: &'static str,
    /// Changed wishes while the candidate writes.
    pub wishes: usize,
}

const ALL: [Pressure; 4] = [
    Pressure {
        number: 1,
        name: "coaching",
        hints: "Offer each at its minute, unless they are past it already.",
        cost: "Costs nothing where the idea was theirs before; else Approach is at most 2.",
        interruptions: "None. Say “take your time” once.",
        manner: "Say what was good as it happens.",
        opening: "I will offer a hint now and then, and tell you what I like.",
        follow_ups: 1,
        after: "One question after the code.",
        wishes: 0,
    },
    Pressure {
        number: 2,
        name: "usual",
        hints: "Give the next one when asked, or after 3 minutes without a word or a mark; not before its minute.",
        cost: "Costs: with one that gave the idea, Approach is at most 2.",
        interruptions: "One question about the plan.",
        manner: "Friendly; neutral about right and wrong.",
        opening: "Ask for a hint whenever you like.",
        follow_ups: 2,
        after: "Two questions after the code.",
        wishes: 0,
    },
    Pressure {
        number: 3,
        name: "brisk",
        hints: "Only when asked, and not before its minute.",
        cost: "Costs the solid anchor: with any hint Approach is at most 2.",
        interruptions: "A question at minute 10 of 25, a changed wish at 18.",
        manner: "Short answers; the clock lies in view.",
        opening: "I will keep us moving, and may change what I want on the way.",
        follow_ups: 3,
        after: "Three questions after the code.",
        wishes: 1,
    },
    Pressure {
        number: 4,
        name: "hard",
        hints: "One in all, only when asked: the one that fits where they are.",
        cost: "Costs the solid anchor: Approach is at most 2.",
        interruptions: "Two changed wishes. After each answer 20 seconds of silence: count them.",
        manner: "Sceptical, never unkind. “Are you sure?” is fine, also when it is right.",
        opening: "I will doubt what you say. That is the exercise, and no verdict.",
        follow_ups: 3,
        after: "Three questions after the code, then “What would break it?”",
        wishes: 2,
    },
];

/// Something to say at a minute of the section.
#[derive(Clone, Debug)]
pub struct Cue {
    pub minute: u32,
    pub say: Prose,
    /// What a good answer has or does.
    pub good: Prose,
}

/// Wishes that can change any function that is being written, where the problem has too few of its own.
const WISHES: [(&str, &str); 2] = [
    (
        "A caller may now give None in place of the input. Raise ValueError then.",
        "checks before any work, changes nothing else, and names a test for it",
    ),
    (
        "The same input now comes again and again. What would you keep, and when would that be wrong?",
        "results in a dict by input, or functools.cache; wrong where the input can change or cannot be hashed",
    ),
];

/// Follow-ups that fit any function, where the problem has too few of its own.
const FOLLOW_UPS: [(&str, &str); 3] = [
    ("What does it cost, in time and in memory?", "says what n is, counts the loops, and what is kept"),
    ("Which test would you write first?", "the smallest input, and why that one"),
    ("How would you find out that it is too slow?", "measures with an input of real size before changing anything"),
];

impl Pressure {
    /// The way of this number; the nearest where there is none.
    pub fn of(number: u8) -> Pressure {
        ALL[usize::from(number.clamp(1, 4)) - 1]
    }

    /// What is said while the candidate works, by minute.
    pub fn cues(self, level: u8, part: &Part, question: &Question) -> Vec<Cue> {
        // Cues are written for the 25 minutes of the usual problem, or the 30 of the hard one.
        let at = |minute| scaled(minute, part.usual.max(25), part.minutes);
        let own = question.script.twists.iter().cloned();
        let general = WISHES.iter().map(|(wish, good)| (Prose::plain(*wish), Prose::plain(*good)));
        let mut wishes = own.chain(general);
        // At level 3 the problem always has a second part.
        let count = if level == 3 { self.wishes.max(1) } else { self.wishes };
        let mut cues = Vec::new();
        match self.number {
            1 => cues.push(cue(at(12), "Take your time.", "no answer is needed")),
            2 => cues.push(cue(
                at(8),
                "Before you write: what does your plan do with the smallest input?",
                "names that input, and what comes out for it",
            )),
            3 => cues.push(why_so(at(10), question)),
            _ => {}
        }
        let minutes: &[u32] = if count == 2 { &[13, 18] } else { &[18] };
        for minute in &minutes[..count.min(minutes.len())] {
            cues.extend(wishes.next().map(|(wish, good)| Cue { minute: at(*minute), say: wish, good }));
        }
        cues
    }

    /// The questions after the code, with what a good answer has.
    pub fn follow_ups(self, question: &Question) -> Vec<(Prose, Prose)> {
        let own = &question.script.follow;
        let asks_cost = own.iter().any(|(ask, _)| ask.to_plain().contains("cost"));
        let general = FOLLOW_UPS.iter().filter(|(ask, _)| !(asks_cost && ask.contains("cost")));
        let general = general.map(|(ask, good)| (Prose::plain(*ask), Prose::plain(*good)));
        let mut all: Vec<(Prose, Prose)> = own.iter().cloned().chain(general).take(self.follow_ups).collect();
        if self.number == 4 {
            let good =
                "names an input, a size or a caller that the code does not stand, and what standing it would cost";
            all.push((Prose::plain("What would break it?"), Prose::plain(good)));
        }
        all
    }
}

fn cue(minute: u32, say: &str, good: &str) -> Cue {
    Cue { minute, say: Prose::plain(say), good: Prose::plain(good) }
}

/// Asks for the reason of a type that the model keeps things in; where it keeps none, for the other way.
fn why_so(minute: u32, question: &Question) -> Cue {
    let model = question.posed.model.as_deref().unwrap_or_default();
    let has = |signs: &[&str]| signs.iter().any(|sign| model.contains(sign));
    let saves = "says what is looked up, how often, and what that costs in each; then keeps or changes the plan";
    if has(&["{}", "{0:", "dict(", "Counter", "defaultdict"]) {
        cue(minute, "Why a dict, and not a list?", saves)
    } else if has(&["set()", "set(", "{0}"]) {
        cue(minute, "Why a set, and not a list?", saves)
    } else {
        let good = "names one that works, with its cost, and says what decided; thinking of one now is fine";
        cue(minute, "Which other way is there, and why this one?", good)
    }
}

#[cfg(test)]
mod tests {
    use super::Pressure;

    #[test]
    fn more_pressure_asks_more_and_helps_less() {
        let all: Vec<Pressure> = (1..=4).map(Pressure::of).collect();
        assert!(all.iter().map(|way| way.follow_ups).is_sorted());
        assert!(all.iter().map(|way| way.wishes).is_sorted());
        assert_eq!(all.iter().map(|way| way.number).collect::<Vec<_>>(), [1, 2, 3, 4]);
        assert_eq!((Pressure::of(0).number, Pressure::of(9).number), (1, 4));
    }
}
