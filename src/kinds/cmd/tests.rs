use crate::kinds::trial::{dump, faults, posed, read, setback, wrong};
use crate::kinds::{Form, Kind, Name};
use crate::shell::Refusal;
use serde_json::json;

const CMD: Form = Form { kind: Name::Cmd, stage: None };

const UNIQUE: &str = r#"
[set]
language = "shell"
[[problem]]
id = "lines-that-come-back"
kind = "cmd"
asks = "state"
skill = "shell-pipes"
level = 1
minutes = 2
title = "Lines"
ask = "What does the command print?"
world = ["mkdir box", "printf '%s\\n' $lines > $file"]
program = '''
uniq -c $file | head -n $n
'''
why = "Neighbours only: `$answer`."
aloud = ["When does one sort first?"]

[problem.draw]
file  = { pick = ["fruit.txt"] }
lines = { pick = [["fig", "fig", "date", "fig"]] }
n     = { pick = [2] }

[[problem.misread]]
id = "uniq-drops-all-repeats"
swap = ["uniq -c $file", "sort $file | uniq -c"]
say = "sorted first and got `$theirs`"
"#;

const COPY: &str = r#"
[set]
language = "shell"
[[problem]]
id = "a-second-folder"
kind = "cmd"
asks = "command"
skill = "shell-move"
level = 1
minutes = 2
title = "Folders"
ask = "Copy `$folder` to `$copy`."
world = ["mkdir $folder", "echo one > $folder/a.txt"]
program = '''
cp -r $folder $copy
'''
same = ["mkdir $copy; cp $folder/* $copy"]
why = "A folder needs `-r`."

[problem.draw]
folder = { pick = ["old"] }
copy = { pick = ["new"] }

[[problem.misread]]
id = "cp-copies-folders"
swap = ["cp -r", "cp"]
say = "left `-r` out"

[[problem.misread]]
id = "mv-keeps-source"
swap = ["cp -r", "mv"]
say = "moved it"
"#;

#[test]
fn what_is_printed_is_asked_on_rules() {
    let posed = posed(UNIQUE, CMD, 1);
    assert_eq!((posed.label.as_str(), posed.points), ("At the command line", 2));
    assert_eq!(posed.answer, json!({ "stdout": "      2 fig\n      1 date\n" }));
    assert_eq!(
        dump(&posed.sheet),
        "\
Body: What does the command print? One line to a rule; not every rule may be needed.
beside, Close
  heading: /home/ada
  printed -
    box/
    fruit.txt
  --
  heading: cat fruit.txt
  printed -
    fig
    fig
    date
    fig
beside, Question
  listing, bare
    $ uniq -c fruit.txt | head -n 2
  --
  rules 3
"
    );
    assert!(dump(&posed.key).starts_with("beside, Key\n  printed -\n    2 fig\n    1 date\n  --\n"), "{:?}", posed.key);
    assert_eq!(
        wrong(&posed),
        ["a uniq-drops-all-repeats: `1 date` and `3 fig` | sorted first and got `1 date / 3 fig`"]
    );
    assert_eq!(posed.why.to_marked(), "Neighbours only: `2 fig / 1 date`.");
    assert_eq!(posed.tests, ["mkdir box", "printf '%s\\n' fig fig date fig > fruit.txt"]);
}

#[test]
fn commands_are_asked_on_two_rules() {
    let posed = posed(COPY, CMD, 1);
    assert_eq!(posed.label, "Write the commands");
    assert_eq!(posed.answer, json!({ "commands": ["cp -r old new"] }));
    let expected = "\
Body: Copy `old` to `new`.
heading: /home/ada
printed -
  old/
    a.txt
rules 2
";
    assert_eq!(dump(&posed.sheet), expected);
    let key = "listing, bare\n  $ cp -r old new\nSmall: or\nlisting, bare\n  $ mkdir new; cp old/* new\n";
    assert!(dump(&posed.key).starts_with(key), "{}", dump(&posed.key));
    assert_eq!(
        wrong(&posed),
        [
            "a cp-copies-folders: `cp old new`: fails, no `new` | left `-r` out",
            "b mv-keeps-source: `mv old new`: no `old` | moved it",
        ]
    );
}

#[test]
fn a_history_is_shown_where_there_is_one() {
    let text = UNIQUE.replace("\"mkdir box\", ", "\"git init -q\", ").replace(
        "$file\"]",
        "$file\", \"git add .\", \"git commit -q -m one\", \"git branch fix; mkdir d; touch d/x\"]",
    );
    let sheet = dump(&posed(&text, CMD, 1).sheet);
    let expected = "heading: git branch\n  printed -\n      fix\n    * main\n  --\n  heading: git status --short\n  printed -\n    ?? d/\n";
    assert!(sheet.contains(expected), "{sheet}");
}

