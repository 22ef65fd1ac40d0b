//! The shipped questions of kind `cmd`, followed in the true shell: it prints what their keys say.

use crate::rig::Session;
use crate::rig::json::{first_sheet, text};
use serde_json::Value;
use std::fs;
use std::process::{Command, Stdio};

/// Draws of each problem.
const SEEDS: u64 = 5;

const CONFIG: &str = "[user]\n\tname = Ada\n\temail = ada@example.org\n[init]\n\tdefaultBranch = main\n";

#[test]
fn the_true_shell_prints_what_the_keys_say() {
    let session = Session::new();
    let listed = session.run("list --problems --format json").json();
    let problems = listed["problems"].as_array().expect("problems are a list");
    let mut followed = 0;
    for problem in problems.iter().filter(|problem| problem["kind"] == "cmd") {
        for seed in 1..=SEEDS {
            let run = session.run(&format!("show {} --format json --seed {seed}", text(problem, "id"))).json();
            let question = &first_sheet(&run)["questions"][0];
            follow(question);
            followed += 1;
        }
    }
    assert!(followed >= 50, "only {followed} questions were followed");
}

/// Follows the world and then the right commands. Only the last line's output is kept.
fn follow(question: &Value) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let root = folder.path().canonicalize().expect("it is there");
    let home = root.join("home/ada");
    fs::create_dir_all(&home).expect("a folder can be made");
    fs::write(root.join("gitconfig"), CONFIG).expect("a file can be written");
    let code = text(question, "code");
    let world = question["key"]["tests"].as_array().expect("the world is a list");
    let mut lines: Vec<&str> = world.iter().map(|line| line.as_str().expect("a line is text")).collect();
    lines.extend(code.lines());
    let last = lines.pop().expect("there is a command");
    let mut script = String::from("umask 022\n");
    for (line, time) in lines.iter().zip((1_700_000_000..).step_by(60)) {
        script.push_str(&format!("export GIT_AUTHOR_DATE='{time} +0000' GIT_COMMITTER_DATE='{time} +0000'\n"));
        script.push_str(&format!("{{ {line}\n}} > /dev/null 2>&1\n"));
    }
    script.push_str(last);
    let output = Command::new("sh")
        .args(["-c", &script])
        .current_dir(&home)
        .env_clear()
        .envs([("PATH", "/usr/local/bin:/usr/bin:/bin"), ("LC_ALL", "C"), ("GIT_CONFIG_NOSYSTEM", "1")])
        .envs([("HOME", &home), ("GIT_CONFIG_GLOBAL", &root.join("gitconfig"))])
        .stdin(Stdio::null())
        .output()
        .expect("`sh` can be run");
    let said = String::from_utf8_lossy(&output.stdout).replace(&root.to_string_lossy().into_owned(), "");
    let answer = &question["key"]["answer"];
    let Some(stdout) = answer["stdout"].as_str() else {
        assert!(output.status.success(), "`{code}` fails: {}", String::from_utf8_lossy(&output.stderr));
        return;
    };
    // `find` promises no order.
    if code.contains("find ") {
        assert_eq!(sorted(&said), sorted(stdout), "{code}");
    } else {
        assert_eq!(said, stdout, "{code}");
    }
}

fn sorted(text: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = text.lines().collect();
    lines.sort_unstable();
    lines
}
