//! The output intent that PDF/A asks of a file with device colours: what grey means, as an ICC profile made here.

use lopdf::{Object, Stream, dictionary};

use super::PdfFault;
use super::file::{File, deflated};
use super::text::text_string;

/// Adds the profile, and gives what the catalog says of it.
pub(super) fn add(file: &mut File) -> Result<Object, PdfFault> {
    let profile = Stream::new(dictionary! { "N" => 1, "Alternate" => "DeviceGray" }, grey_profile());
    let profile = file.add_stream(deflated(profile)?)?;
    let intent = dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => text_string("Gray gamma 2.2"),
        "Info" => text_string("Grey with gamma 2.2, white point D50"),
        "DestOutputProfile" => profile,
    };
    Ok(vec![intent.into()].into())
}

/// A monochrome display profile, version 2.1 (ICC.1:1998-09): gamma 2.2, D50.
fn grey_profile() -> Vec<u8> {
    let tags: [(&[u8; 4], Vec<u8>); 4] =
        [(b"desc", description()), (b"cprt", copyright()), (b"wtpt", white_point()), (b"kTRC", tone_curve())];
    let mut table = (tags.len() as u32).to_be_bytes().to_vec();
    let mut data: Vec<u8> = Vec::new();
    let data_start = HEADER_SIZE + 4 + 12 * tags.len();
    for (signature, mut content) in tags {
        table.extend_from_slice(signature);
        table.extend(((data_start + data.len()) as u32).to_be_bytes());
        table.extend((content.len() as u32).to_be_bytes());
        content.resize(content.len().next_multiple_of(4), 0);
        data.extend(content);
    }
    [header((data_start + data.len()) as u32), table, data].concat()
}

const HEADER_SIZE: usize = 128;
/// D50 in 16.16 fixed point, as the header and the white point write it.
const D50: [u32; 3] = [0x0000_f6d6, 0x0001_0000, 0x0000_d32d];

fn header(size: u32) -> Vec<u8> {
    let mut header = Vec::with_capacity(HEADER_SIZE);
    header.extend(size.to_be_bytes());
    header.extend([0; 4]); // no preferred module
    header.extend([2, 0x10, 0, 0]); // version 2.1
    header.extend(b"mntrGRAYXYZ ");
    header.extend([2026, 1, 1, 0, 0, 0].map(u16::to_be_bytes).concat()); // when the profile was made
    header.extend(b"acsp");
    header.extend([0; 28]); // platform, flags, maker, model, attributes; intent: perceptual
    header.extend(D50.map(u32::to_be_bytes).concat());
    header.resize(HEADER_SIZE, 0);
    header
}

fn description() -> Vec<u8> {
    const NAME: &[u8] = b"Gray gamma 2.2\0";
    let mut tag = b"desc\0\0\0\0".to_vec();
    tag.extend((NAME.len() as u32).to_be_bytes());
    tag.extend(NAME);
    tag.extend([0; 8 + 3 + 67]); // no Unicode name, no Macintosh name
    tag
}

fn copyright() -> Vec<u8> {
    b"text\0\0\0\0No copyright, use freely\0".to_vec()
}

fn white_point() -> Vec<u8> {
    [b"XYZ \0\0\0\0".to_vec(), D50.map(u32::to_be_bytes).concat()].concat()
}

/// One number: gamma 2.2 in 8.8 fixed point.
fn tone_curve() -> Vec<u8> {
    b"curv\0\0\0\0\0\0\0\x01\x02\x33".to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_offsets_of_the_profile_hold() {
        let profile = grey_profile();
        let number = |at: usize| u32::from_be_bytes(profile[at..at + 4].try_into().expect("four bytes")) as usize;
        assert_eq!(number(0), profile.len());
        assert_eq!(&profile[36..40], b"acsp");
        let types: Vec<&[u8]> = (0..number(HEADER_SIZE))
            .map(|tag| number(HEADER_SIZE + 4 + 12 * tag + 4))
            .map(|at| &profile[at..at + 4])
            .collect();
        assert_eq!(types, [b"desc", b"text", b"XYZ ", b"curv"]);
    }
}
