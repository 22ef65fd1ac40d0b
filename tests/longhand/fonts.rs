//! `--font`: letters that the faces lack, from a file of one's own.

use crate::rig::{Session, repository};
use std::fs;

/// A problem with a Chinese name in its program, its output and its prose.
const PROBLEM: &str = r#"
[set]
topic = "control-flow"
title = "Tickets"

[[problem]]
id = "tickets-of-zhong"
kind = "output"
skill = "break-continue"
level = 1
minutes = 2
title = "Tickets of 中"
program = '''
name = "中"
for n in range($first, 9):
    if n % 3 == 0:
        continue
    print(n, name)
'''
why = "`continue` goes on with the next number, and 中 stays."

[problem.draw]
first = { int = [2, 5] }

[[problem.misread]]
id = "continue-as-break"
swap = ["continue", "break"]
say = "read `continue` as `break`"
"#;

/// A shipped face in which the glyph of 中 is that of another letter, and which has nothing else.
fn font(permission: u16) -> Vec<u8> {
    let face = fs::read(repository().join("fonts/IBMPlexSans-Regular.ttf")).expect("the face is there");
    let mut cmap = vec![0, 0, 0, 1, 0, 3, 0, 10, 0, 0, 0, 12, 0, 12, 0, 0];
    for number in [28, 0, 1, 0x4e2d, 0x4e2d, 81_u32] {
        cmap.extend(number.to_be_bytes());
    }
    let word = |at: usize| u32::from_be_bytes(face[at..at + 4].try_into().expect("four bytes")) as usize;
    let count = usize::from(u16::from_be_bytes([face[4], face[5]]));
    let (mut head, mut body) = (face[..12].to_vec(), Vec::new());
    for record in (0..count).map(|table| 12 + table * 16) {
        let name = &face[record..record + 4];
        let mut table = face[word(record + 8)..word(record + 8) + word(record + 12)].to_vec();
        match name {
            b"cmap" => table.clone_from(&cmap),
            b"OS/2" => table[8..10].copy_from_slice(&permission.to_be_bytes()),
            _ => {}
        }
        let place = u32::try_from(12 + count * 16 + body.len()).expect("a small file");
        head.extend([name, &face[record + 4..record + 8]].concat());
        head.extend(place.to_be_bytes());
        head.extend(u32::try_from(table.len()).expect("a small table").to_be_bytes());
        table.resize(table.len().next_multiple_of(4), 0);
        body.extend(table);
    }
    [head, body].concat()
}

#[test]
fn a_letter_that_no_face_has_asks_for_a_font() {
    Session::new().file("tickets.toml", PROBLEM).run("show tickets.toml -o a.pdf").status(4).stderr_is(
        "error: question 1 (`tickets-of-zhong`) has the letter `中` (U+4E2D), which no face has\n\
         help: name a font that has it with `--font FILE`, or write it with other letters\n",
    );
}

#[test]
fn a_font_is_remembered_by_its_digest() {
    let session = Session::new().file("bank/tickets.toml", PROBLEM).file("zhong.ttf", font(0));
    session.run("show bank/tickets.toml --key --quiet -o a.pdf --font zhong.ttf").files(&["a.pdf"]);
    session
        .run("sheet a.pdf --bank bank -o b.pdf")
        .status(2)
        .stderr_is("error: this sheet was made with the font `zhong.ttf`\nhelp: name its file: `--font zhong.ttf`\n");
    session.put("zhong2.ttf", font(4));
    session
        .run("key a.pdf --bank bank -o b.pdf --font zhong2.ttf")
        .status(5)
        .stderr_has("error: `zhong2.ttf` is not the font `zhong.ttf` that this sheet was made with\n");
    session.run("sheet a.pdf --bank bank --quiet -o b.pdf --font zhong.ttf").files(&["b.pdf"]);
    assert!(session.read("a.pdf") == session.read("b.pdf"));
}

#[test]
fn a_font_that_lacks_the_letter_is_named() {
    let face = fs::read(repository().join("fonts/IBMPlexSans-Bold.ttf")).expect("the face is there");
    Session::new()
        .file("tickets.toml", PROBLEM)
        .file("bold.ttf", face)
        .run("show tickets.toml -o a.pdf --font bold.ttf")
        .status(4)
        .stderr_has("has the letter `中` (U+4E2D), which no face has, nor the font `bold.ttf`\n");
}

#[test]
fn letters_that_join_are_told_apart() {
    Session::new()
        .file("tickets.toml", PROBLEM.replace('中', "ش"))
        .file("zhong.ttf", font(0))
        .run("show tickets.toml -o a.pdf --font zhong.ttf")
        .status(4)
        .stderr_has("has `ش` (U+0634), of a script whose letters change beside each other\n");
}

#[test]
fn files_that_are_no_fonts() {
    let session = Session::new().file("no.ttf", "no").file("shut.ttf", font(2)).file("cut.ttf", &font(0)[..900]);
    for (name, status, what) in [
        ("none.ttf", 3, "error: `none.ttf` cannot be read: no such file or directory\n"),
        ("no.ttf", 2, "error: the font `no.ttf` is no TrueType or OpenType font, or is broken\n"),
        ("cut.ttf", 2, "error: the font `cut.ttf` is no TrueType or OpenType font, or is broken\n"),
        ("shut.ttf", 2, "error: the font `shut.ttf` may not be embedded: its maker forbids it\n"),
        (".", 2, "error: the font `.` is no file\n"),
    ] {
        session.run(&format!("daily -o a.pdf --font {name}")).status(status).stderr_has(what);
    }
}
