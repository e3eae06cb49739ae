//! Programs that mean harm to a COM server: at its socket, by its object's methods, and as another user. Server, attacker
//! and friend are processes of their own.

use std::io::{IoSlice, Read, Write};
use std::mem::{ManuallyDrop, MaybeUninit};
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::Command;

use oxcom::abi::{
    CLSCTX_LOCAL_SERVER, DISP_E_BADPARAMCOUNT, DISP_E_MEMBERNOTFOUND, DISP_E_OVERFLOW, DISP_E_TYPEMISMATCH,
    DISP_E_UNKNOWNNAME, DISPATCH_METHOD, DISPID, DISPPARAMS, E_INVALIDARG, IDispatch, LCID,
    SafeArrayCreateVector, VARIANT, VARTYPE, VT_ARRAY, VT_BSTR, VT_UI1,
};
use oxcom::com_core::PCWSTR;
use oxcom::{Apartment, BSTR, GUID, HRESULT, Interface, OwnedVariant};
use oxcom_messaging::{Options, connect_with, listen_with};
use oxcom_testing::{Place, Process, limit};
use rustix::net::{SendAncillaryBuffer, SendAncillaryMessage, SendFlags, sendmsg};

const ADDRESS: &str = "com:IpcTest.IpcClientServer";
const CLASS: GUID = GUID::from_u128(0x13FE32AD_4BF8_495F_AB4D_6C61BD463EA4);
const LIMIT: usize = 10_000;

/// A server under attack, in a place of its own.
struct Scene {
    place: Place,
    server: Process,
}

impl Scene {
    fn new() -> Scene {
        let place = Place::new();
        let mut server = Process::start(&mut role(&place, "listen", ""));
        server.line_with("<ready>");
        Scene { place, server }
    }

    /// The socket at which the server listens for links.
    fn socket(&self) -> PathBuf {
        let mut found = self.place.left_behind();
        found.retain(|path| path.extension().is_some_and(|extension| extension == "sock"));
        assert_eq!(found.len(), 1, "{found:?}");
        found.remove(0)
    }

    /// Whether a friend in another process gets through.
    fn works(&mut self, attack: &str) {
        run(&mut role(&self.place, "send", attack));
        assert_eq!(self.server.line_with("<text>"), format!("<text>{attack}"));
    }
}

/// This program as another process.
fn role(place: &Place, role: &str, text: &str) -> Command {
    let mut command = place.command(std::env::current_exe().unwrap());
    command.args(["com::other_process", "--exact", "--ignored", "--nocapture"]);
    command.env("OXCOM_ROLE", role).env("OXCOM_TEXT", text);
    command
}

fn run(command: &mut Command) {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&[output.stdout, output.stderr].concat()));
}

/// The greeting of the links' protocol: magic, process, length of an address.
fn hello(address_length: u8) -> [u8; 128] {
    let mut bytes = [0; 128];
    bytes[..8].copy_from_slice(b"oxcomH1\0");
    bytes[8] = 1;
    bytes[16] = address_length;
    bytes
}

#[test]
fn what_is_no_link_is_closed() {
    let _limit = limit();
    let mut scene = Scene::new();
    scene.works("before");
    let lying = hello(255);
    let attacks: [(&str, &[u8]); 4] = [
        ("garbage", b"GET / HTTP/1.1\r\n\r\n, and so on, and so on: more than the hundred and twenty-eight bytes of a \
            greeting, of which none is as it should be"),
        ("half a greeting", &hello(0)[..60]),
        ("a greeting without a socket", &hello(0)),
        ("an address that is longer than the greeting", &lying),
    ];
    for (name, bytes) in attacks {
        let mut stream = UnixStream::connect(scene.socket()).unwrap();
        stream.write_all(bytes).unwrap();
        stream.shutdown(std::net::Shutdown::Write).unwrap();
        wait_for_end(&stream);
        scene.works(name);
    }
}

#[test]
fn a_link_that_lies_is_closed() {
    let _limit = limit();
    let mut scene = Scene::new();
    // Length of the content, kind 1 (a call), descriptors, number of the request.
    let request = |length: u32| {
        let mut bytes = [0; 24];
        bytes[..4].copy_from_slice(&length.to_le_bytes());
        bytes[4] = 1;
        bytes[8] = 1;
        bytes
    };
    let calls = [
        ("a call of 4 GiB", request(u32::MAX).to_vec()),
        ("half a call", [&request(1000)[..], &[0; 100]].concat()),
        ("a call of garbage", [&request(64)[..], &[0xff; 64]].concat()),
    ];
    for (name, bytes) in calls {
        let stream = UnixStream::connect(scene.socket()).unwrap();
        let (_ours, theirs) = UnixStream::pair().unwrap();
        let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(1))];
        let mut control = SendAncillaryBuffer::new(&mut space);
        let pair = [theirs.as_fd()];
        assert!(control.push(SendAncillaryMessage::ScmRights(&pair)));
        sendmsg(&stream, &[IoSlice::new(&hello(0))], &mut control, SendFlags::NOSIGNAL).unwrap();
        let mut welcome = [0; 128];
        (&stream).read_exact(&mut welcome).unwrap();
        assert!(welcome.starts_with(b"oxcomW1\0"));
        // The server may close in the middle.
        let _ = (&stream).write_all(&bytes);
        let _ = stream.shutdown(std::net::Shutdown::Write);
        wait_for_end(&stream);
        scene.works(name);
    }
}

/// Until the server has had enough, whatever it says before.
fn wait_for_end(mut stream: &UnixStream) {
    let _ = std::io::copy(&mut stream, &mut std::io::sink());
}

