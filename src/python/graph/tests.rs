use super::{Graph, Held, Named, Object, Slot};
use crate::python::{Ending, Python, Stop};
use proptest::prelude::*;

fn held(held: &Held) -> String {
    match held {
        Held::Literal(text) => text.clone(),
        Held::Object(index) => format!("#{}", index + 1),
    }
}

fn slot(slot: &Slot) -> String {
    let label = slot.label.as_ref().map_or(String::new(), |label| format!("{label}="));
    format!("{label}{}", held(&slot.held))
}

/// `a #1, b 5; list 1 2; Point x=1`
fn shown(graph: &Graph) -> String {
    let names = graph.names.iter().map(|named| {
        let held = named.held.as_ref().map_or("–".to_owned(), held);
        format!("{} {held}", named.name)
    });
    let objects = graph.objects.iter().map(|object| {
        let name = object.name.as_ref().map(|name| format!(":{name}")).unwrap_or_default();
        let slots: String = object.slots.iter().map(|each| format!(" {}", slot(each))).collect();
        format!("{}{name}{slots}", object.kind)
    });
    std::iter::once(names.collect::<Vec<_>>().join(", ")).chain(objects).collect::<Vec<_>>().join("; ")
}

#[track_caller]
fn assert_graphs(cases: &[(&str, &[&str], &str)]) {
    let mut python = Python::in_process();
    for (program, names, expected) in cases {
        let graph = python.graph(program, None, names).unwrap_or_else(|stop| panic!("{program}: {stop:?}"));
        let graph = graph.unwrap_or_else(|ending| panic!("{program}: {ending:?}"));
        assert_eq!(shown(&graph), *expected, "{program}");
    }
}

#[test]
fn the_same_object_is_one_box() {
    assert_graphs(&[
        ("a = [1, 2]\nb = a\nb.append(3)", &["a", "b"], "a #1, b #1; list 1 2 3"),
        ("a = [1]\nb = a[:]", &["a", "b"], "a #1, b #2; list 1; list 1"),
        ("a = [1]\nb = a\na = a + [2]\nb[0] = 7", &["b", "a"], "b #1, a #2; list 7; list 1 2"),
        ("row = [0, 3]\ngrid = [row] * 2", &["row", "grid"], "row #1, grid #2; list 0 3; list #1 #1"),
        ("grid = [[0] * 2 for _ in range(2)]", &["grid"], "grid #1; list #2 #3; list 0 0; list 0 0"),
        ("a = (1, [2])\nb = [a, (a[1], a)]", &["b"], "b #1; list #2 #4; tuple 1 #3; list 2; tuple #3 #2"),
        (
            "crew = ['Ada']\nshifts = {'mon': crew, 'tue': crew, (1, 2): list(crew)}",
            &["crew", "shifts"],
            "crew #1, shifts #2; list \"Ada\"; dict \"mon\"=#1 \"tue\"=#1 (1, 2)=#3; list \"Ada\"",
        ),
    ]);
}

#[test]
fn numbers_and_strings_are_written_into_their_places() {
    assert_graphs(&[
        ("n = 5\nt = 'tea'\nu = n", &["n", "t", "u", "v"], "n 5, t \"tea\", u 5, v –"),
        (
            "xs = [True, None, 2.5, 10**20, range(3), b'x', 1j]",
            &["xs"],
            "xs #1; list True None 2.5 100000000000000000000 range(0, 3) b'x' 1j",
        ),
        ("s = {12, 3, 'b', 'a', 7}", &["s"], "s #1; set \"a\" \"b\" 3 7 12"),
        ("s = frozenset()\nt = ()\nd = {}", &["s", "t", "d"], "s #1, t #2, d #3; frozenset; tuple; dict"),
    ]);
}

#[test]
fn what_holds_itself_is_no_trouble() {
    assert_graphs(&[
        ("a = [1]\na.append(a)", &["a"], "a #1; list 1 #1"),
        (
            "class Node:\n    def __init__(self, v):\n        self.v = v\n        self.next = None\na = Node(1)\nb = Node(2)\na.next = b\nb.next = a",
            &["a"],
            "a #1; Node v=1 next=#2; Node v=2 next=#1",
        ),
        ("d = {}\nd['me'] = d", &["d"], "d #1; dict \"me\"=#1"),
    ]);
}

#[test]
fn instances_show_their_own_attributes_and_classes_their_data() {
    assert_graphs(&[
        (
            "class Bus:\n    seats = 40\n    stops = []\n    def ride(self):\n        return 1\n    @property\n    def size(self):\n        return 2\na = Bus()\nb = Bus()\na.seats = 9\nb.stops.append('Oslo')",
            &["Bus", "a", "b"],
            "Bus #1, a #3, b #4; class:Bus seats=40 stops=#2; list \"Oslo\"; Bus seats=9; Bus",
        ),
        (
            "class P:\n    __slots__ = ('x', 'y')\n    def __repr__(self):\n        raise ValueError\n    def __getattribute__(self, name):\n        raise KeyError\np = P()\nP.x.__set__(p, [1])",
            &["p"],
            "p #1; P x=#2; list 1",
        ),
        ("class Stack(list):\n    pass\ns = Stack([1, 2])\ns.limit = 3", &["s"], "s #1; Stack 1 2 limit=3"),
        ("class Name(str):\n    pass\nn = Name('Ada')", &["n"], "n #1; Name \"Ada\""),
        (
            "class P(tuple):\n    _fields = ('x', 'y')\np = P((1, [2]))\nq = [p, p]",
            &["p", "q"],
            "p #1, q #3; P x=1 y=#2; list 2; list #1 #1",
        ),
    ]);
}

