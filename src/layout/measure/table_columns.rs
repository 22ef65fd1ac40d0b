//! Column widths of a table.

use super::Setting;
use super::widths::Widths;
use crate::blocks::{Column, Prose, Table, TableStyle, Width};
use crate::layout::Unfit;
use crate::layout::lines::{Style, prose_widths};
use crate::layout::measures::{CELL_SIDE, Measures, RULED_GAP};
use crate::layout::pages::Length;

/// Air at the left and right of what stands in a column. Ruled tables have none at their edges.
pub(super) fn sides(table: &Table, column: usize) -> (Length, Length) {
    match table.style {
        TableStyle::Writing | TableStyle::Printed => (CELL_SIDE, CELL_SIDE),
        TableStyle::Ruled if column + 1 == table.columns.len() => (Length::ZERO, Length::ZERO),
        TableStyle::Ruled => (Length::ZERO, RULED_GAP),
    }
}

/// How cells are set: code as large as it can be where somebody writes beside it.
pub(super) fn cell_style(table: &Table, column: usize, setting: Setting) -> Style {
    match table.style {
        TableStyle::Writing => Style::written(setting.measures),
        TableStyle::Printed => Style::cell(setting.measures),
        // The letters of wrong answers stand under an empty head.
        TableStyle::Ruled if column == 0 && is_blank(&table.columns[0].head) => Style::bold(setting.measures),
        TableStyle::Ruled => Style::small(setting.measures),
    }
}

pub(super) fn is_blank(prose: &Prose) -> bool {
    prose.to_plain().trim().is_empty()
}

/// What one column needs: at the least, to be read with ease, and without any wrapping.
#[derive(Clone, Copy, Debug)]
struct Need {
    least: Length,
    ease: Length,
    wish: Length,
}

fn needs(table: &Table, setting: Setting) -> Result<Vec<Need>, Unfit> {
    let m = setting.measures;
    let mut needs = Vec::new();
    for (index, column) in table.columns.iter().enumerate() {
        let (left, right) = sides(table, index);
        let (mut least, mut wish) = prose_widths(&column.head, Style::head(m), setting.letters)?;
        let style = cell_style(table, index, setting);
        for cell in table.rows.iter().filter_map(|row| row.get(index)?.as_ref()) {
            let widths = prose_widths(cell, style, setting.letters)?;
            least = least.max(widths.0);
            wish = wish.max(widths.1);
        }
        let written = written_width(column, m);
        let tightest = if written > Length::ZERO { m.cell_least.max(written - written.half().half()) } else { written };
        let (least, wish) = ((left + least + right).max(tightest), (left + wish + right).max(written));
        let is_sentences = table.style == TableStyle::Ruled && weight(column) > 0;
        let ease = if is_sentences { wish.min(m.ruled_fill).max(least) } else { least };
        needs.push(Need { least, ease, wish });
    }
    Ok(needs)
}

fn written_width(column: &Column, m: &Measures) -> Length {
    match column.width {
        Width::Written(characters) => {
            let characters = i32::try_from(characters.min(1000)).unwrap_or(1000);
            m.cell_least.max(m.cell_column * characters + m.cell_extra)
        }
        Width::Content | Width::Fill(_) => Length::ZERO,
    }
}

/// Widths of a whole table. Room to write is narrowed only where the whole width of the page is too little, by a
/// quarter at the most.
pub(super) fn table_widths(table: &Table, setting: Setting) -> Result<Widths, Unfit> {
    let needs = needs(table, setting)?;
    let is_written = table.style == TableStyle::Writing;
    let least = |(need, column): (&Need, &Column)| {
        if is_written && weight(column) == 0 { need.wish } else { need.ease }
    };
    let least: Length = needs.iter().zip(&table.columns).map(least).sum();
    let wish: Length = needs.iter().map(|need| need.wish).sum();
    let grows = table.columns.iter().any(|column| weight(column) > 0);
    Ok(Widths { least, wish, grows })
}

