//! Compiles the modules of Python's library that the interpreter carries into one file of `OUT_DIR`.
//!
//! The list `src/python/engine/pylib/modules.txt` and the Python files beside it come in; `library.bin` goes out, with the
//! modules in the order of their names, so that two builds make the same bytes.

#![expect(
    clippy::disallowed_methods,
    reason = "a build script reads and writes files, and is told by the environment where"
)]
#![expect(clippy::disallowed_macros, reason = "a build script speaks to cargo on standard output")]

use rustpython_compiler::{CompileOpts, Mode, compile};
use rustpython_compiler_core::frozen::{FrozenCodeObject, FrozenLib, FrozenModule};
use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

const OWN: &str = "src/python/engine/pylib";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed={OWN}");
    let mut modules = BTreeMap::new();
    for name in fs::read_to_string(Path::new(OWN).join("modules.txt"))?.lines().filter(|line| !line.starts_with('#')) {
        modules.insert(name.to_owned(), frozen(name, &file(Path::new(rustpython_pylib::LIB_PATH), name))?);
    }
    for entry in fs::read_dir(OWN)? {
        let path = entry?.path();
        let name = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
        if path.extension().is_some_and(|ending| ending == "py") {
            let module = frozen(&name, &path)?;
            if modules.insert(name, module).is_some() {
                return Err(format!("{} is in modules.txt too", path.display()).into());
            }
        }
    }
    let library = FrozenLib::encode(modules.iter().map(|(name, FrozenModule { code, package })| {
        (name.as_str(), FrozenModule { code: FrozenCodeObject { bytes: &code.bytes }, package: *package })
    }));
    let out = env::var_os("OUT_DIR").ok_or("no OUT_DIR")?;
    fs::write(PathBuf::from(out).join("library.bin"), library.bytes)?;
    Ok(())
}

/// The file of a module: `json.decoder` is `json/decoder.py`, a package its `__init__.py`.
fn file(library: &Path, name: &str) -> PathBuf {
    let path = library.join(name.replace('.', "/"));
    if path.is_dir() { path.join("__init__.py") } else { path.with_extension("py") }
}

/// The code of a module, and whether it is a package.
fn frozen(name: &str, file: &Path) -> Result<FrozenModule<Vec<u8>>, Box<dyn Error>> {
    let source = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let code = compile(&source, Mode::Exec, name, CompileOpts::default())
        .map_err(|error| format!("{}: {error}", file.display()))?;
    Ok(FrozenModule { code: FrozenCodeObject::encode(&code), package: file.ends_with("__init__.py") })
}
