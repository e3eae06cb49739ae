//! The server's side of binding: which interfaces a connection speaks, and by whom.

use std::collections::HashMap;

use oxcom_wire::pdu::{
    Bind, BindAck, CONCURRENT_MULTIPLEXING, ContextResult, FIRST_FRAGMENT, LAST_FRAGMENT, NDR_SYNTAX,
    PresentationContext, SUPPORT_HEADER_SIGN, SecurityTrailer, SyntaxId,
};
use windows_core::GUID;

use super::security::{Guard, LEVEL_INTEGRITY, LEVEL_PRIVACY, Progress};
use super::{Handshake, LEAST_FRAGMENT, MOST_FRAGMENT, Refusal, TcpOptions};
use crate::LinkError;

/// Presentation contexts of one connection.
const MOST_CONTEXTS: usize = 256;
/// Security contexts of one connection.
const MOST_GUARDS: usize = 8;

/// p_cont_def_result_t of \[C706\] 12.6.3.1, and negotiate_ack of \[MS-RPCE\] 2.2.2.4.
const ACCEPTED: u16 = 0;
const REFUSED: u16 = 2;
const NEGOTIATED: u16 = 3;
/// Why a context is refused.
const UNKNOWN_INTERFACE: u16 = 1;
const UNKNOWN_ENCODING: u16 = 2;
const TOO_MANY: u16 = 3;

/// What the first eight bytes of bind-time features are, which pose as an encoding: \[MS-RPCE\] 3.3.1.5.3.
const FEATURES: u128 = 0x6cb7_1c2c_9812_4540;
/// Security contexts may be several; a connection outlives its orphaned calls.
const GRANTED_FEATURES: u16 = 0x3;

/// What a connection has agreed on.
#[derive(Default)]
pub(super) struct Binding {
    bound: bool,
    /// By number.
    interfaces: HashMap<u16, GUID>,
    /// By number.
    guards: HashMap<u32, Guarding>,
    /// The one by whose password the connection's first security context was made.
    principal: Option<String>,
    /// The longest fragment that the peer takes.
    pub(super) peers_most: u16,
}

enum Guarding {
    UnderWay {
        handshake: Box<dyn Handshake>,
        level: u8,
    },
    Agreed(Guard),
    /// The peer is not who it said. Requests in this context are refused.
    Failed,
}

/// Who sends a request.
pub(super) enum Sender {
    /// One who was authenticated, in this security context.
    Known(Guard),
    /// One who was not, and never tried.
    Stranger,
    /// One who tried, and is not who it said.
    Impostor,
}

impl Binding {
    /// Answers a bind, or an alter_context.
    ///
    /// # Errors
    /// [`LinkError::Protocol`]: out of order, or with numbers that cannot be; [`LinkError::Refused`]: an authentication of
    /// too low a level, by an unknown provider, or that failed.
    pub(super) fn answer(
        &mut self,
        bind: &Bind,
        alter: bool,
        options: &TcpOptions,
        port: u16,
    ) -> Result<BindAck, LinkError> {
        if alter && !self.bound {
            return Err(LinkError::Protocol("a bind out of order"));
        }
        if !alter {
            // Some clients bind anew for each interface. Nothing of before counts but who they were.
            self.interfaces.clear();
            self.guards.clear();
            if bind.max_receive_fragment < LEAST_FRAGMENT {
                return Err(LinkError::Protocol("fragments shorter than everybody must take"));
            }
            self.peers_most = bind.max_receive_fragment.min(MOST_FRAGMENT);
            self.bound = true;
        }
        let auth = match bind.auth.is_empty() {
            true => Vec::new(),
            false => self.authenticate(&bind.auth, alter, options)?,
        };
        let results = bind.contexts.iter().map(|context| self.context(context, options)).collect();
        let secondary_address = if alter { Vec::new() } else { format!("{port}\0").into_bytes() };
        Ok(BindAck {
            flags: FIRST_FRAGMENT
                | LAST_FRAGMENT
                | bind.flags & (CONCURRENT_MULTIPLEXING | SUPPORT_HEADER_SIGN),
            call_id: bind.call_id,
            max_transmit_fragment: self.peers_most,
            max_receive_fragment: MOST_FRAGMENT,
            association_group: if bind.association_group == 0 { 1 } else { bind.association_group },
            secondary_address,
            results,
            auth,
        })
    }

