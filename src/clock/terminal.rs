//! The terminal as a full screen: entered, read key by key, and put back however the program ends.
//!
//! The one file that names the terminal crate. What is painted comes out as bytes; only what changes the terminal's mode is
//! written here.

use super::Key;
use super::frame::{Frame, Row, Size, Weight};
use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use crossterm::terminal::{self, DisableLineWrap, EnableLineWrap, EnterAlternateScreen, LeaveAlternateScreen};
use crossterm::{cursor, execute};
use std::io;
use std::panic;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

/// A terminal that does not say how large it is has this size.
const USUAL: Size = Size { columns: 80, rows: 24 };

/// The full screen of a terminal. Dropping it puts the terminal back.
pub struct Screen {
    heard: Receiver<Heard>,
    /// Shared with what is done in a panic, so that the terminal is put back once.
    is_entered: Arc<AtomicBool>,
}

/// What came from the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    Key(Key),
    Resized,
    Nothing,
}

/// Whether rows may stand out by weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    Weighted,
    Plain,
}

impl Screen {
    /// Takes the whole screen; an error where there is no terminal to read keys from.
    pub fn enter() -> io::Result<Screen> {
        let (sender, heard) = channel();
        terminal::enable_raw_mode()?;
        let screen = Screen { heard, is_entered: Arc::new(AtomicBool::new(true)) };
        put_back_in_panic(&screen.is_entered);
        execute!(io::stdout(), EnterAlternateScreen, cursor::Hide, DisableLineWrap)?;
        // Reading may never end where a terminal went away, so it has a thread of its own, which ends with the program.
        std::thread::spawn(move || listen(&sender));
        Ok(screen)
    }

    /// How large it is now.
    pub fn size(&self) -> Size {
        let size = terminal::size().ok().filter(|(columns, rows)| *columns > 0 && *rows > 0);
        size.map_or(USUAL, |(columns, rows)| Size { columns: usize::from(columns), rows: usize::from(rows) })
    }

    /// Waits for something to come from the terminal.
    pub fn hear(&self, wait: Duration) -> Heard {
        match self.heard.recv_timeout(wait) {
            Ok(heard) => heard,
            Err(RecvTimeoutError::Timeout) => Heard::Nothing,
            Err(RecvTimeoutError::Disconnected) => {
                std::thread::sleep(wait);
                Heard::Nothing
            }
        }
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        put_back(&self.is_entered);
    }
}

/// Puts the terminal back, once. One that is gone cannot be put back, and need not be.
fn put_back(is_entered: &AtomicBool) {
    if is_entered.swap(false, Ordering::SeqCst) {
        execute!(io::stdout(), EnableLineWrap, cursor::Show, LeaveAlternateScreen).ok();
        terminal::disable_raw_mode().ok();
    }
}

/// Puts the terminal back before a panic says what it has to say, which would be lost with the screen.
fn put_back_in_panic(is_entered: &Arc<AtomicBool>) {
    let is_entered = Arc::clone(is_entered);
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |what| {
        put_back(&is_entered);
        before(what);
    }));
}

/// Sends what comes from the terminal until nobody listens.
fn listen(sender: &Sender<Heard>) {
    while let Ok(event) = event::read() {
        let heard = match event {
            Event::Key(key) if key.kind != KeyEventKind::Release => Heard::Key(key_of(key)),
            Event::Resize(..) => Heard::Resized,
            _ => continue,
        };
        if sender.send(heard).is_err() {
            return;
        }
    }
}

fn key_of(key: KeyEvent) -> Key {
    let is_control = key.modifiers.contains(KeyModifiers::CONTROL);
    match key.code {
        KeyCode::Char('c' | 'C') if is_control => Key::Stop,
        KeyCode::Char(letter) if !is_control && !key.modifiers.contains(KeyModifiers::ALT) => Key::Letter(letter),
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        _ => Key::Other,
    }
}

/// The bytes that show a frame, whatever was shown before.
pub fn paint(frame: &Frame, style: Style) -> Vec<u8> {
    let rows: Vec<String> = frame.rows.iter().map(|row| painted(row, style)).collect();
    // To the top; each row, and blanks to its end; then blanks to the end of the screen.
    format!("\x1b[H{}\x1b[J", rows.join("\r\n")).into_bytes()
}

fn painted(row: &Row, style: Style) -> String {
    let indent = " ".repeat(row.indent);
    let text = &row.text;
    match row.weight {
        _ if style == Style::Plain => format!("{indent}{text}\x1b[K"),
        Weight::Usual => format!("{indent}{text}\x1b[K"),
        Weight::Strong => format!("{indent}\x1b[1m{text}\x1b[0m\x1b[K"),
        Weight::Marked => format!("{indent}\x1b[7m{text}\x1b[0m\x1b[K"),
    }
}

#[cfg(test)]
mod tests {
    use super::{KeyCode, KeyEvent, KeyModifiers, Style, key_of, paint};
    use crate::clock::{Frame, Key, Row, Weight};

    #[test]
    fn rows_are_painted_with_or_without_weight() {
        let row = |text: &str, weight| Row { indent: 1, text: text.to_owned(), weight };
        let rows = vec![row("a", Weight::Usual), row("b", Weight::Strong), row("c", Weight::Marked)];
        let painted = |style| String::from_utf8(paint(&Frame { rows: rows.clone() }, style)).expect("it is text");
        assert_eq!(painted(Style::Plain), "\x1b[H a\x1b[K\r\n b\x1b[K\r\n c\x1b[K\x1b[J");
        let weighted = "\x1b[H a\x1b[K\r\n \x1b[1mb\x1b[0m\x1b[K\r\n \x1b[7mc\x1b[0m\x1b[K\x1b[J";
        assert_eq!(painted(Style::Weighted), weighted);
    }

    #[test]
    fn keys_are_told_apart() {
        let cases = [
            (KeyCode::Char(' '), KeyModifiers::NONE, Key::Letter(' ')),
            (KeyCode::Char('+'), KeyModifiers::SHIFT, Key::Letter('+')),
            (KeyCode::Char('c'), KeyModifiers::CONTROL, Key::Stop),
            (KeyCode::Char('q'), KeyModifiers::CONTROL, Key::Other),
            (KeyCode::Char('q'), KeyModifiers::ALT, Key::Other),
            (KeyCode::Left, KeyModifiers::NONE, Key::Left),
            (KeyCode::F(1), KeyModifiers::NONE, Key::Other),
        ];
        for (code, modifiers, key) in cases {
            assert_eq!(key_of(KeyEvent::new(code, modifiers)), key, "{code:?}");
        }
    }
}
