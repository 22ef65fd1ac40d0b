//! A query cut into words and marks, with how deep in brackets each stands. Enough to find its clauses; what is no SQL
//! is SQLite's to refuse.

/// Bytes of the longest query that is looked at or run. A page holds a tenth of it.
pub const LONGEST: usize = 10_000;

/// A piece of a query that is neither blank nor comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    pub text: &'a str,
    pub sort: Sort,
    /// Brackets around it; a bracket itself is as deep as what stands around it.
    pub depth: usize,
    /// Where it begins, in bytes.
    pub at: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A keyword, or a name without quotes.
    Word,
    Number,
    /// In single quotes.
    Text,
    /// A name in double quotes, backticks or square brackets.
    Quoted,
    Mark,
}

impl Token<'_> {
    /// Whether it is this keyword, given in lower case.
    pub fn is_word(&self, word: &str) -> bool {
        self.sort == Sort::Word && self.text.eq_ignore_ascii_case(word)
    }

    pub fn is_mark(&self, mark: &str) -> bool {
        self.sort == Sort::Mark && self.text == mark
    }

    pub fn end(&self) -> usize {
        self.at + self.text.len()
    }
}

/// Cuts a query into tokens.
pub fn tokens(query: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(first) = query[at..].chars().next() {
        let rest = &query[at..];
        let (length, sort) = piece(rest, first);
        let Some(sort) = sort else {
            at += length;
            continue;
        };
        if first == ')' {
            depth = depth.saturating_sub(1);
        }
        found.push(Token { text: &rest[..length], sort, depth, at });
        if first == '(' {
            depth += 1;
        }
        at += length;
    }
    found
}

/// The names that a query gives to inner ones: `WITH name AS (…)`, `WITH name(a, b) AS (…)`.
pub fn inner_names(query: &str) -> Vec<String> {
    let tokens = tokens(query);
    if !tokens.iter().any(|token| token.is_word("with")) {
        return Vec::new();
    }
    let is_named = |index: usize| {
        let depth = tokens[index].depth;
        let mut rest = tokens[index + 1..].iter().filter(|token| token.depth == depth).peekable();
        if rest.peek().is_some_and(|token| token.is_mark("(")) {
            rest.nth(1);
        }
        rest.next().is_some_and(|token| token.is_word("as")) && rest.next().is_some_and(|token| token.is_mark("("))
    };
    let names = tokens.iter().enumerate().filter(|(index, token)| token.sort == Sort::Word && is_named(*index));
    names.map(|(_, token)| token.text.to_ascii_lowercase()).collect()
}

/// How long the piece is that a text begins with, and what it is; nothing for blanks and comments.
fn piece(rest: &str, first: char) -> (usize, Option<Sort>) {
    let until = |end: &str, from: usize| rest[from..].find(end).map_or(rest.len(), |at| from + at + end.len());
    let run = |holds: fn(char) -> bool| rest.find(|letter| !holds(letter)).unwrap_or(rest.len());
    match first {
        _ if first.is_whitespace() => (run(char::is_whitespace), None),
        '-' if rest.starts_with("--") => (until("\n", 2), None),
        '/' if rest.starts_with("/*") => (until("*/", 2), None),
        '\'' => (quoted(rest, '\''), Some(Sort::Text)),
        '"' | '`' => (quoted(rest, first), Some(Sort::Quoted)),
        '[' => (until("]", 1), Some(Sort::Quoted)),
        _ if first.is_ascii_digit() => {
            (run(|letter| letter.is_ascii_alphanumeric() || letter == '.'), Some(Sort::Number))
        }
        _ if is_part(first) => (run(is_part), Some(Sort::Word)),
        _ => (first.len_utf8(), Some(Sort::Mark)),
    }
}

fn is_part(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// The length of a piece in quotes; a doubled quote stands for itself, so two pieces that touch are one.
fn quoted(rest: &str, quote: char) -> usize {
    let mut end = 1;
    loop {
        match rest[end..].find(quote) {
            None => return rest.len(),
            Some(at) if rest[end + at + 1..].starts_with(quote) => end += at + 2,
            Some(at) => return end + at + 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Sort, inner_names, tokens};
    use proptest::prelude::*;

    #[test]
    fn a_query_is_cut_into_words_and_marks() {
        let query = "SELECT name -- who's there\nFROM \"a b\" /* (x */ WHERE x = 'it''s (' AND n >= 2.5";
        let texts: Vec<&str> = tokens(query).iter().map(|token| token.text).collect();
        let expected =
            ["SELECT", "name", "FROM", "\"a b\"", "WHERE", "x", "=", "'it''s ('", "AND", "n", ">", "=", "2.5"];
        assert_eq!(texts, expected);
        assert_eq!(tokens(query)[3].sort, Sort::Quoted);
    }

    #[test]
    fn brackets_are_counted() {
        let depths: Vec<(&str, usize)> =
            tokens("a (b (c) d) e) f").iter().map(|token| (token.text, token.depth)).collect();
        let expected = [
            ("a", 0),
            ("(", 0),
            ("b", 1),
            ("(", 1),
            ("c", 2),
            (")", 1),
            ("d", 1),
            (")", 0),
            ("e", 0),
            (")", 0),
            ("f", 0),
        ];
        assert_eq!(depths, expected);
    }

    #[test]
    fn names_of_inner_queries_are_found() {
        let query = "WITH RECURSIVE n(i) AS (SELECT 1), Long AS (SELECT x AS y FROM t) SELECT * FROM n, long";
        assert_eq!(inner_names(query), ["n", "long"]);
        assert_eq!(inner_names("SELECT x AS y FROM json_each(1)"), Vec::<String>::new());
    }

    proptest! {
        #[test]
        fn any_text_is_cut_without_a_panic(query in "[a-c'\"`\\[\\]()*/ \n-9é]{0,40}") {
            inner_names(&query);
            let mut end = 0;
            for token in tokens(&query) {
                prop_assert!(token.at >= end && !token.text.is_empty());
                end = token.end();
            }
            prop_assert!(end <= query.len());
        }
    }
}
