//! Sessions with what they print, and what is refused by name.

use super::{Refusal, Shell};
use proptest::prelude::*;

/// Everything that a session prints.
fn printed(script: &str) -> String {
    let ran = Shell::default().run(script).unwrap_or_else(|stopped| panic!("{script}: {stopped:?}"));
    ran.iter().map(|done| done.out.known_as_heap().expect("it is known")).collect()
}

#[track_caller]
fn assert_prints(cases: &[(&str, &str)]) {
    for (script, expected) in cases {
        assert_eq!(printed(script), *expected, "{script}");
    }
}

#[test]
fn folders_are_walked_and_files_moved() {
    assert_prints(&[
        ("mkdir -p a/b; cd a/b; cd ..; pwd; cd -; cd; pwd", "/home/ada/a\n/home/ada/a/b\n/home/ada\n"),
        ("mkdir d; touch f g; mv f d; cp g d/h; mv g k; ls; ls d", "d\nk\nf\nh\n"),
        ("mkdir d e; touch d/x; cp -r d e; cp -r d new; ls e new", "e:\nd\n\nnew:\nx\n"),
        ("mkdir d; touch d/f; rmdir d || rm d || cp d e || mkdir a/b || echo none", "none\n"),
        ("touch b a .h; ls; ls -A; ls -d *", "a\nb\n.h\na\nb\na\nb\n"),
        ("echo a > f; mkdir d; mv f d; mv d e; cat e/f", "a\n"),
    ]);
}

#[test]
fn words_are_expanded_once() {
    assert_prints(&[
        ("x='a  b'; echo $x; echo \"$x\"; echo '$x'; touch $x; ls", "a b\na  b\n$x\na\nb\n"),
        ("touch a1 a2 b1; echo a? '*' [!a]*; x='*1'; echo $x \"$x\"", "a1 a2 * b1\na1 b1 *1\n"),
        ("echo ?.txt; echo ~ ~/d \"~\"", "?.txt\n/home/ada /home/ada/d ~\n"),
        ("false; echo $?; true; echo \"$?\" ${HOME}", "1\n0 /home/ada\n"),
        ("mkdir d; touch d/a.txt; echo */*.txt */", "d/a.txt d/\n"),
    ]);
}

#[test]
fn lines_go_through_pipes_and_arrows() {
    assert_prints(&[
        ("printf '%s\\n' b a b > f; sort f | uniq -c | sort -rn | head -n 1", "      2 b\n"),
        ("printf '%s\\n' 10 9 100 > f; sort f; sort -n f", "10\n100\n9\n9\n10\n100\n"),
        ("echo a,b,c > f; cut -d, -f2- f; cut -c 1 f; wc -l < f; wc -l f", "b,c\na\n1\n1 f\n"),
        ("printf 'a\\nb' > f; wc -l f; tail -n 1 f; head -n 1 f; tail -n +2 f", "1 f\nba\nb"),
        ("echo a > f; echo b >> f; sort f > f; cat f; wc -c f", "0 f\n"),
        ("cat no 2> err || cat err; ls no 2> /dev/null", "cat: no: No such file or directory\n"),
        ("echo tea > f; grep -c tea f; grep -vn x f; grep -q x f || echo none", "1\n1:tea\nnone\n"),
        ("true && echo a || echo b; false && echo a || echo b", "a\nb\n"),
        ("touch -d '3 days ago' a; touch b; find . -type f -mtime +2; find . -name '[b]'", "./a\n./b\n"),
        ("touch f; chmod 640 f; stat -c '%A %a' f; chmod go+x f; stat -c %a f", "-rw-r----- 640\n651\n"),
    ]);
}

const START: &str = "git init -q; echo A > a; echo A > b; git add .; git commit -q -m one\n";

#[test]
fn git_keeps_three_copies() {
    let cases = [
        ("echo B > a; git add a; echo C > a; git status --short; git restore a; cat a", "MM a\nB\n"),
        ("echo B > a; git add a; git restore --staged a; git status --short", " M a\n"),
        ("echo B > a; touch c; git commit -qam two; git status --short; git show HEAD:a", "?? c\nB\n"),
        ("echo B > a; git commit -qam two; git reset -q --soft HEAD~1; git status --short", "M  a\n"),
        ("echo B > a; git commit -qam two; git reset -q HEAD~1; git status --short", " M a\n"),
        ("echo B > a; git reset -q --hard; cat a; git status --short", "A\n"),
        ("git rm -q --cached a; git status --short", "D  a\n?? a\n"),
        ("echo '*.log' > .gitignore; mkdir d; touch x.log d/y d/z; git status --short", "?? .gitignore\n?? d/\n"),
        ("echo B > a; git stash -q; cat a; git stash pop -q; cat a", "A\nB\n"),
        ("echo B > b; git commit -qam two; mv b c; git add -A; git status --short", "R  b -> c\n"),
    ];
    for (script, expected) in &cases {
        assert_eq!(printed(&format!("{START}{script}")), *expected, "{script}");
    }
}

