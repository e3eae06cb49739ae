//! The body of a message of System.Messaging: a string serialized as XML, `<?xml version="1.0"?>` and `<string>…</string>`.

use super::{Fault, Read, wrong};
use crate::{Error, Result};

const FORMAT: &str = "System.Messaging";
const PROLOGUE: &str = "<?xml version=\"1.0\"?>\n";

/// The body of a text.
///
/// # Errors
/// [`Error::Unsendable`] for characters that XML 1.0 cannot have, not even by number (its production 2, Char).
pub fn write(text: &str) -> Result<Vec<u8>> {
    let mut body = String::with_capacity(PROLOGUE.len() + text.len() + 17);
    body.push_str(PROLOGUE);
    body.push_str("<string>");
    for character in text.chars() {
        match character {
            '&' => body.push_str("&amp;"),
            '<' => body.push_str("&lt;"),
            '>' => body.push_str("&gt;"),
            // A reader makes a newline of it otherwise.
            '\r' => body.push_str("&#xD;"),
            '\t' | '\n' => body.push(character),
            '\0'..=' ' | '\u{fffe}' | '\u{ffff}' if character != ' ' => {
                let reason = "XML has no NUL and no control characters but tab, newline and carriage return";
                return Err(Error::Unsendable { reason });
            }
            other => body.push(other),
        }
    }
    body.push_str("</string>");
    Ok(body.into_bytes())
}

/// The text of a body.
///
/// # Errors
/// [`Error::Malformed`] when it is not one string.
pub fn read(body: &[u8]) -> Result<String> {
    let body = std::str::from_utf8(body).map_err(|error| Error::malformed(FORMAT, error.to_string()))?;
    read_string(body).map_err(|fault| fault.of(FORMAT))
}

fn read_string(body: &str) -> Read<String> {
    let mut rest = body.strip_prefix('\u{feff}').unwrap_or(body).trim_start();
    if let Some(declaration) = rest.strip_prefix("<?xml") {
        rest = declaration.split_once("?>").ok_or(Fault::Short)?.1.trim_start();
    }
    let Some(element) = rest.strip_prefix("<string") else { return wrong("it is no string") };
    let (tag, content) = element.split_once('>').ok_or(Fault::Short)?;
    if !tag.is_empty() && !tag.starts_with([' ', '\n', '\t', '\r', '/']) {
        return wrong("it is no string");
    }
    if let Some(attributes) = tag.strip_suffix('/') {
        let null = attributes.contains("nil=\"true\"");
        return if null { wrong("null instead of a string") } else { Ok(String::new()) };
    }
    let (content, after) = content.split_once('<').ok_or(Fault::Short)?;
    if after.trim_end() != "/string>" {
        return wrong("something stands in or behind the string");
    }
    unescape(content)
}

fn unescape(content: &str) -> Read<String> {
    let mut text = String::with_capacity(content.len());
    let mut parts = content.split('&');
    text.push_str(&parts.next().unwrap_or_default().replace("\r\n", "\n"));
    for part in parts {
        let (entity, after) = part.split_once(';').ok_or(Fault::Short)?;
        let character = match entity {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => match (entity.strip_prefix("#x"), entity.strip_prefix('#')) {
                (Some(hex), _) => u32::from_str_radix(hex, 16).ok().and_then(char::from_u32),
                (None, Some(decimal)) => decimal.parse().ok().and_then(char::from_u32),
                (None, None) => None,
            },
        };
        text.push(character.ok_or_else(|| Fault::Wrong("an entity is not known".to_owned()))?);
        text.push_str(&after.replace("\r\n", "\n"));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_body_is_as_mono_writes_it() {
        assert_eq!(write("Hello").unwrap(), b"<?xml version=\"1.0\"?>\n<string>Hello</string>");
        for text in ["", " <&>\"' ", "a\r\nb\rc\n\td", "🦀 \u{7f}\u{85}", "]]>"] {
            assert_eq!(read(&write(text).unwrap()).unwrap(), text);
        }
        assert_eq!(read(b"<string />").unwrap(), "");
        assert_eq!(
            read(b"<?xml version=\"1.0\"?>\r\n<string xmlns:a=\"b\">a&#65;</string>\n").unwrap(),
            "aA"
        );
    }

    #[test]
    fn what_xml_cannot_have_is_not_sent() {
        for text in ["\0", "a\u{1}", "\u{ffff}"] {
            assert!(matches!(write(text), Err(Error::Unsendable { .. })), "{text:?}");
        }
    }

    #[test]
    fn what_is_no_string_is_an_error() {
        for body in [
            "",
            "<int>1</int>",
            "<string>",
            "<string><b/></string>",
            "<string>&lol;</string>",
            "<strings>a</strings>",
            "<string>a</string><string>b</string>",
            "<string>&#xD800;</string>",
            "<?xml",
            "<string>&amp</string>",
            "<string xsi:nil=\"true\" />",
        ] {
            assert!(read(body.as_bytes()).is_err(), "{body}");
        }
        assert!(read(b"<string>\xff</string>").is_err());
    }
}
