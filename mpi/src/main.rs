//! The command line of loopwright, with processes that talk over MPI.

mod world;

use std::process::ExitCode;

use world::World;

fn main() -> ExitCode {
    let Some(world) = World::join() else {
        eprintln!("error: MPI cannot be started; start the program with mpirun or srun");
        return ExitCode::FAILURE;
    };
    loopwright::cli::main_with(&world)
}
