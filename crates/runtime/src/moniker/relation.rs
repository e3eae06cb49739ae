//! How monikers combine: composition, inverses, prefixes, relative paths, as IMoniker's documentation has them.

use oxcom_abi::{
    E_NOTIMPL, IMoniker, MK_E_NEEDGENERIC, MK_E_NOINVERSE, MK_E_NOPREFIX, MK_E_NOTBINDABLE, MK_E_SYNTAX,
    MK_S_HIM, MK_S_ME, MK_S_US, S_OK,
};
use windows_core::{HRESULT, IUnknown, Interface, Result};

use super::Name;
use super::one::{self, CLSID_ANTI, CLSID_FILE, CLSID_POINTER, What, class_of};

/// A moniker, or none, and which success it is.
pub(super) type Found = Result<(Option<IMoniker>, HRESULT)>;

/// What a simple moniker makes of one to its right by itself, without a generic composite.
///
/// # Errors
/// MK_E_NEEDGENERIC: nothing. MK_E_SYNTAX: an absolute path to the right of another.
pub(super) fn merge(left: &What, right: &IMoniker) -> Result<Option<IMoniker>> {
    let class = class_of(right)?;
    match left {
        What::Anti | What::Composite(_) => Err(MK_E_NEEDGENERIC.into()),
        _ if class == CLSID_ANTI => Ok(None),
        What::File(path) if class == CLSID_FILE => {
            let more = super::display_name(right, &super::bind_context::new())?;
            join(path, &more).map(|path| Some(one::new(What::File(path))))
        }
        _ => Err(MK_E_NEEDGENERIC.into()),
    }
}

/// All parts in a row, of which neighbours may merge or come to nothing.
pub(super) fn compose(mut left: Vec<IMoniker>, right: Vec<IMoniker>) -> Result<Vec<IMoniker>> {
    for mut part in right {
        loop {
            let Some(last) = left.pop() else { break left.push(part) };
            match compose_two(&last, &part) {
                Ok(Some(merged)) => part = merged,
                Ok(None) => break,
                Err(error) if error.code() == MK_E_NEEDGENERIC => break left.extend([last, part]),
                Err(error) => return Err(error),
            }
        }
    }
    Ok(left)
}

/// IMoniker::ComposeWith, with fOnlyIfNotGeneric: whoever made the left moniker knows.
fn compose_two(left: &IMoniker, right: &IMoniker) -> Result<Option<IMoniker>> {
    let mut made = std::ptr::null_mut();
    // SAFETY: arguments of their types; with success null or an owned pointer.
    unsafe {
        let only_if_not_generic = true.into();
        (left.vtable().ComposeWith)(left.as_raw(), right.as_raw(), only_if_not_generic, &mut made).ok()?;
        Ok((!made.is_null()).then(|| IMoniker::from_raw(made)))
    }
}

/// IMoniker::Inverse.
pub(super) fn inverse(of: &What) -> Result<IMoniker> {
    match of {
        What::Anti => Err(MK_E_NOINVERSE.into()),
        What::Composite(all) => Ok(one::composite(inverses(all)?)),
        _ => Ok(one::new(What::Anti)),
    }
}

fn inverses(all: &[IMoniker]) -> Result<Vec<IMoniker>> {
    // SAFETY: calls without arguments.
    all.iter().rev().map(|part| unsafe { part.Inverse() }).collect()
}

/// Whether two simple monikers are equal.
pub(super) fn same(one: &IMoniker, other: &IMoniker) -> Result<bool> {
    let class = class_of(one)?;
    if class != class_of(other)? {
        return Ok(false);
    }
    if class == CLSID_POINTER {
        return Ok(identity(one)? == identity(other)?);
    }
    Ok(Name::of(one)?.key() == Name::of(other)?.key())
}

/// The object that a pointer moniker wraps.
fn identity(pointer: &IMoniker) -> Result<IUnknown> {
    let mut object = std::ptr::null_mut();
    // SAFETY: arguments of their types; with success an owned pointer.
    unsafe {
        one::bind(pointer, &super::bind_context::new(), &IUnknown::IID, &mut object)?;
        Ok(IUnknown::from_raw(object))
    }
}

/// What two lists of parts begin with, and how much of each that is: a path may be shared in part.
struct Shared {
    common: Vec<IMoniker>,
    /// Parts of either that the common ones make up entirely.
    whole: usize,
    /// What the two paths have behind the common one, when the last common part is such.
    paths: Option<[String; 2]>,
}

