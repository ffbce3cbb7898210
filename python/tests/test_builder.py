"""Pieces are laid and taken back."""

import copy
import random

import loopwright
import pytest


def test_what_is_legal_is_laid_and_taken_back():
    rng, builder = random.Random(3), loopwright.Builder(limits={"box": (16, 14), "pieces": (0, 60)})
    for _ in range(60):
        legal = builder.legal()
        if not legal:
            builder.take_back()
            continue
        piece, chain = rng.choice(legal)
        assert builder.objection(piece, chain) is None
        before = builder.track
        builder.lay(piece, chain)
        assert builder.track == [*before, (piece, chain)]
        assert builder.take_back() == (piece, chain)
        assert builder.legal() == legal
        builder.lay(piece, chain)
    builder.clear()
    assert len(builder) == 0 and builder.take_back() is None


def test_a_piece_that_does_not_fit_says_why():
    builder = loopwright.Builder()
    assert "does not fit" in builder.objection("down_25")
    with pytest.raises(loopwright.DesignRefused, match="does not fit"):
        builder.lay("down_25")
    with pytest.raises(loopwright.UsageError, match="no piece"):
        builder.lay("loop the loop")
    with pytest.raises(loopwright.UsageError, match="platform"):
        loopwright.Builder(platform=99)


def test_the_train_runs_as_far_as_the_track_goes():
    builder = loopwright.Builder()
    for piece in ("flat_to_up_25", *["up_25"] * 12):
        builder.lay(piece)
    assert builder.run()["reached"] == "rolled_back"
    builder.clear()
    for piece in ("flat_to_up_25", "up_25", "up_25", "up_25_to_flat"):
        builder.lay(piece, True)
    run = builder.run()
    assert run["reached"] == "end" and run["piece"] == 9 and run["speed"] > 0
    other = copy.copy(builder)
    for piece in ("flat_to_down_25", "down_25", "down_25", "down_25_to_flat"):
        other.lay(piece)
    assert other.close() > 0 and other.is_closed() and not builder.is_closed()
    assert other.legal() == []
    answers = loopwright.rate(other.design())
    assert answers["by_hand"]["placed"] and other.run()["ticks"] == answers["runs"][0]["ticks"]
