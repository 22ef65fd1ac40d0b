//! Values as literals of Python and of SQL.

use super::Value;

/// What `repr` gives, but strings in double quotes unless they contain one. Read back by Python it is the value again.
pub(super) fn python(value: &Value) -> String {
    match value {
        Value::None => "None".to_owned(),
        Value::Bool(true) => "True".to_owned(),
        Value::Bool(false) => "False".to_owned(),
        Value::Int(number) => number.to_string(),
        Value::Float(number) => float(*number),
        Value::Text(text) => string(text),
        Value::List(items) => format!("[{}]", joined(items)),
        Value::Tuple(items) if items.len() == 1 => format!("({},)", joined(items)),
        Value::Tuple(items) => format!("({})", joined(items)),
        Value::Dict(pairs) => {
            let pairs: Vec<String> =
                pairs.iter().map(|(key, value)| format!("{}: {}", python(key), python(value))).collect();
            format!("{{{}}}", pairs.join(", "))
        }
        Value::Set(items) if items.is_empty() => "set()".to_owned(),
        Value::Set(items) => format!("{{{}}}", joined(items)),
        Value::Code(source) => source.clone(),
    }
}

fn joined(items: &[Value]) -> String {
    items.iter().map(python).collect::<Vec<_>>().join(", ")
}

