"""The environment keeps the promises of Gymnasium, and its own."""

import gymnasium
import loopwright
import loopwright.gym
import numpy as np
import pytest
from gymnasium.utils.env_checker import check_env
from gymnasium.vector import AutoresetMode

SMALL = {"box": (16, 14), "max_pieces": 60}


def make(**options) -> gymnasium.Env:
    return gymnasium.make("loopwright/Coaster-v0", **{**SMALL, **options}).unwrapped


@pytest.mark.parametrize("render_mode", ["rgb_array", "ansi"])
@pytest.mark.filterwarnings("error")
def test_check_env(render_mode):
    check_env(make(render_mode=render_mode))


def random_walk(env, steps: int, seed: int):
    """What happens while masked actions are drawn at random."""
    env.action_space.seed(seed)
    observation, info = env.reset(seed=seed)
    happened = [(observation.tobytes(), 0.0, False, info)]
    for _ in range(steps):
        action = env.action_space.sample(mask=env.action_masks().astype(np.int8))
        observation, reward, ended, cut, info = env.step(action)
        happened.append((observation.tobytes(), reward, ended, info))
        assert not cut and env.observation_space.contains(observation)
        if ended:
            env.reset()
    return happened


def test_ten_thousand_masked_steps_lay_no_illegal_piece():
    ends = [info["end"] for _, _, ended, info in random_walk(make(runs=False, closer=True), 10_000, 1) if ended]
    assert len(ends) > 100 and "illegal" not in ends
    assert {"closed", "no_way_home"} <= set(ends)


def test_the_same_seed_is_the_same_episode():
    assert random_walk(make(closer=True), 150, 5) == random_walk(make(closer=True), 150, 5)


def close_at_once(env):
    """A chain up, a drop, and home."""
    env.reset()
    total = []
    ways = [("flat_to_up_25", True), *[("up_25", True)] * 7, ("up_25_to_flat", True)]
    ways += [(piece, False) for piece in ("flat_to_down_25", *["down_25"] * 7, "down_25_to_flat", "close")]
    for way in ways:
        observation, reward, ended, _, info = env.step(env.actions.index(way))
        total.append(reward)
    return total, ended, info


def test_the_reward_is_zero_until_the_exact_rating():
    env = make(closer=True, box=(36, 24))
    rewards, ended, info = close_at_once(env)
    assert ended and info["end"] == "closed" and rewards[:-1] == [0.0] * 18
    assert not env.action_masks().any()
    answers = loopwright.rate(env.design())
    assert info["rate"]["runs"][0]["explain"], "every bonus and requirement is itemised"
    worst = [
        min(run["excitement"] for run in answers["runs"]),
        max(run["intensity"] for run in answers["runs"]),
        max(run["nausea"] for run in answers["runs"]),
    ]
    assert info["ratings"] == pytest.approx([rating / 100 for rating in worst])
    assert info["missing"] > 0, "so small a coaster misses requirements"
    assert rewards[-1] == pytest.approx(worst[0] / 100 - info["missing"])


def test_terms_of_the_reward():
    def last(**options):
        return close_at_once(make(closer=True, box=(36, 24), **options))[0][-1]

    nothing = dict.fromkeys(("excitement", "requirement", "limit"), 0.0)
    assert last(terms=nothing) == 0.0
    assert last(terms={**nothing, "closed": 2.0, "rated": 3.0}) == 5.0
    intensity = last(terms={**nothing, "intensity": 1.0})
    beyond = last(terms={**nothing, "limit": -1.0}, limits={"max_intensity": intensity - 0.25})
    assert beyond == pytest.approx(-0.25)
    with pytest.raises(loopwright.UsageError, match="unknown field"):
        make(terms={"fun": 1.0})


def test_an_action_that_may_not_follow_ends_the_episode():
    env = make()
    env.reset()
    illegal = int(np.flatnonzero(~env.action_masks())[0])
    _, reward, ended, _, info = env.step(illegal)
    assert (reward, ended, info["end"]) == (0.0, True, "illegal")


