//! The `fuhua` program with the feature `trial-format`: see `run`.

fn main() {
    std::process::exit(fuhua::cli::main());
}
