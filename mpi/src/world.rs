//! All processes that `mpirun` has started.

use std::thread;

use loopwright::evolve::{Crew, CrewError};
use mpi::Count;
use mpi::datatype::PartitionMut;
use mpi::environment::Universe;
use mpi::topology::SimpleCommunicator;
use mpi::traits::{Communicator, CommunicatorCollectives};

/// Code with which all processes end where one panics.
const PANICKED: i32 = 101;

/// All processes that `mpirun` has started. MPI itself ends all of them where one is lost.
pub(crate) struct World {
    communicator: SimpleCommunicator,
    /// MPI runs as long as this lives.
    _universe: Universe,
}

impl World {
    /// Joins the others. None where MPI cannot be started.
    pub(crate) fn join() -> Option<Self> {
        // Only the main thread talks, but others breed beside it.
        let (universe, _) = mpi::initialize_with_threading(mpi::Threading::Funneled)?;
        Some(Self { communicator: universe.world(), _universe: universe })
    }
}

impl Crew for World {
    fn rank(&self) -> usize {
        self.communicator.rank() as usize
    }

    fn size(&self) -> usize {
        self.communicator.size() as usize
    }

    fn gather(&self, bytes: &[u8]) -> Result<Vec<Vec<u8>>, CrewError> {
        let mut lengths = vec![0_u64; self.size()];
        self.communicator.all_gather_into(&(bytes.len() as u64), &mut lengths[..]);
        let total: u64 = lengths.iter().sum();
        // All processes see the same, and so end together.
        let total = Count::try_from(total).map_err(|_| too_long(total))? as usize;
        let lengths: Vec<Count> = lengths.into_iter().map(|length| length as Count).collect();
        let begins = lengths.iter().scan(0, |end, length| {
            *end += length;
            Some(*end - length)
        });
        let begins: Vec<Count> = begins.collect();
        let mut gathered = vec![0_u8; total];
        let mut parts = PartitionMut::new(&mut gathered[..], &lengths[..], &begins[..]);
        self.communicator.all_gather_varcount_into(bytes, &mut parts);
        let part = |(&begin, &length): (&Count, &Count)| gathered[begin as usize..][..length as usize].to_vec();
        Ok(begins.iter().zip(&lengths).map(part).collect())
    }
}

impl Drop for World {
    fn drop(&mut self) {
        // The others would wait for this process for ever.
        if thread::panicking() {
            self.communicator.abort(PANICKED);
        }
    }
}

fn too_long(bytes: u64) -> CrewError {
    CrewError::Lost(format!(
        "{bytes} bytes are more than MPI sends at once; give fewer children or designs to start from"
    ))
}
