//! Sheets for tests: one of every block, set as the shipped sheets set them.

use crate::blocks::{
    Align, Block, Column, Corner, DrawingSpace, Figure, FigureBox, FigureName, FigurePlace, Foot, Holds, Item, Listing,
    Modules, NameRow, Piece, Prose, Purpose, RubricLine, RuledLabel, Rules, Sheet, Split, Table, TableStyle, TextSize,
    Tick, Width,
};

fn body(text: Prose) -> Block {
    Block::Paragraph { text, size: TextSize::Body }
}

fn small(text: Prose) -> Block {
    Block::Paragraph { text, size: TextSize::Small }
}

pub fn plain(text: &str) -> Block {
    body(Prose::plain(text))
}

pub fn rules(lines: u32) -> Block {
    Block::Rules(Rules { lines, guides: false, may_break: false })
}

pub fn beside(left: Vec<Block>, right: Vec<Block>) -> Block {
    Block::Beside { left, right, split: Split::Question }
}

pub fn item(number: u32, label: &str, body: Vec<Block>) -> Item {
    Item {
        origin: number,
        number,
        label: label.to_owned(),
        note: None,
        minutes: Some(2),
        corner: Corner::Box { out_of: 3 },
        body,
        aside: Vec::new(),
    }
}

fn column(head: Prose, align: Align, width: Width) -> Column {
    Column { head, align, width }
}

fn cells(row: &[&str]) -> Vec<Option<Prose>> {
    row.iter().map(|cell| if cell.is_empty() { None } else { Some(Prose::code(*cell)) }).collect()
}

fn wrong_answers(rows: &[(&str, Prose, &str)]) -> Block {
    Block::Table(Table {
        summary: "Wrong answers and what they come from.".to_owned(),
        style: TableStyle::Ruled,
        columns: vec![
            column(Prose::default(), Align::Left, Width::Content),
            column(Prose::plain("If you wrote"), Align::Left, Width::Fill(2)),
            column(Prose::plain("then you probably"), Align::Left, Width::Fill(3)),
        ],
        rows: rows
            .iter()
            .map(|(letter, wrote, why)| {
                vec![Some(Prose::plain(*letter)), Some(wrote.clone()), Some(Prose::plain(*why))]
            })
            .collect(),
    })
}

fn modules() -> Modules {
    let size = 25;
    let dark = (0..size * size).map(|at| (at * 7 + at / size * 3) % 5 < 2).collect();
    Modules { size, dark, text: "LONGHAND:K7F39QX2M4TA8C3Z".to_owned() }
}

pub fn sheet(purpose: Purpose, title: &str, items: Vec<Item>) -> Sheet {
    let is_key = purpose == Purpose::Key;
    Sheet {
        purpose,
        title: title.to_owned(),
        subtitle: "Sunday 22 November 2026".to_owned(),
        name_row: (!is_key).then_some(NameRow { name: None, out_of: 18, copy: None }),
        intro: Vec::new(),
        qr: (!is_key).then(modules),
        items,
        closing: Vec::new(),
        foot: Foot { left: format!("Longhand · {title}"), code: "sheet K7F3-9QX2-M4TA-8C3Z".to_owned() },
    }
}

const LOOP: &str = "total = 0\nfor n in range(4, 16, 3):\n    if n % 5 == 0:\n        continue\n    total += n\n    \
                    print(n, total)\nelse:\n    print(\"done\", total)\n";

