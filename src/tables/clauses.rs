//! The clauses of the outermost query, each as its text on one line.

use super::scan::{Token, tokens};

/// What a query is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clauses {
    /// After `SELECT`, with `DISTINCT`.
    pub columns: String,
    /// After `FROM`, joins and all.
    pub source: Option<String>,
    /// From `WHERE` on.
    pub filter: Option<String>,
    /// From `GROUP BY` on, with `HAVING`.
    pub groups: Option<String>,
    /// From `ORDER BY` on, with `LIMIT` and `OFFSET`.
    pub order: Option<String>,
}

/// The clause that a word begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Columns,
    Source,
    Filter,
    Groups,
    Order,
}

const STARTS: [(&str, Part); 8] = [
    ("select", Part::Columns),
    ("from", Part::Source),
    ("where", Part::Filter),
    ("group", Part::Groups),
    ("having", Part::Groups),
    ("order", Part::Order),
    ("limit", Part::Order),
    ("offset", Part::Order),
];

impl Clauses {
    /// `None` for a query that is put together from several, by `UNION`, `WITH` and the like.
    pub fn of(query: &str) -> Option<Clauses> {
        let tokens: Vec<Token> = tokens(query).into_iter().filter(|token| !token.is_mark(";")).collect();
        let outer = || tokens.iter().enumerate().filter(|(_, token)| token.depth == 0);
        let selects = outer().filter(|(_, token)| token.is_word("select")).count();
        if selects != 1 || tokens.first().is_none_or(|first| !first.is_word("select")) {
            return None;
        }
        let starts: Vec<(usize, Part)> =
            outer().filter_map(|(index, token)| Some((index, part(&tokens, index, token)?))).collect();
        let mut clauses = Clauses::default();
        for (place, (start, part)) in starts.iter().enumerate() {
            let end = starts.get(place + 1).map_or(tokens.len(), |(next, _)| *next);
            let keeps_word = !matches!(part, Part::Columns | Part::Source);
            let text = on_one_line(query, &tokens[if keeps_word { *start } else { start + 1 }..end]);
            clauses.add(*part, text);
        }
        Some(clauses)
    }

    fn add(&mut self, part: Part, text: String) {
        let place = match part {
            Part::Columns => {
                self.columns = text;
                return;
            }
            Part::Source => &mut self.source,
            Part::Filter => &mut self.filter,
            Part::Groups => &mut self.groups,
            Part::Order => &mut self.order,
        };
        match place {
            Some(before) => *before = format!("{before} {text}"),
            None => *place = Some(text),
        }
    }
}

/// Which clause a token begins. `IS DISTINCT FROM` begins none.
fn part(tokens: &[Token], index: usize, token: &Token) -> Option<Part> {
    let is_comparison = token.is_word("from") && index > 0 && tokens[index - 1].is_word("distinct");
    let found = STARTS.iter().find(|(word, _)| token.is_word(word));
    found.filter(|_| !is_comparison).map(|(_, part)| *part)
}

/// Tokens with single blanks where the query has any between them.
fn on_one_line(query: &str, tokens: &[Token]) -> String {
    let mut text = String::new();
    for (index, token) in tokens.iter().enumerate() {
        if index > 0 && query[tokens[index - 1].end()..token.at].contains(char::is_whitespace) {
            text.push(' ');
        }
        text.push_str(token.text);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::Clauses;

    #[test]
    fn clauses_are_found_outside_brackets() {
        let query = "SELECT DISTINCT name,\n  (SELECT MAX(km) FROM trails ORDER BY 1) AS top\nFROM members m\n\
                     JOIN loans ON m.id = loans.member\nWHERE name IS DISTINCT FROM 'x' AND d > 1\n\
                     GROUP BY name HAVING COUNT(*) > 1\nORDER BY name LIMIT 3;";
        let expected = Clauses {
            columns: "DISTINCT name, (SELECT MAX(km) FROM trails ORDER BY 1) AS top".to_owned(),
            source: Some("members m JOIN loans ON m.id = loans.member".to_owned()),
            filter: Some("WHERE name IS DISTINCT FROM 'x' AND d > 1".to_owned()),
            groups: Some("GROUP BY name HAVING COUNT(*) > 1".to_owned()),
            order: Some("ORDER BY name LIMIT 3".to_owned()),
        };
        assert_eq!(Clauses::of(query), Some(expected));
    }

    #[test]
    fn what_is_put_together_has_no_clauses_of_its_own() {
        for query in ["SELECT 1 UNION SELECT 2", "WITH a AS (SELECT 1) SELECT * FROM a", "", "(SELECT 1)"] {
            assert_eq!(Clauses::of(query), None, "{query}");
        }
    }
}
