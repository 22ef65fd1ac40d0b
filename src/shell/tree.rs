//! A tree of folders and files with their nine bits of rights. Paths go in as they are written, and are followed
//! folder by folder; nothing here prints.

use std::collections::BTreeMap;

/// Where a session begins, and what `~` is.
pub const HOME: &str = "/home/ada";

/// Rights of a new file and of a new folder (a umask of 022).
pub const FILE_RIGHTS: u16 = 0o644;
pub const FOLDER_RIGHTS: u16 = 0o755;

/// What stands at a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    Folder { rights: u16 },
    File(File),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    pub text: String,
    pub rights: u16,
    /// Whole days since it was last changed.
    pub age: u32,
}

/// Why a path leads nowhere; the words are those of the C locale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    Missing,
    NotFolder,
    IsFolder,
    Exists,
    NotEmpty,
}

impl Trouble {
    pub fn words(self) -> &'static str {
        match self {
            Trouble::Missing => "No such file or directory",
            Trouble::NotFolder => "Not a directory",
            Trouble::IsFolder => "Is a directory",
            Trouble::Exists => "File exists",
            Trouble::NotEmpty => "Directory not empty",
        }
    }
}

/// A path whose folder exists; itself it may be missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Absolute and without `.` and `..`.
    pub path: String,
    /// It was written with a slash at its end, and so can only be a folder.
    pub slash: bool,
}

/// Every path below the root, absolute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tree {
    nodes: BTreeMap<String, Node>,
}

impl Default for Tree {
    fn default() -> Tree {
        let folder = || Node::Folder { rights: FOLDER_RIGHTS };
        Tree { nodes: ["/", "/home", HOME].into_iter().map(|path| (path.to_owned(), folder())).collect() }
    }
}

impl Tree {
    pub fn get(&self, path: &str) -> Option<&Node> {
        self.nodes.get(path)
    }

    pub fn get_mut(&mut self, path: &str) -> Option<&mut Node> {
        self.nodes.get_mut(path)
    }

    pub fn is_folder(&self, path: &str) -> bool {
        matches!(self.get(path), Some(Node::Folder { .. }))
    }

    pub fn is_empty_folder(&self, path: &str) -> bool {
        self.is_folder(path) && self.children(path).is_empty()
    }

    pub fn file(&self, path: &str) -> Option<&File> {
        match self.get(path) {
            Some(Node::File(file)) => Some(file),
            _ => None,
        }
    }

    /// How many paths there are and how many letters their files hold.
    pub fn size(&self) -> (usize, usize) {
        let letters = self.nodes.values().map(|node| match node {
            Node::File(file) => file.text.len(),
            Node::Folder { .. } => 0,
        });
        (self.nodes.len(), letters.sum())
    }

    /// Follows a path from a folder. Every part but the last must be a folder that exists.
    pub fn find(&self, from: &str, written: &str) -> Result<Spot, Trouble> {
        if written.is_empty() {
            return Err(Trouble::Missing);
        }
        let mut path = if written.starts_with('/') { "/".to_owned() } else { from.to_owned() };
        for part in written.split('/').filter(|part| !part.is_empty()) {
            match self.get(&path) {
                Some(Node::Folder { .. }) => {}
                Some(Node::File(_)) => return Err(Trouble::NotFolder),
                None => return Err(Trouble::Missing),
            }
            path = match part {
                "." => path,
                ".." => parent(&path).to_owned(),
                name => join(&path, name),
            };
        }
        let ends_in_dots = matches!(written.rsplit('/').next(), Some("." | ".."));
        let slash = written.ends_with('/') || ends_in_dots;
        if slash && self.file(&path).is_some() {
            return Err(Trouble::NotFolder);
        }
        Ok(Spot { path, slash })
    }

    /// The same, for what must be there.
    pub fn existing(&self, from: &str, written: &str) -> Result<String, Trouble> {
        let spot = self.find(from, written)?;
        self.get(&spot.path).map(|_| spot.path).ok_or(Trouble::Missing)
    }

    /// Whether a path that is written leads to a folder.
    pub fn leads_to_folder(&self, from: &str, written: &str) -> bool {
        self.existing(from, written).is_ok_and(|path| self.is_folder(&path))
    }

    /// Whether a path that is written with a slash at its end is a file.
    pub fn file_at(&self, from: &str, written: &str) -> bool {
        self.existing(from, written.trim_end_matches('/')).is_ok_and(|path| self.file(&path).is_some())
    }

