"""Music as it sounds: the tone of a bed, decays, dynamics, long pieces. Real sound font."""

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from engines.errors import NotReady
from engines.music.composed import Composed
from engines.music.instruments import INSTRUMENTS
from engines.music.mood import moods
from engines.music.sound_font import Player, SoundFont, font_path
from tests.contracts.test_sounds import clicks

RATE_HZ = 44100
pytestmark = pytest.mark.weights


@cache
def engine() -> Composed:
    made = Composed()
    made.load()
    return made


@cache
def font() -> SoundFont:
    return SoundFont(font_path())


def level_db(samples: np.ndarray) -> float:
    return float(10 * np.log10(np.mean(samples**2) + 1e-12))


@pytest.mark.parametrize("mood", sorted(moods()))
def test_every_mood_sounds_and_leaves_room_for_speech(mood: str) -> None:
    samples = engine().make(mood, 6.0, loop=True).samples
    assert level_db(samples) > -26
    assert not len(clicks(samples))
    power = np.abs(np.fft.rfft(samples.mean(axis=1))) ** 2
    hz = np.fft.rfftfreq(len(samples), 1 / RATE_HZ)
    share = {
        low: power[(hz >= low) & (hz < high)].sum() / power.sum()
        for low, high in ((20, 60), (1000, 4000), (8000, 20000))
    }
    assert share[20] < 0.1 and share[1000] < 0.5 and share[8000] < 0.05
    left, right = samples.T
    assert 0 < np.corrcoef(left, right)[0, 1] < 0.97


@pytest.mark.parametrize("instrument", list(INSTRUMENTS.values()), ids=lambda instrument: instrument.name)
def test_every_instrument_sounds_and_plucked_ones_die_away(instrument) -> None:
    pitch = 38 if instrument.is_drum else (instrument.low + instrument.high) // 2
    player = Player(font(), brightness=0.5)
    player.prepare(instrument, {pitch: 2.0})
    strong, weak = (player.note(instrument, pitch, 2.0, strength) for strength in (0.9, 0.3))
    assert level_db(strong[: RATE_HZ // 2]) > level_db(weak[: RATE_HZ // 2]) + 6
    assert np.abs(strong[[0, -1]]).max() < 0.02
    if instrument.is_drum:
        return
    early = level_db(strong[RATE_HZ // 5 : RATE_HZ // 2])
    late = level_db(strong[round(1.6 * RATE_HZ) : round(1.9 * RATE_HZ)])
    if instrument.decay_db_s:
        assert late < early - 0.7 * instrument.decay_db_s
    else:
        assert abs(late - early) < 9


def test_a_long_piece_repeats_a_shorter_one_exactly_as_long() -> None:
    samples = engine().make("solo harp, calm", 200.5, loop=True).samples
    assert len(samples) == round(200.5 * RATE_HZ)
    third = len(samples) // 3
    assert level_db(samples[:third] - samples[third : 2 * third]) < level_db(samples) - 20


def test_a_damaged_sound_font_is_a_sentence(tmp_path: Path) -> None:
    damaged = tmp_path / "TimGM6mb.sf2"
    damaged.write_bytes(b"RIFF")
    with pytest.raises(NotReady, match="damaged"):
        SoundFont(damaged)
