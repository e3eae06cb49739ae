//! Checks the links of the project's Markdown files to each other and to source files.

use std::path::{Component, Path, PathBuf};

use crate::error::{Error, read};

/// The links that lead nowhere, each with its place.
pub(crate) fn dead(root: &Path) -> Result<Vec<String>, Error> {
    let mut faults = Vec::new();
    for file in markdown_files(root)? {
        let text = read(&root.join(&file))?;
        for (line, target) in links(&text) {
            if let Some(reason) = fault(root, &file, target, &text)? {
                faults.push(format!("{}:{line}: {target}: {reason}", file.display()));
            }
        }
    }
    Ok(faults)
}

/// All `*.md` files, from the root, except in what is built or hidden.
fn markdown_files(root: &Path) -> Result<Vec<PathBuf>, Error> {
    let (mut found, mut folders) = (Vec::new(), vec![PathBuf::new()]);
    while let Some(folder) = folders.pop() {
        let path = root.join(&folder);
        let entries = std::fs::read_dir(&path).map_err(|error| Error::File(path.clone(), error))?;
        for entry in entries {
            let entry = entry.map_err(|error| Error::File(path.clone(), error))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let place = folder.join(&name);
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            if is_folder && !name.starts_with('.') && name != "target" {
                folders.push(place);
            } else if !is_folder && name.ends_with(".md") {
                found.push(place);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// The targets of a text's links with their lines, without those inside of code.
fn links(text: &str) -> Vec<(usize, &str)> {
    let (mut found, mut in_code) = (Vec::new(), false);
    for (line, content) in (1..).zip(text.lines()) {
        if content.trim_start().starts_with("```") {
            in_code = !in_code;
        }
        if in_code {
            continue;
        }
        for (at, _) in content.match_indices("](") {
            // An even number of backticks before it: not inside of `code`.
            let target = content[at + 2..].split([')', ' ']).next().unwrap_or("");
            if content[..at].matches('`').count() % 2 == 0 {
                found.push((line, target.trim_matches(['<', '>'])));
            }
        }
        if let Some((_, target)) = content.strip_prefix('[').and_then(|rest| rest.split_once("]: ")) {
            found.push((line, target.split(' ').next().unwrap_or("")));
        }
    }
    found
}

/// Why a link leads nowhere; links to other places than this project are not followed.
fn fault(root: &Path, file: &Path, target: &str, text: &str) -> Result<Option<&'static str>, Error> {
    if target.contains("://") || target.starts_with("mailto:") {
        return Ok(None);
    }
    let (path, heading) = target.split_once('#').unwrap_or((target, ""));
    let place =
        if path.is_empty() { file.to_owned() } else { file.parent().unwrap_or(Path::new("")).join(path) };
    let Some(place) = inside(&place) else { return Ok(Some("it leads out of the project")) };
    if !root.join(&place).exists() {
        return Ok(Some("there is no such file"));
    }
    if heading.is_empty() || place.extension().is_none_or(|extension| extension != "md") {
        return Ok(None);
    }
    let has = if path.is_empty() {
        has_heading(text, heading)
    } else {
        has_heading(&read(&root.join(&place))?, heading)
    };
    Ok(if has { None } else { Some("there is no such heading") })
}

/// A path without `..`; `None`, if it leads above the root.
fn inside(path: &Path) -> Option<PathBuf> {
    let mut clean = PathBuf::new();
    for component in path.components() {
        match component {
            Component::Normal(name) => clean.push(name),
            Component::CurDir => (),
            Component::ParentDir if clean.pop() => (),
            _ => return None,
        }
    }
    Some(clean)
}

/// Whether a heading has this anchor: small letters, blanks as hyphens, no other signs.
fn has_heading(text: &str, anchor: &str) -> bool {
    let slug = |heading: &str| -> String {
        let heading = heading.trim_start_matches('#').trim().to_lowercase();
        heading
            .chars()
            .filter(|c| c.is_alphanumeric() || " -_".contains(*c))
            .map(|c| if c == ' ' { '-' } else { c })
            .collect()
    };
    text.lines().filter(|line| line.starts_with('#')).any(|line| slug(line) == anchor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_found_outside_of_code() {
        let text = "See [one](a.md#x) and `[no](b)`.\n```\n[no](c)\n```\n[two]: d.md\n";
        assert_eq!(links(text), [(1, "a.md#x"), (5, "d.md")]);
    }

    #[test]
    fn paths_stay_inside_the_project() {
        assert_eq!(inside(Path::new("docs/../src/./x.rs")), Some(PathBuf::from("src/x.rs")));
        assert_eq!(inside(Path::new("docs/../../x")), None);
    }

    #[test]
    fn headings_have_anchors() {
        assert!(has_heading("# One\n## A call, step by step\n", "a-call-step-by-step"));
        assert!(!has_heading("# One\n", "two"));
    }
}
