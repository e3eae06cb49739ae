//! Responses and faults: header, ORPCTHAT and the results of IRemUnknown2. The first byte chooses the method and how many
//! results were asked for; the others are a PDU, whose length field is set right so that what lies behind it is reached.
#![no_main]

use libfuzzer_sys::fuzz_target;
use oxcom_wire::ndr::{Reader, Writer};
use oxcom_wire::objref::ObjRef;
use oxcom_wire::orpc::{self, OrpcThat};
use oxcom_wire::pdu::{SecurityTrailer, parse_fault, parse_response};
use oxcom_wire::rem_unknown::{
    RemAddRefResults, RemQueryInterface2Results, RemQueryInterfaceResults, read_release_result,
};

fuzz_target!(|input: &[u8]| {
    let Some((choice, bytes)) = input.split_first() else { return };
    let mut bytes = bytes.to_vec();
    let length = (bytes.len() as u16).to_le_bytes();
    if let Some(field) = bytes.get_mut(8..10) {
        field.copy_from_slice(&length);
    }
    let _ = parse_fault(&bytes);
    let Ok(response) = parse_response(&bytes) else { return };
    assert_eq!(response.auth.is_empty(), SecurityTrailer::read(response.auth).is_err());
    let mut results = Reader::new(response.stub);
    let Ok(that) = OrpcThat::read(&mut results) else { return };

    let extensions: Vec<_> = that.extensions.iter().collect();
    let mut writer = Writer::new();
    orpc::write_that(&mut writer, &extensions).unwrap();
    let again = OrpcThat::read(&mut Reader::new(writer.as_slice())).unwrap();
    assert_eq!(again.extensions.iter().collect::<Vec<_>>(), extensions);

    let asked = usize::from(choice >> 2);
    match choice & 3 {
        0 => _ = RemQueryInterfaceResults::read(&mut results, asked),
        1 => _ = RemAddRefResults::read(&mut results, asked),
        2 => {
            if let Ok(results) = RemQueryInterface2Results::read(&mut results, asked) {
                results
                    .results
                    .iter()
                    .filter_map(|result| result.objref)
                    .for_each(|objref| _ = ObjRef::read(objref));
            }
        }
        _ => _ = read_release_result(&mut results),
    }
});
