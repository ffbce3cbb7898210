"""A gym in which agents build coasters: ``loopwright/Coaster-v0``, and as a vector on all cores.

>>> import gymnasium, loopwright.gym
>>> env = gymnasium.make("loopwright/Coaster-v0", box=(20, 20))

An action is a piece, with or without a chain; ``action_masks()`` says which may follow. The reward is 0 until the track
comes back to its platform, and then comes from the game's exact ratings. ``docs/python.md`` has the table of the
observation.
"""

from __future__ import annotations

from typing import Any

import gymnasium
import numpy as np
from gymnasium.vector import AutoresetMode, VectorEnv
from gymnasium.vector.utils import batch_space

from ._loopwright import Design, UsageError, Yard, pixels, plot

__all__ = ["CoasterEnv", "CoasterVectorEnv", "observation_parts"]

ID = "loopwright/Coaster-v0"


def observation_parts() -> dict[str, slice]:
    """Where each part of an observation lies, by name."""
    parts, begin = {}, 0
    for name, size in Yard.parts():
        parts[name] = slice(begin, begin + size)
        begin += size
    return parts


def _yard(
    count: int,
    ride: str = "wooden_rc",
    *,
    vehicle: str | None = None,
    box: tuple[int, ...] = (36, 36),
    max_pieces: int = 120,
    platform: int = 6,
    platform_height: int = 0,
    cars: int | None = None,
    lift_speed: int | None = None,
    launch_speed: int | None = None,
    limits: dict[str, Any] | None = None,
    terms: dict[str, float] | None = None,
    direction: int | None = None,
    runs: bool = True,
    ends_when_stuck: bool = False,
    closer: bool = False,
    effort: int = 1500,
    rules: str | None = None,
) -> Yard:
    return Yard(
        count,
        ride,
        vehicle=vehicle,
        platform=platform,
        platform_height=platform_height,
        cars=cars,
        lift_speed=lift_speed,
        launch_speed=launch_speed,
        limits={"box": tuple(box), "pieces": (0, max_pieces), **(limits or {})},
        terms=terms,
        direction=direction,
        runs=runs,
        ends_when_stuck=ends_when_stuck,
        closer=closer,
        effort=effort,
        rules=rules,
    )


def _spaces(yard: Yard) -> tuple[gymnasium.spaces.Box, gymnasium.spaces.Discrete]:
    size = sum(size for _, size in Yard.parts())
    return gymnasium.spaces.Box(-100.0, 100.0, (size,), np.float32), gymnasium.spaces.Discrete(len(yard.actions))


class CoasterEnv(gymnasium.Env[np.ndarray, int]):
    """Builds one coaster, piece by piece.

    Arguments: ``ride`` and ``vehicle`` (names); ``box`` (tiles, tiles, and units of 0.75 m if height is limited);
    ``max_pieces``, the platform included; ``platform`` (tiles) and ``platform_height`` (units of 0.75 m); ``cars``,
    ``lift_speed`` and ``launch_speed`` (2.25 mph); ``limits`` as those of :func:`loopwright.evolve`; ``terms`` of the
    reward; ``direction`` to rate in, all four if None; ``runs``, whether the train runs after each piece, for what the
    observation says of it; ``ends_when_stuck``, whether an episode ends when its train does not reach the end of the
    track; ``closer``, whether a last action goes home by the closer of the search, which looks at ``effort`` joints;
    ``rules``.

    Terms, each a factor: ``excitement`` (1), ``intensity`` (0) and ``nausea`` (0) for each point; ``closed`` (0) for a
    circuit that is closed, ``rated`` (0) for one that is rated; ``requirement`` (-1) for the share that is missing to
    each requirement of the game; ``limit`` (-1) for each point of intensity and nausea above the limits, and of
    excitement below.
    """

    metadata = {"render_modes": ["rgb_array", "ansi"], "render_fps": 4}

    def __init__(self, ride: str = "wooden_rc", *, render_mode: str | None = None, **options: Any) -> None:
        if render_mode not in (None, *self.metadata["render_modes"]):
            raise UsageError(f"{render_mode!r} is no render mode; use rgb_array or ansi")
        self.render_mode = render_mode
        self.yard = _yard(1, ride, **options)
        #: What each action lays: the name of a piece, and whether it carries a chain.
        self.actions: list[tuple[str, bool]] = self.yard.actions
        self.observation_space, self.action_space = _spaces(self.yard)

    def reset(self, *, seed: int | None = None, options: dict[str, Any] | None = None) -> tuple[np.ndarray, dict[str, Any]]:
        """Takes all track back. Nothing is left to chance, so a seed changes nothing but the action space's samples."""
        super().reset(seed=seed)
        observations, masks = self.yard.reset()
        self._mask = masks[0]
        return observations[0], self.yard.info(0)

    def step(self, action: int) -> tuple[np.ndarray, float, bool, bool, dict[str, Any]]:
        """Lays a piece. An action that may not follow ends the episode with reward 0 and ``info["end"] == "illegal"``."""
        observations, rewards, ended, masks = self.yard.step(np.array([action], np.int64))
        self._mask = masks[0]
        return observations[0], float(rewards[0]), bool(ended[0]), False, self.yard.info(0)

    def action_masks(self) -> np.ndarray:
        """Which actions may follow, as MaskablePPO of sb3-contrib asks for them."""
        return self._mask

    def design(self, name: str = "design") -> Design:
        """The design as it stands."""
        return self.yard.design(0, name)

    def render(self) -> np.ndarray | str | None:
        """The isometric view as pixels, or a plan in letters."""
        if self.render_mode == "ansi":
            return self.yard.sketch(0)
        if self.render_mode == "rgb_array":
            return _frame(self.design())
        return None


