"""What every music and effect engine keeps: length, level, ends, seams, no clicks. Over the registry."""

import subprocess
import sys
from functools import cache

import numpy as np
import pytest
from scipy.ndimage import maximum_filter1d

from engines import registry
from engines.base import SoundEngine
from engines.effects.vocabulary import EFFECTS
from engines.errors import AudioError, NotReady
from engines.types import AudioClip

RATE_HZ = 44100
LOUDEST_BEAT_DB = 9.0
"""How much louder the first 20 ms of a bar may be than the last before it, where music begins again."""
NEEDS_WEIGHTS = {"music/composed"}
DESCRIPTIONS = {
    "music": ("calm piano", "tense low strings", "celebration, bright"),
    "effects": (
        "rain on canvas",
        "door knock",
        "footsteps on gravel",
        "forest birds",
        "nothing known",
    ),
}
SOUNDS = [
    pytest.param(engine_id, description, marks=pytest.mark.weights if engine_id in NEEDS_WEIGHTS else ())
    for role, descriptions in DESCRIPTIONS.items()
    for engine_id, engine in registry.engines(role).items()
    if issubclass(engine, SoundEngine) and engine.ready() is None
    for description in descriptions
]
every_sound = pytest.mark.parametrize(("engine_id", "description"), SOUNDS)


@cache
def engine_of(engine_id: str) -> SoundEngine:
    engine = registry.find(engine_id)()
    engine.load()
    return engine


@cache
def sound(engine_id: str, description: str, seconds: float, seed: int = 0, loop: bool = False) -> AudioClip:
    return engine_of(engine_id).make(description, seconds, seed=seed, loop=loop)


def steps(samples: np.ndarray) -> np.ndarray:
    """The difference from every sample to the next, the last to the first."""
    return np.abs(np.diff(samples, axis=0, append=samples[:1]))


def clicks(samples: np.ndarray) -> np.ndarray:
    """Where a channel jumps much further than in the 1.5 ms before and after: no stroke, a fault."""
    jumps = steps(samples).max(axis=1)
    window = 64
    before = np.roll(maximum_filter1d(jumps, window, mode="wrap"), window // 2 + 2)
    after = np.roll(maximum_filter1d(jumps, window, mode="wrap"), -window // 2 - 2)
    return np.flatnonzero(jumps > 5 * np.maximum(before, after) + 0.01)


def test_the_click_finder_finds_a_click() -> None:
    time_s = np.arange(RATE_HZ) / RATE_HZ
    tone = 0.3 * np.sin(2 * np.pi * 220 * time_s)[:, None].repeat(2, axis=1)
    assert not len(clicks(tone))
    tone[20000:] *= -1
    tone[20000:] += 0.3
    assert len(clicks(tone))


@every_sound
@pytest.mark.parametrize(("seconds", "loop"), [(2.0, False), (3.1234, True)])
def test_length_shape_rate_and_peak(engine_id: str, description: str, seconds: float, loop: bool) -> None:
    clip = sound(engine_id, description, seconds, loop=loop)
    assert clip.rate_hz == RATE_HZ
    assert clip.samples.shape == (round(seconds * RATE_HZ), 2)
    assert clip.samples.dtype == np.float32
    assert np.isfinite(clip.samples).all()
    assert 0.02 < np.abs(clip.samples).max() <= 0.8001
    assert np.abs(clip.samples.mean(axis=0)).max() < 1e-3


@every_sound
def test_same_arguments_same_bytes_and_another_seed_another_sound(engine_id: str, description: str) -> None:
    again = engine_of(engine_id).make(description, 2.0)
    assert again.samples.tobytes() == sound(engine_id, description, 2.0).samples.tobytes()
    other = sound(engine_id, description, 2.0, seed=1)
    assert not np.array_equal(other.samples, again.samples)


@every_sound
def test_it_starts_and_ends_in_silence(engine_id: str, description: str) -> None:
    samples = sound(engine_id, description, 2.0).samples
    assert np.abs(samples[[0, -1]]).max() == 0
    assert np.abs(samples[:40]).max() < 0.1
    assert np.abs(samples[-40:]).max() < 0.1


@every_sound
@pytest.mark.parametrize("loop", [False, True])
def test_there_are_no_clicks(engine_id: str, description: str, loop: bool) -> None:
    assert not len(clicks(sound(engine_id, description, 3.1234 if loop else 2.0, loop=loop).samples))


@every_sound
def test_a_loop_has_no_seam(engine_id: str, description: str) -> None:
    samples = sound(engine_id, description, 3.1234, loop=True).samples
    jumps = steps(samples).max(axis=1)
    around = np.concatenate([jumps[-64:-1], jumps[:64]])
    assert jumps[-1] <= 3 * around.max() + 1e-3
    frame = round(0.02 * RATE_HZ)
    half = len(samples) // frame // 2
    joined = np.concatenate([samples[-frame * half :], samples[: frame * half]])
    levels = 20 * np.log10(np.sqrt(np.mean(joined.reshape(2 * half, -1) ** 2, axis=1)) + 1e-4)
    changes = np.abs(np.diff(levels))
    assert changes[half - 1] <= max(LOUDEST_BEAT_DB, np.delete(changes, half - 1).max())


@every_sound
def test_it_suits_its_own_words_better_than_strange_ones(engine_id: str, description: str) -> None:
    engine = registry.find(engine_id)
    assert 0 <= engine.suits(description) <= 1
    if description != "nothing known":
        assert engine.suits(description) > engine.suits("qwertz uiopasdf")


@pytest.mark.parametrize("seconds", [0.0, -1.0, float("nan"), float("inf")])
def test_a_length_that_cannot_be_made_is_a_sentence(seconds: float) -> None:
    with pytest.raises(AudioError, match=r"cannot be made\. Ask for"):
        engine_of("effects/procedural").make("rain", seconds)


@pytest.mark.parametrize("seconds", [0.05, 0.7])
@pytest.mark.parametrize("loop", [False, True])
def test_very_short_effects_are_made(seconds: float, loop: bool) -> None:
    for effect in EFFECTS:
        clip = engine_of("effects/procedural").make(effect.name, seconds, loop=loop)
        assert len(clip.samples) == round(seconds * RATE_HZ)
        assert np.isfinite(clip.samples).all()


def test_looking_at_the_engines_loads_nothing_heavy() -> None:
    program = (
        "import sys; from engines import registry;"
        "assert registry.engines('music') and registry.engines('effects');"
        "print([name for name in ('torch', 'onnxruntime', 'symusic', 'scipy') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_an_unknown_engine_is_a_sentence() -> None:
    with pytest.raises(NotReady, match="effects/procedural"):
        registry.find("effects/nothing")
