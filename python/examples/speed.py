"""How fast it is: ratings, what Python adds to them, and steps of the environments."""

import time
from pathlib import Path

import gymnasium
import loopwright
import loopwright.gym
import numpy as np
from loopwright._loopwright import judging_time

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 8


def best(work) -> float:
    """The least seconds of some rounds."""

    def once() -> float:
        begun = time.perf_counter()
        work()
        return time.perf_counter() - begun

    return min(once() for _ in range(ROUNDS))


def ratings() -> None:
    paths = sorted((ROOT / "tests" / "golden" / "designs").rglob("*.td6"))
    designs = [loopwright.Design.load(path) for path in paths]
    alone = sum(min(judging_time(design, 5) / 5 for _ in range(ROUNDS)) for design in designs)
    asked = sum(best(lambda design=design: loopwright.rate(design)) for design in designs)
    print(f"{len(designs)} designs in four directions: {alone / len(designs) * 1e3:.3f} ms in the library alone")
    print(f"rate: {len(designs) / asked:.0f} a second, {(asked / alone - 1) * 100:.1f} % more than the library alone")
    many = designs * 8
    print(f"rate_all: {len(many) / best(lambda: loopwright.rate_all(many)):.0f} a second on all cores")


def single(**options) -> float:
    """Steps a second of one environment under random masked actions."""
    env = gymnasium.make("loopwright/Coaster-v0", box=(24, 20), max_pieces=90, **options).unwrapped
    rng = np.random.default_rng(1)
    env.reset()
    steps, begun = 4000, time.perf_counter()
    for _ in range(steps):
        _, _, ended, _, _ = env.step(rng.choice(np.flatnonzero(env.action_masks())))
        if ended:
            env.reset()
    return steps / (time.perf_counter() - begun)


def vector(count: int, **options) -> float:
    """Steps a second of all coasters of a vector environment together."""
    envs = loopwright.gym.CoasterVectorEnv(count, box=(24, 20), max_pieces=90, **options)
    rng = np.random.default_rng(1)
    envs.reset()
    rounds, spent = 60, 0.0
    for _ in range(rounds):
        masks = envs.action_masks()
        actions = np.where(masks, rng.random(masks.shape), -1.0).argmax(axis=1)
        begun = time.perf_counter()
        envs.step(actions)
        spent += time.perf_counter() - begun
    return rounds * count / spent


if __name__ == "__main__":
    ratings()
    print(f"environment: {single(runs=False):.0f} steps a second, {single():.0f} with a run after each")
    print(f"256 at once: {vector(256, runs=False):.0f} steps a second, {vector(256):.0f} with a run after each")
