//! Names of files for students, on every file system.

use super::super::making::Made;

/// Letters of a name that a file's name keeps: far below what file systems hold, whatever the script.
const LETTERS: usize = 40;

/// `07-ada-nováková.pdf`; the code stands for a name that the paper does not have.
pub fn file_of(made: &Made, number: usize, digits: usize) -> String {
    let request = &made.request;
    let is_by_code = request.copy.as_ref().is_some_and(|copy| copy.naming == crate::code::Naming::Code);
    let whose = match &request.name {
        Some(name) if !is_by_code => slug(name),
        _ => request.code().to_string(),
    };
    format!("{number:0digits$}-{whose}.pdf")
}

/// Letters and digits of any script in lower case, with a hyphen for whatever stands between them.
fn slug(name: &str) -> String {
    let mut slug = String::new();
    for letter in name.to_lowercase().chars().take(LETTERS) {
        match letter {
            letter if letter.is_alphanumeric() => slug.push(letter),
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
    }
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn nothing_of_a_name_leads_out_of_the_folder() {
        for (name, expected) in [
            ("Ada Nováková", "ada-nováková"),
            ("../../etc/passwd", "etc-passwd"),
            ("O’Brien, Áine", "o-brien-áine"),
            ("CON: a|b?*", "con-a-b"),
            ("李 明", "李-明"),
            ("…", ""),
        ] {
            assert_eq!(slug(name), expected);
        }
        assert_eq!(slug(&"a".repeat(500)).len(), 40);
    }
}