/// Widths of the columns at a width: as wide as they wish, then columns that fill share what is left, or all give
/// way by what they can spare.
pub(super) fn column_widths(table: &Table, width: Length, setting: Setting) -> Result<Vec<Length>, Unfit> {
    let needs = needs(table, setting)?;
    let mut weights: Vec<u32> = table.columns.iter().map(weight).collect();
    let fills = weights.iter().any(|weight| *weight > 0);
    let mut widths = Vec::new();
    for (need, weight) in needs.iter().zip(&weights) {
        // A long text in a column as wide as its content must not starve those that fill.
        let most = if fills { need.least.max(width.half()) } else { need.wish };
        widths.push(if *weight > 0 { need.least } else { need.wish.min(most) });
    }
    let total: Length = widths.iter().copied().sum();
    if total > width {
        shrink(&mut widths, &needs, total - width).ok_or_else(|| setting.too_wide(&widest_cell(table)))?;
    } else if fills {
        widen(&mut widths, &needs, &mut weights, width);
        fill(&mut widths, &weights, width);
    }
    Ok(widths)
}

/// Lets columns that fill begin as wide as they wish. Where there is too little for all, the last ones begin as wide as
/// is read with ease and alone take what is left; where there is not even that, all stay at their least.
fn widen(widths: &mut [Length], needs: &[Need], weights: &mut [u32], width: Length) {
    let open: Vec<usize> = (0..widths.len()).filter(|column| weights[*column] > 0).collect();
    for unbroken in (0..=open.len()).rev() {
        let mut begun = widths.to_vec();
        for (place, column) in open.iter().enumerate() {
            begun[*column] = if place < unbroken { needs[*column].wish } else { needs[*column].ease };
        }
        if begun.iter().copied().sum::<Length>() <= width {
            widths.copy_from_slice(&begun);
            if unbroken < open.len() {
                open[..unbroken].iter().for_each(|column| weights[*column] = 0);
            }
            return;
        }
    }
}

fn weight(column: &Column) -> u32 {
    match column.width {
        Width::Fill(weight) => weight.clamp(1, 100),
        Width::Content | Width::Written(_) => 0,
    }
}

/// Takes `excess` away from what columns have beyond their least, in proportion; `None` if there is too little.
fn shrink(widths: &mut [Length], needs: &[Need], excess: Length) -> Option<()> {
    let spare: i64 = widths.iter().zip(needs).map(|(width, need)| i64::from((*width - need.least).0)).sum();
    if spare < i64::from(excess.0) {
        return None;
    }
    let mut rest = excess;
    for (width, need) in widths.iter_mut().zip(needs) {
        let own = *width - need.least;
        let share = (i64::from(excess.0) * i64::from(own.0) + spare - 1).div_euclid(spare.max(1));
        let share = Length(i32::try_from(share).ok()?).min(own).min(rest);
        *width = *width - share;
        rest = rest - share;
    }
    Some(())
}

/// Shares out what is left so that columns stand to each other as their weights do, none narrower than it must be.
fn fill(widths: &mut [Length], weights: &[u32], width: Length) {
    let mut open: Vec<usize> = (0..widths.len()).filter(|column| weights[*column] > 0).collect();
    loop {
        let fixed: Length = (0..widths.len()).filter(|column| !open.contains(column)).map(|c| widths[c]).sum();
        let room = i64::from((width - fixed).0);
        let sum: i64 = open.iter().map(|column| i64::from(weights[*column])).sum();
        let share = |column: usize| Length(i32::try_from(room * i64::from(weights[column]) / sum.max(1)).unwrap_or(0));
        let tight: Vec<usize> = open.iter().copied().filter(|column| share(*column) < widths[*column]).collect();
        if tight.is_empty() {
            open.iter().for_each(|column| widths[*column] = share(*column));
            return;
        }
        open.retain(|column| !tight.contains(column));
    }
}