def test_a_stuck_train_can_end_the_episode():
    env = make(ends_when_stuck=True, box=(30, 14))
    env.reset()
    _, _, ended, _, info = env.step(env.actions.index(("flat_to_up_25", False)))
    while not ended:
        _, _, ended, _, info = env.step(env.actions.index(("up_25", False)))
    assert info["end"] == "stuck" and info["run"]["reached"] == "rolled_back"


def test_the_observation_is_what_its_table_says():
    env, parts = make(), loopwright.gym.observation_parts()
    observation, _ = env.reset()
    assert parts["view"].stop == len(observation)
    assert observation[parts["height"]] == 0 and observation[parts["home_turn"]].tolist() == [1, 0, 0, 0]
    assert observation[parts["home_ahead"]] * 32 == pytest.approx(-6), "the rear of the platform lies six tiles back"
    observation, *_ = env.step(env.actions.index(("left_quarter_turn_3_tiles", False)))
    assert observation[parts["home_turn"]].tolist() == [0, 1, 0, 0], "home is a quarter to the right"
    assert observation[parts["home_right"]] < 0 and observation[parts["home_ahead"]] < 0, "it lies behind, to the left"
    assert observation[parts["arrives"]] == 1 and observation[parts["speed"]] > 0


def test_it_is_drawn_in_letters_and_pixels():
    env = make(render_mode="ansi")
    env.reset()
    assert env.render().count("S") == 6 and "E" in env.render() and "X" in env.render()
    env = make(render_mode="rgb_array")
    env.reset()
    frame = env.render()
    assert frame.shape == (600, 900, 3) and frame.dtype == np.uint8 and len(np.unique(frame)) > 10
    with pytest.raises(loopwright.UsageError, match="render mode"):
        loopwright.gym.CoasterEnv(render_mode="human")


def test_a_vector_of_coasters_plays_like_single_ones():
    count, steps = 5, 120
    vector = gymnasium.make_vec("loopwright/Coaster-v0", num_envs=count, vectorization_mode="vector_entry_point", closer=True, **SMALL)
    singles = [make(closer=True) for _ in range(count)]
    seen, _ = vector.reset(seed=1)
    for single, row in zip(singles, seen, strict=True):
        assert (single.reset()[0] == row).all()
    rng = np.random.default_rng(2)
    ends = 0
    for _ in range(steps):
        actions = np.array([rng.choice(np.flatnonzero(mask)) for mask in vector.action_masks()])
        seen, rewards, ended, cut, infos = vector.step(actions)
        assert not cut.any()
        for number, single in enumerate(singles):
            observation, reward, end, _, info = single.step(actions[number])
            assert (reward, end) == (rewards[number], ended[number])
            if end:
                ends += 1
                assert (infos["final_obs"][number] == observation).all()
                assert infos["final_info"]["end"][number] == info["end"]
                observation, _ = single.reset()
            assert (observation == seen[number]).all()
            assert (single.action_masks() == vector.action_masks()[number]).all()
    assert ends > 0


def test_a_vector_can_begin_anew_in_the_next_step():
    vector = loopwright.gym.CoasterVectorEnv(2, autoreset_mode=AutoresetMode.NEXT_STEP, **SMALL)
    first, _ = vector.reset()
    illegal = int(np.flatnonzero(~vector.action_masks()[0])[0])
    legal = int(np.flatnonzero(vector.action_masks()[1])[0])
    _, _, ended, _, _ = vector.step(np.array([illegal, legal]))
    assert ended.tolist() == [True, False]
    seen, rewards, ended, _, _ = vector.step(np.array([0, int(np.flatnonzero(vector.action_masks()[1])[0])]))
    assert (seen[0] == first[0]).all() and not ended[0] and rewards[0] == 0
