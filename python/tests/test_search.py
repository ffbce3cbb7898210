"""A search is the same wherever it is stopped."""

import loopwright
import pytest

SHORT = {"generations": 60, "keep": 2, "limits": {"box": (24, 22), "max_intensity": 9.5}}


def test_a_search_finds_coasters_within_its_limits():
    seen = []
    found = loopwright.evolve(on_generation=seen.append, **SHORT)
    assert [state["generation"] for state in seen] == list(range(1, 61)) and not found.stopped
    assert found.log == seen
    best = found.winners[0]
    width, length = sorted(best.answers["footprint"])
    assert width <= 22 and length <= 24
    excitement, intensity, nausea = best.ratings
    assert 0 < excitement and intensity <= 9.5 and nausea <= 7.0
    assert loopwright.rate(best.design) == best.answers


def test_a_search_goes_on_as_if_it_had_not_stopped():
    whole = loopwright.evolve(**SHORT)
    begun = loopwright.evolve(on_generation=lambda state: state["generation"] < 25, **SHORT)
    assert begun.stopped and len(begun.log) == 25
    resumed = loopwright.evolve(generations=60, resume=begun.checkpoint)
    assert resumed.checkpoint == whole.checkpoint
    assert [winner.design for winner in resumed.winners] == [winner.design for winner in whole.winners]


def test_a_search_begins_with_designs(coaster):
    found = loopwright.evolve(generations=1, population=4, designs=[coaster], keep=3)
    assert any(winner.answers["runs"][0]["excitement"] >= 600 for winner in found.winners)


def test_bad_settings_say_what_is_wrong():
    with pytest.raises(loopwright.UsageError, match="woden"):
        loopwright.Search("woden")
    with pytest.raises(loopwright.UsageError, match="unknown field `boxx`"):
        loopwright.Search(limits={"boxx": (20, 20)})
    with pytest.raises(loopwright.UsageError, match="population"):
        loopwright.Search(population=1)
    with pytest.raises(loopwright.FileError):
        loopwright.Search.resume(b"nothing")
