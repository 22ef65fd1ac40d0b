//! Random lines of commands for the pretend shell and the true one: files and pipes, or a repository.

/// A small generator of numbers (splitmix64), so that a session can be run again by its number.
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Chance {
        Chance(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5DEE_CE66)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below a bound.
    pub fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    pub fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[usize::try_from(self.below(list.len() as u64)).expect("a short list")]
    }
}

const FILES: [&str; 8] = ["plan.txt", "bill.txt", "notes.md", "d/a.txt", "d/b.txt", "data1.csv", "data12.csv", ".env"];
const FOLDERS: [&str; 5] = ["d", "e", "d/in", "e/f", "."];
const TEXTS: [&str; 10] = ["one", "two", "three", "tea 3", "rice 12", "tea 7", "9", "100", "b,4,x", "a,12,y"];
const GLOBS: [&str; 12] =
    ["*", "*.txt", "data?.csv", "data*.csv", "[pb]*", "[!d]*", "?.txt", "*1*", ".*", "d/*", "*/*.txt", "[0-9]*"];
const PATTERNS: [&str; 14] =
    ["^t", "e$", "^.a", "o.*e", "[0-9]", "tea", "[^a-z]", "e*", "1\\.", "^$", "T", "a,[0-9]*,", ".", "[a-c],"];

fn path(chance: &mut Chance) -> String {
    match chance.below(12) {
        0 => chance.pick(&FOLDERS).to_owned(),
        1 => format!("{}/{}", chance.pick(&["d", "e", "..", "d/in"]), chance.pick(&["x", "a.txt", "plan.txt"])),
        2 => format!("{}/", chance.pick(&["d", "e", "plan.txt", "new"])),
        3 => chance.pick(&["new", "d/../plan.txt", "missing/x", "./bill.txt"]).to_owned(),
        _ => chance.pick(&FILES).to_owned(),
    }
}

fn word(chance: &mut Chance) -> String {
    match chance.below(8) {
        0 => chance.pick(&GLOBS).to_owned(),
        1 => chance.pick(&["$x", "\"$x\"", "'$x'", "\"a b\"", "'*.txt'", "pl\\an.txt"]).to_owned(),
        _ => path(chance),
    }
}

/// A file with lines that repeat.
fn fill(chance: &mut Chance, file: &str) -> String {
    let count = 1 + chance.below(6);
    let lines: Vec<String> = (0..count).map(|_| format!("'{}'", chance.pick(&TEXTS))).collect();
    let end = if chance.below(8) == 0 { "%s\\n' end; printf '%s" } else { "%s\\n" };
    format!("printf '{end}' {} > {file}", lines.join(" "))
}

/// One stage that reads lines.
fn filter(chance: &mut Chance) -> String {
    match chance.below(16) {
        0 => "sort".to_owned(),
        1 => format!("sort {}", chance.pick(&["-n", "-r", "-rn", "-u", "-nu", "-nr", "-ru"])),
        2 => "uniq".to_owned(),
        3 => format!("uniq {}", chance.pick(&["-c", "-d", "-u"])),
        4 => format!("head -n {}", chance.below(5)),
        5 => format!("tail -n {}", chance.below(5)),
        6 => format!("tail -n +{}", chance.below(5)),
        7 => format!("head -{}", 1 + chance.below(4)),
        8 => format!("cut -d, -f{}", chance.pick(&["1", "2", "2-", "1,3", "-2", "4", "3,1"])),
        9 => format!("cut -d ' ' -f {}", chance.pick(&["1", "2"])),
        10 => format!("cut -c {}", chance.pick(&["1", "2-4", "1,3"])),
        11 => format!("wc {}", chance.pick(&["-l", "-w"])),
        12 => "cat".to_owned(),
        _ => grep(chance),
    }
}

fn grep(chance: &mut Chance) -> String {
    let options = chance.pick(&["", "", "-v ", "-c ", "-n ", "-i ", "-q ", "-vc ", "-in ", "-nv "]);
    format!("grep {options}'{}'", chance.pick(&PATTERNS))
}