impl Shared {
    fn of(own: &[IMoniker], other: &[IMoniker]) -> Result<Self> {
        let mut common = Vec::new();
        for (one, another) in own.iter().zip(other) {
            if same(one, another)? {
                common.push(one.clone());
                continue;
            }
            let whole = common.len();
            let paths = match (class_of(one)?, class_of(another)?) {
                (CLSID_FILE, CLSID_FILE) => shared_path(one, another)?,
                _ => None,
            };
            let paths = paths.map(|(path, rests)| {
                common.push(one::new(What::File(path)));
                rests
            });
            return Ok(Self { common, whole, paths });
        }
        Ok(Self { whole: common.len(), common, paths: None })
    }
}

/// IMoniker::CommonPrefixWith.
pub(super) fn common_prefix(own: &[IMoniker], other: &[IMoniker]) -> Found {
    let Shared { common, whole, paths } = Shared::of(own, other)?;
    if common.is_empty() {
        return Err(MK_E_NOPREFIX.into());
    }
    let is_all = |all: &[IMoniker], rest: usize| match &paths {
        None => all.len() == whole,
        Some(rests) => all.len() == whole + 1 && rests[rest].is_empty(),
    };
    let success = match (is_all(own, 0), is_all(other, 1)) {
        (true, true) => MK_S_US,
        (true, false) => MK_S_ME,
        (false, true) => MK_S_HIM,
        (false, false) => S_OK,
    };
    Ok((Some(one::composite(common)), success))
}

/// IMoniker::RelativePathTo: the inverse of what is one's own only, and then what is the other's only.
pub(super) fn relative_path(this: &What, own: &[IMoniker], other: &[IMoniker]) -> Found {
    let him = |other: &[IMoniker]| Ok((Some(one::composite(other.to_vec())), MK_S_HIM));
    match this {
        What::Item { .. } => return Err(MK_E_NOTBINDABLE.into()),
        What::Pointer(_) => return Err(E_NOTIMPL.into()),
        What::Anti => return him(other),
        _ => {}
    }
    let Shared { common, whole, paths } = Shared::of(own, other)?;
    if common.is_empty() {
        return him(other);
    }
    let mut relative = inverses(&own[whole + usize::from(paths.is_some())..])?;
    if let Some([back, forth]) = &paths {
        let up = back.split('/').filter(|step| !step.is_empty()).map(|_| "..");
        let steps: Vec<_> = up.chain(forth.split('/').filter(|step| !step.is_empty())).collect();
        relative.push(one::new(What::File(steps.join("/"))));
    }
    relative.extend_from_slice(&other[whole + usize::from(paths.is_some())..]);
    Ok(((!relative.is_empty()).then(|| one::composite(relative)), S_OK))
}

/// The longest path that both of two begin with, and what is left of each. None: they have nothing in common.
fn shared_path(one: &IMoniker, other: &IMoniker) -> Result<Option<(String, [String; 2])>> {
    let context = super::bind_context::new();
    let (one, other) = (super::display_name(one, &context)?, super::display_name(other, &context)?);
    let steps = one.split('/').zip(other.split('/')).take_while(|(one, other)| one == other).count();
    let split = |path: &str| {
        let mut steps_of: Vec<_> = path.split('/').collect();
        let rest = steps_of.split_off(steps).join("/");
        (steps_of.join("/"), rest)
    };
    let ((common, back), (_, forth)) = (split(&one), split(&other));
    Ok((!common.is_empty()).then_some((common, [back, forth])))
}

/// A path, and a relative one from there.
fn join(path: &str, more: &str) -> Result<String> {
    if more.starts_with('/') {
        return Err(MK_E_SYNTAX.into());
    }
    let mut steps: Vec<_> = path.split('/').collect();
    for step in more.split('/') {
        match step {
            "" | "." => {}
            ".." if !matches!(steps.last(), None | Some(&"" | &"..")) => _ = steps.pop(),
            step => steps.push(step),
        }
    }
    Ok(steps.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_joined() {
        for (path, more, joined) in [
            ("/a/b", "c", "/a/b/c"),
            ("/a/b", "../c", "/a/c"),
            ("/a", "../../c", "/../c"),
            ("a", "..", ""),
            ("a", "./b//c", "a/b/c"),
        ] {
            assert_eq!(join(path, more).as_deref(), Ok(joined), "{path} {more}");
        }
        assert_eq!(join("/a", "/b").map_err(|error| error.code()), Err(MK_E_SYNTAX));
    }
}