#[test]
fn functions_show_their_defaults_and_methods_their_object() {
    assert_graphs(&[
        (
            "def book(guest, table=[], *, size=4):\n    table.append(guest)\n    return table\na = book('Ada')",
            &["book", "a"],
            "book #1, a #2; function:book table=#2 size=4; list \"Ada\"",
        ),
        ("def outer():\n    xs = []\n    return lambda: xs\nf = outer()", &["f"], "f #1; function:<lambda>"),
        (
            "xs = [1]\nadd = xs.append\nadd(2)\np = print",
            &["xs", "add", "p"],
            "xs #1, add #2, p #3; list 1 2; method:append self=#1; function:print",
        ),
        ("class A:\n    def go(self):\n        return 1\na = A()\ng = a.go", &["g"], "g #1; method:go self=#2; A"),
        (
            "import itertools\nit = iter([1])\nc = int",
            &["itertools", "it", "c"],
            "itertools #1, it #2, c #3; module:itertools; list_iterator; class:int",
        ),
    ]);
}

#[test]
fn a_graph_can_be_taken_after_a_line_inside() {
    let program = "rows = []\nfor n in [1, 2]:\n    rows.append(n)\ndef f(x):\n    y = rows + [x]\n    return y\nf(3)\nrows = 0\n";
    let mut python = Python::in_process();
    let mut after = |line| python.graph(program, line, &["rows"]).map(|graph| graph.map(|graph| shown(&graph)));
    for (line, expected) in [
        (Some(1), Ok("rows #1; list".to_owned())),
        (Some(3), Ok("rows #1; list 1 2".to_owned())),
        (Some(5), Ok("rows #1; list 1 2".to_owned())),
        (None, Ok("rows 0".to_owned())),
        (Some(9), Err(Ending::Done)),
    ] {
        assert_eq!(after(line), Ok(expected), "{line:?}");
    }
}

#[test]
fn a_program_that_fails_has_a_graph_of_the_moments_before() {
    let program = "a = [1]\na.append(2)\na[5]\n";
    let raised = Ending::Raised { kind: "IndexError".to_owned(), line: Some(3) };
    let mut python = Python::in_process();
    assert_eq!(python.graph(program, None, &["a"]), Ok(Err(raised)));
    assert_eq!(
        python.graph(program, Some(2), &["a"]).map(|graph| graph.map(|graph| shown(&graph))),
        Ok(Ok("a #1; list 1 2".to_owned()))
    );
}

#[test]
fn too_much_to_draw_is_told() {
    let mut python = Python::in_process();
    let mut crowded = |program: &str| python.graph(program, None, &["a"]).is_err_and(|stop| stop == Stop::Crowded);
    for (program, expected) in [
        ("a = [[n] for n in range(39)]", false),
        ("a = [[n] for n in range(40)]", true),
        ("a = [0] * 200", false),
        ("a = [0] * 201", true),
        ("a = []\nfor n in range(1000):\n    a = [a]", true),
    ] {
        assert_eq!(crowded(program), expected, "{program}");
    }
}

#[test]
fn arrows_are_counted_where_they_end() {
    let graph = Python::in_process().graph("a = [1]\nb = [a, a, [a]]", None, &["a", "b"]);
    assert_eq!(graph.map(|graph| graph.map(|graph| graph.arrows_in())), Ok(Ok(vec![4, 1, 1])));
}

/// Lists that hold each other in any way, with what a walk over them must give.
#[derive(Clone, Debug)]
struct Heap {
    lists: Vec<Vec<usize>>,
    names: usize,
}

impl Heap {
    fn program(&self) -> String {
        let made = (0..self.lists.len()).map(|list| format!("x{list} = []\n"));
        let filled = self
            .lists
            .iter()
            .enumerate()
            .flat_map(|(list, held)| held.iter().map(move |other| format!("x{list}.append(x{other})\n")));
        made.chain(filled).collect()
    }

    fn expected(&self) -> Graph {
        let mut met: Vec<usize> = Vec::new();
        for name in 0..self.names {
            self.walk(name, &mut met);
        }
        let at = |list: &usize| Held::Object(met.iter().position(|each| each == list).unwrap());
        let names = (0..self.names).map(|name| Named { name: format!("x{name}"), held: Some(at(&name)) });
        let objects = met.iter().map(|list| Object {
            kind: "list".to_owned(),
            name: None,
            slots: self.lists[*list].iter().map(|other| Slot { label: None, held: at(other) }).collect(),
        });
        Graph { names: names.collect(), objects: objects.collect() }
    }

    fn walk(&self, list: usize, met: &mut Vec<usize>) {
        if !met.contains(&list) {
            met.push(list);
            self.lists[list].iter().for_each(|other| self.walk(*other, met));
        }
    }
}

fn any_heap() -> impl Strategy<Value = Heap> {
    (1_usize..7).prop_flat_map(|count| {
        let lists = prop::collection::vec(prop::collection::vec(0..count, 0..4), count);
        (lists, 1..=count).prop_map(|(lists, names)| Heap { lists, names })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_heap_is_walked_in_the_order_of_the_first_visit(heap in any_heap()) {
        let names: Vec<String> = (0..heap.names).map(|name| format!("x{name}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let graph = Python::in_process().graph(&heap.program(), None, &names);
        prop_assert_eq!(graph, Ok(Ok(heap.expected())));
    }
}