fn reader(chance: &mut Chance) -> String {
    let file = path(chance);
    match chance.below(8) {
        0 => format!("cat {file} {}", path(chance)),
        1 => format!("{} {}", filter(chance), word(chance)),
        2 => format!("{} {file} {}", filter(chance), path(chance)),
        3 => format!("{} < {file}", filter(chance)),
        4 => format!("ls {}", word(chance)),
        5 => format!("echo {} {}", word(chance), word(chance)),
        _ => format!("cat {file}"),
    }
}

fn pipe(chance: &mut Chance) -> String {
    let mut line = reader(chance);
    for _ in 0..chance.below(4) {
        line = format!("{line} | {}", filter(chance));
    }
    match chance.below(8) {
        0 => format!("{line} > {}", path(chance)),
        1 => format!("{line} >> {}", path(chance)),
        2 => format!("{line} 2> {}", chance.pick(&["err", "/dev/null"])),
        _ => line,
    }
}

fn change(chance: &mut Chance) -> String {
    let (a, b) = (word(chance), path(chance));
    match chance.below(24) {
        0 => format!("mkdir {b}"),
        1 => format!("mkdir {}", chance.pick(&FOLDERS)),
        2 => format!("mkdir -p {}/{}", chance.pick(&FOLDERS), chance.pick(&["in", "f", "x/y", "plan.txt"])),
        3 => format!("rmdir {}", chance.pick(&FOLDERS)),
        4 => format!("rm {a}"),
        5 => format!("rm -r {}", chance.pick(&["d", "e", "d/in", "plan.txt", "missing"])),
        6 => format!("rm -f {a} {b}"),
        7 | 8 => format!("cp {a} {b}"),
        9 => format!("cp -r {} {b}", chance.pick(&["d", "e", "d/in", "plan.txt"])),
        10 | 11 => format!("mv {a} {b}"),
        12 => format!("mv {} {}", chance.pick(&FOLDERS), chance.pick(&["e", "new", "d", "e/f", "plan.txt"])),
        13 => format!("touch {a}"),
        14 => format!("touch -d '{} days ago' {a}", chance.below(12)),
        15 => format!(
            "chmod {} {b}",
            chance.pick(&["640", "755", "600", "u+x", "go-r", "a=r", "u=rw,g=r,o=", "+x", "ug+w", "o=x"])
        ),
        16 | 17 => {
            let file = path(chance);
            fill(chance, &file)
        }
        18 => format!("echo {} >> {b}", chance.pick(&TEXTS)),
        19 => format!("x='{}'", chance.pick(&["a b", "plan.txt", "*.txt", "", "new one"])),
        20 => format!("cd {}", chance.pick(&["d", "..", "e/f", "~", "-", "/home/ada", "d/in", "plan.txt", "."])),
        21 => format!(
            "{} {a} {}",
            chance.pick(&["cp", "mv", "cp -r"]),
            chance.pick(&["~", "~/e", "/home/ada/new", "/home/ada/d/x"])
        ),
        22 => format!("rm {}", chance.pick(&["~/plan.txt", "-r ~/e", "-rf /home/ada/d", "~/d/*"])),
        _ => format!("sort {b} > {b}"),
    }
}

fn look(chance: &mut Chance) -> String {
    match chance.below(8) {
        0 => "pwd".to_owned(),
        1 if chance.below(4) == 0 => format!("wc -c {}", word(chance)),
        1 => format!("ls {}", chance.pick(&["", "-a", "-A", "-d", "d e", "-1", "-d *", "plan.txt d"])),
        2 => format!("stat -c '{}' {}", chance.pick(&["%A", "%a %n", "%A %n"]), word(chance)),
        3 => format!(
            "find {} {}",
            chance.pick(&[".", "d", "", "e d", "d/", "~"]),
            chance.pick(&["", "-name '*.txt'", "-type f", "-type d", "-name 'd*' -type f", "-name '.*'"])
        ),
        4 => format!("find . -type f -mtime {}", chance.pick(&["+3", "-3", "3", "+0", "-1", "+7"])),
        5 => {
            format!(
                "find . -type f | {}",
                chance.pick(&["sort", "wc -l", "grep txt", "sort | head -n 2", "grep -c .txt"])
            )
        }
        6 => format!("grep {} {}", grep(chance).trim_start_matches("grep "), word(chance)),
        _ => "ls".to_owned(),
    }
}

