//! Scripts, pipelines and arrows: which command runs, where its lines go, and with which status it ends.

use super::output::{Done, Output};
use super::words::{Arrow, Join, Piece, Pipeline, Stage, Word, is_name};
use super::{Refusal, Shell, Stopped, git, tools, words};

/// The most paths and letters that a session may hold.
const MOST_PATHS: usize = 300;
const MOST_LETTERS: usize = 100_000;

/// When the files of arrows are opened: with pipes, both orders must come to the same.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opening {
    AllFirst,
    EachInTurn,
}

/// A stage with its values put in.
struct Ready {
    words: Vec<String>,
    arrows: Vec<(Arrow, String)>,
}

impl Shell {
    /// Follows every command of a text and gives what each pipeline that ran left behind.
    pub fn run(&mut self, text: &str) -> Result<Vec<Done>, Stopped> {
        let script = words::read(text).map_err(|refusal| Stopped { line: None, refusal })?;
        let mut ran = Vec::new();
        for (join, pipeline) in &script {
            let goes_on = match join {
                Join::Always => true,
                Join::AfterSuccess => self.status == Some(0),
                Join::AfterFailure => self.status != Some(0),
            };
            if goes_on {
                let stop = |refusal| Stopped { line: Some(pipeline.line), refusal };
                let done = self.run_pipeline(pipeline).map_err(stop)?;
                self.status = Some(done.status).filter(|_| !done.unsure);
                ran.push(Done { line: pipeline.line, ..done });
            }
        }
        Ok(ran)
    }

    fn run_pipeline(&mut self, pipeline: &Pipeline) -> Result<Done, Refusal> {
        let before = self.clone();
        let done = self.run_stages(&pipeline.stages, Opening::EachInTurn)?;
        let (paths, letters) = self.tree.size();
        if paths > MOST_PATHS || letters > MOST_LETTERS || done.out.text.len() > MOST_LETTERS {
            return Err(Refusal::TooMuch);
        }
        if pipeline.stages.len() > 1 && pipeline.stages.iter().any(|stage| !stage.arrows.is_empty()) {
            let mut other = before;
            let same = other.run_stages(&pipeline.stages, Opening::AllFirst)?;
            if same != done || other != *self {
                return Err(Refusal::situation("a pipe that reads what it writes"));
            }
        }
        Ok(done)
    }

    fn run_stages(&mut self, stages: &[Stage], opening: Opening) -> Result<Done, Refusal> {
        if opening == Opening::AllFirst {
            for stage in stages {
                let ready = self.ready(stage)?;
                if self.open(&ready)?.is_some() {
                    return Err(Refusal::situation("a pipe with a file that cannot be opened"));
                }
            }
        }
        let mut input: Option<Output> = None;
        let mut errors = Some(String::new());
        for (index, stage) in stages.iter().enumerate() {
            let is_piped = stages.len() > 1;
            let mut done = self.run_stage(stage, input.take(), is_piped, opening)?;
            errors = errors.zip(done.errors.take()).map(|(all, more)| all + &more);
            if index + 1 == stages.len() {
                return Ok(Done { errors, ..done });
            }
            input = Some(done.out);
        }
        Ok(Done::quiet())
    }

    fn run_stage(
        &mut self,
        stage: &Stage,
        input: Option<Output>,
        is_piped: bool,
        opening: Opening,
    ) -> Result<Done, Refusal> {
        let (values, written) = assignments(&stage.words);
        if !values.is_empty() {
            return self.assign(values, written, stage, is_piped);
        }
        let ready = self.ready(stage)?;
        if let Some(failed) = if opening == Opening::EachInTurn { self.open(&ready)? } else { None } {
            return Ok(failed);
        }
        if self.reads_what_it_writes(&ready) {
            return Err(Refusal::situation("a command that reads the file that it writes"));
        }
        let input = match ready.arrows.iter().rev().find(|(arrow, _)| *arrow == Arrow::From) {
            Some((_, path)) => Some(self.input_file(path)?),
            None => input,
        };
        let done = self.command(&ready.words, input, is_piped)?;
        self.deliver(done, &ready)
    }

