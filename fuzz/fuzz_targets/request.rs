//! Requests: header, ORPCTHIS and the arguments of IRemUnknown2. The first byte chooses the method; the others are a PDU,
//! whose length field is set right so that what lies behind it is reached.
#![no_main]

use libfuzzer_sys::fuzz_target;
use oxcom_wire::ndr::{Reader, Writer};
use oxcom_wire::objref::read_interface_pointer;
use oxcom_wire::orpc::{self, OrpcThis};
use oxcom_wire::pdu::{Pdu, parse_request};
use oxcom_wire::rem_unknown::{RemQueryInterface, RemQueryInterface2, read_interface_refs};

fuzz_target!(|input: &[u8]| {
    let Some((method, bytes)) = input.split_first() else { return };
    let mut bytes = bytes.to_vec();
    let _ = Pdu::parse(&bytes);
    let length = (bytes.len() as u16).to_le_bytes();
    if let Some(field) = bytes.get_mut(8..10) {
        field.copy_from_slice(&length);
    }
    let _ = Pdu::parse(&bytes);
    let Ok(request) = parse_request(&bytes) else { return };
    let mut arguments = Reader::new(request.stub);
    let Ok(this) = OrpcThis::read(&mut arguments) else { return };

    // What was understood is understood again when written anew.
    let extensions: Vec<_> = this.extensions.iter().collect();
    let mut writer = Writer::new();
    orpc::write_this(&mut writer, &this.causality_id, &extensions).unwrap();
    let again = OrpcThis::read(&mut Reader::new(writer.as_slice())).unwrap();
    assert_eq!(again.causality_id, this.causality_id);
    assert_eq!(again.extensions.iter().collect::<Vec<_>>(), extensions);

    match method % 4 {
        0 => _ = RemQueryInterface::read(&mut arguments),
        1 => _ = read_interface_refs(&mut arguments),
        2 => _ = RemQueryInterface2::read(&mut arguments),
        _ => _ = read_interface_pointer(&mut arguments),
    }
});
