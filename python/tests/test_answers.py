"""Answers are those of the command line."""

import json
import subprocess
from pathlib import Path

import loopwright
import numpy as np
import pytest


def said(program: Path, *arguments: str) -> list[dict]:
    """The objects that the command line prints, without the names of the files."""
    done = subprocess.run([program, *arguments, "--json"], capture_output=True, text=True, check=False)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert lines, done.stderr
    return [{key: value for key, value in line.items() if key not in ("file", "path")} for line in lines]


def assert_alike(program: Path, designs: list[Path]) -> None:
    names = [str(path) for path in designs]
    assert loopwright.rate_all(names) == said(program, "rate", *names)
    few = names[:: max(1, len(names) // 12)]
    assert [loopwright.check(name) for name in few] == said(program, "check", *few)
    assert [loopwright.info(name) for name in few] == said(program, "info", *few)
    explained = [loopwright.rate(name, explain=True, direction=2, loads=["full"]) for name in few]
    assert explained == said(program, "rate", "--explain", "--direction", "2", "--load", "full", *few)


def test_answers_are_those_of_the_program(program, golden):
    assert_alike(program, golden)


def test_answers_to_recorded_designs_are_those_of_the_program(program, recorded):
    assert_alike(program, recorded)


def test_ratings_of_recorded_designs_are_those_of_the_game(recorded):
    folder = recorded[0].parents[1]
    lines = [json.loads(line) for line in (folder / "results.jsonl").read_text().splitlines()]
    known = {path.name for path in recorded}
    lines = [line for line in lines if line.get("file") in known and line.get("runs")][:60]
    assert len(lines) > 30
    names = [str(folder / "designs" / line["file"]) for line in lines]
    answers = loopwright.rate_all(names, rules="openrct2-0.5.3", scenery=False)
    for line, answer in zip(lines, answers, strict=True):
        for theirs, ours in zip(line["runs"], answer["runs"], strict=True):
            for key in ("excitement", "intensity", "nausea", "ticks", "outcome"):
                assert ours[key] == theirs[key], (line["file"], key)


def test_the_catalogue_is_that_of_the_program(program):
    assert loopwright.rides() == said(program, "rides")
    assert loopwright.vehicles() == said(program, "vehicles")
    assert loopwright.vehicles("wooden_rc") == said(program, "vehicles", "--ride", "wooden_rc")
    assert loopwright.pieces() == said(program, "pieces")
    assert loopwright.pieces("wooden_rc") == said(program, "pieces", "--ride", "wooden_rc")


def test_a_rating_and_its_account(coaster):
    answers = loopwright.rate(coaster)
    assert [run["direction"] for run in answers["runs"]] == [0, 1, 2, 3]
    assert [answers["runs"][0][key] for key in ("excitement", "intensity", "nausea")] == [677, 796, 438]
    run = loopwright.explain(coaster)
    assert run["explain"][-1]["after"] == [677, 796, 438]
    assert loopwright.rate(coaster, rules="openrct2-0.5.3")["rules"] == "openrct2-0.5.3"


def test_a_lap_is_what_was_measured(coaster):
    lap, raw = loopwright.lap(coaster), loopwright.rate(coaster, direction=0)["runs"][0]["raw"]
    assert len({len(series) for series in lap.values()}) == 1
    assert all(isinstance(series, np.ndarray) for series in lap.values())
    assert lap["speed"].max() == pytest.approx(raw["max_speed"] / 65536 * 2.25)
    assert lap["vertical_g"].max() == pytest.approx(raw["max_positive_g"] / 100)
    assert np.abs(lap["lateral_g"]).max() == pytest.approx(raw["max_lateral_g"] / 100)
    assert np.diff(lap["time"]) == pytest.approx(1 / 40)
    assert lap["piece"].max() < len(coaster)


def test_bad_input_says_what_is_wrong(tmp_path, coaster):
    with pytest.raises(loopwright.FileError, match="nothing.td6"):
        loopwright.rate(tmp_path / "nothing.td6")
    with pytest.raises(loopwright.FileError):
        loopwright.rate(b"no track design")
    with pytest.raises(loopwright.UsageError, match="direction"):
        loopwright.rate(coaster, direction=4)
    with pytest.raises(loopwright.UsageError, match="openrct2-0.5.3"):
        loopwright.rate(coaster, rules="nonsense")
    with pytest.raises(loopwright.UsageError, match="load"):
        loopwright.rate(coaster, loads=["heavy"])
    good, bad = loopwright.rate_all([coaster, b"nothing"])
    assert good["placed"] and isinstance(bad, loopwright.FileError)
    assert issubclass(loopwright.FileError, loopwright.LoopwrightError)


def test_a_refused_design_is_an_answer(coaster):
    document = coaster.to_dict()
    answers = loopwright.check(coaster, map=20)
    assert not answers["placed"] and answers["place_refusal"]
    with pytest.raises(loopwright.DesignRefused, match="not run"):
        loopwright.explain(coaster, map=20)
    assert loopwright.Design.from_json(document) == coaster
