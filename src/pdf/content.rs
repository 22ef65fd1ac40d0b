//! Marks → the operations of each page, and which element each marked-content sequence belongs to. The one file that
//! names `Op`. Whatever belongs to no element is written as an artifact.

use std::collections::BTreeMap;

use lopdf::{Object, StringFormat};
use printpdf::{
    Color, CurTransMat, DictItem, FontId, Greyscale, Line, LineCapStyle, LineDashPattern, LinePoint, Op, PaintMode,
    PdfDocument, PdfFontHandle, PdfFontMap, PdfPage, PdfSaveOptions, Point as PdfPoint, Polygon, PolygonRing, Pt, Rect,
    TextItem, TextMatrix, WindingOrder,
};

use super::PdfFault;
use super::dots::rows;
use super::faces::source_name;
use super::text::text_string;
use crate::blocks::Modules;
use crate::layout::pages::{Element, ElementId, Ink, Length, Mark, Page, Pages, Point, Shape, TextRun};
use crate::layout::{OwnFont, Source};

/// What drawing pages gives.
pub(super) struct Drawn {
    pub(super) operations: Vec<Vec<Op>>,
    /// For each page the element of every marked-content sequence; the index is the sequence's `/MCID`.
    pub(super) sequences: Vec<Vec<ElementId>>,
}

/// Draws some of the pages. Every mark's element must exist (`structure::check`).
pub(super) fn draw(some: &[Page], pages: &Pages) -> Drawn {
    let drawn = some.iter().map(|page| draw_page(page, pages));
    let (operations, sequences) = drawn.unzip();
    Drawn { operations, sequences }
}

/// The contents of pages with these operations, not deflated. `fonts` has the numbers of all glyphs.
pub(super) fn streams(
    pages: &Pages,
    operations: Vec<Vec<Op>>,
    fonts: &PdfFontMap,
) -> Result<Vec<lopdf::Stream>, PdfFault> {
    let written = document(operations, (pages.width, pages.height), fonts.clone())?;
    let content = |page| {
        let content = written.get_dictionary(page)?.get(b"Contents").and_then(Object::as_reference)?;
        Ok(written.get_object(content).and_then(Object::as_stream)?.clone())
    };
    written.page_iter().map(content).collect()
}

/// A document with nothing on its one page but all letters of the fonts, so that printpdf embeds them.
pub(super) fn specimen(letters: &BTreeMap<Source, String>, fonts: PdfFontMap) -> Result<lopdf::Document, PdfFault> {
    let shown = letters.iter().flat_map(|(source, letters)| {
        let font = PdfFontHandle::External(FontId(source_name(*source).to_owned()));
        let items = vec![TextItem::Text(letters.clone())];
        [Op::StartTextSection, Op::SetFont { font, size: Pt(1.0) }, Op::ShowText { items }, Op::EndTextSection]
    });
    document(vec![shown.collect()], (Length::ZERO, Length::ZERO), fonts)
}

fn document(
    operations: Vec<Vec<Op>>,
    (width, height): (Length, Length),
    fonts: PdfFontMap,
) -> Result<lopdf::Document, PdfFault> {
    let paper = Rect::from_wh(points(width), points(height));
    let page = |ops| PdfPage { media_box: paper.clone(), trim_box: paper.clone(), crop_box: paper.clone(), ops };
    let mut document = PdfDocument::new("");
    document.resources.fonts = fonts;
    document.pages = operations.into_iter().map(page).collect();
    // Else operators by name would be left out, and `modules` needs one.
    let options = PdfSaveOptions { secure: false, ..PdfSaveOptions::default() };
    let mut warnings = Vec::new();
    let written = document.to_lopdf_document(&options, &mut warnings);
    match warnings.first() {
        Some(warning) => Err(PdfFault(warning.msg.clone())),
        None => Ok(written),
    }
}

fn draw_page(page: &Page, pages: &Pages) -> (Vec<Op>, Vec<ElementId>) {
    let own = pages.font.as_deref();
    let mut pen = Pen { height: pages.height, elements: &pages.elements, own, ..Pen::default() };
    for mark in &page.marks {
        pen.mark(mark);
    }
    pen.close();
    (pen.ops, pen.sequences)
}

/// The marked-content sequence that is being written.
#[derive(Clone, Copy, Default, PartialEq)]
enum Open {
    #[default]
    Nothing,
    Artifact,
    Element(ElementId),
}

/// Writes one page and remembers what is set, so that nothing is set twice.
#[derive(Default)]
struct Pen<'a> {
    height: Length,
    elements: &'a [Element],
    ops: Vec<Op>,
    sequences: Vec<ElementId>,
    open: Open,
    own: Option<&'a OwnFont>,
    font: Option<(Source, Length)>,
    spacing: Length,
    fill: Option<Ink>,
    stroke: Option<Ink>,
    thickness: Option<Length>,
}