fn widest_cell(table: &Table) -> String {
    let heads = table.columns.iter().map(|column| &column.head);
    let cells = heads.chain(table.rows.iter().flatten().flatten()).map(Prose::to_plain);
    cells.max_by_key(|cell| cell.chars().count()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blocks::{Align, Purpose};
    use crate::layout::letters::Letters;
    use crate::layout::measures::mm;
    use crate::layout::spacing::Spacing;

    const SETTING: Setting = Setting {
        letters: Letters::at(5),
        measures: &Measures::NORMAL,
        purpose: Purpose::Questions,
        spacing: Spacing::LOOSE,
        outdent: Length::ZERO,
        labels_before: 0,
    };

    fn table(columns: &[(Width, &str)]) -> Table {
        let column = |width: &Width| Column { head: Prose::default(), align: Align::Left, width: *width };
        Table {
            summary: String::new(),
            style: TableStyle::Printed,
            columns: columns.iter().map(|(width, _)| column(width)).collect(),
            rows: vec![columns.iter().map(|(_, cell)| Some(Prose::plain(*cell))).collect()],
        }
    }

    #[test]
    fn written_columns_have_three_millimetres_a_character_and_fourteen_at_least() {
        let columns = [(Width::Written(2), "1"), (Width::Written(10), "1")];
        let widths = column_widths(&table(&columns), mm(161), SETTING).unwrap();
        assert_eq!(widths, [mm(14), Measures::NORMAL.cell_column * 10 + Measures::NORMAL.cell_extra]);
    }

    #[test]
    fn room_to_write_is_narrowed_by_a_quarter_at_most() {
        let columns = [(Width::Written(20), "1"), (Width::Written(20), "1")];
        let wide = column_widths(&table(&columns), mm(130), SETTING).unwrap();
        let narrow = column_widths(&table(&columns), mm(97), SETTING).unwrap();
        assert_eq!(
            (wide[0], narrow.iter().copied().sum::<Length>()),
            (Measures::NORMAL.cell_column * 20 + Measures::NORMAL.cell_extra, mm(97))
        );
        assert!(column_widths(&table(&columns), mm(95), SETTING).is_err());
    }

    #[test]
    fn columns_that_fill_share_the_rest_by_weight() {
        let columns = [(Width::Written(2), "1"), (Width::Fill(1), "x"), (Width::Fill(3), "x")];
        let widths = column_widths(&table(&columns), mm(94), SETTING).unwrap();
        assert_eq!(widths[1], Length((mm(94) - mm(14)).0 / 4));
        assert_eq!(widths[2], Length((mm(94) - mm(14)).0 * 3 / 4));
    }

    #[test]
    fn sentences_take_what_short_answers_leave() {
        let sentence = "went back to the untrimmed ones; the second step works on what the first one gives back";
        let columns = [(Width::Fill(2), "return next(long)"), (Width::Fill(3), sentence)];
        let wide = column_widths(&table(&columns), mm(240), SETTING).unwrap();
        assert_eq!(wide[0], Length(mm(240).0 * 2 / 5));
        let narrow = column_widths(&table(&columns), mm(120), SETTING).unwrap();
        assert!(narrow[0] < mm(34) && narrow[0] + narrow[1] == mm(120), "{narrow:?}");
    }

    #[test]
    fn a_column_that_fills_is_never_narrower_than_its_longest_word() {
        let columns = [(Width::Fill(1), "antidisestablishmentarianism"), (Width::Fill(9), "x")];
        let widths = column_widths(&table(&columns), mm(80), SETTING).unwrap();
        assert!(widths[0] > mm(30));
        assert!(widths[0] + widths[1] <= mm(80) && widths[0] + widths[1] >= mm(79));
    }

    #[test]
    fn columns_give_way_by_what_they_can_spare_and_no_further() {
        let columns = [(Width::Content, "many short words in one cell of it"), (Width::Content, "one")];
        let widths = column_widths(&table(&columns), mm(40), SETTING).unwrap();
        assert_eq!(widths[0] + widths[1], mm(40));
        let unfit = column_widths(&table(&columns), mm(10), SETTING).unwrap_err();
        assert_eq!(unfit, Unfit::TooWide { origin: 5, line: "many short words in one cell of it".to_owned() });
    }
}
