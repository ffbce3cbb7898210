"""Designs go to files and JSON and come back."""

import json

import loopwright
import pytest


def test_a_design_round_trips(golden, tmp_path):
    for path in golden:
        design = loopwright.Design.load(path)
        assert design.to_bytes() == path.read_bytes()
        copy = tmp_path / path.name
        design.save(copy)
        assert copy.read_bytes() == path.read_bytes()
        again = loopwright.Design.from_json(design.to_json(), design.name)
        assert loopwright.rate(again) == loopwright.rate(design)
        assert again.to_dict() == design.to_dict() == json.loads(design.to_json())


def test_what_a_design_is(coaster):
    assert (coaster.name, coaster.format, coaster.ride, coaster.vehicle) == ("example", "TD6", "wooden_rc", "MFT")
    assert len(coaster) == len(coaster.pieces) == 64
    assert coaster.pieces[0] == ("begin_station", False)
    assert sum(chain for _, chain in coaster.pieces) == 14
    assert "wooden_rc" in repr(coaster)


def test_conversion_says_what_is_lost(example, tmp_path):
    assert loopwright.convert(example, tmp_path / "copy.td7") == []
    assert loopwright.Design.load(tmp_path / "copy.td7").format == "TD7"
    assert loopwright.convert(example, tmp_path / "copy.json") == []
    assert loopwright.Design.load(tmp_path / "copy.json") == loopwright.Design.load(example)
    with pytest.raises(loopwright.FileError):
        loopwright.convert(example, tmp_path / "copy.td4")
    assert loopwright.convert(example, tmp_path / "copy.td4", lossy=True)
    with pytest.raises(loopwright.UsageError, match="format"):
        loopwright.convert(example, tmp_path / "copy.xyz")


def test_pictures_have_their_formats(coaster):
    for kind in ("height", "plan", "iso", "graph", "steps"):
        assert loopwright.plot(coaster, kind, size=(400, 300)).startswith(b"\x89PNG"), kind
    assert "<svg" in loopwright.plot(coaster, "plan", format="svg", colour="speed")
    assert loopwright.plot(coaster, "iso", view=0) != loopwright.plot(coaster, "iso", view=1)
    assert coaster._repr_png_().startswith(b"\x89PNG")
    for wrong in ({"kind": "portrait"}, {"format": "bmp"}, {"size": (10, 10)}, {"view": 4}, {"colour": "red"}, {"units": "ells"}):
        with pytest.raises(loopwright.UsageError):
            loopwright.plot(coaster, **wrong)


def test_an_open_track_is_closed():
    builder = loopwright.Builder()
    for piece, chain in [("flat_to_up_25", True), ("up_25", True), ("up_25_to_flat", True), ("flat", False)]:
        builder.lay(piece, chain)
    (closed, added), *_ = loopwright.close(builder.design("half"), keep=3)
    assert added > 5 and closed.name == "half-closed"
    assert loopwright.check(closed)["by_hand"]["placed"]
    with pytest.raises(loopwright.DesignRefused, match="closed circuit already"):
        loopwright.close(closed)
