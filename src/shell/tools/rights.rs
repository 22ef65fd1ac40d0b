//! `chmod` and `stat -c`: nine bits, owner first.

use super::options::Options;
use crate::shell::output::Done;
use crate::shell::tree::{Node, letters};
use crate::shell::{Refusal, Shell};

/// Bits that a new file never has, and that `+x` without `u`, `g`, `o` or `a` leaves alone.
const UMASK: u16 = 0o022;

pub fn chmod(shell: &mut Shell, words: &[String]) -> Result<Done, Refusal> {
    let options = Options::read("chmod", words, "", "")?;
    let Some((mode, files)) = options.operands.split_first().filter(|(_, files)| !files.is_empty()) else {
        return Ok(Done::failed_somehow(1));
    };
    let change = Change::read(mode).ok_or_else(|| Refusal::argument("chmod", mode))?;
    let mut done = Done::quiet();
    for written in files {
        let Ok(path) = shell.tree.existing(&shell.folder, written) else {
            done = Done { status: 1, errors: None, ..done };
            continue;
        };
        match shell.tree.get_mut(&path) {
            Some(Node::File(file)) => file.rights = change.apply(file.rights),
            Some(Node::Folder { rights }) => {
                *rights = change.apply(*rights);
                if *rights & 0o700 != 0o700 {
                    return Err(Refusal::situation("a folder whose owner may not use it"));
                }
            }
            None => {}
        }
    }
    Ok(done)
}

/// What becomes of nine bits.
#[derive(Debug, PartialEq, Eq)]
enum Change {
    Digits(u16),
    Clauses(Vec<Clause>),
}

#[derive(Debug, PartialEq, Eq)]
struct Clause {
    /// Bits of those that are named.
    who: u16,
    sign: char,
    /// One bit for each of r, w, x, for all three.
    what: u16,
    /// Nobody was named, so the umask holds.
    is_masked: bool,
}

impl Change {
    fn read(mode: &str) -> Option<Change> {
        if mode.bytes().all(|letter| letter.is_ascii_digit()) {
            return u16::from_str_radix(mode, 8)
                .ok()
                .filter(|bits| mode.len() <= 4 && *bits <= 0o777)
                .map(Change::Digits);
        }
        mode.split(',').map(Clause::read).collect::<Option<Vec<Clause>>>().map(Change::Clauses)
    }

    fn apply(&self, rights: u16) -> u16 {
        match self {
            Change::Digits(bits) => *bits,
            Change::Clauses(clauses) => clauses.iter().fold(rights, |rights, clause| clause.apply(rights)),
        }
    }
}

impl Clause {
    fn read(text: &str) -> Option<Clause> {
        let at = text.find(['+', '-', '='])?;
        let (who, rest) = text.split_at(at);
        let mut rest = rest.chars();
        let sign = rest.next()?;
        let who = who.chars().map(|letter| match letter {
            'u' => Some(0o700),
            'g' => Some(0o070),
            'o' => Some(0o007),
            'a' => Some(0o777),
            _ => None,
        });
        let who = who.collect::<Option<Vec<u16>>>()?;
        let what = rest.map(|letter| match letter {
            'r' => Some(0o444),
            'w' => Some(0o222),
            'x' => Some(0o111),
            _ => None,
        });
        let what = what.collect::<Option<Vec<u16>>>()?.into_iter().fold(0, |all, bits| all | bits);
        let is_masked = who.is_empty();
        let who = if is_masked { 0o777 } else { who.into_iter().fold(0, |all, bits| all | bits) };
        // A minus without a name would leave bits behind and fail.
        (!is_masked || sign == '+').then_some(Clause { who, sign, what, is_masked })
    }

    fn apply(&self, rights: u16) -> u16 {
        let mask = if self.is_masked { !UMASK } else { 0o777 };
        let bits = self.who & self.what & mask;
        match self.sign {
            '+' => rights | bits,
            '-' => rights & !bits,
            _ => rights & !self.who | bits,
        }
    }
}

pub fn stat(shell: &Shell, words: &[String]) -> Result<Done, Refusal> {
    let options = Options::read("stat", words, "", "c")?;
    let Some(format) = options.value('c') else { return Err(Refusal::situation("`stat` without `-c`")) };
    if options.operands.is_empty() {
        return Ok(Done::failed_somehow(1));
    }
    let mut done = Done::quiet();
    for written in &options.operands {
        let found = shell.tree.existing(&shell.folder, written);
        let Some(node) = found.as_ref().ok().and_then(|path| shell.tree.get(path)) else {
            done = Done { status: 1, errors: None, ..done };
            continue;
        };
        let line = format_node(format, written, node).ok_or_else(|| Refusal::argument("stat", format))?;
        done.out.text.push_str(&line);
        done.out.text.push('\n');
    }
    Ok(done)
}

fn format_node(format: &str, written: &str, node: &Node) -> Option<String> {
    let (sign, rights) = match node {
        Node::Folder { rights } => ('d', *rights),
        Node::File(file) => ('-', file.rights),
    };
    let mut line = String::new();
    let mut parts = format.chars();
    while let Some(letter) = parts.next() {
        match (letter, node) {
            ('\\', _) => return None,
            ('%', _) => match (parts.next()?, node) {
                ('A', _) => line.push_str(&format!("{sign}{}", letters(rights))),
                ('a', _) => line.push_str(&format!("{rights:o}")),
                ('n', _) => line.push_str(written),
                ('s', Node::File(file)) => line.push_str(&file.text.len().to_string()),
                _ => return None,
            },
            (letter, _) => line.push(letter),
        }
    }
    Some(line)
}

#[cfg(test)]
mod tests {
    use super::Change;

    #[test]
    fn bits_are_set_added_and_taken() {
        let cases = [
            ("640", 0o777, Some(0o640)),
            ("u+x", 0o644, Some(0o744)),
            ("go=r", 0o666, Some(0o644)),
            ("a-w", 0o666, Some(0o444)),
            ("+w", 0o444, Some(0o644)),
            ("+x", 0o644, Some(0o755)),
            ("u=rw,o=", 0o755, Some(0o650)),
            ("ug+wx", 0o444, Some(0o774)),
            ("888", 0, None),
            ("1777", 0, None),
            ("u+s", 0, None),
            ("-w", 0, None),
        ];
        for (mode, before, after) in cases {
            assert_eq!(Change::read(mode).map(|change| change.apply(before)), after, "{mode}");
        }
    }
}