/// Output, trace, lines in order, a class, SQL, a choice: two pages.
pub fn daily() -> Sheet {
    let intro = "15 minutes, pen only, Python 3. Each question counts 0 to 3. The key is on its own leaf: keep it face \
                 down.";
    let items = vec![
        item(
            1,
            "Predict the output",
            vec![
                plain("What does this program print? One line of output to a rule; not every rule may be needed."),
                beside(vec![Block::Listing(Listing::numbered(LOOP))], vec![rules(5)]),
            ],
        ),
        item(
            2,
            "Trace table",
            vec![
                body(
                    Prose::plain("Write each name’s value ")
                        .then_strong("after")
                        .then(" the numbered line has run. Row one is done."),
                ),
                beside(
                    vec![Block::Listing(Listing::numbered(
                        "shelf = [4, 8, 1, 7, 3]\nshelf.insert(1, 6)\na = shelf.pop()\nb = shelf.pop(0)\n\
                         shelf.remove(1)\nprint(shelf, a, b)\n",
                    ))],
                    vec![trace_table()],
                ),
            ],
        ),
        item(
            3,
            "Put in order",
            vec![
                body(
                    Prose::plain("Four of these lines make a generator that yields the words of at least ")
                        .then_code("least")
                        .then(" letters. Number them 1 to 4. ")
                        .then_strong("Two lines do not belong."),
                ),
                Block::OrderBoxes(
                    [
                        "            return word",
                        "        if len(word) >= least:",
                        "def long_words(words, least):",
                        "    for word in words:",
                        "        if len(words) >= least:",
                        "            yield word",
                    ]
                    .map(str::to_owned)
                    .to_vec(),
                ),
            ],
        ),
        class_from_the_table(),
        sql_rows(),
        item(
            6,
            "Choose one",
            vec![
                body(
                    Prose::plain("After ")
                        .then_code("a = [4, 7]")
                        .then(" and ")
                        .then_code("b = a")
                        .then(", somebody runs ")
                        .then_code("b.append(12)")
                        .then(". What is ")
                        .then_code("a")
                        .then("?"),
                ),
                Block::Ticks(vec![
                    Tick { letter: 'A', text: Prose::code("[4, 7]") },
                    Tick { letter: 'B', text: Prose::code("[12]") },
                    Tick { letter: 'C', text: Prose::code("[4, 7, 12]") },
                    Tick { letter: 'D', text: Prose::plain("an error: ").then_code("b").then(" has no value") },
                ]),
            ],
        ),
    ];
    Sheet { intro: vec![small(Prose::plain(intro))], ..sheet(Purpose::Questions, "Daily drill", items) }
}

fn trace_table() -> Block {
    let mut rows = vec![cells(&["1", "[4, 8, 1, 7, 3]", "–", "–"])];
    rows.extend((2..=5).map(|line| cells(&[&line.to_string(), "", "", ""])));
    Block::Table(Table {
        summary: "Values after each line, to be filled in.".to_owned(),
        style: TableStyle::Writing,
        columns: vec![
            column(Prose::plain("line"), Align::Centre, Width::Content),
            column(Prose::code("shelf"), Align::Left, Width::Written(18)),
            column(Prose::code("a"), Align::Centre, Width::Written(2)),
            column(Prose::code("b"), Align::Centre, Width::Written(2)),
        ],
        rows,
    })
}

fn class_from_the_table() -> Item {
    let does = Prose::plain("inherits from ")
        .then_code("Route")
        .then(", initialises that part with ")
        .then_code("super()")
        .then(" · end by making one instance, ")
        .then_code("mine")
        .then(", with no stops yet");
    let table = Table {
        summary: "Classes, their parameters and what they do.".to_owned(),
        style: TableStyle::Printed,
        columns: vec![
            column(Prose::plain("class"), Align::Left, Width::Content),
            column(Prose::plain("parameters"), Align::Left, Width::Content),
            column(Prose::plain("does"), Align::Left, Width::Fill(1)),
        ],
        rows: vec![
            vec![
                Some(Prose::code("Route")),
                Some(Prose::code("name, stops")),
                Some(Prose::code("add(stop)").then(" appends one stop")),
            ],
            vec![Some(Prose::code("NightRoute")), Some(Prose::code("name, stops, fare")), Some(does)],
        ],
    };
    let ask = Prose::plain("From memory: ")
        .then_code("Route")
        .then(" and its subclass ")
        .then_code("NightRoute")
        .then(". Every parameter becomes an attribute.");
    let space = Block::Rules(Rules { lines: 14, guides: true, may_break: true });
    item(4, "Class from the table", vec![body(ask), Block::Table(table), space])
}

