//! JSON Schemas of the files of a bank, for editors that check TOML while it is typed; made of the tables of keys that
//! the reader uses. They know shapes and names of keys; whether a quote fits only `check` can say.

use super::tables::FILES;
use crate::keys::{Field, Key, KeyTable, Need, Shape};
use crate::kinds::{Name, PROBLEM, keys_of};
use serde_json::{Map, Value, json};

/// Each sort of file, by its name, with its schema.
pub fn all() -> Vec<(&'static str, Value)> {
    FILES.iter().map(|(name, table)| (*name, schema(name, table))).collect()
}

fn schema(name: &str, table: &'static KeyTable) -> Value {
    let mut schema = of_table(table);
    schema["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    schema["title"] = json!(format!("Longhand: {name}"));
    schema
}

fn of_table(table: &'static KeyTable) -> Value {
    if std::ptr::eq(table, &PROBLEM) {
        return of_problem();
    }
    json!({
        "type": "object",
        "properties": properties(table.keys),
        "required": required(table),
        "additionalProperties": false,
    })
}

/// What a problem may have depends on its kind; what it is printed as beside brings keys of its own.
fn of_problem() -> Value {
    let mut all = Map::new();
    for key in Name::ALL.iter().flat_map(|kind| keys_of(*kind).keys).chain(PROBLEM.keys) {
        let shape = of_shape(key.shape);
        // Two kinds may let different values stand in a key of one name: each says which below.
        let is_of_two = all.get(key.name).is_some_and(|known| *known != shape);
        all.insert(key.name.to_owned(), if is_of_two { json!({}) } else { shape });
    }
    all.extend(properties(PROBLEM.keys));
    json!({
        "type": "object",
        "properties": all,
        "required": required(&PROBLEM),
        "additionalProperties": false,
        "allOf": Name::ALL.map(of_kind),
    })
}

fn of_kind(kind: Name) -> Value {
    let table = keys_of(kind);
    let names: Vec<&str> = PROBLEM.names().chain(table.names()).collect();
    // The exceptions from what is usual are for problems of another kind that are printed as this one; only a copy has
    // nothing to explain.
    let usual = table.keys.iter().filter(|key| key.need != Need::Never).map(|key| key.name);
    let required: Vec<&str> = usual.chain((kind != Name::Copy).then_some("why")).collect();
    json!({
        "if": { "required": ["kind"], "properties": { "kind": { "const": kind.word() } } },
        "then": {
            "properties": properties(table.keys),
            "required": required,
            "anyOf": [{ "required": ["also"] }, { "propertyNames": { "enum": names } }],
        },
    })
}

fn required(table: &KeyTable) -> Vec<&'static str> {
    table.keys.iter().filter(|key| key.need == Need::Always).map(|key| key.name).collect()
}

fn properties(keys: &'static [Key]) -> Map<String, Value> {
    keys.iter().map(|key| (key.name.to_owned(), property(key))).collect()
}

fn property(key: &Key) -> Value {
    let mut property = of_shape(key.shape);
    property["description"] = json!(key.about);
    property
}

fn of_shape(shape: Shape) -> Value {
    let text = json!({ "type": "string" });
    match shape {
        Shape::Text => text,
        Shape::Id => json!({ "type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$" }),
        Shape::Word(words) => json!({ "enum": words }),
        Shape::Words(words) => json!({ "type": "array", "items": { "enum": words } }),
        Shape::Int(low, high) => json!({ "type": "integer", "minimum": low, "maximum": high }),
        Shape::Bool => json!({ "type": "boolean" }),
        Shape::Texts => json!({ "type": "array", "items": text }),
        Shape::Lists(fields) => {
            let items: Vec<Value> = fields.iter().map(|field| of_field(*field)).collect();
            json!({
                "type": "array",
                "items": {
                    "type": "array", "items": items, "minItems": fields.len(), "maxItems": fields.len(),
                },
            })
        }
        Shape::Any(words) => json!({ "$comment": words }),
        Shape::Range => json!({ "type": "array", "items": { "type": "integer" }, "minItems": 2, "maxItems": 2 }),
        Shape::Table(table) => of_table(table),
        Shape::Tables(table) => json!({ "type": "array", "items": of_table(table) }),
        Shape::NamedTables(table) => json!({ "type": "object", "additionalProperties": of_table(table) }),
        Shape::NamedTexts => {
            json!({ "type": "object", "additionalProperties": { "type": "array", "items": text, "minItems": 1 } })
        }
    }
}

fn of_field(field: Field) -> Value {
    match field {
        Field::Text => json!({ "type": "string" }),
        Field::Int => json!({ "type": "integer" }),
    }
}
