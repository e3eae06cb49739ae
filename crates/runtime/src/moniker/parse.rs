//! Display names: text becomes a moniker.

use std::ffi::c_void;

use oxcom_abi::{E_INVALIDARG, IBindCtx, IMoniker, MK_E_SYNTAX};
use oxcom_activation::parse_guid;
use windows_core::{HRESULT, Interface, PCWSTR, Ref, Result};

use super::one::{self, Objref, What};
use super::{Name, base64, running, text};

/// Makes a moniker of a display name: `clsid:…:`, `objref:…:`, `!item`, or the path of a file (one that exists, or that somebody has
/// registered), each followed by any number of `!item`. `eaten` is how many UTF-16 units were understood.
///
/// # Errors
/// MK_E_SYNTAX: it is none of these. E_INVALIDARG: a null pointer.
///
/// # Safety
/// The pointers are null or what their types say.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn MkParseDisplayName(
    context: Ref<'_, IBindCtx>,
    name: PCWSTR,
    eaten: *mut u32,
    out: *mut *mut c_void,
) -> HRESULT {
    if context.is_null() || name.is_null() || eaten.is_null() || out.is_null() {
        return E_INVALIDARG;
    }
    // SAFETY: none is null, so they are what their types say.
    unsafe {
        out.write(std::ptr::null_mut());
        eaten.write(0);
        match text(name).and_then(|name| Ok((parse(&name)?, name.encode_utf16().count()))) {
            Ok((moniker, length)) => {
                eaten.write(length as u32);
                out.write(moniker.into_raw());
                oxcom_abi::S_OK
            }
            Err(error) => error.code(),
        }
    }
}

/// The moniker of a whole display name.
pub(super) fn parse(name: &str) -> Result<IMoniker> {
    let (first, mut rest) = first(name)?;
    let mut parts = vec![one::new(first)];
    while !rest.is_empty() {
        let (next, left) = item(rest).ok_or(MK_E_SYNTAX)?;
        parts.push(one::new(next));
        rest = left;
    }
    Ok(one::composite(parts))
}

fn first(name: &str) -> Result<(What, &str)> {
    if let Some(found) = prefixed(name).or_else(|| item(name)) {
        return Ok(found);
    }
    // A path may have a '!' in it: the longest that is one.
    let ends = name.match_indices('!').map(|(at, _)| at).chain([name.len()]);
    let path = ends.rev_by_length().find(|end| *end > 0 && is_file(&name[..*end]));
    let end = path.ok_or(MK_E_SYNTAX)?;
    Ok((What::File(name[..end].into()), &name[end..]))
}

/// Positions, the last first.
trait ByLength: Iterator<Item = usize> + Sized {
    fn rev_by_length(self) -> std::vec::IntoIter<usize> {
        let mut all: Vec<usize> = self.collect();
        all.sort_unstable_by(|one, other| other.cmp(one));
        all.into_iter()
    }
}

impl<I: Iterator<Item = usize>> ByLength for I {}

fn is_file(path: &str) -> bool {
    if std::path::Path::new(path).exists() {
        return true;
    }
    let name = Name::of(&one::new(What::File(path.into())));
    name.is_ok_and(|name| running::is_running(&name).unwrap_or(false))
}

/// A name that begins with what kind it is, and what follows it.
pub(super) fn prefixed(name: &str) -> Option<(What, &str)> {
    let (kind, rest) = name.split_once(':')?;
    let (content, rest) = rest.split_once(':').unwrap_or((rest, ""));
    match kind.to_ascii_lowercase().as_str() {
        "clsid" => {
            let bare = content.trim_start_matches('{').trim_end_matches('}');
            Some((What::Class(parse_guid(bare).or_else(|| parse_guid(&format!("{{{bare}}}")))?), rest))
        }
        "objref" => Some((What::Objref(Objref { bytes: base64::decode(content)?, owned: false }), rest)),
        _ => None,
    }
}

/// An item, `!name`, and what follows it.
pub(super) fn item(name: &str) -> Option<(What, &str)> {
    let rest = name.strip_prefix('!')?;
    let (item, rest) = rest.split_at(rest.find('!').unwrap_or(rest.len()));
    (!item.is_empty()).then(|| (What::Item { delimiter: "!".into(), name: item.into() }, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> std::result::Result<String, HRESULT> {
        let context = super::super::bind_context::new();
        let shown = parse(text).and_then(|moniker| super::super::display_name(&moniker, &context));
        shown.map_err(|error| error.code())
    }

    #[test]
    fn a_display_name_leads_back_to_itself() {
        let class = "clsid:5E0A7CC1-2F43-4C0D-9A5E-0A1B2C3D4E5F:";
        for name in [class, "!camera", "!camera!left", "objref:TUVPVw==:", "/usr", "/usr!bin"] {
            assert_eq!(shown(name).as_deref(), Ok(name));
        }
        assert_eq!(shown(&format!("{class}!item")), Ok(format!("{class}!item")));
        assert_eq!(shown("clsid:{5E0A7CC1-2F43-4C0D-9A5E-0A1B2C3D4E5F}").as_deref(), Ok(class));
        for name in ["", "!", "!a!", "/no/such/file", "clsid:7", "objref:?:", "unknown:x"] {
            assert_eq!(shown(name), Err(MK_E_SYNTAX), "{name}");
        }
    }
}
