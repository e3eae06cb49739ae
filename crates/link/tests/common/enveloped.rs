//! What carries any bytes over TCP, where requests and answers are PDUs.

use std::sync::{Arc, Mutex};

use oxcom_link::{
    Answers, Incoming, Link, LinkError, LinkId, Outgoing, Peer, Reply, Service, Technique, Traffic, Wait,
};
use oxcom_wire::ndr::Writer;
use oxcom_wire::pdu::{self, RequestHead};
use windows_core::GUID;

use super::Desk;

/// The interface that all requests name.
pub const INTERFACE: GUID = GUID::from_u128(0x5e0a_7c99_2f43_4c0d_9a5e_0a1b_2c3d_4e5f);
/// What precedes the bytes in either PDU.
pub const ENVELOPE: usize = 24;

/// A link whose messages are what is inside of the PDUs.
pub struct Enveloped(pub Arc<dyn Link>);

impl Enveloped {
    fn request(&self, bytes: &[u8]) -> Result<Vec<u8>, LinkError> {
        let mut writer = Writer::new();
        let context_id = self.0.context_of(&INTERFACE)?;
        let head = RequestHead { flags: 0, call_id: 1, context_id, opnum: 3, object: None };
        let open = pdu::write_request_with(&mut writer, &head);
        writer.bytes(bytes);
        open.finish(&mut writer).unwrap();
        Ok(writer.into_vec())
    }
}

impl Link for Enveloped {
    fn id(&self) -> LinkId {
        self.0.id()
    }

    fn peer(&self) -> &Peer {
        self.0.peer()
    }

    fn technique(&self) -> Technique {
        self.0.technique()
    }

    fn is_alive(&self) -> bool {
        self.0.is_alive()
    }

    fn traffic(&self) -> Traffic {
        self.0.traffic()
    }

    fn call(
        &self,
        request: Outgoing<'_>,
        answer: &mut Incoming,
        wait: &mut dyn Wait,
    ) -> Result<(), LinkError> {
        let bytes = self.request(request.bytes)?;
        self.0.call(Outgoing { bytes: &bytes, descriptors: request.descriptors }, answer, wait)?;
        answer.bytes = pdu::parse_response(&answer.bytes).unwrap().stub.to_vec();
        Ok(())
    }

    fn post_while(&self, request: Outgoing<'_>, wait: &mut dyn Wait) -> Result<(), LinkError> {
        let bytes = self.request(request.bytes)?;
        self.0.post_while(Outgoing { bytes: &bytes, descriptors: request.descriptors }, wait)
    }

    fn close(&self) {
        self.0.close();
    }
}

/// Gives a desk what is inside of the PDUs.
pub struct Opened(pub Arc<Desk>);

impl Service for Opened {
    fn opened(&self, link: &Arc<dyn Link>) {
        self.0.opened(link);
    }

    fn request(&self, link: &Arc<dyn Link>, request: &mut Incoming, reply: Reply) {
        let parsed = pdu::parse_request(&request.bytes).unwrap();
        assert_eq!(link.interface_of(parsed.context_id), Some(INTERFACE));
        request.bytes = parsed.stub.to_vec();
        let answers = Arc::new(Closing(Mutex::new(Some(reply))));
        self.0.request(link, request, Reply::to(answers, 0));
    }

    fn closed(&self, link: &Arc<dyn Link>) {
        self.0.closed(link);
    }
}

/// Puts an answer into its PDU.
struct Closing(Mutex<Option<Reply>>);

impl Answers for Closing {
    fn answer(&self, _: u64, answer: Outgoing<'_>) -> Result<(), LinkError> {
        let mut writer = Writer::new();
        let open = pdu::write_response(&mut writer, 1);
        writer.bytes(answer.bytes);
        open.finish(&mut writer).unwrap();
        let reply = self.0.lock().unwrap().take().unwrap();
        let sent = reply.send(Outgoing { bytes: writer.as_slice(), descriptors: answer.descriptors });
        sent.map_err(|error| match error {
            LinkError::TooLarge { bytes, descriptors } => {
                LinkError::TooLarge { bytes: bytes - ENVELOPE, descriptors }
            }
            other => other,
        })
    }

    fn no_answer(&self, _: u64) {
        drop(self.0.lock().unwrap().take());
    }
}
