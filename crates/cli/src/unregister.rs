//! `oxcom unregister`.

use clap::Args;
use oxcom_activation::Registry;

use crate::error::Result;

/// Removes registrations from the user's data directory.
#[derive(Args)]
pub(crate) struct Unregister {
    /// A class id, a program id, the registration's file, or the library it was made for.
    component: String,
}

impl Unregister {
    pub(crate) fn run(self) -> Result<()> {
        for file in Registry::from_environment().unregister(&self.component)? {
            println!("removed {}", file.display());
        }
        Ok(())
    }
}
