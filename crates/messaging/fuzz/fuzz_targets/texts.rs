//! Addresses, and the XML bodies of System.Messaging.
#![no_main]

use libfuzzer_sys::fuzz_target;
use oxcom_messaging::Address;
use oxcom_messaging::format::system_messaging;

fuzz_target!(|data: &[u8]| {
    if let Ok(text) = system_messaging::read(data)
        && let Ok(body) = system_messaging::write(&text)
    {
        assert_eq!(system_messaging::read(&body).unwrap(), text);
    }
    if let Ok(text) = std::str::from_utf8(data)
        && let Ok(address) = text.parse::<Address>()
    {
        assert_eq!(address.as_str().parse::<Address>().unwrap(), address);
    }
});
