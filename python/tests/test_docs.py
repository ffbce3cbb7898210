"""The manual, the notebook and the example run as typed."""

import json
import re
import runpy
import shutil
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def desk(tmp_path, monkeypatch) -> Path:
    """A folder with the file that the examples use."""
    (tmp_path / "docs").mkdir()
    shutil.copy(ROOT / "docs" / "example.td6", tmp_path / "docs")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def type_in(page: str, least: int) -> None:
    """Runs the examples of a page, one after the other."""
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / page).read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) >= least
    names: dict = {}
    for block in blocks:
        exec(compile(block, page, "exec"), names)  # noqa: S102


def test_the_manual_runs_as_typed(desk, capsys):
    type_in("docs/python.md", 5)
    assert (desk / "coaster.png").read_bytes().startswith(b"\x89PNG")
    assert (desk / "winner.td6").exists()
    assert "mph" in capsys.readouterr().out


def test_first_steps_run_as_typed(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    type_in("docs/first-steps-in-python.md", 4)
    assert (tmp_path / "coaster.td6").exists() and (tmp_path / "coaster.png").exists()
    assert "pieces added" in capsys.readouterr().out


def test_the_notebook_runs(desk):
    matplotlib = pytest.importorskip("matplotlib", reason="matplotlib is not installed")
    matplotlib.use("Agg")
    notebook = json.loads((ROOT / "python" / "examples" / "coaster.ipynb").read_text(encoding="utf-8"))
    names: dict = {}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            exec(compile("".join(cell["source"]), "coaster.ipynb", "exec"), names)  # noqa: S102
    assert names["found"].winners


def test_the_example_learns_for_a_moment(desk, monkeypatch):
    pytest.importorskip("sb3_contrib", reason="sb3-contrib is not installed")
    monkeypatch.setattr(sys, "argv", ["learn.py", "--seconds", "5", "--every", "2", "--envs", "8", "--out", "learned"])
    runpy.run_path(str(ROOT / "python" / "examples" / "learn.py"), run_name="__main__")
    assert (desk / "learned" / "policy.zip").exists()
