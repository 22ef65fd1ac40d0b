//! Progress as JSON (`docs/json.md`).

use super::{Belief, Standing};
use crate::commands::dates::Day;
use crate::history::{SkillState, Verdict, gap};
use serde_json::{Value, json};

pub fn object(standing: &Standing) -> Value {
    let topics = standing.topics.iter();
    let skills: Vec<Value> =
        topics.flat_map(|(topic, skills)| skills.iter().map(|(id, state)| skill(topic, id, state))).collect();
    let scores: Vec<Value> = standing
        .scores
        .iter()
        .map(|(day, (earned, of))| json!({ "day": day.to_string(), "earned": earned, "of": of }))
        .collect();
    let coming: Vec<Value> =
        standing.coming.iter().map(|(day, count)| json!({ "day": day.to_string(), "skills": count })).collect();
    let beliefs: Vec<Value> = standing.beliefs.iter().map(belief).collect();
    json!({
        "version": 1,
        "day": standing.today.to_string(),
        "streak": { "current": standing.streak.0, "longest": standing.streak.1 },
        "marks": { "good": standing.good.0, "all": standing.good.1 },
        "interview": standing.interview.map(|(day, signals)| {
            json!({ "day": day.to_string(), "signals": signals, "says": Verdict::of(signals).in_words() })
        }),
        "pace": f64::from(standing.pace) / 100.0,
        "waiting": standing.due.waiting(),
        "new_skills": standing.due.new_skills(),
        "skills": skills,
        "scores": scores,
        "coming": coming,
        "misreads": beliefs,
    })
}

fn skill(topic: &str, id: &str, state: &SkillState) -> Value {
    json!({
        "skill": id,
        "topic": topic,
        "box": state.in_box,
        "gap": gap(state.in_box),
        "due": Day(state.due).to_string(),
        "last": Day(state.last).to_string(),
        "last_mark": state.last_mark,
        "marks": state.marks,
        "stage": state.stage,
    })
}

fn belief(belief: &Belief) -> Value {
    json!({
        "id": belief.id,
        "belief": belief.belief,
        "truth": belief.truth,
        "times": belief.times,
        "last": belief.last.to_string(),
    })
}
