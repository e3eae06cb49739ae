//! `liboxcom.so`: Oxcom's runtime for C, C++, C#, Python and whoever else loads a shared library.
//!
//! ```text
//!   program ── -loxcom, or dlopen, or DllImport "ole32.dll" ──▶ liboxcom.so.0 ◀── libole32.so, liboleaut32.so (symlinks)
//!      │                                                            ▲
//!      └─ dlopen ──▶ component library ── CoTaskMemAlloc, … ────────┘  found in the process, never linked to
//! ```
//!
//! It exports the functions that `exports.txt` lists and nothing else. A *program* links to it (`pkg-config --libs oxcom`); a
//! *component library* does not: it leaves the functions undefined and takes those of the process that loads it, so that a
//! process has one runtime. For the same reason the names by which .NET knows COM, `libole32.so` and `liboleaut32.so`, are
//! symlinks to this library and no copies.
//!
//! `cargo xtask install --prefix DIR` puts it, its headers and its pkg-config file in place.

use oxcom_host as _;

use oxcom_abi::CoIncrementMTAUsage;

/// Runs when the library is loaded.
#[used]
#[unsafe(link_section = ".init_array")]
static AT_LOAD: extern "C" fn() = join_managed_program;

/// Puts a managed program into the multithreaded apartment: its languages know apartments by attributes only (a thread is in
/// the MTA unless it says STA), and Mono leaves CoInitializeEx out.
extern "C" fn join_managed_program() {
    // SAFETY: the name is a C string.
    let is_managed = !unsafe { libc::dlsym(libc::RTLD_DEFAULT, c"mono_get_root_domain".as_ptr()) }.is_null();
    if is_managed {
        // SAFETY: a call without preconditions. The apartment stays as long as the process, so nobody needs the cookie.
        let _ = unsafe { CoIncrementMTAUsage() };
    }
}
