//! The `fuhua` program with the feature `trial-format`: see `run`.

fn main() {
    fuhua::store::schema::trial::install();
    std::process::exit(fuhua::cli::main());
}
