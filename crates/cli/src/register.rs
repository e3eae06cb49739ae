//! `oxcom register`.

use std::path::PathBuf;

use clap::Args;
use oxcom_activation::Registry;

use crate::error::Result;

/// Registers a component for the user.
#[derive(Args)]
pub(crate) struct Register {
    /// A registration file (.toml), or a component library that has one beside it or inside.
    component: PathBuf,
}

impl Register {
    pub(crate) fn run(self) -> Result<()> {
        let component = Registry::from_environment().register(&self.component)?;
        for class in &component.classes {
            println!("registered {}", class.title());
        }
        if let Some(file) = &component.file {
            println!("in {}", file.display());
        }
        Ok(())
    }
}
