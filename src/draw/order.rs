//! Which parameter comes after which: rounds by need, and circles as faults.

use super::faults::ParameterFault;
use super::parameters::Parameter;
use crate::diagnostic::Faults;
use std::collections::{BTreeMap, BTreeSet};

/// Sorts parameters into rounds, each of which needs only earlier ones. Those in a circle, and those that need them,
/// are noted and left out.
pub(super) fn in_rounds(list: Vec<Parameter>, faults: &mut Faults) -> Vec<Vec<Parameter>> {
    let needs = needs(&list);
    let mut left: BTreeMap<String, Parameter> = list.into_iter().map(|each| (each.name.clone(), each)).collect();
    let mut rounds = Vec::new();
    while !left.is_empty() {
        let is_ready = |name: &String| needs[name].iter().all(|need| !left.contains_key(need));
        let ready: Vec<String> = left.keys().filter(|name| is_ready(name)).cloned().collect();
        if ready.is_empty() {
            note_circles(&left, &needs, faults);
            break;
        }
        rounds.push(ready.iter().filter_map(|name| left.remove(name)).collect());
    }
    rounds
}

/// The names of all parameters that need this one, directly or by others.
pub(super) fn dependents<'a>(list: impl Iterator<Item = &'a Parameter>, name: &str) -> BTreeSet<String> {
    let list: Vec<&Parameter> = list.collect();
    let needs = needs(list.iter().copied());
    let mut found = BTreeSet::from([name.to_owned()]);
    loop {
        let more: Vec<&String> = needs
            .iter()
            .filter(|(each, needed)| !found.contains(*each) && !needed.is_disjoint(&found))
            .map(|(each, _)| each)
            .collect();
        if more.is_empty() {
            break;
        }
        found.extend(more.into_iter().cloned());
    }
    found.remove(name);
    found
}

/// For each parameter the parameters whose values its expressions name. Names of lines that had a fault are no need.
fn needs<'a>(list: impl IntoIterator<Item = &'a Parameter>) -> BTreeMap<String, BTreeSet<String>> {
    let list: Vec<&Parameter> = list.into_iter().collect();
    let makers: BTreeMap<&str, &str> =
        list.iter().flat_map(|each| each.makes().into_iter().map(|made| (made, each.name.as_str()))).collect();
    let needs_of = |each: &Parameter| {
        let names = each.maker.expressions().into_iter().flat_map(|expression| &expression.names);
        names.filter_map(|name| makers.get(name.as_str()).map(|&maker| maker.to_owned())).collect()
    };
    list.iter().map(|each| (each.name.clone(), needs_of(each))).collect()
}

/// Notes each circle once, at the first of its parameters that the way along the needs meets.
fn note_circles(left: &BTreeMap<String, Parameter>, needs: &BTreeMap<String, BTreeSet<String>>, faults: &mut Faults) {
    let mut seen: BTreeSet<&String> = BTreeSet::new();
    for start in left.keys() {
        let mut path: Vec<&String> = Vec::new();
        let mut at = start;
        while !seen.contains(at) && !path.contains(&at) {
            path.push(at);
            // Whoever is left needs somebody who is left, or it would have stood in a round.
            let Some(next) = needs[at].iter().find(|need| left.contains_key(*need)) else { return };
            at = next;
        }
        if let Some(first) = path.iter().position(|name| *name == at) {
            let names: Vec<String> = path[first..].iter().map(|name| (*name).clone()).collect();
            faults.note(&left[&names[0]].place, &ParameterFault::InACircle { names });
        }
        seen.extend(path);
    }
}
