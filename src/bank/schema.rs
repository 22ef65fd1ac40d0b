//! JSON Schemas.
pub fn all() -> Vec<(&'static str, serde_json::Value)> {
    Vec::new()
}