    /// Takes the last leg of an authentication, which is not answered.
    pub(super) fn finish(&mut self, auth: &[u8]) -> Result<(), LinkError> {
        let trailer = SecurityTrailer::read(auth).map_err(|_| LinkError::Protocol("no sec_trailer"))?;
        if !matches!(self.guards.get(&trailer.context_id), Some(Guarding::UnderWay { .. })) {
            return Err(LinkError::Protocol("the end of an authentication that has not begun"));
        }
        self.step(&trailer).map(drop)
    }

    /// The interface that a presentation context stands for.
    pub(super) fn interface(&self, context: u16) -> Option<GUID> {
        self.interfaces.get(&context).copied()
    }

    /// The one that the connection belongs to.
    pub(super) fn principal(&self) -> Option<&str> {
        self.principal.as_deref()
    }

    /// Whether requests may come.
    pub(super) fn is_settled(&self) -> bool {
        self.bound && !self.guards.values().any(|guard| matches!(guard, Guarding::UnderWay { .. }))
    }

    /// Who sends a request with this trailer.
    pub(super) fn sender(&self, auth: &[u8]) -> Sender {
        if auth.is_empty() {
            let stranger = self.guards.is_empty() && self.principal.is_none();
            return if stranger { Sender::Stranger } else { Sender::Impostor };
        }
        let guard = SecurityTrailer::read(auth).ok().and_then(|trailer| self.guards.get(&trailer.context_id));
        match guard {
            Some(Guarding::Agreed(guard)) => Sender::Known(guard.clone()),
            _ => Sender::Impostor,
        }
    }

    fn context(&mut self, context: &PresentationContext, options: &TcpOptions) -> ContextResult {
        let refused =
            |reason| ContextResult { result: REFUSED, reason, transfer_syntax: SyntaxId::default() };
        let features = context.transfer_syntaxes.iter().find(|syntax| is_features(&syntax.id));
        if let Some(features) = features {
            let asked = u16::from_le_bytes([features.id.data4[0], features.id.data4[1]]);
            let reason = asked & GRANTED_FEATURES;
            return ContextResult { result: NEGOTIATED, reason, transfer_syntax: SyntaxId::default() };
        }
        if !context.transfer_syntaxes.contains(&NDR_SYNTAX) {
            return refused(UNKNOWN_ENCODING);
        }
        if !(options.offers)(&context.abstract_syntax.id) {
            return refused(UNKNOWN_INTERFACE);
        }
        if self.interfaces.len() >= MOST_CONTEXTS && !self.interfaces.contains_key(&context.id) {
            return refused(TOO_MANY);
        }
        self.interfaces.insert(context.id, context.abstract_syntax.id);
        ContextResult { result: ACCEPTED, reason: 0, transfer_syntax: NDR_SYNTAX }
    }

    /// The trailer of the answer to one that came with a bind.
    fn authenticate(&mut self, auth: &[u8], alter: bool, options: &TcpOptions) -> Result<Vec<u8>, LinkError> {
        let trailer = SecurityTrailer::read(auth).map_err(|_| LinkError::Protocol("no sec_trailer"))?;
        if !self.guards.contains_key(&trailer.context_id) {
            if alter && self.guards.is_empty() {
                return Err(LinkError::Protocol("an authentication of one who has been a stranger"));
            }
            if self.guards.len() >= MOST_GUARDS {
                return Err(LinkError::Protocol("too many security contexts"));
            }
            if !(LEVEL_INTEGRITY..=LEVEL_PRIVACY).contains(&trailer.auth_level) {
                return Err(LinkError::Refused);
            }
            let security = options.security.as_ref().ok_or(LinkError::Refused)?;
            let (provider, level, context) = (trailer.auth_type, trailer.auth_level, trailer.context_id);
            let handshake = security.acceptor(provider, level, context).ok_or(LinkError::Refused)?;
            self.guards.insert(context, Guarding::UnderWay { handshake, level });
        }
        let value = self.step(&trailer)?;
        if value.is_empty() {
            return Ok(Vec::new());
        }
        Ok(SecurityTrailer { pad_length: 0, value: &value, ..trailer }.to_vec())
    }

