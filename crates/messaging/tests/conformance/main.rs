//! The contract, once, for every technique. A technique is a row here or it does not exist.
//!
//! Programs that a row needs (an X server, a broker) are started by it. Where one is not installed the row says so and
//! is left out, unless `OXCOM_PEERS=require` is set, as the project's own checks do.

#[path = "../common/mod.rs"]
mod common;
mod contract;
mod fixture;
mod processes;

macro_rules! conformance {
    ($($technique:ident),* $(,)?) => {$(
        mod $technique {
            conformance!(@tests $technique:
                any_text_arrives_as_it_was, the_limit_is_as_documented, ten_thousand_messages_keep_their_order,
                eight_clients_at_once, a_server_stops_and_starts_again, a_client_may_come_before_its_server,
                two_endpoints_at_once, a_wrong_address_is_an_error, a_taken_endpoint_is_an_error,
                a_killed_server_loses_what_the_table_says, a_stranger_is_refused,
                an_iterator_ends_with_its_server, a_stream_is_woken_by_a_message,
                a_handler_may_stop_its_server,
            );
        }
    )*};
    (@tests $technique:ident: $($test:ident),* $(,)?) => {$(
        #[test]
        fn $test() {
            crate::fixture::run(crate::fixture::$technique, crate::contract::$test);
        }
    )*};
}

#[cfg(feature = "com")]
use oxcom_host as _;

#[cfg(feature = "com")]
conformance! { com }

conformance! {
    udp, pipe, file, shm, queue, amqp, amqp_system_messaging, remoting_ipc, remoting_tcp, wcf_pipe, wcf_tcp,
    wcf_tcp_streamed, wcf_tcp_one_way, trace, window,
}
