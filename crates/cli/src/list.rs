//! `oxcom list`.

use clap::Args;
use oxcom_activation::{Class, Component, Interface, Registry, format_guid};

use crate::error::Result;

/// Lists the registered components, those first that are found first.
#[derive(Args)]
pub(crate) struct List {
    /// Interfaces, too.
    #[arg(long)]
    interfaces: bool,
}

impl List {
    pub(crate) fn run(self) -> Result<()> {
        let listing = Registry::from_environment().list();
        for component in &listing.components {
            print_component(component);
            component.classes.iter().for_each(|class| print_class(class));
            if self.interfaces {
                component.interfaces.iter().for_each(|interface| print_interface(interface));
            }
        }
        for problem in &listing.problems {
            eprintln!("skipped {}: {}", problem.path.display(), problem.message.trim_end());
        }
        Ok(())
    }
}

fn print_component(component: &Component) {
    let name = component.name.as_deref().unwrap_or("(no name)");
    match &component.file {
        Some(file) => println!("{name}, {}", file.display()),
        None => println!("{name}"),
    }
}

fn print_class(class: &Class) {
    let name = class.version_independent_progid.as_ref().or(class.progid.as_ref()).or(class.name.as_ref());
    println!("  {} {}", format_guid(&class.clsid), name.map_or("", String::as_str));
    if let Some(server) = &class.server {
        println!("    served by {}", server.command.join(" "));
    }
    if let Some(library) = &class.library {
        println!("    in {}, threading {:?}", library.display(), class.threading);
    }
}

fn print_interface(interface: &Interface) {
    println!("  {} {}", format_guid(&interface.iid), interface.name.as_deref().unwrap_or("(no name)"));
}