    /// The peer's next token; gives the answer to it. One that fails fails its context, of which requests hear.
    fn step(&mut self, trailer: &SecurityTrailer<'_>) -> Result<Vec<u8>, LinkError> {
        let Some(guarding) = self.guards.get_mut(&trailer.context_id) else { return Ok(Vec::new()) };
        let Guarding::UnderWay { handshake, level } = guarding else {
            return Err(LinkError::Protocol("a token after the authentication"));
        };
        let (token, session) = match handshake.step(trailer.value) {
            Ok(Progress::Continue(token)) => return Ok(token),
            Ok(Progress::Done(token, session)) => (token, session),
            Err(Refusal(why)) => {
                tracing::warn!(%why, "a peer was not authenticated");
                *guarding = Guarding::Failed;
                return Ok(Vec::new());
            }
        };
        let guard = Guard::new(session, *level);
        let principal = guard.principal();
        if self.principal.get_or_insert_with(|| principal.clone()) != &principal {
            tracing::warn!(%principal, "another one on the same connection");
            *guarding = Guarding::Failed;
            return Ok(Vec::new());
        }
        *guarding = Guarding::Agreed(guard);
        Ok(token)
    }

    /// The lowest level of the security contexts that are agreed on; 0: there is none.
    pub(super) fn level(&self) -> u8 {
        let levels = self.guards.values().filter_map(|guarding| match guarding {
            Guarding::Agreed(guard) => Some(guard.level()),
            _ => None,
        });
        levels.min().unwrap_or(0)
    }
}

fn is_features(id: &GUID) -> bool {
    id.to_u128() >> 64 == FEATURES
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bind(contexts: Vec<PresentationContext>) -> Bind {
        Bind {
            flags: FIRST_FRAGMENT | LAST_FRAGMENT,
            call_id: 1,
            max_transmit_fragment: 4280,
            max_receive_fragment: 4280,
            association_group: 0,
            contexts,
            auth: Vec::new(),
        }
    }

    fn context(id: u16, interface: u128, encodings: &[u128]) -> PresentationContext {
        let syntax = |id| SyntaxId { id: GUID::from_u128(id), version: 1 };
        let mut transfer_syntaxes: Vec<_> = encodings.iter().copied().map(syntax).collect();
        transfer_syntaxes
            .iter_mut()
            .filter(|syntax| syntax.id == NDR_SYNTAX.id)
            .for_each(|syntax| syntax.version = 2);
        PresentationContext { id, abstract_syntax: syntax(interface), transfer_syntaxes }
    }

    #[test]
    fn features_are_granted_ndr_is_taken_and_everything_else_refused() {
        const NDR: u128 = 0x8a885d04_1ceb_11c9_9fe8_08002b104860;
        const NDR64: u128 = 0x71710533_beba_4937_8319_b5dbef9ccc36;
        let mut options = TcpOptions::at(([127, 0, 0, 1], 0).into());
        options.offers = std::sync::Arc::new(|interface| interface.data1 == 7);
        let contexts = vec![
            context(0, 7 << 96, &[NDR]),
            context(1, 7 << 96, &[NDR64]),
            context(2, 7 << 96, &[0x6cb71c2c_9812_4540_0300_000000000000]),
            context(3, 8 << 96, &[NDR64, NDR]),
        ];
        let mut binding = Binding::default();
        let ack = binding.answer(&bind(contexts), false, &options, 4711).unwrap();
        let said: Vec<_> = ack.results.iter().map(|result| (result.result, result.reason)).collect();
        assert_eq!(said, [(0, 0), (2, 2), (3, 3), (2, 1)]);
        assert_eq!(ack.secondary_address, b"4711\0");
        assert_eq!(binding.interface(0), Some(GUID::from_u128(7 << 96)));
        assert_eq!(binding.interface(1), None);
        binding.answer(&bind(Vec::new()), false, &options, 4711).unwrap();
        assert_eq!(binding.interface(0), None, "bound anew");
    }

    #[test]
    fn a_connection_has_no_more_contexts_than_it_may() {
        let options = TcpOptions::at(([127, 0, 0, 1], 0).into());
        let mut binding = Binding::default();
        binding.answer(&bind(Vec::new()), false, &options, 1).unwrap();
        let ndr = NDR_SYNTAX.id.to_u128();
        for id in 0..MOST_CONTEXTS as u16 {
            let ack = binding.answer(&bind(vec![context(id, 1, &[ndr])]), true, &options, 1).unwrap();
            assert_eq!(ack.results[0].result, ACCEPTED);
        }
        let ack = binding.answer(&bind(vec![context(999, 1, &[ndr])]), true, &options, 1).unwrap();
        assert_eq!((ack.results[0].result, ack.results[0].reason), (REFUSED, TOO_MANY));
    }
}
