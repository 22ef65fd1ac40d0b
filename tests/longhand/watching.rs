//! `show` of a file that is being written, and `--watch`.

use crate::rig::{Session, repository};
use std::io::Read;
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// Longer than any machine takes for one picture.
const PATIENCE: Duration = Duration::from_secs(60);

fn example() -> String {
    let path = repository().join("src/commands/new/problems/output.toml");
    std::fs::read_to_string(path).expect("the example is in the repository")
}

#[test]
fn a_file_is_shown_whole_or_one_of_its_problems() {
    let second =
        example().split("[[problem]]").nth(1).expect("it holds a problem").replace("my-stepping-stones", "my-second");
    let session = Session::new().file("loops.toml", format!("{}\n[[problem]]{second}", example()));
    let all = session.stdout("show loops.toml");
    assert_eq!(all.matches("PREDICT THE OUTPUT").count(), 2, "{all}");
    let one = session.stdout("show loops.toml my-second");
    assert_eq!(one.matches("PREDICT THE OUTPUT").count(), 1, "{one}");
    let said = "error: `loops.toml` has no problem `my-secand`\nhelp: did you mean `my-second`?\n";
    session.run("show loops.toml my-secand").status(2).stderr_is(said);
    session.run("show gone.toml").status(3).stderr_has("`gone.toml` cannot be read");
    session.run("show loops.toml -o two.pdf --key").files(&["two.pdf"]).stderr_is("wrote `two.pdf`\n");
}

#[test]
fn faults_stand_above_what_can_be_shown() {
    let broken =
        example().split("[[problem]]").nth(1).expect("it holds a problem").replace("my-stepping-stones", "my-second");
    let broken = broken.replace("[\"$stop, $step\",", "[\"$stop; $step\",");
    let session = Session::new().file("loops.toml", format!("{}\n[[problem]]{broken}", example()));
    let run = session.run("show loops.toml").status(1);
    let text = run.stdout();
    let fault = text.find("error[quote-not-found]").unwrap_or_else(|| panic!("no fault in {text}"));
    let shown = text.find("PREDICT THE OUTPUT").unwrap_or_else(|| panic!("nothing is shown in {text}"));
    assert!(fault < shown && text.contains("--> loops.toml:"), "{text}");
    session
        .run("show loops.toml --format json")
        .status(1)
        .stderr_has("error[quote-not-found]")
        .stdout_has("my-stepping-stones");
    session.run("show loops.toml my-second").status(1).stderr_has("error[quote-not-found]");
}

#[test]
fn draws_stand_side_by_side() {
    let session = Session::new().file("loops.toml", example());
    let text = session.stdout("show loops.toml --all-seeds 20");
    assert_eq!(text.matches("\nanswer ").count(), 20, "{text}");
    assert!(text.contains("(range-includes-stop)") && text.contains("\n20 draws: "), "{text}");
    let json = session.run("show loops.toml --all-seeds 5 --format json").json();
    assert_eq!(json["sheets"].as_array().map(Vec::len), Some(5));
    assert_eq!(
        (json["spread"][0]["draws"].as_u64(), json["spread"][0]["problem"].as_str()),
        (Some(5), Some("my-stepping-stones"))
    );
    let one = session.run("show loops.toml --seed 3 --format json").json();
    assert_eq!(json["sheets"][3]["questions"], one["sheets"][0]["questions"]);
    session.run("show loops.toml --all-seeds 3 -o three.pdf").files(&["three.pdf"]).stderr_is("wrote `three.pdf`\n");
}

#[test]
fn there_must_be_something_to_watch() {
    let session = Session::new();
    session
        .run("show museum-fares --watch")
        .status(2)
        .stderr_has("there is nothing to watch")
        .stderr_has("my-loops.toml");
}

/// The program while it watches, and what it prints.
struct Watching {
    child: Child,
    printed: Receiver<Vec<u8>>,
    seen: String,
}

impl Watching {
    fn start(session: &Session, words: &[&str]) -> Watching {
        let mut command = session.command();
        let mut child = command.args(words).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("it starts");
        let mut output = child.stdout.take().expect("standard output is a pipe");
        let (send, printed) = channel();
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(read @ 1..) = output.read(&mut bytes) {
                if send.send(bytes[..read].to_vec()).is_err() {
                    return;
                }
            }
        });
        Watching { child, printed, seen: String::new() }
    }

    /// Waits until it has printed something, and forgets all up to there.
    #[track_caller]
    fn wait_for(&mut self, text: &str) -> Duration {
        let start = Instant::now();
        while !self.seen.contains(text) {
            assert!(start.elapsed() < PATIENCE, "no `{text}` in {}", self.seen);
            if let Ok(bytes) = self.printed.recv_timeout(Duration::from_millis(50)) {
                self.seen += &String::from_utf8_lossy(&bytes);
            }
        }
        let at = self.seen.find(text).unwrap_or(0) + text.len();
        self.seen.drain(..at);
        start.elapsed()
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

#[test]
fn what_is_watched_is_shown_again_when_it_is_saved() {
    let session = Session::new().file("loops.toml", example());
    let mut watching = Watching::start(&session, &["show", "loops.toml", "--watch"]);
    watching.wait_for("print(stone)");
    session.put("loops.toml", example().replace("stone", "plank"));
    let took = watching.wait_for("print(plank)");
    assert!(took < PATIENCE, "{took:?}");
    // As many editors save: another file takes its name.
    session.put(".loops.toml.new", example().replace("$stop, $step\", \"", "$stop; $step\", \""));
    std::fs::rename(session.path(".loops.toml.new"), session.path("loops.toml")).expect("a file can be renamed");
    watching.wait_for("error[quote-not-found]");
    watching.wait_for("^^^^");
    std::fs::remove_file(session.path("loops.toml")).expect("a file can be removed");
    session.put("loops.toml", example().replace("stone", "bridge"));
    watching.wait_for("print(bridge)");
}

#[test]
fn a_pdf_is_written_anew_when_a_bank_changes() {
    let session = Session::new();
    session.run("new set my-bank").whatever_it_says();
    let words = ["show", "my-eggs-of-a-week", "--bank", "my-bank", "--watch", "-o", "eggs.pdf"];
    let _watching = Watching::start(&session, &words);
    let pdf = session.path("eggs.pdf");
    let written = || std::fs::read(&pdf).unwrap_or_default();
    let wait = |before: &[u8]| {
        let start = Instant::now();
        while written().is_empty() || written() == before {
            assert!(start.elapsed() < PATIENCE, "the PDF does not change");
            std::thread::sleep(Duration::from_millis(50));
        }
        written()
    };
    let first = wait(&[]);
    let set = "my-bank/control-flow/first-problems.toml";
    let text = String::from_utf8(session.read(set)).expect("it is text");
    session.put(set, text.replace("print(total)", "print(total + 100)"));
    let second = wait(&first);
    assert!(second.starts_with(b"%PDF") && second.ends_with(b"%%EOF\n") || second.ends_with(b"%%EOF"));
}
