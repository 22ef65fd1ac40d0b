//! Text of commands → commands with their words, pipes and arrows. Quotes and escapes are read here, values are not
//! put in yet. What is not read is refused as it is written.

use super::Refusal;

/// Commands from left to right, each joined to the one before it.
pub type Script = Vec<(Join, Pipeline)>;

/// How a pipeline is joined to what ran before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Join {
    /// `;` or a new line.
    Always,
    /// `&&`
    AfterSuccess,
    /// `||`
    AfterFailure,
}

/// Commands whose output goes into the next one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pipeline {
    pub stages: Vec<Stage>,
    /// The number of the line it begins in, from 1.
    pub line: u32,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stage {
    pub words: Vec<Word>,
    pub arrows: Vec<(Arrow, Word)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrow {
    /// `>`
    Into,
    /// `>>`
    Onto,
    /// `<`
    From,
    /// `2>`
    ErrorsInto,
    /// `2>>`
    ErrorsOnto,
    /// `2>&1`, with no word of its own.
    ErrorsToOutput,
}

/// One word, in pieces.
pub type Word = Vec<Piece>;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Letters as they are; in a bare piece `*`, `?` and `[` are patterns.
    Text { text: String, quoted: bool },
    /// `$name`, `${name}`, `$?`.
    Value { name: String, quoted: bool },
}

/// Words that begin what is more than a plain command.
const RESERVED: &[&str] = &[
    "if", "then", "else", "elif", "fi", "for", "while", "until", "do", "done", "case", "esac", "function", "{", "}",
    "!",
];

/// The most commands in one script.
const MOST: usize = 200;

/// Reads a whole text of commands.
pub fn read(text: &str) -> Result<Script, Refusal> {
    let mut reader = Reader { letters: text.chars().collect(), at: 0, line: 1 };
    let mut script = Script::new();
    let mut join = Some(Join::Always);
    loop {
        let pipeline = reader.pipeline()?;
        let is_empty = pipeline.stages.is_empty();
        match join {
            Some(join) if !is_empty => script.push((join, pipeline)),
            Some(Join::AfterSuccess | Join::AfterFailure) => return Err(reader.syntax("&&")),
            _ => {}
        }
        if script.len() > MOST {
            return Err(Refusal::TooMuch);
        }
        join = match reader.separator(is_empty)? {
            Separator::End => return Ok(script),
            Separator::Line => Some(Join::Always),
            Separator::Join(found) => Some(found),
        };
        if matches!(join, Some(Join::AfterSuccess | Join::AfterFailure)) {
            reader.skip_lines();
        }
    }
}

enum Separator {
    End,
    Line,
    Join(Join),
}

struct Reader {
    letters: Vec<char>,
    at: usize,
    line: u32,
}

