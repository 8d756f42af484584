//! The `sitwell` program; everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    sitwell::cli::run()
}
