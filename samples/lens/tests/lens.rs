//! The lens in a process of its own, and who has its interfaces in another.

use lens::{ICalibration, IFocus, Lens};
use oxcom::abi::{
    CO_E_OBJNOTCONNECTED, CoMarshalInterface, CoReleaseMarshalData, CoUnmarshalInterface,
    CreateStreamOnHGlobal, E_INVALIDARG, E_NOINTERFACE, IRpcOptions, IStream, MSHCTX_INPROC, MSHCTX_LOCAL,
    STREAM_SEEK_END, STREAM_SEEK_SET,
};
use oxcom::{Apartment, IUnknown, Interface, Result, read_exact, write_all};
use oxcom_host as _;
use oxcom_testing::{Place, Process, build, limit};

/// A place where the sample is registered.
fn place() -> Place {
    let (library, place) = (build(&["lens"]).join("liblens.so"), Place::new());
    let text = include_str!("../lens.toml")
        .replace("liblens.so", library.to_str().unwrap())
        .replace("lens.winmd", concat!(env!("CARGO_MANIFEST_DIR"), "/lens.winmd"));
    place.register("lens", &text);
    place
}

/// This test program in a role.
fn role(place: &Place, name: &str, argument: &str) -> Process {
    let mut command = place.command(std::env::current_exe().unwrap());
    command.args(["--exact", "play_a_role", "--nocapture", "--test-threads=1"]);
    Process::start(command.env("ROLE", name).env("ARGUMENT", argument))
}

fn ask(process: &mut Process, order: &str) -> String {
    std::io::Write::write_all(process.stdin.as_mut().unwrap(), format!("{order}\n").as_bytes()).unwrap();
    process.line_with("answer ")["answer ".len()..].to_owned()
}

#[test]
fn the_calibration_is_copied_and_the_motor_is_not() {
    let (place, _limit) = (place(), limit());
    let mut owner = role(&place, "owner", "");
    let objrefs = ask(&mut owner, "marshal");
    let mut user = role(&place, "user", &objrefs);

    // Both are the lens's, but one is a copy, and the other is a proxy.
    assert_eq!(ask(&mut user, "distortion"), ask(&mut owner, "distortion"));
    assert_eq!(ask(&mut user, "is the calibration a proxy"), "false");
    assert_eq!(ask(&mut user, "is the focus a proxy"), "true");
    assert_eq!(ask(&mut user, "has the calibration a focus"), format!("{:#010x}", E_NOINTERFACE.0));

    // The motor that the user moves is the owner's.
    assert_eq!(ask(&mut user, "move to 2.5"), "0x00000000");
    assert_eq!(ask(&mut owner, "distance"), "2.5");
    assert_eq!(ask(&mut user, "move to 0.1"), format!("{:#010x}", E_INVALIDARG.0));

    // The copy is handed on as another copy, and outlives the lens.
    let copy = ask(&mut user, "hand on");
    let expected = ask(&mut owner, "distortion");
    owner.kill().unwrap();
    owner.wait().unwrap();
    assert_eq!(ask(&mut user, "distortion"), expected);
    assert_ne!(ask(&mut user, "move to 3.0"), "0x00000000");
    let mut third = role(&place, "copy", &copy);
    assert_eq!(ask(&mut third, "distortion"), expected);
}

#[test]
fn what_nobody_reads_is_given_up_each_in_its_way() {
    let (place, _limit) = (place(), limit());
    let mut owner = role(&place, "owner", "");
    assert_eq!(ask(&mut owner, "give up"), "(0x00000000, 0x00000000)");
    let objrefs = ask(&mut owner, "marshal");
    assert_eq!(ask(&mut owner, "disconnect"), "0x00000000");
    let mut user = role(&place, "late user", &objrefs);
    // A copy cannot be disconnected.
    assert_eq!(ask(&mut user, "unmarshal"), format!("(0x00000000, {:#010x})", CO_E_OBJNOTCONNECTED.0));
}

#[test]
fn the_choice_holds_between_apartments_too() {
    let (place, _limit) = (place(), limit());
    let mut owner = role(&place, "two apartments", "");
    assert_eq!(ask(&mut owner, "go"), "calibration copied, focus by proxy");
}

/// What the tests start as a process of its own; a variable names the role. Without one, nothing.
#[test]
fn play_a_role() {
    let Ok(name) = std::env::var("ROLE") else { return };
    let argument = std::env::var("ARGUMENT").unwrap();
    let _limit = limit();
    println!(); // ends what the test harness has begun
    let _apartment = Apartment::multithreaded().unwrap();
    match &*name {
        "owner" => owner(),
        "user" => user(&argument),
        "late user" => late_user(&argument),
        "copy" => copy(&argument),
        "two apartments" => two_apartments(),
        other => panic!("no role {other}"),
    }
}

/// Answers the orders that come in, until there are no more.
fn obey(mut answer: impl FnMut(&str) -> String) {
    std::io::stdin().lines().for_each(|order| println!("answer {}", answer(&order.unwrap())));
}

fn code<T>(result: Result<T>) -> String {
    format!("{:#010x}", result.map_or_else(|error| error.code().0, |_| 0))
}

