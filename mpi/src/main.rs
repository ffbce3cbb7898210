//! The command line of loopwright, with processes that talk over MPI.

mod world;

use std::process::ExitCode;

use world::World;

fn main() -> ExitCode {
    match World::join() {
        Some(world) => loopwright::cli::main_with(&world),
        None => {
            eprintln!("error: MPI cannot be started; start the program with mpirun or srun");
            ExitCode::FAILURE
        }
    }
}
