//! What SQLite takes and most databases refuse or leave open.

use super::QueryFault;
use super::scan::{LONGEST, Sort, Token, tokens};

const AGGREGATES: [&str; 5] = ["avg", "count", "max", "min", "sum"];

/// Refuses a `LIMIT` without an `ORDER BY` beside it, at any depth, and a column that stands beside an aggregate or a
/// `GROUP BY` without being grouped by. Of several queries put together only the first's columns are looked at.
pub fn check_standard(query: &str) -> Result<(), QueryFault> {
    if query.len() > LONGEST {
        return Err(QueryFault::TooMuch);
    }
    let tokens = tokens(query);
    check_limits(&tokens)?;
    check_bare_columns(query, &tokens)
}

fn check_limits(tokens: &[Token]) -> Result<(), QueryFault> {
    // For each open bracket, and for the whole: whether an `ORDER BY` has been seen in it.
    let mut ordered = vec![false];
    for token in tokens {
        let last = ordered.len() - 1;
        if token.is_mark("(") {
            ordered.push(false);
        } else if token.is_mark(")") && last > 0 {
            ordered.pop();
        } else if token.is_word("order") {
            ordered[last] = true;
        } else if token.is_word("limit") && !ordered[last] {
            return Err(QueryFault::LimitWithoutOrder);
        }
    }
    Ok(())
}

fn check_bare_columns(query: &str, tokens: &[Token]) -> Result<(), QueryFault> {
    let Some(start) = position(tokens, 0, &["select"]) else { return Ok(()) };
    let from = position(tokens, start + 1, &["from"]).unwrap_or(tokens.len());
    let distinct = tokens.get(start + 1).is_some_and(|token| token.is_word("distinct"));
    let first = if distinct { start + 2 } else { start + 1 };
    let items: Vec<&[Token]> = parts(&tokens[first.min(from)..from]);
    let grouped_by = position(tokens, from, &["group"]).map(|group| {
        let end = position(tokens, group + 1, &["having", "order", "limit", "union", "except", "intersect"]);
        parts(&tokens[(group + 2).min(tokens.len())..end.unwrap_or(tokens.len())])
    });
    if grouped_by.is_none() && !items.iter().any(|item| has_aggregate(item)) {
        return Ok(());
    }
    let groups: Vec<String> = grouped_by.unwrap_or_default().into_iter().map(essence).collect();
    for (item, number) in items.iter().zip(1..) {
        let (value, alias) = without_alias(item);
        let by_name = alias.is_some_and(|alias| groups.contains(&alias.text.to_ascii_lowercase()));
        let is_grouped = by_name || groups.contains(&essence(value)) || groups.contains(&format!("{number}"));
        if !is_grouped && !has_aggregate(value) && !is_constant(value) {
            let (start, end) = (value[0].at, value[value.len() - 1].end());
            return Err(QueryFault::BareColumn { column: query[start..end].to_owned() });
        }
    }
    Ok(())
}

/// The first of some words outside brackets.
fn position(tokens: &[Token], from: usize, words: &[&str]) -> Option<usize> {
    let is_one = |token: &Token| token.depth == 0 && words.iter().any(|word| token.is_word(word));
    tokens.iter().enumerate().skip(from).find(|(_, token)| is_one(token)).map(|(index, _)| index)
}

/// What stands between commas outside brackets; nothing empty.
fn parts<'a, 'q>(tokens: &'a [Token<'q>]) -> Vec<&'a [Token<'q>]> {
    tokens.split(|token| token.depth == 0 && token.is_mark(",")).filter(|part| !part.is_empty()).collect()
}

/// An aggregate's name before a bracket, outside inner queries. One over a window is none, but needs no group either.
fn has_aggregate(item: &[Token]) -> bool {
    let is_call = |pair: &[Token]| AGGREGATES.iter().any(|name| pair[0].is_word(name)) && pair[1].is_mark("(");
    item.windows(2).any(is_call)
}

/// Numbers, text, nulls, and a whole query in brackets.
fn is_constant(value: &[Token]) -> bool {
    let is_query = value.len() > 2 && value[0].is_mark("(") && value[1].is_word("select");
    let holds_no_name = |token: &Token| !matches!(token.sort, Sort::Word | Sort::Quoted) || token.is_word("null");
    is_query || (value.iter().all(holds_no_name) && value.iter().any(|token| token.sort != Sort::Mark))
}

/// An expression and the name after `AS`.
fn without_alias<'a, 'q>(item: &'a [Token<'q>]) -> (&'a [Token<'q>], Option<&'a Token<'q>>) {
    match item {
        [value @ .., word, alias] if word.is_word("as") && !value.is_empty() => (value, Some(alias)),
        _ => (item, None),
    }
}

/// An expression in lower case without blanks and without the tables before its columns, so that two can be compared.
fn essence(value: &[Token]) -> String {
    let mut kept: Vec<&Token> = Vec::new();
    for token in value {
        if kept.len() > 1 && kept[kept.len() - 1].is_mark(".") {
            kept.truncate(kept.len() - 2);
        }
        kept.push(token);
    }
    let text = |token: &&Token| {
        if token.sort == Sort::Text { token.text.to_owned() } else { token.text.to_ascii_lowercase() }
    };
    kept.iter().map(text).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::check_standard;
    use crate::diagnostic::Finding;

    #[test]
    fn what_other_databases_refuse_is_refused() {
        let cases = [
            ("SELECT name FROM t ORDER BY name LIMIT 2", "fine"),
            ("SELECT name FROM t LIMIT 2", "limit-without-order"),
            ("SELECT name FROM t WHERE k IN (SELECT k FROM u LIMIT 1) ORDER BY name", "limit-without-order"),
            ("SELECT name FROM (SELECT name FROM u ORDER BY k LIMIT 1)", "fine"),
            ("SELECT side, COUNT(*) FROM t GROUP BY side", "fine"),
            ("SELECT t.side AS s, COUNT(*) FROM t GROUP BY side", "fine"),
            ("SELECT km % 2 AS odd, COUNT(*) FROM t GROUP BY odd", "fine"),
            ("SELECT km % 2, 'x', NULL FROM t GROUP BY 1", "fine"),
            ("SELECT side, name, MAX(km) FROM t GROUP BY side", "bare-column"),
            ("SELECT DISTINCT name FROM t GROUP BY side", "bare-column"),
            ("SELECT name, MAX(km) FROM t", "bare-column"),
            ("SELECT * FROM t GROUP BY side", "bare-column"),
            ("SELECT (SELECT MAX(km) FROM t), COUNT(*) FROM t", "fine"),
            ("SELECT MAX(km) - MIN(km), COUNT(*) FROM t", "fine"),
            ("SELECT name, km FROM t", "fine"),
            ("", "fine"),
            (")))", "fine"),
            ("SELECT", "fine"),
        ];
        for (query, expected) in cases {
            assert_eq!(check_standard(query).err().map_or("fine", |fault| fault.code()), expected, "{query}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_looked_at_without_a_panic(words in "((select|from|group by|as|max|a|,|\\(|\\)|\\.|\\*|order|limit|1) ?){0,14}") {
            let _ = check_standard(&words);
        }
    }
}