class CoasterVectorEnv(VectorEnv[np.ndarray, np.ndarray, np.ndarray]):
    """Builds ``num_envs`` coasters at once, a piece of each in one call, on all cores.

    Takes the arguments of :class:`CoasterEnv`. A coaster whose episode has ended begins anew: in the same step by
    default, or in the next with ``autoreset_mode=AutoresetMode.NEXT_STEP``. In the same step, ``info["final_obs"]`` and
    ``info["final_info"]`` tell of the one that ended.
    """

    def __init__(
        self,
        num_envs: int = 1,
        ride: str = "wooden_rc",
        *,
        autoreset_mode: AutoresetMode = AutoresetMode.SAME_STEP,
        **options: Any,
    ) -> None:
        if autoreset_mode not in (AutoresetMode.SAME_STEP, AutoresetMode.NEXT_STEP):
            raise UsageError("coasters begin anew in the same step or in the next; choose one of these modes")
        self.num_envs = num_envs
        self.metadata = {**CoasterEnv.metadata, "render_modes": [], "autoreset_mode": autoreset_mode}
        self.render_mode = None
        self.yard = _yard(num_envs, ride, **options)
        self.actions = self.yard.actions
        self.single_observation_space, self.single_action_space = _spaces(self.yard)
        self.observation_space = batch_space(self.single_observation_space, num_envs)
        self.action_space = batch_space(self.single_action_space, num_envs)
        self._same_step = autoreset_mode == AutoresetMode.SAME_STEP
        self._ended = np.zeros(num_envs, bool)

    def reset(self, *, seed: int | list[int | None] | None = None, options: dict[str, Any] | None = None):
        """Takes all track of all coasters back."""
        super().reset(seed=seed if isinstance(seed, int) else None)
        observations, self._masks = self.yard.reset()
        self._ended[:] = False
        return observations, {}

    def step(self, actions: np.ndarray):
        """Lays a piece of each coaster."""
        begins = np.flatnonzero(self._ended) if not self._same_step else ()
        observations, rewards, ended, masks = self.yard.step(np.ascontiguousarray(actions, np.int64))
        infos: dict[str, Any] = {}
        if len(begins):
            observations, masks = self.yard.reset([int(number) for number in begins])
            rewards[begins], ended[begins] = 0.0, False
        elif self._same_step and ended.any():
            which = np.flatnonzero(ended)
            final = np.empty(self.num_envs, object)
            final_info: dict[str, Any] = {}
            rates = np.empty(self.num_envs, object)
            for number in map(int, which):
                final[number] = observations[number].copy()
                info = self.yard.info(number)
                # The itemised rating stays one object: its figures may be missing, which arrays cannot say.
                rates[number] = info.pop("rate", None)
                final_info = self._add_info(final_info, info, number)
            final_info["rate"] = rates
            infos = {"final_obs": final, "_final_obs": ended.copy(), "final_info": final_info, "_final_info": ended.copy()}
            observations, masks = self.yard.reset([int(number) for number in which])
        self._ended, self._masks = ended.copy(), masks
        return observations, rewards, ended, np.zeros(self.num_envs, bool), infos

    def action_masks(self) -> np.ndarray:
        """Which actions may follow: a row for each coaster."""
        return self._masks


def _frame(design: Design) -> np.ndarray:
    """The isometric view on a white frame of one size."""
    width, height = 900, 600
    view = pixels(plot(design, "iso", size=(width, height)))
    frame = np.full((height, width, 3), 255, np.uint8)
    frame[: view.shape[0], : view.shape[1]] = view[:height, :width]
    return frame


if ID not in gymnasium.registry:
    gymnasium.register(
        ID,
        entry_point="loopwright.gym:CoasterEnv",
        vector_entry_point="loopwright.gym:CoasterVectorEnv",
    )