fn sql_rows() -> Item {
    let table = Table {
        summary: "Trails with side and length.".to_owned(),
        style: TableStyle::Printed,
        columns: vec![
            column(Prose::code("name"), Align::Left, Width::Content),
            column(Prose::code("side"), Align::Centre, Width::Content),
            column(Prose::code("km"), Align::Centre, Width::Content),
        ],
        rows: [
            ["Fell", "N", "9"],
            ["Gorge", "S", "15"],
            ["Heath", "N", "6"],
            ["Ridge", "S", "18"],
            ["Tarn", "N", "12"],
        ]
        .iter()
        .map(|row| cells(row))
        .collect(),
    };
    let query = "SELECT name, km\nFROM trails\nWHERE km BETWEEN 9 AND 15\nORDER BY km DESC\n";
    item(
        5,
        "SQL: write the rows",
        vec![
            plain("Write the rows that this query gives, in its order."),
            beside(
                vec![Block::Listing(Listing::bare(query))],
                vec![beside(vec![Block::Heading("trails".to_owned()), Block::Table(table)], vec![rules(4)])],
            ),
        ],
    )
}

/// The key to some of it: answers at the left, wrong answers at the right.
pub fn key() -> Sheet {
    let marks = Corner::Marks(vec![
        (3, Prose::plain("every line")),
        (2, Prose::plain("one line wrong")),
        (1, Prose::plain("the first line right")),
    ]);
    let printed =
        Block::Printed { caption: None, lines: ["4 4", "7 11", "13 24", "done 24"].map(str::to_owned).to_vec() };
    let why = Prose::code("continue")
        .then(" goes on with the next number, 16 is never reached, and a loop that no ")
        .then_code("break")
        .then(" leaves runs its ")
        .then_code("else")
        .then(".");
    let rows = [
        (
            "a",
            Prose::plain("… ").then_code("16 40").then(" and ").then_code("done 40"),
            "let the loop reach 16 as well",
        ),
        ("b", Prose::code("4 4").then(" and ").then_code("7 11").then(" alone"), "read continue as break"),
        ("c", Prose::plain("no ").then_code("done").then(" line"), "left out the else: only a break skips it"),
    ];
    let first = Item {
        minutes: None,
        corner: marks.clone(),
        ..item(
            1,
            "Predict the output",
            vec![Block::Beside {
                left: vec![printed],
                right: vec![small(why), wrong_answers(&rows)],
                split: Split::Key,
            }],
        )
    };
    let second = Item { minutes: None, corner: marks, ..item(4, "Class from the table", vec![class_key()]) };
    let intro = vec![
        Block::Command("longhand score K7F3-9QX2-M4TA-8C3Z 3 1a 2 3 …".to_owned()),
        small(Prose::plain("One mark a question, 0 to 3; ").then_code("1a").then(" is mark 1 with wrong answer a.")),
    ];
    let closing = vec![
        Block::Heading("Type it back".to_owned()),
        Block::Command("longhand try K7F3-9QX2-M4TA-8C3Z 4 route.py".to_owned()),
        small(Prose::plain("runs the class that you wrote by hand against this sheet’s tests.")),
    ];
    Sheet { intro, closing, ..sheet(Purpose::Key, "Key", vec![first, second]) }
}

fn class_key() -> Block {
    let program = "class Route:\n    def __init__(self, name, stops):\n        self.name = name\n        \
                   self.stops = stops\n\n    def add(self, stop):\n        self.stops.append(stop)\n\n\n\
                   class NightRoute(Route):\n    def __init__(self, name, stops, fare):\n        \
                   super().__init__(name, stops)\n        self.fare = fare\n\n\nmine = NightRoute(\"N4\", [], 6)\n";
    let rubric = vec![
        RubricLine { points: 1, text: Prose::code("class").then(" line and colon") },
        RubricLine {
            points: 2,
            text: Prose::code("__init__").then(": ").then_code("self").then(" first, both attributes set"),
        },
        RubricLine { points: 1, text: Prose::code("super().__init__").then(" comes before ").then_code("fare") },
    ];
    let aloud = vec![
        Block::Rubric(rubric),
        Block::Heading("Say it aloud".to_owned()),
        small(Prose::plain("What is ").then_code("self").then("?")),
        small(Prose::plain("What does an instance have that its class does not?")),
    ];
    Block::Beside { left: vec![Block::Listing(Listing::numbered(program))], right: aloud, split: Split::Key }
}