impl Pen<'_> {
    fn mark(&mut self, mark: &Mark) {
        self.enter(mark.element);
        match &mark.shape {
            Shape::Text(run) => self.text(run),
            Shape::Line { from, to, width, ink } => self.line(*from, *to, *width, *ink),
            Shape::Frame { at, width, height, stroke, ink } => {
                self.set_stroke(*stroke, *ink);
                let rectangle = Rect { mode: Some(PaintMode::Stroke), ..self.rectangle(*at, *width, *height) };
                self.ops.push(Op::DrawRectangle { rectangle });
            }
            Shape::Dots { at, diameter } => self.dots(at, *diameter),
            Shape::Filled { points, ink } => self.filled(points, *ink),
            Shape::Modules { at, module, modules } => self.modules(*at, *module, modules),
        }
    }

    /// Begins a sequence for `element` unless it is open already. An artifact may not stand inside an element's
    /// sequence (ISO 14289-1, 7.1), so the one before ends first.
    fn enter(&mut self, element: Option<ElementId>) {
        let wanted = element.map_or(Open::Artifact, Open::Element);
        if self.open == wanted {
            return;
        }
        self.close();
        self.open = wanted;
        let Some(element) = element else {
            self.ops.push(Op::BeginMarkedContent { tag: "Artifact".to_owned() });
            return;
        };
        let id = i64::try_from(self.sequences.len()).expect("a page has fewer than 2^63 sequences");
        self.sequences.push(element);
        let role = &self.elements[element.0].role;
        self.begin_with(role.standard_type(), "MCID", DictItem::Int(id));
    }

    fn close(&mut self) {
        if self.open != Open::Nothing {
            self.ops.push(Op::EndMarkedContent);
        }
        self.open = Open::Nothing;
    }

    fn begin_with(&mut self, tag: &str, key: &str, value: DictItem) {
        let properties = DictItem::Dict { map: BTreeMap::from([(key.to_owned(), value)]) };
        self.ops.push(Op::BeginMarkedContentWithProperties { tag: tag.to_owned(), properties });
    }

    fn text(&mut self, run: &TextRun) {
        if run.text.is_empty() {
            return;
        }
        if run.is_code_line {
            // Readers that fold or guess spaces take the line from here.
            let text = match text_string(&run.text) {
                Object::String(data, format) => DictItem::String { data, literal: format == StringFormat::Literal },
                _ => DictItem::Null,
            };
            self.begin_with("Span", "ActualText", text);
        }
        self.set_fill(Ink::Black);
        self.ops.push(Op::StartTextSection);
        let pieces = pieces(run, self.own);
        self.set_font(pieces[0].0, run.size);
        self.set_spacing(run.spacing);
        let at = self.place(run.at);
        self.ops.push(Op::SetTextMatrix { matrix: TextMatrix::Translate(at.x, at.y) });
        // What comes next stands where the piece before it ended.
        for (source, piece) in pieces {
            self.set_font(source, run.size);
            self.ops.push(Op::ShowText { items: items(&piece) });
        }
        self.ops.push(Op::EndTextSection);
        if run.is_code_line {
            self.ops.push(Op::EndMarkedContent);
        }
    }

    fn line(&mut self, from: Point, to: Point, width: Length, ink: Ink) {
        self.set_stroke(width, ink);
        self.ops.push(Op::DrawLine { line: open_line(self.place(from), self.place(to)) });
    }

    /// Dots as dashes of no length with round ends: one stroke for a whole row, round in every viewer.
    fn dots(&mut self, dots: &[Point], diameter: Length) {
        self.set_stroke(diameter, Ink::Black);
        self.ops.push(Op::SaveGraphicsState);
        self.ops.push(Op::SetLineCapStyle { cap: LineCapStyle::Round });
        for row in rows(dots) {
            let step = row.step(diameter);
            self.ops.push(Op::SetLineDashPattern { dash: LineDashPattern::new(0.0, &[0.0, points(step).0]) });
            self.ops.push(Op::DrawLine { line: open_line(self.place(row.first), self.place(row.end(diameter))) });
        }
        self.ops.push(Op::RestoreGraphicsState);
    }

    fn filled(&mut self, corners: &[Point], ink: Ink) {
        self.set_fill(ink);
        let points = corners.iter().map(|corner| LinePoint { p: self.place(*corner), bezier: false }).collect();
        let rings = vec![PolygonRing { points }];
        let polygon = Polygon { rings, mode: PaintMode::Fill, winding_order: WindingOrder::NonZero };
        self.ops.push(Op::DrawPolygon { polygon });
    }

    /// All dark modules as one path, each row's neighbours joined so that no seam shows between them. A module is the
    /// unit, so that each rectangle takes a few digits: a symbol has hundreds.
    fn modules(&mut self, at: Point, module: Length, modules: &Modules) {
        let rows = modules.dark.chunks(modules.size.max(1)).enumerate();
        let rectangles: Vec<[usize; 4]> = rows
            .flat_map(|(row, dark)| runs(dark).into_iter().map(move |(first, count)| [first, row, count, 1]))
            .collect();
        if rectangles.is_empty() {
            return;
        }
        self.set_fill(Ink::Black);
        let (corner, side) = (self.place(at), points(module).0);
        self.ops.push(Op::SaveGraphicsState);
        let matrix = CurTransMat::Raw([side, 0.0, 0.0, -side, corner.x.0, corner.y.0]);
        self.ops.push(Op::SetTransformationMatrix { matrix });
        for rectangle in rectangles {
            let value = rectangle.map(|side| DictItem::Int(i64::try_from(side).unwrap_or(i64::MAX))).to_vec();
            self.ops.push(Op::Unknown { key: "re".to_owned(), value });
        }
        self.ops.push(Op::Unknown { key: "f".to_owned(), value: Vec::new() });
        self.ops.push(Op::RestoreGraphicsState);
    }

    fn set_font(&mut self, source: Source, size: Length) {
        if self.font.replace((source, size)) != Some((source, size)) {
            let font = PdfFontHandle::External(FontId(source_name(source).to_owned()));
            self.ops.push(Op::SetFont { font, size: points(size) });
        }
    }

    /// Letter spacing outlives the text section it is set in, so it is set back when the next run has another.
    fn set_spacing(&mut self, spacing: Length) {
        if self.spacing != spacing {
            self.spacing = spacing;
            // printpdf calls it a multiplier; what it writes is `Tc`, in points.
            self.ops.push(Op::SetCharacterSpacing { multiplier: points(spacing).0 });
        }
    }

    fn set_fill(&mut self, ink: Ink) {
        if self.fill.replace(ink) != Some(ink) {
            self.ops.push(Op::SetFillColor { col: grey(ink) });
        }
    }

    fn set_stroke(&mut self, thickness: Length, ink: Ink) {
        if self.stroke.replace(ink) != Some(ink) {
            self.ops.push(Op::SetOutlineColor { col: grey(ink) });
        }
        if self.thickness.replace(thickness) != Some(thickness) {
            self.ops.push(Op::SetOutlineThickness { pt: points(thickness) });
        }
    }

    /// From the top left corner, downwards, to PDF's bottom left corner, upwards.
    fn place(&self, point: Point) -> PdfPoint {
        PdfPoint { x: points(point.x), y: points(Length(self.height.0.saturating_sub(point.y.0))) }
    }

    fn rectangle(&self, at: Point, width: Length, height: Length) -> Rect {
        let corner = self.place(Point { x: at.x, y: Length(at.y.0.saturating_add(height.0)) });
        Rect::from_xywh(corner.x, corner.y, points(width), points(height))
    }
}

