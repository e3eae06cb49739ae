//! GUIDs as registration files and file names spell them.

use windows_core::GUID;

/// Reads `{C8767698-8297-4BE1-904E-FC25034851D2}`, with or without its braces, in either case.
pub fn parse_guid(text: &str) -> Option<GUID> {
    let bare = match text.strip_prefix('{') {
        Some(rest) => rest.strip_suffix('}')?,
        None => text,
    };
    GUID::try_from(bare).ok()
}

/// Writes a GUID as COM does: upper case, in braces (the form of StringFromGUID2).
pub fn format_guid(guid: &GUID) -> String {
    format!("{{{guid:?}}}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_are_optional_but_come_in_pairs() {
        let text = "{C8767698-8297-4BE1-904E-FC25034851D2}";
        let guid = parse_guid(text).unwrap();
        assert_eq!(format_guid(&guid), text);
        assert_eq!(parse_guid(&text.to_lowercase()[1..37]), Some(guid));
        for damaged in [&text[1..], &text[..37], "", "{}", "{C8767698-8297-4BE1-904E-FC25034851DG}", "ä"] {
            assert_eq!(parse_guid(damaged), None, "{damaged}");
        }
    }
}
