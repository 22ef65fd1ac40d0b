//! What goes over the pipes: a task and its limits one way, an answer or a stop the other way.
//!
//! A frame is its length in four bytes, least significant first, then JSON. Floats travel as their bits, because JSON
//! has no NaN and its decimals do not always come back as the same number.
//!
//! CPython is shown these frames as they travelled and gives its own answers: `tests/outside/oracle.rs`. It must know
//! every task.

use super::{Called, Care, Count, Ending, Graph, Run, Stop, Trace};
use crate::draw::Value;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::{self, Read, Write};

/// The first frame of a worker, when its interpreter is warm.
pub(super) const GREETING: &str = "longhand worker 1";

/// Longest frame in bytes. The output and trace caps keep honest frames far below it.
const LONGEST: u32 = 16 << 20;

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Request {
    pub task: Task,
    pub caps: Caps,
    pub care: Care,
}

/// The limits that are kept inside the worker; the clock is the parent's.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct Caps {
    pub steps: u32,
    pub output: usize,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Task {
    Run { program: String },
    Evaluate { values: BTreeMap<String, Exact>, expressions: Vec<String> },
    Call { program: String, calls: Vec<String> },
    Trace { program: String, lines: Vec<u32>, names: Vec<String> },
    Count { program: String, lines: Vec<u32> },
    Graph { program: String, line: Option<u32>, names: Vec<String> },
}

impl Task {
    /// How often a program or an expression is run for it: what a worker's age is counted in.
    pub fn runs(&self) -> usize {
        match self {
            Task::Run { .. } | Task::Count { .. } | Task::Graph { .. } => 1,
            Task::Evaluate { expressions, .. } => expressions.len(),
            Task::Call { calls, .. } => calls.len(),
            // Once with probes, once without.
            Task::Trace { .. } => 2,
        }
    }
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) enum Answer {
    Run(Run),
    Evaluate(Vec<Result<Exact, String>>),
    Call(Vec<Called>),
    Trace(Trace),
    Count(Count),
    Graph(Result<Graph, Ending>),
}

pub(super) type Reply = Result<Answer, Stop>;

/// A value that comes back from the wire as it went in.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(from = "Wired", into = "Wired")]
pub(super) struct Exact(pub Value);

#[derive(Serialize, Deserialize)]
enum Wired {
    None,
    Bool(bool),
    Int(i64),
    /// Bits of the float.
    Float(u64),
    Text(String),
    List(Vec<Wired>),
    Tuple(Vec<Wired>),
    Dict(Vec<(Wired, Wired)>),
    Set(Vec<Wired>),
    Code(String),
}

impl From<Exact> for Wired {
    fn from(Exact(value): Exact) -> Wired {
        let wired = |value| Wired::from(Exact(value));
        let all = |values: Vec<Value>| values.into_iter().map(wired).collect();
        match value {
            Value::None => Wired::None,
            Value::Bool(value) => Wired::Bool(value),
            Value::Int(value) => Wired::Int(value),
            Value::Float(value) => Wired::Float(value.to_bits()),
            Value::Text(value) => Wired::Text(value),
            Value::List(values) => Wired::List(all(values)),
            Value::Tuple(values) => Wired::Tuple(all(values)),
            Value::Dict(items) => Wired::Dict(items.into_iter().map(|(k, v)| (wired(k), wired(v))).collect()),
            Value::Set(values) => Wired::Set(all(values)),
            Value::Code(value) => Wired::Code(value),
        }
    }
}

impl From<Wired> for Exact {
    fn from(wired: Wired) -> Exact {
        let exact = |wired| Exact::from(wired).0;
        let all = |values: Vec<Wired>| values.into_iter().map(exact).collect();
        Exact(match wired {
            Wired::None => Value::None,
            Wired::Bool(value) => Value::Bool(value),
            Wired::Int(value) => Value::Int(value),
            Wired::Float(bits) => Value::Float(f64::from_bits(bits)),
            Wired::Text(value) => Value::Text(value),
            Wired::List(values) => Value::List(all(values)),
            Wired::Tuple(values) => Value::Tuple(all(values)),
            Wired::Dict(items) => Value::Dict(items.into_iter().map(|(k, v)| (exact(k), exact(v))).collect()),
            Wired::Set(values) => Value::Set(all(values)),
            Wired::Code(value) => Value::Code(value),
        })
    }
}