/// Boxes in a program, labels beside rules, rules inside a program, and free ruled space.
pub fn class() -> Sheet {
    let text = |text: &str| Piece::Text(text.to_owned());
    let boxes = Listing {
        numbered: true,
        gap_columns: 11,
        rules_after: Vec::new(),
        marked: None,
        lines: vec![
            vec![text("class Ticket"), Piece::Gap(1)],
            vec![text("    def "), Piece::Gap(2), text("("), Piece::Gap(3), text(", stop, price):")],
            vec![text("        self.price = price")],
            vec![],
            vec![text("x = Ticket(\"Oslo\", 14)")],
        ],
    };
    let heads = Listing {
        rules_after: vec![(0, 2), (1, 1)],
        ..Listing::numbered("def fare(self):\ndef total(self):\nprint(1)\n")
    };
    let label = |text: Prose, lines| RuledLabel { label: text, lines };
    let labels = vec![
        label(Prose::plain("Base: class line"), 1),
        label(Prose::plain("Base: initialiser, both stored"), 3),
        label(Prose::plain("Base: method ").then_code("fare"), 2),
        label(Prose::plain("Derived: initialiser takes the base’s parameters and its own"), 1),
    ];
    let printed =
        Block::Printed { caption: Some("It prints".to_owned()), lines: vec!["Oslo 5".to_owned(), "28 33".to_owned()] };
    let mut first = item(
        1,
        "Class template",
        vec![
            plain("Fill the boxes. All are equally wide; what goes in is not."),
            Block::Listing(boxes),
            printed,
            Block::Listing(heads),
        ],
    );
    first.note = Some("stage 1 of 5 · words".to_owned());
    let second = item(
        2,
        "Class template",
        vec![plain("Write the lines that each label asks for."), Block::LabelledRules(labels)],
    );
    let third = item(
        3,
        "Say it, then write it",
        vec![
            plain(
                "You read a 20 GB log file and need the first 10 lines with an error. Why is a generator a good choice \
                 here? Two sentences, as you would say them.",
            ),
            rules(4),
        ],
    );
    sheet(Purpose::Questions, "A template a day", vec![first, second, third])
}

/// A frame to draw in, and the drawing.
pub fn drawing() -> [Sheet; 2] {
    let names = ["row", "grid"].map(str::to_owned);
    let place = |label: Option<&str>, holds| FigurePlace { label: label.map(str::to_owned), holds };
    let text = |text: &str| Holds::Text(text.to_owned());
    let each = |kind: &str, places| FigureBox { kind: kind.to_owned(), name: None, places };
    let figure = Figure {
        names: (0..)
            .zip(&names)
            .map(|(index, name)| FigureName { name: name.clone(), holds: Holds::Arrow(index) })
            .collect(),
        boxes: vec![
            each("list", vec![place(None, text("0")), place(None, text("7"))]),
            each("dict", vec![place(Some("\"a\""), Holds::Arrow(0)), place(Some("\"b\""), Holds::Arrow(1))]),
        ],
    };
    let space = Block::DrawingSpace(DrawingSpace { names: names.to_vec(), boxes: 2 });
    let listing = Block::Listing(Listing::numbered("row = [0, 7]\ngrid = {\"a\": row}\ngrid[\"b\"] = grid\n"));
    let question = item(1, "Draw the memory", vec![plain("Draw all objects."), beside(vec![listing], vec![space])]);
    let answer = item(1, "Draw the memory", vec![Block::Figure(figure)]);
    [sheet(Purpose::Questions, "One problem", vec![question]), sheet(Purpose::Key, "Key", vec![answer])]
}