fn distortion(calibration: &ICalibration) -> String {
    // SAFETY: a call with an argument of its type.
    unsafe { calibration.Distortion(7.25) }.unwrap().to_string()
}

fn owner() {
    let calibration: ICalibration = Lens::new([1e-3, -2e-5, 3e-8]).into();
    let focus: IFocus = calibration.cast().unwrap();
    let both = || (marshal(&calibration, MSHCTX_LOCAL), marshal(&focus, MSHCTX_LOCAL));
    obey(|order| match order {
        "marshal" => format!("{} {}", to_hex(&both().0), to_hex(&both().1)),
        "give up" => {
            let (copy, proxy) = both();
            // SAFETY: arguments of their types.
            let release = |bytes: &[u8]| code(unsafe { CoReleaseMarshalData(&stream_over(bytes)) }.ok());
            format!("({}, {})", release(&copy), release(&proxy))
        }
        // SAFETY: calls with arguments of their types.
        "disconnect" => code(unsafe { oxcom::abi::CoDisconnectObject(&focus, 0) }.ok()),
        "distortion" => distortion(&calibration),
        // SAFETY: a call without arguments.
        "distance" => unsafe { focus.Distance() }.unwrap().to_string(),
        other => panic!("no order {other}"),
    });
}

fn user(objrefs: &str) {
    let (calibration, focus) = objrefs.split_once(' ').unwrap();
    let calibration: ICalibration = unmarshal(&from_hex(calibration)).unwrap();
    let focus: IFocus = unmarshal(&from_hex(focus)).unwrap();
    obey(|order| match order {
        "distortion" => distortion(&calibration),
        "is the calibration a proxy" => calibration.cast::<IRpcOptions>().is_ok().to_string(),
        "is the focus a proxy" => focus.cast::<IRpcOptions>().is_ok().to_string(),
        "has the calibration a focus" => code(calibration.cast::<IFocus>()),
        "hand on" => to_hex(&marshal(&calibration, MSHCTX_LOCAL)),
        order => {
            let distance = order.strip_prefix("move to ").unwrap().parse().unwrap();
            // SAFETY: a call with an argument of its type.
            code(unsafe { focus.MoveTo(distance) }.ok())
        }
    });
}

fn late_user(objrefs: &str) {
    let (calibration, focus) = objrefs.split_once(' ').unwrap();
    obey(|_| {
        let calibration = code(unmarshal::<ICalibration>(&from_hex(calibration)));
        format!("({calibration}, {})", code(unmarshal::<IFocus>(&from_hex(focus))))
    });
}

fn copy(objref: &str) {
    let calibration: ICalibration = unmarshal(&from_hex(objref)).unwrap();
    obey(|_| distortion(&calibration));
}

/// The lens is in this apartment, and its user in another of the process.
fn two_apartments() {
    obey(|_| {
        let calibration: ICalibration = Lens::new([0.0; 3]).into();
        let focus: IFocus = calibration.cast().unwrap();
        let (copy, proxy) = (marshal(&calibration, MSHCTX_INPROC), marshal(&focus, MSHCTX_INPROC));
        let other = std::thread::spawn(move || {
            let _apartment = Apartment::single_threaded().unwrap();
            let (calibration, focus): (ICalibration, IFocus) =
                (unmarshal(&copy).unwrap(), unmarshal(&proxy).unwrap());
            // SAFETY: a call with an argument of its type.
            unsafe { focus.MoveTo(4.0) }.unwrap();
            (calibration.cast::<IRpcOptions>().is_err(), focus.cast::<IRpcOptions>().is_ok())
        });
        let (copied, by_proxy) = other.join().unwrap();
        // SAFETY: a call without arguments.
        assert_eq!(unsafe { focus.Distance() }, Ok(4.0));
        assert!(copied && by_proxy);
        "calibration copied, focus by proxy".into()
    });
}

fn marshal<T: Interface>(object: &T, context: i32) -> Vec<u8> {
    let (stream, object) = (stream_over(&[]), object.cast::<IUnknown>().unwrap());
    // SAFETY: arguments of their types.
    unsafe {
        CoMarshalInterface(&stream, &T::IID, &object, context as u32, None, 0).unwrap();
        let mut end = 0;
        stream.Seek(0, STREAM_SEEK_END as u32, Some(&mut end)).unwrap();
        stream.Seek(0, STREAM_SEEK_SET as u32, None).unwrap();
        let mut bytes = vec![0; end as usize];
        read_exact(&stream, &mut bytes).unwrap();
        bytes
    }
}

fn unmarshal<T: Interface>(bytes: &[u8]) -> Result<T> {
    // SAFETY: an argument of its type.
    unsafe { CoUnmarshalInterface(&stream_over(bytes)) }
}

fn stream_over(bytes: &[u8]) -> IStream {
    // SAFETY: arguments of their types.
    unsafe {
        let stream = CreateStreamOnHGlobal(Default::default(), true).unwrap();
        write_all(&stream, bytes).unwrap();
        stream.Seek(0, STREAM_SEEK_SET as u32, None).unwrap();
        stream
    }
}

fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn from_hex(text: &str) -> Vec<u8> {
    let pairs = text.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).unwrap());
    pairs.map(|pair| u8::from_str_radix(pair, 16).unwrap()).collect()
}
