//! What tests with real processes need.