impl Reader {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.letters.get(self.at + ahead).copied()
    }

    fn starts(&self, text: &str) -> bool {
        text.chars().enumerate().all(|(ahead, letter)| self.peek(ahead) == Some(letter))
    }

    fn syntax(&self, written: &str) -> Refusal {
        Refusal::Syntax { written: written.to_owned() }
    }

    /// Goes on behind a letter and counts lines.
    fn step(&mut self) {
        if self.peek(0) == Some('\n') {
            self.line += 1;
        }
        self.at += 1;
    }

    fn skip_blanks(&mut self) {
        while matches!(self.peek(0), Some(' ' | '\t')) {
            self.at += 1;
        }
        if self.peek(0) == Some('#') {
            while !matches!(self.peek(0), None | Some('\n')) {
                self.at += 1;
            }
        }
    }

    fn skip_lines(&mut self) {
        self.skip_blanks();
        while self.peek(0) == Some('\n') {
            self.step();
            self.skip_blanks();
        }
    }

    fn separator(&mut self, after_nothing: bool) -> Result<Separator, Refusal> {
        let found = match self.peek(0) {
            None => return Ok(Separator::End),
            Some('\n') => {
                self.step();
                return Ok(Separator::Line);
            }
            Some(';') if self.starts(";;") => return Err(self.syntax(";;")),
            Some(';') => (1, Join::Always),
            Some('&') if self.starts("&&") => (2, Join::AfterSuccess),
            Some('|') if self.starts("||") => (2, Join::AfterFailure),
            Some(other) => return Err(self.syntax(&other.to_string())),
        };
        if after_nothing {
            return Err(self.syntax(";"));
        }
        self.at += found.0;
        Ok(Separator::Join(found.1))
    }

    fn pipeline(&mut self) -> Result<Pipeline, Refusal> {
        self.skip_blanks();
        let mut pipeline = Pipeline { line: self.line, stages: Vec::new() };
        loop {
            let stage = self.stage()?;
            let is_empty = stage.words.is_empty() && stage.arrows.is_empty();
            let goes_on = self.peek(0) == Some('|') && self.peek(1) != Some('|');
            if is_empty && (goes_on || !pipeline.stages.is_empty()) {
                return Err(self.syntax("|"));
            }
            if is_empty {
                return Ok(pipeline);
            }
            pipeline.stages.push(stage);
            if !goes_on {
                return Ok(pipeline);
            }
            self.at += 1;
            self.skip_lines();
        }
    }

    fn stage(&mut self) -> Result<Stage, Refusal> {
        let mut stage = Stage::default();
        loop {
            self.skip_blanks();
            if let Some(arrow) = self.arrow()? {
                self.skip_blanks();
                let word = if arrow == Arrow::ErrorsToOutput { Word::new() } else { self.word()? };
                if word.is_empty() && arrow != Arrow::ErrorsToOutput {
                    return Err(self.syntax(">"));
                }
                stage.arrows.push((arrow, word));
                continue;
            }
            let word = self.word()?;
            if word.is_empty() {
                return Ok(stage);
            }
            if let (true, [Piece::Text { text, quoted: false }]) = (stage.words.is_empty(), word.as_slice())
                && RESERVED.contains(&text.as_str())
            {
                return Err(self.syntax(text));
            }
            // `3>f` would be another way out than those that are modelled.
            if let (Some('>' | '<'), [Piece::Text { text, quoted: false }]) = (self.peek(0), word.as_slice())
                && text.chars().all(|letter| letter.is_ascii_digit())
            {
                return Err(self.syntax(&format!("{text}>")));
            }
            stage.words.push(word);
        }
    }

    fn arrow(&mut self) -> Result<Option<Arrow>, Refusal> {
        for refused in ["<<", "<>", "<&", ">|", "&>", "2<", "1>", "0<"] {
            if self.starts(refused) {
                return Err(self.syntax(refused));
            }
        }
        let known = [
            ("2>&1", Arrow::ErrorsToOutput),
            ("2>>", Arrow::ErrorsOnto),
            ("2>", Arrow::ErrorsInto),
            (">>", Arrow::Onto),
            (">", Arrow::Into),
            ("<", Arrow::From),
        ];
        let Some((text, arrow)) = known.into_iter().find(|(text, _)| self.starts(text)) else { return Ok(None) };
        self.at += text.len();
        if self.peek(0) == Some('&') {
            return Err(self.syntax(">&"));
        }
        Ok(Some(arrow))
    }

    /// Reads one word; empty where none stands.
    fn word(&mut self) -> Result<Word, Refusal> {
        let mut word = Word::new();
        let mut bare = String::new();
        while let Some(letter) = self.peek(0) {
            match letter {
                ' ' | '\t' | '\n' | ';' | '|' | '>' | '<' => break,
                '&' if self.peek(1) == Some('&') => break,
                '&' | '(' | ')' | '`' => return Err(self.syntax(&letter.to_string())),
                '\'' => {
                    flush(&mut word, &mut bare);
                    let text = self.until('\'')?;
                    word.push(Piece::Text { text, quoted: true });
                }
                '"' => {
                    flush(&mut word, &mut bare);
                    self.in_double_quotes(&mut word)?;
                }
                '\\' => {
                    flush(&mut word, &mut bare);
                    let next = self.peek(1).filter(|next| *next != '\n').ok_or_else(|| self.syntax("\\"))?;
                    self.at += 2;
                    word.push(Piece::Text { text: next.to_string(), quoted: true });
                }
                '$' => match self.value(false)? {
                    Some(value) => {
                        flush(&mut word, &mut bare);
                        word.push(value);
                    }
                    None => bare.push('$'),
                },
                letter if !is_known(letter) => return Err(self.syntax(&letter.to_string())),
                letter => {
                    bare.push(letter);
                    self.at += 1;
                }
            }
        }
        flush(&mut word, &mut bare);
        Ok(word)
    }

    fn until(&mut self, end: char) -> Result<String, Refusal> {
        let mut text = String::new();
        self.at += 1;
        while let Some(letter) = self.peek(0) {
            if letter != '\n' && !is_known(letter) {
                return Err(self.syntax(&letter.to_string()));
            }
            self.step();
            if letter == end {
                return Ok(text);
            }
            text.push(letter);
        }
        Err(self.syntax(&end.to_string()))
    }

    fn in_double_quotes(&mut self, word: &mut Word) -> Result<(), Refusal> {
        let mut text = String::new();
        self.at += 1;
        loop {
            match self.peek(0) {
                None => return Err(self.syntax("\"")),
                Some('"') => break,
                Some('`') => return Err(self.syntax("`")),
                Some('\\') => {
                    let next = self.peek(1).ok_or_else(|| self.syntax("\\"))?;
                    if !matches!(next, '$' | '"' | '\\' | '`') {
                        text.push('\\');
                        self.at += 1;
                        continue;
                    }
                    text.push(next);
                    self.at += 2;
                }
                Some('$') => match self.value(true)? {
                    Some(value) => {
                        word.push(Piece::Text { text: std::mem::take(&mut text), quoted: true });
                        word.push(value);
                    }
                    None => text.push('$'),
                },
                Some(letter) if letter != '\n' && !is_known(letter) => return Err(self.syntax(&letter.to_string())),
                Some(letter) => {
                    text.push(letter);
                    self.step();
                }
            }
        }
        self.at += 1;
        word.push(Piece::Text { text, quoted: true });
        Ok(())
    }

    /// Reads `$name`; `None`, one letter on, where the dollar means itself.
    fn value(&mut self, quoted: bool) -> Result<Option<Piece>, Refusal> {
        self.at += 1;
        let name: String = match self.peek(0) {
            Some('?') => "?".to_owned(),
            Some('{') => {
                let rest: String = self.letters[self.at + 1..].iter().take_while(|letter| **letter != '}').collect();
                if !is_name(&rest) || self.peek(rest.len() + 1) != Some('}') {
                    return Err(self.syntax("${"));
                }
                self.at += 2;
                rest
            }
            Some(first) if first.is_ascii_alphabetic() || first == '_' => {
                let is_part = |letter: &&char| letter.is_ascii_alphanumeric() || **letter == '_';
                self.letters[self.at..].iter().take_while(is_part).collect()
            }
            Some(other) if !matches!(other, ' ' | '\t' | '\n' | '"' | '/' | '.' | ',') => {
                return Err(self.syntax(&format!("${other}")));
            }
            _ => return Ok(None),
        };
        self.at += name.len();
        Ok(Some(Piece::Value { name, quoted }))
    }
}

