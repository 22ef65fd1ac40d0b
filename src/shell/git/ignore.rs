//! `.gitignore` in the top folder: names and patterns of what is not offered.

use crate::shell::Refusal;
use crate::shell::globs::fits_dots;
use crate::shell::tree::{Tree, join};

/// The lines of `.gitignore`.
pub struct Ignored(Vec<Line>);

struct Line {
    /// Parts between slashes.
    parts: Vec<String>,
    /// It counts from the top folder.
    from_top: bool,
    only_folders: bool,
}

impl Ignored {
    pub fn read(tree: &Tree, top: &str) -> Result<Ignored, Refusal> {
        let text = tree.file(&join(top, ".gitignore")).map(|file| file.text.clone()).unwrap_or_default();
        let mut lines = Vec::new();
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            if line.starts_with('!') || line.contains(['\\', '\t']) || line.contains("**") || line.ends_with(' ') {
                return Err(Refusal::situation(format!("the line `{line}` of `.gitignore`")));
            }
            let (line, only_folders) = line.strip_suffix('/').map_or((line, false), |line| (line, true));
            let from_top = line.contains('/');
            let parts = line.trim_start_matches('/').split('/').map(str::to_owned).collect();
            lines.push(Line { parts, from_top, only_folders });
        }
        Ok(Ignored(lines))
    }

    /// Whether a file is ignored, by itself or with a folder that it is in.
    pub fn holds(&self, path: &str) -> bool {
        let parts: Vec<&str> = path.split('/').collect();
        (1..=parts.len()).any(|count| {
            let is_folder = count < parts.len();
            self.0.iter().any(|line| line.fits(&parts[..count]) && (is_folder || !line.only_folders))
        })
    }
}

impl Line {
    fn fits(&self, path: &[&str]) -> bool {
        if !self.from_top {
            return path.last().is_some_and(|name| fits_dots(&self.parts[0], name));
        }
        self.parts.len() == path.len() && self.parts.iter().zip(path).all(|(part, name)| fits_dots(part, name))
    }
}