/// Writes one frame and flushes.
pub(super) fn send(to: &mut impl Write, message: &impl Serialize) -> io::Result<()> {
    send_frame(to, &frame(message)?)
}

/// A message as it goes over the pipe.
pub(super) fn frame(message: &impl Serialize) -> io::Result<Vec<u8>> {
    // The length is known last, and one write is quicker than two.
    let mut frame = vec![0; 4];
    serde_json::to_writer(&mut frame, message)?;
    let length = u32::try_from(frame.len() - 4).ok().filter(|&length| length <= LONGEST);
    frame[..4].copy_from_slice(&length.ok_or(io::ErrorKind::InvalidData)?.to_le_bytes());
    Ok(frame)
}

/// Writes a frame that is made already.
pub(super) fn send_frame(to: &mut impl Write, frame: &[u8]) -> io::Result<()> {
    to.write_all(frame)?;
    to.flush()
}

/// Reads one frame; `None` at the end of input.
pub(super) fn receive<T: DeserializeOwned>(from: &mut impl Read) -> io::Result<Option<T>> {
    let mut length = [0; 4];
    match from.read_exact(&mut length) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        other => other?,
    }
    let length = u32::from_le_bytes(length);
    if length > LONGEST {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut body = Vec::new();
    if from.take(length.into()).read_to_end(&mut body)? < length as usize {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(Some(serde_json::from_slice(&body)?))
}

#[cfg(test)]
mod tests {
    use super::{Exact, Task, receive, send};
    use crate::draw::Value;
    use proptest::prelude::*;

    fn any_value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::None),
            any::<bool>().prop_map(Value::Bool),
            any::<i64>().prop_map(Value::Int),
            any::<f64>().prop_filter("NaN is not equal to itself", |float| !float.is_nan()).prop_map(Value::Float),
            any::<String>().prop_map(Value::Text),
        ];
        leaf.prop_recursive(4, 24, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::List),
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::Tuple),
                inner.prop_map(|held| Value::Dict(vec![(Value::Text("k".to_owned()), held)])),
            ]
        })
    }

    proptest! {
        #[test]
        fn values_cross_the_wire_unchanged(value in any_value()) {
            let mut wire = Vec::new();
            send(&mut wire, &Exact(value.clone())).expect("a small value fits a frame");
            let back: Option<Exact> = receive(&mut wire.as_slice()).expect("what was sent is a frame");
            prop_assert_eq!(back.map(|Exact(value)| value), Some(value));
        }

        #[test]
        fn values_are_the_same_in_python(value in any_value()) {
            let values = crate::draw::Values::from([("x".to_owned(), value.clone())]);
            let back = crate::python::Python::in_process().evaluate(&values, &["x"]);
            prop_assert_eq!(back, Ok(vec![Ok(value)]));
        }

        #[test]
        fn no_bytes_are_a_fault(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
            let _: Result<Option<Exact>, _> = receive(&mut bytes.as_slice());
        }
    }

    #[test]
    fn a_worker_ages_by_runs_not_by_requests() {
        let texts = |number| vec![String::new(); number];
        let cases = [
            (Task::Run { program: String::new() }, 1),
            (Task::Evaluate { values: Default::default(), expressions: texts(3) }, 3),
            (Task::Call { program: String::new(), calls: texts(2) }, 2),
            (Task::Trace { program: String::new(), lines: Vec::new(), names: Vec::new() }, 2),
        ];
        for (task, runs) in cases {
            assert_eq!(task.runs(), runs, "{task:?}");
        }
    }

    #[test]
    fn the_ends_of_the_input() {
        assert!(matches!(receive::<String>(&mut [].as_slice()), Ok(None)));
        assert!(receive::<String>(&mut [9, 0, 0, 0, b'"'].as_slice()).is_err());
        assert!(receive::<String>(&mut [255; 8].as_slice()).is_err());
        let nan = Exact(Value::Float(f64::NAN));
        let mut wire = Vec::new();
        send(&mut wire, &nan).expect("a float fits a frame");
        let back: Option<Exact> = receive(&mut wire.as_slice()).expect("what was sent is a frame");
        assert!(matches!(back, Some(Exact(Value::Float(float))) if float.is_nan()));
    }
}