#[test]
fn calls_that_lie_are_refused() {
    let _limit = limit();
    let mut scene = Scene::new();
    let mut attacker = Process::start(&mut role(&scene.place, "attack", ""));
    // What is wrong with a text is reported to the server, too.
    assert_eq!(scene.server.line_with("<error>"), "<error>BSTR: 3 units that are no UTF-16");
    let too_long = format!("<error>the message has {} bytes, the limit is {LIMIT}", LIMIT + 1);
    assert_eq!(scene.server.line_with("<error>"), too_long);
    assert!(attacker.wait().unwrap().success());
    scene.works("after all of that");
}

#[test]
fn another_user_finds_no_server() {
    let _limit = limit();
    if !rustix::process::geteuid().is_root() {
        eprintln!("left out: only root can be two users");
        return;
    }
    let mut scene = Scene::new();
    let text = scene.socket().to_str().unwrap().to_owned();
    run(role(&scene.place, "stranger", &text).uid(65534).gid(65534));
    scene.works("after the stranger");
}

/// Not a test of its own: what the other processes run.
#[test]
#[ignore = "run by the tests in a process of its own"]
fn other_process() {
    let Ok(role) = std::env::var("OXCOM_ROLE") else { return };
    let text = std::env::var("OXCOM_TEXT").unwrap();
    match role.as_str() {
        "listen" => listen(),
        "send" => connect_with(ADDRESS, &Options::default()).unwrap().send(&text).unwrap(),
        "stranger" => {
            let refused = UnixStream::connect(text).unwrap_err();
            assert_eq!(refused.kind(), std::io::ErrorKind::PermissionDenied);
        }
        _ => attack(),
    }
}

fn listen() {
    let options = Options { max_message: LIMIT, ..Options::default() };
    let server = listen_with(ADDRESS, &options).unwrap();
    server.failed(|error| println!("\n<error>{error}"));
    server.received(|message| println!("\n<text>{}", message.text()));
    server.start().unwrap();
    println!("\n<ready>");
    loop {
        std::thread::park(); // until it is killed
    }
}

/// Calls of the server's object that are wrong in every way that IDispatch allows.
fn attack() {
    let _apartment = Apartment::multithreaded().unwrap();
    let object: IDispatch = oxcom::create_instance(&CLASS, CLSCTX_LOCAL_SERVER).unwrap();
    assert_eq!(identify(&object, "Receive"), Err(DISP_E_UNKNOWNNAME));
    let send = identify(&object, "Send").unwrap();
    let word = || text(&"word".encode_utf16().collect::<Vec<_>>());
    assert_eq!(invoke(&object, DISPID(send.0 + 1), &[word()]), DISP_E_MEMBERNOTFOUND);
    assert_eq!(invoke(&object, send, &[]), DISP_E_BADPARAMCOUNT);
    assert_eq!(invoke(&object, send, &[word(), word()]), DISP_E_BADPARAMCOUNT);
    assert_eq!(invoke(&object, send, &[array()]), DISP_E_TYPEMISMATCH);
    assert_eq!(invoke(&object, send, &[text(&[0x41, 0xd800, 0x42])]), E_INVALIDARG, "half a pair");
    assert_eq!(invoke(&object, send, &[text(&[0x41; LIMIT + 1])]), DISP_E_OVERFLOW);
}

fn identify(object: &IDispatch, name: &str) -> Result<DISPID, HRESULT> {
    let name: Vec<u16> = name.encode_utf16().chain([0]).collect();
    let (mut id, none) = (DISPID(0), GUID::zeroed());
    // SAFETY: one name, and a place for its number.
    let code = unsafe {
        let ask = object.vtable().GetIDsOfNames;
        ask(object.as_raw(), &none, &PCWSTR(name.as_ptr()), 1, LCID(0), &mut id)
    };
    if code.is_ok() { Ok(id) } else { Err(code) }
}

fn invoke(object: &IDispatch, member: DISPID, arguments: &[OwnedVariant]) -> HRESULT {
    let copied = arguments.iter().map(|argument| {
        // SAFETY: a copy bit for bit, which nobody clears; the original outlives the call.
        unsafe { std::ptr::from_ref(argument.as_raw()).cast::<ManuallyDrop<VARIANT>>().read() }
    });
    let mut copies: Vec<_> = copied.collect();
    let parameters = DISPPARAMS {
        rgvarg: copies.as_mut_ptr().cast(),
        rgdispidNamedArgs: std::ptr::null_mut(),
        cArgs: copies.len() as u32,
        cNamedArgs: 0,
    };
    // SAFETY: as many arguments as the count says.
    unsafe {
        object.Invoke(member, &GUID::zeroed(), LCID(0), DISPATCH_METHOD as u16, &parameters, None, None, None)
    }
}

fn text(units: &[u16]) -> OwnedVariant {
    let mut made = VARIANT::default();
    // SAFETY: the variant is empty; the text is that of its new type.
    unsafe {
        let inner = &mut made.Anonymous.Anonymous;
        inner.vt = VARTYPE(VT_BSTR as u16);
        inner.Anonymous.bstrVal = ManuallyDrop::new(BSTR::from_wide(units));
    }
    OwnedVariant::from_raw(made)
}

fn array() -> OwnedVariant {
    let mut made = VARIANT::default();
    // SAFETY: the variant is empty; the array is that of its new type.
    unsafe {
        let inner = &mut made.Anonymous.Anonymous;
        inner.vt = VARTYPE((VT_ARRAY | VT_UI1) as u16);
        inner.Anonymous.parray = SafeArrayCreateVector(VARTYPE(VT_UI1 as u16), 0, 16);
    }
    OwnedVariant::from_raw(made)
}
