//! The worker seen from outside: what it has left of the machine, and that it ends with its parent.

#![cfg(unix)]

use crate::rig::Session;
use longhand::python::{Limits, Python, Stop};
use std::fs;
use std::io::{Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A program that no step counter sees.
const ENDLESS: &str = "-1 in iter(int, 1)";

/// For a process to start or to end on a busy machine.
const PATIENCE: Duration = Duration::from_secs(10);

/// A worker that has greeted.
fn worker() -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_longhand"));
    let pipes = command.arg("worker").env_clear().stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut worker = pipes.spawn().expect("the program starts");
    let greeting = receive(&mut worker);
    assert_eq!(greeting, "\"longhand worker 1\"");
    worker
}

fn receive(worker: &mut Child) -> String {
    let output = worker.stdout.as_mut().expect("it is a pipe");
    let mut length = [0; 4];
    output.read_exact(&mut length).expect("the worker says something");
    let mut body = vec![0; u32::from_le_bytes(length) as usize];
    output.read_exact(&mut body).expect("the worker says all of it");
    String::from_utf8(body).expect("the worker speaks JSON")
}

fn send(worker: &mut Child, program: &str) {
    let request = serde_json::json!({
        "task": { "Run": { "program": program } },
        "caps": { "steps": 20_000, "output": 65_536 },
        "care": "Learner",
    });
    let body = request.to_string().into_bytes();
    let length = u32::try_from(body.len()).expect("a program is short").to_le_bytes();
    let input = worker.stdin.as_mut().expect("it is a pipe");
    input.write_all(&[&length[..], &body].concat()).expect("the worker listens");
}

/// Whether something comes true before long.
fn soon(mut is_so: impl FnMut() -> bool) -> bool {
    let end = Instant::now() + PATIENCE;
    while Instant::now() < end {
        if is_so() {
            return true;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    is_so()
}

#[test]
fn the_end_of_its_input_ends_a_worker_whatever_it_runs() {
    let mut worker = worker();
    send(&mut worker, ENDLESS);
    std::thread::sleep(Duration::from_millis(100));
    assert_eq!(worker.try_wait().expect("it is our child"), None, "it runs as long as its input is open");
    drop(worker.stdin.take());
    let mut status = None;
    soon(|| {
        status = worker.try_wait().expect("it is our child");
        status.is_some()
    });
    let _ = worker.kill();
    assert_eq!(status.and_then(|status| status.code()), Some(0));
}

#[test]
fn what_the_interpreter_says_by_itself_is_no_reply() {
    let mut worker = worker();
    let noise = "s = getattr(lambda: 0, '__glob' + 'als__')['__builtins__'].__import__('sys')\n\
                 s.unraisablehook = None\nclass A:\n    def __del__(self): 1 / 0\nA()\nprint(5)";
    send(&mut worker, noise);
    assert_eq!(receive(&mut worker), r#"{"Ok":{"Run":{"stdout":"5\n","ending":"Done"}}}"#);
    send(&mut worker, "print(6)");
    assert_eq!(receive(&mut worker), r#"{"Ok":{"Run":{"stdout":"6\n","ending":"Done"}}}"#);
    drop(worker.stdin.take());
    worker.wait().expect("it is our child");
}

#[test]
fn a_worker_that_talks_nonsense_is_ended() {
    let session = Session::new();
    session.put("nonsense", "#!/bin/sh\nprintf '\\023\\000\\000\\000\"longhand worker 1\"xxxxxxxx'\nexec sleep 60\n");
    let program = session.path("nonsense");
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("it is our file");
    let start = Instant::now();
    let run = Python::in_worker(program).with_limits(Limits { time: PATIENCE, ..Limits::USUAL }).run("print(1)");
    assert_eq!(run, Err(Stop::Crashed { detail: "the worker said what is no reply".to_owned() }));
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
}

#[cfg(target_os = "linux")]
mod linux {
    use super::{ENDLESS, soon, worker};
    use crate::rig::Session;
    use std::fs;
    use std::path::Path;
    use std::process::{Command, Stdio};

    #[test]
    fn a_worker_has_little_left_of_the_machine() {
        // Handed on without mark, as a shell does.
        let mut shell = Command::new("/bin/sh");
        let line = format!("exec 7</dev/null; exec '{}' worker", env!("CARGO_BIN_EXE_longhand"));
        let mut heir = shell
            .args(["-c", &line])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("there is a shell");
        super::receive(&mut heir);
        for mut worker in [worker(), heir] {
            let process = Path::new("/proc").join(worker.id().to_string());
            let read = |name: &str| fs::read_to_string(process.join(name)).expect("the process is ours");
            let limits = read("limits");
            for (name, most) in [
                ("Max cpu time", "120"),
                ("Max file size", "0"),
                ("Max data size", "536870912"),
                ("Max core file size", "0"),
                ("Max processes", "0"),
                ("Max open files", "3"),
            ] {
                let line = limits.lines().find(|line| line.starts_with(name)).unwrap_or_default();
                let words: Vec<&str> = line[name.len()..].split_whitespace().take(2).collect();
                assert_eq!(words, [most, most], "{name}");
            }
            let links = fs::read_dir(process.join("fd")).expect("the process is ours");
            let mut open: Vec<String> =
                links.map(|link| link.expect("it is listed").file_name().to_string_lossy().into_owned()).collect();
            open.sort();
            assert_eq!(open, ["0", "1", "2", "3"], "standard ones and the pipe of the replies");
            assert_eq!(fs::read_link(process.join("cwd")).expect("the process is ours"), Path::new("/"));
            // Set by Landlock's rules, which no file of the process shows.
            assert!(read("status").contains("NoNewPrivs:\t1"), "no rules are in force");
            drop(worker.stdin.take());
            worker.wait().expect("it is our child");
        }
    }

    /// The processes that this one has started.
    fn children(parent: u32) -> Vec<String> {
        let is_child =
            |stat: &str| stat.rsplit(") ").next().and_then(|rest| rest.split(' ').nth(1)) == Some(&parent.to_string());
        let names = fs::read_dir("/proc").expect("the system has /proc").flatten().map(|entry| entry.file_name());
        let numbers = names.filter_map(|name| name.into_string().ok().filter(|name| name.parse::<u32>().is_ok()));
        numbers
            .filter(|number| fs::read_to_string(format!("/proc/{number}/stat")).is_ok_and(|stat| is_child(&stat)))
            .collect()
    }

    #[test]
    fn no_worker_outlives_a_parent_that_was_killed() {
        let problem = crate::check::OWN.replace("print(lamp * 2)", ENDLESS);
        let session = Session::new().file("mine/control-flow/mine.toml", problem);
        let mut parent = session
            .command()
            .args(["show", "lamps-along-the-quay", "--bank", "mine"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let mut workers = Vec::new();
        assert!(soon(|| {
            workers = children(parent.id());
            !workers.is_empty()
        }));
        // The worker is in the endless program, or soon will be.
        std::thread::sleep(std::time::Duration::from_millis(500));
        assert!(parent.try_wait().expect("it is our child").is_none(), "the program has ended by itself");
        parent.kill().expect("it is our child");
        parent.wait().expect("it is our child");
        // Nobody but the system waits for an orphan: gone is as good as dead.
        let is_dead = |number: &String| {
            fs::read_to_string(format!("/proc/{number}/stat")).map_or(true, |stat| stat.contains(") Z "))
        };
        assert!(soon(|| workers.iter().all(is_dead)), "{workers:?}");
    }
}
