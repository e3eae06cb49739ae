//! What the processes do that the tests start: each takes orders by lines, and answers by lines.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use image_source::{ImageHandle, ImageSource};
use image_source_interfaces::{
    CLSID_HANDLE_MGR, IHandleMgr, IHandleMgr_Impl, IImageHandle, IImageStatistics,
};
use oxcom::abi::{
    CLSCTX_LOCAL_SERVER, CoMarshalInterface, CoReleaseMarshalData, CoUnmarshalInterface,
    CreateStreamOnHGlobal, E_NOTIMPL, IStream, MSHCTX_LOCAL, MSHLFLAGS_NORMAL, STREAM_SEEK_CUR,
    STREAM_SEEK_SET,
};
use oxcom::{
    Apartment, ArrayView, Factory, IUnknown, Interface, Result, Server, ServerLock, create_instance,
    implement, read_exact, write_all,
};

const PICTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../pictures");

pub(crate) fn play() {
    let Ok(name) = std::env::var("ROLE") else { return };
    let argument = std::env::var("ARGUMENT").unwrap_or_default();
    let _limit = oxcom_testing::limit();
    println!(); // ends what the test harness has begun
    let _apartment = Apartment::multithreaded().unwrap();
    match &*name {
        "owner" => owner(&argument),
        "reader" => reader(&argument),
        "watcher" => watcher(),
        "caller" => caller(),
        "stuck server" => stuck_server(),
        "slow server" => slow_server(),
        other => panic!("no role {other}"),
    }
}

/// The orders that come in, until there are no more.
fn orders() -> impl Iterator<Item = String> {
    std::io::stdin().lines().map(|line| line.unwrap())
}

/// Has one image, marshaled for the context that the argument names (MSHCTX_*).
fn owner(context: &str) {
    let source = Arc::new(ImageSource::load(PICTURES.as_ref()).unwrap());
    let picture = source.pictures()[0].clone();
    let first = picture.segment().as_ptr();
    let image: IImageHandle = ImageHandle::new(source.clone(), picture).into();
    let objref = marshal(&image, context.parse().unwrap()).unwrap();
    drop(image);
    println!("objref {}", to_hex(&objref));
    for order in orders() {
        match &*order {
            "live" => println!("live {}", source.live_objects()),
            "copied" => println!("copied {}", source.pixel_bytes_copied()),
            "change" => {
                // SAFETY: the memory is this process's own, writable, and longer than that.
                let new = unsafe {
                    let byte = first.add(1000);
                    byte.write_volatile(!byte.read_volatile());
                    byte.read_volatile()
                };
                println!("changed {new}");
            }
            "release marshal data" => {
                let stream = stream_of(&objref).unwrap();
                // SAFETY: an argument of its type.
                println!("released {:#x}", unsafe { CoReleaseMarshalData(&stream) }.0);
            }
            other => panic!("no order {other}"),
        }
    }
}

/// Has the image that was marshaled to the bytes that the argument tells.
fn reader(objref: &str) {
    let stream = stream_of(&from_hex(objref)).unwrap();
    // SAFETY: calls with arguments of their types.
    let image: IImageHandle = unsafe { CoUnmarshalInterface(&stream) }.unwrap();
    // SAFETY: as above.
    let data = unsafe { image.GetData() }.unwrap();
    // SAFETY: the array is ours. It is read by the pointer only: the test lets the owner write to it.
    let pixels = unsafe { ArrayView::<u8>::take(data.data) }.unwrap();
    let first = pixels.as_ptr();
    println!("pixels {} {}", first.addr(), pixels.len());
    let mut image = Some(image);
    for order in orders() {
        match &*order {
            "release" => {
                image = None;
                println!("released");
            }
            // SAFETY: the array is longer than that.
            "read" => println!("read {}", unsafe { first.add(1000).read_volatile() }),
            "hand on" => {
                let objref = marshal(image.as_ref().unwrap(), MSHCTX_LOCAL).unwrap();
                println!("objref {}", to_hex(&objref));
            }
            // SAFETY: none: the test is that the kernel refuses this.
            "write" => unsafe { first.cast_mut().add(1000).write_volatile(1) },
            other => panic!("no order {other}"),
        }
    }
}

