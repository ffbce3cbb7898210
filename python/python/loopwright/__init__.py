"""Exact ratings of RollerCoaster Tycoon 2 coasters, and a search for better ones.

Answers are the objects that the command line prints with ``--json``, in the game's own units: ratings and G are
hundredths, speeds 16.16 fixed point (65536 is 2.25 mph), heights units of 0.75 m, ticks 1/40 s.

>>> import loopwright
>>> coaster = loopwright.Design.load("coaster.td6")
>>> loopwright.rate(coaster)["runs"][0]["excitement"]
677
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ._loopwright import (
    Builder,
    Design,
    DesignRefused,
    FileError,
    LoopwrightError,
    Search,
    UsageError,
    Yard,
    __version__,
    check,
    close,
    info,
    lap,
    pieces,
    plot,
    rate,
    rate_all,
    rides,
    vehicles,
)

__all__ = [
    "Builder",
    "Design",
    "DesignRefused",
    "Evolved",
    "FileError",
    "LoopwrightError",
    "Search",
    "UsageError",
    "Winner",
    "Yard",
    "__version__",
    "check",
    "close",
    "convert",
    "evolve",
    "explain",
    "info",
    "lap",
    "pieces",
    "plot",
    "rate",
    "rate_all",
    "rides",
    "vehicles",
]


def explain(design: Design | str | os.PathLike[str] | bytes, *, direction: int = 0, **options: Any) -> dict[str, Any]:
    """The run of a design in one direction with its account.

    Beside the keys of a run, ``explain`` lists every bonus, requirement and penalty in the game's order with ratings
    before and after (hundredths), ``extremes`` says where the statistics come from, and ``standing`` how the design
    compares with the possible and with people's designs. Takes the options of :func:`rate`.

    Raises :class:`DesignRefused` if the design is not run.
    """
    answers = rate(design, direction=direction, explain=True, **options)
    if not answers.get("runs"):
        reason = answers.get("place_refusal") or answers.get("test_refusal") or answers.get("not_recorded")
        raise DesignRefused(f"the design is not run: {reason}")
    return answers["runs"][0]


def convert(source: str | os.PathLike[str], target: str | os.PathLike[str], *, lossy: bool = False) -> list[str]:
    """Writes a track file in the format that the ending of ``target`` names: .td4, .td6, .td7 or .json.

    Returns what was left out or changed. Raises :class:`FileError` if something would be lost and ``lossy`` is not set.
    """
    end = os.fspath(target).rsplit(".", 1)[-1]
    design, lost = Design.load(source).convert(end, lossy=lossy)
    design.save(target, lossy=lossy)
    return lost


@dataclass(frozen=True)
class Winner:
    """A design that a search found."""

    #: What players will read in the game.
    name: str
    #: The design with the statistics of its own test run.
    design: Design
    #: What :func:`rate` returns for it.
    answers: dict[str, Any]

    @property
    def ratings(self) -> tuple[float, float, float]:
        """The least excitement and the most intensity and nausea of all directions, in points."""
        runs = self.answers["runs"]
        worst = {"excitement": min, "intensity": max, "nausea": max}
        excitement, intensity, nausea = (pick(run[key] for run in runs) / 100 for key, pick in worst.items())
        return excitement, intensity, nausea


@dataclass(frozen=True)
class Evolved:
    """What a search came to."""

    #: The winners, the best first.
    winners: list[Winner]
    #: What the callback got, generation by generation.
    log: list[dict[str, Any]] = field(repr=False)
    #: Bytes from which ``evolve(resume=…)`` goes on.
    checkpoint: bytes = field(repr=False)
    #: Whether the callback or Ctrl-C stopped it before its end.
    stopped: bool


def evolve(
    ride: str = "wooden_rc",
    *,
    generations: int | None = None,
    evaluations: int | None = None,
    seconds: float | None = None,
    on_generation: Callable[[dict[str, Any]], Any] | None = None,
    resume: bytes | None = None,
    vehicles: Sequence[str] = (),
    seed: int = 1,
    population: int = 16,
    islands: int = 1,
    keep: int = 5,
    trains: int | None = None,
    limits: dict[str, Any] | None = None,
    designs: Iterable[Design | str | os.PathLike[str] | bytes] = (),
    rules: str | None = None,
) -> Evolved:
    """Searches for better coasters of a ride type.

    It ends after a number of ``generations`` (4000 if no end is given: about a minute on two cores), of designs judged
    (``evaluations``) or of ``seconds``. ``on_generation`` gets a dict after each generation: ``generation``,
    ``evaluations``, ``feasible`` (share that kept all limits), ``best`` (ratings in hundredths, or None), ``kinds``,
    ``mean_elite``, ``elapsed_s``; if it returns False, or on Ctrl-C, the search stops. ``resume`` goes on from the
    checkpoint of another, whose settings it keeps; its end counts from the beginning of that one.

    ``limits`` is a dict: ``box`` (tiles, tiles, and units of 0.75 m if height is limited), ``tiles``, ``budget``
    (currency units), ``pieces`` (fewest, most), ``station`` (tiles), ``max_intensity``, ``max_nausea``,
    ``min_excitement`` (points), ``forbid`` and ``require`` (names of pieces), ``looks``, ``format``.

    >>> found = loopwright.evolve(generations=200, limits={"box": (20, 20), "max_intensity": 8.5})
    >>> found.winners[0].design.save("winner.td6")
    """
    if resume is None:
        search = Search(
            ride,
            vehicles=list(vehicles),
            seed=seed,
            population=population,
            islands=islands,
            keep=keep,
            trains=trains,
            limits=limits,
            designs=list(designs),
            rules=rules,
        )
    else:
        search = Search.resume(resume)
    if generations is None and evaluations is None and seconds is None:
        generations = 4000
    begun, log, stopped = time.monotonic(), [], False

    def is_done() -> bool:
        return (
            (generations is not None and search.generation >= generations)
            or (evaluations is not None and search.evaluations >= evaluations)
            or (seconds is not None and time.monotonic() - begun >= seconds)
        )

    try:
        while not stopped and not is_done():
            search.advance()
            state = {**search.state(), "elapsed_s": time.monotonic() - begun}
            log.append(state)
            stopped = on_generation is not None and on_generation(state) is False
    except KeyboardInterrupt:
        stopped = True
    winners = [Winner(design.name, design, answers) for design, answers in search.winners()]
    return Evolved(winners, log, search.checkpoint(), stopped)
