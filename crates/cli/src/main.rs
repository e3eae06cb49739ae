//! The command `oxcom`: registers components, and shows what they do. A module for each of its commands.

mod bench;
mod bindings;
mod call;
mod dcom;
mod demo;
mod error;
mod inspect;
mod list;
mod messages;
mod register;
mod typelib;
mod unregister;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use oxcom_host as _;

use error::Result;

/// The Component Object Model for Linux.
#[derive(Parser)]
#[command(name = "oxcom", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Gets photographs from another process without copying them, and says what that costs.
    Demo(demo::Demo),
    /// The demo's other process; started by the demo.
    #[command(hide = true)]
    DemoServer(demo::server::DemoServer),
    /// Measures calls and buffers, as other ways to call a process are measured.
    Bench(bench::Bench),
    /// A process of the benchmark; started by it.
    #[command(hide = true)]
    BenchClient(bench::BenchClient),
    /// A process of the benchmark; started by activation.
    #[command(hide = true)]
    BenchServer(bench::BenchServer),
    /// Receives texts.
    Listen(messages::Listen),
    /// Sends a text.
    Send(messages::Send),
    /// Compares the ways to send a text.
    #[command(subcommand)]
    Messaging(messages::Messaging),
    /// Registers a component for the user: a registration file, or a library that brings one.
    Register(register::Register),
    /// Removes a registration of the user's.
    Unregister(unregister::Unregister),
    /// Lists the registered components.
    List(list::List),
    /// Writes what a type description holds in C, C++ or C#.
    Bindings(bindings::Bindings),
    /// Calls a method of any class by its name.
    Call(call::Call),
    /// Lets other machines use this one's classes.
    #[command(subcommand)]
    Dcom(dcom::Dcom),
    /// Shows the running processes: their apartments, classes, links.
    Processes(inspect::processes::Processes),
    /// Shows the objects that a process lets others call, its proxies, and the calls that it runs.
    Objects(inspect::objects::Objects),
    /// Shows the calls of a process as they happen.
    Trace(inspect::trace::Trace),
    /// Prints a type library, or makes a .winmd of it.
    Typelib(typelib::Typelib),
}

impl Command {
    fn run(self) -> Result<()> {
        match self {
            Command::Demo(command) => command.run(),
            Command::DemoServer(command) => command.run(),
            Command::Bench(command) => command.run(),
            Command::BenchClient(command) => command.run(),
            Command::BenchServer(command) => command.run(),
            Command::Listen(command) => command.run(),
            Command::Send(command) => command.run(),
            Command::Messaging(command) => command.run(),
            Command::Register(command) => command.run(),
            Command::Unregister(command) => command.run(),
            Command::List(command) => command.run(),
            Command::Bindings(command) => command.run(),
            Command::Call(command) => command.run(),
            Command::Dcom(command) => command.run(),
            Command::Processes(command) => command.run(),
            Command::Objects(command) => command.run(),
            Command::Trace(command) => command.run(),
            Command::Typelib(command) => command.run(),
        }
    }
}

fn main() -> ExitCode {
    match Arguments::parse().command.run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("oxcom: {error}");
            ExitCode::FAILURE
        }
    }
}
