//! Registrations that a component library carries inside.
//!
//! A library exports the symbol `OXCOM_REGISTRATION`: an array of bytes (not a pointer) that holds the text of a
//! registration, UTF-8, ended by a NUL:
//!
//! ```
//! const TEXT: &[u8] = b"[[class]]\nclsid = '{9A7D97EB-1491-438E-B88C-234390D727F2}'\0";
//! // or: concat!(include_str!("component.toml"), "\0").as_bytes()
//!
//! #[unsafe(no_mangle)]
//! pub static OXCOM_REGISTRATION: [u8; TEXT.len()] = *TEXT.first_chunk().unwrap();
//! ```
//!
//! It is read out of the file: registering a library runs none of its code.

use std::path::Path;

use object::read::elf::ElfFile64;
use object::{Object, ObjectSection, ObjectSymbol, SymbolSection};

const SYMBOL: &str = "OXCOM_REGISTRATION";

/// The longest library that is read, in bytes.
const MAX_LIBRARY: u64 = 1 << 30;

/// The registration inside of `library`; `None` if it exports no such symbol.
pub(super) fn embedded_text(library: &Path) -> Result<Option<String>, String> {
    let length = std::fs::metadata(library).map_err(|error| error.to_string())?.len();
    if length > MAX_LIBRARY {
        return Err(format!("is longer than {MAX_LIBRARY} bytes"));
    }
    let bytes = std::fs::read(library).map_err(|error| error.to_string())?;
    text_in(&bytes)
}

fn text_in(bytes: &[u8]) -> Result<Option<String>, String> {
    let file: ElfFile64<'_> = ElfFile64::parse(bytes).map_err(|error| format!("is no library: {error}"))?;
    let Some(symbol) =
        file.dynamic_symbols().find(|symbol| symbol.is_definition() && symbol.name() == Ok(SYMBOL))
    else {
        return Ok(None);
    };
    let SymbolSection::Section(section) = symbol.section() else {
        return Err(format!("{SYMBOL} lies in no section"));
    };
    let section = file.section_by_index(section).map_err(|error| error.to_string())?;
    let data = section
        .data_range(symbol.address(), symbol.size())
        .map_err(|error| error.to_string())?
        .ok_or_else(|| format!("{SYMBOL} is not in the file"))?;
    let text = data.split(|byte| *byte == 0).next().unwrap_or_default();
    if text.is_empty() {
        return Err(format!("{SYMBOL} is empty; is it a pointer? It must be an array"));
    }
    if text.len() == data.len() {
        return Err(format!("{SYMBOL} does not end with a NUL"));
    }
    match std::str::from_utf8(text) {
        Ok(text) => Ok(Some(text.to_owned())),
        Err(error) => Err(format!("{SYMBOL} is not UTF-8: {error}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_library_is_refused() {
        assert!(text_in(b"").is_err());
        assert!(text_in(b"[[class]]").is_err());
    }

    #[test]
    fn a_library_without_the_symbol_has_no_registration() {
        let own = std::fs::read(std::env::current_exe().unwrap()).unwrap();
        assert_eq!(text_in(&own), Ok(None));
    }
}
