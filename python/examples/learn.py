"""An agent learns to build coasters: MaskablePPO of sb3-contrib on the CPU.

    pip install "./python[learn]"
    python learn.py --seconds 600 --out learned

Every half minute it says how many of the last circuits were closed and rated, and how good they were. At the end it writes
the best coaster that it has built, and the policy. With `--evolve` the search of loopwright gets the same time afterwards.
"""

import argparse
import time
from collections import deque
from pathlib import Path

import loopwright
import loopwright.gym
import numpy as np
import torch
from sb3_contrib import MaskablePPO
from stable_baselines3.common.callbacks import BaseCallback
from stable_baselines3.common.vec_env.base_vec_env import VecEnv

#: A small wooden coaster. The agent lays the interesting part, and decides when the closer takes it home.
COASTER = {
    "ride": "wooden_rc",
    "box": (24, 20),
    "max_pieces": 90,
    "platform": 4,
    "closer": True,
    "ends_when_stuck": True,
    "terms": {"excitement": 2.0, "rated": 1.2, "requirement": -0.5, "limit": -1.0},
    "limits": {"max_intensity": 10.0, "max_nausea": 7.0},
}


#: Pieces after which it may go home: at once it would learn that the shortest coaster is safest.
FEWEST = 24


class Coasters(VecEnv):
    """The vector environment as Stable-Baselines3 wants it, which has an interface of its own."""

    def __init__(self, count: int, **options):
        self.envs = loopwright.gym.CoasterVectorEnv(count, **options)
        super().__init__(count, self.envs.single_observation_space, self.envs.single_action_space)
        self.actions = None
        #: Pieces that were laid of each coaster.
        self.laid = np.zeros(count, int)
        #: The last circuits: ratings, or None of one that was not rated; and how the last episodes ended.
        self.ratings, self.ends = deque(maxlen=500), deque(maxlen=500)
        self.best, self.design = -np.inf, None

    def reset(self):
        return self.envs.reset()[0]

    def step_async(self, actions):
        self.actions = actions

    def step_wait(self):
        yard = self.envs.yard
        observations, rewards, ended, masks = yard.step(np.asarray(self.actions, np.int64))
        infos = [{} for _ in range(self.num_envs)]
        self.laid = np.where(ended, 0, self.laid + 1)
        which = [int(number) for number in np.flatnonzero(ended)]
        for number in which:
            info = yard.info(number, itemised=False)
            self.ends.append(info["end"])
            self.ratings.append(info.get("ratings"))
            if rewards[number] > self.best:
                self.best, self.design = rewards[number], yard.design(number, "learned")
            infos[number] = {"terminal_observation": observations[number].copy(), "TimeLimit.truncated": False}
        if which:
            observations, masks = yard.reset(which)
        self.envs._masks = masks
        return observations, rewards, ended, infos

    def env_method(self, name, *args, indices=None, **kwargs):
        if name == "action_masks":
            masks, is_early = self.envs.action_masks().copy(), self.laid < FEWEST
            # Where nothing else may follow, it goes home all the same.
            masks[is_early, -1] &= ~masks[is_early, :-1].any(axis=1)
            return list(masks)
        raise AttributeError(name)

    def has_attr(self, name):
        return name == "action_masks"

    def get_attr(self, name, indices=None):
        return [getattr(self.envs, name, None)] * self.num_envs

    def set_attr(self, name, value, indices=None):
        raise AttributeError(name)

    def env_is_wrapped(self, wrapper_class, indices=None):
        return [False] * self.num_envs

    def close(self):
        pass


class Clock(BaseCallback):
    """Stops when the time is over, and says how it goes."""

    def __init__(self, coasters: Coasters, seconds: float, every: float):
        super().__init__()
        self.coasters, self.seconds, self.every = coasters, seconds, every
        self.begun = self.told = time.monotonic()

    def _on_step(self) -> bool:
        now = time.monotonic()
        if now - self.told >= self.every or now - self.begun >= self.seconds:
            self.told = now
            self.tell(now - self.begun)
        return now - self.begun < self.seconds

    def tell(self, elapsed: float) -> None:
        ends, ratings = self.coasters.ends, self.coasters.ratings
        closed = sum(end == "closed" for end in ends) / max(1, len(ends))
        rated = [each for each in ratings if each]
        mean = np.mean(rated, axis=0) if rated else [0, 0, 0]
        print(
            f"{elapsed:5.0f} s  {self.num_timesteps:8} steps  closed {closed:4.0%}  rated {len(rated) / max(1, len(ratings)):4.0%}"
            f"  mean {mean[0]:.2f} / {mean[1]:.2f} / {mean[2]:.2f}  best reward {self.coasters.best:.2f}",
            flush=True,
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=600, help="time to learn")
    parser.add_argument("--every", type=float, default=30, help="seconds between two lines")
    parser.add_argument("--envs", type=int, default=32, help="coasters side by side")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=Path("learned"))
    parser.add_argument("--evolve", action="store_true", help="let the search have the same time afterwards")
    arguments = parser.parse_args()

    torch.set_num_threads(2)
    coasters = Coasters(arguments.envs, **COASTER)
    model = MaskablePPO(
        "MlpPolicy",
        coasters,
        n_steps=128,
        batch_size=1024,
        n_epochs=4,
        learning_rate=3e-4,
        gamma=1.0,
        ent_coef=0.06,
        policy_kwargs={"net_arch": [128, 128]},
        seed=arguments.seed,
        device="cpu",
    )
    model.learn(10**9, callback=Clock(coasters, arguments.seconds, arguments.every))

    arguments.out.mkdir(parents=True, exist_ok=True)
    model.save(arguments.out / "policy.zip")
    if coasters.design is not None:
        coasters.design.save(arguments.out / "best.td6")
        say("the best coaster that the agent built", loopwright.rate(coasters.design))
    if arguments.evolve:
        limits = {"box": COASTER["box"], "pieces": (0, COASTER["max_pieces"]), **COASTER["limits"]}
        found = loopwright.evolve(COASTER["ride"], seconds=arguments.seconds, limits=limits, seed=arguments.seed)
        say(f"the best of {found.log[-1]['evaluations']} designs of the search", found.winners[0].answers)


def say(title: str, answers: dict) -> None:
    runs = [run for run in answers["runs"] if run["excitement"] is not None]
    if not runs:
        print(f"{title}: not rated")
        return
    worst = min(runs, key=lambda run: run["excitement"])
    print(f"{title}: " + " / ".join(f"{worst[key] / 100:.2f}" for key in ("excitement", "intensity", "nausea")))


if __name__ == "__main__":
    main()