/// Python's `repr` of a float: the shortest digits that read back, with an exponent below 10⁻⁴ and from 10¹⁶ on.
fn float(number: f64) -> String {
    if number.is_nan() {
        return "float(\"nan\")".to_owned();
    }
    if number.is_infinite() {
        return if number > 0.0 { "float(\"inf\")" } else { "float(\"-inf\")" }.to_owned();
    }
    let scientific = format!("{number:e}");
    let (digits, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    match exponent.parse::<i32>() {
        Ok(power) if !(-4..16).contains(&power) => {
            let sign = if power < 0 { '-' } else { '+' };
            format!("{digits}e{sign}{:02}", power.abs())
        }
        _ => format!("{number:?}"),
    }
}

/// Double quotes, unless the string holds one and no single quote; letters that Python does not print are escaped.
fn string(text: &str) -> String {
    let quote = if text.contains('"') && !text.contains('\'') { '\'' } else { '"' };
    let mut literal = String::from(quote);
    for letter in text.chars() {
        match letter {
            '\\' => literal.push_str("\\\\"),
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            '\t' => literal.push_str("\\t"),
            letter if letter == quote => literal.extend(['\\', quote]),
            letter if is_printable(letter) => literal.push(letter),
            letter => literal.push_str(&escape(letter)),
        }
    }
    literal.push(quote);
    literal
}

fn escape(letter: char) -> String {
    match u32::from(letter) {
        code @ 0..=0xff => format!("\\x{code:02x}"),
        code @ 0x100..=0xffff => format!("\\u{code:04x}"),
        code => format!("\\U{code:08x}"),
    }
}

/// `str.isprintable` as the standard library knows it. A leading letter keeps it from escaping accents that only
/// combine, which Python prints.
fn is_printable(letter: char) -> bool {
    let written: String = ['a', letter].into_iter().collect();
    matches!(letter, '"' | '\'' | '\\') || written.escape_debug().eq(written.chars())
}

/// SQLite's literals. What SQL has no value for stands as a list in brackets, or as text.
pub(super) fn sql(value: &Value) -> String {
    match value {
        Value::None => "NULL".to_owned(),
        Value::Bool(value) => i32::from(*value).to_string(),
        Value::Text(text) => format!("'{}'", text.replace('\'', "''")),
        Value::List(items) | Value::Tuple(items) | Value::Set(items) => {
            format!("({})", items.iter().map(sql).collect::<Vec<_>>().join(", "))
        }
        other => python(other),
    }
}

/// Words of a shell: bare where no letter means anything to it, else in quotes. A list is one word after the other.
pub(super) fn shell(value: &Value) -> String {
    match value {
        Value::Text(text) => {
            let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "._-/".contains(letter);
            if !text.is_empty() && text.chars().all(is_plain) {
                return text.clone();
            }
            if !text.contains('\'') { format!("'{text}'") } else { python(value) }
        }
        Value::List(items) | Value::Tuple(items) | Value::Set(items) => {
            items.iter().map(shell).collect::<Vec<_>>().join(" ")
        }
        other => other.to_text(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Value, python, shell, sql};
    use proptest::prelude::{Just, Strategy, any, prop_oneof, proptest};

    fn text(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    #[test]
    fn words_of_a_shell_are_bare_where_they_can_be() {
        let cases = [
            (text("plan.txt"), "plan.txt"),
            (text("a b"), "'a b'"),
            (text("*.txt"), "'*.txt'"),
            (text("don't"), "\"don't\""),
            (text(""), "''"),
            (Value::Int(-3), "-3"),
            (Value::List(vec![text("a"), text("b c")]), "a 'b c'"),
        ];
        for (value, expected) in cases {
            assert_eq!(shell(&value), expected);
        }
    }

    #[test]
    fn literals_are_pythons() {
        let cases = [
            (Value::None, "None"),
            (Value::Bool(true), "True"),
            (Value::Int(-3), "-3"),
            (Value::Float(2.0), "2.0"),
            (Value::Float(-0.0), "-0.0"),
            (Value::Float(0.1), "0.1"),
            (Value::Float(0.0001), "0.0001"),
            (Value::Float(0.00001), "1e-05"),
            (Value::Float(1.5e300), "1.5e+300"),
            (Value::Float(1e15), "1000000000000000.0"),
            (Value::Float(1e16), "1e+16"),
            (Value::Float(f64::NEG_INFINITY), "float(\"-inf\")"),
            (text("tea"), "\"tea\""),
            (text("don't"), "\"don't\""),
            (text("say \"hi\""), "'say \"hi\"'"),
            (text("\"don't\""), "\"\\\"don't\\\"\""),
            (text("a\\b\n\t\r\0\u{7f}"), "\"a\\\\b\\n\\t\\r\\x00\\x7f\""),
            (text("ş é 北 e\u{301} 🚲"), "\"ş é 北 e\u{301} 🚲\""),
            (text("\u{a0}\u{200b}\u{e000}\u{10ffff}"), "\"\\xa0\\u200b\\ue000\\U0010ffff\""),
            (Value::List(vec![]), "[]"),
            (Value::Tuple(vec![Value::Int(1)]), "(1,)"),
            (Value::Tuple(vec![text("a"), Value::Int(2)]), "(\"a\", 2)"),
            (Value::Dict(vec![(text("a"), Value::List(vec![Value::None]))]), "{\"a\": [None]}"),
            (Value::Set(vec![]), "set()"),
            (Value::Set(vec![Value::Int(1), Value::Int(2)]), "{1, 2}"),
            (Value::Code("x > 4".to_owned()), "x > 4"),
        ];
        for (value, literal) in cases {
            assert_eq!(python(&value), literal);
        }
    }

    #[test]
    fn sql_has_literals_of_its_own() {
        let cases = [
            (Value::None, "NULL"),
            (Value::Bool(true), "1"),
            (text("O'Hara"), "'O''Hara'"),
            (Value::List(vec![Value::Int(1), text("a")]), "(1, 'a')"),
            (Value::Code("days".to_owned()), "days"),
        ];
        for (value, literal) in cases {
            assert_eq!(sql(&value), literal);
        }
    }

    /// A reader of the literals that are written here: Python's grammar as far as they use it.
    struct Reader<'a>(&'a str);

    impl Reader<'_> {
        fn eat(&mut self, start: &str) -> bool {
            match self.0.strip_prefix(start) {
                Some(rest) => {
                    self.0 = rest;
                    true
                }
                None => false,
            }
        }

        fn value(&mut self) -> Value {
            for (word, value) in [("None", Value::None), ("True", Value::Bool(true)), ("False", Value::Bool(false))] {
                if self.eat(word) {
                    return value;
                }
            }
            if self.eat("[") {
                return Value::List(self.items("]"));
            }
            if self.eat("(") {
                return Value::Tuple(self.items(")"));
            }
            if self.0.starts_with(['"', '\'']) { Value::Text(self.string()) } else { self.number() }
        }

        fn items(&mut self, end: &str) -> Vec<Value> {
            let mut items = Vec::new();
            while !self.eat(end) {
                items.push(self.value());
                let _ = self.eat(", ") || self.eat(",");
            }
            items
        }

        fn number(&mut self) -> Value {
            let end = self.0.find([',', ']', ')']).unwrap_or(self.0.len());
            let (word, rest) = self.0.split_at(end);
            self.0 = rest;
            match word.parse::<i64>() {
                Ok(number) => Value::Int(number),
                Err(_) => Value::Float(word.parse().expect("a float has the form of one")),
            }
        }

        fn string(&mut self) -> String {
            let mut letters = self.0.chars();
            let quote = letters.next().expect("a string opens with a quote");
            let mut text = String::new();
            loop {
                match letters.next().expect("a string closes") {
                    letter if letter == quote => break,
                    '\\' => {
                        let kind = letters.next().expect("an escape has a letter");
                        let digits = match kind {
                            'x' => 2,
                            'u' => 4,
                            'U' => 8,
                            _ => 0,
                        };
                        let hex: String = letters.by_ref().take(digits).collect();
                        text.push(match kind {
                            'n' => '\n',
                            't' => '\t',
                            'r' => '\r',
                            'x' | 'u' | 'U' => {
                                u32::from_str_radix(&hex, 16).ok().and_then(char::from_u32).expect("a code point")
                            }
                            itself => itself,
                        });
                    }
                    letter => {
                        assert!(!letter.is_control(), "control characters are escaped");
                        text.push(letter);
                    }
                }
            }
            self.0 = letters.as_str();
            text
        }
    }

    fn values() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::None),
            any::<bool>().prop_map(Value::Bool),
            any::<i64>().prop_map(Value::Int),
            proptest::num::f64::NORMAL.prop_map(Value::Float),
            any::<String>().prop_map(Value::Text),
            "['\"\\\\\n\t a-c]{0,8}".prop_map(Value::Text),
        ];
        leaf.prop_recursive(3, 20, 4, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::List),
                proptest::collection::vec(inner, 0..4).prop_map(Value::Tuple),
            ]
        })
    }

    proptest! {
        #[test]
        fn a_literal_reads_back_as_its_value(value in values()) {
            let literal = python(&value);
            let mut reader = Reader(&literal);
            assert_eq!(reader.value(), value);
            assert_eq!(reader.0, "");
        }
    }
}