    fn assign(&mut self, values: &[Word], written: &[Word], stage: &Stage, is_piped: bool) -> Result<Done, Refusal> {
        if !written.is_empty() || !stage.arrows.is_empty() || is_piped {
            return Err(Refusal::Syntax { written: "name=value command".to_owned() });
        }
        for word in values {
            let Some(Piece::Text { text, .. }) = word.first() else { continue };
            let Some((name, start)) = text.split_once('=') else { continue };
            let mut value = vec![Piece::Text { text: start.to_owned(), quoted: false }];
            value.extend_from_slice(&word[1..]);
            let value = self.expand_one(&value)?;
            self.values.insert(name.to_owned(), value);
        }
        Ok(Done::quiet())
    }

    fn ready(&self, stage: &Stage) -> Result<Ready, Refusal> {
        let words = self.expand(&stage.words)?;
        let mut arrows = Vec::new();
        for (arrow, word) in &stage.arrows {
            if self.is_pattern(word)? {
                return Err(Refusal::situation("an arrow to a pattern"));
            }
            arrows.push((*arrow, self.expand_one(word)?));
        }
        Ok(Ready { words, arrows })
    }

    /// Opens the files of arrows as the shell does before it starts the command: `>` empties at once.
    fn open(&mut self, ready: &Ready) -> Result<Option<Done>, Refusal> {
        let ways_out = ready.arrows.iter().filter(|(arrow, _)| matches!(arrow, Arrow::Into | Arrow::Onto)).count();
        let errors = ready.arrows.iter().filter(|(arrow, _)| is_for_errors(*arrow)).count();
        let is_mixed = ready.arrows.iter().any(|(arrow, _)| *arrow == Arrow::ErrorsToOutput);
        if ways_out > 1 || errors > 1 || (is_mixed && ways_out > 0) {
            return Err(Refusal::situation("two arrows of one kind at one command"));
        }
        for (arrow, path) in &ready.arrows {
            if *arrow == Arrow::ErrorsToOutput || path == "/dev/null" {
                continue;
            }
            let found = self.tree.find(&self.folder, path);
            let is_there = found.as_ref().is_ok_and(|spot| self.tree.get(&spot.path).is_some());
            if *arrow == Arrow::From && found.as_ref().is_ok_and(|spot| self.tree.is_folder(&spot.path)) {
                return Err(Refusal::situation("`<` from a folder"));
            }
            let spot = match found {
                Ok(spot) if !self.tree.is_folder(&spot.path) && !spot.slash && (is_there || *arrow != Arrow::From) => {
                    spot
                }
                _ => return Ok(Some(Done::failed_anyhow())),
            };
            self.may_write(&spot.path)?;
            match arrow {
                Arrow::Into | Arrow::ErrorsInto => self.tree.write(&spot.path, String::new()),
                Arrow::Onto | Arrow::ErrorsOnto if !is_there => self.tree.write(&spot.path, String::new()),
                _ => {}
            }
        }
        Ok(None)
    }

    /// Whether a command that reads line by line gets the file that it writes. One file alone is read after `>` has
    /// emptied it, and `sort` reads everything before it writes.
    fn reads_what_it_writes(&self, ready: &Ready) -> bool {
        let at = |written: &str| self.tree.existing(&self.folder, written).ok();
        let is_out = |arrow: Arrow| matches!(arrow, Arrow::Into | Arrow::Onto);
        let Some((arrow, target)) = ready.arrows.iter().find(|(arrow, _)| is_out(*arrow)) else { return false };
        let Some((command, words)) = ready.words.split_first() else { return false };
        let reads = ["cat", "cut", "grep", "head", "tail", "uniq", "wc"].contains(&command.as_str());
        let sources = ready.arrows.iter().filter(|(arrow, _)| *arrow == Arrow::From).map(|(_, written)| written);
        let files: Vec<String> = words.iter().chain(sources).filter_map(|word| at(word)).collect();
        let is_alone = *arrow == Arrow::Into && files.len() == 1 && command != "grep";
        reads && !is_alone && at(target).is_some_and(|target| files.contains(&target))
    }