fn joined(chance: &mut Chance) -> String {
    let first = match chance.below(4) {
        0 => "true".to_owned(),
        1 => "false".to_owned(),
        2 => format!("grep -q {} plan.txt", chance.pick(&["tea", "one", "9"])),
        _ => change(chance),
    };
    let (one, two) = (chance.pick(&["&&", "||", ";"]), chance.pick(&["&&", "||", ";"]));
    let last = if chance.below(3) == 0 { "echo $?".to_owned() } else { look(chance) };
    format!("{first} {one} echo one {two} {last}")
}

/// Lines about files, rights, patterns and pipes.
pub fn files_session(chance: &mut Chance) -> Vec<String> {
    let mut lines = vec!["mkdir -p d e".to_owned()];
    for file in ["plan.txt", "d/a.txt", "data1.csv"] {
        lines.push(fill(chance, file));
    }
    lines.push(format!("touch {} {}", chance.pick(&FILES), chance.pick(&FILES)));
    let count = 10 + chance.below(15);
    for _ in 0..count {
        let line = match chance.below(10) {
            0..4 => change(chance),
            4..7 => pipe(chance),
            7..9 => look(chance),
            _ => joined(chance),
        };
        lines.push(line);
    }
    lines
}

const TRACKED: [&str; 6] = ["plan.txt", "bill.txt", "d/a.txt", "d/b.txt", "notes.md", "log.tmp"];
const BRANCHES: [&str; 3] = ["main", "fix", "new"];

fn edit(chance: &mut Chance) -> String {
    let file = chance.pick(&TRACKED);
    match chance.below(10) {
        0 => format!("rm {file}"),
        1 => format!("echo {} >> {file}", chance.pick(&["A", "B", "C", "D"])),
        2 => {
            format!("mkdir -p d; printf '%s\\n' {} x y {} > {file}", chance.pick(&["A", "B"]), chance.pick(&["C", "E"]))
        }
        3 => format!("chmod {} {file}", chance.pick(&["u+x", "u-x"])),
        4 => format!("mv {file} {}", chance.pick(&TRACKED)),
        5 => format!("cp {file} {}", chance.pick(&TRACKED)),
        _ => format!("mkdir -p d; echo {} > {file}", chance.pick(&["A", "B", "C", "D", "E", "F"])),
    }
}