/// Thousandths of a point to points. Whole thousandths below 16 m are printed by `f32` as they are.
fn points(length: Length) -> Pt {
    Pt(length.0 as f32 / 1000.0)
}

fn grey(ink: Ink) -> Color {
    // 1 is white: 55 % black is 0.45.
    let white = match ink {
        Ink::Black => 0.0,
        Ink::Rule => 0.45,
    };
    Color::Greyscale(Greyscale::new(white, None))
}

fn open_line(from: PdfPoint, to: PdfPoint) -> Line {
    Line { points: [from, to].map(|p| LinePoint { p, bezier: false }).to_vec(), is_closed: false }
}

/// The text in pieces that come from one font each; there is at least one.
fn pieces(run: &TextRun, own: Option<&OwnFont>) -> Vec<(Source, TextRun)> {
    let mut pieces: Vec<(Source, TextRun)> = Vec::new();
    for (index, letter) in run.text.chars().enumerate() {
        let source = Source::of(letter, run.face, own).unwrap_or(Source::Face(run.face));
        if pieces.last().is_none_or(|(last, _)| *last != source) {
            let rest = run.kerns.iter().filter(|(place, _)| *place >= index);
            let kerns = rest.map(|(place, kern)| (place - index, *kern)).collect();
            pieces.push((source, TextRun { text: String::new(), kerns, ..run.clone() }));
        }
        if let Some((_, piece)) = pieces.last_mut() {
            piece.text.push(letter);
        }
    }
    if pieces.is_empty() {
        pieces.push((Source::Face(run.face), run.clone()));
    }
    pieces
}

