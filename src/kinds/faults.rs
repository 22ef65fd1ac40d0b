//! What can be wrong with a problem that only its kind can tell: when its keys are read, and when it is posed.

mod pose;
mod read;

pub use pose::PoseFault;
pub use read::ReadFault;

use crate::diagnostic::Place;
use crate::python::Stop;

/// Why a draw was not posed.
#[derive(Clone, Debug, PartialEq)]
pub enum Setback {
    /// This draw will not do; another may.
    Again(Box<Blame>),
    /// No draw will do, or this one shows a fault that must be mended.
    Fatal(Box<Blame>),
}

/// What is wrong, and where the author put it.
#[derive(Clone, Debug, PartialEq)]
pub struct Blame {
    pub place: Place,
    pub fault: PoseFault,
}

impl Setback {
    pub fn again(place: &Place, fault: PoseFault) -> Setback {
        Setback::Again(Box::new(Blame { place: place.clone(), fault }))
    }

    pub fn fatal(place: &Place, fault: PoseFault) -> Setback {
        Setback::Fatal(Box::new(Blame { place: place.clone(), fault }))
    }

    /// A program that was stopped is never worth another try.
    pub fn stopped(place: &Place, stop: Stop) -> Setback {
        Setback::fatal(place, PoseFault::Stopped(stop))
    }
}