    /// The names in a folder, sorted by bytes.
    pub fn children(&self, folder: &str) -> Vec<&str> {
        let prefix = if folder == "/" { "/".to_owned() } else { format!("{folder}/") };
        let inside = self.nodes.range(prefix.clone()..).map(|(path, _)| path.as_str());
        let names = inside.take_while(|path| path.starts_with(&prefix)).map(|path| &path[prefix.len()..]);
        names.filter(|name| !name.is_empty() && !name.contains('/')).collect()
    }

    /// A path and everything below it, folders before what is in them.
    pub fn all_below(&self, path: &str) -> Vec<String> {
        let below = |other: &&String| other.as_str() == path || is_below(other, path);
        self.nodes.keys().filter(below).cloned().collect()
    }

    /// Puts a node in place of whatever is there; its folder must exist.
    pub fn put(&mut self, path: &str, node: Node) {
        self.nodes.insert(path.to_owned(), node);
    }

    /// Writes a file: one that is there keeps its rights.
    pub fn write(&mut self, path: &str, text: String) {
        let rights = self.file(path).map_or(FILE_RIGHTS, |file| file.rights);
        self.put(path, Node::File(File { text, rights, age: 0 }));
    }

    pub fn make_folder(&mut self, path: &str) {
        self.put(path, Node::Folder { rights: FOLDER_RIGHTS });
    }

    /// Takes away a path with everything below it.
    pub fn remove(&mut self, path: &str) {
        self.nodes.retain(|other, _| other != path && !is_below(other, path));
    }

    /// Gives a path and everything below it a new name.
    pub fn rename(&mut self, from: &str, to: &str) {
        let moved: Vec<(String, Node)> = self
            .all_below(from)
            .into_iter()
            .filter_map(|path| self.nodes.remove(&path).map(|node| (format!("{to}{}", &path[from.len()..]), node)))
            .collect();
        self.nodes.extend(moved);
    }
}

/// A name in a folder.
pub fn join(folder: &str, name: &str) -> String {
    if folder == "/" { format!("/{name}") } else { format!("{folder}/{name}") }
}

/// The folder of a path; the root is its own.
pub fn parent(path: &str) -> &str {
    match path.rfind('/') {
        None | Some(0) => "/",
        Some(at) => &path[..at],
    }
}

/// The last part of a path.
pub fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Whether a path lies inside a folder.
pub fn is_below(path: &str, folder: &str) -> bool {
    if folder == "/" {
        return path != "/";
    }
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// The nine letters of rights: `rw-r--r--`.
pub fn letters(rights: u16) -> String {
    (0..9).map(|bit| if rights >> (8 - bit) & 1 == 1 { ['r', 'w', 'x'][bit % 3] } else { '-' }).collect()
}

#[cfg(test)]
mod tests {
    use super::{Tree, Trouble, is_below, letters};

    #[test]
    fn paths_are_followed_folder_by_folder() {
        let mut tree = Tree::default();
        tree.make_folder("/home/ada/a");
        tree.write("/home/ada/a/f", "x\n".to_owned());
        let cases = [
            (".", Ok("/home/ada")),
            ("a/../a/f", Ok("/home/ada/a/f")),
            ("/", Ok("/")),
            ("../../..", Ok("/")),
            ("a/new", Ok("/home/ada/a/new")),
            ("b/../a", Err(Trouble::Missing)),
            ("a/f/g", Err(Trouble::NotFolder)),
            ("a/f/", Err(Trouble::NotFolder)),
            ("", Err(Trouble::Missing)),
        ];
        for (written, expected) in cases {
            let found = tree.find("/home/ada", written).map(|spot| spot.path);
            assert_eq!(found, expected.map(str::to_owned), "{written}");
        }
    }

    #[test]
    fn a_name_that_begins_alike_is_not_below() {
        assert!(is_below("/a/b", "/a") && !is_below("/ab", "/a") && !is_below("/a", "/a") && is_below("/a", "/"));
    }

    #[test]
    fn what_is_moved_takes_everything_with_it() {
        let mut tree = Tree::default();
        tree.make_folder("/home/ada/a");
        tree.write("/home/ada/a/f", String::new());
        tree.make_folder("/home/ada/ab");
        tree.rename("/home/ada/a", "/home/ada/c");
        assert_eq!(tree.children("/home/ada"), ["ab", "c"]);
        assert_eq!(tree.children("/home/ada/c"), ["f"]);
    }

    #[test]
    fn rights_are_nine_letters() {
        assert_eq!(letters(0o640), "rw-r-----");
        assert_eq!(letters(0o751), "rwxr-x--x");
    }
}
