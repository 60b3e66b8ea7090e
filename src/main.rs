//! The binary `sayso`: hands over to the library, and its answer to the system.

fn main() -> std::process::ExitCode {
    sayso::cli::run()
}
