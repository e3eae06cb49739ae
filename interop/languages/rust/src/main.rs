//! Client and server of the tests across languages, in Rust. The programs in other languages do the same, say the same and
//! are called the same way:
//!
//! ```text
//! language-peer serve      serves the class Oxcom.Peer until the last client has gone; what COM starts
//! language-peer check      calls every method and compares; a line for each: "ok NAME", "FAILED NAME: why"
//! language-peer hold       gets an object, says "holding PID" (the server's), and waits to be killed
//! language-peer bereaved   the same, waits for a line, and expects the next call to fail: the server has been killed
//! language-peer misuse     does what is wrong; a line for each: "ok NAME: error", "FAILED …", "impossible NAME: why"
//! ```

mod client;
mod misuse;
mod server;

#[allow(missing_docs)]
#[path = "../../peer.rs"]
mod bindings;

use std::process::ExitCode;

use oxcom::GUID;
use oxcom_host as _;

/// The class whose servers there are in each language.
const CLSID_PEER: GUID = GUID::from_u128(0x8A3B1D00_6E5F_4B0A_9C77_51D2E0C4F100);

fn main() -> ExitCode {
    let mode = std::env::args().nth(1).unwrap_or_default();
    let done = match mode.as_str() {
        "serve" => server::serve().map(|()| true),
        "check" => client::check(),
        "hold" => client::hold().map(|()| true),
        "bereaved" => client::bereaved(),
        "misuse" => misuse::misuse(),
        _ => {
            eprintln!("language-peer serve|check|hold|bereaved|misuse");
            return ExitCode::FAILURE;
        }
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("language-peer: {}", oxcom::message_of(&error));
            ExitCode::FAILURE
        }
    }
}
