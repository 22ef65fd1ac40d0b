//! What Python 3.10 does not have yet: syntax by what the parser says, names by the lists of "what's new in Python".

use crate::python::Reason;
use rustpython_vm::compiler::parser::{UnsupportedSyntaxError, UnsupportedSyntaxErrorKind as Kind};

/// Names of modules by the version that brought them.
const OF_MODULES: &[(&str, &[&str], &str)] = &[
    ("contextlib", &["chdir"], "3.11"),
    ("copy", &["replace"], "3.13"),
    ("datetime", &["UTC"], "3.11"),
    (
        "enum",
        &[
            "EnumCheck",
            "EnumType",
            "FlagBoundary",
            "ReprEnum",
            "StrEnum",
            "global_enum",
            "member",
            "nonmember",
            "property",
            "show_flag_values",
            "verify",
        ],
        "3.11",
    ),
    ("functools", &["Placeholder"], "3.14"),
    ("inspect", &["getmembers_static", "ismethodwrapper"], "3.11"),
    ("inspect", &["BufferFlags", "getasyncgenstate", "markcoroutinefunction"], "3.12"),
    ("itertools", &["batched"], "3.12"),
    ("math", &["cbrt", "exp2"], "3.11"),
    ("math", &["sumprod"], "3.12"),
    ("math", &["fma"], "3.13"),
    ("operator", &["call"], "3.11"),
    ("operator", &["is_none", "is_not_none"], "3.14"),
    ("random", &["binomialvariate"], "3.12"),
    ("re", &["NOFLAG"], "3.11"),
    ("statistics", &["kde", "kde_random"], "3.13"),
    ("types", &["get_original_bases"], "3.12"),
    ("types", &["CapsuleType"], "3.13"),
    (
        "typing",
        &[
            "LiteralString",
            "Never",
            "NotRequired",
            "Required",
            "Self",
            "TypeVarTuple",
            "Unpack",
            "assert_never",
            "assert_type",
            "clear_overloads",
            "dataclass_transform",
            "get_overloads",
            "reveal_type",
        ],
        "3.11",
    ),
    ("typing", &["TypeAliasType", "override"], "3.12"),
    ("typing", &["NoDefault", "ReadOnly", "TypeIs", "get_protocol_members", "is_protocol"], "3.13"),
];

/// Whole modules.
const MODULES: &[(&str, &str)] =
    &[("annotationlib", "3.14"), ("compression", "3.14"), ("string.templatelib", "3.14"), ("tomllib", "3.11")];

/// Built-in names.
const BUILT_IN: &[(&str, &str)] =
    &[("BaseExceptionGroup", "3.11"), ("ExceptionGroup", "3.11"), ("PythonFinalizationError", "3.13")];

/// A name of a module, `itertools.batched`.
pub(super) fn of_module(module: &str, name: &str) -> Option<Reason> {
    let known = OF_MODULES.iter().find(|(known, names, _)| *known == module && names.contains(&name));
    known.map(|(_, _, since)| reason(format!("`{module}.{name}`"), since))
}

pub(super) fn module(module: &str) -> Option<Reason> {
    let known = MODULES.iter().find(|(known, _)| *known == module);
    known.map(|(name, since)| reason(format!("the module `{name}`"), since))
}

pub(super) fn built_in(name: &str) -> Option<Reason> {
    let known = BUILT_IN.iter().find(|(known, _)| *known == name);
    known.map(|(name, since)| reason(format!("`{name}`"), since))
}

/// A method of every exception.
pub(super) fn note() -> Reason {
    reason("`add_note`".to_owned(), "3.11")
}

/// Syntax. The version stands in the parser's sentence, "… on Python 3.10 (syntax was added in Python 3.11)".
pub(super) fn syntax(error: &UnsupportedSyntaxError) -> Reason {
    let said = error.to_string();
    let what = match error.kind {
        Kind::ExceptStar => "`except*`",
        Kind::UnparenthesizedExceptionTypes => "`except` with several types and no brackets",
        Kind::TypeParameterList => "a list of type parameters, `def f[T]`,",
        Kind::TypeParamDefault => "a type parameter with a default",
        Kind::TypeAliasStatement => "the `type` statement",
        Kind::Pep701FString(_) if said.contains("quote") => "an f-string that has its own quotes inside",
        Kind::Pep701FString(_) if said.contains("backslash") => "a backslash between the braces of an f-string",
        Kind::Pep701FString(_) => "a comment between the braces of an f-string",
        Kind::StarExpressionInIndex => "a star in an index",
        Kind::StarAnnotation => "a star in an annotation",
        Kind::TemplateStrings => "a t-string",
        _ => said.split(" on Python").next().unwrap_or(&said).trim_start_matches("Cannot use "),
    };
    let since = said.rsplit_once("added in Python ").map(|(_, since)| since.trim_end_matches(')').to_owned());
    Reason::Newer { what: what.to_owned(), since }
}

fn reason(what: String, since: &str) -> Reason {
    Reason::Newer { what, since: Some(since.to_owned()) }
}