/// Sees how many images the server holds.
fn watcher() {
    let manager: IHandleMgr = create_instance(&CLSID_HANDLE_MGR, CLSCTX_LOCAL_SERVER).unwrap();
    let statistics: IImageStatistics = manager.cast().unwrap();
    // SAFETY: a call without arguments.
    let live = || unsafe { statistics.LiveObjects() }.unwrap();
    println!("watching");
    for order in orders() {
        match &*order {
            "live" => println!("live {}", live()),
            "until none" => {
                while live() > 0 {
                    std::thread::yield_now();
                }
                println!("none");
            }
            other => panic!("no order {other}"),
        }
    }
}

/// Calls a server, and tells how it went.
fn caller() {
    let mut manager: IHandleMgr = create_instance(&CLSID_HANDLE_MGR, CLSCTX_LOCAL_SERVER).unwrap();
    println!("ready");
    for order in orders() {
        match &*order {
            "call" => {
                // SAFETY: a call without arguments.
                let hresult = unsafe { manager.GetImageHandle() }.map_or_else(|error| error.code().0, |_| 0);
                println!("answer {hresult:#x}");
            }
            "create" => {
                manager = create_instance(&CLSID_HANDLE_MGR, CLSCTX_LOCAL_SERVER).unwrap();
                println!("created");
            }
            other => panic!("no order {other}"),
        }
    }
}

/// Serves the class HandleMgr, and never gives an answer.
fn stuck_server() {
    #[implement(IHandleMgr)]
    struct Stuck {
        _lock: ServerLock,
    }

    impl IHandleMgr_Impl for Stuck_Impl {
        fn GetImageHandle(&self) -> Result<IImageHandle> {
            println!("in call");
            loop {
                std::thread::park();
            }
        }
    }

    let make = || Ok(IUnknown::from(Stuck { _lock: ServerLock::new() }));
    Server::new().class(CLSID_HANDLE_MGR, Factory::new(make)).run().unwrap();
}

/// Serves the class HandleMgr; makes each object but the first when it is ordered to.
fn slow_server() {
    #[implement(IHandleMgr)]
    struct Slow {
        _lock: ServerLock,
    }

    impl IHandleMgr_Impl for Slow_Impl {
        fn GetImageHandle(&self) -> Result<IImageHandle> {
            Err(E_NOTIMPL.into())
        }
    }

    impl Drop for Slow {
        fn drop(&mut self) {
            println!("gone");
        }
    }

    let is_first = AtomicBool::new(true);
    let make = move || {
        if !is_first.swap(false, Ordering::Relaxed) {
            println!("making");
            orders().next();
        }
        Ok(IUnknown::from(Slow { _lock: ServerLock::new() }))
    };
    Server::new().class(CLSID_HANDLE_MGR, Factory::new(make)).run().unwrap();
}

fn marshal(image: &IImageHandle, context: i32) -> Result<Vec<u8>> {
    let mut length = 0;
    // SAFETY: arguments of their types.
    let stream = unsafe {
        let stream = CreateStreamOnHGlobal(Default::default(), true)?;
        let (context, flags) = (context as u32, MSHLFLAGS_NORMAL as u32);
        CoMarshalInterface(&stream, &IImageHandle::IID, image, context, None, flags).ok()?;
        stream.Seek(0, STREAM_SEEK_CUR as u32, Some(&mut length)).ok()?;
        stream.Seek(0, STREAM_SEEK_SET as u32, None).ok()?;
        stream
    };
    let mut objref = vec![0; length as usize];
    read_exact(&stream, &mut objref)?;
    Ok(objref)
}

fn stream_of(bytes: &[u8]) -> Result<IStream> {
    // SAFETY: arguments of their types.
    unsafe {
        let stream = CreateStreamOnHGlobal(Default::default(), true)?;
        write_all(&stream, bytes)?;
        stream.Seek(0, STREAM_SEEK_SET as u32, None).ok()?;
        Ok(stream)
    }
}

fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn from_hex(text: &str) -> Vec<u8> {
    let pairs = text.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).unwrap());
    pairs.map(|pair| u8::from_str_radix(pair, 16).unwrap()).collect()
}