fn flush(word: &mut Word, bare: &mut String) {
    if !bare.is_empty() {
        word.push(Piece::Text { text: std::mem::take(bare), quoted: false });
    }
}

/// Letters whose order and width are the same everywhere.
fn is_known(letter: char) -> bool {
    letter == '\t' || letter.is_ascii_graphic() || letter == ' '
}

/// Whether it can name a variable.
pub fn is_name(text: &str) -> bool {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    !text.is_empty() && text.chars().all(is_part) && !text.starts_with(|first: char| first.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{Join, Piece, read};
    use crate::shell::Refusal;

    #[test]
    fn commands_are_cut_at_joins_and_pipes() {
        let script = read("a 'b c'|d >f&&e # no\n\nf || g; h\n").expect("it can be read");
        let joins: Vec<Join> = script.iter().map(|(join, _)| *join).collect();
        assert_eq!(joins, [Join::Always, Join::AfterSuccess, Join::Always, Join::AfterFailure, Join::Always]);
        let first = &script[0].1;
        assert_eq!((first.stages.len(), first.stages[1].arrows.len(), script[2].1.line), (2, 1, 3));
        assert_eq!(first.stages[0].words[1], [Piece::Text { text: "b c".to_owned(), quoted: true }]);
    }

    #[test]
    fn what_is_not_read_is_named() {
        let cases = [
            ("if true", "if"),
            ("echo $(ls)", "$("),
            ("echo `ls`", "`"),
            ("sleep 5 &", "&"),
            ("cat << EOF", "<<"),
            ("echo 'a", "'"),
            ("echo \"a", "\""),
            ("echo $1", "$1"),
            ("echo ${a:-b}", "${"),
            ("echo é", "é"),
            ("a | | b", "|"),
            ("; a", ";"),
            ("a &&", "&&"),
            ("cat >", ">"),
            ("(a)", "("),
            ("echo 12>f", "12>"),
        ];
        for (text, written) in cases {
            assert_eq!(read(text), Err(Refusal::Syntax { written: written.to_owned() }), "{text}");
        }
    }
}