fn git_step(chance: &mut Chance, count: u64) -> String {
    let (file, branch) = (chance.pick(&TRACKED), chance.pick(&BRANCHES));
    let line = match chance.below(48) {
        0..6 => edit(chance),
        6..10 => format!(
            "git add {}",
            chance.pick(&["plan.txt", "bill.txt", "d", ".", "-A", "notes.md d/a.txt", "log.tmp", "-u"])
        ),
        10..14 => format!("git commit -q -m c{count}"),
        14..17 => format!("git commit -qam c{count}"),
        17 => format!(
            "git commit {}",
            chance.pick(&["-q --amend --no-edit", "-q --amend -m mended", "-m loud", "-q --allow-empty -m empty"])
        ),
        18..20 => "git status --short".to_owned(),
        20 => format!("git restore {file}"),
        21 => format!("git restore {} {file}", chance.pick(&["--staged", "-S"])),
        22 => format!(
            "git reset -q {}",
            chance.pick(&[
                "",
                "--soft HEAD~1",
                "--mixed HEAD~1",
                "--hard HEAD~1",
                "--hard",
                "HEAD~1",
                "plan.txt",
                "HEAD d",
                "-- bill.txt"
            ])
        ),
        23 => {
            format!("git reset {}", chance.pick(&["", "--hard", "--hard HEAD~2", "--soft HEAD^", "fix", "--hard main"]))
        }
        24..26 => format!("git switch -q {branch}"),
        26 => format!("git switch {}", chance.pick(&["-", "-c fix", "-c new main", "main", "-q -c fix", "missing"])),
        27 => format!(
            "git checkout {}",
            chance.pick(&["-q fix", "-q -b new", "-- plan.txt", "bill.txt", "HEAD~1 -- d/a.txt", "-", "-q main"])
        ),
        28..33 => format!("git merge -q {branch}"),
        33 => format!(
            "git merge {}",
            chance.pick(&[
                "fix",
                "--no-ff -q fix",
                "--ff-only new",
                "--abort",
                "--abort",
                "-q -m joined new",
                "--continue"
            ])
        ),
        34 => format!(
            "git log --format=%s {}",
            chance.pick(&["", "fix", "-2", "main..fix", "HEAD~1", "fix main", "-n 1 new", "..fix"])
        ),
        35 => format!(
            "git diff --name-only {}",
            chance.pick(&["", "--staged", "HEAD", "main fix", "--cached", "HEAD~1", "main..new"])
        ),
        36 => format!("git diff --name-status {}", chance.pick(&["", "--staged", "HEAD~1", "fix"])),
        37 => format!(
            "git branch {}",
            chance.pick(&["", "fix", "new HEAD~1", "-d fix", "-D new", "-q -d new", "--show-current", "-m old"])
        ),
        38 => format!("git revert --no-edit {}", chance.pick(&["HEAD", "HEAD~1", "fix", "HEAD~2"])),
        39 | 40 => {
            format!("git stash {}", chance.pick(&["-q", "", "push -q", "pop -q", "pop", "apply -q", "drop -q", "list"]))
        }
        41 => format!("git rm {}", chance.pick(&["plan.txt", "--cached bill.txt", "-r d", "-q notes.md", "d"])),
        42 => format!("git show {}", chance.pick(&["HEAD:plan.txt", ":bill.txt", "HEAD~1:d/a.txt", "fix:plan.txt"])),
        43 => format!("git tag {}", chance.pick(&["", "v1", "v2 HEAD~1"])),
        44 => format!("git rev-list --count {}", chance.pick(&["HEAD", "fix", "main..fix"])),
        45 => format!("git {}", chance.pick(&["ls-files", "log --oneline", "status", "diff", "stash pop -q"])),
        46 => format!("git merge -q {} && echo merged || cat {file}", chance.pick(&BRANCHES)),
        _ => format!("cat {file}"),
    };
    line.trim_end().to_owned()
}

/// Lines about a repository: its three areas, two or three branches, merges and ways back.
pub fn git_session(chance: &mut Chance) -> Vec<String> {
    let mut lines = vec!["git init -q".to_owned(), "mkdir d".to_owned()];
    if chance.below(3) == 0 {
        lines.push(format!("echo '{}' > .gitignore", chance.pick(&["*.tmp", "log.tmp", "d/", "/notes.md", "d/b.txt"])));
    }
    for file in ["plan.txt", "bill.txt", "d/a.txt"] {
        lines.push(format!(
            "printf '%s\\n' {} x y {} > {file}",
            chance.pick(&["A", "B", "C"]),
            chance.pick(&["P", "Q"])
        ));
    }
    lines.push(format!("git add {}", chance.pick(&[".", "plan.txt", "-A", "plan.txt d"])));
    lines.push("git commit -q -m c0".to_owned());
    if chance.below(2) == 0 {
        // Both sides go on, so that there is something to merge.
        lines.extend(["git switch -q -c fix".to_owned(), edit(chance), "git commit -qam f1".to_owned()]);
        lines.extend(["git switch -q main".to_owned(), edit(chance), "git commit -qam m1".to_owned()]);
        if chance.below(2) == 0 {
            lines.push("git merge -q fix".to_owned());
        }
    }
    let count = 8 + chance.below(18);
    lines.extend((0..count).map(|index| git_step(chance, index + 1)));
    lines
}