#[test]
fn typed_commands_are_compared_by_where_they_lead() {
    let cases = [
        (COPY, "cp -R old new", Ok(None)),
        (COPY, "mkdir new\ncp old/a.txt new; ls", Ok(None)),
        (COPY, "cp old new", Ok(Some("no `new`"))),
        (COPY, "cp -r old new; touch c", Ok(Some("also `c`"))),
        (COPY, "cp -r old new; echo two > new/a.txt", Ok(Some("another text in `new/a.txt`"))),
        (COPY, "cp -r old new; chmod u+x new/a.txt", Ok(Some("other rights of `new/a.txt`"))),
        (COPY, "rsync old new", Err(Refusal::Command { name: "rsync".to_owned() })),
        (UNIQUE, "cat fruit.txt | uniq -c | head -2", Ok(None)),
        (UNIQUE, "uniq fruit.txt | head -2", Ok(Some("`fig` and `date`"))),
    ];
    for (text, typed, expected) in cases {
        let (problem, _) = read(text);
        let problem = problem.expect("it is whole");
        let Kind::Cmd(cmd) = &problem.kind else { panic!("it is a `cmd`") };
        let mut values = crate::draw::Values::new();
        let word = |word: &str| crate::draw::Value::Text(word.to_owned());
        values
            .extend([("folder", "old"), ("copy", "new"), ("file", "fruit.txt")].map(|(n, v)| (n.to_owned(), word(v))));
        values.insert("n".to_owned(), crate::draw::Value::Int(2));
        let lines = ["fig", "fig", "date", "fig"].map(word).to_vec();
        values.insert("lines".to_owned(), crate::draw::Value::List(lines));
        let found = cmd.try_typed(&values, typed);
        let found = found.map(|it| it.map(|prose| prose.to_marked())).map_err(|stopped| stopped.refusal);
        assert_eq!(found, expected.map(|it| it.map(str::to_owned)), "{typed}");
    }
}

#[test]
fn each_fault_is_found_at_its_place() {
    let cases = [
        (UNIQUE.replace("asks = \"state\"\n", ""), "4 missing-key"),
        (UNIQUE.replace("\"state\"", "\"output\""), "7 unknown-asks"),
        (UNIQUE.replace("language = \"shell\"", "title = \"x\""), "6 other-language"),
        (UNIQUE.replace("why =", "same = [\"ls\"]\nwhy ="), "17 same-not-asked"),
        (
            UNIQUE.replace("swap = [\"uniq -c $file\", \"sort $file | uniq -c\"]", "option = 2"),
            "26 misread-changes-nothing",
        ),
    ];
    for (text, fault) in cases {
        assert!(faults(&text).contains(&fault.to_owned()), "{fault}: {:?}", faults(&text));
    }
}

#[test]
fn posing_stops_at_what_an_author_must_mend() {
    let cases = [
        (UNIQUE.replace("head -n $n\n", "less\n"), "fatal not-in-the-pretend-shell"),
        (UNIQUE.replace(" | head -n $n\n", "\ngit init\n"), "fatal not-in-the-pretend-shell"),
        (UNIQUE.replace("mkdir box", "mkdir box/in"), "again command-fails"),
        (UNIQUE.replace("head -n $n\n", "head -n 0\n"), "again prints-nothing"),
        (UNIQUE.replace("sort $file | uniq -c", "cat $file | uniq -c"), "again misread-never-shows"),
        (COPY.replace("same = [\"mkdir $copy", "same = [\"mkdir more $copy"), "fatal same-differs"),
        (COPY.replace("\ncp -r $folder $copy\n", "\ncp -r none $copy\n"), "again command-fails"),
        (COPY.replace("\ncp -r $folder $copy\n", "\ntrue cp -r\n"), "again does-nothing"),
    ];
    for (text, expected) in cases {
        assert_eq!(setback(&text, CMD), expected, "{text}");
    }
}

#[test]
fn a_line_that_goes_on_with_a_command_has_the_prompt_for_that() {
    let text = UNIQUE.replace("uniq -c $file | head", "echo 'a\nb'\nuniq -c $file |\n  sort -n |\n  head");
    let sheet = dump(&posed(&text, CMD, 1).sheet);
    let printed = "    $ echo 'a\n    > b'\n    $ uniq -c fruit.txt |\n    >   sort -n |\n    >   head -n 2\n";
    assert!(sheet.contains(printed), "{sheet}");
}
