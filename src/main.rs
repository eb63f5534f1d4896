//! The `fuhua` program: arguments in, exit code out.

fn main() {
    std::process::exit(fuhua::cli::main());
}
