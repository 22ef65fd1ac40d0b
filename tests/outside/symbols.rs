//! The QR symbol on the printed page, read as a scanner reads it.

use crate::pages::all;
use crate::programs::output_of;
use crate::rig::Session;

#[test]
fn a_scanner_reads_the_symbol_and_its_text_leads_to_the_key() {
    let session = Session::new();
    for (number, printed) in all().iter().enumerate() {
        let picture = session.path(&format!("page-{number}"));
        let (pdf, picture) = (printed.pdf.display().to_string(), picture.display().to_string());
        // At 150 dpi a module is three and a half dots: less than any scanner has.
        output_of("pdftoppm", ["-r", "150", "-png", "-f", "1", "-l", "1", "-singlefile", &pdf, &picture]);
        let said = output_of("zbarimg", ["--quiet", "--raw", &format!("{picture}.png")]);
        let text = said.lines().next().unwrap_or_default();
        assert_eq!(Some(text), printed.sheet["qr"].as_str(), "{}", printed.name);
        let again = session.stdout(&format!("key {text} --format json"));
        let again: serde_json::Value = serde_json::from_str(&again).expect("it is JSON");
        assert_eq!(again["sheets"][0]["questions"], printed.sheet["questions"], "{}", printed.name);
    }
}
