//! Has the operations performed by one process after another, each of which performs some. So an operation that ends its process
//! takes no other along, and none meets what hundreds before it have left of the system.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

/// What the line of an operation says that ended its process.
const ENDS: &str = "ends the process";

/// How many operations a process performs.
const EACH: usize = 25;

/// The argument of a process that performs operations, before the number of those that it leaves out and the number that it
/// performs.
pub const PERFORM: &str = "--perform";

/// Performs all operations, and gives each line to `line`.
///
/// # Errors
/// The program cannot be started again.
pub fn conduct(mut line: impl FnMut(String)) -> std::io::Result<()> {
    let program = std::env::current_exe()?;
    let mut performed = 0;
    loop {
        let arguments = [PERFORM.into(), performed.to_string(), EACH.to_string()];
        let mut process = Command::new(&program).args(arguments).stdout(Stdio::piped()).spawn()?;
        let output = process.stdout.take().expect("it is a pipe");
        let before = performed;
        for read in BufReader::new(output).lines() {
            let mut read = read?;
            performed += 1;
            if read.ends_with(": ") {
                read.push_str(ENDS);
            }
            line(read);
        }
        process.wait()?;
        if performed == before {
            return Ok(());
        }
    }
}
