"""Where designs and the program are."""

import os
from pathlib import Path

import loopwright
import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def example() -> Path:
    """A wooden coaster."""
    return ROOT / "docs" / "example.td6"


@pytest.fixture(scope="session")
def coaster(example: Path) -> loopwright.Design:
    return loopwright.Design.load(example)


@pytest.fixture(scope="session")
def recorded() -> list[Path]:
    """Designs that the game was asked about; skipped where the recordings are missing."""
    folder = ROOT.parent / "shared" / "oracle" / "designs"
    designs = sorted(folder.glob("*.td6"))
    if not designs:
        assert "LOOPWRIGHT_REQUIRE_ORACLE" not in os.environ, f"{folder} is missing"
        pytest.skip(f"no recorded designs in {folder}")
    return designs


@pytest.fixture(scope="session")
def golden() -> list[Path]:
    """Designs in every clone: those of the golden answers."""
    designs = sorted((ROOT / "tests" / "golden" / "designs").rglob("*.td6"))
    assert len(designs) > 10
    return designs


@pytest.fixture(scope="session")
def program() -> Path:
    """The command line of the same version."""
    named = os.environ.get("LOOPWRIGHT")
    built = [ROOT / "target" / profile / "loopwright" for profile in ("release", "debug")]
    found = [path for path in ([Path(named)] if named else built) if path.exists()]
    if not found:
        assert "LOOPWRIGHT_REQUIRE_ORACLE" not in os.environ, "the program is not built"
        pytest.skip("the program is not built; run cargo build --release")
    return found[0]