#[test]
fn git_moves_the_branch_one_stands_on() {
    let fork = format!("{START}git switch -q -c fix\necho F > a\ngit commit -qam f\ngit switch -q main\n");
    let cases = [
        ("git merge -q fix; git log --format=%s; git branch", "f\none\n  fix\n* main\n"),
        ("git merge -q --no-ff fix; git log --format=%s", "Merge branch 'fix'\nf\none\n"),
        ("echo M > b\ngit commit -qam m\ngit merge -q -m both fix; git log --format=%s; cat a", "both\nm\nf\none\nF\n"),
        ("git merge -q fix; git merge fix", "Already up to date.\n"),
        ("echo M > b; git commit -qam m; git branch -d fix || git rev-list --count main..fix", "1\n"),
        ("git diff --name-only main fix; git log --format=%s -1 fix~1", "a\none\n"),
    ];
    for (script, expected) in cases {
        assert_eq!(printed(&format!("{fork}{script}")), expected, "{script}");
    }
    let conflict = format!("{fork}echo M > a\ngit commit -qam m\ngit merge -q fix > /dev/null; ");
    let cases = [
        ("git status --short; cat a", "UU a\n<<<<<<< HEAD\nM\n=======\nF\n>>>>>>> fix\n"),
        ("echo N > a; git add a; git commit -q -m mended; git log --format=%s HEAD^2", "f\none\n"),
        ("git merge --abort; git status --short; cat a", "M\n"),
    ];
    for (script, expected) in cases {
        assert_eq!(printed(&format!("{conflict}{script}")), expected, "{script}");
    }
}

#[test]
fn what_is_not_modelled_is_refused_by_name() {
    let cases = [
        ("sed s/a/b/ f", "the pretend shell has no command `sed`"),
        ("ls\nls --color", "the pretend shell has no `--color` for `ls`"),
        ("git rebase main", "the pretend shell has no command `git rebase`"),
        ("git init -q; git commit -q --fixup x", "the pretend shell has no `--fixup` for `git commit`"),
        ("git init | cat > f", "what `git init` prints is not the same everywhere"),
        ("sort", "the pretend shell does not know what comes of `sort` waiting for the keyboard"),
        (
            "echo a > f; chmod 000 f; cat f",
            "the pretend shell does not know what comes of reading a file whose owner may not",
        ),
        (
            "echo a > f; cat f | sort > f",
            "the pretend shell does not know what comes of a pipe that reads what it writes",
        ),
        (
            "touch a b; find . | head -n 1",
            "the pretend shell does not know what comes of the order in which `find` lists",
        ),
    ];
    for (script, message) in cases {
        let stopped = Shell::default().run(script).expect_err("it is refused");
        assert_eq!(stopped.refusal.message(), message, "{script}");
    }
    let stopped = Shell::default().run("ls\n\nawk x").expect_err("it is refused");
    assert_eq!((stopped.line, stopped.refusal), (Some(3), Refusal::Command { name: "awk".to_owned() }));
}

/// Words that mean something somewhere.
const WORDS: &[&str] = &[
    "git",
    "add",
    "commit",
    "-m",
    "-q",
    "-am",
    "merge",
    "switch",
    "-c",
    "main",
    "fix",
    "reset",
    "--hard",
    "HEAD~1",
    "HEAD^2",
    "restore",
    "--staged",
    "stash",
    "pop",
    "revert",
    "log",
    "--format=%s",
    "-1",
    "..",
    ".",
    "/",
    "~",
    "-",
    "--",
    "cd",
    "cp",
    "-r",
    "mv",
    "rm",
    "mkdir",
    "-p",
    "touch",
    "a",
    "b",
    "a/",
    "a/b",
    "*",
    "?",
    "[",
    "]",
    "$x",
    "x=1",
    "'",
    "\"",
    "|",
    ">",
    ">>",
    "<",
    "2>",
    "2>&1",
    "&&",
    "||",
    ";",
    "\n",
    "sort",
    "-n",
    "uniq",
    "-c",
    "head",
    "tail",
    "+2",
    "cut",
    "-d,",
    "-f1-",
    "wc",
    "-l",
    "grep",
    "[a",
    "a*",
    "find",
    "-name",
    "-mtime",
    "+1",
    "chmod",
    "u+x",
    "999",
    "stat",
    "%A",
    "printf",
    "%d",
    "%",
    "\\",
    "echo",
    "-n",
    "init",
    "status",
    "--short",
    "diff",
    "show",
    ":a",
    "HEAD:a",
    "tag",
    "checkout",
    "-b",
    "branch",
    "-d",
];

proptest! {
    #[test]
    fn nothing_that_is_typed_breaks_it(picks in prop::collection::vec(0..WORDS.len(), 0..40)) {
        let text: Vec<&str> = picks.iter().map(|pick| WORDS[*pick]).collect();
        let mut shell = Shell::default();
        let _ = shell.run(START);
        let _ = shell.run(&text.join(" "));
        prop_assert!(shell.difference(&shell).is_none());
    }

    #[test]
    fn a_session_goes_on_where_it_stopped(cut in 0_usize..6) {
        let lines = ["mkdir d", "echo b > d/f", "cd d", "echo a >> f", "x=f", "sort $x"];
        let (mut once, mut twice) = (Shell::default(), Shell::default());
        once.run(&lines.join("\n")).expect("it is known");
        twice.run(&lines[..cut].join("\n")).expect("it is known");
        twice.run(&lines[cut..].join("\n")).expect("it is known");
        prop_assert_eq!(once, twice);
    }
}
