//! What the file says of itself: the information dictionary with the request, and the same again as XMP.

use lopdf::{Dictionary, Object, Stream, dictionary};

use super::About;
use super::text::text_string;

/// Key of the request, in the information dictionary and in the trailer.
pub(super) const REQUEST_KEY: &str = "LonghandRequest";

/// The information dictionary.
pub(super) fn information(title: &str, about: &About) -> Dictionary {
    let created = Moment::from_unix(about.created);
    let mut information = dictionary! {
        "Title" => text_string(title),
        "Producer" => text_string(&about.producer),
        "CreationDate" => text_string(&created.pdf()),
        "ModDate" => text_string(&created.pdf()),
    };
    // A string for each sheet: PDF/A allows 32,767 bytes in one (ISO 19005-2, 6.1.13).
    let requests: Vec<Object> = about.requests.iter().map(|request| text_string(request)).collect();
    match requests.as_slice() {
        [request] => information.set(REQUEST_KEY, request.clone()),
        _ => information.set(REQUEST_KEY, requests),
    }
    information
}

/// Sets the request of a single sheet in the trailer too, where a reader finds it without inflating anything. Of a
/// class there are too many.
pub(super) fn sign(trailer: &mut Dictionary, about: &About) {
    if let [request] = about.requests.as_slice() {
        trailer.set(REQUEST_KEY, text_string(request));
    }
}

/// The same again as XMP.
pub(super) fn xmp(title: &str, language: &str, about: &About) -> Stream {
    let date = Moment::from_unix(about.created).xmp();
    let packet = xmp_packet(title, language, &about.producer, &date);
    Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, packet.into_bytes())
}

/// A second of the Gregorian calendar, UTC.
#[derive(Debug, PartialEq)]
struct Moment {
    year: i64,
    month: i64,
    day: i64,
    second_of_day: i64,
}

impl Moment {
    /// Years 0 to 9999, the ones that PDF can write; what lies beyond is moved to the nearest.
    fn from_unix(seconds: i64) -> Moment {
        let seconds = seconds.clamp(-62_167_219_200, 253_402_300_799);
        let second_of_day = seconds.rem_euclid(86_400);
        // Days since 0000-03-01: counted from March, the leap day is the last of its year.
        let days = seconds.div_euclid(86_400) + 719_468;
        let era = days.div_euclid(146_097);
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let march_month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * march_month + 2) / 5 + 1;
        let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
        let year = era * 400 + year_of_era + i64::from(month <= 2);
        Moment { year, month, day, second_of_day }
    }

    /// "D:20261122093000Z" (ISO 32000-1, 7.9.4).
    fn pdf(&self) -> String {
        let (hour, minute, second) = self.clock();
        format!("D:{:04}{:02}{:02}{hour:02}{minute:02}{second:02}Z", self.year, self.month, self.day)
    }

    /// "2026-11-22T09:30:00Z".
    fn xmp(&self) -> String {
        let (hour, minute, second) = self.clock();
        format!("{:04}-{:02}-{:02}T{hour:02}:{minute:02}:{second:02}Z", self.year, self.month, self.day)
    }

    fn clock(&self) -> (i64, i64, i64) {
        (self.second_of_day / 3600, self.second_of_day / 60 % 60, self.second_of_day % 60)
    }
}

/// The XMP packet. PDF/A wants every schema that it does not know described: `pdfuaid`.
fn xmp_packet(title: &str, language: &str, producer: &str, date: &str) -> String {
    let [title, language, producer] = [title, language, producer].map(xml);
    format!(
        r#"<?xpacket begin="{mark}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer>
<xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate>
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"#,
        mark = '\u{feff}',
    )
}

/// Text of an XML element. Characters that XML 1.0 cannot hold are left out.
fn xml(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\t' | '\n' | '\r' => escaped.push(' '),
            '\0'..' ' | '\u{fffe}' | '\u{ffff}' => {}
            _ => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_the_calendar() {
        let cases = [
            (0, "1970-01-01T00:00:00Z"),
            (-1, "1969-12-31T23:59:59Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_795_339_800, "2026-11-22T09:30:00Z"),
            (i64::MIN, "0000-01-01T00:00:00Z"),
            (i64::MAX, "9999-12-31T23:59:59Z"),
        ];
        for (seconds, expected) in cases {
            assert_eq!(Moment::from_unix(seconds).xmp(), expected, "{seconds}");
        }
        assert_eq!(Moment::from_unix(1_795_339_800).pdf(), "D:20261122093000Z");
    }

    #[test]
    fn titles_cannot_break_the_packet() {
        assert_eq!(xml("a < b & c > d\u{1}\n"), "a &lt; b &amp; c &gt; d ");
    }
}
