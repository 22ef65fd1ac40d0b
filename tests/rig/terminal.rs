//! A terminal with the program on it: keys go in, and what a person would see comes out.

use std::io::{ErrorKind, Read, Write};
use std::num::NonZeroU16;
use std::process::{Child, Command, ExitStatus};
use std::time::{Duration, Instant};

/// Longer than any machine takes to start the program and paint.
const PATIENCE: Duration = Duration::from_secs(60);

/// Between two looks at what was printed.
const PAUSE: Duration = Duration::from_millis(5);

/// How a picture begins.
const TOP: &[u8] = b"\x1b[H";

/// How it ends.
const END: &[u8] = b"\x1b[J";

/// A terminal that counts its bells.
pub struct Terminal {
    pty: pty_process::blocking::Pty,
    child: Child,
    parser: vt100::Parser<Bells>,
    /// All that was printed, and how much of it the screen shows.
    printed: Vec<u8>,
    shown: usize,
}

#[derive(Default)]
struct Bells(usize);

impl vt100::Callbacks for Bells {
    fn audible_bell(&mut self, _: &mut vt100::Screen) {
        self.0 += 1;
    }
}

fn size(number: u16) -> NonZeroU16 {
    NonZeroU16::new(number).expect("a terminal has rows and columns")
}

impl Terminal {
    /// Starts a command on a new terminal of some rows and columns.
    pub fn start(command: Command, rows: u16, columns: u16) -> Terminal {
        let (pty, slave) = pty_process::blocking::open().expect("there is a terminal left");
        pty.resize(pty_process::Size::new(rows, columns)).expect("a terminal can be resized");
        rustix::io::ioctl_fionbio(&pty, true).expect("a terminal can be read without waiting");
        let child = pty_process::blocking::Command::from(command).spawn(slave).expect("the program starts");
        let parser = vt100::Parser::new_with_callbacks(size(rows), size(columns), 0, Bells::default());
        Terminal { pty, child, parser, printed: Vec::new(), shown: 0 }
    }

    pub fn press(&mut self, keys: &str) {
        self.pty.write_all(keys.as_bytes()).expect("a terminal takes keys");
    }

    pub fn resize(&mut self, rows: u16, columns: u16) {
        self.parser.screen_mut().set_size(size(rows), size(columns));
        self.pty.resize(pty_process::Size::new(rows, columns)).expect("a terminal can be resized");
    }

    pub fn process(&self) -> rustix::process::Pid {
        rustix::process::Pid::from_child(&self.child)
    }

    /// The screen as text, without blanks at the ends of rows.
    pub fn text(&self) -> String {
        let contents = self.parser.screen().contents();
        contents.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
    }

    /// All bytes that were printed.
    pub fn printed(&self) -> String {
        String::from_utf8_lossy(&self.printed).into_owned()
    }

    pub fn bells(&self) -> usize {
        self.parser.callbacks().0
    }

    /// Whether it is as a shell wants it: the usual screen, the cursor seen, lines edited and echoed by the terminal.
    pub fn is_as_it_was(&self) -> bool {
        let screen = self.parser.screen();
        let modes = rustix::termios::tcgetattr(&self.pty).expect("a terminal has modes").local_modes;
        let usual = rustix::termios::LocalModes::ICANON | rustix::termios::LocalModes::ECHO;
        !screen.alternate_screen() && !screen.hide_cursor() && modes.contains(usual)
    }

    /// Waits for a picture that holds some text, missing none, and gives it.
    #[track_caller]
    pub fn wait_for(&mut self, text: &str) -> String {
        let start = Instant::now();
        loop {
            while self.show_next() {
                if self.text().contains(text) {
                    return self.text();
                }
            }
            assert!(start.elapsed() < PATIENCE, "no `{text}` on the screen:\n{}", self.text());
            self.read();
            std::thread::sleep(PAUSE);
        }
    }

    /// Waits until the program has ended, and shows all that it printed.
    #[track_caller]
    pub fn wait_for_end(&mut self) -> ExitStatus {
        let start = Instant::now();
        loop {
            let ended = self.child.try_wait().expect("a child can be waited for");
            self.read();
            if let Some(status) = ended {
                while self.show_next() {}
                return status;
            }
            assert!(start.elapsed() < PATIENCE, "the program goes on:\n{}", self.printed());
            std::thread::sleep(PAUSE);
        }
    }

    /// Closes the terminal, and waits until the program has ended.
    #[track_caller]
    pub fn close(self) -> ExitStatus {
        let Terminal { pty, mut child, .. } = self;
        drop(pty);
        let start = Instant::now();
        loop {
            if let Some(status) = child.try_wait().expect("a child can be waited for") {
                return status;
            }
            if start.elapsed() > PATIENCE {
                child.kill().ok();
                panic!("the program goes on without a terminal");
            }
            std::thread::sleep(PAUSE);
        }
    }

    /// Reads what has been printed since. A terminal that no program has open is at its end.
    fn read(&mut self) {
        let mut bytes = [0; 4096];
        loop {
            match self.pty.read(&mut bytes) {
                Ok(read @ 1..) => self.printed.extend_from_slice(&bytes[..read]),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Ok(0) | Err(_) => return,
            }
        }
    }

    /// Shows what was printed up to the next picture, if there is something and it is whole.
    fn show_next(&mut self) -> bool {
        let rest = &self.printed[self.shown..];
        let is_whole = !rest.starts_with(TOP) || rest.windows(END.len()).any(|window| window == END);
        if !is_whole {
            return false;
        }
        let next = rest.windows(TOP.len()).skip(1).position(|window| window == TOP);
        let part = &rest[..next.map_or(rest.len(), |at| at + 1)];
        self.parser.process(part);
        self.shown += part.len();
        !part.is_empty()
    }
}
