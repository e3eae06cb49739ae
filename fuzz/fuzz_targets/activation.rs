//! Activation properties and the resolver's arguments, of clients and of servers. What is understood can be written, and is
//! understood again as the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use oxcom_wire::activation::{ActivationRequest, ActivationResults, REMOTE_CREATE_INSTANCE};
use oxcom_wire::ndr::{Reader, Writer};
use oxcom_wire::object_exporter::{ComplexPing, ResolveOxid, ResolveOxidResults, ServerAlive2Results};

fuzz_target!(|bytes: &[u8]| {
    let Some((which, bytes)) = bytes.split_first() else { return };
    let (mut reader, mut writer) = (Reader::new(bytes), Writer::new());
    match which % 6 {
        0 => {
            let Ok(mut request) = ActivationRequest::read(&mut reader, REMOTE_CREATE_INSTANCE) else { return };
            request.has_instance = false; // which is not written
            request.write(&mut writer, REMOTE_CREATE_INSTANCE).unwrap();
            let again = ActivationRequest::read(&mut Reader::new(writer.as_slice()), REMOTE_CREATE_INSTANCE);
            assert_eq!(again.unwrap(), request);
        }
        1 => {
            let Ok(Ok(results)) = ActivationResults::read(&mut reader) else { return };
            let well = results.interfaces.iter().all(|(_, result)| result.as_ref().err().is_none_or(|e| e.is_err()));
            if !well {
                return; // a success without a pointer is not written as it came
            }
            results.write(&mut writer).unwrap();
            writer.i32(0);
            let again = ActivationResults::read(&mut Reader::new(writer.as_slice()));
            assert_eq!(again.unwrap().unwrap(), results);
        }
        2 => {
            let Ok(question) = ResolveOxid::read(&mut reader) else { return };
            question.write(&mut writer).unwrap();
            assert_eq!(ResolveOxid::read(&mut Reader::new(writer.as_slice())).unwrap(), question);
        }
        3 => {
            let Ok(ping) = ComplexPing::read(&mut reader) else { return };
            ping.write(&mut writer).unwrap();
            assert_eq!(ComplexPing::read(&mut Reader::new(writer.as_slice())).unwrap(), ping);
        }
        4 => {
            let Ok(answer) = ResolveOxidResults::read(&mut reader) else { return };
            answer.write(&mut writer, false);
            assert_eq!(ResolveOxidResults::read(&mut Reader::new(writer.as_slice())).unwrap(), answer);
        }
        _ => {
            let Ok(answer) = ServerAlive2Results::read(&mut reader) else { return };
            answer.write(&mut writer);
            assert_eq!(ServerAlive2Results::read(&mut Reader::new(writer.as_slice())).unwrap(), answer);
        }
    }
});