    fn input_file(&self, path: &str) -> Result<Output, Refusal> {
        if path == "/dev/null" {
            return Ok(Output::default());
        }
        match self.tree.existing(&self.folder, path) {
            Ok(found) => Ok(Output::text(self.text_of(&found)?.unwrap_or_default())),
            Err(_) => Err(Refusal::situation("a file that goes away while it is read")),
        }
    }

    fn command(&mut self, words: &[String], input: Option<Output>, is_piped: bool) -> Result<Done, Refusal> {
        let Some((name, arguments)) = words.split_first() else {
            return Ok(Done::quiet());
        };
        if is_piped && matches!(name.as_str(), "cd") {
            return Err(Refusal::situation("`cd` in a pipe"));
        }
        match name.as_str() {
            "git" => git::run(self, arguments).map(|done| Done { unsure: done.status != 0, ..done }),
            name => tools::run(self, name, arguments, input),
        }
    }

    /// Sends what a command printed along its arrows.
    fn deliver(&mut self, mut done: Done, ready: &Ready) -> Result<Done, Refusal> {
        for (arrow, path) in &ready.arrows {
            match arrow {
                Arrow::From => {}
                Arrow::ErrorsToOutput => {
                    let errors = self.known_errors(&mut done, ready)?;
                    // Both streams end up in one place only if nothing was sent elsewhere before.
                    if !errors.is_empty() && !done.out.text.is_empty() {
                        return Err(Refusal::situation("two streams mixed by `2>&1`"));
                    }
                    done.out.text.push_str(&errors);
                }
                Arrow::Into | Arrow::Onto => {
                    if path == "/dev/null" {
                        done.out = Output::default();
                        continue;
                    }
                    let text = done.out.known()?.to_owned();
                    self.append(path, &text)?;
                    done.out = Output::default();
                }
                Arrow::ErrorsInto | Arrow::ErrorsOnto => {
                    if path == "/dev/null" {
                        done.errors = Some(String::new());
                        continue;
                    }
                    let errors = self.known_errors(&mut done, ready)?;
                    self.append(path, &errors)?;
                }
            }
        }
        Ok(done)
    }

    fn known_errors(&self, done: &mut Done, ready: &Ready) -> Result<String, Refusal> {
        let command = ready.words.iter().take(2).cloned().collect::<Vec<_>>().join(" ");
        let errors = done.errors.replace(String::new());
        errors.ok_or(Refusal::Words { command })
    }

    fn append(&mut self, path: &str, text: &str) -> Result<(), Refusal> {
        if text.is_empty() {
            return Ok(());
        }
        let Ok(spot) = self.tree.find(&self.folder, path) else {
            return Err(Refusal::situation("an arrow to a folder that goes away"));
        };
        let before = self.tree.file(&spot.path).map(|file| file.text.clone());
        let Some(before) = before else { return Err(Refusal::situation("an arrow to a file that goes away")) };
        self.tree.write(&spot.path, before + text);
        Ok(())
    }
}

fn is_for_errors(arrow: Arrow) -> bool {
    matches!(arrow, Arrow::ErrorsInto | Arrow::ErrorsOnto | Arrow::ErrorsToOutput)
}

/// The words before the command that give a name a value, and the rest.
fn assignments(words: &[Word]) -> (&[Word], &[Word]) {
    let is_assignment = |word: &Word| match word.first() {
        Some(Piece::Text { text, quoted: false }) => text.split_once('=').is_some_and(|(name, _)| is_name(name)),
        _ => false,
    };
    let count = words.iter().take_while(|word| is_assignment(word)).count();
    words.split_at(count)
}