/// The text, cut where a kern stands before a letter. PDF counts kerns in thousandths of an em, leftwards.
fn items(run: &TextRun) -> Vec<TextItem> {
    let kerns: BTreeMap<usize, Length> = run.kerns.iter().copied().collect();
    let mut items = Vec::new();
    let mut piece = String::new();
    for (index, letter) in run.text.chars().enumerate() {
        if let Some(kern) = kerns.get(&index)
            && run.size.0 != 0
        {
            if !piece.is_empty() {
                items.push(TextItem::Text(std::mem::take(&mut piece)));
            }
            items.push(TextItem::Offset(-(kern.0 as f32 * 1000.0 / run.size.0 as f32).round()));
        }
        piece.push(letter);
    }
    items.push(TextItem::Text(piece));
    items
}

/// Start and length of every run of dark modules in a row.
fn runs(dark: &[bool]) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for index in (0..dark.len()).filter(|index| dark[*index]) {
        match runs.last_mut() {
            Some((first, count)) if *first + *count == index => *count += 1,
            _ => runs.push((index, 1)),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::fonts::Face;
    use crate::layout::pages::Role;

    #[test]
    fn neighbours_of_a_row_are_one_rectangle() {
        let dark = |row: &str| row.chars().map(|module| module == 'X').collect::<Vec<_>>();
        for (row, expected) in [("", vec![]), ("...", vec![]), ("XX.X", vec![(0, 2), (3, 1)]), (".XXX", vec![(1, 3)])] {
            assert_eq!(runs(&dark(row)), expected, "{row}");
        }
    }

    fn run(kerns: &[(usize, i32)]) -> TextRun {
        TextRun {
            at: Point { x: Length(0), y: Length(0) },
            face: Face::SansBold,
            size: Length(20_000),
            spacing: Length(0),
            text: "AVA".to_owned(),
            kerns: kerns.iter().map(|(index, kern)| (*index, Length(*kern))).collect(),
            is_code_line: false,
        }
    }

    #[test]
    fn letter_spacing_ends_with_its_run() {
        let mut pen = Pen::default();
        for spacing in [0, 720, 720, 0, 0] {
            pen.text(&TextRun { spacing: Length(spacing), ..run(&[]) });
        }
        let set = pen.ops.iter().filter_map(|op| match op {
            Op::SetCharacterSpacing { multiplier } => Some(*multiplier),
            _ => None,
        });
        assert_eq!(set.collect::<Vec<_>>(), [0.72, 0.0]);
    }

    #[test]
    fn an_artifact_never_stands_inside_an_element() {
        let elements = [Element { parent: None, role: Role::Code }];
        let mut pen = Pen { elements: &elements, ..Pen::default() };
        for element in [Some(0), Some(0), None, None, Some(0)] {
            pen.mark(&Mark { element: element.map(ElementId), shape: Shape::Text(run(&[])) });
        }
        pen.close();
        let brackets = pen.ops.iter().filter_map(|op| match op {
            Op::BeginMarkedContentWithProperties { tag, .. } | Op::BeginMarkedContent { tag } => Some(tag.as_str()),
            Op::EndMarkedContent => Some("end"),
            _ => None,
        });
        assert_eq!(brackets.collect::<Vec<_>>(), ["Code", "end", "Artifact", "end", "Code", "end"]);
        assert_eq!(pen.sequences, [ElementId(0), ElementId(0)]);
    }

    #[test]
    fn a_filled_shape_is_one_ring_of_its_corners() {
        let corner = |x, y| Point { x: Length(x), y: Length(y) };
        let points = vec![corner(1_000, 2_000), corner(3_000, 2_000), corner(1_000, 5_000)];
        let mut pen = Pen { height: Length(10_000), ..Pen::default() };
        pen.mark(&Mark { element: None, shape: Shape::Filled { points, ink: Ink::Black } });
        let polygon = pen.ops.iter().find_map(|op| match op {
            Op::DrawPolygon { polygon } => Some(polygon),
            _ => None,
        });
        let ring =
            polygon.map(|polygon| polygon.rings[0].points.iter().map(|point| (point.p.x.0, point.p.y.0)).collect());
        assert_eq!(ring, Some(vec![(1.0, 8.0), (3.0, 8.0), (1.0, 5.0)]));
    }

    #[test]
    fn kerns_stand_before_their_letter_and_count_leftwards() {
        let text = |text: &str| TextItem::Text(text.to_owned());
        assert_eq!(items(&run(&[])), [text("AVA")]);
        assert_eq!(items(&run(&[(1, -1_000)])), [text("A"), TextItem::Offset(50.0), text("VA")]);
        assert_eq!(items(&run(&[(0, 200), (9, 200)])), [TextItem::Offset(-10.0), text("AVA")]);
    }

    #[test]
    fn the_origin_moves_to_the_bottom() {
        let pen = Pen { height: Length(841_890), ..Pen::default() };
        let corner = pen.place(Point { x: Length(70_875), y: Length(41_890) });
        assert_eq!((corner.x.0, corner.y.0), (70.875, 800.0));
    }
}
