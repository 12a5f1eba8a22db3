"""Each effect sounds as its name says, in numbers: brightness, rate of events, peaks against level."""

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engines import circle
from engines.effects.procedural import UNKNOWN, Procedural
from engines.effects.vocabulary import AIR, EFFECTS, find_effects, is_far
from tests.contracts.test_sounds import clicks

RATE_HZ = 44100


@cache
def sound(description: str, seconds: float = 4.0, loop: bool = False) -> np.ndarray:
    return Procedural().make(description, seconds, loop=loop).samples


def centroid_hz(description: str) -> float:
    """The mean frequency, weighted by energy."""
    spectrum = np.abs(np.fft.rfft(sound(description).mean(axis=1))) ** 2
    return float((spectrum * np.fft.rfftfreq(len(sound(description)), 1 / RATE_HZ)).sum() / spectrum.sum())


def crest_db(description: str) -> float:
    samples = sound(description)
    return float(20 * np.log10(np.abs(samples).max() / np.sqrt(np.mean(samples**2))))


def onsets_s(description: str, seconds: float, apart_s: float = 0.12) -> list[float]:
    """When the level (10 ms) rises to over a quarter of its highest, at least apart_s after the last time."""
    samples = sound(description, seconds)
    frame = RATE_HZ // 100
    level = np.sqrt(np.mean(samples[: len(samples) // frame * frame].reshape(-1, frame * 2) ** 2, axis=1))
    found: list[float] = []
    for place in range(1, len(level)):
        rises = level[place] > 0.25 * level.max() and level[place] > 1.5 * level[max(0, place - 3)]
        if rises and (not found or place / 100 - found[-1] > apart_s):
            found.append(place / 100)
    return found


WORDS = [(effect.name, word) for effect in EFFECTS for word in sorted(effect.words)]


@pytest.mark.parametrize("effect", EFFECTS, ids=lambda effect: effect.name)
def test_every_word_asks_for_its_effect_and_every_effect_is_heard(effect) -> None:
    for word in effect.words:
        assert effect in find_effects(word), word
    samples = sound(sorted(effect.words)[0], 3.0)
    assert np.abs(samples).max() > 0.1
    assert not len(clicks(samples))


@pytest.mark.parametrize("effect", EFFECTS, ids=lambda effect: effect.name)
def test_every_effect_loops_without_a_click(effect) -> None:
    samples = sound(sorted(effect.words)[0], 3.0, loop=True)
    rolled = np.roll(samples, len(samples) // 2, axis=0)
    assert not len(clicks(rolled))


@pytest.mark.parametrize(
    ("brighter", "darker"),
    [
        ("rain", "waves"), ("rain", "rain on canvas"), ("rain on leaves", "rain on canvas"),
        ("fire", "thunder"),
        ("thunder clap", "distant thunder"), ("river", "wind"), ("crickets", "owl"), ("birds", "crowd"),
        ("glass breaking", "door knock"), ("hand bell", "church bell"),
        ("footsteps on gravel", "footsteps on wood"),
        ("typewriter", "train"), ("applause", "crowd"), ("sword fight", "thud"), ("clock", "heartbeat"),
        ("wind", "distant thunder"), ("applause", "distant applause"),
    ],
)  # fmt: skip
def test_which_of_two_sounds_is_brighter(brighter: str, darker: str) -> None:
    assert centroid_hz(brighter) > 1.15 * centroid_hz(darker)


@pytest.mark.parametrize(
    ("description", "low_hz", "high_hz"),
    [
        ("rain", 3000, 9000), ("wind", 80, 900), ("thunder", 25, 250), ("waves", 100, 1500),
        ("crickets", 3000, 5500),
        ("owl", 250, 600), ("heartbeat", 40, 200), ("birds", 2000, 6000), ("crowd", 200, 1200),
        ("quiet air", 50, 500),
    ],
)  # fmt: skip
def test_where_the_energy_lies(description: str, low_hz: float, high_hz: float) -> None:
    assert low_hz < centroid_hz(description) < high_hz


@pytest.mark.parametrize(
    ("description", "seconds", "fewest", "most"),
    [
        ("clock", 6.0, 10, 13), ("heartbeat", 6.0, 11, 15), ("footsteps on wood", 6.0, 9, 22),
        ("door knock", 2.5, 3, 3),
        ("gunshot", 6.0, 1, 1), ("church bell", 7.0, 2, 4), ("galloping horse", 6.0, 18, 36),
        ("door slam", 4.0, 1, 2),
        ("grandfather clock", 6.0, 5, 7),
    ],
)  # fmt: skip
def test_how_often_something_happens(description: str, seconds: float, fewest: int, most: int) -> None:
    assert fewest <= len(onsets_s(description, seconds)) <= most


def test_steady_sounds_are_steady_and_strokes_are_peaks() -> None:
    for description in ("rain", "wind", "river", "crowd", "quiet air", "motor"):
        assert crest_db(description) < 19, description
    for description in ("gunshot", "door knock", "clock", "footsteps", "glass breaking"):
        assert crest_db(description) > 19, description


def test_lasting_sounds_are_wide_and_survive_mono() -> None:
    for description in (
        "rain",
        "wind",
        "waves",
        "river",
        "crowd",
        "forest birds",
        "city street",
        "fire",
        "storm",
    ):
        left, right = sound(description).T
        assert -0.1 < np.corrcoef(left, right)[0, 1] < 0.95, description


def test_distance_applies_to_what_is_far() -> None:
    assert centroid_hz("distant door slam") < centroid_hz("door slam")
    by_name = {effect.name: effect for effect in EFFECTS}
    assert is_far(by_name["thunder"], "rain and distant thunder")
    assert not is_far(by_name["rain"], "rain and distant thunder")
    assert is_far(by_name["bell"], "church bell, far away")


@pytest.mark.parametrize(
    ("description", "loop"), [("quiet air", True), ("quiet air", False), ("gunshot", False)]
)
def test_sounds_longer_than_a_circle(description: str, loop: bool, monkeypatch) -> None:
    monkeypatch.setattr(circle, "LONGEST_S", 3.0)
    samples = Procedural().make(description, 10.7, loop=loop).samples
    assert samples.shape == (round(10.7 * RATE_HZ), 2)
    assert not len(clicks(samples))
    assert np.abs(samples[: 3 * RATE_HZ]).max() > 0.1


@pytest.mark.parametrize(
    ("description", "names"),
    [
        ("rain on canvas", ["rain"]), ("knocking on the door", ["knock"]), ("church bell", ["bell"]),
        ("running water", ["river"]), ("footsteps on gravel", ["footsteps"]),
        ("owl in the forest at night", ["owl"]),
        ("sea waves, gulls", ["waves", "gulls"]), ("rain and distant thunder", ["rain", "thunder"]),
        ("horse and carriage", ["horse"]), ("storm at sea", ["storm", "waves"]),
        ("wind in the leaves", ["wind"]),
        ("howling wind", ["wind"]), ("Crackling FIRE!", ["fire"]), ("thunder clap", ["thunder"]),
        ("night", ["crickets"]),
        ("crowd, tavern", ["crowd"]), ("city street", ["traffic"]), ("phone ringing", ["phone"]), ("", []),
        ("xylozyme", []),
    ],
)  # fmt: skip
def test_what_a_description_asks_for(description: str, names: list[str]) -> None:
    assert [effect.name for effect in find_effects(description)] == names


def test_what_it_does_not_know_is_quiet_air() -> None:
    assert Procedural.suits("xylozyme") == UNKNOWN
    unknown = Procedural().make("xylozyme", 2.0)
    assert np.array_equal(unknown.samples, Procedural().make(AIR.name, 2.0).samples)


@given(st.text(max_size=60), st.integers(-5, 2**40), st.booleans())
@settings(max_examples=15, deadline=None)
def test_any_description_and_seed_gives_a_sound(description: str, seed: int, loop: bool) -> None:
    clip = Procedural().make(description, 0.4, seed=seed, loop=loop)
    assert clip.samples.shape == (17640, 2)
    assert np.abs(clip.samples).max() <= 0.8001
