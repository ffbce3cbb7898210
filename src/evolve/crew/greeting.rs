//! What processes tell each other first: whether they are the same program.

use serde::{Deserialize, Serialize};

use crate::catalogue::Catalogue;

use super::{Crew, CrewError};
use crate::checksum;

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The program that a process runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Greeting {
    version: String,
    /// A checksum of the tables that it was built with.
    tables: u64,
}

/// Sees to it that all processes run the same program.
///
/// # Errors
/// With the first that runs another.
pub(super) fn greet(crew: &dyn Crew) -> Result<(), CrewError> {
    if crew.size() == 1 {
        return Ok(());
    }
    let mine = Greeting { version: VERSION.to_owned(), tables: checksum::of_text(&Catalogue::load()) };
    let bytes = postcard::to_allocvec(&mine).unwrap_or_default();
    let greetings = crew.gather(&bytes)?.into_iter().enumerate();
    let greetings = greetings
        .map(|(rank, bytes)| postcard::from_bytes::<Greeting>(&bytes).map_err(|_| CrewError::Garbled(rank)))
        .collect::<Result<Vec<_>, _>>()?;
    let Some(first) = greetings.first() else { return Err(CrewError::Garbled(0)) };
    for (rank, greeting) in greetings.iter().enumerate() {
        if greeting.version != first.version {
            let (theirs, ours) = (greeting.version.clone(), first.version.clone());
            return Err(CrewError::Version { rank, theirs, ours });
        }
        if greeting.tables != first.tables {
            return Err(CrewError::Tables(rank));
        }
    }
    Ok(())
}
