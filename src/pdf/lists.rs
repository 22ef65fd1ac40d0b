//! How lists are numbered, read off their first label: what ISO 14289-1 (7.6) wants said of a list with labels.

use std::collections::BTreeMap;

use crate::layout::pages::{ElementId, Mark, Pages, Role, Shape};

/// For each list with a written label its `/ListNumbering` (ISO 32000-1, table 347). Labels that are neither numbers
/// nor single letters say nothing.
pub(super) fn numbering(pages: &Pages) -> BTreeMap<ElementId, &'static str> {
    let mut styles = BTreeMap::new();
    for mark in pages.pages.iter().flat_map(|page| &page.marks) {
        if let Some((list, label)) = label(pages, mark)
            && let Some(style) = style(label)
        {
            styles.entry(list).or_insert(style);
        }
    }
    styles
}

/// The list whose label the mark is, and the label.
fn label<'a>(pages: &'a Pages, mark: &'a Mark) -> Option<(ElementId, &'a str)> {
    let Shape::Text(run) = &mark.shape else { return None };
    let label = pages.elements.get(mark.element?.0).filter(|element| element.role == Role::Label)?;
    let item = pages.elements.get(label.parent?.0)?;
    let list = item.parent?;
    (pages.elements.get(list.0)?.role == Role::List).then_some((list, &run.text))
}

fn style(label: &str) -> Option<&'static str> {
    let bare = label.trim_matches(|letter: char| !letter.is_alphanumeric());
    let mut letters = bare.chars();
    match (letters.next()?, letters.next()) {
        _ if bare.bytes().all(|byte| byte.is_ascii_digit()) => Some("Decimal"),
        ('A'..='Z', None) => Some("UpperAlpha"),
        ('a'..='z', None) => Some("LowerAlpha"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdf::sample;

    #[test]
    fn labels_tell_their_numbering() {
        let cases = [
            ("1", Some("Decimal")),
            ("12.", Some("Decimal")),
            ("A", Some("UpperAlpha")),
            ("(b)", Some("LowerAlpha")),
            ("Ab", None),
            ("•", None),
            ("", None),
        ];
        for (label, expected) in cases {
            assert_eq!(style(label), expected, "{label:?}");
        }
    }

    #[test]
    fn the_list_gets_it_and_nothing_else() {
        let pages = sample::pages();
        let list = pages.elements.iter().position(|element| element.role == Role::List).expect("the sample has a list");
        assert_eq!(numbering(&pages), BTreeMap::from([(ElementId(list), "Decimal")]));
    }
}
