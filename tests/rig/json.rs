//! Shapes of JSON values, written down as a person would: `{"code": "text", "pages?": …}`.

use serde_json::Value;

/// What a value looks like.
#[derive(Clone, Copy, Debug)]
pub enum Shape<'a> {
    Text,
    Whole,
    Any,
    /// `null`, or the shape.
    Maybe(&'a Shape<'a>),
    List(&'a Shape<'a>),
    /// Exactly these keys; one whose name ends in `?` may be missing.
    Object(&'a [(&'a str, Shape<'a>)]),
    /// One of several.
    OneOf(&'a [Shape<'a>]),
}

/// Everything in which a value differs from a shape, each with the way to it.
pub fn differences(value: &Value, shape: Shape, at: &str) -> Vec<String> {
    let is_right = match shape {
        Shape::Any => true,
        Shape::Text => value.is_string(),
        Shape::Whole => value.is_u64() || value.is_i64(),
        Shape::Maybe(inner) => return if value.is_null() { Vec::new() } else { differences(value, *inner, at) },
        Shape::List(inner) => match value.as_array() {
            Some(list) => {
                let each = list.iter().enumerate();
                return each.flat_map(|(index, item)| differences(item, *inner, &format!("{at}[{index}]"))).collect();
            }
            None => false,
        },
        Shape::Object(keys) => match value.as_object() {
            Some(object) => return object_differences(object, keys, at),
            None => false,
        },
        Shape::OneOf(shapes) => shapes.iter().any(|shape| differences(value, *shape, at).is_empty()),
    };
    if is_right { Vec::new() } else { vec![format!("{at} is {value}, not {shape:?}")] }
}

fn object_differences(object: &serde_json::Map<String, Value>, keys: &[(&str, Shape)], at: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (written, shape) in keys {
        let name = written.trim_end_matches('?');
        match object.get(name) {
            Some(value) => found.extend(differences(value, *shape, &format!("{at}.{name}"))),
            None if written.ends_with('?') => {}
            None => found.push(format!("{at} has no `{name}`")),
        }
    }
    let known = |name: &String| keys.iter().any(|(written, _)| written.trim_end_matches('?') == name);
    found.extend(object.keys().filter(|name| !known(name)).map(|name| format!("{at} has an unexpected `{name}`")));
    found
}

/// The code, QR text and request of the first sheet, and its questions.
pub fn first_sheet(run: &Value) -> &Value {
    &run["sheets"][0]
}

/// A text in a value, which must be there.
#[track_caller]
pub fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_else(|| panic!("no text `{key}` in {value}"))
}
