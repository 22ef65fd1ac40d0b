//! What a sheet carries so that it can be made again: its code, its QR text, its request.
//!
//! In comes typed or scanned text, out come `SheetCode`, `Short` and `Request`, or a `CodeFault`; and back again.
//! Which problems a bank holds is never known here: whoever reads a code compares its digest. What is printed on
//! paper cannot be changed later, so every number in this room is fixed by a test.

mod crockford;
mod digest;
mod drawn;
mod fault;
mod line;
mod mock;
mod options;
mod qr;
mod reed_solomon;
mod repair;
mod request;
mod request_fault;
mod sheet_code;
mod short;

pub use digest::{Tag, file_digest, fingerprint};
pub use drawn::{Drawn, Seed};
pub use fault::CodeFault;
pub use mock::{Interviewer, MockOf, SectionOf, read_clock, write_clock};
pub use options::{KeyPlace, Levels, Naming, Paper, PrintSize, Word};
pub use qr::modules;
pub use repair::repairs;
pub use request::{CopyOf, FontFile, Request, read_requests};
pub use request_fault::RequestFault;
pub use sheet_code::{SheetCode, Verb, start};
pub use short::Short;

/// Any of the three texts that lead from paper back to a sheet.
#[derive(Clone, Debug, PartialEq)]
pub enum Reference {
    /// Sixteen symbols, typed from the foot of a page.
    Code(SheetCode),
    /// The text of a QR symbol.
    Short(Short),
    /// The whole request, as the PDF and the history hold it.
    Request(Box<Request>),
}

/// Tells which of the three a text is, and reads it.
///
/// `longhand/` begins a request. `LH` and a digit begin the text of a QR symbol, unless there are only as many
/// symbols as a code has. All else is read as a code. Case does not matter, nor do blanks around it.
pub fn read_reference(text: &str) -> Result<Reference, CodeFault> {
    if request::begins(text) {
        Request::parse(text).map(|request| Reference::Request(Box::new(request)))
    } else if short::begins(text) {
        Short::read(text).map(Reference::Short)
    } else {
        SheetCode::read(text).map(Reference::Code)
    }
}

#[cfg(test)]
mod tests {
    use super::{
        CodeFault, Drawn, Paper, PrintSize, Reference, RequestFault, Seed, SheetCode, Short, Verb, read_reference,
        repairs,
    };
    use proptest::prelude::*;

    /// Any text, and texts near each of the three.
    const TEXT: &str = "\\PC{0,60}|[ \\-LHlh0-9a-zA-Z]{0,60}|longhand/1( [a-z]{1,8}=[\"\\\\a-z0-9@:,]{0,9}){0,9}";
    const CODE: &str = "8000-009J-Y84H-E1BW";

    fn drawn() -> Vec<Drawn> {
        vec![Drawn::new("museum-fares", 1, "output", None), Drawn::new("class-plain", 2, "class", Some(3))]
    }

    #[test]
    fn each_of_the_three_is_told_from_the_others() {
        let short = Short::of(
            SheetCode::of(Verb::DailyByDate, Seed::lowest_bits(9822), &drawn()),
            Paper::A4,
            PrintSize::Normal,
            &drawn(),
        );
        let request = "longhand/1 verb=daily by=date seed=9822 problems=museum-fares@1:output paper=a4 print=normal \
                       key=same minutes=15 levels=1-3 title=x";
        assert!(matches!(read_reference(CODE), Ok(Reference::Code(_))));
        assert!(matches!(read_reference(" 8oooo09jy84he1bw\n"), Ok(Reference::Code(_))));
        assert_eq!(read_reference(&short.to_string()), Ok(Reference::Short(short.clone())));
        assert_eq!(read_reference(&format!(" {}\n", short.to_string().to_lowercase())), Ok(Reference::Short(short)));
        assert!(matches!(read_reference(request), Ok(Reference::Request(_))));
    }

    #[test]
    fn what_is_none_of_the_three_is_read_as_the_nearest() {
        assert_eq!(read_reference(""), Err(CodeFault::WrongLength { found: 0 }));
        assert_eq!(read_reference("a.pdf"), Err(CodeFault::NotASymbol { letter: '.', position: 2 }));
        assert_eq!(read_reference("LH29"), Err(CodeFault::ShortVersion { version: '2' }));
        assert_eq!(read_reference("longhand/2 x"), Err(RequestFault::Version { found: "2".to_owned() }.into()));
    }

    proptest! {
        #[test]
        fn no_text_panics(text in TEXT) {
            if let Err(fault) = read_reference(&text) {
                prop_assert!(!fault.message().is_empty() && !fault.code().is_empty());
                let _ = fault.help();
            }
            let _ = repairs(&text);
        }

        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
            let text = String::from_utf8_lossy(&bytes);
            let _ = read_reference(&text);
            let _ = read_reference(&format!("longhand/1 {text}"));
            let _ = read_reference(&format!("LH1{text}"));
            let _ = repairs(&text);
        }
    }
}
